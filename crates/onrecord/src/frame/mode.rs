//! Whether an event is said to have been, not to have been, or only spoken of.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::grammar;
use crate::model::{Act, Article, Statement};
use crate::span::Span;
use crate::table::rows;
use crate::text::tokens;

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

/// How many words before an event may take it back.
const WORDS: usize = 10;

static MODES: LazyLock<HashMap<&str, Mode>> = LazyLock::new(|| {
    let mode = |row: Vec<&'static str>| (row[0], if row[1] == "negated" { Mode::Negated } else { Mode::Open });
    rows(include_str!("../../data/modes.tsv")).map(mode).collect()
});

/// How a statement speaks of the event that the words at a span evoke.
pub(super) fn mode(article: &Article, statement: &Statement, evoking: Span) -> Mode {
    let part = statement.content.iter().find(|part| part.contains(evoking));
    let start = part.map_or(evoking.start, |part| part.start);
    let before = tokens(&article.text, Span::new(start, evoking.start));
    let clause = before.iter().rev().take(WORDS).take_while(|token| !ends(token.text));
    let mut found = Mode::Asserted;
    for token in clause {
        // "in May" is no "may": a capital in a sentence makes a name.
        let name = token.is_capitalised() && token.span.start > start;
        let word = token.text.to_lowercase().replace('’', "'");
        if let Some(&mode) = MODES.get(word.as_str()).filter(|_| !name) {
            found = found.max(mode);
        }
    }
    let asked = matches!(statement.act, Act::Pledge | Act::Urge | Act::Ask);
    if asked { found.max(Mode::Open) } else { found }
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
            let at = text.find(evoking).unwrap();
            let span = article.text.span(at..at + evoking.len());
            let statement = statement(&article, text, Act::Say);
            assert_eq!(mode(&article, &statement, span), expected, "{text}");
        };
        check("Borland shipped shells", "shipped", Mode::Asserted);
        check("Borland has never shipped shells", "shipped", Mode::Negated);
        check("Borland did not, as some say, know, but shipped shells", "shipped", Mode::Asserted);
        check("No shipments of shells were made", "shipments", Mode::Negated);
        check("We have no intention to export our shells", "export", Mode::Negated);
        check("Borland may ship shells", "ship", Mode::Open);
        check("the shells it was planning to sell", "sell", Mode::Open);
        check("In May Borland shipped shells", "shipped", Mode::Asserted);
        check("Borland hasn’t shipped shells", "shipped", Mode::Negated);
    }
}
