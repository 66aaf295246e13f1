//! What the models see of a paragraph: words, shapes, quotation marks and cue words, as hashed features.

use crate::span::{Span, Text};
use crate::text::{Mark, Token, quotation_marks, sentences, tokens};

use super::crf::Sequence;
use super::lexicon;

/// A paragraph's tokens with all that features are made of.
pub struct Paragraph<'a> {
    /// Its tokens.
    pub tokens: Vec<Token<'a>>,
    facts: Vec<Facts>,
}

/// What is known of one token before any model looks at it.
#[derive(Clone, Copy, Default)]
struct Facts {
    /// Hash of the word in lower case.
    word: u32,
    /// Hash of its last three letters.
    ending: u32,
    /// Lower case, capitalised, all capitals, digits, mark.
    shape: u8,
    /// The act of the cue lexicon's entry, counted from one; 0 where it has none.
    cue: u8,
    /// Whether it stands inside quotation marks.
    quoted: bool,
    /// Whether it is a quotation mark, and which.
    mark: Option<Mark>,
    /// The number of its sentence in the paragraph.
    sentence: u32,
    /// Whether it is its sentence's first token.
    first: bool,
    /// What sort of break it makes.
    stop: Stop,
}

/// The break that a token makes in the flow of a sentence.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[repr(u8)]
enum Stop {
    #[default]
    None,
    Comma,
    Open,
    Close,
    End,
    That,
    Colon,
}

/// How many sorts of [`Stop`] there are.
const STOPS: u8 = 7;
/// Edge classes for cues: the stop of the token.
pub const CUE_CLASSES: usize = STOPS as usize;
/// Edge classes for spans: stop of the token and of the one before, and whether it lies right after the cue, or in it.
pub const SPAN_CLASSES: usize = (STOPS * STOPS) as usize + 2;

/// How far from a cue its source and content are looked for, in tokens to either side; bounds the work for a cue.
const REACH: usize = 320;

impl<'a> Paragraph<'a> {
    /// Looks at the part of a text that `within` covers.
    pub fn new(text: &'a Text, within: Span) -> Self {
        let tokens = tokens(text, within);
        let marks = quotation_marks(&tokens);
        let mut facts: Vec<Facts> = tokens.iter().map(|token| Facts::of(token.text)).collect();
        let mut quoted = false;
        for (fact, mark) in facts.iter_mut().zip(&marks) {
            fact.mark = *mark;
            if let Some(mark) = mark {
                quoted = *mark == Mark::Open;
                fact.stop = if quoted { Stop::Open } else { Stop::Close };
            }
            fact.quoted = quoted;
        }
        for (number, range) in sentences(&tokens).into_iter().enumerate() {
            facts[range.start].first = true;
            for fact in &mut facts[range] {
                fact.sentence = number as u32;
            }
        }
        Self { tokens, facts }
    }

