//! An evidence bundle: a folder, or a zip, that shows on any machine what is on record, without onrecord.
//!
//! `index.html` lists the claims with their positions; `articles/ID.html` is each text with its statements marked, `ID.txt` the text that all
//! offsets count in, `ID.json` its record; `SHA256SUMS` has the digests of all files, as `sha256sum --check` reads them.

mod files;
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use onrecord::model::{Record, Stance};

use crate::graph::Graph;
use crate::{Result, word};
use files::Files;

/// Writes a bundle, article by article, from records with a ledger's ids.
pub struct Writer {
    files: Files,
    graph: Graph,
    positions: BTreeMap<String, Vec<Place>>,
    articles: Vec<Listed>,
    seen: BTreeSet<String>,
}

/// One position on a claim, with the way to its words.
struct Place {
    stance: Stance,
    speaker: String,
    act: String,
    day: Option<String>,
    words: String,
    article: String,
    statement: String,
}

/// An article in the list of articles.
struct Listed {
    id: String,
    title: String,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

impl Writer {
    /// A bundle in a new folder, or in a new archive where the path ends in `.zip`.
    ///
    /// # Errors
    /// Where it is there already, or cannot be made.
    pub fn new(path: &Path) -> Result<Self> {
        let files = Files::new(path)?;
        Ok(Self { files, graph: Graph::default(), positions: BTreeMap::new(), articles: Vec::new(), seen: BTreeSet::new() })
    }

    /// Adds an article. One that is printed at several addresses is in the bundle once.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn record(&mut self, record: &Record) -> Result<()> {
        self.graph.gather(record);
        let id = record.article.id();
        if !self.seen.insert(id.clone()) {
            return Ok(());
        }
        let page = &record.article;
        self.files.put(&format!("articles/{id}.txt"), page.text.as_str().as_bytes())?;
        self.files.put(&format!("articles/{id}.json"), &serde_json::to_vec_pretty(record)?)?;
        self.files.put(&format!("articles/{id}.html"), pages::article(record).as_bytes())?;
        for statement in &record.statements {
            let Some(claim) = &statement.claim else { continue };
            self.positions.entry(claim.clone()).or_default().push(Place {
                stance: statement.stance,
                speaker: speakers(record, &statement.speakers),
                act: word(statement.act),
                day: statement
                    .said_on
                    .as_ref()
                    .map(|day| day.from.clone())
                    .or_else(|| page.published.as_ref().map(|at| at.chars().take(10).collect())),
                words: crate::words(&page.text, &statement.content),
                article: id.clone(),
                statement: statement.id.clone(),
            });
        }
        self.articles.push(Listed {
            title: page.label().to_owned(),
            outlet: page.outlet.clone(),
            published: page.published.clone(),
            url: record.origin.url.clone(),
            id,
        });
        Ok(())
    }

    /// Ends the bundle with its index and its digests.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn finish(mut self) -> Result<()> {
        let index = pages::index(&self.graph.claims, &self.positions, &self.articles);
        self.files.put("index.html", index.as_bytes())?;
        self.files.finish()
    }
}

/// The names of actors, in one line.
fn speakers(record: &Record, ids: &[String]) -> String {
    let names: Vec<_> = record.actors.iter().filter(|actor| ids.contains(&actor.id)).map(|actor| actor.name.as_str()).collect();
    if names.is_empty() { "somebody".to_owned() } else { names.join(", ") }
}
