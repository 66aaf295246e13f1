//! Who is meant: sources against what was mentioned before them.
//!
//! The reader goes through the mentions of a page from top to bottom and keeps the latest in mind. `antecedents` finds whom a pronoun
//! stands for, `descriptions` whom a description means, `bodies` which body, `later` whom it turns out to have meant, `offices` who holds one,
//! `documents` whose words a document holds, `spokesmen` for whom somebody speaks. `named`, `pronouns`, `joined` and `apposition` read the
//! words themselves: a name, a pronoun, several beside each other, what somebody is told to be.

mod antecedents;
mod apposition;
mod bodies;
mod descriptions;
mod documents;
mod joined;
mod later;
mod named;
mod offices;
mod pronouns;
mod spokesmen;

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use jiff::civil::Date;

use super::cast::{Cast, Entity, Id};
use super::mentions::{Case, Mention, What};
use super::names::Name;
use super::page::Page;
use super::source::{Party, Pronoun};
use super::tables::{self, Gender, NounClass};
use super::{Antecedents, Reason};
use crate::attribute::Likeness;
use crate::model::ActorKind;
use crate::span::Span;

/// How many mentions a reader keeps in mind.
const MEMORY: usize = 96;
/// How many sentences a described person may stay without a name.
const UNNAMED_FOR: usize = 12;

/// How a mention is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Name,
    Noun,
    Pronoun,
}

/// A mention as it is remembered.
#[derive(Debug, Clone, Copy)]
struct Seen {
    id: Id,
    token: usize,
    sentence: usize,
    block: usize,
    case: Case,
    shape: Shape,
    quoted: bool,
    /// Whether nothing was mentioned before it in its sentence.
    opens: bool,
}

/// What a source stands in and beside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'s> {
    /// The speakers of the statement in whose content it stands.
    pub(super) outer: &'s [Id],
    /// Whether that content is in its speaker's own words, who is "I" there, not "he".
    pub(super) voiced: bool,
    /// The tokens that are its own words: whom they name is somebody else.
    pub(super) own: &'s [Range<usize>],
}

/// Whom a party of a source means, by which rule and on which words' strength.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub(super) ids: Vec<Id>,
    pub(super) reason: Reason,
    /// The mention that decided.
    pub(super) mention: Option<Span>,
    /// How likely it is, from 0 to 1, where there was a choice.
    pub(super) score: Option<f32>,
}

impl Meant {
    pub(super) fn new(ids: Vec<Id>, reason: Reason) -> Self {
        Self { ids, reason, mention: None, score: None }
    }
}

/// What a reader keeps in mind while reading on.
pub(super) struct Discourse<'a> {
    page: &'a Page<'a>,
    names: &'a [Name],
    likeness: &'a Likeness,
    pub(super) cast: Cast,
    recent: VecDeque<Seen>,
    /// Who "I" is outside of quotations.
    writer: Option<Id>,
    /// The day of the page, where it is known.
    day: Option<Date>,
    /// The last speakers that were several.
    group: Vec<Id>,
    /// Whose the documents of each kind are, and where the page tells it.
    issuers: HashMap<&'static str, Vec<(usize, Vec<Id>)>>,
    /// Documents that are described, with their noun, where, and whether as something known.
    unissued: HashMap<Id, (&'static str, usize, bool)>,
    /// The one for whom an unnamed spokesman spoke last, and where.
    spoken_for: Option<(Id, usize)>,
    /// Described people who may be named later, with the sentence they were described in.
    open: VecDeque<(Id, usize, bool)>,
    /// Described bodies that may be named later, with the sentence they were described in.
    open_bodies: VecDeque<(Id, usize)>,
    /// Those who spoke last.
    pub(super) speaking: Vec<Id>,
    /// The block in which each entity spoke last.
    spoke_in: HashMap<Id, usize>,
    /// How often each entity was mentioned.
    count: HashMap<Id, u32>,
    /// Whether each entity was met by name.
    named: Vec<bool>,
    /// The first two people of them.
    people: Vec<Id>,
    /// Descriptions that became persons.
    merged: HashMap<Id, Id>,
    /// The end of the last mention that may be joined to the next by "and".
    last: Option<(Id, usize)>,
    /// Those named before it in a row, with commas between them.
    listed: Vec<Id>,
    /// The first and the last of those that were joined by "and", with the entity that is all of them.
    joined: HashMap<(Id, Id), Id>,
    /// Where choices are written down, for fitting.
    pub(super) log: Option<Vec<Antecedents>>,
}

