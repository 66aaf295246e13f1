//! Whether an event is said to have been, not to have been, or only spoken of.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::grammar;
use crate::model::{Act, Article, Statement};
use crate::span::Span;
use crate::table::columns;
use crate::text::{Token, negates, straight, tokens};

/// How a content speaks of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// As something that is or was.
    Asserted,
    /// As something planned, possible, wanted or asked about.
    Open,
    /// As something that is not or was not.
    Negated,
}

/// How many words before an event, or between it and its item, may take it back.
const WORDS: usize = 10;
/// So many words stand in so many code points, and hardly in more.
const BEFORE: u32 = 400;
/// A ground is negated by a word so near before it: "no credible evidence that".
const NEAR: usize = 3;

/// What a word says of the event behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// It sets the mode.
    Sets(Mode),
    /// It negates, and so does it before the item: "shipped no shells".
    Negator,
    /// What follows "that" behind it is negated where it is itself: "no evidence that".
    Ground,
    /// With it before, a negator takes nothing back: "not only".
    Weak,
}

static MODES: LazyLock<HashMap<&str, Word>> = LazyLock::new(|| {
    let says = |[word, says]: [&'static str; 2]| {
        let says = match says {
            "negator" => Word::Negator,
            "negated" => Word::Sets(Mode::Negated),
            "open" => Word::Sets(Mode::Open),
            "ground" => Word::Ground,
            "weak" => Word::Weak,
            other => panic!("modes.tsv: no such kind: {other}"),
        };
        (word, says)
    };
    columns("modes.tsv", include_str!("../../data/modes.tsv")).map(says).collect()
});

/// How a statement speaks of the event that the words at a span evoke, whose item stands at another.
pub(super) fn mode(article: &Article, statement: &Statement, evoking: Span, item: Option<Span>) -> Mode {
    let part = statement.content.iter().find(|part| part.contains(evoking)).copied().unwrap_or(evoking);
    let words = |start, end| Words::new(tokens(&article.text, Span::new(start, end)));
    let mut found = words(begin(article, part.start, evoking.start), evoking.start).before_event();
    if let Some(item) = item.filter(|item| item.start >= evoking.end && part.contains(*item))
        && words(evoking.end, item.start).negate_item()
    {
        found = Mode::Negated;
    }
    let asked = matches!(statement.act, Act::Pledge | Act::Urge | Act::Ask);
    if asked { found.max(Mode::Open) } else { found }
}

/// Where the words before a place begin that may tell of it, at a whole word.
fn begin(article: &Article, start: u32, place: u32) -> u32 {
    let near = place.saturating_sub(BEFORE);
    if near <= start {
        return start;
    }
    let within = article.text.slice(Span::new(near, place)).chars().position(char::is_whitespace);
    within.and_then(|at| u32::try_from(at).ok()).map_or(near, |at| near + at)
}

/// Whether one of some words in lower case negates.
pub(crate) fn negated(words: &[String]) -> bool {
    words.iter().any(|word| told_by(&straight(word)) == Some(Word::Negator))
}

/// What a word in lower case, with a typewriter's apostrophe, says of the event behind it.
fn told_by(word: &str) -> Option<Word> {
    MODES.get(word).copied().or(negates(word).then_some(Word::Negator))
}

/// Words in lower case, each with what it says.
struct Words(Vec<(String, Option<Word>)>);

impl Words {
    fn new(tokens: Vec<Token<'_>>) -> Self {
        let mut inside = false;
        let read = |token: Token<'_>| {
            // "in May" is no "may": a capital behind a word makes a name.
            let name = inside && token.is_capitalised();
            inside = token.is_word();
            let word = straight(token.text).to_lowercase();
            let says = told_by(&word).filter(|_| !name);
            (word, says)
        };
        Self(tokens.into_iter().map(read).collect())
    }

    fn is(&self, at: usize, word: Word) -> bool {
        self.0.get(at).is_some_and(|(_, says)| *says == Some(word))
    }

    fn negates(&self, at: usize) -> bool {
        self.is(at, Word::Negator) && !self.is(at + 1, Word::Weak)
    }

    /// What the words before an event make of it.
    fn before_event(&self) -> Mode {
        let mut found = Mode::Asserted;
        for at in (0..self.0.len()).rev().take(WORDS) {
            let (word, says) = &self.0[at];
            if word == "that" {
                return if self.denies_what_follows(at) { Mode::Negated } else { found };
            }
            if ends(word) {
                return found;
            }
            match says {
                Some(Word::Sets(mode)) => found = found.max(*mode),
                Some(Word::Negator) if self.negates(at) => found = Mode::Negated,
                _ => {}
            }
        }
        found
    }

    /// Whether what follows a "that" is said not to be: "there is no evidence that", "denied that".
    fn denies_what_follows(&self, that: usize) -> bool {
        let Some(before) = that.checked_sub(1) else { return false };
        let negated = || (before.saturating_sub(NEAR)..before).any(|at| self.negates(at));
        self.is(before, Word::Sets(Mode::Negated)) || self.is(before, Word::Ground) && negated()
    }

    /// Whether the words between an event and its item say that there was none: "shipped no shells".
    fn negate_item(&self) -> bool {
        (0..self.0.len().min(WORDS)).take_while(|at| !ends(&self.0[*at].0)).any(|at| self.negates(at))
    }
}

/// Whether what stands before a word belongs to another clause.
fn ends(word: &str) -> bool {
    matches!(word, "." | "?" | "!" | "that" | "," | "and") || (grammar::boundary(word) && !matches!(word, "if"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::tests::statement;

    #[test]
    fn what_is_said_of_an_event() {
        let check = |text: &str, evoking: &str, expected: Mode| {
            let article = Article { text: text.into(), ..Article::default() };
            let spanned = |words: &str| text.find(words).map(|at| article.text.span(at..at + words.len()));
            let statement = statement(&article, text, Act::Say);
            assert_eq!(mode(&article, &statement, spanned(evoking).unwrap(), spanned("shells")), expected, "{text}");
        };
        check("Borland shipped shells", "shipped", Mode::Asserted);
        check("Borland has never shipped shells", "shipped", Mode::Negated);
        check("Borland did not, as some say, know, but shipped shells", "shipped", Mode::Asserted);
        check("No shipments of shells were made", "shipments", Mode::Negated);
        check("“We did nothing wrong. No shells were shipped", "shipped", Mode::Negated);
        check("“Never did Borland ship shells", "ship", Mode::Negated);
        check("We have no intention to export our shells", "export", Mode::Negated);
        check("Borland shipped no shells", "shipped", Mode::Negated);
        check("Borland bought neither rockets nor shells", "bought", Mode::Negated);
        check("Borland shipped not only shells", "shipped", Mode::Asserted);
        check("There is no credible evidence that Borland shipped shells", "shipped", Mode::Negated);
        check("It is not true that Borland shipped shells", "shipped", Mode::Negated);
        check("It is true that Borland shipped shells", "shipped", Mode::Asserted);
        check("It did not know that Borland shipped shells", "shipped", Mode::Asserted);
        check("The ministry denied that Borland shipped shells", "shipped", Mode::Negated);
        check("Borland has stopped shipping shells", "shipping", Mode::Open);
        check("Borland may ship shells", "ship", Mode::Open);
        check("the shells it was planning to sell", "sell", Mode::Open);
        check("In May Borland shipped shells", "shipped", Mode::Asserted);
        check("Borland hasn’t shipped shells", "shipped", Mode::Negated);
    }
}
