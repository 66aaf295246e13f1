//! From statements to claims and the positions on them.

mod against;
mod bond;
mod cluster;
mod flow;
mod negation;
mod page;
mod pair;
mod pointer;
mod relation;
mod sides;
mod syndication;
mod terms;
#[cfg(test)]
mod tests;
mod topic;
mod words;

pub use pair::MEASURES;
pub use relation::{AGAINST_HIMSELF, Link, Relation};
pub use syndication::Fingerprint;
pub use topic::{Likeness, Matter, Topic, contrary, cosine, fit, gather, gist, likeness, matters, relate, topics, weigh};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Act, Actor, Article, Claim, Form, Frame, Position, Record, Stance, Statement};
use cluster::Limits;
use page::Page;

/// Statements are compared with so many before them.
const REACH: usize = 64;
/// The log-odds of a statement and the one it points at.
const POINTED: f32 = 4.0;
/// Statements further apart are hardly of one claim; groups are joined where their mean log-odds are at least the least, which was chosen
/// with the weights, and where each holds a dispute of its own only if they are rather one matter than not.
const LIMITS: Limits = Limits { far: -4.0, least: -1.5, apart: 0.5 };

/// Lays the statements of one article side by side: sets `refers_to` and `claim` of each that shares its matter with another.
pub fn reconcile(article: &Article, statements: &mut [Statement], actors: &[Actor], frames: &[Frame]) -> Vec<Claim> {
    pointer::resolve(article, statements, actors);
    let page = Page::new(article, statements, actors, frames);
    let article_id = article.id();
    let mut claims = Vec::new();
    let bonds = bond::bonds(&page, statements);
    for members in groups(&page, &bonds).into_iter().filter(|members| members.len() > 1) {
        let id = format!("{article_id}.c{}", claims.len() + 1);
        let disputed = sides::decide(&page, statements, &members);
        let links = relation::links(&page, statements, &members, disputed);
        for &at in &members {
            statements[page.said[at].at].claim = Some(id.clone());
        }
        let members: Vec<usize> = members.iter().map(|&at| page.said[at].at).collect();
        claims.push(claim(id, &members, statements, &links));
    }
    claims
}

/// The links inside an article's claims, in the order of its statements.
pub fn links(record: &Record) -> Vec<Link> {
    let page = Page::new(&record.article, &record.statements, &record.actors, &record.frames);
    let mut claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, said) in page.said.iter().enumerate() {
        if let Some(claim) = &record.statements[said.at].claim {
            claims.entry(claim).or_default().push(at);
        }
    }
    let disputed: BTreeSet<&str> = record.claims.iter().filter(|claim| claim.disputed).map(|claim| claim.id.as_str()).collect();
    let links = |(id, members): (&&str, &Vec<usize>)| relation::links(&page, &record.statements, members, disputed.contains(id));
    claims.iter().flat_map(links).collect()
}

/// What is measured of each pair of an article's statements that is compared, by their indices: what the weights are fitted on.
pub fn measures(record: &Record) -> Vec<(usize, usize, [f32; MEASURES.len()])> {
    let page = Page::new(&record.article, &record.statements, &record.actors, &record.frames);
    let measured = |(a, b): (usize, usize)| {
        let (first, second) = (&page.said[a], &page.said[b]);
        (first.at, second.at, pair::measures(&page, first, second, b - a))
    };
    compared(page.said.len()).map(measured).collect()
}

/// The pairs that are compared, the earlier first.
fn compared(statements: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..statements).flat_map(move |later| (later.saturating_sub(REACH)..later).map(move |earlier| (earlier, later)))
}

/// What a page says in groups that are each about one matter, as indices of `page.said`, in order; what is on a matter of its own is a group alone.
fn groups(page: &Page, bonds: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let pairs: Vec<(usize, usize, f32)> =
        compared(page.said.len()).map(|(earlier, later)| (earlier, later, relation::odds(page, earlier, later))).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, first) in cluster::cluster(page.said.len(), &pairs, bonds, LIMITS).into_iter().enumerate() {
        members.entry(first).or_default().push(at);
    }
    members.into_values().collect()
}

fn claim(id: String, members: &[usize], statements: &[Statement], links: &[Link]) -> Claim {
    let contradicted: BTreeSet<&str> = links
        .iter()
        .filter(|link| link.relation == Relation::Contradicts)
        .flat_map(|link| [link.statement.as_str(), link.other.as_str()])
        .collect();
    let spoken = members.iter().map(|&at| &statements[at]).filter(|s| !s.content.is_empty());
    let plainest = spoken.min_by_key(|s| (!contradicted.contains(s.id.as_str()), plainness(s)));
    let wording = plainest.map(|s| s.content[0]).unwrap_or_default();
    let positions: Vec<Position> = members.iter().flat_map(|&at| positions(&statements[at])).collect();
    Claim { id, wording, frames: Vec::new(), disputed: !contradicted.is_empty(), positions }
}

/// Where a statement puts each of its speakers.
pub(crate) fn positions(statement: &Statement) -> impl Iterator<Item = Position> + '_ {
    statement.speakers.iter().map(|actor| Position {
        actor: actor.clone(),
        stance: statement.stance,
        act: statement.act,
        statement: statement.id.clone(),
        said_on: statement.said_on.clone(),
        independent: true,
    })
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
