//! Who is meant: sources against what was mentioned before them.
//!
//! The reader goes through the mentions of a page from top to bottom and keeps the latest in mind. `antecedents` finds whom a pronoun
//! stands for, `descriptions` whom a description means, `later` whom it turns out to have meant, `offices` who holds one,
//! `documents` whose words a document holds.

mod antecedents;
mod descriptions;
mod documents;
mod later;
mod offices;

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use jiff::civil::Date;

use super::cast::{Cast, Entity, Id, Lead};
use super::countries::{self, Sense};
use super::mentions::{Case, Mention, What};
use super::names::{Name, NameKind, Office, office};
use super::numbers::whole;
use super::page::Page;
use super::source::{Description, Determiner, Party, Pronoun};
use super::tables::{self, Class, Gender, NounClass, is};
use super::{Antecedents, Reason};
use crate::grammar;
use crate::model::ActorKind;
use crate::span::Span;
use descriptions::may_be;

/// How many mentions a reader keeps in mind.
const MEMORY: usize = 96;
/// How many sentences a described person may stay without a name.
const UNNAMED_FOR: usize = 12;

/// How many of a family "the Roes" are, at most.
const FAMILY: usize = 4;

/// How many tokens a bracket after a name has, at most.
const BRACKET: usize = 8;

/// How many words before an object the relative pronoun of its clause may stand.
const CLAUSE: usize = 10;

/// How many words before a relative pronoun may say of how many people it speaks.
const PHRASE: usize = 8;

/// How a mention is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Name,
    Noun,
    Pronoun,
}

/// A mention as it is remembered.
#[derive(Debug, Clone, Copy)]
struct Seen {
    id: Id,
    token: usize,
    sentence: usize,
    block: usize,
    case: Case,
    shape: Shape,
    quoted: bool,
    /// Whether nothing was mentioned before it in its sentence.
    opens: bool,
}

/// What a source stands in and beside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'s> {
    /// The speakers of the statement in whose content it stands.
    pub(super) outer: &'s [Id],
    /// Whether that content is in its speaker's own words, who is "I" there, not "he".
    pub(super) voiced: bool,
    /// The tokens that are its own words: whom they name is somebody else.
    pub(super) own: &'s [Range<usize>],
}

/// Whom a party of a source means, by which rule and on which words' strength.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub(super) ids: Vec<Id>,
    pub(super) reason: Reason,
    /// The mention that decided.
    pub(super) mention: Option<Span>,
    /// How likely it is, from 0 to 1, where there was a choice.
    pub(super) score: Option<f32>,
}

impl Meant {
    pub(super) fn new(ids: Vec<Id>, reason: Reason) -> Self {
        Self { ids, reason, mention: None, score: None }
    }
}

/// What a reader keeps in mind while reading on.
pub(super) struct Discourse<'a> {
    page: &'a Page<'a>,
    names: &'a [Name],
    pub(super) cast: Cast,
    recent: VecDeque<Seen>,
    /// Who "I" is outside of quotations.
    writer: Option<Id>,
    /// The day of the page, where it is known.
    day: Option<Date>,
    /// The last speakers that were several.
    group: Vec<Id>,
    /// Whose the documents of each kind are, and where the page tells it.
    issuers: HashMap<&'static str, Vec<(usize, Vec<Id>)>>,
    /// Documents that are described, with their noun, where, and whether as something known.
    unissued: HashMap<Id, (&'static str, usize, bool)>,
    /// The one for whom an unnamed spokesman spoke last, and where.
    spoken_for: Option<(Id, usize)>,
    /// Described people who may be named later, with the sentence they were described in.
    open: VecDeque<(Id, usize, bool)>,
    /// Described bodies that may be named later, with the sentence they were described in.
    open_bodies: VecDeque<(Id, usize)>,
    /// Those who spoke last.
    pub(super) speaking: Vec<Id>,
    /// The block in which each entity spoke last.
    spoke_in: HashMap<Id, usize>,
    /// How often each entity was mentioned.
    count: HashMap<Id, u32>,
    /// Whether each entity was met by name.
    named: Vec<bool>,
    /// The first two people of them.
    people: Vec<Id>,
    /// Descriptions that became persons.
    merged: HashMap<Id, Id>,
    /// The end of the last mention that may be joined to the next by "and".
    last: Option<(Id, usize)>,
    /// Those named before it in a row, with commas between them.
    listed: Vec<Id>,
    /// The first and the last of those that were joined by "and", with the entity that is all of them.
    joined: HashMap<(Id, Id), Id>,
    /// Where choices are written down, for fitting.
    pub(super) log: Option<Vec<Antecedents>>,
}

