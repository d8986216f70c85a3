//! Over what a factor varies: values, a range, or a distribution.

use crate::random::normal_quantile;
use crate::special::{beta_quantile, normal_cdf};
use libm::{exp, log, sqrt};
use std::fmt;
use std::str::FromStr;

/// Most values that a range is cut into.
const MOST_STEPS: u32 = 10_000;
/// Share of an unbounded distribution that lies beyond each of what are called its ends.
const BEYOND: f64 = 0.001;

/// Over what a factor varies.
#[derive(Clone, Debug, PartialEq)]
pub enum Spread {
    /// These numbers, equally likely.
    Levels(Vec<f64>),
    /// These words, equally likely: names of structures, `true` and `false`, dates.
    Words(Vec<String>),
    /// Between two numbers, equally likely; or so many of them, evenly spaced, both ends included.
    Range {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
        /// How many values, if it is cut.
        steps: Option<u32>,
        /// Whether spaced evenly in the logarithm.
        log: bool,
    },
    /// A distribution.
    Drawn(Law),
}

/// A distribution that a factor may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Law {
    /// Normal, by mean and standard deviation.
    Normal(f64, f64),
    /// Lognormal, by mean and coefficient of variation.
    Lognormal(f64, f64),
    /// Triangular, by lower end, mode and upper end.
    Triangular(f64, f64, f64),
    /// Beta on 0 to 1, by its two shapes.
    Beta(f64, f64),
}

impl Law {
    fn quantile(self, p: f64) -> f64 {
        match self {
            Law::Normal(mean, sd) => mean + sd * normal_quantile(p),
            Law::Lognormal(mean, cv) => {
                let variance = log(1.0 + cv * cv);
                exp(log(mean) - variance / 2.0 + sqrt(variance) * normal_quantile(p))
            }
            Law::Triangular(low, mode, high) => {
                let (left, width) = (mode - low, high - low);
                if p * width < left {
                    low + sqrt(p * width * left)
                } else {
                    high - sqrt((1.0 - p) * width * (high - mode))
                }
            }
            Law::Beta(a, b) => beta_quantile(a, b, p),
        }
    }

    /// Probability of values up to `x`; only of distributions that reach beyond what a key may allow.
    fn below(self, x: f64) -> f64 {
        match self {
            Law::Normal(mean, sd) => normal_cdf((x - mean) / sd),
            Law::Lognormal(mean, cv) if x > 0.0 => {
                let variance = log(1.0 + cv * cv);
                normal_cdf((log(x) - log(mean) + variance / 2.0) / sqrt(variance))
            }
            Law::Lognormal(..) => 0.0,
            Law::Triangular(low, _, _) => f64::from(u8::from(x > low)),
            Law::Beta(..) => f64::from(u8::from(x > 0.0)),
        }
    }

    fn sound(self) -> bool {
        match self {
            Law::Normal(_, sd) => sd > 0.0,
            Law::Lognormal(mean, cv) => mean > 0.0 && cv > 0.0,
            Law::Triangular(low, mode, high) => low <= mode && mode <= high && low < high,
            Law::Beta(a, b) => a > 0.0 && b > 0.0,
        }
    }
}

impl Spread {
    /// The value at `share` (0 to 1) of it; a distribution is cut off at the ends that the key allows. Words are
    /// counted from 0.
    pub fn at(&self, share: f64, (least, most): (f64, f64)) -> f64 {
        let pick = |count: usize| ((share * count as f64) as usize).min(count.saturating_sub(1));
        match self {
            Spread::Levels(levels) => levels.get(pick(levels.len())).copied().unwrap_or(least),
            Spread::Words(words) => pick(words.len()) as f64,
            Spread::Range { low, high, log: false, .. } => low + (high - low) * share,
            Spread::Range { low, high, log: true, .. } => exp(log(*low) + (log(*high) - log(*low)) * share),
            Spread::Drawn(law) => {
                let (below, above) = (law.below(least), law.below(most));
                law.quantile((below + (above - below) * share).clamp(1e-12, 1.0 - 1e-12)).clamp(least, most)
            }
        }
    }

