//! How alike two lines are: the matching blocks of Ratcliff and Obershelp, as Python's `difflib.SequenceMatcher` finds them.

use std::collections::HashMap;
use std::hash::Hash;

/// Lines longer than this are like no other: the search takes time that grows with the product of two lengths.
const LONGEST: usize = 50_000;

/// A run of equal characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it begins in the first text.
    pub(super) a: usize,
    /// Where it begins in the second text.
    pub(super) b: usize,
    /// Its length.
    pub(super) len: usize,
}

/// An upper bound on [`ratio`] that takes one look at each character.
pub(super) fn quick_ratio(a: &[char], b: &[char]) -> f64 {
    let mut left = counts(b.iter().copied());
    let matches = a.iter().filter(|c| left.get_mut(c).is_some_and(|n| n.checked_sub(1).map(|less| *n = less).is_some())).count();
    of_both(matches, a, b)
}

/// The part of both texts that lies in their matching blocks, from 0 to 1.
pub(super) fn ratio(a: &[char], b: &[char]) -> f64 {
    of_both(matching_blocks(a, b).iter().map(|block| block.len).sum(), a, b)
}

fn of_both(matches: usize, a: &[char], b: &[char]) -> f64 {
    let length = a.len() + b.len();
    if length == 0 { 1.0 } else { 2.0 * matches as f64 / length as f64 }
}

/// How often each thing occurs.
pub(super) fn counts<T: Hash + Eq>(things: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut out = HashMap::new();
    for thing in things {
        *out.entry(thing).or_default() += 1;
    }
    out
}

/// The longest run of equal characters, then the longest on either side of it, and so on. In no order; blocks may touch.
pub(super) fn matching_blocks(a: &[char], b: &[char]) -> Vec<Block> {
    if a.len().max(b.len()) > LONGEST {
        return Vec::new();
    }
    let mut places: HashMap<char, Vec<usize>> = HashMap::new();
    for (j, &c) in b.iter().enumerate() {
        places.entry(c).or_default().push(j);
    }
    let mut search = Search { a, places, ending: vec![0; b.len() + 1], next: vec![0; b.len() + 1] };
    let mut open = vec![((0, a.len()), (0, b.len()))];
    let mut out = Vec::new();
    while let Some(((a0, a1), (b0, b1))) = open.pop() {
        let block = search.longest((a0, a1), (b0, b1));
        if block.len > 0 {
            out.push(block);
            open.push(((a0, block.a), (b0, block.b)));
            open.push(((block.a + block.len, a1), (block.b + block.len, b1)));
        }
    }
    out
}

struct Search<'a> {
    a: &'a [char],
    /// Where each character stands in the second text.
    places: HashMap<char, Vec<usize>>,
    /// At `j + 1`, the length of the run that ends at `j` of the second text and at the last character looked at; all 0 at rest.
    ending: Vec<usize>,
    next: Vec<usize>,
}

impl Search<'_> {
    /// The longest block inside these ranges; of several the first in the first text, then in the second.
    fn longest(&mut self, (a0, a1): (usize, usize), (b0, b1): (usize, usize)) -> Block {
        let mut best = Block { a: a0, b: b0, len: 0 };
        if a0 >= a1 || b0 >= b1 {
            return best;
        }
        let mut before: &[usize] = &[];
        for i in a0..a1 {
            let all = self.places.get(&self.a[i]).map_or(&[][..], Vec::as_slice);
            let here = &all[all.partition_point(|&j| j < b0)..all.partition_point(|&j| j < b1)];
            for &j in here {
                let len = self.ending[j] + 1;
                self.next[j + 1] = len;
                if len > best.len {
                    best = Block { a: i + 1 - len, b: j + 1 - len, len };
                }
            }
            for &j in before {
                self.ending[j + 1] = 0;
            }
            std::mem::swap(&mut self.ending, &mut self.next);
            before = here;
        }
        for &j in before {
            self.ending[j + 1] = 0;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    /// The expected blocks were printed by Python 3.11.
    #[test]
    fn blocks_are_those_of_difflib() {
        let check = |a: &str, b: &str, expected: &[(usize, usize, usize)]| {
            let mut found: Vec<_> = matching_blocks(&chars(a), &chars(b)).iter().map(|m| (m.a, m.b, m.len)).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{a} / {b}");
        };
        check("abxcd", "abcd", &[(0, 0, 2), (3, 2, 2)]);
        check(" abcd", "abcd abcd", &[(0, 4, 5)]);
        check("ab", "acab", &[(0, 2, 2)]);
        check("aabbaabb", "bbaa", &[(2, 0, 4)]);
        check("", "a", &[]);
    }

    #[test]
    fn likeness_is_that_of_difflib() {
        let check = |a: &str, b: &str, quick: f64, full: f64| {
            assert!((quick_ratio(&chars(a), &chars(b)) - quick).abs() < 1e-12, "{a} / {b}");
            assert!((ratio(&chars(a), &chars(b)) - full).abs() < 1e-12, "{a} / {b}");
        };
        check("", "", 1.0, 1.0);
        check("abcd", "dcba", 1.0, 0.25);
        check("private", "privatise", 0.875, 0.875);
    }
}
