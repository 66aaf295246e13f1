//! The parts of statements laid over a text, for whoever shows them: the text is cut at every edge of a part, so that parts may lie in each
//! other or overlap, as markup may not.

use std::collections::BTreeMap;

use crate::Span;
use crate::model::Statement;

/// A part of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who.
    Source,
    /// By which words.
    Cue,
    /// What.
    Content,
}

/// A stretch of text that no edge of a part divides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it is.
    pub span: Span,
    /// The parts that cover it, each with the place of its statement in the list, in that order.
    pub parts: Vec<(usize, Part)>,
}

impl Segment {
    /// How many parts of a sort cover it.
    pub fn depth(&self, part: Part) -> usize {
        self.parts.iter().filter(|&&(_, other)| other == part).count()
    }
}

/// A stretch cut at every edge of the parts of statements.
pub fn segments(statements: &[Statement], within: Span) -> Vec<Segment> {
    cut(within, &parts(statements, within))
}

/// Where which statements begin, by their places in the list: at the first word of source, cue or content.
pub fn beginnings(statements: &[Statement]) -> BTreeMap<u32, Vec<usize>> {
    let mut beginnings: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, statement) in statements.iter().enumerate() {
        let parts = statement.source.iter().chain(&statement.cue).chain(&statement.content);
        if let Some(start) = parts.map(|span| span.start).min() {
            beginnings.entry(start).or_default().push(number);
        }
    }
    beginnings
}

/// A character as it may be shown: a control character, and one that would turn the direction of what follows, as one visible sign, so that
/// nothing hides in printed words and code points stay one for one.
pub fn visible(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' => ' ',
        // The block “Control Pictures” has a sign for each of the first 32.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        // C1 controls; embeddings, overrides and isolates of direction; noncharacters.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// The parts of statements that lie in a stretch, cut to it, by where they begin.
fn parts(statements: &[Statement], within: Span) -> Vec<(Span, usize, Part)> {
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

fn cut(within: Span, parts: &[(Span, usize, Part)]) -> Vec<Segment> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(within: (u32, u32), parts: &[(u32, u32, usize, Part)], expected: &[(u32, u32, usize)]) {
        let mut parts: Vec<_> = parts.iter().map(|&(start, end, number, part)| (Span::new(start, end), number, part)).collect();
        parts.sort_unstable();
        let segments = cut(Span::new(within.0, within.1), &parts);
        let found: Vec<_> = segments.iter().map(|segment| (segment.span.start, segment.span.end, segment.parts.len())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn parts_inside_each_other_and_overlapping_are_told_apart() {
        use Part::{Content, Cue, Source};
        check((0, 10), &[], &[(0, 10, 0)]);
        check((0, 10), &[(2, 8, 0, Content), (3, 5, 1, Source)], &[(0, 2, 0), (2, 3, 1), (3, 5, 2), (5, 8, 1), (8, 10, 0)]);
        check((0, 10), &[(0, 6, 0, Content), (4, 10, 1, Cue)], &[(0, 4, 1), (4, 6, 2), (6, 10, 1)]);
        check((0, 4), &[(0, 4, 0, Content), (0, 4, 1, Content)], &[(0, 4, 2)]);
    }

    #[test]
    fn a_stretch_shows_its_own_part_of_what_goes_beyond_it() {
        let statement = |start, end| Statement::new("a", vec![], vec![], vec![Span::new(start, end)]);
        let statements = [statement(0, 9), statement(4, 6), statement(20, 30)];
        let segments = segments(&statements, Span::new(5, 12));
        let depths: Vec<_> = segments.iter().map(|segment| (segment.span, segment.depth(Part::Content))).collect();
        assert_eq!(depths, [(Span::new(5, 6), 2), (Span::new(6, 9), 1), (Span::new(9, 12), 0)]);
        assert_eq!(beginnings(&statements), BTreeMap::from([(0, vec![0]), (4, vec![1]), (20, vec![2])]));
    }

    #[test]
    fn nothing_hides_in_printed_words() {
        assert_eq!("a\0\u{1b}\u{202e}\r\n\u{200f}é".chars().map(visible).collect::<String>(), "a\u{2400}\u{241b}\u{fffd} \n\u{200f}é");
    }
}
