//! From the words of sources, dates and numbers to actors, days and quantities.

use crate::model::{Actor, Article, Statement};

/// Fills in who speaks, through whom, when, how much and on what evidence; gives the actors, in the order of their first mention.
pub fn resolve(article: &Article, statements: &mut [Statement]) -> Vec<Actor> {
    let _ = (article, statements);
    Vec::new()
}

/// What makes an actor the same one in every article: a full name, a country's code. `None` for those that no name tells apart.
pub fn ledger_key(actor: &Actor) -> Option<String> {
    let _ = actor;
    None
}
