//! Who stands on which side of a claim.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::REACH;
use super::against::{Ground, against};
use super::page::{Page, Said};
use super::pair::shared;
use crate::model::{Act, Stance, Statement};

/// A statement that stands against another of its claim.
struct Stand {
    ground: Ground,
    /// How many terms the two share.
    common: usize,
    /// Their indices in the page: the one that stands against the other, and the other.
    one: usize,
    other: usize,
}

/// Sets the stances toward one claim of its statements, whose indices in the page are given in order, where it is disputed; gives whether
/// it is.
///
/// What is answered most plainly is the claim, who answers it is against it, and so, in turn, whoever stands against him is for it. All
/// that a speaker says to the claim puts him on one side, unless his own words turn: he confirms it, or denies something. Anybody else is
/// for it only where his words meet those of the dispute.
pub(super) fn decide(page: &Page, statements: &mut [Statement], members: &[usize]) -> bool {
    let stands = stands(page, statements, members);
    let sides = sides(page, &stands);
    let mut core: Vec<usize> = stands.iter().flat_map(|stand| [stand.one, stand.other]).collect();
    core.sort_unstable();
    core.dedup();
    core.truncate(REACH);
    for &at in members.iter().filter(|_| !stands.is_empty()) {
        let said = &page.said[at];
        let statement = &mut statements[said.at];
        statement.stance = match (statement.stance, sides.get(said.who.as_str())) {
            (Stance::Neutral, _) => Stance::Neutral,
            (own, _) if matches!(statement.act, Act::Deny | Act::Confirm) => own,
            (_, Some(Side::Against)) => Stance::Denies,
            (_, Some(Side::For)) => Stance::Affirms,
            (Stance::Affirms, None) if core.iter().any(|&other| meet(page, said, &page.said[other])) => Stance::Affirms,
            _ => Stance::Neutral,
        };
    }
    !stands.is_empty()
}

/// Whether two contents have two words or more in common, and not only the names of parties.
fn meet(page: &Page, one: &Said, other: &Said) -> bool {
    let common = shared(&one.terms, &other.terms);
    common.len() > 1 && common.iter().any(|term| !page.terms.is_party(*term))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

/// Who stands against whom, the plainest first.
fn stands(page: &Page, statements: &[Statement], members: &[usize]) -> Vec<Stand> {
    let mut out = Vec::new();
    for (place, &later) in members.iter().enumerate() {
        for &earlier in &members[place.saturating_sub(REACH)..place] {
            let (first, second) = (&page.said[earlier], &page.said[later]);
            if let Some((one, ground)) = against(statements, first, second) {
                let common = shared(&first.terms, &second.terms).len();
                let (one, other) = if one.at == first.at { (earlier, later) } else { (later, earlier) };
                out.push(Stand { ground, common, one, other });
            }
        }
    }
    out.sort_by_key(|stand| Reverse((stand.ground, stand.common, Reverse((stand.one, stand.other)))));
    let mut answered = HashSet::new();
    // A denial that shares a word with many denies the one that it shares most with.
    out.retain(|stand| {
        answered.insert(stand.one) || stand.ground != Ground::Denies || meet(page, &page.said[stand.one], &page.said[stand.other])
    });
    out
}

/// The sides of speakers, from the plainest stand on.
fn sides<'a>(page: &'a Page, stands: &[Stand]) -> HashMap<&'a str, Side> {
    let mut out = HashMap::new();
    let who = |at: usize| page.said[at].who.as_str();
    if let Some(plainest) = stands.first() {
        out.insert(who(plainest.one), Side::Against);
        out.insert(who(plainest.other), Side::For);
    }
    loop {
        let settled = out.len();
        for stand in stands {
            let opposite = |at: usize| out.get(who(at)).map(|side| if *side == Side::For { Side::Against } else { Side::For });
            match (opposite(stand.one), opposite(stand.other)) {
                (Some(side), None) => _ = out.insert(who(stand.other), side),
                (None, Some(side)) => _ = out.insert(who(stand.one), side),
                _ => {}
            }
        }
        if out.len() == settled {
            return out;
        }
    }
}
