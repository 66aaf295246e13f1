//! Mends the edges of contents, and follows quotations over paragraphs.

use std::ops::Range;

use crate::grammar;
use crate::model::{BlockKind, Form, Statement};
use crate::span::{Span, Text};
use crate::text::{Mark, Token};

use super::form;
use super::lexicon::{self, Class, Part};
use super::paragraph::Paragraph;

/// A content without the punctuation at its edges; what it opens is closed and what it closes is opened: brackets, and the quotations that
/// its cue stands outside of.
pub(super) fn trim(paragraph: &Paragraph<'_>, cue: &Range<usize>, mut part: Range<usize>) -> Option<Span> {
    let text = |at: usize| paragraph.tokens[at].text;
    part.end = bracketed(paragraph, &part);
    // What is said inside a quotation does not end with its mark.
    let inside = |at: usize| paragraph.other_mark(at).is_some_and(|open| open < part.start && open < cue.start && cue.end <= at);
    if part.len() > 1 && paragraph.mark(part.end - 1) == Some(Mark::Close) && inside(part.end - 1) {
        part.end -= 1;
    }
    while !part.is_empty() && matches!(text(part.start), "," | "." | ":" | ";" | ")" | "]" | "—" | "–" | "--") {
        part.start += 1;
    }
    while !part.is_empty() && matches!(text(part.end - 1), "," | "." | ":" | ";" | "(" | "[" | "—" | "–" | "--" | "-") {
        part.end -= 1;
    }
    part = without_manner(paragraph, part);
    // The guide's contents begin with their "that", which the models do not label.
    if part.start > 0 && !part.is_empty() && text(part.start - 1) == "that" {
        part.start -= 1;
    }
    // "“[W]e will not"
    if part.start > 0 && opens_inside(paragraph, &part) {
        part.start -= 1;
    }
    // A quotation whose first word is the content's begins with its mark, one inside another with both.
    while part.start > 0
        && !part.is_empty()
        && paragraph.mark(part.start - 1) == Some(Mark::Open)
        && paragraph.mark(part.start) != Some(Mark::Close)
    {
        part.start -= 1;
    }
    quoted_whole(paragraph, cue, &mut part);
    (!part.is_empty() && part.clone().any(|at| paragraph.tokens[at].is_word())).then(|| paragraph.span(part))
}

/// What a cue points back at with one word that ends its clause, "dismissed | that": too little for the models to be sure of.
pub(super) fn pointing(paragraph: &Paragraph<'_>, cue: &Range<usize>) -> Option<Span> {
    let at = cue.end;
    let word = paragraph.tokens.get(at).filter(|token| grammar::pointing(&token.text.to_lowercase()))?;
    // "Roe said that, despite …": a conjunction.
    let ends = |next: &Token<'_>| matches!(next.text, "." | ";" | "!" | "?") || next.text == "," && !word.text.eq_ignore_ascii_case("that");
    paragraph.tokens.get(at + 1).is_none_or(ends).then_some(word.span)
}

/// So many words tell how something is said at most.
const MANNER: usize = 5;

/// A content behind words that tell how it is said ("on condition of anonymity | that it had rained"); nothing, where they are all of it.
fn without_manner(paragraph: &Paragraph<'_>, part: Range<usize>) -> Range<usize> {
    let word = |at: usize| paragraph.tokens[at].text.to_lowercase();
    let is_manner = |end: &usize| lexicon::class(&(part.start..*end).map(word).collect::<Vec<_>>().join(" ")) == Some(Class::Manner);
    match (part.start + 1..=part.end.min(part.start + MANNER)).find(is_manner) {
        Some(end) if end == part.end || lexicon::class(&word(end)) == Some(Class::Linking) => end..end,
        Some(end) if word(end) == "that" => end..part.end,
        _ => part,
    }
}

/// Whether a bracket stands right before a content that closes it.
fn opens_inside(paragraph: &Paragraph<'_>, part: &Range<usize>) -> bool {
    let text = |at: usize| paragraph.tokens[at].text;
    let (open, close) = match text(part.start - 1) {
        "(" => ("(", ")"),
        "[" => ("[", "]"),
        _ => return false,
    };
    part.clone().find(|&at| [open, close].contains(&text(at))).is_some_and(|at| text(at) == close)
}

