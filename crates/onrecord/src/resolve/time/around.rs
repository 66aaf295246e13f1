//! What a page tells that may date a statement without a day of its own: the day it opens with, the days of others, who is spoken of where.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;

use super::attach::lasts;
use super::diary::{Diary, FRESH, Moment, Occasion, place};
use super::settle::Days;
use super::telling::{Telling, telling};
use crate::model::{Actor, Statement};
use crate::resolve::page::Page;

/// How many sentences at a page's head set its frame.
const LEAD: usize = 5;
/// Within how many words a clause tells its day.
const CLAUSE: usize = 12;

/// A speaker, as the page speaks of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) actor: &'a Actor,
    /// Whether it is mentioned where the page tells the day that it opens with.
    pub(super) opens: bool,
    /// Whether it is mentioned at the page's head.
    pub(super) leads: bool,
}

/// What surrounds the statements of a page.
pub(super) struct Around<'a> {
    pub(super) published: Option<Date>,
    /// The day that the page opens with.
    pub(super) opening: Option<Occasion>,
    /// Whether the page tells what was said in the past; one that tells all in the present reports no one day.
    pub(super) past: bool,
    /// The statements with a day of their own, in order.
    running: Vec<Occasion>,
    /// How many of these each day has.
    dated: HashMap<Days, usize>,
    /// The days that the page itself tells, in order, without those ahead and those told in passing.
    told: Vec<Occasion>,
    /// For each of these the place of the last one before it that is another day.
    other: Vec<Option<usize>>,
    /// How many days the page tells.
    days: usize,
    speakers: HashMap<&'a str, Speaker<'a>>,
}

impl<'a> Around<'a> {
    /// Gathers what a page's diary and actors tell; `own` are the moments that date statements.
    pub(super) fn new(
        diary: &Diary<'_>,
        published: Option<Date>,
        statements: &[Statement],
        own: &[Option<usize>],
        actors: &'a [Actor],
    ) -> Self {
        let page = diary.page;
        let cue = |statement: &Statement| page.range(place(statement));
        let told = |statement: &Statement| telling(page, statement, &cue(statement)) == Telling::Past;
        let past = statements.iter().any(|statement| told(statement) && !diary.quoted(cue(statement).start));
        let mut running: Vec<Occasion> = Vec::new();
        for (statement, own) in statements.iter().zip(own) {
            let at = cue(statement).start;
            let moment = own.map(|number| &diary.moments[number]).filter(|moment| !moment.back && !diary.quoted(at));
            running.extend(moment.and_then(|moment| moment.occasion(at)));
        }
        running.sort_unstable();
        let mut dated: HashMap<Days, usize> = HashMap::new();
        for occasion in &running {
            *dated.entry(occasion.days).or_default() += 1;
        }
        let told = diary.moments.iter().filter(|moment| is_told(diary, moment) && !in_passing(page, moment.tokens.start));
        let told: Vec<Occasion> = told.filter_map(Moment::told).collect();
        let mut other: Vec<Option<usize>> = Vec::new();
        for (number, occasion) in told.iter().enumerate() {
            let before = number.checked_sub(1);
            let place = before.and_then(|last| if told[last].days == occasion.days { other[last] } else { Some(told[last].at) });
            other.push(place);
        }
        let days: HashSet<Days> = diary.moments.iter().filter_map(|moment| moment.days).collect();
        let opening = opening(diary, published);
        let speakers = speakers(diary, opening, actors);
        Self { published, opening, past, running, dated, told, other, days: days.len(), speakers }
    }

    /// The last statement before a token that has a day of its own.
    pub(super) fn running(&self, at: usize) -> Option<Occasion> {
        self.running[..self.running.partition_point(|occasion| occasion.at <= at)].last().copied()
    }

    /// The number of the last day told before a token.
    fn last(&self, at: usize) -> Option<usize> {
        self.told.partition_point(|occasion| occasion.at < at).checked_sub(1)
    }

