//! The states and the words that stand for them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::tables::several;
use crate::table::columns;

/// A state.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(super) code: &'static str,
    /// Its usual English name.
    pub(super) name: &'static str,
}

/// How a word stands for a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// "North Korea", "DPRK"
    Name,
    /// "North Korean"
    Adjective,
    /// "North Koreans"
    Inhabitants,
    /// "Pyongyang"
    Capital,
    /// "Kremlin"
    Seat,
}

fn table() -> impl Iterator<Item = [&'static str; 7]> {
    columns("countries.tsv", include_str!("../../data/countries.tsv"))
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| table().map(|[code, name, ..]| Country { code, name }).collect());

static WORDS: LazyLock<HashMap<&str, (&Country, Sense)>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for ([_, name, others, adjectives, inhabitants, capital, seats], country) in table().zip(COUNTRIES.iter()) {
        words.insert(name, (country, Sense::Name));
        for (field, sense) in [
            (others, Sense::Name),
            (adjectives, Sense::Adjective),
            (inhabitants, Sense::Inhabitants),
            (capital, Sense::Capital),
            (seats, Sense::Seat),
        ] {
            for word in several(field) {
                words.entry(word.strip_prefix("the ").unwrap_or(word)).or_insert((country, sense));
            }
        }
    }
    words
});

/// What a word or phrase, without its article, stands for.
pub(super) fn country(words: &str) -> Option<(&'static Country, Sense)> {
    WORDS.get(words).copied()
}

/// Whether a word names a state with "the" alone: "Emirates" is an airline.
pub(super) fn needs_article(words: &str) -> bool {
    static WITH_ARTICLE: LazyLock<HashSet<&str>> =
        LazyLock::new(|| table().flat_map(|row| several(row[2])).filter_map(|word| word.strip_prefix("the ")).collect());
    WITH_ARTICLE.contains(words)
}

/// The state with a code.
pub(super) fn by_code(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table: Vec<_> = table().collect();
        assert!(table.iter().all(|row| row.iter().all(|field| !field.is_empty())));
        assert_eq!(table.iter().map(|row| row[0]).collect::<HashSet<_>>().len(), 197, "193 members of the UN and four more");
    }

    #[test]
    fn every_state_has_an_adjective_and_a_capital() {
        // Their adjectives are another state's, or their capitals have the state's own name.
        let without = |fields: &[usize]| {
            let row = table().filter(|row| fields.iter().all(|field| row[*field] == "-"));
            row.map(|row| row[0]).collect::<Vec<_>>()
        };
        assert_eq!(without(&[3, 4]), ["CG", "DM", "VA"]);
        assert_eq!(without(&[5]), ["VA", "LU", "MC", "SM", "ST", "SG"]);
    }

    #[test]
    fn words_for_states() {
        let check = |words: &str, code: &str, sense: Sense| {
            let found = country(words).map(|(country, sense)| (country.code, sense));
            assert_eq!(found, Some((code, sense)), "{words}");
        };
        check("U.S.", "US", Sense::Name);
        check("North Korean", "KP", Sense::Adjective);
        check("Seoul", "KR", Sense::Capital);
        check("Kremlin", "RU", Sense::Seat);
        assert_eq!(country("Atlantis"), None);
        assert_eq!(by_code("KP").map(|c| c.name), Some("North Korea"));
    }
}
