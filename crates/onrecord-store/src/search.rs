//! Finding words in what was said, and in whole articles.

use onrecord::Span;
use onrecord::model::Act;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::pages::{FoundArticles, FoundStatements, Part, Party};
use crate::sought::Sought;
use crate::{Ledger, Listed, OnRecord, Result, wire};

/// Which of the statements, or of the articles, that hold the words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct SearchFilter {
    /// By this actor: an id, else a name by which somebody goes, else a part of names. All whom it means count.
    pub actor: Option<String>,
    /// By this act.
    pub act: Option<Act>,
    /// In this paper.
    pub outlet: Option<String>,
    /// Said on this day or later: ISO 8601. Of an article, published.
    pub from: Option<String>,
    /// Said on this day or earlier. Of an article, published.
    pub to: Option<String>,
}

/// What a search found, the best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Hits {
    /// A part of the statements whose content holds the words.
    pub statements: Vec<OnRecord>,
    /// How many statements there are.
    pub statements_in_all: u64,
    /// A part of the articles that hold the words.
    pub articles: Vec<ArticleHit>,
    /// How many articles there are.
    pub articles_in_all: u64,
    /// Whether there may be more of either than were counted.
    pub more: bool,
}

/// An article that holds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleHit {
    /// Its id.
    pub article: String,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The masthead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where the page is found again.
    pub address: String,
    /// The printed words around the first hits.
    pub words: String,
    /// Where in them the hits are.
    pub hits: Vec<Span>,
}

/// What the search puts around hits: characters that Unicode keeps for a program's own use and that no page prints.
const HIT: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// So many of the latest that hold the words and fit are ranked and counted: a word that half of all pages hold takes no longer than another.
pub(crate) const RANKED: usize = 2000;

/// So many of the latest that hold the words are looked at first. Only where fewer fit than are ranked is all looked up that the filter leaves.
const FOLLOWED: u32 = 20_000;

/// After so many that hold the stems of phrases and not their words, no more are looked at: their texts must be read.
const MISSED: usize = 5000;

/// How many are named of those whom a name means.
const NAMED: u32 = 12;

