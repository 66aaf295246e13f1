//! From an article to its statements: who, by which words, what.
//!
//! A network tags cues and, looking from each cue, its source and the parts of its content; words and marks then
//! give the act and the form. So linking, broken contents and several statements in a sentence are part of the model, not of rules.

mod acts;
mod explain;
mod form;
mod lattice;
mod lexicon;
mod likeness;
mod neural;
mod paragraph;
mod patterns;
mod signed;
mod silence;
mod spans;
mod tagger;
#[cfg(test)]
mod tests;
mod told;

pub use acts::Ground;
pub use explain::{Explanation, explain};
pub(crate) use lexicon::{Part, entry};
pub use likeness::Likeness;
pub use tagger::{Guide, Scores, Tagger};

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use crate::grammar;
use crate::model::{Act, Article, Block, BlockKind, Form, Statement};
use crate::span::{Span, Text};
use crate::text::{closes, leaves_open, tokens};
use explain::Why;
use neural::Read;
use paragraph::Paragraph;
use tagger::Found;

/// Finds the statements of an article, in the order of the text, and what its words are like for resolving them. Speakers, dates and all else
/// that needs resolving are left open.
pub fn attribute(article: &Article, tagger: &Tagger) -> (Vec<Statement>, Likeness) {
    let (read, likeness) = read(article, tagger);
    let mut statements: Vec<Statement> = read.into_iter().map(|(statement, _)| statement).collect();
    let paragraph = |s: &Statement| article.blocks.partition_point(|block| s.cue.first().is_some_and(|cue| block.span.end <= cue.start));
    // A quotation may run on over lines.
    let runs_over =
        |a: &Statement, b: &Statement| a.content.last().zip(b.cue.first()).is_some_and(|(content, cue)| content.end > cue.start);
    statements.chunk_by_mut(|a, b| paragraph(a) == paragraph(b) || runs_over(a, b)).for_each(nest);
    (statements, likeness)
}