/// Widens a content over the quotations that it has only a part of: up to a mark that comes next, and where its cue stands outside, up to
/// any, for the models see so many words around a cue and no more.
fn quoted_whole(paragraph: &Paragraph<'_>, cue: &Range<usize>, part: &mut Range<usize>) {
    let pairs: Vec<(usize, usize)> = part.clone().filter_map(|at| Some((at, paragraph.other_mark(at)?))).collect();
    let outside = |from: usize, to: usize| cue.end <= from || cue.start > to;
    let close = pairs
        .iter()
        .filter(|(open, close)| *close >= part.end && (*close < part.end + NEXT || *open == part.start && outside(*open, *close)));
    let close = close.map(|(_, close)| *close).max();
    let open = pairs.iter().filter(|(close, open)| *open < part.start && *close + 1 == part.end && outside(*open, *close));
    part.start = open.map(|(_, open)| *open).min().unwrap_or(part.start);
    part.end = close.map_or(part.end, |close| close + 1);
}

/// A mark that closes a quotation comes next behind a content where so many words at most stand between: a stop, and another mark.
const NEXT: usize = 3;

/// A clause has so many words at most.
const CLAUSE: usize = 80;

/// A content that stands before who says it, from the beginning of its sentence, where the models cut it behind a comma: before its verb, or
/// to a clause that hangs on what stands before it ("Velmora, which sold it, | is to blame, Roe said"). `cues`: those of all that is found, in
/// their order.
pub(super) fn whole_clause(
    paragraph: &Paragraph<'_>,
    cue: &Range<usize>,
    source: &[Span],
    part: Range<usize>,
    cues: &[Span],
) -> Range<usize> {
    let text = |at: usize| paragraph.tokens[at].text;
    // A capital behind a comma is a name's: "May".
    let hangs = matches!(lexicon::class(text(part.start)), Some(Class::Asking | Class::Auxiliary));
    if part.start == 0 || text(part.start - 1) != "," || !hangs || part.len() < SHORTEST || cue.start < part.end {
        return part;
    }
    let said = source.iter().filter_map(|span| paragraph.covered(*span)).map(|words| words.start).chain([cue.start]).min();
    let follows = said.is_some_and(|said| part.end <= said && said <= part.end + 1) && text(part.end) == ",";
    let verb = cue.clone().any(|at| lexicon::entry(&text(at).to_lowercase()).is_some_and(|entry| entry.part == Part::Verb));
    let sentence = paragraph.sentence(part.start);
    let nearest = part.start.saturating_sub(CLAUSE)..part.start;
    let first = nearest.clone().rev().take_while(|&at| paragraph.sentence(at) == sentence).last();
    let Some(first) = first.filter(|first| follows && verb && (*first > nearest.start || nearest.start == 0)) else { return part };
    let before = paragraph.span(first..part.start);
    let next = cues.get(cues.partition_point(|cue| cue.start < before.start));
    let plain = (first..part.start).all(|at| paragraph.mark(at).is_none()) && next.is_none_or(|cue| cue.start >= before.end);
    if plain { without_dateline(paragraph, first..part.end) } else { part }
}

/// So many words has a content at least that lacks its beginning.
const SHORTEST: usize = 4;

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

/// The words of a paragraph that go on with the last statement's quotation: either it was left open at the end of the paragraph before, and
/// this one opens with a mark again and is not said anew ("…,” Roe said"), or this one begins with a quoted sentence of its own, and that one
/// ends with him who was quoted.
pub(super) fn runs_on(text: &Text, before: &Paragraph<'_>, paragraph: &Paragraph<'_>, last: &Statement) -> Option<Span> {
    let content = last.content.last()?;
    if paragraph.mark(0) != Some(Mark::Open) {
        return None;
    }
    let close = paragraph.other_mark(0);
    let end = before.span(0..before.tokens.len()).end;
    let rest = content.end <= end && text.slice(Span::new(content.end, end)).chars().all(|c| c.is_whitespace() || c == '.');
    if rest && left_open(&form::doubled(text, *content)) {
        let first = (1..paragraph.tokens.len()).find(|&at| paragraph.mark(at) == Some(Mark::Close));
        if first.is_some_and(|at| paragraph.tokens[at - 1].text == ",") {
            return None;
        }
        return Some(paragraph.span(0..first.map_or(paragraph.tokens.len(), |at| at + 1)));
    }
    // A quotation that repeats one is set apart to be looked at.
    let begins = text.slice(paragraph.span(0..paragraph.tokens.len().min(BEGINS))).trim_start_matches(paragraph.tokens[0].text);
    let repeats = last.content.iter().rev().take(PARTS).any(|part| text.slice(*part).contains(begins));
    // A title is no sentence, and a question is as likely another's.
    let end = close.unwrap_or(paragraph.tokens.len());
    let stated = end > SENTENCE && matches!(paragraph.tokens[end - 1].text, "." | "!" | "…" | "...");
    // Behind a quoted full stop another sentence begins: who said it would stand behind a comma.
    let stops =
        |close: usize| paragraph.tokens[close - 1].text == "." && paragraph.tokens.get(close + 1).is_some_and(Token::is_capitalised);
    let ends_line = |close: usize| (close + 1..paragraph.tokens.len()).all(|at| !paragraph.tokens[at].is_word());
    let alone = !repeats && stated && close.is_none_or(|close| ends_line(close) || stops(close));
    let sentence = |at: usize| before.sentence(at);
    let closing = before.tokens.len() - 1;
    let ends = |span: &Span| before.covered(*span).is_some_and(|words| sentence(words.end - 1) == sentence(closing));
    let body = |paragraph: &Paragraph<'_>| paragraph.kind == BlockKind::Paragraph;
    let said_last = last.cue.iter().chain(last.content.last()).any(ends);
    (body(paragraph) && body(before) && alone && said_last && matches!(last.form, Form::Direct | Form::Mixed))
        .then(|| paragraph.span(0..close.map_or(paragraph.tokens.len(), |close| close + 1)))
}

