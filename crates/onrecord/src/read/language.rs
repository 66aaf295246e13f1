//! The language of a text.

use whatlang::Lang;

/// Fewer characters than this say too little.
const ENOUGH: usize = 60;

/// How many characters are looked at; more change nothing.
const LOOKED_AT: usize = 4000;

/// The BCP 47 tag of a text's language, where it is certain.
pub(super) fn language(text: &str) -> Option<String> {
    let head: String = text.chars().take(LOOKED_AT).collect();
    if head.chars().count() < ENOUGH {
        return None;
    }
    let found = whatlang::detect(&head).filter(whatlang::Info::is_reliable)?;
    Some(tag(found.lang()).to_owned())
}

/// A language's tag: its ISO 639-1 code where it has one, else its ISO 639-3 code (RFC 5646, section 2.2.1).
fn tag(lang: Lang) -> &'static str {
    let code = lang.code();
    CODES.iter().find(|(long, _)| *long == code).map_or(code, |&(_, short)| short)
}

/// ISO 639-3 and 639-1 codes of the languages the identifier knows.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"), ("bul", "bg"), ("cat", "ca"),
    ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"),
    ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"),
    ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"),
    ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"), ("nob", "nb"), ("ori", "or"),
    ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"),
    ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certain_or_nothing() {
        let english =
            "The minister said on Friday that the ferry had been sold to a company which nobody at the harbour had heard of before.";
        assert_eq!(language(english).as_deref(), Some("en"));
        let german =
            "Der Minister sagte am Freitag, die Fähre sei an eine Firma verkauft worden, von der im Hafen noch niemand gehört habe.";
        assert_eq!(language(german).as_deref(), Some("de"));
        assert_eq!(language("Ferry"), None);
    }
}
