//! The lines of a page saved as text, and where each stands among the others.

use std::collections::HashMap;
use std::ops::Range;

use super::words;
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
/// and menus may repeat it too. A title with more running text right above it than below it is that of a box in the story.
fn repeated_title(page: &str, ranges: &[Range<usize>]) -> Option<usize> {
    let window = window_title(&page[ranges.first()?.clone()]);
    let mut prose_above = vec![0];
    for range in ranges {
        let text = &page[range.clone()];
        prose_above.push(prose_above[prose_above.len() - 1] + if is_prose(text) { text.len() } else { 0 });
    }
    let prose_in = |from: usize, to: usize| prose_above[to.min(ranges.len())] - prose_above[from];
    let mut found = None;
    let mut prose = 0;
    for (at, range) in ranges.iter().enumerate().skip(1) {
        let text = &page[range.clone()];
        let opens = || prose_in(at.saturating_sub(ABOVE), at) <= prose_in(at + 1, at + 1 + BELOW);
        if words::count(text) > 2 && window.contains(text) && opens() {
            found = Some(at);
        }
        prose += usize::from(found.is_some() && is_prose(text));
        if prose > 1 {
            break;
        }
    }
    found
}

/// The window's title, as a page saved as text has it in its first line.
pub(super) fn window_title(first: &str) -> &str {
    &first[..first.floor_char_boundary(TITLE)]
}

/// A window's title has no more bytes.
const TITLE: usize = 1 << 10;
/// How many lines above a headline and below it are looked at for running text.
const ABOVE: usize = 5;
const BELOW: usize = 15;

/// Whether a line is surely running text.
pub(super) fn is_prose(text: &str) -> bool {
    text.len() > 100 && words::ends_sentence(text) && words::furniture(text).is_none()
}

/// Whether a line begins what follows a story.
fn ends_a_story(text: &str) -> bool {
    let reason = words::furniture(text);
    matches!(reason, Some(Reason::Related | Reason::MostRead | Reason::Comments | Reason::Tags | Reason::Legal | Reason::Subscribe))
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