/// What is searched: its full-text index, and how what a filter asks is looked up.
pub(crate) struct Shelf {
    /// The index, whose rows are numbered by key.
    index: &'static str,
    /// Rows of the index that fit.
    fitting: &'static str,
    /// What holds phrases, of one key.
    words: &'static str,
    /// The keys that an actor, days, and a paper leave, each by an index of their own.
    left: [&'static str; 3],
}

pub(crate) const STATEMENTS: Shelf = Shelf {
    index: "statement_search",
    fitting: "CROSS JOIN statement s ON s.key = statement_search.rowid CROSS JOIN article a ON a.key = s.article
        WHERE (:actors IS NULL OR EXISTS (SELECT 1 FROM speaker p WHERE p.statement = s.key AND p.actor IN (SELECT value FROM json_each(:actors))))
            AND (:act IS NULL OR s.act = :act) AND (:outlet IS NULL OR a.outlet = :outlet) AND a.newest AND NOT s.struck
            AND (:from IS NULL OR coalesce(s.said_from, substr(a.published, 1, 10)) >= :from)
            AND (:to IS NULL OR coalesce(s.said_from, substr(a.published, 1, 10)) <= :to)",
    words: "SELECT content FROM statement WHERE key = ?",
    left: [
        "SELECT statement FROM speaker WHERE actor IN (SELECT value FROM json_each(:actors))",
        "SELECT key FROM statement WHERE said_from BETWEEN coalesce(:from, '') AND coalesce(:to, '~') UNION ALL
        SELECT s.key FROM article a CROSS JOIN statement s ON s.article = a.key
        WHERE a.published BETWEEN coalesce(:from, '') AND coalesce(:to, '') || '~'",
        "SELECT s.key FROM article a CROSS JOIN statement s ON s.article = a.key WHERE a.newest = 1 AND a.outlet = :outlet",
    ],
};

const ARTICLES: Shelf = Shelf {
    index: "article_search",
    fitting: "CROSS JOIN article a ON a.key = article_search.rowid
        WHERE (:actors IS NULL AND :act IS NULL OR EXISTS (SELECT 1 FROM statement s WHERE s.article = a.key AND NOT s.struck AND (:act IS NULL OR s.act = :act)
                AND (:actors IS NULL OR EXISTS (SELECT 1 FROM speaker p WHERE p.statement = s.key AND p.actor IN (SELECT value FROM json_each(:actors))))))
            AND (:outlet IS NULL OR a.outlet = :outlet) AND a.newest
            AND (:from IS NULL OR substr(a.published, 1, 10) >= :from) AND (:to IS NULL OR substr(a.published, 1, 10) <= :to)",
    words: "SELECT coalesce(title, '') || ' ' || text FROM article WHERE key = ?",
    left: [
        "SELECT s.article FROM speaker p CROSS JOIN statement s ON s.key = p.statement WHERE p.actor IN (SELECT value FROM json_each(:actors))",
        "SELECT key FROM article WHERE published BETWEEN coalesce(:from, '') AND coalesce(:to, '') || '~'",
        "SELECT key FROM article WHERE newest = 1 AND outlet = :outlet",
    ],
};

/// What is asked of a shelf.
pub(crate) struct Wanted {
    pub(crate) sought: Sought,
    /// The keys of whom the filter's name means, as a JSON array.
    actors: Option<String>,
    act: Option<String>,
    outlet: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

impl Wanted {
    pub(crate) fn new(ledger: &Connection, words: &str, filter: &SearchFilter) -> Result<Self> {
        let SearchFilter { actor, act, outlet, from, to } = filter.clone();
        let actors = actor.map(|name| meant(ledger, &name)).transpose()?;
        Ok(Self { sought: Sought::new(words), actors, act: act.map(wire::word).transpose()?, outlet, from, to })
    }

    /// Those whom the filter's name means, who has most on record first: at most [`NAMED`].
    pub(crate) fn named(&self, ledger: &Connection) -> Result<Vec<Party>> {
        let select = "SELECT id, name, kind, country FROM actor WHERE key IN (SELECT value FROM json_each(?1)) ORDER BY statements DESC, key LIMIT ?2";
        let party = |row: &Row| Party::of_row(row.get("id")?, row);
        Ok(ledger.prepare_cached(select)?.query_map((&self.actors, NAMED), party)?.collect::<Result<_, _>>()?)
    }

    /// Which of an actor, days, and a paper are asked for.
    const fn lookups(&self) -> [bool; 3] {
        [self.actors.is_some(), self.from.is_some() || self.to.is_some(), self.outlet.is_some()]
    }
}

impl Shelf {
    /// The keys of what fits, the best first: of the latest [`RANKED`]; and whether there are more.
    pub(crate) fn find(&self, ledger: &Connection, wanted: &Wanted) -> Result<(Vec<i64>, bool)> {
        if wanted.sought.query.is_empty() {
            return Ok((Vec::new(), false));
        }
        let mut floor = self.floor(ledger, wanted)?;
        let (mut found, mut cut) = self.follow(ledger, wanted, floor, None)?;
        let left = self.left.into_iter().zip(wanted.lookups()).find_map(|(left, asked)| asked.then_some(left));
        if floor.is_some() && left.is_some() && found.len() <= RANKED {
            floor = None;
            (found, cut) = self.follow(ledger, wanted, floor, left)?;
        }
        let more = floor.is_some() || cut;
        found.truncate(RANKED);
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Ok((found.into_iter().map(|(_, key)| key).collect(), more))
    }

    /// The key of the last that is looked at first, where more than [`FOLLOWED`] hold the words.
    fn floor(&self, ledger: &Connection, wanted: &Wanted) -> Result<Option<i64>> {
        let Self { index, .. } = self;
        let floor = format!("SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET {FOLLOWED}");
        Ok(ledger.prepare_cached(&floor)?.query_row([&wanted.sought.query], |row| row.get(0)).optional()?)
    }

