//! Expressions of time, and the days they mean.

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use super::calendar::{Unit, month, unit, weekday};
use super::page::Page;

/// An expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expression {
    /// "Friday"; "last Friday" (-1), "next Friday" (1).
    Weekday(Weekday, i32),
    /// "yesterday" (-1), "today" (0), "two days ago" (-2).
    Days(i32),
    /// "15 May", with its year where it is printed.
    Day(Option<i16>, i8, i8),
    /// "March", with its year where it is printed; "last March" (-1).
    Month(Option<i16>, i8, i32),
    /// "last year" (-1), "three weeks ago" (-3), "this month" (0).
    Stretch(Unit, i32),
    /// "2022"
    Year(i16),
    /// "the third quarter", with its year where it is printed.
    Quarter(Option<i16>, i8),
    /// "at the time": when what was told just before happened.
    Then,
}

/// An expression where it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What it says.
    pub(super) expression: Expression,
}

/// The expressions of time among some tokens, in order.
pub(super) fn expressions(page: &Page<'_>, within: Range<usize>) -> Vec<Dated> {
    let mut out = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let read = read(page, at, within.end).filter(|(_, end)| *end <= within.end);
        if let Some((expression, end)) = read {
            out.push(Dated { tokens: at..end, expression });
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// The expression that begins at a token, and the token after it.
fn read(page: &Page<'_>, at: usize, limit: usize) -> Option<(Expression, usize)> {
    let word = page.word(at);
    let next = page.word(at + 1);
    let lower = word.to_lowercase();
    if let Some(day) = weekday(word) {
        // "Friday, May 17": the date says more.
        let past_comma = at + 1 + usize::from(next == ",");
        return date(page, past_comma).or(Some((Expression::Weekday(day, 0), at + 1)));
    }
    if let Some(found) = date(page, at) {
        return Some(found);
    }
    match lower.as_str() {
        "yesterday" => return Some((Expression::Days(-1), at + 1)),
        "today" | "tonight" => return Some((Expression::Days(0), at + 1)),
        "tomorrow" => return Some((Expression::Days(1), at + 1)),
        "at" if next == "the" && page.word(at + 2) == "time" => return Some((Expression::Then, at + 3)),
        _ => {}
    }
    let shift = match lower.as_str() {
        "last" | "past" | "previous" => -1,
        "this" => 0,
        "next" | "coming" => 1,
        "earlier" | "later" if next == "this" => {
            let unit = unit(page.word(at + 2))?;
            return Some((Expression::Stretch(unit, 0), at + 3));
        }
        _ => return ago(page, at, limit).or_else(|| quarter(page, at)).or_else(|| year(page, at)),
    };
    if let Some(day) = weekday(next) {
        return Some((Expression::Weekday(day, shift), at + 2));
    }
    if let Some(month) = month(next) {
        return Some((Expression::Month(None, month, shift), at + 2));
    }
    if next == "night" {
        return Some((Expression::Days(shift.min(0)), at + 2));
    }
    let singular = !next.ends_with('s');
    unit(next)
        .filter(|_| singular)
        .map(|unit| (if unit == Unit::Day { Expression::Days(shift) } else { Expression::Stretch(unit, shift) }, at + 2))
}

/// "May 17, 2024", "17 May 2024", "May 2024", "in March", "2024-05-17".
fn date(page: &Page<'_>, at: usize) -> Option<(Expression, usize)> {
    let word = page.word(at);
    if let Ok(day) = word.parse::<Date>()
        && word.len() == 10
    {
        return Some((Expression::Day(Some(day.year()), day.month(), day.day()), at + 1));
    }
    let day_of =
        |word: &str| word.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    let year_at = |at: usize| {
        let comma = usize::from(page.word(at) == ",");
        year_of(page.word(at + comma)).map(|year| (year, at + comma + 1))
    };
    if let (Some(day), Some(month)) = (day_of(word), month(page.word(at + 1))) {
        let (year, end) = year_at(at + 2).map_or((None, at + 2), |(year, end)| (Some(year), end));
        return Some((Expression::Day(year, month, day), end));
    }
    let number = month(word)?;
    if let Some(day) = day_of(page.word(at + 1)) {
        let (year, end) = year_at(at + 2).map_or((None, at + 2), |(year, end)| (Some(year), end));
        return Some((Expression::Day(year, number, day), end));
    }
    if let Some((year, end)) = year_at(at + 1) {
        return Some((Expression::Month(Some(year), number, 0), end));
    }
    // Alone, "May" and "March" are other words too.
    let announced =
        matches!(page.before(at).to_lowercase().as_str(), "in" | "since" | "late" | "early" | "mid" | "of" | "until" | "by" | "during");
    announced.then_some((Expression::Month(None, number, 0), at + 1))
}

fn year_of(word: &str) -> Option<i16> {
    word.parse::<i16>().ok().filter(|year| word.len() == 4 && (1800..2200).contains(year))
}

/// "in 2022", "since 2022".
fn year(page: &Page<'_>, at: usize) -> Option<(Expression, usize)> {
    let announced =
        matches!(page.before(at).to_lowercase().as_str(), "in" | "since" | "of" | "until" | "by" | "during" | "from" | "late" | "early");
    year_of(page.word(at)).filter(|_| announced).map(|year| (Expression::Year(year), at + 1))
}

/// "two weeks ago", "a year earlier".
fn ago(page: &Page<'_>, at: usize, limit: usize) -> Option<(Expression, usize)> {
    let count = match page.word(at).to_lowercase().as_str() {
        "a" | "an" | "one" => 1,
        word => super::numbers::whole(word).filter(|count| (1..=500).contains(count))? as i32,
    };
    let unit = unit(page.word(at + 1))?;
    (at + 2 < limit && page.word(at + 2) == "ago")
        .then(|| (if unit == Unit::Day { Expression::Days(-count) } else { Expression::Stretch(unit, -count) }, at + 3))
}

/// "the third quarter of 2023"
fn quarter(page: &Page<'_>, at: usize) -> Option<(Expression, usize)> {
    let number = match page.word(at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    if page.word(at + 1) != "quarter" {
        return None;
    }
    let year = if page.word(at + 2) == "of" { year_of(page.word(at + 3)) } else { None };
    Some((Expression::Quarter(year, number), at + if year.is_some() { 4 } else { 2 }))
}

/// The first and last day an expression means, seen from a day; `ahead` where the verb speaks of what is to come.
///
/// `None` for days that no calendar has, and for relative expressions where there is no day to see them from.
pub(super) fn settle(expression: Expression, from: Option<Date>, ahead: bool) -> Option<(Date, Date)> {
    let one = |day: Date| Some((day, day));
    match expression {
        Expression::Days(days) => one(from?.checked_add(i64::from(days).days()).ok()?),
        Expression::Weekday(day, shift) => one(nearest(from?, day, ahead || shift > 0)?),
        Expression::Day(Some(year), month, day) => one(Date::new(year, month, day).ok()?),
        Expression::Day(None, month, day) => {
            let from = from?;
            let of = |by: i16| Date::new(from.year() + by, month, day).ok();
            // A day ahead of the page by some weeks is meant as announced; a year back otherwise.
            if ahead {
                of(0).filter(|d| *d >= from).or_else(|| of(1)).and_then(one)
            } else {
                of(0).filter(|d| *d <= from).or_else(|| of(-1)).and_then(one)
            }
        }
        Expression::Month(Some(year), month, _) => whole_month(year, month),
        Expression::Month(None, month, shift) => {
            let from = from?;
            let past = month < from.month() || (month == from.month() && shift == 0);
            let year = if ahead || shift > 0 { from.year() + i16::from(month < from.month()) } else { from.year() - i16::from(!past) };
            whole_month(year, month)
        }
        Expression::Stretch(unit, by) => stretch(from?, unit, by),
        Expression::Year(year) => whole_year(year),
        Expression::Quarter(year, number) => {
            let from = year.map_or(from, |year| Date::new(year, 12, 31).ok())?;
            let first = Date::new(from.year(), number * 3 - 2, 1).ok()?;
            let first = if first > from { first.checked_sub(1.year()).ok()? } else { first };
            Some((first, first.checked_add(2.months()).ok()?.last_of_month()))
        }
        Expression::Then => None,
    }
}

/// The weekday on or before a day; the one after it where what is meant lies ahead.
fn nearest(from: Date, day: Weekday, ahead: bool) -> Option<Date> {
    let back = i64::from(from.weekday().since(day));
    from.checked_add((if ahead { 7 - back } else { -back }).days()).ok()
}

fn stretch(from: Date, unit: Unit, by: i32) -> Option<(Date, Date)> {
    let by = i64::from(by);
    let moved = |span: Span| from.checked_add(span).ok();
    match unit {
        Unit::Day => moved(by.days()).map(|day| (day, day)),
        Unit::Week => {
            let day = moved((7 * by).days())?;
            let monday = nearest(day, Weekday::Monday, false)?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        Unit::Month => moved(by.months()).and_then(|day| whole_month(day.year(), day.month())),
        Unit::Year => moved(by.years()).and_then(|day| whole_year(day.year())),
    }
}

fn whole_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn whole_year(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    /// The interval of the first expression of a text, seen from Friday, 17 May 2024.
    fn check(text: &str, ahead: bool, expected: Option<(&str, &str)>) {
        let article = Article { text: text.into(), ..Article::default() };
        let page = Page::new(&article);
        let found = expressions(&page, 0..page.tokens.len());
        let days = found.first().and_then(|dated| settle(dated.expression, Date::new(2024, 5, 17).ok(), ahead));
        let days = days.map(|(from, to)| (from.to_string(), to.to_string()));
        assert_eq!(days, expected.map(|(from, to)| (from.to_owned(), to.to_owned())), "{text}");
    }

    #[test]
    fn days() {
        check("he said Friday", false, Some(("2024-05-17", "2024-05-17")));
        check("he said on Saturday", false, Some(("2024-05-11", "2024-05-11")));
        check("they will meet on Friday", true, Some(("2024-05-24", "2024-05-24")));
        check("she said yesterday", false, Some(("2024-05-16", "2024-05-16")));
        check("on May 3", false, Some(("2024-05-03", "2024-05-03")));
        check("on Dec. 24", false, Some(("2023-12-24", "2023-12-24")));
        check("on 3 May 2021", false, Some(("2021-05-03", "2021-05-03")));
        check("on Friday, May 3, 2019, he", false, Some(("2019-05-03", "2019-05-03")));
    }

    #[test]
    fn longer_stretches() {
        check("In March, he", false, Some(("2024-03-01", "2024-03-31")));
        check("In December, he", false, Some(("2023-12-01", "2023-12-31")));
        check("since 2022", false, Some(("2022-01-01", "2022-12-31")));
        check("since last year", false, Some(("2023-01-01", "2023-12-31")));
        check("earlier this week", false, Some(("2024-05-13", "2024-05-19")));
        check("two weeks ago", false, Some(("2024-04-29", "2024-05-05")));
        check("in the third quarter", false, Some(("2023-07-01", "2023-09-30")));
        check("in the first quarter of 2021", false, Some(("2021-01-01", "2021-03-31")));
    }

    #[test]
    fn days_that_no_calendar_has() {
        check("on February 31", false, None);
        check("on 30 February 2024", false, None);
        check("he may march on", false, None);
    }
}
