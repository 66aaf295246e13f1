//! What a word and a space are to Python's regular expressions.

use std::sync::LazyLock;

use regex::Regex;

/// A run of word characters, Python's `\w+`. Rust's own `\w` also takes combining marks.
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_]+"));

/// A pattern of this program's own, which is well formed.
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a well-formed pattern")
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    WORD.find_iter(text).map(|found| found.as_str())
}

/// Whether a text has a word in it.
pub(super) fn has_word(text: &str) -> bool {
    WORD.is_match(text)
}

/// Python's `str.isspace`: Unicode's white space and the four separators of ASCII.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_digits_and_underscores() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text).collect::<Vec<_>>(), expected);
        check("Don’t, 7_000 ½!", &["Don", "t", "7_000", "½"]);
        check("हिन्दी", &["ह", "न", "द"]);
        check("e\u{301}t", &["e", "t"]);
    }
}
