//! How a parameter is declared, and the set of all of them with their values.

use super::Text;
use super::value::{Distribution, Mismatch, Value};
use jiff::civil::Date;

/// How well a number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Measured in a source that was read.
    Observed,
    /// Worked out from measured numbers.
    Derived,
    /// A named guess, to be varied over its range.
    Guess,
    /// A choice of whoever sets up the experiment, nothing to be known.
    Design,
}

impl Grade {
    /// The word a scenario uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Observed => "observed",
            Grade::Derived => "derived",
            Grade::Guess => "guess",
            Grade::Design => "design",
        }
    }
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number between two bounds (both allowed).
    Real(f64, f64),
    /// A whole number between two bounds (both allowed).
    Whole(i64, i64),
    /// True or false.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any of these words, in a list.
    Choices(&'static [&'static str]),
    /// A number, or a distribution whose mean lies between two bounds.
    Distribution(f64, f64),
    /// As many numbers as given, each 0 or more, that add up to 1.
    Shares(usize),
    /// A date.
    Date,
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// `"one"`, `"all"` or `{ quorum = K }`.
    Attendance,
    /// Numbers of groups, counted from 1; an empty list means all.
    Groups,
}

impl Kind {
    /// What is allowed, in words.
    pub fn describe(&self) -> String {
        match self {
            Kind::Real(low, high) => format!("a number from {low} to {high}"),
            Kind::Whole(low, high) => format!("a whole number from {low} to {high}"),
            Kind::Flag => "true or false".into(),
            Kind::Choice(words) => format!("one of \"{}\"", words.join("\", \"")),
            Kind::Choices(words) => format!("a list of any of \"{}\"", words.join("\", \"")),
            Kind::Distribution(low, high) => format!(
                "a number from {low} to {high}, or a distribution with its mean there, such as \
                 {{ lognormal = {{ mean = 1.5, cv = 0.8 }} }} (also exponential, weibull, uniform)"
            ),
            Kind::Shares(count) => format!("a list of {count} shares that add up to 1"),
            Kind::Date => "a date such as 2018-01-01".into(),
            Kind::Text => "a text in quotes".into(),
            Kind::Texts => "a list of texts in quotes".into(),
            Kind::Attendance => "\"one\", \"all\" or { quorum = K }".into(),
            Kind::Groups => "a list of numbers of groups, counted from 1; [] for all".into(),
        }
    }
}

/// One key of the scenario file.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The table it stands in, such as `needs`.
    pub table: &'static str,
    /// The key in that table; it carries the unit.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Unit, for tables and charts; empty for pure numbers.
    pub unit: &'static str,
    /// How well the default is known.
    pub grade: Grade,
    /// Where the default comes from.
    pub source: &'static str,
    /// What it means.
    pub text: Text,
    /// The value in force where a scenario says nothing.
    pub default: fn() -> Value,
}

impl Parameter {
    /// `table.key`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.table, self.key)
    }
}

/// A Rust type that a key can hold.
pub trait Setting: Sized {
    /// Reads a value; `kind` gives the range.
    ///
    /// # Errors
    /// A [`Mismatch`] when the value has the wrong type or lies outside the range.
    fn read(value: &Value, kind: &Kind) -> Result<Self, Mismatch>;
    /// The value as a scenario would write it.
    fn write(&self) -> Value;
}

/// A mismatch between what `kind` allows and `value`.
pub fn mismatch(value: &Value, kind: &Kind) -> Mismatch {
    let found = match value {
        Value::Table(_) | Value::List(_) => value.describe().to_string(),
        Value::Text(_) | Value::Date(_) => format!("{} {value}", value.describe()),
        _ => value.to_string(),
    };
    Mismatch { expected: kind.describe(), found }
}

impl Setting for f64 {
    fn read(value: &Value, kind: &Kind) -> Result<f64, Mismatch> {
        match (value.number(), kind) {
            (Some(x), Kind::Real(low, high)) if (*low..=*high).contains(&x) => Ok(x),
            _ => Err(mismatch(value, kind)),
        }
    }
    fn write(&self) -> Value {
        Value::Real(*self)
    }
}

