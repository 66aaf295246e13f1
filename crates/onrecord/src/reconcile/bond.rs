//! Which statements are of one claim because one stands against the other.

use super::REACH;
use super::against::{Ground, against};
use super::page::Page;
use super::pair::shared;
use super::relation::odds;
use crate::model::{Act, Statement};

/// A denial is bound to what it is likeliest to deny from these log-odds on: it nearly always denies something that is printed nearby.
const DENIED: f32 = -1.5;
/// A negated or an exclusive account is bound to another only where they are rather of one matter than not.
const ANSWERED: f32 = -0.5;
/// What is answered is an accusation rather than anything else, and what shares words rather than what only stands near.
const ACCUSED: f32 = 1.5;
const WORDS: f32 = 0.4;

/// Binds each statement that stands against others to the one that it is likeliest to answer, the earlier one first.
pub(super) fn bonds(page: &Page, statements: &[Statement]) -> Vec<(usize, usize)> {
    let bond = |at: usize| {
        let said = &page.said[at];
        let near = (at.saturating_sub(REACH)..page.said.len().min(at + REACH)).filter(|&other| other != at);
        let answered = near.filter_map(|other| {
            let (one, ground) = against(statements, said, &page.said[other])?;
            let accused = if page.said[other].act == Act::Accuse { ACCUSED } else { 0.0 };
            let common = WORDS * shared(&said.terms, &page.said[other].terms).len().min(5) as f32;
            let odds = odds(page, at.min(other), at.max(other)) + accused + common;
            let least = if ground >= Ground::Denies { DENIED } else { ANSWERED };
            (one.at == said.at && odds >= least).then_some((odds, other))
        });
        let best = answered.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        Some((at.min(best.1), at.max(best.1)))
    };
    (0..page.said.len()).filter_map(bond).collect()
}
