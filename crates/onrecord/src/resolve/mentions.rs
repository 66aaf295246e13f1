//! Everything in the running text that may be spoken of again: names, described people, bodies and documents, pronouns.

use std::ops::Range;

use super::names::{Name, NameKind, is_acronym, is_office_alone};
use super::page::Page;
use super::source::{Description, Pronoun, description, pronoun};
use super::tables::{Class, Noun, NounClass, is, noun};
use crate::attribute::{Part, entry};
use crate::grammar;

/// How many words before a noun may belong to it.
const MODIFIERS: usize = 7;
/// How many words between a subject and its verb are read past: appositions and brackets.
const ASIDE: usize = 30;

/// What a mention is.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// A name, by its number among the page's names.
    Name(usize),
    /// A described person, body or document.
    Noun(Description),
    /// A pronoun.
    Pronoun(Pronoun),
}

/// What a mention is to the verb of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// "Roe said"
    Subject,
    /// "Roe's letter", "her letter"
    Possessive,
    /// "to Roe"
    Oblique,
    /// "met Roe"
    Object,
}

/// A mention.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its tokens, a name's without its titles.
    pub(super) tokens: Range<usize>,
    /// What it is.
    pub(super) what: What,
    /// What it is to its verb.
    pub(super) case: Case,
}

/// All mentions of a page's running text, in order.
pub(super) fn mentions(page: &Page<'_>, names: &[Name]) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut names_ahead = names.iter().enumerate().peekable();
    for sentence in page.sentences.iter().filter(|sentence| !sentence.heading) {
        let within = &sentence.tokens;
        let mut at = within.start;
        while at < within.end {
            while names_ahead.next_if(|(_, name)| name.tokens.end <= at).is_some() {}
            if let Some((number, name)) = names_ahead.next_if(|(_, name)| name.tokens.start <= at) {
                let case = case(page, &(titled(page, names, number, within)..name.tokens.end), within);
                out.push(Mention { tokens: name.tokens.clone(), what: What::Name(number), case });
                at = name.tokens.end.max(at + 1);
                continue;
            }
            let before_name = names_ahead.peek().is_some_and(|(_, name)| name.start <= at + 1);
            if let Some(found) = pronoun(page.word(at)) {
                out.push(Mention { tokens: at..at + 1, what: What::Pronoun(found), case: case_of_pronoun(page, at) });
            } else if !before_name && let Some((range, described)) = noun_phrase(page, names, within, at) {
                let case = case(page, &range, within);
                out.push(Mention { tokens: range, what: What::Noun(described), case });
            }
            at += 1;
        }
    }
    out
}

/// Where the role begins that stands before a name without an article: "of [North Korean leader] Kim Jong Un"; else where the name does.
fn titled(page: &Page<'_>, names: &[Name], number: usize, sentence: &Range<usize>) -> usize {
    let name = names[number].start;
    let is_role = |at: usize| noun(page.word(at)).is_some_and(|noun| noun.class == NounClass::Person && !noun.plural);
    if name <= sentence.start || !is_role(name - 1) {
        return name;
    }
    let small = |at: &usize| page.word(*at).starts_with(char::is_lowercase) && is_inside(page, *at) && !is_verb(page.word(*at));
    let role = (sentence.start.max(name.saturating_sub(MODIFIERS))..name).rev().take_while(small).last().unwrap_or(name);
    let adjective = names[..number].last().filter(|other| other.kind == NameKind::Adjective && other.tokens.end == role);
    adjective.map_or(role, |adjective| adjective.start)
}

/// Whether a word may stand inside a noun phrase, before its head and behind its article.
fn is_inside(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let lower = word.to_lowercase();
    let joins = matches!(lower.as_str(), "and" | "or" | "but" | "who" | "which" | "when" | "as" | "if" | "not" | "how" | "why");
    page.tokens[at].is_word() && !joins && !is(&lower, Class::Preposition) && !is(&lower, Class::Verb) && pronoun(word).is_none()
}

