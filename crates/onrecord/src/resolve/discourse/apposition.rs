//! Who somebody or something is told to be: "Roe was the mayor", "Acme, the Bordurian carmaker,".

use super::bodies::may_be;
use super::{Discourse, agrees, is_person};
use crate::grammar;
use crate::model::ActorKind;
use crate::resolve::cast::Id;
use crate::resolve::mentions::Mention;
use crate::resolve::names::{Name, NameKind, Office, office};
use crate::resolve::numbers::whole;
use crate::resolve::source::{Description, Determiner};
use crate::resolve::tables::{self, Class, NounClass, is};

/// How many words before an object the relative pronoun of its clause may stand.
const CLAUSE: usize = 10;

impl Discourse<'_> {
    /// "Roe was the town's mayor": whom the description after the copula is of, who holds that office from here on.
    pub(super) fn equated(&mut self, description: &Description, mention: &Mention) -> Option<Id> {
        let copula = mention.tokens.start.checked_sub(1)?;
        let aside = match self.page.before(copula) {
            "who" => 2,
            // "Roe, 34, is"
            "," => 3 * usize::from(copula > 2 && self.page.word(copula - 3) == "," && whole(self.page.word(copula - 2)).is_some()),
            _ => 0,
        };
        let (id, _) = self.last.filter(|(_, end)| end + aside == copula && matches!(self.page.word(copula), "is" | "was" | "became"))?;
        let noun = description.head.filter(|noun| !noun.plural)?;
        let entity = &self.cast.entities[id];
        let fits = match noun.class {
            NounClass::Person => is_person(entity) && agrees(entity.gender, noun.gender),
            NounClass::Organization => entity.kind == ActorKind::Organization,
            NounClass::Document => false,
        };
        if !fits || !entity.named {
            return None;
        }
        self.appoint(id, description);
        Some(id)
    }

    /// "Acme, the Bordurian carmaker,": the body of whom a description between commas tells what it is.
    pub(in crate::resolve) fn apposed_body(&mut self, description: &Description, mention: &Mention) -> Option<Id> {
        let comma = mention.tokens.start.checked_sub(1).filter(|at| self.page.word(*at) == ",")?;
        let name = self.names.partition_point(|name| name.tokens.end < comma);
        let id = self.names.get(name).filter(|name| name.tokens.end == comma).and_then(|_| self.lead(name, comma))?;
        let entity = &self.cast.entities[id];
        let body = entity.named && entity.kind == ActorKind::Organization;
        let noun = description.head.filter(|noun| noun.class == NounClass::Organization && !noun.plural)?;
        // "Acme, Borduria’s largest carmaker,", but not "Acme, its union,".
        let told =
            description.determiner != Determiner::None && !is(&self.page.word(mention.tokens.start).to_lowercase(), Class::Possessive);
        let closed = matches!(self.page.word(mention.tokens.end), "," | "." | ";" | "");
        // "Acme, the union, and the council" are three.
        let listed =
            grammar::conjunction(self.page.word(mention.tokens.end + 1)) && grammar::determiner(self.page.word(mention.tokens.end + 2));
        if !(body && told && closed && !listed && may_be(entity, noun.singular)) {
            return None;
        }
        self.appoint(id, description);
        Some(id)
    }

    /// "The carmaker, Acme,": the body whose name stands between commas after what it is.
    pub(in crate::resolve) fn apposed_name(&mut self, description: &Description, mention: &Mention) -> Option<Id> {
        let noun = description.head.filter(|noun| noun.class == NounClass::Organization && !noun.plural)?;
        let comma = mention.tokens.end;
        let number = self.names.partition_point(|name| name.tokens.end <= comma);
        let name = self.names.get(number).filter(|name| name.start == comma + 1 && self.page.word(comma) == ",")?;
        // "the carmaker, Acme, the union and Poe" is a list.
        let next = self.page.word(name.tokens.end + 1);
        let goes_on = next.starts_with(char::is_lowercase) && !grammar::conjunction(next) && !grammar::determiner(next);
        let closed = self.page.word(name.tokens.end) == "," && goes_on;
        let id = self.lead(number, name.tokens.start).filter(|_| closed && description.determiner != Determiner::None)?;
        let entity = &self.cast.entities[id];
        if !entity.named || entity.kind != ActorKind::Organization || !may_be(entity, noun.singular) {
            return None;
        }
        if description.determiner == Determiner::Definite {
            self.take_up_body(id, noun.singular, mention.tokens.start);
        }
        self.appoint(id, description);
        Some(id)
    }

    /// "The town's mayor, Ann Roe,": the person whose name stands between commas after the description. Outside of a source an indefinite one
    /// may be the first of a list.
    pub(in crate::resolve) fn apposed(&mut self, description: &Description, mention: &Mention, in_source: bool) -> Option<Id> {
        let owned = || description.tokens.clone().any(|at| grammar::genitive(self.page.word(at)));
        let known = description.definite() || owned() || in_source && description.determiner == Determiner::Indefinite;
        // Of "the man who hit the driver, Ann Roe," either may be meant.
        if self.in_relative_clause(description.tokens.start) {
            return None;
        }
        let noun = description.head.filter(|noun| noun.class == NounClass::Person && !noun.plural && known)?;
        let of = self.held_in(mention.tokens.end);
        let comma = of.map_or(mention.tokens.end, |of| self.names[of].tokens.end);
        let number = self.names.partition_point(|name| name.tokens.end <= comma);
        let name = self.names.get(number).filter(|name| name.start == comma + 1 && name.kind == NameKind::Person)?;
        let closed = matches!(self.page.word(name.tokens.end), "," | "." | ";");
        let id = self.lead(number, name.tokens.start).filter(|_| closed && self.page.word(comma) == ",")?;
        let entity = &self.cast.entities[id];
        if !is_person(entity) || !agrees(entity.gender, noun.gender) {
            return None;
        }
        if description.determiner == Determiner::Definite {
            self.take_up_head(id, noun.singular, mention.tokens.start);
        }
        let held = of.map(|of| ("of".to_owned(), of));
        self.appoint(id, &Description { complement: description.complement.clone().or(held), ..description.clone() });
        Some(id)
    }

    /// Whether a relative pronoun after a person opens a clause in which a token stands.
    pub(super) fn in_relative_clause(&self, at: usize) -> bool {
        let start = self.page.sentences.get(self.page.sentence_of(at)).map_or(at, |sentence| sentence.tokens.start);
        let open = (start.max(at.saturating_sub(CLAUSE))..at).rev().take_while(|i| self.page.tokens[*i].is_word());
        let person = |i: usize| tables::noun(self.page.before(i)).is_some_and(|noun| noun.class == NounClass::Person);
        open.into_iter().any(|i| matches!(self.page.word(i), "who" | "that") && person(i))
    }

    /// What the office before a token is of, by its name: "of Norway".
    pub(super) fn held_in(&self, at: usize) -> Option<usize> {
        let start = at + 1 + usize::from(self.page.word(at + 1) == "the");
        let number = self.names.partition_point(|name| name.start < start);
        let named = self.names.get(number).is_some_and(|name| name.start == start);
        (matches!(self.page.word(at), "of" | "for" | "at") && named).then_some(number)
    }

    /// Takes note that somebody or something is what a description says.
    pub(super) fn appoint(&mut self, id: Id, description: &Description) {
        let Some(noun) = description.head else { return };
        let of = description.complement.as_ref().map(|(_, of)| self.names[*of].printed.clone());
        // "Its chairwoman" is a chairwoman.
        let own = usize::from(description.possessive() && is(&self.page.word(description.title.start).to_lowercase(), Class::Possessive));
        let held = office(self.page, &(description.title.start + own..description.title.end));
        let office = Office { of: of.or(held.of), span: self.page.span(&description.tokens), ..held };
        self.cast.describe(id, noun.singular);
        if noun.class == NounClass::Person {
            let entity = &mut self.cast.entities[id];
            let state = description.complement.as_ref().and_then(|(_, of)| self.names[*of].country);
            entity.country = entity.country.or(office.country).or(state);
            entity.offices.push(office);
        } else if let Some(home) = description.premodifier {
            self.settle(id, home);
        }
    }

    /// Takes note that a body is of the state that a name before what it is tells: "the Bordurian carmaker Acme".
    pub(super) fn settle(&mut self, id: Id, home: usize) {
        let tells = |name: &&Name| matches!(name.kind, NameKind::Adjective | NameKind::Country);
        let state = Some(&self.names[home]).filter(tells).and_then(|name| name.country);
        let entity = &mut self.cast.entities[id];
        entity.country = entity.country.or(state);
    }
}
