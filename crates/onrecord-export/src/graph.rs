//! What several articles share: their actors and claims, gathered while the articles go by.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::model::{ActorKind, Record};

/// The actors and claims of all records so far, by id.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) actors: BTreeMap<String, Party>,
    pub(crate) claims: BTreeMap<String, Matter>,
}

/// An actor, with what all articles say of it.
#[derive(Debug)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) country: Option<String>,
    pub(crate) names: BTreeSet<String>,
    pub(crate) titles: BTreeSet<String>,
}

/// A claim, in the words of the first article that prints it.
#[derive(Debug)]
pub(crate) struct Matter {
    pub(crate) wording: String,
    pub(crate) disputed: bool,
    pub(crate) articles: BTreeSet<String>,
}

impl Graph {
    /// Takes in a record.
    pub(crate) fn gather(&mut self, record: &Record) {
        for actor in &record.actors {
            let party = self.actors.entry(actor.id.clone()).or_insert_with(|| Party {
                name: actor.name.clone(),
                kind: actor.kind,
                country: None,
                names: BTreeSet::new(),
                titles: BTreeSet::new(),
            });
            party.country = party.country.take().or_else(|| actor.country.clone());
            party.names.extend(actor.names.iter().filter(|name| **name != party.name).cloned());
            party.titles.extend(actor.roles.iter().map(ToString::to_string));
        }
        let article = record.article.id();
        for claim in &record.claims {
            let matter = self.claims.entry(claim.id.clone()).or_insert_with(|| Matter {
                wording: record.article.text.slice(claim.wording).to_owned(),
                disputed: false,
                articles: BTreeSet::new(),
            });
            matter.disputed |= claim.disputed;
            matter.articles.insert(article.clone());
        }
    }
}
