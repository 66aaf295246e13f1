//! Sources that are described, not named: "the defense minister", "officials in the capital".

use std::ops::Range;

use super::{TITLE, first_name};
use crate::grammar;
use crate::resolve::names::{Name, NameKind};
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, Noun, NounClass, body, called_by_title, fold, is, noun};

/// What a description begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Determiner {
    /// "officials"
    None,
    /// "an official"
    Indefinite,
    /// "the official", "that official": somebody known.
    Definite,
    /// "his official": somebody of somebody's.
    Possessive,
}

impl Description {
    /// Whether "the" or a possessive points at somebody known.
    pub(in crate::resolve) fn definite(&self) -> bool {
        matches!(self.determiner, Determiner::Definite | Determiner::Possessive)
    }

    /// Whether it is somebody of somebody's.
    pub(in crate::resolve) fn possessive(&self) -> bool {
        self.determiner == Determiner::Possessive
    }
}

/// A source that is described, not named.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::resolve) struct Description {
    /// Its tokens, without its article.
    pub(in crate::resolve) tokens: Range<usize>,
    /// Its words on one line, without its article.
    pub(in crate::resolve) words: String,
    /// Its head where that is a known noun.
    pub(in crate::resolve) head: Option<Noun>,
    /// What it begins with.
    pub(in crate::resolve) determiner: Determiner,
    /// The tokens from its first modifier to its head.
    pub(in crate::resolve) title: Range<usize>,
    /// Whether it is several.
    pub(in crate::resolve) plural: bool,
    /// Its words before the head, folded.
    pub(in crate::resolve) modifiers: Vec<String>,
    /// The name among the words before the head ("Ukraine" of "Ukraine officials").
    pub(in crate::resolve) premodifier: Option<usize>,
    /// A noun for a body among them, where there is no name ("agency" of "an agency spokesman").
    pub(in crate::resolve) body: Option<Noun>,
    /// The name after the head and a preposition, with that preposition.
    pub(in crate::resolve) complement: Option<(String, usize)>,
}

/// A description's head, article and modifiers.
pub(in crate::resolve) fn description(page: &Page<'_>, names: &[Name], mut range: Range<usize>) -> Option<Description> {
    while range.len() > 1 && !page.tokens[range.start].is_word() {
        range.start += 1;
    }
    let first = page.word(range.start).to_lowercase();
    // "One of Roe's aides" is an aide.
    let one_of = first == "one" && page.word(range.start + 1) == "of" && range.len() > 2;
    let behind = range.start + if one_of { 2 } else { 1 };
    let stopped = (behind..range.end).find(|at| stops(page, *at)).unwrap_or(range.end);
    // "those interviewed"
    let plural_noun = |at: usize| page.word(at).ends_with('s') || noun(page.word(at)).is_some();
    let whoever = is(&first, Class::Whoever) && !(range.start + 1..stopped).any(plural_noun);
    let stopped = if whoever { range.start + 1 } else { stopped };
    if is_article(&first) && !whoever && range.len() > 1 {
        range.start += 1;
    }
    let is_word = |at: &usize| page.tokens[*at].is_word() && !grammar::genitive(page.word(*at));
    let last = (range.start..stopped).rev().find(is_word)?;
    let head_at = head(page, range.start, last);
    let head_word = page.word(head_at);
    // "the PM"
    let title = called_by_title(head_word).first().copied().unwrap_or_default();
    let head = noun(head_word).or_else(|| noun(title.rsplit(' ').next()?));
    let spelled_out = title.rsplit_once(' ').map(|(before, _)| before.to_owned());
    let several = || {
        let lower = head_word.to_lowercase();
        is(&lower, Class::Number) || is(&lower, Class::Collective) || head_word.ends_with('s')
    };
    let premodifiers = range.start..head_at;
    // "the victim's mother" is somebody of somebody's, too.
    let owned = premodifiers.clone().any(|at| grammar::genitive(page.word(at)));
    Some(Description {
        words: page.words(&range),
        modifiers: premodifiers.clone().filter(is_word).map(|at| fold(page.word(at))).chain(spelled_out).collect(),
        head,
        determiner: match () {
            () if one_of => Determiner::None,
            () if owned => Determiner::Possessive,
            () => determiner(&first),
        },
        title: range.start..head_at + 1,
        plural: head.map_or_else(several, |noun| noun.plural) && !one_of,
        premodifier: (first_name(names, range.start)..names.len()).take_while(|i| names[*i].tokens.end <= head_at).last(),
        body: premodifiers.rev().find_map(|at| noun(page.word(at)).filter(|n| n.class == NounClass::Organization)),
        complement: complement(page, names, head_at, range.end),
        tokens: range,
    })
}

/// Whether a first word in lower case is an article, or points: it is no part of what it begins.
fn is_article(first: &str) -> bool {
    matches!(first, "the" | "a" | "an" | "this" | "that" | "these" | "those")
}

/// What a first word in lower case makes of a description.
fn determiner(first: &str) -> Determiner {
    match first {
        "a" | "an" => Determiner::Indefinite,
        _ if is_article(first) => Determiner::Definite,
        _ if is(first, Class::Possessive) => Determiner::Possessive,
        _ => Determiner::None,
    }
}

/// Whether what stands before a token, behind a description's first word, has its head.
fn stops(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    is(word, Class::Preposition)
        || matches!(word, "who" | "that" | "which" | "led" | "familiar" | "close" | "briefed" | "representing" | "published")
        || (!page.tokens[at].is_word() && !grammar::owns(word) && !matches!(word, "“" | "”" | "\"" | "/"))
}

/// The head among the tokens from `first` to `last`: the last known noun, as in "people in the region", but "adults aged 26 or older".
fn head(page: &Page<'_>, first: usize, last: usize) -> usize {
    // "The Republican establishment" is no Republican.
    let heads = |at: usize| noun(page.word(at)).is_some_and(|noun| noun.plural || at == last || body(page.word(at)).is_none());
    (first..=last).rev().find(|at| heads(*at)).unwrap_or(last)
}

/// The name behind a head and a preposition, with that preposition: "the sister of Bordurian leader Ann Roe" is Roe's, "a spokesman for
/// Republican presidential candidate Tom Poe" is Poe's.
fn complement(page: &Page<'_>, names: &[Name], head: usize, end: usize) -> Option<(String, usize)> {
    let preposition = page.word(head + 1);
    if !is(preposition, Class::Preposition) {
        return None;
    }
    let next = first_name(names, head + 2);
    let name = names.get(next).filter(|name| name.tokens.end <= end && near(page, head + 2, name))?;
    let titled = |other: &&Name| {
        let between = name.tokens.end..other.tokens.start;
        let small = between.clone().all(|at| page.tokens[at].is_word() && page.word(at).starts_with(char::is_lowercase));
        let office = noun(page.before(other.tokens.start)).is_some_and(|n| n.class == NounClass::Person && !n.plural);
        other.tokens.end <= end && (1..=TITLE).contains(&between.len()) && small && office
    };
    let titled = name.kind != NameKind::Person && names.get(next + 1).as_ref().is_some_and(titled);
    Some((preposition.to_owned(), next + usize::from(titled)))
}

/// Whether nothing but an article, adjectives or a title stands between a token and a name.
fn near(page: &Page<'_>, from: usize, name: &Name) -> bool {
    name.start.max(from) - from <= 4 && (from..name.start).all(|at| !is(page.word(at), Class::Preposition))
}
