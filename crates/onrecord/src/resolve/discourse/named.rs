//! Whom a name means: at its first mention, in a source, among several of that name.

use std::ops::Range;

use super::{Discourse, Meant, Seen, agrees, is_person};
use crate::attribute::{Part, entry};
use crate::grammar;
use crate::model::ActorKind;
use crate::resolve::Reason;
use crate::resolve::cast::{Id, Lead};
use crate::resolve::mentions::{Case, is_verb};
use crate::resolve::names::NameKind;
use crate::resolve::tables::{self, Class, NounClass, is};

/// How many of a family "the Roes" are, at most.
const FAMILY: usize = 4;

impl Discourse<'_> {
    /// Takes note of a name; gives whom it names.
    pub(super) fn meet_name(&mut self, name: usize) -> Option<Id> {
        let at = self.names[name].tokens.start;
        let id = self.lead(name, at)?;
        let span = self.page.span(&self.names[name].tokens);
        self.cast.entities[id].mentions.push(span);
        if matches!(self.cast.leads[name], Lead::Namesakes(_)) {
            self.cast.learn(id, &self.names[name]);
        }
        // "her label Big Barn": from here on "the label" is Big Barn.
        let described = self.page.before(at);
        let called = tables::noun(described).filter(|noun| noun.class == NounClass::Organization && !noun.plural);
        let body = described.starts_with(char::is_lowercase) && self.cast.entities[id].kind == ActorKind::Organization;
        if let Some(noun) = called.filter(|_| body) {
            self.cast.describe(id, noun.singular);
            if let Some(home) = name.checked_sub(1).filter(|home| self.names[*home].tokens.end + 1 == at) {
                self.settle(id, home);
            }
        }
        // A name under a picture introduces nobody: the body still tells who it is.
        if !self.page.is_aside(span.start) {
            self.mark_named(id);
        }
        Some(id)
    }

    pub(super) fn mark_named(&mut self, id: Id) {
        if self.named.len() <= id {
            self.named.resize(id + 1, false);
        }
        self.named[id] = true;
        if self.people.len() < 2 && !self.people.contains(&id) && is_person(&self.cast.entities[id]) {
            self.people.push(id);
        }
    }

    /// Whom a name leads to at its place.
    pub(super) fn lead(&self, name: usize, at: usize) -> Option<Id> {
        match &self.cast.leads[name] {
            Lead::One(id) => Some(*id),
            Lead::Nobody => None,
            Lead::Namesakes(ids) => {
                let gender = self.names[name]
                    .gender
                    .filter(|_| self.names[name].start < self.names[name].tokens.start || self.names[name].is_honorific(self.page));
                // A title's gender chooses one whose given name tells it, else one whose name tells none.
                let told = gender.is_some() && ids.iter().any(|id| self.cast.entities[*id].gender == gender);
                let fits = |id: &Id| {
                    let own = self.cast.entities[*id].gender;
                    if told { own == gender } else { agrees(own, gender) }
                };
                // Whom the page is about is called by one name; who is named in passing is named in full.
                let main = self.main(ids.iter().copied().filter(fits));
                self.most_salient(at, |id| ids.contains(&id) && fits(&id) && main(id))
                    .or_else(|| ids.iter().copied().find(fits))
                    .or(ids.first().copied())
            }
        }
    }

    pub(super) fn name(&mut self, name: usize, at: usize) -> Meant {
        if let Some(family) = self.family(name) {
            return Meant::new(family, Reason::ShortName);
        }
        let Some(id) = self.still_speaking(name, at).or_else(|| self.lead(name, at)) else {
            return Meant::new(Vec::new(), Reason::NoActor);
        };
        let printed = &self.names[name];
        let bare = printed.tokens.len() > 1 && printed.kind == NameKind::Person;
        let first = !self.named.get(id).copied().unwrap_or(false);
        let opening = self.page.word(printed.start);
        let honoured = printed.start < printed.tokens.start && is(opening, Class::Honorific) && tables::honorific_gender(opening).is_none();
        if bare && first && self.take_up_description(id, at, honoured) {
            return Meant::new(vec![id], Reason::NamedLater);
        }
        let body = printed.tokens.len() > 1 && printed.kind == NameKind::Organization;
        if body && self.take_up_described_body(id, at) {
            return Meant::new(vec![id], Reason::NamedLater);
        }
        let reason = match printed.kind {
            NameKind::Capital => Reason::Metonymy,
            _ if printed.tokens.len() == 1 && self.cast.entities[id].name.contains(' ') => Reason::ShortName,
            _ => Reason::Name,
        };
        Meant::new(vec![id], reason)
    }

    /// "The Roes": those whom the page names so, where it names several.
    pub(super) fn family(&self, name: usize) -> Option<Vec<Id>> {
        let name = &self.names[name];
        let one = name.printed.strip_suffix('s').filter(|_| name.tokens.len() == 1)?;
        let the = self.page.before(name.start).eq_ignore_ascii_case("the");
        let met = |id: &Id| self.named.get(*id) == Some(&true);
        let family: Vec<Id> = self.cast.called(one).filter(met).collect();
        (the && (2..=FAMILY).contains(&family.len())).then_some(family)
    }

    /// Who does what a verb without a source tells: the subject of its sentence, "Roe" of "Roe, smiling, left, calling it a lie".
    pub(in crate::resolve) fn acting(&self, cue: &Range<usize>) -> Option<Vec<Id>> {
        let (page, verb) = (self.page, cue.start);
        let (word, before) = (page.word(verb), page.before(verb).to_lowercase());
        let tells = entry(word).is_some_and(|entry| entry.part == Part::Verb);
        let going_on = tells && word.ends_with("ing") && (before == "," || is(&before, Class::Preposition));
        // "Asked", "was asked", "if asked" tell of somebody else.
        let done = cue.clone().any(|at| grammar::be(page.word(at))) && !cue.clone().any(|at| page.word(at).ends_with("ing"));
        let passive = || done || is(&before, Class::Verb) || is(&before, Class::Clausal) || !before.starts_with(char::is_alphabetic);
        if !going_on && (passive() || !is_verb(word)) {
            return None;
        }
        let here = page.sentence_of(verb);
        // "Roe left the firm that Poe runs, saying": it is Roe who says so.
        let hangs = |at: usize| grammar::relative(page.before(at));
        let subject =
            |seen: &&Seen| seen.sentence == here && seen.token < verb && seen.case == Case::Subject && !seen.quoted && !hangs(seen.token);
        self.recent.iter().rev().find(subject).map(|seen| self.members(vec![seen.id]))
    }

    /// Who of several of a name spoke last, in the same part of the page, and so goes on.
    pub(super) fn still_speaking(&self, name: usize, at: usize) -> Option<Id> {
        let Lead::Namesakes(ids) = &self.cast.leads[name] else { return None };
        let [id] = self.speaking[..] else { return None };
        let near = self.spoke_in.get(&id).is_some_and(|block| self.block_of(at) <= block + 1);
        // Nobody else of the name was spoken of since.
        let last = || self.recent.iter().rev().find(|seen| ids.contains(&seen.id) && !seen.quoted).is_some_and(|seen| seen.id == id);
        let here = ids.contains(&id) && (self.spoke_in.get(&id) == Some(&self.block_of(at)) || near && last());
        (here && agrees(self.cast.entities[id].gender, self.names[name].gender)).then_some(id)
    }
}
