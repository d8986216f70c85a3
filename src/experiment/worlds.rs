//! Which scenario holds where: at a point of a design, in a replicate.

use super::design::{Design, Factor};
use super::posterior::Posterior;
use crate::results::Turns;
use crate::results::manifest::Unknown;
use crate::scenario::Scenario;
use std::fmt;
use std::sync::Arc;

/// Reads the scenario with settings (`PATH=VALUE`) laid over it; what is wrong with it otherwise.
pub type Reader = Arc<dyn Fn(&[String]) -> Result<Scenario, String> + Send + Sync>;

/// The scenarios of an experiment, each made when it is run: thousands of points take no memory but that of their
/// values.
#[derive(Clone)]
pub struct Worlds {
    base: Arc<Scenario>,
    /// How another scenario is read; none where the base is all there is.
    reader: Option<Reader>,
    /// The points.
    design: Arc<Design>,
    /// What the replicates take in turn.
    posterior: Option<Posterior>,
}

impl fmt::Debug for Worlds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Worlds");
        debug.field("base", &self.base.name).field("points", &self.points()).field("turns", &self.turns()).finish()
    }
}

impl Worlds {
    /// The scenario alone.
    pub fn one(base: Arc<Scenario>) -> Worlds {
        Worlds { base, reader: None, design: Arc::new(Design::nothing()), posterior: None }
    }

    /// One for each point of a design, which `reader` reads from its settings.
    pub fn of_design(base: Arc<Scenario>, design: Design, reader: Reader) -> Worlds {
        Worlds { base, reader: Some(reader), design: Arc::new(design), posterior: None }
    }

    /// The same over the sets of a posterior, read by `reader`.
    pub fn over(self, posterior: Posterior, reader: Reader) -> Worlds {
        Worlds { posterior: Some(posterior), reader: Some(reader), ..self }
    }

    /// The scenario that the others vary.
    pub fn base(&self) -> &Arc<Scenario> {
        &self.base
    }

    /// How many points there are.
    pub fn points(&self) -> u64 {
        self.design.points.len() as u64
    }

    /// How the replicates take parameter sets in turn; none where all take the values of the scenario.
    pub fn turns(&self) -> Option<&Turns> {
        self.posterior.as_ref().map(|posterior| &posterior.turns)
    }

    /// What is unknown, for a manifest.
    pub fn unknown(&self) -> Option<Unknown> {
        let posterior = self.posterior.as_ref()?;
        let factors = posterior.design.factors.iter().map(Factor::described).collect();
        Some(Unknown { turns: posterior.turns.clone(), factors })
    }

    /// The set that a replicate takes; 0 where there is none.
    pub fn set_of(&self, replicate: u64) -> usize {
        self.turns().map_or(0, |turns| turns.of(replicate))
    }

    /// The scenario of a point under a set.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn at(&self, point: u64, set: usize) -> Result<Arc<Scenario>, String> {
        let Some(reader) = &self.reader else { return Ok(Arc::clone(&self.base)) };
        let place = usize::try_from(point).ok().filter(|place| *place < self.design.points.len());
        let mut settings = self.design.settings(place.ok_or_else(|| format!("there is no point {point}"))?);
        settings.extend(self.posterior.iter().flat_map(|posterior| posterior.design.settings(set)));
        let mut scenario = reader(&settings)?;
        // Where values come from is said once, by the scenario that the others vary.
        scenario.provenance = Vec::new();
        scenario.warnings = Vec::new();
        Ok(Arc::new(scenario))
    }
}
