//! Names that the page tells of as of bodies: firms, clubs and papers whose names say nothing of what they are.

use std::collections::{HashMap, HashSet};

use super::{Name, NameKind, is_acronym};
use crate::attribute::{Part, entry};
use crate::grammar;
use crate::resolve::mentions::is_verb;
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, NounClass, body, is, noun};

/// How many words of an apposition are read for its noun.
const APPOSITION: usize = 6;

/// Makes bodies of names that may be a person's by their words, where the page tells of them as of bodies and nowhere of a person:
/// "her label Big Barn", "Home Barn, which", "shares of Home Barn".
pub(super) fn tell_bodies(page: &Page<'_>, names: &mut [Name], told: &HashMap<String, i32>) {
    let human: HashSet<String> = names.iter().filter(|name| name.human).flat_map(|name| parts(&name.printed)).collect();
    let mut bodies: HashMap<String, Option<String>> = abbreviated(page, names);
    for name in names.iter() {
        let known = name.kind == NameKind::Organization;
        let open = is_open(name) && !human.contains(&name.printed) && told.get(&name.printed).is_none_or(|told| *told <= 0);
        if known || open && is_told_as_a_body(page, name) {
            bodies.entry(name.printed.clone()).or_default();
        }
    }
    for name in names.iter_mut().filter(|name| is_open(name) && !human.contains(&name.printed)) {
        if let Some(alias) = bodies.get(&name.printed) {
            let alias = name.alias.clone().or_else(|| alias.clone());
            *name = Name { kind: NameKind::Organization, gender: None, alias, ..name.clone() };
        }
    }
}

/// Whether nothing but its words makes a name a person's.
fn is_open(name: &Name) -> bool {
    !name.human && matches!(name.kind, NameKind::Person | NameKind::Unknown) && name.offices.is_empty()
}

/// A name and each of its words.
fn parts(name: &str) -> impl Iterator<Item = String> {
    name.split(' ').map(str::to_owned).chain(std::iter::once(name.to_owned()))
}

/// The names of which the page prints the initials as a name of their own that speaks, with these: "Live Barn" where "LB said" something.
fn abbreviated(page: &Page<'_>, names: &[Name]) -> HashMap<String, Option<String>> {
    let speaks = |name: &Name| {
        let told = entry(page.word(name.tokens.end)).is_some_and(|entry| entry.part == Part::Verb);
        told || page.before(name.start) == "to" && page.before(name.start.saturating_sub(1)).eq_ignore_ascii_case("according")
    };
    let single = |name: &&Name| name.tokens.len() == 1 && is_acronym(&name.printed) && body(&name.printed).is_none() && speaks(name);
    let acronyms: HashSet<&str> = names.iter().filter(single).map(|name| name.printed.as_str()).collect();
    let initials = |name: &Name| name.printed.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
    let long = names.iter().filter(|name| name.printed.contains(' ') && is_open(name));
    let short = |name: &Name| Some(initials(name)).filter(|initials| acronyms.contains(initials.as_str()));
    long.filter_map(|name| Some((name.printed.clone(), Some(short(name)?)))).collect()
}

/// Whether the words around a name are those around a body's.
fn is_told_as_a_body(page: &Page<'_>, name: &Name) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let before = page.before(start);
    let earlier = page.before(start.saturating_sub(1));
    let of_body = |word: &str| noun(word).is_some_and(|noun| noun.class == NounClass::Organization && !noun.plural);
    let person = |word: &str| noun(word).is_some_and(|noun| noun.class == NounClass::Person);
    let owned = grammar::owns(page.word(end));
    let had = end + usize::from(owned);
    let corporate = |at: usize| is(page.word(at), Class::Corporate);
    // "the Barn said", but not "the Roe camp"
    let with_article = before.eq_ignore_ascii_case("the") && ends_phrase(page, end);
    let described = before.starts_with(char::is_lowercase) && (of_body(before) || is(before, Class::Called));
    // "The union, Acme Pilots, said"
    let aside = before == "," && page.word(end) == "," && earlier.starts_with(char::is_lowercase) && of_body(earlier);
    let described = described || aside;
    let which = page.word(end + usize::from(page.word(end) == ",")) == "which";
    let has = corporate(had) || owned && corporate(had + 1);
    let of = matches!(before, "of" | "in") && is(&earlier.to_lowercase(), Class::Held) || before == "at" && person(earlier);
    with_article || described || which || has || of || is_apposed(page, end)
}

/// Whether a phrase ends with the token before one: no noun follows.
pub(super) fn ends_phrase(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let joins = is(word, Class::Clausal) || is(word, Class::Modal) || is(word, Class::Preposition);
    !page.tokens.get(at).is_some_and(crate::text::Token::is_word) && !grammar::genitive(word) && !matches!(word, "-" | "/")
        || joins
        || is_verb(word)
}

/// Whether an apposition says what body a name before a token is of: ", the label,".
fn is_apposed(page: &Page<'_>, end: usize) -> bool {
    if page.word(end) != "," || !grammar::article(page.word(end + 1)) {
        return false;
    }
    let inside = |at: &usize| page.tokens.get(*at).is_some_and(crate::text::Token::is_word) && !is(page.word(*at), Class::Preposition);
    let last = (end + 2..end + 2 + APPOSITION).take_while(inside).take_while(|at| !is(page.word(*at), Class::Clausal)).last();
    last.is_some_and(|last| noun(page.word(last)).is_some_and(|noun| noun.class == NounClass::Organization && !noun.plural))
}