    /// The last day told before a token.
    pub(super) fn told(&self, at: usize) -> Option<Occasion> {
        self.last(at).map(|last| self.told[last])
    }

    /// Whether another day is told between an occasion and a token after it.
    pub(super) fn told_other(&self, occasion: Occasion, at: usize) -> bool {
        let Some(last) = self.last(at) else { return false };
        let other = if self.told[last].days == occasion.days { self.other[last] } else { Some(self.told[last].at) };
        other.is_some_and(|other| other > occasion.at)
    }

    /// How many statements have a day of their own.
    pub(super) fn dated(&self) -> usize {
        self.running.len()
    }

    /// How many have that one.
    pub(super) fn dated_on(&self, days: Days) -> usize {
        self.dated.get(&days).copied().unwrap_or_default()
    }

    /// How many days the page tells.
    pub(super) fn days(&self) -> usize {
        self.days
    }

    /// The first of a statement's speakers.
    pub(super) fn speaker(&self, statement: &Statement) -> Option<Speaker<'a>> {
        self.speakers.get(statement.speakers.first()?.as_str()).copied()
    }
}

/// Whether a moment is a day that the page itself tells, and one that is not ahead.
fn is_told(diary: &Diary<'_>, moment: &Moment) -> bool {
    let at = moment.tokens.start;
    !moment.ahead && !diary.quoted(at) && !lasts(diary.page, at)
}

/// Whether a place stands in a clause that tells of somebody in passing: "Ann Roe, who resigned on May 2, said".
fn in_passing(page: &Page<'_>, at: usize) -> bool {
    let comma = (at.saturating_sub(CLAUSE)..at).rev().find(|at| matches!(page.word(*at), "," | "." | ";"));
    comma.is_some_and(|comma| page.word(comma) == "," && matches!(page.word(comma + 1), "who" | "whose" | "which" | "where"))
}

/// Where a page's head ends.
fn lead(diary: &Diary<'_>) -> usize {
    // A label in capitals ("FULL TEXT.") tells nothing.
    let tells = |tokens: &Range<usize>| tokens.clone().any(|at| diary.page.word(at).starts_with(char::is_lowercase));
    let sentences = diary.page.sentences.iter().filter(|sentence| !sentence.heading && tells(&sentence.tokens));
    sentences.take(LEAD).last().map_or(0, |sentence| sentence.tokens.end)
}

/// The day that a page opens with, in what its first sentences tell; of several the latest is the news.
fn opening(diary: &Diary<'_>, published: Option<Date>) -> Option<Occasion> {
    let lead = lead(diary);
    let issued: HashSet<usize> = diary.issued_at().collect();
    let recent = |moment: &Moment| {
        let age = moment.days.zip(published).map(|((from, _), published)| (published - from).get_days());
        age.is_none_or(|days| (0..=FRESH).contains(&days))
    };
    let told = diary.moments.iter().take_while(|moment| moment.tokens.start < lead);
    let told = told.filter(|moment| moment.near && recent(moment) && is_told(diary, moment)).filter_map(Moment::told);
    told.filter(|occasion| !issued.contains(&occasion.at)).max_by_key(|occasion| (occasion.days, occasion.at))
}

fn speakers<'a>(diary: &Diary<'_>, opening: Option<Occasion>, actors: &'a [Actor]) -> HashMap<&'a str, Speaker<'a>> {
    let page = diary.page;
    let lead = lead(diary);
    let opening = opening.map(|occasion| page.sentence_of(occasion.at));
    let known = actors.iter().map(|actor| {
        let mentioned = || actor.mentions.iter().map(|span| page.range(*span).start);
        let opens = mentioned().any(|at| Some(page.sentence_of(at)) == opening);
        (actor.id.as_str(), Speaker { actor, opens, leads: mentioned().any(|at| at < lead) })
    });
    known.collect()
}
