//! What was decided over a sweep: what each rule puts first, what it is worth to know more, and where an arm loses. It is
//! told from the tables that `decide` wrote.

pub(crate) mod said;
mod tables;
mod words;

use super::super::document::{Block, Cell, Table};
use super::super::writer::Writer;
use crate::analysis::signs::{Reading, readings_of};
use crate::charts::album::Album;
use crate::charts::of_decision::Facts;
use crate::charts::of_sweep::Varied;
use crate::charts::{Drawing, Style, Subject, integer};
use crate::results::decision::{DecisionTable, Rows, rule_words};
use crate::results::{Manifest, Problem};
use crate::statistics::Interval;
use crate::statistics::rules::Rule;
use crate::vocabulary::{Direction, Language, Measure};
use said::{Best, Losses, Worth};
use std::path::Path;

type Row = Vec<String>;

/// The tables of a decision.
pub(super) struct Decision<'a> {
    subject: &'a Subject,
    varied: Varied,
    album: Facts<'a>,
    options: Rows,
    worlds: Rows,
    frontier: Rows,
    acceptability: Rows,
    information: Rows,
    discovery: Rows,
    boxes: Rows,
    /// The comparison on the measures on which arms may lose.
    readings: Vec<Reading>,
}

/// What the rules were applied to.
struct Basis<'a> {
    word: &'a str,
    /// The measure; `None` for the net benefit.
    measure: Option<Measure>,
    /// The price of a unit of effect, of the net benefit.
    price: Option<f64>,
    /// By option.
    rows: Vec<&'a Row>,
}

impl Basis<'_> {
    /// Whether less of what is judged is better.
    fn less(&self) -> bool {
        self.measure.is_some_and(|measure| measure.direction() == Direction::Less)
    }
}

