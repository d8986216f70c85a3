//! What the answer does not cover, what was written, and what to do next.

use super::Page;
use super::grid::Tone;
use crate::analysis::comparison::Mark;
use crate::vocabulary::{Grade, Language};

/// Names of results files that are worth a word, in this order.
const NAMED: [&str; 5] = ["report.html", "comparison.csv", "runs.parquet", "groups.parquet", "months.parquet"];

impl Page<'_> {
    pub(super) fn caveats(&self) -> String {
        let mut lines = self.loud();
        lines.push(
            self.say(
                "It compares the arms under the assumptions of this scenario, all else being equal; it is no forecast of \
                 what will happen in a village.",
                "本结论是在本方案假设下、其他条件相同时的比较，不是对某个村庄未来的预测。",
            )
            .into(),
        );
        let graded = self.answer.scenario.grades();
        let count = |grade: Grade| graded.iter().filter(|(other, _)| *other == grade).map(|(_, n)| n).sum::<usize>();
        let [observed, derived, guess] = [Grade::Observed, Grade::Derived, Grade::Guess].map(count);
        let (carried, carried_zh) = match &self.answer.manifest.unknown {
            None => (
                "the intervals show chance only, not what is not known about these".to_string(),
                "区间只反映随机性，不反映参数的不确定性".to_string(),
            ),
            Some(unknown) => {
                let (factors, sets) = (unknown.factors.len(), unknown.turns.sets);
                (
                    format!(
                        "the intervals show chance and what is unknown of {factors} values in {sets} parameter sets, not \
                         what is not known about the others"
                    ),
                    format!("区间反映随机性及 {factors} 个参数的未知（{sets} 组参数），不反映其余参数的不确定性"),
                )
            }
        };
        lines.push(self.put(
            format!("Of the values it rests on, {observed} are observed, {derived} derived and {guess} are guesses; {carried}."),
            format!("所依据的参数中，{observed} 个有观测来源，{derived} 个为推算，{guess} 个为猜测；{carried_zh}。"),
        ));
        for warning in &self.answer.scenario.warnings {
            let message = match self.language {
                Language::English => &warning.message,
                Language::Chinese => &warning.message_zh,
            };
            lines.push(format!("{}: {message}", warning.path));
        }
        self.heading(self.say("What this does not say", "本结论未涵盖")) + &self.lines(lines)
    }

    /// What must not be overlooked.
    fn loud(&self) -> Vec<String> {
        let manifest = self.answer.manifest;
        let mut lines = Vec::new();
        if manifest.replicates.until_met == Some(false) {
            let rule = manifest.replicates.until.as_deref().unwrap_or_default();
            let cap = manifest.replicates.finished;
            lines.push(self.put(
                format!("NOT REACHED: {rule} is not met by {cap} replicates, the most that were allowed."),
                format!("未达到：{cap} 次重复（上限）仍未满足 {rule}。"),
            ));
        }
        if !manifest.failures.is_empty() {
            let count = manifest.failures.len();
            lines.push(self.put(
                format!("Runs that broke and are left out: {count}; manifest.json names them."),
                format!("{count} 次模拟出错，未计入；详见 manifest.json。"),
            ));
        }
        lines
    }

    pub(super) fn written(&self) -> String {
        let folder = self.answer.folder.display();
        let files = &self.answer.manifest.files;
        let charts = files.iter().filter(|file| file.path.starts_with("charts/")).count();
        let mut names: Vec<String> = NAMED
            .iter()
            .filter(|name| files.iter().any(|file| file.path == **name))
            .map(|name| (*name).to_string())
            .collect();
        names.push("manifest.json".into());
        if charts > 0 {
            names.insert(0, self.put(format!("{charts} charts"), format!("{charts} 张图")));
        }
        let names = names.join(self.say(", ", "、"));
        let line = self.put(format!("Results are in {folder}: {names}."), format!("结果位于 {folder}：{names}。"));
        self.lines([line])
    }

    /// How many replicates may settle what is undecided.
    pub(super) fn hint(&self) -> String {
        let verdicts = &self.answer.comparison.verdicts;
        let open = || verdicts.iter().filter(|verdict| verdict.mark == Mark::Undecided);
        let more = open().filter_map(|verdict| Some((verdict.more_replicates.filter(|more| *more > 0)?, verdict)));
        let Some((more, verdict)) = more.min_by_key(|(more, _)| *more) else { return String::new() };
        let decided = verdicts.iter().filter(|verdict| verdict.mark != Mark::Undecided).count();
        let total = decided + open().count();
        let wanted = crate::results::blocks::whole(self.answer.manifest.replicates.finished + more);
        let (label, arm) = (verdict.measure.label().get(self.language), self.arm(verdict.arm));
        let line = self.put(
            format!(
                "{decided} of {total} comparisons are settled; --replicates {wanted} may settle \"{label}\" ({arm})."
            ),
            format!("{total} 项比较中 {decided} 项已有定论；--replicates {wanted} 或可判定“{label}”（{arm}）。"),
        );
        self.lines([line]).lines().map(|line| format!("{}\n", Tone::Dim.paint(line))).collect()
    }
}
