//! Who is meant: sources against what was mentioned before them.

use std::collections::{HashMap, VecDeque};

use super::cast::{Cast, Entity, Id, Lead};
use super::names::{Name, NameKind};
use super::page::Page;
use super::source::{Description, Party, Pronoun};
use super::tables::{Class, Gender, NounClass, is};
use super::{Reason, tables};
use crate::model::ActorKind;

/// How many mentions a reader keeps in mind.
const MEMORY: usize = 64;
/// How many sentences a described person may stay without a name.
const UNNAMED_FOR: usize = 12;

/// A mention as it is remembered.
#[derive(Debug, Clone, Copy)]
struct Mention {
    id: Id,
    sentence: usize,
    weight: f32,
}

/// What a reader keeps in mind while reading on.
pub(super) struct Discourse<'a> {
    page: &'a Page<'a>,
    names: &'a [Name],
    pub(super) cast: Cast,
    recent: VecDeque<Mention>,
    /// The last speakers that were several.
    group: Vec<Id>,
    /// Who the last document of each kind was by.
    issuers: HashMap<&'static str, Id>,
    /// Described people who may be named later, with the sentence they were described in.
    open: VecDeque<(Id, usize, bool)>,
    /// Those who spoke last.
    pub(super) speaking: Vec<Id>,
    /// Whether each entity was met by name.
    named: Vec<bool>,
    /// Descriptions that became persons.
    merged: HashMap<Id, Id>,
}

impl<'a> Discourse<'a> {
    pub(super) fn new(page: &'a Page<'a>, names: &'a [Name], cast: Cast) -> Self {
        Self {
            page,
            names,
            cast,
            recent: VecDeque::new(),
            group: Vec::new(),
            issuers: HashMap::new(),
            open: VecDeque::new(),
            speaking: Vec::new(),
            named: Vec::new(),
            merged: HashMap::new(),
        }
    }

    /// Takes note of a name that the reader comes to; gives whom it names.
    pub(super) fn meet(&mut self, name: usize) -> Option<Id> {
        let at = self.names[name].tokens.start;
        let id = self.lead(name, at)?;
        let span = self.page.span(&self.names[name].tokens);
        self.cast.entities[id].mentions.push(span);
        if matches!(self.cast.leads[name], Lead::Namesakes(_)) {
            self.cast.learn(id, &self.names[name]);
        }
        self.remember(id, at, self.weight(name));
        // A name under a picture introduces nobody: the body still tells who it is.
        if !self.page.is_aside(span.start) {
            self.mark_named(id);
        }
        Some(id)
    }

    fn mark_named(&mut self, id: Id) {
        if self.named.len() <= id {
            self.named.resize(id + 1, false);
        }
        self.named[id] = true;
    }

    /// Whom a name leads to at its place.
    fn lead(&self, name: usize, at: usize) -> Option<Id> {
        match &self.cast.leads[name] {
            Lead::One(id) => Some(*id),
            Lead::Nobody => None,
            Lead::Namesakes(ids) => {
                let gender = self.names[name].gender.filter(|_| self.names[name].start < self.names[name].tokens.start);
                let fits = |id: &Id| agrees(self.cast.entities[*id].gender, gender);
                self.most_salient(at, |id| ids.contains(&id) && fits(&id))
                    .or_else(|| ids.iter().copied().find(fits))
                    .or(ids.first().copied())
            }
        }
    }

    /// How much a name's place in its sentence makes of it.
    fn weight(&self, name: usize) -> f32 {
        let name = &self.names[name];
        let place = if self.page.quoted[name.tokens.start] { 0.15 } else { 1.0 };
        let possessive = matches!(self.page.word(name.tokens.end), "'s" | "’s");
        let oblique = is(&self.page.before(name.start).to_lowercase(), Class::Preposition)
            || self.page.before(name.start) == "the" && is(self.page.word(name.start.saturating_sub(2)), Class::Preposition);
        let sentence = &self.page.sentences[self.page.sentence_of(name.tokens.start)];
        let first = self.names.partition_point(|other| other.tokens.start < sentence.tokens.start);
        let opens = self.names.get(first).is_some_and(|other| other.tokens == name.tokens);
        let part = match (possessive, oblique, opens) {
            (true, ..) | (_, true, _) => 0.4,
            (_, _, true) => 1.0,
            _ => 0.6,
        };
        place * part
    }

