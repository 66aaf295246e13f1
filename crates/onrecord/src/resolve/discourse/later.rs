//! Whom the page first describes and names further down: "a pilot … Ann Roe".

use super::offices::state_of;
use super::{Discourse, MEMORY, UNNAMED_FOR, agrees};
use crate::resolve::cast::{Entity, Id};
use crate::resolve::source::{Description, Determiner};
use crate::resolve::tables::{self, Class, NounClass, is};

/// Within how many sentences a described body is named.
const SOON: usize = 3;

impl Discourse<'_> {
    /// Whether a person named in full for the first time, perhaps as a doctor, is one described before, by their office where one is named.
    pub(super) fn take_up_description(&mut self, person: Id, at: usize, honoured: bool) -> bool {
        let here = self.page.sentence_of(at);
        self.open.retain(|(_, sentence, definite)| here.saturating_sub(*sentence) <= if *definite { UNNAMED_FOR } else { 3 });
        let gender = self.cast.entities[person].gender;
        let named = &self.cast.entities[person];
        if !named.human {
            return false;
        }
        // "A witness" and "Poe's sister" may be the next who is named; "Roe's deputy" is by an office alone.
        let owned = |described: &Entity| described.name.contains(['\'', '’']) && (described.gender.is_none() || described.gender != gender);
        let same_office = |id: Id, definite: bool| {
            let described = &self.cast.entities[id];
            // "The senator" is a senator.
            let office = || definite && described.heads.iter().any(|head| is(head, Class::Office));
            let untold = named.offices.is_empty() && !honoured && !owned(described) && !office();
            untold || described.heads.iter().any(|head| may_be_called(named, head))
        };
        // "A U.S. official" is no French minister.
        let elsewhere = |id: Id| state_of(&self.cast.entities[id]).zip(named.country).is_some_and(|(described, own)| described != own);
        let fits = |(id, sentence, definite): &(Id, usize, bool)| {
            *sentence < here
                && *id != person
                && !elsewhere(*id)
                && agrees(self.cast.entities[*id].gender, gender)
                && same_office(*id, *definite)
        };
        let Some(position) = self.open.iter().rposition(fits) else { return false };
        self.name_open(position, person);
        true
    }

    /// Takes note of a body that is described and may be named later.
    pub(super) fn open_body(&mut self, id: Id, description: &Description, at: usize) {
        let body = description.head.is_some_and(|noun| noun.class == NounClass::Organization && !noun.plural);
        // "A rival company" is one beside those that are named.
        let beside = description.title.clone().any(|at| is(self.page.word(at), Class::Beside));
        if body && !beside && description.determiner != Determiner::None && self.open_bodies.iter().all(|(open, _)| *open != id) {
            self.open_bodies.push_back((id, self.page.sentence_of(at)));
        }
        if self.open_bodies.len() > MEMORY {
            self.open_bodies.pop_front();
        }
    }

    /// Takes note that a named body is the one described before as a union, where "the union, Acme Pilots," says so.
    pub(super) fn take_up_body(&mut self, body: Id, head: &str, at: usize) {
        let here = self.page.sentence_of(at);
        let is_head = |id: Id| self.cast.entities[id].heads.iter().any(|known| known == head);
        let fits = |(id, sentence): &(Id, usize)| *id != body && is_head(*id) && sentence + UNNAMED_FOR >= here;
        if let Some((described, _)) = self.open_bodies.iter().rposition(fits).and_then(|at| self.open_bodies.remove(at)) {
            self.rename(described, body);
        }
    }

    /// Whether a body named in full is one described shortly before, and not named since, as its name tells: "the continent's top court".
    pub(super) fn take_up_described_body(&mut self, body: Id, at: usize) -> bool {
        let here = self.page.sentence_of(at);
        let entity = &self.cast.entities[body];
        let fits = |(id, sentence): &(Id, usize)| {
            let described = &self.cast.entities[*id];
            let near = *sentence < here && sentence + SOON >= here;
            let alike = described.country.is_none() || described.country == entity.country;
            let since = self.recent.iter().any(|seen| seen.id == body && seen.sentence >= *sentence);
            near && !since && *id != body && alike && described.heads.iter().any(|head| may_be_called(entity, head))
        };
        let described = self.open_bodies.iter().rposition(fits).and_then(|at| self.open_bodies.remove(at));
        described.inspect(|(described, _)| self.rename(*described, body)).is_some()
    }

    /// Takes note that the person of a name is who was described before as a pilot, where "the pilot, Ann Roe," says so.
    pub(super) fn take_up_head(&mut self, person: Id, head: &str, at: usize) {
        let here = self.page.sentence_of(at);
        let gender = self.cast.entities[person].gender;
        let fits = |(id, sentence, _): &(Id, usize, bool)| {
            let described = &self.cast.entities[*id];
            sentence + UNNAMED_FOR >= here
                && *id != person
                && described.heads.iter().any(|known| known == head)
                && agrees(described.gender, gender)
        };
        if let Some(position) = self.open.iter().rposition(fits) {
            self.name_open(position, person);
        }
    }

    /// Makes one of those whom the page described so far one with the person of a name.
    fn name_open(&mut self, position: usize, person: Id) {
        if let Some((description, ..)) = self.open.remove(position) {
            self.rename(description, person);
        }
    }

    /// Makes a description one with whom it turned out to mean.
    fn rename(&mut self, description: Id, person: Id) {
        self.cast.merge(description, person);
        for seen in self.recent.iter_mut().filter(|seen| seen.id == description) {
            seen.id = person;
        }
        for id in self.group.iter_mut().chain(&mut self.speaking).filter(|id| **id == description) {
            *id = person;
        }
        self.merged.insert(description, person);
    }
}

/// Whether a noun, or one that it may stand for, is one that somebody is called by.
fn may_be_called(entity: &Entity, noun: &str) -> bool {
    let called = |noun: &str| entity.heads.iter().any(|head| head == noun);
    called(noun) || tables::hyponyms(noun).iter().any(|noun| called(noun))
}
