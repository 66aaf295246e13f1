//! What stands above a story on a page saved as text: its headline, standfirst, date, section, writers and agency.

use std::ops::Range;

use crate::model::{Article, Reason};

use super::lines::{Line, window_title};
use super::text::{Role, is_headline};
use super::{bylines, dates, words};

/// How many lines above the headline and below the body's start and end may hold the story's own date, section and writers.
const NEAR: usize = 8;

/// The line of the headline: near above the body, headline-like, best where the window's title (the page's first line) repeats it.
pub(super) fn headline(lines: &[Line<'_>], body: &[bool]) -> Option<usize> {
    let first = body.iter().position(|&b| b)?;
    let window = window_title(lines[0].text);
    let score = |at: usize| {
        let text = lines[at].text;
        let words = text.split_whitespace().count();
        let repeats = at > 0 && words > 2 && window.contains(text);
        let unfit = !is_headline(text)
            || words::furniture(text).is_some()
            || words::credit(text)
            || bylines::line(text).is_some()
            || is_dated(text);
        let closeness = 1.0 / (1.0 + (first - at) as f32 / 10.0);
        f32::from(u8::from(repeats)) * 3.0 + f32::from(u8::from(words >= 5)) + closeness - if unfit && !repeats { 4.0 } else { 0.0 }
    };
    // The body's first line is the headline only where nothing above can be.
    let above = (0..first).map(|at| (at, score(at))).filter(|&(_, score)| score > 0.5);
    let best = above
        .fold(None, |best: Option<(usize, f32)>, (at, score)| if best.is_none_or(|(_, b)| score >= b) { Some((at, score)) } else { best });
    best.map(|(at, _)| at).or_else(|| {
        (is_headline(lines[first].text) && lines.len() > first + 1 && !words::ends_sentence(lines[first].text)).then_some(first)
    })
}

/// Whether a line is there to give a date.
fn is_dated(text: &str) -> bool {
    text.chars().count() < 90 && dates::find(text).is_some_and(|date| date.bytes.len() * 3 > text.len())
}

/// Whether a line is one of those that stand between a headline and a body.
fn is_credit_line(text: &str) -> bool {
    bylines::line(text).is_some() || words::agency(text).is_some() || is_dated(text)
}

/// The line of the standfirst: sentences right under the headline that the writer's, date's or agency's line parts from the body.
pub(super) fn standfirst(lines: &[Line<'_>], body: &[bool], headline: usize) -> Option<usize> {
    let under = headline + 1;
    let line = lines.get(under)?;
    let prose = line.text.split_whitespace().count() >= 7
        && !words::credit(line.text)
        && words::furniture(line.text).is_none()
        && !is_credit_line(line.text);
    let next_body = (under + 1..lines.len()).find(|&at| body[at])?;
    let parted = lines[under + 1..next_body].iter().any(|l| is_credit_line(l.text));
    (prose && next_body - under <= NEAR && parted).then_some(under)
}

/// Fills in date, section, writers, agency and tags from the lines around the story, and marks those lines.
pub(super) fn metadata(lines: &[Line<'_>], roles: &mut [Role], headline: Option<usize>, first: usize, last: usize, article: &mut Article) {
    let top = headline.unwrap_or(first);
    let above = top.saturating_sub(NEAR)..top;
    let below = top..first.max(top);
    let after = last..(last + NEAR).min(lines.len());
    let free = |roles: &[Role], at: usize| roles[at] == Role::Open;

    for at in below.clone().chain(above.clone().rev()).chain(after.clone()) {
        let text = lines[at].text;
        let Some(date) = dates::find(text).filter(|_| free(roles, at) && text.chars().count() < 120) else { continue };
        let changed = dates::changed(text).filter(|_| at < last);
        if article.modified.is_none()
            && let Some(day) = changed
        {
            article.modified = Some(day.to_string());
            roles[at] = Role::Aside(Reason::Byline);
        }
        if article.published.is_none() && (at < last || words::furniture(text) == Some(Reason::Other)) {
            article.published = Some(date.day.to_string());
            if at < top {
                article.section = section_beside(text, date.bytes);
            }
            roles[at] = Role::Aside(Reason::Byline);
        }
    }
    for at in below.chain(above.rev()).chain(after.clone()) {
        let text = lines[at].text;
        if !matches!(roles[at], Role::Open | Role::Aside(Reason::Byline)) {
            continue;
        }
        let writers = bylines::line(text);
        let agency = words::agency(writers.unwrap_or(text));
        if article.agency.is_none() && agency.is_some() && at < last {
            article.agency = agency.map(str::to_owned);
            roles[at] = Role::Aside(Reason::Byline);
        }
        if !article.byline.is_empty() || at >= last {
            continue;
        }
        if let Some(writers) = writers {
            article.byline = bylines::names(writers);
            roles[at] = Role::Aside(Reason::Byline);
        } else {
            article.byline = bylines::beside(text, at.checked_sub(1).map(|above| lines[above].text));
            if !article.byline.is_empty() {
                roles[at] = Role::Aside(Reason::Byline);
            }
        }
    }
    if article.section.is_none() {
        article.section = headline.and_then(|at| section_above(lines, at));
    }
    // Boxes of related and most read stories may stand between a story and its keywords.
    article.tags = tags(lines, roles, last..(last + 2 * NEAR).min(lines.len()));
}

/// The section in a line that gives it beside the date ("date 2031-05-17 International").
fn section_beside(text: &str, date: Range<usize>) -> Option<String> {
    let rest = text[date.end..].trim_matches(|c: char| !c.is_alphanumeric());
    is_section(rest).then(|| rest.to_owned())
}

/// The section in the line above the headline, where the page's menu has the same words: repetition tells it from a slogan.
fn section_above(lines: &[Line<'_>], headline: usize) -> Option<String> {
    let above = lines.get(headline.checked_sub(1)?)?.text;
    if !is_section(above) || words::furniture(above).is_some() {
        return None;
    }
    let section = above.to_lowercase();
    let elsewhere = lines[..headline - 1].iter().any(|line| line.text.to_lowercase() == section);
    elsewhere.then(|| above.to_owned())
}

/// A section's name is no longer, in code points.
const SECTION: usize = 40;

/// Whether words can name a section of a paper.
fn is_section(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && words.iter().all(|w| w.chars().all(|c| c.is_alphabetic() || matches!(c, '&' | '-')))
        && text.starts_with(char::is_uppercase)
        && (3..=SECTION).contains(&text.chars().count())
}

/// The keywords after a story: on the line that says so, or on the lines under it until a blank one.
fn tags(lines: &[Line<'_>], roles: &mut [Role], after: Range<usize>) -> Vec<String> {
    let heads = |at: &usize| roles[*at] == Role::Open && words::furniture(lines[*at].text) == Some(Reason::Tags);
    let Some(at) = after.clone().find(heads) else { return Vec::new() };
    roles[at] = Role::Aside(Reason::Tags);
    if let Some((_, list)) = lines[at].text.split_once(':').filter(|(_, list)| !list.trim().is_empty()) {
        return list.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    }
    let mut out = Vec::new();
    for under in at + 1..lines.len() {
        let text = lines[under].text;
        // The list may stand apart from its heading, but its items stand together.
        let apart = lines[under].apart_before && !(under == at + 1 && lines[at].text.ends_with(':'));
        if apart || roles[under] != Role::Open || text.split_whitespace().count() > 4 || words::furniture(text).is_some() || out.len() == 12
        {
            break;
        }
        roles[under] = Role::Aside(Reason::Tags);
        out.push(text.to_owned());
    }
    out
}
