//! Whom a description means: an office's holder, a body by what it is, somebody who is named later, or nobody known.

use std::ops::Range;

use super::offices::is_elsewhere;
use super::{Around, Discourse, MEMORY, Seen, Shape, UNNAMED_FOR, agrees, is_person};
use crate::grammar;
use crate::model::{ActorKind, RelayKind};
use crate::resolve::Reason;
use crate::resolve::cast::{Entity, Id};
use crate::resolve::countries::{self, Sense};
use crate::resolve::mentions::Case;
use crate::resolve::names::{Name, NameKind, Office, is_acronym};
use crate::resolve::numbers::whole;
use crate::resolve::page::Sentence;
use crate::resolve::source::{Description, Determiner, pronoun};
use crate::resolve::tables::{self, Class, Gender, NounClass, is};

/// How many words behind a description may say that whoever it is stays unnamed.
const BEHIND: usize = 10;
/// How adjectives of states end that, behind "the", name their people.
const PEOPLES: &[&str] = &["sh", "ch", "ese", "ss"];

impl Discourse<'_> {
    pub(super) fn description(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let class = description.head.map(|noun| noun.class);
        let spoken_for = || description.complement.as_ref().is_some_and(|(word, _)| word == "for");
        if (description.head.is_some_and(|noun| noun.speaks_for_others()) || self.is_mouthpiece(description))
            && (!description.plural || spoken_for())
            && let Some(id) = self.principal(description, at)
        {
            // "The spokesman" is the one whom the page names.
            let again = description.determiner == Determiner::Definite && description.tokens.len() == 1;
            let named = description.head.filter(|_| again).and_then(|noun| self.holder_on_page(description, noun, at, true));
            let since = |id: Id, place: usize| self.recent.iter().any(|seen| seen.id == id && seen.token > place);
            if let Some(named) = named.filter(|named| self.spoken_for.is_none_or(|(_, place)| since(*named, place))) {
                return (vec![named], Reason::Office);
            }
            self.spoken_for = Some((id, at));
            return (vec![id], Reason::SpokenFor);
        }
        // "Roe's own argument" speaks for whose it is.
        if class.is_none()
            && is(self.page.word(description.title.end - 1), Class::Thought)
            && let Some(owner) = self.owner(description)
        {
            return (vec![owner], Reason::Issuer);
        }
        if class.is_none()
            && let Some(state) = self.side(description)
        {
            return (vec![state], Reason::Metonymy);
        }
        match class {
            Some(NounClass::Document) => self.document(description, at),
            Some(NounClass::Organization) => self.body(description, at),
            _ if description.plural => self.several(description, at),
            _ => self.person(description, at),
        }
    }

    /// "The Bordurian side", "the Dutch": the state.
    fn side(&mut self, description: &Description) -> Option<Id> {
        let title = &description.title;
        let side = title.len() == 2 && is(self.page.word(title.end - 1), Class::Side);
        let state = description.premodifier.filter(|_| side).and_then(|name| self.names[name].country);
        // "The Dutch" are no "Dutch", as "the American" is an American.
        let people = title.len() == 1 && PEOPLES.iter().any(|ending| description.words.ends_with(ending));
        let people = || countries::country(&description.words).filter(|(_, sense)| people && *sense == Sense::Adjective);
        let state = state.or_else(|| Some(people()?.0)).filter(|_| description.definite())?;
        Some(self.cast.state(state.name, Some(state)))
    }

    /// Whose a described thing is, in so many words.
    fn owner(&self, description: &Description) -> Option<Id> {
        let name = description.premodifier.filter(|name| grammar::owns(self.page.word(self.names[*name].tokens.end)))?;
        self.lead(name, description.tokens.start)
    }

    /// The entity of a description that speaks nowhere: who is known by it, or a new one.
    pub(super) fn mentioned(&mut self, description: &Description, at: usize) -> Id {
        let known = match description.head {
            Some(noun) if description.definite() && !description.plural && noun.class == NounClass::Person => {
                self.holder(description, at).map(|(id, _)| id)
            }
            Some(noun) if noun.class == NounClass::Organization => {
                self.plain_body(description, at).map(|(id, _)| id).or_else(|| self.titled_body(description, at))
            }
            _ => None,
        };
        let organization = description.head.is_some_and(|noun| noun.class == NounClass::Organization);
        let kind = if organization && description.definite() { ActorKind::Organization } else { ActorKind::Unnamed };
        known.unwrap_or_else(|| {
            let id = self.new_description(description, kind);
            self.open_body(id, description, at);
            let entity = &mut self.cast.entities[id];
            entity.gender = entity.gender.or(description.head.and_then(|noun| noun.gender));
            id
        })
    }

    /// The most salient body that a noun can stand for, by its name or its description.
    pub(super) fn known_body(&self, head: &str, at: usize) -> Option<Id> {
        let known = self.cast.by_head(head).iter().take(MEMORY);
        let entities = &self.cast.entities;
        let single = |id: Id| !is_person(&entities[id]) && !entities[id].plural;
        self.most_salient(at, |id| entities[id].heads.iter().any(|h| h == head) && single(id))
            .or_else(|| known.copied().find(|id| single(*id)))
    }

    /// The body that a bare "the company" means: the latest that is one by its name or description, else the latest named body.
    fn plain_body(&self, description: &Description, at: usize) -> Option<(Id, Reason)> {
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
    fn only_hyponym(&self, general: &str, at: usize, fits: impl Fn(Id) -> bool) -> Option<Id> {
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
    fn titled_body(&self, description: &Description, at: usize) -> Option<Id> {
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

    /// Whose a described person, body or thing is, where a pronoun tells it and the page names them.
    fn possessor(&mut self, description: &Description) -> Option<Id> {
        let at = description.tokens.start;
        let pronoun = pronoun(self.page.word(at)).filter(|_| description.possessive() && description.tokens.len() > 1)?;
        let log = self.log.take();
        let owner = self.antecedent(pronoun, at, Case::Possessive, &Around::default());
        self.log = log;
        // "The company" is no name.
        let is_name = |id: &Id| self.cast.entities[*id].named && self.cast.entities[*id].name.starts_with(char::is_uppercase);
        owner.map(|found| found.id).filter(is_name)
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

    fn several(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let head = description.head.map(|noun| noun.singular);
        let bare = description.words.eq_ignore_ascii_case("both");
        let people = description.head.filter(|noun| noun.class == NounClass::Person && self.page.word(description.tokens.end) != "and");
        let counted = people.is_some() && self.page.before(description.tokens.start).eq_ignore_ascii_case("both");
        if (bare || counted)
            && let Some(two) = self.two(people.and_then(|noun| noun.gender), at)
        {
            return (two, Reason::Description);
        }
        if description.definite() && description.premodifier.is_none() && !description.possessive() {
            let counted = description.modifiers.iter().find_map(|word| whole(word));
            if counted.is_some_and(|count| count == self.group.len() as i64) {
                return (self.group.clone(), Reason::Description);
            }
            let entities = &self.cast.entities;
            let is_head = |id: Id| head.is_some_and(|head| entities[id].heads.iter().any(|h| h == head));
            let bare = description.modifiers.is_empty() && description.complement.is_none();
            let united = |id: Id| entities[id].kind == ActorKind::Organization && entities[id].named && is_head(id);
            if let Some(id) = self.most_salient(at, united).filter(|_| bare) {
                return (vec![id], Reason::Description);
            }
            let same = |id: Id| entities[id].plural && is_head(id);
            if let Some(id) = self.most_salient(at, same) {
                return (vec![id], Reason::Description);
            }
            let two = matches!(description.words.as_str(), "two" | "pair" | "both");
            // "The lawmakers" are who is known as such; "the organisers" are others.
            let people = description.head.filter(|noun| noun.class == NounClass::Person);
            let known = people.is_some_and(|noun| noun.gender.is_some()) || self.group.iter().any(|id| is_head(*id));
            let named = self.group.iter().all(|id| is_person(&entities[*id]));
            if (two || people.is_some() && known) && self.group.len() > 1 && named && description.complement.is_none() {
                return (self.group.clone(), Reason::Description);
            }
        }
        // "The Bordurians say": those who were spoken of, else their state.
        if self.page.before(description.tokens.start).eq_ignore_ascii_case("the")
            && let Some((state, Sense::Inhabitants)) = countries::country(&description.words)
        {
            let people = tables::fold(&description.words);
            let several = |id: Id| self.cast.entities[id].plural && tables::fold(&self.cast.entities[id].name).ends_with(&people);
            let known = self.recent.iter().rev().map(|seen| seen.id).find(|id| several(*id));
            return match known {
                Some(id) => (vec![id], Reason::Description),
                None => (vec![self.cast.state(state.name, Some(state))], Reason::Metonymy),
            };
        }
        let id = self.new_description(description, ActorKind::Unnamed);
        (vec![id], Reason::Description)
    }

    /// "Both women": those two who spoke as one, else the two people of a gender, where one is asked for, whom the page is about here.
    fn two(&self, gender: Option<Gender>, at: usize) -> Option<Vec<Id>> {
        let entities = &self.cast.entities;
        let person = |id: Id| is_person(&entities[id]) && entities[id].named && agrees(entities[id].gender, gender);
        if self.group.len() == 2 && (gender.is_none() || self.group.iter().all(|id| person(*id))) {
            return Some(self.group.clone());
        }
        let first = self.most_salient(at, person)?;
        let second = self.most_salient(at, |id| id != first && person(id))?;
        Some(vec![first, second])
    }

    fn person(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let first = self.page.word(description.tokens.start).to_lowercase();
        if is(&first, Class::Quantifier) && (description.tokens.len() == 1 || description.head.is_some()) {
            return (vec![self.another(description)], Reason::Description);
        }
        let Some(noun) = description.head.filter(|noun| noun.class == NounClass::Person) else {
            return (vec![self.new_description(description, ActorKind::Unnamed)], Reason::Description);
        };
        if description.definite() {
            if let Some((id, reason)) = self.holder(description, at) {
                return (vec![id], reason);
            }
            let entities = &self.cast.entities;
            let told_alone = description.title.len() == 1 && !self.is_told_by_more(description);
            let of_gender = |id: Id| is_person(&entities[id]) && entities[id].named && agrees(entities[id].gender, noun.gender);
            if let Some(id) = self.only_hyponym(noun.singular, at, of_gender).filter(|_| told_alone) {
                return (vec![id], Reason::Office);
            }
            // "the Bordurian striker", "the Lowmere teacher"
            let home = |name: usize| {
                let Name { kind, printed, .. } = &self.names[name];
                let called = tables::body(printed).map_or(printed.as_str(), |body| body.name);
                matches!(kind, NameKind::Adjective | NameKind::Inhabitants | NameKind::Place) || called.ends_with('s')
            };
            let work = |name: usize| matches!(self.page.before(self.names[name].start), "“" | "\"");
            // "The prime minister" is whoever holds that office; a former one may be anybody of whom the page told.
            let office = is(noun.singular, Class::Office);
            let former = description.modifiers.iter().any(|word| word == "former");
            let loose = (former || !office)
                && description.complement.is_none()
                && !self.is_told_by_more(description)
                && !description.possessive()
                // "The hacker who broke in" is told by what he did.
                && !matches!(self.page.word(description.tokens.end), "who" | "whose");
            let plain = loose && description.modifiers.len() <= 2 && description.premodifier.is_none_or(|name| home(name) || work(name));
            // "The Ohio senator" is nobody whom the page calls one of Vermont.
            let region = description.premodifier.and_then(|name| tables::region(&self.names[name].printed));
            let elsewhere = |id: Id| region.is_some_and(|region| is_elsewhere(&entities[id], region));
            if let Some(id) = region.and_then(|region| self.only_one_without_region(description, region)) {
                return (vec![id], Reason::Office);
            }
            // A former minister is nobody who is known by another such office.
            let holds_one = |entity: &Entity| entity.heads.iter().any(|head| is(head, Class::Office));
            // "The Republican" is nobody whom the page calls a Democrat.
            let party = tables::body(self.page.word(description.title.end - 1));
            let of_another = |entity: &Entity| {
                let words = entity.offices.iter().flat_map(|office| office.title.split(' '));
                let mut parties = words.filter(|word| tables::noun(word).is_some()).filter_map(tables::body).peekable();
                party.is_some() && parties.peek().is_some() && parties.all(|other| Some(other) != party)
            };
            let person = |id: Id| {
                let entity = &entities[id];
                let apart = elsewhere(id) || office && holds_one(entity) || of_another(entity);
                is_person(entity) && entity.named && agrees(entity.gender, noun.gender) && !apart
            };
            // Who just spoke goes on, described anew: "Roe said. The former three-term governor added".
            // "Roe said. The Ohio senator added": Roe, of whom the page tells no office.
            let regional = office && region.is_some() && description.modifiers.len() == 1;
            // "The Acme founder" is nobody of another body.
            let body = description.premodifier.is_some_and(|name| self.names[name].kind == NameKind::Organization);
            let of_body =
                |id: Id| entities[id].offices.iter().filter_map(|office| office.of.as_deref()).any(|of| tables::region(of).is_none());
            if (loose || regional)
                && let Some(id) = self.just_spoke(at).filter(|id| person(*id) && !(body && of_body(*id)))
            {
                return (vec![id], Reason::RunningSpeaker);
            }
            // Whom the page is about is described anew, not who is named in passing.
            let main = self.main(self.recent.iter().map(|seen| seen.id).filter(|id| person(*id)));
            if plain && let Some(id) = self.most_salient(at, |id| person(id) && main(id)) {
                return (vec![id], Reason::RunningSpeaker);
            }
        }
        let id = self.new_description(description, ActorKind::Unnamed);
        let entity = &mut self.cast.entities[id];
        entity.gender = entity.gender.or(noun.gender);
        let described_in = self.page.sentence_of(at);
        // "A source" is never named.
        let unnamed = self.told_behind(description).any(|at| is(self.page.word(at), Class::Unnamed));
        let hidden = unnamed || is(noun.singular, Class::Hidden) || is(self.page.word(description.title.end), Class::Hidden);
        if hidden {
            return (vec![id], Reason::Description);
        }
        if !self.open.iter().any(|(open, ..)| *open == id) {
            self.open.push_back((id, described_in, description.definite()));
        }
        if self.open.len() > MEMORY {
            self.open.pop_front();
        }
        (vec![id], Reason::Description)
    }

    /// The only one who spoke in the sentence before, or earlier in this one; sentences that a quotation fills are passed over.
    fn just_spoke(&self, at: usize) -> Option<Id> {
        let here = self.page.sentence_of(at);
        let last = |seen: &&Seen| self.speaking == [seen.id] && seen.case == Case::Subject && seen.shape != Shape::Noun;
        let quotes = |sentence: &Sentence| {
            let opens = matches!(self.page.word(sentence.tokens.start), "“" | "\"");
            opens || self.page.quoted.get(sentence.tokens.start) == Some(&true)
        };
        let follows = |seen: &&Seen| !seen.quoted && (seen.sentence + 1..here).all(|at| quotes(&self.page.sentences[at]));
        self.recent.iter().rev().find(last).filter(follows).map(|seen| seen.id)
    }

    /// The next words of the sentence behind a description, which may say that whoever it is stays unnamed.
    fn told_behind(&self, description: &Description) -> Range<usize> {
        let end = self.page.sentences.get(self.page.sentence_of(description.title.start)).map_or(0, |sentence| sentence.tokens.end);
        description.title.end..end.min(description.title.end + BEHIND)
    }

    /// Whether words after its head tell whom a description means: "the negotiator for the opposition", but "the secretary of State".
    pub(super) fn is_told_by_more(&self, description: &Description) -> bool {
        let after = description.title.end;
        let department = || is(self.page.word(after + 1), Class::Department);
        after < description.tokens.end && is(self.page.word(after), Class::Preposition) && !department()
    }

    /// Somebody else than all before, of the kind that was last described where no noun tells it: "another user", "another".
    fn another(&mut self, description: &Description) -> Id {
        let here = self.page.sentence_of(description.tokens.start);
        let near = self.recent.iter().rev().take_while(|seen| seen.sentence + UNNAMED_FOR >= here);
        let counted = |at: usize| is(&self.page.word(at).to_lowercase(), Class::Quantifier);
        let described = |id: Id| !self.cast.entities[id].named && !self.cast.entities[id].heads.is_empty();
        let one = near.filter(|seen| described(seen.id)).find(|seen| self.cast.entities[seen.id].plural || counted(seen.token));
        let kind = one.map(|seen| seen.id).filter(|_| description.tokens.len() == 1);
        let heads: Vec<String> = match (description.head, kind) {
            (Some(noun), _) => vec![noun.singular.to_owned()],
            (None, Some(kind)) => self.cast.entities[kind].heads.iter().take(1).cloned().collect(),
            (None, None) => Vec::new(),
        };
        let name = match (&description.head, &heads[..]) {
            (None, [head]) => format!("{} {head}", description.words),
            _ => description.words.clone(),
        };
        self.cast.add(Entity { heads, ..Entity::new(name, ActorKind::Unnamed) })
    }

    /// The entity of a description: the one that the same words made before, or a new one.
    pub(super) fn new_description(&mut self, description: &Description, kind: ActorKind) -> Id {
        // "Her campaign" is told by whose it is: on another page the words are somebody else's.
        let owner = self.possessor(description);
        let words = match owner {
            Some(owner) => {
                format!("{}’s {}", self.cast.entities[owner].name, self.page.words(&(description.tokens.start + 1..description.tokens.end)))
            }
            None => description.words.clone(),
        };
        let heads: Vec<String> = description.head.map(|noun| noun.singular.to_owned()).into_iter().collect();
        let plural = description.plural;
        let id = self.cast.described(&words, || Entity { plural, heads, ..Entity::new(words.clone(), kind) });
        if let Some((_, of)) = description.complement.as_ref().filter(|(word, _)| word == "of") {
            let of = Some(self.names[*of].printed.clone());
            let title = self.page.words(&description.title);
            self.cast.entities[id].described = Some(Office { title, of, span: self.page.span(&description.tokens), country: None });
        }
        id
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
