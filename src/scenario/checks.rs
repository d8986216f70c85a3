//! Contradictions between values that are each within their range.

use super::checked::Calendar;
use super::problem::Problem;
use super::read::place;
use super::tree::Node;
use super::walk::Walk;
use crate::vocabulary::tables::Village;
use crate::vocabulary::{Lists, Parameters, Value};

impl Walk {
    /// The totals of a village that is synthesised. A roster speaks for itself.
    pub(super) fn village(&mut self, root: &Node, village: &Village) {
        if !village.roster.is_empty() {
            return;
        }
        let Village { groups, households, people, party_members, cadres, .. } = *village;
        let adults = libm::floor(f64::from(people) * village.adult_share) as u32;
        let rules: [(bool, &[&str], String, String); 5] = [
            (
                groups <= households,
                &["village.groups", "village.households"],
                format!("there are more groups ({groups}) than households ({households})"),
                format!("groups from 1 to {households}"),
            ),
            (
                people >= households,
                &["village.people", "village.households"],
                format!("there are fewer people ({people}) than households ({households})"),
                format!("people of {households} or more"),
            ),
            (
                party_members <= adults,
                &["village.party_members", "village.people", "village.adult_share"],
                format!("there are more party members ({party_members}) than adults ({adults} of {people} people)"),
                format!("party_members from 0 to {adults}"),
            ),
            (
                cadres <= adults,
                &["village.cadres", "village.people", "village.adult_share"],
                format!("there are more cadres ({cadres}) than adults ({adults} of {people} people)"),
                format!("cadres from 0 to {adults}"),
            ),
            (
                village.primary_clan_share + village.secondary_clan_share <= 1.0 + ROUNDING,
                &["village.secondary_clan_share", "village.primary_clan_share"],
                format!(
                    "the shares of the two largest clans ({} and {}) add up to more than 1",
                    village.primary_clan_share, village.secondary_clan_share
                ),
                "primary_clan_share + secondary_clan_share up to 1".into(),
            ),
        ];
        for (holds, paths, message, allowed) in rules {
            if !holds {
                self.report(Problem::new(&place(root, paths), message).allowed(allowed));
            }
        }
    }

    /// Drives for consent lie within the simulated time.
    pub(super) fn drives(&mut self, root: &Node, lists: &Lists, calendar: &Calendar) {
        for campaign in &lists.campaign {
            let (start, end) = (campaign.start, campaign.latest_end);
            let [first, last] = [calendar.start, calendar.date_of(calendar.end_day)];
            let message = if start >= end {
                format!("campaign `{}` ends ({end}) before it begins ({start})", campaign.name)
            } else if start < first || end > last {
                format!("campaign `{}` ({start} to {end}) lies outside the simulation", campaign.name)
            } else {
                continue;
            };
            let name = Some(Value::Text(campaign.name.clone()));
            let is_it = |node: &&Node| node.get("name").and_then(Node::value) == name;
            let node = root.get("campaign").and_then(|list| list.items().iter().find(is_it));
            let place = node.map_or_else(|| root.place.clone(), |node| node.place.clone());
            let problem = Problem::new(&place, message);
            self.report(problem.allowed(format!("{first} <= start < latest_end <= {last}")));
        }
    }

    /// The parameters of one arm.
    pub(super) fn parameters(&mut self, root: &Node, arm: &Node, parameters: &Parameters, village: &Village) {
        let Parameters { needs, quarrels, committee, support, .. } = parameters;
        let quarrel = |value: f64, key: &str| {
            (
                value <= quarrels.offspring_bound,
                vec![format!("quarrels.{key}"), "quarrels.offspring_bound".to_string()],
                format!("{key} ({value}) is above offspring_bound ({})", quarrels.offspring_bound),
                "none of the three above offspring_bound".to_string(),
            )
        };
        let rules = [
            (
                needs.serious_share + needs.moderate_share <= 1.0 + ROUNDING,
                vec!["needs.moderate_share".to_string(), "needs.serious_share".to_string()],
                format!(
                    "serious_share ({}) and moderate_share ({}) add up to more than 1",
                    needs.serious_share, needs.moderate_share
                ),
                "serious_share + moderate_share up to 1; the rest of the needs is slight".to_string(),
            ),
            quarrel(quarrels.offspring_wrong, "offspring_wrong"),
            quarrel(quarrels.offspring_dropped, "offspring_dropped"),
            quarrel(quarrels.offspring_lumped, "offspring_lumped"),
            (
                committee.cadres <= village.cadres,
                vec!["committee.cadres".to_string(), "village.cadres".to_string()],
                format!("more cadres take cases ({}) than the village has ({})", committee.cadres, village.cadres),
                format!("committee.cadres from 0 to {}", village.cadres),
            ),
            (
                !support.present || support.from < support.until,
                vec!["support.until".to_string(), "support.from".to_string()],
                format!("support ends ({}) before it begins ({})", support.until, support.from),
                "support.from before support.until".to_string(),
            ),
        ];
        for (holds, paths, message, allowed) in rules {
            if !holds {
                let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
                let own = place(arm, &paths);
                // A contradiction among common values is told where they stand, once for all arms.
                let given = paths.iter().any(|path| path.split('.').try_fold(arm, |node, key| node.get(key)).is_some());
                let place = if given { own } else { place(root, &paths) };
                self.report(Problem::new(&place, message).allowed(allowed));
            }
        }
    }
}

/// What decimal shares that add up to 1 may exceed it by.
const ROUNDING: f64 = 1e-9;
