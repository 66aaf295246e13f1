//! The wordings by which pages mark what is not their body, from the tables in `data`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Reason;
use crate::table::{columns, value};

/// Where a wording must stand in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    let file = "furniture.tsv";
    for [place, words, reason] in columns(file, include_str!("../../data/furniture.tsv")) {
        let (place, reason) = (value(file, place), value(file, reason));
        if place == Place::Whole {
            out.whole.entry(words).or_insert(reason);
        } else {
            out.parts.entry(place).or_default().push((words, reason));
        }
    }
    out
});

/// Words that credit a picture, and where they stand.
pub(super) static CREDITS: LazyLock<Vec<(Place, &'static str)>> = LazyLock::new(|| {
    let file = "credits.tsv";
    columns(file, include_str!("../../data/credits.tsv")).map(|[place, words]| (value(file, place), words)).collect()
});

/// Wire agencies: a printed name, and the agency.
pub(super) static AGENCIES: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| columns("agencies.tsv", include_str!("../../data/agencies.tsv")).map(|[name, agency]| (name, agency)).collect());

/// Words of grammar.
pub(super) static GRAMMAR: LazyLock<HashSet<&'static str>> = LazyLock::new(|| grammar().flat_map(|[_, words]| words.split(' ')).collect());

fn grammar() -> impl Iterator<Item = [&'static str; 2]> {
    columns("grammar.tsv", include_str!("../../data/grammar.tsv"))
}

/// Whether a word of grammar, in small letters, tells that a text is English, or that it is not; `None` where it tells nothing.
pub(super) fn tells_english(word: &str) -> Option<bool> {
    static ROWS: LazyLock<[HashSet<&'static str>; 2]> = LazyLock::new(|| {
        let mut out = [HashSet::new(), HashSet::new()];
        for [languages, words] in grammar() {
            out[usize::from(languages != "English")].extend(words.split(' '));
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
pub(super) static MARKS: LazyLock<Vec<(&'static str, Reason)>> = LazyLock::new(|| {
    let file = "marks.tsv";
    columns(file, include_str!("../../data/marks.tsv")).map(|[part, reason]| (part, value(file, reason))).collect()
});

/// The words of one class around names at the head of a story.
pub(super) fn heads(class: &str) -> impl Iterator<Item = &'static str> {
    HEADS.get(class).into_iter().flatten().copied()
}

static HEADS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: HashMap<_, Vec<_>> = HashMap::new();
    for [class, words] in columns("heads.tsv", include_str!("../../data/heads.tsv")) {
        out.entry(class).or_default().push(words);
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
    for [class, words] in columns("calls.tsv", include_str!("../../data/calls.tsv")) {
        out.entry(class).or_default().extend(words.split(' '));
    }
    out
});

/// Whether publishing systems put a word where a section should be; in small letters.
pub(super) fn is_no_section(word: &str) -> bool {
    metadata("no_section").contains(&word)
}

/// Whether a publisher's name is that of a service that pages are made with.
pub(super) fn is_service(name: &str) -> bool {
    metadata("service").contains(&name)
}

/// What pages write for machines and for readers beside the story, by its class, in the order of the table.
pub(super) fn metadata(class: &str) -> &'static [&'static str] {
    &METADATA[class]
}

static METADATA: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: HashMap<_, Vec<_>> = HashMap::new();
    for [class, words] in columns("metadata.tsv", include_str!("../../data/metadata.tsv")) {
        out.entry(class).or_default().push(words);
    }
    out
});

/// The months' names and their abbreviations, in small letters, each with its number from 1 to 12.
pub(super) static MONTHS: LazyLock<HashMap<&'static str, i8>> = LazyLock::new(|| {
    let months = |[_, months @ ..]: [&'static str; 13]| {
        months.into_iter().zip(1..).flat_map(|(names, month)| names.split(' ').map(move |name| (name, month)))
    };
    columns("months.tsv", include_str!("../../data/months.tsv")).flat_map(months).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::straight;

    #[test]
    fn every_row_of_every_table_can_be_read() {
        assert!(FURNITURE.whole.len() > 100 && FURNITURE.parts.len() == 3);
        assert!(!CREDITS.is_empty() && !AGENCIES.is_empty() && !GRAMMAR.is_empty() && !MARKS.is_empty());
        assert!(
            is_order("click") && is_pronoun("she") && is_no_section("posts") && is_service("Wix") && tells_english("the") == Some(true)
        );
        assert!(["announces", "lead", "office", "from", "label"].iter().all(|class| heads(class).count() > 3));
    }

    #[test]
    fn a_name_is_of_one_month_in_all_languages() {
        for row in columns::<13>("months.tsv", include_str!("../../data/months.tsv")) {
            for (names, month) in row[1..].iter().zip(1..) {
                assert!(names.split(' ').all(|name| MONTHS[name] == month), "{names}");
            }
        }
    }

    #[test]
    fn wordings_are_written_as_lines_are_compared() {
        for [_, words, _] in columns("furniture.tsv", include_str!("../../data/furniture.tsv")) {
            assert_eq!(words, straight(&words.to_lowercase()), "small letters, straight apostrophes");
        }
    }
}
