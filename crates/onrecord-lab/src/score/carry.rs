//! Spans of an article as it was read, carried over to the text that the gold was made on.

use std::ops::Range;

use onrecord::{Span, Text};

use super::likeness::{matching_blocks, quick_ratio, ratio};
use super::words::is_space;

/// A paragraph of fewer characters is only looked for as it stands.
const SHORTEST_LIKE: usize = 40;

/// How alike two paragraphs must be to be the same one.
const ALIKE: f64 = 0.6;

/// Carries spans from one text to another that shares paragraphs with it.
pub(super) enum Carrier {
    /// The texts are equal.
    Same,
    /// For each character of the one text, where it stands in the other.
    Mapped(Vec<Option<u32>>),
}

impl Carrier {
    /// Finds the paragraphs of `to` in `from`: by their exact text, then by likeness.
    pub(super) fn new(from: &Text, to: &Text) -> Self {
        if from == to {
            return Self::Same;
        }
        let mut map = vec![None; from.len() as usize];
        let mut at = 0;
        for line in lines(to.as_str()) {
            let found = to.as_str()[line.clone()].trim_matches(is_space);
            if found.is_empty() {
                continue;
            }
            let start = line.start + to.as_str()[line].find(found).unwrap_or_default();
            let target = to.span(start..start + found.len());
            let whole = from.as_str();
            if let Some(i) = whole[at..].find(found).map(|i| at + i).or_else(|| whole.find(found)) {
                at = i + found.len();
                let first = from.span(i..at).start as usize;
                (0..target.len()).for_each(|k| map[first + k as usize] = Some(target.start + k));
            } else if target.len() as usize > SHORTEST_LIKE {
                by_likeness(from, found, target.start, &mut map);
            }
        }
        Self::Mapped(map)
    }

    /// The span in the other text; `None` where most of it stands there nowhere, or too far apart.
    pub(super) fn carry(&self, span: Span) -> Option<Span> {
        let Self::Mapped(map) = self else { return Some(span) };
        let end = map.len().min(span.end as usize);
        let start = end.min(span.start as usize);
        let found = || map[start..end].iter().flatten().copied();
        let (first, last) = (found().min()?, found().max()?);
        let length = span.len() as usize;
        (found().count() * 2 > length && ((last - first) as usize) < 3 * length + 20).then(|| Span::new(first, last + 1))
    }

    /// All of these spans that can be carried over.
    pub(super) fn all(&self, spans: &[Span]) -> Vec<Span> {
        spans.iter().filter_map(|&span| self.carry(span)).collect()
    }
}

/// Maps the line that is most like a paragraph onto it.
fn by_likeness(from: &Text, paragraph: &str, offset: u32, map: &mut [Option<u32>]) {
    let wanted: Vec<char> = paragraph.chars().collect();
    let mut best: Option<(f64, Range<usize>, Vec<char>)> = None;
    for line in lines(from.as_str()) {
        let chars: Vec<char> = from.as_str()[line.clone()].chars().collect();
        let likeness = quick_ratio(&wanted, &chars);
        if best.as_ref().is_none_or(|(highest, ..)| likeness > *highest) {
            best = Some((likeness, line, chars));
        }
    }
    let Some((_, line, chars)) = best.filter(|(_, _, chars)| ratio(&wanted, chars) > ALIKE) else { return };
    let start = from.span(line).start as usize;
    for block in matching_blocks(&chars, &wanted) {
        (0..block.len).for_each(|k| map[start + block.a + k] = Some(offset + (block.b + k) as u32));
    }
}

/// The byte ranges of the lines that hold anything.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.split('\n').filter_map(move |line| {
        let start = end;
        end += line.len() + 1;
        (!line.is_empty()).then_some(start..start + line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, words: &str, expected: Option<&str>) {
        let (from, to) = (Text::new(from), Text::new(to));
        let at = from.as_str().find(words).expect("the words stand there");
        let carried = Carrier::new(&from, &to).carry(from.span(at..at + words.len()));
        assert_eq!(carried.map(|span| to.slice(span)), expected);
    }

    #[test]
    fn paragraphs_are_found_as_they_stand() {
        check("Head 😀\n\nThe mayor said so.", "  The mayor said so. \nMore.", "mayor", Some("mayor"));
        check("Head\n\nThe mayor said so.", "The mayor said so.", "Head", None);
    }

    #[test]
    fn changed_paragraphs_are_found_by_likeness() {
        let printed = "The harbour master said that the last ferry of the day had left an hour late.";
        let gold = "The harbor master said that the last ferry had left one hour late on that day.";
        check(printed, gold, "the last ferry", Some("the last ferry"));
        check("Something else altogether stands in this line of words, 12345.", gold, "Something", None);
    }
}
