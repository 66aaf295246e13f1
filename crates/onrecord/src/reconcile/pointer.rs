//! Contents that only point: "dismissed that", "denied the accusation".

use crate::model::{Act, Article, Stance, Statement};
use crate::text::{Token, tokens};

/// Words that stand for what was said before.
const POINTERS: &[&str] = &["that", "this", "it", "so", "them", "these", "those"];
/// Nouns for what somebody said.
const SAYINGS: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "claim",
    "claims",
    "criticism",
    "denial",
    "remark",
    "remarks",
    "report",
    "reports",
    "statement",
    "statements",
    "suggestion",
    "suggestions",
    "speculation",
    "assessment",
    "assessments",
];
/// A pointer has no words but these beside its noun.
const BESIDE: &[&str] = &[
    "the", "that", "this", "these", "those", "such", "any", "all", "his", "her", "their", "its", "as", "of", "both", "both", "latest",
    "earlier",
];
/// How many statements back a pointer may reach.
const REACH: usize = 4;

/// Sets `refers_to` of statements whose content only points, to the nearest statement before by somebody else; what is denied is sought
/// among what was affirmed.
pub(super) fn resolve(article: &Article, statements: &mut [Statement]) {
    for at in 1..statements.len() {
        if !points(article, &statements[at]) {
            continue;
        }
        let pointing = &statements[at];
        let fits = |earlier: &&Statement| {
            let contrary = pointing.act != Act::Deny || earlier.stance == Stance::Affirms;
            earlier.source != pointing.source && contrary && (earlier.speakers.is_empty() || earlier.speakers != pointing.speakers)
        };
        let target = statements[at.saturating_sub(REACH)..at].iter().rev().find(fits);
        statements[at].refers_to = target.map(|target| target.id.clone());
    }
}

/// Whether a content has nothing of its own.
fn points(article: &Article, statement: &Statement) -> bool {
    let words: Vec<String> = statement
        .content
        .iter()
        .flat_map(|span| tokens(&article.text, *span))
        .filter(Token::is_word)
        .map(|token| token.text.to_lowercase())
        .take(6)
        .collect();
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    match words.as_slice() {
        [] => false,
        [only] => is(POINTERS, only) || is(SAYINGS, only),
        several => several.len() <= 5 && several.iter().any(|w| is(SAYINGS, w)) && several.iter().all(|w| is(SAYINGS, w) || is(BESIDE, w)),
    }
}