/// Finds the statements and tells why each stands as it does; and what the article's words are like.
fn read(article: &Article, tagger: &Tagger) -> (Vec<(Statement, Why)>, Likeness) {
    let id = article.id();
    let paragraphs = paragraphs(article);
    let own_guide = tagger.guide() != Guide::Polnear;
    let mut out: Vec<(Statement, Why)> = Vec::new();
    // The body's paragraph before, and who spoke last in it.
    let (mut before, mut last): (Option<&Paragraph<'_>>, Option<usize>) = (None, None);
    let Read { found, likeness } = tagger.find(&article.text, &paragraphs);
    for (paragraph, found) in paragraphs.iter().zip(found) {
        let last_said = before.zip(last.and_then(|at| out.get_mut(at)));
        let continued = last_said.and_then(|(before, (said, why))| {
            let rest = spans::runs_on(&article.text, before, paragraph, said)?;
            said.content.push(rest);
            why.runs_on = true;
            Some(rest)
        });
        let mut found = with_unread(paragraph, found, tagger.guide());
        if let Some(rest) = continued {
            // It is said once, by whoever began it.
            for found in &mut found {
                found.content = found.content.iter().filter_map(|part| behind(rest, *part)).collect();
            }
        }
        let cues: Vec<Span> = found.iter().map(|found| found.cue).collect();
        let new = |found: &&Found| !continued.is_some_and(|rest| rest.contains(found.cue)) && !is_nobody(paragraph, found);
        let read = found.iter().filter(new).filter_map(|found| statement(article, &id, paragraph, found, &cues));
        let first = out.len();
        if own_guide {
            let on_record = read.filter(|(said, why)| is_on_record(paragraph, said, why, tagger));
            out.extend(without_cited(paragraph, on_record.collect()));
        } else {
            out.extend(read);
        }
        if !paragraph.aside {
            before = Some(paragraph);
            let still = last.filter(|_| continued.is_some());
            last = still.into_iter().chain(first..out.len()).max_by_key(|at| ends(&out[*at].0));
        }
    }
    if own_guide {
        let dateline = dateline(&paragraphs);
        out.retain(|(said, _)| said.form != Form::Indirect || dateline.is_none_or(|colon| said.cue != [colon]));
        with_signed(article, &id, &mut out);
    }
    for (statement, _) in out.iter_mut().filter(|(_, why)| why.runs_on) {
        statement.id = Statement::id_of(&id, &statement.source, &statement.cue, &statement.content);
    }
    let mut ids = HashSet::new();
    out.retain(|(statement, _)| ids.insert(statement.id.clone()));
    (out, likeness)
}

/// The colon behind the place that an article begins with: "Lowmere: The bridge will close". Where other paragraphs begin alike, people speak
/// in turn.
fn dateline(paragraphs: &[Paragraph<'_>]) -> Option<Span> {
    let body = || paragraphs.iter().filter(|paragraph| paragraph.kind == BlockKind::Paragraph && !paragraph.aside);
    let colon = |paragraph: &Paragraph<'_>| {
        let named = |at: &usize| paragraph.tokens[*at].is_capitalised() || !paragraph.tokens[*at].is_word();
        let at = (0..paragraph.tokens.len().min(spans::DATELINE)).take_while(named).find(|at| paragraph.tokens[*at].text == ":")?;
        Some(paragraph.span(at..at + 1))
    };
    let first = colon(body().next()?)?;
    (body().filter_map(colon).count() == 1).then_some(first)
}

/// What of a part does not lie in the quotation that its paragraph begins with.
fn behind(quotation: Span, part: Span) -> Option<Span> {
    let start = part.start.max(quotation.end);
    (start < part.end).then(|| Span::new(start, part.end))
}

/// Where a statement ends, and of those that end there, which begins first.
fn ends(statement: &Statement) -> (u32, Reverse<u32>) {
    let spans = || statement.cue.iter().chain(&statement.content);
    (spans().map(|span| span.end).max().unwrap_or(0), Reverse(spans().map(|span| span.start).min().unwrap_or(0)))
}

/// What is read at once: a block of the article, with those that a quotation in it runs on over, one that ends in a colon with the quotation
/// behind it, or a quotation with its signature.
fn paragraphs(article: &Article) -> Vec<Paragraph<'_>> {
    let text = &article.text;
    // A heading inside the body repeats or asks; nobody is on record in it.
    let is_read = |block: &Block| !matches!(block.kind, BlockKind::Table | BlockKind::Subheading);
    let introduces = |block: &Block| block.kind != BlockKind::Headline && text.slice(block.span).trim_end().ends_with(':');
    let quotes = |block: &Block| block.kind == BlockKind::Quote || text.slice(block.span).starts_with(['“', '"', '‘', '«', '„']);
    let mut out = Vec::new();
    let mut blocks = article.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        if !is_read(block) {
            continue;
        }
        let quotation = blocks.next_if(|next| introduces(block) && is_read(next) && quotes(next));
        let both = |next: &Block| Paragraph::new(text, block.span.cover(next.span));
        let signs = |next: &Block| {
            quotes(block) && is_read(next) && text.slice(next.span).starts_with(signed::DASHES) && signed::dashed(&both(next)).is_some()
        };
        let broken = over(text, block, blocks.clone());
        let mut paragraph = match quotation {
            Some(quotation) => both(quotation).with_quotation(quotation.span.start),
            None if broken > 0 => blocks.nth(broken - 1).map_or_else(|| Paragraph::new(text, block.span), both),
            None => blocks.next_if(|next| signs(next)).map_or_else(|| Paragraph::new(text, block.span), both),
        };
        paragraph.kind = block.kind;
        paragraph.aside = block.kind == BlockKind::Caption || signed::is_signed(article, block);
        out.push(paragraph);
    }
    out.retain(|paragraph| !paragraph.tokens.is_empty());
    out
}

/// A quotation runs on over so many lines at most; more is a mark that somebody forgot.
const LINES: usize = 6;

