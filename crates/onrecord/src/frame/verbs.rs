//! Events that a verb speaks of.

use std::ops::Range;

use super::reader::{Draft, Reader};
use super::sentence::{Evocation, Item, Who};
use crate::grammar;
use crate::pack::{Form, Shape};

/// How many words of an amount may stand before what it counts.
const AMOUNT: usize = 8;

impl Reader<'_> {
    /// The event that a verb speaks of, where an item is named.
    pub(super) fn verb(&self, evocation: &Evocation) -> Option<Draft> {
        let group = self.group_start(evocation.tokens.start)..evocation.tokens.end;
        if self.evoker(evocation).shape == Shape::Comes {
            return self.origin(evocation, &group);
        }
        if self.is_passive(evocation) { self.passive(evocation, &group) } else { self.active(evocation, &group) }
    }

    /// Whether the verb says what is done to its subject, or stands after a noun for what was done to it: "arms shipped to".
    fn is_passive(&self, evocation: &Evocation) -> bool {
        let s = self.sentence;
        let mut at = evocation.tokens.start;
        while at > s.content.start
            && (grammar::adverb(s.before(at)) || matches!(s.before(at), "not" | "never" | "also" | "already" | "likely"))
        {
            at -= 1;
        }
        let kind = &self.evoker(evocation).kind;
        match evocation.form {
            Form::Participle => !grammar::has(s.before(at)),
            Form::Ed => grammar::be(s.before(at)) || s.item_to(at, kind, self.pack).is_some_and(|item| s.is_head(item)),
            _ => false,
        }
    }

    /// The event that a form of "be" speaks of before a "from": "the weapon likely was from Iran".
    pub(super) fn copula(&self, from: usize) -> Option<Draft> {
        let s = self.sentence;
        if s.word(from) != "from" {
            return None;
        }
        let between = |at: &usize| grammar::between(s.word(*at)) && !grammar::auxiliary(s.word(*at));
        let verb = (s.content.start..from).rev().find(|at| !between(at)).filter(|&at| grammar::be(s.word(at)))?;
        let evoker = self.pack.frames.iter().position(|evoker| evoker.shape == Shape::Comes)?;
        self.origin(&Evocation { tokens: verb..from, evoker, form: Form::Ed }, &(self.group_start(verb)..from))
    }

    /// Where an item that is the subject came from.
    fn origin(&self, evocation: &Evocation, group: &Range<usize>) -> Option<Draft> {
        self.passive(evocation, group).filter(|draft| draft.from.is_some())
    }

    fn active(&self, evocation: &Evocation, group: &Range<usize>) -> Option<Draft> {
        let s = self.sentence;
        let evoker = self.evoker(evocation);
        let region = self.region(group.end);
        let mut items = self.items(region.clone(), &evoker.kind);
        let mut subject_end = group.start;
        let mut receiver = None;
        // "gave Russia missiles", "supplying Iran with drones": whoever follows at once is no part of the item.
        if let Some((who, after)) = self.party(region.start, region.end.min(region.start + 3)).filter(|_| evoker.shape == Shape::Gives) {
            let name_only =
                s.mention_from(after - 1).is_none_or(|mention| !mention.adjective) && s.mention_to(after).is_none_or(|m| !m.adjective);
            let (rest, with) = if s.word(after) == "with" { (after + 1, true) } else { (after, false) };
            let found = self.items(rest..region.end, &evoker.kind);
            if (with || name_only) && !found.is_empty() && !grammar::genitive(s.word(after)) {
                (items, receiver) = (found, Some(who));
            }
        }
        if items.is_empty() {
            // "the weapons that it sold to": the item stands before the subject.
            subject_end = self.subject_start(group.start)?;
            items = self.relative_object(subject_end, &evoker.kind)?;
        }
        let subject = self.subject(group.start);
        let to = || {
            self.after(
                if evoker.shape == Shape::Does { &["at", "against", "on", "toward", "towards", "into"] } else { &["to", "into"] },
                &region,
            )
        };
        let (from, to) = match evoker.shape {
            Shape::Gives | Shape::Comes => (subject, receiver.or_else(|| to().map(|(who, _)| who))),
            Shape::Does => (subject, to().map(|(who, _)| who)),
            Shape::Takes => (self.after(&["from"], &region).map(|(who, _)| who), subject),
            Shape::Mutual => (subject, self.after(&["with", "to"], &region).map(|(who, _)| who)),
        };
        let amount_from = if subject_end == group.start { region.start } else { s.content.start };
        Some(self.draft(evocation, group, from, to, items, amount_from, &region))
    }

    fn passive(&self, evocation: &Evocation, group: &Range<usize>) -> Option<Draft> {
        let s = self.sentence;
        let evoker = self.evoker(evocation);
        let region = self.region(group.end);
        let item = self.item_before(group.start, &evoker.kind)?;
        let who = |prepositions: &[&str]| self.after(prepositions, &region).map(|(who, _)| who);
        let (from, to) = match evoker.shape {
            Shape::Gives | Shape::Comes => (who(&["by"]).or_else(|| who(&["from"])), who(&["to", "into"])),
            Shape::Takes => (who(&["from"]), who(&["by"])),
            Shape::Mutual => (who(&["by"]), who(&["with"])),
            Shape::Does => (who(&["by"]), who(&["at", "against", "on", "toward", "towards", "into", "in"])),
        };
        let amount_from = item.tokens.start.saturating_sub(AMOUNT).max(s.content.start);
        Some(self.draft(evocation, group, from, to, vec![item], amount_from, &region))
    }

    /// The first token of a short subject before a verb's group: "it", "Russia".
    fn subject_start(&self, group: usize) -> Option<usize> {
        let s = self.sentence;
        match s.mention_to(group) {
            Some(mention) => Some(mention.tokens.start),
            None if matches!(s.before(group), "it" | "they" | "he" | "she" | "we") => Some(group - 1),
            None => None,
        }
    }

    /// The item just before a relative clause's subject.
    fn relative_object(&self, subject: usize, kind: &str) -> Option<Vec<Item>> {
        let s = self.sentence;
        let at = subject - usize::from(subject > 0 && grammar::relative(s.before(subject)));
        s.item_to(at, kind, self.pack).map(|item| vec![item.clone()])
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one event, each found in its own way")]
    fn draft(
        &self,
        evocation: &Evocation,
        group: &Range<usize>,
        from: Option<Who>,
        to: Option<Who>,
        items: Vec<Item>,
        amount_from: usize,
        region: &Range<usize>,
    ) -> Draft {
        Draft {
            tokens: evocation.tokens.clone(),
            pledged: self.is_pledged(group.start..evocation.tokens.start),
            evoker: evocation.evoker,
            // Nobody ships to himself: of two equal parties the second was read wrongly.
            to: to.filter(|to| Some(to) != from.as_ref()),
            from,
            items,
            amount_from,
            route: self.route(region),
        }
    }
}
