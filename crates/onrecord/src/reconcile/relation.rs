//! What one statement is to another of the same claim, and why.

use std::collections::BTreeSet;

use serde::Serialize;

use super::against::names;
use super::page::{Page, Said};
use super::pair::{likelihood, shared};
use super::{flow, sides};
use crate::model::{Quantity, Stance, Statement};
use crate::resolve::differ;

/// Words in a [`Link`]'s reason.
pub(super) const WORDS: usize = 6;
/// A statement narrows another where it holds this part of the other's terms, and that many times as many of its own.
const HELD: f32 = 0.6;
const LONGER: f32 = 1.5;
/// So many terms are shared by two statements in which somebody contradicts himself.
pub const AGAINST_HIMSELF: usize = 3;
/// A claim has so many terms of its own that two can be told apart by them; by hand.
const TOLD: usize = 2;
/// What it adds to the log-odds of one matter that two speak of one transfer. Not fitted: the annotated pages have too few.
const ONE_TRANSFER: f32 = 1.5;

/// Two statements of one claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// The id of the statement that came later.
    pub statement: String,
    /// The id of the earlier one.
    pub other: String,
    /// What the later is to the earlier.
    pub relation: Relation,
    /// How likely they are about one matter, 0 to 1.
    pub score: f32,
    /// What they have in common, for people.
    pub why: String,
}

/// What a statement is to an earlier one of the same claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It speaks to the same matter.
    Same,
    /// Its source holds what the other's does not.
    Contradicts,
    /// It says the same in more detail.
    Narrows,
    /// It gives another number for the same.
    UpdatesNumber,
}

/// The links of the statements that are of one claim, whose indices in the page are given in order: from each but the first to the
/// earlier one it is likeliest about one matter with, and, where their claim is `disputed`, from each that denies to what it denies.
pub(super) fn links(page: &Page, statements: &[Statement], members: &[usize], disputed: bool) -> Vec<Link> {
    let mut out = Vec::new();
    let opposed = if disputed { opposed(page, statements, members) } else { BTreeSet::new() };
    for (place, &later) in members.iter().enumerate() {
        let nearest = members[place.saturating_sub(super::REACH)..place].iter().map(|&earlier| (earlier, later));
        out.extend(best(page, statements, nearest, &opposed, |_| true));
        if disputed && statements[page.said[later].at].stance == Stance::Denies {
            let around = &members[place.saturating_sub(super::REACH)..members.len().min(place + super::REACH)];
            let pairs = around.iter().filter(|&&other| other != later).map(|&other| (other.min(later), other.max(later)));
            let pairs: Vec<(usize, usize)> = pairs.collect();
            for himself in [false, true] {
                let fits = |pair: (usize, usize)| opposed.contains(&pair) && (page.said[pair.0].who == page.said[pair.1].who) == himself;
                out.extend(best(page, statements, pairs.iter().copied(), &opposed, fits));
            }
        }
    }
    out.sort_by(|a, b| (&a.statement, &a.other).cmp(&(&b.statement, &b.other)));
    out.dedup_by(|a, b| (&a.statement, &a.other) == (&b.statement, &b.other));
    out
}

fn best(
    page: &Page,
    statements: &[Statement],
    pairs: impl Iterator<Item = (usize, usize)>,
    opposed: &BTreeSet<(usize, usize)>,
    fits: impl Fn((usize, usize)) -> bool,
) -> Option<Link> {
    let scored = pairs.filter(|&pair| fits(pair)).map(|(a, b)| (odds(page, a, b), a, b));
    let (odds, earlier, later) = scored.max_by(|a, b| a.0.total_cmp(&b.0).then((b.1, b.2).cmp(&(a.1, a.2))))?;
    let (first, second) = (&page.said[earlier], &page.said[later]);
    let id = |said: &Said| statements[said.at].id.clone();
    Some(Link {
        statement: id(second),
        other: id(first),
        relation: relation(statements, first, second, opposed.contains(&(earlier, later))),
        score: 1.0 / (1.0 + (-odds).exp()),
        why: why(page, first, second, later - earlier),
    })
}

