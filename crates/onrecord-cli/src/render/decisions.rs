//! Actors in a list, and what people decided about them and about statements.

use std::collections::HashMap;

use onrecord_store::{ActorDecision, ActorRow, Corrected, Correction, DecisionKind};

use super::count;
use super::style::{ASIDE, SOURCE, styled};
use super::wrap::indented;
use crate::out::{printable, word};

/// An actor: name and facts, then other names and roles.
pub(crate) fn actor_row(actor: &ActorRow) -> String {
    let facts = [Some(word(actor.kind)), actor.country.clone(), Some(count(actor.statements, "statement")), Some(actor.id.clone())];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut out = format!("{}  {}\n", styled(SOURCE, &actor.name), styled(ASIDE, &facts));
    let others: Vec<_> = actor.names.iter().filter(|&name| *name != actor.name).map(String::as_str).collect();
    for (heading, words) in [("also", others.join(", ")), ("as", actor.roles.join("; "))] {
        if !words.is_empty() {
            out += &indented(&format!("{heading} {words}"), 2, |line| styled(ASIDE, line));
        }
    }
    out
}

/// A decision about an actor in a line or two.
pub(crate) fn decision(decision: &ActorDecision) -> String {
    let other = decision.other_name.as_deref().unwrap_or_default();
    let other_id = decision.other.as_deref().unwrap_or_default();
    let (name, id) = (&decision.name, &decision.actor);
    let what = match decision.kind {
        DecisionKind::Merge => format!("{name} ({id}) is {other} ({other_id})"),
        DecisionKind::Split => format!("{name} ({id}) is {other} ({other_id}) on {}", decision.pages.join(", ")),
        DecisionKind::Rename => format!("{name} ({id}) is called {other}"),
    };
    decided(
        decision.number,
        &what,
        (&decision.decided, &decision.decided_by),
        decision.undone.as_deref().zip(decision.undone_by.as_deref()),
    )
}

/// A correction in a line or two: what the statement is, and what was read. Actors are named where their names are known.
pub(crate) fn corrected(corrected: &Corrected, names: &HashMap<String, String>) -> String {
    let read = corrected.was.as_str().map(str::to_owned);
    let speakers = |ids: &[String]| {
        let shown = |id: &String| names.get(id).map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
        if ids.is_empty() { "nobody".to_owned() } else { ids.iter().map(shown).collect::<Vec<_>>().join(", ") }
    };
    let none = || "none".to_owned();
    let (field, value, read) = match &corrected.correction {
        Correction::Act(act) => ("act", word(act), read),
        Correction::Stance(stance) => ("stance", word(stance), read),
        Correction::Speakers(ids) => ("speakers", speakers(ids), Some(speakers(&read_actors(corrected)))),
        Correction::Claim(id) => ("claim", id.clone().unwrap_or_else(none), Some(read.unwrap_or_else(none))),
    };
    let read = read.map(|read| format!(", read as {read}")).unwrap_or_default();
    let undone = corrected.undone.as_deref().zip(corrected.undone_by.as_deref());
    decided(corrected.number, &format!("{field}: {value}{read}"), (&corrected.decided, &corrected.decided_by), undone)
}

/// The ids of the actors that a correction names, and that were read.
pub(crate) fn actors(corrected: &Corrected) -> Vec<String> {
    match &corrected.correction {
        Correction::Speakers(ids) => [ids.clone(), read_actors(corrected)].concat(),
        _ => Vec::new(),
    }
}

/// The ids of the actors that were read as speakers.
fn read_actors(corrected: &Corrected) -> Vec<String> {
    corrected.was.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// A decision with its number, who took it and when, and whether it still stands.
fn decided(number: i64, what: &str, (at, by): (&str, &str), undone: Option<(&str, &str)>) -> String {
    let undone = undone.map(|(at, by)| format!("; undone by {by}, {at}")).unwrap_or_default();
    format!("{number:>4}  {}\n      {}", printable(what), styled(ASIDE, &format!("by {by}, {at}{undone}")))
}
