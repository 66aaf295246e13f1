//! The events that contents speak of: transfers, tests, uses, pledges, with who takes part in them.
//!
//! ```text
//! content ─▶ sentence ─▶ reader (verbs, nouns) ─▶ drafts ─▶ frames
//! ```
//! `sentence` finds the States, items and evoking words of a sentence by a pack's words; `reader`, `verbs` and `nouns` read who does what
//! to whom from the words around an evoking one; `mode` tells what is said to be from what is denied or only planned. There is no
//! parser: an evoking word, its helpers and the prepositions around it are enough for the shapes in which news tells such events.
//! *Not in it: any topic's words, which are a pack's.*

mod mode;
mod nouns;
mod reader;
mod sentence;
#[cfg(test)]
mod tests;
mod verbs;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

pub use mode::Mode;
pub(crate) use mode::negated;
use serde::Deserialize;

use crate::grammar;
use crate::model::{Actor, ActorKind, Article, Filler, Frame, Quantity, Statement, When};
use crate::pack::{Form, Pack};
use crate::resolve;
use crate::span::Span;
use crate::table::{columns, value};
use crate::text::{Token, sentences, tokens};

pub(crate) use reader::PLEDGE;
use reader::{Draft, Reader, roles};
use sentence::{Sentence, Who};

/// The class of a route's words.
const ROUTE: &str = "route";
/// Units in which time, way and money are measured, never what is moved.
const NO_AMOUNT: &[&str] =
    &["%", "day", "week", "month", "year", "hour", "minute", "mile", "kilometer", "kilometre", "time", "country", "nation"];

/// How many words of a source are read for the State that it names, and how many beside that name for an office.
const SOURCE: usize = 40;
const BESIDE: usize = 4;

/// How a source stands to the State that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Standing {
    /// It speaks for it.
    Office,
    /// It speaks about it.
    Outsider,
}

/// The standing that a word tells, from `data/standings.tsv`.
fn standing(word: &str) -> Option<Standing> {
    static WORDS: LazyLock<HashMap<&str, Standing>> = LazyLock::new(|| {
        let file = "standings.tsv";
        columns(file, include_str!("../../data/standings.tsv")).map(|[standing, word]| (word, value(file, standing))).collect()
    });
    WORDS.get(word.to_lowercase().as_str()).copied()
}

/// Fills in the frames of all statements; gives them in the order of the text.
pub fn frames(article: &Article, statements: &mut [Statement], actors: &[Actor], packs: &[Pack]) -> Vec<Frame> {
    let mut mentions: Vec<(Span, &Actor)> = actors.iter().flat_map(|actor| actor.mentions.iter().map(move |span| (*span, actor))).collect();
    mentions.sort_by_key(|(span, _)| *span);
    let blocks = blocks(article, statements);
    let tied = tied(article, statements, actors);
    let mut gathered = Gathered::default();
    for pack in packs {
        for (at, statement) in statements.iter().enumerate() {
            let speaker = speaker(statement, &tied);
            let mut quantities: Vec<Span> = statement.quantities.iter().map(|quantity| quantity.span).collect();
            quantities.sort_unstable();
            for part in &statement.content {
                for (block, lines) in touched(&blocks, *part) {
                    for line in lines {
                        let sentence = Sentence::new(&block[line.clone()], *part, pack, &mentions);
                        let amounts = sentence.touched_by(&quantities).map(|span| sentence.range(*span)).collect();
                        let reader = Reader { sentence: &sentence, pack, speaker: speaker.clone(), act: statement.act, amounts };
                        for draft in drafts(&reader) {
                            gathered.add(&draft, &reader, statement, at);
                        }
                    }
                }
            }
        }
    }
    gathered.finish(article, statements)
}

/// How a statement speaks of one of its frames.
pub(crate) fn mode(article: &Article, statement: &Statement, frame: &Frame) -> Mode {
    let item = match frame.roles.get("item") {
        Some(Filler::Item { span, .. }) => Some(*span),
        _ => None,
    };
    if frame.kind == PLEDGE { Mode::Open } else { mode::mode(article, statement, frame.span, item) }
}

/// A block's tokens and its sentences.
type Lines<'a> = (Span, Vec<Token<'a>>, Vec<std::ops::Range<usize>>);

/// The blocks that hold content, cut up.
fn blocks<'a>(article: &'a Article, statements: &[Statement]) -> Vec<Lines<'a>> {
    let whole = [Span::new(0, article.text.len())];
    let given: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let mut spans = if given.is_empty() { whole.to_vec() } else { given };
    spans.sort_unstable();
    let mut contents: Vec<Span> = statements.iter().flat_map(|statement| statement.content.iter().copied()).collect();
    contents.sort_unstable();
    let used = |block: &Span| {
        let first = contents.partition_point(|content| content.start < block.start);
        contents.get(first).is_some_and(|content| block.overlaps(*content))
            || contents[..first].last().is_some_and(|content| block.overlaps(*content))
    };
    spans.retain(used);
    let cut = |span: Span| {
        let tokens = tokens(&article.text, span);
        let sentences = sentences(&tokens);
        (span, tokens, sentences)
    };
    spans.into_iter().map(cut).collect()
}

