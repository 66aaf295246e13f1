//! Everybody and everything a page names or describes, each once.

use std::collections::{BTreeSet, HashMap};

use super::countries::{Country, Sense, country};
use super::names::{Name, NameKind, Office, is_acronym, is_romanised};
use super::tables::{Class, Gender, NounClass, body, called_by_title, family_first, fold, given_name, is, noun};
use crate::model::ActorKind;
use crate::span::Span;

/// The number of an entity in its cast.
pub(super) type Id = usize;

/// How many entities that share a word are compared; more are never told apart by it.
const NAMESAKES: usize = 16;

/// Somebody or something that may speak.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// The fullest name, or the first description.
    pub(super) name: String,
    /// What sort of actor it would be.
    pub(super) kind: ActorKind,
    /// Whether a name of its own says that it is a human being.
    pub(super) human: bool,
    /// Known gender.
    pub(super) gender: Option<Gender>,
    /// Whether it is several.
    pub(super) plural: bool,
    /// Whether the page names it.
    pub(super) named: bool,
    /// All names.
    pub(super) names: Vec<String>,
    /// Titles, in the order of the text.
    pub(super) offices: Vec<Office>,
    /// The nouns it is described by, in the singular.
    pub(super) heads: Vec<String>,
    /// The state it belongs to.
    pub(super) country: Option<&'static Country>,
    /// Where it is mentioned.
    pub(super) mentions: Vec<Span>,
    /// What a description says somebody is to somebody named ("sister" of "Kim Do Re").
    pub(super) described: Option<Office>,
    /// Those it consists of, where several are spoken of as one.
    pub(super) members: Vec<Id>,
}

impl Entity {
    /// An entity of a kind that is not mentioned yet.
    pub(super) fn new(name: String, kind: ActorKind) -> Self {
        let named = kind != ActorKind::Unnamed;
        Self {
            names: if named { vec![name.clone()] } else { Vec::new() },
            name,
            kind,
            human: false,
            gender: None,
            plural: false,
            named,
            offices: Vec::new(),
            heads: Vec::new(),
            country: None,
            mentions: Vec::new(),
            described: None,
            members: Vec::new(),
        }
    }

    fn add_name(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }
}

/// What a printed name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    /// One entity.
    One(Id),
    /// One of several that share the word, the likeliest by the name's make-up first.
    Namesakes(Vec<Id>),
    /// Nobody: a place, an adjective.
    Nobody,
}

/// The entities of a page.
#[derive(Default)]
pub(super) struct Cast {
    /// All of them.
    pub(super) entities: Vec<Entity>,
    /// For each name of the page what it leads to.
    pub(super) leads: Vec<Lead>,
    by_key: HashMap<String, Id>,
    /// Persons by each word of their names; whether the word is what they are called by, and where they are named in full.
    by_word: HashMap<String, Vec<(Id, bool, usize)>>,
    /// Organizations by the first word of their names, and where they are first named so.
    by_first: HashMap<String, Vec<(Id, usize)>>,
    /// Entities by the nouns they are described by.
    by_head: HashMap<String, Vec<Id>>,
}

impl Cast {
    /// Gathers the names of a page into entities.
    pub(super) fn new(names: &[Name]) -> Self {
        let mut cast = Self::default();
        let mut order: Vec<usize> = (0..names.len()).collect();
        // Longer names first, so that a shorter one finds the longer it is short for; then those of whom a title tells what they are.
        order.sort_by_key(|at| (std::cmp::Reverse(names[*at].printed.split(' ').count()), names[*at].kind == NameKind::Unknown));
        let mut leads = vec![Lead::Nobody; names.len()];
        for &at in &order {
            leads[at] = cast.lead(&names[at]);
        }
        for (name, lead) in names.iter().zip(&leads) {
            if let Lead::One(id) = lead {
                cast.learn(*id, name);
            }
        }
        cast.leads = leads;
        cast
    }

    fn lead(&mut self, name: &Name) -> Lead {
        let key = fold(body(&name.printed).map_or(name.printed.as_str(), |body| body.name));
        let single = !name.printed.contains(' ');
        match name.kind {
            NameKind::Place | NameKind::Adjective | NameKind::Inhabitants => Lead::Nobody,
            NameKind::Country | NameKind::Capital => Lead::One(self.state(&name.printed, name.country)),
            NameKind::Organization => Lead::One(self.organization(name, key)),
            NameKind::Person if !single => Lead::One(self.person(name, key)),
            NameKind::Person | NameKind::Unknown => self.short(name, key),
        }
    }

    fn intern(&mut self, key: String, make: impl FnOnce() -> Entity) -> Id {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let id = self.add(make());
        self.by_key.insert(key, id);
        id
    }

