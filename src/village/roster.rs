//! A village from the lists that an official keeps.
//!
//! Three CSV files, in UTF-8, with a line of headings. Headings may be English or Chinese, in any order:
//!
//! | file | column | Chinese | content |
//! |---|---|---|---|
//! | `groups.csv` | `id` | 编号, 组号, 组, 小组 | any text, once |
//! | | `name` * | 名称, 组名 | name shown in results; the id unless given |
//! | | `riverside` * | 沿河, 临河 | yes or no |
//! | `households.csv` | `id` | 编号, 户号, 户 | any text, once |
//! | | `group` | 组, 组号, 小组 | id of a group |
//! | | `clan` * | 姓, 姓氏, 宗族 | surname or any text that stands for it |
//! | | `east_m`, `north_m` * | 东, 北 | metres from any point |
//! | | `absent` * | 空户, 常年无人 | yes when nobody is at home most of the year |
//! | `people.csv` | `id` | 编号, 人员编号 | any text, once |
//! | | `household` | 户, 户号 | id of a household |
//! | | `age` * | 年龄 | whole years |
//! | | `sex` * | 性别 | f, m, 女, 男 |
//! | | `resident` * | 常住 | yes when living in the village most of the year |
//! | | `party_member` * | 党员 | yes or no; an empty cell is no |
//! | | `cadre` * | 村干部, 干部 | yes or no; an empty cell is no |
//!
//! Columns with a star may be missing, and so may be single cells in them; what is missing is drawn. Yes and no are
//! written yes, no, true, false, 1, 0, 是, 否. Other columns are ignored unless their heading looks like a misspelt one.
//! Groups, households and people are numbered in the order of the files.

mod problem;
mod sheet;

pub use problem::{Cause, RosterFile, RosterProblem};

use super::people::ADULT_AGE;
use super::synthesis::{Known, KnownGroup, KnownHousehold, KnownPerson};
use sheet::{Problems, Sheet};
use std::collections::BTreeMap;

/// The contents of the three files of a roster, as they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterFiles<'a> {
    /// `groups.csv`.
    pub groups: &'a [u8],
    /// `households.csv`.
    pub households: &'a [u8],
    /// `people.csv`.
    pub people: &'a [u8],
}

/// A roster without contradictions, from which villages are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Roster {
    known: Known,
}

impl Roster {
    /// Reads a roster.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of files and lines.
    pub fn read(files: RosterFiles<'_>) -> Result<Roster, Vec<RosterProblem>> {
        let mut problems = Problems::default();
        let groups = Sheet::read(RosterFile::Groups, files.groups, &mut problems);
        let households = Sheet::read(RosterFile::Households, files.households, &mut problems);
        let people = Sheet::read(RosterFile::People, files.people, &mut problems);
        // A file that cannot be read does not keep the others from being checked.
        let groups = groups.map(|sheet| groups_of(&sheet, &mut problems));
        let households = households.map(|sheet| households_of(&sheet, groups.as_ref(), &mut problems));
        let people = people.map(|sheet| people_of(&sheet, households.as_ref(), &mut problems));
        if let (Some(groups), Some(households), Some(people)) = (groups, households, people) {
            let known = arrange(groups, households, people, &mut problems);
            if problems.is_empty() {
                return Ok(Roster { known });
            }
        }
        Err(problems.in_order())
    }

    /// Groups listed.
    pub fn groups(&self) -> usize {
        self.known.groups.len()
    }

    /// Households listed.
    pub fn households(&self) -> usize {
        self.known.households.len()
    }

    /// People listed.
    pub fn people(&self) -> usize {
        self.known.people.len()
    }

    /// Party members listed; `None` when the roster does not tell members.
    pub fn party_members(&self) -> Option<usize> {
        self.known.party_members.as_ref().map(|members| members.iter().filter(|member| **member).count())
    }

    /// Cadres listed; `None` when the roster does not tell cadres.
    pub fn cadres(&self) -> Option<usize> {
        self.known.cadres.as_ref().map(Vec::len)
    }

    pub(super) fn known(&self) -> &Known {
        &self.known
    }
}

