//! On which days statements were made.
//!
//! A statement's own expression decides. One without takes the day of an occasion on which its speaker is seen to speak, or on which
//! the document that it is taken from came out, or else, where the page opens with a statement of one day, that day.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;

use super::expressions::{Expression, expressions};
use super::published;
use super::settle::{Anchor, Days, settle};
use crate::model::{Actor, Article, Basis, Statement, When};
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, NounClass, is, is_event, noun};
use crate::span::Span;

/// How many sentences at a page's head set its frame.
const LEAD: usize = 5;
/// How many days before its publication the day may lie that a page opens with.
const FRESH: i32 = 2;
/// How many words around a cue are read for its date; bounds the work in very long sentences.
const AROUND: usize = 60;
/// How many words may part a document from its date.
const BESIDE: usize = 20;
/// How many sentences a month or a year lasts without being named again.
const LASTS: usize = 4;

/// An expression in the running text with the days it means there.
#[derive(Debug, Clone)]
struct Moment {
    tokens: Range<usize>,
    days: Option<Days>,
    /// Whether it names a day by its distance from the page's own.
    near: bool,
    /// Whether it lies ahead.
    ahead: bool,
    basis: Basis,
}

/// Days on which somebody spoke or a document came out, and the token where the page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occasion {
    at: usize,
    days: Days,
    near: bool,
}

/// The days a page tells, and who or what they belong to.
struct Calendar<'a> {
    page: &'a Page<'a>,
    published: Option<Date>,
    moments: Vec<Moment>,
    /// The tokens that stand in some content, as sorted ranges.
    contents: Vec<Range<usize>>,
    /// For each actor the places and days at which it is seen to speak, in the order of the text.
    actors: HashMap<String, Vec<Occasion>>,
    /// For each noun the days on which a document of that name came out.
    documents: HashMap<&'static str, Vec<Occasion>>,
}

/// Sets `said_on` of the statements whose page tells it.
pub(in crate::resolve) fn occasions(page: &Page<'_>, article: &Article, statements: &mut [Statement], actors: &[Actor]) {
    let contents = contents(page, statements);
    let published = published(article);
    let moments = moments(page, published, &contents);
    let mut calendar = Calendar { page, published, moments, contents, actors: HashMap::new(), documents: HashMap::new() };
    let own: Vec<Option<usize>> = statements.iter().map(|statement| calendar.attached(statement)).collect();
    calendar.gather(statements, &own, actors);
    let frame = calendar.frame();
    let dated: Vec<Option<When>> = statements.iter().zip(&own).map(|(statement, own)| calendar.when(statement, *own, frame)).collect();
    for (statement, when) in statements.iter_mut().zip(dated) {
        statement.said_on = when;
    }
}

/// The words that date a statement: its cue, else its source, else its content.
fn place(statement: &Statement) -> Span {
    [&statement.cue, &statement.source, &statement.content].into_iter().find_map(|spans| spans.first()).copied().unwrap_or_default()
}

/// The tokens that stand in some content, as sorted ranges of tokens.
fn contents(page: &Page<'_>, statements: &[Statement]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = statements.iter().flat_map(|statement| &statement.content).map(|span| page.range(*span)).collect();
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
            let days = settle(dated.expression, anchor, ahead);
            if days.is_some() && !quoted {
                anchor.told = days;
            }
            let near = matches!(dated.expression, Expression::Weekday(_, 0) | Expression::Days(-1 | 0));
            let basis = if dated.expression == Expression::Days(0) { Basis::Publication } else { Basis::Expression };
            out.push(Moment { tokens: dated.tokens, days, near, ahead, basis });
        }
    }
    out
}

/// Whether the words before an expression, of those that count, speak of what is to come.
pub(super) fn ahead(page: &Page<'_>, sentence: &Range<usize>, at: usize, counts: impl Fn(usize) -> bool) -> bool {
    (sentence.start.max(at.saturating_sub(12))..at).filter(|i| counts(*i)).any(|i| {
        matches!(page.word(i), "will" | "’ll" | "'ll" | "shall" | "won't" | "won’t" | "upcoming")
            || page.word(i) == "to" && matches!(page.before(i), "plans" | "plan" | "expected" | "scheduled" | "set" | "going" | "due")
    })
}