    /// Its lowest and highest value; of an unbounded distribution all but a thousandth on each side.
    pub fn ends(&self, allowed: (f64, f64)) -> (f64, f64) {
        match self {
            Spread::Levels(levels) => {
                let (low, high) = (levels.iter().copied().reduce(f64::min), levels.iter().copied().reduce(f64::max));
                (low.unwrap_or(0.0), high.unwrap_or(0.0))
            }
            Spread::Words(words) => (0.0, words.len().saturating_sub(1) as f64),
            Spread::Range { low, high, .. } => (*low, *high),
            Spread::Drawn(Law::Triangular(low, _, high)) => (*low, *high),
            Spread::Drawn(Law::Beta(..)) => (0.0, 1.0),
            Spread::Drawn(_) => (self.at(BEYOND, allowed), self.at(1.0 - BEYOND, allowed)),
        }
    }

    /// Its values, if it has so and so many.
    pub fn levels(&self) -> Vec<f64> {
        match self {
            Spread::Levels(levels) => levels.clone(),
            Spread::Words(words) => (0..words.len()).map(|word| word as f64).collect(),
            Spread::Range { low, high, steps: Some(steps), .. } => {
                let last = f64::from(steps.saturating_sub(1).max(1));
                let level = |i: u32| match i {
                    0 => *low,
                    // The ends are what was written, whatever logarithms make of them.
                    _ if i + 1 == *steps => *high,
                    _ => self.at(f64::from(i) / last, (*low, *high)),
                };
                (0..*steps).map(level).collect()
            }
            Spread::Range { .. } | Spread::Drawn(_) => Vec::new(),
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Spread::Levels(levels) => write!(f, "{}", levels.iter().map(f64::to_string).collect::<Vec<_>>().join(",")),
            Spread::Words(words) => write!(f, "{}", words.join(",")),
            Spread::Range { low, high, steps, log } => {
                write!(f, "{}{low}..{high}", if *log { "log " } else { "" })?;
                steps.map_or(Ok(()), |steps| write!(f, ":{steps}"))
            }
            Spread::Drawn(Law::Normal(mean, sd)) => write!(f, "normal({mean}, {sd})"),
            Spread::Drawn(Law::Lognormal(mean, cv)) => write!(f, "lognormal({mean}, {cv})"),
            Spread::Drawn(Law::Triangular(low, mode, high)) => write!(f, "triangular({low}, {mode}, {high})"),
            Spread::Drawn(Law::Beta(a, b)) => write!(f, "beta({a}, {b})"),
        }
    }
}

impl FromStr for Spread {
    type Err = String;

