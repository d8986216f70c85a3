//! The tables of drives for consent and of storms.

use super::{RunKey, key, whole};
use crate::measures::{DriveRecord, StormRecord};
use crate::results::table::{Cell, Field, Kind, Rows};

/// The columns that drives have beside those of their runs.
pub(super) fn drive_fields() -> Vec<Field> {
    let households = |name, en, zh, means, meaning_zh| Field {
        unit: "households",
        ..key(name, Kind::Whole, en, zh, means, meaning_zh)
    };
    vec![
        key("campaign", Kind::Text, "Campaign", "工作", "Name of the campaign.", "征求同意工作的名称。"),
        key(
            "day",
            Kind::Whole,
            "Day",
            "日",
            "Of the drive; the first is 1. The last is that on which enough had consented, or the drive ended.",
            "工作开始后的第几日，首日为 1；至达到要求或工作结束为止。",
        ),
        households("asked", "Asked", "应征求", "Households whose consent is asked.", "须征求同意的户数。"),
        households("needed", "Needed", "须同意", "How many of them must consent.", "其中须同意的户数。"),
        households(
            "consented",
            "Consented",
            "已同意",
            "Have consented by the end of the day.",
            "至当日末已同意的户数。",
        ),
    ]
}

/// The columns that storms have beside those of their runs.
pub(super) fn storm_fields() -> Vec<Field> {
    let (whole, real) = (Kind::Whole, Kind::Real);
    let of = |unit, field: Field| Field { unit, ..field };
    let houses = |name, en, zh, means, meaning_zh| of("houses", key(name, whole, en, zh, means, meaning_zh));
    vec![
        key("hazard", Kind::Text, "Hazard", "灾害", "Name of the hazard.", "灾害的名称。"),
        of(
            "minutes",
            key(
                "minute",
                real,
                "Minute",
                "分钟",
                "From the first signs; every five minutes until helpers give up, and the impact.",
                "自首次征兆起，每五分钟一行，至停止救援为止，另含来袭之时。",
            ),
        ),
        of("minutes", key("impact_minute", real, "Impact", "来袭", "When it strikes.", "灾害来袭的时刻。")),
        of(
            "people",
            key(
                "people",
                whole,
                "People at risk",
                "受威胁人数",
                "At home in the houses at risk at the first signs.",
                "首次征兆时在受威胁房屋中的人数。",
            ),
        ),
        of(
            "people",
            key("moved", whole, "Moved", "已转移", "Of these, left by the minute.", "其中至该分钟已离开的人数。"),
        ),
        houses(
            "houses",
            "Houses at risk",
            "受威胁房屋",
            "Houses at risk with people in them.",
            "有人在家的受威胁房屋数。",
        ),
        houses(
            "knocked",
            "Knocked",
            "上门",
            "Had heard by the minute, first by a knock.",
            "至该分钟首先由上门得知的户数。",
        ),
        houses("phoned", "Phoned", "电话广播", "The same, by phone or loudspeaker.", "同上，由电话或广播得知。"),
        houses("told", "Told", "邻里相告", "The same, by another household.", "同上，由其他农户得知。"),
    ]
}

pub(super) fn add_drive(rows: &mut Rows, run: RunKey<'_>, drive: &DriveRecord) {
    for (day, consented) in (1_u32..).zip(&drive.consented) {
        let numbers = [day, drive.asked, drive.needed, *consented].map(whole);
        rows.push(run.cells().into_iter().chain([Cell::Text(&drive.campaign)]).chain(numbers));
    }
}

pub(super) fn add_storm(rows: &mut Rows, run: RunKey<'_>, storm: &StormRecord) {
    for step in &storm.steps {
        let when = [step.minute, storm.impact_minute].map(Cell::Real);
        let people = [storm.people, step.moved].map(whole);
        let houses = [whole(storm.doors.len())].into_iter().chain(step.heard.map(whole));
        let all = [Cell::Text(&storm.hazard)].into_iter().chain(when).chain(people).chain(houses);
        rows.push(run.cells().into_iter().chain(all));
    }
}
