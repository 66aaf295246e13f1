//! The statements of one article as they are compared.

use std::collections::HashMap;

use super::flow::{self, Flow};
use super::negation::Negations;
use super::terms::{Term, Terms, tells};
use super::words::{self, Class};
use crate::model::{Act, Actor, ActorKind, Article, Frame, Statement};
use crate::span::Span;
use crate::text::{sentences, tokens};

/// Terms of a content beyond these are not compared; it bounds the work on contents inside each other.
const LONGEST: usize = 160;
/// So many of a content's words are looked at for one that leaves no room for another account, or calls it a claim.
const BEGINS: usize = 10;
/// Code points around a content that tell what it is about.
const AROUND: u32 = 300;
/// A word beside the content counts this part of one inside it, and less with the distance.
const BESIDE: f32 = 0.6;

/// The statements of an article, in the order in which they are printed.
pub(super) struct Page {
    pub(super) said: Vec<Said>,
    pub(super) terms: Terms,
    /// Where each of the article's statements stands among them.
    places: Vec<usize>,
}

/// What is compared of a statement.
pub(super) struct Said {
    /// Its index among the article's statements.
    pub(super) at: usize,
    /// Its content's terms, in order, each once.
    pub(super) terms: Vec<Term>,
    /// Those of them that tell something of a matter.
    pub(super) telling: Vec<Term>,
    /// What its content negates.
    pub(super) negations: Negations,
    /// From whom to whom things went by it.
    pub(super) flows: Vec<Flow>,
    /// Whether its account leaves no room for another.
    pub(super) exclusive: bool,
    /// Whether it turns something down that is no claim: "rejected the offer".
    pub(super) turns_down: bool,
    /// The terms in and around its content, with how much each counts, in order.
    pub(super) around: Vec<(Term, f32)>,
    /// The terms that stand for its speakers.
    pub(super) speakers: Vec<Term>,
    /// Whom its speakers stand for, in order: who is spoken for in the place of whoever speaks for him, else the source as printed.
    pub(super) camp: Vec<String>,
    /// Who speaks, as one string; empty where nobody knows.
    pub(super) who: String,
    pub(super) act: Act,
    /// From the first to the last of its words.
    pub(super) extent: Span,
    /// Its content from first to last, else its cue.
    pub(super) place: Span,
    /// The numbers of its sentence and its block in the article.
    pub(super) sentence: usize,
    pub(super) block: usize,
    /// The index of the statement its content points at.
    pub(super) target: Option<usize>,
}

impl Said {
    /// Whether its content points at another statement.
    pub(super) fn points_at(&self, other: &Said) -> bool {
        self.target == Some(other.at)
    }
}

impl Page {
    pub(super) fn new(article: &Article, statements: &[Statement], actors: &[Actor], frames: &[Frame]) -> Self {
        let terms = Terms::of(article, actors);
        let starts = sentence_starts(article);
        let persons = persons(&terms, actors.iter());
        let by_id: HashMap<&str, usize> = statements.iter().enumerate().map(|(at, s)| (s.id.as_str(), at)).collect();
        let actors: HashMap<&str, &Actor> = actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
        let frames: HashMap<&str, &Frame> = frames.iter().map(|frame| (frame.id.as_str(), frame)).collect();
        let said = |(at, statement): (usize, &Statement)| {
            let place = place(statement);
            let known: Vec<&Actor> = statement.speakers.iter().filter_map(|id| actors.get(id.as_str()).copied()).collect();
            let own = own_terms(&terms, statement);
            let source = statement.source.iter().map(|span| article.text.slice(*span)).collect::<Vec<_>>().join(" ");
            Said {
                at,
                telling: own.iter().copied().filter(|term| tells(terms.name(*term))).collect(),
                terms: own,
                negations: Negations::of(&terms, article, statement),
                flows: flow::of(article, statement, &actors, &frames),
                exclusive: is_exclusive(article, statement),
                turns_down: turns_down(article, statement),
                around: around(&terms, statement, place),
                speakers: known.iter().filter_map(|actor| terms.of_actor(actor)).collect(),
                camp: if known.is_empty() { vec![source.to_lowercase()] } else { camp(&terms, &persons, &known) },
                who: if statement.speakers.is_empty() { source.to_lowercase() } else { statement.speakers.join(" ") },
                act: statement.act,
                extent: [&statement.source, &statement.cue, &statement.content]
                    .into_iter()
                    .flatten()
                    .copied()
                    .reduce(Span::cover)
                    .unwrap_or_default(),
                place,
                sentence: starts.partition_point(|start| *start <= place.start),
                block: article.blocks.partition_point(|block| block.span.start <= place.start),
                target: statement.refers_to.as_deref().and_then(|id| by_id.get(id)).copied(),
            }
        };
        let mut said: Vec<Said> = statements.iter().enumerate().map(said).collect();
        said.sort_by_key(|said| (said.place.start, said.place.end, said.at));
        let mut places = vec![0; said.len()];
        for (place, said) in said.iter().enumerate() {
            places[said.at] = place;
        }
        Self { said, terms, places }
    }

