//! Claims of statements that stand in a table, without their pages: the ledger's own reconciling, over a ledger that is kept only as long
//! as it takes.
//!
//! All at once: [`Bulk::add`], [`Bulk::reconcile`], [`Bulk::on_claims`]. In two steps, of which the second can be done for some matters here
//! and for others there: [`Bulk::add`], [`Bulk::place`], [`Bulk::placed`], which needs all pages in their order and little of each; then, of
//! the statements of any matters with what was found for them, [`Bulk::add`], [`Bulk::settle`], [`Bulk::on_claims`].

use std::collections::{BTreeSet, HashMap};

use onrecord::model::{Act, Basis, Origin, Stance};
use onrecord::reconcile::{Link, Matter, Relation, gather};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::add::{Arrival, address, arrive};
use crate::claims::STANCE;
use crate::{Ledger, Result, open, reconcile, syndication, topics, wire};

/// A row of the statements' table, as far as it matters for claims. A page without statements has one row, with no statement in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// The page's path.
    pub path: Option<String>,
    /// The page's URL.
    pub url: Option<String>,
    /// The article's id.
    pub article: Option<String>,
    /// When it was published: ISO 8601.
    pub published: Option<String>,
    /// The sketch of the article's text, in the first row of a page.
    pub fingerprint: Option<Vec<i32>>,
    /// The statement's place in its page, from 0.
    pub position: Option<i32>,
    /// The statement's id.
    pub statement: Option<String>,
    /// Its content.
    pub content: Vec<Printed>,
    /// The plainest words of its claim in its page.
    pub wording: Option<Printed>,
    /// Its act.
    pub act: Option<Act>,
    /// Its stance.
    pub stance: Option<Stance>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// When it was said.
    pub said_on: Option<Day>,
    /// The statement that its content points at.
    pub refers_to: Option<String>,
    /// Its numbers.
    pub quantities: Vec<Amount>,
    /// Its claim in its page.
    pub claim: Option<String>,
    /// What its content is about.
    pub terms: Vec<String>,
    /// By which of these it says that something is not so; unknown in a table that an earlier program wrote.
    pub gainsaid: Option<Vec<String>>,
    /// What it is to other statements of its page.
    pub links: Vec<LinkTo>,
    /// Why the page could not be read.
    pub error: Option<String>,
    /// See [`Place`]: what was found for it before, or nothing of it.
    pub page: Option<i64>,
    /// See [`Place`].
    pub topic: Option<i64>,
    /// See [`Place`].
    pub matter: Option<i64>,
    /// See [`Place`].
    pub newest: Option<bool>,
    /// See [`Place`].
    pub independent: Option<bool>,
}

/// A span's words.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Printed {
    /// As printed.
    pub text: String,
}

/// A speaker.
#[derive(Debug, Clone, Deserialize)]
pub struct Speaker {
    /// Its id over all articles.
    pub actor: String,
}

/// A number.
#[derive(Debug, Clone, Deserialize)]
pub struct Amount {
    /// The number; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// What is counted.
    pub unit: Option<String>,
}

/// When something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The first day on which it may have been.
    pub from: String,
    /// The last.
    pub to: String,
    /// What says so.
    pub basis: Basis,
}

/// What a statement is to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkTo {
    /// The other's id.
    pub other: String,
    /// What it is to it.
    pub relation: Relation,
    /// How likely they are about one matter, 0 to 1.
    pub score: f32,
    /// What they have in common, for people.
    pub why: String,
}

/// Where a statement stands among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The number of its page in the order of arrival, from 1.
    pub page: i64,
    /// The number of what its page says on its matter.
    pub topic: i64,
    /// The number of the first topic on its matter.
    pub matter: i64,
    /// Whether its address has shown no later text.
    pub newest: bool,
    /// Whether its article is no copy of another.
    pub independent: bool,
}

/// Which statement stands where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The page's path.
    pub path: Option<String>,
    /// The page's URL.
    pub url: Option<String>,
    /// The article's id.
    pub article: String,
    /// The statement's id.
    pub statement: String,
    /// Its place.
    #[serde(flatten)]
    pub place: Place,
}

