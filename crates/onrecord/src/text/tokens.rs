//! Words, numbers and marks.

use super::{Class, is};
use crate::span::{Span, Text};

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its words.
    pub(crate) text: &'a str,
}

impl Token<'_> {
    /// Whether it has a letter or a digit.
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    /// Whether its first character is an upper-case letter.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Cuts the part of a text that `within` covers into tokens; white space separates them and is in none.
///
/// A possessive ending or a shortened verb ("we'll") is a token of its own, like all punctuation, except inside numbers ("7,000"),
/// abbreviations ("U.S."), hyphenated words, negations ("don't") and addresses. Runs of one mark (`''`, `...`, `--`) are one token.
pub(crate) fn tokens(text: &Text, within: Span) -> Vec<Token<'_>> {
    let range = text.bytes(within);
    let part = &text.as_str()[range];
    let mut out = Vec::with_capacity(part.len() / 5);
    let mut rest = part.char_indices().peekable();
    let mut point = within.start;
    while let Some(&(start, c)) = rest.peek() {
        if c.is_whitespace() || c.is_control() || c == '\u{feff}' {
            rest.next();
            point += 1;
            continue;
        }
        let end = start + token_length(&part[start..]);
        let first = point;
        while rest.peek().is_some_and(|&(at, _)| at < end) {
            rest.next();
            point += 1;
        }
        out.push(Token { span: Span::new(first, point), text: &part[start..end] });
    }
    out
}

/// The byte length of the token that `s`, which does not begin with white space, begins with.
fn token_length(s: &str) -> usize {
    let first = s.chars().next().expect("a token has a character");
    if s.starts_with("http://") || s.starts_with("https://") || s.starts_with("www.") {
        let end = s.find(char::is_whitespace).unwrap_or(s.len());
        return s[..end].trim_end_matches(|c: char| ".,;:!?\"'”’)]".contains(c)).len();
    }
    if is_apostrophe(first)
        && let Some(length) = ending(s)
    {
        return length;
    }
    if first.is_alphanumeric() || (matches!(first, '@' | '#') && s[1..].starts_with(char::is_alphanumeric)) {
        return word_length(s);
    }
    if matches!(first, '\'' | '`' | '.' | '-' | '*' | '_' | '=') {
        let run = s.len() - s.trim_start_matches(first).len();
        return if first == '\'' { run.min(2) } else { run };
    }
    first.len_utf8() + combining(&s[first.len_utf8()..])
}

/// The byte length of the marks that combine with what stands before them.
fn combining(s: &str) -> usize {
    s.len() - s.trim_start_matches(combines).len()
}

/// Whether a mark combines with what stands before it: an accent, a variation selector, a joiner.
fn combines(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// What is written after an apostrophe and is a word of its own.
const ENDINGS: [&str; 6] = ["s", "ll", "re", "ve", "m", "d"];

/// The byte length of a possessive or of a shortened verb that `s` begins with: "'s", "'ll".
fn ending(s: &str) -> Option<usize> {
    let letters = s.strip_prefix(is_apostrophe)?;
    let length = letters.find(|c: char| !c.is_alphanumeric()).unwrap_or(letters.len());
    ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(&letters[..length])).then_some(s.len() - letters.len() + length)
}

fn word_length(s: &str) -> usize {
    let mut end = 0;
    let mut chars = s.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inside = if c.is_alphanumeric() || at == 0 || combines(c) {
            true
        } else if is_apostrophe(c) {
            ending(&s[at..]).is_none() && next.is_some_and(char::is_alphabetic)
        } else if matches!(c, '-' | '\u{2010}' | '\u{2011}' | '&' | '_') {
            next.is_some_and(char::is_alphanumeric)
        } else if matches!(c, ',' | ':') {
            previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit())
        } else if c == '.' {
            (previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit())) || ends_abbreviation(&s[..at], next)
        } else if c == '%' {
            previous.is_ascii_digit()
        } else {
            false
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
        previous = c;
    }
    end
}

/// Whether a full stop after `word` belongs to it: after initials ("U.S.", "J.") and after titles ("Sen.").
fn ends_abbreviation(word: &str, next: Option<char>) -> bool {
    let tail = word.rsplit('.').next().unwrap_or(word);
    // "D-N.Y."
    let tail = tail.rsplit('-').next().filter(|_| next.is_some_and(char::is_alphabetic)).unwrap_or(tail);
    let mut letters = tail.chars();
    let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic());
    if single {
        return word.contains('.') || tail.starts_with(char::is_uppercase) || next.is_some_and(char::is_alphabetic);
    }
    is(word, Class::Stopped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(s: &str) -> Vec<String> {
        let text = Text::new(s);
        tokens(&text, Span::new(0, text.len())).iter().map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(words("Korea's U.S. “plan,” don't"), ["Korea", "'s", "U.S.", "“", "plan", ",", "”", "don't"]);
        assert_eq!(words("7,000 containers, 4.5% of $5m."), ["7,000", "containers", ",", "4.5%", "of", "$", "5m", "."]);
        assert_eq!(words("We’ll say we'd ask ma'am"), ["We", "’ll", "say", "we", "'d", "ask", "ma'am"]);
        assert_eq!(words("''We won't,'' Sen. J. Doe said..."), ["''", "We", "won't", ",", "''", "Sen.", "J.", "Doe", "said", "..."]);
        assert_eq!(words("Roe (D-N.Y.) has plan-B."), ["Roe", "(", "D-N.Y.", ")", "has", "plan-B", "."]);
        assert_eq!(words("see https://a.example/x?y=1. ‘So’"), ["see", "https://a.example/x?y=1", ".", "‘", "So", "’"]);
    }

    proptest! {
        #[test]
        fn tokens_are_cut_from_the_text_in_order(s in "[a-zA-Z0-9.,'’“”\" \n\r\\-é😀\u{301}]{0,120}") {
            let text = Text::new(s);
            let mut last = 0;
            for token in tokens(&text, Span::new(0, text.len())) {
                prop_assert!(token.span.start >= last && !token.span.is_empty());
                prop_assert_eq!(text.slice(token.span), token.text);
                last = token.span.end;
            }
        }

        #[test]
        fn only_white_space_is_in_no_token(s in "\\PC{0,80}") {
            let text = Text::new(s.clone());
            let kept: String = tokens(&text, Span::new(0, text.len())).iter().map(|t| t.text).collect();
            let expected: String = s.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}').collect();
            prop_assert_eq!(kept, expected);
        }
    }
}
