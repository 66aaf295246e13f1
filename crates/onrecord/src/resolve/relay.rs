//! Through whom statements reached the page.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::page::Page;
use super::tables::{Class, NounClass, body, is, noun};
use super::{Reason, Resolution};
use crate::grammar;
use crate::model::{Act, Actor, ActorKind, Relay, RelayKind, Statement};
use crate::table::{columns, value};

static CARRIERS: LazyLock<HashMap<&str, RelayKind>> = LazyLock::new(|| {
    let file = "relays.tsv";
    columns(file, include_str!("../../data/relays.tsv")).map(|[words, kind]| (words, value(file, kind))).collect()
});

/// Sets the relays that the words around each statement's content name.
pub(super) fn relays(page: &Page<'_>, statements: &mut [Statement], actors: &[Actor], reasons: &[Resolution]) {
    let reasons: HashMap<&str, Reason> = reasons.iter().map(|r| (r.statement.as_str(), r.reason)).collect();
    let by_id: HashMap<&str, &Actor> = actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
    // Who denies or blames what somebody claims passes nothing on.
    let carried = statements.iter().filter(|s| !matches!(s.act, Act::Deny | Act::Accuse));
    let outer: HashMap<String, (Vec<String>, Option<crate::span::Span>)> =
        carried.map(|s| (s.id.clone(), (s.speakers.clone(), s.source.first().copied()))).collect();
    for statement in statements {
        let spoken = match reasons.get(statement.id.as_str()) {
            Some(Reason::SpokenFor) => Some(RelayKind::Spokesperson),
            Some(Reason::Issuer) => Some(RelayKind::Document),
            _ => None,
        };
        let by_source = spoken.and_then(|kind| statement.source.first().map(|span| Relay { actor: None, kind, span: *span }));
        let mut found: Vec<Relay> = by_source.into_iter().collect();
        found.extend(printed(page, statement));
        let around = statement.within.as_ref().and_then(|id| outer.get(id));
        if let Some((speakers, Some(span))) = around {
            found.extend(
                speakers
                    .iter()
                    .filter_map(|id| Some(Relay { actor: Some(id.clone()), kind: carrier(by_id.get(id.as_str())?)?, span: *span })),
            );
        }
        statement.relay = found;
    }
}

/// The word, where it carries statements as a document does.
pub(super) fn document_carrier(word: &str) -> Option<&'static str> {
    CARRIERS.get_key_value(word).filter(|(_, kind)| **kind == RelayKind::Document).map(|(word, _)| *word)
}

/// The relay that an outer speaker is, where the contract has a word for it.
fn carrier(actor: &Actor) -> Option<RelayKind> {
    match actor.kind {
        ActorKind::Unnamed | ActorKind::Group => Some(RelayKind::Unnamed),
        ActorKind::Organization => body(&actor.name)?.relay,
        ActorKind::Person | ActorKind::Country => None,
    }
}

/// The relays in the statement's own sentence, outside its content and its source.
fn printed(page: &Page<'_>, statement: &Statement) -> Vec<Relay> {
    let Some(place) = statement.cue.first().or(statement.source.first()) else { return Vec::new() };
    let cue = page.range(*place);
    let Some(sentence) = page.sentences.get(page.sentence_of(cue.start)) else { return Vec::new() };
    let sentence = sentence.tokens.start.max(cue.start.saturating_sub(60))..sentence.tokens.end.min(cue.end + 60);
    let taken: Vec<Range<usize>> = statement.content.iter().chain(&statement.source).map(|span| page.range(*span)).collect();
    let free = |range: &Range<usize>| range.end <= sentence.end && !taken.iter().any(|t| range.start < t.end && t.start < range.end);
    let mut out = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let word = page.word(at).to_lowercase();
        let found = is(&word, Class::Carrying).then(|| phrase(page, at + 1, sentence.end)).flatten();
        let found = found.or_else(|| is(&word, Class::Citing).then(|| people(page, at + 1, sentence.end)).flatten());
        match found.filter(|(_, range)| free(range)) {
            Some((kind, range)) => {
                out.push(Relay { actor: None, kind, span: page.span(&range) });
                at = range.end;
            }
            None => at += 1,
        }
    }
    out
}

/// The carrier that a noun phrase, from a token on, names.
fn phrase(page: &Page<'_>, start: usize, limit: usize) -> Option<(RelayKind, Range<usize>)> {
    let limit = limit.min(start + 7);
    let mut at = start;
    while at < limit && page.tokens[at].is_word() {
        for length in (1..=3).rev().filter(|length| at + length <= limit) {
            let range = at..at + length;
            let words = page.words(&range);
            let named = body(&words).and_then(|body| body.relay);
            let Some(kind) = CARRIERS.get(words.to_lowercase().as_str()).copied().or(named) else { continue };
            // "the KCNA news agency"
            let end = carrier_after(page, range.end, limit).filter(|_| named.is_some()).unwrap_or(range.end);
            let heads = !page.tokens.get(end).is_some_and(|next| noun(next.text).is_some() && end < limit);
            if heads {
                return Some((kind, start..end));
            }
        }
        if page.tokens[at].is_capitalised()
            && is(page.word(at), Class::Outlet)
            && at > start
            && page.tokens[at - 1].is_capitalised() | (page.word(at - 1) == "the")
        {
            return Some((RelayKind::Outlet, start..at + 1));
        }
        let lower = page.word(at).to_lowercase();
        // In "to discredit her testimony" the phrase begins after a verb.
        let determined = is(&lower, Class::Possessive) || grammar::article(&lower);
        if is(&lower, Class::Preposition) || determined && at > start {
            return None;
        }
        at += 1;
    }
    None
}

/// The token after the words for what carries statements that begin at a token.
fn carrier_after(page: &Page<'_>, at: usize, limit: usize) -> Option<usize> {
    let longest = (1..=3).rev().map(|length| at + length).filter(|end| *end <= limit);
    longest.into_iter().find(|end| CARRIERS.contains_key(page.words(&(at..*end)).to_lowercase().as_str()))
}

/// The several people without a name whom a noun phrase, from a token on, speaks of: "intelligence officials".
fn people(page: &Page<'_>, start: usize, limit: usize) -> Option<(RelayKind, Range<usize>)> {
    let several = |at: usize| noun(page.word(at)).is_some_and(|noun| noun.plural && noun.class == NounClass::Person);
    let inside = |at: &usize| page.tokens[*at].is_word() && !is(&page.word(*at).to_lowercase(), Class::Preposition);
    let head = (start..limit.min(start + 7)).take_while(inside).find(|at| several(*at))?;
    Some((RelayKind::Unnamed, start..head + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert_eq!(CARRIERS.get("state television"), Some(&RelayKind::StateMedia));
    }
}
