//! Which body a description means: one by its name or by what it is, the one that just spoke, or nobody known.

use super::{Discourse, MEMORY, UNNAMED_FOR, is_person};
use crate::grammar;
use crate::model::{ActorKind, RelayKind};
use crate::resolve::Reason;
use crate::resolve::cast::{Entity, Id};
use crate::resolve::names::{Name, NameKind, is_acronym};
use crate::resolve::source::{Description, Determiner};
use crate::resolve::tables::{self, Class, NounClass, is};

impl Discourse<'_> {
    /// The most salient body that a noun can stand for, by its name or its description.
    pub(super) fn known_body(&self, head: &str, at: usize) -> Option<Id> {
        let known = self.cast.by_head(head).iter().take(MEMORY);
        let entities = &self.cast.entities;
        let single = |id: Id| !is_person(&entities[id]) && !entities[id].plural;
        self.most_salient(at, |id| entities[id].heads.iter().any(|h| h == head) && single(id))
            .or_else(|| known.copied().find(|id| single(*id)))
    }

    /// The body that a bare "the company" means: the latest that is one by its name or description, else the latest named body.
    pub(super) fn plain_body(&self, description: &Description, at: usize) -> Option<(Id, Reason)> {
        // "The town's largest employer" is told by no name either.
        let outstanding = || description.modifiers.iter().any(|word| word.ends_with("est") && word.len() > 4);
        let owned = description.possessive() && !outstanding();
        // "the Bordurian manufacturer"
        let home = description.premodifier.map(|name| &self.names[name]);
        let firm = description.head.is_some_and(|noun| is(noun.singular, Class::Firm));
        let whose = |name: &Name| grammar::owns(self.page.word(name.tokens.end));
        let of_state = |name: &Name| name.kind == NameKind::Adjective || name.kind == NameKind::Country && !whose(name);
        let state = home.filter(|name| firm && of_state(name)).and_then(|name| name.country);
        // "the Lowmere company"
        let local = |name: &Name| firm && name.kind == NameKind::Place && !whose(name);
        let tied = home.is_some_and(|name| !local(name)) && state.is_none()
            || description.complement.is_some()
            || owned
            || self.is_told_by_more(description);
        let head = description.head?.singular;
        if tied || !description.definite() || description.plural {
            return None;
        }
        let entities = &self.cast.entities;
        let of_state = |id: Id| state.is_none() || entities[id].country.is_none() || entities[id].country == state;
        // "The campaign" is not the Republicans, but "the party" is.
        let of_people = |id: Id| is_people(&entities[id]) && !is(head, Class::Party);
        // What prints is meant by what it is, and by nothing that businesses are not.
        let press = is(head, Class::Press) || description.modifiers.iter().any(|word| is(word, Class::Press));
        let other_trade = |id: Id| if press { !is_outlet(&entities[id]) } else { !is(head, Class::Firm) && is_outlet(&entities[id]) };
        let single = |id: Id| {
            let entity = &entities[id];
            let body = entity.kind == ActorKind::Organization && entity.named && !entity.plural;
            body && of_state(id) && !of_people(id) && !other_trade(id) && may_be(entity, head)
        };
        // "The company" is a council or a ministry only where nothing else is spoken of.
        let other = |id: Id| {
            let known = |word: &String| tables::noun(word).is_some_and(|noun| noun.class == NounClass::Organization);
            entities[id].heads.iter().any(known)
        };
        // The body that a page is about, not one named in passing.
        let told_of = self.main(self.recent.iter().map(|seen| seen.id).filter(|id| single(*id)));
        let main = |id: Id| single(id) && told_of(id);
        let any = || self.most_salient(at, main);
        let running = || self.most_salient(at, |id| main(id) && !other(id)).or_else(any);
        // "The company" and "the newspaper" take up a name that tells nothing; "the ministry", "the union" and "the group" are bodies of their own.
        let trade = (is(head, Class::Firm) != is(head, Class::Called) || press) && !is(head, Class::Party);
        let known = self.known_body(head, at).filter(|id| state.is_none() || single(*id)).map(|id| (id, Reason::Description));
        // One of an acronym's letters may stand for the noun: "the league" of "OLA".
        let letter = head.chars().next().map(|first| first.to_ascii_uppercase());
        let spelled = |id: Id| is_acronym(&entities[id].name) && letter.is_some_and(|letter| entities[id].name.contains(letter));
        let known = known.or_else(|| self.only_hyponym(head, at, single).map(|id| (id, Reason::Description)));
        let of_people = |id: Id| is(head, Class::Party) && is_people(&entities[id]);
        let fits = |id: &Id| (trade || spelled(*id) || of_people(*id)) && description.modifiers.len() < 3;
        let taken_up = || running().filter(fits);
        // "The group" is the body that just spoke, where the page does not tell what else that is.
        let own = is(head, Class::Called) || is(head, Class::Private);
        let just_spoke = || self.just_spoke(at).filter(|id| own && single(*id) && !other(*id));
        known.or_else(|| taken_up().or_else(just_spoke).map(|id| (id, Reason::RunningSpeaker)))
    }

    /// The only one that the page named so far, and lately, in whose name or title a noun is less general than this: the "association" that
    /// "the union" is.
    pub(super) fn only_hyponym(&self, general: &str, at: usize, fits: impl Fn(Id) -> bool) -> Option<Id> {
        let known = tables::hyponyms(general).iter().flat_map(|noun| self.cast.by_head(noun).iter().take(MEMORY)).copied();
        let mut met = known.filter(|id| self.named.get(*id) == Some(&true) && fits(*id));
        let first = met.next()?;
        let here = self.page.sentence_of(at);
        let lately = self.recent.iter().any(|seen| seen.id == first && seen.sentence + UNNAMED_FOR >= here);
        (lately && met.all(|id| id == first)).then_some(first)
    }

    /// The only body of the state that the page names with a noun, where that stands alone: "police" of the Harbour Police Department.
    fn only_public_body(&self, description: &Description) -> Option<Id> {
        let bare = description.determiner == Determiner::None && description.tokens.len() == 1;
        let noun = description
            .head
            .filter(|noun| bare && noun.singular.eq_ignore_ascii_case(&description.words) && is(noun.singular, Class::Public))?;
        let entities = &self.cast.entities;
        let mut known =
            self.cast.by_head(noun.singular).iter().take(MEMORY).copied().filter(|id| entities[*id].named && !entities[*id].plural);
        let only = known.next().filter(|id| entities[*id].kind == ActorKind::Organization)?;
        known.all(|id| id == only).then_some(only)
    }

    /// The body that "the Example committee" means: one of the noun with that word in its name.
    pub(super) fn titled_body(&self, description: &Description, at: usize) -> Option<Id> {
        let head = description.head.filter(|noun| !noun.plural)?.singular;
        let title = tables::fold(&self.names[description.premodifier.filter(|_| description.definite())?].printed);
        let entities = &self.cast.entities;
        let known = self.cast.by_head(head);
        let known = &known[..known.len().min(MEMORY)];
        let fits = |id: Id| {
            let name = tables::fold(&entities[id].name);
            known.contains(&id) && !entities[id].plural && title.split(' ').all(|word| name.split(' ').any(|part| part == word))
        };
        self.most_salient(at, fits).or_else(|| known.iter().copied().find(|id| fits(*id)))
    }

    /// "Her campaign", which the page called "Roe's campaign" before.
    fn owned_body(&mut self, description: &Description) -> Option<Id> {
        let head = description.head.filter(|noun| !noun.plural)?.singular;
        let owner = self.possessor(description)?;
        let entities = &self.cast.entities;
        let called = tables::fold(&entities[owner].name);
        let called = called.rsplit(' ').next()?;
        let by_owner = |id: &Id| {
            let name = tables::fold(&entities[*id].name);
            entities[*id].kind == ActorKind::Organization
                && name.split(' ').any(|word| word == called || word.strip_suffix('s') == Some(called))
        };
        self.cast.by_head(head).iter().take(MEMORY).copied().find(by_owner)
    }

    /// The body whose name stands before what it is: "the Example Times newspaper".
    fn named_body(&self, description: &Description, at: usize) -> Option<Id> {
        description.head.filter(|noun| is(noun.singular, Class::Called) && !noun.plural)?;
        let name = description.premodifier.filter(|name| {
            let Name { kind, tokens, .. } = &self.names[*name];
            // "the Example Wire news agency"
            let small = self.page.word(tokens.end).starts_with(char::is_lowercase);
            let beside = tokens.end + 1 == description.title.end || small && tokens.end + 2 == description.title.end;
            matches!(kind, NameKind::Organization | NameKind::Unknown) && beside
        })?;
        self.lead(name, at).filter(|id| self.cast.entities[*id].kind == ActorKind::Organization)
    }

    pub(super) fn body(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        if let Some(id) = self.named_body(description, at) {
            return (vec![id], Reason::Name);
        }
        if let Some((id, reason)) = self.plain_body(description, at) {
            let head = description.head.map_or("", |noun| noun.singular);
            self.cast.describe(id, head);
            return (vec![id], reason);
        }
        let only = self.only_public_body(description);
        if let Some(id) = self.titled_body(description, at).or_else(|| self.owned_body(description)).or(only) {
            return (vec![id], Reason::Description);
        }
        let tied = description.premodifier.or(description.complement.as_ref().map(|(_, name)| *name));
        let kind = if tied.is_some() || description.definite() { ActorKind::Organization } else { ActorKind::Unnamed };
        let country = tied.and_then(|name| self.names[name].country);
        let id = self.new_description(description, kind);
        self.cast.entities[id].country = country;
        self.open_body(id, description, at);
        (vec![id], Reason::Description)
    }
}

