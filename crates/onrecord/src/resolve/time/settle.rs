//! The days that expressions of time mean.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use super::calendar::Unit;
use super::expressions::Expression;

/// A first and a last day.
pub(super) type Days = (Date, Date);

/// What expressions are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Anchor {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// When what was told just before happened.
    pub(super) told: Option<Days>,
}

/// The first and last day an expression means; `ahead` where the verb speaks of what is to come.
///
/// `None` for days that no calendar has, and for relative expressions where there is no day to count from.
pub(super) fn settle(expression: Expression, anchor: Anchor, ahead: bool) -> Option<Days> {
    let from = anchor.published;
    let one = |day: Date| Some((day, day));
    match expression {
        Expression::Days(days) => one(from?.checked_add(i64::from(days).days()).ok()?),
        Expression::Weekday(day, shift) => one(nearest(from?, day, shift, ahead)?),
        Expression::Day(Some(year), month, day) => one(Date::new(year, month, day).ok()?),
        Expression::Day(None, month, day) => {
            let from = from?;
            let of = |by: i16| Date::new(from.year() + by, month, day).ok();
            if ahead {
                of(0).filter(|d| *d >= from).or_else(|| of(1)).and_then(one)
            } else {
                of(0).filter(|d| *d <= from).or_else(|| of(-1)).and_then(one)
            }
        }
        Expression::Month(Some(year), month, _) => whole_months(year, month, 1),
        Expression::Month(None, month, shift) => whole_months(nearest_year(from?, month, shift, ahead), month, 1),
        Expression::Season(Some(year), first, _) => whole_months(year, first, 3),
        Expression::Season(None, first, shift) => {
            let from = from?;
            // Seen from inside a season, "this" one is not over, and the last one was a year ago.
            let inside = (from.month() + 12 - first) % 12 < 3;
            let began = from.year() - i16::from(from.month() < first);
            let year = began + if shift > 0 || (ahead && !inside) { 1 } else { -i16::from(shift < 0 && inside) };
            whole_months(year, first, 3)
        }
        Expression::Stretch(unit, by) => stretch(from?, unit, by),
        Expression::Running(unit, by) => {
            let from = from?;
            let other = from.checked_add(span(unit, by)).ok()?;
            Some((from.min(other), from.max(other)))
        }
        // Less than the next longer unit.
        Expression::Recent(unit) => {
            let longer = match unit {
                Unit::Day | Unit::Weekend => Unit::Week,
                Unit::Week => Unit::Month,
                Unit::Month => Unit::Year,
                Unit::Year | Unit::Decade => Unit::Decade,
            };
            settle(Expression::Running(longer, -1), anchor, ahead)
        }
        Expression::End(unit, by) => one(stretch(from?, unit, by)?.1),
        Expression::Year(year) => whole_years(year, 1),
        Expression::Decade(year) => whole_years(year, 10),
        Expression::Quarter(year, number) => part(year, from, ahead, number * 3 - 2, 3),
        Expression::Half(year, number) => part(year, from, ahead, number * 6 - 5, 6),
        Expression::After(unit, by) => {
            let (first, last) = anchor.told?;
            stretch(if by < 0 { first } else { last }, unit, by)
        }
        Expression::Then => anchor.told,
        Expression::Weekend => {
            let saturday = nearest(from?, Weekday::Saturday, 0, ahead)?;
            Some((saturday, saturday.checked_add(1.days()).ok()?))
        }
        Expression::Unclear => None,
    }
}

/// The weekday on or before a day, or the one after it where what is meant lies ahead; "last" and "next" never mean the day itself.
fn nearest(from: Date, day: Weekday, shift: i32, ahead: bool) -> Option<Date> {
    let back = i64::from(from.weekday().since(day));
    let days = match (shift, ahead) {
        (1.., _) | (0, true) => 7 - back,
        (..0, _) if back == 0 => -7,
        _ => -back,
    };
    from.checked_add(days.days()).ok()
}

