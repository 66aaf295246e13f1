//! Copies of one text under several mastheads.

use crate::span::{Span, Text};
use crate::text::tokens;

/// Words in a shingle.
const SHINGLE: usize = 4;
/// Numbers in a sketch: the likeness of two texts is known to about one part in eight.
const SKETCH: usize = 64;
/// Share of equal numbers from which two texts are one, small edits aside.
const SAME: f64 = 0.5;

/// A sketch of a text by which copies of it are known: `MinHash` (Broder 1997) over word shingles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(pub Vec<u32>);

impl Fingerprint {
    /// The sketch of a text; of one too short for a shingle, an empty one.
    pub fn of(text: &Text) -> Self {
        let words: Vec<u64> = tokens(text, Span::new(0, text.len()))
            .iter()
            .filter(|token| token.is_word())
            .map(|token| hash(&token.text.to_lowercase()))
            .collect();
        let mut least = vec![u64::MAX; SKETCH];
        for shingle in words.windows(SHINGLE) {
            let base = shingle.iter().fold(0u64, |h, w| h.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w);
            for (salt, least) in (1u64..).zip(&mut least) {
                *least = (*least).min(mix(base ^ salt.wrapping_mul(0xbf58_476d_1ce4_e5b9)));
            }
        }
        let shingled = words.len() >= SHINGLE;
        Self(if shingled { least.into_iter().map(|h| (h >> 32) as u32).collect() } else { Vec::new() })
    }

    /// Whether the two are one text, small edits aside.
    pub fn same_text(&self, other: &Self) -> bool {
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        !self.0.is_empty() && self.0.len() == other.0.len() && equal as f64 >= SAME * self.0.len() as f64
    }
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known() {
        let sentence = |n: usize| format!("The ministry of item {n} said the convoy number {n} crossed the river at dawn. ");
        let wire: String = (0..30).map(sentence).collect();
        let edited = wire.replacen("crossed the river", "forded the stream", 2);
        let report = |n: usize| format!("Harvest report {n} speaks of rain in district {n} and little else. ");
        let other: String = (100..130).map(report).collect();
        let sketch = |s: &str| Fingerprint::of(&Text::new(s));
        assert!(sketch(&wire).same_text(&sketch(&edited)));
        assert!(!sketch(&wire).same_text(&sketch(&other)));
        assert!(!sketch("").same_text(&sketch("")));
    }
}
