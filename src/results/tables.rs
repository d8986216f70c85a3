//! The tables of an experiment: their columns, and the rows that a run adds.
//!
//! Rows stand in the order of point, replicate and arm (in the order of the scenario), so more replicates only add
//! rows at the end. No table holds a time of day, a host or a path.

mod series;

use super::table::{Cell, Field, Kind, Rows};
use crate::measures::{CaseRecord, RunOutcome};
use crate::scenario::Scenario;
use crate::vocabulary::{GroupMeasure, Measure, MonthMeasure, Text};

/// A table of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// One row a run.
    Runs,
    /// One row a run and group.
    Groups,
    /// One row a run and month.
    Months,
    /// One row a run and case.
    Cases,
    /// One row a run, drive for consent and day.
    Drives,
    /// One row a run, storm and step of some minutes.
    Storms,
}

impl Table {
    /// All tables that an experiment may have.
    pub const ALL: [Table; 6] = [Table::Runs, Table::Groups, Table::Months, Table::Cases, Table::Drives, Table::Storms];

    /// The tables of an experiment with a scenario, with or without the histories of its cases. Drives and storms have
    /// one only where the scenario has any.
    pub fn of(scenario: &Scenario, with_cases: bool) -> Vec<Table> {
        let mechanisms = || scenario.arms.iter().map(|arm| &arm.parameters.mechanisms);
        let kept = |table: &Table| match table {
            Table::Runs | Table::Groups | Table::Months => true,
            Table::Cases => with_cases,
            Table::Drives => !scenario.lists.campaign.is_empty() && mechanisms().any(|each| each.campaigns),
            Table::Storms => !scenario.lists.hazard.is_empty() && mechanisms().any(|each| each.storms),
        };
        Table::ALL.into_iter().filter(kept).collect()
    }

    /// The tables of a study over many points.
    pub const OF_STUDIES: &'static [Table] = &[Table::Runs];

    /// Those of a study that is held against patterns over time.
    pub const OF_STUDIES_BY_MONTH: &'static [Table] = &[Table::Runs, Table::Months];

    /// Its name: that of its file without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Table::Runs => "runs",
            Table::Groups => "groups",
            Table::Months => "months",
            Table::Cases => "cases",
            Table::Drives => "drives",
            Table::Storms => "storms",
        }
    }

    /// The name of its Parquet file.
    pub fn file(self) -> String {
        format!("{}.parquet", self.name())
    }

    /// What it holds.
    pub fn title(self) -> Text {
        match self {
            Table::Runs => Text { en: "One row a run", zh: "每次模拟一行" },
            Table::Groups => Text { en: "One row a run and villager group", zh: "每次模拟每个小组一行" },
            Table::Months => Text { en: "One row a run and month", zh: "每次模拟每月一行" },
            Table::Cases => Text { en: "One row a run and case", zh: "每次模拟每件诉求一行" },
            Table::Drives => Text {
                en: "One row a run, drive for consent and day",
                zh: "每次模拟每项征求同意工作每日一行",
            },
            Table::Storms => Text {
                en: "One row a run, storm and step of five minutes",
                zh: "每次模拟每次暴雨每五分钟一行",
            },
        }
    }

    /// The columns that tell its rows apart.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Table::Runs => &["point", "replicate", "arm"],
            Table::Groups => &["point", "replicate", "arm", "group"],
            Table::Months => &["point", "replicate", "arm", "month"],
            Table::Cases => &["point", "replicate", "arm", "row"],
            Table::Drives => &["point", "replicate", "arm", "campaign", "day"],
            Table::Storms => &["point", "replicate", "arm", "hazard", "minute"],
        }
    }

    /// Its columns.
    pub fn fields(self) -> Vec<Field> {
        let mut fields = vec![
            key("arm", Kind::Text, "Arm", "方案", "Name of the arm.", "方案名称。"),
            key(
                "point",
                Kind::Whole,
                "Point",
                "参数点",
                "Point of the design, counted from 0.",
                "参数点编号，从 0 起。",
            ),
            key(
                "replicate",
                Kind::Whole,
                "Replicate",
                "重复",
                "Counted from 0; the same number pairs the arms.",
                "从 0 起；同号者在各方案间配对。",
            ),
        ];
        macro_rules! outcomes {
            ($set:ident) => {
                fields.extend($set::ALL.iter().map(|measure| Field {
                    name: measure.name(),
                    kind: Kind::Real,
                    required: false,
                    unit: measure.unit(),
                    title: measure.label(),
                    meaning: measure.formula(),
                }))
            };
        }
        match self {
            Table::Runs => {
                fields.push(key(
                    "seed",
                    Kind::Whole,
                    "Seed",
                    "随机种子",
                    "Seed of the experiment.",
                    "实验的随机种子。",
                ));
                outcomes!(Measure);
            }
            Table::Groups => {
                fields.push(key("group", Kind::Whole, "Group", "小组", "Counted from 0.", "从 0 起。"));
                outcomes!(GroupMeasure);
            }
            Table::Months => {
                fields.push(key(
                    "month",
                    Kind::Whole,
                    "Month",
                    "月",
                    "Calendar months, counted from 0 at the end of the burn-in.",
                    "日历月，自预热期末从 0 起。",
                ));
                outcomes!(MonthMeasure);
            }
            Table::Cases => fields.extend(case_fields()),
            Table::Drives => fields.extend(series::drive_fields()),
            Table::Storms => fields.extend(series::storm_fields()),
        }
        fields
    }
}

