//! Disputes as they are listed.

use std::collections::{BTreeSet, HashSet};

use onrecord::model::{Act, ActorKind, Stance};
use onrecord::reconcile::Relation;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::origins::ORIGIN;
use super::unheard::unheard;
use super::wording::wording;
use super::{Linked, Listed, Mark, Part, links};
use crate::claims::STANCE;
use crate::news::on_record;
use crate::{DisputeFilter, Ledger, OnRecord, Result, disputes, wire};

/// Somebody on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Party {
    /// The actor's id.
    pub id: String,
    /// Its name; of a source without one, the words of the page.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl Party {
    /// Reads what a row says of the actor with an id.
    pub(crate) fn of_row(id: String, row: &Row) -> rusqlite::Result<Self> {
        Ok(Self { id, name: row.get("name")?, kind: wire::value(row, "kind")?, country: row.get("country")? })
    }
}

/// Where somebody stands on a claim, by one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    /// Who.
    pub actor: Party,
    /// For or against.
    pub stance: Stance,
    /// By which act.
    pub act: Act,
    /// When: ISO 8601 date; the first day on which it may have been.
    pub date: Option<String>,
    /// The last day on which it may have been, where that is not the first.
    pub date_to: Option<String>,
    /// Whether the date is that of what was said; else it is the day on which the page was published.
    pub dated: bool,
    /// In which paper.
    pub outlet: Option<String>,
    /// Whether the page is no copy of another.
    pub independent: bool,
    /// The statement's id.
    pub statement: String,
}

/// A claim with both sides on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// The claim's id.
    pub id: String,
    /// The plainest printed words of it.
    pub wording: String,
    /// The cue that stands before them in print, where they need it.
    pub lead: Option<String>,
    /// How many pages carry it.
    pub pages: usize,
    /// How many of them are no copies of another.
    pub independent_pages: usize,
    /// How many media brought it into print independently of each other.
    pub origins: usize,
    /// The packs whose rules it is held against.
    pub packs: BTreeSet<String>,
    /// Who is named in its accusations and is not on record on it.
    pub unheard: Vec<Party>,
    /// Who stands where, by date.
    pub stands: Vec<Stand>,
    /// What was said last.
    pub last: Option<OnRecord>,
    /// What stands most surely against another's words.
    pub answer: Option<OnRecord>,
}

/// A dispute in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisputeRow {
    /// The claim's id.
    pub id: String,
    /// The plainest printed words of it.
    pub wording: String,
    /// The cue that stands before them in print, where they need it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The first day it was spoken to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// How many pages carry it.
    pub pages: usize,
    /// How many of them are no copies of another.
    pub independent_pages: usize,
    /// How many media brought it into print independently of each other.
    pub origins: usize,
    /// The packs whose rules it is held against.
    pub packs: Vec<String>,
    /// Who is on record for it.
    pub affirmed_by: Vec<Party>,
    /// Who is on record against it.
    pub denied_by: Vec<Party>,
    /// Who is named in its accusations and is not on record on it.
    pub unheard: Vec<Party>,
    /// The position taken last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<Mark>,
    /// The exact words of it.
    pub last_words: String,
}

impl Dispute {
    /// Who is on record on one side, each once, in the order in which they spoke.
    pub fn side(&self, stance: Stance) -> Vec<&Party> {
        let mut seen = HashSet::new();
        let side = self.stands.iter().filter(|stand| stand.stance == stance);
        side.map(|stand| &stand.actor).filter(|party| seen.insert(&party.id)).collect()
    }

    /// What a list shows of it.
    pub fn row(&self) -> DisputeRow {
        let side = |stance| self.side(stance).into_iter().cloned().collect();
        DisputeRow {
            id: self.id.clone(),
            wording: self.wording.clone(),
            lead: self.lead.clone(),
            first: self.first_day().map(str::to_owned),
            last: self.last_day().map(str::to_owned),
            pages: self.pages,
            independent_pages: self.independent_pages,
            origins: self.origins,
            packs: self.packs.iter().cloned().collect(),
            affirmed_by: side(Stance::Affirms),
            denied_by: side(Stance::Denies),
            unheard: self.unheard.clone(),
            latest: self.stands.last().map(|stand| Mark {
                actor: stand.actor.id.clone(),
                name: stand.actor.name.clone(),
                kind: stand.actor.kind,
                stance: stand.stance,
                act: stand.act,
                date: stand.date.clone(),
                date_to: stand.date_to.clone(),
                dated: stand.dated,
                independent: stand.independent,
                statement: stand.statement.clone(),
            }),
            last_words: self.last.as_ref().map(|last| last.words.clone()).unwrap_or_default(),
        }
    }

