//! Drives for consent and storms: what is drawn is what the tables and measures say.

use super::desk::{Desk, SCENARIO};
use super::numbers::{Row, after, close, value};

const ARMS: [(&str, &str); 2] = [("before", "As before"), ("after", "Reform")];

/// A drive and a storm in the same village.
fn scenario(needed: &str) -> String {
    let listed = format!(
        "[mechanisms]\ncampaigns = true\nstorms = true\n\n\
         [[campaign]]\nname = \"land\"\nkind = \"land\"\ngroups = [1, 2]\nhouseholds = 0\nstart = 2018-02-01\n\
         latest_end = 2018-12-01\nprice_yuan = 400\nmu_per_person = 0.4\nrequired_share = {needed}\n\n\
         [[hazard]]\nname = \"rain\"\ndate = 2018-06-30\nhour_of_day = 22\nlead_minutes = 47\ngroups = [1, 3]\n\
         at_risk_share = 0.5\n\n[[arm]]"
    );
    SCENARIO.replacen("[[arm]]", &listed, 1)
}

fn of<'r>(rows: &'r [Row], arm: &'r str) -> impl Iterator<Item = &'r Row> {
    rows.iter().filter(move |row| row["arm"] == arm)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    assert!(!values.is_empty());
    values.iter().sum::<f64>() / values.len() as f64
}

fn whole(row: &Row, key: &str) -> f64 {
    value(row, key).unwrap()
}

#[test]
fn the_course_of_a_drive_ends_where_its_measures_say() {
    let desk = Desk::new(&scenario("0.9"));
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let drawn = desk.files("all/charts");
    assert!(drawn.contains_key("drive.en.png") && drawn.contains_key("storm.en.svg"));
    let (runs, drives) = (desk.rows("all/runs.csv"), desk.rows("all/drives.csv"));
    let alt = desk.alt("all", "drive");
    for (arm, label) in ARMS {
        // The last day of every run is in the table, and says what the measures say of the run.
        let asked = |run: &Row| {
            let of_run = of(&drives, arm).filter(|row| row["replicate"] == run["replicate"]);
            let last = of_run.last().unwrap();
            assert_eq!(whole(last, "asked") - whole(last, "consented"), whole(run, "campaign_holdouts"));
            let reached = whole(last, "consented") >= whole(last, "needed");
            assert_eq!(f64::from(reached), whole(run, "campaign_completed_share"));
            assert_eq!(whole(last, "day"), whole(run, "campaign_days"));
            whole(last, "asked")
        };
        let share = mean(of(&runs, arm).map(|run| 1.0 - whole(run, "campaign_holdouts") / asked(run)));
        close(after(&alt, &format!("{label}: ")), 100.0 * share, 0.051);
        let half = mean(of(&runs, arm).filter_map(|run| value(run, "campaign_days_to_50_percent")));
        let told = alt.split_once("Half of the households").unwrap().1;
        close(after(told, &format!("{label} ")), half, 0.051);
        let told = alt.split_once("Replicates that reach the required share").unwrap().1;
        close(
            after(told, &format!("{label} ")),
            100.0 * mean(of(&runs, arm).map(|run| whole(run, "campaign_completed_share"))),
            0.51,
        );
    }
}

#[test]
fn those_moved_by_the_impact_are_those_of_the_measure() {
    let desk = Desk::new(&scenario("1.0"));
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let (runs, storms) = (desk.rows("all/runs.csv"), desk.rows("all/storms.csv"));
    let alt = desk.alt("all", "storm");
    for (arm, label) in ARMS {
        for run in of(&runs, arm) {
            let at_impact = |row: &&Row| row["replicate"] == run["replicate"] && row["minute"] == row["impact_minute"];
            let row = of(&storms, arm).find(at_impact).unwrap();
            assert_eq!(row["impact_minute"], "47");
            assert_eq!(whole(row, "moved") / whole(row, "people"), whole(run, "storm_moved_share"));
        }
        let told = alt.split_once(&format!("{label}: ")).unwrap().1;
        close(after(told, ""), 100.0 * mean(of(&runs, arm).map(|run| whole(run, "storm_moved_share"))), 0.051);
        close(after(told, "last door "), mean(of(&runs, arm).map(|run| whole(run, "storm_last_door_minutes"))), 0.051);
        // The doors drawn are those of the run in the table.
        let first = of(&runs, arm).find(|run| run["replicate"] == "0").unwrap();
        let doors = of(&storms, arm).find(|row| row["replicate"] == "0").unwrap();
        let told = alt.split_once(&format!("Doors of replicate 0, {label}: ")).unwrap().1;
        let counts = [after(told, ""), after(told, "knocked, "), after(told, "phoned, "), after(told, "neighbours, ")];
        assert_eq!(counts.iter().sum::<f64>(), whole(doors, "houses"));
        let heard: f64 = counts[..3].iter().sum();
        close(heard / whole(doors, "houses"), whole(first, "storm_heard_share"), 1e-9);
    }
}

#[test]
fn their_tables_grow_as_if_made_at_once_and_are_not_there_without_them() {
    let desk = Desk::new(&scenario("1.0"));
    desk.call("compare village.toml --quiet --replicates 12 --threads 1 --out once", 0);
    desk.call("compare village.toml --quiet --replicates 5 --out grown", 0);
    desk.call("compare village.toml --quiet --replicates 12 --threads 2 --resume --out grown", 0);
    for table in ["drives.parquet", "storms.parquet", "runs.parquet"] {
        let [once, grown] = ["once", "grown"].map(|folder| std::fs::read(desk.path(folder).join(table)).unwrap());
        assert!(once == grown, "{table} differs");
    }
    let plain = Desk::new(SCENARIO);
    plain.call("compare village.toml --quiet --replicates 2 --out plain", 0);
    assert!(!plain.path("plain/drives.parquet").exists() && !plain.path("plain/storms.parquet").exists());
    plain.call("plot plain --only drive", 2);
    plain.call("plot plain --only storm", 2);
}

#[test]
fn drives_and_storms_that_bring_nothing_are_drawn() {
    // Everybody stays and nobody can be reached; nobody is asked twice within a day.
    let desk = Desk::new(&scenario("1.0"));
    let none =
        "--set consent.stubborn_share=1 --set campaign.land.latest_end=2018-02-03 --set hazard.rain.at_risk_share=0";
    desk.call(&format!("compare village.toml --quiet --replicates 1 {none} --out none"), 0);
    assert!(desk.alt("none", "storm").contains("As before: \u{2014} moved by the impact"));
    assert!(desk.alt("none", "drive").contains("at the end"));
}
