//! Who is who: people's decisions to merge, split and rename actors.
//!
//! The machine takes the actors of two pages for one where they share a full name or a country (`onrecord::resolve::ledger_key`), never
//! by a family name alone. A decision is laid over that: it is kept with who took it and when, holds for pages that are added or added
//! again later, can be undone, and comes before claims are made. Standing decisions apply in the order in which they were taken.

use std::collections::BTreeSet;

use onrecord::model::ActorKind;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::{Error, Find, Ledger, Result, claims, lay, wire};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Two actors are one.
    Merge,
    /// On some pages the actor is another one.
    Split,
    /// The actor has another name.
    Rename,
}

/// A decision about an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActorDecision {
    /// Its number, by which it is undone.
    pub number: i64,
    /// What was decided.
    pub kind: DecisionKind,
    /// The id of the actor whom it is about.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// The id of the other actor: whom it went into, or who was split off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The other's name; after a renaming, the new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_name: Option<String>,
    /// The addresses of the pages on which the other was split off.
    pub pages: Vec<String>,
    /// When it was taken: RFC 3339, UTC.
    pub decided: String,
    /// Who took it.
    pub decided_by: String,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<String>,
    /// Who took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<String>,
}

impl Ledger {
    /// Makes two actors one: all that `actor` has on record, now and on pages to come, is `into`'s, and `actor`'s id and names lead there.
    /// Either may have been merged before; then the one that answers for it is meant. `by` is the name of whoever decides.
    ///
    /// # Errors
    /// [`Error::Unknown`] where no actor has such an id, [`Error::Refused`] where the two are one already; else where the ledger cannot be
    /// written. Nothing is changed then.
    pub fn merge_actors(&mut self, actor: &str, into: &str, by: &str) -> Result<ActorDecision> {
        self.decide(|ledger| {
            let (from, to) = (answering(ledger, actor)?, answering(ledger, into)?);
            if from == to {
                return Err(Error::Refused(format!("{actor} and {into} are one actor already")));
            }
            let decision = insert(ledger, DecisionKind::Merge, from, Some(to), None, by)?;
            shift(ledger, from, to, None)?;
            Ok(decision)
        })
    }

    /// Makes what an actor is on some pages an actor of its own: `pages` are addresses, or ids of articles. What the actor has on record
    /// there, now and in versions to come, is the new one's; its id is in the decision that is returned. Without a `name` it keeps the name.
    ///
    /// # Errors
    /// [`Error::Unknown`] where no actor or no page is such, [`Error::Refused`] where the actor is on none of the pages; else where the
    /// ledger cannot be written. Nothing is changed then.
    pub fn split_actor(&mut self, actor: &str, pages: &[String], name: Option<&str>, by: &str) -> Result<ActorDecision> {
        self.decide(|ledger| {
            let from = answering(ledger, actor)?;
            let pages = addresses(ledger, pages)?;
            let to = split_off(ledger, from, &pages, name)?;
            let decision = insert(ledger, DecisionKind::Split, from, Some(to), None, by)?;
            for page in &pages {
                ledger.execute("INSERT INTO split_page VALUES (?, ?)", (decision, page))?;
            }
            if shift(ledger, from, to, Some(decision))? == 0 {
                return Err(Error::Refused(format!(
                    "{actor} is on none of these pages: {}",
                    pages.into_iter().collect::<Vec<_>>().join(", ")
                )));
            }
            Ok(decision)
        })
    }

    /// Gives an actor another name, by which it is found beside those that pages print.
    ///
    /// # Errors
    /// [`Error::Unknown`] where no actor has such an id, [`Error::Refused`] where the name is empty, of several lines or too long; else where
    /// the ledger cannot be written. Nothing is changed then.
    pub fn rename_actor(&mut self, actor: &str, name: &str, by: &str) -> Result<ActorDecision> {
        self.decide(|ledger| {
            let key = answering(ledger, actor)?;
            let name = name_of(name)?;
            let decision = insert(ledger, DecisionKind::Rename, key, None, Some(name), by)?;
            ledger.execute("UPDATE actor SET name = ? WHERE key = ?", (name, key))?;
            decided_name(ledger, key, name)?;
            Ok(decision)
        })
    }

