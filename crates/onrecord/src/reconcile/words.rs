//! Words by which one statement answers another: `data/answers.tsv`, which says what each class means.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::table::rows;

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Negator,
    Weak,
    Ground,
    Exclusive,
    Saying,
    Denial,
}

static WORDS: LazyLock<HashSet<(Class, &str)>> = LazyLock::new(|| {
    let class = |name: &str| match name {
        "negator" => Class::Negator,
        "weak" => Class::Weak,
        "ground" => Class::Ground,
        "exclusive" => Class::Exclusive,
        "saying" => Class::Saying,
        "denial" => Class::Denial,
        _ => panic!("answers.tsv: no such class: {name}"),
    };
    rows(include_str!("../../data/answers.tsv")).map(|row| (class(row[0]), row[1])).collect()
});

/// Whether a word in lower case is of a class.
pub(super) fn is(class: Class, word: &str) -> bool {
    WORDS.contains(&(class, word))
}
