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

use crate::model::{Actor, Article, Claim, Finding, Frame, Position, Statement};
use crate::pack::Pack;

/// Holds the claims of one article against the rules of packs. A statement that speaks of an event under a rule and shares its proposition
/// with no other becomes a claim of its own; each claim is given the frames of its statements.
pub fn judge(
    article: &Article,
    statements: &mut [Statement],
    actors: &[Actor],
    frames: &[Frame],
    claims: &mut Vec<Claim>,
    packs: &[Pack],
) -> Vec<Finding> {
    let ruled = event::of(article, statements, actors, frames, packs);
    for event in ruled.iter().filter(|event| event.claim.is_empty() && covers(event, packs)) {
        let Some(statement) = statements.iter_mut().find(|statement| statement.id == event.statement && statement.claim.is_none()) else {
            continue;
        };
        let id = format!("{}.c{}", article.id(), claims.len() + 1);
        claims.push(alone(id.clone(), statement));
        statement.claim = Some(id);
    }
    for claim in claims.iter_mut() {
        for statement in statements.iter().filter(|statement| statement.claim.as_ref() == Some(&claim.id)) {
            let new: Vec<String> = statement.frames.iter().filter(|id| !claim.frames.contains(id)).cloned().collect();
            claim.frames.extend(new);
        }
    }
    let events: Vec<Event> = event::of(article, statements, actors, frames, packs).into_iter().filter(|e| !e.claim.is_empty()).collect();
    findings(&events, packs, |_| true)
}

/// The claim of one statement.
fn alone(id: String, statement: &Statement) -> Claim {
    let position = |actor: &String| Position {
        actor: actor.clone(),
        stance: statement.stance,
        act: statement.act,
        statement: statement.id.clone(),
        said_on: statement.said_on.clone(),
        independent: true,
    };
    let positions = statement.speakers.iter().map(position).collect();
    Claim { id, wording: statement.content.first().copied().unwrap_or_default(), frames: Vec::new(), disputed: false, positions }
}
