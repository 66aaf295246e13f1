//! How people are shown things.

pub(crate) mod article;
pub(crate) mod changes;
pub(crate) mod decisions;
pub(crate) mod explain;
pub(crate) mod ledger;
pub(crate) mod packs;
pub(crate) mod rows;
mod style;
mod wrap;

use std::fmt::Display;

/// Each of several as people are shown it; where there are none, what is said instead.
pub(crate) fn list<T>(items: &[T], none: &str, each: impl FnMut(&T) -> String) -> String {
    if items.is_empty() { none.to_owned() } else { items.iter().map(each).collect() }
}

/// "1 page", "2 pages".
pub(crate) fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
