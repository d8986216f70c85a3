#![doc = include_str!("../../docs/model/leakage.md")]

use crate::governance::ranking::signatures;
use crate::random::{Decision, Who};
use crate::units::{Time, YEAR_DAYS};
use crate::vocabulary::choices::Rule;
use crate::vocabulary::tables;
use crate::world::{Context, World};

/// Channels of supervision: superiors, internal, self, masses.
pub const CHANNELS: usize = 4;

/// The books of a project as those see them who could take of its money.
#[derive(Clone, Copy, Debug)]
pub struct Books<'b> {
    /// The project's money, yuan.
    pub funds_yuan: f64,
    /// The rule on money.
    pub rule: Rule,
    /// Slots of those who run the project; the first is in charge of the money.
    pub crew: &'b [u32],
    /// Slots of those who go through the accounts.
    pub attending: &'b [u32],
    /// Mean participation of the group's households where the accounts are public, else 0.
    pub public_eyes: f64,
}

/// The chance that any of the channels finds out.
pub fn detection(channels: [f64; CHANNELS]) -> f64 {
    1.0 - channels.iter().map(|chance| 1.0 - chance).product::<f64>()
}

/// Whether a share `x` of `funds` pays for one who gets it all: (1 − p) x F > p (fine + seat) + ψ · integrity · F.
pub fn pays(leakage: &tables::Leakage, x: f64, funds: f64, p: f64, seat_value: f64, integrity: f64) -> bool {
    let fine = leakage.fine_factor * x * funds + leakage.fine_yuan;
    (1.0 - p) * x * funds > p * (fine + seat_value) + leakage.integrity_weight * integrity * funds
}

/// Who takes money of a project: nobody, the one in charge, or as many as the rule needs. The one in charge asks first
/// who is of its own clan, then who has least integrity; all of them must find that it pays.
pub fn takers(cx: Context<'_>, world: &World, books: &Books<'_>) -> Vec<u32> {
    let leakage = &cx.rules.parameters.leakage;
    let Some((head, mates)) = books.crew.split_first() else { return Vec::new() };
    let mut others: Vec<(bool, f64, u32)> = (mates.iter())
        .map(|slot| (clan(cx, world, *slot) != clan(cx, world, *head), integrity(cx, world, *slot), *slot))
        .collect();
    others.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let count = signatures(books.rule, books.crew.len());
    let coalition: Vec<u32> =
        std::iter::once(*head).chain(others.iter().map(|(_, _, slot)| *slot)).take(count).collect();
    let one_clan = coalition.iter().all(|slot| clan(cx, world, *slot) == clan(cx, world, *head));
    let side_payment = match (count, one_clan) {
        (1, _) => 0.0,
        (_, true) => leakage.side_payment_same_clan_share,
        (_, false) => leakage.side_payment_share,
    };
    let x = leakage.taken_share * (1.0 - side_payment) / count as f64;
    let p = detection(channels(cx, world, books, &coalition));
    let willing =
        |slot: &u32| pays(leakage, x, books.funds_yuan, p, seat_value(cx, world, *slot), integrity(cx, world, *slot));
    if coalition.iter().all(willing) { coalition } else { Vec::new() }
}

/// The chance of each channel to find out what `takers` do: superiors who audit; the village's supervisory body and each
/// mate who goes through the accounts, is of another clan and has no part in it; the takers' own conscience; the masses.
pub fn channels(cx: Context<'_>, world: &World, books: &Books<'_>, takers: &[u32]) -> [f64; CHANNELS] {
    let leakage = &cx.rules.parameters.leakage;
    let watches = |slot: &&u32| {
        !takers.contains(slot) && takers.iter().all(|taker| clan(cx, world, *taker) != clan(cx, world, **slot))
    };
    let blind: f64 = books.attending.iter().filter(watches).map(|_| 1.0 - leakage.mate_share).product::<f64>()
        * (1.0 - leakage.body_share);
    let silent: f64 = takers.iter().map(|slot| 1.0 - leakage.self_share * integrity(cx, world, *slot)).product();
    [leakage.superior_audit_share, 1.0 - blind, 1.0 - silent, leakage.masses_share * books.public_eyes]
}

