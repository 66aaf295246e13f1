//! Who holds the office that a description names.

use super::{Discourse, MEMORY, agrees, is_person};
use crate::model::ActorKind;
use crate::resolve::Reason;
use crate::resolve::cast::{Entity, Id};
use crate::resolve::countries::{self, Country, by_code};
use crate::resolve::holders::{self, Term};
use crate::resolve::source::Description;
use crate::resolve::tables::{self, Class, Noun, is};

/// So many words a State's name has at most, where it describes somebody.
const LONGEST_STATE: usize = 3;

impl Discourse<'_> {
    /// Who holds the office, or was described before, in the words of a definite description.
    pub(super) fn holder(&mut self, description: &Description, at: usize) -> Option<(Id, Reason)> {
        let noun = description.head?;
        let described = self.holder_on_page(description, noun, at, false);
        let spoke = described.filter(|id| self.spoke_in.contains_key(id));
        let called = self.holder_on_page(description, noun, at, true).or(spoke);
        let (known, others) = self.known_holders(description, noun);
        // "The president" is not whom the page calls so who held it before or after.
        if let Some(id) = called.filter(|id| known.is_none() || !others.contains(id)) {
            return Some((id, Reason::Office));
        }
        if let Some(id) = known {
            self.cast.entities[id].kind = ActorKind::Person;
            return Some((id, Reason::KnownHolder));
        }
        let speaker = self.only_speaker(description, noun).map(|id| (id, Reason::RunningSpeaker));
        speaker.or(described.map(|id| (id, Reason::Office)))
    }

    /// The only person whom the page named so far, who spoke last and of whom nothing is told: "the senator".
    fn only_speaker(&self, description: &Description, noun: Noun) -> Option<Id> {
        let entities = &self.cast.entities;
        let [id] = self.speaking[..] else { return None };
        let holds_none = entities[id].heads.is_empty();
        let told_alone = is(noun.singular, Class::Office) && description.title.len() == 1 && !self.is_told_by_more(description);
        let fits =
            told_alone && description.definite() && holds_none && is_person(&entities[id]) && agrees(entities[id].gender, noun.gender);
        (fits && self.people == [id]).then_some(id)
    }

    /// Whom the page calls by the words of a description: somebody it names, or also one whom it only described.
    pub(super) fn holder_on_page(&self, description: &Description, noun: Noun, at: usize, named: bool) -> Option<Id> {
        let holders = self.cast.by_head(noun.singular);
        let holders = &holders[..holders.len().min(MEMORY)];
        // "The mayor" is the deputy mayor only where there is no other.
        let deputy = |title: &str| ["deputy", "vice", "lieutenant"].iter().any(|word| title.starts_with(word));
        let only_deputy = |id: Id| {
            let offices = self.cast.entities[id].offices.iter().map(|office| spelled_out(&office.title));
            offices.filter(|title| title.split(' ').any(|word| word == noun.singular)).all(|title| deputy(&title))
        };
        let deputy_meant = description.modifiers.iter().any(|word| deputy(word));
        // Whom the page names holds it, rather than one whom it only described.
        let by_name = |id: Id| self.cast.entities[id].named && (deputy_meant || !only_deputy(id));
        let fits = |id: Id| self.holds(id, description) && (!named || by_name(id));
        self.most_salient(at, |id| holders.contains(&id) && fits(id)).or_else(|| holders.iter().copied().find(|id| fits(*id)))
    }

    /// Whom the page names of those who are known to have held an office on its day, the only one or the only one whom the page is about,
    /// and those who are known to have held it on other days alone.
    fn known_holders(&self, description: &Description, noun: Noun) -> (Option<Id>, Vec<Id>) {
        let Some(day) = self.day.map(|day| day.to_string()) else { return (None, Vec::new()) };
        let complement = description.complement.as_ref().filter(|(word, _)| word == "of").map(|(_, name)| *name);
        let of = description.premodifier.or(complement).map(|name| &self.names[name]);
        // "The company's president", "the president of a club"
        if of.is_none() && (description.possessive() || self.is_told_by_more(description)) {
            return (None, Vec::new());
        }
        let home = of.map(|name| tables::fold(&self.page.words(&name.tokens))).unwrap_or_default();
        let words = description.modifiers.iter().flat_map(|modifier| modifier.split(' '));
        let own = words.filter(|word| home.split(' ').all(|other| other != *word));
        let office = own.chain([noun.singular]).collect::<Vec<_>>().join(" ").replace('-', " ");
        let body = of.map(|name| tables::body(&name.printed).map_or(name.printed.as_str(), |body| body.name));
        // "The chief" is of any body, "the secretary general" of few.
        let bare = |place: &str| office.contains(' ') || by_code(place).is_some();
        let held_in = |place: &str| {
            of.map_or_else(|| bare(place), |name| name.country.is_some_and(|state| state.code == place) || body == Some(place))
        };
        let (terms, others): (Vec<_>, Vec<_>) = holders::terms(&office).filter(|term| held_in(term.of)).partition(|term| term.holds(&day));
        let named = |terms: Vec<&Term>| -> Vec<Id> {
            terms.iter().filter_map(|term| term.names().find_map(|name| self.cast.known_by(name))).collect()
        };
        let (named, mut others) = (named(terms), named(others));
        others.retain(|id| !named.contains(id));
        let main = self.main(named.iter().copied());
        let about: Vec<Id> = named.iter().copied().filter(|id| named.len() == 1 || main(*id)).collect();
        (if let [id] = about[..] { Some(id) } else { None }, others)
    }

    /// Whether somebody holds the office, or was described in the words, of a description.
    fn holds(&self, id: Id, description: &Description) -> bool {
        let entity = &self.cast.entities[id];
        if entity.plural || !is_person(entity) || !agrees(entity.gender, description.head.and_then(|noun| noun.gender)) {
            return false;
        }
        let complement = description.complement.as_ref().map(|(_, name)| self.names[*name].printed.as_str());
        // In "Borduria's interior minister" the state is no part of the office's name.
        let state = description.premodifier.map(|name| &self.names[name]);
        // "The Bordurian leader" is nobody who was described as Norway's.
        let own = state_of(entity);
        let state = state.filter(|name| name.country.is_some() && own.is_none_or(|own| Some(own) == name.country));
        let home = state.map(|name| tables::fold(&self.page.words(&name.tokens))).unwrap_or_default();
        let home: Vec<&str> = home.split(' ').collect();
        let offices = entity.offices.iter().map(|office| (spelled_out(&office.title), office.of.as_deref()));
        let described = (!entity.named).then(|| (tables::fold(&entity.name), None));
        let others = |title: &str| title.split(' ').any(|word| matches!(word, "next" | "new" | "another" | "other"));
        let telling = |word: &&str| !matches!(*word, "former" | "influential" | "powerful" | "same" | "senior" | "");
        offices.chain(described).filter(|(title, _)| !others(title)).any(|(title, of)| {
            let whole = format!("{title} {}", tables::fold(of.unwrap_or_default()));
            let mut words =
                description.modifiers.iter().flat_map(|modifier| modifier.split(' ')).filter(telling).filter(|word| !home.contains(word));
            let words_fit = words.all(|word| whole.split(' ').any(|part| part == word));
            let of_fits = complement.is_none_or(|complement| {
                of.is_none_or(|of| tables::fold(of) == tables::fold(complement)) || title.contains(&tables::fold(complement))
            });
            let is_head = |head: Noun| {
                title.split(' ').any(|word| word == head.singular)
                    || !entity.named && entity.heads.iter().any(|known| known == head.singular)
            };
            words_fit && of_fits && description.head.is_some_and(is_head)
        })
    }

    /// The only one of an office whom the page does not call one of another region: "the Ohio senator" of "Sen. Roe".
    pub(super) fn only_one_without_region(&self, description: &Description, region: &str) -> Option<Id> {
        let noun = description.head.filter(|_| description.modifiers.len() == 1)?;
        let fits = |id: &Id| {
            let entity = &self.cast.entities[*id];
            entity.named && is_person(entity) && agrees(entity.gender, noun.gender) && !is_elsewhere(entity, region)
        };
        let mut known = self.cast.by_head(noun.singular).iter().take(MEMORY).copied().filter(fits);
        known.next().filter(|_| known.next().is_none())
    }
}

