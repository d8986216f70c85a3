//! The accounts that every run conserves, checked at its end, in release builds too.

use crate::units::{Fen, Time};
use crate::world::{Case, Context, State, World};
use std::fmt;

/// A conserved account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// Each need is in exactly one state, and open ones are counted as open.
    Cases,
    /// Hours worked never exceed hours offered.
    Hours,
    /// Every amount has a payer and a purpose.
    Money,
    /// Money for projects is spent on works, taken, or held: to the fen.
    Funds,
    /// Time never runs back, in the clock and in each case; and Little's identity holds to the second.
    Time,
}

impl Account {
    /// All.
    pub const ALL: [Account; 5] = [Account::Cases, Account::Hours, Account::Money, Account::Funds, Account::Time];
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Account::Cases => "cases",
            Account::Hours => "hours",
            Account::Money => "money",
            Account::Funds => "funds",
            Account::Time => "time",
        })
    }
}

/// Rounding of instants to whole seconds moves hours by less than this over a tenure.
const HOURS_TOLERANCE: f64 = 0.1;

/// Checks every account; the first that does not balance is named with what was found.
pub(super) fn check(cx: Context<'_>, world: &World) -> Result<(), (Account, String)> {
    cases(cx, world)?;
    if world.tally.excess_hours > HOURS_TOLERANCE {
        let detail = format!("a holder worked {:.2} hours more than were offered", world.tally.excess_hours);
        return Err((Account::Hours, detail));
    }
    let imbalance = world.tally.ledger.imbalance();
    if imbalance.0 != 0 {
        return Err((Account::Money, format!("sums by payer and by purpose differ by {imbalance}")));
    }
    let imbalance = world.projects.imbalance();
    if imbalance.0 != 0 {
        let detail = format!("what came and what was spent, taken and is held differ by {imbalance}");
        return Err((Account::Funds, detail));
    }
    time(world)
}

fn cases(cx: Context<'_>, world: &World) -> Result<(), (Account, String)> {
    let born = |case: &Case| case.state != State::Unborn;
    for (i, case) in world.cases.iter().enumerate() {
        let exogenous = i < cx.demand.exogenous as usize;
        if exogenous && !born(case) {
            return Err((Account::Cases, format!("need {i} never arose")));
        }
        if born(case) && case.arose == Time::NEVER {
            return Err((Account::Cases, format!("case {i} is {} but never arose", case.state.name())));
        }
        let listed = world.open.get(case.open_position as usize) == Some(&(i as u32));
        if case.state.is_open() != listed {
            return Err((Account::Cases, format!("case {i} is {} but its place says otherwise", case.state.name())));
        }
    }
    let open = world.cases.iter().filter(|case| case.state.is_open()).count();
    if open != world.open.len() {
        return Err((Account::Cases, format!("{open} cases are open but {} are counted", world.open.len())));
    }
    Ok(())
}

fn time(world: &World) -> Result<(), (Account, String)> {
    if world.tally.clock_went_back {
        return Err((Account::Time, "the clock went back".into()));
    }
    let mut in_system = 0_i64;
    for (i, case) in world.cases.iter().enumerate() {
        let begun = case.begun_at_group.min(case.begun_at_committee);
        let ordered = |early: Time, late: Time| late == Time::NEVER || early <= late;
        let sound = ordered(case.arose, case.voiced)
            && ordered(case.voiced, case.met)
            && ordered(case.voiced, begun)
            && ordered(case.voiced, case.resolved)
            && ordered(case.arose, case.ended);
        if !sound {
            return Err((Account::Time, format!("case {i} has instants out of order")));
        }
        in_system += i64::from(case.open_seconds);
        if case.state.is_open() {
            in_system += i64::from(world.now.0) - i64::from(case.opened.0);
        }
    }
    let integral = world.tally.open_seconds_at(world.now);
    if integral != in_system {
        let detail = format!("the integral of open cases is {integral} s, their time in the system {in_system} s");
        return Err((Account::Time, detail));
    }
    Ok(())
}

/// Spoils an account, so that a test can see the check find it.
pub(super) fn spoil(world: &mut World, account: Account) {
    match account {
        Account::Cases => world.cases[0].state = State::Waiting,
        Account::Hours => world.tally.excess_hours += 1.0,
        Account::Money => world.tally.ledger.spoil(),
        Account::Funds => world.projects.book.received += Fen(1),
        Account::Time => world.tally.open_changes(Time(world.now.0.saturating_sub(1)), 1),
    }
}
