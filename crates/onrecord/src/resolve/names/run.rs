//! Runs of capitalised words that may be names.

use std::ops::Range;

use super::is_acronym;
use crate::grammar;
use crate::resolve::countries::{Sense, country};
use crate::resolve::page::Page;
use crate::resolve::source::pronoun;
use crate::resolve::tables::{Class, NounClass, body, given_name, honorific_gender, is, member, noun};
use crate::resolve::time::{month, weekday};

/// How many words a body's name in the table has at most.
const LONGEST: usize = 12;

/// Whether a token may stand inside a name; scripts without capitals are read as names, for English text around them.
fn is_part(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let caseless = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    page.tokens.get(at).is_some_and(|token| token.is_capitalised() || caseless(token.text) || is_attached(token.text))
        && !is_date(page, at)
        && !is_hour(page, at)
        && !is_contraction(word)
        && !is_party_tag(page, at)
        && !is_compound(word)
}

/// Whether a word is a name with a particle before it ("al-Roe", "D’Roe").
pub(super) fn is_attached(word: &str) -> bool {
    let parts = word.split_once(['-', '\'', '’']);
    parts.is_some_and(|(particle, rest)| rest.starts_with(char::is_uppercase) && is(&particle.to_lowercase(), Class::Attached))
}

/// Whether a word is a compound adjective of a name ("GOP-led").
fn is_compound(word: &str) -> bool {
    let ending = word.rsplit_once('-').map_or("", |(_, ending)| ending);
    ending.len() > 3
        && ["ed", "ing", "style", "wide", "born"].iter().any(|end| ending.ends_with(end) && ending.starts_with(char::is_lowercase))
        || matches!(ending, "led" | "era" | "run" | "held" | "made" | "born" | "like")
}

/// Whether a word is a pronoun with its verb ("They’ll").
fn is_contraction(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(before, _)| pronoun(before).is_some())
}

/// Whether a word is a politician's party and state ("R-Ohio").
fn is_party_tag(page: &Page<'_>, at: usize) -> bool {
    matches!(page.before(at), "," | "(") && page.word(at).split_once('-').is_some_and(|(party, _)| member(party).is_some())
}

/// Whether a word tells the half of the day behind an hour: "5 PM".
fn is_hour(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "AM" | "PM") && page.before(at).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word is a weekday, or a month with its day.
fn is_date(page: &Page<'_>, at: usize) -> bool {
    let beside = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let word = page.word(at);
    weekday(word).is_some() || month(word).is_some() && (word.ends_with('.') || beside(page.word(at + 1)) || beside(page.before(at)))
}

/// The end of the run of capitalised words that begins at a token; the token itself where none does.
pub(super) fn run(page: &Page<'_>, start: usize, limit: usize) -> usize {
    if !is_part(page, start) {
        return start;
    }
    let mut end = start + 1;
    let mut body_named = names_a_body(page.word(start));
    while end < limit {
        let next = |by: usize| end + by < limit && is_part(page, end + by);
        let person = noun(page.word(end - 1)).filter(|noun| noun.class == NounClass::Person);
        // "Ann King of Lowmere" is no king.
        let office = person.is_some_and(|noun| !noun.plural) && !(start..end - 1).any(|at| given_name(page.word(at)).is_some());
        // "Example Workers of America", "the Friends of Lowmere Common"
        let people = person.is_some_and(|noun| noun.plural);
        let united = people && end > start + 1;
        let society = people && page.before(start).eq_ignore_ascii_case("the") && body(page.word(start)).is_none();
        let step = match page.word(end) {
            // "in the U.S. While Roe": a sentence may begin after a state's abbreviation.
            word if page.word(end - 1).ends_with('.') && is(word, Class::Opener) && country(page.word(end - 1)).is_some() => 0,
            // "It is called Acme The firm grew": a stop may be lost.
            "The" => 0,
            // "Read more from Doe Mr. Roe said": a line may end before an honorific.
            word if opens_name(word) && next(1) && !is(page.word(end - 1), Class::Honorific) && person.is_none() => 0,
            _ if is_part(page, end) => 1,
            "&" if next(1) => 2,
            // John “Jack” Doe
            "“" | "\"" if next(1) && matches!(page.word(end + 2), "”" | "\"") && next(3) => 3,
            // Acme.com
            "." if matches!(page.word(end + 1), "com" | "org" | "net") && page.touches(end) && page.touches(end + 1) => 2,
            // Acme Co. executives
            "." if end + 1 < limit && is(page.word(end - 1), Class::Abbreviation) => 1,
            "of" | "for" | "on" if (body_named || (office || united || society) && page.word(end) == "of") && next(1) => 2,
            "of" | "for" | "on" if (body_named || society) && page.word(end + 1) == "the" && next(2) => 3,
            // "Doctors for Safe Water"
            "for" | "against" | "without" if end == start + 1 && names_with_purpose(page, start) && next(1) => 2,
            "and" if next(1) && spells_acronym(page, start, end + 1, limit) => 2,
            "and" if next(1) && is_inside_body(page, &(start..end), limit) => 2,
            "and" if next(1) && is_one_business(page, &(start..end), limit) => 2,
            "and" if body_named && listed(page, start, end) && next(1) => 2,
            "," if body_named && listed(page, start, end) => list_step(page, end, limit),
            word if is(word, Class::Particle) && next(1) => 2,
            word if is(word, Class::Particle) && is(page.word(end + 1), Class::Particle) && next(2) => 3,
            _ => 0,
        };
        if step == 0 {
            break;
        }
        body_named |= (end..(end + step).min(limit)).any(|at| names_a_body(page.word(at)));
        end += step;
    }
    end.min(limit)
}