    /// Whether the token stands inside quotation marks, or is their opening one.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.facts[at].quoted
    }

    /// What the token does as a quotation mark.
    pub fn mark(&self, at: usize) -> Option<Mark> {
        self.facts[at].mark
    }

    /// The number of the token's sentence in the paragraph.
    pub fn sentence(&self, at: usize) -> u32 {
        self.facts[at].sentence
    }

    /// The words of `range`, as a span.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }

    /// The tokens that a span touches.
    pub fn covered(&self, span: Span) -> Option<std::ops::Range<usize>> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        (start < end).then_some(start..end)
    }

    fn fact(&self, at: usize, offset: isize) -> Option<&Facts> {
        at.checked_add_signed(offset).and_then(|at| self.facts.get(at))
    }

    fn word(&self, at: usize, offset: isize) -> u32 {
        self.fact(at, offset).map_or(1, |fact| fact.word)
    }

    fn shape(&self, at: usize, offset: isize) -> u32 {
        self.fact(at, offset).map_or(99, |fact| u32::from(fact.shape))
    }

    /// The features by which cues are told from other words.
    pub fn cue_sequence(&self) -> Sequence {
        let mut out = Sequence::default();
        for at in 0..self.tokens.len() {
            self.word_features(at, &mut out);
            let fact = &self.facts[at];
            let previous_quote = (1..=3).find(|&back| self.fact(at, -back).is_some_and(|f| f.mark == Some(Mark::Close)));
            let next_quote = (1..=4).find(|&ahead| self.fact(at, ahead).is_some_and(|f| f.mark == Some(Mark::Open)));
            let that = (1..=4).find(|&ahead| self.fact(at, ahead).is_some_and(|f| f.stop == Stop::That));
            let near = |found: Option<isize>| found.map_or(0, |d| d as u32);
            out.push(hash(60, near(previous_quote), fact.cue.into()));
            out.push(hash(61, near(next_quote), fact.cue.into()));
            out.push(hash(62, near(that), fact.cue.into()));
            out.push(hash(63, u32::from(fact.quoted), fact.cue.into()));
            out.push(hash(64, u32::from(fact.quoted), fact.word));
            out.push(hash(65, fact.sentence.min(1) * 2 + u32::from(fact.first), fact.cue.into()));
            let to_end = (0..6).take_while(|&d| self.fact(at, d).is_some_and(|f| f.stop != Stop::End)).count() as u32;
            out.push(hash(66, to_end.min(3), fact.word));
            for offset in [-2, -1, 1, 2] {
                if let Some(near) = self.fact(at, offset) {
                    out.push(hash(70u32.wrapping_add_signed(offset as i32), near.cue.into(), fact.cue.into()));
                }
            }
            out.close(fact.stop as u8);
        }
        out
    }

    /// The window of tokens in which the source and content of the cue at `cue` are looked for.
    pub fn window(&self, cue: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        cue.start.saturating_sub(REACH)..(cue.end + REACH).min(self.tokens.len())
    }

    /// The features by which the source and the content of one cue are told from other words; positions are those of [`window`](Self::window).
    /// `cues` are all cues of the paragraph.
    pub fn span_sequence(&self, cue: &std::ops::Range<usize>, cues: &[std::ops::Range<usize>]) -> Sequence {
        let window = self.window(cue);
        let mut out = Sequence::default();
        let head = self.cue_head(cue);
        let cue_word = self.facts[head].word;
        let cue_act = u32::from(self.facts[head].cue);
        let before_cue = self.stops_between(window.start, cue.start);
        let mut after = Between::default();
        let cue_quoted = self.facts[cue.start].quoted;
        let that_follows = self.fact(cue.end, 0).is_some_and(|f| f.stop == Stop::That);
        let after_word = self.word(cue.end, 0);
        let quote_in_sentence = self.quotes_around(cue);
        for at in window.clone() {
            let fact = &self.facts[at];
            let in_cue = cue.contains(&at);
            let other_cue = !in_cue && cues.iter().any(|c| c.contains(&at));
            let side = if in_cue { 2 } else { u32::from(at >= cue.end) };
            let (between, distance) = match side {
                0 => (before_cue[at - window.start], cue.start - at),
                1 => (after, at + 1 - cue.end),
                _ => (Between::default(), 0),
            };
            if at >= cue.end {
                after.pass(fact, cues.iter().any(|c| c.start == at));
            }
            let sentences = fact.sentence.abs_diff(self.facts[cue.start].sentence).min(3);
            let place = side * 4 + sentences;
            let near = bucket(distance);
            let quote = u32::from(fact.quoted) * 2 + u32::from(cue_quoted);
            let breaks = between.code();

            self.word_features_at(at, place * 16 + 200, &mut out);
            out.push(hash(100, place, near));
            out.push(hash(101, place * 4 + quote, breaks));
            out.push(hash(102, place * 4 + quote, cue_word));
            out.push(hash(103, place * 64 + breaks, cue_word));
            out.push(hash(104, place * 16 + near, cue_word));
            out.push(hash(105, place * 64 + breaks, cue_act * 8 + quote));
            out.push(hash(106, place * 64 + breaks, u32::from(that_follows) * 8 + quote));
            out.push(hash(107, place * 64 + breaks, after_word));
            out.push(hash(108, place, quote_in_sentence * 8 + quote));
            out.push(hash(109, place * 64 + breaks, quote_in_sentence * 8 + quote));
            out.push(hash(110, place * 2 + u32::from(other_cue), breaks));
            out.push(hash(111, place * 16 + near, fact.word));
            out.push(hash(112, place * 16 + near, u32::from(fact.shape) * 8 + u32::from(self.fact(at, -1).map_or(99, |f| f.shape))));
            out.push(hash(113, place * 64 + breaks, fact.word));
            out.push(hash(114, (place * 64 + breaks) * 8 + fact.stop as u32, self.fact(at, -1).map_or(9, |f| f.stop as u32)));
            out.push(hash(115, place * 8 + u32::from(self.fact(at, -1).map_or(9, |f| f.stop as u8)), u32::from(fact.first) * 64 + breaks));
            if sentences == 0 {
                let words_before = (0..8).take_while(|&d| self.fact(at, -d).is_some_and(|f| !f.first)).count() as u32;
                out.push(hash(116, side * 8 + words_before, near));
                out.push(hash(117, side * 8 + words_before, cue_word));
            }
            out.push(hash(118, side * 1024 + between.cues * 64 + breaks, quote));
            out.push(hash(119, side, u32::from(other_cue) * 16 + near));

            let stops = fact.stop as u8 * STOPS + self.fact(at, -1).map_or(Stop::End as u8, |f| f.stop as u8);
            out.close(if in_cue {
                STOPS * STOPS
            } else if at == cue.end {
                STOPS * STOPS + 1
            } else {
                stops
            });
        }
        out
    }

    /// The word of a cue that says most: the last one that the lexicon knows, else its last word.
    pub fn cue_head(&self, cue: &std::ops::Range<usize>) -> usize {
        cue.clone().rev().find(|&at| self.facts[at].cue > 0).unwrap_or(cue.end - 1)
    }

    /// For each token from `from` up to a cue at `to`, what stands between it and the cue.
    fn stops_between(&self, from: usize, to: usize) -> Vec<Between> {
        let mut out = vec![Between::default(); to - from];
        let mut between = Between::default();
        for at in (from..to).rev() {
            out[at - from] = between;
            between.pass(&self.facts[at], self.facts[at].cue > 0);
        }
        out
    }

    /// Which sides of a cue have quoted words in its sentence.
    fn quotes_around(&self, cue: &std::ops::Range<usize>) -> u32 {
        let sentence = self.facts[cue.start].sentence;
        let same = |f: &&Facts| f.sentence == sentence;
        let before = self.facts[..cue.start].iter().rev().take(REACH).take_while(same).any(|f| f.mark.is_some());
        let after = self.facts[cue.end..].iter().take(REACH).take_while(same).any(|f| f.mark.is_some());
        u32::from(before) * 2 + u32::from(after)
    }

    fn word_features(&self, at: usize, out: &mut Sequence) {
        self.word_features_at(at, 0, out);
        let fact = &self.facts[at];
        out.push(hash(20, fact.ending, u32::from(fact.shape)));
        out.push(hash(21, self.word(at, -1), self.word(at, -2)));
        out.push(hash(22, self.word(at, 1), self.word(at, 2)));
        out.push(hash(23, self.fact(at, -1).map_or(0, |f| f.ending), fact.word));
        out.push(hash(24, self.fact(at, 1).map_or(0, |f| f.ending), fact.word));
        out.push(hash(25, u32::from(fact.cue), self.word(at, -1)));
        out.push(hash(26, u32::from(fact.cue), self.word(at, 1)));
        out.push(hash(27, u32::from(fact.cue), self.shape(at, -1) * 100 + self.shape(at, 1)));
        out.push(hash(28, fact.ending, self.shape(at, -1)));
        out.push(hash(29, self.word(at, -3), 0));
        out.push(hash(30, self.word(at, 3), 0));
        out.push(hash(31, self.shape(at, -2) * 100 + self.shape(at, -1), fact.word));
        out.push(hash(32, self.shape(at, 1) * 100 + self.shape(at, 2), fact.word));
    }

    /// The features that look at the word and its neighbours only, in the name space `space`.
    fn word_features_at(&self, at: usize, space: u32, out: &mut Sequence) {
        let fact = &self.facts[at];
        out.push(hash(space + 1, fact.word, 0));
        out.push(hash(space + 2, self.word(at, -1), 0));
        out.push(hash(space + 3, self.word(at, 1), 0));
        out.push(hash(space + 4, self.word(at, -1), fact.word));
        out.push(hash(space + 5, fact.word, self.word(at, 1)));
        out.push(hash(space + 6, self.word(at, -2), 0));
        out.push(hash(space + 7, self.word(at, 2), 0));
        out.push(hash(space + 8, fact.ending, 0));
        out.push(hash(space + 9, self.shape(at, -1) * 10_000 + self.shape(at, 0) * 100 + self.shape(at, 1), 0));
        out.push(hash(space + 10, self.fact(at, 1).map_or(9, |f| f.stop as u32), self.fact(at, -1).map_or(9, |f| f.stop as u32)));
        out.push(hash(space + 11, fact.cue.into(), u32::from(fact.quoted)));
    }
}