/// A statement of a claim: the position of its speakers, and what it is to earlier ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnClaim {
    /// The claim's id.
    pub claim: String,
    /// The plainest printed words of the claim.
    pub wording: String,
    /// Whether at least two actors are on record for the claim and against it.
    pub disputed: bool,
    /// The page's path.
    pub path: Option<String>,
    /// The page's URL.
    pub url: Option<String>,
    /// The article's id.
    pub article: String,
    /// The statement's id.
    pub statement: String,
    /// Who takes the position, by their ids over all articles.
    pub speakers: Vec<String>,
    /// The act.
    pub act: Act,
    /// The stance.
    pub stance: Stance,
    /// When it was said.
    pub said_on: Option<Day>,
    /// Whether its address has shown no later text: others count for nothing.
    pub newest: bool,
    /// Whether its article is no copy of another.
    pub independent: bool,
    /// What it is to others, of its page and of earlier ones.
    pub links: Vec<LinkTo>,
}

/// The articles whose matters are still to be found.
const WAITING: &str = "SELECT DISTINCT article FROM topic WHERE root IS NULL ORDER BY article";

/// Statements that are laid side by side.
pub struct Bulk {
    ledger: Ledger,
    /// The rows of a page of which more may come.
    page: Vec<Statement>,
}

impl Bulk {
    /// Begins with no statements. What is added goes to a temporary file where it is too much for memory.
    ///
    /// # Errors
    /// Where none can be made.
    pub fn new() -> Result<Self> {
        Ok(Self { ledger: open::temporary()?, page: Vec::new() })
    }

    /// Adds a row. The rows of a page come one after the other, in the order of the page; pages, in the order of their arrival. Rows of pages
    /// that could not be read are passed over.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub fn add(&mut self, row: Statement) -> Result<()> {
        let same = |last: &Statement| last.of_page() == row.of_page() && last.position < row.position;
        if !self.page.last().is_none_or(same) {
            self.finish()?;
        }
        if row.error.is_none() {
            self.page.push(row);
        }
        Ok(())
    }

    /// Makes the claims of all that was added.
    ///
    /// # Errors
    /// Where the temporary file cannot be read or written.
    pub fn reconcile(&mut self) -> Result<()> {
        self.finish()?;
        self.each_article(WAITING, reconcile::reconcile)
    }

    /// Finds the matter of each statement that was added.
    ///
    /// # Errors
    /// Where the temporary file cannot be read or written.
    pub fn place(&mut self) -> Result<()> {
        self.finish()?;
        self.each_article(WAITING, reconcile::place)
    }

    /// Makes the claims of statements whose matters were found before.
    ///
    /// # Errors
    /// Where the temporary file cannot be read or written.
    pub fn settle(&mut self) -> Result<()> {
        self.finish()?;
        self.each_article("SELECT key FROM article ORDER BY key", reconcile::settle)
    }

    fn each_article(&mut self, which: &str, work: impl Fn(&Connection, i64) -> Result<()>) -> Result<()> {
        let ledger = &self.ledger.connection;
        let articles: Vec<i64> = ledger.prepare(which)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        articles.into_iter().try_for_each(|article| work(ledger, article))
    }

    fn finish(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.page);
        let Some(head) = rows.first() else { return Ok(()) };
        let ledger = &self.ledger.connection;
        let origin = Origin { path: head.path.clone(), url: head.url.clone(), ..Origin::default() };
        let id = head.article.clone().unwrap_or_default();
        let address = address(&origin, &id);
        match head.place() {
            Some(place) => insert_placed(ledger, &rows, &id, &address, place),
            None => match arrive(ledger, &address, &id)? {
                Arrival::New { version } => insert(ledger, &rows, &id, &address, version),
                Arrival::Known | Arrival::Restored => Ok(()),
            },
        }
    }

    /// Where statements stand that have others on their matter: the next `most` of them after a number, in the order of arrival, and the number
    /// after which the others come.
    ///
    /// # Errors
    /// Where the temporary file cannot be read.
    pub fn placed(&self, after: i64, most: usize) -> Result<(Vec<Placed>, i64)> {
        let mut select = self.ledger.connection.prepare_cached(
            "SELECT s.key, a.path, a.url, a.id AS article, s.id AS statement, a.key AS page, t.key AS topic, t.root AS matter, a.newest,
                a.copy_of IS NULL AS independent
            FROM statement s JOIN article a ON a.key = s.article JOIN matter m ON m.statement = s.key JOIN topic t ON t.key = m.topic
            WHERE s.key > ? AND EXISTS (SELECT 1 FROM topic o JOIN matter n ON n.topic = o.key WHERE o.root = t.root AND n.statement <> s.key)
            ORDER BY s.key LIMIT ?",
        )?;
        let mut last = after;
        let placed = |row: &Row| {
            last = row.get("key")?;
            let (page, topic, matter) = (row.get("page")?, row.get("topic")?, row.get("matter")?);
            let place = Place { page, topic, matter, newest: row.get("newest")?, independent: row.get("independent")? };
            let (path, url) = (row.get("path")?, row.get("url")?);
            Ok(Placed { path, url, article: row.get("article")?, statement: row.get("statement")?, place })
        };
        let placed = select.query_map((after, most), placed)?.collect::<Result<_, _>>()?;
        Ok((placed, last))
    }

    /// Hands over each statement of a claim, in the order of arrival.
    ///
    /// # Errors
    /// Where the temporary file cannot be read, and the function's own.
    pub fn on_claims(&self, mut each: impl FnMut(OnClaim) -> Result<()>) -> Result<()> {
        let ledger = &self.ledger.connection;
        let mut select = ledger.prepare(&format!(
            "SELECT s.key, c.id AS claim, coalesce(w.content, s.content) AS wording, c.disputed, a.path, a.url, a.id AS article, s.id AS statement,
                s.act, {STANCE} AS stance, s.said_from, s.said_to, s.said_basis, a.newest, a.copy_of IS NULL AS independent
            FROM statement s JOIN claim c ON c.key = s.claim JOIN article a ON a.key = s.article LEFT JOIN statement w ON w.key = c.wording
            ORDER BY s.key",
        ))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            each(on_claim(ledger, row)?)?;
        }
        Ok(())
    }
}

