//! The names printed in a page, and what kind of thing each names.
//!
//! `run` finds runs of capitalised words, `titles` parts the titles in and around them from the names, `kinds` tells what each names.

mod bodies;
mod kinds;
mod run;
mod titles;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::countries::{Country, country};
use super::mentions::{Case, case_of_pronoun};
use super::page::Page;
use super::source::{Pronoun, pronoun};
use super::tables::{Class, Gender, NounClass, body, called_by_title, capitalised, family_first, given_name, honorific_gender, is, noun};
use crate::attribute::{Part, entry};
use crate::grammar;
use crate::span::Span;
use crate::text::Token;
use bodies::{ends_phrase, tell_bodies};
use kinds::classify;
use run::{is_attached, names_a_body, run};
pub(in crate::resolve) use titles::office;
use titles::{lower_office, lower_title, member_after, office_of_body, region_after, title_before};

/// So many words after a name may tell by a pronoun what it names.
const REACH: usize = 40;

/// So many tokens after a name the next of a list begins, at most: ", (D-Ohio), and".
const LISTED: usize = 8;

/// So many words a body before an office has, at most.
const LONGEST_BODY: usize = 4;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum NameKind {
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
pub(in crate::resolve) struct Office {
    /// "Defense Minister"
    pub(in crate::resolve) title: String,
    /// "South Korea"
    pub(in crate::resolve) of: Option<String>,
    /// Where the title stands.
    pub(in crate::resolve) span: Span,
    /// The state it is held in.
    pub(in crate::resolve) country: Option<&'static Country>,
}

/// A name where it is printed.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Name {
    /// Its tokens, without titles.
    pub(in crate::resolve) tokens: Range<usize>,
    /// The first token of the name with its titles.
    pub(in crate::resolve) start: usize,
    /// What it names.
    pub(in crate::resolve) kind: NameKind,
    /// The name as printed, or the table's name for states and bodies.
    pub(in crate::resolve) printed: String,
    /// The state it names, or whose adjective it begins with.
    pub(in crate::resolve) country: Option<&'static Country>,
    /// Whether its title, age or given name says that it is a human being's.
    pub(in crate::resolve) human: bool,
    /// What its titles or its given name tell.
    pub(in crate::resolve) gender: Option<Gender>,
    /// Its titles.
    pub(in crate::resolve) offices: Vec<Office>,
    /// Another name printed in brackets after it.
    pub(in crate::resolve) alias: Option<String>,
}

impl Name {
    /// Whether it is printed as an honorific alone: "Mr." of "Mr. and Mrs. Roe".
    pub(in crate::resolve) fn is_honorific(&self, page: &Page<'_>) -> bool {
        self.tokens.len() == 1 && is(page.word(self.tokens.start), Class::Honorific)
    }
}

/// All names of a page, in the order of the text. Headings are not read: their capitals tell nothing.
pub(in crate::resolve) fn names(page: &Page<'_>) -> Vec<Name> {
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
    share_surnames(page, &mut out);
    prefer_surnames(page, &mut out);
    share_titles(page, &mut out);
    let told = told_by_pronouns(page, &out);
    tell_people(page, &mut out, &told);
    tell_genders(page, &mut out);
    tell_bodies(page, &mut out, &told);
    part_bodies(page, &mut out);
    tell_halves(page, &mut out);
    out
}

/// Makes a State of "the North" where the page names one State alone that is so called: North Korea.
fn tell_halves(page: &Page<'_>, names: &mut [Name]) {
    let states: BTreeMap<&str, &'static Country> = names.iter().filter_map(|name| name.country).map(|state| (state.code, state)).collect();
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1 && is(&name.printed, Class::Half)) {
        let articled = page.before(name.start).eq_ignore_ascii_case("the") && page.word(name.tokens.end) != "of";
        let mut called = states.values().filter(|state| state.name.split_once(' ').is_some_and(|(half, _)| half == name.printed));
        if let (true, Some(&state), None) = (articled, called.next(), called.next()) {
            *name = Name { kind: NameKind::Country, printed: state.name.to_owned(), country: Some(state), ..name.clone() };
        }
    }
}

