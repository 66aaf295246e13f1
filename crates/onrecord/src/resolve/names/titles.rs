//! Titles before and after names, and what they are titles of.

use std::ops::Range;

use super::kinds::state_at;
use super::run::{names_a_body, run};
use super::{Office, is_acronym};
use crate::attribute::{Part, entry};
use crate::grammar;
use crate::resolve::countries::{Sense, country};
use crate::resolve::mentions::is_verb;
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, NounClass, body, called_by_title, family_first, given_name, is, member, noun, region};

/// How many tokens an abbreviated region has at most: "D-W", ".", "Va", ".".
const ABBREVIATED: usize = 4;
/// Words in small letters that a body's name may end with, at most: "defence ministry".
const SMALL: usize = 2;
/// How adjectives of peoples and places end, which name no body ("Velmoran").
const PEOPLES: &[&str] = &["an", "ish", "ese", "ic"];
/// How long their later parts are.
const SHORT: usize = 2;
/// Words that say what an office is in, at most: "of research and development".
const FIELD: usize = 8;

/// The title that a run begins with and the token after it: up to the last office or rank that a name still follows.
pub(super) fn title_before(page: &Page<'_>, run: &Range<usize>) -> Option<(Range<usize>, usize)> {
    // In "Fan Wei" the family name comes first.
    let family = |at: usize| at == run.start && run.len() <= 3 && family_first(page.word(at));
    let office =
        |at: usize| noun(page.word(at)).is_some_and(|n| n.class == NounClass::Person) && given_name(page.word(at)).is_none() && !family(at);
    let title = |at: usize| office(at) || is(page.word(at), Class::Rank);
    let last = (run.start..run.end.saturating_sub(1)).rev().find(|at| title(*at))?;
    // In "Office of Inspector General" the title belongs to the body's name.
    if (run.start..last).any(|at| names_a_body(page.word(at)) && matches!(page.word(at + 1), "of" | "for")) {
        return None;
    }
    let mut end = last + 1;
    // "Doctors for Safe Water" have no title.
    if matches!(page.word(end), "for" | "against" | "without") {
        return None;
    }
    if page.word(end) == "of" {
        end = (end + 1..run.end).find(|at| given_name(page.word(*at)).is_some())?;
    }
    let rest = end..run.end;
    let names_body = rest.clone().any(|at| names_a_body(page.word(at)) || is(page.word(at), Class::Outlet)) && !office(last);
    let body_after = rest.clone().last().is_some_and(|at| is(page.word(at), Class::Organisation) || is(page.word(at), Class::Place));
    // "Harbour Defence Convention" is no Convention with a title.
    let rank = !page.word(last).ends_with('.') && called_by_title(page.word(last)).is_empty() && !(run.start..=last).any(office);
    let ranked = rank && rest.len() < 2;
    (!rest.is_empty() && rest.len() <= 5 && !names_body && !body_after && !ranked).then_some((run.start..end, end))
}

/// A title's words as an office: the state, body or region it belongs to apart from the title itself.
pub(in crate::resolve) fn office(page: &Page<'_>, title: &Range<usize>) -> Office {
    read_office(page, title, true)
}

