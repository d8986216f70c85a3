//! Shapley values: how much of a game's worth each player carries.
//!
//! A game gives every coalition of its players a value; bit i of a coalition's number says whether player i is in it.
//! The Shapley value of a player (Shapley 1953) is what it adds when it joins, averaged over all orders of joining. Values
//! of all players add up to v(all) − v(none), whatever the game. The interaction index of a pair (Grabisch and Roubens
//! 1999) is what the two add together beyond what they add one by one, averaged likewise. All of them are linear in v,
//! so their means over replicates are those of the mean game, and their spread is that of the replicates.

use super::{Interval, Summary};
use crate::random::{Decision, Streams, Who};
use crate::special::student_quantile;
use libm::sqrt;

/// Players of a game: bit i stands for player i.
pub type Coalition = u32;

/// The most players of a game.
pub const MOST_PLAYERS: usize = 30;

/// Players of a game with a value for each of its 2^k coalitions, in the order of their numbers; `None` for another
/// count of values.
fn players(values: &[f64]) -> Option<usize> {
    let players = values.len().checked_ilog2()? as usize;
    (values.len().is_power_of_two() && players <= MOST_PLAYERS).then_some(players)
}

/// By size of a coalition, how many of the orders of `others` players begin with it: size! (others − size)! / others!,
/// which is one over the binomial coefficient, over the `places` at which whoever joins it may stand.
fn shares(others: usize, places: usize) -> Vec<f64> {
    let mut choices = 1.0;
    let share = |size: usize| {
        if size > 0 {
            choices *= (others + 1 - size) as f64 / size as f64;
        }
        1.0 / (choices * places as f64)
    };
    (0..=others).map(share).collect()
}

/// The Shapley value of each player, from the values of all coalitions. `None` unless there are 2^k of them.
pub fn shapley(values: &[f64]) -> Option<Vec<f64>> {
    let players = players(values)?;
    let shares = shares(players.saturating_sub(1), players.max(1));
    let value = |player: usize| {
        let bit = 1 << player;
        let without = (0..values.len()).filter(|coalition| coalition & bit == 0);
        without.map(|coalition| shares[size(coalition)] * (values[coalition | bit] - values[coalition])).sum()
    };
    Some((0..players).map(value).collect())
}

/// The interaction index of each pair of players `(i, j)` with i < j, in the order of pairs: above zero where the two
/// add more together than one by one, below where one can do what the other does. `None` unless there are 2^k values.
pub fn interactions(values: &[f64]) -> Option<Vec<(usize, usize, f64)>> {
    let players = players(values)?;
    let shares = shares(players.saturating_sub(2), players.saturating_sub(1).max(1));
    let index = |i: usize, j: usize| {
        let (one, other) = (1 << i, 1 << j);
        let without = (0..values.len()).filter(|coalition| coalition & (one | other) == 0);
        let term = |coalition: usize| {
            let together = values[coalition | one | other] - values[coalition | one];
            shares[size(coalition)] * (together - (values[coalition | other] - values[coalition]))
        };
        without.map(term).sum::<f64>()
    };
    let pairs = (0..players).flat_map(|i| (i + 1..players).map(move |j| (i, j)));
    Some(pairs.map(|(i, j)| (i, j, index(i, j))).collect())
}

fn size(coalition: usize) -> usize {
    coalition.count_ones() as usize
}

/// Orders in which players join, drawn in antithetic pairs: each order and its reverse, so that whoever comes early in
/// one comes late in the other. For games with too many players for all their coalitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    players: usize,
    pairs: Vec<Vec<usize>>,
}

