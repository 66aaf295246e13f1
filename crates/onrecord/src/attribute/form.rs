//! Whose words a content is in, by its quotation marks.

use crate::model::Form;
use crate::span::{Span, Text};
use crate::text::{Mark, quotation_marks, tokens};

/// Terms in marks of up to this many words are scare quotes where the rest is the reporter's.
const SCARE_WORDS: usize = 2;

/// How many words of a content stand inside and outside of quotation marks.
pub(super) fn words(text: &Text, content: &[Span]) -> (usize, usize) {
    content.iter().map(|span| Words::of(&doubled(text, *span))).fold((0, 0), |sum, words| (sum.0 + words.inside, sum.1 + words.outside))
}

/// The form of a content: direct where all its words but a "that" before them stand in quotation marks, mixed where some do, indirect where
/// none or only single terms do.
pub(super) fn form(text: &Text, content: &[Span]) -> Form {
    let (mut inside, mut outside, mut longest) = (0, 0, 0);
    for span in content {
        let part = doubled(text, *span);
        let words = Words::of(part.strip_prefix("that ").unwrap_or(&part));
        inside += words.inside;
        outside += words.outside;
        longest = longest.max(words.longest);
    }
    match (inside, outside) {
        (0, _) => Form::Indirect,
        (_, 0) => Form::Direct,
        _ if longest <= SCARE_WORDS => Form::Indirect,
        _ => Form::Mixed,
    }
}

/// A part of a text with typewriter's marks for doubled ones, and double marks for single ones where it has no others: some papers quote
/// with single marks.
pub(super) fn doubled(text: &Text, part: Span) -> String {
    let printed = text.slice(part).replace("''", "\"").replace("``", "\"");
    if printed.contains(['"', '“', '”']) || !printed.contains(['\'', '‘', '`']) {
        return printed;
    }
    let tokens = tokens(text, part);
    let marks = quotation_marks(&tokens);
    // A mark that opens in the middle and is not closed is an apostrophe: "the '80s".
    let last = marks.iter().rposition(|mark| *mark == Some(Mark::Close));
    let closed = |at: usize| at == 0 || last.is_some_and(|last| at < last);
    let mark = |at: usize| match marks[at] {
        Some(Mark::Open) if closed(at) => Some((tokens[at].span, "“")),
        Some(Mark::Close) => Some((tokens[at].span, "”")),
        _ => None,
    };
    let mut out = String::with_capacity(printed.len());
    let mut from = part.start;
    for (span, mark) in (0..tokens.len()).filter_map(mark) {
        out += text.slice(Span::new(from, span.start));
        out += mark;
        from = span.end;
    }
    out + text.slice(Span::new(from, part.end))
}

/// How many words of a part stand inside and outside quotation marks, and the most in one pair of marks.
struct Words {
    inside: usize,
    outside: usize,
    longest: usize,
}

impl Words {
    fn of(part: &str) -> Self {
        let part = turned(part);
        let mut out = Self { inside: 0, outside: 0, longest: 0 };
        let mut quoted = false;
        for piece in part.split_inclusive(['"', '“', '”']) {
            let words = piece.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            // A closing curly mark without an opening one: what stands before it was quoted all the same.
            if quoted || piece.ends_with('”') {
                out.inside += words;
                out.longest = out.longest.max(words);
            } else {
                out.outside += words;
            }
            quoted = match piece.chars().last() {
                Some('“') => true,
                Some('”') => false,
                Some('"') => !quoted,
                _ => quoted,
            };
        }
        out
    }
}

/// A part with closing marks that stand before a word, as some pages print them, turned into opening ones.
fn turned(part: &str) -> String {
    let mut before = ' ';
    let mut rest = part.chars().peekable();
    let mut out = String::with_capacity(part.len());
    while let Some(c) = rest.next() {
        let opens = c == '”' && before.is_whitespace() && rest.peek().is_some_and(|next| next.is_alphanumeric());
        out.push(if opens { '“' } else { c });
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, expected: Form) {
        let text = Text::new(content);
        assert_eq!(form(&text, &[Span::new(0, text.len())]), expected, "{content}");
    }

    #[test]
    fn forms() {
        check("“We will not go,”", Form::Direct);
        check("''We will not go,''", Form::Direct);
        check("that it was “a most absurd paradox.”", Form::Mixed);
        check("that the “deal” was off", Form::Indirect);
        check("that the deal was off", Form::Indirect);
        check("“It runs on.", Form::Direct);
        check("that “we will not go,”", Form::Direct);
        check("‘We couldn’t go,’", Form::Direct);
        check("'We will not go,'", Form::Direct);
        check("that it was ‘a most absurd paradox’", Form::Mixed);
        check("the boom of the '80s and its end", Form::Indirect);
        check("the workers’ union left", Form::Indirect);
        check("that the odds were ”dwindling.”", Form::Indirect);
    }
}
