//! Which of two statements stands against the other, by its own words.

use super::flow;
use super::page::{Page, Said};
use super::pair::shared;
use super::terms::Term;
use crate::model::{Act, Stance, Statement};

/// An exclusive account shares so many terms with the one that it leaves no room for.
const SHARED: usize = 2;

/// Why a statement stands against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// It negates what the other says.
    Negates,
    /// It gives an account that leaves no room for the other's.
    Excludes,
    /// It is a denial, in words that meet the other's.
    Denies,
    /// It is a denial that points at the other.
    DeniesIt,
}

/// The one of two statements, by speakers who stand for different parties, that stands against the other, and why.
pub(super) fn against<'a>(page: &Page, statements: &[Statement], first: &'a Said, second: &'a Said) -> Option<(&'a Said, Ground)> {
    let one_camp = first.camp.iter().any(|who| second.camp.contains(who));
    // The claim that a denial names may be nobody's.
    let known = first.points_at(second) || second.points_at(first) || !first.who.is_empty() && !second.who.is_empty();
    if !known || one_camp || flow::opposite(&first.flows, &second.flows) {
        return None;
    }
    let ground =
        |one: &Said, other: &Said| ground(page, statements, one, other).filter(|_| !reports(&statements[other.at], &statements[one.at]));
    let (one, other) = (ground(first, second), ground(second, first));
    // Where each stands against the other, the later is the answer.
    if one > other { one.map(|ground| (first, ground)) } else { other.map(|ground| (second, ground)) }
}

/// Whether what a statement says is that another was made: who reports a denial is not whom it answers.
fn reports(statement: &Statement, other: &Statement) -> bool {
    other.cue.first().is_some_and(|cue| statement.content.iter().any(|part| part.contains(*cue)))
}

/// Why `one` stands against `other`.
fn ground(page: &Page, statements: &[Statement], one: &Said, other: &Said) -> Option<Ground> {
    let (own, their) = (&statements[one.at], &statements[other.at]);
    if is_denial(own) {
        let pointed = one.points_at(other);
        // Who rejects somebody denies nothing that is said.
        let somebody = !one.terms.is_empty() && one.terms.iter().all(|term| page.terms.is_party(*term));
        let asserts = !is_denial(their) && (pointed || (wants(their.act) || their.stance == Stance::Affirms) && !somebody);
        let common = shared(&one.telling, &other.telling);
        // Who says that there were no crates agrees with whoever denies that there were.
        let agrees = common.iter().any(|term| other.negations.reach(*term) && !one.negations.reach(*term));
        let meet = pointed || !agrees && (names(one, other) || !common.is_empty() && (!one.turns_down || may_be_turned_down(their.act)));
        return (asserts && meet).then_some(if pointed { Ground::DeniesIt } else { Ground::Denies });
    }
    if is_denial(their) || !takes_sides(own.act) || !takes_sides(their.act) {
        return None;
    }
    if one.negations.gainsay(other) || flow::negates(&one.flows, &other.flows) {
        return Some(Ground::Negates);
    }
    let common = shared(&one.telling, &other.telling).len();
    if their.act == Act::Accuse && one.negations.groundless() && common > 0 {
        return Some(Ground::Negates);
    }
    (one.exclusive && !other.exclusive && common >= SHARED).then_some(Ground::Excludes)
}

/// Whether what is said by an act may be turned down, and not only denied.
pub(super) fn may_be_turned_down(act: Act) -> bool {
    wants(act) || matches!(act, Act::Accuse | Act::Pledge | Act::Think)
}

/// Whether an act is to have something, which is neither so nor not so until somebody turns it down.
pub(super) fn wants(act: Act) -> bool {
    act == Act::Urge
}

pub(super) fn is_denial(statement: &Statement) -> bool {
    statement.act == Act::Deny && statement.stance == Stance::Denies
}

/// Whether an act puts its speaker for or against something by its words.
fn takes_sides(act: Act) -> bool {
    !matches!(act, Act::Ask | Act::Urge | Act::Decline | Act::Pledge)
}

/// Whether one of two speaks of the other's speaker.
pub(super) fn names(one: &Said, other: &Said) -> bool {
    let of = |a: &Said, b: &Said| a.speakers.iter().any(|term: &Term| b.terms.binary_search(term).is_ok());
    of(one, other) || of(other, one)
}