    /// Takes a decision back, by its number; the decisions that stand are applied anew without it.
    ///
    /// # Errors
    /// [`Error::Unknown`] where no standing decision has such a number; else where the ledger cannot be written. Nothing is changed then.
    pub fn undo_decision(&mut self, number: i64, by: &str) -> Result<ActorDecision> {
        self.decide(|ledger| undo(ledger, number, by))
    }

    /// As [`Ledger::undo_decision`], only where the actor with an id is the one or the other of the decision.
    ///
    /// # Errors
    /// As [`Ledger::undo_decision`], with [`Error::Unknown`] also where the decision is about others.
    pub fn undo_decision_about(&mut self, actor: &str, number: i64, by: &str) -> Result<ActorDecision> {
        self.decide(|ledger| {
            let about = "SELECT 1 FROM actor_decision d JOIN actor ON actor.key IN (d.actor, d.other) WHERE d.key = ? AND actor.id = ?";
            if !ledger.prepare_cached(about)?.exists((number, actor))? {
                let what = "decision about this actor has the number";
                return Err(Error::Unknown { what, name: number.to_string(), find: Find::Decisions });
            }
            undo(ledger, number, by)
        })
    }

    /// All decisions about actors, in the order in which they were taken, with those that were undone.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn decisions(&self) -> Result<Vec<ActorDecision>> {
        let keys = "SELECT key FROM actor_decision ORDER BY key";
        let keys: Vec<i64> = self.connection.prepare_cached(keys)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        keys.into_iter().map(|key| decision(&self.connection, key)).collect()
    }

    /// The decisions in which an actor is the one or the other, by its id, in the order in which they were taken, with those that were undone.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn decisions_about(&self, actor: &str) -> Result<Vec<ActorDecision>> {
        let keys = "SELECT key FROM actor_decision WHERE actor = (SELECT key FROM actor WHERE id = ?1)
            UNION SELECT key FROM actor_decision WHERE other = (SELECT key FROM actor WHERE id = ?1) ORDER BY key";
        let keys: Vec<i64> = self.connection.prepare_cached(keys)?.query_map([actor], |row| row.get(0))?.collect::<Result<_, _>>()?;
        keys.into_iter().map(|key| decision(&self.connection, key)).collect()
    }

    fn decide(&mut self, decide: impl FnOnce(&Connection) -> Result<i64>) -> Result<ActorDecision> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = decide(&transaction)?;
        let decision = decision(&transaction, key)?;
        transaction.commit()?;
        Ok(decision)
    }
}

/// Takes a standing decision back; its number.
fn undo(ledger: &Connection, number: i64, by: &str) -> Result<i64> {
    let undo = "UPDATE actor_decision SET undone = strftime('%Y-%m-%dT%H:%M:%SZ'), undone_by = ?2 WHERE key = ?1 AND undone IS NULL";
    if ledger.execute(undo, (number, by))? == 0 {
        return Err(Error::Unknown { what: "standing decision has the number", name: number.to_string(), find: Find::Decisions });
    }
    name_anew(ledger, number)?;
    settle(ledger)?;
    Ok(number)
}