    /// The first day it was spoken to.
    pub fn first_day(&self) -> Option<&str> {
        self.stands.iter().find_map(|stand| stand.date.as_deref())
    }

    /// The last day.
    pub fn last_day(&self) -> Option<&str> {
        self.stands.iter().rev().find_map(|stand| stand.date.as_deref())
    }
}

/// One speaker of one statement of a disputed claim.
struct Spoken {
    address: String,
    origin: String,
    key: i64,
    stand: Stand,
}

/// Among how many links the surest answer of somebody else is looked for.
const ANSWERS: u32 = 8;

impl Ledger {
    /// A part of the disputes that fit, the one spoken to last first, as a list shows them.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn listed_disputes(&self, filter: &DisputeFilter, part: Part) -> Result<Listed<Dispute>> {
        let Listed { items, total, offset } = disputes::fitting(&self.connection, filter, part)?;
        let items = items.into_iter().map(|id| dispute(&self.connection, id)).collect::<Result<_>>()?;
        Ok(Listed { items, total, offset })
    }
}

fn dispute(ledger: &Connection, id: String) -> Result<Dispute> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT s.id AS statement, {STANCE} AS stance, s.act, coalesce(s.said_from, substr(a.published, 1, 10)) AS date,
            coalesce(s.said_to, substr(a.published, 1, 10)) AS date_to, s.said_from IS NOT NULL AS dated, s.key, a.outlet, a.address,
            a.copy_of IS NULL AS independent, lower({ORIGIN}) AS origin, actor.id AS actor, actor.name, actor.kind, actor.country
        FROM speaker p JOIN statement s ON s.key = p.statement JOIN article a ON a.key = s.article AND a.newest JOIN actor ON actor.key = p.actor
        WHERE p.on_claim = (SELECT key FROM claim WHERE id = ?) ORDER BY date, s.key, p.position"
    ))?;
    let spoken: Vec<Spoken> = select.query_map([&id], spoken)?.collect::<Result<_, _>>()?;
    let mut packs = ledger.prepare_cached("SELECT pack FROM findings WHERE claim = ?")?;
    let different = |of: &dyn Fn(&Spoken) -> Option<&str>| spoken.iter().filter_map(of).collect::<HashSet<_>>().len();
    let wording = wording(ledger, &id)?;
    let last = spoken.last().map(|spoken| on_record(ledger, spoken.key)).transpose()?;
    let by_others = |linked: &Linked| !linked.earlier.speakers.iter().any(|party| linked.later.speakers.contains(party));
    let links = links::links(ledger, &id, ANSWERS)?.into_iter();
    let surest = links.take_while(|linked| linked.relation == Relation::Contradicts).find(by_others);
    let answer = surest.and_then(|Linked { earlier, later, .. }| [later, earlier].into_iter().find(|said| said.stance == Stance::Denies));
    Ok(Dispute {
        wording: wording.words,
        lead: wording.lead,
        pages: different(&|spoken| Some(&spoken.address)),
        independent_pages: different(&|spoken| spoken.stand.independent.then_some(&*spoken.address)),
        origins: different(&|spoken| Some(&spoken.origin)),
        packs: packs.query_map([&id], |row| row.get(0))?.collect::<Result<_, _>>()?,
        unheard: unheard(ledger, &id)?,
        last,
        answer,
        stands: spoken.into_iter().map(|spoken| spoken.stand).collect(),
        id,
    })
}

fn spoken(row: &Row) -> rusqlite::Result<Spoken> {
    let date: Option<String> = row.get("date")?;
    Ok(Spoken {
        address: row.get("address")?,
        origin: row.get("origin")?,
        key: row.get("key")?,
        stand: Stand {
            actor: Party::of_row(row.get("actor")?, row)?,
            stance: wire::value(row, "stance")?,
            act: wire::value(row, "act")?,
            date_to: wire::until(row, date.as_deref())?,
            date,
            dated: row.get("dated")?,
            outlet: row.get("outlet")?,
            independent: row.get("independent")?,
            statement: row.get("statement")?,
        },
    })
}
