//! On which days statements were made.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use super::dates::{Dated, Expression, expressions, settle};
use super::page::Page;
use crate::model::{Article, Basis, Statement, When};
use crate::span::Span;

/// How many sentences at a page's head set its frame.
const LEAD: usize = 3;
/// How many sentences an occasion lasts without being named again.
const LASTS: usize = 6;

/// An occasion on which somebody spoke.
#[derive(Debug, Clone, Copy)]
struct Occasion {
    days: (Date, Date),
    sentence: usize,
}

/// Sets `said_on` of the statements whose page tells it.
pub(super) fn occasions(page: &Page<'_>, article: &Article, statements: &mut [Statement]) {
    let published = article.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse::<Date>().ok());
    let frame = frame(page, published);
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| place(&statements[*at]).start);
    let contents = contents(page, statements);
    let mut by_speaker: HashMap<Vec<String>, Occasion> = HashMap::new();
    let mut by_sentence: HashMap<usize, (Date, Date)> = HashMap::new();
    let mut latest: Option<(Date, Date)> = None;
    for at in order {
        let statement = &statements[at];
        let cue = page.range(place(statement));
        let sentence = page.sentence_of(cue.start);
        let found = attached(page, statement, &cue, &contents);
        let settled = found.as_ref().and_then(|dated| {
            let days = if dated.expression == Expression::Then { latest } else { settle(dated.expression, published, ahead(page, &cue)) };
            days.map(|days| (days, Basis::Expression, Some(page.span(&dated.tokens))))
        });
        let told = told(page, &cue);
        let carried = || {
            let same =
                by_speaker.get(&statement.speakers).filter(|last| sentence - last.sentence <= LASTS && !statement.speakers.is_empty());
            let days = by_sentence.get(&sentence).copied().or(same.map(|last| last.days));
            days.or(frame).filter(|_| told).map(|days| (days, Basis::Context, None))
        };
        let Some((days, basis, span)) = settled.or_else(carried) else { continue };
        if basis == Basis::Expression {
            by_sentence.insert(sentence, days);
            latest = Some(days);
        }
        if basis == Basis::Expression || by_speaker.contains_key(&statement.speakers) {
            by_speaker.insert(statement.speakers.clone(), Occasion { days, sentence });
        }
        statements[at].said_on = Some(When { from: days.0.to_string(), to: days.1.to_string(), basis, span });
    }
}

/// The words that date a statement: its cue, else its source, else its content.
fn place(statement: &Statement) -> Span {
    [&statement.cue, &statement.source, &statement.content].into_iter().find_map(|spans| spans.first()).copied().unwrap_or_default()
}

/// The tokens that stand in some content, as sorted ranges of tokens.
fn contents(page: &Page<'_>, statements: &[Statement]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = statements.iter().flat_map(|statement| &statement.content).map(|span| page.range(*span)).collect();
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

fn inside(contents: &[Range<usize>], token: usize) -> bool {
    let next = contents.partition_point(|range| range.end <= token);
    contents.get(next).is_some_and(|range| range.contains(&token))
}

/// The expression in a statement's sentence that dates it: outside contents, and the nearest to its cue.
fn attached(page: &Page<'_>, statement: &Statement, cue: &Range<usize>, contents: &[Range<usize>]) -> Option<Dated> {
    let sentence = page.sentences.get(page.sentence_of(cue.start))?.tokens.clone();
    // Of very long sentences only the words around the cue are read.
    let within = sentence.start.max(cue.start.saturating_sub(60))..sentence.end.min(cue.end + 60);
    let nested = inside(contents, cue.start);
    let own: Vec<Range<usize>> = statement.content.iter().map(|span| page.range(*span)).collect();
    let fits = |dated: &Dated| {
        let start = dated.tokens.start;
        let lasting = matches!(page.before(start).to_lowercase().as_str(), "since" | "until" | "by" | "through" | "before" | "from");
        !lasting && !own.iter().any(|range| range.contains(&start)) && inside(contents, start) == nested
    };
    let distance = |dated: &Dated| {
        if dated.tokens.start >= cue.end { dated.tokens.start - cue.end } else { cue.start.saturating_sub(dated.tokens.end) }
    };
    expressions(page, within).into_iter().filter(fits).min_by_key(distance)
}

/// Whether a cue speaks of what is to come.
fn ahead(page: &Page<'_>, cue: &Range<usize>) -> bool {
    cue.clone().chain(cue.start.checked_sub(1)).any(|at| matches!(page.word(at), "will" | "’ll" | "'ll" | "shall"))
}

/// Whether a cue tells of one occasion in the past ("said"), not of a standing opinion ("believes", "has always said").
fn told(page: &Page<'_>, cue: &Range<usize>) -> bool {
    const PAST: &[&str] = &[
        "said", "told", "wrote", "saw", "spoke", "swore", "came", "felt", "thought", "began", "saying", "telling", "adding", "noting",
        "citing",
    ];
    let word = |at: usize| page.word(at);
    let perfect = cue.clone().any(|at| matches!(word(at), "has" | "have" | "had" | "previously" | "once" | "always" | "repeatedly"));
    !perfect && cue.clone().any(|at| PAST.contains(&word(at)) || (word(at).ends_with("ed") && word(at).len() > 3))
}

/// The day that the page's first sentences set: what was told there was told on that day.
fn frame(page: &Page<'_>, published: Option<Date>) -> Option<(Date, Date)> {
    let lead = page.sentences.iter().filter(|sentence| !sentence.heading).take(LEAD);
    lead.flat_map(|sentence| expressions(page, sentence.tokens.clone()))
        .filter(|dated| matches!(dated.expression, Expression::Weekday(_, 0 | -1) | Expression::Days(-1 | 0)))
        .find_map(|dated| settle(dated.expression, published, false))
}
