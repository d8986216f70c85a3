//! Whose consent a drive needs, and what these households weigh.

use crate::random::{Decision, Who};
use crate::units::{DAY, Time};
use crate::vocabulary::choices::Ground;
use crate::vocabulary::tables::Campaign;
use crate::world::rules::name_code;
use crate::world::{Asked, Context, Drive};

/// A drive before its first day.
pub(super) fn prepare(cx: Context<'_>, campaign: &Campaign) -> Drive {
    let calendar = &cx.rules.calendar;
    let midnight = |date| Time::START.after_seconds(calendar.day_of(date) as f64 * DAY);
    let code = name_code(&campaign.name);
    let asked = ask(cx, campaign, code);
    let needed = libm::ceil(campaign.required_share * asked.len() as f64 - 1e-9) as u32;
    Drive {
        code,
        begins: midnight(campaign.start),
        ends: midnight(campaign.latest_end),
        needed,
        asked,
        price_yuan: campaign.price_yuan,
        done: Time::NEVER,
        ..Drive::default()
    }
}

/// Whether the price of a drive can still rise.
pub(super) fn may_rise(campaign: &Campaign, drive: &Drive) -> bool {
    campaign.price_step_yuan > 0.0 && drive.price_yuan < campaign.price_most_yuan
}

/// The households asked, in ascending order, with their traits.
fn ask(cx: Context<'_>, campaign: &Campaign, code: u64) -> Vec<Asked> {
    let consent = &cx.rules.parameters.consent;
    let mut chosen = choose(cx, campaign);
    chosen.sort_unstable();
    let words = |household: u32| cx.streams.draw(Decision::ConsentTraits, Who::one(0, household), code);
    let mut by_obstinacy: Vec<(f64, u32)> = chosen.iter().map(|h| (words(*h).uniform(1), *h)).collect();
    by_obstinacy.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let for_certain: Vec<u32> =
        by_obstinacy.iter().take(campaign.stubborn_households as usize).map(|(_, household)| *household).collect();
    let first_person = &cx.village.households.first_person;
    let people = |household: u32| first_person[household as usize + 1] - first_person[household as usize];
    chosen
        .into_iter()
        .map(|household| {
            let words = words(household);
            let by_mu = campaign.mu_per_person > 0.0;
            Asked {
                household,
                net_logit: consent.net_mean_logit + consent.net_sd_logit * words.normal(0),
                units: if by_mu { campaign.mu_per_person * f64::from(people(household)) } else { 1.0 },
                stubborn: words.uniform(1) < consent.stubborn_share || for_certain.contains(&household),
                waits_for_price: words.uniform(2) < consent.holdout_share,
                attempts: 0,
                talks: 0,
                tried: Time::NEVER,
                consented: Time::NEVER,
                price_yuan: 0.0,
                pressed: false,
            }
        })
        .collect()
}

/// The houses nearest to the road or to the middle of the land: the groups give one house each in turn.
fn choose(cx: Context<'_>, campaign: &Campaign) -> Vec<u32> {
    let groups: Vec<usize> = match campaign.groups.is_empty() {
        true => (0..cx.village.groups.len()).collect(),
        false => campaign.groups.iter().map(|group| *group as usize - 1).collect(),
    };
    let houses = |group: usize| cx.village.groups[group].households.clone();
    let all: Vec<u32> = groups.iter().flat_map(|group| houses(*group)).collect();
    let wanted = campaign.households as usize;
    if wanted == 0 || wanted >= all.len() {
        return all;
    }
    let place = |household: u32| {
        let households = &cx.village.households;
        [f64::from(households.east_m[household as usize]), f64::from(households.north_m[household as usize])]
    };
    let half_length = if campaign.kind == Ground::Road { campaign.length_m / 2.0 } else { 0.0 };
    let line = Line::through(all.iter().map(|household| place(*household)), half_length);
    let mut nearest: Vec<Vec<(f64, u32)>> = groups
        .iter()
        .map(|group| {
            let mut houses: Vec<(f64, u32)> = houses(*group).map(|h| (line.square_distance(place(h)), h)).collect();
            // The nearest is taken from the end.
            houses.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
            houses
        })
        .collect();
    let mut chosen = Vec::with_capacity(wanted);
    while chosen.len() < wanted {
        let turn = nearest.iter_mut().filter_map(Vec::pop).take(wanted - chosen.len());
        chosen.extend(turn.map(|(_, household)| household));
    }
    chosen
}