impl Statement {
    /// What all rows of a page have in common.
    fn of_page(&self) -> (Option<&str>, Option<&str>, Option<&str>, Option<i64>) {
        (self.path.as_deref(), self.url.as_deref(), self.article.as_deref(), self.page)
    }

    fn place(&self) -> Option<Place> {
        let (page, topic, matter) = (self.page?, self.topic?, self.matter?);
        Some(Place { page, topic, matter, newest: self.newest?, independent: self.independent? })
    }

    fn matter(&self) -> Option<Matter> {
        let statement = self.statement.clone()?;
        let (act, stance, terms) = (self.act?, self.stance?, self.terms.clone());
        let denied = || if (act, stance) == (Act::Deny, Stance::Denies) { terms.clone() } else { Vec::new() };
        let gainsaid = self.gainsaid.clone().unwrap_or_else(denied);
        Some(Matter { statement, terms, act, stance, refers_to: self.refers_to.clone(), gainsaid })
    }

    /// The words that stand for its claim, if it is the plainest of it.
    fn words(&self) -> String {
        let content = || self.content.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" … ");
        self.wording.as_ref().map_or_else(content, |wording| wording.text.clone())
    }
}

/// Keeps a page whose matters are still to be found.
fn insert(ledger: &Connection, rows: &[Statement], id: &str, address: &str, version: u32) -> Result<()> {
    let sketch = rows.iter().find_map(|row| row.fingerprint.as_ref());
    let sketch: Vec<u8> = sketch.into_iter().flatten().flat_map(|value| value.to_le_bytes()).collect();
    let fingerprint = syndication::from_bytes(&sketch);
    let copy_of = syndication::original(ledger, id, address, &fingerprint)?;
    let insert = "INSERT INTO article (id, address, version, newest, copy_of, added, path, url, published, fingerprint, text, record)
        VALUES (?, ?, ?, 1, ?, '', ?, ?, ?, ?, '', '')";
    let head = &rows[0];
    ledger.prepare_cached(insert)?.execute(params![id, address, version, copy_of, head.path, head.url, head.published, sketch])?;
    let article = ledger.last_insert_rowid();
    if copy_of.is_none() {
        syndication::index(ledger, article, &fingerprint)?;
    }
    let keys = insert_statements(ledger, article, rows)?;
    let matters: Vec<(Matter, Option<&str>)> = rows.iter().filter_map(|row| Some((row.matter()?, row.claim.as_deref()))).collect();
    for topic in &gather(matters.iter().map(|(matter, claim)| (matter, *claim))) {
        topics::insert_topic(ledger, article, topic, &keys)?;
    }
    Ok(())
}

