//! Actors in a list, and what people decided about them and about statements.

use std::collections::HashMap;

use onrecord_store::{ActorDecision, ActorRow, Corrected, CorrectedStatement, Correction, Days, Decided, DecisionKind};

use super::count;
use super::ledger::quoted;
use super::style::{ASIDE, SOURCE, styled};
use super::wrap::indented;
use crate::out::{printable, word};
use crate::when;

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
    decided_by(
        decision.number,
        &what,
        (&decision.decided, &decision.decided_by),
        decision.undone.as_deref().zip(decision.undone_by.as_deref()),
    )
}

/// A correction in a line or two: what the statement is, and what was read. Actors and claims are named where their names are known.
pub(crate) fn corrected(corrected: &Corrected, names: &HashMap<String, String>) -> String {
    let field = match corrected.correction {
        Correction::Act(_) => "act",
        Correction::Stance(_) => "stance",
        Correction::Speakers(_) => "speakers",
        Correction::Claim(_) => "claim",
        Correction::SaidOn(_) => "said on",
        Correction::NoStatement => "statement",
    };
    let read = corrected.read().map(|read| format!(", read as {}", value(&read, names))).unwrap_or_default();
    let brought = corrected.brought_by.map(|number| format!(" (came with {number})")).unwrap_or_default();
    let undone = corrected.undone.as_deref().zip(corrected.undone_by.as_deref());
    let what = format!("{field}: {}{read}{brought}", value(&corrected.correction, names));
    decided_by(corrected.number, &what, (&corrected.decided, &corrected.decided_by), undone)
}

/// What a correction says.
fn value(correction: &Correction, names: &HashMap<String, String>) -> String {
    let called = |id: &String| names.get(id).map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
    match correction {
        Correction::Act(act) => word(act),
        Correction::Stance(stance) => word(stance),
        Correction::Speakers(ids) if ids.is_empty() => "nobody".to_owned(),
        Correction::Speakers(ids) => ids.iter().map(called).collect::<Vec<_>>().join(", "),
        Correction::Claim(id) => id.as_ref().map_or_else(|| "none".to_owned(), called),
        Correction::SaidOn(days) => days.as_ref().map_or_else(|| "no day".to_owned(), |Days { from, to }| when::days(from, to)),
        Correction::NoStatement => "none".to_owned(),
    }
}

/// Something that somebody decided, with the words of the statement where it is about one.
pub(crate) fn decided(decided: &Decided, names: &HashMap<String, String>) -> String {
    match decided {
        Decided::Actor(made) => decision(made) + "\n",
        Decided::Statement(CorrectedStatement { corrected: made, speaker, words }) => {
            let statement = format!("{speaker}: {}", quoted(words));
            let id = format!("statement {}", made.statement);
            let statement = indented(&statement, 6, |line| printable(line).into_owned()) + &indented(&id, 6, |line| styled(ASIDE, line));
            format!("{}\n{statement}", corrected(made, names))
        }
    }
}

/// A decision with its number, who took it and when, and whether it still stands.
fn decided_by(number: i64, what: &str, (at, by): (&str, &str), undone: Option<(&str, &str)>) -> String {
    let undone = undone.map(|(at, by)| format!("; undone by {by}, {at}")).unwrap_or_default();
    format!("{number:>4}  {}\n      {}", printable(what), styled(ASIDE, &format!("by {by}, {at}{undone}")))
}
