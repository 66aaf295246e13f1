//! An article as tokens and sentences, the form in which every step of the stage reads it.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use super::tables::given_name;
use super::time::month;
use crate::model::{Article, BlockKind};
use crate::span::{Span, Text};
use crate::text::{Class, Mark, Token, cover, is, quotation_marks, sentences, tokens, touched};

/// How many letters a stressed word may have that would else be read as an acronym; shorter ones often are both ("WHO", "who").
const STRESSED: RangeInclusive<usize> = 4..=6;

/// How many tokens a bracket after a name has, at most.
const BRACKET: usize = 8;

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The number of its block.
    pub(super) block: usize,
    /// Whether it is a heading, in which capitals tell nothing.
    pub(super) heading: bool,
}

/// An article's tokens with their sentences and quotations.
pub(super) struct Page<'a> {
    /// The article's text.
    pub(super) text: &'a Text,
    /// All tokens, in order.
    pub(super) tokens: Vec<Token<'a>>,
    /// All sentences, in order.
    pub(super) sentences: Vec<Sentence>,
    /// For each token the number of its sentence.
    sentence_of: Vec<u32>,
    /// For each token whether it stands in quotation marks.
    pub(super) quoted: Vec<bool>,
    /// The words that are capitalised where no sentence or quotation begins.
    proper: HashSet<&'a str>,
    /// The names of months that the page prints behind a given name: "May".
    surnames: HashSet<&'a str>,
    /// The words in small letters that are as long as one in capitals may be stressed.
    small: HashSet<&'a str>,
    /// Headlines, subheadings, standfirsts and captions, in order.
    asides: Vec<Span>,
}

fn is_aside(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Standfirst | BlockKind::Subheading | BlockKind::Caption)
}

/// Whether the words of a block are capitalised as those of a heading are: nearly all but the short ones.
fn reads_as_heading(tokens: &[Token<'_>]) -> bool {
    const LONGEST: usize = 30;
    let long = tokens.iter().take(LONGEST + 1).filter(|token| token.text.len() > 3 && token.text.starts_with(char::is_alphabetic));
    let (all, capitalised) = long.fold((0, 0), |(all, capitalised), token| (all + 1, capitalised + usize::from(token.is_capitalised())));
    // In "Roe is the author of …" the verb is small; a heading's is not.
    let verb = || tokens.iter().any(|token| is(token.text, Class::Verb));
    tokens.len() <= LONGEST && all >= 4 && capitalised * 5 >= all * 4 && !verb()
}

/// The tokens with those parted at their hyphen that have lost a space there.
fn parted(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        match lost_space(token) {
            Some(parts) => out.extend(parts),
            None => out.push(token),
        }
    }
    out
}

/// The two words of a token whose hyphen stands for a space, since one of them is part of no compound: "Roe-said", "to-Roe".
fn lost_space(token: Token<'_>) -> Option<[Token<'_>; 2]> {
    let unjoined = |word: &str| is(word, Class::Unjoined);
    // "Aboul-Roe-said"
    let behind = token.text.rsplit_once('-').filter(|(_, after)| unjoined(after));
    let ahead = || {
        let tied = |before: &str, after: &str| is(before, Class::Preposition) && after.starts_with(char::is_uppercase);
        token.text.split_once('-').filter(|(before, after)| (unjoined(before) || tied(before, after)) && !after.contains('-'))
    };
    let (before, after) = behind.or_else(ahead).filter(|(before, after)| !before.is_empty() && !after.is_empty())?;
    let middle = token.span.start + before.chars().count() as u32;
    let (first, second) = (Span::new(token.span.start, middle), Span::new(middle + 1, token.span.end));
    Some([Token { span: first, text: before }, Token { span: second, text: after }])
}

