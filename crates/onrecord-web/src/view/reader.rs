//! An article with its statements marked.

use maud::{Markup, html};
use onrecord::marks::{Part, Segment, beginnings, segments};
use onrecord::model::Statement;
use onrecord::{Span, Text};

use super::Printed;
use super::lists::anchor;

/// How many contents inside each other are told apart.
const DEPTHS: usize = 3;

/// The marked words of a stretch. Where a statement begins, its anchor stands, which takes the focus of whoever follows a link to it.
pub(crate) fn marked(text: &Text, statements: &[Statement], within: Span) -> Markup {
    let beginnings = beginnings(statements);
    html! {
        @for segment in segments(statements, within) {
            @for &begun in beginnings.get(&segment.span.start).into_iter().flatten() {
                span.anchor id=(anchor(&statements[begun].id)) tabindex="-1" {}
            }
            @let words = Printed(text.slice(segment.span));
            @if segment.parts.is_empty() { (words) }
            @else { span class=(class(&segment)) data-s=(numbers(&segment)) { (words) } }
        }
    }
}

fn class(segment: &Segment) -> String {
    let mut classes = Vec::new();
    if segment.depth(Part::Source) > 0 {
        classes.push("source".to_owned());
    }
    if segment.depth(Part::Cue) > 0 {
        classes.push("cue".to_owned());
    }
    let depth = segment.depth(Part::Content).min(DEPTHS);
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
