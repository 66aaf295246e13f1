//! What keeps markup within bounds before it is parsed: parsers walk the stack of open elements, so its depth times its length is their time.

use super::super::Unreadable;
use super::BLOCKS;

/// The deepest nesting that is read. Pages of the press stay under 60; words are walked once for each element around them.
const DEPTH: usize = 150;

/// The most tags that are read; the longest live blogs have some tens of thousands.
const TAGS: usize = 200_000;

/// The most attributes of one tag: parsers compare each with all before it.
const ATTRIBUTES: usize = 1000;

/// Elements that end without an end tag, or that the next of their kind ends: they do not nest by themselves.
const UNNESTED: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta",
    "option", "p", "param", "path", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements of drawings and formulas, in which no element ends by itself.
const FOREIGN: &[&str] = &["svg", "math"];

/// Elements that an end tag inside them does not reach out of.
const WALLS: &[&str] = &["applet", "button", "caption", "marquee", "object", "select", "table", "template"];

/// Elements that go on in what follows where an element around them ends.
const RESUMED: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// An end tag takes one of these out from around so many blocks, by the adoption agency of the HTML standard.
const TAKEN_OUT: usize = 7;

/// Elements whose content is no markup and no words.
const RAW: &[&str] = &["script", "style"];

/// The page without its comments, scripts (but linked data) and styles, if it is within bounds.
pub(super) fn bounded(page: &str) -> Result<String, Unreadable> {
    let mut out = String::with_capacity(page.len().min(1 << 20));
    let mut rest = page;
    let (mut open, mut tags) = (Open::default(), 0usize);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest[4..].find("-->").map_or("", |end| &rest[4 + end + 3..]);
            continue;
        }
        let closing = rest.starts_with("</");
        let name = &rest[1 + usize::from(closing)..];
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count().min(20)];
        if name.is_empty() {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let name = name.to_ascii_lowercase();
        let (length, attributes) = tag(rest);
        let (whole, after) = rest.split_at(length);
        tags += 1;
        if attributes > ATTRIBUTES || tags > TAGS {
            return Err(Unreadable::TooManyTags);
        }
        rest = after;
        if !closing && RAW.contains(&name.as_str()) {
            let end = end_of_raw(rest, &name);
            if name == "script" && whole.to_ascii_lowercase().contains("ld+json") {
                out.push_str(whole);
                out.push_str(&rest[..end]);
                out.push_str("</script>");
            }
            rest = &rest[end..];
            rest = &rest[tag(rest).0..];
            continue;
        }
        out.push_str(whole);
        if closing {
            open.end(&name);
        } else if !whole.ends_with("/>") {
            open.begin(name);
        }
        if open.0.len() > DEPTH {
            return Err(Unreadable::TooDeep);
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The elements that are open, outermost first: at least those that a parser by the HTML standard holds open.
#[derive(Default)]
struct Open(Vec<String>);

impl Open {
    fn begin(&mut self, name: String) {
        let foreign = self.0.iter().any(|open| FOREIGN.contains(&open.as_str()));
        if foreign || !UNNESTED.contains(&name.as_str()) {
            self.0.push(name);
        }
    }

    /// Ends what an end tag ends: nothing where none of its name is open, or only around a wall or, for what runs on in a line, a block.
    fn end(&mut self, name: &str) {
        let Some(at) = self.0.iter().rposition(|open| open == name) else { return };
        let inside = |names: &[&str]| self.0[at + 1..].iter().filter(|open| names.contains(&open.as_str())).count();
        let (walls, blocks) = (inside(WALLS), inside(BLOCKS));
        let most = if RESUMED.contains(&name) { TAKEN_OUT } else { 0 };
        if name == "table" || FOREIGN.contains(&name) || BLOCKS.contains(&name) && walls == 0 {
            let resumed: Vec<String> = self.0.drain(at..).filter(|open| *open != name && RESUMED.contains(&open.as_str())).collect();
            self.0.extend(resumed);
        } else if walls == 0 && blocks <= most {
            self.0.remove(at);
        }
    }
}

/// The length of the tag that `s` begins with, and at most how many attributes it has.
fn tag(s: &str) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (at, b) in s.bytes().enumerate() {
        if let Some(open) = quote {
            if b == open {
                quote = None;
                attributes += 1;
            }
            continue;
        }
        match b {
            b'"' | b'\'' => quote = Some(b),
            b'>' => return (at + 1, attributes),
            b'=' => attributes += 1,
            b' ' | b'\n' | b'\t' | b'/' if !s.as_bytes()[at - 1].is_ascii_whitespace() => attributes += 1,
            _ => {}
        }
    }
    (s.len(), attributes)
}

/// Where the end tag of an element without markup stands; the end of the page where there is none.
fn end_of_raw(s: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = s[from..].find("</") {
        let start = from + at;
        if s.as_bytes()[start + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        from = start + 2;
    }
    s.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept() {
        let check = |page: &str, expected: &str| assert_eq!(bounded(page).as_deref(), Ok(expected), "{page}");
        check("<p>a<!-- x --><SCRIPT>1 < 2</Script>b", "<p>ab");
        check("<style>p{}</style><p>a < b", "<p>a < b");
        check("<script type='application/ld+json'>{}</script>", "<script type='application/ld+json'>{}</script>");
        check("a<script>never ends", "a");
        check("<", "<");
    }

    #[test]
    fn what_is_refused() {
        assert_eq!(bounded(&"<div>".repeat(100_000)), Err(Unreadable::TooDeep));
        assert_eq!(bounded(&format!("<p {}>", "a=1 ".repeat(5000))), Err(Unreadable::TooManyTags));
        assert_eq!(bounded(&"<br>".repeat(300_000)), Err(Unreadable::TooManyTags));
        assert!(bounded(&"<div></div>".repeat(10_000)).is_ok());
    }

    #[test]
    fn an_end_tag_ends_what_a_parser_ends_by_it() {
        let deep =
            ["<div></span>", "<span><div></span></div>", "<div><table><tr><td></div></table>", "<b><div></b>", "<div><b id=1></div>"];
        for part in deep {
            assert_eq!(bounded(&part.repeat(1000)), Err(Unreadable::TooDeep), "{part}");
        }
        assert_eq!(bounded(&format!("<svg>{}", "<path></x>".repeat(1000))), Err(Unreadable::TooDeep));
        for part in ["<div><span></div>", "<svg><path></svg>", "<p>a<br>", "<ul><li>a</ul>", "<span><i></span></i>", "<a><div></a></div>"] {
            assert!(bounded(&part.repeat(1000)).is_ok(), "{part}");
        }
    }
}
