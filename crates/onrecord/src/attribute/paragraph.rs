//! A paragraph as its words, quotation marks and sentences.

use std::ops::Range;

use crate::span::{Span, Text};
use crate::text::{Mark, Token, quotation_marks, sentences, tokens, touched};

/// A paragraph's tokens with what is known of each.
pub(super) struct Paragraph<'a> {
    /// Its tokens.
    pub(super) tokens: Vec<Token<'a>>,
    /// Those of the quotation behind its colon, where that is set apart.
    pub(super) quotation: Range<usize>,
    facts: Vec<Facts>,
}

/// What is known of one token.
#[derive(Clone, Copy, Default)]
struct Facts {
    /// Whether it stands inside quotation marks.
    quoted: bool,
    /// Whether it is a quotation mark, and which.
    mark: Option<Mark>,
    /// The number of its sentence in the paragraph.
    sentence: u32,
}

impl<'a> Paragraph<'a> {
    /// Looks at the part of a text that `within` covers.
    pub(super) fn new(text: &'a Text, within: Span) -> Self {
        let tokens = tokens(text, within);
        let mut facts = Vec::with_capacity(tokens.len());
        let mut quoted = false;
        for mark in quotation_marks(&tokens) {
            quoted = mark.map_or(quoted, |mark| mark == Mark::Open);
            facts.push(Facts { quoted, mark, sentence: 0 });
        }
        for (number, range) in sentences(&tokens).into_iter().enumerate() {
            for fact in &mut facts[range] {
                fact.sentence = number as u32;
            }
        }
        Self { tokens, quotation: 0..0, facts }
    }

    /// With what stands from an offset on read as quoted, which a page may set apart without marks.
    pub(super) fn with_quotation(mut self, from: u32) -> Self {
        self.quotation = self.tokens.partition_point(|token| token.span.start < from)..self.tokens.len();
        if !self.has_marks() {
            self.facts[self.quotation.clone()].iter_mut().for_each(|fact| fact.quoted = true);
        }
        self
    }

    /// The quotation that is set apart.
    pub(super) fn quotation_span(&self) -> Option<Span> {
        (!self.quotation.is_empty()).then(|| self.span(self.quotation.clone()))
    }

    /// Whether the quotation that is set apart has marks, too.
    pub(super) fn has_marks(&self) -> bool {
        self.facts[self.quotation.clone()].iter().any(|fact| fact.mark.is_some())
    }

    /// Whether the token stands inside quotation marks, or is their opening one.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.facts[at].quoted
    }

    /// What the token does as a quotation mark.
    pub(super) fn mark(&self, at: usize) -> Option<Mark> {
        self.facts[at].mark
    }

    /// The number of the token's sentence in the paragraph.
    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.facts[at].sentence
    }

    /// The words of `range`, as a span.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }

    /// The tokens that a span touches.
    pub(super) fn covered(&self, span: Span) -> Option<Range<usize>> {
        Some(touched(&self.tokens, span)).filter(|range| !range.is_empty())
    }
}
