//! Who shares in an effect: the mechanisms of the model, one by one or by theme.

use crate::experiment::Factor;
use crate::experiment::design::{Role, Spread};
use crate::scenario::{Scenario, nearest};
use crate::statistics::MOST_PLAYERS;
use crate::vocabulary::tables::Mechanisms;
use crate::vocabulary::{Language, Parameters, Table, Text, Value};

/// Above so many players not all coalitions are run: there are two to the power of them.
pub const MOST_EXACT: usize = 10;

/// Mechanisms that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name, as typed and in tables.
    pub name: &'static str,
    /// What it is called.
    pub text: Text,
    /// Its switches, keys of `[mechanisms]`. What means nothing without another stands in the theme of that other:
    /// leakage without projects, dilemma without effort, learning and joining without petitions.
    pub switches: &'static [&'static str],
}

macro_rules! themes {
    ($($name:literal, $en:literal, $zh:literal: [$($switch:literal),+];)+) => {
        /// The themes. Each switch has one.
        pub const THEMES: &[Theme] = &[$(
            Theme { name: $name, text: Text { en: $en, zh: $zh }, switches: &[$($switch),+] }
        ),+];
    };
}

themes! {
    "cases", "handling of cases", "事项办理": ["contact", "presence", "handling", "tasks", "priority"];
    "settlement", "judging and settling", "判断与调解": ["judgement", "mediation", "quarrels", "fixers"];
    "trust_and_voice", "trust and voice", "信任与表达": ["voice", "trust"];
    "petitions_and_belief", "petitions and belief", "信访与预期": ["escalation", "petitions", "petition_learning", "petition_joining"];
    "seats", "elections and turnover", "选举与更替": ["elections", "turnover"];
    "effort_and_learning", "effort and learning", "投入与学习": ["effort", "dilemma", "experience", "learning_between_groups"];
    "information_and_rounds", "information and rounds", "信息与走访": ["visits", "information", "participation"];
    "money", "projects, money and leakage", "项目资金与流失": ["projects", "leakage"];
    "drives_and_storms", "drives, storms and canals", "动员、暴雨与渠道": ["campaigns", "storms", "works"];
}

/// A mechanism, or several that are switched together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Its name: of the switch, of the theme, or the one it was given.
    pub name: String,
    /// Its switches, keys of `[mechanisms]`.
    pub switches: Vec<&'static str>,
}

impl Player {
    fn new(name: &str, mut switches: Vec<&'static str>) -> Player {
        // A theme of which one switch alone is on is that switch.
        let name = match switches.as_slice() {
            [only] if theme(name).is_some() => only,
            _ => name,
        };
        switches.sort_by_key(|switch| place(switch));
        Player { name: name.into(), switches }
    }
}

/// What a player of this name is called: a theme, a switch, or the name itself.
pub fn label(name: &str, language: Language) -> String {
    if let Some(theme) = theme(name) {
        return theme.text.get(language).into();
    }
    let switch = Mechanisms::PARAMETERS.iter().find(|switch| switch.key == name);
    match (switch, language) {
        (Some(switch), Language::Chinese) => switch.text.get(language).into(),
        (Some(_), Language::English) => name.replace('_', " "),
        (None, _) => name.into(),
    }
}

