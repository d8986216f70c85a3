//! Ticks of axes and numbers for people.

use super::words::{self, say};
use crate::vocabulary::{Language, Text};
use jiff::civil::Date;

/// The sign of negative numbers: as wide as a plus, unlike the hyphen.
const MINUS: char = '\u{2212}';

/// What stands for a number that does not exist.
pub(crate) const NONE: &str = "\u{2014}";

/// A number with `decimals`, thousands set apart by commas.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NONE.to_string();
    }
    let digits = format!("{:.*}", decimals, value.abs());
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), ""), |(w, f)| (w, f));
    let mut out = String::new();
    if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The same with a plus in front of positive numbers.
pub(crate) fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let positive = value > 0.0 && value.is_finite() && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    if positive { format!("+{text}") } else { text }
}

/// A count.
pub(crate) fn integer(value: u64) -> String {
    number(value as f64, 0)
}

/// How a measure is written: shares as per cent, the rest with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// Whether it is a share of 1.
    pub(crate) share: bool,
    unit: Option<Text>,
}

impl Quantity {
    /// How the measure of this name and unit is written.
    pub(crate) fn of(name: &str, unit: &str) -> Quantity {
        let ends = ["_share", "turnout", "_uptime", "_fidelity"];
        let named_as_share = ends.iter().any(|end| name.ends_with(end)) || name.starts_with("utilisation_");
        let share = unit.is_empty() && named_as_share;
        Quantity { share, unit: words::unit(unit) }
    }

    /// The unit in which values are printed; empty for pure numbers.
    pub(crate) fn unit(&self, language: Language) -> &'static str {
        if self.share { "%" } else { self.unit.map_or("", |unit| unit.get(language)) }
    }

    /// The unit in which differences are printed.
    pub(crate) fn difference_unit(&self, language: Language) -> &'static str {
        if self.share { words::POINTS.get(language) } else { self.unit(language) }
    }

    /// The value as printed: a share becomes per cent.
    pub(crate) fn scaled(&self, value: f64) -> f64 {
        if self.share { 100.0 * value } else { value }
    }

    /// How many decimals values and differences need: three significant digits of the largest value, two of the
    /// largest difference.
    pub(crate) fn decimals(&self, values: &[f64], differences: &[f64]) -> usize {
        let largest = |numbers: &[f64]| {
            numbers.iter().filter(|n| n.is_finite()).fold(0.0_f64, |most, n| most.max(self.scaled(n.abs())))
        };
        let needed = |largest: f64, digits: f64| {
            if largest > 0.0 { (digits - 1.0 - libm::floor(libm::log10(largest))).clamp(0.0, 3.0) as usize } else { 0 }
        };
        needed(largest(values), 3.0).max(needed(largest(differences), 2.0)).min(if self.share { 1 } else { 3 })
    }

    /// How many decimals a number needs so that it does not look like zero, at most `most`.
    pub(crate) fn least_decimals(&self, value: f64, most: usize) -> usize {
        let size = self.scaled(value.abs());
        // Numbers this small are what is left of sums that cancel.
        let shown = size.is_finite() && size > 1e-9;
        if shown { (-libm::floor(libm::log10(size))).clamp(0.0, most as f64) as usize } else { 0 }
    }

    /// A value, shares with their sign.
    pub(crate) fn value(&self, value: f64, decimals: usize) -> String {
        let sign = if self.share && value.is_finite() { "%" } else { "" };
        format!("{}{sign}", number(self.scaled(value), decimals))
    }

    /// A value with its unit.
    pub(crate) fn with_unit(&self, value: f64, decimals: usize, language: Language) -> String {
        let text = self.value(value, decimals);
        if self.share { text } else { join(&text, self.unit(language), language) }
    }

    /// The axis of values that enclose `low` to `high`: shares stay within 0 and 100 %, and zero is shown when it is near.
    pub(crate) fn axis(&self, low: f64, high: f64) -> Ticks {
        let low = if low > 0.0 && low < 0.4 * high { 0.0 } else { low };
        // A few ticks more or less where that makes shorter numbers.
        let (low, high) = (self.scaled(low), self.scaled(high));
        let mut axis = ticks(low, high, 5);
        for other in [4, 6].map(|count| ticks(low, high, count)) {
            if other.decimals < axis.decimals {
                axis = other;
            }
        }
        if self.share {
            axis.at.retain(|at| (-1e-9..=100.0 + 1e-9).contains(at));
        }
        axis.at.iter_mut().for_each(|at| *at /= self.scaled(1.0));
        axis
    }

    /// The axis of values of which only the range matters: it does not reach for zero. Shares stay within 0 and 100 %.
    pub(crate) fn close_axis(&self, low: f64, high: f64) -> Ticks {
        let mut axis = ticks(self.scaled(low), self.scaled(high), 5);
        if self.share {
            axis.at.retain(|at| (-1e-9..=100.0 + 1e-9).contains(at));
        }
        axis.at.iter_mut().for_each(|at| *at /= self.scaled(1.0));
        axis
    }

    /// The axis of differences that enclose `low` to `high`.
    pub(crate) fn difference_axis(&self, low: f64, high: f64) -> Ticks {
        let mut axis = ticks(self.scaled(low), self.scaled(high), 5);
        axis.at.iter_mut().for_each(|at| *at /= self.scaled(1.0));
        axis
    }

    /// The labels of an axis of values; the last has the sign of a share.
    pub(crate) fn tick_labels(&self, axis: &Ticks) -> Vec<String> {
        let sign = |i: usize| if self.share && i + 1 == axis.at.len() { "%" } else { "" };
        let label = |(i, at): (usize, &f64)| format!("{}{}", number(self.scaled(*at), axis.decimals), sign(i));
        axis.at.iter().enumerate().map(label).collect()
    }

    /// A difference with its sign.
    pub(crate) fn difference(&self, value: f64, decimals: usize) -> String {
        signed(self.scaled(value), decimals)
    }

    /// The size of a difference with its unit.
    pub(crate) fn amount(&self, value: f64, decimals: usize, language: Language) -> String {
        join(&number(self.scaled(value), decimals), self.difference_unit(language), language)
    }
}

