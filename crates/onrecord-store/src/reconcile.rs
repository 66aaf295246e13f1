//! Laying new statements beside all earlier ones: each article once, in the order of arrival, against an index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onrecord::Span;
use onrecord::model::{Qualifier, Quantity, Stance};
use onrecord::reconcile::{Likeness, Matter, Topic, contrary, cosine, fit, gist, likeness, relate, weigh};
use onrecord::resolve::differ;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params_from_iter};

use crate::topics::{backfill, insert_link};
use crate::{Ledger, Result, claims, corrections, findings, wire};

/// So many topics stand for a claim; a claim with a thousand positions costs a newcomer no more than that.
pub(crate) const STANDING: i64 = 4;
/// A term that more articles hold is not followed to the claims that hold it.
const COMMON: u64 = 400;
/// So many rows of the index are followed for one topic.
const FOLLOWED: usize = 4000;
/// So many of a topic's terms, the weightiest ones, are looked up in it.
const SOUGHT: usize = 20;
/// So many claims are compared in full.
const COMPARED: usize = 8;
/// The weights of a gist are kept in parts of this.
const THOUSAND: f32 = 1000.0;
/// So many statements of a claim are compared with a new one, to say what it is to them.
const OTHERS: i64 = 64;

impl Ledger {
    /// Lays the statements of all articles that have been added since beside those of before. A claim's id is made from its first
    /// statement, so it stays as the claim grows.
    ///
    /// Articles are taken one by one in the order of their arrival, each in one transaction: adding a thousand and reconciling once gives
    /// the same claims as reconciling after each, and an interrupted run goes on where it stopped.
    ///
    /// # Errors
    /// Where the ledger cannot be read or written; the article that it happened at stays as it was.
    pub fn reconcile(&mut self) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let earlier = backfill(&transaction)?;
        transaction.commit()?;
        loop {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // By the index of those that wait, in their order: by another one, all that wait would be sorted for each article.
            let waiting = "SELECT article FROM topic INDEXED BY topic_waiting WHERE root IS NULL ORDER BY key LIMIT 1";
            let Some(article) = transaction.prepare_cached(waiting)?.query_row([], |row| row.get(0)).optional()? else { break };
            reconcile(&transaction, article)?;
            transaction.commit()?;
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if earlier {
            claims::alias_emptied(&transaction)?;
        }
        findings::judge(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// A topic that waits for its claim.
struct Waiting {
    key: i64,
    first: i64,
    topic: Topic,
}

/// Finds the matters of an article's topics and makes their claims.
pub(crate) fn reconcile(ledger: &Connection, article: i64) -> Result<()> {
    place(ledger, article)?;
    settle(ledger, article)
}

/// Finds the matter of each of an article's topics: this hangs on all articles before it.
pub(crate) fn place(ledger: &Connection, article: i64) -> Result<()> {
    let own: bool = ledger
        .prepare_cached("SELECT copy_of IS NULL AND version = 1 FROM article WHERE key = ?")?
        .query_row([article], |row| row.get(0))?;
    let waiting = waiting(ledger, article)?;
    let articles = u64::try_from(article).unwrap_or(0).saturating_sub(1);
    let known = known(ledger, &waiting)?;
    let holding = |term: &str| known.get(term).map_or(0, |term| term.articles);
    let gist = gist(waiting.iter().map(|waiting| &waiting.topic), articles, holding);
    let mut near = Near::of(&gist, &known);
    let mut placed = Vec::new();
    for waiting in &waiting {
        let weights = weigh(&waiting.topic, articles, holding);
        let root = match printed_before(ledger, waiting.first)? {
            Some(root) => root,
            None => best(ledger, &weights, &known, &mut near)?.unwrap_or(waiting.key),
        };
        placed.push((waiting.key, weights, root));
    }
    if own {
        let keys = count_terms(ledger, waiting.iter().map(|waiting| &waiting.topic))?;
        keep_gist(ledger, article, &gist, &keys)?;
    }
    for (topic, weights, root) in &placed {
        ledger.prepare_cached("UPDATE topic SET root = ? WHERE key = ?")?.execute((root, topic))?;
        if own {
            stand(ledger, *topic, *root, weights)?;
        }
    }
    Ok(())
}

/// Puts an article's topics into the claims of their matters, and says what its statements are to the others there: this hangs on the
/// statements of those claims alone.
pub(crate) fn settle(ledger: &Connection, article: i64) -> Result<()> {
    let placed = "SELECT key, root FROM topic WHERE article = ? AND root IS NOT NULL ORDER BY key";
    let placed: Vec<(i64, i64)> =
        ledger.prepare_cached(placed)?.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (topic, root) in placed {
        if let Some(claim) = claims::join(ledger, root, topic)? {
            link(ledger, article, claim, topic)?;
        }
    }
    corrections::link(ledger, article)?;
    claims::grow(ledger, article)
}

fn waiting(ledger: &Connection, article: i64) -> Result<Vec<Waiting>> {
    let mut select = ledger.prepare_cached("SELECT key, first, terms FROM topic WHERE article = ? AND root IS NULL ORDER BY key")?;
    let mut rows = select.query([article])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let terms: String = row.get("terms")?;
        let topic = Topic { statements: Vec::new(), terms: serde_json::from_str(&terms)? };
        out.push(Waiting { key: row.get("key")?, first: row.get("first")?, topic });
    }
    Ok(out)
}

/// The matter of a statement that was printed, with the same text around it, at another address before.
fn printed_before(ledger: &Connection, statement: i64) -> Result<Option<i64>> {
    let query = "SELECT topic.root FROM statement own JOIN statement other ON other.id = own.id AND other.key <> own.key
        JOIN matter ON matter.statement = other.key JOIN topic ON topic.key = matter.topic
        WHERE own.key = ? AND topic.root IS NOT NULL ORDER BY other.key LIMIT 1";
    Ok(ledger.prepare_cached(query)?.query_row([statement], |row| row.get(0)).optional()?)
}

/// A term of earlier articles.
struct Term {
    key: i64,
    /// How many articles hold it.
    articles: u64,
}

/// Those of the topics' terms that earlier articles hold.
fn known<'a>(ledger: &Connection, waiting: &'a [Waiting]) -> Result<HashMap<&'a str, Term>> {
    let mut select = ledger.prepare_cached("SELECT key, articles FROM term WHERE name = ?")?;
    let mut out = HashMap::new();
    for name in terms(waiting.iter().map(|waiting| &waiting.topic)) {
        let term = select.query_row([name], |row| Ok(Term { key: row.get(0)?, articles: row.get(1)? })).optional()?;
        out.extend(term.map(|term| (name, term)));
    }
    Ok(out)
}

