//! How likely two statements of one article are to be about one matter.

use std::sync::LazyLock;

use super::against::names;
use super::page::{Page, Said};
use super::terms::Term;
use crate::model::Act;
use crate::table::rows;

/// What is measured of a pair, in the order of [`measures`]; the weights of `data/links.tsv` are called by these names.
pub const MEASURES: [&str; 23] = [
    "content",
    "rare",
    "shared",
    "contained",
    "around",
    "sentences",
    "blocks",
    "statements",
    "same sentence",
    "same block",
    "next",
    "one between",
    "same speaker",
    "same speaker next",
    "names the speaker",
    "inside",
    "one denies",
    "both deny",
    "asks",
    "declines",
    "accuses",
    "few words",
    "few statements",
];

/// The weights, fitted by `crates/onrecord-lab/fit/links.py`; the last one is for every pair.
static WEIGHTS: LazyLock<[f32; MEASURES.len() + 1]> = LazyLock::new(|| {
    let mut weights = [0.0; MEASURES.len() + 1];
    for row in rows(include_str!("../../data/links.tsv")) {
        let at = MEASURES.iter().position(|measure| *measure == row[0]).unwrap_or(MEASURES.len());
        weights[at] = row[1].parse().expect("a weight is a number");
    }
    weights
});

/// The log-odds that two statements are about one matter; the first stands before the second by `steps` statements.
pub(super) fn likelihood(page: &Page, first: &Said, second: &Said, steps: usize) -> f32 {
    let measured = measures(page, first, second, steps);
    measured.iter().zip(&*WEIGHTS).map(|(value, weight)| value * weight).sum::<f32>() + WEIGHTS[MEASURES.len()]
}

/// Measures a pair; all values lie between 0 and about 6.
pub(super) fn measures(page: &Page, first: &Said, second: &Said, steps: usize) -> [f32; MEASURES.len()] {
    let shared: Vec<Term> = shared(&first.terms, &second.terms);
    let (few, many) = (first.terms.len().min(second.terms.len()) as f32, first.terms.len().max(second.terms.len()) as f32);
    let count = shared.len() as f32;
    let sum = |terms: &[Term]| terms.iter().map(|term| page.terms.rarity(*term).powi(2)).sum::<f32>();
    let sentences = second.sentence.abs_diff(first.sentence);
    let blocks = second.block.abs_diff(first.block);
    let same_speaker = !first.who.is_empty() && first.who == second.who;
    let acts = |act: Act| [first.act, second.act].into_iter().filter(|a| *a == act).count();
    let one = |is: bool| f32::from(u8::from(is));
    let log = |n: usize| (n as f32).ln();
    [
        cosine(count, few, many),
        cosine(sum(&shared), sum(&first.terms), sum(&second.terms)),
        count.min(5.0),
        if few > 0.0 { count / few } else { 0.0 },
        likeness(&first.around, &second.around),
        log(1 + sentences),
        log(1 + blocks),
        log(steps.max(1)),
        one(sentences == 0),
        one(blocks == 0),
        one(steps == 1),
        one(steps == 2),
        one(same_speaker),
        one(same_speaker && steps == 1),
        one(names(first, second)),
        one(first.extent.contains(second.extent) || second.extent.contains(first.extent)),
        one(acts(Act::Deny) == 1),
        one(acts(Act::Deny) == 2),
        one(acts(Act::Ask) > 0),
        one(acts(Act::Decline) > 0),
        one(acts(Act::Accuse) > 0),
        one(few < 3.0),
        1.0 / page.said.len().max(1) as f32,
    ]
}

/// The terms that two have in common; both are in order.
pub(super) fn shared(a: &[Term], b: &[Term]) -> Vec<Term> {
    a.iter().filter(|term| b.binary_search(term).is_ok()).copied().collect()
}

fn cosine(dot: f32, a: f32, b: f32) -> f32 {
    if a * b > 0.0 { dot / (a * b).sqrt() } else { 0.0 }
}

/// The cosine of two lists of weighted terms, both in order.
fn likeness(a: &[(Term, f32)], b: &[(Term, f32)]) -> f32 {
    let (mut i, mut j, mut dot) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    let square = |terms: &[(Term, f32)]| terms.iter().map(|(_, weight)| weight * weight).sum::<f32>();
    cosine(dot, square(a), square(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_a_weight() {
        let names: Vec<&str> = rows(include_str!("../../data/links.tsv")).map(|row| row[0]).collect();
        assert_eq!(names[..MEASURES.len()], MEASURES);
        assert_eq!(names[MEASURES.len()..], ["always"]);
    }

    #[test]
    fn likeness_is_a_cosine() {
        assert!((likeness(&[(1, 2.0), (4, 1.0)], &[(1, 2.0), (4, 1.0)]) - 1.0).abs() < 1e-6);
        assert!(likeness(&[(1, 2.0)], &[(2, 2.0)]).abs() < 1e-6);
    }
}
