//! What is to be run.

use super::worlds::Worlds;
use crate::results::{Identity, Manifest, Table, resolved};
use crate::scenario::Scenario;
use crate::vocabulary::Measure;
use std::fmt;
use std::sync::Arc;

/// What is to be run.
#[derive(Clone, Debug)]
pub struct Plan {
    worlds: Worlds,
    extent: Extent,
    with_cases: bool,
    hash: String,
}

/// How many replicates.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// So many.
    Fixed(u64),
    /// As many as it takes to meet all of these rules, up to a cap.
    Until(Vec<Until>, u64),
}

impl Plan {
    /// A plan of a scenario alone.
    pub fn new(scenario: Arc<Scenario>, extent: Extent, with_cases: bool) -> Plan {
        Plan::of(Worlds::one(scenario), extent, with_cases)
    }

    /// A plan; its hash is that of everything that decides the outcome of a run.
    pub fn of(worlds: Worlds, extent: Extent, with_cases: bool) -> Plan {
        let hash = resolved::plan_hash(worlds.base(), with_cases);
        Plan { worlds, extent, with_cases, hash }
    }

    /// The scenarios of its runs.
    pub fn worlds(&self) -> &Worlds {
        &self.worlds
    }

    /// The scenario.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.worlds.base()
    }

    /// How many replicates.
    pub fn extent(&self) -> &Extent {
        &self.extent
    }

    /// Whether every case's history is kept.
    pub fn with_cases(&self) -> bool {
        self.with_cases
    }

    /// Hash of everything that decides the outcome of a run, hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The tables it fills.
    pub fn tables(&self) -> Vec<Table> {
        Table::of(self.scenario(), self.with_cases)
    }

    /// Names of the arms, in the order of the scenario.
    pub fn arms(&self) -> Vec<String> {
        self.scenario().arms.iter().map(|arm| arm.name.clone()).collect()
    }

    /// What a results folder must agree on.
    pub fn identity(&self) -> Identity {
        Identity { plan: self.hash.clone(), asked: self.most(), until: self.rule(), points: None }
    }

    /// The manifest of a folder that this plan begins; `command` is the command line.
    pub fn manifest(&self, command: &[String]) -> Manifest {
        let until = self.rule();
        let unknown = self.worlds.unknown();
        Manifest { unknown, ..Manifest::begin(self.scenario(), self.with_cases, self.most(), until, command) }
    }

    /// The most replicates that may be run.
    pub fn most(&self) -> u64 {
        match self.extent {
            Extent::Fixed(replicates) | Extent::Until(_, replicates) => replicates,
        }
    }

    /// The sequential rule as it was written, if there is one.
    fn rule(&self) -> Option<String> {
        match &self.extent {
            Extent::Fixed(_) => None,
            Extent::Until(all, _) => Some(all.iter().map(Until::to_string).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// Stop once the 95 % interval of the paired difference of every arm to the baseline is at most this wide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Until {
    /// The measure.
    pub measure: Measure,
    /// Half of the interval's width, in the unit of the measure.
    pub half_width: f64,
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}±{}", self.measure.name(), self.half_width)
    }
}

impl std::str::FromStr for Until {
    type Err = String;

    fn from_str(text: &str) -> Result<Until, String> {
        let (name, width) = text
            .split_once('±')
            .or_else(|| text.split_once("+-"))
            .ok_or("write a measure, ± (or +-) and a half-width, such as resolved_90d_share±0.01")?;
        let measure = Measure::by_name(name.trim()).ok_or_else(|| {
            let near = crate::scenario::nearest(name.trim(), Measure::ALL.iter().map(|measure| measure.name()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("there is no measure named `{}`{near}", name.trim())
        })?;
        match width.trim().parse::<f64>() {
            Ok(half_width) if half_width.is_finite() && half_width > 0.0 => Ok(Until { measure, half_width }),
            _ => Err(format!("`{}` is no half-width: a number above 0 is wanted", width.trim())),
        }
    }
}
