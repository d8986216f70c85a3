use super::people::OLD_AGE;
use super::*;
use crate::vocabulary::choices::PartySpread;
use libm::sqrt;
use proptest::prelude::*;

const ALL: Needed = Needed { ties: true, nearest: true, skill: true, motive: true, capacity: true };
const SHAPES: Shapes<'static> = Shapes { multiplier: &|u| -libm::log(u), wage_skill_correlation: 0.4 };

fn village(totals: &tables::Village, replicate: u64) -> Village {
    Village::synthesise(totals, &Streams::new(11, replicate), ALL, &SHAPES)
}

fn count(flags: &[bool]) -> usize {
    flags.iter().filter(|flag| **flag).count()
}

/// Mean over many villages of a share of one village.
fn mean(totals: &tables::Village, villages: u64, share: impl Fn(&Village) -> f64) -> f64 {
    (0..villages).map(|replicate| share(&village(totals, replicate))).sum::<f64>() / villages as f64
}

fn share_of_members(village: &Village, holds: impl Fn(usize) -> bool) -> f64 {
    let members: Vec<usize> = (0..village.people.age.len()).filter(|p| village.people.party_member[*p]).collect();
    members.iter().filter(|person| holds(**person)).count() as f64 / members.len() as f64
}

/// Everything that holds of any village, whatever its totals.
fn assert_sound(village: &Village, totals: &tables::Village) {
    let (groups, households, people) = (&village.groups, &village.households, &village.people);
    assert_eq!(groups.len(), totals.groups as usize);
    assert_eq!(households.group.len(), totals.households as usize);
    assert_eq!(people.household.len(), totals.people as usize);
    let adults = count(&people.adult);
    assert_eq!(count(&people.party_member), (totals.party_members as usize).min(adults));
    assert_eq!(village.cadres.len(), (totals.cadres as usize).min(adults));
    let mut cadres = village.cadres.clone();
    cadres.sort_unstable();
    cadres.dedup();
    assert_eq!(cadres.len(), village.cadres.len(), "a cadre twice");

    let mut end = (0, 0);
    for (number, group) in groups.iter().enumerate() {
        assert_eq!((group.households.start, group.people.start), end);
        end = (group.households.end, group.people.end);
        let range = group.households.start as usize..group.households.end as usize;
        assert!(households.group[range.clone()].iter().all(|of| *of == number as u32));
        let size = |clan| households.clan[range.clone()].iter().filter(|of| **of == clan).count();
        assert!(households.clan[range.clone()].iter().all(|clan| size(*clan) <= size(group.largest_clan)));
    }
    assert_eq!(end, (totals.households, totals.people));

    let side = sqrt(totals.area_km2 * 1e6) as f32;
    for household in 0..households.group.len() {
        let members = households.first_person[household]..households.first_person[household + 1];
        assert!(people.household[members.start as usize..members.end as usize].iter().all(|h| *h == household as u32));
        let home = members.clone().any(|person| people.resident[person as usize]);
        assert_eq!(home, !households.absent[household], "household {household}");
        assert!((0.0..=side).contains(&households.east_m[household]));
        assert!((0.0..=side).contains(&households.north_m[household]));
    }
    for person in 0..people.age.len() {
        assert_eq!(people.adult[person], people.age[person] >= 18);
        assert!(people.adult[person] || !people.party_member[person]);
    }

    for one in 0..totals.households {
        let neighbours = village.ties.of(one);
        assert!(neighbours.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(neighbours.iter().all(|other| *other != one && village.ties.tied(*other, one)));
        let group = &groups[households.group[one as usize] as usize];
        let near = village.nearest[one as usize];
        assert_eq!(near.iter().filter(|other| **other != NOBODY).count(), NEAREST.min(group.households.len() - 1));
        assert!(near.iter().all(|other| *other == NOBODY || group.households.contains(other) && *other != one));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_are_exact_and_ties_mutual_in_any_village(
        groups in 1_u32..30,
        more_households in 0_u32..150,
        more_people in 0_u32..900,
        party_members in 0_u32..1200,
        cadres in 0_u32..12,
        (cv, area, planned) in (0.0_f64..1.5, 0.01_f64..40.0, any::<bool>()),
        (absent, away, adult) in (0.0_f64..0.95, 0.0_f64..0.95, 0.2_f64..1.0),
        seed in any::<u64>(),
    ) {
        let households = groups + more_households;
        let totals = tables::Village {
            groups,
            households,
            people: households + more_people,
            party_members,
            cadres,
            group_size_cv: cv,
            area_km2: area,
            party_spread: if planned { PartySpread::Planned } else { PartySpread::Random },
            absent_household_share: absent,
            adults_away_share: away,
            adult_share: adult,
            ..tables::Village::default()
        };
        let streams = Streams::new(seed, 0);
        let village = Village::synthesise(&totals, &streams, ALL, &SHAPES);
        assert_sound(&village, &totals);
        prop_assert!(village.groups.iter().all(|group| !group.households.is_empty()));
        prop_assert_eq!(&village, &Village::synthesise(&totals, &streams, ALL, &SHAPES));
    }
}

#[test]
fn odd_villages_are_sound() {
    let botou = tables::Village::default;
    let odd = [
        tables::Village { groups: 1, households: 1, people: 1, party_members: 1, cadres: 1, ..botou() },
        tables::Village { groups: 1, households: 1, people: 7, party_members: 0, cadres: 0, ..botou() },
        tables::Village { groups: 18, households: 18, people: 18, party_members: 18, ..botou() },
        tables::Village { people: 508, party_members: 508, cadres: 600, ..botou() },
        tables::Village { people: 9 * 508, ..botou() },
        tables::Village { people: 12_000, ..botou() },
        tables::Village { area_km2: 0.01, ..botou() },
        tables::Village { groups: 2, group_size_cv: 1.5, households: 60, ..botou() },
        tables::Village { primary_clan_share: 1.0, secondary_clan_share: 1.0, ..botou() },
    ];
    for totals in odd {
        assert_sound(&village(&totals, 4), &totals);
    }
    let scarce = village(&tables::Village { groups: 9, households: 5, people: 3, ..botou() }, 0);
    assert_eq!((scarce.groups.len(), scarce.households.group.len(), scarce.people.age.len()), (9, 5, 3));
}

#[test]
fn shares_come_out_as_they_are_set() {
    let totals = tables::Village::default();
    let over_60 = |v: &Village, person: usize| v.people.age[person] > OLD_AGE;
    let close = |name: &str, found: f64, wanted: f64, tolerance: f64| {
        assert!((found - wanted).abs() < tolerance, "{name}: {found} instead of {wanted}");
    };
    let n = 200;
    close("absent", mean(&totals, n, |v| count(&v.households.absent) as f64 / 508.0), 0.15, 0.005);
    close("adults", mean(&totals, n, |v| count(&v.people.adult) as f64 / 1960.0), 0.78, 0.005);
    let away = |v: &Village| {
        let people = &v.people;
        let away = (0..1960).filter(|p| people.adult[*p] && !people.resident[*p]).count();
        away as f64 / count(&people.adult) as f64
    };
    close("away", mean(&totals, n, away), 0.40, 0.005);
    close("residents per household", mean(&totals, n, |v| count(&v.people.resident) as f64 / 508.0), 2.55, 0.1);
    close("old members", mean(&totals, n, |v| share_of_members(v, |p| over_60(v, p))), 0.40, 0.02);
    close("women members", mean(&totals, n, |v| share_of_members(v, |p| v.people.woman[p])), 0.29, 0.02);
    close("resident members", mean(&totals, n, |v| share_of_members(v, |p| v.people.resident[p])), 0.65, 0.02);
    close("first clan", mean(&totals, n, |v| clan_share(v, 0)), 0.57, 0.02);
    close("second clan", mean(&totals, n, |v| clan_share(v, 1)), 0.20, 0.02);
    close("ties to other groups", mean(&totals, n, |v| tie_count(v, |a, b| a != b)), 1.5, 0.03);
    close("ties within the group", mean(&totals, n, |v| tie_count(v, |a, b| a == b)), 8.0, 1.5);
}

/// Mean share of the clan of this rank in its group.
fn clan_share(village: &Village, rank: usize) -> f64 {
    let shares = village.groups.iter().map(|group| {
        let mut clans =
            village.households.clan[group.households.start as usize..group.households.end as usize].to_vec();
        clans.sort_unstable();
        let mut sizes: Vec<usize> = clans.chunk_by(|a, b| a == b).map(<[u32]>::len).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes.get(rank).copied().unwrap_or(0) as f64 / clans.len() as f64
    });
    shares.sum::<f64>() / village.groups.len() as f64
}

/// Ties of a household whose two groups are so, mean.
fn tie_count(village: &Village, groups: impl Fn(u32, u32) -> bool) -> f64 {
    let group = &village.households.group;
    let count: usize = (0..group.len())
        .map(|one| {
            village.ties.of(one as u32).iter().filter(|other| groups(group[one], group[**other as usize])).count()
        })
        .sum();
    count as f64 / group.len() as f64
}

#[test]
fn within_a_group_kin_are_tied_as_often_as_it_is_set() {
    let totals = tables::Village::default();
    let (mut kin, mut other) = ([0.0; 2], [0.0; 2]);
    for replicate in 0..60 {
        let v = village(&totals, replicate);
        for group in &v.groups {
            for one in group.households.clone() {
                for two in one + 1..group.households.end {
                    let same = v.households.clan[one as usize] == v.households.clan[two as usize];
                    let tally = if same { &mut kin } else { &mut other };
                    tally[0] += f64::from(u8::from(v.ties.tied(one, two)));
                    tally[1] += 1.0;
                }
            }
        }
    }
    assert!((kin[0] / kin[1] - 0.5).abs() < 0.005, "{}", kin[0] / kin[1]);
    assert!((other[0] / other[1] - 0.12).abs() < 0.003, "{}", other[0] / other[1]);
}

#[test]
fn planned_spread_is_as_even_as_the_number_of_members_allows() {
    let totals = tables::Village { party_spread: PartySpread::Planned, group_size_cv: 0.2, ..Default::default() };
    for replicate in 0..50 {
        let v = village(&totals, replicate);
        let members =
            |group: &Group| count(&v.people.party_member[group.people.start as usize..group.people.end as usize]);
        let most = v.groups.iter().map(members).max();
        let least = v.groups.iter().map(members).min();
        assert_eq!((least, most), (Some(2), Some(3)));
    }
}

#[test]
fn one_party_member_less_changes_nothing_else() {
    for spread in [PartySpread::Random, PartySpread::Planned] {
        let totals =
            |party_members| tables::Village { party_members, cadres: 0, party_spread: spread, ..Default::default() };
        let (more, mut fewer) = (village(&totals(46), 3), village(&totals(45), 3));
        let lost: Vec<usize> =
            (0..1960).filter(|p| more.people.party_member[*p] && !fewer.people.party_member[*p]).collect();
        assert_eq!(lost.len(), 1);
        fewer.people.party_member[lost[0]] = true;
        assert_eq!(more, fewer);
    }
}

#[test]
fn what_is_needed_changes_nothing_else() {
    let totals = tables::Village::default();
    let streams = Streams::new(6, 2);
    let with = |needed| Village::synthesise(&totals, &streams, needed, &SHAPES);
    let (mut all, none) = (with(ALL), with(Needed::default()));
    assert_eq!(with(Needed { motive: true, ..Needed::default() }).people.outside_wage, all.people.outside_wage);
    assert_eq!(with(Needed { capacity: true, ..Needed::default() }).people.capacity_hours, all.people.capacity_hours);
    assert_eq!(all.people.skill_logit.len(), 1960);
    all.ties = Ties::default();
    all.nearest.clear();
    all.people.skill_logit.clear();
    all.people.motive.clear();
    all.people.outside_wage.clear();
    all.people.capacity_hours.clear();
    assert_eq!(all, none);
}

#[test]
fn a_change_of_ties_or_clans_leaves_people_as_they_are() {
    let base = village(&tables::Village::default(), 8);
    let changed = tables::Village {
        primary_clan_share: 0.8,
        kin_tie_share: 0.9,
        distant_ties_per_household: 4.0,
        area_km2: 3.0,
        ..tables::Village::default()
    };
    let changed = village(&changed, 8);
    assert_eq!(base.people, changed.people);
    assert_eq!(base.cadres, changed.cadres);
    assert_eq!(base.households.multiplier, changed.households.multiplier);
    assert_ne!(base.ties, changed.ties);
    assert_ne!(base.households.clan, changed.households.clan);
}

#[test]
fn replicates_and_seeds_differ() {
    let totals = tables::Village::default();
    assert_ne!(village(&totals, 0).groups, village(&totals, 1).groups);
    assert_ne!(village(&totals, 0).people.age, village(&totals, 1).people.age);
}

#[test]
fn cadres_are_resident_party_members_while_there_are_some() {
    let v = village(&tables::Village::default(), 2);
    assert!(v.cadres.iter().all(|p| v.people.party_member[*p as usize] && v.people.resident[*p as usize]));
    let without = village(&tables::Village { party_members: 0, ..Default::default() }, 2);
    assert_eq!(without.cadres.len(), 5);
    assert!(without.cadres.iter().all(|p| without.people.resident[*p as usize]));
}

#[test]
fn abilities_have_the_moments_that_are_set() {
    let totals = tables::Village::default();
    let moments = |values: &[(f64, f64)]| {
        let n = values.len() as f64;
        let (x, y) = values.iter().fold((0.0, 0.0), |sum, v| (sum.0 + v.0 / n, sum.1 + v.1 / n));
        let square = |f: &dyn Fn(&(f64, f64)) -> f64| values.iter().map(f).sum::<f64>() / n;
        (x, square(&|v| (v.0 - x) * (v.0 - x)), square(&|v| (v.0 - x) * (v.1 - y)), y)
    };
    let pairs = |pick: &dyn Fn(&People, usize) -> (f64, f64)| -> Vec<(f64, f64)> {
        (0..20)
            .flat_map(|replicate| {
                let people = village(&totals, replicate).people;
                (0..1960).filter(|p| people.adult[*p]).map(|p| pick(&people, p)).collect::<Vec<_>>()
            })
            .collect()
    };
    let (mean, variance, shared, _) =
        moments(&pairs(&|p, i| (f64::from(p.skill_logit[i][0]), f64::from(p.skill_logit[i][7]))));
    assert!((mean - crate::special::logit(0.66)).abs() < 0.01, "{mean}");
    assert!((variance - (0.35 * 0.35 + 0.2 * 0.2)).abs() < 0.005, "{variance}");
    assert!((shared - 0.35 * 0.35).abs() < 0.005, "{shared}");
    // The general skill has a standard deviation of 0.35, the wage of 1.
    let (_, wages, with_skill, motive) =
        moments(&pairs(&|p, i| (f64::from(p.outside_wage[i]), f64::from(p.skill_logit[i][3]))));
    assert!((wages - 1.0).abs() < 0.03, "{wages}");
    assert!((with_skill - 0.4 * 0.35).abs() < 0.01, "{with_skill}");
    assert!(motive.is_finite());
    let (hours, ..) = moments(&pairs(&|p, i| (f64::from(p.capacity_hours[i]), f64::from(p.motive[i]))));
    assert!((hours - 14.0).abs() < 0.3, "{hours}");
}

#[test]
fn houses_stand_as_far_apart_as_in_a_hamlet() {
    let v = village(&tables::Village { group_size_cv: 0.0, ..Default::default() }, 1);
    let place = |h: u32| (f64::from(v.households.east_m[h as usize]), f64::from(v.households.north_m[h as usize]));
    for household in 0..508 {
        let ((x, y), (u, w)) = (place(household), place(v.nearest[household as usize][0]));
        let apart = sqrt((x - u) * (x - u) + (y - w) * (y - w));
        assert!((20.0..150.0).contains(&apart), "{apart}");
    }
    let riverside = v.groups.iter().filter(|group| group.riverside).count();
    assert!((2..=9).contains(&riverside), "{riverside}");
}

#[test]
fn neighbours_are_kin_more_often_than_chance_has_it() {
    let totals = tables::Village::default();
    let near = mean(&totals, 40, |v| {
        let clan = &v.households.clan;
        let pairs = (0..508).flat_map(|h| v.nearest[h].iter().filter(|o| **o != NOBODY).map(move |o| (h, *o as usize)));
        let (kin, all) = pairs.fold((0.0, 0.0), |t, (a, b)| (t.0 + f64::from(u8::from(clan[a] == clan[b])), t.1 + 1.0));
        kin / all
    });
    let far = mean(&totals, 40, |v| {
        let clan = &v.households.clan;
        let (mut kin, mut all) = (0.0, 0.0);
        for group in &v.groups {
            for a in group.households.clone() {
                for b in group.households.clone().filter(|b| *b != a) {
                    kin += f64::from(u8::from(clan[a as usize] == clan[b as usize]));
                    all += 1.0;
                }
            }
        }
        kin / all
    });
    assert!(near > far + 0.05, "{near} against {far}");
}