pub(super) fn key(
    name: &'static str,
    kind: Kind,
    en: &'static str,
    zh: &'static str,
    means: &'static str,
    meaning_zh: &'static str,
) -> Field {
    let (title, meaning) = (Text { en, zh }, Text { en: means, zh: meaning_zh });
    Field { name, kind, required: true, unit: "", title, meaning }
}

fn case_fields() -> Vec<Field> {
    let perhaps = |field: Field, unit| Field { required: false, unit, ..field };
    let (text, whole, real) = (Kind::Text, Kind::Whole, Kind::Real);
    vec![
        key(
            "row",
            whole,
            "Row",
            "行",
            "Number of the case within its run, counted from 0.",
            "该次模拟内的序号，从 0 起。",
        ),
        key("household", whole, "Household", "农户", "Counted from 0.", "从 0 起。"),
        key("group", whole, "Group", "小组", "Counted from 0.", "从 0 起。"),
        key("kind", text, "Kind", "类型", "request or dispute.", "request 为诉求，dispute 为纠纷。"),
        key(
            "ordinal",
            whole,
            "Ordinal",
            "次序",
            "Among the potential needs of the household and kind; for an induced dispute, of the child.",
            "在该户该类潜在诉求中的次序；衍生纠纷为子序号。",
        ),
        perhaps(
            key(
                "parent",
                whole,
                "Parent",
                "母纠纷",
                "Row of the dispute that bred it; empty for others.",
                "引发它的纠纷的行号；其他为空。",
            ),
            "",
        ),
        perhaps(
            key("counterpart", whole, "Counterpart", "对方", "The other household of a dispute.", "纠纷的另一方。"),
            "",
        ),
        key("severity", whole, "Severity", "严重程度", "0, 1 or 2.", "0、1 或 2。"),
        key(
            "topic",
            whole,
            "Topic",
            "事项",
            "Land, water, boundary, roads and projects, welfare, family, environment, certificates, counted from 0.",
            "土地、用水、地界、道路与项目、救助、家庭、环境、证明，从 0 起。",
        ),
        Field {
            unit: "days",
            ..key("arose_day", real, "Arose", "产生日", "Days from the start of the simulation.", "自模拟开始的天数。")
        },
        perhaps(
            key("voiced_day", real, "Voiced", "提出日", "The same; empty if it never was.", "同上；未提出为空。"),
            "days",
        ),
        perhaps(key("begun_day", real, "Begun", "开办日", "When work on it first began.", "首次开始办理。"), "days"),
        perhaps(key("closed_day", real, "Closed", "结束日", "When it was closed.", "结束之日。"), "days"),
        key(
            "tier",
            text,
            "Tier",
            "层级",
            "The last tier it was at: none, group, committee, township or county.",
            "最后所在层级。",
        ),
        key("state", text, "State", "状态", "State at the end.", "期末状态。"),
        Field {
            unit: "petitions",
            ..key("petitions", whole, "Petitions", "信访件次", "Petitions filed about it.", "为此信访的次数。")
        },
        Field {
            unit: "hours",
            ..key(
                "hours",
                real,
                "Hours",
                "工时",
                "Hours spent on it by holders and cadres.",
                "成员与干部为此所用工时。",
            )
        },
    ]
}

