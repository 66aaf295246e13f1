//! Average-link clustering over the pairs that were compared.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Gathers items into groups: for each the first item of its group.
///
/// `pairs` are log-odds, each pair once; a pair that was not compared has the far ones of `limits`. `bonds` are joined at once, then the
/// two groups with the highest mean, as long as the limits allow (Sokal and Michener 1958). The order of the pairs does not matter.
pub(super) fn cluster(items: usize, pairs: &[(usize, usize, f32)], bonds: &[(usize, usize)], limits: Limits) -> Vec<usize> {
    let mut groups = Groups::new(items, pairs, limits);
    for &(a, b) in bonds {
        let (a, b) = (groups.first(a), groups.first(b));
        groups.bonded[a.min(b)] = true;
        if a != b {
            groups.join(a.min(b), a.max(b));
        }
    }
    let mut queue: BinaryHeap<Candidate> = BinaryHeap::new();
    for (a, near) in groups.near.iter().enumerate() {
        queue.extend(near.keys().filter(|b| a < **b).filter_map(|&b| groups.candidate(a, b)));
    }
    while let Some(best) = queue.pop() {
        if groups.age[best.a] == best.ages.0 && groups.age[best.b] == best.ages.1 {
            groups.join(best.a, best.b);
            queue.extend(groups.near[best.a].keys().filter_map(|&other| groups.candidate(best.a.min(other), best.a.max(other))));
        }
    }
    (0..items).map(|at| groups.first(at)).collect()
}

/// When groups are joined, in log-odds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// What a pair has that was not compared.
    pub(super) far: f32,
    /// The least mean of two groups that are joined.
    pub(super) least: f32,
    /// The least mean where both hold a bond.
    pub(super) apart: f32,
}

struct Groups {
    /// For each group the sum and the number of the compared pairs with each other group.
    near: Vec<BTreeMap<usize, (f64, usize)>>,
    size: Vec<usize>,
    /// How often a group has changed; of one that was joined to another, `usize::MAX`.
    age: Vec<usize>,
    joined_to: Vec<usize>,
    /// Whether a group holds a bond.
    bonded: Vec<bool>,
    limits: Limits,
}

/// Two groups that may be joined, as they were when this was found.
struct Candidate {
    mean: f64,
    a: usize,
    b: usize,
    ages: (usize, usize),
}

impl Groups {
    fn new(items: usize, pairs: &[(usize, usize, f32)], limits: Limits) -> Self {
        let mut near = vec![BTreeMap::new(); items];
        for &(a, b, odds) in pairs {
            near[a].insert(b, (f64::from(odds), 1));
            near[b].insert(a, (f64::from(odds), 1));
        }
        Self { near, size: vec![1; items], age: vec![0; items], joined_to: (0..items).collect(), bonded: vec![false; items], limits }
    }

    fn candidate(&self, a: usize, b: usize) -> Option<Candidate> {
        let (sum, compared) = self.near[a][&b];
        let all = self.size[a] * self.size[b];
        let mean = (sum + f64::from(self.limits.far) * (all - compared) as f64) / all as f64;
        let least = if self.bonded[a] && self.bonded[b] { self.limits.apart } else { self.limits.least };
        (mean >= f64::from(least)).then_some(Candidate { mean, a, b, ages: (self.age[a], self.age[b]) })
    }

    /// Joins `b` to `a`.
    fn join(&mut self, a: usize, b: usize) {
        for (other, (sum, compared)) in std::mem::take(&mut self.near[b]) {
            self.near[other].remove(&b);
            if other != a {
                for (from, to) in [(a, other), (other, a)] {
                    let pair = self.near[from].entry(to).or_default();
                    *pair = (pair.0 + sum, pair.1 + compared);
                }
            }
        }
        self.bonded[a] |= self.bonded[b];
        self.size[a] += self.size[b];
        self.age[a] += 1;
        self.age[b] = usize::MAX;
        self.joined_to[b] = a;
    }

    /// The first item of an item's group: a group is always joined to one with a smaller number.
    fn first(&self, mut at: usize) -> usize {
        while self.joined_to[at] != at {
            at = self.joined_to[at];
        }
        at
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { far: -4.0, least: 0.0, apart: 1.0 };

    #[test]
    fn the_likeliest_join_first_and_chains_do_not_run_on() {
        let pairs = [(0, 1, 3.0), (1, 2, 1.0), (0, 2, -3.0), (3, 4, 0.5)];
        assert_eq!(cluster(6, &pairs, &[], LIMITS), [0, 0, 2, 3, 3, 5]);
    }

    #[test]
    fn groups_that_each_hold_a_bond_stay_apart() {
        let pairs = [(0, 1, 3.0), (1, 2, 0.5), (0, 2, 0.5), (2, 3, 3.0), (0, 3, 0.5), (1, 3, 0.5)];
        assert_eq!(cluster(4, &pairs, &[], LIMITS), [0, 0, 0, 0]);
        assert_eq!(cluster(4, &pairs, &[(0, 1), (3, 2)], LIMITS), [0, 0, 2, 2]);
    }

    proptest! {
        #[test]
        fn the_order_of_pairs_does_not_matter(scores in prop::collection::vec(-4i8..4, 45), seed in any::<u64>()) {
            let all = (0..10).flat_map(|a| (a + 1..10).map(move |b| (a, b)));
            let pairs: Vec<(usize, usize, f32)> = all.zip(scores).map(|((a, b), score)| (a, b, f32::from(score))).collect();
            let mut other = pairs.clone();
            other.sort_by_key(|(a, b, _)| (*a as u64 * 31 + *b as u64 + 1).wrapping_mul(seed | 1));
            let firsts = cluster(10, &pairs, &[], LIMITS);
            prop_assert_eq!(&firsts, &cluster(10, &other, &[], LIMITS));
            prop_assert!(firsts.iter().enumerate().all(|(at, &first)| first <= at && firsts[first] == first));
        }
    }
}