/// By so many words, its mark included, a quotation is known again.
const BEGINS: usize = 7;
/// A sentence has so many words at least, with its stop.
const SENTENCE: usize = 4;
/// And in so many parts of what was said before; bounds the work where quotations run on for long.
const PARTS: usize = 4;

/// Whether the last quotation in a content, with doubled marks, has no closing one.
fn left_open(content: &str) -> bool {
    if content.contains(['“', '”']) {
        return content.rfind('“') > content.rfind('”');
    }
    content.matches('"').count() % 2 == 1
}

/// The words of a source: whole ones, of a part that begins in another sentence than the cue's those in the cue's; with the bracket or the
/// quotation that it opens closed, and without the hour or the place and dash that a paragraph begins with. A source is one phrase: of parts that
/// stand apart, the one beside the cue.
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
        let closes = count("(") > count(")") && paragraph.tokens.get(part.end).is_some_and(|token| token.text == ")")
            || part.clone().any(|at| paragraph.other_mark(at) == Some(part.end));
        (!part.is_empty()).then(|| paragraph.span(part.start..part.end + usize::from(closes)))
    };
    // "We were told" is what somebody told us.
    let word = |at: usize| paragraph.tokens[at].text.to_lowercase();
    let passive = |cue: &Range<usize>| {
        cue.clone().any(|at| grammar::makes_passive(&word(at))) && cue.clone().any(|at| lexicon::class(&word(at)) == Some(Class::Told))
    };
    let cue = paragraph.covered(cue).unwrap_or_default();
    let told = if passive(&cue) { cue.start } else { 0 };
    let whole: Vec<Range<usize>> = whole.map(|part| own(&part).unwrap_or(part)).filter(|part| part.start >= told).collect();
    let between = |a: &Range<usize>, b: &Range<usize>| a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end));
    let Some(beside) = whole.iter().min_by_key(|part| between(part, &cue)).cloned() else { return Vec::new() };
    whole.into_iter().filter(|part| between(part, &beside) <= APART).filter_map(mended).collect()
}

/// Parts of one source have so many words between them at most.
const APART: usize = 3;

