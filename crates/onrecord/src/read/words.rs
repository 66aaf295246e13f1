//! The wordings and shapes by which news pages mark what is not their body, as tables.
//!
//! None of these belongs to one site: each is what pages in general print.

use crate::model::Reason;

/// Words of grammar in the larger languages of the press: prose is full of them, menus and headlines are not.
const FUNCTION_WORDS: &[&str] = &[
    // English
    "the", "of", "to", "a", "an", "and", "in", "that", "is", "was", "for", "on", "with", "as", "it", "at", "by", "be", "has", "have", "had",
    "from", "are", "were", "which", "who", "this", "but", "not", "they", "their", "its", "his", "her", "he", "she", "would", "will",
    "been", "we", "i", "or", "than", "if", "there", "after", "when", "about", "said", "more", "also", "could", "into",
    // German
    "der", "die", "das", "und", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "als",
    "auch", "es", "werden", "aus", "hat", "dass", "sie", "nach", "wird", "bei", // French, Italian, Spanish, Portuguese
    "le", "la", "les", "et", "des", "en", "un", "une", "du", "que", "est", "pour", "dans", "qui", "par", "sur", "au", "pas", "plus", "il",
    "di", "che", "è", "per", "del", "della", "non", "con", "si", "da", "sono", "el", "los", "las", "y", "se", "una", "su", "por", "lo",
    "o", "os", "um", "uma", "para", "não", "na", "no", "ao", "mais", // Dutch, Scandinavian
    "het", "een", "van", "dat", "op", "te", "voor", "och", "att", "det", "som", "på", "är", "og", "er", "til",
];

/// Whether a word is one of grammar, in the larger languages of the press.
pub(super) fn is_function_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= 8 && (FUNCTION_WORDS.contains(&bare) || FUNCTION_WORDS.contains(&bare.to_lowercase().as_str()))
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