    /// Ranks and keys of what fits, the latest first, down to a key; whether it was broken off: at one more than [`RANKED`], or [`MISSED`].
    fn follow(&self, ledger: &Connection, wanted: &Wanted, floor: Option<i64>, left: Option<&str>) -> Result<(Vec<(f64, i64)>, bool)> {
        let mut words = ledger.prepare_cached(self.words)?;
        let (mut found, mut missed) = (Vec::new(), 0);
        let mut select = ledger.prepare_cached(&self.query(left))?;
        let Wanted { sought, actors, act, outlet, from, to } = wanted;
        let mut rows = select.query(named_params! {
            ":query": sought.query, ":floor": floor.unwrap_or(i64::MIN), ":actors": actors, ":act": act, ":outlet": outlet, ":from": from, ":to": to,
        })?;
        while let Some(row) = rows.next()? {
            let (key, rank) = (row.get(0)?, row.get(1)?);
            if !sought.has_phrases() || words.query_row([key], |row| Ok(sought.stands_in(row.get_ref(0)?.as_str()?)))? {
                found.push((rank, key));
            } else {
                missed += 1;
            }
            if found.len() > RANKED || missed > MISSED {
                return Ok((found, true));
            }
        }
        Ok((found, false))
    }

    /// The query for keys and ranks of what fits, the latest first; only of what is left, where that is looked up.
    fn query(&self, left: Option<&str>) -> String {
        let Self { index, fitting, .. } = self;
        let left = left.map(|left| format!("AND +{index}.rowid IN ({left})")).unwrap_or_default();
        format!(
            "SELECT {index}.rowid, {index}.rank FROM {index} {fitting} AND {index} MATCH :query AND {index}.rowid > :floor {left}
            ORDER BY {index}.rowid DESC"
        )
    }
}

/// The keys of those whom a name means, as a JSON array: whose id it is, else who goes by it, else who has it as a part of a name.
pub(crate) fn meant(ledger: &Connection, name: &str) -> Result<String> {
    let (id, folded) = (name.trim(), name.trim().to_lowercase());
    let ways = [("actor.id = ?", id), ("folded = ?", &folded), ("instr(folded, ?)", &folded)];
    for (means, name) in ways.into_iter().filter(|(_, name)| !name.is_empty()) {
        let keys = format!(
            "SELECT json_group_array(DISTINCT coalesce(goes_into, key)) FROM actor_name JOIN actor ON actor.key = actor_name.actor WHERE {means}"
        );
        let keys: String = ledger.prepare_cached(&keys)?.query_row([name], |row| row.get(0))?;
        if keys != "[]" {
            return Ok(keys);
        }
    }
    Ok("[]".to_owned())
}

impl Ledger {
    /// Finds statements and articles that hold all of some words, in any inflection that English stemming knows, and what stands in quotation
    /// marks word for word: a part of each, of the latest 2,000 that fit the best first.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn search(&self, words: &str, filter: &SearchFilter, part: Part) -> Result<Hits> {
        let FoundStatements { found: statements, more: some, .. } = self.find_statements(words, filter, part)?;
        let FoundArticles { found: articles, more } = self.find_articles(words, filter, part)?;
        Ok(Hits {
            statements: statements.items,
            statements_in_all: statements.total,
            articles: articles.items,
            articles_in_all: articles.total,
            more: some || more,
        })
    }

