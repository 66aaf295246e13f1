//! The names of days, months, seasons and spans of time.

use std::sync::LazyLock;

use jiff::civil::Weekday;

use crate::table::{columns, number};

/// The weekday a word names in full.
pub(in crate::resolve) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "Monday" | "MONDAY" => Weekday::Monday,
        "Tuesday" | "TUESDAY" => Weekday::Tuesday,
        "Wednesday" | "WEDNESDAY" => Weekday::Wednesday,
        "Thursday" | "THURSDAY" => Weekday::Thursday,
        "Friday" | "FRIDAY" => Weekday::Friday,
        "Saturday" | "SATURDAY" => Weekday::Saturday,
        "Sunday" | "SUNDAY" => Weekday::Sunday,
        _ => return None,
    })
}

/// The weekday a word is short for, where a full stop is behind it; "the Sun." is rather a paper.
pub(super) fn short_weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "Mon" => Weekday::Monday,
        "Tue" | "Tues" => Weekday::Tuesday,
        "Wed" => Weekday::Wednesday,
        "Thu" | "Thur" | "Thurs" => Weekday::Thursday,
        "Fri" => Weekday::Friday,
        "Sat" => Weekday::Saturday,
        _ => return None,
    })
}

/// The month and the day of a holiday that falls on one day of every year, and how many of the words it takes.
pub(super) fn holiday(words: &[String]) -> Option<(i8, i8, usize)> {
    static HOLIDAYS: LazyLock<Vec<(Vec<&str>, i8, i8)>> = LazyLock::new(|| {
        let file = "holidays.tsv";
        let holiday = |row: [&'static str; 3]| (row[0].split(' ').collect(), number(file, &row, 1), number(file, &row, 2));
        columns(file, include_str!("../../../data/holidays.tsv")).map(holiday).collect()
    });
    let (name, month, day) = HOLIDAYS.iter().find(|(name, ..)| words.len() >= name.len() && name.iter().zip(words).all(|(a, b)| a == b))?;
    Some((*month, *day, name.len()))
}

/// The month a word names, from 1 to 12; "mid-September" names it too.
pub(in crate::resolve) fn month(word: &str) -> Option<i8> {
    let word = ["mid-", "Mid-", "early-", "late-"].iter().find_map(|part| word.strip_prefix(part)).unwrap_or(word);
    Some(match word.trim_end_matches('.') {
        "January" | "Jan" => 1,
        "February" | "Feb" => 2,
        "March" | "Mar" => 3,
        "April" | "Apr" => 4,
        "May" => 5,
        "June" | "Jun" => 6,
        "July" | "Jul" => 7,
        "August" | "Aug" => 8,
        "September" | "Sept" | "Sep" => 9,
        "October" | "Oct" => 10,
        "November" | "Nov" => 11,
        "December" | "Dec" => 12,
        _ => return None,
    })
}

/// The first month of the season a word names, as the north counts them.
pub(super) fn season(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// A stretch that time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
    /// Ten years, from the one that ends in 0.
    Decade,
}

/// The unit of time a noun names, in either number.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.to_lowercase().trim_end_matches('s') {
        "day" | "night" | "morning" | "evening" | "afternoon" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        _ => return None,
    })
}

/// Whether a word names a part of a day.
pub(super) fn is_part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night")
}
