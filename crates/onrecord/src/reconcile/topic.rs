//! What one article says on one matter, and how that is compared with other articles.

use std::collections::BTreeMap;

use super::against::{is_denial, may_be_turned_down};
use super::page::Page;
use super::relation::{Link, WORDS, kind};
use super::terms::{Term, tells};
use crate::model::{Act, Record, Stance};

/// So many terms of a topic are compared, and of an article, the weightiest ones.
const TERMS: usize = 60;
const GIST: usize = 200;
/// A topic joins a claim from this score on; chosen, as [`LEAST`] and [`ARTICLES`], on the gold pages and four matters among six hundred other
/// articles, in several orders of arrival.
const JOINS: f32 = 0.5;
/// It is at least so like what stands for the claim by its own terms.
const LEAST: f32 = 0.2;
/// How much it tells that its article is like theirs.
const ARTICLES: f32 = 1.5;
/// How like two articles are taken to be where that is not known: as those that share a subject and no matter.
const UNKNOWN: f32 = 0.1;
/// It shares at least so many terms with one that stands for the claim: a word by itself is no matter.
const COMMON: u32 = 2;
/// Terms are weighed as if so many other articles, with other terms, had come before: in a small ledger what two share would else count
/// less than what only one holds, as it is held by more.
const OTHERS: f32 = 20.0;
/// A statement contradicts one of another article only where their cosine is at least this, and one that is no denial only where they
/// share so many terms; by reading what that left of 2,600 articles: above it a third were real, below it one in six.
const ALIKE: f32 = 0.42;
const NEGATED: usize = 3;

/// What one article says on one matter: the statements of one of its claims, or a statement by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// The ids of its statements, in the order of the text.
    pub statements: Vec<String>,
    /// What their contents are about, and how many of them say it; in alphabetical order.
    pub terms: Vec<(String, u32)>,
}

/// What is compared of one statement with those of other articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The statement's id.
    pub statement: String,
    /// What its content is about: countries, surnames, numbers and stems, one word each, in alphabetical order.
    pub terms: Vec<String>,
    /// Its act.
    pub act: Act,
    /// Its stance.
    pub stance: Stance,
    /// The statement its content points at.
    pub refers_to: Option<String>,
    /// Those of its terms by which it says that something is not so: of a denial all that tell something, of anything else those that it
    /// negates. None of a denial that turns down what is no claim ("rejected the offer").
    pub gainsaid: Vec<String>,
}

/// What is compared of each of a record's statements, in their order.
pub fn matters(record: &Record) -> Vec<Matter> {
    let page = Page::new(&record.article, &record.statements, &record.actors, &record.frames);
    let mut said: Vec<_> = page.said.iter().collect();
    said.sort_by_key(|said| said.at);
    let matter = |said: &super::page::Said| {
        let statement = &record.statements[said.at];
        let names = |terms: &mut dyn Iterator<Item = Term>| {
            let mut names: Vec<String> = terms.map(|term| common_name(page.terms.name(term)).to_owned()).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let gainsaid = match is_denial(statement) {
            true if said.turns_down => Vec::new(),
            true => names(&mut said.telling.iter().copied()),
            false => names(&mut said.negations.near().filter(|term| !page.terms.is_party(*term))),
        };
        Matter {
            statement: statement.id.clone(),
            terms: names(&mut said.terms.iter().copied()),
            act: statement.act,
            stance: statement.stance,
            refers_to: statement.refers_to.clone(),
            gainsaid,
        }
    };
    said.into_iter().map(matter).collect()
}

/// What a term is called in every article: a surname as a word, since not every article that prints it knows whose it is.
fn common_name(term: &str) -> &str {
    term.strip_prefix('@').filter(|name| !name.starts_with(|c: char| c.is_ascii_uppercase())).unwrap_or(term)
}

/// A record's topics, in the order of their first statements.
pub fn topics(record: &Record) -> Vec<Topic> {
    let claims = record.statements.iter().map(|statement| statement.claim.as_deref());
    gather(matters(record).iter().zip(claims))
}

/// The topics of an article, given what is compared of each of its statements and which of its claims each is in.
pub fn gather<'a>(statements: impl IntoIterator<Item = (&'a Matter, Option<&'a str>)>) -> Vec<Topic> {
    let mut out: Vec<(Topic, BTreeMap<&str, u32>)> = Vec::new();
    let mut of_claim: BTreeMap<&str, usize> = BTreeMap::new();
    for (matter, claim) in statements {
        let next = out.len();
        let at = claim.map_or(next, |claim| *of_claim.entry(claim).or_insert(next));
        if at == next {
            out.push((Topic { statements: Vec::new(), terms: Vec::new() }, BTreeMap::new()));
        }
        out[at].0.statements.push(matter.statement.clone());
        for term in &matter.terms {
            *out[at].1.entry(term).or_default() += 1;
        }
    }
    let counted = |terms: BTreeMap<&str, u32>| terms.into_iter().map(|(term, count)| (term.to_owned(), count)).collect();
    out.into_iter().map(|(topic, terms)| Topic { terms: counted(terms), ..topic }).collect()
}