impl<'a> Decision<'a> {
    /// Reads the tables in `folder`; `None` where nothing was decided.
    ///
    /// # Errors
    /// A [`Problem`] when one cannot be read.
    pub(super) fn read(
        folder: &Path,
        manifest: &Manifest,
        subject: &'a Subject,
        varied: Varied,
    ) -> Result<Option<Decision<'a>>, Problem> {
        let Some(album) = Facts::read(folder, manifest, subject, varied.clone())? else { return Ok(None) };
        let read = |table| Rows::read(folder, manifest, table);
        let discovery = read(DecisionTable::Discovery)?;
        let lost: Vec<Measure> = discovery.texts("measure").into_iter().filter_map(Measure::by_name).collect();
        let path = folder.join("comparison.csv");
        let table = std::fs::File::open(&path).map_err(|error| Problem::read(&path, error))?;
        let readings = readings_of(table, &lost).map_err(|what| Problem::Damaged { path, what })?;
        Ok(Some(Decision {
            subject,
            varied,
            album,
            options: read(DecisionTable::Options)?,
            worlds: read(DecisionTable::Worlds)?,
            frontier: read(DecisionTable::Frontier)?,
            acceptability: read(DecisionTable::Acceptability)?,
            information: read(DecisionTable::Information)?,
            boxes: read(DecisionTable::Box)?,
            discovery,
            readings,
        }))
    }

    pub(super) fn drawings(&self, style: &Style) -> Vec<Drawing> {
        self.album.charts().into_iter().map(|chart| self.album.draw(chart, style)).collect()
    }

    /// The measures that it speaks of.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let mut names = self.options.texts("measure");
        names.extend(self.discovery.texts("measure"));
        let mut measures = Vec::new();
        for measure in names.into_iter().filter_map(Measure::by_name) {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        measures
    }

    fn effect(&self) -> Measure {
        let name = self.worlds.texts("effect_measure").first().copied().unwrap_or_default();
        Measure::by_name(name).unwrap_or(Measure::Resolved90dShare)
    }

    fn with_cost(&self) -> bool {
        !self.worlds.texts("cost_measure").is_empty()
    }

    /// The label of the option of a row.
    fn label(&self, rows: &Rows, row: &Row, language: Language) -> String {
        self.album.label(rows.cell(row, "option"), rows.cell(row, "arm"), language)
    }

    fn bases(&self) -> Vec<Basis<'_>> {
        let of = |word| {
            let rows: Vec<&Row> =
                self.options.rows.iter().filter(|row| self.options.cell(row, "basis") == word).collect();
            let first = rows.first()?;
            let measure = Measure::by_name(self.options.cell(first, "measure"));
            Some(Basis { word, measure, price: self.options.number(first, "willingness"), rows })
        };
        self.options.texts("basis").into_iter().filter_map(of).collect()
    }

    /// What a basis is called.
    fn named(&self, writer: &Writer<'_>, basis: &Basis<'_>) -> String {
        match (basis.measure, basis.price) {
            (Some(measure), _) => writer.get(measure.label()).to_string(),
            (None, price) => {
                let (price, unit) = (said::yuan(price.unwrap_or(0.0)), said::unit(self.effect(), writer.language));
                writer.say(words::BENEFIT, &[("price", &price), ("unit", &unit)])
            }
        }
    }

    /// What each rule puts first.
    fn found(&self, writer: &Writer<'_>, basis: &Basis<'_>) -> String {
        let first = Rule::ALL.into_iter().map(|rule| {
            let column = rule_words(rule).rank;
            let rows = basis.rows.iter().filter(|row| self.options.cell(row, column) == "1");
            (rule, rows.map(|row| self.label(&self.options, row, writer.language)).collect::<Vec<_>>())
        });
        let first: Vec<_> = first.filter(|(_, options)| !options.is_empty()).collect();
        said::agreement(&first, writer.language)
    }

    /// What to choose, what it is worth to know more, and where an arm loses.
    pub(super) fn verdict(&self, writer: &Writer<'_>) -> Vec<Block> {
        let bases = self.bases();
        let options = bases.first().map_or(0, |basis| basis.rows.len());
        let mut blocks = Vec::new();
        let missing = self.left_out(options);
        if missing > 0 {
            let text = writer.say(said::LEFT_OUT, &[("count", &integer(missing as u64))]);
            blocks.push(Block::Warning { text });
        }
        if let Some(first) = bases.first() {
            let (worlds, count) = (integer(self.used() as u64), integer(options as u64));
            let (name, found) = (writer.within(self.effect()), self.found(writer, first));
            let gaps = [("worlds", &*worlds), ("options", &count), ("measure", &name), ("found", &found)];
            blocks.push(Block::Text { text: writer.say(words::LEAD, &gaps), leads: true });
        }
        let mut items: Vec<String> = bases
            .iter()
            .skip(1)
            .map(|basis| {
                let (name, found) = (self.named(writer, basis), self.found(writer, basis));
                writer.say(words::ITEM, &[("basis", &name), ("found", &found)])
            })
            .collect();
        items.extend(said::best(&self.best(writer.language), writer.language));
        if let Some(worth) = self.worth() {
            items.extend(worth.told(self.effect(), |name| writer.unknown(name), writer.language));
        }
        for (measure, arm) in self.lost() {
            let losses = self.losses(writer, measure, arm);
            let told = writer.sentences(&[losses.told(writer.language), losses.told_of_box(writer.language)]);
            let (arm, name) = (self.album.label(arm, arm, writer.language), writer.get(measure.label()));
            let heading = writer.say(said::LOSES, &[("arm", &arm), ("measure", name)]);
            items.push(writer.say(words::LOSING, &[("heading", &heading), ("told", &told)]));
        }
        let items = items.into_iter().map(|item| writer.number(item)).collect();
        blocks.push(Block::List { items });
        blocks
    }

    /// Worlds that were weighed.
    fn used(&self) -> usize {
        let first = self.worlds.rows.first().map_or("", |row| self.worlds.cell(row, "option"));
        self.worlds.rows.iter().filter(|row| self.worlds.cell(row, "option") == first).count()
    }

    /// Worlds in which some of so many options has no value.
    fn left_out(&self, options: usize) -> usize {
        let settings = (options / self.subject.arms().len().max(1)).max(1);
        (self.varied.points() / settings).saturating_sub(self.used())
    }

    /// The rows of the table of prices, price by price.
    fn prices(&self) -> Vec<Vec<&Row>> {
        let price = |row: &Row| self.acceptability.cell(row, "willingness").to_string();
        let rows: Vec<&Row> = self.acceptability.rows.iter().collect();
        rows.chunk_by(|one, next| price(one) == price(next)).map(<[&Row]>::to_vec).collect()
    }

    fn best(&self, language: Language) -> Vec<Best> {
        let rows = &self.acceptability;
        let best = |of: Vec<&Row>| {
            let row = of.into_iter().find(|row| rows.cell(row, "on_frontier") == "true")?;
            let (price, share) = (rows.number(row, "willingness"), rows.number(row, "probability"));
            Some(Best { price, option: self.label(rows, row, language), share })
        };
        self.prices().into_iter().filter_map(best).collect()
    }

    /// What it is worth to know more, at the price at which it is worth most.
    fn worth(&self) -> Option<Worth> {
        let rows = &self.acceptability;
        let worth = |row: &Row| rows.number(row, "evpi").or_else(|| rows.number(row, "evpi_raw"));
        let known = self.prices().into_iter().filter_map(|of| Some((of.first().copied()?, worth(of.first()?)?)));
        let (row, perfect) = known.reduce(|most, other| if other.1 > most.1 { other } else { most })?;
        let price = rows.cell(row, "willingness");
        let here = self.information.rows.iter().filter(|row| self.information.cell(row, "willingness") == price);
        let alone = here.filter_map(|row| {
            Some((self.information.cell(row, "factor").to_string(), self.information.number(row, "evppi")?))
        });
        let mended = rows.number(row, "evpi").is_some();
        Some(Worth { price: rows.number(row, "willingness"), perfect, mended, alone: alone.collect() })
    }

    /// The measures with the arms that may lose on them.
    fn lost(&self) -> Vec<(Measure, &str)> {
        let rows = &self.discovery;
        let mut lost: Vec<(Measure, &str)> = Vec::new();
        for row in &rows.rows {
            if let Some(pair) = Measure::by_name(rows.cell(row, "measure")).map(|of| (of, rows.cell(row, "arm")))
                && !lost.contains(&pair)
            {
                lost.push(pair);
            }
        }
        lost
    }

    fn losses(&self, writer: &Writer<'_>, measure: Measure, arm: &str) -> Losses {
        let rows = &self.discovery;
        let of = |stage: &str| {
            rows.rows.iter().find(|row| {
                rows.cell(row, "measure") == measure.name()
                    && rows.cell(row, "arm") == arm
                    && rows.cell(row, "stage") == stage
            })
        };
        let count = |column| of("all").and_then(|row| rows.number(row, column)).unwrap_or(0.0) as usize;
        let open = |reading: &&Reading| {
            let ours = reading.measure == measure && reading.arm == arm && reading.difference.is_some();
            ours && !reading.interval.as_ref().is_some_and(Interval::excludes_zero)
        };
        let undecided = self.readings.iter().filter(open).count();
        let chosen = of("chosen");
        let share = |column| chosen.and_then(|row| rows.number(row, column));
        Losses {
            baseline: writer.baseline(),
            counts: (count("losing"), count("points"), undecided),
            chance: share("chance"),
            found: (!self.limits(measure, arm).is_empty())
                .then(|| [share("density"), share("coverage"), share("mass")]),
        }
    }

    /// The restrictions of the box in which an arm loses; none where no box is better than chance.
    fn limits(&self, measure: Measure, arm: &str) -> Vec<&Row> {
        let rows = &self.boxes;
        let of = |row: &&Row| rows.cell(row, "measure") == measure.name() && rows.cell(row, "arm") == arm;
        rows.rows.iter().filter(of).collect()
    }

    /// How much is luck, and what the numbers do not say.
    pub(super) fn sure(&self, writer: &Writer<'_>) -> Vec<Block> {
        let most = |basis: &str| {
            let rows = self.options.rows.iter().filter(|row| self.options.cell(row, "basis") == basis);
            rows.filter_map(|row| self.options.number(row, "luck_share")).reduce(f64::max)
        };
        let mut items = said::luck(most("effect"), most("cost"), self.with_cost(), writer.language);
        items.extend(said::NOTES.iter().map(|note| writer.get(*note).to_string()));
        items.push(writer.get(words::NO_INTERVALS).into());
        vec![Block::List { items: items.into_iter().map(|item| writer.number(item)).collect() }]
    }

    /// How a decision is made, and what each rule asks.
    pub(super) fn method(&self, writer: &Writer<'_>) -> Vec<Block> {
        let columns = [words::RULE, words::ASKS].map(|text| writer.column(writer.get(text))).to_vec();
        let row = |rule: Rule| {
            let told = rule_words(rule);
            vec![Cell::new(writer.get(told.name)), Cell::new(writer.get(told.asks))]
        };
        let (caption, rows) = (writer.get(words::RULES_ASK).into(), Rule::ALL.map(row).to_vec());
        let table = Table { caption, columns, rows, note: "", sortable: false };
        vec![Block::text(writer.get(words::METHOD)), Block::Table { table }]
    }
}