/// Whether a body is called by its people: "Republicans".
pub(super) fn is_people(entity: &Entity) -> bool {
    tables::noun(&entity.name).is_some_and(|noun| noun.plural && noun.class == NounClass::Person) || is(&entity.name, Class::People)
}

/// Whether a noun may mean a body as far as the name tells whose it is: a ministry is no business, a manufacturer or a movement not the state's.
pub(super) fn may_be(entity: &Entity, head: &str) -> bool {
    let private = is(head, Class::Firm) || is(head, Class::Private);
    // "The group" may be one that arms itself, "the airline" is a business alone.
    let trades = is(head, Class::Firm) && !is(head, Class::Called);
    !(private && is_public(entity) || trades && is_of_state(entity) || is(head, Class::Public) && is_business(entity))
}

/// Whether a body's name says that it is the state's.
fn is_public(entity: &Entity) -> bool {
    entity.heads.iter().any(|head| is(head, Class::Public))
}

/// Whether a body is known as one of a state, and not for what it prints.
fn is_of_state(entity: &Entity) -> bool {
    tables::body(&entity.name).is_some_and(|body| body.country.is_some() && body.relay.is_none())
}

/// Whether a body's name, or what the page calls it, says that it is a business.
fn is_business(entity: &Entity) -> bool {
    let described = entity.heads.iter().any(|head| is(head, Class::Firm) && !is(head, Class::Called));
    let named = is(&entity.name, Class::Company) || entity.name.split(' ').any(|word| is(word.trim_end_matches('.'), Class::Business));
    described || named
}

/// Whether a body prints or broadcasts, as its name tells.
fn is_outlet(entity: &Entity) -> bool {
    let carries = tables::body(&entity.name).is_some_and(|body| matches!(body.relay, Some(RelayKind::Outlet | RelayKind::StateMedia)));
    let described = entity.heads.iter().any(|head| is(head, Class::Press));
    carries || described || entity.name.rsplit(' ').next().is_some_and(|last| last.len() < entity.name.len() && is(last, Class::Outlet))
}
