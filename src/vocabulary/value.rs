//! Values as a scenario writes them, and the distributions among them.

use crate::random::normal_quantile;
use jiff::civil::Date;
use libm::{exp, log, pow, sqrt, tgamma};
use std::fmt;

/// A value in a scenario, free of its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number with a fraction.
    Real(f64),
    /// A whole number.
    Whole(i64),
    /// True or false.
    Flag(bool),
    /// A text.
    Text(String),
    /// A calendar date.
    Date(Date),
    /// A list.
    List(Vec<Value>),
    /// A table, in the order of its keys in the file.
    Table(Vec<(String, Value)>),
}

impl Value {
    /// The value as a number, whole or not.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Real(x) => Some(*x),
            Value::Whole(n) => Some(*n as f64),
            _ => None,
        }
    }

    /// What kind of value it is, as a person would call it.
    pub fn describe(&self) -> &'static str {
        match self {
            Value::Real(_) => "a number",
            Value::Whole(_) => "a whole number",
            Value::Flag(_) => "true or false",
            Value::Text(_) => "a text",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

impl fmt::Display for Value {
    /// As TOML would write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Real(x) => write!(f, "{x:?}"),
            Value::Whole(n) => write!(f, "{n}"),
            Value::Flag(b) => write!(f, "{b}"),
            Value::Text(text) => write!(f, "{text:?}"),
            Value::Date(date) => write!(f, "{date}"),
            Value::List(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Value::Table(entries) => {
                f.write_str("{")?;
                for (i, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{} {key} = {value}", if i > 0 { "," } else { "" })?;
                }
                f.write_str(if entries.is_empty() { "}" } else { " }" })
            }
        }
    }
}

/// Why a value does not fit its key.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("expected {expected}, found {found}")]
pub struct Mismatch {
    /// What the key takes, with its range.
    pub expected: String,
    /// What was written.
    pub found: String,
}

/// A positive random quantity, drawn by inversion of one uniform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Always the same.
    Fixed(f64),
    /// Exponential with this mean.
    Exponential {
        /// Mean, in the unit of the key.
        mean: f64,
    },
    /// Lognormal.
    Lognormal {
        /// Mean, in the unit of the key.
        mean: f64,
        /// Standard deviation divided by the mean.
        cv: f64,
    },
    /// Weibull.
    Weibull {
        /// Mean, in the unit of the key.
        mean: f64,
        /// Shape: 1 is exponential, above 1 the hazard rises.
        shape: f64,
    },
    /// Uniform between two bounds.
    Uniform {
        /// Lower bound, in the unit of the key.
        low: f64,
        /// Upper bound, in the unit of the key.
        high: f64,
    },
}

impl Distribution {
    /// The mean, in the unit of the key.
    pub fn mean(self) -> f64 {
        match self {
            Distribution::Fixed(mean)
            | Distribution::Exponential { mean }
            | Distribution::Lognormal { mean, .. }
            | Distribution::Weibull { mean, .. } => mean,
            Distribution::Uniform { low, high } => 0.5 * (low + high),
        }
    }

    /// Prepares the constants that every draw needs.
    pub fn compile(self) -> Quantile {
        match self {
            Distribution::Fixed(value) => Quantile::Fixed(value),
            Distribution::Exponential { mean } => Quantile::Exponential(mean),
            Distribution::Lognormal { mean, cv } => {
                let variance = log(1.0 + cv * cv);
                Quantile::Lognormal { location: log(mean) - 0.5 * variance, scale: sqrt(variance) }
            }
            Distribution::Weibull { mean, shape } => {
                Quantile::Weibull { scale: mean / tgamma(1.0 + 1.0 / shape), power: 1.0 / shape }
            }
            Distribution::Uniform { low, high } => Quantile::Uniform { low, width: high - low },
        }
    }
}

/// A distribution with its constants worked out, ready to be drawn from many times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantile {
    /// Always the same.
    Fixed(f64),
    /// Exponential, by mean.
    Exponential(f64),
    /// Lognormal, by the mean and standard deviation of the logarithm.
    Lognormal {
        /// Mean of the logarithm.
        location: f64,
        /// Standard deviation of the logarithm.
        scale: f64,
    },
    /// Weibull, by scale and the inverse of the shape.
    Weibull {
        /// Scale, in the unit of the key.
        scale: f64,
        /// One over the shape.
        power: f64,
    },
    /// Uniform.
    Uniform {
        /// Lower bound.
        low: f64,
        /// Upper less lower bound.
        width: f64,
    },
}

impl Quantile {
    /// The value below which a share `u` of the distribution lies; decreasing in `u` where that saves a subtraction,
    /// which a uniform does not feel.
    #[inline]
    pub fn at(self, u: f64) -> f64 {
        match self {
            Quantile::Fixed(value) => value,
            Quantile::Exponential(mean) => -mean * log(u),
            Quantile::Lognormal { location, scale } => exp(location + scale * normal_quantile(u)),
            Quantile::Weibull { scale, power } => scale * pow(-log(u), power),
            Quantile::Uniform { low, width } => low + width * u,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_distribution_has_the_mean_it_names() {
        let n = 200_000;
        for distribution in [
            Distribution::Fixed(3.0),
            Distribution::Exponential { mean: 6.0 },
            Distribution::Lognormal { mean: 1.5, cv: 0.8 },
            Distribution::Weibull { mean: 42.0, shape: 1.3 },
            Distribution::Uniform { low: 2.0, high: 5.0 },
        ] {
            let quantile = distribution.compile();
            let mean = (0..n).map(|i| quantile.at((f64::from(i) + 0.5) / f64::from(n))).sum::<f64>() / f64::from(n);
            assert!((mean / distribution.mean() - 1.0).abs() < 1e-3, "{distribution:?}: {mean}");
        }
    }

    #[test]
    fn values_print_as_toml() {
        let value = Value::Table(vec![("mean".into(), Value::Real(1.5)), ("cv".into(), Value::Whole(1))]);
        assert_eq!(value.to_string(), "{ mean = 1.5, cv = 1 }");
    }
}