/// The decision with a number.
pub(crate) fn decision(ledger: &Connection, key: i64) -> Result<ActorDecision> {
    let pages = "SELECT address FROM split_page WHERE decision = ? ORDER BY address";
    let pages = ledger.prepare_cached(pages)?.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut select = ledger.prepare_cached(
        "SELECT d.key, d.kind, actor.id AS actor, coalesce(d.was, actor.name) AS name, other.id AS other,
            coalesce(d.name, other.name) AS other_name, d.decided, d.decided_by, d.undone, d.undone_by
        FROM actor_decision d JOIN actor ON actor.key = d.actor LEFT JOIN actor other ON other.key = d.other WHERE d.key = ?",
    )?;
    let decision = |row: &Row| {
        Ok(ActorDecision {
            number: row.get("key")?,
            kind: wire::value(row, "kind")?,
            actor: row.get("actor")?,
            name: row.get("name")?,
            other: row.get("other")?,
            other_name: row.get("other_name")?,
            pages,
            decided: row.get("decided")?,
            decided_by: row.get("decided_by")?,
            undone: row.get("undone")?,
            undone_by: row.get("undone_by")?,
        })
    };
    Ok(select.query_row([key], decision)?)
}

fn insert(ledger: &Connection, kind: DecisionKind, actor: i64, other: Option<i64>, name: Option<&str>, by: &str) -> Result<i64> {
    let insert = "INSERT INTO actor_decision (kind, actor, other, name, was, decided, decided_by)
        VALUES (?1, ?2, ?3, ?4, CASE WHEN ?4 IS NOT NULL THEN (SELECT name FROM actor WHERE key = ?2) END, strftime('%Y-%m-%dT%H:%M:%SZ'), ?5)";
    ledger.execute(insert, params![wire::word(kind)?, actor, other, name, by])?;
    Ok(ledger.last_insert_rowid())
}

/// The actor that answers to an id.
pub(crate) fn answering(ledger: &Connection, id: &str) -> Result<i64> {
    let select = "SELECT coalesce(goes_into, key) FROM actor WHERE id = ?";
    let key = ledger.prepare_cached(select)?.query_row([id], |row| row.get(0)).optional()?;
    key.ok_or_else(|| Error::Unknown { what: "actor has the id", name: id.to_owned(), find: Find::Ids })
}

/// No name of anybody is longer, in code points.
const LONGEST_NAME: usize = 200;

/// A name that somebody gives an actor, fit to stand in a line.
pub(crate) fn name_of(name: &str) -> Result<&str> {
    let name = name.trim();
    let fault = match name {
        "" => "a name has at least one letter".to_owned(),
        _ if name.contains(char::is_control) => "a name is one line, without control characters".to_owned(),
        _ if name.chars().nth(LONGEST_NAME).is_some() => format!("a name has at most {LONGEST_NAME} characters"),
        _ => return Ok(name),
    };
    Err(Error::Refused(fault))
}

/// Lets an actor be found by a name that no page may print.
pub(crate) fn decided_name(ledger: &Connection, actor: i64, name: &str) -> Result<()> {
    let insert = "INSERT OR IGNORE INTO actor_name (actor, name, folded, decided) VALUES (?, ?, ?, 1)";
    ledger.execute(insert, (actor, name, name.to_lowercase()))?;
    Ok(())
}

/// The addresses that some addresses and ids of articles name.
fn addresses(ledger: &Connection, pages: &[String]) -> Result<BTreeSet<String>> {
    let mut select = ledger.prepare_cached("SELECT DISTINCT address FROM article WHERE address = ?1 OR id = ?1")?;
    let mut out = BTreeSet::new();
    for page in pages {
        let found: Vec<String> = select.query_map([page], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if found.is_empty() {
            return Err(Error::Unknown { what: "page has the address or id", name: page.clone(), find: Find::Ids });
        }
        out.extend(found);
    }
    Ok(out)
}

/// The actor for what another one is on some pages; the same one where that was decided before.
fn split_off(ledger: &Connection, from: i64, pages: &BTreeSet<String>, name: Option<&str>) -> Result<i64> {
    let select = "SELECT id, name, kind, country FROM actor WHERE key = ?";
    let (id, same, kind, country) = ledger.query_row(select, [from], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, wire::value::<ActorKind>(row, "kind")?, row.get::<_, Option<String>>(3)?))
    })?;
    let name = name.map_or(Ok(same.as_str()), name_of)?;
    let made_from = pages.iter().fold(format!("split {id}"), |out, page| format!("{out}\n{page}"));
    let insert = "INSERT INTO actor (id, name, kind, country) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET goes_into = NULL, name = excluded.name RETURNING key";
    let row = params![wire::id("actor", &made_from), name, wire::word(kind)?, country];
    let key = ledger.query_row(insert, row, |row| row.get(0))?;
    decided_name(ledger, key, name)?;
    Ok(key)
}