/// The same, where what it is of may follow: "Europe analyst at Acme" is of Acme.
fn read_office(page: &Page<'_>, title: &Range<usize>, whole: bool) -> Office {
    let span = page.span(title);
    let mut at = title.start;
    let mut of = None;
    let mut tied = None;
    let lengths = |from: usize| (1..=3.min((title.end - from).saturating_sub(1))).rev();
    let state = |from: usize, length: usize| state_at(page, &(from..from + length)).filter(|(_, sense)| *sense != Sense::Capital);
    // "U.S. Attorney", "Assistant U.S. Attorney" is the whole title.
    let held = title.clone().find(|at| !is(&page.word(*at).to_lowercase(), Class::Tenure)).unwrap_or(at);
    let stated = |length: usize| state(held, length).filter(|_| is(page.word(held + length), Class::Stated));
    if let Some((state, _)) = lengths(held).find_map(stated) {
        return Office { title: page.words(title), of: None, span, country: Some(state) };
    }
    for length in lengths(at) {
        if let Some((state, sense)) = state(at, length) {
            let words = page.words(&(at..at + length));
            // A press secretary of the White House is not one of the state.
            of = Some(if sense == Sense::Seat { words } else { state.name.to_owned() });
            tied = Some(state);
            at += length;
            break;
        }
    }
    // "Acme's head of sales", "Mr. Roe's longtime adviser"
    let owner = (at + 1..title.end.saturating_sub(1)).rev().find(|i| of.is_none() && is_possessive(page, *i));
    if let Some(mark) = owner {
        of = Some(page.words(&(at..mark)));
        at = mark + 1;
    }
    let held = (at..title.end).rev().find(|i| owner.is_none() && (names_a_body(page.word(*i)) || is_acronym(page.word(*i))));
    let mut tenure = title.start..title.start;
    if let Some(end) = held.filter(|end| end + 1 < title.end && !is(page.word(end + 1), Class::Preposition)) {
        // "former NASA official": what tells of the office is no part of the body.
        // "Senior Services Department" is the body's whole name.
        let apart = |at: usize| {
            let word = page.word(at);
            is(&word.to_lowercase(), Class::Tenure)
                && (!page.tokens[at].is_capitalised() || word == "Former" || is_acronym(page.word(at + 1)))
        };
        tenure.end = (title.start..end).find(|at| !apart(*at)).unwrap_or(end);
        let end = end + usize::from(page.word(end + 1) == "." && is(page.word(end), Class::Abbreviation));
        let body = page.words(&(tenure.end..end + 1));
        let state = state_at(page, &(tenure.end..end + 1)).filter(|(_, sense)| *sense != Sense::Capital).map(|(state, _)| state);
        (of, tied) = (Some(state.map_or(body, |state| state.name.to_owned())), state.or(tied));
        at = end + 1;
    }
    if of.is_none()
        && whole
        && let Some((home, held)) = home(page, &(at..title.end))
    {
        tenure = at..home.start;
        at = home.end;
        of = Some(held);
    }
    if grammar::genitive(page.word(at)) {
        at += 1;
    }
    let parts = [tenure, at..title.end].map(|part| page.words(&part));
    let title = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    Office { title, of, span, country: tied }
}

/// Whether a token makes whatever stands before it an owner.
fn is_possessive(page: &Page<'_>, at: usize) -> bool {
    grammar::genitive(page.word(at)) || matches!(page.word(at), "'" | "’") && page.before(at).ends_with('s')
}

/// The region or the body that the words before an office name without saying what it is: "Florida Sen.", "former Acme analyst".
fn home(page: &Page<'_>, title: &Range<usize>) -> Option<(Range<usize>, String)> {
    let start = title.clone().find(|at| !is(&page.word(*at).to_lowercase(), Class::Tenure))?;
    let opens = |at: usize| {
        let word = page.word(at);
        at < title.end
            && (word.starts_with(char::is_lowercase) || is(word, Class::Rank) || noun(word).is_some_and(|n| n.class == NounClass::Person))
    };
    let of_region = |end: &usize| *end < title.end && opens(*end) && region(&page.words(&(start..*end))).is_some();
    if let Some(end) = [start + 2, start + 1].into_iter().find(of_region) {
        return Some((start..end, region(&page.words(&(start..end)))?.to_owned()));
    }
    // A word that only the beginning of its sentence capitalises is no name.
    let names = |at: &usize| {
        let word = page.word(*at);
        page.tokens[*at].is_capitalised()
            && page.is_proper(word)
            && !word.contains('-')
            && noun(word).is_none()
            && body(word).is_none_or(|body| noun(body.name).is_none())
            && !is(word, Class::Rank)
            && !is(word, Class::People)
            && !PEOPLES.iter().any(|ending| word.ends_with(ending))
    };
    let end = start + (start..title.end).take_while(names).count();
    (end > start && end < title.end && page.word(end).starts_with(char::is_lowercase)).then(|| (start..end, page.words(&(start..end))))
}

