//! Mends the edges of contents, and follows quotations over paragraphs.

use std::ops::Range;

use crate::model::Statement;
use crate::span::{Span, Text};
use crate::text::Mark;

use super::paragraph::Paragraph;

/// A content without the punctuation at its edges; closing marks inside it keep the stop before them.
pub(super) fn trim(paragraph: &Paragraph<'_>, mut part: Range<usize>) -> Option<Span> {
    let text = |at: usize| paragraph.tokens[at].text;
    while !part.is_empty() && matches!(text(part.start), "," | "." | ":" | ";" | ")" | "]" | "—" | "–" | "--") {
        part.start += 1;
    }
    while !part.is_empty() && matches!(text(part.end - 1), "," | "." | ":" | ";" | "(" | "[" | "—" | "–" | "--" | "-") {
        part.end -= 1;
    }
    // "said on condition of anonymity that"
    if part.len() > 2 && (text(part.start), text(part.start + 1)) == ("anonymity", "that") {
        part.start += 1;
    }
    // The guide's contents begin with their "that", which the models do not label.
    if part.start > 0 && !part.is_empty() && text(part.start - 1) == "that" {
        part.start -= 1;
    }
    // A quotation that is begun inside is closed inside, where its mark comes next.
    let open = part
        .clone()
        .filter(|&at| paragraph.mark(at).is_some())
        .fold(0i32, |open, at| if paragraph.mark(at) == Some(Mark::Open) { 1 } else { (open - 1).max(0) });
    if open > 0 {
        let next = (part.end..paragraph.tokens.len().min(part.end + 3)).find(|&at| paragraph.mark(at) == Some(Mark::Close));
        part.end = next.map_or(part.end, |at| at + 1);
    }
    (!part.is_empty() && part.clone().any(|at| paragraph.tokens[at].is_word())).then(|| paragraph.span(part))
}

/// The words of a paragraph that go on with the last statement's quotation: it was left open at the end of its own paragraph, and this one
/// opens with a mark again.
pub(super) fn runs_on(text: &Text, paragraph: &Paragraph<'_>, last: Option<&Statement>) -> Option<Span> {
    let content = last?.content.last()?;
    let first = paragraph.tokens.first()?;
    let gap = Span::new(content.end, first.span.start);
    let follows = text.slice(gap).chars().all(|c| c.is_whitespace() || c == '.' || c == ' ');
    if !follows || paragraph.mark(0) != Some(Mark::Open) || !left_open(text.slice(*content)) {
        return None;
    }
    let end = (1..paragraph.tokens.len()).find(|&at| paragraph.mark(at) == Some(Mark::Close));
    Some(paragraph.span(0..end.map_or(paragraph.tokens.len(), |at| at + 1)))
}

/// Whether the last quotation in a content has no closing mark.
fn left_open(content: &str) -> bool {
    if content.contains(['“', '”']) {
        return content.rfind('“') > content.rfind('”');
    }
    content.replace("''", "\"").matches('"').count() % 2 == 1
}
