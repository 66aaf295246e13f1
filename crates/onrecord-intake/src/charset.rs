//! From bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page of markup its charset is looked for (the WHATWG's prescan).
const PRESCAN: usize = 1024;

/// Decodes a page and names its encoding by its WHATWG name.
///
/// In this order: a byte order mark, what the carrier says (`said`, an HTTP header), what the markup says, UTF-8 where the bytes are valid
/// UTF-8, UTF-16 by its zero bytes, and last a guess.
/// Every character is kept, also a byte order mark's, so that offsets hold on the caller's own file.
pub(crate) fn decode(bytes: &[u8], html: bool, said: Option<&str>) -> (String, &'static str) {
    let encoding = declared(bytes, html, said).unwrap_or_else(|| guessed(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding.name())
}

fn declared(bytes: &[u8], html: bool, carrier: Option<&str>) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    let carrier = carrier.and_then(|label| Encoding::for_label(label.as_bytes()));
    let said = carrier.or_else(|| html.then(|| in_markup(bytes)).flatten());
    // Markup that says UTF-16 in bytes that could be read as ASCII is UTF-8 (WHATWG).
    let said = said.map(|encoding| if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding });
    // Pages re-saved as UTF-8 keep what they once said; bytes beyond ASCII that are valid UTF-8 are hardly ever anything else.
    if valid && !bytes.is_ascii() && !bytes.contains(&0) {
        return Some(UTF_8);
    }
    said.filter(|&encoding| encoding != UTF_8 || valid)
}

/// The charset that a page of markup gives in its first bytes.
fn in_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 without a byte order mark, told by the zero bytes on one side of most of its characters.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 4;
    match (even > most, odd > most) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let check =
            |bytes: &[u8], html: bool, text: &str, name: &str| assert_eq!(decode(bytes, html, None), (text.to_owned(), name), "{bytes:?}");
        check("Fähre".as_bytes(), false, "Fähre", "UTF-8");
        check(b"\xef\xbb\xbfFerry", false, "\u{feff}Ferry", "UTF-8");
        check(b"F\xe4hre", false, "Fähre", "windows-1252");
        check(b"<meta charset=\"iso-8859-2\">\xb1", true, "<meta charset=\"iso-8859-2\">ą", "ISO-8859-2");
        check(b"\xff\xfeF\0e\0", false, "\u{feff}Fe", "UTF-16LE");
        check(b"F\0e\0r\0r\0y\0", false, "Ferry", "UTF-16LE");
        check(b"\0F\0e\0r\0r\0y", false, "Ferry", "UTF-16BE");
        assert_eq!(decode(b"F\xe4hre \xb1", false, Some("ISO-8859-2")), ("Fähre ą".to_owned(), "ISO-8859-2"));
        assert_eq!(decode("Fähre".as_bytes(), false, Some("latin1")).0, "Fähre");
    }
}
