//! Which expression of time says when a cue happened, by where it stands.

use std::ops::Range;

use super::diary::document;
use super::expressions::expressions;
use crate::grammar;
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, NounClass, event, is, noun};

/// So many words of a content are read for an expression that parts it.
const NEAR: usize = 16;

/// Whether the word before an expression makes it a bound and not a day: "since Monday".
pub(super) fn lasts(page: &Page<'_>, at: usize) -> bool {
    let before = page.before(at).to_lowercase();
    matches!(before.as_str(), "since" | "until" | "till" | "by" | "through" | "before" | "after" | "from" | "for")
}

/// Whether an expression says when its sentence's cue happened, by where it stands.
pub(super) fn belongs(
    page: &Page<'_>,
    sentence: &Range<usize>,
    moment: &Range<usize>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> bool {
    let breaks = |at: usize| {
        matches!(page.word(at), "who" | "which" | "that" | "whose" | "when" | "where" | "because" | "as" | ";")
            || page.word(at) == "while" && !page.word(at + 1).ends_with("ing")
    };
    let plain = |range: Range<usize>, most: usize| range.len() <= most && !range.clone().any(breaks);
    let possessive = grammar::genitive(page.word(moment.end));
    let of_document = (moment.end..moment.end + 3).any(|at| document(page, at).is_some() || event(page.word(at)).is_some());
    if possessive || is_attributive(page, moment) && !of_document {
        // "Monday's statement": of a noun that is itself the cue.
        return (moment.end..moment.end + 3).any(|at| cue.contains(&at)) && moment.end <= cue.start;
    }
    if let Some(source) = source
        && moment.start >= source.start
        && moment.end <= source.end
    {
        return source.clone().any(|at| noun(page.word(at)).is_some_and(|noun| noun.class == NounClass::Document));
    }
    if cue.start <= moment.start && moment.end <= cue.end {
        return true;
    }
    if moment.start >= cue.end {
        let from = source.filter(|source| source.start >= cue.end && source.end <= moment.start).map_or(cue.end, |source| source.end);
        return plain(from..moment.start, 9);
    }
    // "Roe on Thursday said"
    if let Some(source) = source.filter(|source| source.end <= moment.start) {
        return plain(source.end..moment.start, 9) && plain(moment.end..cue.start, 3);
    }
    // "…, and in 2014 Roe said"
    let subject = source.map_or(cue.start, |source| source.start.min(cue.start));
    let preposition = usize::from(is(&page.before(moment.start).to_lowercase(), Class::Preposition));
    let boundary = matches!(page.before(moment.start - preposition), "," | "and" | "but" | ";" | "then" | "—" | "–");
    if boundary && moment.end <= subject && (moment.end..subject).all(|at| page.word(at) == ",") {
        return true;
    }
    // "In an interview on Tuesday, …", "In a letter released on May 3, …", "But then in 2010, …"
    let participle = |at: usize| (sentence.start..at).any(|before| document(page, before).is_some());
    let verb = |at: usize| is(page.word(at), Class::Verb) || page.word(at).len() > 5 && page.word(at).ends_with("ed") && !participle(at);
    let opening = sentence.start..moment.start;
    opening.len() <= 8 && !opening.clone().any(|at| breaks(at) || verb(at) || page.word(at) == ",")
}

/// The expression near the start of what is told of an accusation or a warning that parts whom it is against, or addressed to, from the
/// rest, and so says when it was made: "accused Ostrany on Monday of shipping arms".
pub(super) fn parting(page: &Page<'_>, content: &Range<usize>) -> Option<Range<usize>> {
    let near = content.start..content.end.min(content.start + NEAR);
    let parts = |moment: &Range<usize>| page.word(moment.end) == "of" && page.word(moment.end + 1).ends_with("ing");
    expressions(page, near).into_iter().map(|dated| dated.tokens).find(parts)
}

/// Whether an expression describes a noun after it: "the 2012 attack", "a Nov. 5 letter".
pub(super) fn is_attributive(page: &Page<'_>, moment: &Range<usize>) -> bool {
    matches!(page.before(moment.start), "a" | "an" | "the" | "his" | "her" | "their" | "its")
        && page.word(moment.end).starts_with(|c: char| c.is_alphabetic() && c.is_lowercase())
}
