//! Whether a cue tells of one occasion, and of which kind: "said", "says", "according to", "has always said".

use std::ops::Range;

use crate::attribute::{Part, entry};
use crate::model::{Act, Statement};
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, is};

/// How a cue tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// One occasion that is over: "said".
    Past,
    /// The occasion of another verb: "adding".
    Participle,
    /// The present of news, for what was just said: "says".
    Present,
    /// Words that are pointed to: "according to", "his claim".
    Cited,
    /// No single occasion: "has always said", "believes".
    Standing,
}

/// Whether a word names a time in which much is said.
pub(super) fn is_long(word: &str) -> bool {
    matches!(word, "decades" | "years" | "months" | "weeks")
}

/// How a statement's cue tells.
pub(super) fn telling(page: &Page<'_>, statement: &Statement, cue: &Range<usize>) -> Telling {
    let any = |fits: &dyn Fn(&str) -> bool| cue.clone().any(|at| fits(page.word(at)));
    // "argued for decades"
    let for_long = page.word(cue.end) == "for" && (cue.end + 1..cue.end + 4).any(|at| is_long(page.word(at)));
    let verb = |word: &str| entry(word).is_some_and(|entry| entry.part == Part::Verb);
    if for_long || any(&|word| is(word, Class::Standing)) || is(page.before(cue.start), Class::Standing) {
        Telling::Standing
    } else if any(&|word| is(word, Class::Told) || word.len() > 3 && word.ends_with("ed")) {
        Telling::Past
    } else if any(&|word| word.len() > 4 && word.ends_with("ing")) {
        Telling::Participle
    } else if matches!(statement.act, Act::Think | Act::Expect) {
        Telling::Standing
    } else if any(&verb) {
        Telling::Present
    } else {
        Telling::Cited
    }
}