/// Parts the body from an office that is printed behind it, where the page names that body elsewhere: "Acme President Ann Roe".
fn part_bodies(page: &Page<'_>, names: &mut [Name]) {
    let of_body = |name: &&Name| {
        let body = matches!(name.kind, NameKind::Organization | NameKind::Unknown) && noun(&name.printed).is_none();
        body && ends_phrase(page, name.tokens.end)
    };
    let bodies: HashSet<String> = names.iter().filter(of_body).map(|name| name.printed.clone()).collect();
    for office in names.iter_mut().flat_map(|name| &mut name.offices).filter(|office| office.of.is_none()) {
        let parts = office.title.match_indices(' ').map(|(at, _)| office.title.split_at(at)).take(LONGEST_BODY);
        // A "Nobel Prize-winning economist" is of no Nobel.
        let whole = |title: &str| title.trim_start().split(' ').next().is_some_and(|word| !word.contains('-'));
        let known = |(body, title): &(&str, &str)| bodies.contains(*body) && !body.contains('-') && !is(body, Class::Rank) && whole(title);
        if let Some((body, title)) = parts.filter(known).last() {
            (office.of, office.title) = (Some(body.to_owned()), title.trim_start().to_owned());
        }
    }
}

/// Makes a name of a word that else belongs to a state or a place where it speaks after the page named somebody by it in full: "Mark Cuban
/// left. Cuban said".
fn prefer_surnames(page: &Page<'_>, names: &mut [Name]) {
    let mut surnames: HashSet<String> = HashSet::new();
    for name in names {
        if name.kind == NameKind::Person && name.tokens.len() > 1 && given_name(first_word(name)).is_some() {
            surnames.insert(last_word(name).to_owned());
        }
        let before = page.before(name.start);
        let alone = name.tokens.len() == 1 && before != "the" && before != "The" && !is(before, Class::Preposition);
        let of_state = matches!(name.kind, NameKind::Adjective | NameKind::Country | NameKind::Capital | NameKind::Place);
        let speaks = entry(page.word(name.tokens.end)).is_some_and(|entry| entry.part == Part::Verb);
        if alone && of_state && speaks && surnames.contains(page.word(name.tokens.start)) {
            let printed = page.word(name.tokens.start).to_owned();
            *name = Name { kind: NameKind::Unknown, printed, country: None, ..name.clone() };
        }
    }
}

/// Makes a person of a single word that the page goes on about as of one, or introduces as one: "her wife, Roe,".
fn tell_people(page: &Page<'_>, names: &mut [Name], told: &HashMap<String, i32>) {
    let introduced = |name: &Name| {
        let aside = page.before(name.start) == "," && page.word(name.tokens.end) == ",";
        let before = noun(page.before(name.start.saturating_sub(1)));
        before.filter(|noun| aside && noun.class == NounClass::Person && !noun.plural && noun.gender.is_some())
    };
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Unknown) {
        if let Some(noun) = introduced(name) {
            *name = Name { kind: NameKind::Person, human: true, gender: name.gender.or(noun.gender), ..name.clone() };
        } else if told.get(&name.printed).is_some_and(|told| *told > 0) {
            name.kind = NameKind::Person;
        }
    }
}

/// Tells the gender of whom a sentence names first, in full, with what is theirs: "Ann Roe and her lawyer"; not where "her" may go on about
/// somebody of whom this sentence or the one before speaks so.
fn tell_genders(page: &Page<'_>, names: &mut [Name]) {
    let mut before: Option<usize> = None;
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Person) {
        let sentence = page.sentence_of(name.start);
        let first = before.replace(sentence) != Some(sentence);
        let start = page.sentences.get(sentence.saturating_sub(1)).map_or(name.start, |before| before.tokens.start);
        let spoken_of = (start..name.start).any(|at| pronoun_gender(page.word(at)).is_some());
        let end = page.past_bracket(name.tokens.end);
        if first && !spoken_of && name.tokens.len() > 1 && page.word(end) == "and" {
            name.gender = name.gender.or_else(|| pronoun_gender(page.word(end + 1)));
        }
    }
}

/// The gender that "his" or "her" tells.
fn pronoun_gender(word: &str) -> Option<Gender> {
    match pronoun(word)? {
        Pronoun::He => Some(Gender::Male),
        Pronoun::She => Some(Gender::Female),
        _ => None,
    }
}