/// Who plays: those that are `named` (switches or themes) and the `groups` (a name and its switches), and nobody else. Where
/// nobody is named every mechanism that an arm has on plays, by theme where there are more than [`MOST_EXACT`] and not
/// `singly`.
///
/// # Errors
/// A text when a name means nothing, or what it names is off, or is named twice.
pub fn players(
    scenario: &Scenario,
    named: &[String],
    groups: &[(String, Vec<String>)],
    singly: bool,
) -> Result<Vec<Player>, String> {
    let on: Vec<&'static str> = switched_on(scenario);
    if named.is_empty() && groups.is_empty() {
        if on.is_empty() {
            return Err("no mechanism is on, so none carries anything".into());
        }
        let alone = on.iter().map(|switch| Player::new(switch, vec![switch]));
        return Ok(if singly || on.len() <= MOST_EXACT { alone.collect() } else { by_theme(&on) });
    }
    let mut players: Vec<Player> = Vec::new();
    for name in named {
        let switches = match theme(name) {
            Some(theme) => {
                let of_theme: Vec<_> = theme.switches.iter().copied().filter(|switch| on.contains(switch)).collect();
                if of_theme.is_empty() {
                    return Err(format!("all of `{name}` is off in every arm: {}", theme.switches.join(", ")));
                }
                of_theme
            }
            None => vec![switch_on(name, &on)?],
        };
        players.push(Player::new(name, switches));
    }
    for (name, switches) in groups {
        if theme(name).is_some() || key(name).is_some() {
            return Err(format!("`{name}` is a mechanism or a theme already; give the group another name"));
        }
        let switches = switches.iter().map(|switch| switch_on(switch, &on)).collect::<Result<_, _>>()?;
        players.push(Player::new(name, switches));
    }
    let all: Vec<_> = players.iter().flat_map(|player| &player.switches).collect();
    if let Some(twice) = (1..all.len()).find(|at| all[..*at].contains(&all[*at])) {
        return Err(format!("`{}` plays twice", all[twice]));
    }
    if let Some(twice) = (1..players.len()).find(|at| players[..*at].iter().any(|p| p.name == players[*at].name)) {
        return Err(format!("two groups are named `{}`", players[twice].name));
    }
    if players.len() > MOST_PLAYERS {
        return Err(format!("there are {} players; at most {MOST_PLAYERS} can play", players.len()));
    }
    Ok(players)
}

/// The switches that are on in some arm, in the order of their table.
pub fn switched_on(scenario: &Scenario) -> Vec<&'static str> {
    let on = |key: &&str| scenario.arms.iter().any(|arm| is_on(&arm.parameters, key));
    Mechanisms::PARAMETERS.iter().map(|switch| switch.key).filter(on).collect()
}

/// The players as factors of a design, each off (0) or as it is in the scenario (1). `without` is that of [`paths`].
///
/// # Errors
/// What `without` says, or why a switch cannot vary.
pub fn factors(
    scenario: &Scenario,
    players: &[Player],
    without: impl Fn(&[String]) -> Result<Scenario, String>,
) -> Result<Vec<Factor>, String> {
    let factor = |player: &Player| {
        let paths = paths(scenario, &player.switches, &without)?;
        let path = paths.first().ok_or_else(|| format!("`{}` is on in no arm", player.name))?;
        let spread = Spread::Words(vec!["false".into(), "true".into()]);
        let factor = Factor::new(scenario, path, spread, Role::Lever)?;
        Ok(factor.joint(&player.name, paths, meaning(player)))
    };
    players.iter().map(factor).collect()
}

/// What a player means.
fn meaning(player: &Player) -> Text {
    let switch = Mechanisms::PARAMETERS.iter().find(|switch| switch.key == player.name);
    let together = Text { en: "Mechanisms that are switched together", zh: "一并开关的机制" };
    theme(&player.name).map(|theme| theme.text).or(switch.map(|switch| switch.text)).unwrap_or(together)
}

/// The paths that switch off what `switches` are, wherever it is on. `without` reads the scenario with these paths off;
/// an arm that then still has a switch on sets it itself.
///
/// # Errors
/// What `without` says.
pub fn paths<E>(
    scenario: &Scenario,
    switches: &[&str],
    without: impl Fn(&[String]) -> Result<Scenario, E>,
) -> Result<Vec<String>, E> {
    let common = switches.iter().filter(|switch| is_on(&scenario.base, switch));
    let mut paths: Vec<String> = common.map(|switch| format!("{}.{switch}", Mechanisms::NAME)).collect();
    let rest = without(&paths)?;
    for arm in &rest.arms {
        let own = switches.iter().filter(|switch| is_on(&arm.parameters, switch));
        paths.extend(own.map(|switch| format!("arm.{}.{}.{switch}", arm.name, Mechanisms::NAME)));
    }
    Ok(paths)
}

