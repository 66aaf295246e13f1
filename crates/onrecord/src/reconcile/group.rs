//! Groups statements that speak to the same proposition.

use std::collections::HashMap;

use super::Matter;

/// Statements are of one claim from this likeness on, from 0 to 1; chosen on the development half of the gold pages.
const ALIKE: f32 = 0.08;
/// A newcomer's mean likeness to a group is at least this part of [`ALIKE`], so that groups do not grow along chains.
const COHESION: f32 = 0.6;
/// Terms that more matters share are not followed to candidates: they tell nothing apart, and following them is quadratic.
const COMMON: usize = 400;
/// A group is compared through this many of its members.
const MEMBERS: usize = 12;

/// Groups statements that speak to the same proposition: for each matter the index of the first matter of its group.
///
/// The order of the input is the order of arrival. Likeness is the cosine of the terms, each weighted by its rarity among all matters.
pub fn group(matters: &[Matter]) -> Vec<usize> {
    let weights = Weights::of(matters);
    let by_id: HashMap<&str, usize> = matters.iter().enumerate().map(|(at, m)| (m.statement.as_str(), at)).collect();
    let mut groups: Vec<usize> = Vec::with_capacity(matters.len());
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, matter) in matters.iter().enumerate() {
        let target = matter.refers_to.as_deref().and_then(|id| by_id.get(id)).filter(|&&target| target < at);
        let found = target.map(|&target| groups[target]).or_else(|| best_group(matters, &weights, &groups, &members, &holders, at));
        let group = found.unwrap_or(at);
        groups.push(group);
        members.entry(group).or_default().push(at);
        for term in &matter.terms {
            holders.entry(term).or_default().push(at);
        }
    }
    groups
}

/// The group that a matter is most alike to, where it is alike enough.
fn best_group(
    matters: &[Matter],
    weights: &Weights<'_>,
    groups: &[usize],
    members: &HashMap<usize, Vec<usize>>,
    holders: &HashMap<&str, Vec<usize>>,
    at: usize,
) -> Option<usize> {
    let mut candidates: Vec<usize> =
        matters[at].terms.iter().filter_map(|term| holders.get(term.as_str())).filter(|h| h.len() <= COMMON).flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let mut best: Option<(f32, usize)> = None;
    for other in candidates {
        let likeness = weights.likeness(&matters[at], &matters[other]);
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            let group = &members[&groups[other]];
            let near = &group[..group.len().min(MEMBERS)];
            let mean = near.iter().map(|&m| weights.likeness(&matters[at], &matters[m])).sum::<f32>() / near.len() as f32;
            if mean >= ALIKE * COHESION {
                best = Some((likeness, groups[other]));
            }
        }
    }
    best.map(|(_, group)| group)
}

/// How much each term tells.
struct Weights<'a> {
    counts: HashMap<&'a str, u32>,
    total: f32,
}

impl<'a> Weights<'a> {
    fn of(matters: &'a [Matter]) -> Self {
        let mut counts = HashMap::new();
        for term in matters.iter().flat_map(|m| &m.terms) {
            *counts.entry(term.as_str()).or_default() += 1;
        }
        Self { counts, total: matters.len() as f32 }
    }

    /// The inverse document frequency, squared for the cosine.
    fn weight(&self, term: &str) -> f32 {
        let count = self.counts.get(term).map_or(1.0, |&n| n as f32);
        ((self.total + 1.0) / (count + 0.5)).ln().max(0.1).powi(2)
    }

    fn length(&self, matter: &Matter) -> f32 {
        matter.terms.iter().map(|term| self.weight(term)).sum::<f32>().sqrt()
    }

    /// The cosine of two matters' terms.
    fn likeness(&self, a: &Matter, b: &Matter) -> f32 {
        let shared = a.terms.iter().filter(|term| b.terms.binary_search(term).is_ok());
        let (count, dot) = shared.fold((0, 0.0), |(n, sum), term| (n + 1, sum + self.weight(term)));
        let lengths = self.length(a) * self.length(b);
        if count < 2 || lengths == 0.0 { 0.0 } else { dot / lengths }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, Stance};

    fn matter(id: &str, terms: &str, refers_to: Option<&str>) -> Matter {
        let mut terms: Vec<String> = terms.split(' ').map(str::to_owned).collect();
        terms.sort();
        let refers_to = refers_to.map(str::to_owned);
        Matter { statement: id.into(), article: "a".into(), terms, act: Act::Say, stance: Stance::Affirms, refers_to }
    }

    #[test]
    fn like_matters_meet_and_pointers_follow() {
        let matters = [
            matter("1", "@KP weapon export @RU", None),
            matter("2", "harvest grain rain north", None),
            matter("3", "@KP weapon sold @RU artillery", None),
            matter("4", "that", Some("3")),
            matter("5", "grain harvest poor rain", None),
        ];
        assert_eq!(group(&matters), [0, 1, 0, 0, 1]);
    }
}
