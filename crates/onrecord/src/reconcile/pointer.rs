//! Contents that only point: "dismissed that", "denied the accusation".

use super::words::{Class, is as is_of};
use crate::model::{Act, Article, Stance, Statement};
use crate::text::{Token, tokens};

/// Words that stand for what was said before.
const POINTERS: &[&str] = &["that", "this", "it", "so", "them", "they", "these", "those"];
/// What joins a pointer to what is said of it: "those statements were wrong".
const COPULAS: &[&str] = &["is", "are", "was", "were"];
/// A pointer has no words but these beside its noun.
const BESIDE: &[&str] =
    &["the", "that", "this", "these", "those", "such", "any", "all", "his", "her", "their", "its", "as", "of", "both", "latest", "earlier"];
/// Words that a content with a pointer has at most.
const LONGEST: usize = 10;
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

/// Whether a content has nothing of its own; what a denial says of a pointer is only that it is not so.
fn points(article: &Article, statement: &Statement) -> bool {
    let words = statement.content.iter().flat_map(|span| tokens(&article.text, *span)).filter(Token::is_word);
    let mut words: Vec<String> = words.map(|token| token.text.to_lowercase()).take(LONGEST).collect();
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let saying = |word: &String| is_of(Class::Saying, word);
    if statement.act == Act::Deny
        && let Some(copula) = words.iter().position(|word| is(COPULAS, word))
    {
        words.truncate(copula);
    }
    match words.as_slice() {
        [] => false,
        [only] => is(POINTERS, only) || saying(only),
        several => several.len() <= 5 && several.iter().any(saying) && several.iter().all(|w| saying(w) || is(BESIDE, w)),
    }
}
