//! Expressions of time as they are printed.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::calendar::{Unit, holiday, is_part_of_day, month, season, short_weekday, unit, weekday};
use crate::grammar;
use crate::resolve::numbers::whole;
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, is};
use crate::text::straight;

/// An expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Expression {
    /// "Friday"; "last Friday" (-1), "next Friday" (1).
    Weekday(Weekday, i32),
    /// "yesterday" (-1), "today" (0), "two days ago" (-2).
    Days(i32),
    /// "15 May", with its year where it is printed.
    Day(Option<i16>, i8, i8),
    /// "March", with its year where it is printed; "last March" (-1).
    Month(Option<i16>, i8, i32),
    /// "last fall" (-1), "the summer of 2016": the first month, the year where it is printed.
    Season(Option<i16>, i8, i32),
    /// "last year" (-1), "three weeks ago" (-3), "this month" (0).
    Stretch(Unit, i32),
    /// "the past two months" (-2), "the next ten days" (10): up to now, or from now on.
    Running(Unit, i32),
    /// "recent weeks": nobody says how many.
    Recent(Unit),
    /// "the end of the year" (0), "the end of next month" (1): its last day.
    End(Unit, i32),
    /// "2022"
    Year(i16),
    /// "the 1990s", by its first year.
    Decade(i16),
    /// "the third quarter", with its year where it is printed.
    Quarter(Option<i16>, i8),
    /// "the second half of 2023", with its year where it is printed.
    Half(Option<i16>, i8),
    /// The last weekend that has begun.
    Weekend,
    /// A day that is printed and cannot be told: "12/05/2024".
    Unclear,
    /// "the next day" (1), "two weeks earlier" (-2): counted from what was told just before.
    After(Unit, i32),
    /// "at the time", "the same day": when what was told just before happened.
    Then,
}

impl Expression {
    /// What it means behind a verb in the past: "said this weekend" is the one that has begun.
    pub(super) fn of_the_past(self) -> Self {
        if self == Self::Stretch(Unit::Weekend, 0) { Self::Weekend } else { self }
    }
}

/// An expression where it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve) struct Dated {
    /// Its tokens.
    pub(in crate::resolve) tokens: Range<usize>,
    /// What it says.
    pub(in crate::resolve) expression: Expression,
}

