//! What bytes are: a page of markup, a page of text, or nothing that can be read.

use crate::Input;
use crate::charset::utf16;
use crate::expand::ending;

/// The first bytes of files that are no pages, what such a file is, and what to do with it.
const MAGICS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "save the page as text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as text"),
    (b"{\\rtf", "an RTF document", "save it as text"),
    (b"\x89PNG", "an image", "give the page's text"),
    (b"\xff\xd8\xff", "an image", "give the page's text"),
    (b"GIF8", "an image", "give the page's text"),
    (b"RIFF", "an image, a sound or a film", "give the page's text"),
    (b"\x1f\x8b", "compressed twice", "decompress it once"),
    (b"BZh", "compressed with bzip2", "decompress it, or use gzip"),
    (b"\xfd7zXZ", "compressed with xz", "decompress it, or use gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "decompress it, or use gzip"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"SQLite format 3", "a database", "give the pages themselves"),
    (b"\x7fELF", "a program", "give a page saved as text or HTML"),
    (b"MZ\x90", "a program", "give a page saved as text or HTML"),
];

/// What a file that is no text is, and what to do with it.
pub(crate) fn binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if let Some((_, kind, hint)) = MAGICS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some((kind, hint));
    }
    let marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    (!marked && utf16(bytes).is_none() && bytes.contains(&0)).then_some(("binary data", "give a page saved as text or HTML"))
}

/// Whether decoded characters are mostly none that print.
pub(crate) fn is_garbled(text: &str) -> bool {
    let odd = |c: &char| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}';
    let head = || text.chars().take(LOOKED_AT);
    3 * head().filter(odd).count() > head().count()
}

/// How many characters tell whether it is text.
const LOOKED_AT: usize = 4096;

/// A content type's media type, and the charset that stands with it.
pub(crate) fn content_type(value: Option<&str>) -> (&str, Option<&str>) {
    let mut parts = value.unwrap_or_default().split(';').map(str::trim);
    let media = parts.next().unwrap_or_default();
    let charset = parts.find_map(|part| part.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")));
    (media, charset.map(|(_, label)| label.trim().trim_matches(['"', '\''])))
}

/// Whether a media type is that of a page of markup.
pub(crate) fn is_markup(media: &str) -> bool {
    media.eq_ignore_ascii_case("text/html") || media.eq_ignore_ascii_case("application/xhtml+xml")
}

/// Beginnings of markup, in small letters.
const OPENINGS: &[&str] = &["<!doctype html", "<html", "<head", "<body", "<?xml", "<div", "<article", "<h1", "<p>"];

/// Tags that a page of markup has and prose about markup hardly.
const TAGS: &[&str] = &["</p>", "</div>", "</a>", "</li>", "</h1>", "</article>", "<br"];

/// Whether a page is markup: it begins as markup does, or its name says so and it has tags, or it is full of tags.
pub(crate) fn is_html(bytes: &[u8], input: &Input) -> bool {
    let narrow: Vec<u8> = bytes.iter().copied().filter(|&b| b != 0).take(64 << 10).collect();
    let head = String::from_utf8_lossy(&narrow).to_ascii_lowercase();
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffd}'));
    let named = matches!(input, Input::File(path) if ending(path).is_some_and(|ending| ending.contains("htm")));
    let tags = TAGS.iter().map(|tag| head.matches(tag).count()).sum::<usize>();
    let commented = start.starts_with("<!--") && OPENINGS.iter().any(|opening| head.contains(opening));
    OPENINGS.iter().any(|opening| start.starts_with(opening)) || commented || tags > if named { 0 } else { 5 }
}
