//! Spans as sets of characters, and when two of them mean the same.

use std::sync::LazyLock;

use onrecord::{Span, Text};
use regex::Regex;

use super::share;
use super::words::{pattern, words};

/// What may stand at the edge of a span, or between its parts, without a difference.
const EDGE: &str = " \t\n\r.,;:!?\"'“”‘’()[]—–-…";

/// The conjunction that may open a content.
static THAT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^that[\s\x1c-\x1f]+"));

fn is_edge(c: char) -> bool {
    EDGE.contains(c)
}

/// A set of characters: spans in order that neither touch nor overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Extent(Vec<Span>);

impl Extent {
    /// The characters that these spans cover.
    pub(super) fn of(spans: &[Span]) -> Self {
        let mut spans: Vec<Span> = spans.iter().copied().filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        let mut out: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match out.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => out.push(span),
            }
        }
        Self(out)
    }

    /// How many characters it holds.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|span| span.len() as usize).sum()
    }

    /// How many characters it shares with another.
    pub(super) fn shared(&self, other: &Self) -> usize {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            sum += Span::new(x.start.max(y.start), x.end.min(y.end)).len() as usize;
            if x.end < y.end {
                a.next();
            } else {
                b.next();
            }
        }
        sum
    }

    /// Intersection over union; 0 for two that are empty.
    pub(super) fn iou(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        share(shared, self.len() + other.len() - shared)
    }
}

/// Spans without what makes no difference: edge punctuation, quotation marks, white space, a leading "that", and breaks of nothing but
/// punctuation.
pub(super) fn normal(text: &Text, spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if text.slice(Span::new(last.end, span.start)).chars().all(is_edge) => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged.into_iter().filter_map(|span| trimmed(text, span)).collect()
}

fn trimmed(text: &Text, span: Span) -> Option<Span> {
    let body = text.slice(span).trim_end_matches(is_edge);
    let end = span.start + body.chars().count() as u32;
    let rest = body.trim_start_matches(is_edge);
    let rest = THAT.find(rest).map_or(rest, |that| &rest[that.end()..]).trim_start_matches(is_edge);
    let length = rest.chars().count() as u32;
    (length > 0).then(|| Span::new(end - length, end))
}

/// Whether two sources are the same one: `IoU` of at least a half, or the same last word. Nobody equals nobody.
pub(super) fn same_source(text: &Text, a: &[Span], b: &[Span]) -> bool {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => true,
        (false, false) => Extent::of(a).iou(&Extent::of(b)) >= 0.5 || last_word(text, a) == last_word(text, b),
        _ => false,
    }
}

/// The last word of spans in the order given, in lower case.
fn last_word(text: &Text, spans: &[Span]) -> String {
    words(&printed(text, spans)).last().unwrap_or_default().to_lowercase()
}

/// The words of spans in the order given.
pub(super) fn printed(text: &Text, spans: &[Span]) -> String {
    spans.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(u32, u32)]) -> Vec<Span> {
        pairs.iter().map(|&(start, end)| Span::new(start, end)).collect()
    }

    #[test]
    fn what_makes_no_difference_is_left_out() {
        let check = |text: &str, given: &[(u32, u32)], expected: &[(u32, u32)]| {
            assert_eq!(normal(&Text::new(text), &spans(given)), spans(expected), "{text}");
        };
        check("“Yes,” she said", &[(0, 6)], &[(1, 4)]);
        check("said that  it rains.", &[(5, 20)], &[(11, 19)]);
        check("“that ‘it rains’”", &[(0, 17)], &[(7, 15)]);
        check("one – two three", &[(6, 9), (0, 3)], &[(0, 9)]);
        check("one and two", &[(0, 3), (8, 11)], &[(0, 3), (8, 11)]);
        check("...", &[(0, 3)], &[]);
        check("that", &[(0, 4)], &[(0, 4)]);
        check("a 😀 b", &[(0, 3), (1, 9)], &[(0, 5)]);
    }

    #[test]
    fn extents_count_each_character_once() {
        let a = Extent::of(&spans(&[(0, 4), (2, 6), (8, 10)]));
        let b = Extent::of(&spans(&[(5, 9), (9, 12), (20, 20)]));
        assert_eq!((a.len(), b.len(), a.shared(&b), b.shared(&a)), (8, 7, 3, 3));
        assert!((a.iou(&b) - 0.25).abs() < f64::EPSILON);
        assert!(Extent::default().iou(&Extent::default()).abs() < f64::EPSILON);
    }
}