fn terms<'a>(topics: impl Iterator<Item = &'a Topic>) -> BTreeSet<&'a str> {
    topics.flat_map(|topic| topic.terms.iter().map(|(term, _)| term.as_str())).collect()
}

/// How near an article is to earlier ones; each is looked at once.
struct Near {
    gist: HashMap<i64, f32>,
    likenesses: HashMap<i64, Option<f32>>,
}

impl Near {
    fn of(gist: &[(String, f32)], known: &HashMap<&str, Term>) -> Self {
        let gist = gist.iter().filter_map(|(term, weight)| Some((known.get(term.as_str())?.key, *weight))).collect();
        Self { gist, likenesses: HashMap::new() }
    }

    /// The cosine of its gist and that of the most like of some articles; `None` where a program that knew no gists placed them.
    fn nearest(&mut self, ledger: &Connection, articles: impl IntoIterator<Item = i64>) -> Result<Option<f32>> {
        let near: Vec<Option<f32>> = articles.into_iter().map(|article| self.one(ledger, article)).collect::<Result<_>>()?;
        Ok(near.into_iter().flatten().reduce(f32::max))
    }

    fn one(&mut self, ledger: &Connection, article: i64) -> Result<Option<f32>> {
        if let Some(likeness) = self.likenesses.get(&article) {
            return Ok(*likeness);
        }
        let mut select = ledger.prepare_cached("SELECT terms FROM gist WHERE article = ?")?;
        let terms: Option<String> = select.query_row([article], |row| row.get(0)).optional()?;
        let terms: Option<Vec<(i64, u16)>> = terms.map(|terms| serde_json::from_str(&terms)).transpose()?;
        let shared = |(term, weight): &(i64, u16)| self.gist.get(term).map_or(0.0, |own| own * f32::from(*weight) / THOUSAND);
        let likeness = terms.map(|terms| terms.iter().map(shared).sum());
        self.likenesses.insert(article, likeness);
        Ok(likeness)
    }
}

