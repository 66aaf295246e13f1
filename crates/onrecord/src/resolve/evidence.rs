//! What statements rest on.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::page::Page;
use super::tables::{Class, is, noun};
use crate::grammar;
use crate::model::{Evidence, EvidenceKind, Statement};
use crate::table::{columns, value};

/// How many words behind a thing it is told that it shows something, at most.
const BEHIND: usize = 14;

static THINGS: LazyLock<HashMap<&str, EvidenceKind>> = LazyLock::new(|| {
    let file = "evidence.tsv";
    columns(file, include_str!("../../data/evidence.tsv")).map(|[word, kind]| (word, value(file, kind))).collect()
});

/// The evidence that a statement's content and source name.
pub(super) fn evidence(page: &Page<'_>, statement: &Statement) -> Vec<Evidence> {
    let mut spans: Vec<_> = statement.source.iter().chain(&statement.content).copied().collect();
    spans.sort_unstable();
    let mut out: Vec<Evidence> = Vec::new();
    for range in spans.into_iter().map(|span| page.range(span)) {
        for at in range.clone() {
            if let Some((kind, phrase)) = thing(page, at, &range) {
                out.push(Evidence { span: page.span(&phrase), kind });
            }
        }
    }
    out
}

/// The evidence that a word heads, with its phrase: what shows something, or is appealed to.
fn thing(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<(EvidenceKind, Range<usize>)> {
    let word = page.word(at).to_lowercase();
    let kind = THINGS.get(word.as_str()).or_else(|| THINGS.get(word.strip_suffix('s')?)).or_else(|| THINGS.get(noun(&word)?.singular))?;
    let start = phrase_start(page, at, within.start);
    let shown = (at + 1..within.end.min(at + BEHIND)).any(|i| is(page.word(i), Class::Showing));
    let appealed = start > 0 && is(page.before(start), Class::Appealing) && matches!(page.before(start - 1), "according" | "based")
        || matches!(page.before(start), "citing" | "cited");
    (shown || appealed).then(|| (*kind, start..phrase_end(page, at + 1, within.end)))
}

/// Where the phrase of a head begins: at its article, or with the one word before it that tells its sort.
fn phrase_start(page: &Page<'_>, head: usize, limit: usize) -> usize {
    let article = (limit..head).rev().take(3).find(|at| grammar::article(&page.word(*at).to_lowercase()));
    let sort = head.checked_sub(1).filter(|at| *at >= limit && is(&page.word(*at).to_lowercase(), Class::Sort));
    article.or(sort).unwrap_or(head)
}

/// Where it ends: after what it is of.
fn phrase_end(page: &Page<'_>, after: usize, limit: usize) -> usize {
    if page.word(after) != "of" {
        return after;
    }
    let word = |at: &usize| page.tokens[*at].is_word() && !is(page.word(*at), Class::Preposition) && !is(page.word(*at), Class::Showing);
    (after + 1..limit.min(after + 5)).take_while(word).last().map_or(after, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert_eq!(THINGS.get("investigation"), Some(&EvidenceKind::Investigation));
    }
}
