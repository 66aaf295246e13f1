//! The disputes of a ledger, as they are listed and filtered.
//!
//! All of them are read at once, with who stands where, and filtered in memory: a ledger of a hundred thousand articles has some
//! thousands, and each is a few short strings.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use onrecord::model::{Act, ActorKind, Stance};
use rusqlite::Row;
use serde::Serialize;

use super::origins::ORIGIN;
use super::unheard::unheard;
use super::wording::wording;
use super::{Facet, Mark, facets};
use crate::{DisputeFilter, Ledger, Result, wire};

/// Somebody on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    pub(super) fn of_row(id: String, row: &Row) -> rusqlite::Result<Self> {
        Ok(Self { id, name: row.get("name")?, kind: wire::value(row, "kind")?, country: row.get("country")? })
    }
}

/// Where somebody stands on a claim, by one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    /// Who.
    pub actor: Arc<Party>,
    /// For or against.
    pub stance: Stance,
    /// By which act.
    pub act: Act,
    /// When: ISO 8601 date.
    pub date: Option<String>,
    /// In which paper.
    pub outlet: Option<Arc<str>>,
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
    /// The exact words of the last.
    pub last_words: String,
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
        side.map(|stand| &*stand.actor).filter(|party| seen.insert(&party.id)).collect()
    }

    /// What a list shows of it.
    pub fn row(&self) -> DisputeRow {
        let side = |stance| self.side(stance).into_iter().cloned().collect();
        DisputeRow {
            id: self.id.clone(),
            wording: self.wording.clone(),
            lead: self.lead.clone(),
            first: self.first().map(str::to_owned),
            last: self.last().map(str::to_owned),
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
                stance: stand.stance,
                act: stand.act,
                date: stand.date.clone(),
                independent: stand.independent,
                statement: stand.statement.clone(),
            }),
            last_words: self.last_words.clone(),
        }
    }

    /// The first day it was spoken to.
    pub fn first(&self) -> Option<&str> {
        self.stands.iter().find_map(|stand| stand.date.as_deref())
    }

    /// The last day.
    pub fn last(&self) -> Option<&str> {
        self.stands.iter().rev().find_map(|stand| stand.date.as_deref())
    }
}

impl DisputeFilter {
    /// Whether one statement has all that is asked for.
    fn fits(&self, stand: &Stand) -> bool {
        let same = |wanted: &Option<String>, found: Option<&str>| wanted.as_deref().is_none_or(|wanted| found == Some(wanted));
        let day = stand.date.as_deref();
        same(&self.actor, Some(&stand.actor.id))
            && same(&self.country, stand.actor.country.as_deref())
            && same(&self.outlet, stand.outlet.as_deref())
            && self.act.is_none_or(|act| act == stand.act)
            && self.from.as_deref().is_none_or(|from| day.is_some_and(|day| day >= from))
            && self.to.as_deref().is_none_or(|to| day.is_some_and(|day| day <= to))
    }
}

/// All disputes of a ledger, the one spoken to last first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Disputes {
    /// The disputes.
    pub all: Vec<Dispute>,
    /// The actors on record in most disputes.
    pub actors: Vec<Facet>,
    /// The countries of the actors.
    pub countries: Vec<Facet>,
    /// The papers.
    pub outlets: Vec<Facet>,
    /// The packs.
    pub packs: Vec<Facet>,
}

/// How many values a filter offers.
const OFFERED: usize = 60;

impl Disputes {
    /// The disputes in which a statement has all that is asked for.
    pub fn matching(&self, filter: &DisputeFilter) -> Vec<&Dispute> {
        let fits = |dispute: &&Dispute| {
            filter.pack.as_ref().is_none_or(|pack| dispute.packs.contains(pack)) && (!filter.unheard || !dispute.unheard.is_empty())
        };
        self.all.iter().filter(fits).filter(|dispute| dispute.stands.iter().any(|stand| filter.fits(stand))).collect()
    }

