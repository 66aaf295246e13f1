//! From whom to whom things went: what came from a party is another matter than what it got.

use std::collections::HashMap;

use crate::model::{Actor, Filler, Frame, Statement};

/// A transfer that a statement speaks of: its two ends, a State by its code and anybody else by id, where they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    from: Option<String>,
    to: Option<String>,
}

/// The transfers of a statement with a known end.
pub(super) fn of(statement: &Statement, actors: &HashMap<&str, &Actor>, frames: &HashMap<&str, &Frame>) -> Vec<Flow> {
    let party = |frame: &Frame, role: &str| match frame.roles.get(role)? {
        Filler::Party(id) => Some(actors.get(id.as_str()).and_then(|actor| actor.country.clone()).unwrap_or_else(|| id.clone())),
        Filler::Item { .. } => None,
    };
    let spoken = statement.frames.iter().filter_map(|id| frames.get(id.as_str()));
    let flows = spoken.map(|frame| Flow { from: party(frame, "supplier"), to: party(frame, "recipient") });
    flows.filter(|flow| flow.from.is_some() || flow.to.is_some()).collect()
}

/// Whether two statements speak of transfers in opposite directions, and of none in the same.
pub(super) fn opposite(one: &[Flow], other: &[Flow]) -> bool {
    let pairs = || one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let turned = |a: &Flow, b: &Flow| is_same(a.from.as_ref(), b.to.as_ref()) || is_same(a.to.as_ref(), b.from.as_ref());
    let like = |a: &Flow, b: &Flow| !turned(a, b) && (is_same(a.from.as_ref(), b.from.as_ref()) || is_same(a.to.as_ref(), b.to.as_ref()));
    pairs().any(|(a, b)| turned(a, b)) && !pairs().any(|(a, b)| like(a, b))
}

fn is_same(one: Option<&String>, other: Option<&String>) -> bool {
    one.is_some() && one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_there_is_not_what_comes_back() {
        let flow = |from: &str, to: &str| {
            let end = |name: &str| (!name.is_empty()).then(|| name.to_owned());
            vec![Flow { from: end(from), to: end(to) }]
        };
        assert!(opposite(&flow("A", "B"), &flow("B", "A")));
        assert!(opposite(&flow("A", "B"), &flow("", "A")));
        assert!(!opposite(&flow("A", "B"), &flow("A", "")));
        assert!(!opposite(&flow("A", "B"), &flow("C", "D")));
        assert!(!opposite(&flow("A", "B"), &[]));
    }
}
