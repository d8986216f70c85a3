use super::super::{Needed, Shapes, Village};
use super::*;
use crate::random::Streams;
use crate::vocabulary::{Language, tables};

const GROUPS: &str = "id,name,riverside\nA,East,yes\nB,West,\n";
const HOUSEHOLDS: &str = "id,group,clan,east_m,north_m,absent\n\
    1,B,Li,500100,3200000,no\n2,A,Wang,500000,3200050,\n3,A,,,,yes\n4,B,Wang,500130,3200040,\n";
const PEOPLE: &str = "id,household,age,sex,resident,party_member,cadre\n\
    p1,1,61,f,yes,yes,\np2,1,,m,,no,\np3,2,45,m,yes,yes,yes\np4,3,30,,,,\np5,4,70,女,是,,\np6,4,9,m,,,\n";

fn read(groups: &str, households: &str, people: &str) -> Result<Roster, Vec<RosterProblem>> {
    Roster::read(RosterFiles {
        groups: groups.as_bytes(),
        households: households.as_bytes(),
        people: people.as_bytes(),
    })
}

fn village(roster: &Roster, replicate: u64) -> Village {
    let needed = Needed { ties: true, nearest: true, skill: true, motive: true, capacity: true };
    let shapes = Shapes { multiplier: &|_| 1.0, wage_skill_correlation: 0.0 };
    Village::from_roster(roster, &tables::Village::default(), &Streams::new(4, replicate), needed, &shapes)
}

