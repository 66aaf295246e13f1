//! The wordings by which pages mark what is not their body, from the tables in `data`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::Reason;
use crate::table::rows;

/// Where a wording must stand in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// It is all of the line.
    Whole,
    /// The line begins with it.
    Begins,
    /// The line ends with it.
    Ends,
    /// It stands among the line's last characters.
    NearEnd,
    /// It stands in the line.
    Anywhere,
}

/// Wordings that make a line furniture, by where they must stand.
#[derive(Default)]
pub(super) struct Wordings {
    whole: HashMap<&'static str, Reason>,
    parts: HashMap<Place, Vec<(&'static str, Reason)>>,
}

impl Wordings {
    /// The reason of a line that is a wording and nothing else.
    pub(super) fn whole(&self, line: &str) -> Option<Reason> {
        self.whole.get(line).copied()
    }

    /// The wordings that stand at a place of a longer line, in the order of their rows.
    pub(super) fn at(&self, place: Place) -> impl Iterator<Item = &(&'static str, Reason)> {
        self.parts.get(&place).into_iter().flatten()
    }
}

/// Wordings of furniture.
pub(super) static FURNITURE: LazyLock<Wordings> = LazyLock::new(|| {
    let mut out = Wordings::default();
    for row in rows(include_str!("../../data/furniture.tsv")) {
        let (place, words, reason) = (place(row[0]), row[1], reason(row[2]));
        if place == Place::Whole {
            out.whole.entry(words).or_insert(reason);
        } else {
            out.parts.entry(place).or_default().push((words, reason));
        }
    }
    out
});

/// Words that credit a picture, and where they stand.
pub(super) static CREDITS: LazyLock<Vec<(Place, &'static str)>> =
    LazyLock::new(|| rows(include_str!("../../data/credits.tsv")).map(|row| (place(row[0]), row[1])).collect());

/// Wire agencies: a printed name, and the agency.
pub(super) static AGENCIES: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| rows(include_str!("../../data/agencies.tsv")).map(|row| (row[0], row[1])).collect());

/// Words of grammar.
pub(super) static GRAMMAR: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/grammar.tsv")).flat_map(|row| row[1].split(' ')).collect());

/// Whether a word of grammar, in small letters, tells that a text is English, or that it is not; `None` where it tells nothing.
pub(super) fn tells_english(word: &str) -> Option<bool> {
    static ROWS: LazyLock<[HashSet<&'static str>; 2]> = LazyLock::new(|| {
        let mut out = [HashSet::new(), HashSet::new()];
        for row in rows(include_str!("../../data/grammar.tsv")) {
            out[usize::from(row[0] != "English")].extend(row[1].split(' '));
        }
        out
    });
    match ROWS.each_ref().map(|row| row.contains(word)) {
        [true, false] => Some(true),
        [false, true] => Some(false),
        _ => None,
    }
}

/// Parts of class names and ids that tell what an element is for.
pub(super) static MARKS: LazyLock<Vec<(&'static str, Reason)>> =
    LazyLock::new(|| rows(include_str!("../../data/marks.tsv")).map(|row| (row[0], reason(row[1]))).collect());

/// The words of one class around names at the head of a story.
pub(super) fn heads(class: &str) -> impl Iterator<Item = &'static str> {
    HEADS.get(class).into_iter().flatten().copied()
}

static HEADS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows(include_str!("../../data/heads.tsv")) {
        out.entry(row[0]).or_default().push(row[1]);
    }
    out
});

/// Whether a word at a line's beginning tells the reader to do something; in small letters.
pub(super) fn is_order(word: &str) -> bool {
    CALLS["order"].contains(word)
}

/// Whether a word speaks to the reader, or of the house; in small letters.
pub(super) fn is_call(word: &str) -> bool {
    CALLS["call"].contains(word)
}

/// Whether a word stands for a person; in small letters.
pub(super) fn is_pronoun(word: &str) -> bool {
    CALLS["pronoun"].contains(word)
}

static CALLS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut out: HashMap<_, HashSet<_>> = HashMap::new();
    for row in rows(include_str!("../../data/calls.tsv")) {
        out.entry(row[0]).or_default().extend(row[1].split(' '));
    }
    out
});

fn place(word: &str) -> Place {
    match word {
        "whole" => Place::Whole,
        "begins" => Place::Begins,
        "ends" => Place::Ends,
        "near_end" => Place::NearEnd,
        "anywhere" => Place::Anywhere,
        other => unreachable!("a table says `{other}` for a place"),
    }
}

fn reason(word: &str) -> Reason {
    serde_json::from_value(word.into()).unwrap_or_else(|_| unreachable!("a table says `{word}` for a reason"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_can_be_read() {
        assert!(FURNITURE.whole.len() > 100 && FURNITURE.parts.len() == 3);
        assert!(!CREDITS.is_empty() && !AGENCIES.is_empty() && !GRAMMAR.is_empty() && !MARKS.is_empty());
        assert!(["announces", "lead", "office", "from", "label"].iter().all(|class| heads(class).count() > 3));
    }

    #[test]
    fn wordings_are_written_as_lines_are_compared() {
        for row in rows(include_str!("../../data/furniture.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}: place, words, reason");
            assert_eq!(row[1], row[1].to_lowercase().replace('’', "'"), "small letters, straight apostrophes");
        }
    }
}
