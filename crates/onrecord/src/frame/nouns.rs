//! Events that a noun speaks of, and compounds: "arms shipments to", "the missile test", "North Korea-supplied shells".

use std::ops::Range;

use super::reader::{Draft, Reader};
use super::sentence::{Evocation, Item, Who};
use crate::grammar;
use crate::pack::{Form, Shape};

/// How many words before a noun may belong to it.
const MODIFIERS: usize = 10;

/// Verbs that only say that the event of their object was done: "conducted a test".
const LIGHT: &[&str] = &[
    "began",
    "begin",
    "carried",
    "carries",
    "carry",
    "carrying",
    "conduct",
    "conducted",
    "conducting",
    "conducts",
    "continued",
    "did",
    "doing",
    "done",
    "held",
    "hold",
    "holding",
    "made",
    "make",
    "makes",
    "making",
    "perform",
    "performed",
    "resumed",
    "staged",
    "stepped",
    "increased",
    "made",
    "oversaw",
    "supervised",
    "ordered",
    "expanded",
    "staging",
];

/// What stands before a noun as a part of its phrase.
struct Modifiers {
    /// The first token of the phrase, without its determiner.
    start: usize,
    items: Vec<Item>,
    /// Whose event it is.
    whose: Vec<Who>,
}

impl Reader<'_> {
    /// The event that a noun speaks of, where an item is named.
    pub(super) fn noun(&self, evocation: &Evocation) -> Option<Draft> {
        let s = self.sentence;
        let evoker = self.evoker(evocation);
        let before = self.modifiers(evocation.tokens.start, &evoker.kind);
        let region = self.region(evocation.tokens.end);
        let mut items = before.items;
        let mut amount_from = before.start;
        if items.is_empty() {
            let of = region.clone().take(4).find(|&at| s.word(at) == "of")?;
            items = self.items(of + 1..region.end, &evoker.kind);
            amount_from = of + 1;
        }
        if items.is_empty() {
            return None;
        }
        let mut whose = before.whose.into_iter();
        let who = |prepositions: &[&str]| self.after(prepositions, &region).map(|(who, _)| who);
        let own = whose.next().or_else(|| self.light_subject(before.start));
        let (from, to) = match evoker.shape {
            Shape::Gives | Shape::Comes => (own.or_else(|| who(&["by"])).or_else(|| who(&["from"])), who(&["to", "into"])),
            Shape::Takes => (who(&["from"]), own.or_else(|| who(&["by"]))),
            Shape::Does => (own.or_else(|| who(&["by"])), who(&["against", "on", "at"])),
            Shape::Mutual => match self.between(&region) {
                Some((one, other)) => (Some(one), Some(other)),
                None => (own.or_else(|| who(&["by"])), whose.next().or_else(|| who(&["with", "to"]))),
            },
        };
        Some(Draft {
            tokens: evocation.tokens.clone(),
            pledged: false,
            evoker: evocation.evoker,
            to: to.filter(|to| Some(to) != from.as_ref()),
            from,
            items,
            amount_from,
            route: self.route(&region),
        })
    }

    /// "between X and Z"
    fn between(&self, region: &Range<usize>) -> Option<(Who, Who)> {
        let s = self.sentence;
        let at = region.clone().find(|&at| s.word(at) == "between")?;
        let (one, after) = self.party(at + 1, region.end)?;
        let and = (after..region.end.min(after + 3)).find(|&at| s.word(at) == "and")?;
        self.party(and + 1, region.end).map(|(other, _)| (one, other))
    }

    /// Reads a noun phrase from its head to its beginning.
    fn modifiers(&self, head: usize, kind: &str) -> Modifiers {
        let s = self.sentence;
        let mut found = Modifiers { start: head, items: Vec::new(), whose: Vec::new() };
        let mut series = false;
        for _ in 0..MODIFIERS {
            let at = found.start;
            if at <= s.content.start {
                break;
            }
            if let Some(mention) = s.mention_to(at) {
                let start = mention.tokens.start;
                // Of two that a hyphen joins, both stand at one place.
                found.whose = s.mentions_in(start..at).map(|mention| mention.who.clone()).collect();
                found.start = start;
                break;
            }
            if let Some(item) = s.item_to(at, kind, self.pack).filter(|item| item.tokens.start >= s.content.start) {
                found.start = item.tokens.start;
                found.items.insert(0, item.clone());
                continue;
            }
            let word = s.before(at);
            let listed = matches!(word, "and" | "or" | ",") && !found.items.is_empty() && s.item_to(at - 1, kind, self.pack).is_some();
            // "a series of missile tests": whose the series is, the tests are.
            let of_series = word == "of" && !series && at >= 2 && s.before(at - 1).chars().all(char::is_alphabetic);
            if grammar::possessive(word) {
                found.whose = self.speaker.iter().cloned().collect();
                found.start = at - 1;
                break;
            } else if of_series {
                series = true;
                found.start = at - 2;
            } else if listed || grammar::genitive(word) || is_modifier(word) {
                found.start = at - 1;
            } else {
                break;
            }
        }
        found
    }

    /// Who carried out what the noun phrase from a token on speaks of, where a verb before it says no more than that.
    fn light_subject(&self, phrase: usize) -> Option<Who> {
        let s = self.sentence;
        let mut at = phrase;
        while at > s.content.start && (grammar::determiner(s.before(at)) || s.before(at).chars().all(|c| c.is_ascii_digit())) {
            at -= 1;
        }
        at -= usize::from(matches!(s.before(at), "out" | "up") && at > s.content.start);
        let light = at.checked_sub(1).filter(|&verb| verb >= s.content.start && LIGHT.contains(&s.word(verb)))?;
        self.subject(self.group_start(light))
    }

    /// The event in a compound: "Ostrany-supplied shells".
    pub(super) fn compound(&self, at: usize) -> Option<Draft> {
        let s = self.sentence;
        let (_, verb) = s.word(at).rsplit_once('-')?;
        let mention = s.mention_to(at + 1)?;
        let found = self.pack.words.evokes(std::slice::from_ref(&verb.to_owned()));
        let (evoker, ..) = found.into_iter().find(|(_, form, _)| matches!(form, Form::Ed | Form::Participle))?;
        let items = self.items(at + 1..self.region(at + 1).end, &self.pack.frames[evoker].kind);
        let gives = self.pack.frames[evoker].shape != Shape::Takes;
        let who = Some(mention.who.clone());
        let (from, to) = if gives { (who, None) } else { (None, who) };
        let tokens = mention.tokens.start..at + 1;
        (!items.is_empty()).then_some(Draft { tokens, pledged: false, evoker, from, to, items, amount_from: at + 1, route: None })
    }
}

/// Whether a word can stand inside a noun phrase before its head.
fn is_modifier(word: &str) -> bool {
    let closed = grammar::preposition(word)
        || grammar::conjunction(word)
        || grammar::determiner(word)
        || grammar::relative(word)
        || grammar::boundary(word)
        || grammar::auxiliary(word)
        || grammar::quotation(word)
        || LIGHT.contains(&word);
    // "actions limiting arms sales": whose the actions are, the sales are not.
    let participle = word.len() > 5 && word.ends_with("ing") && !matches!(word, "ongoing" | "continuing" | "growing" | "increasing");
    word.chars().any(char::is_alphabetic) && !closed && !participle
}
