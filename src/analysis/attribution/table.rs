//! `attribution.csv`, written and read back.

use super::{AttributionRow, Kind};
use crate::results::attribution_fields;
use crate::vocabulary::Measure;

/// The rows as CSV.
pub fn write(rows: &[AttributionRow]) -> Vec<u8> {
    let mut settings = csv::WriterBuilder::new();
    settings.has_headers(false).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = settings.from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(attribution_fields().iter().map(|field| field.name));
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// Reads rows back.
///
/// # Errors
/// What is wrong with the table.
pub fn read(text: &[u8]) -> Result<Vec<AttributionRow>, String> {
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let place = |name: &str| {
        header.iter().position(|column| column == name).ok_or_else(|| format!("there is no column \"{name}\""))
    };
    let texts = ["measure", "baseline", "arm", "kind", "player", "with_player", "switches"].map(place);
    let [measure, baseline, arm, kind, player, with_player, switches] = texts;
    let (measure, baseline, arm, kind) = (measure?, baseline?, arm?, kind?);
    let (player, with_player, switches) = (player?, with_player?, switches?);
    let (estimate, low, high, n) = (place("estimate")?, place("ci_low")?, place("ci_high")?, place("n")?);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let number = |column: usize| record[column].parse().ok();
        let (name, word) = (&record[measure], &record[kind]);
        let measure = Measure::by_name(name).ok_or_else(|| format!("there is no measure named \"{name}\""))?;
        rows.push(AttributionRow {
            measure,
            unit: measure.unit(),
            direction: measure.direction(),
            baseline: record[baseline].into(),
            arm: record[arm].into(),
            kind: Kind::by_word(word).ok_or_else(|| format!("there is no kind of row named \"{word}\""))?,
            player: record[player].into(),
            with_player: record[with_player].into(),
            switches: record[switches].into(),
            estimate: number(estimate),
            ci_low: number(low),
            ci_high: number(high),
            n: record[n].parse().map_err(|_| format!("\"{}\" is no count of replicates", &record[n]))?,
        });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_back_as_it_was_written() {
        let row = |kind: Kind, estimate: Option<f64>| AttributionRow {
            measure: Measure::Petitions,
            unit: Measure::Petitions.unit(),
            direction: Measure::Petitions.direction(),
            baseline: "old, \"very\"".into(),
            arm: "new".into(),
            kind,
            player: "seats".into(),
            with_player: String::new(),
            switches: "elections turnover".into(),
            estimate,
            ci_low: estimate.map(|estimate| estimate - 0.1),
            ci_high: None,
            n: 7,
        };
        let rows: Vec<AttributionRow> =
            Kind::ALL.iter().map(|(kind, _)| row(*kind, (*kind != Kind::Held).then_some(1.0 / 3.0))).collect();
        let text = write(&rows);
        assert!(text.starts_with(b"measure,unit,direction,baseline,arm,kind,player,with_player,switches,estimate,"));
        assert_eq!(read(&text).unwrap(), rows);
        assert!(read(b"measure,arm\n").unwrap_err().contains("no column"));
        let wrong = String::from_utf8(text).unwrap().replace("knock_in", "knock");
        assert!(read(wrong.as_bytes()).unwrap_err().contains("\"knock\""));
    }
}
