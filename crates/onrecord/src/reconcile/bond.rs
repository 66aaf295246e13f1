//! Which statements stand against each other plainly: a denial and what it denies, an account that leaves no room for another.

use super::REACH;
use super::page::{Page, Said};
use super::pair::shared;
use super::relation::{odds, opposed};
use crate::model::{Act, Article, Stance, Statement};
use crate::text::tokens;

/// A denial is bound to what it is likeliest to deny from these log-odds on: it nearly always denies something that is printed nearby.
const DENIED: f32 = -1.5;
/// A negated or an exclusive account is bound to another only where they are rather of one matter than not.
const ANSWERED: f32 = -0.5;
/// An exclusive account shares so many terms with the one that it leaves no room for.
const SHARED: usize = 2;
/// What is answered is an accusation rather than anything else, and what shares words rather than what only stands near.
const ACCUSED: f32 = 1.5;
const WORDS: f32 = 0.4;
/// Words by which an account leaves no room for another: "the tests were purely exercises".
const EXCLUSIVE: &[&str] = &["purely", "solely", "exclusively", "merely", "entirely"];

/// Binds each denial to what it denies; an exclusive account that answers another is against it from here on.
pub(super) fn bonds(page: &Page, article: &Article, statements: &mut [Statement]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for later in 0..page.said.len() {
        let said = &page.said[later];
        let statement = &statements[said.at];
        let near = || (later.saturating_sub(REACH)..page.said.len().min(later + REACH)).filter(|&other| other != later);
        if statement.stance == Stance::Denies {
            let least = if statement.act == Act::Deny { DENIED } else { ANSWERED };
            let fits = |other: &Said| other.who != said.who && opposed(statements, said, other);
            let others = near().filter(|&other| fits(&page.said[other]));
            out.extend(likeliest(page, later, others, least));
        } else if statement.stance == Stance::Affirms && is_exclusive(article, statement) {
            let answers = |other: &Said| {
                let affirms = statements[other.at].stance == Stance::Affirms && !is_exclusive(article, &statements[other.at]);
                affirms && other.who != said.who && shared(&other.terms, &said.terms).len() >= SHARED
            };
            if let Some(bond) = likeliest(page, later, near().filter(|&other| answers(&page.said[other])), ANSWERED) {
                statements[said.at].stance = Stance::Denies;
                out.push(bond);
            }
        }
    }
    out
}

/// A statement with the likeliest of others to be about its matter, the earlier first.
fn likeliest(page: &Page, at: usize, others: impl Iterator<Item = usize>, least: f32) -> Option<(usize, usize)> {
    let accused = |other: usize| if page.said[other].act == Act::Accuse { ACCUSED } else { 0.0 };
    let common = |other: usize| WORDS * shared(&page.said[at].terms, &page.said[other].terms).len().min(5) as f32;
    let scored = others.map(|other| (odds(page, at.min(other), at.max(other)) + accused(other) + common(other), other));
    let best = scored.filter(|(odds, _)| *odds >= least).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.map(|(_, other)| (at.min(other), at.max(other)))
}

fn is_exclusive(article: &Article, statement: &Statement) -> bool {
    let Some(first) = statement.content.first() else { return false };
    tokens(&article.text, *first).iter().take(24).any(|token| EXCLUSIVE.contains(&token.text))
}