impl<'a> Discourse<'a> {
    /// A reader of a page, who has read nothing yet; `writer` is the name of its only writer, `day` when it came out.
    pub(super) fn new(
        page: &'a Page<'a>,
        names: &'a [Name],
        mut cast: Cast,
        writer: Option<&str>,
        day: Option<Date>,
        likeness: &'a Likeness,
    ) -> Self {
        let writer = writer.map(|name| cast.person_of(name));
        Self {
            page,
            names,
            likeness,
            cast,
            recent: VecDeque::new(),
            writer,
            day,
            group: Vec::new(),
            issuers: HashMap::new(),
            unissued: HashMap::new(),
            spoken_for: None,
            open: VecDeque::new(),
            open_bodies: VecDeque::new(),
            speaking: Vec::new(),
            spoke_in: HashMap::new(),
            count: HashMap::new(),
            named: Vec::new(),
            people: Vec::new(),
            merged: HashMap::new(),
            last: None,
            listed: Vec::new(),
            joined: HashMap::new(),
            log: None,
        }
    }

    /// Takes note of a mention that the reader comes to.
    pub(super) fn meet(&mut self, mention: &Mention) {
        let at = mention.tokens.start;
        let id = match &mention.what {
            What::Name(name) => self.meet_name(*name),
            What::Noun(description) => {
                let equated = self.equated(description, mention).or_else(|| self.apposed_body(description, mention));
                let equated = equated.or_else(|| self.apposed_name(description, mention));
                let known = equated.or_else(|| self.apposed(description, mention, false));
                let id = known.unwrap_or_else(|| self.mentioned(description, at));
                self.cast.entities[id].mentions.push(self.page.span(&description.tokens));
                if description.head.is_some_and(|noun| noun.class == NounClass::Document) {
                    self.note_document(id, description, mention);
                }
                Some(id)
            }
            What::Pronoun(pronoun @ (Pronoun::He | Pronoun::She | Pronoun::They)) if !self.page.quoted[at] => {
                self.antecedent(*pronoun, at, mention.case, &Around::default()).map(|found| found.id)
            }
            What::Pronoun(Pronoun::It) if self.log.is_some() => {
                self.antecedent(Pronoun::It, at, mention.case, &Around::default());
                None
            }
            What::Pronoun(_) => None,
        };
        let Some(id) = id else { return };
        let shape = match mention.what {
            What::Name(_) => Shape::Name,
            What::Noun(_) => Shape::Noun,
            What::Pronoun(_) => Shape::Pronoun,
        };
        self.remember(id, at, mention.case, shape);
        self.join(id, mention);
    }

    /// The number of the block in which a token stands.
    fn block_of(&self, token: usize) -> usize {
        self.page.sentences.get(self.page.sentence_of(token)).map_or(0, |sentence| sentence.block)
    }

    /// Takes note of a mention.
    fn remember(&mut self, id: Id, token: usize, case: Case, shape: Shape) {
        if self.recent.len() == MEMORY {
            self.recent.pop_front();
        }
        let sentence = self.page.sentence_of(token);
        let block = self.block_of(token);
        let quoted = self.page.quoted.get(token).copied().unwrap_or(false);
        let opens = self.recent.back().is_none_or(|last| last.sentence != sentence);
        *self.count.entry(id).or_default() += 1;
        self.recent.push_back(Seen { id, token, sentence, block, case, shape, quoted, opens });
    }

