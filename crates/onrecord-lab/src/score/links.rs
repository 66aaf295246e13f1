//! Statements about one matter, as pairs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use super::Tally;
use crate::corpus::Page;

/// A statement: its page and its number there.
pub(crate) type Key = (String, u32);

/// Two statements, the smaller key first.
type Pair = (Key, Key);

/// What a prediction says of a gold statement that it found.
pub(super) struct Found {
    /// The claim it belongs to.
    pub(super) claim: Option<String>,
    /// Where its source stands toward the claim.
    pub(super) stance: Option<String>,
    /// Whether the claim is told as disputed.
    pub(super) disputed: bool,
}

/// How well claims agree with the links of the gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Links {
    /// Pairs of statements about one matter.
    pairs: Tally,
    /// Those of them that stand on two pages.
    across: Tally,
    /// Pairs that contradict each other, in one claim with opposite stances.
    opposed: usize,
    /// Pairs that contradict each other in the gold.
    contradicting: usize,
    /// Claims that are told as disputed, and those of them that set a pair that contradicts each other in the gold against each other.
    disputes: (usize, usize),
}

impl Links {
    /// What the reference does not print: the pairs of one page and those of two, and how many disputes are real.
    pub fn apart(&self) -> String {
        let Self { pairs, across, disputes: (told, real), .. } = *self;
        let within =
            Tally { hits: pairs.hits - across.hits, predicted: pairs.predicted - across.predicted, gold: pairs.gold - across.gold };
        format!("on one page  {within}on two pages {across}disputes with a contradiction: {real} of {told}\n")
    }
}

impl fmt::Display for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [precision, recall, f1] = self.pairs.prf().percent();
        let Tally { gold, predicted, .. } = self.pairs;
        writeln!(f, "links      P {precision:.1} R {recall:.1} F1 {f1:.1}  ({gold} gold, {predicted} predicted among matched)")?;
        writeln!(f, "contradicts found: {} of {}", self.opposed, self.contradicting)
    }
}

/// Compares the claims of found statements with the links of the gold; with `ledger`, claim ids hold over all pages.
pub(super) fn score(pages: &[Page], found: &BTreeMap<Key, Found>, ledger: bool) -> Links {
    let (gold, contradicting) = gold_pairs(pages);
    let mut claims: HashMap<(&str, &str), Vec<&Key>> = HashMap::new();
    for (key, statement) in found {
        if let Some(claim) = &statement.claim {
            claims.entry((if ledger { "" } else { &key.0 }, claim)).or_default().push(key);
        }
    }
    let predicted: BTreeSet<Pair> = claims.values().flat_map(|keys| pairs_of(keys)).collect();
    let stance = |key: &Key| found.get(key).and_then(|statement| statement.stance.as_deref());
    let opposite = |(a, b): &Pair| matches!((stance(a), stance(b)), (Some("affirms"), Some("denies")) | (Some("denies"), Some("affirms")));
    let opposed = contradicting.iter().filter(|&pair| predicted.contains(pair) && opposite(pair));
    let disputed: Vec<&Vec<&Key>> = claims.values().filter(|keys| keys.iter().any(|key| found[*key].disputed)).collect();
    let real = disputed.iter().filter(|keys| pairs_of(keys).iter().any(|pair| opposite(pair) && contradicting.contains(pair)));
    let tally = |counts: fn(&Pair) -> bool| Tally {
        hits: gold.intersection(&predicted).filter(|pair| counts(pair)).count(),
        predicted: predicted.iter().filter(|pair| counts(pair)).count(),
        gold: gold.iter().filter(|pair| counts(pair)).count(),
    };
    Links {
        pairs: tally(|_| true),
        across: tally(|(a, b)| a.0 != b.0),
        opposed: opposed.count(),
        contradicting: contradicting.len(),
        disputes: (disputed.len(), real.count()),
    }
}

/// For each linked statement of the gold, by page and number, the number of the group that links make.
pub(crate) fn groups(pages: &[Page]) -> HashMap<Key, usize> {
    let numbered = |(number, group): (usize, BTreeSet<Key>)| group.into_iter().map(move |key| (key, number));
    linked(pages).0.into_iter().enumerate().flat_map(numbered).collect()
}

/// All pairs inside the groups that links make, and the pairs that contradict each other.
fn gold_pairs(pages: &[Page]) -> (BTreeSet<Pair>, BTreeSet<Pair>) {
    let (groups, contradicting) = linked(pages);
    (groups.iter().flat_map(|group| pairs_of(&group.iter().collect::<Vec<_>>())).collect(), contradicting)
}

fn linked(pages: &[Page]) -> (Vec<BTreeSet<Key>>, BTreeSet<Pair>) {
    let mut groups: Vec<BTreeSet<Key>> = Vec::new();
    let mut contradicting = BTreeSet::new();
    for page in pages {
        for link in &page.links {
            let a = (page.name.clone(), link.a);
            let b = (link.other_page(&page.name).to_owned(), link.b);
            // What is linked through others is linked.
            let (touched, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.contains(&a) || group.contains(&b));
            groups = rest;
            groups.push(touched.into_iter().flatten().chain([a.clone(), b.clone()]).collect());
            if link.relation == "contradicts" {
                contradicting.insert(pair(a, b));
            }
        }
    }
    (groups, contradicting)
}

fn pairs_of(keys: &[&Key]) -> Vec<Pair> {
    let with_later = |(i, &a): (usize, &&Key)| keys[i + 1..].iter().map(move |&b| pair(a.clone(), b.clone())).collect::<Vec<_>>();
    keys.iter().enumerate().flat_map(with_later).collect()
}

fn pair(a: Key, b: Key) -> Pair {
    if a <= b { (a, b) } else { (b, a) }
}