/// Rows by their id, in the order of the file.
struct Listed<T> {
    rows: Vec<(u64, String, T)>,
    by_id: BTreeMap<String, usize>,
}

impl<T> Listed<T> {
    fn of(sheet: &Sheet, problems: &mut Problems, mut read: impl FnMut(usize, &mut Problems) -> T) -> Listed<T> {
        let mut listed = Listed { rows: Vec::new(), by_id: BTreeMap::new() };
        for row in 0..sheet.rows() {
            let line = sheet.line(row);
            let content = read(row, problems);
            let Some(id) = sheet.required(row, "id", problems) else { continue };
            match listed.by_id.get(id) {
                Some(first) => {
                    let cause = Cause::DuplicateId { id: id.into(), first_line: listed.rows[*first].0 };
                    problems.add(sheet.file, Some(line), Some("id"), cause);
                }
                None => {
                    listed.by_id.insert(id.into(), listed.rows.len());
                    listed.rows.push((line, id.into(), content));
                }
            }
        }
        listed
    }

    /// The index of the row of `owners` that `column` of `sheet` names; unchecked when the owners could not be read.
    fn named(
        owners: Option<&Listed<T>>,
        sheet: &Sheet,
        row: usize,
        column: &'static str,
        problems: &mut Problems,
    ) -> Option<usize> {
        let id = sheet.required(row, column, problems)?;
        let owners = owners?;
        let found = owners.by_id.get(id).copied();
        if found.is_none() {
            let near = owners.by_id.keys().find(|known| same_but_for_zeros(known, id)).cloned();
            let cause = Cause::UnknownId { id: id.into(), file: sheet.file.above(), near };
            problems.add(sheet.file, Some(sheet.line(row)), Some(column), cause);
        }
        found
    }
}

/// Whether two ids differ only in leading zeros, which spreadsheets drop.
fn same_but_for_zeros(one: &str, other: &str) -> bool {
    one.trim_start_matches('0') == other.trim_start_matches('0')
}

struct GroupRow {
    name: Option<String>,
    riverside: Option<bool>,
}

fn groups_of(sheet: &Sheet, problems: &mut Problems) -> Listed<GroupRow> {
    Listed::of(sheet, problems, |row, problems| GroupRow {
        name: sheet.text(row, "name").map(String::from),
        riverside: sheet.yes_or_no(row, "riverside", problems),
    })
}

struct HouseholdRow {
    group: Option<usize>,
    clan: Option<String>,
    place: Option<[f64; 2]>,
    absent: Option<bool>,
}

fn households_of(sheet: &Sheet, groups: Option<&Listed<GroupRow>>, problems: &mut Problems) -> Listed<HouseholdRow> {
    Listed::of(sheet, problems, |row, problems| HouseholdRow {
        group: Listed::named(groups, sheet, row, "group", problems),
        clan: sheet.text(row, "clan").map(String::from),
        place: place(sheet, row, problems),
        absent: sheet.yes_or_no(row, "absent", problems),
    })
}

/// Both coordinates of a household, or neither.
fn place(sheet: &Sheet, row: usize, problems: &mut Problems) -> Option<[f64; 2]> {
    let axes = ["east_m", "north_m"];
    for (given, missing) in [(axes[0], axes[1]), (axes[1], axes[0])] {
        if sheet.text(row, given).is_some() && sheet.text(row, missing).is_none() {
            problems.add(sheet.file, Some(sheet.line(row)), Some(missing), Cause::HalfAPlace);
        }
    }
    let [east, north] = axes.map(|axis| sheet.metres(row, axis, problems));
    east.zip(north).map(|(east, north)| [east, north])
}

struct PersonRow {
    household: Option<usize>,
    known: KnownPerson,
    party_member: bool,
    cadre: bool,
}

struct PeopleRows {
    listed: Listed<PersonRow>,
    tells_members: bool,
    tells_cadres: bool,
}