    /// Adds an entity.
    pub(super) fn add(&mut self, entity: Entity) -> Id {
        for head in &entity.heads {
            self.by_head.entry(head.clone()).or_default().push(self.entities.len());
        }
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// The entity that a description in these words made before, or a new one.
    pub(super) fn described(&mut self, words: &str, make: impl FnOnce() -> Entity) -> Id {
        self.intern(fold(words), make)
    }

    /// The person of a full name, who may be mentioned nowhere.
    pub(super) fn person_of(&mut self, name: &str) -> Id {
        self.intern(fold(name), || Entity::new(name.to_owned(), ActorKind::Person))
    }

    /// The people whom the page names in full who are called by a word.
    pub(super) fn called(&self, word: &str) -> impl Iterator<Item = Id> {
        let bearers = self.by_word.get(&fold(word)).into_iter().flatten();
        bearers.filter(|(_, called, _)| *called).map(|(id, ..)| *id)
    }

    /// The one on the page who has a full name, or is called by what those of this name are called by and by nothing else.
    pub(super) fn known_by(&self, name: &str) -> Option<Id> {
        let key = fold(name);
        let words: Vec<&str> = plain(&key).split(' ').collect();
        let called = words[called_by(name, words.len())];
        // Ann Roe is also Ann M. Roe, and not Ann Roe Jr.
        let same = |id: &Id| words.len() > 1 && ends(&fold(&self.entities[*id].name)) == ends(&key);
        let in_full = || self.called(called).find(same);
        let short = || self.by_key.get(called).copied().filter(|id| fold(&self.entities[*id].name) == called);
        self.by_key.get(&key).copied().or_else(in_full).or_else(short).filter(|id| self.may_be_person(*id))
    }

    /// Whether nothing on the page says that it is a body.
    fn may_be_person(&self, id: Id) -> bool {
        let entity = &self.entities[id];
        entity.kind == ActorKind::Person || entity.heads.is_empty() && entity.country.is_none()
    }

    /// The state of a name.
    pub(super) fn state(&mut self, name: &str, country: Option<&'static Country>) -> Id {
        self.intern(fold(name), || Entity { country, ..Entity::new(name.to_owned(), ActorKind::Country) })
    }

    /// The organization of a name that names nothing else.
    pub(super) fn named_body(&mut self, name: &str) -> Id {
        self.intern(fold(name), || Entity::new(name.to_owned(), ActorKind::Organization))
    }

    /// The only named body whose name begins with these words and goes on.
    pub(super) fn body_beginning(&self, words: &str) -> Option<Id> {
        self.only_longer(&fold(words), usize::MAX, |_| true)
    }

    /// The only body, named before a token, whose name goes on behind these words, folded, with words that all fit.
    fn only_longer(&self, key: &str, before: usize, fits: impl Fn(&str) -> bool) -> Option<Id> {
        let goes_on = |name: &str| {
            let begins = fold(name).strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
            begins && name.split(' ').skip(key.split(' ').count()).all(&fits)
        };
        let mut longer = self.by_first.get(key.split(' ').next()?)?.iter().filter(|(id, _)| goes_on(&self.entities[*id].name));
        longer.next().filter(|(_, named)| *named < before && longer.next().is_none()).map(|(id, _)| *id)
    }

    /// The only body whose name is these words, folded, and words that many bodies have: "Acme" of "Acme Motors Inc."; with any words
    /// where the page prints the longer name first, as "Acme Dairy Partners".
    fn short_of_body(&self, key: &str, name: &Name) -> Option<Id> {
        let common = |word: &str| {
            let bare = word.trim_end_matches('.');
            is(bare, Class::Business)
                || is(bare, Class::Trade)
                || bare == "&"
                || noun(bare).is_some_and(|noun| is(noun.singular, Class::Firm))
        };
        // A word that the page prints before the longer name is a name of its own, as "the House" is; Acme TV and an ACME Report are
        // things of Acme's, a Roe Foundation is named after somebody.
        let own = name.printed.contains(' ') || is_acronym(&name.printed) || is(&name.printed, Class::Organisation);
        let own = own || self.by_key.contains_key(key);
        let things = |word: &str| is(word, Class::Outlet) || is(word, Class::Namesake) || is(&word.to_lowercase(), Class::Private);
        let introduced = || self.only_longer(key, name.start, |word| !things(word));
        // "Acme" is Acme Inc. rather than Acme Capital Inc.
        let whole = || self.only_longer(key, usize::MAX, |word| is(word.trim_end_matches('.'), Class::Legal));
        whole()
            .or_else(|| self.only_longer(key, usize::MAX, common))
            .or_else(|| introduced().filter(|id| !own && !opens_with_acronym(&self.entities[*id])))
    }

    fn organization(&mut self, name: &Name, key: String) -> Id {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let last = key.rsplit(' ').next().unwrap_or_default().to_owned();
        // "Lind" of Mara Lind Co., but not "Lowmere" of Bank of Lowmere Corp.
        let own = |word: &&str| !is(word, Class::Trade) && noun(word).is_none();
        let stem_last = stem(&name.printed).rsplit(' ').next().filter(own).filter(|_| !key.contains(" of ")).map(fold);
        let stem_last = stem_last.filter(|word| *word != last && key.split(' ').count() > 2);
        // "Republicans" are more than "Senate Republicans".
        let people = noun(&key).is_some_and(|noun| noun.plural && noun.class == NounClass::Person);
        let longer = self.by_head.get(&last).into_iter().flatten().take(NAMESAKES).filter(|_| !people);
        let longer = longer.copied().find(|id| fold(&self.entities[*id].name).ends_with(&format!(" {key}")));
        let longer = longer.or_else(|| self.short_of_body(&key, name));
        let id = longer.unwrap_or_else(|| {
            let bodies =
                key.split(' ').filter(|word| *word != last && noun(word).is_some_and(|noun| noun.class == NounClass::Organization));
            // "Doctors for Safe Water" are "the doctors".
            let people = key.split(' ').next().and_then(noun).filter(|noun| noun.plural && noun.class == NounClass::Person);
            let people = people.map(|noun| noun.singular.to_owned());
            let heads = std::iter::once(last.clone()).chain(stem_last).chain(bodies.map(str::to_owned)).chain(people).collect();
            self.add(Entity { country: name.country, heads, ..Entity::new(name.printed.clone(), ActorKind::Organization) })
        });
        let first = self.by_first.entry(key.split(' ').next().unwrap_or_default().to_owned()).or_default();
        if first.len() < NAMESAKES && first.iter().all(|(known, _)| *known != id) {
            first.push((id, name.start));
        }
        self.by_key.insert(key, id);
        let short = name.alias.clone().map(|alias| fold(&alias)).into_iter().chain(acronyms(&name.printed));
        for alias in short {
            self.by_key.entry(alias).or_insert(id);
        }
        id
    }

    fn person(&mut self, name: &Name, key: String) -> Id {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let words: Vec<&str> = plain(&key).split(' ').collect();
        let last = words[words.len() - 1];
        let same = |(id, _, named): &&(Id, bool, usize)| {
            let known = fold(&self.entities[*id].name);
            // Ann Roe is another than the Ann Roe Jr. that the page comes to later, and short for one that it came from.
            let generation = key != plain(&key) || known != plain(&known) && name.tokens.start < *named;
            (!generation || key == known) && same_person(plain(&known), &key)
        };
        let known = self.by_word.get(last).into_iter().flatten().take(NAMESAKES).find(same).map(|(id, ..)| *id);
        let id = known.unwrap_or_else(|| {
            let id = self.add(Entity::new(name.printed.clone(), ActorKind::Person));
            let called = called_by(&name.printed, words.len());
            for (at, word) in words.iter().enumerate() {
                let namesakes = self.by_word.entry((*word).to_owned()).or_default();
                if namesakes.len() < NAMESAKES {
                    namesakes.push((id, at == called, name.tokens.start));
                }
            }
            id
        });
        self.by_key.insert(key, id);
        id
    }

    /// What a single word leads to: those whose names it is a part of, else a name of its own.
    fn short(&mut self, name: &Name, key: String) -> Lead {
        // "Roe-Poe" of Ann Roe-Poe
        if let Some((_, last)) = key.rsplit_once(' ') {
            let part = |id: &Id| {
                let whole = fold(&self.entities[*id].name);
                whole.ends_with(&format!(" {key}")) || whole.starts_with(&format!("{key} "))
            };
            let known = self.by_word.get(last).into_iter().flatten().map(|(id, ..)| *id).find(part);
            if let Some(id) = known {
                return Lead::One(id);
            }
        }
        let mut namesakes = self.by_word.get(&key).cloned().unwrap_or_default();
        if given_name(&name.printed).is_none() {
            let called = namesakes.iter().any(|(_, called, _)| *called);
            // The first word of several names, or one that the page prints before the longer name, may be a house's of its own.
            let own = namesakes.len() > 1 || self.by_key.contains_key(&key);
            namesakes.retain(|(_, by, named)| *by || !called && !own && *named < name.tokens.start);
        }
        match namesakes[..] {
            [] => {}
            [(id, ..)] => return Lead::One(id),
            _ => return Lead::Namesakes(namesakes.into_iter().map(|(id, ..)| id).collect()),
        }
        // "the Times" of the Example Times
        let longer = self.by_head(&key).iter().take(NAMESAKES).copied();
        let longer = longer.filter(|_| name.kind == NameKind::Unknown);
        if let Some(id) = longer.clone().find(|id| fold(stem(&self.entities[*id].name)).ends_with(&format!(" {key}"))) {
            return Lead::One(id);
        }
        if let Some(id) = self.short_of_body(&key, name).filter(|_| name.kind == NameKind::Unknown) {
            return Lead::One(id);
        }
        let person = name.kind == NameKind::Person || (given_name(&name.printed).is_some() && !is_acronym(&name.printed));
        let kind = if person { ActorKind::Person } else { ActorKind::Organization };
        // "Mr. Roe" and "Mrs. Roe" are two.
        let known = self.by_key.get(&key).and_then(|id| self.entities[*id].gender);
        let key = match name.gender {
            Some(gender) if known.is_some_and(|known| known != gender) => {
                format!("{key} {}", if gender == Gender::Female { "f" } else { "m" })
            }
            _ => key,
        };
        let id = self.intern(key, || Entity::new(name.printed.clone(), kind));
        self.entities[id].gender = self.entities[id].gender.or(name.gender);
        Lead::One(id)
    }

    /// Takes over what a printed name tells of its entity.
    pub(super) fn learn(&mut self, id: Id, name: &Name) {
        let entity = &mut self.entities[id];
        entity.gender = entity.gender.or(name.gender);
        entity.human |= name.human;
        entity.country = entity.country.or(name.country);
        entity.add_name(&name.printed);
        // "Republicans" rather than "GOP", where the page prints both.
        if body(&name.printed).is_some_and(|body| body.name == name.printed) {
            entity.name.clone_from(&name.printed);
        }
        for office in &name.offices {
            // "Sen. Roe" has the office of "Sen. Roe of Ohio".
            match entity
                .offices
                .iter_mut()
                .find(|o| o.title == office.title && (o.of == office.of || o.of.is_none() || office.of.is_none()))
            {
                Some(known) if known.of.is_none() => *known = office.clone(),
                Some(_) => {}
                None => entity.offices.push(office.clone()),
            }
            for head in heads_of(&office.title) {
                if !entity.heads.contains(&head) {
                    entity.heads.push(head.clone());
                    self.by_head.entry(head).or_default().push(id);
                }
            }
        }
    }

    /// Takes note that a noun describes an entity.
    pub(super) fn describe(&mut self, id: Id, head: &str) {
        let entity = &mut self.entities[id];
        if !entity.heads.iter().any(|known| known == head) {
            entity.heads.push(head.to_owned());
            self.by_head.entry(head.to_owned()).or_default().push(id);
        }
    }

    /// The entities that a noun describes, or in whose names it stands.
    pub(super) fn by_head(&self, head: &str) -> &[Id] {
        self.by_head.get(head).map_or(&[], Vec::as_slice)
    }

    /// Makes a description one with the person who turned out to be meant.
    pub(super) fn merge(&mut self, description: Id, person: Id) {
        let taken = std::mem::replace(&mut self.entities[description], Entity::new(String::new(), ActorKind::Unnamed));
        if let Some(known) = self.by_key.get_mut(&fold(&taken.name)).filter(|known| **known == description) {
            *known = person;
        }
        let entity = &mut self.entities[person];
        entity.gender = entity.gender.or(taken.gender);
        entity.country = entity.country.or(taken.country);
        entity.mentions.extend(taken.mentions);
        entity.offices.extend(taken.offices);
        entity.offices.extend(taken.described);
        for head in taken.heads {
            self.by_head.entry(head.clone()).or_default().push(person);
            entity.heads.push(head);
        }
    }
}

/// The nouns that whoever has a title is called by, in the singular: "minister" of "Minister of Defense", "senator" of "Sen.".
fn heads_of(title: &str) -> Vec<String> {
    let before = [" of ", " for ", " in "].iter().filter_map(|of| title.find(of)).min().map_or(title, |end| &title[..end]);
    let last = before.rsplit(' ').next().unwrap_or(before);
    match called_by_title(last) {
        [] => vec![noun(last).map_or_else(|| last.to_lowercase(), |n| n.singular.to_owned())],
        nouns => nouns.iter().map(|noun| (*noun).to_owned()).collect(),
    }
}

/// Whether a body's name begins with an acronym.
fn opens_with_acronym(body: &Entity) -> bool {
    body.name.split(' ').next().is_some_and(is_acronym)
}

/// Which word of a full name its bearer is called by.
fn called_by(name: &str, words: usize) -> usize {
    let first = name.split([' ', '-']).next().unwrap_or_default();
    if family_first(first) && (is_romanised(name) || given_name(first).is_none()) && words <= 3 { 0 } else { words - 1 }
}

/// A folded name without the generation at its end: "ann roe" of "ann roe jr".
fn plain(name: &str) -> &str {
    name.rsplit_once(' ').filter(|(_, last)| is(last, Class::Generation)).map_or(name, |(plain, _)| plain)
}

/// A business's name without its legal form: "Acme Motors" of "Acme Motors Inc.".
fn stem(name: &str) -> &str {
    name.rsplit_once(' ').filter(|(_, last)| is(last.trim_end_matches('.'), Class::Legal)).map_or(name, |(stem, _)| stem)
}

/// The first and the last word of a name.
fn ends(name: &str) -> (Option<&str>, Option<&str>) {
    (name.split(' ').next(), name.rsplit(' ').next())
}

/// Whether a shorter folded name is short for a longer one: an end or a beginning of it, or the same but for middle names.
fn same_person(longer: &str, shorter: &str) -> bool {
    longer == shorter
        || longer.strip_suffix(shorter).is_some_and(|rest| rest.ends_with(' '))
        || longer.strip_prefix(shorter).is_some_and(|rest| rest.starts_with(' '))
        || (ends(longer) == ends(shorter) && !longer.split(' ').next().is_some_and(family_first))
}

/// The acronyms a body's name may be shortened to: its initials, where it has three or more, also without the State
/// that opens it ("U.S."), with what says that it is a business ("Corp"), and without the last of what an "and" joins; a business also goes by
/// two, where they mean nobody else.
fn acronyms(name: &str) -> BTreeSet<String> {
    let words: Vec<&str> = name.split([' ', '-']).collect();
    let national = words.len() > 1 && country(words[0]).is_some_and(|(_, sense)| sense == Sense::Name);
    let own = &words[usize::from(national)..];
    let last_of_two = own.len() > 2 && own[own.len() - 2] == "and";
    let telling = |words: &[&'_ str]| {
        let words = words.iter().filter(|word| !is(word.trim_end_matches('.'), Class::Abbreviation));
        initials(words.copied())
    };
    let without_last = if last_of_two { &own[..own.len() - 2] } else { &[] };
    let whole = |words: &[&'_ str]| initials(words.iter().copied());
    let business = words.split_last().filter(|(last, _)| is(last.trim_end_matches('.'), Class::Legal));
    let two = business.map(|(_, own)| whole(own)).filter(|two| two.chars().count() == 2);
    let two = two.filter(|two| body(&two.to_uppercase()).is_none() && country(&two.to_uppercase()).is_none());
    let forms = [telling(&words), whole(&words), telling(own), whole(own), telling(without_last)];
    forms.into_iter().filter(|initials| initials.chars().count() >= 3).chain(two).collect()
}

/// The capitals that words begin with, in small letters.
fn initials<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.filter_map(|word| word.chars().next().filter(|c| c.is_uppercase() || *c == '&')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_of_one_name() {
        assert!(same_person("joel eriksson ek", "eriksson ek"));
        assert!(same_person("mary q doe", "mary doe"));
        assert_eq!((plain("mary doe jr"), plain("jr")), ("mary doe", "jr"));
        assert!(!same_person("kim jong un", "kim yo jong"));
        assert!(!same_person("john doe", "jane doe"));
    }

    #[test]
    fn what_people_are_called_by() {
        assert_eq!(called_by("Kim Jong-un", 3), 0);
        assert_eq!(called_by("Mary Anne Doe", 3), 2);
        assert_eq!(called_by("Lee Harvey Doe", 3), 2);
        assert_eq!(called_by("Lee Doe-in", 3), 0);
    }

    #[test]
    fn initials_of_bodies() {
        let of = |expected: &[&str]| expected.iter().map(|&acronym| acronym.to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(acronyms("Ministry of Trade, Industry and Energy"), of(&["mti", "mtie"]));
        assert_eq!(acronyms("Acme Gas & Electric Co."), of(&["ag&e", "ag&ec"]));
        assert_eq!(acronyms("U.S. Bridges and Tunnels Authority"), of(&["bta", "ubta"]));
        assert_eq!(acronyms("Acme Motors Corp."), of(&["am", "amc"]));
        assert!(acronyms("Acme Bank").is_empty() && acronyms("United Services Inc").iter().all(|acronym| acronym != "us"));
    }
}
