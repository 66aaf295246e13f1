//! The lines of a page saved as text, and what can be seen of each: its form, its wording, its repetition.

use std::collections::HashMap;
use std::ops::Range;

use super::{dates, words};
use crate::model::Reason;

/// A line that holds words.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The printed words, trimmed.
    pub(super) text: &'a str,
    /// Whether a blank line (or the page's edge) stands before it.
    pub(super) apart_before: bool,
    /// Whether a blank line (or the page's edge) stands after it.
    pub(super) apart_after: bool,
    /// How many lines of the page read the same.
    pub(super) copies: usize,
    /// Whether the line stands below the headline, where the window's title tells which line that is; above it, `Some(false)`.
    pub(super) below_headline: Option<bool>,
    /// How many lines since the story's first sentences begin what follows a story: related boxes, comments, tags, conditions.
    pub(super) ends_before: usize,
}

/// The byte ranges of the lines that hold words, trimmed.
pub(super) fn printed(page: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    page.split_inclusive(['\n', '\r']).filter_map(move |raw| {
        let start = at + raw.len() - raw.trim_start_matches(blank).len();
        at += raw.len();
        let trimmed = raw.trim_matches(blank);
        trimmed.contains(|c: char| !blank(c)).then_some(start..start + trimmed.len())
    })
}

/// White space, and the marks that print nothing at a line's edge.
fn blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// The lines of a page that hold words.
pub(super) fn lines(page: &str) -> Vec<Line<'_>> {
    let mut copies: HashMap<&str, usize> = HashMap::new();
    let ranges: Vec<_> = printed(page).collect();
    for range in &ranges {
        *copies.entry(&page[range.clone()]).or_default() += 1;
    }
    let apart = |between: &str| between.replace("\r\n", "\n").chars().filter(|c| matches!(c, '\n' | '\r')).count() > 1;
    let headline = repeated_title(page, &ranges);
    let (mut prose, mut ends_before) = (0, 0);
    let mut out = Vec::with_capacity(ranges.len());
    for (at, range) in ranges.iter().enumerate() {
        let text = &page[range.clone()];
        let apart_before = at == 0 || apart(&page[ranges[at - 1].end..range.start]);
        let apart_after = ranges.get(at + 1).is_none_or(|next| apart(&page[range.end..next.start]));
        let below_headline = headline.map(|headline| at > headline);
        prose = if Some(at) == headline { 0 } else { prose + usize::from(is_prose(text)) };
        ends_before += usize::from(prose > 1 && ends_a_story(text));
        out.push(Line { text, apart_before, apart_after, copies: copies[text], below_headline, ends_before });
    }
    out
}

/// The line that repeats the window's title, which is the page's first line: the last one that is not below a story's end, for breadcrumbs
/// and menus may repeat it too.
fn repeated_title(page: &str, ranges: &[Range<usize>]) -> Option<usize> {
    let window = &page[ranges.first()?.clone()];
    let mut found = None;
    let mut prose = 0;
    for (at, range) in ranges.iter().enumerate().skip(1) {
        let text = &page[range.clone()];
        if words::count(text) > 2 && window.contains(text) {
            found = Some(at);
        }
        prose += usize::from(found.is_some() && is_prose(text));
        if prose > 1 {
            break;
        }
    }
    found
}

/// Whether a line is surely running text.
fn is_prose(text: &str) -> bool {
    text.len() > 100 && words::ends_sentence(text) && words::furniture(text).is_none()
}

/// Whether a line begins what follows a story.
fn ends_a_story(text: &str) -> bool {
    let reason = words::furniture(text);
    matches!(reason, Some(Reason::Related | Reason::MostRead | Reason::Comments | Reason::Tags | Reason::Legal | Reason::Subscribe))
}

/// How many features a line has.
pub(super) const FEATURES: usize = 26;

/// What a line looks like, each feature from 0 to 1, in the order of `weights::OWN`.
pub(super) fn features(line: &Line<'_>) -> [f32; FEATURES] {
    let text = line.text;
    let length = text.chars().count();
    let words: Vec<&str> = text.split_whitespace().collect();
    let count = words::count(text);
    let share = |count: usize| count as f32 / words.len().max(1) as f32;
    // A character of a script without spaces says as much as two letters.
    let length = length + text.chars().filter(|&c| words::is_ideographic(c)).count();
    let flag = |holds: bool| f32::from(u8::from(holds));
    let lower = words.iter().filter(|w| starts_low(w)).count();
    let grammar = words.iter().filter(|w| words::is_function_word(w)).count();
    let stops = [". ", "? ", "! ", "。"].iter().map(|stop| text.matches(stop).count()).sum::<usize>();
    let marks = text.chars().filter(|c| matches!(c, '|' | '»' | '›' | '·' | '•' | '©' | '{' | '}' | '_' | '=')).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    [
        1.0,
        (length as f32 / 100.0).min(1.0),
        (length as f32 / 400.0).min(1.0),
        flag(count < 4),
        flag(count < 9),
        flag(words::ends_sentence(text)),
        flag(words::ends_sentence(text) && count > 6),
        share(lower),
        (2.0 * share(grammar)).min(1.0),
        (stops as f32 / 3.0).min(1.0),
        flag(text.contains(", ")),
        flag(text.contains(['“', '”', '"', '«', '»', '„'])),
        flag(words::list_number(text).is_some() || text.starts_with(['•', '*', '-', '+', '#'])),
        flag(line.copies > 1),
        flag(line.apart_before),
        flag(line.apart_after),
        (marks as f32 / 2.0).min(1.0),
        (4.0 * digits as f32 / length.max(1) as f32).min(1.0),
        flag(words::furniture(text).is_some()),
        flag(words::credit(text) || words::byline(text).is_some()),
        flag(line.below_headline == Some(true)),
        flag(line.below_headline == Some(false)),
        flag(line.ends_before > 0),
        (line.ends_before as f32 / 5.0).min(1.0),
        flag(length < 100 && dates::find(text).is_some()),
        flag(line.apart_before && line.apart_after),
    ]
}

/// Whether a word begins as no name and no title word does. Letters without case count as low.
fn starts_low(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<(&str, bool, bool, usize)> {
        lines(page).into_iter().map(|l| (l.text, l.apart_before, l.apart_after, l.copies)).collect()
    }

    #[test]
    fn lines_and_their_neighbourhood() {
        assert_eq!(texts(" a \nb\n\n\u{feff}a\r\n"), [("a", true, false, 2), ("b", false, true, 1), ("a", true, true, 2)]);
        assert_eq!(texts("a\r\nb\r\n\r\nc"), [("a", true, false, 1), ("b", false, true, 1), ("c", true, true, 1)]);
        assert_eq!(texts(" \n\r\n\u{200b}"), []);
    }
}