macro_rules! whole_settings {
    ($($integer:ty),+) => {$(
        impl Setting for $integer {
            fn read(value: &Value, kind: &Kind) -> Result<$integer, Mismatch> {
                match (value, kind) {
                    (Value::Whole(n), Kind::Whole(low, high)) if (*low..=*high).contains(n) => {
                        <$integer>::try_from(*n).map_err(|_| mismatch(value, kind))
                    }
                    _ => Err(mismatch(value, kind)),
                }
            }
            fn write(&self) -> Value {
                Value::Whole(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )+};
}
whole_settings!(u32, u64);

impl Setting for bool {
    fn read(value: &Value, kind: &Kind) -> Result<bool, Mismatch> {
        match value {
            Value::Flag(flag) => Ok(*flag),
            _ => Err(mismatch(value, kind)),
        }
    }
    fn write(&self) -> Value {
        Value::Flag(*self)
    }
}

impl Setting for Date {
    fn read(value: &Value, kind: &Kind) -> Result<Date, Mismatch> {
        match value {
            Value::Date(date) => Ok(*date),
            _ => Err(mismatch(value, kind)),
        }
    }
    fn write(&self) -> Value {
        Value::Date(*self)
    }
}

impl Setting for String {
    fn read(value: &Value, kind: &Kind) -> Result<String, Mismatch> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            _ => Err(mismatch(value, kind)),
        }
    }
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Setting for Vec<String> {
    fn read(value: &Value, kind: &Kind) -> Result<Vec<String>, Mismatch> {
        match value {
            Value::List(items) => items.iter().map(|item| String::read(item, kind)).collect(),
            _ => Err(mismatch(value, kind)),
        }
    }
    fn write(&self) -> Value {
        Value::List(self.iter().cloned().map(Value::Text).collect())
    }
}

impl Setting for Vec<u32> {
    fn read(value: &Value, kind: &Kind) -> Result<Vec<u32>, Mismatch> {
        let number = |item: &Value| match item {
            Value::Whole(number) => u32::try_from(*number).ok().filter(|number| *number > 0),
            _ => None,
        };
        let read = match value {
            Value::List(items) => items.iter().map(number).collect::<Option<Vec<u32>>>(),
            _ => None,
        };
        let distinct = |list: &Vec<u32>| (1..list.len()).all(|i| !list[..i].contains(&list[i]));
        read.filter(distinct).ok_or_else(|| mismatch(value, kind))
    }
    fn write(&self) -> Value {
        Value::List(self.iter().map(|number| Value::Whole(i64::from(*number))).collect())
    }
}

impl<const N: usize> Setting for [f64; N] {
    fn read(value: &Value, kind: &Kind) -> Result<[f64; N], Mismatch> {
        let Value::List(items) = value else { return Err(mismatch(value, kind)) };
        let shares: Vec<f64> = items.iter().filter_map(Value::number).filter(|x| *x >= 0.0).collect();
        let total: f64 = shares.iter().sum();
        match <[f64; N]>::try_from(shares) {
            Ok(shares) if items.len() == N && (total - 1.0).abs() < 1e-6 => Ok(shares),
            _ => Err(Mismatch { expected: kind.describe(), found: format!("{} items with sum {total}", items.len()) }),
        }
    }
    fn write(&self) -> Value {
        Value::List(self.iter().copied().map(Value::Real).collect())
    }
}

impl Setting for Distribution {
    fn read(value: &Value, kind: &Kind) -> Result<Distribution, Mismatch> {
        let wrong = || mismatch(value, kind);
        let Kind::Distribution(low, high) = kind else { return Err(wrong()) };
        let distribution = match (value.number(), value) {
            (Some(x), _) => Distribution::Fixed(x),
            (None, Value::Table(entries)) => shape(entries).ok_or_else(wrong)?,
            _ => return Err(wrong()),
        };
        if (*low..=*high).contains(&distribution.mean()) { Ok(distribution) } else { Err(wrong()) }
    }
    fn write(&self) -> Value {
        let table = |name: &str, pairs: &[(&str, f64)]| {
            let inner = pairs.iter().map(|(key, x)| ((*key).to_string(), Value::Real(*x))).collect();
            Value::Table(vec![(name.to_string(), Value::Table(inner))])
        };
        match *self {
            Distribution::Fixed(x) => Value::Real(x),
            Distribution::Exponential { mean } => table("exponential", &[("mean", mean)]),
            Distribution::Lognormal { mean, cv } => table("lognormal", &[("mean", mean), ("cv", cv)]),
            Distribution::Weibull { mean, shape } => table("weibull", &[("mean", mean), ("shape", shape)]),
            Distribution::Uniform { low, high } => table("uniform", &[("low", low), ("high", high)]),
        }
    }
}

/// Reads `{ lognormal = { mean = 1.5, cv = 0.8 } }` and its like.
fn shape(entries: &[(String, Value)]) -> Option<Distribution> {
    let [(name, Value::Table(inner))] = entries else { return None };
    let field =
        |key: &str| inner.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.number()).filter(|x| x.is_finite());
    let only = |keys: &[&str]| inner.len() == keys.len() && inner.iter().all(|(k, _)| keys.contains(&k.as_str()));
    let distribution = match name.as_str() {
        "fixed" if only(&["value"]) => Distribution::Fixed(field("value")?),
        "exponential" if only(&["mean"]) => Distribution::Exponential { mean: field("mean")? },
        "lognormal" if only(&["mean", "cv"]) => Distribution::Lognormal { mean: field("mean")?, cv: field("cv")? },
        "weibull" if only(&["mean", "shape"]) => Distribution::Weibull { mean: field("mean")?, shape: field("shape")? },
        "uniform" if only(&["low", "high"]) => Distribution::Uniform { low: field("low")?, high: field("high")? },
        _ => return None,
    };
    let sound = match distribution {
        Distribution::Fixed(value) => value >= 0.0,
        Distribution::Exponential { mean } => mean > 0.0,
        Distribution::Lognormal { mean, cv } => mean > 0.0 && (0.0..=10.0).contains(&cv),
        Distribution::Weibull { mean, shape } => mean > 0.0 && (0.2..=20.0).contains(&shape),
        Distribution::Uniform { low, high } => low >= 0.0 && low <= high,
    };
    sound.then_some(distribution)
}

/// A table of the scenario file, declared once with everything known of its keys.
pub trait Table: Default {
    /// Name of the table.
    const NAME: &'static str;
    /// Its keys.
    const PARAMETERS: &'static [Parameter];
    /// Sets `key` to `value`; `None` when there is no such key.
    fn set(&mut self, key: &str, value: &Value) -> Option<Result<(), Mismatch>>;
    /// The value of `key`; `None` when there is no such key.
    fn get(&self, key: &str) -> Option<Value>;
}

/// Declares a table: for each key its type, default, kind, unit, grade, source and text in both languages.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident = $path:literal {
        $($key:ident: $type:ty = $default:expr, $kind:expr, $unit:literal, $grade:ident $source:literal,
          $en:literal, $zh:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $(#[doc = $en] pub $key: $type),+ }

        impl Default for $name {
            fn default() -> Self { Self { $($key: $default),+ } }
        }

        impl $crate::vocabulary::Table for $name {
            const NAME: &'static str = $path;
            const PARAMETERS: &'static [$crate::vocabulary::Parameter] = &[$($crate::vocabulary::Parameter {
                table: $path,
                key: stringify!($key),
                kind: $kind,
                unit: $unit,
                grade: $crate::vocabulary::Grade::$grade,
                source: $source,
                text: $crate::vocabulary::Text { en: $en, zh: $zh },
                default: || { let value: $type = $default; $crate::vocabulary::Setting::write(&value) },
            }),+];

            fn set(&mut self, key: &str, value: &$crate::vocabulary::Value)
                -> Option<Result<(), $crate::vocabulary::Mismatch>> {
                match key {
                    $(stringify!($key) => Some(
                        <$type as $crate::vocabulary::Setting>::read(value, &$kind).map(|read| self.$key = read)
                    ),)+
                    _ => None,
                }
            }

            fn get(&self, key: &str) -> Option<$crate::vocabulary::Value> {
                match key {
                    $(stringify!($key) => Some($crate::vocabulary::Setting::write(&self.$key)),)+
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use table;

/// Gathers the tables that a scenario lists by name, `[[NAME]]`, into one set.
macro_rules! parameter_lists {
    ($($field:ident: $table:ty),+ $(,)?) => {
        /// What a scenario lists by name: shared by all arms.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Lists { $(
            #[doc = concat!("The entries `[[", stringify!($field), "]]`, in the order of the file.")]
            pub $field: Vec<$table>
        ),+ }

        impl Lists {
            /// The lists, with the keys of an entry, in the order of a scenario file.
            pub const TABLES: &'static [(&'static str, &'static [Parameter])] =
                &[$((<$table as Table>::NAME, <$table as Table>::PARAMETERS)),+];

            /// Adds an entry with its defaults to a list.
            pub fn add(&mut self, list: &str) {
                match list {
                    $(<$table as Table>::NAME => self.$field.push(<$table>::default()),)+
                    _ => {}
                }
            }

            /// How many entries a list has.
            pub fn len(&self, list: &str) -> usize {
                match list {
                    $(<$table as Table>::NAME => self.$field.len(),)+
                    _ => 0,
                }
            }

            /// Sets a key of an entry; `None` when there is no such entry or key.
            pub fn set(&mut self, list: &str, entry: usize, key: &str, value: &Value) -> Option<Result<(), Mismatch>> {
                match list {
                    $(<$table as Table>::NAME => self.$field.get_mut(entry)?.set(key, value),)+
                    _ => None,
                }
            }

            /// The value of a key of an entry; `None` when there is no such entry or key.
            pub fn get(&self, list: &str, entry: usize, key: &str) -> Option<Value> {
                match list {
                    $(<$table as Table>::NAME => self.$field.get(entry)?.get(key),)+
                    _ => None,
                }
            }
        }
    };
}

parameter_lists! {
    project: super::tables::Project,
    campaign: super::tables::Campaign,
    hazard: super::tables::Hazard,
    target: super::tables::Target,
    factor: super::tables::Factor,
}

/// Gathers the tables that an arm may override into one set of values.
macro_rules! parameter_set {
    ($($field:ident: $table:ty),+ $(,)?) => {
        /// The values of every mechanism's parameters in one arm.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Parameters { $(
            #[doc = concat!("The table `[", stringify!($field), "]`.")]
            pub $field: $table
        ),+ }

        impl Parameters {
            /// The tables, with their keys, in the order of a scenario file.
            pub const TABLES: &'static [(&'static str, &'static [Parameter])] =
                &[$((<$table as Table>::NAME, <$table as Table>::PARAMETERS)),+];

            /// Sets `table.key`; `None` when there is no such key.
            pub fn set(&mut self, table: &str, key: &str, value: &Value) -> Option<Result<(), Mismatch>> {
                match table {
                    $(<$table as Table>::NAME => self.$field.set(key, value),)+
                    _ => None,
                }
            }

            /// The value of `table.key`; `None` when there is no such key.
            pub fn get(&self, table: &str, key: &str) -> Option<Value> {
                match table {
                    $(<$table as Table>::NAME => self.$field.get(key),)+
                    _ => None,
                }
            }
        }
    };
}

parameter_set! {
    mechanisms: super::tables::Mechanisms,
    needs: super::tables::Needs,
    quarrels: super::tables::Quarrels,
    voice: super::tables::Voice,
    contact: super::tables::Contact,
    presence: super::tables::Presence,
    handling: super::tables::Handling,
    tasks: super::tables::Tasks,
    judgement: super::tables::Judgement,
    mediation: super::tables::Mediation,
    committee: super::tables::Committee,
    escalation: super::tables::Escalation,
    petitions: super::tables::Petitions,
    trust: super::tables::Trust,
    elections: super::tables::Elections,
    training: super::tables::Training,
    support: super::tables::Support,
    costs: super::tables::Costs,
    participation: super::tables::Participation,
    storm: super::tables::Storm,
    volunteers: super::tables::Volunteers,
    works: super::tables::Works,
    effort: super::tables::Effort,
    dilemma: super::tables::Dilemma,
    learning: super::tables::Learning,
    consent: super::tables::Consent,
    projects: super::tables::Projects,
    leakage: super::tables::Leakage,
    pressure: super::tables::Pressure,
    information: super::tables::Information,
    visits: super::tables::Visits,
    fixers: super::tables::Fixers,
}
