//! The mechanisms, one file each, named as in the model's description.
//!
//! A mechanism never calls another: it changes the world, puts an event on the agenda, or hands a case to its next
//! [`Stage`](crate::world::Stage). Each file opens with its rule, equation and source, with what it draws and
//! reports, and ends with the test that holds it to a known result.

pub mod campaigns;
pub mod closing;
pub mod contact;
pub mod costs;
pub mod dilemma;
pub mod effort;
pub mod escalation;
pub mod fixers;
pub mod handling;
pub mod information;
pub mod judgement;
pub mod leakage;
pub mod learning;
pub mod mediation;
pub mod needs;
pub mod participation;
pub mod petitions;
pub mod presence;
pub mod projects;
pub mod quarrels;
pub mod seats;
pub mod storms;
pub mod tasks;
pub mod trust;
pub mod visits;
pub mod voice;
pub mod volunteers;
pub mod works;