/// How much more often the page goes on about each name that may be a person's as "he" or "she" than as "it": "Roe defended his plan",
/// "Roe, who".
fn told_by_pronouns(page: &Page<'_>, names: &[Name]) -> HashMap<String, i32> {
    let mut told: HashMap<String, i32> = HashMap::new();
    let open = |name: &Name| match name.kind {
        NameKind::Unknown => !is_acronym(&name.printed),
        NameKind::Person => !name.human,
        _ => false,
    };
    for (at, name) in names.iter().enumerate().filter(|(_, name)| open(name)) {
        let Some(sentence) = page.sentences.get(page.sentence_of(name.start)) else { continue };
        let reach = sentence.tokens.end.min(name.tokens.end + REACH);
        let other = names[at + 1..]
            .iter()
            .take_while(|next| next.start < reach)
            .find(|next| next.printed != name.printed && !matches!(next.kind, NameKind::Place | NameKind::Adjective));
        let end = other.map_or(reach, |next| next.start);
        // "The Barn told the President that he" tells of the president.
        let end = (name.tokens.end..end).find(|at| is_office_alone(page, *at)).unwrap_or(end);
        let quoted = page.quoted[name.start];
        let first =
            (name.tokens.end..end).filter(|at| page.quoted[*at] == quoted).find_map(|at| match page.word(at).to_lowercase().as_str() {
                "he" | "she" | "his" | "himself" | "herself" => Some(1),
                "her" if case_of_pronoun(page, at) == Case::Possessive => Some(1),
                "who" if at <= name.tokens.end + 1 => Some(1),
                "it" | "its" | "itself" => Some(-1),
                "which" if at <= name.tokens.end + 1 => Some(-1),
                _ => None,
            });
        // "“I cried,” Roe said"
        let first = first.or_else(|| says_i(page, name).then_some(1));
        // "The Barn says he left" tells of nobody called Barn.
        let most = i32::from(!page.before(name.start).eq_ignore_ascii_case("the"));
        *told.entry(name.printed.clone()).or_default() += first.unwrap_or_default().min(most);
    }
    told
}

/// So many words, marks included, may stand between a quotation and the name or the verb beside it.
const BESIDE: usize = 3;

/// Whether a name speaks as one person: a verb stands between it and a quotation, or it between the verb and one, and its sentence quotes
/// an "I": "“I cried,” said Roe", "Roe said, “I cried”"; not "Poe told Roe, “I cried”".
fn says_i(page: &Page<'_>, name: &Name) -> bool {
    let verb = |word: &str| entry(word).is_some_and(|entry| entry.part == Part::Verb);
    let quotes = |near: Range<usize>| near.into_iter().any(|at| page.quoted.get(at) == Some(&true));
    let (start, end) = (name.start, name.tokens.end);
    let before = quotes(start.saturating_sub(BESIDE)..start);
    let tells = verb(page.before(start)) && before || verb(page.word(end)) && (before || quotes(end + 1..end + 1 + BESIDE));
    let Some(sentence) = page.sentences.get(page.sentence_of(start)).filter(|_| tells && !page.quoted[start]) else { return false };
    let near = sentence.tokens.start.max(start.saturating_sub(REACH))..sentence.tokens.end.min(end + REACH);
    near.into_iter().any(|at| page.quoted[at] && matches!(page.word(at).to_lowercase().as_str(), "i" | "my" | "me" | "myself"))
}

/// Gives those who are listed after a title in the plural their part of it: "Sens. Ann Roe and Tom Poe".
fn share_titles(page: &Page<'_>, names: &mut [Name]) {
    for at in 0..names.len() {
        let Some(office) = names[at].offices.first().filter(|office| singular_title(&office.title).is_some()).cloned() else { continue };
        let office = Office { title: singular_title(&office.title).unwrap_or_default(), ..office };
        names[at].offices[0] = office.clone();
        let mut end = names[at].tokens.end;
        for name in &mut names[at + 1..] {
            let listed = matches!(page.before(name.start), "and" | ",");
            let near = listed && name.start < end + LISTED && name.start == name.tokens.start;
            if !near || name.kind != NameKind::Person {
                break;
            }
            name.offices.insert(0, Office { of: None, ..office.clone() });
            name.human = true;
            end = name.tokens.end;
        }
    }
}

