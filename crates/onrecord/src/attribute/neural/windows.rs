//! Packs paragraphs into the windows that the transformer reads.

use std::ops::Range;

use super::pieces::Word;

const CLS: u32 = 101;
const SEP: u32 = 102;
/// A paragraph of more pieces is cut; the encoder's positions were trained up to here.
const LONGEST: usize = 384;

/// A run of words of one paragraph.
pub(super) struct Part {
    /// The number of its paragraph.
    pub(super) paragraph: usize,
    /// Its words.
    pub(super) words: Vec<Word>,
}

impl Part {
    fn size(&self) -> usize {
        self.words.iter().map(|word| word.pieces.len()).sum::<usize>() + 1
    }
}

/// Cuts paragraphs that are too long for a window.
pub(super) fn parts(paragraphs: impl Iterator<Item = Vec<Word>>) -> Vec<Part> {
    let mut out = Vec::new();
    for (paragraph, words) in paragraphs.enumerate() {
        let mut part = Vec::new();
        let mut size = 2;
        for word in words {
            if size + word.pieces.len() > LONGEST {
                out.push(Part { paragraph, words: std::mem::take(&mut part) });
                size = 2;
            }
            size += word.pieces.len();
            part.push(word);
        }
        if !part.is_empty() {
            out.push(Part { paragraph, words: part });
        }
    }
    out
}

/// How many parts from the first one have no more than so many words together.
pub(super) fn parts_within(parts: &[Part], words: usize) -> usize {
    let sums = parts.iter().scan(0, |sum, part| {
        *sum += part.words.len();
        Some(*sum)
    });
    sums.take_while(|sum| *sum <= words).count()
}

/// Neighbouring parts read together: "[CLS] part [SEP] part [SEP] …".
#[derive(Default)]
pub(super) struct Window {
    /// Which parts.
    pub(super) parts: Range<usize>,
    /// For each word of each part, the position of its first piece.
    pub(super) first: Vec<Vec<usize>>,
    /// The pieces, and the case and quotation state of each.
    pub(super) ids: Vec<u32>,
    pub(super) case: Vec<u8>,
    pub(super) quote: Vec<u8>,
}

impl Window {
    fn push(&mut self, id: u32, case: u8, quote: u8) {
        self.ids.push(id);
        self.case.push(case);
        self.quote.push(quote);
    }

    fn add(&mut self, part: &Part) {
        if self.ids.is_empty() {
            self.push(CLS, 0, 0);
        }
        let mut first = Vec::with_capacity(part.words.len());
        for word in &part.words {
            first.push(self.ids.len());
            for &piece in &word.pieces {
                self.push(piece, word.case, word.quote as u8);
            }
        }
        self.push(SEP, 0, 0);
        self.first.push(first);
    }
}

/// Packs parts, in order, into windows of at most `limit` pieces; a longer part is a window alone.
pub(super) fn windows(parts: &[Part], limit: usize) -> Vec<Window> {
    let mut out: Vec<Window> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if out.last().is_none_or(|window| window.ids.len() + part.size() > limit) {
            out.push(Window { parts: at..at, ..Window::default() });
        }
        let window = out.last_mut().expect("just pushed");
        window.add(part);
        window.parts.end = at + 1;
    }
    out
}
