//! What an address showed over time, and what changed from one text to the next: the silent edit.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::{Error, Find, Ledger, OnRecord, Result, add, claims, identity};

/// Words are one statement's, re-worded, from this likeness on: the share of them that both have, from 0 to 1.
const REWORDED: f32 = 0.5;

/// How many statements further on a re-worded one is looked for, so that the work does not grow with the square of a page.
const REACH: usize = 40;

/// One text that an address showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// When it came into the ledger: RFC 3339, UTC.
    pub seen: String,
    /// Its article's id; a text that came back has the id that it had.
    pub article: String,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it says that it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// What changed from one text of an address to the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// Where the page is found.
    pub address: String,
    /// The text before.
    pub before: Version,
    /// The text after it.
    pub after: Version,
    /// Statements that are new.
    pub added: Vec<OnRecord>,
    /// Statements that are gone.
    pub removed: Vec<OnRecord>,
    /// Statements that are still there, in other words.
    pub reworded: Vec<Rewording>,
    /// How many statements are as they were.
    pub kept: usize,
}

/// A statement in other words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rewording {
    /// As it was.
    pub before: OnRecord,
    /// As it is.
    pub after: OnRecord,
    /// Source, cue and content, word by word; without the pieces that are gone, what is printed now.
    pub words: Vec<Piece>,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "change", content = "words", rename_all = "snake_case")]
pub enum Piece {
    /// In both texts.
    Kept(String),
    /// In the text before only.
    Gone(String),
    /// In the text after only.
    New(String),
}

impl Ledger {
    /// What changed on a page, from each text that it showed to the next, the oldest first; empty where it has shown one text only. `page` is
    /// an address, a path, or the id of any of its articles.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is no such page; else where the ledger cannot be read.
    pub fn changes(&self, page: &str) -> Result<Vec<Change>> {
        let ledger = &self.connection;
        let address = address(ledger, page)?.ok_or_else(|| Error::Unknown {
            what: "page has the address or id",
            name: page.to_owned(),
            find: Find::Ids,
        })?;
        let captures = captures(ledger, &address)?;
        captures.windows(2).map(|pair| change(ledger, &address, &pair[0], &pair[1])).collect()
    }
}

/// Notes what an address shows now.
pub(crate) fn capture(ledger: &Connection, article: i64) -> Result<()> {
    let insert =
        "INSERT INTO capture (address, article, seen) SELECT address, key, strftime('%Y-%m-%dT%H:%M:%SZ') FROM article WHERE key = ?";
    ledger.prepare_cached(insert)?.execute([article])?;
    Ok(())
}

/// Makes the newest text of an address an older one; how many texts it had shown.
pub(crate) fn retire(ledger: &Connection, address: &str) -> Result<Option<u32>> {
    let retire = "UPDATE article SET newest = 0 WHERE address = ? AND newest RETURNING key";
    let Some(key) = ledger.prepare_cached(retire)?.query_row([address], |row| row.get(0)).optional()? else { return Ok(None) };
    claims::refresh(ledger, identity::claims_of(ledger, key)?)?;
    let texts = "SELECT max(version) FROM article WHERE address = ?";
    Ok(ledger.prepare_cached(texts)?.query_row([address], |row| row.get(0))?)
}

/// Makes an older text of an address its newest again.
pub(crate) fn restore(ledger: &Connection, article: i64) -> Result<()> {
    ledger.prepare_cached("UPDATE article SET newest = 1 WHERE key = ?")?.execute([article])?;
    capture(ledger, article)?;
    claims::refresh(ledger, identity::claims_of(ledger, article)?)
}

fn address(ledger: &Connection, page: &str) -> Result<Option<String>> {
    let select =
        "SELECT address FROM article WHERE address = ?1 OR address = ?2 OR id = ?1 ORDER BY address = ?1 DESC, newest DESC, key LIMIT 1";
    Ok(ledger.prepare_cached(select)?.query_row((page, add::absolute(page)), |row| row.get(0)).optional()?)
}