/// A straight stretch in the middle of some places, along the direction in which they spread most; a point when it has no
/// length.
struct Line {
    middle: [f64; 2],
    along: [f64; 2],
    half_length: f64,
}

impl Line {
    fn through(places: impl Iterator<Item = [f64; 2]> + Clone, half_length: f64) -> Line {
        let count = places.clone().count() as f64;
        let middle = [0, 1].map(|axis| places.clone().map(|place| place[axis]).sum::<f64>() / count);
        let product = |one: usize, other: usize| {
            places.clone().map(|place| (place[one] - middle[one]) * (place[other] - middle[other])).sum::<f64>()
        };
        let angle = 0.5 * libm::atan2(2.0 * product(0, 1), product(0, 0) - product(1, 1));
        Line { middle, along: [libm::cos(angle), libm::sin(angle)], half_length }
    }

    fn square_distance(&self, place: [f64; 2]) -> f64 {
        let off = [place[0] - self.middle[0], place[1] - self.middle[1]];
        let along = (off[0] * self.along[0] + off[1] * self.along[1]).clamp(-self.half_length, self.half_length);
        let rest = [off[0] - along * self.along[0], off[1] - along * self.along[1]];
        rest[0] * rest[0] + rest[1] * rest[1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;
    use crate::village::{Group, Village};
    use crate::vocabulary::tables::Simulation;

    /// Two hamlets of four houses in a row from west to east, and one far to the north.
    fn village() -> Village {
        let mut village = Village::default();
        for (first, north) in [(0, 0.0), (4, 10.0), (8, 5_000.0)] {
            village.groups.push(Group { households: first..first + 4, ..Group::default() });
            for house in 0..4 {
                village.households.east_m.push(100.0 * (first + house) as f32);
                village.households.north_m.push(north);
            }
        }
        village
    }

    fn chosen(campaign: &Campaign) -> Vec<u32> {
        let village = village();
        let rules = rules();
        let demand = Default::default();
        let cx = Context { rules: &rules, village: &village, demand: &demand, streams: Streams::new(1, 0) };
        let mut chosen = choose(cx, campaign);
        chosen.sort_unstable();
        chosen
    }

    fn rules() -> crate::world::Rules {
        let text = "[[arm]]\nname = \"a\"\nstructure = \"single\"\n";
        let scenario = crate::scenario::read(&crate::scenario::Memory::single("a.toml", text), "a.toml", &[]);
        let scenario = scenario.expect("sound");
        assert_eq!(scenario.calendar.start, Simulation::default().start);
        crate::world::Rules::new(&scenario, &scenario.arms[0])
    }

    #[test]
    fn a_road_takes_the_houses_along_it_and_as_many_from_each_group() {
        let road = Campaign { groups: vec![1, 2], households: 4, length_m: 400.0, ..Campaign::default() };
        // The line runs from the middle of the first hamlet to that of the second.
        assert_eq!(chosen(&road), [2, 3, 4, 5]);
        let all = Campaign { groups: vec![1, 2], ..Campaign::default() };
        assert_eq!(chosen(&all), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(chosen(&Campaign { households: 99, ..Campaign::default() }).len(), 12);
    }

    #[test]
    fn land_in_one_piece_takes_the_houses_about_its_middle() {
        let land = Campaign { kind: Ground::Land, groups: vec![1, 2], households: 2, ..Campaign::default() };
        assert_eq!(chosen(&land), [3, 4]);
    }
}
