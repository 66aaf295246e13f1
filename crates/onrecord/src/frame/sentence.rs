//! A sentence with the States, actors and items that it names.

use std::ops::Range;

use crate::grammar;
use crate::model::{Actor, ActorKind};
use crate::pack::{Class, Form, Pack};
use crate::resolve;
use crate::span::Span;
use crate::text::{Token, cover, straight, touched};

/// Names of States have no more words; those of a pack may.
const LONGEST_NAME: usize = 4;
/// More words of a sentence are not read: what belongs together stands nearer.
pub(super) const LONGEST_SENTENCE: usize = 400;

/// Somebody who may take part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A State, by code.
    State(String),
    /// One of the article's actors, by id.
    Actor(String),
}

/// Where somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) tokens: Range<usize>,
    pub(super) who: Who,
    /// Whether it is an adjective: "Russian".
    pub(super) adjective: bool,
}

/// Where an item is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) tokens: Range<usize>,
    /// The number of its class in the pack.
    pub(super) class: usize,
}

/// A word that speaks of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evocation {
    pub(super) tokens: Range<usize>,
    /// The number of its evoker in the pack.
    pub(super) evoker: usize,
    pub(super) form: Form,
}

/// A sentence, and the part of it that is a statement's content.
pub(super) struct Sentence<'a> {
    tokens: &'a [Token<'a>],
    pub(super) lower: Vec<String>,
    pub(super) content: Range<usize>,
    mentions: Vec<Mention>,
    /// By where they begin.
    items: Vec<Item>,
    /// By where they end, the longest first.
    items_by_end: Vec<Item>,
    pub(super) evocations: Vec<Evocation>,
}

