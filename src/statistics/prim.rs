//! Scenario discovery: a box of conditions in which cases of interest lie close together.
//!
//! The patient rule induction method (Friedman and Fisher 1999; Bryant and Lempert 2010 for scenarios): from the box
//! that holds every point, one thin slice after the other is peeled off, always the one whose loss raises the share of
//! cases most per point; then slices are pasted back while the share does not fall. Every box on the way is kept.

use crate::special::binomial_cdf;

/// A box: for each factor its lower and upper bound, both included.
pub type Limits = Vec<(f64, f64)>;

/// Points with one value of each factor, and which of them are cases of interest.
#[derive(Clone, Debug)]
pub struct Cases<'a> {
    /// By factor, the value at each point.
    columns: &'a [Vec<f64>],
    case: &'a [bool],
    /// By factor, the points in ascending order.
    orders: Vec<Vec<usize>>,
}

/// How patient a search is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patience {
    /// Share of the points of a box that one peel takes, at most about.
    pub peel: f64,
    /// Share of the points beyond a side that one paste takes.
    pub paste: f64,
    /// Share of all points that a box keeps at least.
    pub least_mass: f64,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { peel: 0.05, paste: 0.05, least_mass: 0.05 }
    }
}

/// A box with what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The box.
    pub limits: Limits,
    /// Points in it.
    pub points: usize,
    /// Cases among them.
    pub cases: usize,
    /// All points.
    pub all_points: usize,
    /// All cases.
    pub all_cases: usize,
    /// By factor, whether the lower and the upper bound leave points out.
    pub restricted: Vec<(bool, bool)>,
}

impl Found {
    /// Share of its points that are cases; `None` for an empty box.
    pub fn density(&self) -> Option<f64> {
        share(self.cases, self.points)
    }

    /// Share of the cases that it holds; `None` without cases.
    pub fn coverage(&self) -> Option<f64> {
        share(self.cases, self.all_cases)
    }

    /// Share of the points that it holds; `None` without points.
    pub fn mass(&self) -> Option<f64> {
        share(self.points, self.all_points)
    }

    /// Factors that it restricts.
    pub fn dimensions(&self) -> usize {
        self.restricted.iter().filter(|(low, high)| *low || *high).count()
    }

    /// Coverage less the share of the other points that it holds: 1 for a box of all cases and nothing else, 0 for the
    /// box of everything and, on average, for boxes drawn blindly, however rare cases are (Youden's index). `None` where
    /// all points are cases or none is.
    pub fn skill(&self) -> Option<f64> {
        Some(self.coverage()? - share(self.points - self.cases, self.all_points - self.all_cases)?)
    }
}

fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