/// Over how many of the blocks behind it a quotation runs that breaks off in a block: lines that do not open it again, up to the one in which
/// it is closed.
fn over<'a>(text: &Text, block: &Block, next: impl Iterator<Item = &'a Block>) -> usize {
    let body = |block: &Block| block.kind == BlockKind::Paragraph;
    if !body(block) || !leaves_open(&tokens(text, block.span)) {
        return 0;
    }
    let lines = next.take(LINES).take_while(|next| body(next)).map(|next| closes(&tokens(text, next.span)));
    let mut lines = lines.enumerate().skip_while(|(_, closes)| closes.is_none());
    lines.next().filter(|(_, closes)| *closes == Some(true)).map_or(0, |(at, _)| at + 1)
}

/// Adds the posts that are signed and nobody introduces.
fn with_signed(article: &Article, id: &str, out: &mut Vec<(Statement, Why)>) {
    let mut told: Vec<Span> = out.iter().flat_map(|(statement, _)| statement.content.iter().copied()).collect();
    told.sort_unstable();
    // Of those that begin no later, the one that ends last holds a post if any does.
    let furthest = |end: &mut u32, part: &Span| {
        *end = part.end.max(*end);
        Some(*end)
    };
    let ends: Vec<u32> = told.iter().scan(0, furthest).collect();
    let is_told = |post: Span| {
        let before = told.partition_point(|part| part.start <= post.start);
        before > 0 && ends[before - 1] >= post.end
    };
    for found in signed::signed(article).into_iter().filter(|found| !is_told(found.content[0])) {
        let (form, confidence) = (Form::Direct, found.confidence);
        let statement = Statement { form, confidence, ..Statement::new(id, found.source, vec![found.cue], found.content) };
        let ground = Ground { rule: "a post with its writer's name and handle under it", word: None, turned: None };
        out.push((statement, Why { scores: found.scores, ground, runs_on: false }));
    }
    out.sort_by_key(|(statement, _)| statement.cue.first().map(|cue| cue.start));
}

/// The relations of a paragraph with those that the models do not read: by the form that they have, and those that others name.
fn with_unread(paragraph: &Paragraph<'_>, found: Vec<Found>, guide: Guide) -> Vec<Found> {
    if guide == Guide::Polnear {
        return found;
    }
    let mut found = silence::with_silences(paragraph, found);
    let dashed = signed::dashed(paragraph).filter(|dashed| found.iter().all(|found| found.cue != dashed.cue));
    found.extend(dashed);
    with_told(paragraph, found)
}

/// The relations of a paragraph with those that they name, in the order of their cues.
fn with_told(paragraph: &Paragraph<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let meets = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    // A noun inside its own relation's longer cue ("rejected accusations") is another's; a cue of its own is found already.
    let known = |outer: &Found, cue: Span| found.iter().any(|other| other.cue == cue || other.cue != outer.cue && meets(other.cue, cue));
    let told = |outer| told::told(paragraph, outer).into_iter().filter(move |inner| !known(outer, inner.cue));
    let mut told: Vec<Found> = found.iter().flat_map(told).collect();
    told.sort_by_key(|inner| inner.cue);
    told.dedup_by_key(|inner| inner.cue);
    found.extend(told);
    found.sort_by_key(|found| found.cue);
    found
}

/// Whether a source is on nobody's record: "no one", "you" for anybody, or what a headline is headed with ("Breaking news: …").
fn is_nobody(paragraph: &Paragraph<'_>, found: &Found) -> bool {
    let words = |span: Span| paragraph.covered(span).unwrap_or_default();
    let source: Vec<String> =
        found.source.iter().flat_map(|part| words(*part)).map(|at| paragraph.tokens[at].text.to_lowercase()).collect();
    let labels = |word: &String| lexicon::class(word) == Some(lexicon::Class::Label);
    let quoted = words(found.cue).any(|at| paragraph.is_quoted(at));
    let colon = words(found.cue).all(|at| paragraph.tokens[at].text == ":");
    !quoted && lexicon::class(&source.join(" ")) == Some(lexicon::Class::Anybody)
        || colon && !source.is_empty() && source.iter().all(labels)
}

/// What a cue that the lexicon knows no word of needs in confidence, to be more than a deed ("has filed", "appointed"), and what a headline
/// needs, which says in few words what is told of below; chosen on part a of the labelled pages and on pages as they stand on the web.
const UNKNOWN: f32 = 0.6;
const HEADLINE: f32 = 0.7;