/// The singular of an abbreviated title in the plural: "Sen." of "Sens.".
fn singular_title(title: &str) -> Option<String> {
    let singular = format!("{}.", title.strip_suffix("s.")?);
    let last = singular.rsplit(' ').next()?;
    (!called_by_title(last).is_empty()).then_some(singular)
}

/// Gives the first of "Jan and Petra Novak" the surname of the second: where both words before it are given names, or the page
/// speaks of "the Novaks". A word that stands elsewhere in a longer name is of that one.
fn share_surnames(page: &Page<'_>, names: &mut [Name]) {
    let longer = names.iter().filter(|name| name.tokens.len() > 1);
    let taken: HashSet<String> = longer.flat_map(|name| [first_word(name), last_word(name)]).map(str::to_owned).collect();
    for at in 1..names.len() {
        let [first, second] = &mut names[at - 1..=at] else { continue };
        let couple = first.tokens.len() == 1
            && first.start == first.tokens.start
            && matches!(first.kind, NameKind::Person | NameKind::Unknown)
            && second.kind == NameKind::Person
            && second.tokens.len() == 2
            && (second.start, page.word(first.tokens.end)) == (first.tokens.end + 1, "and");
        let (given, surname) = (given_name(&first.printed), last_word(second));
        let both = given.is_some() && given_name(first_word(second)).is_some();
        if couple && !taken.contains(&first.printed) && (both || page.is_proper(&format!("{surname}s"))) {
            let printed = format!("{} {surname}", first.printed);
            *first = Name { kind: NameKind::Person, printed, gender: given, human: true, ..first.clone() };
        }
    }
}

/// The first word of a name.
fn first_word(name: &Name) -> &str {
    name.printed.split(' ').next().unwrap_or_default()
}

/// The last word of a name.
fn last_word(name: &Name) -> &str {
    name.printed.rsplit(' ').next().unwrap_or_default()
}