    /// Takes note of a mention.
    pub(super) fn remember(&mut self, id: Id, token: usize, weight: f32) {
        if self.recent.len() == MEMORY {
            self.recent.pop_front();
        }
        self.recent.push_back(Mention { id, sentence: self.page.sentence_of(token), weight });
    }

    /// The entity that stands most before the reader's eyes among those that fit.
    fn most_salient(&self, token: usize, fits: impl Fn(Id) -> bool) -> Option<Id> {
        let here = self.page.sentence_of(token);
        let mut scores: Vec<(Id, f32)> = Vec::new();
        for mention in self.recent.iter().rev().filter(|mention| fits(mention.id)) {
            let distance = here.saturating_sub(mention.sentence).min(30);
            let score = mention.weight * 0.5_f32.powi(distance as i32);
            match scores.iter_mut().find(|(id, _)| *id == mention.id) {
                Some((_, sum)) => *sum += score,
                None => scores.push((mention.id, score)),
            }
        }
        // The later mention wins a tie: it stands first.
        let best = scores.iter().map(|(_, score)| *score).fold(0.0, f32::max);
        scores.into_iter().find(|(_, score)| *score >= best).map(|(id, _)| id)
    }

    /// Who a party of a source is, and by which rule; `outer` are the speakers of the quotation it stands in.
    pub(super) fn resolve(&mut self, party: &Party, at: usize, outer: &[Id]) -> (Vec<Id>, Reason) {
        match party {
            Party::Pronoun(pronoun) => self.pronoun(*pronoun, at, outer),
            Party::Name(name) => self.name(*name, at),
            Party::Description(description) => self.description(description, at),
        }
    }

    fn name(&mut self, name: usize, at: usize) -> (Vec<Id>, Reason) {
        let Some(id) = self.lead(name, at) else { return (Vec::new(), Reason::Unresolved) };
        let printed = &self.names[name];
        let bare = printed.tokens.len() > 1 && printed.kind == NameKind::Person && self.cast.entities[id].offices.is_empty();
        let first = !self.named.get(id).copied().unwrap_or(false);
        if bare && first && self.take_up_description(id, at) {
            return (vec![id], Reason::NamedLater);
        }
        let reason = match printed.kind {
            NameKind::Capital => Reason::Metonymy,
            _ if printed.tokens.len() == 1 && self.cast.entities[id].name.contains(' ') => Reason::ShortName,
            _ => Reason::Name,
        };
        (vec![id], reason)
    }

    /// Whether a person named in full for the first time is one described before.
    fn take_up_description(&mut self, person: Id, at: usize) -> bool {
        let here = self.page.sentence_of(at);
        self.open.retain(|(_, sentence, definite)| here.saturating_sub(*sentence) <= if *definite { UNNAMED_FOR } else { 3 });
        let gender = self.cast.entities[person].gender;
        let fits =
            |(id, sentence, _): &(Id, usize, bool)| *sentence < here && *id != person && agrees(self.cast.entities[*id].gender, gender);
        let Some(position) = self.open.iter().rposition(fits) else { return false };
        let Some((description, ..)) = self.open.remove(position) else { return false };
        self.cast.merge(description, person);
        for mention in self.recent.iter_mut().filter(|mention| mention.id == description) {
            mention.id = person;
        }
        for id in self.group.iter_mut().chain(&mut self.speaking).filter(|id| **id == description) {
            *id = person;
        }
        self.merged.insert(description, person);
        true
    }

