//! The words by which something is attributed, and the acts they make.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Act;
use crate::table::{rows, value};
use crate::text::{negates, plural, straight, verb_forms};

/// A cue word's part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// What the lexicon says of a word form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) act: Act,
    pub(crate) part: Part,
    /// The word as a dictionary has it.
    pub(super) base: &'static str,
}

static CUES: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for row in rows(include_str!("../../data/cues.tsv")) {
        let [act, part, base, irregular @ ..] = &row[..] else { panic!("cues.tsv: an act, a part of speech and a word: {row:?}") };
        let (act, part) = (value("cues.tsv", act), value("cues.tsv", part));
        let regular = match part {
            Part::Noun => vec![plural(base)],
            Part::Adjective => Vec::new(),
            Part::Verb => verb_forms(base),
        };
        for form in all_forms(base, regular, irregular) {
            forms.entry(form).or_insert(Entry { act, part, base });
        }
    }
    forms
});

/// What the lexicon says of a word in lower case.
pub(crate) fn entry(word: &str) -> Option<Entry> {
    CUES.get(word).copied()
}

/// The acts of nouns, also of those that are verbs first: "claim".
static NOUNS: LazyLock<HashMap<String, Act>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for row in rows(include_str!("../../data/cues.tsv")).filter(|row| row[1] == "noun") {
        forms.extend(all_forms(row[2], vec![plural(row[2])], &row[3..]).map(|form| (form, value("cues.tsv", row[0]))));
    }
    forms
});

/// Whether a word in lower case is a noun for what somebody says, and not for what he wants or thinks.
pub(super) fn is_saying(word: &str) -> bool {
    NOUNS.get(word).is_some_and(|act| matches!(act, Act::Say | Act::Accuse | Act::Deny | Act::Confirm | Act::Warn))
}

/// Whether a noun of saying asserts what is told behind it, and denies or confirms nothing.
pub(super) fn is_claim(word: &str) -> bool {
    NOUNS.get(word).is_some_and(|act| matches!(act, Act::Say | Act::Accuse | Act::Warn))
}

/// What words do that decide on an act together with a cue; `data/act_words.tsv` says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Class {
    Untrue,
    Truth,
    Against,
    Naming,
    Negation,
    Weak,
    Nothing,
    Speaking,
    Refusing,
    Failing,
    Accepting,
    Withholding,
    Withheld,
    Knowing,
    Degree,
    /// Begins an indirect question.
    Asking,
    Anybody,
    Raised,
    Label,
    /// Stands before the verb that it helps.
    Auxiliary,
    /// Links a clause to what stands before it.
    Linking,
    /// Somebody or something that is cited for what it says.
    Voice,
    /// Before a noun of saying, it makes the claim.
    Body,
    /// Of one to whom something is said.
    Told,
    /// Tells how something is said, and is no part of it.
    Manner,
}

static CLASSES: LazyLock<HashMap<String, Class>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for row in rows(include_str!("../../data/act_words.tsv")) {
        let [class, base, rest @ ..] = &row[..] else { panic!("act_words.tsv: a class and a word: {row:?}") };
        let class = value("act_words.tsv", class);
        let (regular, irregular) = if rest.is_empty() { (Vec::new(), rest) } else { (verb_forms(base), &rest[1..]) };
        for form in all_forms(base, regular, irregular) {
            let before = forms.insert(form, class);
            assert!(before.is_none_or(|before| before == class), "act_words.tsv: a word is of one class: {row:?}");
        }
    }
    forms
});

/// What a word in lower case does beside a cue, with any apostrophe.
pub(super) fn class(word: &str) -> Option<Class> {
    CLASSES.get(word).copied().or(negates(&straight(word)).then_some(Class::Negation))
}

fn all_forms(base: &str, regular: Vec<String>, irregular: &[&str]) -> impl Iterator<Item = String> {
    let irregular: Vec<String> = irregular.iter().flat_map(|forms| forms.split_whitespace()).map(str::to_owned).collect();
    std::iter::once(base.to_owned()).chain(regular).chain(irregular)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known() {
        for (form, act) in [
            ("said", Act::Say),
            ("denies", Act::Deny),
            ("denied", Act::Deny),
            ("blamed", Act::Accuse),
            ("admitted", Act::Confirm),
            ("disagreed", Act::Deny),
            ("vowing", Act::Pledge),
            ("believes", Act::Think),
            ("allegations", Act::Accuse),
        ] {
            assert_eq!(entry(form).map(|entry| entry.act), Some(act), "{form}");
        }
        assert!(entry("table").is_none());
        assert_eq!(class("lie"), Some(Class::Untrue));
        assert!(["shouldn't", "shouldn’t"].iter().all(|word| class(word) == Some(Class::Negation)));
    }
}
