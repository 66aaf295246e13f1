//! What is read around a word that speaks of an event: who does it, to what, to whom.

use std::ops::Range;

use super::sentence::{Evocation, Item, Sentence, Who};
use crate::grammar;
use crate::model::Act;
use crate::pack::{Evoker, Form, Pack, Shape};

/// How far right of a word what belongs to it may stand, in tokens.
const REACH: usize = 30;
/// How many words a noun phrase may have before a name.
const PHRASE: usize = 5;
/// How many words it may have after it: "the Russian defence ministry's trucks".
const AFTER_NAME: usize = 3;

/// A sentence in the hands of a reader.
pub(super) struct Reader<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) pack: &'a Pack,
    /// Whose content it is: the State where the speaker stands for one.
    pub(super) speaker: Option<Who>,
    /// By which act it is said.
    pub(super) act: Act,
    /// The tokens of each amount that the content gives, with its hedge and unit.
    pub(super) amounts: Vec<Range<usize>>,
}

/// An event as it is read, before it has ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// The words that evoke it.
    pub(super) tokens: Range<usize>,
    /// Another kind than its evoker's: what is promised is a pledge.
    pub(super) pledged: bool,
    pub(super) evoker: usize,
    /// Who gives or acts.
    pub(super) from: Option<Who>,
    /// Who takes, or whom it is aimed at.
    pub(super) to: Option<Who>,
    pub(super) items: Vec<Item>,
    /// Where the amount of what is moved may stand: up to the items.
    pub(super) amount_from: usize,
    pub(super) route: Option<Range<usize>>,
}

impl Draft {
    /// How much of it is known.
    pub(super) fn filled(&self) -> usize {
        usize::from(self.from.is_some()) + usize::from(self.to.is_some()) + usize::from(self.route.is_some())
    }
}