fn captures(ledger: &Connection, address: &str) -> Result<Vec<(i64, Version)>> {
    let mut select = ledger.prepare_cached(
        "SELECT a.key, c.seen, a.id, a.title, a.published FROM capture c JOIN article a ON a.key = c.article WHERE c.address = ? ORDER BY c.key",
    )?;
    let capture = |row: &Row| {
        let version =
            Version { seen: row.get("seen")?, article: row.get("id")?, title: row.get("title")?, published: row.get("published")? };
        Ok((row.get("key")?, version))
    };
    Ok(select.query_map([address], capture)?.collect::<Result<_, _>>()?)
}

fn change(ledger: &Connection, address: &str, before: &(i64, Version), after: &(i64, Version)) -> Result<Change> {
    let (mut removed, mut added) = (statements(ledger, before.0)?, statements(ledger, after.0)?);
    let kept = take_kept(&mut removed, &mut added);
    let reworded = take_reworded(&mut removed, &mut added);
    Ok(Change { address: address.to_owned(), before: before.1.clone(), after: after.1.clone(), added, removed, reworded, kept })
}

fn statements(ledger: &Connection, article: i64) -> Result<Vec<OnRecord>> {
    let mut select = ledger.prepare_cached(
        "SELECT * FROM ever_on_the_record WHERE article_key = ?
        AND statement_key NOT IN (SELECT key FROM statement WHERE struck) ORDER BY statement_key",
    )?;
    Ok(select.query_map([article], OnRecord::from_row)?.collect::<Result<_, _>>()?)
}

/// A statement as printed.
fn printed(statement: &OnRecord) -> String {
    format!("{} {} {}", statement.source, statement.cue, statement.words)
}

/// Takes out the statements that both texts print alike, as often as both do; how many.
fn take_kept(removed: &mut Vec<OnRecord>, added: &mut Vec<OnRecord>) -> usize {
    let mut left: HashMap<String, usize> = HashMap::new();
    for statement in added.iter() {
        *left.entry(printed(statement)).or_default() += 1;
    }
    let mut kept: HashMap<String, usize> = HashMap::new();
    let before = removed.len();
    removed.retain(|statement| match left.get_mut(&printed(statement)) {
        Some(number) if *number > 0 => {
            *number -= 1;
            *kept.entry(printed(statement)).or_default() += 1;
            false
        }
        _ => true,
    });
    added.retain(|statement| match kept.get_mut(&printed(statement)) {
        Some(number) if *number > 0 => {
            *number -= 1;
            false
        }
        _ => true,
    });
    before - removed.len()
}

/// Takes out the pairs of statements that are most alike, and alike enough.
fn take_reworded(removed: &mut Vec<OnRecord>, added: &mut Vec<OnRecord>) -> Vec<Rewording> {
    let mut pairs = Vec::new();
    for (at, before) in removed.iter().enumerate() {
        let near = at.saturating_sub(REACH)..(at + REACH).min(added.len());
        for (other, after) in added.iter().enumerate().take(near.end).skip(near.start) {
            pairs.push((likeness(&printed(before), &printed(after)), at, other));
        }
    }
    pairs.retain(|(likeness, ..)| *likeness >= REWORDED);
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gone, mut new) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|&(_, at, other)| !gone.contains(&at) && !new.contains(&other) && gone.insert(at) && new.insert(other));
    pairs.sort_by_key(|&(_, _, other)| other);
    let reworded = pairs.into_iter().map(|(_, at, other)| {
        let (before, after) = (removed[at].clone(), added[other].clone());
        Rewording { words: pieces(&printed(&before), &printed(&after)), before, after }
    });
    let reworded = reworded.collect();
    keep(removed, |at| !gone.contains(&at));
    keep(added, |at| !new.contains(&at));
    reworded
}

