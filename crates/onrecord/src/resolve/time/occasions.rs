//! On which days statements were made.
//!
//! A statement's own expression decides. One without takes the likeliest of the days that the page tells, if any is likely enough: the day
//! on which its speaker is seen to speak, on which the document that it is taken from came out, which the page opens with.

use jiff::civil::Date;

use super::around::Around;
use super::choice::{Candidate, candidates, choose};
use super::diary::{Diary, Moment, to_come};
use super::published;
use super::settle::Days;
use crate::model::{Actor, Article, Basis, Statement, When};
use crate::resolve::page::Page;

/// A page's diary, what else it tells of days, and for each statement the moment that dates it by its own words.
fn gather<'a>(
    page: &'a Page<'a>,
    article: &Article,
    statements: &[Statement],
    actors: &'a [Actor],
) -> (Diary<'a>, Around<'a>, Vec<Option<usize>>) {
    let published = published(article);
    let mut diary = Diary::new(page, published, statements);
    let own: Vec<Option<usize>> = statements.iter().map(|statement| diary.attached(statement)).collect();
    diary.gather(statements, &own, actors);
    let around = Around::new(&diary, published, statements, &own, actors);
    (diary, around, own)
}

/// Sets `said_on` of the statements whose page tells it.
pub(in crate::resolve) fn occasions(page: &Page<'_>, article: &Article, statements: &mut [Statement], actors: &[Actor]) {
    let (diary, around, own) = gather(page, article, statements, actors);
    let published = published(article);
    for (statement, own) in statements.iter_mut().zip(own) {
        statement.said_on = when(&diary, &around, statement, own, published);
    }
}

/// When a statement was made.
fn when(diary: &Diary<'_>, around: &Around<'_>, statement: &Statement, own: Option<usize>, published: Option<Date>) -> Option<When> {
    let ((from, to), basis, span) = match own.map(|number| &diary.moments[number]) {
        Some(moment) => (said(diary.page, statement, moment, published)?, moment.basis, Some(diary.page.span(&moment.tokens))),
        None => (choose(&candidates(diary, around, statement))?, Basis::Context, None),
    };
    Some(When { from: from.to_string(), to: to.to_string(), basis, span })
}

/// The days that a moment means as a statement's: what a page prints as said was not said after the page came out, but on another day that
/// the words may mean.
fn said(page: &Page<'_>, statement: &Statement, moment: &Moment, published: Option<Date>) -> Option<Days> {
    let days = moment.days?;
    let late = |days: &Days| published.is_some_and(|published| days.0 > published);
    let mut cue = statement.cue.iter().flat_map(|span| page.range(*span));
    let other = moment.past.filter(|past| late(&days) && !late(past));
    other.filter(|_| !cue.any(|at| to_come(page, at))).or(Some(days))
}

/// The candidates for the day of each statement; `None` where it has one of its own.
pub(in crate::resolve) fn choices(
    page: &Page<'_>,
    article: &Article,
    statements: &[Statement],
    actors: &[Actor],
) -> Vec<Option<Vec<Candidate>>> {
    let (diary, around, own) = gather(page, article, statements, actors);
    let open = |(statement, own): (&Statement, Option<usize>)| own.is_none().then(|| candidates(&diary, &around, statement));
    statements.iter().zip(own).map(open).collect()
}
