//! Compares ways of governing villages: does a team serve the households of a group better than a single leader?
//!
//! Simulated is a village of groups, household by household. Households have *needs*: requests (one household wants
//! something) and disputes (two are at odds). They speak or keep silent, look for somebody to help, wait, get a right
//! or a wrong answer or none, try elsewhere, petition, give up; and they learn whom to trust. Each group has seats by
//! the *structure* in force: who elects, who acts, who attends, who decides, what is paid. An *arm* is a plan of
//! structures over time. Every arm is run over the same *replicates*: the same people, the same potential needs, the
//! same luck. What differs is what governance changes.
//!
//! # Write, run, read
//!
//! 1. **Write** a scenario: a TOML file in which everything has a default ([`scenario`], [`vocabulary`]).
//! 2. **Run** it: `microgov compare FILE` on the command line, or a [`Simulator`](simulation::Simulator) in code.
//! 3. **Read** the verdict, the tables (`results`) and the figures (`charts`). Each column says what it is.
//!
//! # The life of a need
//!
//! ```text
//!                    potential need (household, kind, ordinal): the same in every arm
//!                                          │ mark below its rate
//!                                          ▼
//!              lumped ◄──────────── voice ────────────► talks between the parties ──► settled
//!                                          │  ▲                    │ failed
//!                                          │  └────────────────────┘
//!                                          ▼
//!                         ┌──────────► contact ◄──────── nobody at home: try again
//!                         │                │ somebody is met
//!                         │                ▼
//!      settlement breaks  │        queue of the owner, or common ──► patience ends ──┐
//!                         │                │ work begins                             │
//!                         │                ▼                                         │
//!                         │   work, alone or in a joint session ◄─┐                  │
//!                         │                │                      │ no decision, not │
//!                         │                ▼                      │ settled: another │
//!                         │            judgement ─────────────────┤ session          │
//!                         │                │ a dispute            │                  │
//!                         │                ▼                      │                  │
//!                         └─ resolved ◄─ mediation ───────────────┘                  │
//!                                          │ wrong, beyond reach, not settled        │
//!                                          ▼                                         │
//!            given up ◄──────────── what next? ◄─────────────────────────────────────┘
//!                                   │      │  │
//!                        wait a month      │  └──► petition to township or county ──► sent back, kept, answered
//!                                          ▼
//!                                the village committee: queue, judgement, mediation again
//! ```
//!
//! Each box is a module of [`mechanisms`] and opens with its rule, equation, draws and sources.
//!
//! # In code
//!
//! The core reads texts and touches no file. This runs both arms of a hamlet and compares one pair of runs:
//!
//! ```
//! use microgov::scenario::{Memory, read};
//! use microgov::simulation::Simulator;
//! use microgov::vocabulary::Measure;
//! use std::sync::Arc;
//!
//! let text = r#"
//!     [simulation]
//!     end = 2019-01-01
//!
//!     [village]
//!     groups = 3
//!     households = 60
//!     people = 240
//!     party_members = 12
//!
//!     [[arm]]
//!     name = "single"
//!     structure = "single"
//!
//!     [[arm]]
//!     name = "three"
//!     structure = "three"
//! "#;
//! let scenario = read(&Memory::single("hamlet.toml", text), "hamlet.toml", &[])?;
//! let mut simulator = Simulator::new(Arc::new(scenario)).expect("there is no roster that could be wrong");
//! let replicate = 7;
//! let single = simulator.run(0, replicate, false)?;
//! let three = simulator.run(1, replicate, false)?;
//! // What households need is not decided by governance; what becomes of it is.
//! let exogenous = |run: &microgov::measures::RunOutcome| {
//!     Some(run.get(Measure::NeedsLatent)? - run.get(Measure::NeedsInduced)?)
//! };
//! assert_eq!(exogenous(&single), exogenous(&three));
//! assert_ne!(single.get(Measure::HoursOnCases), three.get(Measure::HoursOnCases));
//! // A run is the same whenever it is run again.
//! assert_eq!(simulator.run(0, replicate, false)?, single);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Guarantees
//!
//! 1. **Determinism.** A run is a pure function of scenario, arm, seed and replicate. No clock, thread, locale, hash order
//!    or platform maths reaches a result; a table has the same bytes on every call.
//! 2. **Pairing.** A draw is a function of (seed, replicate, decision, who, ordinal), see [`random`]. Arms share people,
//!    potential needs, presence and every decision whose circumstances are the same. Arms with the same rules are
//!    identical to the last bit, and two plans do not differ before the day on which they part.
//! 3. **No thumb on the scale.** No parameter, factor or branch depends on an arm, a role's name or the number of seats.
//! 4. **Conservation.** Each need is in exactly one state; hours worked never exceed hours offered; money is whole fen and
//!    every entry has a payer and a purpose; time never runs back, and Little's identity holds to the second. Every
//!    run is checked, in release builds too; a breach is a [`Fault`](simulation::Fault), never a result.
//! 5. **Ties.** Events of one instant happen in the order of (kind, entity), see [`world::EventKind`]; it does not depend
//!    on who put them on the list first.
//! 6. **Observation.** Measuring draws nothing and changes nothing. True and recorded petitions are counted apart.
//! 7. **Prefix.** More replicates change none of the earlier ones. Renaming, adding or reordering arms changes no value of
//!    the others.
//! 8. **Switches.** Every mechanism can be switched off, and off has a stated meaning; with the right ones off the model
//!    has a closed form that tests hold it to.
//! 9. **Errors.** What a user can get wrong is told with its place and its mend, all at once. A panic is a bug. The library
//!    prints nothing and never exits; only `cli` does.
//! 10. **Languages.** Whatever a reader of results sees exists in English and in Simplified Chinese ([`vocabulary::Text`]).
//!
//! # Layers
//!
//! A module uses only what stands before it: `units`, `random`, `special`, `agenda`, `vocabulary`, `scenario`, `village`,
//! `governance`, `world`, `mechanisms`, `measures`, `simulation`, `statistics`, `results`, `experiment`, `analysis`, `charts`,
//! `report`, `cli`. Up to `simulation` it is the core, without threads, files or clocks; the rest needs the feature `app`, which is
//! on unless default features are switched off.
//!
//! # Limits
//!
//! The evidence on the real village is one press article about a selected success; most parameters are guesses. Results
//! are comparisons under stated conditions, not forecasts. `docs/model.md` says what is not modelled.

pub mod agenda;
#[cfg(feature = "app")]
pub mod analysis;
#[cfg(feature = "app")]
pub mod charts;
#[cfg(feature = "app")]
pub mod cli;
pub mod estimators;
#[cfg(feature = "app")]
pub mod experiment;
pub mod governance;
pub mod measures;
pub mod mechanisms;
pub mod random;
#[cfg(feature = "app")]
pub mod report;
#[cfg(feature = "app")]
pub mod results;
pub mod scenario;
pub mod simulation;
pub mod special;
#[cfg(feature = "app")]
pub mod statistics;
pub mod units;
pub mod village;
pub mod vocabulary;
pub mod world;