/// A dateline has so many words at most.
pub(super) const DATELINE: usize = 6;

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

    /// Where words of a paragraph stand in it.
    fn range(paragraph: &Paragraph<'_>, text: &Text, words: &str) -> Range<usize> {
        let at = text.as_str().find(words).unwrap();
        paragraph.covered(text.span(at..at + words.len())).unwrap()
    }

    /// What becomes of a part of a sentence that `cue` attributes.
    fn trimmed(sentence: &str, cue: &str, part: &str) -> String {
        let text = Text::new(sentence);
        let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
        trim(&paragraph, &range(&paragraph, &text, cue), range(&paragraph, &text, part)).map(|span| text.slice(span).to_owned()).unwrap()
    }

    #[test]
    fn one_word_behind_a_cue_points_back() {
        let pointed = |sentence: &str, cue: &str| {
            let text = Text::new(sentence);
            let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
            pointing(&paragraph, &range(&paragraph, &text, cue)).map(|span| text.slice(span).to_owned())
        };
        assert_eq!(pointed("Both have dismissed that.", "dismissed").as_deref(), Some("that"));
        assert_eq!(pointed("Quill denied it, and left", "denied").as_deref(), Some("it"));
        assert_eq!(pointed("Quill denied that it rained", "denied"), None);
        assert_eq!(pointed("Quill said that “the bridge is unsafe”", "said"), None);
        assert_eq!(pointed("Quill said that, despite the rain, it is safe", "said"), None);
        assert_eq!(pointed("Quill denied", "denied"), None);
    }

    #[test]
    fn a_quotation_is_given_whole() {
        let check =
            |sentence: &str, cue: &str, part: &str, expected: &str| assert_eq!(trimmed(sentence, cue, part), expected, "{sentence}");
        let nested = "“It was a feeling of ‘this is it.’” It rained, Quill said.";
        check(nested, "said", "“It was a feeling of ‘this is it.’", "“It was a feeling of ‘this is it.’”");
        let first = "“‘Ferry’ is a song,” Quill said.";
        check(first, "said", "‘Ferry’ is a song", "“‘Ferry’ is a song,”");
        check("“[W]e will go,” Quill said.", "said", "W]e will go,”", "“[W]e will go,”");
        // The models see so many words and no more.
        check("“It is old and it is dear,” Quill said.", "said", "dear,”", "“It is old and it is dear,”");
        check("Quill said: “It is old and it is dear.”", "said", "“It is", "“It is old and it is dear.”");
        // What is said inside a quotation is no quotation of its own.
        check("“He told me the ferry sank,” Quill said.", "told", "the ferry sank,”", "the ferry sank");
    }

    #[test]
    fn a_clause_before_its_cue_is_given_whole() {
        let check = |sentence: &str, cue: &str, part: &str, expected: &str| {
            let text = Text::new(sentence);
            let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
            let cue = range(&paragraph, &text, cue);
            let whole = whole_clause(&paragraph, &cue, &[], range(&paragraph, &text, part), &[paragraph.span(cue.clone())]);
            assert_eq!(text.slice(paragraph.span(whole)), expected, "{sentence}");
        };
        let verb = "The ferry, which was built in May, is too small for the port, said Ada Quill.";
        check(verb, "said", "is too small for the port", "The ferry, which was built in May, is too small for the port");
        let relative = "Guards beat the workers, who had asked for their pay, said Ada Quill.";
        check(relative, "said", "who had asked for their pay", "Guards beat the workers, who had asked for their pay");
        check("In May, the ferry will sail, said Ada Quill.", "said", "the ferry will sail", "the ferry will sail");
        check("It sold the ferry, which Quill said was too small for it.", "said", "which", "which");
        check(
            "Guards beat them, who had asked for pay, according to Quill.",
            "according to",
            "who had asked for pay",
            "who had asked for pay",
        );
    }

    #[test]
    fn a_source_is_whole_and_speaks() {
        let check = |sentence: &str, cue: &str, part: &str, expected: &[&str]| {
            let text = Text::new(sentence);
            let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
            let span = |words: &str| sentence.find(words).map(|at| text.span(at..at + words.len())).unwrap();
            let found = source(&paragraph, span(cue), &[span(part)]);
            assert_eq!(found.iter().map(|span| text.slice(*span)).collect::<Vec<_>>(), expected, "{sentence}");
        };
        check("The crew of “Harbour Lights” said it sank.", "said", "The crew of “Harbour Lights", &["The crew of “Harbour Lights”"]);
        check("We were told that it sank.", "were told", "We", &[]);
        check("We were told by Quill that it sank.", "were told", "Quill", &["Quill"]);
    }

    #[test]
    fn a_content_leaves_no_bracket_open() {
        let check = |sentence: &str, part: &str, expected: &str| {
            let text = Text::new(sentence);
            let at = sentence.find(part).unwrap();
            let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
            let part = paragraph.covered(text.span(at..at + part.len())).unwrap();
            assert_eq!(trim(&paragraph, &(0..0), part).map(|span| text.slice(span)), Some(expected), "{sentence}");
        };
        check("It is common (2, 3), studies say.", "It is common (2, 3", "It is common");
        check("Ada Quill said it was a ferry (a small one).", "it was a ferry (a small one", "it was a ferry (a small one)");
        check("Ada Quill said it (the ferry) sank.", "it (the ferry) sank", "it (the ferry) sank");
        check("It sank, [4] and so on, Ada Quill said.", "It sank, [4", "It sank");
        check("It was for most (62%), Ada Quill said.", "It was for most (62%", "It was for most (62%)");
    }
}