    /// Tells whom among these a page is about: who is mentioned more than half as often as the one mentioned most.
    fn main(&self, among: impl Iterator<Item = Id>) -> impl Fn(Id) -> bool {
        let count = |id: Id| self.count.get(&id).copied().unwrap_or_default();
        let most = among.map(count).max().unwrap_or_default();
        move |id| 2 * count(id) > most
    }

    /// The entity that stands most before the reader's eyes among those that fit.
    fn most_salient(&self, token: usize, fits: impl Fn(Id) -> bool) -> Option<Id> {
        let here = self.page.sentence_of(token);
        let mut scores: Vec<(Id, f32)> = Vec::new();
        for seen in self.recent.iter().rev().filter(|seen| fits(seen.id)) {
            let distance = here.saturating_sub(seen.sentence).min(30);
            let place = if seen.quoted { 0.15 } else { 1.0 };
            let case = match seen.case {
                Case::Subject => 1.0,
                Case::Object => 0.6,
                Case::Possessive | Case::Oblique => 0.4,
            };
            let score = place * case * 0.5_f32.powi(distance as i32);
            match scores.iter_mut().find(|(id, _)| *id == seen.id) {
                Some((_, sum)) => *sum += score,
                None => scores.push((seen.id, score)),
            }
        }
        // The later mention wins a tie: it stands first.
        let best = scores.iter().map(|(_, score)| *score).fold(0.0, f32::max);
        scores.into_iter().find(|(_, score)| *score >= best).map(|(id, _)| id)
    }

    /// Whom a party of a source means.
    pub(super) fn resolve(&mut self, party: &Party, at: usize, around: &Around<'_>) -> Meant {
        match party {
            Party::Pronoun(pronoun) => self.pronoun(*pronoun, at, around),
            Party::Name(name) => self.name(*name, at),
            Party::Description(description) => {
                let (ids, reason) = self.description(description, at);
                Meant::new(self.members(ids), reason)
            }
        }
    }

    /// The speakers that entities turned out to be: a description that was named later, the issuers of a document.
    pub(super) fn meant(&self, id: Id) -> Vec<Id> {
        let named = |id: Id| self.merged.get(&id).copied().unwrap_or(id);
        let id = named(id);
        let issuers = self.issuers_of(id).unwrap_or_else(|| vec![id]).into_iter().map(named).collect();
        self.members(issuers).into_iter().map(named).collect()
    }

    /// Takes note of those who speak in a source, which may be a document and name nobody.
    pub(super) fn spoke(&mut self, ids: &[Id], at: usize, named: bool) {
        let block = self.block_of(at);
        for &id in ids {
            if named {
                self.remember(id, at, Case::Subject, Shape::Name);
            }
            self.spoke_in.insert(id, block);
        }
        if let [first, .., last] = ids {
            self.group = ids.to_vec();
            let all = self.together((*first, *last), ids);
            self.remember(all, at, Case::Subject, Shape::Noun);
            self.spoke_in.insert(all, block);
        }
        if !ids.is_empty() {
            self.speaking = ids.to_vec();
        }
    }

    /// Somebody of whom nothing is known but the words of the source, in the letter of this number on a page of letters, or else in letter 0.
    pub(super) fn unresolved(&mut self, words: &str, letter: usize, span: Span) -> Id {
        // No words have a line's end in them.
        let key = if letter == 0 { words.to_owned() } else { format!("{words}\n{letter}") };
        let id = self.cast.described(&key, || Entity::new(words.to_owned(), ActorKind::Unnamed));
        self.cast.entities[id].mentions.push(span);
        id
    }
}

/// Whether a gender may be the one that is asked for.
fn agrees(known: Option<Gender>, asked: Option<Gender>) -> bool {
    known.is_none() || asked.is_none() || known == asked
}

/// Whether "he" or "she" may stand for it.
fn is_person(entity: &Entity) -> bool {
    let described = || {
        entity.heads.iter().all(|head| tables::noun(head).is_some_and(|noun| noun.class == NounClass::Person)) && !entity.heads.is_empty()
    };
    !entity.plural && (entity.kind == ActorKind::Person || (entity.kind == ActorKind::Unnamed && described()))
}
