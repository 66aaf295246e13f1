//! What kind of thing a name names.

use std::ops::Range;

use super::bodies::ends_phrase;
use super::run::names_a_body;
use super::titles::appended_office;
use super::{Name, NameKind, Office, is_acronym, is_romanised};
use crate::grammar;
use crate::resolve::countries::{Country, Sense, by_code, country, needs_article};
use crate::resolve::mentions::is_verb;
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, Gender, NounClass, body, family_first, given_name, is, noun};

/// What a name without its titles names.
pub(super) fn classify(
    page: &Page<'_>,
    name: Range<usize>,
    start: usize,
    gender: Option<Gender>,
    titled: bool,
    mut offices: Vec<Office>,
) -> Option<Name> {
    if name.is_empty() {
        return None;
    }
    let words = page.words(&name);
    let first = page.word(name.start);
    let last = page.word(name.clone().rev().find(|at| page.word(*at) != ".").unwrap_or(name.start));
    let make = |kind, words: String, state, gender, offices: Vec<Office>| Name {
        tokens: name.clone(),
        start,
        kind,
        printed: words,
        country: state,
        human: kind == NameKind::Person
            && (titled || !offices.is_empty() || has_age(page, name.end) || given_name(first).is_some() || family_first(first)),
        gender,
        offices,
        alias: alias_after(page, name.end),
    };
    let known = body(&words);
    let called = name.len() > 1 && given_name(first).is_some() && !is(last, Class::Place);
    // "the envoy in Lowmere, Ann Roe told"
    let speaks = name.len() == 2 && is_verb(page.word(name.end));
    if !titled
        && (name.len() <= 2 && !called && !speaks && follows_its_town(page, start)
            || is(&words, Class::Region) && given_name(&words).is_none())
    {
        return Some(make(NameKind::Place, words, None, None, Vec::new()));
    }
    // "Another Muslim", but "Christian said"
    if is(&words, Class::People) && !titled && given_name(&words).is_none() {
        return Some(make(NameKind::Inhabitants, words, None, None, Vec::new()));
    }
    if let Some((state, sense)) = state_at(page, &name)
        && !(known.is_some() || titled && sense == Sense::Capital)
        && sense != Sense::Seat
        && !(titled && name.len() == 1 && given_name(first).is_some())
    {
        let kind = match sense {
            Sense::Adjective => NameKind::Adjective,
            Sense::Inhabitants => NameKind::Inhabitants,
            Sense::Capital => NameKind::Capital,
            _ => NameKind::Country,
        };
        return Some(make(kind, state.name.to_owned(), Some(state), None, Vec::new()));
    }
    if let Some(found) = known {
        let printed = if is_short_for(&words, found.name) { found.name.to_owned() } else { words };
        return Some(make(NameKind::Organization, printed, found.country.and_then(by_code), None, Vec::new()));
    }
    if !titled && name.len() == 1 && is_model(first) {
        return Some(make(NameKind::Place, words, None, None, Vec::new()));
    }
    let prefix = (1..=3.min(name.len() - 1)).rev().find_map(|n| country(&page.words(&(name.start..name.start + n))));
    let prefix = prefix.filter(|(_, sense)| *sense != Sense::Capital).map(|(state, _)| state);
    let body_word = is(last, Class::Organisation)
        || (name.len() > 1 && (is(last, Class::Outlet) || is(last, Class::Trade)) && given_name(first).is_none())
        || (name.len() > 1 && names_a_body(last))
        || name
            .clone()
            .any(|at| matches!(page.word(at), "of" | "for" | "&" | "and") || (at > name.start && is(page.word(at), Class::Organisation)))
        || (name.len() > 1 && prefix.is_some() && name.clone().any(|at| names_a_body(page.word(at))))
        || given_name(first).is_none() && is_written_as_a_body(page, &name);
    let lower_body = page.before(start).starts_with(char::is_lowercase)
        && noun(page.before(start)).is_some_and(|n| n.class == NounClass::Organization && !n.plural);
    if body_word && !(titled && given_name(first).is_some()) || (!titled && lower_body && name.len() > 1 && given_name(first).is_none()) {
        return Some(make(NameKind::Organization, words, prefix, None, Vec::new()));
    }
    let office = appended_office(page, name.end);
    let given = given_name(first);
    // In "Lee Min-ho" the first word is no given name.
    let own = given.filter(|_| !(family_first(first) && is_romanised(&words)));
    let gender = gender.or(office.as_ref().and_then(|o| noun(o.title.rsplit(' ').next()?)?.gender)).or(own);
    let appended = office.is_some();
    offices.extend(office);
    let gathering = is(page.word(name.end), Class::Gathering);
    if name.len() > 1 && gathering && given.is_none() && !titled {
        return Some(make(NameKind::Place, words, prefix, None, Vec::new()));
    }
    // "the Lowmere Agreement", "the Harbour Championship"
    let named_thing = noun(last).is_some_and(|n| n.class == NounClass::Document) || is(&last.to_lowercase(), Class::Gathering);
    let named_thing = named_thing && given_name(last).is_none();
    let place = named_thing || is(last, Class::Place) || is(first, Class::PlaceOpener) || is_quoted(page, &name);
    if name.len() > 1 && place && given.is_none() && !titled {
        return Some(make(NameKind::Place, words, prefix, None, Vec::new()));
    }
    let kind = if titled || appended || has_age(page, name.end) || (given.is_some() && name.len() > 1) {
        NameKind::Person
    } else if is_acronym(first) && !(name.len() > 1 && (first.ends_with('.') || family_first(first))) {
        NameKind::Organization
    } else if name.len() > 1 {
        if prefix.is_some() { NameKind::Organization } else { NameKind::Person }
    } else {
        NameKind::Unknown
    };
    let tied = offices.iter().find_map(|office| office.country).or(prefix);
    Some(make(kind, words, tied, gender.filter(|_| kind != NameKind::Organization), offices))
}