/// Whether somebody is on record for what has been found: by this project's guide no deeds, no headings and nothing that is in the air.
fn is_on_record(paragraph: &Paragraph<'_>, statement: &Statement, why: &Why, tagger: &Tagger) -> bool {
    let words = statement.cue.iter().filter_map(|cue| paragraph.covered(*cue)).flatten();
    // "Quill: The bridge stays" has no word for a cue.
    let unknown = why.ground.word.is_none() && statement.act == Act::Say && words.clone().any(|at| paragraph.tokens[at].is_word());
    let sure = |least: f32| statement.confidence >= tagger.least(least);
    !is_in_the_air(paragraph, statement)
        && !is_withheld(paragraph, statement)
        && (!unknown || statement.form != Form::Indirect || sure(UNKNOWN))
        && (paragraph.kind != BlockKind::Headline || sure(HEADLINE))
}

/// Whether it is said, expected or believed by nobody in the text: "is expected to", "was widely believed", "a deal announced in May",
/// "…, believed to be named Roe".
fn is_in_the_air(paragraph: &Paragraph<'_>, statement: &Statement) -> bool {
    let word = |at: usize| word(paragraph, at);
    let (cue, content) = (words(paragraph, &statement.cue), words(paragraph, &statement.content));
    let feeling = |at: usize| lexicon::entry(&word(at)).is_some_and(|entry| entry.part == Part::Adjective);
    let being = cue.clone().any(|at| grammar::makes_passive(&word(at))) && !cue.clone().any(feeling);
    let passive = being || cue.len() == 1 && content.end == cue.start && word(cue.start).ends_with("ed");
    // Words in quotation marks are somebody's.
    let held = matches!(statement.act, Act::Think | Act::Expect) || statement.act != Act::Ask && statement.form == Form::Indirect;
    let raised = cue.len() == 1
        && lexicon::class(&word(cue.start)) == Some(lexicon::Class::Raised)
        && content.start == cue.end
        && content.clone().next().is_some_and(|at| word(at) == "to");
    raised || statement.source.is_empty() && held && passive
}

/// Whether something is not given, rather than a claim denied: "was denied entry", "denied her bail".
fn is_withheld(paragraph: &Paragraph<'_>, statement: &Statement) -> bool {
    /// Words of the content at most, up to what is withheld.
    const FIRST: usize = 3;
    let is = |at: usize, class: lexicon::Class| lexicon::class(&word(paragraph, at)) == Some(class);
    let (cue, content) = (words(paragraph, &statement.cue), words(paragraph, &statement.content));
    let passive = || cue.clone().any(|at| grammar::makes_passive(&word(paragraph, at))) && word(paragraph, cue.end - 1).ends_with("ed");
    // "denied the bail claims", "denied that visas were sold" deny something.
    let whole = |at: usize| at + 1 >= content.end || !paragraph.tokens[at + 1].is_word() || grammar::preposition(&word(paragraph, at + 1));
    let claims = || content.clone().any(|at| grammar::auxiliary(&word(paragraph, at)));
    let withheld = || !claims() && content.clone().take(FIRST).any(|at| is(at, lexicon::Class::Withheld) && whole(at));
    // "Entry was denied by the guards": what stands before is what was denied.
    cue.clone().any(|at| is(at, lexicon::Class::Withholding)) && content.start >= cue.end && (passive() || withheld())
}

/// The words of the first of some spans.
fn words(paragraph: &Paragraph<'_>, spans: &[Span]) -> Range<usize> {
    spans.first().and_then(|span| paragraph.covered(*span)).unwrap_or_default()
}

/// A word in lower case.
fn word(paragraph: &Paragraph<'_>, at: usize) -> String {
    paragraph.tokens[at].text.to_lowercase()
}