/// The sentences that a part of a content touches, with their blocks' tokens.
fn touched<'b, 'a>(
    blocks: &'b [Lines<'a>],
    part: Span,
) -> impl Iterator<Item = (&'b [Token<'a>], impl Iterator<Item = &'b std::ops::Range<usize>>)> {
    let first = blocks.partition_point(|(span, ..)| span.end <= part.start);
    blocks[first..].iter().take_while(move |(span, ..)| span.start < part.end).map(move |(_, tokens, sentences)| {
        let start = sentences.partition_point(|line| tokens[line.end - 1].span.end <= part.start);
        let lines = sentences[start..].iter().take_while(move |line| tokens[line.start].span.start < part.end);
        (tokens.as_slice(), lines)
    })
}

/// Whose words a statement's content is in: the State, where the page ties the speaker to one.
fn speaker(statement: &Statement, actors: &HashMap<&str, (&Actor, Option<String>)>) -> Option<Who> {
    let [id] = statement.speakers.as_slice() else { return None };
    match actors.get(id.as_str())? {
        (_, Some(code)) => Some(Who::State(code.clone())),
        (actor, None) if actor.kind == ActorKind::Unnamed => None,
        (_, None) => Some(Who::Actor(id.clone())),
    }
}

/// The actors by id, each with the State that the page ties it to: its own, its office's, or the one that the words for it name.
fn tied<'a>(article: &Article, statements: &[Statement], actors: &'a [Actor]) -> HashMap<&'a str, (&'a Actor, Option<String>)> {
    let office = |actor: &Actor| actor.roles.iter().find_map(|role| resolve::state(role.of.as_deref()?)).map(|(code, _)| code.to_owned());
    let own = |actor: &'a Actor| (actor.id.as_str(), (actor, actor.country.clone().or_else(|| office(actor))));
    let mut tied: HashMap<&str, (&Actor, Option<String>)> = actors.iter().map(own).collect();
    for statement in statements {
        if let [id] = statement.speakers.as_slice()
            && let Some((_, code @ None)) = tied.get_mut(id.as_str())
        {
            *code = described(article, statement);
        }
    }
    tied
}

/// The one State in whose office, by its words, a source speaks: "the sister of the Ostranian leader", but not "a critic of Ostrany".
fn described(article: &Article, statement: &Statement) -> Option<String> {
    let words: Vec<&str> =
        statement.source.iter().flat_map(|span| tokens(&article.text, *span)).take(SOURCE).map(|token| token.text).collect();
    let is_office = |word: &&str| standing(word) == Some(Standing::Office);
    if words.iter().any(|word| standing(word) == Some(Standing::Outsider)) {
        return None;
    }
    let mut found: Option<&str> = None;
    let mut at = 0;
    while at < words.len() {
        let named =
            (1..=3.min(words.len() - at)).rev().find_map(|n| resolve::state(&words[at..at + n].join(" ")).map(|(code, _)| (code, n)));
        let Some((code, length)) = named else {
            at += 1;
            continue;
        };
        let behind = words[at + length..].iter().take(BESIDE).any(is_office);
        let of = at > 0 && words[at - 1] == "of" && words[..at].iter().rev().take(BESIDE).any(is_office);
        if found.is_some_and(|other| other != code) || !behind && !of {
            return None;
        }
        found = Some(code);
        at += length;
    }
    found.map(str::to_owned)
}

/// The events of one sentence, each evoking word once, as the reading that fills most roles has it.
fn drafts(reader: &Reader<'_>) -> Vec<Draft> {
    let sentence = reader.sentence;
    let mut out: Vec<Draft> = Vec::new();
    let mut add = |draft: Draft| match out.iter_mut().find(|known| known.tokens == draft.tokens) {
        Some(known) if known.filled() >= draft.filled() => {}
        Some(known) => *known = draft,
        None => out.push(draft),
    };
    for evocation in &sentence.evocations {
        let draft = if evocation.form == Form::Noun { reader.noun(evocation) } else { reader.verb(evocation) };
        draft.into_iter().for_each(&mut add);
    }
    sentence.content.clone().filter_map(|at| reader.compound(at).or_else(|| reader.copula(at))).for_each(&mut add);
    out.sort_by_key(|draft| draft.tokens.start);
    out
}

