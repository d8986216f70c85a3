//! Writes the roster of a synthesised village with the totals of Botou Village, as an example of the three files:
//!
//! ```text
//! cargo run --release --example sample_roster -- scenarios/data/botou_sample
//! ```

use microgov::random::Streams;
use microgov::village::{Needed, Shapes, Village};
use microgov::vocabulary::tables;
use std::fmt::Write;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args_os().nth(1) else {
        return Err(std::io::Error::other("give the folder that the files go to"));
    };
    let folder = Path::new(&folder);
    let totals = tables::Village::default();
    let shapes = Shapes { multiplier: &|_| 1.0, wage_skill_correlation: 0.0 };
    let village = Village::synthesise(&totals, &Streams::new(20_180_101, 0), Needed::default(), &shapes);
    std::fs::write(folder.join("groups.csv"), groups(&village))?;
    std::fs::write(folder.join("households.csv"), households(&village))?;
    std::fs::write(folder.join("people.csv"), people(&village))
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

// Writing to a String cannot fail, so the results of writeln! are let go.

fn groups(village: &Village) -> String {
    let mut text = String::from("id,name,riverside\n");
    for group in &village.groups {
        let _ = writeln!(text, "{0},{0},{1}", group.name, yes_or_no(group.riverside));
    }
    text
}

fn households(village: &Village) -> String {
    let mut text = String::from("id,group,clan,east_m,north_m,absent\n");
    let list = &village.households;
    for household in 0..list.group.len() {
        let _ = writeln!(
            text,
            "{},{},{},{:.0},{:.0},{}",
            household + 1,
            village.groups[list.group[household] as usize].name,
            list.clan[household] + 1,
            list.east_m[household],
            list.north_m[household],
            yes_or_no(list.absent[household]),
        );
    }
    text
}

fn people(village: &Village) -> String {
    let mut text = String::from("id,household,age,sex,resident,party_member,cadre\n");
    let list = &village.people;
    for person in 0..list.household.len() {
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{}",
            person + 1,
            list.household[person] + 1,
            list.age[person],
            if list.woman[person] { "f" } else { "m" },
            yes_or_no(list.resident[person]),
            yes_or_no(list.party_member[person]),
            yes_or_no(village.cadres.contains(&(person as u32))),
        );
    }
    text
}
