//! Calendar days as pages print them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use regex::{Captures, Regex};

use super::tables::{self, MONTHS};

/// A day and the words that give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// The day.
    pub(super) day: Date,
    /// Where its words stand, in bytes.
    pub(super) bytes: Range<usize>,
}

/// The shapes of a full date. A date in figures is read only where no other order of day and month is possible.
static SHAPES: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        r"\b(?<y>(?:19|20)\d\d)[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?:\b|T)",
        r"(?i)\b(?<month>\p{L}{3,10})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>(?:19|20)\d\d)\b",
        r"(?i)\b(?<d>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(?<month>\p{L}{3,10})\.?,?[\s-]+(?:de\s+)?(?<y>(?:19|20)\d\d)\b",
        r"\b(?<a>\d{1,2})(?<mark>[./-])(?<b>\d{1,2})[./-](?<y>(?:19|20)\d\d)\b|\b(?<a2>\d{1,2})/(?<b2>\d{1,2})/(?<y2>\d\d)\b",
    ]
    .map(|shape| Regex::new(shape).expect("a valid shape"))
});

/// What says that the date after it is that of a change.
static CHANGED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b(?:{})\b", tables::metadata("changed").join("|"))).expect("a valid shape"));

/// The first full date in a line.
pub(super) fn find(line: &str) -> Option<Dated> {
    let found =
        SHAPES.iter().filter_map(|shape| shape.captures_iter(line).find_map(|c| Some(Dated { day: date(&c)?, bytes: c.get(0)?.range() })));
    found.min_by_key(|dated| dated.bytes.start)
}

/// The first full date in a line that gives the day of a change.
pub(super) fn changed(line: &str) -> Option<Date> {
    let said = CHANGED.find(line)?;
    Some(find(&line[said.end()..])?.day)
}

/// The day that an ISO 8601 date, or date and time, begins with.
pub(super) fn day(iso: &str) -> Option<Date> {
    iso.get(..10)?.parse().ok()
}

/// What an ISO 8601 value says of a page's time, checked: a date, or a date and time where both are given.
pub(super) fn iso(value: &str) -> Option<String> {
    let value = value.trim();
    day(value)?;
    let timed =
        value[10..].starts_with('T') && !value.ends_with(']') && (value.parse::<Timestamp>().is_ok() || value.parse::<DateTime>().is_ok());
    Some(if timed { value } else { &value[..10] }.to_owned())
}

/// What a page tells machines of its time: an ISO 8601 value, its figures alone ("20310517"), or a day as people write it.
pub(super) fn told(value: &str) -> Option<String> {
    let figures = || {
        let value = value.trim();
        let century = value.starts_with("19") || value.starts_with("20");
        // Of other lengths they are seconds.
        let dated = century && matches!(value.len(), 8 | 12 | 14) && value.bytes().all(|b| b.is_ascii_digit());
        Date::strptime("%Y%m%d", dated.then(|| &value[..8])?).ok()
    };
    iso(value).or_else(|| Some(figures().or_else(|| Some(find(value)?.day))?.to_string()))
}

