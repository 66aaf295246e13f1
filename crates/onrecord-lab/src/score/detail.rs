//! What the figures of the gold pages hide: how speakers fare by the way their source is put, how dates fare, and each miss.

use std::fmt;

use super::gold::Right;
use super::names;
use crate::corpus::GoldStatement;

/// The words that stand for somebody without naming them.
const PRONOUNS: &str = "he she they it we i who him her them you";

/// The ways in which a source is put, in the order they are printed in.
const WAYS: [&str; 5] = ["name in full", "short name", "pronoun", "description", "no source"];

/// The way a source is put, as a place in [`WAYS`].
fn way(source: &str, speaker: &str) -> usize {
    let (words, name) = (names::key(source), names::key(speaker));
    match words.as_slice() {
        [] if source.trim().is_empty() => 4,
        [one] if PRONOUNS.split(' ').any(|pronoun| pronoun == one) => 2,
        words if !name.is_empty() && name.iter().all(|word| words.contains(word)) => 0,
        words if words.iter().any(|word| name.contains(word)) && words.len() < name.len() => 1,
        _ => 3,
    }
}

/// One thing about a found statement that is not as the gold has it.
#[derive(Debug, Clone)]
pub struct Miss {
    /// The page's name.
    pub page: String,
    /// The gold statement's number on it.
    pub number: u32,
    /// The predicted statement's id.
    pub statement: String,
    /// `speaker`, `said_on`, `act` or `form`.
    pub what: &'static str,
    /// The words of the gold's source.
    pub source: String,
    /// What the gold has.
    pub gold: String,
    /// What was predicted.
    pub predicted: String,
}

/// Counts beside the reference's.
#[derive(Debug, Default)]
pub struct Detail {
    by_way: [Right; WAYS.len()],
    /// Statements with a day, a month or a year in the gold, by whether the prediction lies in it.
    dated: Right,
    /// Statements without a date in the gold, by whether the prediction has none either.
    undated: Right,
    /// All misses, in the order of the pages.
    pub misses: Vec<Miss>,
}

impl Detail {
    /// Counts a speaker.
    pub(super) fn speaker(&mut self, source: &str, gold: &GoldStatement, right: bool) {
        self.by_way[way(source, &gold.speaker)].add(right);
    }

    /// Counts a date; gives whether it is right.
    pub(super) fn date(&mut self, gold: Option<&str>, from: &str) -> bool {
        let right = gold.map_or(from.is_empty(), |gold| from.starts_with(gold));
        if gold.is_some() {
            self.dated.add(right);
        } else {
            self.undated.add(right);
        }
        right
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (way, right) in WAYS.iter().zip(self.by_way) {
            writeln!(f, "speaker by source: {way:12} {:.1} of {}", right.percent(), right.of)?;
        }
        writeln!(f, "date, month or year right: {:.1} of {}", self.dated.percent(), self.dated.of)?;
        writeln!(f, "left undated as in the gold: {:.1} of {}", self.undated.percent(), self.undated.of)
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { page, number, what, source, gold, predicted, .. } = self;
        write!(f, "{page}\t{number}\t{what}\t{source}\t{gold}\t{predicted}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_putting_a_source() {
        let check = |source, speaker, expected| assert_eq!(WAYS[way(source, speaker)], expected, "{source} / {speaker}");
        check("Minister Ada Quill", "Ada Quill", "name in full");
        check("Quill", "Ada Quill", "short name");
        check("She", "Ada Quill", "pronoun");
        check("the minister's sister", "Ada Quill", "description");
        check("", "Ada Quill", "no source");
    }
}
