//! Words as the transformer reads them: BERT's uncased word pieces (Devlin et al. 2019), with case and quotation state beside them.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::span::{Span, Text};

/// What stands for a word that the vocabulary cannot spell.
const UNKNOWN: u32 = 100;
/// Longer words are not spelt.
const LONGEST: usize = 100;

/// The pieces that words are spelt with, by their number.
pub(super) struct Vocabulary(HashMap<&'static str, u32>);

impl Vocabulary {
    /// One piece a line, numbered from nought; pieces inside a word begin with `##`.
    pub(super) fn new(lines: &'static str) -> Self {
        Self(lines.lines().zip(0..).collect())
    }

    /// Spells a word: the longest piece first, again and again.
    fn spell(&self, word: &str) -> Vec<u32> {
        let word = if matches!(word, "``" | "''") { "\"" } else { word };
        let plain: String = word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
        let ends: Vec<usize> = plain.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        if ends.len() > LONGEST {
            return vec![UNKNOWN];
        }
        let mut out = Vec::new();
        let mut start = 0;
        let mut piece = String::new();
        while start < plain.len() {
            let longest = ends.iter().rev().take_while(|&&end| end > start).find_map(|&end| {
                piece.clear();
                piece.push_str(if start > 0 { "##" } else { "" });
                piece.push_str(&plain[start..end]);
                Some((*self.0.get(piece.as_str())?, end))
            });
            let Some((id, end)) = longest else {
                return vec![UNKNOWN];
            };
            out.push(id);
            start = end;
        }
        if out.is_empty() { vec![UNKNOWN] } else { out }
    }
}

/// A word of a paragraph: a run of letters and digits, or one mark.
pub(super) struct Word {
    /// Where it stands.
    pub(super) span: Span,
    /// Its pieces' numbers.
    pub(super) pieces: Vec<u32>,
    /// Its letters' case, as the model counts it.
    pub(super) case: u8,
    /// Outside quotation marks, inside, an opening or a closing mark.
    pub(super) quote: Quote,
    /// Whether it is a stop or comma, which stands before a closing mark.
    pub(super) stop: bool,
}

/// Where a word stands toward quotation marks, as the model counts it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Quote {
    Outside,
    Inside,
    Opening,
    Closing,
}

/// The words of the part of a text that `within` covers.
pub(super) fn words(text: &Text, within: Span, vocabulary: &Vocabulary) -> Vec<Word> {
    let part = text.slice(within);
    let mut out = Vec::with_capacity(part.len() / 5);
    let mut inside = false;
    let mut point = within.start;
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let length = word_length(rest, first);
        let (word, tail) = rest.split_at(length);
        let start = point;
        point += word.chars().count() as u32;
        rest = tail;
        if first.is_whitespace() {
            continue;
        }
        let quote = match word {
            "“" | "``" => Quote::Opening,
            "\"" | "''" if !inside => Quote::Opening,
            "”" | "''" | "\"" => Quote::Closing,
            _ if inside => Quote::Inside,
            _ => Quote::Outside,
        };
        inside = matches!(quote, Quote::Opening | Quote::Inside);
        let stop = matches!(word, "." | "," | "?" | "!" | "…");
        out.push(Word { span: Span::new(start, point), pieces: vocabulary.spell(word), case: case(word), quote, stop });
    }
    out
}

fn word_length(rest: &str, first: char) -> usize {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    if letter(first) {
        rest.find(|c| !letter(c)).unwrap_or(rest.len())
    } else if rest.starts_with("``") || rest.starts_with("''") {
        2
    } else {
        first.len_utf8()
    }
}

/// 0 lower, 1 Capital, 2 CAPITALS of two letters and more, 3 mIxed, 4 with a digit, 5 a mark.
fn case(word: &str) -> u8 {
    if !word.chars().any(char::is_alphanumeric) {
        return 5;
    }
    if word.chars().any(char::is_numeric) {
        return 4;
    }
    let upper = |c: char| c.is_uppercase();
    let mut chars = word.chars();
    let first = chars.next().is_some_and(upper);
    let rest: Vec<bool> = chars.map(upper).collect();
    match (first, rest.iter().any(|u| *u)) {
        (false, false) => 0,
        (true, _) if !rest.is_empty() && rest.iter().all(|u| *u) => 2,
        (_, false) => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: &str = "\"\nsay\n##ing\nplan\n.\nno";

    #[test]
    fn words_are_spelt() {
        let text = Text::new("“Nó plan.” SAYING xyz");
        let vocabulary = Vocabulary::new(PIECES);
        let words = words(&text, Span::new(0, text.len()), &vocabulary);
        let spelt: Vec<(&str, Vec<u32>)> = words.iter().map(|w| (text.slice(w.span), w.pieces.clone())).collect();
        let unknown = || vec![UNKNOWN];
        assert_eq!(
            spelt,
            [
                ("“", unknown()),
                ("Nó", vec![5]),
                ("plan", vec![3]),
                (".", vec![4]),
                ("”", unknown()),
                ("SAYING", vec![1, 2]),
                ("xyz", unknown())
            ]
        );
        assert_eq!(words.iter().map(|w| w.case).collect::<Vec<_>>(), [5, 1, 0, 5, 5, 2, 0]);
        assert_eq!(words[1].quote, Quote::Inside);
        assert_eq!(words[4].quote, Quote::Closing);
    }
}
