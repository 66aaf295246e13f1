//! How the statements of a claim hang together, and where somebody turned against himself.

use std::cmp::Reverse;
use std::collections::HashSet;

use onrecord::reconcile::{AGAINST_HIMSELF, Matter, Relation, contrary};
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::actor::latest;
use crate::news::on_record;
use crate::reconcile::matter;
use crate::{OnRecord, Result, wire};

/// How many statements of actors with both stances are looked through for turns, the latest.
const LOOKED_THROUGH: u32 = 2000;

/// How many earlier statements of the other stance a statement is held against, the latest.
const BEFORE: usize = 64;

/// Two statements of one claim, and what one is to the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Linked {
    /// What the later is to the earlier: `same`, `contradicts`, `narrows` or `updates_number`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub relation: Relation,
    /// How likely they are about one matter, 0 to 1.
    pub score: f64,
    /// What they have in common, for people.
    pub why: String,
    /// The one that came onto the record first.
    pub earlier: OnRecord,
    /// The other.
    pub later: OnRecord,
}

/// Somebody on record against what he had on record before.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turn {
    /// The actor's id.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// What it said before.
    pub before: OnRecord,
    /// What it said then.
    pub after: OnRecord,
}

/// The links of a claim between newest articles that are no copies, the telling ones first.
const LINKS: &str = "
    SELECT l.statement, l.other, l.relation, l.score, l.why
    FROM statement s JOIN link l ON l.statement = s.key JOIN statement t ON t.key = l.other AND t.claim = s.claim
    JOIN article a ON a.key = s.article JOIN article b ON b.key = t.article
    WHERE s.claim = (SELECT key FROM claim WHERE id = ?1) AND a.newest AND b.newest AND a.copy_of IS NULL AND b.copy_of IS NULL
        AND (l.relation <> 'contradicts' OR s.stance <> t.stance AND 'neutral' NOT IN (s.stance, t.stance))
    ORDER BY CASE l.relation WHEN 'contradicts' THEN 0 WHEN 'updates_number' THEN 1 WHEN 'narrows' THEN 2 ELSE 3 END,
        l.score DESC, l.statement, l.other LIMIT ?2";

/// Statements that take a side, of actors who have taken both, by claim, actor and day.
const SIDES: &str = "
    SELECT p.actor, s.claim, s.key, s.id AS statement, s.act, s.stance, s.refers_to, m.terms, m.gainsaid
    FROM statement s JOIN matter m ON m.statement = s.key JOIN article a ON a.key = s.article JOIN speaker p ON p.statement = s.key
    WHERE s.stance <> 'neutral' AND NOT s.aside AND s.claim IS NOT NULL AND a.newest AND a.copy_of IS NULL AND {of}
        AND EXISTS (SELECT 1 FROM speaker q JOIN statement t ON t.key = q.statement
            WHERE q.on_claim = s.claim AND q.actor = p.actor AND t.stance <> s.stance AND t.stance <> 'neutral')
    ORDER BY s.claim, p.actor, coalesce(s.said_from, substr(a.published, 1, 10)), s.key LIMIT ?2";

/// What a claim's statements are to each other: what contradicts, then other numbers, then what says more, then the same; of each the
/// surest first.
pub(super) fn links(ledger: &Connection, claim: &str, limit: u32) -> Result<Vec<Linked>> {
    let mut select = ledger.prepare_cached(LINKS)?;
    let mut rows = select.query((claim, limit))?;
    let (mut out, mut seen) = (Vec::new(), HashSet::new());
    while let Some(row) = rows.next()? {
        let mut pair = [on_record(ledger, row.get("other")?)?, on_record(ledger, row.get("statement")?)?];
        pair.sort_by(|a, b| a.date.cmp(&b.date));
        let [earlier, later] = pair;
        if seen.insert((earlier.words.clone(), later.words.clone())) {
            let (relation, score, why) = (wire::value(row, "relation")?, row.get("score")?, row.get("why")?);
            out.push(Linked { relation, score, why, earlier, later });
        }
    }
    Ok(out)
}

/// Who turned against himself on a claim, the last turn of each.
pub(super) fn claim_turns(ledger: &Connection, claim: &str) -> Result<Vec<Turn>> {
    turns(ledger, "s.claim = (SELECT key FROM claim WHERE id = ?1)", claim)
}

/// On which claims an actor turned against himself in his latest statements, the last turn on each.
pub(super) fn actor_turns(ledger: &Connection, actor: &str) -> Result<Vec<Turn>> {
    let key = "(SELECT key FROM actor WHERE id = ?1)";
    turns(ledger, &format!("p.actor = {key} AND s.key IN {}", latest(key)), actor)
}

/// A statement by which somebody takes a side on a claim.
struct Taken {
    actor: i64,
    claim: i64,
    key: i64,
    matter: Matter,
}

fn turns(ledger: &Connection, of: &str, id: &str) -> Result<Vec<Turn>> {
    let mut select = ledger.prepare_cached(&SIDES.replace("{of}", of))?;
    let mut rows = select.query((id, LOOKED_THROUGH))?;
    let mut taken = Vec::new();
    while let Some(row) = rows.next()? {
        taken.push(Taken { actor: row.get("actor")?, claim: row.get("claim")?, key: row.get("key")?, matter: matter(row)? });
    }
    let mut out = Vec::new();
    for sides in taken.chunk_by(|a, b| (a.claim, a.actor) == (b.claim, b.actor)) {
        let Some((before, after)) = last_turn(sides) else { continue };
        let named = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        let (actor, name) = ledger.prepare_cached("SELECT id, name FROM actor WHERE key = ?")?.query_row([after.actor], named)?;
        out.push(Turn { actor, name, before: on_record(ledger, before.key)?, after: on_record(ledger, after.key)? });
    }
    out.sort_by_key(|turn: &Turn| Reverse(turn.after.date.clone()));
    Ok(out)
}

/// The last statement that contradicts an earlier one of the same actor, and the latest one that it contradicts.
fn last_turn(sides: &[Taken]) -> Option<(&Taken, &Taken)> {
    (1..sides.len()).rev().find_map(|at| {
        let (after, earlier) = (&sides[at], &sides[at.saturating_sub(BEFORE)..at]);
        earlier.iter().rev().find(|before| against(&after.matter, &before.matter)).map(|before| (before, after))
    })
}

/// Whether two statements of one actor contradict each other by what they say, and not only by being of one claim.
fn against(after: &Matter, before: &Matter) -> bool {
    let pointed = after.refers_to.as_ref() == Some(&before.statement) && after.stance != before.stance;
    pointed || contrary(after, before).is_some_and(|terms| terms.len() >= AGAINST_HIMSELF)
}

/// Whether by the second of two statements, given by their keys, an actor turned against what it said in the first.
pub(crate) fn turned(ledger: &Connection, before: i64, after: i64) -> Result<bool> {
    let select = "SELECT s.id AS statement, s.act, s.stance, s.refers_to, m.terms, m.gainsaid
        FROM statement s JOIN matter m ON m.statement = s.key WHERE s.key = ?";
    let of = |key: i64| -> Result<Option<Matter>> {
        let mut select = ledger.prepare_cached(select)?;
        let mut rows = select.query([key])?;
        rows.next()?.map(matter).transpose()
    };
    Ok(of(before)?.zip(of(after)?).is_some_and(|(before, after)| against(&after, &before)))
}