/// The problems as a reader sees them.
fn problems(groups: &str, households: &str, people: &str) -> Vec<String> {
    match read(groups, households, people) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn what_is_listed_is_kept_and_what_is_missing_is_drawn() {
    let roster = read(GROUPS, HOUSEHOLDS, PEOPLE).expect("the roster is sound");
    assert_eq!((roster.groups(), roster.households(), roster.people()), (2, 4, 6));
    assert_eq!((roster.party_members(), roster.cadres()), (Some(2), Some(1)));
    let villages: Vec<Village> = (0..40).map(|replicate| village(&roster, replicate)).collect();
    for v in &villages {
        // Group A comes first, so its households 2 and 3 are numbered before 1 and 4.
        assert_eq!(v.households.group, [0, 0, 1, 1]);
        assert_eq!(v.groups[0].name, "East");
        assert_eq!(v.groups[1].people, 2..6);
        assert!(v.groups[0].riverside);
        assert_eq!(v.households.clan[0], v.households.clan[3], "both are Wang");
        assert_ne!(v.households.clan[2], v.households.clan[3]);
        assert_eq!(v.households.clan[1], v.households.clan[0], "the only known clan of its group");
        assert_eq!((v.households.east_m[3], v.households.north_m[3]), (130.0, 40.0));
        assert_eq!(v.households.absent, [false, true, false, false]);
        assert_eq!((v.people.age[0], v.people.age[2], v.people.age[4], v.people.age[5]), (45, 61, 70, 9));
        assert!(v.people.woman[2] && !v.people.woman[3] && v.people.woman[4]);
        assert!(!v.people.resident[1] && v.people.resident[4]);
        assert_eq!(v.people.party_member, [true, false, true, false, false, false]);
        assert_eq!(v.cadres, [0]);
    }
    assert!(villages.iter().any(|v| v.people.age[3] != villages[0].people.age[3]), "an age that is not known is drawn");
}

#[test]
fn headings_and_values_may_be_chinese_and_begin_with_a_byte_order_mark() {
    let roster = read(
        "\u{feff}组号,组名,沿河\n1,石头组,是\n",
        "\u{feff}户号,小组,姓氏,空户\n1,1,甲,否\n",
        "\u{feff}编号,户号,年龄,性别,常住,党员,村干部\n1,1,66,女,是,是,否\n",
    )
    .expect("the roster is sound");
    let v = village(&roster, 0);
    assert_eq!(v.groups[0].name, "石头组");
    assert!(v.groups[0].riverside && v.people.woman[0] && v.people.party_member[0] && v.cadres.is_empty());
}

#[test]
fn columns_that_are_missing_are_synthesised() {
    let households: String = (0..40).map(|h| format!("{h},{}\n", h % 2)).collect();
    let people: String = (0..160).map(|p| format!("{p},{}\n", p % 40)).collect();
    let roster = read("id\n0\n1\n", &format!("id,group\n{households}"), &format!("id,household\n{people}"))
        .expect("the roster is sound");
    let v = village(&roster, 0);
    assert_eq!((v.groups[1].households.len(), v.people.age.len()), (20, 160));
    assert_eq!(v.people.party_member.iter().filter(|member| **member).count(), 46);
    assert_eq!(v.cadres.len(), 5);
    assert_eq!(v.nearest.len(), 40);
}

#[test]
fn every_problem_is_told_at_once_with_its_place_and_mend() {
    let found = problems(
        "id,name\n01,East\n01,Again\nC,Empty\n",
        "id,group,absent,east_m,north_m\n1,1,maybe,5,\n2,01,yes,1,x\n",
        "id,household,age,sex,resident,cadre\np1,2,-3,q,yes,\np2,9,1.5,,,\np3,2,12,,,yes\n,2,,,,\n",
    );
    let expected = [
        "groups.csv, line 3, column id: \"01\" is already on line 2; give each line an id of its own",
        "groups.csv, line 4, column id: group \"C\" has no households; list its households in households.csv or remove the group",
        "households.csv, line 2, column group: groups.csv has no \"1\"; it has \"01\": write the same leading zeros in both files",
        "households.csv, line 2, column north_m: one coordinate is given without the other; fill in both east_m and north_m, or neither",
        "households.csv, line 2, column absent: \"maybe\" is neither yes nor no; write yes, no, 是 or 否",
        "households.csv, line 3, column north_m: \"x\" is not a number of metres; write a plain number such as 1250.5, or leave both coordinates empty",
        "people.csv, line 2, column age: \"-3\" is not an age; write whole years from 0 to 120, or leave the cell empty",
        "people.csv, line 2, column sex: \"q\" is not a sex; write f, m, 女 or 男, or leave the cell empty",
        "people.csv, line 2, column resident: household \"2\" is absent, so nobody of it is resident; correct one of the two",
        "people.csv, line 3, column household: households.csv has no \"9\"; add it there or correct it here",
        "people.csv, line 3, column age: \"1.5\" is not an age; write whole years from 0 to 120, or leave the cell empty",
        "people.csv, line 4, column cadre: party members and cadres are adults, and this person is 12; correct the age or the mark",
        "people.csv, line 5, column id: the cell is empty; fill it in or remove the line",
    ];
    assert_eq!(found, expected);
}

#[test]
fn files_and_columns_that_cannot_be_read_are_told() {
    assert_eq!(
        problems("", "id,gruop\n1,A\n", "id,household,aeg,phone\n1,1,5,0\n"),
        [
            "groups.csv: the file has no rows; write a line of headings and one line for each entry",
            "households.csv, line 1: no column is called \"gruop\"; write \"group\", or rename the column if it means something else",
            "households.csv, line 1, column group: the column is missing; add a column headed group or 组 or 组号 or 小组",
        ]
        .map(String::from)
        .into_iter()
        .chain(["people.csv, line 1: no column is called \"aeg\"; write \"age\", or rename the column if it means something else".into()])
        .collect::<Vec<_>>()
    );
    assert_eq!(
        problems("id,编号\nA,1\n", HOUSEHOLDS, PEOPLE)[0],
        "groups.csv, line 1, column id: \"编号\" is the second heading of this column; remove one of the two columns"
    );
    assert_eq!(
        problems("id,name\nA,East\nB,West, and more\n", HOUSEHOLDS, PEOPLE),
        ["groups.csv, line 3: 3 cells under 2 headings; quote a text that contains a comma, or remove the surplus"]
    );
}

#[test]
fn a_household_without_people_is_told() {
    let found = problems(GROUPS, &format!("{HOUSEHOLDS}5,A,,,,\n"), PEOPLE);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("households.csv, line 6, column id: household \"5\" has no people"), "{}", found[0]);
}