/// The weightiest terms of a topic as a vector of length 1, the weightiest first: a term counts the more, the more of the topic's statements
/// hold it and the fewer of the `articles` so far do, as `holding` tells.
pub fn weigh(topic: &Topic, articles: u64, holding: impl FnMut(&str) -> u64) -> Vec<(String, f32)> {
    weightiest(topic.terms.iter().map(|(term, count)| (term.as_str(), *count)), TERMS, articles, holding)
}

/// The same of all that an article says, of whose topics these are.
pub fn gist<'a>(topics: impl IntoIterator<Item = &'a Topic>, articles: u64, holding: impl FnMut(&str) -> u64) -> Vec<(String, f32)> {
    let mut terms: BTreeMap<&str, u32> = BTreeMap::new();
    for (term, count) in topics.into_iter().flat_map(|topic| &topic.terms) {
        *terms.entry(term).or_default() += count;
    }
    weightiest(terms, GIST, articles, holding)
}

fn weightiest<'a>(
    terms: impl IntoIterator<Item = (&'a str, u32)>,
    most: usize,
    articles: u64,
    mut holding: impl FnMut(&str) -> u64,
) -> Vec<(String, f32)> {
    let weight = |(term, count): (&str, u32)| {
        let share = (articles as f32 + OTHERS + 1.0) / (holding(term) as f32 + 0.5);
        let often = 1.0 + (count as f32).ln();
        (term.to_owned(), often * (1.0 + share).ln())
    };
    let mut out: Vec<(String, f32)> = terms.into_iter().map(weight).collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.truncate(most);
    let length = out.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    for (_, weight) in &mut out {
        *weight /= length;
    }
    out
}

/// How like two topics are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Likeness {
    /// The cosine of their weighed terms.
    pub cosine: f32,
    /// How many of these they share.
    pub common: u32,
}

/// How like a topic is to a claim, given how like it is to those topics of the claim that stand for it; `None` where it is not like enough
/// to join the claim, whatever their articles are.
pub fn likeness(standing: &[Likeness]) -> Option<f32> {
    let most = standing.iter().map(|like| like.cosine).fold(0.0, f32::max);
    let mean = standing.iter().map(|like| like.cosine).sum::<f32>() / standing.len().max(1) as f32;
    let likeness = f32::midpoint(most, mean);
    (likeness >= LEAST && standing.iter().any(|like| like.common >= COMMON)).then_some(likeness)
}

/// How well a topic fits a claim, given its [`likeness`] and the cosine of its article's gist and that of the most like article that stands
/// for the claim, where it is known; `None` where it does not. Few words in common are enough where the articles speak of one matter, and
/// many are not where these have little else in common.
pub fn fit(likeness: f32, articles: Option<f32>) -> Option<f32> {
    let score = likeness + ARTICLES * articles.unwrap_or(UNKNOWN);
    (score >= JOINS).then_some(score)
}

/// What a statement is to an earlier one of another article in its claim, and why, given whether it gives another number.
pub fn relate(later: &Matter, earlier: &Matter, other_number: bool) -> Link {
    let common = common(later, earlier);
    let relation = kind(contrary(later, earlier).is_some(), common.len(), [earlier.terms.len(), later.terms.len()], other_number);
    let why = format!("words: {}", common[..common.len().min(WORDS)].join(", "));
    let (statement, other) = (later.statement.clone(), earlier.statement.clone());
    Link { statement, other, relation, score: cosine(later, earlier), why }
}

/// The cosine of two statements' terms.
pub fn cosine(a: &Matter, b: &Matter) -> f32 {
    common(a, b).len() as f32 / ((a.terms.len() * b.terms.len()) as f32).sqrt().max(1.0)
}

/// The terms of one statement that another of another article has too.
fn common<'a>(a: &'a Matter, b: &Matter) -> Vec<&'a str> {
    a.terms.iter().filter(|term| b.terms.binary_search(term).is_ok()).map(String::as_str).collect()
}