/// The expressions of time among some tokens, in order.
pub(in crate::resolve) fn expressions(page: &Page<'_>, within: Range<usize>) -> Vec<Dated> {
    let mut out = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let read = read(page, at).filter(|(_, end)| *end <= within.end);
        if let Some((expression, end)) = read {
            out.push(Dated { tokens: at..end, expression });
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// An expression and the token after it.
type Read = (Expression, usize);

/// The expression that begins at a token.
fn read(page: &Page<'_>, at: usize) -> Option<Read> {
    let word = page.word(at);
    let lower = word.to_lowercase();
    if let Some(day) = weekday(word) {
        let named = is(&format!("{} {word}", page.before(at)), Class::DayName);
        return (!named).then(|| named_day(page, at, day, 0));
    }
    if let Some(day) = short_weekday(word).filter(|_| page.word(at + 1) == "." && touches(page, at)) {
        return Some((Expression::Weekday(day, 0), past_part(page, at + 2)));
    }
    if let Some(found) = date(page, at).or_else(|| in_figures(page, at)).or_else(|| feast(page, at)) {
        return Some(found);
    }
    // "USA Today"
    let opens = page.sentences.get(page.sentence_of(at)).is_none_or(|sentence| sentence.tokens.start == at);
    let named = !opens && word.starts_with(char::is_uppercase) && page.before(at).starts_with(char::is_alphabetic);
    match lower.as_str() {
        _ if named => {}
        "yesterday" => return Some((Expression::Days(-1), past_part(page, at + 1))),
        "today" | "tonight" => return Some((Expression::Days(0), at + 1)),
        "tomorrow" => return Some((Expression::Days(1), past_part(page, at + 1))),
        _ => {}
    }
    shifted(page, at, &lower)
        .or_else(|| then(page, at, &lower))
        .or_else(|| end(page, at, &lower))
        .or_else(|| counted(page, at, &lower))
        .or_else(|| part_of_year(page, at, &lower))
        .or_else(|| season_of(page, at, &lower))
        .or_else(|| year(page, at))
}

/// Whether a token touches the next.
fn touches(page: &Page<'_>, at: usize) -> bool {
    page.tokens.get(at + 1).is_some_and(|next| next.span.start == page.tokens[at].span.end)
}

/// "31/12/2023", where day and month can be told apart.
fn in_figures(page: &Page<'_>, at: usize) -> Option<Read> {
    let figure = |at: usize| page.word(at).parse::<i8>().ok().filter(|number| (1..=31).contains(number));
    let year = year_of(page.word(at + 4)).filter(|_| (at..at + 4).all(|at| touches(page, at)))?;
    let (first, second) = (figure(at).filter(|_| page.word(at + 1) == "/")?, figure(at + 2).filter(|_| page.word(at + 3) == "/")?);
    let day = match (first, second) {
        (13.., 1..=12) => Expression::Day(Some(year), second, first),
        (1..=12, 13..) => Expression::Day(Some(year), first, second),
        _ if first == second => Expression::Day(Some(year), first, second),
        _ => Expression::Unclear,
    };
    Some((day, at + 5))
}

/// "on Christmas Day".
fn feast(page: &Page<'_>, at: usize) -> Option<Read> {
    let words: Vec<String> = (at..at + LONGEST).map(|at| straight(page.word(at))).collect();
    let (month, day, length) = holiday(&words)?;
    let comma = usize::from(page.word(at + length) == ",");
    let year = year_of(page.word(at + length + comma));
    Some((Expression::Day(year, month, day), at + length + year.map_or(0, |_| comma + 1)))
}

/// Holidays have no more words.
const LONGEST: usize = 4;

/// The token after "morning" where it stands there.
fn past_part(page: &Page<'_>, at: usize) -> usize {
    at + usize::from(is_part_of_day(page.word(at)))
}

/// A weekday's name with what belongs to it; in "Friday, May 17" the date says more.
fn named_day(page: &Page<'_>, at: usize, day: Weekday, shift: i32) -> Read {
    let after = past_part(page, at + 1);
    let past_comma = after + usize::from(matches!(page.word(after), "," | "("));
    date(page, past_comma).unwrap_or((Expression::Weekday(day, shift), after))
}

/// "last week", "this March", "next Friday", "the past two months".
fn shifted(page: &Page<'_>, at: usize, lower: &str) -> Option<Read> {
    let shift = match lower {
        "last" | "past" | "previous" => -1,
        "this" => 0,
        "next" | "coming" => 1,
        "earlier" | "later" if page.word(at + 1) == "this" => return shifted(page, at + 1, "this"),
        "recent" => {
            let stretches = page.word(at + 1);
            return unit(stretches).filter(|_| stretches.ends_with('s')).map(|unit| (Expression::Recent(unit), at + 2));
        }
        _ => return None,
    };
    let next = page.word(at + 1);
    if let Some(day) = weekday(next) {
        return Some(named_day(page, at + 1, day, shift));
    }
    if let Some(month) = month(next) {
        return Some((Expression::Month(None, month, shift), at + 2));
    }
    if let Some(first) = season(next) {
        return Some((Expression::Season(None, first, shift), at + 2));
    }
    // "this last fall"
    if shift == 0 && matches!(next, "last" | "past" | "coming") {
        return shifted(page, at + 1, next);
    }
    if let Some(count) = whole(next).filter(|count| (2..=500).contains(count)) {
        return unit(page.word(at + 2))
            .map(|unit| (Expression::Running(unit, shift.signum() * count as i32), at + 3))
            .filter(|_| shift != 0);
    }
    // "This Week" in a running text is a programme.
    let unit = unit(next).filter(|_| !next.ends_with('s') && !next.starts_with(char::is_uppercase))?;
    // "the next day" and "the previous year" are counted from what was told.
    if page.before(at).eq_ignore_ascii_case("the") && matches!(lower, "next" | "previous") {
        return Some((Expression::After(unit, shift), at + 2));
    }
    Some((if unit == Unit::Day { Expression::Days(shift) } else { Expression::Stretch(unit, shift) }, at + 2))
}

/// "at the time", "the same day", "the following month", "earlier in the day".
fn then(page: &Page<'_>, at: usize, lower: &str) -> Option<Read> {
    let next = page.word(at + 1);
    match lower {
        "day" if page.before(at) == "the" && (next, page.word(at + 2)) == ("before", "yesterday") => Some((Expression::Days(-2), at + 3)),
        "day" if page.before(at) == "the" && (next, page.word(at + 2)) == ("after", "tomorrow") => Some((Expression::Days(2), at + 3)),
        "at" if matches!(next, "the" | "that") && page.word(at + 2) == "time" => Some((Expression::Then, at + 3)),
        "same" | "that" if matches!(next, "day" | "night" | "evening" | "morning" | "afternoon") && page.before(at) != "of" => {
            Some((Expression::Then, at + 2))
        }
        "earlier" | "later" if next == "in" && page.word(at + 2) == "the" && page.word(at + 3) == "day" => Some((Expression::Then, at + 4)),
        // "the week before", but not "the week before the vote"
        _ if matches!(next, "before" | "after")
            && page.before(at).eq_ignore_ascii_case("the")
            && !page.tokens.get(at + 2).is_some_and(crate::text::Token::is_word) =>
        {
            unit(lower).map(|unit| (Expression::After(unit, if next == "before" { -1 } else { 1 }), at + 2))
        }
        "following" if page.before(at).eq_ignore_ascii_case("the") => unit(next).map(|unit| (Expression::After(unit, 1), at + 2)),
        _ => None,
    }
}

/// "end of the year", "end of 2025", "end of next month".
fn end(page: &Page<'_>, at: usize, lower: &str) -> Option<Read> {
    if lower != "end" || page.word(at + 1) != "of" {
        return None;
    }
    let (shift, noun) = match page.word(at + 2) {
        "the" | "this" => (0, at + 3),
        "next" => (1, at + 3),
        "last" => (-1, at + 3),
        year => return year_of(year).map(|year| (Expression::Day(Some(year), 12, 31), at + 3)),
    };
    let unit = unit(page.word(noun)).filter(|unit| *unit != Unit::Day)?;
    Some((Expression::End(unit, shift), noun + 1))
}

/// "two weeks ago", "a year earlier", "three days later".
fn counted(page: &Page<'_>, at: usize, lower: &str) -> Option<Read> {
    let count = match lower {
        "a" | "an" | "one" => 1,
        word => whole(word).filter(|count| (1..=500).contains(count))? as i32,
    };
    let (unit, count) = match page.word(at + 1) {
        "fortnight" | "fortnights" => (Unit::Week, 2 * count),
        word => (unit(word)?, count),
    };
    match page.word(at + 2) {
        "ago" if unit == Unit::Day => Some((Expression::Days(-count), at + 3)),
        "ago" => Some((Expression::Stretch(unit, -count), at + 3)),
        "earlier" | "before" | "previously" => Some((Expression::After(unit, -count), at + 3)),
        "later" | "afterward" | "afterwards" => Some((Expression::After(unit, count), at + 3)),
        _ => None,
    }
}

/// "third quarter of 2023", "first half".
fn part_of_year(page: &Page<'_>, at: usize, lower: &str) -> Option<Read> {
    let number = match lower {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    let part = page.word(at + 1);
    let year = year_of(page.word(at + 2)).map(|year| (year, at + 3));
    let year = year.or_else(|| (page.word(at + 2) == "of").then(|| year_of(page.word(at + 3)).map(|year| (year, at + 4))).flatten());
    let (printed, end) = year.map_or((None, at + 2), |(year, end)| (Some(year), end));
    match part {
        "quarter" => Some((Expression::Quarter(printed, number), end)),
        // A half without its year may be a game's.
        "half" if number <= 2 && printed.is_some() => Some((Expression::Half(printed, number), end)),
        _ => None,
    }
}

/// "summer of 2016", "spring 2020"; alone, "fall" and "spring" are other words too.
fn season_of(page: &Page<'_>, at: usize, lower: &str) -> Option<Read> {
    let first = season(lower)?;
    let of = usize::from(page.word(at + 1) == "of");
    let year = year_of(page.word(at + 1 + of))?;
    Some((Expression::Season(Some(year), first, 0), at + 2 + of))
}

/// "May 17, 2024", "17 May 2024", "May 2024", "in March", "2024-05-17".
fn date(page: &Page<'_>, at: usize) -> Option<Read> {
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
    // "1 January", "1st of January"
    let of = usize::from(page.word(at + 1) == "of" && !word.ends_with(|c: char| c.is_ascii_digit()));
    if let (Some(day), Some(month)) = (day_of(word), month(page.word(at + 1 + of))) {
        let (year, end) = year_at(at + 2 + of).map_or((None, at + 2 + of), |(year, end)| (Some(year), end));
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
    let announced = matches!(
        page.before(at).to_lowercase().as_str(),
        "in" | "since" | "late" | "early" | "mid" | "of" | "until" | "by" | "during" | "from" | "through"
    ) || word.starts_with("mid-")
        || grammar::genitive(page.word(at + 1)) && !matches!(word, "May" | "March" | "April" | "June" | "August");
    announced.then_some((Expression::Month(None, number, 0), at + 1))
}

fn year_of(word: &str) -> Option<i16> {
    word.parse::<i16>().ok().filter(|year| word.len() == 4 && (1800..2200).contains(year))
}

/// "in 2022", "since 2022", "his 2013 comments", "the 1990s".
fn year(page: &Page<'_>, at: usize) -> Option<Read> {
    let word = page.word(at);
    if let Some(decade) = word.strip_suffix('s').and_then(year_of).filter(|year| year % 10 == 0) {
        return Some((Expression::Decade(decade), at + 1));
    }
    let announced = matches!(
        page.before(at).to_lowercase().as_str(),
        "in" | "since" | "of" | "until" | "by" | "during" | "from" | "late" | "early" | "through" | "mid" | "before" | "after" | "between"
    ) || page.before(at) == "and" && at > 1 && year_of(page.word(at - 2)).is_some();
    let attributive = (matches!(page.before(at), "a" | "the" | "his" | "her" | "their" | "its") || grammar::genitive(page.before(at)))
        && page.word(at + 1).starts_with(char::is_alphabetic)
        && year_of(word).is_some_and(|year| (1900..2100).contains(&year));
    year_of(word).filter(|_| announced || attributive).map(|year| (Expression::Year(year), at + 1))
}