impl Calendar<'_> {
    /// The moments in a range of tokens, by their numbers.
    fn within(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.moments.partition_point(|moment| moment.tokens.start < range.start);
        start..self.moments.partition_point(|moment| moment.tokens.end <= range.end).max(start)
    }

    /// The moment in a statement's sentence that dates it, by its number.
    fn attached(&self, statement: &Statement) -> Option<usize> {
        let page = self.page;
        let cue = page.range(place(statement));
        let sentence = page.sentences.get(page.sentence_of(cue.start))?.tokens.clone();
        let near = sentence.start.max(cue.start.saturating_sub(AROUND))..sentence.end.min(cue.end + AROUND);
        let source = statement.source.iter().copied().reduce(Span::cover).map(|span| page.range(span));
        let own: Vec<Range<usize>> = statement.content.iter().map(|span| page.range(*span)).collect();
        let nested = inside(&self.contents, cue.start);
        let fits = |number: &usize| {
            let moment = &self.moments[*number].tokens;
            let free = !own.iter().any(|range| range.contains(&moment.start)) && inside(&self.contents, moment.start) == nested;
            free && !lasts(page, moment.start) && belongs(page, &sentence, moment, &cue, source.as_ref())
        };
        let distance = |number: &usize| {
            let moment = &self.moments[*number].tokens;
            if moment.start >= cue.end { moment.start - cue.end } else { cue.start.saturating_sub(moment.end) }
        };
        self.within(&near).filter(fits).min_by_key(distance)
    }

    /// Notes who speaks on which day, and which documents came out on which.
    fn gather(&mut self, statements: &[Statement], own: &[Option<usize>], actors: &[Actor]) {
        for (statement, own) in statements.iter().zip(own) {
            let at = self.page.range(place(statement)).start;
            let Some(occasion) = own.and_then(|number| self.occasion(number, at)) else { continue };
            for speaker in &statement.speakers {
                self.actors.entry(speaker.clone()).or_default().push(occasion);
            }
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
            self.note_event(number, &mentions);
            self.note_document(number);
        }
        self.actors.values_mut().for_each(|occasions| occasions.sort_unstable());
    }

    /// A moment as an occasion that is told at a token.
    fn occasion(&self, moment: usize, at: usize) -> Option<Occasion> {
        let Moment { days, near, .. } = self.moments[moment];
        days.map(|days| Occasion { at, days, near })
    }

    /// Where a sentence dates a speech, a rally or an interview: whoever it begins with spoke then.
    fn note_event(&mut self, number: usize, mentions: &[(usize, &str)]) {
        let page = self.page;
        let tokens = &self.moments[number].tokens;
        if inside(&self.contents, tokens.start) || lasts(page, tokens.start) {
            return;
        }
        let sentence = &page.sentences[page.sentence_of(tokens.start)].tokens;
        let around = sentence.start.max(tokens.start.saturating_sub(AROUND))..sentence.end.min(tokens.end + AROUND);
        let event = around.clone().any(|at| is_event(page.word(at)) && !inside(&self.contents, at));
        let first = mentions.partition_point(|(at, _)| *at < around.start);
        let subject = mentions[first..].iter().take_while(|(at, _)| *at < around.end);
        let mut subject = subject.filter(|(at, _)| !inside(&self.contents, *at) && !is(page.before(*at), Class::Preposition));
        if let Some((at, id)) = subject.next().filter(|_| event)
            && let Some(occasion) = self.occasion(number, *at)
        {
            self.actors.entry((*id).to_owned()).or_default().push(occasion);
        }
    }

    /// Where a date stands beside a document, it came out then: "a letter sent on Monday", "Monday's letter".
    fn note_document(&mut self, number: usize) {
        let page = self.page;
        let tokens = &self.moments[number].tokens;
        if inside(&self.contents, tokens.start) || lasts(page, tokens.start) {
            return;
        }
        let sentence = &page.sentences[page.sentence_of(tokens.start)].tokens;
        let free = |at: &usize| !inside(&self.contents, *at);
        let after = (tokens.end..sentence.end.min(tokens.end + BESIDE)).filter(free).find_map(|at| document(page, at));
        let before =
            (sentence.start.max(tokens.start.saturating_sub(BESIDE))..tokens.start).rev().filter(free).find_map(|at| document(page, at));
        // "A statement on Monday" is what somebody said then, not a publication.
        if let Some(head) = before.or(after).filter(|head| *head != "statement")
            && let Some(occasion) = self.occasion(number, tokens.start)
        {
            self.documents.entry(head).or_default().push(occasion);
        }
    }

    /// The day that the page opens with, in what its first sentences tell.
    fn frame(&self) -> Option<Days> {
        let lead = self.page.sentences.iter().filter(|sentence| !sentence.heading).take(LEAD).last()?.tokens.end;
        let issued: HashSet<usize> = self.documents.values().flatten().map(|occasion| occasion.at).collect();
        let recent = |moment: &Moment| {
            let age = moment.days.zip(self.published).map(|((from, _), published)| (published - from).get_days());
            age.is_none_or(|days| (0..=FRESH).contains(&days))
        };
        let told = |moment: &&Moment| {
            let at = moment.tokens.start;
            moment.near && !moment.ahead && recent(moment) && !inside(&self.contents, at) && !issued.contains(&at)
        };
        self.moments.iter().take_while(|moment| moment.tokens.start < lead).find(told)?.days
    }

    /// When a statement was made.
    fn when(&self, statement: &Statement, own: Option<usize>, frame: Option<Days>) -> Option<When> {
        if let Some(moment) = own.map(|number| &self.moments[number]) {
            let span = Some(self.page.span(&moment.tokens));
            return moment.days.map(|(from, to)| When { from: from.to_string(), to: to.to_string(), basis: moment.basis, span });
        }
        let cue = self.page.range(place(statement));
        let at = cue.start;
        let past = tells(self.page, &cue);
        let of_document = || self.document(statement, &cue).and_then(|head| self.issued(head, at));
        let says = cue
            .clone()
            .any(|at| matches!(self.page.word(at), "says" | "tells" | "adds" | "writes" | "argue" | "write" | "continues" | "say"));
        let of_speaker = || statement.speakers.iter().find_map(|id| self.nearest(self.actors.get(id)?, at)).filter(|_| past || says);
        let of_page = || frame.filter(|_| past && !inside(&self.contents, at));
        let (from, to) = of_document().or_else(of_speaker).or_else(of_page)?;
        Some(When { from: from.to_string(), to: to.to_string(), basis: Basis::Context, span: None })
    }

    /// When a document of that name came out; where all that the page dates came out on one day, any document did.
    fn issued(&self, head: &str, at: usize) -> Option<Days> {
        if let Some(known) = self.documents.get(head) {
            return self.nearest(known, at);
        }
        let mut all = self.documents.values().flatten();
        let only = all.next()?.days;
        all.all(|other| other.days == only).then_some(only)
    }

    /// The occasion before a place, else the first after it. The longer its stretch of time, the sooner it is left behind.
    fn nearest(&self, occasions: &[Occasion], at: usize) -> Option<Days> {
        let here = self.page.sentence_of(at);
        let next = occasions.partition_point(|occasion| occasion.at <= at);
        let before = next.checked_sub(1).map(|last| occasions[last]).filter(|occasion| {
            let (from, to) = occasion.days;
            let lasts = if from == to { usize::MAX } else { LASTS };
            here - self.page.sentence_of(occasion.at) <= lasts
        });
        before.or_else(|| occasions.get(next).copied().filter(|occasion| occasion.near)).map(|occasion| occasion.days)
    }

    /// The document that a statement is taken from: its source, or what stands after its cue ("said in the letter").
    fn document(&self, statement: &Statement, cue: &Range<usize>) -> Option<&'static str> {
        let page = self.page;
        let source = statement.source.first().map(|span| page.range(*span));
        let in_source = source.and_then(|range| range.rev().find_map(|at| document(page, at)));
        let carried = || {
            let mut after = (cue.end..cue.end + 6).take_while(|at| !inside(&self.contents, *at));
            let carrier = after.find(|at| matches!(page.word(*at), "in" | "on" | "during" | "through" | "via"))?;
            let known = matches!(page.word(carrier + 1), "the" | "that" | "this" | "his" | "her" | "their");
            (carrier + 2..carrier + 5).filter(|_| known).find_map(|at| document(page, at))
        };
        in_source.or_else(carried)
    }
}