/// The terms by which one of two statements of a claim contradicts the other; `None` where it does not. They stand on opposite sides of it,
/// and one says by its own words that what they share is not so.
pub fn contrary<'a>(a: &'a Matter, b: &Matter) -> Option<Vec<&'a str>> {
    let opposed = matches!((a.stance, b.stance), (Stance::Affirms, Stance::Denies) | (Stance::Denies, Stance::Affirms));
    let mut common = common(a, b);
    common.retain(|term| tells(term));
    (opposed && (gainsays(a, b, &common) || gainsays(b, a, &common))).then_some(common)
}

/// Whether one statement says that what it shares with another is not so, and the other does not say so too.
fn gainsays(one: &Matter, other: &Matter, common: &[&str]) -> bool {
    let denies = one.act == Act::Deny && one.stance == Stance::Denies;
    let least = if denies { 1 } else { NEGATED };
    let alike = common.len() >= least && cosine(one, other) >= ALIKE;
    let says_not = |matter: &Matter| common.iter().any(|term| matter.gainsaid.iter().any(|own| own == term));
    let turns_down = denies && one.gainsaid.is_empty();
    alike && !says_not(other) && (says_not(one) || turns_down && may_be_turned_down(other.act))
}

#[cfg(test)]
mod tests {
    use super::super::relation::Relation;
    use super::*;

    fn topic(terms: &str) -> Topic {
        let mut terms: Vec<(String, u32)> = terms.split(' ').map(|term| (term.to_owned(), 1)).collect();
        terms.sort();
        Topic { statements: vec!["1".to_owned()], terms }
    }

    #[test]
    fn rare_terms_weigh_most() {
        let weighed = weigh(&topic("weapon harbour"), 100, |term| if term == "weapon" { 80 } else { 2 });
        assert_eq!(weighed[0].0, "harbour");
        assert!((weighed.iter().map(|(_, w)| w * w).sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_gist_counts_the_terms_of_all_topics() {
        let gist = gist(&[topic("harbour crane"), topic("crane")], 10, |_| 1);
        assert_eq!(gist.iter().map(|(term, _)| term.as_str()).collect::<Vec<_>>(), ["crane", "harbour"]);
        assert!(gist[0].1 > gist[1].1);
    }

    #[test]
    fn a_surname_is_the_word_that_other_articles_print() {
        assert_eq!([common_name("@dasch"), common_name("@KP"), common_name("crate")], ["dasch", "@KP", "crate"]);
    }

    #[test]
    fn statements_of_different_articles_are_related_by_their_terms_and_numbers() {
        let matter = |terms: &str, act: Act, stance: Stance| {
            let mut terms: Vec<String> = terms.split(' ').map(str::to_owned).collect();
            terms.sort();
            let gainsaid = if stance == Stance::Denies { terms.clone() } else { Vec::new() };
            Matter { statement: String::new(), terms, act, stance, refers_to: None, gainsaid }
        };
        let said = matter("crates kessin shipped", Act::Say, Stance::Affirms);
        let more = matter("300 crates kessin march night shipped", Act::Say, Stance::Affirms);
        let denied = matter("crates kessin", Act::Deny, Stance::Denies);
        assert_eq!(relate(&more, &said, false).relation, Relation::Narrows);
        assert_eq!(relate(&said, &more, false).relation, Relation::Same);
        assert_eq!(relate(&more, &said, true).relation, Relation::UpdatesNumber);
        assert_eq!(relate(&denied, &said, true).relation, Relation::Contradicts);
        // What is only negated must share more than what is denied.
        let negated = matter("crates kessin", Act::Say, Stance::Denies);
        assert_eq!(relate(&negated, &said, false).relation, Relation::Same);
    }

    #[test]
    fn a_topic_fits_where_it_is_like_enough_to_what_stands_for_the_claim() {
        let like = |cosine: f32, common: u32| Likeness { cosine, common };
        assert_eq!(likeness(&[]), None);
        assert_eq!(likeness(&[like(0.1, 2), like(0.0, 0)]), None);
        assert_eq!(likeness(&[like(0.9, 1)]), None);
        assert_eq!(likeness(&[like(0.6, 2), like(0.2, 1)]), Some(0.5));
        // Articles that are alike bring together what shares little.
        let fits = [(0.5, None), (0.3, None), (0.3, Some(0.3)), (0.4, Some(0.02))].map(|(own, articles)| fit(own, articles).is_some());
        assert_eq!(fits, [true, false, true, false]);
    }
}
