//! What people put right about statements.
//!
//! A correction says what a statement's act, stance, speakers, days or claim are, or that it is none, whatever the machine reads. It is kept
//! with who made it and when, the last that stands counts, and it holds for the statement wherever and whenever it is read again: by the
//! statement's id, and in other versions of its page by its words. It can be undone, and all of them can be had as training data.

use std::collections::{BTreeSet, HashMap};

use onrecord::model::{Act, Actor, ActorKind, Stance};
use onrecord::resolve::ledger_key;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Error, Find, Ledger, Result, add, claims, identity, lay, wire};

/// What a statement is, by somebody's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum Correction {
    /// Its act.
    Act(Act),
    /// Where its source stands.
    Stance(Stance),
    /// Who speaks: ids of actors of the ledger; none where nobody can be named. [`Ledger::actor_named`] makes an actor that is missing.
    Speakers(Vec<String>),
    /// The id of the claim that it belongs to, or of another statement that says the same; `None` where it says the same as no other.
    Claim(Option<String>),
    /// When it was said; `None` where nothing tells it, so that only the day of its page is known.
    SaidOn(Option<Days>),
    /// That it is no statement: it is off the record, and of no claim.
    NoStatement,
}

/// The first and the last day on which something may have been said: ISO 8601 dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Days {
    /// The first day.
    pub from: String,
    /// The last day: the first one again where it is known to the day.
    pub to: String,
}

/// A correction as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Corrected {
    /// Its number, by which it is undone.
    pub number: i64,
    /// The id of the statement that it was made for.
    pub statement: String,
    /// What the statement is.
    #[serde(flatten)]
    pub correction: Correction,
    /// What the machine read, in the form of the correction's value.
    pub was: Value,
    /// The number of the correction that brought it, with which it is taken back: an act brings its side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brought_by: Option<i64>,
    /// When it was made: RFC 3339, UTC.
    pub decided: String,
    /// Who made it.
    pub decided_by: String,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<String>,
    /// Who took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<String>,
}

impl Corrected {
    /// What the machine read, as a correction would say it; none where it is no value of the field.
    pub fn read(&self) -> Option<Correction> {
        let read = match self.correction {
            Correction::Act(_) => serde_json::from_value(self.was.clone()).map(Correction::Act),
            Correction::Stance(_) => serde_json::from_value(self.was.clone()).map(Correction::Stance),
            Correction::Speakers(_) => serde_json::from_value(self.was.clone()).map(Correction::Speakers),
            Correction::Claim(_) => serde_json::from_value(self.was.clone()).map(Correction::Claim),
            Correction::SaidOn(_) => serde_json::from_value(self.was.clone()).map(Correction::SaidOn),
            Correction::NoStatement => return None,
        };
        read.ok()
    }

    /// The number of the correction without which it cannot be taken back: that of no statement, which is of no claim.
    pub fn goes_with(&self) -> Option<i64> {
        self.brought_by.filter(|_| matches!(self.correction, Correction::Claim(_)))
    }

    /// The ids of the actors and claims that it names, and that were read.
    pub fn named(&self) -> Vec<String> {
        let ids = |correction| match correction {
            Correction::Speakers(ids) => ids,
            Correction::Claim(id) => id.into_iter().collect(),
            Correction::Act(_) | Correction::Stance(_) | Correction::SaidOn(_) | Correction::NoStatement => Vec::new(),
        };
        [Some(self.correction.clone()), self.read()].into_iter().flatten().flat_map(ids).collect()
    }
}

/// When a statement was said, by the corrections that count.
#[derive(Debug, Default)]
pub(crate) enum Said {
    /// As it was read.
    #[default]
    AsRead,
    /// On one of some days.
    On(Days),
    /// The page does not tell.
    Unknown,
}

/// The corrections of one statement that count, its speakers by their keys.
#[derive(Debug, Default)]
pub(crate) struct InForce {
    pub(crate) act: Option<Act>,
    pub(crate) stance: Option<Stance>,
    pub(crate) speakers: Option<Vec<i64>>,
    pub(crate) said: Said,
    pub(crate) struck: bool,
}

