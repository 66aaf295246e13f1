//! Whom unnamed spokesmen speak for.

use super::bodies::{is_people, may_be};
use super::{Around, Discourse, Seen, UNNAMED_FOR, agrees, is_person};
use crate::grammar;
use crate::model::ActorKind;
use crate::resolve::cast::{Entity, Id};
use crate::resolve::names::NameKind;
use crate::resolve::source::{self, Description, Determiner, Pronoun};
use crate::resolve::tables::{Class, Gender, NounClass, is};

/// Within how many sentences of each other a spokesman goes on as "he".
const SOON: usize = 3;

impl Discourse<'_> {
    /// Whether a description is of an office that speaks for whose it is: "the ministry's press service".
    pub(super) fn is_mouthpiece(&self, description: &Description) -> bool {
        let head = description.title.end - 1;
        let owned = description.possessive() || description.complement.as_ref().is_some_and(|(word, _)| word == "of");
        (owned || description.definite() && description.title.len() == 2)
            && description.head.is_some_and(|noun| noun.class == NounClass::Organization && !noun.plural)
            && description.title.len() > 1
            && is(self.page.before(head), Class::Mouthpiece)
    }

    /// The one whom an unnamed spokesman speaks for.
    pub(super) fn principal(&mut self, description: &Description, at: usize) -> Option<Id> {
        if let Some(body) = self.described_principal(description).or_else(|| self.public_body_before(description)) {
            return self.body(&body, at).0.first().copied();
        }
        let by_name = description.complement.as_ref().map(|(_, name)| *name).or(description.premodifier);
        let spoken_for = description.complement.as_ref().is_some_and(|(word, _)| matches!(word.as_str(), "for" | "of"));
        if let Some(name) = by_name
            && let Some(id) = self.lead(name, at).or_else(|| self.place_spoken_for(name).filter(|_| spoken_for))
        {
            return Some(id);
        }
        if let Some(known) = description.body.and_then(|body| self.known_body(body.singular, at)) {
            return Some(known);
        }
        if let Some(described) = self.master(description).or_else(|| self.those_spoken_for(description)) {
            let one = described.head.is_some_and(|noun| noun.class == NounClass::Person && !noun.plural);
            let holder = if one { self.holder(&described, at).map(|(id, _)| id) } else { None };
            return Some(holder.unwrap_or_else(|| self.new_description(&described, ActorKind::Unnamed)));
        }
        // "The spokesman" is the one of whom the page told for whom he speaks.
        let mouthpiece = self.is_mouthpiece(description);
        let again = description.determiner == Determiner::Definite && (description.tokens.len() == 1 || mouthpiece);
        let soon = |place: usize| self.page.sentence_of(at) <= self.page.sentence_of(place) + UNNAMED_FOR;
        if let Some((id, _)) = self.spoken_for.filter(|(_, place)| again && soon(*place)) {
            return Some(id);
        }
        // "A spokesman declined to comment", "an agency spokesman said": for the body that was just spoken of.
        let here = self.page.sentence_of(at);
        let entities = &self.cast.entities;
        let near = self.recent.iter().filter(|seen| seen.sentence + 2 >= here).map(|seen| seen.id).collect::<Vec<_>>();
        let fits = |entity: &Entity| description.body.is_none_or(|body| may_be(entity, body.singular)) && !is_people(entity);
        let body = |id: Id| near.contains(&id) && entities[id].named && entities[id].kind == ActorKind::Organization && fits(&entities[id]);
        (description.complement.is_none() && !mouthpiece).then(|| self.most_salient(at, body)).flatten()
    }

    /// The described body that somebody speaks for: "a spokesman for the Bordurian defense ministry".
    fn described_principal(&self, description: &Description) -> Option<Description> {
        let preposition = description.title.end;
        let within = preposition + 1..description.tokens.end;
        if !matches!(self.page.word(preposition), "for" | "of") || within.is_empty() {
            return None;
        }
        let body = source::description(self.page, self.names, within)?;
        let is_body = body.head.is_some_and(|noun| noun.class == NounClass::Organization && !noun.plural);
        // The council, not the Example Council.
        (is_body && self.page.word(body.title.end - 1).starts_with(char::is_lowercase)).then_some(body)
    }

    /// Those in no name whom somebody speaks for: "a spokesman for the minister", "a spokesman for rescue services".
    fn those_spoken_for(&self, description: &Description) -> Option<Description> {
        let preposition = description.title.end;
        let within = preposition + 1..description.tokens.end;
        // "A ministry spokesman for health" speaks for the ministry.
        let told = description.complement.is_some() || description.premodifier.is_some() || description.body.is_some();
        let pronoun = source::pronoun(self.page.word(within.start)).is_some() && within.len() == 1;
        let described = !told && !description.possessive() && self.page.word(preposition) == "for" && !within.is_empty() && !pronoun;
        source::description(self.page, self.names, within).filter(|_| described)
    }

    /// The body that stands in so many words before the spokesman whom it has: "Borduria's foreign ministry spokesman", "a federal police
    /// spokesman".
    fn public_body_before(&self, description: &Description) -> Option<Description> {
        let title = &description.title;
        let state = |name: usize| matches!(self.names[name].kind, NameKind::Country | NameKind::Adjective);
        // "A senior police spokesman" is senior himself.
        let own = |at: usize| !is(&self.page.word(at).to_lowercase(), Class::Tenure);
        let told = description.premodifier.map_or(title.len() > 2 && own(title.start), state);
        description.body.filter(|body| told && is(body.singular, Class::Public))?;
        let body = source::description(self.page, self.names, title.start..title.end - 1)?;
        let is_body = body.head.is_some_and(|noun| is(noun.singular, Class::Public) && !noun.plural);
        (is_body && body.title.end == title.end - 1).then_some(body)
    }

    /// The person by whose office a spokesman is told: "the president" of "the president's spokesman".
    fn master(&self, description: &Description) -> Option<Description> {
        let within = description.title.clone();
        let owner = within.start..within.clone().find(|at| grammar::genitive(self.page.word(*at)))?;
        let master = source::description(self.page, self.names, owner.clone())?;
        let person = master.head.is_some_and(|noun| noun.class == NounClass::Person && !noun.plural);
        (person && master.title.end == owner.end).then_some(master)
    }

    /// The body that a place's name stands for, since somebody speaks for it: "a spokesman for Silver River" of Silver River Networks.
    fn place_spoken_for(&mut self, name: usize) -> Option<Id> {
        let name = self.names.get(name).filter(|name| name.kind == NameKind::Place)?;
        let known = self.cast.body_beginning(&name.printed);
        Some(known.unwrap_or_else(|| self.cast.named_body(&name.printed)))
    }

    /// The one for whom the unnamed spokesman spoke who goes on as "he": nobody else was spoken of since.
    pub(super) fn still_spoken_for(&self, pronoun: Pronoun, at: usize, around: &Around<'_>) -> Option<Id> {
        let (id, place) = self.spoken_for.filter(|(id, _)| self.speaking == [*id] && around.outer.is_empty())?;
        let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
        let other = |seen: &&Seen| {
            let entity = &self.cast.entities[seen.id];
            seen.token > place && !seen.quoted && is_person(entity) && agrees(entity.gender, Some(gender))
        };
        let soon = self.page.sentence_of(at) <= self.page.sentence_of(place) + SOON;
        (soon && !is_person(&self.cast.entities[id]) && !self.recent.iter().any(|seen| other(&seen))).then_some(id)
    }
}