/// The matter that a topic fits best.
fn best(ledger: &Connection, weights: &[(String, f32)], known: &HashMap<&str, Term>, near: &mut Near) -> Result<Option<i64>> {
    let weights: Vec<(&Term, f32)> = weights.iter().filter_map(|(term, weight)| Some((known.get(term.as_str())?, *weight))).collect();
    let mut held: HashMap<i64, f32> = HashMap::new();
    let mut left = FOLLOWED;
    let mut follow = ledger.prepare_cached("SELECT root, weight FROM topic_term WHERE term = ? LIMIT ?")?;
    for (term, weight) in weights.iter().filter(|(term, _)| term.articles <= COMMON).take(SOUGHT) {
        let mut rows = follow.query((term.key, left))?;
        while let Some(row) = rows.next()? {
            *held.entry(row.get(0)?).or_default() += weight * row.get::<_, f32>(1)?;
            left = left.saturating_sub(1);
        }
    }
    let mut candidates: Vec<(i64, f32)> = held.into_iter().collect();
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut roots = [None; COMPARED];
    for (root, (candidate, _)) in roots.iter_mut().zip(&candidates) {
        *root = Some(*candidate);
    }
    let mut best: Option<(f32, i64)> = None;
    let standing = if candidates.is_empty() { HashMap::new() } else { standing(ledger, &weights, roots)? };
    for (root, _) in candidates.into_iter().take(COMPARED) {
        let standing: Vec<&Standing> = standing.get(&root).into_iter().flat_map(BTreeMap::values).collect();
        let likenesses: Vec<Likeness> = standing.iter().map(|standing| standing.like).collect();
        let Some(likeness) = likeness(&likenesses) else { continue };
        let articles = near.nearest(ledger, standing.iter().map(|standing| standing.article))?;
        if let Some(score) = fit(likeness, articles).filter(|score| best.is_none_or(|(most, _)| *score > most)) {
            best = Some((score, root));
        }
    }
    Ok(best.map(|(_, root)| root))
}

/// A topic that stands for a matter.
struct Standing {
    article: i64,
    /// How like another topic is to it.
    like: Likeness,
}

/// For each of some matters the topics that stand for it, by their keys, and how like another topic is to each.
fn standing(
    ledger: &Connection,
    weights: &[(&Term, f32)],
    roots: [Option<i64>; COMPARED],
) -> Result<HashMap<i64, BTreeMap<i64, Standing>>> {
    let among = ["?"; COMPARED].join(", ");
    let mut out: HashMap<i64, BTreeMap<i64, Standing>> = HashMap::new();
    let mut select = ledger.prepare_cached(&format!("SELECT root, key, article FROM topic WHERE root IN ({among}) AND stands = 1"))?;
    let mut rows = select.query(roots)?;
    while let Some(row) = rows.next()? {
        out.entry(row.get(0)?).or_default().insert(row.get(1)?, Standing { article: row.get(2)?, like: Likeness::default() });
    }
    let mut select = ledger.prepare_cached(&format!("SELECT root, topic, weight FROM topic_term WHERE root IN ({among}) AND term = ?"))?;
    for (term, weight) in weights {
        let mut rows = select.query(params_from_iter(roots.into_iter().chain([Some(term.key)])))?;
        while let Some(row) = rows.next()? {
            let (root, topic): (i64, i64) = (row.get(0)?, row.get(1)?);
            if let Some(standing) = out.get_mut(&root).and_then(|topics| topics.get_mut(&topic)) {
                standing.like.cosine += weight * row.get::<_, f32>(2)?;
                standing.like.common += 1;
            }
        }
    }
    Ok(out)
}

/// Counts an article for each of its terms, and gives their keys.
fn count_terms<'a>(ledger: &Connection, topics: impl Iterator<Item = &'a Topic>) -> Result<HashMap<&'a str, i64>> {
    let mut count = ledger.prepare_cached(
        "INSERT INTO term (name, articles) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET articles = articles + 1 RETURNING key",
    )?;
    terms(topics).into_iter().map(|term| Ok((term, count.query_row([term], |row| row.get(0))?))).collect()
}

/// Keeps what an article is about, for those that come later.
fn keep_gist(ledger: &Connection, article: i64, gist: &[(String, f32)], keys: &HashMap<&str, i64>) -> Result<()> {
    let thousandths = |weight: f32| (weight * THOUSAND).round() as u16;
    let terms: Vec<(i64, u16)> = gist.iter().filter_map(|(term, weight)| Some((*keys.get(term.as_str())?, thousandths(*weight)))).collect();
    ledger.prepare_cached("INSERT INTO gist VALUES (?, ?)")?.execute((article, serde_json::to_string(&terms)?))?;
    Ok(())
}

/// Lets a topic stand for its matter, where not enough others do.
fn stand(ledger: &Connection, topic: i64, root: i64, weights: &[(String, f32)]) -> Result<()> {
    let standing = "SELECT count(*) FROM topic WHERE root = ? AND stands = 1";
    let standing: i64 = ledger.prepare_cached(standing)?.query_row([root], |row| row.get(0))?;
    if standing >= STANDING {
        return Ok(());
    }
    ledger.prepare_cached("UPDATE topic SET stands = 1 WHERE key = ?")?.execute([topic])?;
    let mut insert = ledger.prepare_cached("INSERT INTO topic_term SELECT key, ?, ?, ? FROM term WHERE name = ?")?;
    for (term, weight) in weights {
        insert.execute((root, topic, weight, term))?;
    }
    Ok(())
}