/// The side that goes with an act, for a statement that stands with another act and a side: the act's own; else the side as it stands, unless
/// it is only that of the former act, as that of "denied" in place of which "said" is put: then what is said is held to be so.
pub fn side_with(act: Act, (former, stance): (Act, Stance)) -> Stance {
    match own_side(act) {
        _ if act == former => stance,
        Some(own) => own,
        None if own_side(former) == Some(stance) => Stance::Affirms,
        None => stance,
    }
}

/// The side that an act takes by itself, as it is read; with the others it is that of what is said.
pub const fn own_side(act: Act) -> Option<Stance> {
    match act {
        Act::Deny => Some(Stance::Denies),
        Act::Ask | Act::Urge | Act::Decline => Some(Stance::Neutral),
        _ => None,
    }
}

impl Ledger {
    /// Says what a statement is, whatever the machine reads; questions and claims show it at once. `by` is the name of whoever corrects.
    /// What is off the record already is not taken off it again: then it is the correction that stands which is returned.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is no such statement, actor or claim; else where the ledger cannot be written. Nothing is changed then.
    pub fn correct(&mut self, statement: &str, correction: &Correction, by: &str) -> Result<Corrected> {
        self.put_right(|ledger| {
            let number = correct(ledger, statement, correction, None, by)?;
            corrected(ledger, number)
        })
    }

    /// As [`Ledger::correct`], with several corrections: all of them, or none. A stance behind an act is brought by it.
    ///
    /// # Errors
    /// As [`Ledger::correct`].
    pub fn correct_all(&mut self, statement: &str, corrections: &[Correction], by: &str) -> Result<Vec<Corrected>> {
        self.put_right(|ledger| {
            let mut act = None;
            let mut made = Vec::new();
            for correction in corrections {
                let brought_by = act.filter(|_| matches!(correction, Correction::Stance(_)));
                let number = correct(ledger, statement, correction, brought_by, by)?;
                act = if matches!(correction, Correction::Act(_)) { Some(number) } else { act };
                made.push(corrected(ledger, number)?);
            }
            Ok(made)
        })
    }

    /// Gives several statements of a claim another one, or none, as [`Correction::Claim`] does: all of them, or none of them is changed.
    ///
    /// # Errors
    /// As [`Ledger::correct`], with [`Error::Unknown`] also where a statement is not of the claim `from`.
    pub fn move_statements(&mut self, from: &str, statements: &[String], to: Option<&str>, by: &str) -> Result<Vec<Corrected>> {
        let correction = Correction::Claim(to.map(str::to_owned));
        self.put_right(|ledger| {
            check_of_claim(ledger, from, statements)?;
            let numbers = statements.iter().map(|statement| correct(ledger, statement, &correction, None, by));
            numbers.map(|number| corrected(ledger, number?)).collect()
        })
    }

    /// Takes a correction back, by its number, and what it brought. What the machine read counts again, or an earlier correction that stands.
    ///
    /// # Errors
    /// [`Error::Unknown`] where no standing correction has such a number, [`Error::Refused`] where it is taken back with another alone; else
    /// where the ledger cannot be written. Nothing is changed then.
    pub fn undo_correction(&mut self, number: i64, by: &str) -> Result<Corrected> {
        self.put_right(|ledger| undo_with_brought(ledger, number, by))
    }

    /// As [`Ledger::undo_correction`], only where the correction was made for the statement with an id.
    ///
    /// # Errors
    /// As [`Ledger::undo_correction`], with [`Error::Unknown`] also where the correction is another statement's.
    pub fn undo_correction_of(&mut self, statement: &str, number: i64, by: &str) -> Result<Corrected> {
        self.put_right(|ledger| {
            let own = "SELECT 1 FROM correction WHERE key = ? AND statement = ?";
            if !ledger.prepare_cached(own)?.exists((number, statement))? {
                let what = "correction of this statement has the number";
                return Err(Error::Unknown { what, name: number.to_string(), find: Find::Corrections });
            }
            undo_with_brought(ledger, number, by)
        })
    }

