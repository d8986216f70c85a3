//! The steps of every case of a run, under names that hold in every arm.

use super::{Fault, Simulator};
use crate::units::Time;
use crate::vocabulary::choices::Need;
use crate::world::NONE;
use crate::world::witness::{Standing, Step};

/// A step of a case of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// When.
    pub at: Time,
    /// The household whose case it is, and the identity of the case among its needs: the same in every arm.
    pub case: (u32, u64),
    /// The household's group.
    pub group: u32,
    /// The other side of a dispute; [`NONE`] for requests.
    pub counterpart: u32,
    /// Request or dispute.
    pub kind: Need,
    /// Topic.
    pub topic: u8,
    /// 0 slight, 1 moderate, 2 serious.
    pub severity: u8,
    /// What was done.
    pub step: Step,
    /// How the case stood then.
    pub standing: Standing,
}

impl Simulator {
    /// Runs one arm of one replicate and tells every step of every case, in order.
    ///
    /// # Errors
    /// A [`Fault`] when an account of the finished run does not balance.
    pub fn trace(&mut self, arm: usize, replicate: u64) -> Result<Vec<Witnessed>, Fault> {
        self.world.witness = Some(Vec::new());
        let outcome = self.run(arm, replicate, false);
        let entries = self.world.witness.take().unwrap_or_default();
        outcome?;
        let village = self.exogenous.village();
        let demand = self.exogenous.demand();
        let told = entries.into_iter().map(|entry| {
            let need = &demand.all[entry.case as usize];
            Witnessed {
                at: entry.at,
                case: (need.household, need.key),
                group: village.households.group[need.household as usize],
                counterpart: if need.kind == Need::Dispute { need.counterpart } else { NONE },
                kind: need.kind,
                topic: need.topic,
                severity: need.severity,
                // Slots are numbered by arm; whom a household reached is told by the person.
                step: match entry.step {
                    Step::Stage(crate::world::Stage::Assign { .. }) => {
                        Step::Stage(crate::world::Stage::Assign { reached: NONE })
                    }
                    step => step,
                },
                standing: entry.standing,
            }
        });
        Ok(told.collect())
    }
}