/// The phrase of a described person, body or document that ends with a token.
fn noun_phrase(page: &Page<'_>, names: &[Name], sentence: &Range<usize>, head: usize) -> Option<(Range<usize>, Description)> {
    // "the CEO", "the President"
    let office = |noun: Noun, at: usize| is_acronym(page.word(at)) && noun.class == NounClass::Person || is_office_alone(page, at);
    let noun_at = |at: usize| noun(page.word(at)).filter(|noun| page.word(at).starts_with(char::is_lowercase) || office(*noun, at));
    let known = |at: usize| at < sentence.end && noun_at(at).is_some();
    if !known(head) || known(head + 1) {
        return None;
    }
    let range = start(page, names, sentence, head)?..head + 1;
    // "As an agency, it …" speaks of nobody new.
    if page.before(range.start).eq_ignore_ascii_case("as") && grammar::indefinite(page.word(range.start)) {
        return None;
    }
    description(page, names, range.clone()).map(|described| (range, described))
}

/// Where the phrase of a noun begins; `None` where it is a bare singular, a title or part of a compound.
fn start(page: &Page<'_>, names: &[Name], sentence: &Range<usize>, head: usize) -> Option<usize> {
    let body = noun(page.word(head)).is_some_and(|noun| noun.class == NounClass::Organization);
    // "Borduria's foreign minister, Ann Roe,"
    let introduces = || {
        page.word(head + 1) == ","
            && names.get(names.partition_point(|name| name.start < head + 2)).is_some_and(|name| name.start == head + 2)
    };
    let mut start = head;
    while start > sentence.start && head - start < MODIFIERS {
        let word = page.before(start);
        let lower = word.to_lowercase();
        if matches!(lower.as_str(), "the" | "a" | "an" | "this" | "that" | "these" | "those")
            || is(&lower, Class::Possessive)
            || is(&lower, Class::Number)
        {
            return Some(start - 1);
        }
        // "Borduria’s foreign ministry"
        if grammar::genitive(word) && (body || introduces()) {
            let owner = names.partition_point(|name| name.tokens.end + 1 < start);
            if let Some(owner) = names.get(owner).filter(|name| name.tokens.end + 1 == start && name.start >= sentence.start) {
                return Some(owner.start);
            }
        }
        if !is_inside(page, start - 1) {
            break;
        }
        start -= 1;
    }
    noun(page.word(head)).is_some_and(|noun| noun.plural).then_some(head)
}

/// What some tokens are to their verb.
fn case(page: &Page<'_>, tokens: &Range<usize>, sentence: &Range<usize>) -> Case {
    if grammar::owns(page.word(tokens.end)) {
        return Case::Possessive;
    }
    let article = usize::from(grammar::article(page.before(tokens.start)));
    let before = tokens.start.checked_sub(1 + article).filter(|at| *at >= sentence.start).map(|at| page.word(at).to_lowercase());
    if before.is_some_and(|word| is(&word, Class::Preposition)) {
        return Case::Oblique;
    }
    let mut at = tokens.end;
    if matches!(page.word(at), "," | "(" | "—") {
        let closing = if page.word(at) == "(" { ")" } else { page.word(at) };
        let ends = |i: &usize| page.word(*i) == closing && is_verb(page.word(i + 1));
        let end = (at + 1..(at + ASIDE).min(sentence.end)).find(ends);
        at = end.map_or(at, |end| end + 1);
    }
    while at < sentence.end
        && (page.word(at).ends_with("ly") || matches!(page.word(at), "also" | "then" | "later" | "again" | "once" | "himself" | "herself"))
    {
        at += 1;
    }
    if at < sentence.end && is_verb(page.word(at)) { Case::Subject } else { Case::Object }
}

/// Whether a word, after a noun phrase, is most likely its verb.
pub(super) fn is_verb(word: &str) -> bool {
    let verb = |word: &str| entry(word).is_some_and(|entry| entry.part == Part::Verb) && !word.ends_with("ing");
    word.starts_with(char::is_lowercase) && (is(word, Class::Verb) || word.len() > 3 && word.ends_with("ed") || verb(word))
}

pub(super) fn case_of_pronoun(page: &Page<'_>, at: usize) -> Case {
    match page.word(at).to_lowercase().as_str() {
        "his" | "its" | "their" | "my" | "our" | "your" => Case::Possessive,
        "her" if page.tokens.get(at + 1).is_some_and(|next| next.is_word() && !is(next.text, Class::Preposition)) => Case::Possessive,
        "him" | "her" | "them" | "me" | "us" => Case::Object,
        _ => Case::Subject,
    }
}
