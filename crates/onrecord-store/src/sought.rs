//! What is searched for: words in any inflection, and phrases in quotation marks as they stand.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The quotation marks around phrases: any of them opens one, and any closes it.
const MARKS: [char; 4] = ['"', '“', '”', '„'];

/// Words and phrases, all of which must be there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sought {
    /// As FTS5 asks for them, each a string, so that nothing in one is an operator; empty where there is no word. The index knows stems alone.
    pub(crate) query: String,
    /// The phrases, folded.
    phrases: Vec<String>,
}

impl Sought {
    /// Reads what somebody entered. A mark that is not closed is none.
    pub(crate) fn new(entered: &str) -> Self {
        let plain = entered.replace(char::is_control, " ");
        let pieces: Vec<&str> = plain.split(MARKS).collect();
        let (mut strings, mut phrases) = (Vec::new(), Vec::new());
        for (at, piece) in pieces.iter().enumerate() {
            if at % 2 == 1 && at + 1 < pieces.len() {
                strings.push(*piece);
                phrases.push(folded(piece));
            } else {
                strings.extend(piece.split_whitespace());
            }
        }
        let wordless = |words: &str| !words.contains(char::is_alphanumeric);
        strings.retain(|string| !wordless(string));
        phrases.retain(|phrase| !wordless(phrase));
        Self { query: strings.iter().map(|string| format!("\"{string}\"")).collect::<Vec<_>>().join(" "), phrases }
    }

    /// Whether there are phrases, for which a text must be looked at.
    pub(crate) fn has_phrases(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Whether a text in which the index finds all stems holds the phrases word for word.
    pub(crate) fn stands_in(&self, text: &str) -> bool {
        let text = folded(text);
        self.phrases.iter().all(|phrase| text.contains(phrase))
    }
}

/// The words of a text in small letters without accents, a space before each and after the last.
fn folded(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn no_word_is_an_operator() {
        let check = |entered: &str, query: &str| assert_eq!(Sought::new(entered).query, query, "{entered:?}");
        check("shells  NOT", "\"shells\" \"NOT\"");
        check("say \"so", "\"say\" \"so\"");
        check("a\0b*", "\"a\" \"b*\"");
        check("5\" pipe, “the old bridge” no\u{85}w", "\"5\" \" pipe, \" \"the\" \"old\" \"bridge\" \"no\" \"w\"");
        check(" “the old\0bridge” is \"shut \"", "\"the old bridge\" \"is\" \"shut \"");
        for wordless in ["", " - \" ( ", "\"\"", "“ ”", "😀 \"👍\"", "\"\"\""] {
            assert_eq!(Sought::new(wordless), Sought::default(), "{wordless:?}");
        }
    }

    #[test]
    fn a_phrase_stands_word_for_word() {
        let check = |entered: &str, text: &str, stands: bool| {
            let sought = Sought::new(entered);
            assert_eq!((sought.has_phrases(), sought.stands_in(text)), (true, stands), "{entered} in {text}");
        };
        check("\"shipped arms\"", "Ostrany shipped arms, it said", true);
        check("\"shipped arms\"", "Ostrany ships arms", false);
        check("\"arms\" „Kessin’s port“", "no ARMS in Kessin's port", true);
        check("“naive bridge”", "the “naïve” bridge", true);
        check("\"arm\"", "arms", false);
        check("\"the bridge\" \"a dam\"", "the bridge", false);
    }
}