/// Wordings that make a line furniture, lower case: where the words must stand, the words, and why.
const WORDINGS: &[(Place, &str, Reason)] = {
    use Place::{Anywhere, Begins, Whole};
    use Reason::{Advertisement, Comments, Legal, MostRead, Navigation, Other, Related, Share, Subscribe, Tags};
    &[
        (Whole, "advertisement", Advertisement),
        (Whole, "advertisements", Advertisement),
        (Whole, "ad", Advertisement),
        (Whole, "advertising", Advertisement),
        (Begins, "advertisement ", Advertisement),
        (Begins, "sponsored", Advertisement),
        (Whole, "promoted", Advertisement),
        (Begins, "story continues below", Advertisement),
        (Begins, "article continues", Advertisement),
        (Begins, "continue reading", Advertisement),
        (Begins, "promoted content", Advertisement),
        (Begins, "paid post", Advertisement),
        (Begins, "skip to ", Navigation),
        (Begins, "skip advert", Navigation),
        (Begins, "back to top", Navigation),
        (Begins, "you are at", Navigation),
        (Whole, "you are here", Navigation),
        (Whole, "menu", Navigation),
        (Whole, "search", Navigation),
        (Begins, "search for", Navigation),
        (Whole, "home", Navigation),
        (Whole, "sections", Navigation),
        (Whole, "close", Navigation),
        (Whole, "next", Navigation),
        (Whole, "previous", Navigation),
        (Whole, "log in", Navigation),
        (Whole, "login", Navigation),
        (Whole, "sign in", Navigation),
        (Begins, "show caption", Navigation),
        (Begins, "hide caption", Navigation),
        (Begins, "enlarge this image", Navigation),
        (Whole, "live tv", Navigation),
        (Whole, "watch", Related),
        (Whole, "photos", Related),
        (Whole, "videos", Related),
        (Whole, "video", Related),
        (Whole, "related", Related),
        (Begins, "related:", Related),
        (Begins, "related ", Related),
        (Begins, "read more", Related),
        (Begins, "read also", Related),
        (Begins, "also read", Related),
        (Begins, "read next", Related),
        (Begins, "read:", Related),
        (Begins, "read |", Related),
        (Begins, "more:", Related),
        (Begins, "more from", Related),
        (Begins, "more on", Related),
        (Begins, "more about", Related),
        (Begins, "more in ", Related),
        (Begins, "see also", Related),
        (Begins, "watch:", Related),
        (Begins, "watch now", Related),
        (Begins, "watch video", Related),
        (Begins, "up next", Related),
        (Begins, "don't miss", Related),
        (Begins, "you may also like", Related),
        (Begins, "you might also", Related),
        (Begins, "recommended", Related),
        (Begins, "latest stories", Related),
        (Begins, "latest news", Related),
        (Begins, "in pictures:", Related),
        (Begins, "also on ", Related),
        (Begins, "more great ", Related),
        (Begins, "explore further", Related),
        (Begins, "most popular", MostRead),
        (Begins, "most read", MostRead),
        (Begins, "most viewed", MostRead),
        (Begins, "most shared", MostRead),
        (Begins, "popular ", MostRead),
        (Begins, "trending", MostRead),
        (Begins, "top stories", MostRead),
        (Whole, "tags", Tags),
        (Begins, "tags:", Tags),
        (Begins, "tags ", Tags),
        (Begins, "topics:", Tags),
        (Whole, "topics", Tags),
        (Begins, "filed under", Tags),
        (Begins, "related tags", Tags),
        (Begins, "related topics", Tags),
        (Whole, "share", Share),
        (Begins, "share this", Share),
        (Begins, "share on", Share),
        (Begins, "share via", Share),
        (Begins, "click to share", Share),
        (Begins, "follow us", Share),
        (Begins, "follow @", Share),
        (Begins, "like us on", Share),
        (Whole, "facebook", Share),
        (Whole, "twitter", Share),
        (Whole, "whatsapp", Share),
        (Whole, "linkedin", Share),
        (Whole, "pinterest", Share),
        (Whole, "reddit", Share),
        (Whole, "email", Share),
        (Whole, "print", Share),
        (Whole, "tweet", Share),
        (Begins, "copy link", Share),
        (Begins, "comments", Comments),
        (Whole, "comment", Comments),
        (Begins, "leave a comment", Comments),
        (Begins, "leave a reply", Comments),
        (Begins, "post a comment", Comments),
        (Begins, "view comments", Comments),
        (Begins, "join the conversation", Comments),
        (Begins, "view the discussion", Comments),
        (Begins, "your email address will not be published", Comments),
        (Begins, "reply", Comments),
        (Anywhere, "newsletter", Subscribe),
        (Anywhere, "in your inbox", Subscribe),
        (Anywhere, "to your inbox", Subscribe),
        (Begins, "if you enjoyed this article", Subscribe),
        (Begins, "enjoyed this article", Subscribe),
        (Begins, "like this story", Share),
        (Begins, "sign up", Subscribe),
        (Begins, "subscribe", Subscribe),
        (Begins, "get the latest", Subscribe),
        (Begins, "download our app", Subscribe),
        (Begins, "download the", Subscribe),
        (Begins, "support our", Subscribe),
        (Anywhere, "all rights reserved", Legal),
        (Anywhere, "privacy policy", Legal),
        (Anywhere, "terms of use", Legal),
        (Anywhere, "terms of service", Legal),
        (Anywhere, "terms and conditions", Legal),
        (Anywhere, "terms & conditions", Legal),
        (Anywhere, "use cookies", Legal),
        (Anywhere, "uses cookies", Legal),
        (Anywhere, "our use of cookies", Legal),
        (Anywhere, "copyright ©", Legal),
        (Begins, "copyright", Legal),
        (Begins, "©", Legal),
        (Begins, "(c) ", Legal),
        (Begins, "first published", Other),
        (Begins, "last updated", Other),
        (Begins, "last modified", Other),
        (Begins, "follow the author", Other),
        (Anywhere, "may be published, broadcast", Legal),
        (Anywhere, "may not be published, broadcast", Legal),
        (Begins, "this article was originally published", Other),
        (Begins, "contact us", Navigation),
        (Begins, "have a tip", Other),
        (Begins, "got a tip", Other),
        (Begins, "disclaimer", Legal),
        (Begins, "reading time", Other),
        (Begins, "tempo de leitura", Other),
        (Begins, "lesezeit", Other),
    ]
};

/// Where a furniture wording must stand in its line.
#[derive(Clone, Copy)]
enum Place {
    Whole,
    Begins,
    Anywhere,
}

/// Why a line is furniture, where its wording says so.
pub(super) fn furniture(text: &str) -> Option<Reason> {
    if text.len() > 400 {
        return None;
    }
    let low = text
        .trim_matches(|c: char| matches!(c, '[' | ']' | ':' | '-' | '»' | '>' | '#' | '▼') || c.is_whitespace())
        .to_lowercase()
        .replace('’', "'");
    // A long line that only begins like furniture is a sentence.
    let short = low.len() < 120 || !ends_sentence(text);
    let found = WORDINGS.iter().find(|(place, words, _)| match place {
        Place::Whole => low == *words,
        Place::Begins => short && low.starts_with(words),
        Place::Anywhere => low.contains(words),
    });
    found.map(|&(_, _, reason)| reason).or_else(|| identifier(text).then_some(Reason::Navigation))
}

