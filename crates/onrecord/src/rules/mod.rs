//! What rules a claim would breach if it were true: never that it is.
//!
//! ```text
//! frames ─▶ events ─ by rule ─▶ which are covered ─ ban, cap ─▶ findings
//! ```
//! `event` is what is kept of a frame, `cover` tells which events a rule speaks of, `amounts` adds up what falls under a cap, and
//! [`findings`] puts a verdict on each claim, with its reasons in plain words. The same function serves one page and a whole ledger.

mod amounts;
mod cover;
mod event;
mod findings;
#[cfg(test)]
mod tests;

pub use cover::covers;
pub use event::{Event, events};
pub use findings::findings;

use std::collections::{HashMap, HashSet};

use crate::model::{Actor, Article, Claim, Finding, Frame, Statement};
use crate::pack::Pack;
use crate::reconcile::positions;

/// Holds the claims of one article against the rules of packs. A statement that speaks of an event under a rule and shares its proposition
/// with no other becomes a claim of its own; each claim is given the frames of its statements.
pub(crate) fn judge(
    article: &Article,
    statements: &mut [Statement],
    actors: &[Actor],
    frames: &[Frame],
    claims: &mut Vec<Claim>,
    packs: &[Pack],
) -> Vec<Finding> {
    let article_id = article.id();
    let places: HashMap<String, usize> = statements.iter().enumerate().map(|(at, statement)| (statement.id.clone(), at)).collect();
    let mut events = event::of(article, statements, actors, frames, packs);
    for event in events.iter().filter(|event| event.claim.is_empty() && covers(event, packs)) {
        let statement = &mut statements[places[&event.statement]];
        if statement.claim.is_none() {
            let id = format!("{article_id}.c{}", claims.len() + 1);
            claims.push(alone(id.clone(), statement));
            statement.claim = Some(id);
        }
    }
    let mut spoken: HashMap<&str, Vec<&String>> = HashMap::new();
    for statement in statements.iter() {
        spoken.entry(statement.claim.as_deref().unwrap_or_default()).or_default().extend(&statement.frames);
    }
    for claim in claims.iter_mut() {
        let mut seen = HashSet::new();
        let frames = spoken.get(claim.id.as_str()).into_iter().flatten();
        claim.frames = frames.filter(|frame| seen.insert(**frame)).map(|frame| (*frame).clone()).collect();
    }
    for event in &mut events {
        event.claim = statements[places[&event.statement]].claim.clone().unwrap_or_default();
    }
    events.retain(|event| !event.claim.is_empty());
    findings(&events, packs, |_| true)
}

/// The claim of one statement.
fn alone(id: String, statement: &Statement) -> Claim {
    let positions = positions(statement).collect();
    Claim { id, wording: statement.content.first().copied().unwrap_or_default(), frames: Vec::new(), disputed: false, positions }
}