/// The frames so far: several statements may hold one.
#[derive(Default)]
struct Gathered {
    /// Each frame without its id and days, with the part of the content that it stands in, and whether it is still to come.
    frames: Vec<(Frame, Span)>,
    by_words: HashMap<(String, String, Span, Option<Span>), usize>,
    /// For each statement and frame that it holds.
    held: Vec<(usize, usize)>,
}

impl Gathered {
    /// Adds an event: one frame for each class of item that it names.
    fn add(&mut self, draft: &Draft, reader: &Reader<'_>, statement: &Statement, at: usize) {
        let (sentence, pack) = (reader.sentence, reader.pack);
        let evoker = &pack.frames[draft.evoker];
        let kind = if draft.pledged { PLEDGE } else { &evoker.kind };
        let mut seen = Vec::new();
        for (item, quantity) in draft.items.iter().zip(amounts(draft, reader, statement)) {
            if seen.contains(&item.class) {
                continue;
            }
            seen.push(item.class);
            let (first, second) = roles(evoker.shape);
            let mut roles = BTreeMap::new();
            let mut fill = |role: &str, who: &Option<Who>| {
                let party = who.as_ref().map(|who| {
                    Filler::Party(match who {
                        Who::State(code) => code.clone(),
                        Who::Actor(id) => id.clone(),
                    })
                });
                party.and_then(|party| roles.insert(role.to_owned(), party));
            };
            fill(first, &draft.from);
            fill(second, &draft.to);
            let span = sentence.span(&item.tokens);
            roles.insert("item".to_owned(), Filler::Item { span, class: pack.classes[item.class].id.clone() });
            if let Some(route) = &draft.route {
                roles.insert(ROUTE.to_owned(), Filler::Item { span: sentence.span(route), class: ROUTE.to_owned() });
            }
            let words = sentence.span(&draft.tokens);
            let frame =
                Frame { id: String::new(), kind: kind.to_owned(), pack: pack.name.clone(), roles, quantity, when: None, span: words };
            let key = (pack.name.clone(), kind.to_owned(), words, Some(span));
            let part = sentence.span(&sentence.own_words(&draft.tokens));
            let number = *self.by_words.entry(key).or_insert_with(|| {
                self.frames.push((frame, part));
                self.frames.len() - 1
            });
            self.held.push((at, number));
        }
    }

    /// Dates the frames, gives them ids in the order of the text, and their statements theirs.
    fn finish(self, article: &Article, statements: &mut [Statement]) -> Vec<Frame> {
        if self.frames.is_empty() {
            return Vec::new();
        }
        let stretches: Vec<Span> = self.frames.iter().map(|(_, part)| *part).collect();
        let times = resolve::times(article, &stretches);
        let mut order: Vec<usize> = (0..self.frames.len()).collect();
        order.sort_by_key(|&at| (self.frames[at].0.span, at));
        let article_id = article.id();
        let mut ids = vec![String::new(); order.len()];
        for (number, &at) in order.iter().enumerate() {
            ids[at] = format!("{article_id}.f{}", number + 1);
        }
        for (statement, frame) in self.held {
            let held = &mut statements[statement].frames;
            if !held.contains(&ids[frame]) {
                held.push(ids[frame].clone());
            }
        }
        let mut frames: Vec<Option<Frame>> = self.frames.into_iter().map(|(frame, _)| Some(frame)).collect();
        let finished = |at: usize| {
            let frame = frames[at].take().expect("each frame stands once in the order");
            let when = when(frame.span, &times[at]);
            Frame { id: ids[at].clone(), when, ..frame }
        };
        order.iter().copied().map(finished).collect()
    }
}

/// For each item of an event the amount that stands before it; each amount once, and none that is so much a day or a year.
fn amounts(draft: &Draft, reader: &Reader<'_>, statement: &Statement) -> Vec<Option<Quantity>> {
    let sentence = reader.sentence;
    let counts = |quantity: &&Quantity| {
        let unit = quantity.unit.as_deref().unwrap_or_default();
        let money = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
        !money && !NO_AMOUNT.contains(&unit)
    };
    let mut from = sentence.span(&(draft.amount_from..draft.amount_from + 1)).start;
    let mut out = Vec::new();
    for item in &draft.items {
        let end = sentence.span(&item.tokens).end;
        let inside = |quantity: &&Quantity| from <= quantity.span.start && quantity.span.end <= end;
        let whole = !grammar::per_period(sentence.word(item.tokens.end), sentence.word(item.tokens.end + 1));
        out.push(statement.quantities.iter().filter(counts).rfind(inside).filter(|_| whole).cloned());
        from = end;
    }
    out
}

/// When an event was: the time that its content names nearest to the words that evoke it.
fn when(evoking: Span, times: &[When]) -> Option<When> {
    let distance = |span: Span| if span.start >= evoking.end { span.start - evoking.end } else { evoking.start.saturating_sub(span.end) };
    times.iter().min_by_key(|when| when.span.map(distance)).cloned()
}