/// The log-odds that two statements are about one matter; a pointer is sure of its target, what a party gives is another matter than what
/// it gets, as are two claims that are answered apart, and one transfer is rather one matter, in whatever words.
pub(super) fn odds(page: &Page, earlier: usize, later: usize) -> f32 {
    let (first, second) = (&page.said[earlier], &page.said[later]);
    let pointed = first.points_at(second) || second.points_at(first);
    if pointed {
        super::POINTED
    } else if flow::opposite(&first.flows, &second.flows) || answer_two(page, first, second) {
        super::LIMITS.far
    } else {
        let one = if flow::same(&first.flows, &second.flows) { ONE_TRANSFER } else { 0.0 };
        likelihood(page, first, second, later - earlier) + one
    }
}

/// Whether two statements point at claims that are told apart, in words of which they share none.
fn answer_two(page: &Page, first: &Said, second: &Said) -> bool {
    let told = |said: &&Said| said.terms.len() >= TOLD;
    let claims = page.target(first).filter(told).zip(page.target(second).filter(told));
    claims.is_some_and(|(one, other)| one.at != other.at && shared(&one.terms, &other.terms).is_empty())
}

fn relation(statements: &[Statement], first: &Said, second: &Said, contrary: bool) -> Relation {
    let (earlier, later) = (&statements[first.at], &statements[second.at]);
    let common = shared(&first.terms, &second.terms).len();
    kind(contrary, common, [first.terms.len(), second.terms.len()], updates(&earlier.quantities, &later.quantities))
}

/// What a statement is to an earlier one that shares so many terms with it, given how many `[the earlier, the later]` has, and whether it
/// gives another number.
pub(super) fn kind(contrary: bool, common: usize, [earlier, later]: [usize; 2], other_number: bool) -> Relation {
    if contrary {
        Relation::Contradicts
    } else if common > 1 && other_number {
        Relation::UpdatesNumber
    } else if earlier > 0 && common as f32 >= HELD * earlier as f32 && later as f32 >= LONGER * earlier as f32 {
        Relation::Narrows
    } else {
        Relation::Same
    }
}

/// The pairs of a disputed claim's statements, the earlier first, of which one affirms what the other denies: one answers the other, or
/// somebody's own words turn.
fn opposed(page: &Page, statements: &[Statement], members: &[usize]) -> BTreeSet<(usize, usize)> {
    let stance = |at: usize| statements[page.said[at].at].stance;
    let contrary = |&(one, other): &(usize, usize)| {
        matches!((stance(one), stance(other)), (Stance::Affirms, Stance::Denies) | (Stance::Denies, Stance::Affirms))
    };
    let answering =
        sides::stands(page, statements, members).into_iter().map(|stand| (stand.one.min(stand.other), stand.one.max(stand.other)));
    let turning = members
        .iter()
        .enumerate()
        .flat_map(|(place, &later)| members[place.saturating_sub(super::REACH)..place].iter().map(move |&earlier| (earlier, later)));
    let turning = turning.filter(|&(earlier, later)| {
        let (first, second) = (&page.said[earlier], &page.said[later]);
        first.who == second.who && shared(&first.telling, &second.telling).len() >= AGAINST_HIMSELF
    });
    answering.chain(turning).filter(contrary).collect()
}

/// Whether two give different numbers of one thing.
fn updates(before: &[Quantity], after: &[Quantity]) -> bool {
    before.iter().any(|a| after.iter().any(|b| differ(a, b) == Some(true)))
}

fn why(page: &Page, first: &Said, second: &Said, steps: usize) -> String {
    let mut common = shared(&first.terms, &second.terms);
    common.sort_by(|a, b| page.terms.rarity(*b).total_cmp(&page.terms.rarity(*a)).then(a.cmp(b)));
    let words: Vec<&str> = common.iter().take(WORDS).map(|term| page.terms.printed(*term)).collect();
    let pointed = first.points_at(second) || second.points_at(first);
    let reasons = [
        pointed.then(|| "points at it".to_owned()),
        (!words.is_empty()).then(|| format!("words: {}", words.join(", "))),
        names(first, second).then(|| "one speaks of the other".to_owned()),
        (first.who == second.who).then(|| "the same speaker".to_owned()),
        (steps == 1).then(|| "next to it".to_owned()),
        (first.sentence == second.sentence).then(|| "in one sentence".to_owned()),
    ];
    let reasons: Vec<String> = reasons.into_iter().flatten().collect();
    if reasons.is_empty() { format!("{steps} statements apart") } else { reasons.join("; ") }
}
