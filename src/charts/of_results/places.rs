//! The village of the first replicate, made again from the scenario in the manifest.

use crate::charts::subject::Subject;
use crate::charts::village::{House, VillageData};
use crate::charts::words::{self, say};
use crate::results::Problem;
use crate::simulation::village_of;
use crate::village::{self, Village};
use crate::vocabulary::Language;
use crate::vocabulary::choices::Drawn;
use std::path::Path;

/// A village, and what belongs to its map.
#[derive(Clone, Debug)]
pub(super) struct Place {
    village: Village,
    river: Option<[(f64, f64); 2]>,
    one_of_many: bool,
}

/// The village of replicate 0.
pub(super) fn read(folder: &Path, subject: &Subject) -> Result<Place, Problem> {
    let scenario = subject.scenario().ok_or_else(|| {
        let why = "its village cannot be drawn again: it comes from rosters, which results do not hold, or from another \
                   version of the program";
        Problem::Refused { folder: folder.into(), why: why.into() }
    })?;
    let refused = |_| Problem::Refused { folder: folder.into(), why: "its village cannot be drawn again".into() };
    Ok(Place {
        village: village_of(&scenario, 0).map_err(refused)?,
        river: Some(village::river(scenario.village.area_km2)),
        one_of_many: scenario.village.drawn == Drawn::EachReplicate && subject.replicates() > 1,
    })
}

impl Place {
    pub(super) fn data(&self, subject: &Subject, language: Language) -> VillageData {
        let (households, people) = (&self.village.households, &self.village.people);
        let house = |i: usize| {
            let members = households.first_person[i] as usize..households.first_person[i + 1] as usize;
            House {
                east: f64::from(households.east_m[i]),
                north: f64::from(households.north_m[i]),
                group: households.group[i] as usize,
                clan: households.clan[i],
                absent: households.absent[i],
                party: people.party_member[members].contains(&true),
            }
        };
        let count = households.group.len();
        // Each tie once.
        let ties = (0..count).flat_map(|one| {
            let others = self.village.ties.of(one as u32).iter().map(|other| *other as usize);
            others.filter(move |other| *other > one).map(move |other| (one, other))
        });
        // Groups without a name of their own have their number.
        let name = |name: &String| match name.parse::<u32>() {
            Ok(_) => say(words::GROUP_NAME, language, &[("name", name)]),
            Err(_) => name.clone(),
        };
        VillageData {
            houses: (0..count).map(house).collect(),
            groups: self.village.groups.iter().map(|group| name(&group.name)).collect(),
            ties: ties.collect(),
            river: self.river,
            one_of_many: self.one_of_many,
            source: subject.source(language),
        }
    }
}
