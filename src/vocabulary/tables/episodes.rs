//! Keys of what a scenario lists by name: projects, campaigns, hazards, targets.

use crate::vocabulary::choices::{Claim, RunBy, Topic};
use crate::vocabulary::parameters::{Kind, table};
use jiff::civil::{Date, date};

table! {
    /// A project that is given, not drawn.
    Project = "project" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the project", "项目名称";
        groups: Vec<u32> = Vec::new(), Kind::Groups, "", Design "part of the project",
            "Groups in which it is built, one work in each", "项目所在小组（每组一处）";
        begins: Date = date(2018, 7, 1), Kind::Date, "date", Design "part of the project",
            "Day on which its money comes and it is put on show", "资金到位并公示的日期";
        cost_yuan: f64 = 30_000.0, Kind::Real(1.0, 1e9), "yuan", Design "part of the project",
            "Cost in each group; the money comes with it, beside the funds of the year", "每组金额（随项目拨付，另计于年度资金）";
        topic: Topic = Topic::Roads, Kind::Choice(Topic::WORDS), "", Design "part of the project",
            "What it is about", "项目事项";
        run_by: RunBy = RunBy::Cap, Kind::Choice(RunBy::WORDS), "", Design "by the cap on projects of groups unless given",
            "Who runs it", "实施主体";
    }
}

table! {
    /// A drive for the consent of households.
    Campaign = "campaign" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the drive", "动员工作名称";
    }
}

table! {
    /// A storm that strikes.
    Hazard = "hazard" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the hazard", "灾害名称";
    }
}

table! {
    /// A pattern of the real village that the simulation is held against.
    Target = "target" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the pattern", "模式名称";
        label_en: String = String::new(), Kind::Text, "", Design "the name unless given",
            "What the pattern says, in English", "模式说明（英文）";
        label_zh: String = String::new(), Kind::Text, "", Design "the name unless given",
            "What the pattern says, in Chinese", "模式说明（中文）";
        claim: Claim = Claim::More, Kind::Choice(Claim::WORDS), "", Design "part of the pattern",
            "What is claimed of the quantity: more or less than the margin, equivalent within the margin, a smaller effect than in the reference, a value within a tolerance", "断言类型（更多、更少、等同、效应小于参照、取值）";
        measure: String = String::new(), Kind::Text, "", Design "a measure of a run, or of a month where two periods are compared",
            "Name of the measure", "指标名称";
        arm: String = String::new(), Kind::Text, "", Design "the last arm unless given",
            "The arm that the pattern speaks of", "所指方案";
        against: String = String::new(), Kind::Text, "", Design "the baseline unless given; \"none\" for the level of the arm alone",
            "The arm that it is compared with", "对照方案（none 表示只看该方案的水平）";
        before_from: Date = date(1900, 1, 1), Kind::Date, "date", Design "given together with the three below: the later period less the earlier one, within the arm",
            "First day of the earlier period", "前期起始日期";
        before_until: Date = date(1900, 1, 1), Kind::Date, "date", Design "as above",
            "Day after the last of the earlier period", "前期结束日期（不含当日）";
        after_from: Date = date(1900, 1, 1), Kind::Date, "date", Design "as above",
            "First day of the later period", "后期起始日期";
        after_until: Date = date(1900, 1, 1), Kind::Date, "date", Design "as above",
            "Day after the last of the later period", "后期结束日期（不含当日）";
        margin: f64 = 0.0, Kind::Real(0.0, 1e12), "unit of the measure", Design "part of the pattern",
            "Smallest difference that counts; for equivalence half the width of the margin", "有意义的最小差异（等同断言时为界值）";
        reference: String = String::new(), Kind::Text, "", Design "for smaller_effect_than",
            "Scenario with the effect that this one is smaller than, relative to this file", "参照方案文件";
        observed: f64 = 0.0, Kind::Real(-1e12, 1e12), "unit of the measure", Design "for value",
            "Value that was observed", "观测值";
        tolerance: f64 = 0.0, Kind::Real(0.0, 1e12), "unit of the measure", Design "for value",
            "How far the simulated mean may lie from it", "允许偏差";
        used_to_fit: bool = false, Kind::Flag, "", Design "patterns not used to fit are kept apart",
            "Whether parameters were chosen with this pattern in view", "是否用于拟合";
        source: String = String::new(), Kind::Text, "", Design "where it is known from",
            "Source of the pattern", "来源";
    }
}
