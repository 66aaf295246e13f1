//! The items of a feed: RSS, Atom or JSON Feed.

use std::fmt::Write as _;

use feed_rs::model::{Entry, Text};
use feed_rs::parser;
use url::Url;

use crate::address;

/// The most items of one feed that are read; feeds list the newest first.
const MOST_ITEMS: usize = 1000;

/// An item's words are its article, not a teaser, where they are as many as this.
const FULL: usize = 150;

/// One item of a feed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its page.
    pub(crate) url: Option<Url>,
    /// When it was last changed, RFC 3339, UTC.
    pub(crate) updated: Option<String>,
    /// The item as a page of markup, where the feed has its full text, or nothing else is known of it.
    pub(crate) page: Option<String>,
}

/// Beginnings of feeds, in small letters, after an XML declaration and comments.
const OPENINGS: &[&str] = &["<rss", "<feed", "<rdf:rdf"];

/// Whether these bytes are a feed.
pub(crate) fn is_feed(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8 << 10)]).to_ascii_lowercase();
    let mut rest = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if rest.starts_with('{') {
        return rest.contains("jsonfeed.org/version/");
    }
    // What may stand before the root of a document: its declaration, its type (with entities in it), instructions, comments.
    while let Some(inner) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        let end = if inner.starts_with("--") {
            "-->"
        } else if inner.starts_with("doctype") && inner.contains("]>") {
            "]>"
        } else {
            ">"
        };
        let Some(at) = inner.find(end) else { return false };
        rest = inner[at + end.len()..].trim_start();
    }
    OPENINGS.iter().any(|opening| rest.starts_with(opening))
}

/// The items of a feed, in its order; `at` is where it was found.
///
/// Entities that a document defines for itself are not expanded, so none can grow.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn items(bytes: &[u8], at: Option<&Url>) -> Result<Vec<Item>, String> {
    let parser = parser::Builder::new().base_uri(at.map(Url::as_str)).build();
    let feed = parser.parse(bytes).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    let language = feed.language.as_deref();
    Ok(feed.entries.iter().take(MOST_ITEMS).map(|entry| item(entry, language)).collect())
}

fn item(entry: &Entry, language: Option<&str>) -> Item {
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let url = link.and_then(|link| address::parse(&link.href)).map(address::identity);
    let updated = entry.updated.or(entry.published).map(|time| time.to_rfc3339());
    let content = entry.content.as_ref().and_then(|content| {
        let body = content.body.as_deref()?;
        Some(if content.content_type.as_str() == "text/plain" { paragraphs(body) } else { body.to_owned() })
    });
    let texts = [content, entry.summary.as_ref().map(markup)].into_iter().flatten();
    let longest = texts.max_by_key(|text| text.split_whitespace().count()).filter(|text| !text.trim().is_empty());
    let body = longest.filter(|body| url.is_none() || is_full(body));
    Item { page: body.map(|body| page(entry, &body, language)), url, updated }
}

/// Whether an item's words are all of its article.
fn is_full(body: &str) -> bool {
    let mut inside = false;
    let words: String = body
        .chars()
        .map(|c| {
            inside = c == '<' || (inside && c != '>');
            if inside || c == '>' { ' ' } else { c }
        })
        .collect();
    let words = words.trim_end();
    let cut = ["…", "...", "[…]", "[...]", "&hellip;", "&#8230;", "[&hellip;]", "[&#8230;]"].iter().any(|end| words.ends_with(end));
    !cut && words.split_whitespace().count() >= FULL
}

/// The item as a page that says of itself what the feed says of it.
fn page(entry: &Entry, body: &str, language: Option<&str>) -> String {
    let mut page = String::from("<!DOCTYPE html><html");
    if let Some(language) = entry.language.as_deref().or(language) {
        let _ = write!(page, " lang=\"{}\"", escaped(language));
    }
    page.push_str("><head><meta charset=\"utf-8\">");
    let mut meta = |name: &str, content: &str| {
        let _ = write!(page, "<meta name=\"{name}\" content=\"{}\">", escaped(content));
    };
    if let Some(time) = entry.published.or(entry.updated) {
        meta("article:published_time", &time.to_rfc3339());
    }
    for name in entry.authors.iter().filter_map(|author| author.name.as_deref()) {
        meta("author", name);
    }
    for category in &entry.categories {
        meta("article:tag", category.label.as_deref().unwrap_or(&category.term));
    }
    page.push_str("</head><body><article>");
    if let Some(title) = &entry.title {
        let _ = write!(
            page,
            "<h1>{}</h1>",
            if title.content_type.as_str() == "text/plain" { escaped(&title.content) } else { title.content.clone() }
        );
    }
    let _ = write!(page, "{body}</article></body></html>");
    page
}