fn join(number: &str, unit: &str, language: Language) -> String {
    match (unit, language) {
        ("", _) => number.to_string(),
        (_, Language::English) => format!("{number} {unit}"),
        (_, Language::Chinese) => format!("{number}{unit}"),
    }
}

/// The places of ticks on a linear axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ticks {
    /// Where they are; the axis runs from the first to the last at least.
    pub(crate) at: Vec<f64>,
    /// Decimals that tell them apart.
    pub(crate) decimals: usize,
}

/// Round numbers, about `count` of them, that enclose `low` to `high`.
pub(crate) fn ticks(low: f64, high: f64, count: usize) -> Ticks {
    let middle = 0.5 * (low + high);
    // A range without extent gets one, so that a single value stands in the middle of an axis.
    let (low, high) = if high <= low && middle == 0.0 {
        (0.0, 1.0)
    } else if high - low < 1e-9 * middle.abs() || high <= low {
        (middle - 0.01 * middle.abs(), middle + 0.01 * middle.abs())
    } else {
        (low, high)
    };
    let rough = (high - low) / count.max(1) as f64;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(10.0 * power);
    let mut decimals = (-libm::floor(libm::log10(step * 1.000_001))).max(0.0) as usize;
    if (step / power - 2.5).abs() < 1e-9 {
        decimals = if power >= 10.0 { 0 } else { decimals + 1 };
    }
    let (first, last) = (libm::floor(low / step + 1e-9) as i64, libm::ceil(high / step - 1e-9) as i64);
    Ticks { at: (first..=last).map(|i| i as f64 * step).collect(), decimals }
}

impl Ticks {
    /// The first tick.
    pub(crate) fn low(&self) -> f64 {
        self.at.first().copied().unwrap_or(0.0)
    }
    /// The last tick.
    pub(crate) fn high(&self) -> f64 {
        self.at.last().copied().unwrap_or(1.0)
    }
}

/// A tick of a calendar axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CalendarTick {
    /// Months since the month of the first.
    pub(crate) month: usize,
    /// Month or year.
    pub(crate) label: String,
    /// The year below the first month that is labelled in it.
    pub(crate) year: Option<String>,
}

/// Ticks at the beginning of months, at most `most` of them, over `months` months from that of `from` on.
pub(crate) fn calendar(from: Date, months: usize, most: usize, language: Language) -> Vec<CalendarTick> {
    let first = i64::from(from.year()) * 12 + i64::from(from.month()) - 1;
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
    let step = steps.into_iter().find(|step| months / step < most.max(1)).unwrap_or(2400);
    let mut ticks = Vec::new();
    let mut year_shown = None;
    for month in 0..=months {
        let absolute = first + month as i64;
        if absolute % step as i64 != 0 {
            continue;
        }
        let (year, of_year) = (absolute.div_euclid(12), absolute.rem_euclid(12));
        let year_label = || say(words::YEAR, language, &[("year", &year.to_string())]);
        if step >= 12 {
            ticks.push(CalendarTick { month, label: year_label(), year: None });
        } else {
            let new_year = year_shown != Some(year);
            year_shown = Some(year);
            let label = words::MONTHS[of_year as usize].get(language).to_string();
            ticks.push(CalendarTick { month, label, year: new_year.then(year_label) });
        }
    }
    ticks
}

