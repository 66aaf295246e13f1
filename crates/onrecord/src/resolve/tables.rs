//! The tables the stage reads its words from: nouns, given names, bodies, function words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::RelayKind;
pub(super) use crate::table::rows;
use crate::table::{columns, value};
use crate::text::classed;
pub(super) use crate::text::{Class, is};

/// What a name, title or noun tells of somebody's gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// What a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NounClass {
    /// "minister", "sister"
    Person,
    /// "ministry", "company"
    Organization,
    /// "report", "letter"
    Document,
}

/// A noun that heads a source or names an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noun {
    /// The noun in the singular.
    pub(super) singular: &'static str,
    /// What it stands for.
    pub(super) class: NounClass,
    /// The gender it tells.
    pub(super) gender: Option<Gender>,
    /// Whether it stands in the plural.
    pub(super) plural: bool,
}

impl Noun {
    /// Whether whom it names speaks for others: "spokeswoman".
    pub(super) fn speaks_for_others(&self) -> bool {
        self.singular.starts_with("spokes")
    }
}

/// A body that is named without a word that says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Body {
    /// Its name in full.
    pub(super) name: &'static str,
    /// The code of the country it belongs to.
    pub(super) country: Option<&'static str>,
    /// The relay it is when it carries a statement.
    pub(super) relay: Option<RelayKind>,
}

/// The noun that stands for all by which a page may call a document: "poll" for "survey".
pub(super) fn document(noun: &'static str) -> &'static str {
    static DOCUMENTS: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| columns("documents.tsv", include_str!("../../data/documents.tsv")).map(|[noun, other]| (noun, other)).collect());
    DOCUMENTS.get(noun).copied().unwrap_or(noun)
}

/// The nouns that whoever has an abbreviated title is called by: "Sen." is "senator" and "lawmaker".
pub(super) fn called_by_title(title: &str) -> &'static [&'static str] {
    static TITLES: LazyLock<HashMap<&str, Vec<&str>>> =
        LazyLock::new(|| rows(include_str!("../../data/titles.tsv")).map(|row| (row[0], row[1..].to_vec())).collect());
    TITLES.get(title).map_or(&[], Vec::as_slice)
}

/// The nouns, in names and titles, of what a more general noun may mean: "association" of "union".
pub(super) fn hyponyms(noun: &str) -> &'static [&'static str] {
    static HYPONYMS: LazyLock<HashMap<&str, Vec<&str>>> =
        LazyLock::new(|| rows(include_str!("../../data/hyponyms.tsv")).map(|row| (row[0], row[1..].to_vec())).collect());
    HYPONYMS.get(noun).map_or(&[], Vec::as_slice)
}

/// What members of a party are called, by its mark before a politician's region: "D" of "D-N.Y.".
pub(super) fn member(mark: &str) -> Option<&'static str> {
    static PARTIES: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| columns("parties.tsv", include_str!("../../data/parties.tsv")).map(|[mark, member]| (mark, member)).collect());
    PARTIES.get(mark).copied()
}

/// The state whose regions a politician's party is printed with.
pub(super) const STATE_OF_REGIONS: &str = "US";

/// The region that a politician's party is printed with: its name, or its abbreviation without full stops.
pub(super) fn region(printed: &str) -> Option<&'static str> {
    static REGIONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let names = |row: Vec<&'static str>| row.clone().into_iter().map(move |name| (name, row[0]));
        rows(include_str!("../../data/regions.tsv")).flat_map(names).collect()
    });
    REGIONS.get(printed).copied()
}

/// The values of a field that may hold several, or none.
pub(super) fn several(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(';').filter(|value| *value != "-")
}

fn gender(file: &str, field: &str) -> Option<Gender> {
    match field {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        "-" => None,
        _ => panic!("{file}: no such gender: {field}"),
    }
}

static NOUNS: LazyLock<HashMap<&str, Noun>> = LazyLock::new(|| {
    let mut nouns = HashMap::new();
    let file = "nouns.tsv";
    for [singular, class, told, plural] in columns(file, include_str!("../../data/nouns.tsv")) {
        let noun = Noun { singular, class: value(file, class), gender: gender(file, told), plural: false };
        nouns.insert(singular, noun);
        if plural != "-" {
            nouns.insert(plural, Noun { plural: true, ..noun });
        }
    }
    nouns
});

/// A noun of the table in either number; of a hyphenated word the last part decides, but of a "mother-of-two" the first.
pub(super) fn noun(word: &str) -> Option<Noun> {
    let word = word.to_lowercase();
    let exact = |word: &str| {
        let singular = NOUNS.get(word).copied();
        singular.or_else(|| NOUNS.get(word.strip_suffix('s')?).filter(|noun| !noun.plural).map(|noun| Noun { plural: true, ..*noun }))
    };
    let parent = || word.rsplit_once("-of-").filter(|(_, count)| is(count, Class::Number)).map(|(parent, _)| parent);
    exact(&word).or_else(|| exact(parent()?)).or_else(|| exact(word.rsplit('-').next()?)).or_else(|| by_ending(&word))
}

