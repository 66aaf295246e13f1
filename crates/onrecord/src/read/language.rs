//! The language of a text.

use whatlang::{Lang, Script};

use super::tables;

/// The identifier is trusted alone where it has this many characters; in fewer, words of grammar must speak for English or against it.
const ENOUGH: usize = 200;

/// How many characters are looked at; more change nothing.
const LOOKED_AT: usize = 4000;

/// The tag of a language that is not determined (RFC 5646, section 4.1), but is not English.
const UNDETERMINED: &str = "und";

/// So many words of grammar are enough to tell.
const TELLING: usize = 2;

/// The BCP 47 tag of a text's language, where it is certain.
///
/// Nothing else hangs on a tag as much as whether it is English, which is read, or another language, which is not. So a text in letters that
/// English is not written in is never left open, and one whose words of grammar are English ones is English.
pub(super) fn language(text: &str) -> Option<String> {
    let head: String = text.chars().take(LOOKED_AT).collect();
    let found = whatlang::detect(&head)?;
    let sure = found.is_reliable() && head.chars().count() >= ENOUGH;
    if found.script() != Script::Latin {
        return Some(if sure { tag(found.lang()) } else { UNDETERMINED }.to_owned());
    }
    let words = head.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let (mut english, mut other) = (0, 0);
    for tells in words.filter_map(|word| tables::tells_english(&word)) {
        *(if tells { &mut english } else { &mut other }) += 1;
    }
    if english >= TELLING && english > 2 * other {
        return Some("en".to_owned());
    }
    let foreign = other >= TELLING && other > english && found.lang() != Lang::Eng;
    (foreign || sure).then(|| tag(found.lang()).to_owned())
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

    #[test]
    fn short_texts() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(language(text).as_deref(), expected, "{text}");
        check("The ferry was sold, said Mara Lind.", Some("en"));
        check("Die Fähre ist nicht verkauft, sagte Mara Lind.", Some("de"));
        check("Le ferry est vendu par la ville, dit Mara Lind.", Some("fr"));
        check("Паром продан.", Some("und"));
        check("Ferry sinks off Port Elm", None);
        check("", None);
    }

    #[test]
    fn english_among_foreign_names() {
        let table = "Results from Wednesday of the Copa del Rey in Spain: Real Sociedad de Fútbol, Atlético de Bilbao, Deportivo de La Coruña. \
                     The rest of the games will be played on Thursday, and all of them are to be shown.";
        assert_eq!(language(table).as_deref(), Some("en"));
    }
}