    /// The corrections of a statement, or of all, in the order in which they were made, with those that were undone.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn corrections(&self, statement: Option<&str>) -> Result<Vec<Corrected>> {
        let keys = "SELECT key FROM correction WHERE statement = ?1 OR ?1 IS NULL ORDER BY key";
        let keys: Vec<i64> = self.connection.prepare_cached(keys)?.query_map([statement], |row| row.get(0))?.collect::<Result<_, _>>()?;
        keys.into_iter().map(|key| corrected(&self.connection, key)).collect()
    }

    /// The id of the actor of a kind that goes by exactly this name in every article, made where there is none, for
    /// [`Correction::Speakers`]: somebody who speaks and whom no page of the ledger has named as a source.
    ///
    /// # Errors
    /// [`Error::Refused`] where the name tells nobody apart, as a bare family name, or is none; else where the ledger cannot be written.
    pub fn actor_named(&mut self, name: &str, kind: ActorKind) -> Result<String> {
        let name = identity::name_of(name)?.to_owned();
        let names = vec![name.clone()];
        let actor = Actor { id: String::new(), name, kind, roles: Vec::new(), country: None, mentions: Vec::new(), names };
        let refused = || Error::Refused(format!("\"{}\" tells nobody apart; give a full name, or the id of an actor", actor.name));
        let shared = ledger_key(&actor).ok_or_else(refused)?;
        let id = wire::id("actor", &shared);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = add::insert_actor(&transaction, &id, Some(&shared), &actor)?;
        identity::decided_name(&transaction, key, &actor.name)?;
        transaction.commit()?;
        Ok(id)
    }

    fn put_right<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = change(&transaction)?;
        transaction.commit()?;
        Ok(changed)
    }
}

/// Keeps a correction and shows it everywhere; its number. What is no statement is of no claim.
fn correct(ledger: &Connection, statement: &str, correction: &Correction, brought_by: Option<i64>, by: &str) -> Result<i64> {
    if *correction == Correction::NoStatement
        && let Some(standing) = struck_by(ledger, statement)?
    {
        return Ok(standing);
    }
    let number = insert(ledger, statement, &checked(ledger, statement, correction)?, brought_by, by)?;
    apply(ledger, &articles(ledger, number)?, BTreeSet::new())?;
    if *correction == Correction::NoStatement {
        correct(ledger, statement, &Correction::Claim(None), Some(number), by)?;
    }
    Ok(number)
}

/// The number of the standing correction by which a statement is off the record wherever it is printed.
fn struck_by(ledger: &Connection, statement: &str) -> Result<Option<i64>> {
    let select = "SELECT min(f.correction) FROM correction_in_force f JOIN statement s ON s.key = f.statement_key
        WHERE s.id = ?1 AND f.field = 'no_statement' AND NOT EXISTS (SELECT 1 FROM statement WHERE id = ?1 AND NOT struck)";
    Ok(ledger.prepare_cached(select)?.query_row([statement], |row| row.get(0))?)
}

/// Refuses statements that are not of a claim.
fn check_of_claim(ledger: &Connection, claim: &str, statements: &[String]) -> Result<()> {
    let unknown = |what, name: &str| Error::Unknown { what, name: name.to_owned(), find: Find::Ids };
    let claim = claims::answering(ledger, claim)?.ok_or_else(|| unknown("claim has the id", claim))?;
    let mut of_claim =
        ledger.prepare_cached("SELECT 1 FROM statement s JOIN claim ON claim.key = s.claim WHERE s.id = ? AND claim.id = ?")?;
    for statement in statements {
        if !of_claim.exists((statement, &claim))? {
            return Err(unknown("statement of this claim has the id", statement));
        }
    }
    Ok(())
}

/// The number of the standing correction without which one cannot be taken back.
fn goes_with(ledger: &Connection, number: i64) -> Result<Option<i64>> {
    let select = "SELECT key FROM correction WHERE key = ? AND brought_by IS NOT NULL AND undone IS NULL";
    let there = ledger.prepare_cached(select)?.exists([number])?;
    if there { Ok(corrected(ledger, number)?.goes_with()) } else { Ok(None) }
}