    fn pronoun(&mut self, pronoun: Pronoun, at: usize, outer: &[Id]) -> (Vec<Id>, Reason) {
        let quoted = self.page.quoted.get(at).copied().unwrap_or(false);
        let entities = &self.cast.entities;
        // In a quotation its speaker is "I", not "he".
        let free = |id: Id| !(quoted && outer.contains(&id));
        let person = |id: Id, gender| is_person(&entities[id]) && agrees(entities[id].gender, Some(gender)) && free(id);
        let found = match pronoun {
            Pronoun::He => self.most_salient(at, |id| person(id, Gender::Male)),
            Pronoun::She => self.most_salient(at, |id| person(id, Gender::Female)),
            Pronoun::Who => self.most_salient(at, |id| is_person(&entities[id])),
            Pronoun::It => self.most_salient(at, |id| !entities[id].plural && !is_person(&entities[id]) && free(id)),
            Pronoun::They => {
                if !self.group.is_empty() && self.speaking == self.group {
                    return (self.group.clone(), Reason::Pronoun);
                }
                let plural = self.most_salient(at, |id| entities[id].plural && free(id));
                plural.or_else(|| self.most_salient(at, |id| entities[id].kind == ActorKind::Organization && free(id)))
            }
            Pronoun::I | Pronoun::We => return (outer.to_vec(), Reason::OwnQuotation),
            Pronoun::You => None,
        };
        match found {
            Some(id) => (vec![id], Reason::Pronoun),
            None => (Vec::new(), Reason::Unresolved),
        }
    }

    fn description(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let class = description.head.map(|noun| noun.class);
        let singular = description.head.map_or("", |noun| noun.singular);
        if singular.starts_with("spokes")
            && !description.plural
            && let Some(id) = self.principal(description, at)
        {
            return (vec![id], Reason::SpokenFor);
        }
        match class {
            Some(NounClass::Document) => self.document(description, at),
            Some(NounClass::Organization) => self.body(description, at),
            _ if description.plural => self.several(description, at),
            _ => self.person(description, at),
        }
    }

    /// The one whom an unnamed spokesman speaks for.
    fn principal(&mut self, description: &Description, at: usize) -> Option<Id> {
        let by_name = description.complement.as_ref().map(|(_, name)| *name).or(description.premodifier);
        if let Some(name) = by_name
            && let Some(id) = self.lead(name, at)
        {
            return Some(id);
        }
        let head = description.body?.singular;
        self.known_body(head, at)
    }

    /// The most salient body that a noun can stand for, by its name or its description.
    fn known_body(&self, head: &str, at: usize) -> Option<Id> {
        let known = self.cast.by_head(head).iter().take(MEMORY);
        let entities = &self.cast.entities;
        self.most_salient(at, |id| entities[id].heads.iter().any(|h| h == head) && !is_person(&entities[id]))
            .or_else(|| known.copied().find(|id| !is_person(&entities[*id])))
    }

    fn document(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let noun = description.head.map_or("", |noun| noun.singular);
        let by = description.complement.as_ref().filter(|(word, _)| matches!(word.as_str(), "by" | "from" | "of")).map(|(_, name)| *name);
        if let Some(id) = by.or(description.premodifier).and_then(|name| self.lead(name, at)) {
            self.issuers.insert(noun, id);
            return (vec![id], Reason::Issuer);
        }
        if description.definite
            && let Some(&id) = self.issuers.get(noun)
        {
            return (vec![id], Reason::Issuer);
        }
        if description.definite && noun == "statement" && self.speaking.len() == 1 {
            return (self.speaking.clone(), Reason::Issuer);
        }
        (vec![self.new_description(description, ActorKind::Unnamed)], Reason::Description)
    }

    fn body(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let tied = description.premodifier.or(description.complement.as_ref().map(|(_, name)| *name));
        let head = description.head.map_or("", |noun| noun.singular);
        if tied.is_none() && description.definite && !description.plural {
            if let Some(id) = self.known_body(head, at) {
                return (vec![id], Reason::Description);
            }
            let entities = &self.cast.entities;
            if description.modifiers.len() < 3
                && let Some(id) = self.most_salient(at, |id| entities[id].kind == ActorKind::Organization)
            {
                return (vec![id], Reason::RunningSpeaker);
            }
        }
        let kind = if tied.is_some() || description.definite { ActorKind::Organization } else { ActorKind::Unnamed };
        let country = tied.and_then(|name| self.names[name].country);
        let id = self.new_description(description, kind);
        self.cast.entities[id].country = country;
        (vec![id], Reason::Description)
    }

