//! The names of days, months and spans of time.

use jiff::civil::Weekday;

/// The weekday a word names, in full or short with a full stop.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "Monday" | "Mon." | "MONDAY" => Weekday::Monday,
        "Tuesday" | "Tue." | "Tues." | "TUESDAY" => Weekday::Tuesday,
        "Wednesday" | "Wed." | "WEDNESDAY" => Weekday::Wednesday,
        "Thursday" | "Thu." | "Thur." | "Thurs." | "THURSDAY" => Weekday::Thursday,
        "Friday" | "Fri." | "FRIDAY" => Weekday::Friday,
        "Saturday" | "Sat." | "SATURDAY" => Weekday::Saturday,
        "Sunday" | "Sun." | "SUNDAY" => Weekday::Sunday,
        _ => return None,
    })
}

/// The month a word names, from 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
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

/// A stretch that time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// The unit of time a noun names, in either number.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.to_lowercase().trim_end_matches('s') {
        "day" | "night" | "morning" | "evening" | "afternoon" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    })
}