/// Takes a correction back, and what it brought.
fn undo_with_brought(ledger: &Connection, number: i64, by: &str) -> Result<Corrected> {
    if let Some(bringer) = goes_with(ledger, number)? {
        return Err(Error::Refused(format!("the correction {number} goes with {bringer}; take that one back")));
    }
    let brought = "SELECT key FROM correction WHERE brought_by = ? AND undone IS NULL ORDER BY key DESC";
    let brought: Vec<i64> = ledger.prepare_cached(brought)?.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for number in brought.into_iter().chain([number]) {
        undo(ledger, number, by)?;
    }
    corrected(ledger, number)
}

/// Takes one correction back.
fn undo(ledger: &Connection, number: i64, by: &str) -> Result<()> {
    let articles = articles(ledger, number)?;
    let mut left = BTreeSet::new();
    for &article in &articles {
        left.extend(identity::claims_of(ledger, article)?);
    }
    unlink(ledger, number)?;
    let undo = "UPDATE correction SET undone = strftime('%Y-%m-%dT%H:%M:%SZ'), undone_by = ?2 WHERE key = ?1 AND undone IS NULL";
    if ledger.execute(undo, (number, by))? == 0 {
        return Err(Error::Unknown { what: "standing correction has the number", name: number.to_string(), find: Find::Corrections });
    }
    apply(ledger, &articles, left)
}

/// The correction with a number.
pub(crate) fn corrected(ledger: &Connection, key: i64) -> Result<Corrected> {
    let select =
        "SELECT key, statement, field, value, was, brought_by, decided, decided_by, undone, undone_by FROM correction WHERE key = ?";
    ledger.prepare_cached(select)?.query_row([key], |row| {
        Ok(correction(&row.get::<_, String>("field")?, &row.get::<_, String>("value")?).and_then(|correction| {
            Ok(Corrected {
                number: row.get("key")?,
                statement: row.get("statement")?,
                correction,
                was: serde_json::from_str(&row.get::<_, String>("was")?)?,
                brought_by: row.get("brought_by")?,
                decided: row.get("decided")?,
                decided_by: row.get("decided_by")?,
                undone: row.get("undone")?,
                undone_by: row.get("undone_by")?,
            })
        }))
    })?
}

/// The correction in a row.
fn correction(field: &str, value: &str) -> Result<Correction> {
    let value: Value = serde_json::from_str(value)?;
    Ok(serde_json::from_value(serde_json::json!({ "field": field, "value": value }))?)
}

/// A correction that names what is there, by the ids that answer.
fn checked(ledger: &Connection, statement: &str, correction: &Correction) -> Result<Correction> {
    let id_of = |key: i64| ledger.query_row("SELECT id FROM actor WHERE key = ?", [key], |row| row.get(0));
    Ok(match correction {
        Correction::SaidOn(Some(days)) => {
            check_days(ledger, days)?;
            correction.clone()
        }
        Correction::Act(_) | Correction::Stance(_) | Correction::Claim(None) | Correction::SaidOn(None) | Correction::NoStatement => {
            correction.clone()
        }
        Correction::Speakers(ids) => {
            let answering = |id: &String| Ok(id_of(identity::answering(ledger, id)?)?);
            Correction::Speakers(ids.iter().map(answering).collect::<Result<_>>()?)
        }
        Correction::Claim(Some(id)) if id == statement => return Err(Error::Refused(format!("{id} says the same as itself"))),
        Correction::Claim(Some(id)) => Correction::Claim(Some(claim_of(ledger, id)?)),
    })
}

/// Refuses days that are none, or that end before they begin.
fn check_days(ledger: &Connection, Days { from, to }: &Days) -> Result<()> {
    let sound = "SELECT date(?1) IS ?1 AND date(?2) IS ?2 AND ?1 <= ?2";
    if ledger.query_row(sound, (from, to), |row| row.get(0))? {
        return Ok(());
    }
    Err(Error::Refused(format!("\"{from}\" to \"{to}\" are no days; write them as 2024-05-17, the first one first")))
}

