//! Whom a description means: an office's holder, a body by what it is, somebody who is named later, or nobody known.

use std::ops::Range;

use super::offices::is_elsewhere;
use super::{Around, Discourse, MEMORY, Seen, Shape, UNNAMED_FOR, agrees, is_person};
use crate::grammar;
use crate::model::ActorKind;
use crate::resolve::Reason;
use crate::resolve::cast::{Entity, Id};
use crate::resolve::countries::{self, Sense};
use crate::resolve::mentions::Case;
use crate::resolve::names::{Name, NameKind, Office};
use crate::resolve::numbers::whole;
use crate::resolve::page::Sentence;
use crate::resolve::source::{Description, Determiner, pronoun};
use crate::resolve::tables::{self, Class, NounClass, is};

/// How many words behind a description may say that whoever it is stays unnamed.
const BEHIND: usize = 10;
/// How adjectives of states end that, behind "the", name their people.
const OF_A_NATION: &[&str] = &["sh", "ch", "ese", "ss"];

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
        if let Some(two) = self.both(description, at) {
            return (two, Reason::Description);
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
        let people = title.len() == 1 && OF_A_NATION.iter().any(|ending| description.words.ends_with(ending));
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

    /// Whose a described person, body or thing is, where a pronoun tells it and the page names them.
    pub(super) fn possessor(&mut self, description: &Description) -> Option<Id> {
        let at = description.tokens.start;
        let pronoun = pronoun(self.page.word(at)).filter(|_| description.possessive() && description.tokens.len() > 1)?;
        let log = self.log.take();
        let owner = self.antecedent(pronoun, at, Case::Possessive, &Around::default());
        self.log = log;
        // "The company" is no name.
        let is_name = |id: &Id| self.cast.entities[*id].named && self.cast.entities[*id].name.starts_with(char::is_uppercase);
        owner.map(|found| found.id).filter(is_name)
    }

    fn several(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let head = description.head.map(|noun| noun.singular);
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
            let two = matches!(description.words.as_str(), "two" | "pair");
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

    /// Whom "both", "both women", "both companies" and "both countries" mean.
    fn both(&self, description: &Description, at: usize) -> Option<Vec<Id>> {
        if description.words.eq_ignore_ascii_case("both") {
            return (self.group.len() == 2).then(|| self.group.clone()).or_else(|| self.two(is_person, at));
        }
        if !self.page.before(description.tokens.start).eq_ignore_ascii_case("both") {
            return None;
        }
        match description.head.filter(|_| self.page.word(description.tokens.end) != "and") {
            _ if is(&self.page.word(description.title.end - 1).to_lowercase(), Class::Land) => {
                self.two(|entity| entity.kind == ActorKind::Country, at)
            }
            Some(noun) if noun.class == NounClass::Person => self.two(|entity| is_person(entity) && agrees(entity.gender, noun.gender), at),
            Some(noun) if is(noun.singular, Class::Firm) => self.two(|entity| entity.kind == ActorKind::Organization, at),
            _ => None,
        }
    }

    /// Those two who spoke as one, if they fit, else the two named ones who fit and whom the page is about here.
    fn two(&self, fits: impl Fn(&Entity) -> bool, at: usize) -> Option<Vec<Id>> {
        let fits = |id: Id| self.cast.entities[id].named && fits(&self.cast.entities[id]);
        if self.group.len() == 2 && self.group.iter().all(|id| fits(*id)) {
            return Some(self.group.clone());
        }
        let first = self.most_salient(at, fits)?;
        let second = self.most_salient(at, |id| id != first && fits(id))?;
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
            // "Roe said. The Ohio senator added": Roe, of whom the page tells no office.
            let regional = office && region.is_some() && description.modifiers.len() == 1;
            // "The Acme founder" is nobody of another body.
            let body = description.premodifier.is_some_and(|name| self.names[name].kind == NameKind::Organization);
            let of_body =
                |id: Id| entities[id].offices.iter().filter_map(|office| office.of.as_deref()).any(|of| tables::region(of).is_none());
            // Who just spoke goes on, described anew: "Roe said. The former three-term governor added".
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
    pub(super) fn just_spoke(&self, at: usize) -> Option<Id> {
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