impl<'a> Cases<'a> {
    /// The points with these values by factor, all of them as many as `case`.
    pub fn new(columns: &'a [Vec<f64>], case: &'a [bool]) -> Cases<'a> {
        let order = |column: &Vec<f64>| {
            let mut order: Vec<usize> = (0..case.len()).collect();
            order.sort_by(|i, j| column[*i].total_cmp(&column[*j]));
            order
        };
        Cases { columns, case, orders: columns.iter().map(order).collect() }
    }

    /// The same points with other cases.
    pub fn relabelled<'b>(&'b self, case: &'b [bool]) -> Cases<'b>
    where
        'a: 'b,
    {
        Cases { columns: self.columns, case, orders: self.orders.clone() }
    }

    /// The box that holds every point.
    fn everything(&self) -> Limits {
        let ends = |(column, order): (&Vec<f64>, &Vec<usize>)| match (order.first(), order.last()) {
            (Some(first), Some(last)) => (column[*first], column[*last]),
            _ => (0.0, 0.0),
        };
        self.columns.iter().zip(&self.orders).map(ends).collect()
    }

    fn inside(&self, limits: &Limits, point: usize) -> bool {
        self.columns.iter().zip(limits).all(|(column, (low, high))| (*low..=*high).contains(&column[point]))
    }

    /// What `limits` hold.
    pub fn found(&self, limits: Limits) -> Found {
        let inside: Vec<usize> = (0..self.case.len()).filter(|point| self.inside(&limits, *point)).collect();
        let ends = self.everything();
        let restricted = limits.iter().zip(&ends).map(|(limit, end)| (limit.0 > end.0, limit.1 < end.1)).collect();
        Found {
            points: inside.len(),
            cases: inside.iter().filter(|point| self.case[**point]).count(),
            all_points: self.case.len(),
            all_cases: self.case.iter().filter(|case| **case).count(),
            limits,
            restricted,
        }
    }

    /// Every box from that of all points to the last one pasted.
    pub fn search(&self, patience: &Patience) -> Vec<Found> {
        let mut boxes = vec![self.found(self.everything())];
        let mut inside = vec![true; self.case.len()];
        while let Some(next) = self.peeled(&boxes[boxes.len() - 1], &inside, patience) {
            inside = (0..self.case.len()).map(|point| self.inside(&next.limits, point)).collect();
            boxes.push(next);
        }
        while let Some(next) = self.pasted(&boxes[boxes.len() - 1], patience) {
            boxes.push(next);
        }
        boxes
    }

    /// The best box with one slice less; `None` where none has more cases a point.
    fn peeled(&self, from: &Found, inside: &[bool], patience: &Patience) -> Option<Found> {
        let density = from.density()?;
        // The gain a point, factors left unrestricted (a tie goes to the box that is simpler to tell), place.
        let mut best: Option<(f64, usize, usize, (f64, f64))> = None;
        for (factor, order) in self.orders.iter().enumerate() {
            let within: Vec<usize> = order.iter().copied().filter(|point| inside[*point]).collect();
            let values: Vec<f64> = within.iter().map(|point| self.columns[factor][*point]).collect();
            let (low, high) = from.limits[factor];
            let free = |touched: bool| from.limits.len() - from.dimensions() - usize::from(touched);
            let free = free(from.restricted[factor] == (false, false));
            for upper in [false, true] {
                let share = if upper { 1.0 - patience.peel } else { patience.peel };
                let Some(bound) = cut(&values, share) else { continue };
                let kept = if upper {
                    &within[..values.partition_point(|value| *value <= bound)]
                } else {
                    &within[values.partition_point(|value| *value < bound)..]
                };
                let removed = within.len() - kept.len();
                if removed == 0 || kept.len() as f64 / (from.all_points as f64) < patience.least_mass {
                    continue;
                }
                let cases = kept.iter().filter(|point| self.case[**point]).count();
                let Some(new) = self::share(cases, kept.len()) else { continue };
                let gain = (new - density) / removed as f64;
                let better = |(known, simple, ..): &(f64, usize, usize, (f64, f64))| {
                    gain > *known || (gain == *known && free > *simple)
                };
                if gain > 0.0 && best.as_ref().is_none_or(better) {
                    let limits = if upper { (low, bound) } else { (bound, high) };
                    best = Some((gain, free, factor, limits));
                }
            }
        }
        let (.., factor, limit) = best?;
        let mut limits = from.limits.clone();
        limits[factor] = limit;
        Some(self.found(limits))
    }

    /// The best box with one slice more; `None` where every slice would lower the share of cases.
    fn pasted(&self, from: &Found, patience: &Patience) -> Option<Found> {
        let mut best: Option<Found> = None;
        let ends = self.everything();
        for (factor, (low, high)) in from.limits.iter().copied().enumerate() {
            for upper in [false, true] {
                let beyond = if upper { (high, ends[factor].1) } else { (ends[factor].0, low) };
                let mut limits = from.limits.clone();
                limits[factor] = beyond;
                let outside = self.orders[factor].iter().filter(|point| {
                    let value = self.columns[factor][**point];
                    (if upper { value > high } else { value < low }) && self.inside(&limits, **point)
                });
                let values: Vec<f64> = outside.map(|point| self.columns[factor][*point]).collect();
                let share = if upper { patience.paste } else { 1.0 - patience.paste };
                let Some(bound) = cut(&values, share) else { continue };
                limits[factor] = if upper { (low, bound) } else { (bound, high) };
                let candidate = self.found(limits);
                let (new, old) = (candidate.density(), from.density());
                let more = candidate.points > from.points && new >= old && candidate.cases > from.cases;
                if more && best.as_ref().is_none_or(|best| new > best.density()) {
                    best = Some(candidate);
                }
            }
        }
        best
    }

    /// For each factor that `found` restricts, the probability that a box without this restriction, thinned at random
    /// to as many points, has as many cases: small where the restriction says something (the quasi-p-value of Bryant
    /// and Lempert 2010). It does not know how many boxes were looked at. `None` for factors without restriction.
    pub fn quasi_p(&self, found: &Found) -> Vec<Option<f64>> {
        let ends = self.everything();
        let of = |(factor, (low, high)): (usize, &(bool, bool))| {
            if !low && !high {
                return None;
            }
            let mut limits = found.limits.clone();
            limits[factor] = ends[factor];
            let density = self.found(limits).density()?;
            let below = match found.cases {
                0 => 0.0,
                cases => binomial_cdf(found.points as u64, density, cases as u64 - 1),
            };
            Some((1.0 - below).clamp(0.0, 1.0))
        };
        found.restricted.iter().enumerate().map(of).collect()
    }

    /// The same box without the restrictions whose quasi-p-value is above `level`, the least telling first, as long as its
    /// density stays at `density` or more.
    pub fn pruned(&self, found: &Found, level: f64, density: f64) -> Found {
        let ends = self.everything();
        let mut found = found.clone();
        loop {
            let values = self.quasi_p(&found);
            let known = values.iter().enumerate().filter_map(|(factor, value)| Some((factor, (*value)?)));
            let worst = known.filter(|(_, value)| *value > level).max_by(|a, b| a.1.total_cmp(&b.1));
            let Some((factor, _)) = worst else { return found };
            let mut limits = found.limits.clone();
            limits[factor] = ends[factor];
            let simpler = self.found(limits);
            if simpler.density().is_none_or(|has| has < density) {
                return found;
            }
            found = simpler;
        }
    }
}