/// The year of a month without one: the latest that has come, or the next one ahead.
fn nearest_year(from: Date, month: i8, shift: i32, ahead: bool) -> i16 {
    if ahead || shift > 0 {
        return from.year() + i16::from(month < from.month());
    }
    let come = month < from.month() || (month == from.month() && shift == 0);
    from.year() - i16::from(!come)
}

/// Some months of a year without one: those that have begun, or those ahead.
fn part(year: Option<i16>, from: Option<Date>, ahead: bool, month: i8, months: i8) -> Option<Days> {
    if let Some(year) = year {
        return whole_months(year, month, months);
    }
    let from = from?;
    let begun = month <= from.month();
    let over = month + months <= from.month();
    let year = if ahead { from.year() + i16::from(over) } else { from.year() - i16::from(!begun) };
    whole_months(year, month, months)
}

/// A number of units as a span of time.
fn span(unit: Unit, by: i32) -> Span {
    let by = i64::from(by);
    match unit {
        Unit::Day => by.days(),
        Unit::Week | Unit::Weekend => (7 * by).days(),
        Unit::Month => by.months(),
        Unit::Year => by.years(),
        Unit::Decade => (10 * by).years(),
    }
}

/// The unit of the calendar that lies some units after the one that a day is in.
fn stretch(from: Date, unit: Unit, by: i32) -> Option<Days> {
    let day = from.checked_add(span(unit, by)).ok()?;
    match unit {
        Unit::Day => Some((day, day)),
        Unit::Week => {
            let monday = nearest(day, Weekday::Monday, 0, false)?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        Unit::Weekend => {
            let saturday = nearest(from, Weekday::Saturday, 0, false)?;
            let inside = from.weekday().since(Weekday::Saturday) < 2;
            // From a weekday the last one is the one before, and this one the one ahead.
            let by = if inside {
                by
            } else if by < 0 {
                by + 1
            } else {
                by.max(1)
            };
            let saturday = saturday.checked_add((7 * i64::from(by)).days()).ok()?;
            Some((saturday, saturday.checked_add(1.days()).ok()?))
        }
        Unit::Month => whole_months(day.year(), day.month(), 1),
        Unit::Year => whole_years(day.year(), 1),
        Unit::Decade => whole_years(day.year() - day.year().rem_euclid(10), 10),
    }
}

fn whole_months(year: i16, first: i8, months: i8) -> Option<Days> {
    let first = Date::new(year, first, 1).ok()?;
    Some((first, first.checked_add((i64::from(months) - 1).months()).ok()?.last_of_month()))
}

fn whole_years(year: i16, years: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year + years - 1, 12, 31).ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::expressions::expressions;
    use super::*;
    use crate::model::Article;
    use crate::resolve::page::Page;

    /// The interval of the first expression of a text, seen from Friday, 17 May 2024, after something of 3 May was told.
    fn check(text: &str, ahead: bool, expected: Option<(&str, &str)>) {
        let article = Article { text: text.into(), ..Article::default() };
        let page = Page::new(&article);
        let found = expressions(&page, 0..page.tokens.len());
        let told = Date::new(2024, 5, 3).unwrap();
        let anchor = Anchor { published: Date::new(2024, 5, 17).ok(), told: Some((told, told)) };
        let days = found.first().and_then(|dated| settle(dated.expression, anchor, ahead));
        let days = days.map(|(from, to)| (from.to_string(), to.to_string()));
        assert_eq!(days, expected.map(|(from, to)| (from.to_owned(), to.to_owned())), "{text}");
    }

    /// The same for an expression that means one day.
    fn day(text: &str, ahead: bool, expected: &str) {
        check(text, ahead, Some((expected, expected)));
    }

    #[test]
    fn days() {
        day("he said Friday", false, "2024-05-17");
        day("he said on Saturday", false, "2024-05-11");
        day("they will meet on Friday", true, "2024-05-24");
        day("last Friday", false, "2024-05-10");
        day("next Tuesday", true, "2024-05-21");
        day("late Thursday night", false, "2024-05-16");
        day("she said yesterday", false, "2024-05-16");
        day("three days ago", false, "2024-05-14");
        day("last night", false, "2024-05-16");
        day("on May 3", false, "2024-05-03");
        day("on Dec. 24", false, "2023-12-24");
        day("will begin on Feb. 1", true, "2025-02-01");
        day("on 3 May 2021", false, "2021-05-03");
        day("on Friday, May 3, 2019, he", false, "2019-05-03");
        day("on 2019-05-03", false, "2019-05-03");
        day("said on Wed. that", false, "2024-05-15");
        day("on the 1st of May", false, "2024-05-01");
        day("on 31/12/2023", false, "2023-12-31");
        check("on 12/05/2024", false, None);
        day("on New Year’s Eve", false, "2023-12-31");
        day("on Christmas Day 2021, he", false, "2021-12-25");
        day("the day before yesterday", false, "2024-05-15");
    }

    #[test]
    fn longer_stretches() {
        check("In March, he", false, Some(("2024-03-01", "2024-03-31")));
        check("In December, he", false, Some(("2023-12-01", "2023-12-31")));
        check("last May", false, Some(("2023-05-01", "2023-05-31")));
        check("since mid-April", false, Some(("2024-04-01", "2024-04-30")));
        check("since 2022", false, Some(("2022-01-01", "2022-12-31")));
        check("his 2013 remarks", false, Some(("2013-01-01", "2013-12-31")));
        check("since last year", false, Some(("2023-01-01", "2023-12-31")));
        check("in the 1990s", false, Some(("1990-01-01", "1999-12-31")));
        check("last decade", false, Some(("2010-01-01", "2019-12-31")));
        check("earlier this week", false, Some(("2024-05-13", "2024-05-19")));
        check("later this month", true, Some(("2024-05-01", "2024-05-31")));
        check("a fortnight ago", false, Some(("2024-04-29", "2024-05-05")));
        check("two weeks ago", false, Some(("2024-04-29", "2024-05-05")));
        check("last weekend", false, Some(("2024-05-11", "2024-05-12")));
        check("in the past two months", false, Some(("2024-03-17", "2024-05-17")));
        check("within the next ten days", true, Some(("2024-05-17", "2024-05-27")));
        check("by the end of the month", true, Some(("2024-05-31", "2024-05-31")));
        check("by the end of 2025", true, Some(("2025-12-31", "2025-12-31")));
    }

    #[test]
    fn parts_of_the_year() {
        check("in the third quarter", false, Some(("2023-07-01", "2023-09-30")));
        check("in the third quarter", true, Some(("2024-07-01", "2024-09-30")));
        check("in the first quarter of 2021", false, Some(("2021-01-01", "2021-03-31")));
        check("the second half of 2020", false, Some(("2020-07-01", "2020-12-31")));
        check("last fall", false, Some(("2023-09-01", "2023-11-30")));
        check("last spring", false, Some(("2023-03-01", "2023-05-31")));
        check("this spring", false, Some(("2024-03-01", "2024-05-31")));
        check("in the winter of 2015", false, Some(("2015-12-01", "2016-02-29")));
    }

    #[test]
    fn times_counted_from_what_was_told() {
        day("at the time, he said", false, "2024-05-03");
        day("the same day, he said", false, "2024-05-03");
        day("on the next day she said", false, "2024-05-04");
        day("two days earlier", false, "2024-05-01");
        check("the following month", false, Some(("2024-06-01", "2024-06-30")));
    }

    #[test]
    fn days_that_no_calendar_has() {
        check("on February 31", false, None);
        check("on 30 February 2024", false, None);
        check("he may march on", false, None);
        check("the fall of the wall", false, None);
    }
}
