//! Printed words, as they may be shown.

use std::fmt::Write as _;

use maud::{Escaper, Markup, Render, html};
use onrecord::Span;
use onrecord::marks::visible;

/// Words of a page, escaped, with a sign for each character that would hide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a>(pub(crate) &'a str);

impl Render for Printed<'_> {
    fn render_to(&self, out: &mut String) {
        let mut escaped = Escaper::new(out);
        for c in self.0.chars() {
            // Writing to a string does not fail.
            let _ = escaped.write_char(visible(c));
        }
    }
}

/// The first words, at most `most` code points, with an ellipsis where more follow.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    let Some((cut, _)) = words.char_indices().nth(most) else { return words.to_owned() };
    let head = &words[..cut];
    let at = head.rfind(char::is_whitespace).filter(|&at| at > cut / 2).unwrap_or(cut);
    format!("{}…", head[..at].trim_end_matches([' ', ',', ';', ':', '–', '—']))
}

/// The first words, cut as [`shortened`] cuts them, with those that were searched for marked. Spans stand in order.
pub(crate) fn lit(words: &str, hits: &[Span], most: usize) -> Markup {
    let shown: Vec<char> = shortened(words, most).chars().collect();
    let stretch = |from: u32, to: u32| {
        let end = shown.len().min(to as usize);
        shown[end.min(from as usize)..end].iter().collect::<String>()
    };
    let starts = std::iter::once(0).chain(hits.iter().map(|hit| hit.end));
    let ends = hits.iter().map(|hit| hit.start).chain(std::iter::once(u32::MAX));
    html! {
        @for (at, (from, to)) in starts.zip(ends).enumerate() {
            (Printed(&stretch(from, to)))
            @if let Some(hit) = hits.get(at).filter(|hit| (hit.start as usize) < shown.len()) { mark { (Printed(&stretch(hit.start, hit.end))) } }
        }
    }
}

/// Whether words bring their own quotation marks: where they begin or end with one, another around it would stand double.
pub(crate) fn is_quoted(words: &str) -> bool {
    // An apostrophe at the end is no quotation mark: "the workers’".
    words.starts_with(['“', '"', '„', '«', '‘']) || words.trim_end_matches([',', '.', '…']).ends_with(['”', '"', '“', '»'])
}

/// Words without what ties them to their sentence: a "that" before them, quotation marks around all of them.
pub(crate) fn bare(words: &str) -> &str {
    let words = words.strip_prefix("that ").unwrap_or(words);
    let marks = [('“', '”'), ('"', '"'), ('‘', '’')];
    let quoted = marks.into_iter().find_map(|(open, close)| {
        let inner = words.strip_prefix(open)?.strip_suffix(close)?.trim_end_matches([',', ' ']);
        (!inner.is_empty() && !inner.contains([open, close])).then_some(inner)
    });
    quoted.unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use maud::{Render, html};

    use onrecord::Span;

    use super::{Printed, bare, is_quoted, lit, shortened};

    #[test]
    fn nothing_in_printed_words_is_markup_or_unseen() {
        let check = |words: &str, expected: &str| assert_eq!(Printed(words).render().0, expected, "{words:?}");
        check("<script>alert(\"x\")</script> & co", "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co");
        check("a\0b\u{1b}[31m", "a\u{2400}b\u{241b}[31m");
        check("exe\u{202e}fdp.\u{202c}", "exe\u{fffd}fdp.\u{fffd}");
        check("שלום, مرحبا\u{200f}", "שלום, مرحبا\u{200f}");
    }

    #[test]
    fn attributes_are_escaped() {
        assert_eq!(html! { a title=(Printed("\" onclick=\"x")) {} }.0, "<a title=\"&quot; onclick=&quot;x\"></a>");
    }

    #[test]
    fn words_stand_by_themselves() {
        let check = |words: &str, expected: &str| assert_eq!(bare(words), expected);
        check("that the bridge is safe", "the bridge is safe");
        check("“The bridge is safe,”", "The bridge is safe");
        check("that “it is safe”", "it is safe");
        check("“It is safe,” … “It is.”", "“It is safe,” … “It is.”");
        check("“”", "“”");
        check("that", "that");
    }

    #[test]
    fn what_was_searched_for_is_marked() {
        let check = |hits: &[(u32, u32)], most: usize, expected: &str| {
            let hits: Vec<Span> = hits.iter().map(|&(start, end)| Span::new(start, end)).collect();
            assert_eq!(lit("né <b> shipped", &hits, most).0, expected);
        };
        check(&[], 99, "né &lt;b&gt; shipped");
        check(&[(0, 2), (7, 14)], 99, "<mark>né</mark> &lt;b&gt; <mark>shipped</mark>");
        check(&[(0, 2), (7, 14)], 6, "<mark>né</mark> &lt;b&gt;…");
    }

    #[test]
    fn quotation_marks_never_stand_double() {
        let check = |words: &str, expected: bool| assert_eq!(is_quoted(words), expected, "{words}");
        check("“It is safe,” … “It is.”", true);
        check("it is “safe”", true);
        check("it is “safe” now", false);
        check("", false);
    }

    #[test]
    fn long_words_end_at_a_space() {
        assert_eq!(shortened("the bridge is safe", 12), "the bridge…");
        assert_eq!(shortened("the bridge", 10), "the bridge");
        assert_eq!(shortened("ééééé", 3), "ééé…");
    }
}