/// Says what each statement of a new topic is to those of other articles in its claim: to the one it is most like, and of each article to
/// the one that it contradicts most plainly.
fn link(ledger: &Connection, article: i64, claim: i64, topic: i64) -> Result<()> {
    let elsewhere = format!("s.claim = ?1 AND s.article <> ?2 AND (?3 IS NULL OR m.stance = ?3) ORDER BY s.key LIMIT {OTHERS}");
    let others = |stance: Option<Stance>| matters(ledger, &elsewhere, (claim, article, stance.map(wire::word).transpose()?));
    let own = matters(ledger, "m.topic = ?1 AND s.article = ?2", (topic, article))?;
    let all = others(None)?;
    let asked = |stance| own.iter().any(|own| own.matter.stance == stance);
    let denying = if asked(Stance::Affirms) { others(Some(Stance::Denies))? } else { Vec::new() };
    let affirming = if asked(Stance::Denies) { others(Some(Stance::Affirms))? } else { Vec::new() };
    for Compared { key: statement, matter, .. } in &own {
        let opposed = match matter.stance {
            Stance::Affirms => denying.as_slice(),
            Stance::Denies => affirming.as_slice(),
            Stance::Neutral => &[],
        };
        let mut contradicted: BTreeMap<i64, Vec<&Compared>> = BTreeMap::new();
        for other in opposed.iter().filter(|other| contrary(matter, &other.matter).is_some()) {
            contradicted.entry(other.article).or_default().push(other);
        }
        for near in [all.iter().collect()].into_iter().chain(contradicted.into_values()) {
            let scored = near.into_iter().map(|other| (cosine(matter, &other.matter), other));
            let nearest = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.key.cmp(&a.1.key))).filter(|(likeness, _)| *likeness > 0.0);
            if let Some((_, Compared { key, matter: near, .. })) = nearest {
                insert_link(ledger, *statement, *key, &relate(matter, near, other_number(ledger, *statement, *key)?))?;
            }
        }
    }
    Ok(())
}

/// Whether two statements give different numbers of one thing.
fn other_number(ledger: &Connection, statement: i64, other: i64) -> Result<bool> {
    let (own, their) = (quantities(ledger, statement)?, quantities(ledger, other)?);
    Ok(own.iter().any(|own| their.iter().any(|their| differ(own, their) == Some(true))))
}

/// A statement's quantities, as far as they are compared: a ledger that is made in bulk holds no hedges and spans.
fn quantities(ledger: &Connection, statement: i64) -> Result<Vec<Quantity>> {
    let mut select = ledger.prepare_cached("SELECT value, value_to, unit FROM quantity WHERE statement = ? ORDER BY rowid")?;
    let mut rows = select.query([statement])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (value, value_to, unit) = (row.get("value")?, row.get("value_to")?, row.get("unit")?);
        out.push(Quantity { span: Span::default(), value, value_to, unit, qualifier: Qualifier::Exactly });
    }
    Ok(out)
}

/// A statement that is compared with others of its claim.
struct Compared {
    key: i64,
    article: i64,
    matter: Matter,
}

fn matters(ledger: &Connection, which: &str, parameters: impl rusqlite::Params) -> Result<Vec<Compared>> {
    let query = format!(
        "SELECT s.key, s.article, s.id AS statement, m.terms, m.act, m.stance, m.refers_to, m.gainsaid
        FROM statement s JOIN matter m ON m.statement = s.key WHERE {which}"
    );
    let mut select = ledger.prepare_cached(&query)?;
    let mut rows = select.query(parameters)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(Compared { key: row.get("key")?, article: row.get("article")?, matter: matter(row)? });
    }
    Ok(out)
}

/// What is compared of a statement, of its row and that of its matter.
pub(crate) fn matter(row: &Row) -> Result<Matter> {
    let [terms, gainsaid] = ["terms", "gainsaid"].map(|column| row.get::<_, String>(column));
    Ok(Matter {
        statement: row.get("statement")?,
        terms: serde_json::from_str(&terms?)?,
        gainsaid: serde_json::from_str(&gainsaid?)?,
        act: wire::value(row, "act")?,
        stance: wire::value(row, "stance")?,
        refers_to: row.get("refers_to")?,
    })
}
