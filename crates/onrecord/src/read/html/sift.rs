//! What body extraction took for the story and is not: what links elsewhere, what says what it is, what is printed twice.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};

use super::super::{bylines, dates, words};
use super::body::{Part, selector};
use super::squeezed;
use crate::model::{BlockKind, Reason};

/// How many blocks at the head may be the line with date and writer, and at the end a line about the writer.
const EDGE: usize = 4;

/// Prose of fewer words may stand twice in a story; a longer one is a copy (a teaser of the story itself, a picture's text).
const COPIED: usize = 20;

/// So many pictures are counted in a series at least.
const SERIES: usize = 3;

/// A picture has so many blocks at most: its title, what it shows, whose it is.
const LONGEST_SLIDE: usize = 4;

/// A label has fewer words than this.
const LABEL: usize = 8;

/// Who else worked on a story, as wires print it at the end.
static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\(?(?i:additional |further )?(?i:reporting|writing|editing|compiled|edited) by \p{Lu}").expect("a valid shape")
});

/// How the writer is reached.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \bfollow\ (?:him|her|them|me|us|@\w+|(?-i:\p{Lu})\w+(?:\ (?-i:\p{Lu})\w+)?)\ on\ (?:twitter|facebook|instagram|x)\b
            | \b(?:may|can)\ be\ reached\ (?:at|by|on|via)\b | ^(?:e-?mail|contact|reach|write\ to)\b.{0,60}@
            | ^\S+@\S+\.\w+$ | ^(?:https?://)?(?:www\.)?(?:twitter|facebook|instagram|x)\.com/\S+$ | ^@\w+$",
    )
    .expect("a valid shape")
});

/// A date in figures at the head of a line, whatever the order of its day and month.
static DATE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\W*\d{1,2}[./-]\d{1,2}[./-](?:\d\d)?\d\d\b").expect("a valid shape"));

/// A publishing system's own mark-up that was printed instead of obeyed (`[button link="…"]…[/button]`).
static SHORTCODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\[(\w+)[ \]].*\[/\w+\]$").expect("a valid shape"));

/// The count that stands before each picture of a series ("3/12 The pier at night", "Photo 3 of 12").
static SLIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:photo |image |picture |slide )?(?<this>\d{1,3}) ?(?:/|of) ?(?<all>\d{1,3})(?:\s|$)").expect("a valid shape")
});

/// What is left of a body, and what was taken out of it.
pub(super) struct Sifted {
    pub(super) kept: Vec<Part>,
    pub(super) dropped: HashMap<String, Reason>,
}

/// Takes out of a body what is no part of the story. A body of which nothing would be left is left as it is.
pub(super) fn sift(document: &Html, body: Vec<Part>) -> Sifted {
    let linked = linked(document);
    let slides = slides(&body);
    let mut seen = HashSet::new();
    // What a label says of itself holds for the list under it.
    let mut label = None;
    let reasons: Vec<Option<Reason>> = (0..body.len())
        .map(|at| {
            let (kind, words) = &body[at];
            let edge = (at < EDGE, at + EDGE >= body.len());
            let copied = words::count(words) >= COPIED && words::ends_sentence(words) && !seen.insert(words.as_str());
            let titles = |reason| reason == Reason::Tags || (reason == Reason::Related && *kind == BlockKind::Paragraph);
            let listed = || label.filter(|&reason| *kind == BlockKind::ListItem || (titles(reason) && !words::ends_sentence(words)));
            let apart = if copied || slides[at] { Some(Reason::Other) } else { furniture(*kind, words, &linked, edge) };
            let reason = apart.or_else(listed);
            label = reason.filter(|_| label.is_some() || (is_label(words) && !linked.contains(words)));
            reason
        })
        .collect();
    let mut out = Sifted { kept: Vec::new(), dropped: HashMap::new() };
    // A heading leads to something: headings at the very end lead to what is not of the story.
    let end = (0..body.len()).rev().find(|&at| reasons[at].is_none() && body[at].0 != BlockKind::Subheading).map_or(0, |at| at + 1);
    if end == 0 {
        return Sifted { kept: body, dropped: out.dropped };
    }
    let mut printed = HashSet::new();
    for (at, (part, reason)) in body.into_iter().zip(reasons).enumerate() {
        match reason.or((at >= end).then_some(Reason::Related)) {
            // A copy's first printing stays.
            Some(reason) if !printed.contains(&part) => {
                out.dropped.insert(part.1, reason);
            }
            Some(_) => {}
            None => {
                printed.insert(part.clone());
                out.kept.push(part);
            }
        }
    }
    out
}

/// Why a block is no part of the story, if it is none; `edge` tells whether it stands near the body's head and near its end.
fn furniture(kind: BlockKind, words: &str, linked: &HashSet<String>, edge: (bool, bool)) -> Option<Reason> {
    if matches!(kind, BlockKind::Subheading | BlockKind::ListItem) && linked.contains(words) {
        return Some(Reason::Related);
    }
    if SHORTCODE.is_match(words) {
        return Some(Reason::Other);
    }
    // Prose may begin as furniture does ("Related cases were dropped."), and then it ends as a sentence, and does not sell anything.
    let sells = |reason: &Reason| matches!(reason, Reason::Subscribe | Reason::Legal | Reason::Advertisement | Reason::Share);
    let said = words::furniture(words).filter(|reason| !words::ends_sentence(words) || words.ends_with(':') || sells(reason));
    let credit = || (words::count(words) <= 40 && SIGN_OFF.is_match(words)).then_some(Reason::Byline);
    let contact = || (edge.1 && words::count(words) <= 60 && CONTACT.is_match(words)).then_some(Reason::Byline);
    let head = || (edge.0 && is_head_line(words)).then_some(Reason::Byline);
    said.or_else(credit).or_else(contact).or_else(head)
}