/// The noun for a document that a token is.
fn document(page: &Page<'_>, at: usize) -> Option<&'static str> {
    noun(page.word(at)).filter(|noun| noun.class == NounClass::Document && !noun.plural).map(|noun| noun.singular)
}

/// Whether the word before an expression makes it a bound and not a day: "since Monday".
fn lasts(page: &Page<'_>, at: usize) -> bool {
    let before = page.before(at).to_lowercase();
    matches!(before.as_str(), "since" | "until" | "till" | "by" | "through" | "before" | "after" | "from" | "for")
}

/// Whether an expression says when its sentence's cue happened, by where it stands.
fn belongs(page: &Page<'_>, sentence: &Range<usize>, moment: &Range<usize>, cue: &Range<usize>, source: Option<&Range<usize>>) -> bool {
    let breaks = |at: usize| {
        matches!(page.word(at), "who" | "which" | "that" | "whose" | "when" | "where" | "because" | "as" | ";")
            || page.word(at) == "while" && !page.word(at + 1).ends_with("ing")
    };
    let plain = |range: Range<usize>, most: usize| range.len() <= most && !range.clone().any(breaks);
    let possessive = matches!(page.word(moment.end), "'s" | "’s");
    let of_document = (moment.end..moment.end + 3).any(|at| document(page, at).is_some() || is_event(page.word(at)));
    if possessive || is_attributive(page, moment) && !of_document {
        // "Monday's statement": of a noun that is itself the cue.
        return (moment.end..moment.end + 3).any(|at| cue.contains(&at)) && moment.end <= cue.start;
    }
    if let Some(source) = source
        && moment.start >= source.start
        && moment.end <= source.end
    {
        return source.clone().any(|at| noun(page.word(at)).is_some_and(|noun| noun.class == NounClass::Document));
    }
    if cue.start <= moment.start && moment.end <= cue.end {
        return true;
    }
    if moment.start >= cue.end {
        let from = source.filter(|source| source.start >= cue.end && source.end <= moment.start).map_or(cue.end, |source| source.end);
        return plain(from..moment.start, 9);
    }
    // "Roe on Thursday said"
    if let Some(source) = source.filter(|source| source.end <= moment.start) {
        return plain(source.end..moment.start, 4) && plain(moment.end..cue.start, 3);
    }
    // "…, and in 2014 Roe said"
    let subject = source.map_or(cue.start, |source| source.start.min(cue.start));
    let preposition = usize::from(is(&page.before(moment.start).to_lowercase(), Class::Preposition));
    let boundary = matches!(page.before(moment.start - preposition), "," | "and" | "but" | ";" | "then" | "—" | "–");
    if boundary && moment.end <= subject && (moment.end..subject).all(|at| page.word(at) == ",") {
        return true;
    }
    // "In an interview on Tuesday, …", "But then in 2010, …"
    let verb = |at: usize| is(page.word(at), Class::Verb) || page.word(at).len() > 5 && page.word(at).ends_with("ed");
    let opening = sentence.start..moment.start;
    opening.len() <= 8 && !opening.clone().any(|at| breaks(at) || verb(at) || page.word(at) == ",")
}

/// Whether an expression describes a noun after it: "the 2012 attack", "a Nov. 5 letter".
fn is_attributive(page: &Page<'_>, moment: &Range<usize>) -> bool {
    matches!(page.before(moment.start), "a" | "an" | "the" | "his" | "her" | "their" | "its")
        && page.word(moment.end).starts_with(|c: char| c.is_alphabetic() && c.is_lowercase())
}

/// Whether a cue tells of one occasion in the past ("said"), not of a standing opinion ("believes", "has always said").
fn tells(page: &Page<'_>, cue: &Range<usize>) -> bool {
    const PAST: &[&str] = &[
        "said", "told", "wrote", "saw", "spoke", "swore", "came", "felt", "thought", "began", "saying", "telling", "adding", "noting",
        "citing", "did", "didn't", "didn’t", "went", "put", "made", "gave", "saying", "calling", "claiming", "asking", "seeking",
    ];
    const STANDING: &[&str] = &[
        "has",
        "have",
        "had",
        "is",
        "are",
        "previously",
        "once",
        "always",
        "repeatedly",
        "later",
        "subsequently",
        "earlier",
        "initially",
        "originally",
        "often",
    ];
    let word = |at: usize| page.word(at);
    let perfect = cue.clone().any(|at| STANDING.contains(&word(at)));
    !perfect && cue.clone().any(|at| PAST.contains(&word(at)) || (word(at).ends_with("ed") && word(at).len() > 3))
}