    /// The statement that another's content points at.
    pub(super) fn target(&self, said: &Said) -> Option<&Said> {
        Some(&self.said[self.places[said.target?]])
    }
}

/// Whom actors stand for: who is named in their role or name beside a word for an agent, as "Roe's spokesman" and "the Roe campaign"
/// stand for Roe; else themselves. `persons` are those whom a surname means.
fn camp(terms: &Terms, persons: &HashMap<Term, Option<&str>>, actors: &[&Actor]) -> Vec<String> {
    let has = |words: &str, class| words.split(' ').any(|word| words::is(class, &word.to_lowercase()));
    let meant = |word: &str| *persons.get(&terms.of_person(word)?)?;
    let named = |actor: &&Actor| {
        let roles = actor.roles.iter().map(ToString::to_string);
        let body = (actor.kind == ActorKind::Organization).then(|| actor.name.clone());
        let mut agents = roles.chain(body).filter(|words| has(words, Class::Agent) && !has(words, Class::Past));
        let principal = agents.find_map(|words| words.split(' ').rev().find_map(meant));
        principal.unwrap_or(&actor.id).to_owned()
    };
    let mut out: Vec<String> = actors.iter().map(named).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whom a surname means; nobody where several have it.
fn persons<'a>(terms: &Terms, actors: impl Iterator<Item = &'a Actor>) -> HashMap<Term, Option<&'a str>> {
    let mut out: HashMap<Term, Option<&str>> = HashMap::new();
    for actor in actors.filter(|actor| actor.kind == ActorKind::Person) {
        let Some(term) = terms.of_actor(actor) else { continue };
        out.entry(term).and_modify(|known| *known = None).or_insert(Some(&actor.id));
    }
    out
}

/// Where a statement stands: its content from first to last, else its cue or its source.
fn place(statement: &Statement) -> Span {
    let parts = [&statement.content, &statement.cue, &statement.source];
    parts.into_iter().find_map(|spans| spans.iter().copied().reduce(Span::cover)).unwrap_or_default()
}

/// Where the sentences of an article begin.
fn sentence_starts(article: &Article) -> Vec<u32> {
    let mut out = Vec::new();
    for block in &article.blocks {
        let tokens = tokens(&article.text, block.span);
        out.extend(sentences(&tokens).into_iter().map(|sentence| tokens[sentence.start].span.start));
    }
    out.sort_unstable();
    out
}

fn own_terms(terms: &Terms, statement: &Statement) -> Vec<Term> {
    let printed = statement.content.iter().flat_map(|span| terms.within(span.start, span.end));
    let mut own: Vec<Term> = printed.take(LONGEST).map(|&(_, term)| term).collect();
    own.sort_unstable();
    own.dedup();
    own
}

fn is_exclusive(article: &Article, statement: &Statement) -> bool {
    let Some(first) = statement.content.first() else { return false };
    tokens(&article.text, *first).iter().take(BEGINS).any(|token| words::is(Class::Exclusive, &token.text.to_lowercase()))
}

fn turns_down(article: &Article, statement: &Statement) -> bool {
    let begins_with = |spans: &[Span], class: Class| {
        let first = spans.iter().flat_map(|span| tokens(&article.text, *span)).take(BEGINS);
        first.map(|token| token.text.to_lowercase()).any(|word| words::is(class, &word))
    };
    let claim = || [Class::Saying, Class::Pointer].into_iter().any(|class| begins_with(&statement.content, class));
    begins_with(&statement.cue, Class::Refusal) && !claim()
}

/// The terms of a content, and those that stand near it, the nearer the more.
fn around(terms: &Terms, statement: &Statement, place: Span) -> Vec<(Term, f32)> {
    let inside = |at: u32| statement.content.iter().any(|span| (span.start..span.end).contains(&at));
    let weight = |at: u32| {
        if inside(at) {
            return 1.0;
        }
        let distance = place.start.saturating_sub(at).max(at.saturating_sub(place.end));
        BESIDE * (-1.5 * distance as f32 / AROUND as f32).exp()
    };
    let middle = terms.within(place.start, place.end).iter().take(LONGEST);
    let before = terms.within(place.start.saturating_sub(AROUND), place.start);
    let after = terms.within(place.end, place.end.saturating_add(AROUND));
    let mut all: Vec<(Term, f32)> = before.iter().chain(middle).chain(after).map(|&(at, term)| (term, weight(at))).collect();
    all.sort_by_key(|(term, _)| *term);
    let mut out: Vec<(Term, f32)> = Vec::with_capacity(all.len());
    for (term, weight) in all {
        match out.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => out.push((term, weight)),
        }
    }
    out
}
