//! What a page tells of days: the expressions in its running text, who is seen to speak on which, what came out on which.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use super::attach::{belongs, is_attributive, lasts, parting};
use super::expressions::{Expression, expressions};
use super::settle::{Anchor, Days, settle};
use crate::model::{Act, Actor, Basis, Statement};
use crate::resolve::page::Page;
use crate::resolve::relay::document_carrier;
use crate::resolve::tables::{Class, NounClass, event, is, noun};
use crate::span::Span;

/// How many days before its publication the day may lie that a page opens with.
pub(super) const FRESH: i32 = 2;
/// So many tokens after the name that a post is signed with its day ends at most.
const SIGNED: usize = 12;
/// How many words around a cue are read for its date; bounds the work in very long sentences.
const AROUND: usize = 60;
/// How many words may part a document from its date.
const BESIDE: usize = 20;

/// An expression in the running text with the days it means there.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) tokens: Range<usize>,
    pub(super) days: Option<Days>,
    /// Those that it means behind a verb in the past, whatever else its sentence speaks of.
    pub(super) past: Option<Days>,
    /// Whether it names a day by its distance from the page's own, or one just before it.
    pub(super) near: bool,
    /// Whether it lies ahead.
    pub(super) ahead: bool,
    /// Whether it looks back from what was told before it: "a day earlier".
    pub(super) back: bool,
    pub(super) basis: Basis,
}

impl Moment {
    /// The moment as the occasion of what stands at a token.
    pub(super) fn occasion(&self, at: usize) -> Option<Occasion> {
        self.days.map(|days| Occasion { at, days, near: self.near })
    }

    /// The moment as what the page tells where it stands.
    pub(super) fn told(&self) -> Option<Occasion> {
        self.occasion(self.tokens.start)
    }
}

/// Days on which something happened, mostly that somebody spoke or a document came out, and the token where the page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occasion {
    pub(super) at: usize,
    pub(super) days: Days,
    pub(super) near: bool,
}

/// The days a page tells, and who or what they belong to.
pub(super) struct Diary<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) moments: Vec<Moment>,
    /// The tokens that stand in some content, as sorted ranges.
    contents: Vec<Range<usize>>,
    /// For each actor the places and days at which it is seen to speak, in the order of the text.
    actors: HashMap<String, Vec<Occasion>>,
    /// For each noun for a document the days on which one came out; under no noun those of what was "published".
    documents: HashMap<&'static str, Vec<Occasion>>,
    /// The days of each noun whose documents all came out on the same.
    alone: HashMap<&'static str, Occasion>,
    /// The day on which all documents came out that the page dates to a day.
    all: Option<Occasion>,
    /// For each noun for an occasion to speak ("interview") its days.
    events: HashMap<&'static str, Vec<Occasion>>,
}

/// The words that date a statement: its cue, else its source, else its content.
pub(super) fn place(statement: &Statement) -> Span {
    [&statement.cue, &statement.source, &statement.content].into_iter().find_map(|spans| spans.first()).copied().unwrap_or_default()
}