fn people_of(sheet: &Sheet, households: Option<&Listed<HouseholdRow>>, problems: &mut Problems) -> PeopleRows {
    let listed = Listed::of(sheet, problems, |row, problems| {
        let read = PersonRow {
            household: Listed::named(households, sheet, row, "household", problems),
            known: KnownPerson {
                age: sheet.age(row, problems),
                woman: sheet.woman(row, problems),
                resident: sheet.yes_or_no(row, "resident", problems),
            },
            party_member: sheet.yes_or_no(row, "party_member", problems) == Some(true),
            cadre: sheet.yes_or_no(row, "cadre", problems) == Some(true),
        };
        if let Some(age) = read.known.age.filter(|age| *age < ADULT_AGE) {
            for (column, holds) in [("party_member", read.party_member), ("cadre", read.cadre)] {
                if holds {
                    problems.add(sheet.file, Some(sheet.line(row)), Some(column), Cause::Minor { age });
                }
            }
        }
        let household = households.zip(read.household).map(|(households, household)| &households.rows[household]);
        if let Some((_, id, _)) = household.filter(|(.., household)| household.absent == Some(true))
            && read.known.resident == Some(true)
        {
            let cause = Cause::ResidentOfAbsent { household: id.clone() };
            problems.add(sheet.file, Some(sheet.line(row)), Some("resident"), cause);
        }
        read
    });
    PeopleRows { listed, tells_members: sheet.has("party_member"), tells_cadres: sheet.has("cadre") }
}

/// Numbers everything group by group and household by household.
fn arrange(
    groups: Listed<GroupRow>,
    households: Listed<HouseholdRow>,
    people: PeopleRows,
    problems: &mut Problems,
) -> Known {
    let corner = [0, 1].map(|axis| {
        let least = households.rows.iter().filter_map(|row| row.2.place.map(|place| place[axis]));
        least.fold(f64::INFINITY, f64::min)
    });
    let households_in = grouped(groups.rows.len(), households.rows.iter().map(|row| row.2.group));
    let people_in = grouped(households.rows.len(), people.listed.rows.iter().map(|row| row.2.household));
    let mut clans: BTreeMap<&str, u32> = BTreeMap::new();
    let mut known = Known { first_person: vec![0], ..Known::default() };
    let (mut members, mut cadres) = (Vec::new(), Vec::new());
    for (group, (line, id, row)) in groups.rows.iter().enumerate() {
        if households_in[group].is_empty() {
            problems.add(RosterFile::Groups, Some(*line), Some("id"), Cause::EmptyGroup { id: id.clone() });
        }
        let start = known.households.len() as u32;
        for household in &households_in[group] {
            let (line, id, row) = &households.rows[*household];
            if people_in[*household].is_empty() {
                let cause = Cause::EmptyHousehold { id: id.clone() };
                problems.add(RosterFile::Households, Some(*line), Some("id"), cause);
            }
            let next = clans.len() as u32;
            known.households.push(KnownHousehold {
                clan: row.clan.as_deref().map(|clan| *clans.entry(clan).or_insert(next)),
                place: row.place.map(|[east, north]| [(east - corner[0]) as f32, (north - corner[1]) as f32]),
                absent: row.absent,
            });
            for person in &people_in[*household] {
                let row = &people.listed.rows[*person].2;
                if row.cadre {
                    cadres.push((*person, known.people.len() as u32));
                }
                members.push(row.party_member);
                known.people.push(row.known);
            }
            known.first_person.push(known.people.len() as u32);
        }
        known.groups.push(KnownGroup {
            name: row.name.clone().unwrap_or_else(|| id.clone()),
            households: start..known.households.len() as u32,
            riverside: row.riverside,
        });
    }
    known.clans = clans.len() as u32;
    cadres.sort_unstable();
    known.party_members = people.tells_members.then_some(members);
    known.cadres = people.tells_cadres.then(|| cadres.into_iter().map(|(_, person)| person).collect());
    known
}

/// The rows of each owner, in order.
fn grouped(owners: usize, rows: impl Iterator<Item = Option<usize>>) -> Vec<Vec<usize>> {
    let mut grouped = vec![Vec::new(); owners];
    for (row, owner) in rows.enumerate() {
        if let Some(owner) = owner {
            grouped[owner].push(row);
        }
    }
    grouped
}

#[cfg(test)]
mod tests;
