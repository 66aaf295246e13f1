//! The function words by which a sentence hangs together, as far as onrecord reads it: `data/function_words.tsv`, which says what each
//! class means.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::table::{columns, value};
use crate::text::{negates, straight};

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Class {
    Auxiliary,
    Be,
    BeShort,
    Have,
    Between,
    Control,
    Intent,
    Preposition,
    Conjunction,
    Determiner,
    Article,
    Possessive,
    Relative,
    Boundary,
    FirstPerson,
    Follower,
    Pointing,
    Period,
    Periodical,
    Each,
    NoAdverb,
}

static WORDS: LazyLock<HashSet<(Class, &str)>> = LazyLock::new(|| {
    let file = "function_words.tsv";
    columns(file, include_str!("../data/function_words.tsv")).map(|[class, word]| (value(file, class), word)).collect()
});

/// Whether a word in lower case is of a class by the table alone.
fn is(class: Class, word: &str) -> bool {
    WORDS.contains(&(class, word))
}

/// Whether a word and the next make a rate of what stands before: "a day", "per month", "annually".
pub(crate) fn per_period(word: &str, next: &str) -> bool {
    is(Class::Periodical, word) || is(Class::Each, word) && is(Class::Period, next)
}

pub(crate) fn auxiliary(word: &str) -> bool {
    is(Class::Auxiliary, word) || negates(word)
}

pub(crate) fn be(word: &str) -> bool {
    is(Class::Be, word)
}

/// Whether a word in lower case makes a passive with the verb behind it, also where it hangs on the word before: "she's told".
pub(crate) fn makes_passive(word: &str) -> bool {
    be(word) || is(Class::BeShort, &straight(word))
}

pub(crate) fn intent(word: &str) -> bool {
    is(Class::Intent, word)
}

pub(crate) fn has(word: &str) -> bool {
    is(Class::Have, word)
}

/// Whether a word may stand between a subject and its verb.
pub(crate) fn between(word: &str) -> bool {
    is(Class::Between, word) || auxiliary(word) || is(Class::Control, word) || adverb(word) || quotation(word)
}

pub(crate) fn adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !is(Class::NoAdverb, word)
}

pub(crate) fn quotation(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "'" | "''" | "``")
}

pub(crate) fn preposition(word: &str) -> bool {
    is(Class::Preposition, word)
}

pub(crate) fn conjunction(word: &str) -> bool {
    is(Class::Conjunction, word)
}

pub(crate) fn determiner(word: &str) -> bool {
    is(Class::Determiner, word) || is(Class::Possessive, word)
}

/// "a", "an", "the".
pub(crate) fn article(word: &str) -> bool {
    is(Class::Article, word)
}

/// "a", "an".
pub(crate) fn indefinite(word: &str) -> bool {
    article(word) && word != "the"
}

pub(crate) fn relative(word: &str) -> bool {
    is(Class::Relative, word)
}

pub(crate) fn boundary(word: &str) -> bool {
    is(Class::Boundary, word)
}

pub(crate) fn first_person(word: &str) -> bool {
    is(Class::FirstPerson, word)
}

/// Whether a token makes an owner of the word before it: "Roe | 's".
pub(crate) fn genitive(token: &str) -> bool {
    matches!(token, "'s" | "’s")
}

/// The same, or a bare apostrophe, as behind a plural: "the Roes | ’".
pub(crate) fn owns(token: &str) -> bool {
    genitive(token) || matches!(token, "'" | "’")
}

pub(crate) fn possessive(word: &str) -> bool {
    is(Class::Possessive, word)
}

/// Whether a word follows a noun phrase and is no preposition: pronouns, "last", "there", "left".
pub(crate) fn follower(word: &str) -> bool {
    is(Class::Follower, word)
}

/// Whether a word stands for what was said before, where nothing follows it: "that".
pub(crate) fn pointing(word: &str) -> bool {
    is(Class::Pointing, word)
}

/// Whether a word ends the noun phrase before it: nothing that follows a head noun inside the phrase.
pub(crate) fn closes(word: &str) -> bool {
    let inflected = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    !word.chars().any(char::is_alphabetic)
        || preposition(word)
        || conjunction(word)
        || determiner(word)
        || relative(word)
        || boundary(word)
        || between(word)
        || inflected
        || follower(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_of_their_classes() {
        assert!(pointing("that") && !pointing("which"));
        assert!(auxiliary("wasn't") && between("reportedly") && between("continued") && intent("intention") && has("'ve"));
        assert!(adverb("openly") && !adverb("supply") && determiner("their") && closes("took") && !closes("shell"));
        assert!(makes_passive("’re") && makes_passive("was") && !be("'s") && follower("it"));
        assert!(per_period("per", "month") && per_period("annually", "") && !per_period("the", "month"));
    }
}