    /// Finds articles as [`Ledger::search`] does: those in which the filter's actor, or anybody by the filter's act, is on record.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn find_articles(&self, words: &str, filter: &SearchFilter, part: Part) -> Result<FoundArticles> {
        let ledger = &self.connection;
        let wanted = Wanted::new(ledger, words, filter)?;
        let (keys, more) = ARTICLES.find(ledger, &wanted)?;
        let mut select = ledger.prepare_cached("SELECT id, title, outlet, published, address FROM article WHERE key = ?")?;
        let [open, close] = HIT;
        let snippet = format!(
            "SELECT snippet(article_search, 1, '{open}', '{close}', ' … ', 24) FROM article_search WHERE article_search MATCH ? AND rowid = ?"
        );
        let mut snippet = ledger.prepare_cached(&snippet)?;
        let mut hit = |key: &i64| {
            let marked: String = snippet.query_row((&wanted.sought.query, key), |row| row.get(0))?;
            let (words, hits) = unmarked(&marked);
            select.query_row([key], |row| {
                Ok(ArticleHit {
                    article: row.get("id")?,
                    title: row.get("title")?,
                    outlet: row.get("outlet")?,
                    published: row.get("published")?,
                    address: row.get("address")?,
                    words,
                    hits,
                })
            })
        };
        let items = part.of(&keys).iter().map(&mut hit).collect::<Result<_, _>>()?;
        Ok(FoundArticles { found: Listed { items, total: keys.len() as u64, offset: part.offset.into() }, more })
    }
}

/// Where in the words of a statement those that a query finds stand.
pub(crate) fn hits(ledger: &Connection, query: &str, statement: i64) -> Result<Vec<Span>> {
    let [open, close] = HIT;
    let highlight = format!(
        "SELECT highlight(statement_search, 0, '{open}', '{close}') FROM statement_search WHERE statement_search MATCH ? AND rowid = ?"
    );
    let marked: String = ledger.prepare_cached(&highlight)?.query_row((query, statement), |row| row.get(0))?;
    Ok(unmarked(&marked).1)
}

/// Words without the marks around hits, and where the hits are.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let (mut words, mut hits, mut at, mut open) = (String::with_capacity(marked.len()), Vec::new(), 0, 0);
    for c in marked.chars() {
        match HIT.iter().position(|&mark| mark == c) {
            Some(0) => open = at,
            Some(_) => hits.push(Span::new(open, at)),
            None => {
                words.push(c);
                at += 1;
            }
        }
    }
    (words, hits)
}

#[cfg(test)]
mod tests {
    use onrecord::Span;
    use rusqlite::params_from_iter;

    use super::{ARTICLES, STATEMENTS, unmarked};
    use crate::sample::ledger;

    #[test]
    fn marks_around_hits_become_spans() {
        let check = |marked: &str, words: &str, hits: &[(u32, u32)]| {
            let spans = hits.iter().map(|&(start, end)| Span::new(start, end)).collect();
            assert_eq!(unmarked(marked), (words.to_owned(), spans), "{marked:?}");
        };
        check("né \u{fdd0}shipped\u{fdd1} it", "né shipped it", &[(3, 10)]);
        check("\u{fdd0}a\u{fdd1} \u{fdd0}b\u{fdd1}", "a b", &[(0, 1), (2, 3)]);
        check("none", "none", &[]);
    }

    #[test]
    fn a_search_looks_into_indexes_and_through_no_table() {
        let (ledger, _folder) = ledger();
        for shelf in [STATEMENTS, ARTICLES] {
            let alone = shelf.left.map(str::to_owned);
            let found = [None].into_iter().chain(shelf.left.map(Some)).map(|left| shelf.query(left));
            for query in found.chain(alone) {
                let mut plan = ledger.connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
                let none = vec![None::<u32>; plan.parameter_count()];
                let steps: Vec<String> =
                    plan.query_map(params_from_iter(none), |row| row.get("detail")).unwrap().collect::<Result<_, _>>().unwrap();
                let scans = |step: &&String| step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE");
                let sorts = |step: &&String| step.contains("TEMP B-TREE");
                assert!(!steps.iter().any(|step| scans(&step) || sorts(&step)), "{query}\n{steps:#?}");
                assert!(!query.contains("MATCH") || steps[0].contains("VIRTUAL TABLE INDEX"), "{steps:#?}");
            }
        }
    }
}