/// Keeps statements of a page whose matters were found before.
fn insert_placed(ledger: &Connection, rows: &[Statement], id: &str, address: &str, place: Place) -> Result<()> {
    let insert = "INSERT INTO article (key, id, address, version, newest, copy_of, added, path, url, published, fingerprint, text, record)
        VALUES (?1, ?2, ?3, ?1, ?4, CASE WHEN ?5 THEN NULL ELSE ?1 END, '', ?6, ?7, ?8, x'', '', '')";
    let head = &rows[0];
    let row = params![place.page, id, address, place.newest, place.independent, head.path, head.url, head.published];
    ledger.prepare_cached(insert)?.execute(row)?;
    let keys = insert_statements(ledger, place.page, rows)?;
    let mut topic = ledger.prepare_cached("INSERT OR IGNORE INTO topic (key, article, first, terms, root) VALUES (?, ?, ?, '[]', ?)")?;
    let mut belong = ledger.prepare_cached("UPDATE matter SET topic = ? WHERE statement = ?")?;
    for row in rows {
        let (Some(place), Some(key)) = (row.place(), row.statement.as_deref().and_then(|id| keys.get(id))) else { continue };
        topic.execute((place.topic, place.page, key, place.matter))?;
        belong.execute((place.topic, key))?;
    }
    Ok(())
}

/// Keeps statements with their speakers and what they are to each other; their keys by their ids.
fn insert_statements<'a>(ledger: &Connection, article: i64, rows: &'a [Statement]) -> Result<topics::Keys<'a>> {
    let mut keys = HashMap::new();
    let mut statement = ledger.prepare_cached(
        "INSERT INTO statement (id, article, source, cue, content, form, act, stance, said_from, said_to, said_basis, refers_to, confidence,
            wording_start, wording_end)
        VALUES (?, ?, '', '', ?, '', ?, ?, ?, ?, ?, ?, 1, ?10, ?10)",
    )?;
    let mut actor = ledger.prepare_cached("INSERT OR IGNORE INTO actor (id, name, kind) VALUES (?, '', '')")?;
    let mut speaker = ledger.prepare_cached("INSERT INTO speaker (statement, position, actor) SELECT ?, ?, key FROM actor WHERE id = ?")?;
    let mut quantity = ledger.prepare_cached("INSERT INTO quantity VALUES (?, ?, ?, ?, '', 0, 0)")?;
    for row in rows {
        let Some(matter) = row.matter() else { continue };
        let said_on = row.said_on.as_ref();
        statement.execute(params![
            matter.statement,
            article,
            row.words(),
            wire::word(matter.act)?,
            wire::word(matter.stance)?,
            said_on.map(|day| &day.from),
            said_on.map(|day| &day.to),
            said_on.map(|day| wire::word(day.basis)).transpose()?,
            row.refers_to,
            row.wording.as_ref().map(|_| 0),
        ])?;
        let key = ledger.last_insert_rowid();
        let mut seen = BTreeSet::new();
        for (position, by) in row.speakers.iter().filter(|by| seen.insert(&by.actor)).enumerate() {
            actor.execute([&by.actor])?;
            speaker.execute((key, position, &by.actor))?;
        }
        for amount in &row.quantities {
            quantity.execute((key, amount.value, amount.value_to, &amount.unit))?;
        }
        topics::insert_matter(ledger, key, &matter)?;
        keys.extend(row.statement.as_deref().map(|id| (id, key)));
    }
    for row in rows {
        for to in &row.links {
            let (Some(id), Some(&other)) = (row.statement.as_deref(), keys.get(to.other.as_str())) else { continue };
            let LinkTo { other: name, relation, score, why } = to.clone();
            topics::insert_link(ledger, keys[id], other, &Link { statement: id.to_owned(), other: name, relation, score, why })?;
        }
    }
    Ok(keys)
}

fn on_claim(ledger: &Connection, row: &Row) -> Result<OnClaim> {
    let key: i64 = row.get("key")?;
    let speakers = "SELECT id FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position";
    let links = "SELECT s.id AS other, relation, score, why FROM link JOIN statement s ON s.key = other WHERE statement = ? ORDER BY other";
    let link = |row: &Row| {
        Ok(LinkTo { other: row.get("other")?, relation: wire::value(row, "relation")?, score: row.get("score")?, why: row.get("why")? })
    };
    let said_on = match (row.get("said_from")?, row.get("said_to")?) {
        (Some(from), Some(to)) => Some(Day { from, to, basis: wire::value(row, "said_basis")? }),
        _ => None,
    };
    Ok(OnClaim {
        claim: row.get("claim")?,
        wording: row.get("wording")?,
        disputed: row.get("disputed")?,
        path: row.get("path")?,
        url: row.get("url")?,
        article: row.get("article")?,
        statement: row.get("statement")?,
        speakers: ledger.prepare_cached(speakers)?.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?,
        act: wire::value(row, "act")?,
        stance: wire::value(row, "stance")?,
        said_on,
        newest: row.get("newest")?,
        independent: row.get("independent")?,
        links: ledger.prepare_cached(links)?.query_map([key], link)?.collect::<Result<_, _>>()?,
    })
}