/// Whether a line is the name of an icon or a style rather than words ("`info_icon`").
fn identifier(text: &str) -> bool {
    text.contains('_')
        && !text.contains(char::is_whitespace)
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
}

/// Wire agencies and picture agencies, as bylines, datelines and credits name them.
const AGENCIES: &[(&str, &str)] = &[
    ("AP", "AP"),
    ("Associated Press", "AP"),
    ("The Associated Press", "AP"),
    ("Reuters", "Reuters"),
    ("Thomson Reuters", "Reuters"),
    ("AFP", "AFP"),
    ("Agence France-Presse", "AFP"),
    ("UPI", "UPI"),
    ("United Press International", "UPI"),
    ("DPA", "dpa"),
    ("EFE", "EFE"),
    ("ANSA", "ANSA"),
    ("PTI", "PTI"),
    ("Press Trust of India", "PTI"),
    ("IANS", "IANS"),
    ("ANI", "ANI"),
    ("Xinhua", "Xinhua"),
    ("TASS", "TASS"),
    ("Interfax", "Interfax"),
    ("Yonhap", "Yonhap"),
    ("Kyodo", "Kyodo"),
    ("Kyodo News", "Kyodo"),
    ("Jiji Press", "Jiji"),
    ("KCNA", "KCNA"),
    ("Anadolu", "Anadolu"),
    ("Anadolu Agency", "Anadolu"),
    ("PA Media", "PA Media"),
    ("Press Association", "PA Media"),
    ("AAP", "AAP"),
    ("Canadian Press", "Canadian Press"),
    ("The Canadian Press", "Canadian Press"),
    ("Bloomberg", "Bloomberg"),
    ("Bernama", "Bernama"),
    ("Ukrinform", "Ukrinform"),
    ("RIA Novosti", "RIA Novosti"),
    ("Tribune News Service", "Tribune News Service"),
];

/// The wire agency that these words name and nothing else.
pub(super) fn agency(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    // Words printed in capitals name it too; in small letters "ap" or "ani" would be any word.
    AGENCIES.iter().find(|(name, _)| *name == bare || name.to_uppercase() == bare).map(|&(_, agency)| agency)
}

/// Words that stand before or after a picture's source.
const CREDIT_HEADS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by",
    "photo credit",
    "photograph:",
    "photography:",
    "image:",
    "image credit",
    "images:",
    "credit:",
    "credits:",
    "picture:",
    "pictures:",
    "photo courtesy",
    "image courtesy",
    "file photo",
    "(file photo",
    "(photo",
    "(image",
    "source:",
];
const CREDIT_TAILS: &[&str] = &[
    "getty images",
    "/getty",
    "via getty",
    "ap photo",
    "via ap",
    "/ap",
    "/reuters",
    "/afp",
    "shutterstock",
    "istock",
    "file photo",
    "(file)",
    "file image",
    "unsplash",
    "alamy",
];

/// Whether a line is the words under a picture: it carries the picture's credit.
pub(super) fn credit(text: &str) -> bool {
    if text.chars().count() > 400 {
        return false;
    }
    let low = text.to_lowercase();
    let tail = low.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let closed = tail.trim_end_matches(')');
    if CREDIT_HEADS.iter().any(|head| low.starts_with(head)) || CREDIT_TAILS.iter().any(|t| closed.ends_with(t) && closed.len() >= t.len())
    {
        return true;
    }
    // "… | Photo: AP", "… Photograph: A Name/AFP", "… (AP Photo/A Name)"
    let last = |marks: &[&str]| marks.iter().any(|mark| low.rfind(mark).is_some_and(|at| low[at..].chars().count() < 60));
    if last(&[
        "photo:",
        "photograph:",
        "image:",
        "photo credit:",
        "image credit",
        "(ap photo",
        "(photo by",
        "(photo:",
        "photo by ",
        "| photo",
        "— photo",
        "credit: ",
    ]) {
        return true;
    }
    // "(A Name / Associated Press)" and "Words - An Agency"
    let bracket = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, inside)| inside);
    let source = bracket.filter(|inside| inside.chars().count() < 60).and_then(|inside| inside.rsplit_once(['/', '|']));
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