fn date(c: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| c.name(name)?.as_str().parse::<i8>().ok();
    // A year of two figures is of this century.
    let year = match c.name("y") {
        Some(year) => year.as_str().parse().ok()?,
        None => 2000 + c.name("y2")?.as_str().parse::<i16>().ok()?,
    };
    let (month, day) = if let Some(name) = c.name("month") {
        (*MONTHS.get(name.as_str().to_lowercase().as_str())?, number("d")?)
    } else if let Some(month) = number("m") {
        (month, number("d")?)
    } else {
        let (a, b) = (number("a").or(number("a2"))?, number("b").or(number("b2"))?);
        let continental = c.name("mark").is_some_and(|mark| mark.as_str() == ".") && b <= 12;
        if a > 12 || a == b || continental {
            (b, a)
        } else if b > 12 {
            (a, b)
        } else {
            return None;
        }
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_kept_where_they_are_times() {
        let check = |value: &str, expected: Option<&str>| assert_eq!(iso(value).as_deref(), expected, "{value}");
        check("2031-05-17T09:30:00+02:00", Some("2031-05-17T09:30:00+02:00"));
        check(" 2031-05-17T09:30:00.000Z ", Some("2031-05-17T09:30:00.000Z"));
        check("2031-05-17T09:30", Some("2031-05-17T09:30"));
        check("2031-05-17T99:99:99ZZ", Some("2031-05-17"));
        check("2031-05-17T09:30:00Z[Europe/Oslo]", Some("2031-05-17"));
        check("2031-05-17 by Mara Lind", Some("2031-05-17"));
        check("2031-05-17é", Some("2031-05-17"));
        check("2031-02-30", None);
    }

    #[test]
    fn what_machines_are_told() {
        let check = |value: &str, expected: Option<&str>| assert_eq!(told(value).as_deref(), expected, "{value}");
        check("2031-05-17T09:30:00+02:00", Some("2031-05-17T09:30:00+02:00"));
        check("20310517093000", Some("2031-05-17"));
        check("Sat, 17 May 2031 08:10:27 EST", Some("2031-05-17"));
        check("20311317", None);
        check("10451123", None);
        check("1948030400000", None);
        check("19480304é", None);
    }

    #[test]
    fn shapes() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(find(line).map(|d| d.day.to_string()).as_deref(), expected, "{line}");
        };
        check("date 2031-05-17 International", Some("2031-05-17"));
        check("Updated: Nov. 19, 2031 at 5 p.m.", Some("2031-11-19"));
        check("19 November 2031, 09:01", Some("2031-11-19"));
        check("18-Nov-2031", Some("2031-11-18"));
        check("le 3 juillet 2031", Some("2031-07-03"));
        check("3. Oktober 2031", Some("2031-10-03"));
        check("11/19/2031", Some("2031-11-19"));
        check("03/04/2031", None);
        check("31.12.2031", Some("2031-12-31"));
        check("11.19.2031 09:00 AM", Some("2031-11-19"));
        check("By Mara Lind - 11/19/31 06:56 AM EST", Some("2031-11-19"));
        check("03/04/31", None);
        check("24 сентября 2031", Some("2031-09-24"));
        check("27 Oktober 2031", Some("2031-10-27"));
        check("February 30, 2031", None);
        check("Room 12, 2031", None);
        check("Decision 12, 2031", None);
        check("Marathon 3, 2031", None);
        check("the 20 marchers 2031", None);
        check("3 de março de 2031", Some("2031-03-03"));
        check("12 setembro 2031", Some("2031-09-12"));
        check("5 февр. 2031", Some("2031-02-05"));
        check("1 листопада 2031", Some("2031-11-01"));
        check("9 Agustus 2031", Some("2031-08-09"));
        check("14 septiembre 2031", Some("2031-09-14"));
        check("2 mrt 2031", Some("2031-03-02"));
        check("28 FÉVRIER 2031", Some("2031-02-28"));
        check("7 gennaio 2031", Some("2031-01-07"));
        check("8 Jänner 2031", Some("2031-01-08"));
    }

    #[test]
    fn changes() {
        let day = |line: &str| changed(line).map(|day| day.to_string());
        assert_eq!(day("Published 18 Nov 2031, updated 19 Nov 2031").as_deref(), Some("2031-11-19"));
        assert_eq!(day("Mis à jour le 3 juillet 2031").as_deref(), Some("2031-07-03"));
        assert_eq!((day("18 Nov 2031"), day("Updated at 5 p.m.")), (None, None));
    }

    #[test]
    fn machine_readable() {
        assert_eq!(iso("2031-05-17T08:00:00Z").as_deref(), Some("2031-05-17T08:00:00Z"));
        assert_eq!(iso("2031-05-17 08:00").as_deref(), Some("2031-05-17"));
        assert_eq!(iso("yesterday"), None);
        assert_eq!(iso("ééééééééé"), None);
    }
}