fn is_on(parameters: &Parameters, key: &str) -> bool {
    parameters.get(Mechanisms::NAME, key) == Some(Value::Flag(true))
}

fn by_theme(on: &[&'static str]) -> Vec<Player> {
    let of_theme = |theme: &Theme| {
        let switches: Vec<_> = theme.switches.iter().copied().filter(|switch| on.contains(switch)).collect();
        (!switches.is_empty()).then(|| Player::new(theme.name, switches))
    };
    THEMES.iter().filter_map(of_theme).collect()
}

/// The switch of this name, which must be on.
fn switch_on(name: &str, on: &[&'static str]) -> Result<&'static str, String> {
    let Some(key) = key(name) else {
        let known = Mechanisms::PARAMETERS.iter().map(|switch| switch.key);
        let near = nearest(name, known.chain(THEMES.iter().map(|theme| theme.name)));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(format!("there is no mechanism or theme `{name}`{near}"));
    };
    if on.contains(&key) { Ok(key) } else { Err(format!("`{name}` is off in every arm, so it carries nothing")) }
}

fn key(name: &str) -> Option<&'static str> {
    Mechanisms::PARAMETERS.iter().map(|switch| switch.key).find(|key| *key == name)
}

fn place(switch: &str) -> usize {
    Mechanisms::PARAMETERS.iter().position(|known| known.key == switch).unwrap_or(usize::MAX)
}

fn theme(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Design;
    use crate::scenario::{Memory, Problems, read};

    fn scenario(text: &str, settings: &[String]) -> Result<Scenario, Problems> {
        read(&Memory::single("s.toml", text), "s.toml", settings)
    }

    fn names(players: &[Player]) -> Vec<&str> {
        players.iter().map(|player| player.name.as_str()).collect()
    }

    fn off(paths: &[String]) -> Vec<String> {
        paths.iter().map(|path| format!("{path}=false")).collect()
    }

    #[test]
    fn each_switch_has_one_theme() {
        let mut all: Vec<&str> = THEMES.iter().flat_map(|theme| theme.switches).copied().collect();
        assert!(THEMES.iter().all(|theme| key(theme.name).is_none_or(|key| theme.switches == [key])));
        assert!(THEMES.len() <= MOST_EXACT);
        all.sort_unstable();
        let mut known: Vec<&str> = Mechanisms::PARAMETERS.iter().map(|switch| switch.key).collect();
        known.sort_unstable();
        assert_eq!(all, known);
    }

    #[test]
    fn many_mechanisms_play_by_theme_and_few_by_themselves() {
        let usual = players(&scenario("", &[]).unwrap(), &[], &[], false).unwrap();
        let themes = ["cases", "settlement", "trust_and_voice", "petitions_and_belief", "seats", "experience"];
        assert_eq!(names(&usual), themes);
        assert_eq!(usual.iter().map(|player| player.switches.len()).sum::<usize>(), 17);
        assert_eq!(players(&scenario("", &[]).unwrap(), &[], &[], true).unwrap().len(), 17);
        let few = "[mechanisms]\nhandling = true\n".to_string()
            + "contact = false\npresence = false\ntasks = false\npriority = false\nquarrels = false\nelections = false\nturnover = false\n";
        assert_eq!(players(&scenario(&few, &[]).unwrap(), &[], &[], false).unwrap().len(), 10);
    }

    #[test]
    fn whoever_is_named_plays_and_nobody_else() {
        let scenario = scenario("", &[]).unwrap();
        let named = |names: &[&str], groups: &[(&str, &[&str])]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            let groups: Vec<(String, Vec<String>)> = groups
                .iter()
                .map(|(name, all)| (name.to_string(), all.iter().map(ToString::to_string).collect()))
                .collect();
            players(&scenario, &names, &groups, false)
        };
        let chosen = named(&["seats", "trust"], &[("work", &["tasks", "handling"])]).unwrap();
        assert_eq!(names(&chosen), ["seats", "trust", "work"]);
        assert_eq!(chosen[2].switches, ["handling", "tasks"]);
        let wrong = |names: &[&str], groups: &[(&str, &[&str])]| named(names, groups).unwrap_err();
        assert!(wrong(&["trusst"], &[]).contains("did you mean `trust`?"));
        assert!(wrong(&["storms"], &[]).contains("off in every arm"));
        assert!(wrong(&["money"], &[]).contains("off in every arm"));
        assert!(wrong(&["seats"], &[("x", &["turnover"])]).contains("`turnover` plays twice"));
        assert!(wrong(&[], &[("trust", &["voice"])]).contains("another name"));
        assert!(wrong(&[], &[("x", &["voice"]), ("x", &["trust"])]).contains("two groups"));
    }

    #[test]
    fn a_mechanism_is_switched_off_wherever_it_is_on() {
        let text = "[mechanisms]\nvisits = true\n[[arm]]\nname = \"a\"\nstructure = \"single\"\nmechanisms.visits = true\n\
                    [[arm]]\nname = \"b\"\nstructure = \"single\"\n[[arm]]\nname = \"c\"\nstructure = \"three\"\n\
                    mechanisms.visits = false\nmechanisms.effort = true\n";
        let base = scenario(text, &[]).unwrap();
        let of = |switches: &[&str]| paths(&base, switches, |paths| scenario(text, &off(paths))).unwrap();
        assert_eq!(of(&["visits"]), ["mechanisms.visits", "arm.a.mechanisms.visits"]);
        assert_eq!(of(&["effort"]), ["arm.c.mechanisms.effort"]);
        assert_eq!(of(&["trust"]), ["mechanisms.trust"]);
        let without = scenario(text, &off(&of(&["visits", "effort"]))).unwrap();
        assert!(switched_on(&without).iter().all(|switch| !["visits", "effort"].contains(switch)));
    }

    #[test]
    fn players_are_factors_that_are_off_or_as_they_are() {
        let base = scenario("", &[]).unwrap();
        let players = players(&base, &["seats".into(), "trust".into()], &[], false).unwrap();
        let read = |paths: &[String]| scenario("", &off(paths)).map_err(|problems| problems.to_string());
        let factors = factors(&base, &players, read).unwrap();
        assert_eq!(factors[0].meaning(), THEMES[4].text);
        let design = Design { factors, points: vec![vec![0.0, 1.0], vec![1.0, 1.0]] };
        let settings = ["mechanisms.elections=false", "mechanisms.turnover=false", "mechanisms.trust=true"];
        assert_eq!(design.settings(0), settings);
        assert_eq!(design.table(), "point,seats,trust\n0,false,true\n1,true,true\n");
    }

    #[test]
    fn any_combination_of_mechanisms_is_a_sound_scenario() {
        // None is refused, so none has to be grouped with another for the reader's sake.
        let all: Vec<&str> = Mechanisms::PARAMETERS.iter().map(|switch| switch.key).collect();
        let with = |on: &dyn Fn(usize) -> bool| -> String {
            let line = |(at, switch): (usize, &&str)| format!("{switch} = {}\n", on(at));
            "[mechanisms]\n".to_string() + &all.iter().enumerate().map(line).collect::<String>()
        };
        for (one, switch) in all.iter().enumerate() {
            assert!(scenario(&with(&|at| at == one), &[]).is_ok(), "{switch} alone");
            assert!(scenario(&with(&|at| at != one), &[]).is_ok(), "all but {switch}");
            assert!(scenario(&with(&|at| (at * 7 + one * 5) % 11 < 5), &[]).is_ok());
        }
    }
}