/// The share of the words of two texts that both have in one order.
fn likeness(before: &str, after: &str) -> f32 {
    let (before, after): (Vec<_>, Vec<_>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    TextDiff::from_slices(&before, &after).ratio()
}

fn keep(statements: &mut Vec<OnRecord>, wanted: impl Fn(usize) -> bool) {
    let mut at = 0;
    statements.retain(|_| {
        at += 1;
        wanted(at - 1)
    });
}

/// Two texts word by word, runs of one kind together.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let words = change.value();
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Kept(run)))
            | (ChangeTag::Delete, Some(Piece::Gone(run)))
            | (ChangeTag::Insert, Some(Piece::New(run))) => *run += words,
            (ChangeTag::Equal, _) => out.push(Piece::Kept(words.to_owned())),
            (ChangeTag::Delete, _) => out.push(Piece::Gone(words.to_owned())),
            (ChangeTag::Insert, _) => out.push(Piece::New(words.to_owned())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use onrecord::model::Record;

    use super::*;
    use crate::Added;
    use crate::sample::{Said, ledger, page, said};

    const URL: &str = "https://a.example/1";

    fn text(sentences: &[Said]) -> Record {
        page(URL, "The Harbour Post", sentences)
    }

    #[test]
    fn a_silent_edit_shows_word_by_word() {
        let (mut ledger, _folder) = ledger();
        let first = [
            said("Ana Ruiz", "said", "the bridge is safe"),
            said("Bo Lind", "denied", "about 70 boats had sunk in the old harbour"),
            said("Cy Mora", "said", "nothing at all"),
        ];
        let second = [
            said("Ana Ruiz", "said", "the bridge is safe"),
            said("Di Ek", "said", "more would follow soon"),
            said("Bo Lind", "denied", "about 90 boats had sunk in the old harbour"),
        ];
        ledger.add(&text(&first)).unwrap();
        assert_eq!(ledger.changes(URL).unwrap(), []);
        ledger.add(&text(&second)).unwrap();
        let [change] = <[Change; 1]>::try_from(ledger.changes(URL).unwrap()).unwrap();
        let words = |statements: &[OnRecord]| statements.iter().map(|statement| statement.words.clone()).collect::<Vec<_>>();
        assert_eq!(
            (words(&change.added), words(&change.removed), change.kept),
            (vec!["more would follow soon".to_owned()], vec!["nothing at all".to_owned()], 1)
        );
        let [reworded] = change.reworded.as_slice() else { panic!("{change:?}") };
        let expected = [
            Piece::Kept("Bo Lind denied about ".to_owned()),
            Piece::Gone("70".to_owned()),
            Piece::New("90".to_owned()),
            Piece::Kept(" boats had sunk in the old harbour".to_owned()),
        ];
        assert_eq!(reworded.words, expected);
        assert_eq!(ledger.changes(&text(&first).article.id()).unwrap(), [change]);
        assert!(matches!(ledger.changes("https://no.example"), Err(Error::Unknown { .. })));
    }

    #[test]
    fn a_text_that_comes_back_is_a_change() {
        let (mut ledger, _folder) = ledger();
        let a = text(&[said("Ana Ruiz", "said", "the bridge is safe")]);
        let b = text(&[said("Ana Ruiz", "said", "the bridge was never safe"), said("Bo Lind", "said", "yes")]);
        let added: Vec<_> = [&a, &b, &a, &a, &b].map(|record| ledger.add(record).unwrap()).to_vec();
        assert_eq!(added, [Added::New, Added::NewVersion, Added::NewVersion, Added::Known, Added::NewVersion]);
        let changes = ledger.changes(URL).unwrap();
        let shown: Vec<_> = changes.iter().map(|change| (change.before.article.clone(), change.after.article.clone())).collect();
        let (a_id, b_id) = (a.article.id(), b.article.id());
        assert_eq!(shown, [(a_id.clone(), b_id.clone()), (b_id.clone(), a_id.clone()), (a_id, b_id)]);
        ledger.add(&a).unwrap();
        let status = ledger.status().unwrap();
        assert_eq!((status.pages, status.older_versions, status.statements), (1, 1, 1));
        let newest: Vec<_> = ledger.records().unwrap().map(|record| record.unwrap().article.id()).collect();
        assert_eq!(newest, [a.article.id()]);
    }
}
