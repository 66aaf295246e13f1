//! Why a statement was found, and why it has its act, its stance, its form and its place inside another.

use serde::Serialize;

use crate::model::{Article, Statement};

use super::acts::Ground;
use super::likeness::Likeness;
use super::tagger::{Scores, Tagger};
use super::{form, read};

/// What decided on a statement, up to where it is resolved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The statement's id.
    #[serde(skip)]
    pub statement: String,
    /// The setting that found it.
    pub tagger: &'static str,
    /// How sure its models were.
    pub scores: Scores,
    /// What act and stance were read from.
    pub act: Ground,
    /// Words of the content inside of quotation marks.
    pub quoted: usize,
    /// And outside of them; none makes a direct statement, no quoted ones an indirect one.
    pub unquoted: usize,
    /// Whether a quotation runs on into it from the paragraph before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub runs_on: bool,
}

/// Why the statements of an article are as they are, in their order, and what its words are like. Reads the article again.
pub fn explain(article: &Article, tagger: &Tagger) -> (Vec<Explanation>, Likeness) {
    let explanation = |(statement, why): (Statement, Why)| {
        let (quoted, unquoted) = form::words(&article.text, &statement.content);
        let Why { scores, ground, runs_on } = why;
        Explanation { statement: statement.id, tagger: tagger.name(), scores, act: ground, quoted, unquoted, runs_on }
    };
    let (read, likeness) = read(article, tagger);
    (read.into_iter().map(explanation).collect(), likeness)
}

/// What is known of a statement beside itself when it has been found.
pub(super) struct Why {
    pub(super) scores: Scores,
    pub(super) ground: Ground,
    pub(super) runs_on: bool,
}