    fn from_str(text: &str) -> Result<Spread, String> {
        let spread = |text: &str| {
            let text = text.trim();
            if let Some((name, rest)) = text.split_once('(') {
                return law(name.trim(), rest.strip_suffix(')')?);
            }
            let (bounds, log) = text.strip_prefix("log ").map_or((text, false), |bounds| (bounds, true));
            if let Some((low, rest)) = bounds.split_once("..") {
                return range(low, rest, log);
            }
            let parts: Vec<&str> = text.split(',').map(str::trim).collect();
            if log || parts.len() < 2 || parts.contains(&"") {
                return None;
            }
            let numbers: Option<Vec<f64>> = parts.iter().map(|part| number(part)).collect();
            let numeric = |part: &&str| part.parse::<f64>().is_ok();
            match numbers {
                Some(levels) => Some(Spread::Levels(levels)),
                None if parts.iter().any(numeric) => None,
                None => Some(Spread::Words(parts.into_iter().map(String::from).collect())),
            }
        };
        let spread = spread(text).ok_or_else(|| {
            format!(
                "`{text}` is no range: write LOW..HIGH (0.3..3), LOW..HIGH:N for N values evenly spaced (0.3..3:10), \
                 log LOW..HIGH, the values themselves (0.3,1,3), or normal(MEAN, SD), lognormal(MEAN, CV), \
                 triangular(LOW, MODE, HIGH), beta(A, B)"
            )
        })?;
        match &spread {
            Spread::Range { low, high, .. } if low >= high => {
                Err(format!("a range goes from a lower to a higher number, not from {low} to {high}"))
            }
            Spread::Range { low, log: true, .. } if *low <= 0.0 => {
                Err(format!("a range in the logarithm begins above 0, not at {low}"))
            }
            Spread::Levels(levels) if (1..levels.len()).any(|at| levels[..at].contains(&levels[at])) => {
                Err("a value is given twice".into())
            }
            Spread::Words(words) if (1..words.len()).any(|at| words[..at].contains(&words[at])) => {
                Err("a value is given twice".into())
            }
            Spread::Drawn(law) if !law.sound() => Err(format!("there is no distribution {spread}")),
            _ => Ok(spread),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

fn range(low: &str, rest: &str, log: bool) -> Option<Spread> {
    let (high, steps) = rest.split_once(':').map_or((rest, None), |(high, steps)| (high, Some(steps)));
    let steps = match steps {
        None => None,
        Some(steps) => Some(steps.trim().parse().ok().filter(|steps| (2..=MOST_STEPS).contains(steps))?),
    };
    Some(Spread::Range { low: number(low)?, high: number(high)?, steps, log })
}

fn law(name: &str, arguments: &str) -> Option<Spread> {
    let numbers: Vec<f64> = arguments.split(',').map(number).collect::<Option<_>>()?;
    Some(Spread::Drawn(match (name, numbers.as_slice()) {
        ("normal", [mean, sd]) => Law::Normal(*mean, *sd),
        ("lognormal", [mean, cv]) => Law::Lognormal(*mean, *cv),
        ("triangular", [low, mode, high]) => Law::Triangular(*low, *mode, *high),
        ("beta", [a, b]) => Law::Beta(*a, *b),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: (f64, f64) = (-1e12, 1e12);

    fn read(text: &str) -> Spread {
        text.parse().unwrap()
    }

    #[test]
    fn spreads_read_as_they_are_written_and_are_written_as_they_read() {
        for text in
            ["0.3..3", "-2..-1", "0..1:3", "log 0.1..10", "log 0.1..10:3", "3,-1,2", "true,false", "normal(1, 0.5)"]
                .into_iter()
                .chain(["lognormal(1.5, 0.8)", "triangular(0, 1, 4)", "beta(2, 5)", "two,three,five"])
        {
            assert_eq!(read(text).to_string(), text);
            assert_eq!(read(&read(text).to_string()), read(text));
        }
        assert_eq!(read("0..1:3").levels(), [0.0, 0.5, 1.0]);
        let log = read("log 0.1..10:3").levels();
        assert!((log[0], log[2]) == (0.1, 10.0) && (log[1] - 1.0).abs() < 1e-12, "{log:?}");
        assert_eq!(read("3,-1,2").ends(ANY), (-1.0, 3.0));
        for wrong in ["", "1", "1..", "low..high", "0..1:1", "1,x", "0..nan", "2..1", "log 0..1", "1,1", "a,a"]
            .into_iter()
            .chain(["normal(0, 0)", "normal(1)", "cauchy(0, 1)", "beta(0, 1)", "triangular(0, 5, 4)", "a,,b"])
        {
            assert!(wrong.parse::<Spread>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn shares_are_quantiles() {
        assert_eq!(read("2..4").at(0.25, ANY), 2.5);
        assert!((read("log 1..100").at(0.5, ANY) - 10.0).abs() < 1e-12);
        assert!((read("normal(3, 2)").at(0.975, ANY) - (3.0 + 2.0 * 1.959963984540054)).abs() < 1e-9);
        assert!((read("triangular(0, 1, 4)").at(0.25, ANY) - 1.0).abs() < 1e-12);
        assert!((read("triangular(0, 1, 4)").at(0.8125, ANY) - (4.0 - 1.5)).abs() < 1e-12);
        assert!((read("beta(1, 1)").at(0.3, ANY) - 0.3).abs() < 1e-9);
        assert_eq!(read("a,b,c").at(0.5, ANY), 1.0);
        assert_eq!([0.0, 0.49, 0.5, 1.0].map(|share| read("7,9").at(share, ANY)), [7.0, 7.0, 9.0, 9.0]);
        // The mean of a lognormal is the mean, by the midpoint rule.
        let mean =
            (0..10_000).map(|i| read("lognormal(1.5, 0.8)").at((f64::from(i) + 0.5) / 1e4, ANY)).sum::<f64>() / 1e4;
        assert!((mean - 1.5).abs() < 0.01, "{mean}");
    }

    #[test]
    fn what_a_key_does_not_allow_is_cut_off_and_the_rest_keeps_its_shape() {
        let half = read("normal(0, 1)");
        assert!((half.at(0.5, (0.0, 1e12)) - 0.6744897501960817).abs() < 1e-9);
        assert_eq!(half.at(0.0, (0.0, 1e12)), 0.0);
        assert!(half.at(1.0, (0.0, 1.0)) <= 1.0);
    }
}
