//! What the dates of a page are not good for.

use jiff::civil::Date;

use super::expressions::{Expression, expressions};
use super::settle::{Anchor, settle};
use super::{published, weekday};
use crate::model::{Article, Statement, Warning};
use crate::resolve::page::Page;

/// A year that has all the days that any has.
const LEAP_YEAR: i16 = 2024;

/// Warnings about dates: `impossible_date` for days that no calendar has, `dates_disagree` where parts of the page contradict each
/// other, `no_publication_date` where expressions stay open because there is no day to count them from.
pub(in crate::resolve) fn warnings(page: &Page<'_>, article: &Article, statements: &[Statement]) -> Vec<Warning> {
    let published = published(article);
    let mut out = Vec::new();
    let warn = |code: &str, message: String, tokens| Warning { code: code.to_owned(), message, span: Some(page.span(&tokens)) };
    if let Some(printed) = article.published.as_deref().filter(|_| published.is_none()) {
        let message = format!("the page's date, {printed}, is no day of the calendar; expressions such as \"Friday\" stay open");
        out.push(Warning { code: "impossible_date".to_owned(), message, span: None });
    }
    let mut open = None;
    for sentence in &page.sentences {
        for dated in expressions(page, sentence.tokens.clone()) {
            let printed = page.words(&dated.tokens);
            let days = settle(dated.expression, Anchor { published, told: None }, false);
            match (dated.expression, days) {
                (Expression::Day(Some(_), ..), None) => {
                    out.push(warn("impossible_date", format!("{printed} is no day of the calendar"), dated.tokens));
                }
                (Expression::Day(None, month, day), None) if Date::new(LEAP_YEAR, month, day).is_err() => {
                    out.push(warn("impossible_date", format!("{printed} is no day of the calendar"), dated.tokens));
                }
                (Expression::Day(Some(_), ..), Some((day, _))) => {
                    let named = weekday(page.word(dated.tokens.start));
                    if let Some(named) = named.filter(|named| *named != day.weekday()) {
                        let message = format!("{printed}: {day} was no {named:?} but a {:?}", day.weekday());
                        out.push(warn("dates_disagree", message, dated.tokens));
                    }
                }
                (Expression::Weekday(..) | Expression::Days(_) | Expression::Stretch(..), None) if published.is_none() => {
                    open = open.or(Some(dated.tokens));
                }
                _ => {}
            }
        }
    }
    for statement in statements {
        let Some(said_on) = statement.said_on.as_ref() else { continue };
        let Some(day) = published.map(|day| day.to_string()).filter(|day| said_on.from > *day) else { continue };
        let message = format!("something was said on {}, after the page's own date, {day}", said_on.from);
        out.push(Warning { code: "dates_disagree".to_owned(), message, span: said_on.span });
    }
    if let Some(tokens) = open.filter(|_| article.published.is_none()) {
        let message = format!("the page has no date; expressions such as {:?} stay open", page.words(&tokens));
        out.push(warn("no_publication_date", message, tokens));
    }
    out
}