#[test]
fn another_encoding_is_told_by_its_first_line() {
    let files = RosterFiles {
        groups: b"id,name\n1,\xc4\xcf\xd7\xe9\n",
        households: HOUSEHOLDS.as_bytes(),
        people: PEOPLE.as_bytes(),
    };
    let problems = Roster::read(files).expect_err("the file is not in UTF-8");
    assert_eq!(problems[0].place(Language::Chinese), "groups.csv，第 2 行");
    assert_eq!(problems[0].cause.text(Language::Chinese), "文字不是 UTF-8 编码");
    assert_eq!(problems[0].cause.mend(Language::English), "save the file as \"CSV UTF-8\"");
}

#[test]
fn lines_of_empty_cells_are_no_entries() {
    let roster = read(&format!("{GROUPS},,\n"), HOUSEHOLDS, &format!("{PEOPLE},,,,,,\n\n"));
    assert_eq!(roster.map(|roster| roster.people()), Ok(6));
}

#[test]
fn one_person_more_changes_nothing_of_other_households() {
    let longer = read(GROUPS, HOUSEHOLDS, &format!("{PEOPLE}p7,4,33,m,yes,,\n")).expect("sound");
    let (before, after) = (village(&read(GROUPS, HOUSEHOLDS, PEOPLE).expect("sound"), 1), village(&longer, 1));
    assert_eq!(before.ties, after.ties);
    assert_eq!(before.people.skill_logit[..6], after.people.skill_logit[..6]);
    assert_eq!(before.people.capacity_hours[..6], after.people.capacity_hours[..6]);
}

#[test]
fn the_sample_roster_has_the_totals_of_botou_and_is_what_its_command_writes() {
    let roster = read(
        include_str!("../../../scenarios/data/botou_sample/groups.csv"),
        include_str!("../../../scenarios/data/botou_sample/households.csv"),
        include_str!("../../../scenarios/data/botou_sample/people.csv"),
    )
    .expect("the sample is sound");
    assert_eq!((roster.groups(), roster.households(), roster.people()), (18, 508, 1960));
    assert_eq!((roster.party_members(), roster.cadres()), (Some(46), Some(5)));
    let shapes = Shapes { multiplier: &|_| 1.0, wage_skill_correlation: 0.0 };
    let streams = Streams::new(20_180_101, 0);
    let drawn = Village::synthesise(&tables::Village::default(), &streams, Needed::default(), &shapes);
    let listed = village(&roster, 99);
    assert_eq!(
        listed.groups.iter().map(|group| &group.households).collect::<Vec<_>>(),
        drawn.groups.iter().map(|group| &group.households).collect::<Vec<_>>()
    );
    assert_eq!(listed.people.age, drawn.people.age);
    assert_eq!(listed.people.resident, drawn.people.resident);
    assert_eq!(listed.people.party_member, drawn.people.party_member);
    assert_eq!(listed.households.absent, drawn.households.absent);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn damaged_files_are_told_and_never_stop_the_program(
        file in 0_usize..3,
        at in 0_usize..200,
        bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..6),
    ) {
        let mut files = [GROUPS, HOUSEHOLDS, PEOPLE].map(|text| text.as_bytes().to_vec());
        let from = at.min(files[file].len());
        let to = (from + bytes.len()).min(files[file].len());
        files[file].splice(from..to, bytes);
        let [groups, households, people] = &files;
        match Roster::read(RosterFiles { groups, households, people }) {
            Ok(roster) => proptest::prop_assert_eq!(village(&roster, 0).groups.len(), roster.groups()),
            Err(problems) => proptest::prop_assert!(!problems.is_empty()),
        }
    }
}