/// The region that a politician with an abbreviated title, named before a token, is of: "(I-Vt.)", ", D-N.Y.,", "of Vermont".
pub(super) fn region_after(page: &Page<'_>, end: usize) -> Option<&'static str> {
    if page.word(end) != "of" {
        return party(page, end).map(|(_, region, _)| region);
    }
    // Not "of Kansas City".
    let ends = |at: usize| page.tokens.get(at).is_none_or(|token| !token.is_capitalised());
    let of = |to: usize| region(&page.words(&(end + 1..to.min(page.tokens.len())))).filter(|_| ends(to));
    of(end + 3).or_else(|| of(end + 2))
}

/// A politician's party and region after the name, as whoever is of that party is called: "(I-Vt.)" is an independent of Vermont.
pub(super) fn member_after(page: &Page<'_>, end: usize) -> Option<Office> {
    let (title, region, tokens) = party(page, end)?;
    Some(Office { title: title.to_owned(), of: Some(region.to_owned()), span: page.span(&tokens), country: None })
}

/// What members of a party are called, their region, and the tokens that tell it, after the token before which a name ends.
fn party(page: &Page<'_>, end: usize) -> Option<(&'static str, &'static str, Range<usize>)> {
    let at = end + usize::from(matches!(page.word(end), "," | "("));
    let (mark, first) = page.word(at).split_once('-')?;
    let member = member(mark)?;
    // "D-N.Y.", and "I-Vt", "."
    let short = |word: &str| word == "." || word.len() <= SHORT && word.starts_with(char::is_uppercase);
    let rest = (at + 1..at + ABBREVIATED).map(|at| page.word(at)).take_while(|word| short(word));
    let mut parts: Vec<&str> = std::iter::once(first).chain(rest).collect();
    loop {
        if let Some(region) = region(&parts.concat().replace('.', "")) {
            return Some((member, region, at..at + parts.len()));
        }
        parts.pop();
        parts.first()?;
    }
}

/// Adds lower-case words that stand before a capitalised title ("former President").
pub(super) fn lower_title(page: &Page<'_>, sentence: &Range<usize>, start: usize, office: &mut Office) {
    // "She is leading President Roe."
    let is_predicate = |at: usize| matches!(page.before(at), "is" | "are" | "was" | "were" | "be" | "been");
    if start > sentence.start && is(page.before(start), Class::Tenure) && !is_predicate(start - 1) {
        office.title = format!("{} {}", page.before(start), office.title);
        office.span.start = page.tokens[start - 1].span.start;
    }
}

/// The office that ends just before a name in lower case ("NASA administrator", "the defense minister").
pub(super) fn lower_office(page: &Page<'_>, sentence: &Range<usize>, name: usize) -> Option<Office> {
    let word = page.before(name);
    let head = noun(word).filter(|n| n.class == NounClass::Person && !n.plural);
    head.filter(|_| word.starts_with(char::is_lowercase))?;
    let mut start = name - 1;
    while start > sentence.start && name - start < 8 {
        let previous = page.before(start);
        let possessive = grammar::genitive(previous);
        let word = |at: usize| page.tokens[at].is_word() || page.word(at) == "." && is(page.before(at), Class::Abbreviation);
        let modifier = word(start - 1) && !is(&previous.to_lowercase(), Class::Preposition) && !closed(previous);
        if !(modifier || possessive) {
            break;
        }
        start -= 1;
    }
    // "will face challenger Ann Roe"
    start += usize::from(start + 1 < name && is(page.before(start), Class::Modal));
    Some(office(page, &(start..name)))
}

/// Articles, pronouns, conjunctions and verbs that no title goes past.
fn closed(word: &str) -> bool {
    grammar::article(&word.to_lowercase()) || is(word, Class::Opener) || is(word, Class::Possessive) || of_clause(word)
}

/// Whether a word belongs to a clause and to no title: a conjunction, a relative pronoun, a verb that tells.
fn of_clause(word: &str) -> bool {
    let told = || {
        (word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss") && noun(word).is_none())
            && entry(word).is_some_and(|e| e.part == Part::Verb)
    };
    is(&word.to_lowercase(), Class::Clausal) || is(word, Class::Verb) || is(word, Class::Told) || is(word, Class::Modal) || told()
}

/// The office in an apposition after a name (", a spokesman for the council,"), past a party in brackets.
pub(super) fn appended_office(page: &Page<'_>, end: usize) -> Option<Office> {
    let mut at = end;
    if page.word(at) == "(" {
        at = (at..at + 8).find(|i| page.word(*i) == ")")? + 1;
    }
    if page.word(at) != "," {
        return None;
    }
    let limit = page.sentences.get(page.sentence_of(end - 1)).map_or(at, |sentence| sentence.tokens.end).min(at + 16);
    let mut start = at + 1;
    // "Roe, now a judge", "Roe, as mayor"
    while is(page.word(start), Class::Leading) {
        start += 1;
    }
    let determined = grammar::article(page.word(start)) || is(page.word(start), Class::Possessive);
    start += usize::from(determined);
    // "Roe, citing the coast guard,"
    if !determined && page.word(start).ends_with("ing") {
        return None;
    }
    let stop = |i: &usize| {
        let word = page.word(*i);
        !page.tokens[*i].is_word() && !is_possessive(page, *i)
            || is(word, Class::Preposition)
            || matches!(word, "who" | "that" | "which" | "said" | "says" | "and")
    };
    let stopped = (start..limit).find(stop).unwrap_or(limit);
    let mut head = stopped.checked_sub(1).filter(|head| *head >= start)?;
    let is_office = |at: usize| noun(page.word(at)).is_some_and(|n| n.class == NounClass::Person && !n.plural);
    // "the company's chief executive officer and president": the first office counts
    if !is_office(head) {
        head = (start..stopped).rev().find(|i| is_office(*i))?;
    }
    // "Of Roe, the president was fond."
    let next = page.word(head + 1);
    if head + 1 < stopped && (is(next, Class::Verb) || is(next, Class::Modal) || next.ends_with('s') && is_verb(next)) {
        return None;
    }
    // "Roe, whose father is a judge,"
    if (at + 1..head).any(|i| of_clause(page.word(i)) && !is(page.word(i), Class::Leading)) {
        return None;
    }
    let capital = page.tokens[start].is_capitalised();
    if !determined && capital && given_name(page.word(start)).is_some() {
        return None;
    }
    let title = start..head + 1;
    let mut office = read_office(page, &title, false);
    let mut of = head + 1;
    if let Some(end) = field(page, of, limit).filter(|_| office.of.is_none()) {
        office.title = format!("{} {}", office.title, page.words(&(of..end)));
        of = end;
    }
    // "Ann Roe, President Acme North Sea,"
    if let Some(body) = named_behind(page, of, limit).filter(|_| capital && office.of.is_none()) {
        office.of = Some(page.words(&body));
        return Some(office);
    }
    if office.of.is_none() && matches!(page.word(of), "of" | "for" | "at" | "with" | "in" | "to") {
        of += 1;
        of += usize::from(page.word(of) == "the");
        let mut end = run(page, of, limit);
        if let Some(name) = past_title(page, &(of..end), limit) {
            (of, end) = (name.start, name.end);
        }
        if end > of {
            office.country = country(&page.words(&(of..end))).map(|(state, _)| state);
            let whole = past_owner(page, past_body(page, end, limit), limit);
            let state = office.country.filter(|_| whole == end).map(|state| state.name.to_owned());
            office.of = Some(state.unwrap_or_else(|| page.words(&(of..whole))));
        }
    }
    Some(if office.of.is_none() { read_office(page, &title, true) } else { office })
}

/// The office before a body's name that runs into a person's, from its noun on, that body and the person: "ambassador to the United Nations
/// Ann Roe", "head of the assembly's Council on Trade Ann Roe".
pub(super) fn office_of_body(page: &Page<'_>, run: &Range<usize>, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let body_before = |at: &usize| {
        let words = page.words(&(run.start..*at));
        let state = country(&words).is_some_and(|(_, sense)| sense == Sense::Name);
        state || body(&words).is_some() || is_acronym(&words) || (run.start..*at).any(|i| names_a_body(page.word(i)))
    };
    // "Borduria's envoy to talks in Lowmere Ann Roe"
    let place_before = |at: &usize| {
        let named = |at: usize| {
            let word = page.word(at);
            given_name(word).is_none() && noun(word).is_none() && !is(word, Class::Rank) && !is(word, Class::Honorific)
        };
        (run.start..*at).all(named) && run.end - at > 1 && page.before(run.start) == "in"
    };
    let person = (run.start + 1..run.end - 1).find(|at| given_name(page.word(*at)).is_some());
    let person = person.filter(|at| body_before(at) || place_before(at))?;
    let rest = person..run.end;
    if rest.len() > 3 || rest.clone().any(|at| names_a_body(page.word(at)) || is(page.word(at), Class::Place)) {
        return None;
    }
    let small = |at: &usize| page.word(*at).starts_with(char::is_lowercase) || grammar::genitive(page.word(*at));
    let before = (sentence.start..run.start).rev().take(FIELD).take_while(small);
    let office = |at: usize| at >= sentence.start && noun(page.word(at)).is_some_and(|n| n.class == NounClass::Person && !n.plural);
    let ties = |at: &usize| *at > 0 && matches!(page.word(*at), "of" | "for" | "to" | "at" | "in") && office(at - 1);
    let tie = before.into_iter().find(ties)?;
    Some((tie - 1..tie, run.start..person))
}

/// The several capitalised words behind an office up to a mark, where they are nobody's name by their first.
fn named_behind(page: &Page<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let body = start..run(page, start, limit);
    let first = page.word(start);
    let nobodys = given_name(first).is_none() && !family_first(first) && !is(first, Class::Rank) && !is(first, Class::Honorific);
    let closed = matches!(page.word(body.end), "" | "," | "." | ";" | ":" | "”");
    (body.len() > 1 && nobodys && closed).then_some(body)
}

/// Where the words after an office end that say what it is in, before those that say whose it is: "professor [of law] at Lowmere University".
fn field(page: &Page<'_>, start: usize, limit: usize) -> Option<usize> {
    let end = (start + 2..limit.min(start + FIELD)).find(|at| matches!(page.word(*at), "at" | "for" | "with"))?;
    let whose = end + 1 + usize::from(page.word(end + 1) == "the");
    let in_field = |at: usize| {
        let word = page.word(at);
        let named = page.tokens[at].is_capitalised() && (page.word(start) != "of" || names_a_body(word) || is_acronym(word));
        page.tokens[at].is_word() && !named && (word == "and" || !closed(word)) && country(word).is_none() && region(word).is_none()
    };
    let of = matches!(page.word(start), "of" | "for" | "in") && (start + 1..end).all(in_field);
    (of && whose < limit && page.tokens[whose].is_capitalised()).then_some(end)
}

/// The end of the body that is the owner's whose name ends before a token: "Lowmere University's Center for Law", "Roe's campaign".
fn past_owner(page: &Page<'_>, end: usize, limit: usize) -> usize {
    let own = end + 1;
    if own >= limit || !is_possessive(page, end) {
        return end;
    }
    let part = run(page, own, limit);
    let whole = if part > own { part } else { past_body(page, own, limit) };
    if (own..whole).any(|at| names_a_body(page.word(at))) { whole } else { end }
}

/// The end of a body's name that goes on in small letters: "the Roe campaign", "the Bordurian defence ministry".
fn past_body(page: &Page<'_>, end: usize, limit: usize) -> usize {
    let small = |at: &usize| *at < limit && page.tokens[*at].is_word() && page.word(*at).starts_with(char::is_lowercase);
    let words = (end..end + SMALL).take_while(small);
    let body =
        words.take_while(|at| !closed(page.word(*at)) && !is(page.word(*at), Class::Preposition)).find(|at| names_a_body(page.word(*at)));
    body.map_or(end, |at| at + 1)
}

/// The name after an adjective of a state and an office in small letters: "Bordurian leader Ann Roe".
fn past_title(page: &Page<'_>, run_before: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let (_, sense) = country(&page.words(run_before))?;
    let office = noun(page.word(run_before.end)).filter(|noun| noun.class == NounClass::Person && !noun.plural);
    let start = run_before.end + 1;
    let end = run(page, start, limit);
    (sense == Sense::Adjective && office.is_some() && end > start).then_some(start..end)
}