impl<'a> Reader<'a> {
    /// The evoker of a word.
    pub(super) fn evoker(&self, evocation: &Evocation) -> &'a Evoker {
        &self.pack.frames[evocation.evoker]
    }

    /// The token after what may belong to a word that ends at a token.
    pub(super) fn region(&self, from: usize) -> Range<usize> {
        let s = self.sentence;
        let limit = s.content.end.min(from + REACH);
        let starts_another = |at: usize| {
            let verb = s.evoked_at(at).iter().any(|e| e.form != Form::Noun);
            verb && (grammar::conjunction(s.before(at)) || grammar::auxiliary(s.before(at)) || s.before(at) == "," || s.before(at) == "to")
        };
        let end = (from..limit).find(|&at| grammar::boundary(s.word(at)) || (at > from && starts_another(at))).unwrap_or(limit);
        from..end
    }

    /// The first token of a verb with its helpers.
    pub(super) fn group_start(&self, verb: usize) -> usize {
        let s = self.sentence;
        let mut at = verb;
        while at > s.content.start && s.mention_to(at).is_none() {
            if grammar::between(s.before(at)) {
                at -= 1;
            } else if let Some(before) = self.before_intent(at) {
                at = before;
            } else {
                break;
            }
        }
        at
    }

    /// Where a noun that hands its owner on to an infinitive begins, with its determiner, if one ends at a token: "have no intention to",
    /// "has plans of".
    fn before_intent(&self, end: usize) -> Option<usize> {
        let s = self.sentence;
        let noun = end.checked_sub(1 + usize::from(s.before(end) == "of")).filter(|&at| grammar::intent(s.word(at)))?;
        let start = noun - usize::from(grammar::determiner(s.before(noun)));
        (start > s.content.start && grammar::has(s.before(start))).then_some(start)
    }

    /// The subject of a verb whose group begins at a token.
    pub(super) fn subject(&self, start: usize) -> Option<Who> {
        let s = self.sentence;
        let (mut at, mut nouns) = (start, 0);
        while nouns <= AFTER_NAME {
            if let Some(mention) = s.mention_to(at) {
                match self.governed(mention.tokens.start) {
                    Some(preposition) if preposition > s.content.start => (at, nouns) = (preposition, nouns + 1),
                    _ => return Some(mention.who.clone()),
                }
                continue;
            }
            if at <= s.content.start {
                return self.outside(start).filter(|_| nouns == 0);
            }
            let word = s.before(at);
            match word {
                "it" if nouns == 0 => return self.only_state(s.content.start..at),
                _ if grammar::first_person(word) && !grammar::possessive(word) => return self.speaker.clone(),
                // "her country", "our government": no person's own, but a State's.
                _ if grammar::possessive(word) => return self.speaker.clone().filter(|who| nouns > 0 && matches!(who, Who::State(_))),
                "by" if nouns == 0 => return self.first_in(s.content.start..at),
                _ if grammar::relative(word) && nouns == 0 => at -= if s.before(at - 1) == "," { 2 } else { 1 },
                "," | "and" | "or" => return self.first_in(s.content.start..at).filter(|_| nouns == 0),
                "'s" | "’s" => at -= 1,
                _ if grammar::preposition(word) => at -= 1,
                _ if grammar::determiner(word) || grammar::boundary(word) => return None,
                _ if word.chars().any(char::is_alphabetic) => (at, nouns) = (at - 1, nouns + 1),
                _ if grammar::quotation(word) => at -= 1,
                _ => return None,
            }
        }
        None
    }

    /// The preposition that governs a name, past its determiner.
    fn governed(&self, name: usize) -> Option<usize> {
        let s = self.sentence;
        let at = if grammar::determiner(s.before(name)) { name - 1 } else { name };
        // "accused X of": what is before a gerund's preposition is no object of another one.
        (grammar::preposition(s.before(at)) && at > 0).then(|| at - 1)
    }

    /// The subject of a content that begins with its verb: whom its statement accuses or urges, else who speaks.
    fn outside(&self, start: usize) -> Option<Who> {
        let s = self.sentence;
        let content = s.content.start;
        let linked = matches!(s.before(content), "of" | "for" | "with" | "against" | "from");
        let object = s.mention_to(content).or_else(|| s.mention_to(content.checked_sub(1)?).filter(|_| linked));
        match object {
            Some(object) => Some(object.who.clone()),
            None if matches!(self.act, Act::Accuse | Act::Urge | Act::Ask | Act::Warn) => None,
            None => self.speaker.clone().filter(|_| start == content || s.word(content) == "to"),
        }
    }

    /// The first name in a range that no preposition governs.
    fn first_in(&self, range: Range<usize>) -> Option<Who> {
        let found = self.sentence.mentions_in(range).find(|mention| self.governed(mention.tokens.start).is_none());
        found.map(|mention| mention.who.clone())
    }

    /// What "it" means: the one State that is named in a range.
    fn only_state(&self, range: Range<usize>) -> Option<Who> {
        let mut states = self.sentence.mentions_in(range).map(|mention| &mention.who);
        let first = states.next();
        match first {
            Some(first) => Some(first.clone()).filter(|_| states.all(|other| other == first)),
            None => self.speaker.clone().filter(|who| matches!(who, Who::State(_))),
        }
    }

    /// Who is named in the noun phrase that begins at a token, and the token after.
    pub(super) fn party(&self, start: usize, end: usize) -> Option<(Who, usize)> {
        let s = self.sentence;
        let mut own = None;
        for at in start..end.min(start + PHRASE) {
            if let Some(mention) = s.mention_from(at) {
                return Some((mention.who.clone(), mention.tokens.end));
            }
            let word = s.word(at);
            if grammar::first_person(word) || grammar::possessive(word) {
                own = self
                    .speaker
                    .clone()
                    .map(|who| (who, at + 1))
                    .filter(|_| stands_for_a_state(s.word(at + 1), s.word(at + 2)) || word == "us");
            } else if grammar::preposition(word) || grammar::conjunction(word) || grammar::boundary(word) || !has_letters(word) {
                break;
            }
        }
        own
    }

    /// Who stands after one of some prepositions in a region.
    pub(super) fn after(&self, prepositions: &[&str], region: &Range<usize>) -> Option<(Who, usize)> {
        let s = self.sentence;
        region.clone().filter(|&at| prepositions.contains(&s.word(at))).find_map(|at| self.party(at + 1, region.end))
    }

    /// The place by which something goes: "through the port of Kessin".
    pub(super) fn route(&self, region: &Range<usize>) -> Option<Range<usize>> {
        let s = self.sentence;
        let at = region.clone().find(|&at| matches!(s.word(at), "via" | "through"))? + 1;
        let stop = |&at: &usize| {
            at > region.start && (grammar::boundary(s.word(at)) || matches!(s.word(at), "to" | "from" | "for" | "by" | "," | "and"))
        };
        let end = (at..region.end.min(at + PHRASE + 3)).find(stop).unwrap_or(region.end.min(at + PHRASE + 3));
        let named = s.is_capitalised_in(at..end);
        named.then_some(at..end)
    }

    /// The items listed in a region, past words that belong to their noun phrase: "artillery, missiles and other conventional weapons".
    pub(super) fn items(&self, region: Range<usize>, kind: &str) -> Vec<Item> {
        let s = self.sentence;
        let mut out: Vec<Item> = Vec::new();
        let mut at = region.start;
        let mut gap = 0;
        while at < region.end && gap <= 6 {
            if let Some(item) = s.item_from(at, kind, self.pack).filter(|item| item.tokens.end <= region.end && s.is_head(item)) {
                at = item.tokens.end;
                gap = 0;
                if out.last().is_some_and(|last| self.pack.classes[last.class].holds && self.holds(last, item)) {
                    out.pop();
                }
                out.push(item.clone());
                continue;
            }
            if self.amounts.iter().any(|amount| amount.contains(&at)) {
                at += 1;
                continue;
            }
            let word = s.word(at);
            let inside = match out.last() {
                None => word == "of" || !(grammar::preposition(word) || grammar::relative(word)),
                Some(last) if self.pack.classes[last.class].holds => word == "of" || word == "with" || !grammar::preposition(word),
                Some(_) => !grammar::preposition(word) && !grammar::auxiliary(word) && !grammar::relative(word),
            };
            // "shipped to Russia about 7,000 containers": the recipient stands before what is shipped.
            let recipient = (out.is_empty() && word == "to").then(|| self.party(at + 1, region.end)).flatten();
            match recipient {
                Some((_, after)) if after < region.end => at = after,
                _ if inside => at += 1,
                _ => break,
            }
            gap += 1;
        }
        out
    }

    /// Whether the first is only what the second is in: "containers filled with munitions", not "containers and munitions".
    fn holds(&self, first: &Item, second: &Item) -> bool {
        let s = self.sentence;
        (first.tokens.end..second.tokens.start).any(|at| matches!(s.word(at), "of" | "with" | "carrying" | "containing" | "holding"))
    }

    /// The item whose noun phrase ends before a token, past phrases that belong to it: "the missiles from the north that were".
    pub(super) fn item_before(&self, end: usize, kind: &str) -> Option<Item> {
        let s = self.sentence;
        let mut at = end;
        for _ in 0..REACH / 2 {
            if let Some(item) = s.item_to(at, kind, self.pack).filter(|item| s.is_head(item)) {
                return Some(item.clone());
            }
            if at <= s.content.start || grammar::boundary(s.before(at)) && !grammar::relative(s.before(at)) {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// Whether what a verb's group begins with, or the act itself, makes a promise of it.
    pub(super) fn is_pledged(&self, group: Range<usize>) -> bool {
        let s = self.sentence;
        let promise = |at: usize| s.evoked_at(at).iter().any(|e| self.pack.frames[e.evoker].kind == PLEDGE);
        group.clone().any(promise) || (self.act == Act::Pledge && group.start == s.content.start && s.word(group.start) == "to")
    }
}

/// The kind of what is promised; a pack that has no words for it has no such kind.
pub(crate) const PLEDGE: &str = "pledge";

fn has_letters(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) || grammar::genitive(word)
}

/// Nouns by which somebody's own State is called: "our country".
fn stands_for_a_state(noun: &str, next: &str) -> bool {
    // "our military, which", but not "our military capabilities".
    let ends = || !has_letters(next) || grammar::preposition(next) || grammar::auxiliary(next) || grammar::conjunction(next);
    match noun {
        "country" | "nation" | "government" | "army" | "forces" | "troops" | "homeland" | "own" => true,
        "military" | "state" => ends(),
        _ => false,
    }
}

/// The role names of the two who take part, by shape: who gives or acts, who takes or is aimed at.
pub(super) fn roles(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Gives | Shape::Takes | Shape::Comes => ("supplier", "recipient"),
        Shape::Mutual => ("party", "counterparty"),
        Shape::Does => ("actor", "target"),
    }
}