/// The names in a run of capitalised words.
fn read_run(page: &Page<'_>, run: Range<usize>, sentence: &Range<usize>) -> Vec<Name> {
    if let Some(partner) = honoured_with(page, &run) {
        return vec![partner];
    }
    let mut start = run.start;
    let opens = |at: usize| {
        let word = page.word(at);
        // "In May" is a month also where the page tells of a May.
        let dated = is(&page.before(at).to_lowercase(), Class::Dating);
        is(word, Class::Opener) && (dated || !page.is_surname(word)) && country(&page.words(&(at..(at + 2).min(run.end)))).is_none()
    };
    while start < run.end && opens(start) {
        start += 1;
    }
    // "Stated Roe:", "Attorneys for Roe"
    let begins = |at: usize| at == sentence.start || at == sentence.start + 1 && !page.tokens[sentence.start].is_word();
    if begins(start) && start + 1 < run.end {
        let word = page.word(start).to_lowercase();
        let past = word.ends_with("ed") || word == "wrote";
        let people = noun(&word).is_some_and(|noun| noun.plural && noun.class == NounClass::Person);
        let verb = past && entry(&word).is_some_and(|entry| entry.part == Part::Verb);
        if verb {
            start += 1;
        } else if people && page.word(start + 1) == "for" && given_name(page.word(start + 2)).is_some() {
            start += 2;
        }
    }
    if start == run.end || is_tag(page, &(start..run.end)) || is_department(page, &(start..run.end)) || is_no_name(page, &(start..run.end))
    {
        return Vec::new();
    }
    if begins(start) && start + 1 == run.end && !proper_alone(page, start) {
        return Vec::new();
    }
    let mut gender = None;
    let mut name = start..run.end;
    let mut honoured = false;
    // "the Ohio Democrat" describes a member of a party.
    let before = page.before(start).to_lowercase();
    let home = page.words(&(name.start..name.end - 1));
    let member = before == "the" && is_member(page.word(name.end - 1)) && (is(&home, Class::Region) || country(&home).is_some());
    // "an Example Times Poll", "a new Example Times Poll" are a paper's.
    let described = before.starts_with(char::is_lowercase) && start > 0 && grammar::indefinite(&page.before(start - 1).to_lowercase());
    let survey =
        (grammar::indefinite(&before) || described || before == "/") && is(&page.word(name.end - 1).to_lowercase(), Class::Examining);
    if name.len() > 1 && (member || survey && !is(page.word(name.end - 2), Class::Preposition)) {
        name.end -= 1;
    }
    // "Borduria's ambassador to the United Nations Ann Roe"
    if let Some((title, body)) = office_of_body(page, &name, sentence) {
        let held = office(page, &title);
        let state = country(&page.words(&body)).map(|(state, _)| state.name.to_owned());
        let of = Some(state.unwrap_or_else(|| page.words(&body)));
        return classify(page, body.end..name.end, title.start, None, true, vec![Office { of, ..held }]).into_iter().collect();
    }
    // "the former House Speaker" names the House alone.
    let known = grammar::article(&before) || is(&before, Class::Possessive) || is(&before, Class::Tenure);
    // "US Ambassador to the United Nations", "UN Secretary General said"
    let goes_on = || match page.word(name.end) {
        "for" | "at" => true,
        // "Defense Secretary, Ann Roe,"
        "," => given_name(page.word(name.end + 1)).is_some() && page.tokens.get(name.end + 2).is_some_and(Token::is_capitalised),
        "to" => page.word(name.end + 1) == "the" || page.tokens.get(name.end + 1).is_some_and(Token::is_capitalised),
        _ => {
            name.len() > 2
                && noun(&format!("{}-{}", page.word(name.end - 2), page.word(name.end - 1))).is_some_and(|n| n.singular.contains('-'))
        }
    };
    if (known || goes_on())
        && let Some(holder) = holder_of_office(page, &name)
    {
        return if holder.is_empty() { Vec::new() } else { read_run(page, holder, sentence) };
    }
    if let Some((title, end)) = title_before(page, &name) {
        name.start = end;
        let mut office = office(page, &title);
        if title.start == start {
            lower_title(page, sentence, start, &mut office);
        }
        gender = noun(office.title.rsplit(' ').next().unwrap_or_default()).and_then(|n| n.gender);
        if !called_by_title(page.word(name.start - 1)).is_empty() {
            office.of = office.of.or_else(|| region_after(page, name.end).map(str::to_owned));
        }
        let mut out = Vec::new();
        while name.start < name.end && is(page.word(name.start), Class::Honorific) {
            name.start += 1;
        }
        let offices = std::iter::once(office).chain(member_after(page, name.end)).collect();
        if let Some(found) = classify(page, name, start, gender, true, offices) {
            out.push(found);
        }
        return out;
    }
    // "The CEO of Orbita" names Orbita alone.
    if is_acronym(page.word(start)) && is_office(page.word(start)) && page.word(start + 1) == "of" && start + 2 < run.end {
        return read_run(page, start + 2..run.end, sentence);
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
    offices.extend(member_after(page, name.end));
    classify(page, name, start, gender, honoured, offices).into_iter().collect()
}

/// "Mr." of "Mr. and Mrs. Roe": a Roe.
fn honoured_with(page: &Page<'_>, run: &Range<usize>) -> Option<Name> {
    let at = run.start;
    let couple =
        run.len() == 1 && page.word(at + 1) == "and" && is(page.word(at), Class::Honorific) && is(page.word(at + 2), Class::Honorific);
    let end = run_end(page, at + 2).filter(|end| couple && *end > at + 3)?;
    let gender = honorific_gender(page.word(at));
    let printed = page.word(end - 1).to_owned();
    let tokens = at..at + 1;
    let kind = NameKind::Person;
    Some(Name { tokens, start: at, kind, printed, country: None, human: true, gender, offices: Vec::new(), alias: None })
}

/// Where the run of capitalised words that begins at a token ends within its sentence.
fn run_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let sentence = page.sentences.get(page.sentence_of(at))?;
    Some(run(page, at, sentence.tokens.end))
}

