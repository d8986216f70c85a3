//! Studies: the same paired replicates at every point of a design.

use super::conduct::{Conducted, Control, Ending, Runner};
use super::design::Design;
use super::posterior::Posterior;
use super::work::{Batch, pool, run_missing, simulator};
use super::worlds::{Reader, Worlds};
use crate::results::manifest::{self, Varying};
use crate::results::{
    Block, Identity, Kept, Manifest, Part, Points, Problem, RunValues, Table, blocks_of_points, point_values_of_part,
    resolved,
};
use crate::scenario::Scenario;
use crate::vocabulary::Measure;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::path::Path;
use std::sync::Arc;

/// Many points, each with the same replicates.
#[derive(Clone, Debug)]
pub struct Study {
    /// The command that makes it.
    kind: &'static str,
    worlds: Worlds,
    points: Points,
    factors: Vec<Varying>,
    tables: &'static [Table],
    plan: String,
}

impl Study {
    /// The study of `design` around `base`; `reader` gives the scenario with settings laid over it.
    pub fn new(kind: &'static str, base: Arc<Scenario>, design: &Design, reader: Reader) -> Study {
        Study::with_tables(kind, base, design, reader, Table::OF_STUDIES)
    }

    /// The same, keeping these tables.
    pub fn with_tables(
        kind: &'static str,
        base: Arc<Scenario>,
        design: &Design,
        reader: Reader,
        tables: &'static [Table],
    ) -> Study {
        let mut hasher = blake3::Hasher::new();
        hasher.update(resolved::plan_hash(&base, false).as_bytes());
        hasher.update(kind.as_bytes());
        // Studies that keep the usual tables are called as they ever were.
        if tables != Table::OF_STUDIES {
            hasher.update(format!("{tables:?}").as_bytes());
        }
        let factors: Vec<Varying> = design.factors.iter().map(|factor| factor.described()).collect();
        // Over what they vary is for the points to say: a design that grows keeps the runs of those it had.
        for Varying { name, paths, .. } in &factors {
            hasher.update(format!("{name:?} {paths:?}").as_bytes());
        }
        Study {
            kind,
            worlds: Worlds::of_design(base, design.clone(), reader),
            points: Points::new(&design.table()),
            factors,
            tables,
            plan: hasher.finalize().to_hex().to_string(),
        }
    }

    /// The same over the sets of a posterior, but for what its points set.
    pub fn over(mut self, mut posterior: Posterior, reader: Reader) -> Study {
        posterior.without(|path| self.factors.iter().any(|factor| factor.paths.iter().any(|varied| varied == path)));
        if !posterior.design.factors.is_empty() {
            self.worlds = self.worlds.over(posterior, reader);
        }
        self
    }

    /// The points that are no sound scenarios, with what is wrong with each.
    pub fn unsound(&self) -> Vec<(u64, String)> {
        let wrong = |point: u64| self.worlds.at(point, 0).err().map(|what| (point, what));
        (0..self.points()).into_par_iter().filter_map(wrong).collect()
    }

    /// The scenario that its points vary.
    pub fn base(&self) -> &Arc<Scenario> {
        self.worlds.base()
    }

    /// Its scenarios.
    pub fn worlds(&self) -> &Worlds {
        &self.worlds
    }

    /// Hash of everything that decides its outcome, hexadecimal.
    pub fn hash(&self) -> String {
        let text = format!("{} {} {}", self.plan, self.points.hash(), self.replicates());
        blake3::hash(text.as_bytes()).to_hex().to_string()
    }

    /// How many points it has.
    pub fn points(&self) -> u64 {
        self.points.count()
    }

    /// Replicates of each point.
    pub fn replicates(&self) -> u64 {
        u64::from(self.base().experiment.replicates)
    }

    /// Names of the arms, in the order of the scenario.
    pub fn arms(&self) -> Vec<String> {
        self.base().arms.iter().map(|arm| arm.name.clone()).collect()
    }

    /// The tables that it keeps.
    pub fn tables(&self) -> &'static [Table] {
        self.tables
    }

    /// Its blocks.
    pub fn blocks(&self) -> impl Iterator<Item = Block> + use<> {
        blocks_of_points(self.points(), self.replicates())
    }

    /// What a results folder must agree on.
    pub fn identity(&self) -> Identity {
        let points = Some(self.points.clone());
        Identity { plan: self.plan.clone(), asked: self.replicates(), until: None, points }
    }

    /// The manifest of a folder that this study begins; `command` is the command line.
    pub fn manifest(&self, command: &[String]) -> Manifest {
        let mut manifest = Manifest::begin(self.base(), false, self.replicates(), None, command);
        manifest.plan.clone_from(&self.plan);
        manifest.scenario.hash = self.hash();
        manifest.unknown = self.worlds.unknown();
        manifest.study = Some(manifest::Study {
            kind: self.kind.into(),
            points: self.points(),
            points_hash: self.points.hash(),
            factors: self.factors.clone(),
        });
        manifest
    }

    /// Runs the blocks that are missing in the folder `parts`.
    ///
    /// # Errors
    /// A [`Problem`] when the disk does not take a part (what is finished is kept), no thread can be started, or the
    /// scenario's rosters are unsound.
    pub fn conduct(&self, parts: &Path, control: &Control<'_>) -> Result<Conducted, Problem> {
        self.conduct_with(parts, control, &simulator)
    }

    /// The same with runners of `make`, one for each thread and point.
    ///
    /// # Errors
    /// As [`Study::conduct`].
    pub fn conduct_with<R: Runner>(
        &self,
        parts: &Path,
        control: &Control<'_>,
        make: &(impl Fn(&Arc<Scenario>) -> Result<R, Problem> + Sync),
    ) -> Result<Conducted, Problem> {
        let pool = pool(control.threads, parts)?;
        let plan_of = |block: &Block| self.points.plan_of(&self.plan, block);
        let all: Vec<usize> = (0..self.arms().len()).collect();
        let kept = Kept::find(parts, &self.identity());
        let (worlds, tables) = (&self.worlds, self.tables);
        let batch = Batch { worlds, arms: &all, plan_of: &plan_of, tables, with_cases: false, kept };
        let (finished, runs) = run_missing(&batch, parts, self.blocks(), &pool, control, make)?;
        let all = finished == self.points() * self.replicates();
        Ok(Conducted {
            ending: if all { Ending::Finished } else { Ending::Stopped },
            replicates: self.replicates(),
            blocks: self.blocks().count() as u64,
            runs,
            threads: pool.current_num_threads(),
        })
    }

    /// The values of the points of a finished block: by point, arm, replicate and measure.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when its part is not whole.
    pub fn values(&self, parts: &Path, block: &Block) -> Result<Vec<RunValues>, Problem> {
        let whole = Part::read(parts, block.index)
            .filter(|part| part.block == *block)
            .ok_or_else(|| Problem::Damaged { path: Part::path(parts, block.index), what: "it is not whole".into() })?;
        point_values_of_part(&whole, &self.arms(), self.replicates(), Measure::ALL)
    }
}
