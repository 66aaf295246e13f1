//! Whose words a document holds: the page says who wrote the letter, filed the suit, published the report.

use std::ops::Range;

use super::{Discourse, Shape};
use crate::grammar;
use crate::model::ActorKind;
use crate::resolve::Reason;
use crate::resolve::cast::Id;
use crate::resolve::mentions::{Case, Mention};
use crate::resolve::names::{Name, NameKind};
use crate::resolve::source::{self, Description, Determiner};
use crate::resolve::tables::{Class, NounClass, document, is};

/// Within how many sentences the issuer of "a letter" is told.
const SOON: usize = 3;
/// How many words after a document its writer may stand.
const AFTER: usize = 16;
/// How many names that a slash joins are read.
const JOINED: usize = 4;
/// How many words before it the verb that issues it may stand.
const BEFORE: usize = 10;

impl Discourse<'_> {
    /// Whom the words of a source that describe a document mean.
    pub(super) fn document(&mut self, description: &Description, at: usize) -> (Vec<Id>, Reason) {
        let noun = description.head.map_or("", |noun| noun.singular);
        let id = self.new_description(description, ActorKind::Unnamed);
        self.describe(id, noun, at, description);
        self.remember(id, at, Case::Subject, Shape::Noun);
        let told = self.named_issuer(description).or_else(|| self.writer_before(&description.title));
        if let Some(issuers) = told.or_else(|| self.writer_after(&description.title)).or_else(|| self.issuing_body(description, at)) {
            self.issue(noun, at, issuers.clone());
            return (issuers, Reason::Issuer);
        }
        let known = self.issuers.get(document(noun)).and_then(|known| known.iter().rev().find(|(place, _)| *place <= at));
        if let Some((_, issuers)) = known.filter(|_| self.is_known(description)) {
            return (issuers.clone(), Reason::Issuer);
        }
        if description.definite() && noun == "statement" && self.speaking.len() == 1 {
            self.issue(noun, at, self.speaking.clone());
            return (self.speaking.clone(), Reason::Issuer);
        }
        (vec![id], Reason::Description)
    }

    /// The body that stands before its document: "a company statement", "the committee's report".
    fn issuing_body(&mut self, description: &Description, at: usize) -> Option<Vec<Id>> {
        let title = &description.title;
        let owned = grammar::genitive(self.page.word(title.end.checked_sub(2)?));
        let end = title.end - 1 - usize::from(owned);
        if end <= title.start || description.head.is_some_and(|noun| noun.plural && !is(noun.singular, Class::Recorded)) {
            return None;
        }
        let body = source::description(self.page, self.names, title.start..end)?;
        let noun = body.head.filter(|noun| noun.class == NounClass::Organization && !noun.plural && body.title.end == end)?;
        // "Court filings" are others' than the court's.
        if is(noun.singular, Class::Recipient) && !owned {
            return None;
        }
        Some(self.body(&Description { determiner: Determiner::Definite, ..body }, at).0)
    }

    /// Takes note of a described document; the page may tell later whose it is.
    fn describe(&mut self, id: Id, noun: &'static str, at: usize, description: &Description) {
        if !description.plural {
            let told = self.is_known(description);
            self.unissued.entry(id).or_insert((document(noun), at, false)).2 |= told;
        }
    }

    /// Whether a described document is one that the page told of: "the poll", "her letter", but not "Acme's own poll".
    fn is_known(&self, description: &Description) -> bool {
        description.definite() && !description.title.clone().any(|at| grammar::genitive(self.page.word(at)))
    }

    /// Learns from a mention of a document who issued it.
    pub(super) fn note_document(&mut self, id: Id, description: &Description, mention: &Mention) {
        let Some(noun) = description.head.map(|noun| noun.singular) else { return };
        self.describe(id, noun, mention.tokens.start, description);
        let issuers =
            self.named_issuer(description).or_else(|| self.writer_before(&mention.tokens)).or_else(|| self.writer_after(&mention.tokens));
        if let Some(issuers) = issuers {
            self.issue(noun, mention.tokens.start, issuers);
        }
    }

    /// Takes note of whose a document is.
    pub(in crate::resolve) fn issue(&mut self, noun: &'static str, at: usize, issuers: Vec<Id>) {
        self.issuers.entry(document(noun)).or_default().push((at, issuers));
    }

    /// "Roe's letter", "the ministry's report", "a letter from Roe"; a survey of somebody is not theirs.
    fn named_issuer(&self, description: &Description) -> Option<Vec<Id>> {
        let headed = |class: Class| description.head.is_some_and(|noun| is(noun.singular, class));
        let of_issuer = !headed(Class::Examining);
        let by = description.complement.as_ref().filter(|(word, _)| matches!(word.as_str(), "by" | "from") || word == "of" && of_issuer);
        let by = by.map(|(_, name)| *name);
        let is_body = |name: usize| {
            let lead = self.lead(name, self.names[name].start);
            lead.is_some_and(|id| self.cast.entities[id].kind == ActorKind::Organization)
        };
        let owner = description.premodifier.filter(|number| {
            let name = &self.names[*number];
            grammar::owns(self.page.word(name.tokens.end))
                || matches!(name.kind, NameKind::Organization | NameKind::Country)
                || name.kind == NameKind::Unknown && (headed(Class::Examining) || headed(Class::Recorded)) && is_body(*number)
                // "a new Roe Poe poll" is a pollster's.
                || name.kind == NameKind::Person && !name.human && name.tokens.len() > 1 && headed(Class::Polling)
        });
        // "a report by the agency's Example Programme" is the programme's.
        let part = |name: usize| {
            let end = self.names[name].tokens.end;
            let held = grammar::genitive(self.page.word(end)).then_some(name + 1);
            held.filter(|part| self.names.get(*part).is_some_and(|part| part.start == end + 1 && part.tokens.len() > 1)).unwrap_or(name)
        };
        let held = |name: usize| grammar::owns(self.page.word(self.names[name].tokens.end));
        // "Roe's Acme review" is of Acme, by Roe.
        let by_whom = |owner: usize| {
            let before =
                owner.checked_sub(1).filter(|before| self.names[*before].tokens.end + 1 == self.names[owner].start && held(*before));
            before.unwrap_or(owner)
        };
        let owner = owner.map(by_whom);
        let name = by.map(part).or(owner)?;
        let held = owner.is_some_and(held);
        // "agency records"
        let recorded = headed(Class::Recorded) && owner.is_some_and(is_body);
        // "an Example Times/Example University poll"
        let joined = |name: &usize| {
            let slash = self.names[*name].start.checked_sub(1).filter(|at| self.page.word(*at) == "/")?;
            name.checked_sub(1).filter(|before| self.names[*before].tokens.end == slash)
        };
        let mut names: Vec<usize> = std::iter::successors(Some(name), joined).take(JOINED).collect();
        names.reverse();
        let ids: Vec<Id> = names.into_iter().filter_map(|name| self.lead(name, description.tokens.start)).collect();
        // "documents from the agency"
        let given =
            !headed(Class::Examining) && by.is_some_and(is_body) && description.complement.as_ref().is_some_and(|(word, _)| word != "of");
        (!ids.is_empty() && (!description.plural || held || recorded || given)).then_some(ids)
    }

    /// "a letter, sent on Monday by Roe"
    fn writer_after(&self, document: &Range<usize>) -> Option<Vec<Id>> {
        let page = self.page;
        let sentence = &page.sentences.get(page.sentence_of(document.start))?.tokens;
        let after = document.end..sentence.end.min(document.end + AFTER);
        let passed_on =
            |at: usize| matches!(page.before(at), "released" | "obtained" | "published" | "public" | "uncovered" | "seen" | "signed");
        let hands_out = |i: usize| is(page.word(i), Class::Issuing) || page.word(i) == "public";
        let issued = |at: usize| at == document.end || (document.end..at).any(hands_out);
        // "an email sent out from Roe"
        let sent_from = |at: usize| page.word(at) == "from" && (at.saturating_sub(2)..at).any(|before| page.word(before) == "sent");
        let by = || after.clone().filter(|at| page.word(*at) == "by" && issued(*at) || sent_from(*at));
        // Who sent it speaks in it, not who got hold of it.
        let by = by().find(|at| !passed_on(*at)).or_else(|| by().next())?;
        let name = self.names.partition_point(|name| name.tokens.end <= by);
        let beside = |name: &&Name| !(by + 1..name.start).any(|at| is(page.word(at), Class::Preposition));
        let found = self.names.get(name).filter(|name| name.start <= by + 8 && name.tokens.end <= sentence.end).filter(beside)?;
        // "sent from the capital" tells no writer.
        if page.word(by) == "from" && !matches!(found.kind, NameKind::Person | NameKind::Organization) {
            return None;
        }
        self.lead(name, found.tokens.start).map(|id| vec![id])
    }

    /// "Roe and Doe filed a suit"
    fn writer_before(&self, document: &Range<usize>) -> Option<Vec<Id>> {
        let page = self.page;
        let here = page.sentence_of(document.start);
        let sentence = &page.sentences.get(here)?.tokens;
        let verb = (sentence.start.max(document.start.saturating_sub(BEFORE))..document.start)
            .rev()
            .find(|at| is(page.word(*at), Class::Issuing))?;
        if (verb..document.start).any(|at| matches!(page.word(at), "by" | "that" | "said" | ",")) {
            return None;
        }
        let subject = self.recent.iter().rev().find(|seen| seen.sentence == here && seen.token < verb && seen.case == Case::Subject)?;
        Some(self.members(vec![subject.id]))
    }

    /// Whether these are one described document.
    pub(in crate::resolve) fn is_document(&self, ids: &[Id]) -> bool {
        matches!(ids, [only] if self.unissued.contains_key(only))
    }

    /// Who issued a document that was described before the page told it.
    pub(super) fn issuers_of(&self, id: Id) -> Option<Vec<Id>> {
        let (noun, at, definite) = self.unissued.get(&id)?;
        let known = self.issuers.get(noun)?;
        let here = self.page.sentence_of(*at);
        let soon = |place: usize| *definite || self.page.sentence_of(place) <= here + SOON;
        let later = known.iter().find(|(place, _)| place >= at && soon(*place));
        let (_, issuers) = later.or_else(|| known.last().filter(|_| *definite))?;
        (!issuers.contains(&id)).then(|| issuers.clone())
    }
}