    fn several(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let head = description.head.map(|noun| noun.singular);
        if description.definite && description.premodifier.is_none() {
            let entities = &self.cast.entities;
            let same = |id: Id| entities[id].plural && head.is_some_and(|head| entities[id].heads.iter().any(|h| h == head));
            if let Some(id) = self.most_salient(at, same) {
                return (vec![id], Reason::Description);
            }
            let two =
                description.modifiers.iter().chain([&description.words]).any(|word| word == "two" || word == "pair" || word == "both");
            let people = head.is_some_and(|head| tables::noun(head).is_some_and(|n| n.class == NounClass::Person));
            if (two || people) && self.group.len() > 1 && description.complement.is_none() {
                return (self.group.clone(), Reason::Description);
            }
        }
        let id = self.new_description(description, ActorKind::Unnamed);
        (vec![id], Reason::Description)
    }

    fn person(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let Some(noun) = description.head.filter(|noun| noun.class == NounClass::Person) else {
            return (vec![self.new_description(description, ActorKind::Unnamed)], Reason::Description);
        };
        if description.definite {
            let holders = self.cast.by_head(noun.singular);
            let holders = &holders[..holders.len().min(MEMORY)];
            let fits = |id: &Id| self.holds(*id, description);
            let recent = self.most_salient(at, |id| holders.contains(&id) && fits(&id));
            if let Some(id) = recent.or_else(|| holders.iter().copied().find(fits)) {
                return (vec![id], Reason::Office);
            }
            let entities = &self.cast.entities;
            let plain = description.modifiers.len() <= 2 && description.premodifier.is_none() && description.complement.is_none();
            let person = |id: Id| is_person(&entities[id]) && entities[id].named && agrees(entities[id].gender, noun.gender);
            if plain && let Some(id) = self.most_salient(at, person) {
                return (vec![id], Reason::RunningSpeaker);
            }
        }
        let id = self.new_description(description, ActorKind::Unnamed);
        let entity = &mut self.cast.entities[id];
        entity.gender = entity.gender.or(noun.gender);
        let described_in = self.page.sentence_of(at);
        if !self.open.iter().any(|(open, ..)| *open == id) {
            self.open.push_back((id, described_in, description.definite));
        }
        if self.open.len() > MEMORY {
            self.open.pop_front();
        }
        (vec![id], Reason::Description)
    }

    /// Whether somebody holds the office, or was described in the words, of a description.
    fn holds(&self, id: Id, description: &Description) -> bool {
        let entity = &self.cast.entities[id];
        if entity.plural || !is_person(entity) {
            return false;
        }
        let complement = description.complement.as_ref().map(|(_, name)| self.names[*name].printed.as_str());
        let offices = entity.offices.iter().map(|office| (tables::fold(&office.title), office.of.as_deref()));
        let described = (!entity.named).then(|| (tables::fold(&entity.name), None));
        let telling = |word: &&String| !matches!(word.as_str(), "former" | "influential" | "powerful" | "same" | "senior");
        offices.chain(described).any(|(title, of)| {
            let whole = format!("{title} {}", tables::fold(of.unwrap_or_default()));
            let words_fit = description.modifiers.iter().filter(telling).all(|word| whole.split(' ').any(|part| part == word));
            let of_fits = complement.is_none_or(|complement| {
                of.is_none_or(|of| tables::fold(of) == tables::fold(complement)) || title.contains(&tables::fold(complement))
            });
            words_fit && of_fits && description.head.is_some_and(|head| title.split(' ').any(|word| word == head.singular))
        })
    }

    /// The entity of a description: the one that the same words made before, or a new one.
    fn new_description(&mut self, description: &Description, kind: ActorKind) -> Id {
        let words = &description.words;
        let heads: Vec<String> = description.head.map(|noun| noun.singular.to_owned()).into_iter().collect();
        let plural = description.plural;
        self.cast.described(words, || Entity { plural, heads, ..Entity::new(words.clone(), kind) })
    }

    /// The person a description turned out to mean; any other entity itself.
    pub(super) fn meant(&self, id: Id) -> Id {
        self.merged.get(&id).copied().unwrap_or(id)
    }

    /// Takes note of those who speak in a source.
    pub(super) fn spoke(&mut self, ids: &[Id], at: usize) {
        for &id in ids {
            self.remember(id, at, 1.5);
        }
        if ids.len() > 1 {
            self.group = ids.to_vec();
        }
        if !ids.is_empty() {
            self.speaking = ids.to_vec();
        }
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
