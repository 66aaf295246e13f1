//! Words near a cue's verb that give it another act than the lexicon does: "asked her *to* go", "ruled *out* a sale".

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Act;
use crate::table::{columns, value};

use super::lexicon;

/// One row of `data/patterns.tsv`.
pub(super) struct Pattern {
    /// The base form of the cue's word, or the one form that it holds for.
    verb: &'static str,
    place: Place,
    pub(super) words: Vec<&'static str>,
    pub(super) act: Act,
    /// For people.
    pub(super) reason: &'static str,
}

/// Where the words of a pattern stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    /// Right behind the verb.
    Next,
    /// In the cue.
    Within,
    /// In the cue, or right behind it.
    Near,
    /// Among the words behind the verb.
    After,
    /// As the content's first word.
    Content,
    /// Among the content's first words.
    Early,
}

/// A cue's verb and what stands around it, all in lower case.
pub(super) struct Around<'a> {
    pub(super) cue: &'a [String],
    /// Where in the cue the verb stands.
    pub(super) verb: usize,
    /// The words behind the cue that belong to its clause.
    pub(super) opening: &'a [String],
    /// The content's first words.
    pub(super) content: &'a [String],
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let file = "patterns.tsv";
    let pattern = |[verb, place, words, act, reason]: [&'static str; 5]| Pattern {
        verb,
        place: value(file, place),
        words: words.split(' ').collect(),
        act: value(file, act),
        reason,
    };
    columns(file, include_str!("../../data/patterns.tsv")).map(pattern).collect()
});

/// The pattern that decides on a cue's act, if one does: of several, the one whose word stands nearest to the verb.
pub(super) fn pattern(around: &Around<'_>) -> Option<&'static Pattern> {
    let form = around.cue[around.verb].as_str();
    let base = lexicon::entry(form).map_or(form, |entry| entry.base);
    let of_verb = PATTERNS.iter().filter(|pattern| [form, base].contains(&pattern.verb));
    let found = of_verb.filter_map(|pattern| Some((pattern.distance(around)?, pattern)));
    found.min_by_key(|(distance, _)| *distance).map(|(_, pattern)| pattern)
}

impl Pattern {
    /// How many words from its place the first of the pattern's words stands.
    fn distance(&self, around: &Around<'_>) -> Option<usize> {
        let is = |word: &String| self.words.contains(&word.as_str());
        let mut behind = around.cue[around.verb + 1..].iter().chain(around.opening);
        match self.place {
            Place::Next => behind.take(1).position(is),
            Place::Within => around.cue.iter().position(is).map(|_| 0),
            Place::Near => around.cue.iter().chain(around.opening.first()).position(is).map(|_| 0),
            Place::After => behind.position(is),
            Place::Content => around.content.iter().take(1).position(is),
            Place::Early => around.content.iter().position(is),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert!(PATTERNS.iter().any(|pattern| pattern.verb == "ask" && pattern.act == Act::Urge));
    }
}
