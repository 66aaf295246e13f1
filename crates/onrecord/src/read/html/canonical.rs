//! The address that a page says it should be known by.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};

/// The elements that give it. They stand in the head; a page need not be parsed as a whole to find them.
static ELEMENTS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [r#"(?i)<link\s[^<>]*?rel\s*=\s*["']?canonical\b[^<>]*>"#, r#"(?i)<meta\s[^<>]*?["']og:url["'][^<>]*>"#]
        .map(|shape| Regex::new(shape).expect("a valid shape"))
});

/// How far into a page its head reaches, at most, in bytes.
const HEAD: usize = 512 << 10;

/// An element of more bytes is none that a page's head has: parsing it takes the square of its attributes.
const LONGEST: usize = 8 << 10;

/// The address of `link rel=canonical`, else that of `og:url`.
pub(in super::super) fn canonical(page: &str) -> Option<String> {
    let head = &page[..page.floor_char_boundary(HEAD)];
    let address = |element: &Regex, attribute: &str| {
        let markup = Html::parse_fragment(Some(element.find(head)?.as_str()).filter(|markup| markup.len() <= LONGEST)?);
        let root = markup.root_element();
        let element = root.descendants().filter_map(ElementRef::wrap).find(|e| matches!(e.value().name(), "link" | "meta"))?;
        element.value().attr(attribute).map(str::trim).filter(|address| !address.is_empty()).map(str::to_owned)
    };
    address(&ELEMENTS[0], "href").or_else(|| address(&ELEMENTS[1], "content"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let check = |page: &str, expected: Option<&str>| assert_eq!(canonical(page).as_deref(), expected, "{page}");
        check("<head><link rel='canonical' href='https://a.example/?a=1&amp;b=2'>", Some("https://a.example/?a=1&b=2"));
        check("<LINK HREF=/ferry REL=canonical>", Some("/ferry"));
        check("<meta property=\"og:url\" content=\"https://a.example/ferry\"/>", Some("https://a.example/ferry"));
        check("<meta property='og:url' content='https://b.example/'><link href='/a' rel='canonical'/>", Some("/a"));
        check("<link rel='stylesheet' href='/a.css'><p>canonical", None);
        check("<link rel=canonical href=''>", None);
    }
}