/// Which blocks are of a series of pictures: from the first count to the last, and as many behind it as the shortest picture has.
fn slides(body: &[Part]) -> Vec<bool> {
    let count = |words: &str| {
        let found = SLIDE.captures(words)?;
        let number = |name: &str| found[name].parse::<usize>().ok();
        number("this").zip(number("all")).filter(|(this, all)| this <= all)
    };
    let counts: Vec<(usize, (usize, usize))> = body.iter().enumerate().filter_map(|(at, (_, words))| Some((at, count(words)?))).collect();
    let near = |a: usize, b: usize| b - a <= LONGEST_SLIDE;
    let goes_on = |a: &(usize, (usize, usize)), b: &(usize, (usize, usize))| a.1.0 < b.1.0 && a.1.1 == b.1.1 && near(a.0, b.0);
    let mut out = vec![false; body.len()];
    for series in counts.chunk_by(goes_on).filter(|series| series.len() >= SERIES) {
        let shortest = series.windows(2).map(|pair| pair[1].0 - pair[0].0).min().unwrap_or_default();
        let end = (series[series.len() - 1].0 + shortest).min(body.len());
        out[series[0].0..end].fill(true);
    }
    out
}

/// Whether a block is a label over a list.
fn is_label(words: &str) -> bool {
    words::count(words) < LABEL && (!words::ends_sentence(words) || words.ends_with(':'))
}

/// Whether a line gives the date, or the writer, and nothing else.
fn is_head_line(text: &str) -> bool {
    let dated = || {
        !words::ends_sentence(text)
            && words::count(text) <= 16
            && (DATE.is_match(text) || dates::find(text).is_some_and(|date| date.bytes.start < 24))
    };
    bylines::line(text).is_some() || dated()
}

/// The words of headings and list items that are wholly links to somewhere.
fn linked(document: &Html) -> HashSet<String> {
    let link = selector("a[href]");
    let letters = |e: ElementRef<'_>| e.text().flat_map(str::chars).filter(|c| !c.is_whitespace()).count();
    let is_linked = |e: &ElementRef<'_>| {
        let all = letters(*e);
        let linked: usize = e.select(&link).map(letters).sum();
        let inside = || e.ancestors().filter_map(ElementRef::wrap).any(|around| around.value().name() == "a");
        all > 0 && (10 * linked >= 9 * all || inside())
    };
    let blocks = selector("h2, h3, h4, h5, li");
    document.select(&blocks).filter(is_linked).map(|e| squeezed(&e.text().collect::<String>())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(parts: &[(BlockKind, &str)], page: &str) -> Vec<String> {
        let body = parts.iter().map(|&(kind, words)| (kind, words.to_owned())).collect();
        sift(&Html::parse_document(page), body).kept.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn what_is_no_part_of_the_story() {
        use BlockKind::{ListItem, Paragraph, Subheading};
        let story = "The ferry left the old pier at noon on Monday with all of its passengers and their cars, said Mara Lind.";
        let parts = [
            (Paragraph, "11/19/2031 by Mara Lind"),
            (Paragraph, story),
            (Paragraph, "Related: Tug sinks off Port Elm"),
            (Paragraph, "Related cases were dropped."),
            (Subheading, "Tug sinks off Port Elm"),
            (ListItem, "a lifeboat"),
            (Paragraph, story),
            (Paragraph, "Read more:"),
            (ListItem, "Pier to be sold"),
            (Paragraph, "Old ferries: what is known [INSIGHT]"),
            (Paragraph, "No one was hurt."),
            (Paragraph, "Reporting by Jo Berg; editing by Mara Lind"),
            (Paragraph, "Follow her on Twitter @maralind."),
            (Subheading, "The pier in pictures of the week"),
        ];
        let page = "<a href='/tug'><h3>Tug sinks off Port Elm</h3></a><li>a <a href='/b'>lifeboat</a></li>";
        assert_eq!(sifted(&parts, page), [story, "Related cases were dropped.", "a lifeboat", "No one was hurt."]);
    }

    #[test]
    fn a_series_of_pictures() {
        let page =
            ["They left.", "1/9 Tug sinks", "It went down fast.", "3/9 Pier", "Sold.", "4/9 Buoy", "Found.", "1/2 of them came back."];
        let body = page.map(|words| (BlockKind::Paragraph, words));
        assert_eq!(sifted(&body, ""), ["They left.", "1/2 of them came back."]);
    }

    #[test]
    fn a_body_is_not_emptied() {
        assert_eq!(sifted(&[(BlockKind::Paragraph, "Related: Tug sinks")], ""), ["Related: Tug sinks"]);
        assert_eq!(sifted(&[], ""), [""; 0]);
    }
}
