//! Sobol's sequence: points that fill the unit cube evenly, however many are taken.
//!
//! Direction numbers of Joe and Kuo (2008, set D(6)); the order is that of Gray codes, as in scipy and SALib, so that
//! the first 2ᵏ points are the same set in any order. A digital shift, the same random bits added (without carry) to
//! every point of a dimension, keeps the evenness and lets no point lie on the border.

use crate::random::{Decision, Streams, Who, Words};

const NUMBERS: &str = include_str!("sobol/joe_kuo_d6.txt");
const BITS: usize = 32;

/// Sobol's sequence in some dimensions.
#[derive(Clone, Debug)]
pub struct Sobol {
    directions: Vec<[u32; BITS]>,
}

impl Sobol {
    /// The most dimensions for which there are numbers.
    pub const MOST_DIMENSIONS: usize = 256;

    /// The sequence; `None` beyond [`Sobol::MOST_DIMENSIONS`].
    pub fn new(dimensions: usize) -> Option<Sobol> {
        let first = std::array::from_fn(|bit| 1 << (BITS - 1 - bit));
        let lines = NUMBERS.lines().filter(|line| !line.starts_with('#'));
        let directions: Vec<_> = std::iter::once(first).chain(lines.map(directions)).take(dimensions).collect();
        (directions.len() == dimensions).then_some(Sobol { directions })
    }

    /// Point `index`, counted from 0, in [0, 1): the plain sequence, whose first point is the corner 0.
    pub fn point(&self, index: u32) -> Vec<f64> {
        self.directions.iter().map(|of| f64::from(bits(of, index)) * (1.0 / 4_294_967_296.0)).collect()
    }

    /// Point `index` in (0, 1) after the digital shift of `seed`.
    pub fn shifted(&self, seed: u64, index: u32) -> Vec<f64> {
        let streams = Streams::new(seed, 0);
        let coordinate = |(dimension, of): (usize, &[u32; BITS])| {
            let shift = streams.draw(Decision::SobolShift, Who(dimension as u64), 0).0[0];
            Words([shift ^ (u64::from(bits(of, index)) << 32), 0, 0, 0]).uniform(0)
        };
        self.directions.iter().enumerate().map(coordinate).collect()
    }
}

/// The binary digits of a coordinate.
fn bits(directions: &[u32; BITS], index: u32) -> u32 {
    let gray = index ^ (index >> 1);
    directions.iter().enumerate().filter(|(bit, _)| gray >> bit & 1 == 1).fold(0, |sum, (_, direction)| sum ^ direction)
}

/// The direction numbers of a line: degree s, inner coefficients a, then m₁ … m_s.
fn directions(line: &str) -> [u32; BITS] {
    // The file is part of the program and a test reads all of it, so that no number is missing.
    let numbers: Vec<u32> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [degree, inner, initial @ ..] = numbers.as_slice() else { return [0; BITS] };
    let degree = *degree as usize;
    let mut v = [0_u32; BITS];
    for bit in 0..BITS {
        v[bit] = match initial.get(bit) {
            Some(m) => m << (BITS - 1 - bit),
            None => (1..degree)
                .filter(|k| inner >> (degree - 1 - k) & 1 == 1)
                .fold(v[bit - degree] ^ (v[bit - degree] >> degree), |sum, k| sum ^ v[bit - k]),
        };
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_points_are_those_of_scipy() {
        let sobol = Sobol::new(5).unwrap();
        let expected = [
            [0.0, 0.0, 0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25, 0.25, 0.75],
            [0.25, 0.75, 0.75, 0.75, 0.25],
            [0.375, 0.375, 0.625, 0.875, 0.375],
            [0.875, 0.875, 0.125, 0.375, 0.875],
            [0.625, 0.125, 0.875, 0.625, 0.625],
            [0.125, 0.625, 0.375, 0.125, 0.125],
        ];
        for (index, point) in expected.iter().enumerate() {
            assert_eq!(sobol.point(index as u32), point, "{index}");
        }
    }

    #[test]
    fn a_thousand_points_in_twelve_dimensions_are_those_of_scipy() {
        let sobol = Sobol::new(12).unwrap();
        assert_eq!((0..1024).flat_map(|index| sobol.point(index)).sum::<f64>(), 6138.0);
        let last = [
            0.00097656, 0.75292969, 0.61230469, 0.14550781, 0.18652344, 0.43847656, 0.13964844, 0.61816406, 0.34472656,
            0.85058594, 0.67871094, 0.03613281,
        ];
        assert!(sobol.point(1023).iter().zip(last).all(|(x, expected)| (x - expected).abs() < 5.1e-9));
    }

    #[test]
    fn every_dimension_has_one_point_in_each_of_its_strata() {
        let sobol = Sobol::new(Sobol::MOST_DIMENSIONS).unwrap();
        let plain: Vec<Vec<f64>> = (0..256).map(|index| sobol.point(index)).collect();
        let shifted: Vec<Vec<f64>> = (0..256).map(|index| sobol.shifted(7, index)).collect();
        for points in [&plain, &shifted] {
            for dimension in 0..Sobol::MOST_DIMENSIONS {
                let mut strata: Vec<u32> = points.iter().map(|point| (point[dimension] * 256.0) as u32).collect();
                strata.sort_unstable();
                assert!(strata.into_iter().eq(0..256), "{dimension}");
            }
        }
        // All numbers are read: odd ones below 2ⁱ.
        let lines = NUMBERS.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let numbers: Vec<u32> = line.split(' ').map(|number| number.parse().unwrap()).collect();
            assert_eq!(numbers.len(), numbers[0] as usize + 2, "{line}");
            assert!(numbers[2..].iter().enumerate().all(|(i, m)| m % 2 == 1 && m >> (i + 1) == 0), "{line}");
        }
        assert!(Sobol::new(Sobol::MOST_DIMENSIONS + 1).is_none());
    }

    #[test]
    fn a_shift_is_of_the_seed_and_leaves_the_border() {
        let sobol = Sobol::new(3).unwrap();
        assert_ne!(sobol.shifted(1, 0), sobol.shifted(2, 0));
        assert!((0..1000).flat_map(|index| sobol.shifted(1, index)).all(|x| x > 0.0 && x < 1.0));
        assert_eq!(Sobol::new(9).unwrap().shifted(1, 5)[..3], sobol.shifted(1, 5));
    }
}
