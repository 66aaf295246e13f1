//! How long the amounts under a cap add up.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// How long amounts add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// From January to December.
    CalendarYear,
    /// Twelve months each, the first from the rule's first day.
    TwelveMonths,
    /// From the rule's first day to its last.
    Whole,
}

impl Period {
    /// The names by which packs call them.
    pub(super) const NAMES: [(&'static str, Self); 3] =
        [("calendar year", Self::CalendarYear), ("twelve months", Self::TwelveMonths), ("whole", Self::Whole)];

    /// The first and last day of the period that a day lies in, for a rule that holds from one day to another.
    ///
    /// `None` for days outside the rule's time, and outside the calendar.
    pub(crate) fn around(self, day: Date, from: Date, to: Option<Date>) -> Option<(Date, Date)> {
        if day < from || to.is_some_and(|last| day > last) {
            return None;
        }
        let (first, last) = match self {
            Self::CalendarYear => (Date::new(day.year(), 1, 1).ok()?, Date::new(day.year(), 12, 31).ok()?),
            Self::TwelveMonths => {
                let anniversary = |years: i16| from.checked_add(i64::from(years).years()).ok();
                let years = day.year() - from.year();
                // That of a 29 February is the 28th in most years.
                let years = years - i16::from(anniversary(years)? > day);
                (anniversary(years)?, anniversary(years + 1)?.yesterday().ok()?)
            }
            Self::Whole => (from, to.unwrap_or(Date::MAX)),
        };
        Some((first.max(from), to.map_or(last, |to| last.min(to))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_around_a_day() {
        let date = |s: &str| s.parse::<Date>().unwrap();
        let check = |period: Period, day: &str, to: Option<&str>, expected: Option<(&str, &str)>| {
            let found = period.around(date(day), date("2017-12-22"), to.map(date));
            assert_eq!(found, expected.map(|(first, last)| (date(first), date(last))), "{day}");
        };
        check(Period::CalendarYear, "2024-03-05", None, Some(("2024-01-01", "2024-12-31")));
        check(Period::CalendarYear, "2017-12-24", None, Some(("2017-12-22", "2017-12-31")));
        check(Period::TwelveMonths, "2018-12-21", None, Some(("2017-12-22", "2018-12-21")));
        check(Period::TwelveMonths, "2018-12-22", None, Some(("2018-12-22", "2019-12-21")));
        let leap = Period::TwelveMonths.around(date("2021-02-28"), date("2020-02-29"), None);
        assert_eq!(leap, Some((date("2021-02-28"), date("2022-02-27"))));
        check(Period::Whole, "2018-01-01", Some("2018-03-01"), Some(("2017-12-22", "2018-03-01")));
        check(Period::Whole, "2019-01-01", Some("2018-03-01"), None);
    }
}
