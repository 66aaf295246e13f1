//! What has changed: news of the ledger, and a page from one text to the next.

use std::fmt::Write as _;

use onrecord_store::{Change, Event, Flip, News, NumberChange, OnRecord, Piece, Rewording, Version};

use super::count;
use super::ledger::{row, worded};
use super::style::{AGAINST, ASIDE, FOR, HEADING, styled};
use super::wrap::indented;

/// News in sections; a section without news is left out. `more` says of which there is more than is listed.
pub(crate) fn news(news: &News, more: [bool; 5]) -> String {
    if news.is_empty() {
        return format!("Nothing has changed on record since {}.\n", news.since);
    }
    let sections = [
        section("new claim", &news.claims, more[0], event),
        section("new denial", &news.denials, more[1], event),
        section("changed number", &news.numbers, more[2], number),
        section("newly heard party", &news.heard, more[3], event),
        section("changed mind", &news.flips, more[4], flip),
    ];
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

fn section<T>(noun: &str, items: &[T], more: bool, item: impl Fn(&T) -> String) -> String {
    if items.is_empty() {
        return String::new();
    }
    let heading = match (items.len(), noun.strip_suffix('y')) {
        (2.., Some(stem)) => format!("{} {stem}ies", items.len()),
        _ => count(items.len(), noun),
    };
    let heading = if more { heading + ", and more" } else { heading };
    format!("{}\n{}", styled(HEADING, &heading), items.iter().map(item).collect::<Vec<_>>().join("\n"))
}

fn event(event: &Event) -> String {
    about(event) + &row(4, Some(&event.name), &event.on_record)
}

/// The claim that something is about.
fn about(event: &Event) -> String {
    let claim = event.on_record.claim.as_deref().unwrap_or_default();
    indented(&worded(event.lead.as_deref(), &event.wording), 2, |line| styled(HEADING, line))
        + &indented(claim, 2, |line| styled(ASIDE, line))
}

fn number(change: &NumberChange) -> String {
    let moved = format!("    {} → {}\n", styled(AGAINST, &change.before), styled(FOR, &change.now));
    about(&change.event)
        + &moved
        + &row(4, Some(&change.given_before.speaker), &change.given_before)
        + &row(4, Some(&change.event.name), &change.event.on_record)
}

fn flip(flip: &Flip) -> String {
    about(&flip.event) + &row(4, Some(&flip.event.name), &flip.said_before) + &row(4, Some(&flip.event.name), &flip.event.on_record)
}

/// What changed on a page from one text to the next.
pub(crate) fn change(change: &Change) -> String {
    let version = |version: &Version| format!("{} ({})", version.seen, version.article);
    let kept = count(change.kept, "statement");
    let head = format!("{}\n{} → {}\n{kept} as before", change.address, version(&change.before), version(&change.after));
    let mut out = indented(&head, 0, |line| styled(ASIDE, line));
    if change.before.title != change.after.title {
        let title = |version: &Version| version.title.clone().unwrap_or_default();
        let _ = writeln!(out, "  headline: {} → {}", styled(AGAINST, &title(&change.before)), styled(FOR, &title(&change.after)));
    }
    let sections = [
        section("re-worded statement", &change.reworded, false, rewording),
        section("added statement", &change.added, false, statement),
        section("removed statement", &change.removed, false, statement),
    ];
    for section in sections.into_iter().filter(|section| !section.is_empty()) {
        out += &section;
    }
    out
}

fn statement(on_record: &OnRecord) -> String {
    row(2, Some(&on_record.speaker), on_record)
}

/// A re-worded statement with what went in brackets and what came in braces, for those who see no colours.
fn rewording(rewording: &Rewording) -> String {
    let pieces = rewording.words.iter().map(|piece| match piece {
        Piece::Kept(words) => words.clone(),
        Piece::Gone(words) => format!("[-{words}-]"),
        Piece::New(words) => format!("{{+{words}+}}"),
    });
    let words = pieces.collect::<String>();
    indented(&words, 2, |line| crate::out::printable(line).into_owned())
        + &indented(&rewording.after.statement, 2, |line| styled(ASIDE, line))
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn headings_count_what_is_under_them() {
        let check = |noun: &str, items: usize, more: bool, expected: &str| {
            let section = section(noun, &vec![(); items], more, |()| String::new());
            assert!(section.contains(expected), "{section:?}");
        };
        check("re-worded statement", 1, false, "1 re-worded statement\u{1b}");
        check("re-worded statement", 2, false, "2 re-worded statements\u{1b}");
        check("newly heard party", 2, true, "2 newly heard parties, and more\u{1b}");
    }
}