impl<'a> Discourse<'a> {
    /// A reader of a page, who has read nothing yet; `writer` is the name of its only writer, `day` when it came out.
    pub(super) fn new(page: &'a Page<'a>, names: &'a [Name], mut cast: Cast, writer: Option<&str>, day: Option<Date>) -> Self {
        let writer = writer.map(|name| cast.person_of(name));
        Self {
            page,
            names,
            cast,
            recent: VecDeque::new(),
            writer,
            day,
            group: Vec::new(),
            issuers: HashMap::new(),
            unissued: HashMap::new(),
            spoken_for: None,
            open: VecDeque::new(),
            open_bodies: VecDeque::new(),
            speaking: Vec::new(),
            spoke_in: HashMap::new(),
            count: HashMap::new(),
            named: Vec::new(),
            people: Vec::new(),
            merged: HashMap::new(),
            last: None,
            listed: Vec::new(),
            joined: HashMap::new(),
            log: None,
        }
    }

    /// Takes note of a mention that the reader comes to.
    pub(super) fn meet(&mut self, mention: &Mention) {
        let at = mention.tokens.start;
        let id = match &mention.what {
            What::Name(name) => self.meet_name(*name),
            What::Noun(description) => {
                let equated = self.equated(description, mention).or_else(|| self.apposed_body(description, mention));
                let equated = equated.or_else(|| self.apposed_name(description, mention));
                let known = equated.or_else(|| self.apposed(description, mention, false));
                let id = known.unwrap_or_else(|| self.mentioned(description, at));
                self.cast.entities[id].mentions.push(self.page.span(&description.tokens));
                if description.head.is_some_and(|noun| noun.class == NounClass::Document) {
                    self.note_document(id, description, mention);
                }
                Some(id)
            }
            What::Pronoun(pronoun @ (Pronoun::He | Pronoun::She | Pronoun::They)) if !self.page.quoted[at] => {
                self.antecedent(*pronoun, at, mention.case, &Around::default()).map(|found| found.id)
            }
            What::Pronoun(Pronoun::It) if self.log.is_some() => {
                self.antecedent(Pronoun::It, at, mention.case, &Around::default());
                None
            }
            What::Pronoun(_) => None,
        };
        let Some(id) = id else { return };
        let shape = match mention.what {
            What::Name(_) => Shape::Name,
            What::Noun(_) => Shape::Noun,
            What::Pronoun(_) => Shape::Pronoun,
        };
        self.remember(id, at, mention.case, shape);
        self.join(id, mention);
    }

