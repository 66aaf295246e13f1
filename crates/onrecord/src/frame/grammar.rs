//! The function words by which a sentence hangs together, as far as roles are read from it: `data/function_words.tsv`, which says what each
//! class means.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::table::{columns, value};
use crate::text::negates;

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Class {
    Auxiliary,
    Be,
    Have,
    Between,
    Control,
    Intent,
    Preposition,
    Conjunction,
    Determiner,
    Possessive,
    Relative,
    Boundary,
    FirstPerson,
    Follower,
    Period,
    Periodical,
    Each,
    NoAdverb,
}

static WORDS: LazyLock<HashSet<(Class, &str)>> = LazyLock::new(|| {
    let file = "function_words.tsv";
    columns(file, include_str!("../../data/function_words.tsv")).map(|[class, word]| (value(file, class), word)).collect()
});

/// Whether a word in lower case is of a class by the table alone.
fn is(class: Class, word: &str) -> bool {
    WORDS.contains(&(class, word))
}

/// Whether a word and the next make a rate of what stands before: "a day", "per month", "annually".
pub(super) fn per_period(word: &str, next: &str) -> bool {
    is(Class::Periodical, word) || is(Class::Each, word) && is(Class::Period, next)
}

pub(super) fn auxiliary(word: &str) -> bool {
    is(Class::Auxiliary, word) || negates(word)
}

pub(super) fn be(word: &str) -> bool {
    is(Class::Be, word)
}

pub(super) fn intent(word: &str) -> bool {
    is(Class::Intent, word)
}

pub(super) fn has(word: &str) -> bool {
    is(Class::Have, word)
}

/// Whether a word may stand between a subject and its verb.
pub(super) fn between(word: &str) -> bool {
    is(Class::Between, word) || auxiliary(word) || is(Class::Control, word) || adverb(word) || quotation(word)
}

pub(super) fn adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !is(Class::NoAdverb, word)
}

pub(super) fn quotation(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "'" | "''" | "``")
}

pub(super) fn preposition(word: &str) -> bool {
    is(Class::Preposition, word)
}

pub(super) fn conjunction(word: &str) -> bool {
    is(Class::Conjunction, word)
}

pub(super) fn determiner(word: &str) -> bool {
    is(Class::Determiner, word) || is(Class::Possessive, word)
}

pub(super) fn relative(word: &str) -> bool {
    is(Class::Relative, word)
}

pub(super) fn boundary(word: &str) -> bool {
    is(Class::Boundary, word)
}

pub(super) fn first_person(word: &str) -> bool {
    is(Class::FirstPerson, word)
}

pub(super) fn possessive(word: &str) -> bool {
    is(Class::Possessive, word)
}

/// Whether a word ends the noun phrase before it: nothing that follows a head noun inside the phrase.
pub(super) fn closes(word: &str) -> bool {
    let inflected = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    !word.chars().any(char::is_alphabetic)
        || preposition(word)
        || conjunction(word)
        || determiner(word)
        || relative(word)
        || boundary(word)
        || between(word)
        || inflected
        || is(Class::Follower, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_of_their_classes() {
        assert!(auxiliary("wasn't") && between("reportedly") && between("continued") && intent("intention") && has("'ve"));
        assert!(adverb("openly") && !adverb("supply") && determiner("their") && closes("took") && !closes("shell"));
        assert!(per_period("per", "month") && per_period("annually", "") && !per_period("the", "month"));
    }
}
