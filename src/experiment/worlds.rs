//! Which scenario holds where: at a point of a design, in a replicate.

use super::design::Design;
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
    /// How another scenario is read, and the points; none where the base is all there is.
    varied: Option<(Reader, Arc<Design>)>,
}

impl fmt::Debug for Worlds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worlds").field("base", &self.base.name).field("points", &self.points()).finish()
    }
}

impl Worlds {
    /// The scenario alone.
    pub fn one(base: Arc<Scenario>) -> Worlds {
        Worlds { base, varied: None }
    }

    /// One for each point of a design, which `reader` reads from its settings.
    pub fn of_design(base: Arc<Scenario>, design: Design, reader: Reader) -> Worlds {
        Worlds { base, varied: Some((reader, Arc::new(design))) }
    }

    /// The scenario that the others vary.
    pub fn base(&self) -> &Arc<Scenario> {
        &self.base
    }

    /// How many points there are.
    pub fn points(&self) -> u64 {
        self.varied.as_ref().map_or(1, |(_, design)| design.points.len() as u64)
    }

    /// The scenario of a point.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn at(&self, point: u64) -> Result<Arc<Scenario>, String> {
        let Some((reader, design)) = &self.varied else { return Ok(Arc::clone(&self.base)) };
        let place = usize::try_from(point).ok().filter(|place| *place < design.points.len());
        let place = place.ok_or_else(|| format!("there is no point {point}"))?;
        let mut scenario = reader(&design.settings(place))?;
        // Where values come from is said once, by the scenario that the others vary.
        scenario.provenance = Vec::new();
        scenario.warnings = Vec::new();
        Ok(Arc::new(scenario))
    }
}