/// Whether a word is an honorific that is abbreviated, and so part of no name: "Mr.", but not "Lord".
fn opens_name(word: &str) -> bool {
    honorific_gender(word).is_some() && is(word.trim_end_matches('.'), Class::Stopped)
}

/// Whether "for" may go on with a body's name after people: not after "Spokesmen", nor after "Lawyers" that begin a sentence.
fn names_with_purpose(page: &Page<'_>, at: usize) -> bool {
    let begins = page.sentences.get(page.sentence_of(at)).is_some_and(|sentence| sentence.tokens.start == at);
    let pleads = |singular: &str| begins && is(singular, Class::Pleading);
    noun(page.word(at)).is_some_and(|noun| noun.plural && !noun.speaks_for_others() && !pleads(noun.singular))
}

/// Whether a capitalised word says that the name is a body's.
pub(super) fn names_a_body(word: &str) -> bool {
    is(word, Class::Organisation) || noun(word).is_some_and(|n| n.class == NounClass::Organization)
}

/// Whether "of", "for" or "on" stands before in the run, so that a list may follow ("Ministry of Trade, Industry and Energy").
fn listed(page: &Page<'_>, start: usize, end: usize) -> bool {
    (start..end).rev().take(8).any(|at| matches!(page.word(at), "of" | "for" | "on"))
}

/// Whether the capitalised words from a start on, past an "and", have the initials that stand in brackets after them, or
/// elsewhere on the page: "Customs and Border Protection (CBP)".
fn spells_acronym(page: &Page<'_>, start: usize, next: usize, limit: usize) -> bool {
    let end = (next..limit.min(next + 6)).find(|at| !is_part(page, *at)).unwrap_or(next);
    let start = start + usize::from(grammar::article(&page.word(start).to_lowercase()));
    let initials: String = (start..end).filter(|at| is_part(page, *at)).filter_map(|at| page.word(at).chars().next()).collect();
    let bracketed =
        page.word(end) == "(" && page.word(end + 2) == ")" && page.word(end + 1).len() > 1 && initials.ends_with(page.word(end + 1));
    bracketed || initials.len() > 2 && page.is_proper(&initials)
}

/// Whether an "and" after capitalised words stands inside a body's name, a known one or as "the Science and Technology Directorate" is.
fn is_inside_body(page: &Page<'_>, first: &Range<usize>, limit: usize) -> bool {
    let article = |word: &str| word.eq_ignore_ascii_case("the");
    let opens = article(page.word(first.start));
    let first = &(first.start + usize::from(opens)..first.end);
    let next = first.end + 1;
    let end = (next..limit).find(|at| !is_part(page, *at)).unwrap_or(limit);
    let of_its_own = |at: usize| {
        let word = page.word(at);
        names_a_body(word) || is_acronym(word) || given_name(word).is_some() || is(word, Class::Outlet) || is(word, Class::Region)
    };
    let known = |range: &Range<usize>| body(&page.words(range)).is_some() || country(&page.words(range)).is_some();
    let ended = end > next + 1 && is(page.word(end - 1), Class::Organisation);
    let the = !first.is_empty() && article(page.before(first.start));
    first.clone().rev().take_while(|at| end - at <= LONGEST).any(|at| body(&page.words(&(at..end))).is_some())
        || the && ended && !first.clone().any(of_its_own) && !known(first) && !known(&(next..end))
}

/// Whether the legal form behind an "and" and one more word is that of all before: "Example Tire and Rubber Co", but not "Acme Corp and
/// Example Inc".
fn is_one_business(page: &Page<'_>, first: &Range<usize>, limit: usize) -> bool {
    let second = first.end + 1;
    let form = |at: usize| is(page.word(at).trim_end_matches('.'), Class::Legal);
    let state = |words: &str| country(words).is_some_and(|(_, sense)| sense != Sense::Adjective);
    let of_its_own = |at: usize| {
        let word = page.word(at);
        is_acronym(word) || given_name(word).is_some() || body(word).is_some() || state(word) || opens_name(word)
    };
    let both = page.word(first.start).eq_ignore_ascii_case("both") || page.before(first.start).eq_ignore_ascii_case("both");
    let known = || body(&page.words(first)).is_some() || state(&page.words(first));
    let named = second + 1 < limit && form(second + 1) && !both && !of_its_own(second);
    named && !known() && !first.clone().any(|at| form(at) || of_its_own(at))
}

/// The length of ", Industry" where the list it belongs to ends with "and Energy"; 0 where it is none.
fn list_step(page: &Page<'_>, comma: usize, limit: usize) -> usize {
    let mut at = comma + 1;
    while at < limit.min(comma + 10) {
        match page.word(at) {
            "and" => return if is_part(page, at + 1) && at > comma + 1 { 2 } else { 0 },
            _ if is_part(page, at) || page.word(at) == "," => at += 1,
            _ => return 0,
        }
    }
    0
}
