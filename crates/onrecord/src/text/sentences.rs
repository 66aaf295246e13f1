//! Sentences of news text.

use std::ops::Range;

use super::{Class, Token, is};

/// Cuts a block's tokens into sentences: ranges of tokens that join to all of them.
///
/// A sentence ends at `.`, `?`, `!` or `…`, with the closing marks after it, where what follows can begin one; behind "Corp." only where
/// it begins with a word that begins sentences.
pub(crate) fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let ends = matches!(tokens[at].text, "." | "?" | "!" | "…" | "..." | "....");
        at += 1;
        if !ends || joins(tokens, at - 1) {
            continue;
        }
        while at < tokens.len() && closes(tokens, at) {
            at += 1;
        }
        let firm = tokens[at - 1].text == "." && at > 1 && is(tokens[at - 2].text, Class::Abbreviation);
        if tokens.get(at).is_none_or(|next| begins(next) && !(firm && goes_on(next))) {
            out.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// Whether a token behind the full stop of "Corp." is rather of the same sentence: "Example Corp. Chairman Roe", but not "The".
fn goes_on(token: &Token<'_>) -> bool {
    token.is_capitalised() && !is(token.text, Class::Opener)
}

/// Whether a full stop stands inside a sign in capitals that brackets hold: "(BRK.B)".
fn joins(tokens: &[Token<'_>], stop: usize) -> bool {
    let [opens, before, at, after] = &tokens[stop.saturating_sub(2)..tokens.len().min(stop + 2)] else { return false };
    let sign = |token: &Token<'_>| token.text.chars().all(char::is_uppercase);
    matches!(opens.text, "(" | "<" | ":")
        && at.text == "."
        && before.span.end == at.span.start
        && at.span.end == after.span.start
        && sign(before)
        && sign(after)
}

/// Whether a mark hugs what stands before it.
fn closes(tokens: &[Token<'_>], at: usize) -> bool {
    let mark = matches!(tokens[at].text, "”" | "’" | ")" | "]" | "\"" | "''" | "'" | "." | "?" | "!");
    mark && tokens[at - 1].span.end == tokens[at].span.start
}

/// Whether a token can be a sentence's first.
fn begins(token: &Token<'_>) -> bool {
    token.text.chars().next().is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | ')' | '—' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};
    use crate::text::tokens;

    fn cut(s: &str) -> Vec<String> {
        let text = Text::new(s);
        let tokens = tokens(&text, Span::new(0, text.len()));
        sentences(&tokens).into_iter().map(|r| text.slice(tokens[r.start].span.cover(tokens[r.end - 1].span)).to_owned()).collect()
    }

    #[test]
    fn ends() {
        assert_eq!(cut("He left. “No,” she said. Why?"), ["He left.", "“No,” she said.", "Why?"]);
        assert_eq!(cut("“We won.” He paused... then sat."), ["“We won.”", "He paused... then sat."]);
        assert_eq!(cut("The U.S. Senate met Mr. Doe at 5 p.m. on Friday"), ["The U.S. Senate met Mr. Doe at 5 p.m. on Friday"]);
        assert_eq!(
            cut("Example Corp. Chairman Roe left Acme Inc. The rest stayed."),
            ["Example Corp. Chairman Roe left Acme Inc.", "The rest stayed."]
        );
        assert_eq!(cut("Acme (ACM.N) left.The rest (BRK.B) stayed."), ["Acme (ACM.N) left.", "The rest (BRK.B) stayed."]);
        assert_eq!(cut("no marks at all"), ["no marks at all"]);
    }
}