/// The state that somebody belongs to, or is described with: the United States of "a U.S. official".
pub(super) fn state_of(entity: &Entity) -> Option<&'static Country> {
    if entity.country.is_some() || entity.named {
        return entity.country;
    }
    let words: Vec<&str> = entity.name.split([' ', '\'', '’']).collect();
    // "South Sudanese" is not Sudanese; a Georgia lawmaker may be of either.
    let at =
        |from: usize| (1..=words.len().min(LONGEST_STATE)).rev().find_map(|n| countries::country(&words.get(from..from + n)?.join(" ")));
    (0..words.len()).find_map(|from| at(from).filter(|_| tables::region(words[from]).is_none())).map(|(state, _)| state)
}

/// Whether a page calls somebody one of other regions than this, or of a state that has none of that name.
pub(super) fn is_elsewhere(entity: &Entity, region: &str) -> bool {
    if entity.country.is_some_and(|country| country.code != tables::STATE_OF_REGIONS) {
        return true;
    }
    let mut regions = entity.offices.iter().filter_map(|office| tables::region(office.of.as_deref()?)).peekable();
    regions.peek().is_some() && regions.all(|other| other != region)
}

/// A title with the nouns that its abbreviations stand for, in small letters.
fn spelled_out(title: &str) -> String {
    let word = |word: &str| match tables::called_by_title(word) {
        [] => tables::fold(word),
        nouns => nouns.join(" "),
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