/// The id of the claim that an id leads to: a claim's, or that of a statement, which is given a claim where it has none.
fn claim_of(ledger: &Connection, id: &str) -> Result<String> {
    let claim = "SELECT coalesce(other.id, claim.id) FROM claim LEFT JOIN claim other ON other.key = claim.merged_into WHERE claim.id = ?1
        UNION ALL SELECT claim.id FROM statement JOIN claim ON claim.key = claim WHERE statement.id = ?1 LIMIT 1";
    if let Some(claim) = ledger.query_row(claim, [id], |row| row.get(0)).optional()? {
        return Ok(claim);
    }
    let first = ledger.query_row("SELECT min(key) FROM statement WHERE id = ?", [id], |row| row.get::<_, Option<i64>>(0))?;
    let first = first.ok_or_else(|| Error::Unknown { what: "claim or statement has the id", name: id.to_owned(), find: Find::Ids })?;
    let claim = claims::of_its_own(ledger, id, first)?;
    ledger.execute("UPDATE statement SET claim = (SELECT key FROM claim WHERE id = ?) WHERE id = ?", (&claim, id))?;
    Ok(claim)
}

fn insert(ledger: &Connection, statement: &str, correction: &Correction, brought_by: Option<i64>, by: &str) -> Result<i64> {
    let select = "SELECT s.key, a.key, a.address, s.source, s.cue, s.content FROM statement s JOIN article a ON a.key = s.article
        WHERE s.id = ? ORDER BY a.newest DESC, s.key LIMIT 1";
    let place = |row: &Row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(2)?, [row.get::<_, String>(3)?, row.get(4)?, row.get(5)?]));
    let place = ledger.query_row(select, [statement], place).optional()?;
    let (key, address, [source, cue, content]) =
        place.ok_or_else(|| Error::Unknown { what: "statement has the id", name: statement.to_owned(), find: Find::Ids })?;
    let Value::Object(mut wire) = serde_json::to_value(correction)? else { unreachable!("a correction is an object") };
    let (field, value) = (wire["field"].take(), wire.remove("value").unwrap_or_default());
    let field = field.as_str().unwrap_or_default();
    let insert =
        "INSERT INTO correction (statement, address, source, cue, content, field, value, was, brought_by, after, decided, decided_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(key), 0) FROM actor_decision), strftime('%Y-%m-%dT%H:%M:%SZ'), ?)";
    let was = was(ledger, key, field)?;
    ledger.execute(insert, params![statement, address, source, cue, content, field, value.to_string(), was, brought_by, by])?;
    Ok(ledger.last_insert_rowid())
}

/// What the machine read: what an earlier correction that stands replaced, else what there is.
fn was(ledger: &Connection, statement: i64, field: &str) -> Result<String> {
    let earlier = "SELECT c.was FROM correction_in_force f JOIN correction c ON c.key = f.correction
        WHERE f.statement_key = ? AND f.field = ? ORDER BY c.key LIMIT 1";
    if let Some(was) = ledger.query_row(earlier, (statement, field), |row| row.get(0)).optional()? {
        return Ok(was);
    }
    let present = match field {
        "act" => "SELECT json_quote(act) FROM statement WHERE key = ?",
        "stance" => "SELECT json_quote(stance) FROM statement WHERE key = ?",
        "speakers" => {
            "SELECT json_group_array(id) FROM (SELECT id FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position)"
        }
        "said_on" => {
            "SELECT CASE WHEN said_from IS NULL THEN 'null' ELSE json_object('from', said_from, 'to', coalesce(said_to, said_from)) END
            FROM statement WHERE key = ?"
        }
        "no_statement" => return Ok("null".to_owned()),
        _ => "SELECT json_quote(claim.id) FROM statement LEFT JOIN claim ON claim.key = claim WHERE statement.key = ?",
    };
    Ok(ledger.query_row(present, [statement], |row| row.get(0))?)
}