/// A noun of which the table has the ending.
fn by_ending(word: &str) -> Option<Noun> {
    static ENDINGS: LazyLock<Vec<(&str, Noun)>> =
        LazyLock::new(|| NOUNS.iter().filter_map(|(noun, known)| Some((noun.strip_prefix('-')?, *known))).collect());
    let (stem, plural) = word.strip_suffix('s').map_or((word, false), |stem| (stem, true));
    let (singular, noun) = ENDINGS.iter().find(|(ending, _)| stem.len() > ending.len() && stem.ends_with(ending))?;
    Some(Noun { singular, plural, ..*noun })
}

static GIVEN: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
    let file = "given_names.tsv";
    columns(file, include_str!("../../data/given_names.tsv")).filter_map(|[name, told]| Some((name, gender(file, told)?))).collect()
});

/// The gender a given name tells; of a hyphenated one the first part may decide.
pub(super) fn given_name(word: &str) -> Option<Gender> {
    GIVEN.get(word).or_else(|| GIVEN.get(word.split_once('-')?.0)).copied()
}

static FAMILY_FIRST: LazyLock<HashSet<&str>> =
    LazyLock::new(|| columns("family_first.tsv", include_str!("../../data/family_first.tsv")).map(|[name, _]| name).collect());

/// Whether a word is a family name of a language that prints them first.
pub(super) fn family_first(word: &str) -> bool {
    FAMILY_FIRST.contains(word) || word.len() > 2 && is_in_capitals(word) && FAMILY_FIRST.contains(capitalised(word).as_str())
}

/// Whether all of a word's letters are capitals.
fn is_in_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// A word in small letters but for its first.
pub(super) fn capitalised(word: &str) -> String {
    word.chars().take(1).chain(word.chars().skip(1).flat_map(char::to_lowercase)).collect()
}

static BODIES: LazyLock<HashMap<&str, Body>> = LazyLock::new(|| {
    let mut bodies = HashMap::new();
    let file = "organisations.tsv";
    for [name, others, country, relay] in columns(file, include_str!("../../data/organisations.tsv")) {
        let given = |field: &&str| *field != "-";
        let relay = Some(relay).filter(given).map(|relay| value(file, relay));
        let body = Body { name, country: Some(country).filter(given), relay };
        bodies.insert(name, body);
        bodies.extend(several(others).map(|other| (other, body)));
    }
    bodies
});

/// A body of the table, by any of its names.
pub(super) fn body(name: &str) -> Option<Body> {
    BODIES.get(name).copied()
}

/// The gender an honorific tells.
pub(super) fn honorific_gender(word: &str) -> Option<Gender> {
    static HONORIFICS: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
        let told = |[word, class]: [&'static str; 2]| Some((word, gender("words.tsv", class.strip_prefix("honorific_")?)?));
        classed().filter_map(told).collect()
    });
    HONORIFICS.get(word).copied()
}

static EVENTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| columns("events.tsv", include_str!("../../data/events.tsv")).map(|[word]| word).collect());

/// The word as an occasion on which people speak, or a verb for it; `None` where it is neither.
pub(super) fn event(word: &str) -> Option<&'static str> {
    EVENTS.get(word).copied()
}

/// A name without what its spellings differ in: case, accents, hyphens, full stops, apostrophes.
pub(super) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' | '\u{2010}' | '\u{2011}' | ' ' | '\n' | '\u{a0}' => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            '.' | '\'' | '’' | '‘' | ',' | '“' | '”' | '"' => {}
            c => out.extend(c.to_lowercase().map(unaccented)),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The plain letter under an accent, for the letters of Latin alphabets.
fn unaccented(c: char) -> char {
    const PLAIN: &[(&str, char)] = &[
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ĥħ", 'h'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĵ", 'j'),
        ("ķ", 'k'),
        ("ĺļľŀł", 'l'),
        ("ñńņňŋ", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťŧț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
    ];
    PLAIN.iter().find(|(accented, _)| !c.is_ascii() && accented.contains(c)).map_or(c, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_can_be_read() {
        assert!(given_name("Aaron").is_some() && family_first("Ahn") && event("address").is_some());
        assert!(noun("activist").is_some() && body("Pentagon").is_some() && is("Fort", Class::PlaceOpener));
        assert_eq!((document("survey"), document("report")), ("poll", "report"));
        assert_eq!((called_by_title("Sen.").len(), member("D"), region("Ala")), (2, Some("Democrat"), Some("Alabama")));
    }

    #[test]
    fn nouns_in_either_number() {
        let check = |word: &str, singular: &str, plural: bool| {
            let noun = noun(word).expect(word);
            assert_eq!((noun.singular, noun.plural), (singular, plural), "{word}");
        };
        check("spokeswomen", "spokeswoman", true);
        check("Ministers", "minister", true);
        check("vice-president", "vice-president", false);
        check("companies", "company", true);
        assert_eq!(noun("sister").and_then(|n| n.gender), Some(Gender::Female));
        assert_eq!(noun("banana"), None);
    }

    #[test]
    fn spellings_of_one_name_fold_to_one() {
        assert_eq!(fold("Kim Jong-Un"), fold("Kim Jong Un"));
        assert_eq!(fold("José Núñez"), "jose nunez");
        assert_eq!(fold("J. Doe "), "j doe");
    }

    #[test]
    fn words_have_classes() {
        assert!(is("Committee", Class::Organisation) && is("of", Class::Preposition) && is("Mr.", Class::Honorific));
        assert_eq!(honorific_gender("Ms."), Some(Gender::Female));
        assert_eq!(body("KCNA").map(|b| b.name), Some("Korean Central News Agency"));
    }
}
