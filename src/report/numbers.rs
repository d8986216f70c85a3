//! Numbers for people: as many digits as the interval supports.

use crate::analysis::comparison::ComparisonRow;
use crate::vocabulary::Measure;
use libm::{floor, log10};

/// How the numbers of one measure are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numbers {
    percent: bool,
    decimals: usize,
}

impl Numbers {
    /// Two digits of the interval's half-width, or three of the mean where there is no interval.
    pub(crate) fn of(row: &ComparisonRow) -> Numbers {
        let half_width = row.ci_low.zip(row.ci_high).map(|(low, high)| (high - low) / 2.0);
        Numbers::new(row.measure.name(), half_width, row.baseline_mean)
    }

    /// The numbers of the measure of that name, about as precise as a half-width, or as a mean where there is none.
    pub(crate) fn new(measure: &str, half_width: Option<f64>, mean: Option<f64>) -> Numbers {
        let percent = is_share(measure);
        let scale = if percent { 100.0 } else { 1.0 };
        let half_width = half_width.map(|width| width * scale);
        let digits = |value: f64, wanted: f64| (wanted - 1.0 - floor(log10(value))).clamp(0.0, 4.0) as usize;
        let mean = mean.map_or(0.0, |mean| mean.abs() * scale);
        let decimals = match half_width {
            Some(width) if width > 0.0 => digits(width, 2.0),
            _ if mean > 0.0 => digits(mean, 3.0),
            _ => 0,
        };
        Numbers { percent, decimals }
    }

    /// Whether they are shares, written in percent.
    pub(crate) fn is_percent(&self) -> bool {
        self.percent
    }

    /// A mean: `47.2 %`, `12,345`, `–` where missing.
    pub(crate) fn value(&self, value: Option<f64>) -> String {
        let Some(value) = value else { return "–".into() };
        let text = self.plain(value);
        if self.percent { format!("{text} %") } else { text }
    }

    /// A difference with its interval: `+27.8 [+24.9, +30.6]`; of shares in percentage points.
    pub(crate) fn difference(&self, row: &ComparisonRow) -> String {
        let Some(difference) = row.difference else { return "–".into() };
        match row.ci_low.zip(row.ci_high) {
            Some((low, high)) => format!("{} {}", self.signed(difference), self.interval(low, high)),
            None => self.signed(difference),
        }
    }

    /// An interval of differences: `[+24.9, +30.6]`.
    pub(crate) fn interval(&self, low: f64, high: f64) -> String {
        format!("[{}, {}]", self.signed(low), self.signed(high))
    }

    /// An interval of means: `[44.1, 50.2]`.
    pub(crate) fn range(&self, low: f64, high: f64) -> String {
        format!("[{}, {}]", self.plain(low), self.plain(high))
    }

    /// A number for programs: the same digits, without thousands commas, sign of percent or typographic minus.
    pub(crate) fn bare(&self, value: Option<f64>) -> String {
        value.map_or_else(String::new, |value| self.plain(value).replace(',', "").replace('−', "-"))
    }

    /// A number of the measure with its sign, shares in percentage points.
    pub(crate) fn signed(&self, value: f64) -> String {
        let text = self.plain(value);
        let zero = !text.contains(|c: char| ('1'..='9').contains(&c));
        if value > 0.0 && !zero { format!("+{text}") } else { text }
    }

    /// A number without its sign of percent.
    pub(crate) fn plain(&self, value: f64) -> String {
        let value = if self.percent { value * 100.0 } else { value };
        let text = format!("{:.*}", self.decimals, value.abs());
        let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let zero = !text.contains(|c: char| ('1'..='9').contains(&c));
        format!("{}{grouped}{fraction}", if value < 0.0 && !zero { "−" } else { "" })
    }
}

/// Whether a measure is a share of something, to be read in percent.
fn is_share(measure: &str) -> bool {
    measure.ends_with("_share") || measure == Measure::Turnout.name()
}

/// A value of what varies, with three digits of the range that it is from.
pub(crate) fn of_range(value: f64, range: f64) -> String {
    let digits = if range > 0.0 { (2.0 - floor(log10(range))).clamp(0.0, 4.0) as usize } else { 3 };
    format!("{value:.digits$}").replace('-', "−")
}

/// A share in whole percent, such as `87 %`; `–` where missing.
pub(crate) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".into(), |share| format!("{:.0} %", share * 100.0))
}

/// A relative difference in whole percent with its sign.
pub(crate) fn signed_percent(share: f64) -> String {
    let text = format!("{:.0}", share.abs() * 100.0);
    match text.as_str() {
        "0" => "0 %".into(),
        _ => format!("{}{text} %", if share < 0.0 { "−" } else { "+" }),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A row with this difference, its half-width and the baseline's mean.
    pub(crate) fn row(measure: Measure, mean: f64, difference: f64, half_width: f64) -> ComparisonRow {
        ComparisonRow {
            point: 0,
            measure,
            unit: measure.unit(),
            direction: measure.direction(),
            baseline: "single".into(),
            arm: "three".into(),
            n: 200,
            baseline_mean: Some(mean),
            arm_mean: Some(mean + difference),
            difference: Some(difference),
            ci_low: Some(difference - half_width),
            ci_high: Some(difference + half_width),
            std_error: Some(half_width / 1.96),
            correlation: None,
            variance_ratio: None,
            probability_better: Some(0.87),
        }
    }

    #[test]
    fn numbers_carry_the_digits_that_their_interval_supports() {
        let share = row(Measure::Resolved90dShare, 0.472, 0.278, 0.029);
        let numbers = Numbers::of(&share);
        assert_eq!(numbers.value(share.baseline_mean), "47.2 %");
        assert_eq!(numbers.difference(&share), "+27.8 [+24.9, +30.7]");
        let cost = row(Measure::CostYuan, 123_456.7, -45_678.9, 1234.0);
        let numbers = Numbers::of(&cost);
        assert_eq!(numbers.value(cost.baseline_mean), "123,457");
        assert_eq!(numbers.difference(&cost), "−45,679 [−46,913, −44,445]");
        let same = row(Measure::TrustGroup, 0.5, 0.0, 0.0);
        assert_eq!(Numbers::of(&same).difference(&same), "0.000 [0.000, 0.000]");
    }

    #[test]
    fn a_missing_value_is_a_dash() {
        let mut missing = row(Measure::CostPerResolvedYuan, 1.0, 1.0, 1.0);
        (missing.difference, missing.ci_low, missing.ci_high, missing.baseline_mean) = (None, None, None, None);
        let numbers = Numbers::of(&missing);
        assert_eq!((numbers.difference(&missing), numbers.value(missing.baseline_mean)), ("–".into(), "–".into()));
    }
}
