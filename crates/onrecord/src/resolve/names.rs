//! The names printed in a page, and what kind of thing each names.

use std::ops::Range;

use super::countries::{Country, Sense, by_code, country};
use super::page::Page;
use super::source::pronoun;
use super::tables::{Class, Gender, NounClass, body, family_first, given_name, honorific_gender, is, noun};
use crate::span::Span;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A human being.
    Person,
    /// A body.
    Organization,
    /// A state.
    Country,
    /// A state's capital: the state, where it speaks.
    Capital,
    /// A state's people: "Russians".
    Inhabitants,
    /// A state's adjective: "Russian".
    Adjective,
    /// A place that does not speak.
    Place,
    /// A single word that nothing here tells the kind of.
    Unknown,
}

/// A title before or after a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    /// "Defense Minister"
    pub(super) title: String,
    /// "South Korea"
    pub(super) of: Option<String>,
    /// Where the title stands.
    pub(super) span: Span,
    /// The state it is held in.
    pub(super) country: Option<&'static Country>,
}

/// A name where it is printed.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Its tokens, without titles.
    pub(super) tokens: Range<usize>,
    /// The first token of the name with its titles.
    pub(super) start: usize,
    /// What it names.
    pub(super) kind: NameKind,
    /// The name as printed, or the table's name for states and bodies.
    pub(super) printed: String,
    /// The state it names, or whose adjective it begins with.
    pub(super) country: Option<&'static Country>,
    /// What its titles or its given name tell.
    pub(super) gender: Option<Gender>,
    /// Its titles.
    pub(super) offices: Vec<Office>,
    /// Another name printed in brackets after it.
    pub(super) alias: Option<String>,
}

/// All names of a page, in the order of the text. Headings are not read: their capitals tell nothing.
pub(super) fn names(page: &Page<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    for sentence in page.sentences.iter().filter(|sentence| !sentence.heading) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = run(page, at, sentence.tokens.end);
            if end > at {
                out.extend(read_run(page, at..end, &sentence.tokens));
            }
            at = end.max(at + 1);
        }
    }
    out
}

/// Whether a token may stand inside a name.
fn is_part(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    page.tokens.get(at).is_some_and(crate::text::Token::is_capitalised) && !is_day(word) && !is_contraction(word) && !is_party_tag(page, at)
}

/// Whether a word is a pronoun with its verb ("They’ll").
fn is_contraction(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(before, _)| pronoun(before).is_some())
}

/// Whether a word is a politician's party and state ("R-Ohio").
fn is_party_tag(page: &Page<'_>, at: usize) -> bool {
    matches!(page.before(at), "," | "(") && page.word(at).split_once('-').is_some_and(|(party, _)| matches!(party, "R" | "D" | "I"))
}

fn is_day(word: &str) -> bool {
    super::time::weekday(word).is_some()
}

