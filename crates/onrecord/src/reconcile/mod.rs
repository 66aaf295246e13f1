//! From statements to claims and the positions on them.

mod group;
mod matter;
mod pointer;
mod syndication;

pub use group::group;
pub use matter::{Matter, matters};
pub use syndication::Fingerprint;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Act, Actor, Article, Claim, Form, Position, Stance, Statement};

/// Lays the statements of one article side by side: sets `refers_to` and `claim` of each that shares its proposition with another.
pub fn reconcile(article: &Article, statements: &mut [Statement], actors: &[Actor]) -> Vec<Claim> {
    pointer::resolve(article, statements);
    let matters = matter::of(article, statements, actors);
    let groups = group(&matters);
    let mut claims = Vec::new();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.into_iter().enumerate().filter(|(at, _)| !statements[*at].content.is_empty()) {
        members.entry(group).or_default().push(at);
    }
    for members in members.into_values().filter(|members| members.len() > 1) {
        let id = format!("{}.c{}", article.id(), claims.len() + 1);
        for &at in &members {
            statements[at].claim = Some(id.clone());
        }
        claims.push(claim(id, &members, statements));
    }
    claims
}

fn claim(id: String, members: &[usize], statements: &[Statement]) -> Claim {
    let plainest = members.iter().map(|&at| &statements[at]).min_by_key(|s| plainness(s)).expect("a claim has statements");
    let positions: Vec<Position> = members.iter().flat_map(|&at| positions(&statements[at])).collect();
    Claim { id, wording: plainest.content[0], frames: Vec::new(), disputed: is_disputed(&positions), positions }
}

/// Where a statement puts each of its speakers.
fn positions(statement: &Statement) -> impl Iterator<Item = Position> + '_ {
    statement.speakers.iter().map(|actor| Position {
        actor: actor.clone(),
        stance: statement.stance,
        act: statement.act,
        statement: statement.id.clone(),
        said_on: statement.said_on.clone(),
        independent: true,
    })
}

/// Whether one actor affirms what another denies.
fn is_disputed(positions: &[Position]) -> bool {
    let side = |stance: Stance| -> BTreeSet<&str> { positions.iter().filter(|p| p.stance == stance).map(|p| p.actor.as_str()).collect() };
    let (affirm, deny) = (side(Stance::Affirms), side(Stance::Denies));
    !affirm.is_empty() && !deny.is_empty() && affirm.union(&deny).count() > 1
}

/// The order in which statements of one claim offer themselves as its wording: own words before pointers, affirming before denying,
/// the reporter's plain sentence before a quotation, then the longer before the shorter.
fn plainness(s: &Statement) -> (bool, u8, u8, std::cmp::Reverse<u32>) {
    let stance = match s.stance {
        Stance::Affirms => 0,
        Stance::Neutral => 1,
        Stance::Denies => 2,
    };
    let inward = u8::from(matches!(s.act, Act::Think | Act::Expect | Act::Ask));
    let form = u8::from(s.form != Form::Indirect) + inward;
    (s.refers_to.is_some(), stance, form, std::cmp::Reverse(s.content[0].len()))
}