/// The columns of `comparison.csv`: one row a point, measure and arm other than the baseline.
pub fn comparison_fields() -> Vec<Field> {
    let (text, whole, real) = (Kind::Text, Kind::Whole, Kind::Real);
    let perhaps = |field: Field| Field { required: false, ..field };
    vec![
        key("point", whole, "Point", "参数点", "Point of the design, counted from 0.", "参数点编号，从 0 起。"),
        key("measure", text, "Measure", "指标", "Name of the measure, as in runs.", "指标名称，同 runs 表。"),
        perhaps(key(
            "unit",
            text,
            "Unit",
            "单位",
            "Unit of the measure; empty for pure numbers and shares.",
            "指标单位；纯数与占比为空。",
        )),
        key(
            "direction",
            text,
            "Direction",
            "方向",
            "What is better: more, less or none.",
            "何者为好：more 多，less 少，none 无。",
        ),
        key("baseline", text, "Baseline", "基准方案", "Arm that is compared with.", "作为比较基准的方案。"),
        key("arm", text, "Arm", "方案", "Arm that is compared.", "被比较的方案。"),
        key("n", whole, "Pairs", "配对数", "Replicates in which both arms have a value.", "两方案均有值的重复次数。"),
        perhaps(key("baseline_mean", real, "Mean of the baseline", "基准均值", "Over the pairs.", "按配对计算。")),
        perhaps(key("arm_mean", real, "Mean of the arm", "方案均值", "Over the pairs.", "按配对计算。")),
        perhaps(key("difference", real, "Difference", "差值", "Mean of arm minus baseline.", "方案减基准的均值。")),
        perhaps(key(
            "ci_low",
            real,
            "Lower bound",
            "下限",
            "Of the 95 % interval of the difference.",
            "差值 95% 区间的下限。",
        )),
        perhaps(key(
            "ci_high",
            real,
            "Upper bound",
            "上限",
            "Of the 95 % interval of the difference.",
            "差值 95% 区间的上限。",
        )),
        perhaps(key("std_error", real, "Standard error", "标准误", "Of the difference.", "差值的标准误。")),
        perhaps(key("correlation", real, "Correlation", "相关系数", "Of the pairs.", "配对间的相关系数。")),
        perhaps(key(
            "variance_ratio",
            real,
            "What pairing gained",
            "配对增益",
            "Variances of both arms added, over that of the difference.",
            "两方案方差之和除以差值方差。",
        )),
        perhaps(key(
            "probability_better",
            real,
            "Probability of being better",
            "更优概率",
            "Share of pairs in which the arm is better, plus half the ties.",
            "方案更优的配对占比，平局计一半。",
        )),
    ]
}

/// Which run a row is of.
#[derive(Clone, Copy, Debug)]
pub struct RunKey<'a> {
    /// Name of the arm.
    pub arm: &'a str,
    /// Point of the design.
    pub point: u64,
    /// Replicate.
    pub replicate: u64,
    /// Seed of the experiment.
    pub seed: u64,
}

impl RunKey<'_> {
    fn cells(&self) -> [Cell<'_>; 3] {
        [Cell::Text(self.arm), whole(self.point), whole(self.replicate)]
    }
}

fn whole<'a>(n: impl TryInto<i64>) -> Cell<'a> {
    n.try_into().map_or(Cell::Missing, Cell::Whole)
}

/// Adds the rows of a run to the rows of a table.
pub(crate) fn add(rows: &mut Rows, table: Table, run: RunKey<'_>, outcome: &RunOutcome) {
    match table {
        Table::Runs => {
            let values = outcome.measures.iter().map(|value| Cell::from(*value));
            rows.push(run.cells().into_iter().chain([whole(run.seed)]).chain(values));
        }
        Table::Groups => add_indexed(rows, run, &outcome.groups),
        Table::Months => add_indexed(rows, run, &outcome.months),
        Table::Cases => {
            for (row, case) in outcome.cases.iter().enumerate() {
                rows.push(run.cells().into_iter().chain([whole(row)]).chain(case_cells(case)));
            }
        }
        Table::Drives => outcome.drives.iter().for_each(|drive| series::add_drive(rows, run, drive)),
        Table::Storms => outcome.storms.iter().for_each(|storm| series::add_storm(rows, run, storm)),
    }
}

fn add_indexed(rows: &mut Rows, run: RunKey<'_>, lines: &[Vec<Option<f64>>]) {
    for (index, values) in lines.iter().enumerate() {
        let values = values.iter().map(|value| Cell::from(*value));
        rows.push(run.cells().into_iter().chain([whole(index)]).chain(values));
    }
}

fn case_cells(case: &CaseRecord) -> [Cell<'_>; 16] {
    [
        whole(case.household),
        whole(case.group),
        Cell::Text(case.kind),
        whole(case.ordinal),
        case.parent.into(),
        case.counterpart.into(),
        whole(case.severity),
        whole(case.topic),
        Cell::Real(case.arose_day),
        case.voiced_day.into(),
        case.begun_day.into(),
        case.closed_day.into(),
        Cell::Text(case.tier),
        Cell::Text(case.state),
        whole(case.petitions),
        Cell::Real(case.hours),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_named_once_and_explained_in_both_languages() {
        for table in Table::ALL {
            let fields = table.fields();
            for (i, field) in fields.iter().enumerate() {
                assert!(fields[..i].iter().all(|other| other.name != field.name), "{} twice in {table:?}", field.name);
                assert!(!field.meaning.en.is_empty() && !field.meaning.zh.is_empty(), "{} unexplained", field.name);
            }
            assert!(table.key().iter().all(|key| fields.iter().any(|field| field.name == *key && field.required)));
        }
    }
}