/// Who somebody on a page is whom the machine takes for an actor, and whose names the page's names for it are: those of the machine's
/// actor, which lead on to the one that it was merged into, unless it is another on this page.
pub(crate) fn on_page(ledger: &Connection, read_as: i64, address: &str) -> Result<(i64, i64)> {
    let is = decided(ledger, read_as, Some(address), 0)?;
    let anywhere = decided(ledger, read_as, None, 0)?;
    Ok((is, if is == anywhere { read_as } else { is }))
}

/// Where the decisions after one that stand lead from an actor: on a page, or wherever it isn't split.
pub(crate) fn decided(ledger: &Connection, actor: i64, address: Option<&str>, after: i64) -> Result<i64> {
    let mut next = ledger.prepare_cached(
        "SELECT key, other FROM actor_decision WHERE actor = ?1 AND key > ?2 AND undone IS NULL AND (kind = 'merge'
            OR kind = 'split' AND EXISTS (SELECT 1 FROM split_page WHERE decision = key AND address = ?3)) ORDER BY key LIMIT 1",
    )?;
    let (mut is, mut last) = (actor, after);
    while let Some(step) = next.query_row(params![is, last, address], |row| Ok((row.get(1)?, row.get(0)?))).optional()? {
        (is, last) = step;
    }
    Ok(is)
}

/// Where a splitting holds; everywhere where there is none.
const ON_ITS_PAGES: &str = "(?3 IS NULL OR article IN (SELECT key FROM article JOIN split_page USING (address) WHERE decision = ?3))";

/// Gives all that is an actor's to another, on all pages or on those of a splitting; how much that is.
fn shift(ledger: &Connection, from: i64, to: i64, split: Option<i64>) -> Result<usize> {
    let statements = format!("(?3 IS NULL OR statement IN (SELECT key FROM statement WHERE {ON_ITS_PAGES}))");
    let claims = format!(
        "SELECT claim FROM speaker JOIN statement ON statement.key = speaker.statement
        WHERE actor = ?1 AND ?2 AND claim IS NOT NULL AND {ON_ITS_PAGES}
        UNION SELECT claim FROM (SELECT DISTINCT article FROM mention WHERE actor = ?1 AND {ON_ITS_PAGES}) JOIN statement USING (article)
        WHERE act = 'accuse' AND claim IS NOT NULL"
    );
    let claims: Vec<i64> = ledger.prepare(&claims)?.query_map((from, to, split), |row| row.get(0))?.collect::<Result<_, _>>()?;
    let twice = "EXISTS (SELECT 1 FROM speaker other WHERE other.statement = speaker.statement AND other.actor = ?2)";
    let mut changed = 0;
    for change in [
        format!("DELETE FROM speaker WHERE actor = ?1 AND {twice} AND {statements}"),
        format!("UPDATE speaker SET actor = ?2 WHERE actor = ?1 AND {statements}"),
        format!("UPDATE relay SET actor = ?2 WHERE actor = ?1 AND {statements}"),
        format!("UPDATE mention SET actor = ?2 WHERE actor = ?1 AND {ON_ITS_PAGES}"),
        format!("UPDATE role SET actor = ?2 WHERE actor = ?1 AND {ON_ITS_PAGES}"),
        format!("UPDATE appearance SET actor = ?2 WHERE actor = ?1 AND {ON_ITS_PAGES}"),
    ] {
        changed += ledger.execute(&change, (from, to, split))?;
    }
    answer(ledger)?;
    claims::refresh(ledger, claims)?;
    Ok(changed)
}

