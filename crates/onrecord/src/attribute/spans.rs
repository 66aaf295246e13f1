//! Mends the edges of contents, and follows quotations over paragraphs.

use std::ops::Range;

use crate::model::Statement;
use crate::span::{Span, Text};
use crate::text::Mark;

use super::form;
use super::paragraph::Paragraph;

/// A content without the punctuation at its edges; closing marks inside it keep the stop before them.
pub(super) fn trim(paragraph: &Paragraph<'_>, mut part: Range<usize>) -> Option<Span> {
    let text = |at: usize| paragraph.tokens[at].text;
    part.end = bracketed(paragraph, &part);
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
    // A quotation whose first word is the content's begins with its mark.
    if part.start > 0 && !part.is_empty() && paragraph.mark(part.start - 1) == Some(Mark::Open) && paragraph.mark(part.start).is_none() {
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

/// A content with all of the quotation that is set apart, where it holds its beginning.
pub(super) fn with_quotation(mut part: Range<usize>, quotation: &Range<usize>) -> Range<usize> {
    // The opening mark may be left out.
    let begins = (quotation.start..quotation.end.min(quotation.start + 2)).any(|at| part.contains(&at));
    if begins && part.start + 1 >= quotation.start {
        part.end = part.end.max(quotation.end);
    }
    part
}

/// So many digits has a number that cites a source at most.
const CITED: usize = 3;

/// The end of a content that leaves a bracket open: before a number in it that cites a source ("(2", "[3, 4"), else behind the closing one,
/// where that comes next.
fn bracketed(paragraph: &Paragraph<'_>, part: &Range<usize>) -> usize {
    let text = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text);
    let closing = |mark: &str| if mark == "(" { ")" } else { "]" };
    let Some(open) = part.clone().rfind(|&at| matches!(text(at), "(" | "[")) else { return part.end };
    if (open..part.end).any(|at| text(at) == closing(text(open))) {
        return part.end;
    }
    let cited = |word: &str| word == "," || word.len() <= CITED && word.bytes().all(|byte| byte.is_ascii_digit());
    if (open + 1..part.end).all(|at| cited(text(at))) { open } else { part.end + usize::from(text(part.end) == closing(text(open))) }
}

/// The words of a paragraph that go on with the last statement's quotation: it was left open at the end of its own paragraph, and this one
/// opens with a mark again.
pub(super) fn runs_on(text: &Text, paragraph: &Paragraph<'_>, last: Option<&Statement>) -> Option<Span> {
    let content = last?.content.last()?;
    let first = paragraph.tokens.first()?;
    let gap = Span::new(content.end, first.span.start);
    let follows = text.slice(gap).chars().all(|c| c.is_whitespace() || c == '.' || c == ' ');
    if !follows || paragraph.mark(0) != Some(Mark::Open) || !left_open(&form::doubled(text, *content)) {
        return None;
    }
    let end = (1..paragraph.tokens.len()).find(|&at| paragraph.mark(at) == Some(Mark::Close));
    Some(paragraph.span(0..end.map_or(paragraph.tokens.len(), |at| at + 1)))
}

/// Whether the last quotation in a content, with doubled marks, has no closing one.
fn left_open(content: &str) -> bool {
    if content.contains(['“', '”']) {
        return content.rfind('“') > content.rfind('”');
    }
    content.matches('"').count() % 2 == 1
}

/// The words of a source: whole ones, of a part that begins in another sentence than the cue's those in the cue's; with the bracket that it opens closed, and without
/// the hour or the place and dash that a paragraph begins with.
pub(super) fn source(paragraph: &Paragraph<'_>, cue: Span, parts: &[Span]) -> Vec<Span> {
    let whole = parts.iter().filter_map(|part| paragraph.covered(*part));
    let sentence = paragraph.covered(cue).map(|cue| paragraph.sentence(cue.start));
    let own = |part: &Range<usize>| {
        let inside = |at: &usize| Some(paragraph.sentence(*at)) == sentence;
        let (first, last) = (part.clone().find(inside)?, part.clone().rfind(inside)?);
        Some(first..last + 1)
    };
    let mended = |part: Range<usize>| {
        let part = without_dateline(paragraph, part);
        let count = |mark: &str| part.clone().filter(|&at| paragraph.tokens[at].text == mark).count();
        let closes = count("(") > count(")") && paragraph.tokens.get(part.end).is_some_and(|token| token.text == ")");
        (!part.is_empty()).then(|| paragraph.span(part.start..part.end + usize::from(closes)))
    };
    whole.map(|part| own(&part).unwrap_or(part)).filter_map(mended).collect()
}

/// A dateline has so many words at most.
const DATELINE: usize = 6;

/// The words of a source behind an hour, or behind a place in capitals and a dash, that its paragraph begins with: "16:15 Roe",
/// "TOKYO -- Roe".
fn without_dateline(paragraph: &Paragraph<'_>, part: Range<usize>) -> Range<usize> {
    let text = |at: usize| paragraph.tokens[at].text;
    let hour = |word: &str| word.contains(':') && word.chars().all(|c| c.is_ascii_digit() || c == ':');
    let dash = |at: &usize| matches!(text(*at), "—" | "–" | "--" | "-");
    let place = |at: usize| text(at).chars().any(char::is_alphabetic) && !text(at).contains(char::is_lowercase);
    if part.start != 0 {
        return part;
    }
    let head = part.start..part.end.min(part.start + DATELINE);
    match head.clone().find(dash) {
        _ if hour(text(part.start)) => part.start + 1..part.end,
        Some(dash) if dash > 0 && place(0) => dash + 1..part.end,
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_leaves_no_bracket_open() {
        let check = |sentence: &str, part: &str, expected: &str| {
            let text = Text::new(sentence);
            let at = sentence.find(part).unwrap();
            let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
            let part = paragraph.covered(text.span(at..at + part.len())).unwrap();
            assert_eq!(trim(&paragraph, part).map(|span| text.slice(span)), Some(expected), "{sentence}");
        };
        check("It is common (2, 3), studies say.", "It is common (2, 3", "It is common");
        check("Ada Quill said it was a ferry (a small one).", "it was a ferry (a small one", "it was a ferry (a small one)");
        check("Ada Quill said it (the ferry) sank.", "it (the ferry) sank", "it (the ferry) sank");
        check("It sank, [4] and so on, Ada Quill said.", "It sank, [4", "It sank");
        check("It was for most (62%), Ada Quill said.", "It was for most (62%", "It was for most (62%)");
    }
}