impl<'a> Page<'a> {
    /// Cuts an article's blocks up. Where none are given the text is one block.
    pub(super) fn new(article: &'a Article) -> Self {
        let whole = [(BlockKind::Paragraph, Span::new(0, article.text.len()))];
        let given: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.span)).collect();
        let blocks = if given.is_empty() { &whole[..] } else { &given[..] };
        let mut page = Self {
            text: &article.text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            quoted: Vec::new(),
            proper: HashSet::new(),
            surnames: HashSet::new(),
            small: HashSet::new(),
            asides: blocks.iter().filter(|(kind, _)| is_aside(*kind)).map(|(_, span)| *span).collect(),
        };
        let mut reached = 0;
        for (number, &(kind, span)) in blocks.iter().enumerate() {
            if span.start < reached {
                continue;
            }
            reached = span.end;
            page.add_block(number, kind, span);
        }
        page
    }

    /// Whether a place lies outside the running text.
    pub(super) fn is_aside(&self, at: u32) -> bool {
        self.asides[..self.asides.partition_point(|span| span.start <= at)].last().is_some_and(|span| at < span.end)
    }

    fn add_block(&mut self, block: usize, kind: BlockKind, span: Span) {
        let first = self.tokens.len();
        let tokens = parted(tokens(self.text, span));
        let mut inside = false;
        for mark in quotation_marks(&tokens) {
            inside = match mark {
                Some(Mark::Open) => true,
                Some(Mark::Close) => false,
                None => inside,
            };
            self.quoted.push(inside);
        }
        let heading = matches!(kind, BlockKind::Headline | BlockKind::Subheading) || reads_as_heading(&tokens);
        for range in sentences(&tokens) {
            let number = self.sentences.len() as u32;
            if !heading {
                let inner =
                    tokens[range.clone()].windows(2).filter(|pair| (pair[0].is_word() || pair[0].text == ",") && pair[1].is_capitalised());
                self.proper.extend(inner.map(|pair| pair[1].text));
                // "In Austin May 3 was hot."
                let day = |token: &Token<'_>| token.text.starts_with(|c: char| c.is_ascii_digit());
                let is_named = |at: &&[Token<'_>]| month(at[1].text).is_some() && given_name(at[0].text).is_some() && !day(&at[2]);
                self.surnames.extend(tokens[range.clone()].windows(3).filter(is_named).map(|at| at[1].text));
            }
            self.sentence_of.extend(range.clone().map(|_| number));
            self.sentences.push(Sentence { tokens: first + range.start..first + range.end, block, heading });
        }
        let small =
            tokens.iter().filter(|token| STRESSED.contains(&token.text.len()) && token.text.bytes().all(|c| c.is_ascii_lowercase()));
        self.small.extend(small.map(|token| token.text));
        self.tokens.extend(tokens);
    }

    /// Whether a word is capitalised somewhere where nothing but its being a name asks for it.
    pub(super) fn is_proper(&self, word: &str) -> bool {
        self.proper.contains(word)
    }

    /// Whether a month's name is somebody's on this page.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether a word in capitals stands in small letters elsewhere on the page.
    pub(super) fn is_stressed(&self, word: &str) -> bool {
        STRESSED.contains(&word.len()) && self.small.contains(word.to_lowercase().as_str())
    }

    /// The words of a token; nothing where there is none.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// The token after a bracket that stands at one: "(R-Ohio)".
    pub(super) fn past_bracket(&self, at: usize) -> usize {
        let closed = || (at + 1..at + BRACKET).find(|i| self.word(*i) == ")");
        if self.word(at) == "(" { closed().map_or(at, |closed| closed + 1) } else { at }
    }

    /// The words of the token before one, within the text.
    pub(super) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether nothing parts a token from the one before it.
    pub(super) fn touches(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.tokens[before].span.end == self.tokens[at].span.start)
    }

    /// The number of the sentence a token stands in.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).map_or(0, |number| *number as usize)
    }

    /// The tokens that a span touches.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        touched(&self.tokens, span)
    }

    /// The span from the first token of a range to its last.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        cover(&self.tokens, range)
    }

    /// The printed words of a range, on one line.
    pub(super) fn words(&self, range: &Range<usize>) -> String {
        self.text.slice(self.span(range)).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