/// Notes for each actor that a decision is about which one answers for it: the one it went into, or, where it was split off and that was
/// undone, the one it was split off from.
fn answer(ledger: &Connection) -> Result<()> {
    let concerned = "SELECT actor, NULL FROM actor_decision WHERE kind <> 'rename' UNION SELECT other, NULL FROM actor_decision WHERE kind = 'merge'
        UNION SELECT other, (SELECT min(undo.actor) FROM actor_decision undo WHERE undo.kind = 'split' AND undo.other = d.other
            AND NOT EXISTS (SELECT 1 FROM actor_decision stands WHERE stands.other = d.other AND stands.kind = 'split' AND stands.undone IS NULL))
        FROM actor_decision d WHERE kind = 'split'";
    let concerned: Vec<(i64, Option<i64>)> =
        ledger.prepare_cached(concerned)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut update = ledger.prepare_cached("UPDATE actor SET goes_into = nullif(?2, key) WHERE key = ?1")?;
    for (actor, rejoins) in concerned {
        update.execute((actor, decided(ledger, rejoins.unwrap_or(actor), None, 0)?))?;
    }
    Ok(())
}

/// Gives an actor the name of the last renaming that stands; where none does, the name before the first.
fn name_anew(ledger: &Connection, decision: i64) -> Result<()> {
    let renaming = "SELECT actor, name FROM actor_decision WHERE key = ? AND kind = 'rename'";
    let Some((actor, name)) =
        ledger.query_row(renaming, [decision], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).optional()?
    else {
        return Ok(());
    };
    let rename = "UPDATE actor SET name = coalesce(
            (SELECT name FROM actor_decision WHERE actor = ?1 AND kind = 'rename' AND undone IS NULL ORDER BY key DESC LIMIT 1),
            (SELECT was FROM actor_decision WHERE actor = ?1 AND kind = 'rename' ORDER BY key LIMIT 1)) WHERE key = ?1";
    ledger.execute(rename, [actor])?;
    let stands = "SELECT 1 FROM actor_decision WHERE actor = ? AND kind = 'rename' AND name = ? AND undone IS NULL";
    if !ledger.prepare(stands)?.exists((actor, &name))? {
        ledger.execute("DELETE FROM actor_name WHERE actor = ? AND name = ? AND decided", (actor, &name))?;
    }
    Ok(())
}

/// Applies all standing decisions anew to every page that one is about, and lays the pages that this changes; those with a corrected
/// speaker too, who need not be among the page's own actors.
fn settle(ledger: &Connection) -> Result<()> {
    answer(ledger)?;
    let mut select = ledger.prepare(
        "SELECT article, local, read_as, actor, address FROM appearance JOIN article ON article.key = article
        WHERE read_as IN (SELECT actor FROM actor_decision WHERE kind <> 'rename') ORDER BY article",
    )?;
    let mut update = ledger.prepare("UPDATE appearance SET actor = ?3 WHERE article = ?1 AND local = ?2")?;
    let corrected = "SELECT article_key FROM correction_in_force WHERE field = 'speakers'";
    let mut articles: BTreeSet<i64> = ledger.prepare(corrected)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let appearances: Vec<(i64, String, i64, i64, String)> =
        select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?.collect::<Result<_, _>>()?;
    for (article, local, read_as, was, address) in appearances {
        let is = decided(ledger, read_as, Some(&address), 0)?;
        if is != was {
            update.execute((article, local, is))?;
            articles.insert(article);
        }
    }
    let mut claims = BTreeSet::new();
    for article in articles {
        lay::again(ledger, article)?;
        claims.extend(claims_of(ledger, article)?);
    }
    claims::refresh(ledger, claims)
}

/// The claims of an article's statements.
pub(crate) fn claims_of(ledger: &Connection, article: i64) -> Result<Vec<i64>> {
    let select = "SELECT DISTINCT claim FROM statement WHERE article = ? AND claim IS NOT NULL";
    Ok(ledger.prepare_cached(select)?.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