    fn of(mut all: Vec<Dispute>) -> Self {
        all.sort_by(|a, b| b.last().cmp(&a.last()));
        let each = |value: &dyn for<'a> Fn(&'a Stand) -> Option<(&'a str, &'a str)>| {
            let once = all.iter().flat_map(|dispute| dispute.stands.iter().filter_map(value).collect::<BTreeSet<_>>());
            facets(once, OFFERED)
        };
        let actors = each(&|stand| Some((&stand.actor.id, &stand.actor.name)));
        let countries = each(&|stand| stand.actor.country.as_deref().map(|code| (code, code)));
        let outlets = each(&|stand| stand.outlet.as_deref().map(|outlet| (outlet, outlet)));
        let packs = facets(all.iter().flat_map(|dispute| dispute.packs.iter().map(|pack| (pack.as_str(), pack.as_str()))), OFFERED);
        Self { all, actors, countries, outlets, packs }
    }
}

/// One speaker of one statement of a disputed claim.
struct Spoken {
    claim: String,
    address: String,
    origin: String,
    stand: Stand,
}

impl Ledger {
    /// Reads all disputes.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn all_disputes(&self) -> Result<Disputes> {
        let mut shared = Shared::default();
        let mut select = self.connection.prepare(&format!(
            "SELECT claim.id AS claim, p.date, p.stance, p.act, p.independent, p.outlet, p.address, p.statement, lower({ORIGIN}) AS origin,
                actor.id AS actor, actor.name, actor.kind, actor.country
            FROM claim JOIN positions_over_time p ON p.claim = claim.id JOIN actor ON actor.key = p.actor_key
            JOIN statement s ON s.key = p.statement_key JOIN article a ON a.key = s.article
            WHERE claim.disputed ORDER BY claim.key, p.date, p.statement_key"
        ))?;
        let spoken = select.query_map([], |row| shared.spoken(row))?.collect::<Result<Vec<_>, _>>()?;
        let mut words = self.connection.prepare_cached("SELECT content FROM statement WHERE id = ? LIMIT 1")?;
        let mut packs = self.connection.prepare_cached("SELECT pack FROM findings WHERE claim = ?")?;
        let mut all = Vec::new();
        for group in spoken.chunk_by(|a, b| a.claim == b.claim) {
            let carried = |counts: &dyn Fn(&&Spoken) -> bool| {
                group.iter().filter(counts).map(|spoken| spoken.address.as_str()).collect::<HashSet<_>>().len()
            };
            let wording = wording(&self.connection, &group[0].claim)?;
            all.push(Dispute {
                id: group[0].claim.clone(),
                wording: wording.words,
                lead: wording.lead,
                pages: carried(&|_| true),
                independent_pages: carried(&|spoken| spoken.stand.independent),
                origins: group.iter().map(|spoken| spoken.origin.as_str()).collect::<HashSet<_>>().len(),
                packs: packs.query_map([&group[0].claim], |row| row.get(0))?.collect::<Result<_, _>>()?,
                unheard: unheard(&self.connection, &group[0].claim)?,
                stands: group.iter().map(|spoken| spoken.stand.clone()).collect(),
                last_words: words.query_row([&group[group.len() - 1].stand.statement], |row| row.get(0))?,
            });
        }
        Ok(Disputes::of(all))
    }
}

/// Values that many statements have, kept once.
#[derive(Default)]
struct Shared {
    parties: std::collections::HashMap<String, Arc<Party>>,
    outlets: HashSet<Arc<str>>,
}

impl Shared {
    fn spoken(&mut self, row: &Row) -> rusqlite::Result<Spoken> {
        let outlet: Option<String> = row.get("outlet")?;
        Ok(Spoken {
            claim: row.get("claim")?,
            address: row.get("address")?,
            origin: row.get("origin")?,
            stand: Stand {
                actor: self.party(row)?,
                stance: wire::value(row, "stance")?,
                act: wire::value(row, "act")?,
                date: row.get("date")?,
                outlet: outlet.map(|outlet| self.outlet(&outlet)),
                independent: row.get("independent")?,
                statement: row.get("statement")?,
            },
        })
    }

    fn party(&mut self, row: &Row) -> rusqlite::Result<Arc<Party>> {
        let id: String = row.get("actor")?;
        if let Some(party) = self.parties.get(&id) {
            return Ok(Arc::clone(party));
        }
        let party = Arc::new(Party::of_row(id.clone(), row)?);
        self.parties.insert(id, Arc::clone(&party));
        Ok(party)
    }

    fn outlet(&mut self, outlet: &str) -> Arc<str> {
        self.outlets.get(outlet).cloned().unwrap_or_else(|| {
            let outlet: Arc<str> = outlet.into();
            self.outlets.insert(Arc::clone(&outlet));
            outlet
        })
    }
}