/// The state that some tokens stand for; "Emirates" only as "the Emirates".
pub(super) fn state_at(page: &Page<'_>, tokens: &Range<usize>) -> Option<(&'static Country, Sense)> {
    let words = page.words(tokens);
    let alone = || ends_phrase(page, tokens.end) || grammar::owns(page.word(tokens.end));
    let articled = || page.before(tokens.start).eq_ignore_ascii_case("the") && alone();
    country(&words).filter(|_| !needs_article(&words) || articled())
}

/// Whether a name is made as only those of bodies are: "Acme.com", "Coalition Against Noise", "Harbour Sun-Times", "Senate Republicans".
fn is_written_as_a_body(page: &Page<'_>, name: &Range<usize>) -> bool {
    let last = page.word(name.end - 1);
    let inside = |at: usize| is(&page.word(at).to_lowercase(), Class::Preposition);
    name.clone().skip(1).any(|at| page.word(at) == "." && page.touches(at + 1))
        || name.len() > 1 && last.rsplit_once('-').is_some_and(|(_, part)| is(part, Class::Outlet))
        || name.len() > 2 && (name.start + 1..name.end - 1).any(inside)
        || name.len() > 1 && noun(last).is_some_and(|n| n.class == NounClass::Person && n.plural)
}

/// Whether a printed word is an adjective or a singular of a body's name ("Democratic", "Republican").
fn is_short_for(printed: &str, name: &str) -> bool {
    let stem = |word: &str| word.chars().take(6).collect::<String>();
    !printed.contains(' ') && !name.contains(' ') && stem(printed) == stem(name)
}

/// Whether a name is all that quotation marks hold: a song's or a book's.
fn is_quoted(page: &Page<'_>, name: &Range<usize>) -> bool {
    let opening = page.before(name.start);
    let straight = opening == "\"" && page.quoted.get(name.start) == Some(&true);
    let opened = straight
        || matches!(opening, "“" | "‘")
        || is(opening, Class::Opener) && matches!(page.before(name.start.saturating_sub(1)), "“" | "‘");
    let closing = page.word(name.end + usize::from(matches!(page.word(name.end), "," | ".")));
    opened && matches!(closing, "”" | "’" | "\"")
}

/// Whether a name says where the town before it lies: "in Lowmere, Ohio, …".
fn follows_its_town(page: &Page<'_>, start: usize) -> bool {
    let Some(comma) = start.checked_sub(1).filter(|at| page.word(*at) == ",") else { return false };
    let town = (0..comma).rev().take(4).take_while(|at| page.tokens[*at].is_capitalised()).last();
    town.is_some_and(|town| matches!(page.before(town), "in" | "at" | "near" | "from" | "outside"))
}

/// Whether an age between commas follows (", 34,").
fn has_age(page: &Page<'_>, end: usize) -> bool {
    let age = page.word(end + 1);
    page.word(end) == "," && page.word(end + 2) == "," && age.len() <= 3 && age.parse::<u8>().is_ok()
}

/// The name in brackets after a name ("(ESA)").
fn alias_after(page: &Page<'_>, end: usize) -> Option<String> {
    let alias = page.word(end + 1);
    let quoted = usize::from(matches!(alias, "“" | "\""));
    let alias = page.word(end + 1 + quoted);
    (page.word(end) == "(" && page.word(end + 2 + 2 * quoted) == ")" && is_acronym(alias)).then(|| alias.to_owned())
}

/// Whether a word is the name of a model or a disease: letters with a number of three figures or behind a hyphen ("A350", "F-16"), but "G20".
fn is_model(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = word.len() - letters.len();
    letters.starts_with(char::is_alphabetic) && (figures > 2 || figures > 0 && letters.ends_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_letters_with_a_number() {
        assert!(["A350", "F-16", "S-400", "Covid-19"].into_iter().all(is_model));
        assert!(!["G20", "U2", "Roe", "2019", "Al-Roe"].into_iter().any(is_model));
    }
}