impl Orders {
    /// `pairs` random orders of `players` players under a seed, each of which stands for itself and its reverse.
    /// `None` above [`MOST_PLAYERS`].
    pub fn sampled(seed: u64, players: usize, pairs: u32) -> Option<Orders> {
        let streams = Streams::new(seed, 0);
        let most = u32::try_from(players).ok().filter(|players| *players <= MOST_PLAYERS as u32)?;
        let order = |pair: u32| {
            let word = |player: u32| streams.draw(Decision::Joining, Who::one(0, player), u64::from(pair)).0[0];
            let mut order: Vec<(u64, usize)> = (0..most).map(|player| (word(player), player as usize)).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, player)| player).collect()
        };
        Some(Orders { players, pairs: (0..pairs).map(order).collect() })
    }

    /// The coalitions that come about while players join in these orders, each once, by number.
    pub fn coalitions(&self) -> Vec<Coalition> {
        let mut all: Vec<Coalition> = Vec::new();
        for order in &self.pairs {
            let mut joined = 0;
            all.push(joined);
            // In the reverse of an order, those have joined that have not yet in the order itself.
            all.push(self.everybody());
            for player in order {
                joined |= 1 << player;
                all.extend([joined, self.everybody() & !joined]);
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn everybody(&self) -> Coalition {
        ((1_u64 << self.players) - 1) as Coalition
    }

    /// By pair of orders and player, what the player adds when it joins, the mean of the two orders. Over all players of
    /// a pair these add up to v(all) − v(none).
    pub fn contributions(&self, value: impl Fn(Coalition) -> f64) -> Vec<Vec<f64>> {
        let of_pair = |order: &Vec<usize>| {
            let mut added = vec![0.0; self.players];
            let mut joined = 0;
            for player in order {
                let bit = 1 << player;
                let later = self.everybody() & !joined & !bit;
                let forward = value(joined | bit) - value(joined);
                added[*player] = 0.5 * (forward + (value(later | bit) - value(later)));
                joined |= bit;
            }
            added
        };
        self.pairs.iter().map(of_pair).collect()
    }
}

/// The interval at `level` of the mean of values that vary in two ways at once: `values` by row (a pair of orders) and
/// column (a replicate). `None` below two rows or columns.
///
/// The variance is that of the row means over the rows plus that of the column means over the columns, with the degrees
/// of freedom of Satterthwaite. What rows and columns have in common is counted in both: the interval errs on the wide
/// side.
pub fn crossed_interval(values: &[Vec<f64>], level: f64) -> Option<Interval> {
    let columns = values.first()?.len();
    let row = |row: &Vec<f64>| Summary::of(row.get(..columns)?).map(|summary| summary.mean);
    let rows: Vec<f64> = values.iter().map(row).collect::<Option<_>>()?;
    let column = |at: usize| Summary::of(&values.iter().map(|row| row[at]).collect::<Vec<_>>());
    let columns: Vec<f64> = (0..columns).map(|at| column(at).map(|summary| summary.mean)).collect::<Option<_>>()?;
    let (rows, columns) = (Summary::of(&rows)?, Summary::of(&columns)?);
    let parts = [rows, columns].map(|way| Some((way.variance? / way.n as f64, way.n as f64 - 1.0)));
    let [(rows_part, rows_free), (columns_part, columns_free)] = [parts[0]?, parts[1]?];
    let both = rows_part + columns_part;
    let half = if both > 0.0 {
        let shares = rows_part * rows_part / rows_free + columns_part * columns_part / columns_free;
        student_quantile(both * both / shares, 0.5 + 0.5 * level) * sqrt(both)
    } else {
        0.0
    };
    Some(Interval { low: columns.mean - half, high: columns.mean + half })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn game(players: usize, value: impl Fn(Coalition) -> f64) -> Vec<f64> {
        (0..1 << players).map(value).collect()
    }

    #[track_caller]
    fn close(values: &[f64], known: &[f64]) {
        assert_eq!(values.len(), known.len());
        for (value, known) in values.iter().zip(known) {
            assert!((value - known).abs() < 1e-12, "{values:?} is not {known:?}");
        }
    }

    /// A game without any symmetry: a hash of the coalition.
    fn odd(coalition: Coalition) -> f64 {
        Streams::new(3, 1).uniform(Decision::Joining, Who::one(0, coalition), 7) * 100.0 - 40.0
    }

    #[test]
    fn whoever_has_the_one_right_glove_has_two_thirds() {
        // Players 0 and 1 have a left glove each, player 2 the right one; a pair is worth 1.
        let glove = game(3, |s| if s & 0b100 != 0 && s & 0b011 != 0 { 1.0 } else { 0.0 });
        close(&shapley(&glove).unwrap(), &[1.0 / 6.0, 1.0 / 6.0, 4.0 / 6.0]);
        // Left gloves replace each other; a left and the right one need each other.
        let pairs = interactions(&glove).unwrap();
        close(&pairs.iter().map(|pair| pair.2).collect::<Vec<_>>(), &[-0.5, 0.5, 0.5]);
    }

    #[test]
    fn each_user_of_a_runway_pays_for_the_part_it_needs() {
        // Littlechild and Owen 1973: the cost of a runway is that of its longest user.
        let lengths = [8.0, 11.0, 13.0, 18.0];
        let cost = |s: Coalition| (0..4).filter(|i| s >> i & 1 == 1).map(|i| lengths[i]).fold(0.0, f64::max);
        close(&shapley(&game(4, cost)).unwrap(), &[2.0, 3.0, 4.0, 9.0]);
    }

    #[test]
    fn power_in_a_weighted_vote_is_no_matter_of_weights_alone() {
        // [4; 3, 2, 1, 1], Shapley and Shubik 1954.
        let weights = [3, 2, 1, 1];
        let wins = |s: Coalition| {
            let weight: i32 = (0..4).filter(|i| s >> i & 1 == 1).map(|i| weights[i]).sum();
            f64::from(u8::from(weight >= 4))
        };
        close(&shapley(&game(4, wins)).unwrap(), &[0.5, 1.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0]);
    }

    #[test]
    fn parts_add_up_to_the_whole_whatever_the_game() {
        for players in 0..=10 {
            let values = game(players, odd);
            let whole = values[values.len() - 1] - values[0];
            let parts: f64 = shapley(&values).unwrap().iter().sum();
            assert!((parts - whole).abs() < 1e-11, "{players} players: {parts} is not {whole}");
        }
    }

    #[test]
    fn a_player_that_adds_nothing_has_nothing_and_equal_ones_have_the_same() {
        // Player 1 never matters; players 0 and 3 count alike.
        let of = |s: Coalition| odd((s & 1) + (s >> 3 & 1) + (s & 0b100));
        let values = shapley(&game(4, of)).unwrap();
        assert_eq!(values[1], 0.0);
        assert!((values[0] - values[3]).abs() < 1e-12 && values[0].abs() > 0.1);
        assert!(interactions(&game(4, of)).unwrap().iter().all(|(i, j, index)| (*i != 1 && *j != 1) || *index == 0.0));
    }

    #[test]
    fn values_of_a_sum_of_games_are_sums_of_values() {
        let (one, other) = (game(5, odd), game(5, |s| odd(s + 64)));
        let both: Vec<f64> = one.iter().zip(&other).map(|(a, b)| 2.0 * a - b).collect();
        let [one, other, both] = [one, other, both].map(|game| shapley(&game).unwrap());
        close(&both, &one.iter().zip(&other).map(|(a, b)| 2.0 * a - b).collect::<Vec<_>>());
    }

    #[test]
    fn values_are_means_over_all_orders() {
        let values = game(4, odd);
        let mut sums = [0.0; 4];
        let mut orders = 0;
        for code in 0..256_usize {
            let order: Vec<usize> = (0..4).map(|i| code >> (2 * i) & 3).collect();
            if (0..4).any(|player| !order.contains(&player)) {
                continue;
            }
            orders += 1;
            let mut joined = 0;
            for player in order {
                sums[player] += values[joined | 1 << player] - values[joined];
                joined |= 1 << player;
            }
        }
        assert_eq!(orders, 24);
        close(&shapley(&values).unwrap(), &sums.map(|sum| sum / 24.0));
    }

    #[test]
    fn a_game_without_interaction_has_none_and_a_product_has_its_own() {
        let additive = |s: Coalition| (0..4).filter(|i| s >> i & 1 == 1).map(|i| f64::from(i) - 1.5).sum::<f64>();
        close(&shapley(&game(4, additive)).unwrap(), &[-1.5, -0.5, 0.5, 1.5]);
        assert!(interactions(&game(4, additive)).unwrap().iter().all(|pair| pair.2.abs() < 1e-12));
        // Worth 1 only when all three are in: an index of 1/2 a pair, as Grabisch and Roubens give it.
        let unanimous = game(3, |s| f64::from(u8::from(s == 0b111)));
        close(&interactions(&unanimous).unwrap().iter().map(|pair| pair.2).collect::<Vec<_>>(), &[0.5; 3]);
        // Of two players it is the second difference.
        close(&[interactions(&[1.0, 3.0, 4.0, 11.0]).unwrap()[0].2], &[11.0 - 3.0 - 4.0 + 1.0]);
    }

    #[test]
    fn values_that_are_no_game_have_no_parts() {
        assert_eq!(shapley(&[]), None);
        assert_eq!(shapley(&[1.0, 2.0, 3.0]), None);
        assert_eq!((shapley(&[5.0]), interactions(&[5.0])), (Some(Vec::new()), Some(Vec::new())));
        assert_eq!(Orders::sampled(1, 31, 2), None);
    }

    #[test]
    fn sampled_orders_add_up_exactly_and_come_near_the_values() {
        let values = game(8, |s| odd(s) / 20.0 + f64::from(s.count_ones().pow(2)));
        let exact = shapley(&values).unwrap();
        let orders = Orders::sampled(5, 8, 400).unwrap();
        let added = orders.contributions(|s| values[s as usize]);
        for pair in &added {
            assert!((pair.iter().sum::<f64>() - (values[255] - values[0])).abs() < 1e-11);
        }
        let mut within = 0;
        for player in 0..8 {
            let of_player: Vec<f64> = added.iter().map(|pair| pair[player]).collect();
            let summary = Summary::of(&of_player).unwrap();
            let error = summary.std_error().unwrap();
            assert!((summary.mean - exact[player]).abs() < 4.0 * error, "player {player}");
            within += usize::from((summary.mean - exact[player]).abs() < error);
        }
        assert!((2..8).contains(&within), "{within} of 8 within one standard error");
        // In a game that grows with the square of its size, whoever comes early in an order comes late in its reverse.
        let square = orders.contributions(|s| f64::from(s.count_ones().pow(2)));
        assert!(square.iter().flatten().all(|added| (added - 8.0).abs() < 1e-12));
    }

    #[test]
    fn only_coalitions_that_are_needed_are_asked_for() {
        let orders = Orders::sampled(5, 12, 6).unwrap();
        let coalitions = orders.coalitions();
        assert!(coalitions.len() <= 6 * 2 * 11 + 2 && coalitions.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!((coalitions.first(), coalitions.last()), (Some(&0), Some(&0xFFF)));
        let asked = orders.contributions(|s| if coalitions.binary_search(&s).is_ok() { 0.0 } else { f64::NAN });
        assert!(asked.iter().flatten().all(|added| *added == 0.0));
        assert_eq!(Orders::sampled(5, 12, 6), Some(orders));
        assert_ne!(Orders::sampled(5, 12, 6), Orders::sampled(6, 12, 6));
    }

    #[test]
    fn the_crossed_interval_counts_both_ways_of_varying() {
        // Rows 0, 1, 2 and columns 0, 10: row means 5, 6, 7; column means 1, 11.
        let values: Vec<Vec<f64>> = (0..3).map(|row| vec![f64::from(row), f64::from(row) + 10.0]).collect();
        let interval = crossed_interval(&values, 0.95).unwrap();
        let (rows, columns): (f64, f64) = (1.0 / 3.0, 50.0 / 2.0);
        let freedom = (rows + columns) * (rows + columns) / (rows * rows / 2.0 + columns * columns);
        let half = student_quantile(freedom, 0.975) * sqrt(rows + columns);
        assert!((interval.low - (6.0 - half)).abs() < 1e-9 && (interval.high - (6.0 + half)).abs() < 1e-9);
        assert_eq!(crossed_interval(&[vec![1.0, 2.0]], 0.95), None);
        assert_eq!(crossed_interval(&[vec![1.0], vec![2.0]], 0.95), None);
        let flat = crossed_interval(&[vec![2.0; 3], vec![2.0; 3]], 0.95).unwrap();
        assert_eq!((flat.low, flat.high), (2.0, 2.0));
    }

    #[test]
    fn the_crossed_interval_holds_the_mean_as_often_as_it_says() {
        let normal = |trial: u32, kind: u32, at: u32| {
            let who = Who::pair(0, kind, at);
            crate::random::normal_quantile(Streams::new(11, 0).uniform(Decision::Joining, who, u64::from(trial)))
        };
        let trials = 400;
        let held = (0..trials).filter(|trial| {
            let cell = |row: u32, column: u32| {
                normal(*trial, 1, row) + 0.7 * normal(*trial, 2, column) + 0.5 * normal(*trial, 3 + row, column)
            };
            let values: Vec<Vec<f64>> = (0..8).map(|row| (0..12).map(|column| cell(row, column)).collect()).collect();
            crossed_interval(&values, 0.95).is_some_and(|interval| interval.low <= 0.0 && interval.high >= 0.0)
        });
        let share = held.count() as f64 / f64::from(trials);
        assert!((0.92..=0.99).contains(&share), "{share}");
    }
}