/// The articles with a statement that a correction stands for.
fn articles(ledger: &Connection, correction: i64) -> Result<Vec<i64>> {
    let select = "SELECT DISTINCT article_key FROM correction_in_force WHERE correction = ?";
    Ok(ledger.prepare_cached(select)?.query_map([correction], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Lays articles anew and brings the claims that this concerns up to date, and some more.
fn apply(ledger: &Connection, articles: &[i64], mut claims: BTreeSet<i64>) -> Result<()> {
    for &article in articles {
        claims.extend(identity::claims_of(ledger, article)?);
        lay::again(ledger, article)?;
        link(ledger, article)?;
        claims.extend(identity::claims_of(ledger, article)?);
    }
    claims::last_days(ledger, &claims)?;
    claims::refresh(ledger, claims)
}

/// Puts the statements of an article into the claims that corrections give them.
pub(crate) fn link(ledger: &Connection, article: i64) -> Result<()> {
    let links = "SELECT f.statement_key, (SELECT coalesce(merged_into, key) FROM claim WHERE id = json_extract(f.value, '$'))
        FROM correction_in_force f WHERE f.field = 'claim' AND f.article_key = ? ORDER BY f.correction";
    let mut update = ledger.prepare_cached("UPDATE statement SET claim = iif(struck, NULL, ?2) WHERE key = ?1")?;
    for link in ledger.prepare_cached(links)?.query_map([article], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)))? {
        update.execute(link?)?;
    }
    Ok(())
}

/// Puts statements back into the claims that a correction took them out of.
fn unlink(ledger: &Connection, correction: i64) -> Result<()> {
    let unlink = "UPDATE statement SET claim = (SELECT coalesce(claim.merged_into, claim.key)
            FROM correction JOIN claim ON claim.id = json_extract(was, '$') WHERE correction.key = ?1)
        WHERE key IN (SELECT statement_key FROM correction_in_force WHERE correction = ?1 AND field = 'claim')";
    ledger.execute(unlink, [correction])?;
    Ok(())
}

/// For the statements of an article that are corrected, by their keys, what counts.
pub(crate) fn in_force(ledger: &Connection, article: i64) -> Result<HashMap<i64, InForce>> {
    let select = "SELECT f.statement_key, f.field, f.value, f.after, a.address
        FROM correction_in_force f JOIN article a ON a.key = f.article_key WHERE f.article_key = ? ORDER BY f.correction";
    let mut select = ledger.prepare_cached(select)?;
    let mut rows = select.query([article])?;
    let mut out: HashMap<i64, InForce> = HashMap::new();
    while let Some(row) = rows.next()? {
        let counts = out.entry(row.get("statement_key")?).or_default();
        match correction(&row.get::<_, String>("field")?, &row.get::<_, String>("value")?)? {
            Correction::Act(act) => counts.act = Some(act),
            Correction::Stance(stance) => counts.stance = Some(stance),
            Correction::Speakers(ids) => {
                let (address, after) = (row.get::<_, String>("address")?, row.get("after")?);
                let key = |id: &String| -> Result<i64> {
                    let key = ledger.prepare_cached("SELECT key FROM actor WHERE id = ?")?.query_row([id], |row| row.get(0))?;
                    identity::decided(ledger, key, Some(&address), after)
                };
                counts.speakers = Some(ids.iter().map(key).collect::<Result<_>>()?);
            }
            Correction::SaidOn(days) => counts.said = days.map_or(Said::Unknown, Said::On),
            Correction::NoStatement => counts.struck = true,
            Correction::Claim(_) => {}
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{Act, Stance, side_with};

    #[test]
    fn an_act_brings_the_side_that_goes_with_it() {
        for (act, former, stance, expected) in [
            (Act::Deny, Act::Say, Stance::Affirms, Stance::Denies),
            (Act::Decline, Act::Deny, Stance::Denies, Stance::Neutral),
            (Act::Say, Act::Deny, Stance::Denies, Stance::Affirms),
            (Act::Confirm, Act::Ask, Stance::Neutral, Stance::Affirms),
            // "Said that it had never sent arms": the side is that of the words.
            (Act::Warn, Act::Say, Stance::Denies, Stance::Denies),
            (Act::Say, Act::Deny, Stance::Affirms, Stance::Affirms),
            (Act::Accuse, Act::Say, Stance::Neutral, Stance::Neutral),
            // Nothing is put right about the act.
            (Act::Deny, Act::Deny, Stance::Affirms, Stance::Affirms),
        ] {
            assert_eq!(side_with(act, (former, stance)), expected, "{act:?} for {former:?}, {stance:?}");
        }
    }
}
