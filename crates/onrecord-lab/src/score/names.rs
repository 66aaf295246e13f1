//! When two names are somebody's.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::words::pattern;

/// Words that tell nobody apart.
const TITLES: &str = "mr mrs ms dr sen rep gov president minister prime secretary the a an us u.s. former acting spokesman spokeswoman \
                      spokesperson general judge justice";

/// The words of a name, apostrophes inside them kept.
static NAME_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_'’]+"));

/// The words of a name that tell it apart, in lower case.
pub(super) fn key(name: &str) -> Vec<String> {
    let plain = name.to_lowercase().replace("’s", "").replace("'s", "");
    let words = NAME_WORD.find_iter(&plain).map(|word| word.as_str());
    words.filter(|word| !TITLES.split(' ').any(|title| title == *word)).map(str::to_owned).collect()
}

/// Whether the two are one name: equal, the one inside the other with the same last word, or most words in common.
pub(crate) fn same(gold: &str, predicted: &str) -> bool {
    let (g, p) = (key(gold), key(predicted));
    if g.is_empty() || p.is_empty() {
        return false;
    }
    let (gold, predicted): (HashSet<_>, HashSet<_>) = (g.iter().collect(), p.iter().collect());
    let same_last = g.last() == p.last();
    g == p
        || predicted.is_subset(&gold) && same_last
        || gold.is_subset(&predicted) && (same_last || g.len() > 1)
        || gold.intersection(&predicted).count() as f64 / gold.union(&predicted).count() as f64 >= 0.6
}

/// Whether the two names share a word that tells them apart.
pub(super) fn related(gold: &str, predicted: &str) -> bool {
    let predicted = key(predicted);
    key(gold).iter().any(|word| predicted.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_by_their_words() {
        let check = |gold, predicted, expected| assert_eq!(same(gold, predicted), expected, "{gold} / {predicted}");
        check("Ada Quill", "President Ada Quill", true);
        check("Ada Quill", "Quill", true);
        check("Ada Quill", "Ada", false);
        check("Ada Quill", "Ada Quill’s office", true);
        check("Quill", "Quill Trust", false);
        check("Port Authority of Lowmere", "Lowmere Port Authority", true);
        check("the minister", "the minister", false);
    }
}