/// The end of the run of capitalised words that begins at a token; the token itself where none does.
fn run(page: &Page<'_>, start: usize, limit: usize) -> usize {
    if !is_part(page, start) {
        return start;
    }
    let mut end = start + 1;
    let mut body_named = names_a_body(page.word(start));
    while end < limit {
        let next = |by: usize| end + by < limit && is_part(page, end + by);
        let office = noun(page.word(end - 1)).is_some_and(|n| n.class == NounClass::Person && !n.plural);
        let step = match page.word(end) {
            _ if is_part(page, end) => 1,
            "&" if next(1) => 2,
            "of" | "for" | "on" if (body_named || (office && page.word(end) == "of")) && next(1) => 2,
            "of" | "for" | "on" if body_named && page.word(end + 1) == "the" && next(2) => 3,
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

/// Whether a capitalised word says that the name is a body's.
fn names_a_body(word: &str) -> bool {
    is(word, Class::Organisation) || noun(word).is_some_and(|n| n.class == NounClass::Organization)
}

/// Whether "of", "for" or "on" stands before in the run, so that a list may follow ("Ministry of Trade, Industry and Energy").
fn listed(page: &Page<'_>, start: usize, end: usize) -> bool {
    (start..end).rev().take(8).any(|at| matches!(page.word(at), "of" | "for" | "on"))
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

/// The names in a run of capitalised words.
fn read_run(page: &Page<'_>, run: Range<usize>, sentence: &Range<usize>) -> Vec<Name> {
    let mut start = run.start;
    while start < run.end && is(page.word(start), Class::Opener) && country(&page.words(&(start..(start + 2).min(run.end)))).is_none() {
        start += 1;
    }
    if start == run.end {
        return Vec::new();
    }
    let opens = start == sentence.start || (start == sentence.start + 1 && !page.tokens[sentence.start].is_word());
    if opens && start + 1 == run.end && !proper_alone(page, start) {
        return Vec::new();
    }
    let mut gender = None;
    let mut name = start..run.end;
    let mut honoured = false;
    if let Some((title, end)) = title_before(page, &name) {
        name.start = end;
        let mut office = office(page, &title);
        if title.start == start {
            lower_title(page, sentence, start, &mut office);
        }
        gender = noun(office.title.rsplit(' ').next().unwrap_or_default()).and_then(|n| n.gender);
        let mut out = Vec::new();
        while name.start < name.end && is(page.word(name.start), Class::Honorific) {
            name.start += 1;
        }
        if let Some(found) = classify(page, name, start, gender, true, vec![office]) {
            out.push(found);
        }
        return out;
    }
    while name.start + 1 < name.end && is(page.word(name.start), Class::Honorific) {
        gender = gender.or(honorific_gender(page.word(name.start)));
        honoured = true;
        name.start += 1;
    }
    let mut offices = Vec::new();
    if name.start > sentence.start
        && let Some(office) = lower_office(page, sentence, start)
    {
        gender = gender.or(noun(office.title.rsplit(' ').next().unwrap_or_default()).and_then(|n| n.gender));
        honoured = true;
        offices.push(office);
    }
    classify(page, name, start, gender, honoured, offices).into_iter().collect()
}

/// Whether a capitalised word that begins a sentence is a name although nothing beside it is capitalised.
fn proper_alone(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let known = country(word).is_some() || body(word).is_some() || given_name(word).is_some() || family_first(word);
    known || (page.is_proper(word) && !is(word, Class::Rank) && noun(word).is_none()) || is_acronym(word)
}

pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-'))
}

/// The title that a run begins with and the token after it: up to the last office or rank that a name still follows.
fn title_before(page: &Page<'_>, run: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let office = |at: usize| noun(page.word(at)).is_some_and(|n| n.class == NounClass::Person) && given_name(page.word(at)).is_none();
    let title = |at: usize| office(at) || is(page.word(at), Class::Rank);
    let last = (run.start..run.end.saturating_sub(1)).rev().find(|at| title(*at))?;
    let mut end = last + 1;
    if page.word(end) == "of" {
        end = (end + 1..run.end).find(|at| given_name(page.word(*at)).is_some())?;
    }
    let rest = end..run.end;
    let names_body = rest.clone().any(|at| names_a_body(page.word(at)) || is(page.word(at), Class::Outlet)) && !office(last);
    let body_after = rest.clone().last().is_some_and(|at| is(page.word(at), Class::Organisation) || is(page.word(at), Class::Place));
    let ranked = last == run.start && !page.word(last).ends_with('.') && !office(last) && rest.len() < 2;
    (!rest.is_empty() && rest.len() <= 5 && !names_body && !body_after && !ranked).then_some((run.start..end, end))
}

/// A title's words as an office: the state or body it belongs to apart from the title itself.
fn office(page: &Page<'_>, title: &Range<usize>) -> Office {
    let span = page.span(title);
    let mut at = title.start;
    let mut of = None;
    let mut tied = None;
    for length in (1..=3.min(title.len().saturating_sub(1))).rev() {
        let words = page.words(&(at..at + length));
        if let Some((state, sense)) = country(&words)
            && sense != Sense::Capital
        {
            (of, tied) = (Some(state.name.to_owned()), Some(state));
            at += length;
            break;
        }
    }
    let held = (at..title.end).rev().find(|i| names_a_body(page.word(*i)) || is_acronym(page.word(*i)));
    if let Some(end) = held.filter(|end| end + 1 < title.end && !is(page.word(end + 1), Class::Preposition)) {
        of = Some(page.words(&(title.start..end + 1)));
        at = end + 1;
    }
    if page.word(at) == "'s" || page.word(at) == "’s" {
        at += 1;
    }
    Office { title: page.words(&(at..title.end)), of, span, country: tied }
}

/// Adds lower-case words that stand before a capitalised title ("former President").
fn lower_title(page: &Page<'_>, sentence: &Range<usize>, start: usize, office: &mut Office) {
    if start > sentence.start && matches!(page.before(start), "former" | "then" | "acting" | "deputy" | "vice") {
        office.title = format!("{} {}", page.before(start), office.title);
        office.span.start = page.tokens[start - 1].span.start;
    }
}

/// The office that ends just before a name in lower case ("NASA administrator", "the defense minister").
fn lower_office(page: &Page<'_>, sentence: &Range<usize>, name: usize) -> Option<Office> {
    let word = page.before(name);
    let head = noun(word).filter(|n| n.class == NounClass::Person && !n.plural);
    head.filter(|_| word.starts_with(char::is_lowercase))?;
    let mut start = name - 1;
    while start > sentence.start && name - start < 8 {
        let previous = page.before(start);
        let possessive = matches!(previous, "'s" | "’s");
        let modifier = page.tokens[start - 1].is_word() && !is(&previous.to_lowercase(), Class::Preposition) && !closed(previous);
        if !(modifier || possessive) {
            break;
        }
        start -= 1;
    }
    Some(office(page, &(start..name)))
}

/// Articles, pronouns, conjunctions and verbs that no title goes past.
fn closed(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "but"
            | "as"
            | "that"
            | "who"
            | "when"
            | "while"
            | "is"
            | "was"
            | "said"
            | "says"
            | "told"
            | "say"
    ) || is(word, Class::Opener)
        || is(word, Class::Possessive)
}

/// What a name without its titles names.
fn classify(
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
    let last = page.word(name.end - 1);
    let make = |kind, words: String, state, gender, offices| Name {
        tokens: name.clone(),
        start,
        kind,
        printed: words,
        country: state,
        gender,
        offices,
        alias: alias_after(page, name.end),
    };
    let known = body(&words);
    if let Some((state, sense)) = country(&words)
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
        return Some(make(NameKind::Organization, found.name.to_owned(), found.country.and_then(by_code), None, Vec::new()));
    }
    let prefix = (1..=3.min(name.len() - 1)).rev().find_map(|n| country(&page.words(&(name.start..name.start + n))));
    let prefix = prefix.filter(|(_, sense)| *sense != Sense::Capital).map(|(state, _)| state);
    let body_word = is(last, Class::Organisation)
        || (name.len() > 1 && is(last, Class::Outlet) && given_name(first).is_none())
        || (name.len() > 1 && names_a_body(last))
        || name
            .clone()
            .any(|at| matches!(page.word(at), "of" | "for" | "&") || (at > name.start && is(page.word(at), Class::Organisation)))
        || (name.len() > 1 && prefix.is_some() && name.clone().any(|at| names_a_body(page.word(at))));
    let lower_body = page.before(start).starts_with(char::is_lowercase)
        && noun(page.before(start)).is_some_and(|n| n.class == NounClass::Organization && !n.plural);
    if body_word && !(titled && given_name(first).is_some()) || (!titled && lower_body && name.len() > 1 && given_name(first).is_none()) {
        return Some(make(NameKind::Organization, words, prefix, None, Vec::new()));
    }
    let office = appended_office(page, name.end);
    let given = given_name(first);
    let gender = gender.or(office.as_ref().and_then(|o| noun(o.title.rsplit(' ').next()?)?.gender)).or(given);
    let appended = office.is_some();
    offices.extend(office);
    if name.len() > 1 && is(last, Class::Place) && given.is_none() && !titled {
        return Some(make(NameKind::Place, words, prefix, None, Vec::new()));
    }
    let kind = if titled || appended || (given.is_some() && name.len() > 1) {
        NameKind::Person
    } else if is_acronym(first) && !(first.ends_with('.') && name.len() > 1) {
        NameKind::Organization
    } else if name.len() > 1 {
        if prefix.is_some() { NameKind::Organization } else { NameKind::Person }
    } else {
        NameKind::Unknown
    };
    let tied = offices.iter().find_map(|office| office.country).or(prefix);
    Some(make(kind, words, tied, gender.filter(|_| kind != NameKind::Organization), offices))
}

/// The name in brackets after a name ("(ESA)").
fn alias_after(page: &Page<'_>, end: usize) -> Option<String> {
    let alias = page.word(end + 1);
    let quoted = usize::from(matches!(alias, "“" | "\""));
    let alias = page.word(end + 1 + quoted);
    (page.word(end) == "(" && page.word(end + 2 + 2 * quoted) == ")" && is_acronym(alias)).then(|| alias.to_owned())
}

/// The office in an apposition after a name (", a spokesman for the council,"), past a party in brackets.
fn appended_office(page: &Page<'_>, end: usize) -> Option<Office> {
    let mut at = end;
    if page.word(at) == "(" {
        at = (at..at + 8).find(|i| page.word(*i) == ")")? + 1;
    }
    if page.word(at) != "," {
        return None;
    }
    let limit = page.sentences.get(page.sentence_of(end - 1)).map_or(at, |sentence| sentence.tokens.end).min(at + 16);
    let mut start = at + 1;
    let determined = matches!(page.word(start), "a" | "an" | "the") || is(page.word(start), Class::Possessive);
    start += usize::from(determined);
    let stop = |i: &usize| {
        let word = page.word(*i);
        !page.tokens[*i].is_word() && !matches!(word, "'s" | "’s")
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
    let capital = page.tokens[start].is_capitalised();
    if !determined && capital && given_name(page.word(start)).is_some() {
        return None;
    }
    let mut office = office(page, &(start..head + 1));
    let mut of = head + 1;
    if office.of.is_none() && matches!(page.word(of), "of" | "for" | "at" | "with" | "in" | "to") {
        of += 1;
        of += usize::from(page.word(of) == "the");
        let run = run(page, of, limit);
        if run > of {
            let words = page.words(&(of..run));
            office.country = country(&words).map(|(state, _)| state);
            office.of = Some(office.country.map_or(words, |state| state.name.to_owned()));
        }
    }
    Some(office)
}
