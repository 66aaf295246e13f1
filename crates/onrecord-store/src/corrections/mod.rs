//! What people put right about statements.
//!
//! A correction says what a statement's act, stance, speakers, days or claim are, or that it is none, whatever the machine reads. It is kept
//! with who made it and when, the last that stands counts, and it holds for the statement wherever and whenever it is read again: by the
//! statement's id, and in other versions of its page by its words. It can be undone, and all of them can be had as training data.

mod check;
mod counts;
mod kept;

pub(crate) use counts::{Said, in_force};
pub(crate) use kept::{corrected, link};

use onrecord::model::{Act, Actor, ActorKind, Stance};
use onrecord::resolve::ledger_key;
use rusqlite::{Connection, TransactionBehavior};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::check::check_of_claim;
use self::kept::{correct, undo_with_brought};
use crate::{Error, Find, Ledger, Result, add, identity, wire};

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
