//! What words are about: countries, actors and stems, as the terms by which contents are compared.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::model::{Actor, ActorKind, Article};
use crate::resolve;
use crate::span::{Span, Text};
use crate::table::columns;
use crate::text::{Token, straight, tokens};

/// Words that say nothing of a matter.
static EMPTY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| columns("empty.tsv", include_str!("../../data/empty.tsv")).map(|[word]| word).collect());

/// The stems of words that tell little of a matter.
static COMMON: LazyLock<HashSet<String>> =
    LazyLock::new(|| columns("common.tsv", include_str!("../../data/common.tsv")).map(|[word]| stem(word)).collect());

/// Whether a term tells more of a matter than that it is in the news.
pub(super) fn tells(name: &str) -> bool {
    !COMMON.contains(name)
}

/// A number that stands for a term within one article.
pub(super) type Term = u32;

/// The terms of an article, each where it is printed.
#[derive(Default)]
pub(super) struct Terms {
    /// Where each begins, and which it is, in the order of the text.
    printed: Vec<(u32, Term)>,
    numbers: HashMap<String, Term>,
    /// The term's own name, and a word by which it is printed.
    names: Vec<(String, String)>,
    /// In how many blocks each is printed.
    blocks: Vec<u32>,
    /// How many blocks there are.
    total: u32,
}

impl Terms {
    pub(super) fn of(article: &Article, actors: &[Actor]) -> Self {
        let mut mentions: Vec<(Span, &Actor)> =
            actors.iter().flat_map(|actor| actor.mentions.iter().map(move |span| (*span, actor))).collect();
        mentions.sort_by_key(|(span, _)| *span);
        let mut terms = Self::default();
        for block in &article.blocks {
            let first = terms.printed.len();
            terms.read(&article.text, block.span, &mentions);
            let mut seen: Vec<Term> = terms.printed[first..].iter().map(|&(_, term)| term).collect();
            seen.sort_unstable();
            seen.dedup();
            for term in seen {
                terms.blocks[term as usize] += 1;
            }
            terms.total += 1;
        }
        terms.printed.sort_unstable();
        terms
    }

    fn read(&mut self, text: &Text, block: Span, mentions: &[(Span, &Actor)]) {
        let tokens = tokens(text, block);
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let (term, length) = if let Some((code, length)) = country(&tokens[at..]) {
                (Some(format!("@{code}")), length)
            } else {
                (mentioned(mentions, token.span).or_else(|| word(token)), 1)
            };
            if let Some(term) = term {
                let number = self.number(term, &token.text.to_lowercase());
                self.printed.push((token.span.start, number));
            }
            at += length;
        }
    }

    fn number(&mut self, name: String, printed: &str) -> Term {
        let next = self.names.len() as Term;
        let number = *self.numbers.entry(name.clone()).or_insert(next);
        if number == next {
            self.names.push((name, printed.to_owned()));
            self.blocks.push(0);
        }
        number
    }

    /// The terms that are printed from an offset up to another, each with its own offset.
    pub(super) fn within(&self, start: u32, end: u32) -> &[(u32, Term)] {
        let from = self.printed.partition_point(|&(at, _)| at < start);
        let to = self.printed.partition_point(|&(at, _)| at < end);
        &self.printed[from..to.max(from)]
    }

    /// The terms that are printed at a span, in order, each once.
    pub(super) fn set(&self, span: Span) -> Vec<Term> {
        let mut out: Vec<Term> = self.within(span.start, span.end).iter().map(|&(_, term)| term).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The term of an actor, where its name is one and the article prints it.
    pub(super) fn of_actor(&self, actor: &Actor) -> Option<Term> {
        self.numbers.get(&actor_term(actor)?).copied()
    }

    /// The term of a person by the surname, where the article prints it.
    pub(super) fn of_person(&self, surname: &str) -> Option<Term> {
        self.numbers.get(&format!("@{}", surname.to_lowercase())).copied()
    }

    /// Whether a term is a country or a person.
    pub(super) fn is_party(&self, term: Term) -> bool {
        self.name(term).starts_with('@')
    }

    /// What a term is called in every article.
    pub(super) fn name(&self, term: Term) -> &str {
        &self.names[term as usize].0
    }

    /// A word by which the article prints it.
    pub(super) fn printed(&self, term: Term) -> &str {
        &self.names[term as usize].1
    }

    /// How much a term tells within the article: less, the more of its blocks hold it.
    pub(super) fn rarity(&self, term: Term) -> f32 {
        let share = (self.total as f32 + 1.0) / (self.blocks[term as usize] as f32 + 0.5);
        (share + 0.1).ln().max(0.05)
    }
}

/// The term of a word that tells something.
fn word(token: &Token<'_>) -> Option<String> {
    let word = token.text.to_lowercase();
    let tells = token.is_word() && !EMPTY.contains(word.as_str()) && !word.starts_with(['\'', '’']);
    tells.then(|| stem(&word))
}

/// The country that tokens begin with the name or demonym of, and how many tokens that takes.
fn country(tokens: &[Token<'_>]) -> Option<(&'static str, usize)> {
    if !tokens[0].is_capitalised() {
        return None;
    }
    (1..=tokens.len().min(3)).rev().find_map(|n| {
        let words: Vec<&str> = tokens[..n].iter().map(|token| token.text).collect();
        Some((resolve::country_code(&words.join(" "))?, n))
    })
}

/// The term of the actor who is mentioned at a span.
fn mentioned(mentions: &[(Span, &Actor)], span: Span) -> Option<String> {
    let after = mentions.partition_point(|(mention, _)| mention.start <= span.start);
    let (mention, actor) = mentions[..after].last()?;
    if mention.contains(span) { actor_term(actor) } else { None }
}

/// A country's code, or the last word of a person's name.
fn actor_term(actor: &Actor) -> Option<String> {
    match (actor.kind, &actor.country) {
        (ActorKind::Country, Some(code)) => Some(format!("@{code}")),
        (ActorKind::Person, _) => actor.name.split_whitespace().last().map(|word| format!("@{}", word.to_lowercase())),
        _ => None,
    }
}

/// What a word in lower case is a form of, by Porter's second stemmer, so that "shipped", "ships" and "shipping" meet.
fn stem(word: &str) -> String {
    static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    ENGLISH.stem(&straight(word)).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stems_meet() {
        for (a, b) in [
            ("denied", "denies"),
            ("deny", "denied"),
            ("shipped", "ships"),
            ("export", "exported"),
            ("weapons", "weapon’s"),
            ("supplying", "supplied"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem(word in "\\PC{1,12}") {
            prop_assert!(!stem(&word).is_empty());
        }
    }

    #[test]
    fn the_tables_can_be_read() {
        assert!(EMPTY.contains("the") && !EMPTY.contains("bridge"));
        // Another word's stem would be lost with a common one: "care" and "cars".
        assert!(!tells("week") && ["bridge", "car", "plane"].iter().all(|word| tells(&stem(word))));
    }
}
