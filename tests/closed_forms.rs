//! The model held to closed forms: with the right mechanisms off it is a textbook model, and its outcomes must be that
//! model's. Every test runs whole scenarios with fixed seeds and allows four standard errors over replicates; each is so
//! large that a closed form 5 % higher is told apart by eight or more. Millions of cases want a release build: without
//! optimisation there is nothing here.
#![cfg(not(debug_assertions))]

#[path = "closed_forms/basins.rs"]
mod basins;
#[path = "closed_forms/campaigns.rs"]
mod campaigns;
#[path = "closed_forms/decisions.rs"]
mod decisions;
#[path = "closed_forms/effort.rs"]
mod effort;
#[path = "closed_forms/fixers.rs"]
mod fixers;
#[path = "closed_forms/information.rs"]
mod information;
#[path = "closed_forms/links.rs"]
mod links;
#[path = "closed_forms/needs.rs"]
mod needs;
#[path = "closed_forms/people.rs"]
mod people;
#[path = "closed_forms/projects.rs"]
mod projects;
#[path = "closed_forms/queues.rs"]
mod queues;
#[cfg(feature = "app")]
#[path = "closed_forms/shipped.rs"]
mod shipped;
#[allow(dead_code, reason = "the oracles' own tests use the rest")]
#[path = "oracle/steady.rs"]
mod steady;
#[path = "closed_forms/storms.rs"]
mod storms;
#[path = "closed_forms/support.rs"]
mod support;
#[path = "oracle/teams.rs"]
mod teams;
#[allow(dead_code, reason = "the oracles' own tests use the rest")]
#[path = "oracle/transient.rs"]
mod transient;
#[path = "closed_forms/trust.rs"]
mod trust;
#[path = "closed_forms/works.rs"]
mod works;
