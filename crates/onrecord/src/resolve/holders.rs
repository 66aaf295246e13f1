//! Who held an office of which pages often say no name: "the president".

use std::sync::LazyLock;

use super::tables::several;
use crate::table::columns;

/// A term of office.
#[derive(Debug)]
pub(super) struct Term {
    offices: &'static str,
    /// The ISO 3166-1 alpha-2 code of the State, or the name of the body, that it is an office of.
    pub(super) of: &'static str,
    names: &'static str,
    from: &'static str,
    to: &'static str,
}

/// Who holds an office behind this day is not known, where no end of the term is.
const KNOWN_TO: &str = "2025-12-31";

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let rows = columns("holders.tsv", include_str!("../../data/holders.tsv"));
    rows.map(|[offices, of, names, from, to]| Term { offices, of, names, from, to }).collect()
});

impl Term {
    /// The holder's full name and others.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        several(self.names)
    }

    /// Whether a day, in ISO 8601, lies in it.
    pub(super) fn holds(&self, day: &str) -> bool {
        self.from <= day && day <= if self.to == "-" { KNOWN_TO } else { self.to }
    }
}

/// The terms of an office, in small letters.
pub(super) fn terms(office: &str) -> impl Iterator<Item = &'static Term> {
    TERMS.iter().filter(move |term| several(term.offices).any(|known| known == office))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::countries::by_code;

    #[test]
    fn the_table_is_sound() {
        let day = |written: &str| written.parse::<jiff::civil::Date>().is_ok();
        for term in TERMS.iter() {
            assert!(day(term.from) && (term.to == "-" || day(term.to) && term.from < term.to), "{term:?}");
            assert!(by_code(term.of).is_some() || term.of.len() > 2, "{term:?}");
        }
    }

    #[test]
    fn an_office_has_one_holder_at_a_time() {
        for (at, term) in TERMS.iter().enumerate() {
            let same =
                |other: &&Term| other.of == term.of && several(other.offices).any(|office| several(term.offices).any(|own| own == office));
            // The day on which one hands it to the next belongs to both.
            let next = TERMS[at + 1..].iter().find(same);
            assert!(next.is_none_or(|next| term.to != "-" && term.to <= next.from), "{term:?}");
        }
    }

    #[test]
    fn terms_by_day() {
        let of = |office: &str, day: &str, state: &str| {
            terms(office).filter(|term| term.of == state && term.holds(day)).flat_map(Term::names).next()
        };
        assert_eq!(of("president", "2017-01-19", "US"), Some("Barack Obama"));
        assert_eq!(of("prime minister", "2016-08-01", "GB"), Some("Theresa May"));
        assert_eq!(of("president", "1950-01-01", "US"), None);
    }
}