/// The noun for a document that a token is.
pub(super) fn document(page: &Page<'_>, at: usize) -> Option<&'static str> {
    noun(page.word(at)).filter(|noun| noun.class == NounClass::Document && !noun.plural).map(|noun| noun.singular)
}

/// The words before an attribution that only breaks off what they begin: "In 2008, he said, the port was closed".
fn broken_off(page: &Page<'_>, statement: &Statement) -> Option<Range<usize>> {
    let around = statement.source.iter().chain(&statement.cue).copied().reduce(Span::cover)?;
    let around = page.range(around);
    let start = page.sentences.get(page.sentence_of(around.start))?.tokens.start;
    let commas = page.before(around.start) == "," && page.word(around.end) == ",";
    // "On Tuesday he said, “The port is closed”": before a quotation it is the attribution's.
    let quotes = page.word(around.end + 1).starts_with(['“', '"', '‘', '\'', '`']);
    let goes_on = !quotes && statement.content.iter().any(|span| page.range(*span).start == around.end + 1);
    (commas && goes_on && start < around.start).then(|| start..around.start - 1)
}

/// The tokens of a statement's content, without an expression in it that dates the statement.
fn told(page: &Page<'_>, statement: &Statement) -> Vec<Range<usize>> {
    let ranges = statement.content.iter().map(|span| page.range(*span)).chain(broken_off(page, statement));
    if !matches!(statement.act, Act::Accuse | Act::Warn) {
        return ranges.collect();
    }
    let around = |range: Range<usize>| match parting(page, &range) {
        Some(moment) => vec![range.start..moment.start, moment.end..range.end],
        None => vec![range],
    };
    ranges.flat_map(around).collect()
}

/// The tokens that stand in some content, as sorted ranges of tokens.
fn contents(page: &Page<'_>, statements: &[Statement]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = statements.iter().flat_map(|statement| told(page, statement)).collect();
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

fn inside(contents: &[Range<usize>], token: usize) -> bool {
    let next = contents.partition_point(|range| range.end <= token);
    contents.get(next).is_some_and(|range| range.contains(&token))
}

/// All expressions of the running text, settled in its order: "the next day" is counted from what was told before it.
fn moments(page: &Page<'_>, published: Option<Date>, contents: &[Range<usize>]) -> Vec<Moment> {
    let mut anchor = Anchor { published, told: None };
    let mut out = Vec::new();
    for sentence in page.sentences.iter().filter(|sentence| !sentence.heading) {
        for dated in expressions(page, sentence.tokens.clone()) {
            let quoted = inside(contents, dated.tokens.start);
            let ahead = ahead(page, &sentence.tokens, dated.tokens.start, |at| inside(contents, at) == quoted);
            // What was said "in recent weeks" has no day.
            let bounded = !matches!(dated.expression, Expression::Recent(_));
            let days = settle(dated.expression, anchor, ahead).filter(|_| bounded);
            let past = settle(dated.expression.of_the_past(), anchor, false);
            if days.is_some() && !quoted {
                anchor.told = days;
            }
            let fresh = || days.zip(published).is_some_and(|((day, _), published)| (0..=FRESH).contains(&(published - day).get_days()));
            let near = match dated.expression {
                Expression::Weekday(_, 0) | Expression::Days(-1 | 0) => true,
                Expression::Day(..) => fresh(),
                _ => false,
            };
            let basis = if dated.expression == Expression::Days(0) { Basis::Publication } else { Basis::Expression };
            let back = matches!(dated.expression, Expression::After(_, ..0));
            out.push(Moment { tokens: dated.tokens, days, past, near, ahead, back, basis });
        }
    }
    out
}

/// Whether the words before an expression, of those that count, speak of what is to come.
pub(super) fn ahead(page: &Page<'_>, sentence: &Range<usize>, at: usize, counts: impl Fn(usize) -> bool) -> bool {
    // "Roe, who will retire in May, said on Thursday": an aside that is over says nothing of what follows it.
    let over = |i: usize| {
        let aside =
            (sentence.start.max(i.saturating_sub(3)) + 1..=i).any(|i| page.before(i) == "," && matches!(page.word(i), "who" | "which"));
        aside && (i..at).any(|i| page.word(i) == ",")
    };
    (sentence.start.max(at.saturating_sub(12))..at).filter(|i| counts(*i)).any(|i| to_come(page, i) && !over(i))
}

/// Whether a word makes what follows it something to come.
pub(super) fn to_come(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "will" | "’ll" | "'ll" | "shall" | "won't" | "won’t" | "upcoming")
        || page.word(at) == "to" && matches!(page.before(at), "plans" | "plan" | "expected" | "scheduled" | "set" | "going" | "due")
}

impl<'a> Diary<'a> {
    /// Reads the days of a page.
    pub(super) fn new(page: &'a Page<'a>, published: Option<Date>, statements: &[Statement]) -> Self {
        let contents = contents(page, statements);
        let moments = moments(page, published, &contents);
        Self {
            page,
            moments,
            contents,
            actors: HashMap::new(),
            documents: HashMap::new(),
            alone: HashMap::new(),
            all: None,
            events: HashMap::new(),
        }
    }

    /// Whether a token stands in some content.
    pub(super) fn quoted(&self, token: usize) -> bool {
        inside(&self.contents, token)
    }

    /// The moments in a range of tokens, by their numbers.
    fn within(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.moments.partition_point(|moment| moment.tokens.start < range.start);
        start..self.moments.partition_point(|moment| moment.tokens.end <= range.end).max(start)
    }

    /// The moment in a statement's sentence that dates it, by its number.
    pub(super) fn attached(&self, statement: &Statement) -> Option<usize> {
        let page = self.page;
        let cue = page.range(place(statement));
        let sentence = page.sentences.get(page.sentence_of(cue.start))?.tokens.clone();
        let near = sentence.start.max(cue.start.saturating_sub(AROUND))..sentence.end.min(cue.end + AROUND);
        let source = statement.source.iter().copied().reduce(Span::cover).map(|span| page.range(span));
        // "— Roe (@roe) May 17, 2024"
        let dash = statement.cue.iter().any(|cue| page.text.slice(*cue) == "—");
        let signed = source.as_ref().filter(|source| dash && cue.end <= source.start);
        if let Some(number) = signed.and_then(|source| self.within(&(source.end..source.end + SIGNED)).next()) {
            return Some(number);
        }
        let own = told(page, statement);
        let nested = self.quoted(cue.start);
        let fits = |number: &usize| {
            let moment = &self.moments[*number].tokens;
            let free = !own.iter().any(|range| range.contains(&moment.start)) && self.quoted(moment.start) == nested;
            free && !lasts(page, moment.start) && belongs(page, &sentence, moment, &cue, source.as_ref())
        };
        let distance = |number: &usize| {
            let moment = &self.moments[*number].tokens;
            if moment.start >= cue.end { moment.start - cue.end } else { cue.start.saturating_sub(moment.end) }
        };
        self.within(&near).filter(fits).min_by_key(distance)
    }

    /// Notes who speaks on which day, and which documents came out on which; `own` are the moments that date statements.
    pub(super) fn gather(&mut self, statements: &[Statement], own: &[Option<usize>], actors: &[Actor]) {
        for (statement, own) in statements.iter().zip(own) {
            let at = self.page.range(place(statement)).start;
            let spoken = own.filter(|number| !self.moments[*number].back);
            let Some(occasion) = spoken.and_then(|number| self.moments[number].occasion(at)) else { continue };
            self.note_speakers(statement, occasion);
        }
        let mut mentions: Vec<(usize, &str)> = Vec::new();
        for actor in actors {
            mentions.extend(actor.mentions.iter().map(|span| (self.page.range(*span).start, actor.id.as_str())));
        }
        for statement in statements {
            let start = statement.source.first().map(|span| self.page.range(*span).start);
            mentions.extend(start.into_iter().flat_map(|start| statement.speakers.iter().map(move |id| (start, id.as_str()))));
        }
        mentions.sort_unstable();
        for number in 0..self.moments.len() {
            let Moment { tokens, ahead, .. } = &self.moments[number];
            if *ahead || self.quoted(tokens.start) || lasts(self.page, tokens.start) {
                continue;
            }
            self.note_event(number, &mentions);
            self.note_document(number);
        }
        self.actors.values_mut().for_each(|occasions| occasions.sort_unstable());
        self.alone = self.documents.iter().filter_map(|(head, known)| Some((*head, only(known.iter())?))).collect();
        self.all = only(self.documents.values().flatten().filter(|occasion| occasion.days.0 == occasion.days.1));
    }

    fn note_speakers(&mut self, statement: &Statement, occasion: Occasion) {
        for speaker in &statement.speakers {
            self.actors.entry(speaker.clone()).or_default().push(occasion);
        }
    }

    /// Whether a sentence tells a day near a cue, outside of contents.
    pub(super) fn tells(&self, sentence: &Range<usize>, cue: &Range<usize>) -> bool {
        let near = sentence.start.max(cue.start.saturating_sub(AROUND))..sentence.end.min(cue.end + AROUND);
        self.moments[self.within(&near)].iter().any(|moment| moment.days.is_some() && !self.quoted(moment.tokens.start))
    }

    /// Where a sentence dates a speech, a rally or an interview: whoever it begins with spoke then.
    fn note_event(&mut self, number: usize, mentions: &[(usize, &str)]) {
        let page = self.page;
        let tokens = self.moments[number].tokens.clone();
        let sentence = &page.sentences[page.sentence_of(tokens.start)].tokens;
        let around = sentence.start.max(tokens.start.saturating_sub(AROUND))..sentence.end.min(tokens.end + AROUND);
        let found = around.clone().find_map(|at| event(page.word(at)).filter(|_| !self.quoted(at)));
        let Some((event, occasion)) = found.zip(self.moments[number].told()) else { return };
        self.events.entry(event).or_default().push(occasion);
        let first = mentions.partition_point(|(at, _)| *at < around.start);
        let subject = mentions[first..].iter().take_while(|(at, _)| *at < around.end);
        let mut subject = subject.filter(|(at, _)| !self.quoted(*at) && !is(page.before(*at), Class::Preposition));
        if let Some(&(at, id)) = subject.next() {
            self.actors.entry(id.to_owned()).or_default().push(Occasion { at, ..occasion });
        }
    }

    /// Where a date stands beside a document, it came out then: "a letter sent on Monday", "Monday's letter".
    fn note_document(&mut self, number: usize) {
        let page = self.page;
        let tokens = self.moments[number].tokens.clone();
        let sentence = &page.sentences[page.sentence_of(tokens.start)].tokens;
        let free = |at: &usize| !self.quoted(*at);
        let beside = if is_attributive(page, &tokens) { 3 } else { BESIDE };
        let after = (tokens.end..sentence.end.min(tokens.end + beside)).filter(free).find_map(|at| document(page, at));
        let before = || (sentence.start.max(tokens.start.saturating_sub(beside))..tokens.start).rev().filter(free);
        let published = || before().take(4).any(|at| matches!(page.word(at), "published" | "released")).then_some("");
        let named = before().find_map(|at| document(page, at)).filter(|_| beside == BESIDE).or(after);
        // "A statement on Monday" is what somebody said then, not a publication.
        let head = named.filter(|head| *head != "statement").or_else(published);
        if let Some((head, occasion)) = head.zip(self.moments[number].told()) {
            self.documents.entry(head).or_default().push(occasion);
        }
    }

    /// The places at which documents are dated.
    pub(super) fn issued_at(&self) -> impl Iterator<Item = usize> {
        self.documents.values().flatten().map(|occasion| occasion.at)
    }

    /// Where a speaker of a statement is seen to speak last before a token, and first after it.
    pub(super) fn spoke(&self, statement: &Statement, at: usize) -> [Option<Occasion>; 2] {
        let known = statement.speakers.iter().filter_map(|id| Some(beside(self.actors.get(id)?, at)));
        known.into_iter().find(|known| known.iter().any(Option::is_some)).unwrap_or_default()
    }

    /// When the document that a statement is taken from came out, or the occasion was that it was made on: "said in the interview".
    pub(super) fn document_of(&self, statement: &Statement, cue: &Range<usize>) -> Option<Occasion> {
        let page = self.page;
        let source = statement.source.first().map(|span| page.range(*span));
        let in_source = source.and_then(|range| range.rev().find_map(|at| document(page, at)));
        if let Some(head) = in_source {
            return self.issued(head, cue.start);
        }
        let after = cue.end..(cue.end..cue.end + 10).find(|at| self.quoted(*at)).unwrap_or(cue.end + 10);
        let carrier =
            after.clone().find(|at| matches!(page.word(*at), "in" | "on" | "during" | "through" | "via" | "at" | "accompanying"))?;
        let known = |at: usize| {
            (carrier..at).rev().take(4).any(|i| matches!(page.word(i), "the" | "that" | "this" | "his" | "her" | "their" | "its"))
        };
        let written = |at: usize| document(page, at).or_else(|| document_carrier(page.word(at)));
        let at = (carrier + 2..after.end).find(|at| written(*at).or(event(page.word(*at))).is_some() && known(*at))?;
        written(at).and_then(|head| self.issued(head, cue.start)).or_else(|| nearest(self.events.get(event(page.word(at))?)?, cue.start))
    }

    /// When a document of that name came out; where all that the page dates came out on one day, any document did.
    fn issued(&self, head: &str, at: usize) -> Option<Occasion> {
        let known = self.documents.get(head).map(|known| nearest(known, at).or_else(|| self.alone.get(head).copied()));
        known.unwrap_or(self.all)
    }
}

/// The last occasion before a place, and the first after it where that is near the page's own day.
fn beside(occasions: &[Occasion], at: usize) -> [Option<Occasion>; 2] {
    let next = occasions.partition_point(|occasion| occasion.at <= at);
    let before = next.checked_sub(1).map(|last| occasions[last]);
    [before, occasions.get(next).copied().filter(|occasion| occasion.near)]
}

/// The last occasion before a place, else the first after it.
fn nearest(occasions: &[Occasion], at: usize) -> Option<Occasion> {
    let [before, after] = beside(occasions, at);
    before.or(after)
}

/// The first in the text of occasions that were all on the same days.
fn only<'o>(occasions: impl Iterator<Item = &'o Occasion> + Clone) -> Option<Occasion> {
    let first = *occasions.clone().min()?;
    occasions.into_iter().all(|other| other.days == first.days).then_some(first)
}
