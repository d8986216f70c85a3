//! The comparison is fair: arms differ by nothing but their rules, and nothing a scenario allows breaks a run.
//!
//! Each file of `fair/` holds one group of guarantees. Most are exact: two runs agree in every bit of every measure,
//! group, month and case, or the message names what differs.

#[allow(dead_code, reason = "the oracles serve other tests too")]
mod oracle {
    pub(crate) mod steady;
    pub(crate) mod teams;
    pub(crate) mod transient;
}

mod fair {
    mod accounts;
    mod arms;
    mod campaigns;
    mod effort;
    mod engagement;
    mod fixers;
    mod hours;
    mod knockouts;
    mod layers;
    mod projects;
    mod reforms;
    mod setup;
    mod sign_map;
    mod storms;
    mod switches;
    mod teams;
}