fn markup(text: &Text) -> String {
    if text.content_type.as_str() == "text/plain" { paragraphs(&text.content) } else { text.content.clone() }
}

/// Plain text as markup, a paragraph a line.
fn paragraphs(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).fold(String::new(), |mut out, line| {
        let _ = write!(out, "<p>{}</p>", escaped(line.trim()));
        out
    })
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn long(word: &str) -> String {
        format!("<p>{}</p>", format!("The {word} left the pier at noon, said Mara Lind. ").repeat(20))
    }

    fn read(feed: &str) -> Vec<Item> {
        assert!(is_feed(feed.as_bytes()), "{feed}");
        items(feed.as_bytes(), Url::parse("https://harbour.example/feed.xml").ok().as_ref()).expect("a feed")
    }

    #[test]
    fn rss() {
        let found = read(&format!(
            "<?xml version=\"1.0\"?><!-- c --><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Harbour</title><language>en</language>\
             <item><title>Ferry &amp;amp; tug</title><link>https://harbour.example/a?utm_source=rss</link><dc:creator>Mara Lind</dc:creator>\
             <pubDate>Mon, 19 May 2031 08:00:00 GMT</pubDate><category>Ports</category><content:encoded><![CDATA[{}]]></content:encoded></item>\
             <item><title>Teaser</title><link>/b</link><description>It sank …</description></item></channel></rss>",
            long("ferry")
        ));
        let [full, teaser] = &found[..] else { panic!("{found:?}") };
        assert_eq!(full.url.as_ref().map(Url::as_str), Some("https://harbour.example/a"));
        assert_eq!(full.updated.as_deref(), Some("2031-05-19T08:00:00+00:00"));
        let page = full.page.as_deref().expect("the full text");
        for part in ["lang=\"en\"", "content=\"Mara Lind\"", "content=\"2031-05-19T08:00:00+00:00\"", "content=\"Ports\"", "The ferry left"]
        {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert_eq!(teaser.page, None);
    }

    #[test]
    fn atom_and_json() {
        let found = read(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour</title><id>x</id><updated>2031-05-19T08:00:00Z</updated>\
             <entry><id>1</id><title>Ferry</title><link rel=\"alternate\" href=\"/a\"/><updated>2031-05-19T08:00:00Z</updated>\
             <content type=\"html\">{}</content></entry></feed>",
            escaped(&long("ferry"))
        ));
        assert_eq!(found[0].url.as_ref().map(Url::as_str), Some("https://harbour.example/a"));
        assert!(found[0].page.as_deref().is_some_and(|page| page.contains("<p>The ferry left")), "{found:?}");
        let found = read(
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harbour\", \"items\": [{\"id\": \"1\", \"title\": \"Ferry\", \
             \"url\": \"https://harbour.example/a\", \"content_text\": \"Short.\"}, {\"id\": \"2\", \"content_text\": \"A < B\\nand C\"}]}",
        );
        assert_eq!(found[0].page, None);
        assert!(found[1].page.as_deref().is_some_and(|page| page.contains("<p>A &lt; B</p><p>and C</p>")), "{found:?}");
    }

    #[test]
    fn a_billion_laughs_stay_few() {
        let mut feed = String::from("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
        for n in 1..30 {
            let lower = format!("&l{};", n - 1).repeat(10);
            let _ = write!(feed, "<!ENTITY l{n} \"{lower}\">");
        }
        feed += "]><rss version=\"2.0\"><channel><title>T</title><item><description>&l29;</description></item></channel></rss>";
        assert!(is_feed(feed.as_bytes()));
        let items = items(feed.as_bytes(), None).unwrap_or_default();
        assert!(items.iter().flat_map(|item| &item.page).all(|page| page.len() < 1000), "{items:?}");
    }

    #[test]
    fn what_is_no_feed() {
        for page in ["<!DOCTYPE html><p>rss", "<?xml version=\"1.0\"?><html/>", "{\"a\": 1}", "", "<rs", "<!--"] {
            assert!(!is_feed(page.as_bytes()), "{page}");
        }
        assert!(items(b"<rss><channel>", None).is_err() || items(b"<rss><channel>", None).is_ok_and(|items| items.is_empty()));
    }
}
