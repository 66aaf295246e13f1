//! Moments and days as people write and read them.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// The moment that a date, a time or "7d" names, in the form that the ledger compares: a date, or RFC 3339 in UTC.
pub(crate) fn since(words: &str) -> Result<String, String> {
    since_now(words, Timestamp::now())
}

fn since_now(words: &str, now: Timestamp) -> Result<String, String> {
    if let Some(ago) = ago(words) {
        let then = now.checked_sub(ago).map_err(|e| e.to_string())?;
        return Ok(then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    if let Ok(time) = words.parse::<Timestamp>() {
        return Ok(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    let date: Date = words.parse().map_err(|_| "give a date (2024-05-17), a time (2024-05-17T08:00:00Z), or how long ago (12h, 7d, 2w)")?;
    Ok(date.to_string())
}

/// A day.
pub(crate) fn day(words: &str) -> Result<String, String> {
    words.parse::<Date>().map(|day| day.to_string()).map_err(|_| "give a day, as 2024-05-17".to_owned())
}

/// The first and the last day of some time; none where it is not known.
pub(crate) type Reach = Option<(String, String)>;

/// The days that "2024-05-17", "2024-05", "2024" or "2024-05-01..2024-05-07" names; none for "".
pub(crate) fn reach(words: &str) -> Result<Reach, String> {
    let wrong = || "give a day (2024-05-17), a month (2024-05), a year (2024), or two days (2024-05-01..2024-05-07)".to_owned();
    let ends = |words: &str| match words.len() {
        4 => format!("{words}-01-01").parse::<Date>().map(|first| (first, first.last_of_year())),
        7 => format!("{words}-01").parse::<Date>().map(|first| (first, first.last_of_month())),
        _ => words.parse::<Date>().map(|day| (day, day)),
    };
    if words.is_empty() {
        return Ok(None);
    }
    let (first, last) = words.split_once("..").unwrap_or((words, words));
    let ((from, _), (_, to)) = ends(first).and_then(|first| Ok((first, ends(last)?))).map_err(|_| wrong())?;
    if from <= to { Ok(Some((from.to_string(), to.to_string()))) } else { Err(wrong()) }
}

/// How long ago "12h", "7d" or "2w" is.
fn ago(words: &str) -> Option<SignedDuration> {
    let (number, unit) = words.split_at_checked(words.len().checked_sub(1)?)?;
    let hours = match unit {
        "h" => 1,
        "d" => 24,
        "w" => 7 * 24,
        _ => return None,
    };
    Some(SignedDuration::from_hours(i64::from(number.parse::<u32>().ok()?) * hours))
}

/// An interval of days as short as it can be said: a day, a month, a year, or from and to.
pub(crate) fn days(from: &str, to: &str) -> String {
    let ends = |month: &str| to.starts_with(month) && from.ends_with("-01") && last_day(month) == to.get(8..);
    let month = from.get(..7).filter(|month| ends(month));
    let year = from.get(..4).filter(|year| to.starts_with(year) && from.ends_with("-01-01") && to.ends_with("-12-31"));
    if from == to { from.to_owned() } else { year.or(month).map_or_else(|| format!("{from} to {to}"), str::to_owned) }
}

/// The last day of a month, as two digits.
fn last_day(month: &str) -> Option<&'static str> {
    let first: Date = format!("{month}-01").parse().ok()?;
    ["28", "29", "30", "31"].get(usize::try_from(first.days_in_month() - 28).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_understood() {
        let now: Timestamp = "2024-05-17T10:00:00Z".parse().unwrap();
        let check = |words: &str, expected: Option<&str>| assert_eq!(since_now(words, now).ok().as_deref(), expected, "{words:?}");
        check("7d", Some("2024-05-10T10:00:00Z"));
        check("2w", Some("2024-05-03T10:00:00Z"));
        check("12h", Some("2024-05-16T22:00:00Z"));
        check("2024-02-29", Some("2024-02-29"));
        check("2024-05-17T10:00:00+09:00", Some("2024-05-17T01:00:00Z"));
        for wrong in ["", "d", "7", "-7d", "2024-13-01", "2023-02-29", "yesterday", "99999999w", "é"] {
            check(wrong, None);
        }
    }

    #[test]
    fn days_months_and_years_are_understood() {
        let check = |words: &str, from: &str, to: &str| assert_eq!(reach(words), Ok(Some((from.to_owned(), to.to_owned()))), "{words}");
        check("2024-05-17", "2024-05-17", "2024-05-17");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2024", "2024-01-01", "2024-12-31");
        check("2024-04..2024-05-07", "2024-04-01", "2024-05-07");
        assert_eq!(reach(""), Ok(None));
        for wrong in ["May", "2024-13", "2024-05-07..2024-05-01", "..", "2024-05-01..", "é"] {
            assert!(reach(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn intervals_are_short() {
        let check = |from: &str, to: &str, expected: &str| assert_eq!(days(from, to), expected);
        check("2024-05-17", "2024-05-17", "2024-05-17");
        check("2024-02-01", "2024-02-29", "2024-02");
        check("2024-02-01", "2024-02-28", "2024-02-01 to 2024-02-28");
        check("2024-01-01", "2024-12-31", "2024");
        check("2024-05-17", "2024-06-02", "2024-05-17 to 2024-06-02");
        check("x", "", "x to ");
    }
}
