//! What words say of a line: furniture, a picture's credit, a byline, an agency. The wordings are tables (`tables.rs`).

use super::tables::{self, Place};
use crate::model::Reason;
use crate::text::straight;

/// Whether a word is one of grammar, in the larger languages of the press.
pub(super) fn is_function_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= 8 && (tables::GRAMMAR.contains(bare) || tables::GRAMMAR.contains(bare.to_lowercase().as_str()))
}

/// How many words a line has; two characters of a script without spaces count as one.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().count() + text.chars().filter(|&c| is_ideographic(c)).count() / 2
}

/// Whether a character is of a script that is written without spaces: Chinese, Japanese, Thai.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{e7f}')
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']'))
        .ends_with(['.', '!', '?', '…', ':', '。', '।', '؟'])
}

/// The number that a list item begins with ("3. ", "3) ").
pub(super) fn list_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let marked = rest.strip_prefix('.').or_else(|| rest.strip_prefix(')'))?;
    (digits <= 3 && marked.starts_with(char::is_whitespace)).then(|| text[..digits].parse().ok()).flatten()
}

/// A line of more bytes is not furniture by its wording.
const LONGEST: usize = 400;

/// A line of more bytes that ends as a sentence is not furniture by what it begins or ends with.
const SENTENCE: usize = 120;

/// Why a line is furniture, where its wording says so.
pub(super) fn furniture(text: &str) -> Option<Reason> {
    if text.len() > LONGEST {
        return None;
    }
    let bare = text.trim_matches(|c: char| matches!(c, '[' | ']' | ':' | '-' | '»' | '>' | '#' | '▼') || c.is_whitespace());
    let low = straight(&bare.to_lowercase());
    let short = low.len() < SENTENCE || !ends_sentence(text);
    let wordings = &*tables::FURNITURE;
    let first = |place: Place, fits: &dyn Fn(&str) -> bool| wordings.at(place).find(|(words, _)| fits(words)).map(|&(_, reason)| reason);
    let found = wordings.whole(&low).or_else(|| {
        let edge = || first(Place::Begins, &|words| low.starts_with(words)).or_else(|| first(Place::Ends, &|words| low.ends_with(words)));
        short.then(edge).flatten().or_else(|| first(Place::Anywhere, &|words| low.contains(words)))
    });
    found.or_else(|| identifier(text).then_some(Reason::Navigation))
}

/// Whether a line is the name of an icon or a style rather than words ("`info_icon`").
fn identifier(text: &str) -> bool {
    text.contains('_')
        && !text.contains(char::is_whitespace)
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
}

/// The wire agency that these words name and nothing else.
pub(super) fn agency(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    // Words printed in capitals name it too; in small letters "ap" or "ani" would be any word.
    tables::AGENCIES.iter().find(|(name, _)| *name == bare || name.to_uppercase() == bare).map(|&(_, agency)| agency)
}

/// A picture's credit near the end of a line stands in so many characters of it.
const CREDIT: usize = 60;

/// Whether a line is the words under a picture: it carries the picture's credit.
pub(super) fn credit(text: &str) -> bool {
    if text.chars().count() > LONGEST || furniture(text) == Some(Reason::Legal) {
        return false;
    }
    let low = text.to_lowercase();
    let tail = low.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let closed = tail.trim_end_matches(')');
    let near_end = |words: &str| low.rfind(words).is_some_and(|at| at > 0 && low[at..].chars().count() < CREDIT);
    let says = |&(place, words): &(Place, &str)| match place {
        Place::Begins => low.starts_with(words),
        Place::Ends => closed.ends_with(words),
        Place::NearEnd => near_end(words),
        Place::Whole | Place::Anywhere => false,
    };
    if tables::CREDITS.iter().any(says) {
        return true;
    }
    // "(A Name / Associated Press)" and "Words - An Agency"
    let bracket = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, inside)| inside);
    let source = bracket.filter(|inside| inside.chars().count() < CREDIT).and_then(|inside| inside.rsplit_once(['/', '|']));
    source.is_some_and(|(_, name)| agency(name).is_some())
        || text
            .rsplit_once([' ', '-', '–', '|'])
            .is_some_and(|(_, name)| text.contains(['|', '–']) && agency(name).is_some() && !ends_sentence(text))
}

/// The names in a line that gives the writers and nothing else but what follows them ("By A Name and B Name, Staff").
pub(super) fn byline(text: &str) -> Option<&str> {
    let prefix = text.get(..3).filter(|p| p.eq_ignore_ascii_case("by ") || p.eq_ignore_ascii_case("by:"))?;
    let names = text[prefix.len()..].trim();
    let few = names.split_whitespace().count() <= 14 && names.chars().count() <= 120 && !names.ends_with(['!', '?']);
    // Names are capitalised; "By then it was …" is a sentence.
    let mut words = names.split_whitespace();
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(|c: char| c.is_uppercase()));
    (few && capital(words.next()) && capital(words.next().or(Some("A")))).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings() {
        let check = |text: &str, expected: Option<Reason>| assert_eq!(furniture(text), expected, "{text}");
        check("Advertisement", Some(Reason::Advertisement));
        check("MOST POPULAR", Some(Reason::MostRead));
        check("info_icon", Some(Reason::Navigation));
        check("© 2031 The Harbour Post", Some(Reason::Legal));
        check("Share", Some(Reason::Share));
        check("Read more: Ferry sinks", Some(Reason::Related));
        check("The minister said the ferry had sunk.", None);
    }

    #[test]
    fn credits() {
        let check = |text: &str, expected: bool| assert_eq!(credit(text), expected, "{text}");
        check("Mara Lind | Photo: AP", true);
        check("The old pier (R) and the new one (L) - Getty Images", true);
        check("Mara Lind at the pier. (AP Photo/Jo Berg)", true);
        check("(Jo Berg / Associated Press)", true);
        check("The photo showed a pier, Lind said.", false);
        check("Lind told Reuters.", false);
    }

    #[test]
    fn bylines() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(byline(text), expected, "{text}");
        check("BY Jo Berg", Some("Jo Berg"));
        check("By Jo Berg and Mara Lind, Staff Writers", Some("Jo Berg and Mara Lind, Staff Writers"));
        check("By then it was too late for the ferry.", None);
        check("Byron said so", None);
    }

    #[test]
    fn agencies() {
        assert_eq!(agency("(AP)"), Some("AP"));
        assert_eq!(agency("REUTERS"), Some("Reuters"));
        assert_eq!(agency("ap"), None);
    }
}
