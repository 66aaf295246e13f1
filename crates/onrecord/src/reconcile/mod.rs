//! From statements to claims and the positions on them.

use crate::model::{Act, Actor, Article, Claim, Record, Stance, Statement};
use crate::span::Text;

/// What is compared of a statement when claims are made: all that reconciling needs to keep of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The statement's id.
    pub statement: String,
    /// The id of its article.
    pub article: String,
    /// What its content is about: countries, actors, quantities and stems, as one word each.
    pub terms: Vec<String>,
    /// Its act.
    pub act: Act,
    /// Its stance.
    pub stance: Stance,
    /// The statement its content points at.
    pub refers_to: Option<String>,
}

/// What is compared of a record's statements, in their order.
pub fn matters(record: &Record) -> Vec<Matter> {
    let _ = record;
    Vec::new()
}

/// Groups statements that speak to the same proposition: for each matter the index of the first matter of its group.
///
/// The order of the input is the order of arrival; an earlier matter's group never depends on a later one except by merging.
pub fn group(matters: &[Matter]) -> Vec<usize> {
    (0..matters.len()).collect()
}

/// Lays the statements of one article side by side: sets `refers_to` and `claim` of each that shares its proposition with another.
pub fn reconcile(article: &Article, statements: &mut [Statement], actors: &[Actor]) -> Vec<Claim> {
    let _ = (article, statements, actors);
    Vec::new()
}

/// A sketch of a text by which copies of it are known (`MinHash` over word shingles).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(pub Vec<u32>);

impl Fingerprint {
    /// The sketch of a text.
    pub fn of(text: &Text) -> Self {
        let _ = text;
        Self(Vec::new())
    }

    /// Whether the two are one text, small edits aside.
    pub fn same_text(&self, other: &Self) -> bool {
        let _ = other;
        false
    }
}