    /// "Roe was the town's mayor": whom the description after the copula is of, who holds that office from here on.
    fn equated(&mut self, description: &Description, mention: &Mention) -> Option<Id> {
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
    pub(super) fn apposed_body(&mut self, description: &Description, mention: &Mention) -> Option<Id> {
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
    pub(super) fn apposed_name(&mut self, description: &Description, mention: &Mention) -> Option<Id> {
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
    pub(super) fn apposed(&mut self, description: &Description, mention: &Mention, in_source: bool) -> Option<Id> {
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
    fn in_relative_clause(&self, at: usize) -> bool {
        let start = self.page.sentences.get(self.page.sentence_of(at)).map_or(at, |sentence| sentence.tokens.start);
        let open = (start.max(at.saturating_sub(CLAUSE))..at).rev().take_while(|i| self.page.tokens[*i].is_word());
        let person = |i: usize| tables::noun(self.page.before(i)).is_some_and(|noun| noun.class == NounClass::Person);
        open.into_iter().any(|i| matches!(self.page.word(i), "who" | "that") && person(i))
    }

    /// What the office before a token is of, by its name: "of Norway".
    fn held_in(&self, at: usize) -> Option<usize> {
        let start = at + 1 + usize::from(self.page.word(at + 1) == "the");
        let number = self.names.partition_point(|name| name.start < start);
        let named = self.names.get(number).is_some_and(|name| name.start == start);
        (matches!(self.page.word(at), "of" | "for" | "at") && named).then_some(number)
    }

    /// Takes note that somebody or something is what a description says.
    fn appoint(&mut self, id: Id, description: &Description) {
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
    fn settle(&mut self, id: Id, home: usize) {
        let tells = |name: &&Name| matches!(name.kind, NameKind::Adjective | NameKind::Country);
        let state = Some(&self.names[home]).filter(tells).and_then(|name| name.country);
        let entity = &mut self.cast.entities[id];
        entity.country = entity.country.or(state);
    }

    /// Takes note of a name; gives whom it names.
    fn meet_name(&mut self, name: usize) -> Option<Id> {
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

    fn mark_named(&mut self, id: Id) {
        if self.named.len() <= id {
            self.named.resize(id + 1, false);
        }
        self.named[id] = true;
        if self.people.len() < 2 && !self.people.contains(&id) && is_person(&self.cast.entities[id]) {
            self.people.push(id);
        }
    }

    /// "Roe and her colleagues", "Roe, Poe and Lee": "they" may be all of them.
    fn join(&mut self, id: Id, mention: &Mention) {
        let start = match mention.what {
            What::Name(name) => self.names[name].start,
            What::Noun(_) => mention.tokens.start,
            What::Pronoun(_) => return,
        };
        let listed = std::mem::take(&mut self.listed);
        let end = self.past_bracket(mention.tokens.end);
        let last = std::mem::replace(&mut self.last, (mention.case != Case::Possessive).then_some((id, end)));
        let Some((before, end)) = last.filter(|(before, _)| *before != id) else { return };
        let between: Vec<&str> = (end..start.clamp(end, end + 3)).map(|at| self.page.word(at)).collect();
        let row = listed.into_iter().chain([before]);
        match between[..] {
            [","] if matches!(mention.what, What::Name(_)) => self.listed = row.collect(),
            ["and"] | [",", "and"] if mention.case == Case::Subject => {
                let kind = |id: Id| self.cast.entities[id].kind;
                let alike = |other: &Id| *other != id && kind(*other) == kind(before);
                let members: Vec<Id> = row.filter(alike).chain([id]).collect();
                // "Roe left, and Poe stayed"
                if between.len() == 1 || members.len() > 2 {
                    let all = self.together((members[0], id), &members);
                    self.remember(all, mention.tokens.start, Case::Subject, Shape::Noun);
                }
            }
            _ => {}
        }
    }

    /// The token after a bracket that stands at one: "(R-Ohio)".
    fn past_bracket(&self, at: usize) -> usize {
        let closed = || (at + 1..at + BRACKET).find(|i| self.page.word(*i) == ")");
        if self.page.word(at) == "(" { closed().map_or(at, |closed| closed + 1) } else { at }
    }

    /// The entity that is several others, by the first and the last of them.
    fn together(&mut self, ends: (Id, Id), members: &[Id]) -> Id {
        let Self { joined, cast, .. } = self;
        let members = members.to_vec();
        *joined.entry(ends).or_insert_with(|| cast.add(Entity { plural: true, members, ..Entity::new(String::new(), ActorKind::Unnamed) }))
    }

    /// Whom a name leads to at its place.
    fn lead(&self, name: usize, at: usize) -> Option<Id> {
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

    /// The number of the block in which a token stands.
    fn block_of(&self, token: usize) -> usize {
        self.page.sentences.get(self.page.sentence_of(token)).map_or(0, |sentence| sentence.block)
    }

    /// Takes note of a mention.
    fn remember(&mut self, id: Id, token: usize, case: Case, shape: Shape) {
        if self.recent.len() == MEMORY {
            self.recent.pop_front();
        }
        let sentence = self.page.sentence_of(token);
        let block = self.block_of(token);
        let quoted = self.page.quoted.get(token).copied().unwrap_or(false);
        let opens = self.recent.back().is_none_or(|last| last.sentence != sentence);
        *self.count.entry(id).or_default() += 1;
        self.recent.push_back(Seen { id, token, sentence, block, case, shape, quoted, opens });
    }

    /// Tells whom among these a page is about: who is mentioned more than half as often as the one mentioned most.
    fn main(&self, among: impl Iterator<Item = Id>) -> impl Fn(Id) -> bool {
        let count = |id: Id| self.count.get(&id).copied().unwrap_or_default();
        let most = among.map(count).max().unwrap_or_default();
        move |id| 2 * count(id) > most
    }

    /// The entity that stands most before the reader's eyes among those that fit.
    fn most_salient(&self, token: usize, fits: impl Fn(Id) -> bool) -> Option<Id> {
        let here = self.page.sentence_of(token);
        let mut scores: Vec<(Id, f32)> = Vec::new();
        for seen in self.recent.iter().rev().filter(|seen| fits(seen.id)) {
            let distance = here.saturating_sub(seen.sentence).min(30);
            let place = if seen.quoted { 0.15 } else { 1.0 };
            let case = match seen.case {
                Case::Subject => 1.0,
                Case::Object => 0.6,
                Case::Possessive | Case::Oblique => 0.4,
            };
            let score = place * case * 0.5_f32.powi(distance as i32);
            match scores.iter_mut().find(|(id, _)| *id == seen.id) {
                Some((_, sum)) => *sum += score,
                None => scores.push((seen.id, score)),
            }
        }
        // The later mention wins a tie: it stands first.
        let best = scores.iter().map(|(_, score)| *score).fold(0.0, f32::max);
        scores.into_iter().find(|(_, score)| *score >= best).map(|(id, _)| id)
    }

    /// Whom a party of a source means.
    pub(super) fn resolve(&mut self, party: &Party, at: usize, around: &Around<'_>) -> Meant {
        match party {
            Party::Pronoun(pronoun) => self.pronoun(*pronoun, at, around),
            Party::Name(name) => self.name(*name, at),
            Party::Description(description) => {
                let (ids, reason) = self.description(description, at);
                Meant::new(self.members(ids), reason)
            }
        }
    }

    /// Those whom an entity consists of, where it is "Roe and her colleagues".
    fn members(&self, ids: Vec<Id>) -> Vec<Id> {
        ids.into_iter()
            .flat_map(|id| if self.cast.entities[id].members.is_empty() { vec![id] } else { self.cast.entities[id].members.clone() })
            .collect()
    }

    fn name(&mut self, name: usize, at: usize) -> Meant {
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
    fn family(&self, name: usize) -> Option<Vec<Id>> {
        let name = &self.names[name];
        let one = name.printed.strip_suffix('s').filter(|_| name.tokens.len() == 1)?;
        let the = self.page.before(name.start).eq_ignore_ascii_case("the");
        let met = |id: &Id| self.named.get(*id) == Some(&true);
        let family: Vec<Id> = self.cast.called(one).filter(met).collect();
        (the && (2..=FAMILY).contains(&family.len())).then_some(family)
    }

    /// Who of several of a name spoke last, in the same part of the page, and so goes on.
    fn still_speaking(&self, name: usize, at: usize) -> Option<Id> {
        let Lead::Namesakes(ids) = &self.cast.leads[name] else { return None };
        let [id] = self.speaking[..] else { return None };
        let here = ids.contains(&id) && self.spoke_in.get(&id) == Some(&self.block_of(at));
        (here && agrees(self.cast.entities[id].gender, self.names[name].gender)).then_some(id)
    }

    fn pronoun(&mut self, pronoun: Pronoun, at: usize, around: &Around<'_>) -> Meant {
        let quoted = self.page.quoted.get(at).copied().unwrap_or(false);
        let outer = around.outer;
        match pronoun {
            Pronoun::I | Pronoun::We if !quoted && outer.is_empty() => match self.writer {
                Some(writer) => Meant::new(vec![writer], Reason::Writer),
                None => Meant::new(Vec::new(), Reason::NoWriter),
            },
            Pronoun::I | Pronoun::We => Meant::new(outer.to_vec(), Reason::OwnQuotation),
            Pronoun::You => Meant::new(Vec::new(), Reason::Addressee),
            Pronoun::Who | Pronoun::Which if let Some(id) = self.just_before(at) => Meant {
                mention: self.recent.back().map(|seen| self.page.tokens[seen.token].span),
                ..Meant::new(self.members(vec![id]), Reason::Pronoun)
            },
            Pronoun::Who if let Some(several) = self.several_before(at) => {
                let span = self.page.span(&several);
                let id = self.unresolved(&self.page.words(&several), 0, span);
                Meant { mention: Some(span), ..Meant::new(vec![id], Reason::Pronoun) }
            }
            _ => {
                let case = super::mentions::case_of_pronoun(self.page, at);
                match self.antecedent(pronoun, at, case, around) {
                    Some(found) => Meant {
                        ids: self.members(vec![found.id]),
                        reason: Reason::Pronoun,
                        mention: self.page.tokens.get(found.token).map(|token| token.span),
                        score: Some(found.score),
                    },
                    None => Meant::new(Vec::new(), Reason::NoAntecedent),
                }
            }
        }
    }

    /// Whom the words before a relative pronoun, and before a comma, mention.
    fn just_before(&self, at: usize) -> Option<Id> {
        let comma = usize::from(self.page.before(at) == ",");
        self.last.filter(|(_, end)| *end == at - comma).map(|(id, _)| id)
    }

    /// The words for several people that end before a relative pronoun: "one in five Bordurians who …".
    fn several_before(&self, at: usize) -> Option<Range<usize>> {
        let page = self.page;
        let end = at - usize::from(page.before(at) == ",");
        let last = page.word(end.checked_sub(1)?);
        // "Who" follows nothing but people: also in "18% who", "crowds who", "those who".
        let several = last.starts_with(char::is_lowercase) && last.ends_with('s') || share(last) || is(last, Class::Whoever);
        let people = tables::noun(last).map_or(several, |noun| noun.plural && noun.class == NounClass::Person)
            || countries::country(last).is_some_and(|(_, sense)| sense == Sense::Inhabitants);
        let sentence = &page.sentences.get(page.sentence_of(at))?.tokens;
        if !people || end <= sentence.start {
            return None;
        }
        let joins = |at: usize| matches!(page.word(at), "of" | "in" | "out" | "about") || share(page.word(at));
        let counts = |at: &usize| {
            let lower = page.word(*at).to_lowercase();
            let named = page.tokens[*at].is_capitalised() && *at > sentence.start;
            whole(&lower).is_some() || is(&lower, Class::Number) || is(&lower, Class::Collective) || joins(*at) || named
        };
        // "candidates in close races who"
        let near = sentence.start.max(end.saturating_sub(PHRASE))..end;
        let person = |at: &usize| tables::noun(page.word(*at)).is_some_and(|noun| noun.plural && noun.class == NounClass::Person);
        let inside = |at: &usize| page.tokens[*at].is_word() && !is(page.word(*at), Class::Verb);
        let head = near.clone().rev().take_while(inside).find(person).filter(|at| is(page.word(at + 1), Class::Preposition));
        let head = head.unwrap_or(end - 1);
        let start = (near.start..head).rev().take_while(counts).last().unwrap_or(head);
        let start = (start..end).find(|at| !joins(*at) || at + 1 == end)?;
        Some(start..end)
    }

    /// The speakers that entities turned out to be: a description that was named later, the issuers of a document.
    pub(super) fn meant(&self, id: Id) -> Vec<Id> {
        let named = |id: Id| self.merged.get(&id).copied().unwrap_or(id);
        let id = named(id);
        let issuers = self.issuers_of(id).unwrap_or_else(|| vec![id]).into_iter().map(named).collect();
        self.members(issuers).into_iter().map(named).collect()
    }

    /// Takes note of those who speak in a source, which may be a document and name nobody.
    pub(super) fn spoke(&mut self, ids: &[Id], at: usize, named: bool) {
        let block = self.block_of(at);
        for &id in ids {
            if named {
                self.remember(id, at, Case::Subject, Shape::Name);
            }
            self.spoke_in.insert(id, block);
        }
        if let [first, .., last] = ids {
            self.group = ids.to_vec();
            let all = self.together((*first, *last), ids);
            self.remember(all, at, Case::Subject, Shape::Noun);
            self.spoke_in.insert(all, block);
        }
        if !ids.is_empty() {
            self.speaking = ids.to_vec();
        }
    }

    /// Somebody of whom nothing is known but the words of the source, in the letter of this number on a page of letters, or else in letter 0.
    pub(super) fn unresolved(&mut self, words: &str, letter: usize, span: Span) -> Id {
        // No words have a line's end in them.
        let key = if letter == 0 { words.to_owned() } else { format!("{words}\n{letter}") };
        let id = self.cast.described(&key, || Entity::new(words.to_owned(), ActorKind::Unnamed));
        self.cast.entities[id].mentions.push(span);
        id
    }
}

/// Whether a word makes a number before it, or in it, a share.
fn share(word: &str) -> bool {
    word == "percent" || word.ends_with('%')
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