/// Where a date stands on a calendar axis that begins with the month of `from`, in months.
pub(crate) fn months_since(from: Date, date: Date) -> f64 {
    let months =
        (i32::from(date.year()) - i32::from(from.year())) * 12 + i32::from(date.month()) - i32::from(from.month());
    f64::from(months) + (f64::from(date.day()) - 1.0) / f64::from(date.days_in_month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{GroupMeasure, Measure, MonthMeasure};
    use jiff::civil::date;

    #[test]
    fn numbers_have_true_signs_and_commas() {
        assert_eq!(number(-1_234_567.891, 1), "−1,234,567.9");
        assert_eq!([number(-0.04, 1), number(999.0, 0), number(f64::NAN, 1)], ["0.0", "999", "—"]);
        assert_eq!([signed(0.26, 1), signed(0.04, 1), signed(-3.0, 0)], ["+0.3", "0.0", "−3"]);
    }

    #[test]
    fn every_unit_has_words() {
        let units = Measure::ALL.iter().map(|m| m.unit()).chain(MonthMeasure::ALL.iter().map(|m| m.unit()));
        for unit in units.chain(GroupMeasure::ALL.iter().map(|m| m.unit())).filter(|unit| !unit.is_empty()) {
            assert!(words::unit(unit).is_some(), "{unit} has no words");
        }
    }

    #[test]
    fn shares_are_per_cent_and_ratios_are_not() {
        let of = |measure: Measure| Quantity::of(measure.name(), measure.unit());
        assert_eq!(of(Measure::Resolved90dShare).value(0.4716, 1), "47.2%");
        assert_eq!(of(Measure::Turnout).amount(0.05, 1, Language::English), "5.0 percentage points");
        assert_eq!(of(Measure::MinorityRatio).value(0.94, 2), "0.94");
        assert_eq!(of(Measure::CostYuan).with_unit(12_345.0, 0, Language::Chinese), "12,345元/年");
    }

    #[test]
    fn small_numbers_do_not_look_like_zero() {
        let least = |name, value| Quantity::of(name, "").least_decimals(value, 3);
        assert_eq!([least("x", 0.025), least("x", 12.0), least("x", 0.0), least("x", 1e-5)], [2, 0, 0, 3]);
        assert_eq!([least("x_share", 0.0004), least("x_share", -0.1), least("x_share", 1e-17)], [2, 0, 0]);
    }

    #[test]
    fn ticks_are_round_and_enclose_the_values() {
        assert_eq!(ticks(0.0, 93.0, 5), Ticks { at: vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], decimals: 0 });
        assert_eq!(ticks(0.1, 0.21, 4).decimals, 2);
        assert_eq!(ticks(0.0, 10.0, 4), Ticks { at: vec![0.0, 2.5, 5.0, 7.5, 10.0], decimals: 1 });
        for (low, high) in [(0.0, 0.0), (5.0, 5.0), (-3.0, -3.0), (1e-9, 2e-9), (-1e9, 1e9)] {
            let ticks = ticks(low, high, 5);
            assert!(ticks.low() <= low && ticks.high() >= high && ticks.at.len() >= 2, "{ticks:?}");
            let labels: Vec<String> = ticks.at.iter().map(|at| number(*at, ticks.decimals)).collect();
            assert!(labels.windows(2).all(|pair| pair[0] != pair[1]) || high < 1e-6, "{labels:?}");
        }
    }

    #[test]
    fn the_calendar_names_months_for_short_and_years_for_long_spans() {
        let labels = |months, most| {
            let ticks = calendar(date(2025, 11, 1), months, most, Language::English);
            ticks.into_iter().map(|t| (t.month, t.label, t.year)).collect::<Vec<_>>()
        };
        let tick = |month, label: &str, year: Option<&str>| (month, label.to_string(), year.map(str::to_string));
        let short = [tick(0, "Nov", Some("2025")), tick(1, "Dec", None), tick(2, "Jan", Some("2026"))];
        assert_eq!(labels(2, 6), short);
        assert_eq!(labels(30, 4), [tick(2, "2026", None), tick(14, "2027", None), tick(26, "2028", None)]);
        assert_eq!(months_since(date(2025, 11, 1), date(2026, 1, 1)), 2.0);
        assert_eq!(calendar(date(2026, 1, 1), 600, 8, Language::Chinese)[1].label, "2040年");
    }
}
