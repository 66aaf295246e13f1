//! An article with its statements marked: the text is cut at every edge of a span, so that parts may lie in each other or overlap.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord::model::Statement;
use onrecord::{Span, Text};

use super::Printed;
use super::lists::anchor;

/// A part of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Source,
    Cue,
    Content,
}

/// A stretch of text that no edge of a part divides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    /// The parts that cover it, by the numbers of their statements.
    pub(crate) parts: Vec<(usize, Part)>,
}

/// How many contents inside each other are told apart.
const DEPTHS: usize = 3;

/// The parts of statements that lie in a stretch, cut to it, by where they begin.
pub(crate) fn parts_in(statements: &[Statement], within: Span) -> Vec<(Span, usize, Part)> {
    let mut parts = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        for (part, spans) in [(Part::Source, &statement.source), (Part::Cue, &statement.cue), (Part::Content, &statement.content)] {
            for span in spans.iter().filter(|span| span.overlaps(within)) {
                parts.push((Span::new(span.start.max(within.start), span.end.min(within.end)), number, part));
            }
        }
    }
    parts.sort_unstable();
    parts
}

/// Cuts a stretch at every edge of its parts.
pub(crate) fn segments(within: Span, parts: &[(Span, usize, Part)]) -> Vec<Segment> {
    let mut edges: Vec<u32> = parts.iter().flat_map(|(span, ..)| [span.start, span.end]).chain([within.start, within.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let (mut open, mut next): (Vec<(u32, usize, Part)>, _) = (Vec::new(), parts.iter().peekable());
    let mut out = Vec::new();
    for pair in edges.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        open.retain(|&(end, ..)| end > span.start);
        while let Some(&(begun, number, part)) = next.next_if(|(part, ..)| part.start <= span.start) {
            open.push((begun.end, number, part));
        }
        let mut covering: Vec<(usize, Part)> = open.iter().map(|&(_, number, part)| (number, part)).collect();
        covering.sort_unstable();
        out.push(Segment { span, parts: covering });
    }
    out
}

/// Where which statements begin.
pub(crate) type Beginnings<'a> = BTreeMap<u32, Vec<(usize, &'a Statement)>>;

/// Where which statements begin: at the first word of source, cue or content.
pub(crate) fn beginnings(statements: &[Statement]) -> Beginnings<'_> {
    let mut beginnings = Beginnings::new();
    for (number, statement) in statements.iter().enumerate() {
        let parts = statement.source.iter().chain(&statement.cue).chain(&statement.content);
        if let Some(start) = parts.map(|span| span.start).min() {
            beginnings.entry(start).or_default().push((number, statement));
        }
    }
    beginnings
}

/// The marked words of a stretch. Where a statement begins, its anchor stands.
pub(crate) fn marked(text: &Text, statements: &[Statement], within: Span, beginnings: &Beginnings) -> Markup {
    let segments = segments(within, &parts_in(statements, within));
    html! {
        @for segment in &segments {
            @for (_, statement) in beginnings.get(&segment.span.start).into_iter().flatten() {
                span.anchor id=(anchor(&statement.id)) {}
            }
            @let words = Printed(text.slice(segment.span));
            @if segment.parts.is_empty() { (words) }
            @else { span class=(class(segment)) data-s=(numbers(segment)) { (words) } }
        }
    }
}

fn class(segment: &Segment) -> String {
    let has = |wanted: Part| segment.parts.iter().any(|&(_, part)| part == wanted);
    let depth = segment.parts.iter().filter(|&&(_, part)| part == Part::Content).count().min(DEPTHS);
    let mut classes = Vec::new();
    if has(Part::Source) {
        classes.push("source".to_owned());
    }
    if has(Part::Cue) {
        classes.push("cue".to_owned());
    }
    if depth > 0 {
        classes.push(format!("content d{depth}"));
    }
    classes.join(" ")
}

fn numbers(segment: &Segment) -> String {
    let mut numbers: Vec<usize> = segment.parts.iter().map(|&(number, _)| number).collect();
    numbers.dedup();
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(within: (u32, u32), parts: &[(u32, u32, usize, Part)]) -> Vec<(u32, u32, usize)> {
        let mut parts: Vec<_> = parts.iter().map(|&(start, end, number, part)| (Span::new(start, end), number, part)).collect();
        parts.sort_unstable();
        let segments = segments(Span::new(within.0, within.1), &parts);
        segments.iter().map(|segment| (segment.span.start, segment.span.end, segment.parts.len())).collect()
    }

    #[test]
    fn parts_inside_each_other_and_overlapping_are_told_apart() {
        use Part::{Content, Cue, Source};
        assert_eq!(cut((0, 10), &[]), [(0, 10, 0)]);
        assert_eq!(cut((0, 10), &[(2, 8, 0, Content), (3, 5, 1, Source)]), [(0, 2, 0), (2, 3, 1), (3, 5, 2), (5, 8, 1), (8, 10, 0)]);
        assert_eq!(cut((0, 10), &[(0, 6, 0, Content), (4, 10, 1, Cue)]), [(0, 4, 1), (4, 6, 2), (6, 10, 1)]);
        assert_eq!(cut((0, 4), &[(0, 4, 0, Content), (0, 4, 1, Content)]), [(0, 4, 2)]);
    }
}