/// What stands between a token and a cue.
#[derive(Clone, Copy, Default)]
struct Between {
    commas: u32,
    quotes: u32,
    ends: u32,
    cues: u32,
    that: u32,
}

impl Between {
    fn pass(&mut self, fact: &Facts, cue: bool) {
        match fact.stop {
            Stop::Comma | Stop::Colon => self.commas = (self.commas + 1).min(3),
            Stop::Open | Stop::Close => self.quotes = (self.quotes + 1).min(3),
            Stop::End => self.ends = 1,
            Stop::That => self.that = 1,
            Stop::None => {}
        }
        self.cues = (self.cues + u32::from(cue)).min(2);
    }

    /// All but the cues as one number below 64.
    fn code(self) -> u32 {
        ((self.commas * 4 + self.quotes) * 2 + self.ends) * 2 + self.that
    }
}

impl Facts {
    fn of(word: &str) -> Self {
        let lower = word.to_lowercase();
        let ending = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        let stop = match lower.as_str() {
            "," | ";" => Stop::Comma,
            ":" | "—" | "–" | "--" | "-" => Stop::Colon,
            "." | "?" | "!" | "…" | "..." => Stop::End,
            "that" => Stop::That,
            _ => Stop::None,
        };
        let cue = lexicon::act_of(&lower).map_or(0, |act| act as u8 + 1);
        Self { word: hash_str(&lower), ending: hash_str(&lower[ending..]), shape: shape(word), cue, stop, ..Self::default() }
    }
}

fn shape(word: &str) -> u8 {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if first.is_ascii_digit() {
        4
    } else if !first.is_alphanumeric() {
        5
    } else if first.is_uppercase() {
        let mut rest = chars.peekable();
        if rest.peek().is_some() && rest.all(|c| !c.is_lowercase()) { 3 } else { 2 }
    } else {
        1
    }
}

/// A distance in tokens as one of twelve steps.
fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=40 => 9,
        41..=80 => 10,
        _ => 11,
    }
}

/// A feature from the number of its template and up to two values (multiply and shift).
fn hash(template: u32, a: u32, b: u32) -> u32 {
    let mut x = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(a) << 32 | u64::from(b));
    x = (x ^ (x >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 32)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x >> 32) as u32
}

/// FNV-1a of a word.
fn hash_str(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
