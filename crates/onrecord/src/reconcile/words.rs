//! Words by which one statement answers another: `data/answers.tsv`, which says what each class means.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::table::{columns, value};

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Class {
    Negator,
    Weak,
    Ground,
    Exclusive,
    Saying,
    Denial,
    Refusal,
    Guilt,
    Pointer,
    Copula,
    Beside,
    Counted,
    Past,
    Agent,
}

static WORDS: LazyLock<HashSet<(Class, &str)>> = LazyLock::new(|| {
    let file = "answers.tsv";
    columns(file, include_str!("../../data/answers.tsv")).map(|[class, word]| (value(file, class), word)).collect()
});

/// Whether a word in lower case is of a class.
pub(super) fn is(class: Class, word: &str) -> bool {
    WORDS.contains(&(class, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert!(is(Class::Negator, "never") && is(Class::Beside, "their") && !is(Class::Pointer, "bridge"));
    }
}
