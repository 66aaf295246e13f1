//! From whom to whom things went: what came from a party is another matter than what it got.

use std::collections::HashMap;

use crate::frame::{self, Mode};
use crate::model::{Actor, Article, Filler, Frame, Statement};

/// A transfer that a statement speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    /// Its two ends, a State by its code and anybody else by id, where they are known.
    from: Option<String>,
    to: Option<String>,
    /// The class of what went.
    class: Option<String>,
    /// Whether it is said not to have been.
    negated: bool,
}

/// The transfers of a statement with a known end.
pub(super) fn of(article: &Article, statement: &Statement, actors: &HashMap<&str, &Actor>, frames: &HashMap<&str, &Frame>) -> Vec<Flow> {
    let party = |frame: &Frame, role: &str| match frame.roles.get(role)? {
        Filler::Party(id) => Some(actors.get(id.as_str()).and_then(|actor| actor.country.clone()).unwrap_or_else(|| id.clone())),
        Filler::Item { .. } => None,
    };
    let spoken = statement.frames.iter().filter_map(|id| frames.get(id.as_str()));
    let class = |frame: &Frame| match frame.roles.get("item")? {
        Filler::Item { class, .. } => Some(class.clone()),
        Filler::Party(_) => None,
    };
    let flows = spoken.map(|frame| Flow {
        from: party(frame, "supplier"),
        to: party(frame, "recipient"),
        class: class(frame),
        negated: frame::mode(article, statement, frame) == Mode::Negated,
    });
    flows.filter(|flow| flow.from.is_some() || flow.to.is_some()).collect()
}

/// Whether two statements speak of transfers in opposite directions, and of none in the same.
pub(super) fn opposite(one: &[Flow], other: &[Flow]) -> bool {
    pairs(one, other).any(|(a, b)| turned(a, b)) && !pairs(one, other).any(|(a, b)| like(a, b))
}

/// Whether two statements speak of one transfer: of one class, with one end in common and none that differs.
pub(super) fn same(one: &[Flow], other: &[Flow]) -> bool {
    pairs(one, other).any(|(a, b)| is_one(a, b))
}

/// Whether the one says of a transfer that it was not, and the other speaks of it as one that was or may be.
pub(super) fn negates(one: &[Flow], other: &[Flow]) -> bool {
    pairs(one, other).any(|(a, b)| a.negated && !b.negated && is_one(a, b))
}

fn pairs<'a>(one: &'a [Flow], other: &'a [Flow]) -> impl Iterator<Item = (&'a Flow, &'a Flow)> {
    one.iter().flat_map(|a| other.iter().map(move |b| (a, b)))
}

fn turned(a: &Flow, b: &Flow) -> bool {
    is_same(a.from.as_ref(), b.to.as_ref()) || is_same(a.to.as_ref(), b.from.as_ref())
}

fn like(a: &Flow, b: &Flow) -> bool {
    !turned(a, b) && (is_same(a.from.as_ref(), b.from.as_ref()) || is_same(a.to.as_ref(), b.to.as_ref()))
}

fn is_one(a: &Flow, b: &Flow) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    like(a, b) && is_same(a.class.as_ref(), b.class.as_ref()) && !differ(&a.from, &b.from) && !differ(&a.to, &b.to)
}

fn is_same(one: Option<&String>, other: Option<&String>) -> bool {
    one.is_some() && one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(from: &str, to: &str, class: &str, negated: bool) -> Vec<Flow> {
        let known = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        vec![Flow { from: known(from), to: known(to), class: known(class), negated }]
    }

    #[test]
    fn what_goes_there_is_not_what_comes_back() {
        let flow = |from: &str, to: &str| flow(from, to, "", false);
        assert!(opposite(&flow("A", "B"), &flow("B", "A")));
        assert!(opposite(&flow("A", "B"), &flow("", "A")));
        assert!(!opposite(&flow("A", "B"), &flow("A", "")));
        assert!(!opposite(&flow("A", "B"), &flow("C", "D")));
        assert!(!opposite(&flow("A", "B"), &[]));
    }

    #[test]
    fn one_transfer_in_two_accounts() {
        let told = flow("A", "B", "arms", false);
        assert!(same(&told, &flow("A", "", "arms", false)) && same(&told, &flow("A", "B", "arms", true)));
        for other in
            [flow("A", "C", "arms", false), flow("A", "B", "coal", false), flow("C", "D", "arms", false), flow("A", "B", "", false)]
        {
            assert!(!same(&told, &other), "{other:?}");
        }
        assert!(negates(&flow("A", "", "arms", true), &told));
        assert!(!negates(&told, &flow("A", "", "arms", true)) && !negates(&flow("A", "", "arms", true), &flow("A", "", "arms", true)));
    }
}