/// Leaves out of a paragraph's statements those that only tell where another of their source's comes from: "…, the Post reported, citing
/// two officials".
fn without_cited(paragraph: &Paragraph<'_>, said: Vec<(Statement, Why)>) -> Vec<(Statement, Why)> {
    let sentence = |said: &Statement| words(paragraph, &said.cue).next().map(|word| paragraph.sentence(word));
    let twin = |a: &Statement, b: &Statement| a.id != b.id && a.source == b.source && sentence(a) == sentence(b);
    let near = |at: usize| &said[at.saturating_sub(2)..said.len().min(at + 3)];
    let is_cited = |(at, (cited, why)): (usize, &(Statement, Why))| {
        why.ground.word.as_deref() == Some("citing")
            && is_voice(paragraph, words(paragraph, &cited.content))
            && near(at).iter().any(|(other, _)| twin(other, cited))
    };
    let keep: Vec<bool> = said.iter().enumerate().map(|said| !is_cited(said)).collect();
    said.into_iter().zip(keep).filter_map(|(said, keep)| keep.then_some(said)).collect()
}

/// Whether words name somebody or something that says something: a name alone, or "two officials who …", "a report by …".
fn is_voice(paragraph: &Paragraph<'_>, words: Range<usize>) -> bool {
    /// Words before such a noun.
    const BEFORE: usize = 5;
    let noun = |at: usize| lexicon::class(&paragraph.tokens[at].text.to_lowercase()) == Some(lexicon::Class::Voice);
    words.clone().take(BEFORE).any(noun) || !words.is_empty() && words.clone().all(|at| paragraph.tokens[at].is_capitalised())
}

/// A found relation as a statement; one without a content only where it refuses to speak.
/// `cues`: those of all that is found in its paragraph.
fn statement(article: &Article, id: &str, paragraph: &Paragraph<'_>, found: &Found, cues: &[Span]) -> Option<(Statement, Why)> {
    let cue = paragraph.covered(found.cue)?;
    // What stands inside the quotation is not its introducer's.
    let quotation = paragraph.quotation.as_ref().filter(|quotation| cue.end <= quotation.words.start);
    let whole = |part: Range<usize>| quotation.map_or(part.clone(), |quotation| spans::with_quotation(part, &quotation.words));
    let clause = |part: Range<usize>| spans::whole_clause(paragraph, &cue, &found.source, part, cues);
    let part = |part: &Span| spans::trim(paragraph, &cue, clause(whole(paragraph.covered(*part)?)));
    let mut content: Vec<Span> = found.content.iter().filter_map(part).collect();
    if content.is_empty() {
        content.extend(spans::pointing(paragraph, &cue));
    }
    let (act, stance, ground) = acts::act(paragraph, &cue, &content.iter().filter_map(|s| paragraph.covered(*s)).collect::<Vec<_>>());
    if content.is_empty() && act != Act::Decline {
        return None;
    }
    let unmarked = quotation.filter(|quotation| !quotation.marked).map(|quotation| paragraph.span(quotation.words.clone()));
    let set_apart = !content.is_empty() && content.iter().all(|part| unmarked.is_some_and(|whole| whole.contains(*part)));
    let form = if set_apart { Form::Direct } else { form::form(&article.text, &content) };
    let confidence = found.confidence;
    let source = spans::source(paragraph, found.cue, &found.source);
    let statement = Statement { form, act, stance, confidence, ..Statement::new(id, source, vec![found.cue], content) };
    Some((statement, Why { scores: found.scores, ground, runs_on: false }))
}

/// How many statements away an enclosing one is looked for; bounds the work in a paragraph of many.
const NEIGHBOURS: usize = 32;

/// Sets `within` where a statement's cue and content lie inside another's content: the smallest such content.
fn nest(statements: &mut [Statement]) {
    let holds = |outer: &Statement, inner: &Statement| {
        let own = inner.content.iter().chain(&inner.cue);
        outer.cue != inner.cue && own.clone().all(|span| outer.content.iter().any(|part| part.contains(*span)))
    };
    let size = |s: &Statement| s.content.iter().map(|span| span.len()).sum::<u32>();
    let around = |at: usize| &statements[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(statements.len())];
    let smallest = |(at, inner)| around(at).iter().filter(|outer| holds(outer, inner)).min_by_key(|outer| size(outer));
    let outer: Vec<Option<String>> = statements.iter().enumerate().map(|inner| smallest(inner).map(|outer| outer.id.clone())).collect();
    for (statement, outer) in statements.iter_mut().zip(outer) {
        statement.within = outer;
    }
}
