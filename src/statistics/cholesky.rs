//! The triangular root of a covariance matrix.

use libm::sqrt;

/// The lower triangle L with L Lᵀ = a symmetric positive definite matrix.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cholesky {
    rows: Vec<Vec<f64>>,
}

impl Cholesky {
    /// The root of `matrix` (by rows, each at least up to its diagonal); `None` unless it is positive definite.
    pub(super) fn of(matrix: &[Vec<f64>]) -> Option<Cholesky> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
        for (i, source) in matrix.iter().enumerate() {
            let mut row = Vec::with_capacity(i + 1);
            for j in 0..=i {
                let known: f64 = (0..j).map(|k| row[k] * if j == i { row[k] } else { rows[j][k] }).sum();
                let rest = source[j] - known;
                row.push(if j < i {
                    rest / rows[j][j]
                } else if rest > 0.0 {
                    sqrt(rest)
                } else {
                    return None;
                });
            }
            rows.push(row);
        }
        Some(Cholesky { rows })
    }

    /// L times `vector`: turns independent standard normal variates into ones with this covariance.
    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| row.iter().zip(vector).map(|(l, x)| l * x).sum()).collect()
    }

    /// Squared length of `vector` in units of the covariance, vᵀ (L Lᵀ)⁻¹ v.
    pub(super) fn squared_length(&self, vector: &[f64]) -> f64 {
        let mut solved: Vec<f64> = Vec::with_capacity(vector.len());
        for (row, x) in self.rows.iter().zip(vector) {
            let known: f64 = row.iter().zip(&solved).map(|(l, y)| l * y).sum();
            solved.push((x - known) / row[solved.len()]);
        }
        solved.iter().map(|y| y * y).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_one_of_the_textbook() {
        let matrix = vec![vec![4.0, 12.0, -16.0], vec![12.0, 37.0, -43.0], vec![-16.0, -43.0, 98.0]];
        let root = Cholesky::of(&matrix).unwrap();
        assert_eq!(root.rows, [vec![2.0], vec![6.0, 1.0], vec![-8.0, 5.0, 3.0]]);
        assert_eq!(root.times(&[1.0, 1.0, 1.0]), [2.0, 7.0, 0.0]);
        // (L Lᵀ)⁻¹ L v has the length of v.
        assert!((root.squared_length(&root.times(&[1.0, -2.0, 0.5])) - 5.25).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_covariance_has_no_root() {
        assert_eq!(Cholesky::of(&[vec![1.0, 2.0], vec![2.0, 1.0]]), None);
        assert_eq!(Cholesky::of(&[vec![0.0]]), None);
        assert!(Cholesky::of(&[]).is_some());
    }
}
