//! Sweeps: every point of a design, with paired replicates, one block a point.

use super::conduct::{Conducted, Control, Ending};
use super::design::Design;
use super::work::{Batch, pool, run_missing, simulator};
use crate::results::{Block, Identity, Manifest, Part, Problem, RunValues, Table, resolved, run_values_of_parts};
use crate::scenario::Scenario;
use crate::vocabulary::Measure;
use std::path::Path;
use std::sync::Arc;

/// The tables of a sweep.
const TABLES: &[Table] = &[Table::Runs];

/// Many points, each with the same replicates.
#[derive(Clone, Debug)]
pub struct Sweep {
    base: Arc<Scenario>,
    scenarios: Vec<Arc<Scenario>>,
    hash: String,
}

impl Sweep {
    /// The sweep of `design` around `base`; `at` gives the scenario with these settings (`PATH=VALUE`).
    ///
    /// # Errors
    /// The first point that is no sound scenario, with what `at` says of it.
    pub fn new<E>(
        base: Arc<Scenario>,
        design: &Design,
        at: impl Fn(&[String]) -> Result<Scenario, E>,
    ) -> Result<Sweep, (usize, E)> {
        let scenario = |point: usize| {
            let mut scenario = at(&design.settings(point)).map_err(|error| (point, error))?;
            // Where values come from is said once, by the scenario swept.
            scenario.provenance = Vec::new();
            scenario.warnings = Vec::new();
            Ok(Arc::new(scenario))
        };
        let scenarios = (0..design.points.len()).map(scenario).collect::<Result<Vec<_>, _>>()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(resolved::plan_hash(&base, false).as_bytes());
        hasher.update(&base.experiment.replicates.to_le_bytes());
        for factor in &design.factors {
            hasher.update(format!("{factor:?}").as_bytes());
        }
        hasher.update(&design.to_csv());
        let hash = hasher.finalize().to_hex().to_string();
        Ok(Sweep { base, scenarios, hash })
    }

    /// The scenario swept.
    pub fn base(&self) -> &Arc<Scenario> {
        &self.base
    }

    /// Hash of everything that decides its outcome, hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// How many points it has.
    pub fn points(&self) -> u64 {
        self.scenarios.len() as u64
    }

    /// Replicates of each point.
    pub fn replicates(&self) -> u64 {
        u64::from(self.base.experiment.replicates)
    }

    /// The tables it fills.
    pub fn tables(&self) -> &'static [Table] {
        TABLES
    }

    /// Names of the arms, in the order of the scenario.
    pub fn arms(&self) -> Vec<String> {
        self.base.arms.iter().map(|arm| arm.name.clone()).collect()
    }

    /// What a results folder must agree on.
    pub fn identity(&self) -> Identity {
        Identity { plan: self.hash.clone(), asked: self.replicates(), until: None }
    }

    /// The manifest of a folder that this sweep begins; `command` is the command line.
    pub fn manifest(&self, command: &[String]) -> Manifest {
        let mut manifest = Manifest::begin(&self.base, false, self.replicates(), None, command);
        manifest.plan.clone_from(&self.hash);
        manifest.scenario.hash.clone_from(&self.hash);
        manifest
    }

    /// Runs the points that are missing in the folder `parts`.
    ///
    /// # Errors
    /// A [`Problem`] when the disk does not take a part (what is finished is kept), no thread can be started, or the
    /// scenario's rosters are unsound.
    pub fn conduct(&self, parts: &Path, control: &Control<'_>) -> Result<Conducted, Problem> {
        let pool = pool(control.threads, parts)?;
        let batch = Batch { hash: &self.hash, scenarios: &self.scenarios, tables: TABLES, with_cases: false };
        let block = |point| Block { index: point, point, first: 0, end: self.replicates() };
        let blocks = (0..self.points()).map(block);
        let (finished, runs) = run_missing(&batch, parts, blocks, &pool, control, &simulator)?;
        let points = finished / self.replicates().max(1);
        Ok(Conducted {
            ending: if points == self.points() { Ending::Finished } else { Ending::Stopped },
            replicates: self.replicates(),
            blocks: points,
            runs,
            threads: pool.current_num_threads(),
        })
    }

    /// The values of a finished point: by arm, replicate and measure.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when its part is not whole.
    pub fn values(&self, parts: &Path, point: u64) -> Result<RunValues, Problem> {
        let Some(part) = Part::read(parts, point) else {
            return Err(Problem::Damaged { path: Part::path(parts, point), what: "it is not whole".into() });
        };
        run_values_of_parts(std::iter::once(part), &self.arms(), self.replicates(), Measure::ALL)
    }
}