/// The words of a run before an office that ends it, where they name a body or a state: "House" of "House Speaker". No words where all of
/// them are the title; `None` where the run may be somebody's name or a paper's ("Daily Caller").
fn holder_of_office(page: &Page<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let office = |at: &usize| is_office(page.word(*at)) || is(page.word(*at), Class::Rank);
    if run.len() < 2 || !is_office(page.word(run.end - 1)) || is(page.word(run.end - 1), Class::Outlet) {
        return None;
    }
    let holder = run.start..run.end - run.clone().rev().take_while(office).count();
    let words = page.words(&holder);
    let last = page.word(holder.end.saturating_sub(1));
    let known = || names_a_body(last) || is_acronym(last) || body(&words).is_some() || country(&words).is_some();
    // "the then Fisheries Minister, Ann Roe,"
    let beside = page.word(run.end) == "," && given_name(page.word(run.end + 1)).is_some() && given_name(page.word(run.start)).is_none();
    if beside && !known() {
        return Some(run.end..run.end);
    }
    (holder.is_empty() || known()).then_some(holder)
}

/// Whether a word is an office's or a profession's.
fn is_office(word: &str) -> bool {
    noun(word).is_some_and(|noun| noun.class == NounClass::Person && !noun.plural)
}

/// Whether a word names a member of a party.
fn is_member(word: &str) -> bool {
    body(word).is_some() && noun(word).is_some_and(|noun| noun.class == NounClass::Person && !noun.plural)
}

/// Whether a single word is all that brackets hold: an agency's mark, a party, a short form, what a share is listed as.
fn is_tag(page: &Page<'_>, run: &Range<usize>) -> bool {
    run.len() == 1 && matches!((page.before(run.start), page.word(run.end)), ("(", ")") | ("<", ">"))
}

/// Whether words in capitals are but a heading, an office ("CEO", "the President") or a word that the page only stresses ("a THIRD case").
fn is_no_name(page: &Page<'_>, run: &Range<usize>) -> bool {
    let word = page.word(run.start);
    // "The PM", but "PM Roe"
    let short = || page.before(run.start).eq_ignore_ascii_case("the") && !called_by_title(word).is_empty();
    let alone = || is_acronym(word) && (page.is_stressed(word) || is_office(word) || short()) || is_office_alone(page, run.start);
    // "Ambassador to Borduria", "the navy's Commander, Ann Roe,"
    let capital = |at: usize| page.tokens.get(at).is_some_and(Token::is_capitalised);
    let held = || {
        let of = matches!(page.word(run.end), "to" | "of" | "for" | "in") && capital(run.end + 1);
        let named = page.word(run.end) == "," && given_name(page.word(run.end + 1)).is_some() && capital(run.end + 2);
        (of || named) && is_office(word) && given_name(word).is_none()
    };
    is_shouted(page, run) || run.len() == 1 && (alone() || held())
}

/// Whether a capitalised word after "the" is an office of which there is one: "the President".
pub(in crate::resolve) fn is_office_alone(page: &Page<'_>, at: usize) -> bool {
    page.before(at).eq_ignore_ascii_case("the") && is(&page.word(at).to_lowercase(), Class::Office)
}

/// Whether several words are all in capitals, and neither a given name opens them nor a word for a body ends them: "OUR PLAN WORKS".
fn is_shouted(page: &Page<'_>, run: &Range<usize>) -> bool {
    let in_capitals = |at: usize| page.word(at).chars().all(char::is_uppercase);
    run.len() > 2
        && run.clone().all(in_capitals)
        && given_name(&capitalised(page.word(run.start))).is_none()
        && !is(&capitalised(page.word(run.end - 1)), Class::Organisation)
}

/// Whether a word names the department of an office: "secretary of State".
fn is_department(page: &Page<'_>, run: &Range<usize>) -> bool {
    let held =
        || page.before(run.start) == "of" && run.start > 1 && noun(page.word(run.start - 2)).is_some_and(|n| n.class == NounClass::Person);
    run.len() == 1 && is(page.word(run.start), Class::Department) && held()
}

/// Whether a capitalised word that begins a sentence is a name although nothing beside it is capitalised.
fn proper_alone(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let known = country(word).is_some() || body(word).is_some() || given_name(word).is_some() || family_first(word) || is_attached(word);
    known || (page.is_proper(word) && !is(word, Class::Rank) && noun(word).is_none()) || is_acronym(word)
}

/// Whether a name is written as only romanised East Asian ones are, whose given names go on in small letters: "Roe Jae-in".
pub(in crate::resolve) fn is_romanised(name: &str) -> bool {
    name.split('-').skip(1).any(|part| part.starts_with(char::is_lowercase))
}

pub(in crate::resolve) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters) && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-'))
}
