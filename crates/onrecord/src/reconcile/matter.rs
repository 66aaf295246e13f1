//! What of a statement is compared with others.

use std::collections::BTreeSet;

use crate::model::{Act, Actor, Article, Record, Stance, Statement};
use crate::resolve;
use crate::span::Span;
use crate::text::{Token, tokens};

/// What is compared of a statement when claims are made: all that reconciling needs to keep of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The statement's id.
    pub statement: String,
    /// The id of its article.
    pub article: String,
    /// What its content is about: countries, actors, numbers and stems, one word each, in alphabetical order.
    pub terms: Vec<String>,
    /// Its act.
    pub act: Act,
    /// Its stance.
    pub stance: Stance,
    /// The statement its content points at.
    pub refers_to: Option<String>,
}

/// What is compared of a record's statements, in their order.
pub fn matters(record: &Record) -> Vec<Matter> {
    of(&record.article, &record.statements, &record.actors)
}

pub(super) fn of(article: &Article, statements: &[Statement], actors: &[Actor]) -> Vec<Matter> {
    let id = article.id();
    let mut mentions: Vec<(Span, &Actor)> = actors.iter().flat_map(|actor| actor.mentions.iter().map(move |span| (*span, actor))).collect();
    mentions.sort_by_key(|(span, _)| *span);
    let matter = |statement: &Statement| Matter {
        statement: statement.id.clone(),
        article: id.clone(),
        terms: terms(article, statement, &mentions),
        act: statement.act,
        stance: statement.stance,
        refers_to: statement.refers_to.clone(),
    };
    statements.iter().map(matter).collect()
}

/// Words that say nothing of a matter: articles, pronouns, auxiliaries, prepositions.
static EMPTY: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before", "being",
    "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if",
    "in", "into", "is", "it", "its", "just", "may", "me", "might", "more", "most", "must", "my", "no", "not", "of", "on", "one", "only",
    "or", "other", "our", "out", "over", "s", "said", "say", "she", "should", "so", "some", "such", "t", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "too", "up", "us", "very", "was", "we", "were", "what", "when",
    "where", "which", "who", "whom", "will", "with", "would", "you", "your",
];

fn terms(article: &Article, statement: &Statement, mentions: &[(Span, &Actor)]) -> Vec<String> {
    let mut out = BTreeSet::new();
    for span in &statement.content {
        let tokens = tokens(&article.text, *span);
        let mut at = 0;
        while at < tokens.len() {
            if let Some((code, length)) = country(&tokens[at..]) {
                out.insert(format!("@{code}"));
                at += length;
                continue;
            }
            let word = tokens[at].text.to_lowercase();
            if let Some(actor) = mentioned(mentions, tokens[at].span) {
                out.insert(actor);
            } else if tokens[at].is_word() && EMPTY.binary_search(&word.as_str()).is_err() && !tokens[at].text.starts_with(['\'', '’']) {
                out.insert(stem(&word));
            }
            at += 1;
        }
    }
    out.into_iter().collect()
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

/// The term of the actor who is mentioned at a span: a country's code, or the last word of a name.
fn mentioned(mentions: &[(Span, &Actor)], span: Span) -> Option<String> {
    let after = mentions.partition_point(|(mention, _)| mention.start <= span.start);
    let (mention, actor) = mentions[..after].last()?;
    if !mention.contains(span) {
        return None;
    }
    let last = || actor.name.split_whitespace().last().map(|word| format!("@{}", word.to_lowercase()));
    match (&actor.kind, &actor.country) {
        (crate::model::ActorKind::Country, Some(code)) => Some(format!("@{code}")),
        (crate::model::ActorKind::Person, _) => last(),
        _ => None,
    }
}

/// A word without its commonest endings, so that "denied", "denies" and "denying" meet.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
    for (ending, instead) in [
        ("ations", "at"),
        ("ation", "at"),
        ("ments", ""),
        ("ment", ""),
        ("ies", "y"),
        ("ied", "y"),
        ("ings", ""),
        ("ing", ""),
        ("ions", ""),
        ("ion", ""),
        ("ers", "er"),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ] {
        if let Some(root) = word.strip_suffix(ending).filter(|root| root.len() >= 3 && !word.ends_with("ss")) {
            return format!("{root}{instead}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_meet() {
        for (a, b) in [("denied", "denies"), ("shipped", "ship"), ("export", "exported"), ("weapons", "weapon"), ("supplying", "supplied")]
        {
            let (a, b) = (stem(a), stem(b));
            assert!(a.starts_with(&b[..b.len().min(4)]), "{a} {b}");
        }
        assert_eq!(stem("denied"), stem("deny"));
    }

    #[test]
    fn empty_words_are_sorted() {
        assert!(EMPTY.is_sorted());
    }
}