/// The bound that leaves a `share` of ascending values below it, halfway between two that differ: where the two values
/// around the quantile are the same, the next one inwards is taken (from the lower end below ½, else from the upper).
/// `None` without values.
pub fn cut(ascending: &[f64], share: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let place = last as f64 * share;
    let (mut low, mut high) = (libm::floor(place) as usize, libm::ceil(place) as usize);
    if share > 0.5 {
        while ascending[low] == ascending[high] && low > 0 {
            low -= 1;
        }
    } else {
        while ascending[low] == ascending[high] && high < last {
            high += 1;
        }
    }
    Some(0.5 * (ascending[low] + ascending[high]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first three dimensions of the Sobol' sequence of Joe and Kuo, unscrambled, by factor.
    fn sobol(points: u32) -> Vec<Vec<f64>> {
        // Degree, coefficients of the polynomial and first numbers of dimensions 2 and 3; the first is van der Corput's.
        let dimensions: [(usize, u32, &[u32]); 2] = [(1, 0, &[1]), (2, 1, &[1, 3])];
        let directions = |(degree, coefficients, first): (usize, u32, &[u32])| {
            let mut numbers: Vec<u32> = first.iter().enumerate().map(|(i, m)| m << (31 - i)).collect();
            for i in degree..32 {
                let mut number = numbers[i - degree] ^ (numbers[i - degree] >> degree);
                for k in 1..degree {
                    number ^= ((coefficients >> (degree - 1 - k)) & 1) * numbers[i - k];
                }
                numbers.push(number);
            }
            numbers
        };
        let mut all = vec![(0..32).map(|i| 1_u32 << (31 - i)).collect::<Vec<_>>()];
        all.extend(dimensions.map(directions));
        let column = |numbers: &Vec<u32>| {
            let value = |point: u32| {
                let gray = point ^ (point >> 1);
                let bits = (0..32).filter(|bit| gray >> bit & 1 == 1);
                f64::from(bits.fold(0, |sum, bit: u32| sum ^ numbers[bit as usize])) / 4_294_967_296.0
            };
            (0..points).map(value).collect()
        };
        all.iter().map(column).collect()
    }

    #[test]
    fn the_points_are_those_of_joe_and_kuo() {
        let columns = sobol(8);
        let row = |i: usize| [columns[0][i], columns[1][i], columns[2][i]];
        assert_eq!([row(0), row(1), row(2), row(3)], [[0.0; 3], [0.5; 3], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75]]);
        assert_eq!([row(4), row(5)], [[0.375, 0.375, 0.625], [0.875, 0.875, 0.125]]);
        assert_eq!([row(6), row(7)], [[0.625, 0.125, 0.875], [0.125, 0.625, 0.375]]);
    }

    #[test]
    fn a_corner_of_a_cube_is_found_by_the_known_steps() {
        let columns = sobol(1024);
        let case: Vec<bool> = (0..1024).map(|i| columns[0][i] < 0.3 && columns[1][i] > 0.6).collect();
        let cases = Cases::new(&columns, &case);
        let boxes = cases.search(&Patience::default());
        let last = boxes.last().unwrap();
        assert_eq!((last.all_cases, last.cases), (123, 123));
        let steps: Vec<(usize, f64)> =
            boxes.iter().rev().take(6).rev().map(|b| (b.points, b.density().unwrap())).collect();
        let known =
            [(162, 0.759_259), (153, 0.803_922), (145, 0.848_276), (137, 0.897_810), (130, 0.946_154), (123, 1.0)];
        assert!(
            steps.iter().zip(known).all(|(step, known)| step.0 == known.0 && (step.1 - known.1).abs() < 1e-6),
            "{steps:?}"
        );
        assert!(boxes.iter().rev().take(6).all(|found| found.coverage() == Some(1.0)));
        let known = [(0.0, 0.300_293), (0.599_121, 0.999_023)];
        let close = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6;
        assert!(last.limits.iter().zip(known).all(|(limit, known)| close(*limit, known)), "{:?}", last.limits);
        assert_eq!((last.restricted[2], last.dimensions()), ((false, false), 2));
        assert_eq!((last.skill(), boxes[0].skill()), (Some(1.0), Some(0.0)));
        // Both restrictions say something.
        let values = cases.quasi_p(last);
        assert!(values[0].unwrap() < 1e-6 && values[1].unwrap() < 1e-6 && values[2].is_none(), "{values:?}");
        assert_eq!(cases.pruned(last, 0.05, 0.0), *last);
    }

    #[test]
    fn a_cut_lies_between_two_values_that_differ() {
        let plain: Vec<f64> = (0..10).map(f64::from).collect();
        assert_eq!([0.9, 0.95, 0.1, 0.05].map(|share| cut(&plain, share)), [8.5, 8.5, 0.5, 0.5].map(Some));
        let tied = [1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.0];
        assert_eq!([0.9, 0.95, 0.1, 0.05].map(|share| cut(&tied, share)), [8.5, 8.5, 1.5, 1.5].map(Some));
        assert_eq!((cut(&[], 0.5), cut(&[3.0, 3.0], 0.05)), (None, Some(3.0)));
    }

    #[test]
    fn the_box_of_three_points() {
        let columns = [vec![0.0, 1.0, 2.0], vec![2.0, 5.0, 6.0], vec![3.0, 2.0, 1.0]];
        let case = [true, true, false];
        let found = Cases::new(&columns, &case).found(vec![(0.0, 1.0), (2.0, 6.0), (1.0, 3.0)]);
        assert_eq!((found.density(), found.coverage(), found.mass()), (Some(1.0), Some(1.0), Some(2.0 / 3.0)));
        assert_eq!((found.dimensions(), found.restricted[0]), (1, (false, true)));
    }

    #[test]
    fn quasi_p_is_a_tail_of_the_binomial_distribution() {
        // Of ten points in line the upper half are cases: 5 of 5 in the box against a half without the bound.
        let columns = [(0..10).map(f64::from).collect::<Vec<_>>()];
        let case: Vec<bool> = (0..10).map(|i| i >= 5).collect();
        let cases = Cases::new(&columns, &case);
        let found = cases.found(vec![(4.5, 9.0)]);
        assert!((cases.quasi_p(&found)[0].unwrap() - 0.031_25).abs() < 1e-12);
        assert_eq!(cases.pruned(&found, 0.05, 0.0), found);
        // Four of eight is no more than without the bound, so the bound goes.
        let loose = cases.found(vec![(1.5, 8.5)]);
        assert_eq!(cases.pruned(&loose, 0.05, 0.0).dimensions(), 0);
        assert_eq!(cases.pruned(&loose, 0.05, 0.51).dimensions(), 1);
    }

    #[test]
    fn a_slice_peeled_too_far_is_pasted_back() {
        // Three of every four points are cases from 20 on; a box that stops short takes the rest back.
        let columns = [(0..40).map(f64::from).collect::<Vec<_>>()];
        let case: Vec<bool> = (0..40).map(|i| i >= 20 && i % 4 != 3).collect();
        let cases = Cases::new(&columns, &case);
        let short = cases.found(vec![(23.0, 39.0)]);
        let pasted = cases.pasted(&short, &Patience::default()).unwrap();
        assert!(pasted.limits[0].0 < 23.0 && pasted.cases > short.cases, "{pasted:?}");
        assert!(cases.pasted(&cases.found(vec![(0.0, 39.0)]), &Patience::default()).is_none());
    }

    #[test]
    fn nothing_to_find_is_no_box() {
        let columns = [vec![1.0, 2.0, 3.0]];
        for case in [[false; 3], [true; 3]] {
            let boxes = Cases::new(&columns, &case).search(&Patience::default());
            assert_eq!((boxes.len(), boxes[0].skill()), (1, None));
        }
        assert_eq!(Cases::new(&[], &[]).search(&Patience::default()).len(), 1);
    }
}
