//! Tokens, sentences and quotation marks of a text: what every later stage counts in.

mod inflection;
mod quotes;
mod sentences;
mod tokens;
mod words;

pub(crate) use inflection::{plural, verb_forms};
pub(crate) use quotes::{Mark, closes, leaves_open, quotation_marks};
pub(crate) use sentences::sentences;
pub(crate) use tokens::{Token, tokens};
pub(crate) use words::{Class, classed, is};

use std::ops::Range;

use crate::span::Span;

/// Words with typewriter's apostrophes, as tables, packs and pages are compared.
pub(crate) fn straight(words: &str) -> String {
    words.replace('’', "'")
}

/// Whether a word in lower case, with a typewriter's apostrophe, negates by its ending: "shouldn't".
pub(crate) fn negates(word: &str) -> bool {
    word.ends_with("n't")
}

/// Those of some tokens that a span touches.
pub(crate) fn touched(tokens: &[Token<'_>], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}

/// The span from the first token of a range to its last; an empty one where there is none.
pub(crate) fn cover(tokens: &[Token<'_>], range: &Range<usize>) -> Span {
    match tokens.get(range.clone()) {
        Some([first, .., last]) => first.span.cover(last.span),
        Some([only]) => only.span,
        _ => Span::default(),
    }
}