/// Whether any channel finds out; each has a draw of its own for each project.
pub fn found(cx: Context<'_>, group: u32, project: u64, channels: [f64; CHANNELS]) -> bool {
    let words = cx.streams.draw(Decision::Audit, Who::one(0, group), project << 1);
    channels.iter().enumerate().any(|(channel, chance)| words.uniform(channel) < *chance)
}

/// The integrity of the holder of a slot: a trait of the person.
pub fn integrity(cx: Context<'_>, world: &World, slot: u32) -> f64 {
    let person = world.slots[slot as usize].person;
    let u = cx.streams.uniform(Decision::Integrity, Who::one(0, person), 0);
    cx.rules.project_days.integrity.at(u).clamp(0.0, 1.0)
}

/// What a holder loses with the seat, yuan: the stipend of the years that are left.
fn seat_value(cx: Context<'_>, world: &World, slot: u32) -> f64 {
    let holder = &world.slots[slot as usize];
    if holder.group as usize == cx.village.groups.len() {
        return cx.rules.parameters.committee.pay_yuan_per_year * cx.rules.parameters.leakage.cadre_term_left_years;
    }
    if !cx.rules.parameters.leakage.dismissal {
        return 0.0;
    }
    let left = if holder.term_ends == Time::NEVER { 0.0 } else { holder.term_ends.days_since(world.now).max(0.0) };
    holder.stipend_per_year.yuan() * left / YEAR_DAYS
}

fn clan(cx: Context<'_>, world: &World, slot: u32) -> u32 {
    let home = cx.village.people.household[world.slots[slot as usize].person as usize];
    cx.village.households.clan[home as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least share that pays one who gets it all, where p < 1/3 and the fine is twice what was taken.
    fn threshold(leakage: &tables::Leakage, funds: f64, p: f64, seat: f64, integrity: f64) -> f64 {
        (p * (leakage.fine_yuan + seat) / funds + leakage.integrity_weight * integrity) / (1.0 - 3.0 * p)
    }

    #[test]
    fn one_channel_more_leaves_less_unseen() {
        let p = detection([0.10, 1.0 - 0.95 * 0.9 * 0.9, 0.3, 0.05 * 0.3]);
        assert!((p - (1.0 - 0.9 * 0.7695 * 0.7 * 0.985)).abs() < 1e-12, "{p}");
        assert_eq!(detection([0.0; 4]), 0.0);
        assert!(detection([0.1, 0.05, 0.0, 0.0]) < detection([0.1, 0.05, 0.0, 0.01]));
    }

    #[test]
    fn stealing_begins_at_the_share_of_the_closed_form() {
        let leakage = tables::Leakage::default();
        for (funds, p, seat, integrity) in
            [(30_000.0, 0.15, 7_500.0, 0.1), (200_000.0, 0.2, 60_000.0, 0.4), (5_000.0, 0.05, 0.0, 0.0)]
        {
            let least = threshold(&leakage, funds, p, seat, integrity);
            assert!(!pays(&leakage, 0.999 * least, funds, p, seat, integrity), "{funds}");
            assert!(pays(&leakage, 1.001 * least, funds, p, seat, integrity), "{funds}");
        }
        // Caught in a third of the cases or more, no share pays.
        assert!(!pays(&leakage, 1.0, 1e9, 0.334, 0.0, 0.0));
    }

    #[test]
    fn two_of_three_need_two_and_a_half_times_the_loot_of_one_and_within_a_clan_twice() {
        let leakage = tables::Leakage::default();
        let (funds, p, seat, integrity) = (100_000.0, 0.12, 5_000.0, 0.2);
        let alone = threshold(&leakage, funds, p, seat, integrity);
        for (side_payment, factor) in
            [(leakage.side_payment_share, 2.5), (leakage.side_payment_same_clan_share, 2.0 / 0.98)]
        {
            let each = |loot: f64| loot * (1.0 - side_payment) / 2.0;
            assert!(!pays(&leakage, each(0.999 * factor * alone), funds, p, seat, integrity));
            assert!(pays(&leakage, each(1.001 * factor * alone), funds, p, seat, integrity));
        }
    }
}
