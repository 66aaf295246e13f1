//! A paragraph as its words, quotation marks and sentences.

use std::ops::Range;

use crate::model::BlockKind;
use crate::span::{Span, Text};
use crate::text::{Mark, Token, quotation_marks, sentences, tokens, touched};

/// A paragraph's tokens with what is known of each.
pub(super) struct Paragraph<'a> {
    /// Its tokens.
    pub(super) tokens: Vec<Token<'a>>,
    /// The quotation behind its colon, where that is set apart.
    pub(super) quotation: Option<Quotation>,
    /// What kind of block it is.
    pub(super) kind: BlockKind,
    /// Whether it is set between the paragraphs of the body, which go on behind it: a caption, a post.
    pub(super) aside: bool,
    facts: Vec<Facts>,
}

/// A quotation that a page sets apart from the words that introduce it.
pub(super) struct Quotation {
    /// Its tokens, with its marks.
    pub(super) words: Range<usize>,
    /// Whether it stands in quotation marks, too.
    pub(super) marked: bool,
}

/// What is known of one token.
#[derive(Clone, Copy, Default)]
struct Facts {
    /// Whether it stands inside quotation marks.
    quoted: bool,
    /// Whether it is a quotation mark, and which.
    mark: Option<Mark>,
    /// Where the other mark of its pair stands.
    other: Option<usize>,
    /// The number of its sentence in the paragraph.
    sentence: u32,
}

/// The style of single marks, of those that `style` counts.
const SINGLE: usize = 0;

/// Which marks make pairs with each other.
fn style(mark: &str) -> usize {
    match mark {
        "‘" | "’" | "'" | "`" => SINGLE,
        "«" | "»" => 1,
        _ => 2,
    }
}

impl<'a> Paragraph<'a> {
    /// Looks at the part of a text that `within` covers.
    pub(super) fn new(text: &'a Text, within: Span) -> Self {
        let tokens = tokens(text, within);
        let marks = quotation_marks(&tokens);
        let mut facts = vec![Facts::default(); tokens.len()];
        // Marks of one style inside those of another have pairs of their own.
        let mut open = [None; 3];
        // What stands behind an opening mark is quoted; behind a single one without a partner inside a paragraph it is not: "the ‘90s".
        let quote = |facts: &mut [Facts], style: usize, from: usize, to: usize, pair: bool| {
            let stands = pair || style != SINGLE || from == 0;
            facts[from..to].iter_mut().filter(|_| stands).for_each(|fact| fact.quoted = true);
        };
        for at in 0..tokens.len() {
            let Some(mark) = marks[at] else { continue };
            let style = style(tokens[at].text);
            let other: Option<usize> = open[style].take();
            if let Some(other) = other {
                quote(&mut facts, style, other, at, mark == Mark::Close);
            }
            facts[at].mark = Some(mark);
            if mark == Mark::Open {
                open[style] = Some(at);
            } else if let Some(other) = other {
                (facts[at].other, facts[other].other) = (Some(other), Some(at));
                // A single mark that opened inside is an apostrophe, but where three typewriter's ones close both.
                let both = marks.get(at + 1) == Some(&Some(Mark::Close));
                open[SINGLE] = open[SINGLE].filter(|single| *single < other || both);
            }
        }
        for (style, from) in open.into_iter().enumerate() {
            quote(&mut facts, style, from.unwrap_or(tokens.len()), tokens.len(), false);
        }
        for (number, range) in sentences(&tokens).into_iter().enumerate() {
            for fact in &mut facts[range] {
                fact.sentence = number as u32;
            }
        }
        Self { tokens, quotation: None, kind: BlockKind::Paragraph, aside: false, facts }
    }

    /// With what stands from an offset on read as a quotation, which a page may set apart without marks.
    pub(super) fn with_quotation(mut self, from: u32) -> Self {
        let start = self.tokens.partition_point(|token| token.span.start < from);
        let Some(first) = self.tokens.get(start) else { return self };
        let marked = self.facts[start].mark == Some(Mark::Open);
        let closing = match first.text {
            "“" => "”",
            "‘" => "’",
            "«" => "»",
            "„" => "“",
            same => same,
        };
        let closes = |at: &usize| self.facts[*at].mark == Some(Mark::Close) && self.tokens[*at].text == closing;
        let close = (start..self.tokens.len()).find(closes).filter(|_| marked);
        let words = start..close.map_or(self.tokens.len(), |at| at + 1);
        if !marked {
            self.facts[words.clone()].iter_mut().for_each(|fact| fact.quoted = true);
        }
        self.quotation = Some(Quotation { words, marked });
        self
    }

    /// Whether the token stands inside quotation marks, or is their opening one.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.facts[at].quoted
    }

    /// What the token does as a quotation mark.
    pub(super) fn mark(&self, at: usize) -> Option<Mark> {
        self.facts[at].mark
    }

    /// Where the other mark stands that a quotation mark makes a pair with.
    pub(super) fn other_mark(&self, at: usize) -> Option<usize> {
        self.facts[at].other
    }

    /// The number of the token's sentence in the paragraph.
    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.facts[at].sentence
    }

    /// The words of `range`, as a span.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }

    /// The tokens that a span touches.
    pub(super) fn covered(&self, span: Span) -> Option<Range<usize>> {
        Some(touched(&self.tokens, span)).filter(|range| !range.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_stands_in_pairs() {
        let check = |sentence: &str, word: &str, expected: bool| {
            let text = Text::new(sentence);
            let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
            let at = paragraph.tokens.iter().position(|token| token.text == word).unwrap();
            assert_eq!(paragraph.is_quoted(at), expected, "{word}: {sentence}");
        };
        check("The ‘90s were good for trade. Norvik had no comment.", "Norvik", false);
        let post = "“I read in the ‘Post that it sank,” Ada Quill said. The workers’ union had no comment.";
        check(post, "sank", true);
        check(post, "union", false);
        check("“It runs on. “It ends,” Ada Quill said.", "runs", true);
        check("“It runs on. “It ends,” Ada Quill said.", "said", false);
        check("Ada Quill said: “It runs on. Norvik had no comment.", "Norvik", true);
        check("''It said, 'We will go,''' Ada Quill said.", "go", true);
        check("''It said, 'We will go,''' Ada Quill said.", "Quill", false);
        check("«Er sagte “we will go” to them» Ada Quill said.", "them", true);
        check("«Er sagte “we will go” to them» Ada Quill said.", "said", false);
    }
}
