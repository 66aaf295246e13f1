//! Which statements are of one claim because one stands against the other.

use super::REACH;
use super::against::{Ground, against, names};
use super::page::{Page, Said};
use super::pair::shared;
use super::relation::odds;
use super::terms::Term;
use crate::model::{Act, Statement};

/// A denial is bound to what it is likeliest to deny from this on; fitted, as [`NAMED`], [`ACCUSED`],
/// [`ELSE`] and [`LATE`], on the development part of the labelled articles.
const DENIED: f32 = 1.0;
/// A negated or an exclusive account is bound to another only where they are rather of one matter than not.
const ANSWERED: f32 = -0.5;
/// Of what may be answered, what shares words rather than what only stands near.
const WORDS: f32 = 0.4;
/// What tells of an answer beside the matter, in log-odds: that one speaks of the other's speaker, that the other is an accusation.
const NAMED: f32 = 1.0;
const ACCUSED: f32 = 1.0;
/// And what tells against it: that the answer speaks of something else, or that the answered is printed so many statements after it.
const ELSE: f32 = 1.0;
const LATE: f32 = 1.5;
const AFTER: usize = 3;

/// How likely one statement, which stands against another, answers it, in log-odds.
pub(super) fn answers(page: &Page, one: usize, other: usize) -> f32 {
    let (own, their) = (&page.said[one], &page.said[other]);
    let tells = [
        (names(own, their), NAMED),
        (their.act == Act::Accuse, ACCUSED),
        (other >= one + AFTER, -LATE),
        (speaks_of_else(page, own, their), -ELSE),
    ];
    let told: f32 = tells.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum();
    odds(page, one.min(other), one.max(other)) + told
}

/// Whether one statement, which does not point at another, has words of its own and shares none of them with it.
fn speaks_of_else(page: &Page, own: &Said, their: &Said) -> bool {
    let words = |terms: &[Term]| terms.iter().any(|term| !page.terms.is_party(*term));
    !own.points_at(their) && words(&own.telling) && words(&their.telling) && !words(&shared(&own.telling, &their.telling))
}

/// Binds each statement that stands against others to the one that it is likeliest to answer, the earlier one first.
pub(super) fn bonds(page: &Page, statements: &[Statement]) -> Vec<(usize, usize)> {
    let bond = |at: usize| {
        let said = &page.said[at];
        let near = (at.saturating_sub(REACH)..page.said.len().min(at + REACH)).filter(|&other| other != at);
        let answered = near.filter_map(|other| {
            let (one, ground) = against(page, statements, said, &page.said[other])?;
            let common = shared(&said.terms, &page.said[other].terms).len().min(5) as f32;
            let likely = answers(page, at, other) + WORDS * common;
            let least = if ground >= Ground::Denies { DENIED } else { ANSWERED };
            (one.at == said.at && likely >= least).then_some((likely, other))
        });
        let best = answered.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        Some((at.min(best.1), at.max(best.1)))
    };
    (0..page.said.len()).filter_map(bond).collect()
}
