//! The tables of a decision as the report shows them.

use super::super::super::document::{Block, Cell, Column, Form, Table};
use super::super::super::writer::Writer;
use super::{Basis, Decision, Row, said, words};
use crate::charts::Estimate;
use crate::report::numbers::{Numbers, percent};
use crate::results::decision::rule_words;
use crate::statistics::rules::Rule;
use crate::vocabulary::{Measure, Text};

/// More options than this are rows of ranks, not columns.
const COLUMNS: usize = 4;
/// Unknowns of which the worth is told.
const WORTHY: usize = 10;

impl Decision<'_> {
    pub(in super::super) fn tables(&self, writer: &Writer<'_>) -> Vec<Block> {
        let mut tables = self.rules(writer);
        tables.extend(self.plane(writer));
        tables.extend(self.standing(writer));
        tables.extend(self.priced(writer));
        tables.extend(self.knowing(writer));
        tables.extend(self.lost().into_iter().filter_map(|(measure, arm)| self.boxed(writer, measure, arm)));
        tables.into_iter().map(|table| Block::Table { table }).collect()
    }

    /// Every rule, basis by basis.
    pub(in super::super) fn rules(&self, writer: &Writer<'_>) -> Vec<Table> {
        let bases = self.bases();
        let last = bases.len().saturating_sub(1);
        let of = |(place, basis): (usize, &Basis<'_>)| {
            let caption = match basis.measure {
                Some(measure) => {
                    let side = said::side(measure, writer.language);
                    writer.say(said::BY_MEASURE, &[("measure", &writer.labelled(measure)), ("side", side)])
                }
                None => {
                    let price = said::yuan(basis.price.unwrap_or(0.0));
                    let unit = said::unit(self.effect(), writer.language);
                    writer.say(said::BY_BENEFIT, &[("price", &price), ("unit", &unit)])
                }
            };
            let note = if place == last { writer.get(said::NOTES[1]) } else { "" };
            let table = if basis.rows.len() > COLUMNS { self.ranks(writer, basis) } else { self.values(writer, basis) };
            Table { caption, note, ..table }
        };
        bases.iter().enumerate().map(of).collect()
    }

    fn numbers(&self, basis: &Basis<'_>) -> Numbers {
        let means = basis.rows.iter().filter_map(|row| self.options.number(row, "mean"));
        let measure = basis.measure.filter(|_| basis.word == "effect");
        said::numbers(measure, &means.collect::<Vec<_>>())
    }

    /// Rules that have a value of some option.
    fn told(&self, basis: &Basis<'_>) -> Vec<Rule> {
        let has =
            |rule: &Rule| basis.rows.iter().any(|row| self.options.number(row, rule_words(*rule).value).is_some());
        Rule::ALL.into_iter().filter(has).collect()
    }

    /// How often what a rule puts first comes first when worlds are drawn anew.
    fn firm(&self, basis: &Basis<'_>, rule: Rule) -> Option<f64> {
        let told = rule_words(rule);
        let first = basis.rows.iter().filter(|row| self.options.cell(row, told.rank) == "1");
        first.map(|row| self.options.number(row, told.first)).sum()
    }

    /// Rules by options, with values and ranks.
    fn values(&self, writer: &Writer<'_>, basis: &Basis<'_>) -> Table {
        let numbers = self.numbers(basis);
        let mut columns = vec![writer.column(writer.get(words::RULE))];
        let label = |row: &&Row| self.label(&self.options, row, writer.language);
        columns.extend(basis.rows.iter().map(|row| writer.numbers_column(label(row))));
        columns.push(writer.numbers_column(writer.get(words::FIRM)));
        let row = |rule: Rule| {
            let told = rule_words(rule);
            let cell = |row: &&Row| {
                let value = self.options.number(row, told.value);
                let value = value.map(|value| said::turned(value, rule, basis.less()));
                let value = if rule == Rule::Starr { percent(value) } else { numbers.value(value) };
                let rank = self.options.cell(row, told.rank);
                let gaps = [("value", &*writer.number(value)), ("rank", rank)];
                Cell::new(writer.say(words::RANKED, &gaps)).formed(first(rank))
            };
            let firm = writer.number(percent(self.firm(basis, rule)));
            let name = Cell::new(writer.get(told.name));
            std::iter::once(name).chain(basis.rows.iter().map(cell)).chain([Cell::new(firm)]).collect()
        };
        let rows = self.told(basis).into_iter().map(row).collect();
        Table { columns, rows, ..Table::default() }
    }

    /// Options by rules, ranks alone.
    fn ranks(&self, writer: &Writer<'_>, basis: &Basis<'_>) -> Table {
        let (numbers, told) = (self.numbers(basis), self.told(basis));
        let mut columns = vec![writer.column(writer.get(words::OPTION)), writer.numbers_column(writer.get(said::MEAN))];
        columns.extend(told.iter().map(|rule| writer.numbers_column(writer.get(said::short(*rule)))));
        let row = |row: &&Row| {
            let mut cells = vec![
                Cell::new(self.label(&self.options, row, writer.language)),
                Cell::new(writer.number(numbers.value(self.options.number(row, "mean")))),
            ];
            cells.extend(told.iter().map(|rule| {
                let rank = self.options.cell(row, rule_words(*rule).rank);
                Cell::new(rank).formed(first(rank))
            }));
            cells
        };
        let mut rows: Vec<Vec<Cell>> = basis.rows.iter().map(row).collect();
        let mut last = vec![Cell::new(writer.get(words::FIRM)), Cell::default()];
        last.extend(told.iter().map(|rule| Cell::new(writer.number(percent(self.firm(basis, *rule))))));
        rows.push(last);
        Table { columns, rows, ..Table::default() }
    }

    /// In what share of the worlds an option is better or worse, dearer or cheaper.
    fn plane(&self, writer: &Writer<'_>) -> Option<Table> {
        if !self.with_cost() {
            return None;
        }
        let (effect, data) = (self.effect(), self.album.plane(self.effect(), writer.language));
        let corners = [
            (words::BETTER_CHEAPER, (true, false)),
            (words::BETTER_DEARER, (true, true)),
            (words::WORSE_CHEAPER, (false, false)),
            (words::WORSE_DEARER, (false, true)),
        ];
        let mut columns = vec![writer.column(writer.get(words::OPTION))];
        let heads = corners.iter().map(|(head, _)| *head).chain([words::MEAN_EFFECT, words::MEAN_COST]);
        columns.extend(heads.map(|head| writer.numbers_column(writer.get(head))));
        let mean = |measure: Measure, values: Vec<f64>| {
            let Some(estimate) = Estimate::of(&values) else { return "–".to_string() };
            let half_width = estimate.interval.map(|(low, high)| (high - low) / 2.0);
            let numbers = Numbers::new(measure.name(), half_width, Some(estimate.mean));
            let interval = estimate.interval.map(|(low, high)| format!(" {}", numbers.interval(low, high)));
            numbers.signed(estimate.mean) + &interval.unwrap_or_default()
        };
        let rows = data.options.iter().map(|option| {
            let mut cells = vec![Cell::new(&*option.label)];
            let shares = corners.iter().map(|(_, corner)| option.share(*corner, effect.direction()));
            cells.extend(shares.map(|share| Cell::new(writer.number(percent(Some(share))))));
            cells.push(Cell::new(mean(effect, option.worlds.iter().map(|world| world.0).collect())));
            cells.push(Cell::new(mean(data.cost, option.worlds.iter().map(|world| world.1).collect())));
            cells
        });
        let caption = writer.say(words::PLANE_CAPTION, &[("baseline", &data.baseline)]);
        Some(Table { caption, columns, rows: rows.collect(), note: writer.get(words::PLANE_NOTE), sortable: false })
    }

    /// The frontier.
    fn standing(&self, writer: &Writer<'_>) -> Option<Table> {
        let rows = &self.frontier;
        let numbers = |measure: Option<Measure>, column: &str| {
            let values: Vec<f64> = rows.rows.iter().filter_map(|row| rows.number(row, column)).collect();
            said::numbers(measure, &values)
        };
        let (effects, costs) = (numbers(Some(self.effect()), "effect"), numbers(None, "cost"));
        let mut order: Vec<&Row> = rows.rows.iter().collect();
        let cost = |row: &Row| rows.number(row, "cost").unwrap_or(f64::INFINITY);
        order.sort_by(|one, other| cost(one).total_cmp(&cost(other)));
        let row = |row: &Row| {
            let standing = match rows.cell(row, "standing") {
                "frontier" => said::ON_FRONTIER,
                "dominated" => said::DOMINATED,
                _ => said::EXTENDED,
            };
            let value = |numbers: &Numbers, column| writer.number(numbers.value(rows.number(row, column)));
            vec![
                Cell::new(self.label(rows, row, writer.language)),
                Cell::new(value(&effects, "effect")),
                Cell::new(value(&costs, "cost")),
                Cell::new(rows.number(row, "icer").map_or_else(|| "–".into(), said::yuan)),
                Cell::new(writer.get(standing)),
            ]
        };
        let mut columns = vec![writer.column(writer.get(words::OPTION))];
        columns.extend([words::EFFECT, words::COST, words::RATIO].map(|head| writer.numbers_column(writer.get(head))));
        columns.push(writer.column(writer.get(words::STANDING)));
        let gaps = [("measure", writer.labelled(self.effect())), ("unit", said::unit(self.effect(), writer.language))];
        let caption = writer.say(words::FRONTIER_CAPTION, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())));
        let (cells, note) = (order.into_iter().map(row).collect(), writer.get(words::FRONTIER_NOTE));
        (!rows.rows.is_empty()).then_some(Table { caption, columns, rows: cells, note, sortable: false })
    }

    /// Which option is best at the price of the net benefit.
    fn priced(&self, writer: &Writer<'_>) -> Option<Table> {
        let price = self.bases().into_iter().find_map(|basis| basis.price)?;
        let rows = &self.acceptability;
        let here: Vec<&Row> = rows.rows.iter().filter(|row| rows.number(row, "willingness") == Some(price)).collect();
        let nets: Vec<f64> = here.iter().filter_map(|row| rows.number(row, "net_benefit")).collect();
        let numbers = said::numbers(None, &nets);
        let row = |row: &&Row| {
            let form = if rows.cell(row, "on_frontier") == "true" { Form::Better } else { Form::Plain };
            let value = |column| numbers.value(rows.number(row, column));
            vec![
                Cell::new(self.label(rows, row, writer.language)).formed(form),
                Cell::new(value("net_benefit")),
                Cell::new(writer.number(percent(rows.number(row, "probability")))),
                Cell::new(value("expected_loss")),
            ]
        };
        let mut columns = vec![writer.column(writer.get(words::OPTION))];
        let heads: [Text; 3] = [words::NET, words::BEST_IN, words::LOSS];
        columns.extend(heads.map(|head| writer.numbers_column(writer.get(head))));
        let (price, unit) = (said::yuan(price), said::unit(self.effect(), writer.language));
        let caption = writer.say(words::PRICED_CAPTION, &[("price", &price), ("unit", &unit)]);
        let (rows, note) = (here.iter().map(row).collect(), writer.get(words::PRICED_NOTE));
        Some(Table { caption, columns, rows, note, sortable: false })
    }

    /// The unknowns most worth knowing alone.
    fn knowing(&self, writer: &Writer<'_>) -> Option<Table> {
        let worth = self.worth()?;
        let row = |(name, value): &&(String, f64)| {
            let amount = match worth.price {
                Some(_) => said::yuan(*value),
                None => Numbers::new(self.effect().name(), None, Some(*value)).plain(*value),
            };
            vec![Cell::new(writer.unknown_with_unit(name)), Cell::code(name), Cell::new(amount)]
        };
        let rows: Vec<Vec<Cell>> = worth.worthy().iter().take(WORTHY).map(row).collect();
        let unit = match worth.price {
            Some(_) => writer.get(crate::charts::words::YUAN).to_string(),
            None => writer.labelled(self.effect()),
        };
        let head = writer.say(words::WORTH, &[("unit", &unit)]);
        let columns: Vec<Column> = vec![
            writer.column(writer.get(words::UNKNOWN)),
            writer.column(writer.get(words::KEY)),
            writer.numbers_column(head),
        ];
        let at =
            worth.price.map_or_else(String::new, |price| writer.say(said::AT_PRICE, &[("price", &said::yuan(price))]));
        let caption = writer.say(words::KNOWING_CAPTION, &[("at", &at)]);
        let note = writer.get(words::KNOWING_NOTE);
        (!rows.is_empty()).then_some(Table { caption, columns, rows, note, sortable: false })
    }

    /// The box of unknowns in which an arm loses.
    fn boxed(&self, writer: &Writer<'_>, measure: Measure, arm: &str) -> Option<Table> {
        let rows = &self.boxes;
        let row = |row: &&Row| {
            let name = rows.cell(row, "factor");
            let number = self.varied.numbers.iter().find(|number| number.name == name);
            let words = rows.cell(row, "words").split(';').filter(|word| !word.is_empty()).map(String::from);
            let limit = said::Limit {
                low: rows.number(row, "low"),
                high: rows.number(row, "high"),
                range: (rows.number(row, "least").unwrap_or(0.0), rows.number(row, "most").unwrap_or(0.0)),
                words: (words.collect(), number.map(|number| number.words.clone()).unwrap_or_default()),
                quasi_p: rows.number(row, "quasi_p").unwrap_or(1.0),
            };
            let mut cells = vec![Cell::new(writer.unknown_with_unit(name)), Cell::code(name)];
            cells.extend(limit.written(writer.language).map(Cell::new));
            cells
        };
        let cells: Vec<Vec<Cell>> = self.limits(measure, arm).iter().map(row).collect();
        let mut columns: Vec<Column> =
            [words::UNKNOWN, words::KEY].map(|head| writer.column(writer.get(head))).to_vec();
        columns
            .extend([words::BOX_IN, words::BOX_OF, words::QUASI_P].map(|head| writer.numbers_column(writer.get(head))));
        let gaps = [
            ("measure", writer.labelled(measure)),
            ("arm", self.album.label(arm, arm, writer.language)),
            ("baseline", writer.baseline()),
        ];
        let caption = writer.say(words::BOX_CAPTION, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())));
        let note = writer.get(said::NOTES[2]);
        (!cells.is_empty()).then_some(Table { caption, columns, rows: cells, note, sortable: false })
    }

    /// Every option by every rule for programs, below a blank row.
    pub(in super::super) fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        let heads = [words::BASIS, words::OPTION, words::RULE, words::RANK, words::VALUE, words::FIRST];
        let mut sheet = vec![Vec::new(), heads.map(|head| writer.get(head).to_string()).to_vec()];
        for basis in self.bases() {
            let numbers = self.numbers(&basis);
            for rule in self.told(&basis) {
                let told = rule_words(rule);
                for row in &basis.rows {
                    let value = self.options.number(row, told.value);
                    let value = value.map(|value| said::turned(value, rule, basis.less()));
                    let share = |value: Option<f64>| Numbers::new("x_share", None, Some(1.0)).bare(value);
                    sheet.push(vec![
                        self.named(writer, &basis),
                        self.label(&self.options, row, writer.language),
                        writer.get(told.name).to_string(),
                        self.options.cell(row, told.rank).to_string(),
                        if rule == Rule::Starr { share(value) } else { numbers.bare(value) },
                        share(self.options.number(row, told.first)),
                    ]);
                }
            }
        }
        sheet
    }
}

/// How the rank of the first stands out.
fn first(rank: &str) -> Form {
    if rank == "1" { Form::Better } else { Form::Plain }
}