impl<'a> Sentence<'a> {
    /// Reads the tokens of a sentence with a pack's words. `actors` are the mentions of the article's actors, in the order of the text.
    pub(super) fn new(tokens: &'a [Token<'a>], content: Span, pack: &Pack, actors: &[(Span, &Actor)]) -> Self {
        let tokens = &tokens[..tokens.len().min(LONGEST_SENTENCE)];
        let lower = tokens.iter().map(|token| straight(token.text).to_lowercase()).collect();
        let mut sentence = Self {
            tokens,
            lower,
            content: touched(tokens, content),
            mentions: Vec::new(),
            items: Vec::new(),
            items_by_end: Vec::new(),
            evocations: Vec::new(),
        };
        sentence.evocations = sentence.find_evocations(pack);
        if !sentence.evocations.is_empty() || sentence.content_words().any(|word| word.contains('-') || word == "from") {
            sentence.mentions = sentence.find_mentions(pack, actors);
            let (mentions, evocations) = (&sentence.mentions, &mut sentence.evocations);
            // A name speaks of no event: the "Trading Corporation".
            evocations.retain(|e| !mentions.iter().any(|m| m.tokens.start < e.tokens.start && e.tokens.end <= m.tokens.end));
            sentence.items = sentence.find_items(pack);
            sentence.items_by_end.clone_from(&sentence.items);
            sentence.items_by_end.sort_by_key(|item| (item.tokens.end, item.tokens.start));
        }
        sentence
    }

    fn content_words(&self) -> impl Iterator<Item = &str> {
        self.lower[self.content.clone()].iter().map(String::as_str)
    }

    /// The word of a token in lower case; nothing where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The word before a token in lower case.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// The span from the first token of a range to its last.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        cover(self.tokens, range)
    }

    /// The tokens that a span touches.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        touched(self.tokens, span)
    }

    /// Those of some spans, in order and apart from each other, that touch the sentence.
    pub(super) fn touched_by<'s>(&self, spans: &'s [Span]) -> impl Iterator<Item = &'s Span> {
        let whole = self.span(&(0..self.tokens.len()));
        let first = spans.partition_point(|span| span.end <= whole.start);
        spans[first..].iter().take_while(move |span| span.start < whole.end)
    }

    /// Who is named from a token on.
    pub(super) fn mention_from(&self, at: usize) -> Option<&Mention> {
        equal(&self.mentions, at, |mention| mention.tokens.start).first()
    }

    /// Who is named up to a token.
    pub(super) fn mention_to(&self, end: usize) -> Option<&Mention> {
        equal(&self.mentions, end, |mention| mention.tokens.end).last()
    }

    /// The mentions in a range, in order.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < range.start);
        self.mentions[first..].iter().take_while(move |mention| mention.tokens.end <= range.end)
    }

    /// The item named from a token on, in events of a kind.
    pub(super) fn item_from(&self, at: usize, kind: &str, pack: &Pack) -> Option<&Item> {
        equal(&self.items, at, |item| item.tokens.start).iter().find(|item| names(&pack.classes[item.class], kind))
    }

    /// The item named up to a token, in events of a kind.
    pub(super) fn item_to(&self, end: usize, kind: &str, pack: &Pack) -> Option<&Item> {
        equal(&self.items_by_end, end, |item| item.tokens.end).iter().find(|item| names(&pack.classes[item.class], kind))
    }

    /// The readings of the word at a token as one that speaks of an event.
    pub(super) fn evoked_at(&self, at: usize) -> &[Evocation] {
        equal(&self.evocations, at, |evocation| evocation.tokens.start)
    }

    /// Whether an item is what its noun phrase is about: "the missile was", not "the missile programme was".
    pub(super) fn is_head(&self, item: &Item) -> bool {
        let end = item.tokens.end;
        end >= self.lower.len() || grammar::closes(self.word(end)) || self.evoked_at(end).iter().any(|e| e.form != Form::Noun)
    }

    /// The part of the content that is about one event: up to the verbs of the events before and after it, of what stands behind the one
    /// before only what is set off from it ("shipped coal in May and oil in June").
    pub(super) fn own_words(&self, event: &Range<usize>) -> Range<usize> {
        let verbs = || self.evocations.iter().filter(|e| e.form != Form::Noun).map(|e| &e.tokens);
        let previous = verbs().filter(|tokens| tokens.end <= event.start).map(|tokens| tokens.end).max();
        let set_off = |from: usize| (from..event.start).rfind(|&at| self.word(at) == "," || grammar::conjunction(self.word(at)));
        let start = previous.map(|from| set_off(from).unwrap_or(from));
        let end = verbs().filter(|tokens| tokens.start >= event.end).map(|tokens| tokens.start).min();
        start.unwrap_or(self.content.start)..end.unwrap_or(self.content.end)
    }

    /// Whether a word in a range is capitalised.
    pub(super) fn is_capitalised_in(&self, range: Range<usize>) -> bool {
        self.tokens.get(range).is_some_and(|tokens| tokens.iter().any(Token::is_capitalised))
    }

    fn printed(&self, range: Range<usize>) -> String {
        self.tokens[range].iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
    }

    fn find_mentions(&self, pack: &Pack, actors: &[(Span, &Actor)]) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.mention(at, pack, actors) {
                Some(found) => {
                    at = found.last().map_or(at + 1, |mention| mention.tokens.end.max(at + 1));
                    out.extend(found);
                }
                None => at += 1,
            }
        }
        out
    }

    /// Who is named at a token; two where a hyphen joins them ("North Korea-Russia").
    fn mention(&self, at: usize, pack: &Pack, actors: &[(Span, &Actor)]) -> Option<Vec<Mention>> {
        if !self.tokens[at].is_capitalised() {
            return None;
        }
        let most = LONGEST_NAME.min(self.tokens.len() - at);
        let upcoming = self.tokens[at..].iter().take(pack.words.longest_name());
        let words: Vec<String> = upcoming.map(|token| straight(token.text)).collect();
        if let Some((code, length)) = pack.words.name(&words) {
            return Some(vec![Mention { tokens: at..at + length, who: Who::State(code.to_owned()), adjective: false }]);
        }
        for length in (1..=most).rev() {
            let words = self.printed(at..at + length);
            if let Some((code, adjective)) = resolve::state(&words) {
                return Some(vec![Mention { tokens: at..at + length, who: Who::State(code.to_owned()), adjective }]);
            }
            let Some((before, after)) = words.rsplit_once('-').filter(|_| self.tokens[at + length - 1].text.contains('-')) else {
                continue;
            };
            if let Some((code, _)) = resolve::state(before) {
                let mention = |code: &str| Mention { tokens: at..at + length, who: Who::State(code.to_owned()), adjective: true };
                let second = resolve::state(after).map(|(code, _)| mention(code));
                return Some(std::iter::once(mention(code)).chain(second).collect());
            }
        }
        let start = self.tokens[at].span.start;
        let first = actors.partition_point(|(span, _)| span.start < start);
        let (span, actor) = actors[first..].iter().take_while(|(span, _)| span.start == start).max_by_key(|(span, _)| span.end)?;
        let named = !matches!(actor.kind, ActorKind::Unnamed);
        named.then(|| vec![Mention { tokens: at..self.range(*span).end.max(at + 1), who: Who::Actor(actor.id.clone()), adjective: false }])
    }

    fn find_items(&self, pack: &Pack) -> Vec<Item> {
        let mut out = Vec::new();
        for at in self.content.clone() {
            let found = pack.words.items(&self.lower[at..self.content.end]);
            out.extend(found.into_iter().map(|(class, length)| Item { tokens: at..at + length, class }));
        }
        out
    }

    fn find_evocations(&self, pack: &Pack) -> Vec<Evocation> {
        let mut out = Vec::new();
        for at in self.content.clone() {
            let found = pack.words.evokes(&self.lower[at..self.content.end]);
            out.extend(found.into_iter().map(|(evoker, form, length)| Evocation { tokens: at..at + length, evoker, form }));
        }
        out
    }
}

/// Those of a list, sorted by a number of theirs, that have one value of it.
fn equal<T>(list: &[T], value: usize, number: impl Fn(&T) -> usize) -> &[T] {
    let first = list.partition_point(|one| number(one) < value);
    let rest = &list[first..];
    &rest[..rest.partition_point(|one| number(one) == value)]
}

/// Whether a class's words name it in events of a kind.
fn names(class: &Class, kind: &str) -> bool {
    class.frames.is_empty() || class.frames.iter().any(|named| named == kind)
}
