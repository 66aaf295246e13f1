//! A linear-chain conditional random field (Lafferty et al. 2001) over hashed features, as it ships.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::lattice::Lattice;

/// The features of one sequence: for each position its hashed features, and the class that picks its edge table.
#[derive(Default)]
pub struct Sequence {
    features: Vec<u32>,
    /// Where each position's features end.
    ends: Vec<u32>,
    classes: Vec<u8>,
}

impl Sequence {
    /// Ends a position whose features were [`push`](Self::push)ed, with its edge class.
    pub fn close(&mut self, class: u8) {
        self.ends.push(self.features.len() as u32);
        self.classes.push(class);
    }

    /// Adds a feature to the position that is being made.
    pub fn push(&mut self, feature: u32) {
        self.features.push(feature);
    }

    /// How many positions it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of a position.
    pub fn features(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.features[start..self.ends[at] as usize]
    }

    /// The edge classes of all positions.
    pub fn classes(&self) -> &[u8] {
        &self.classes
    }
}

/// Trained weights: 8 bits each, in steps of `scale`.
pub struct Crf {
    labels: usize,
    edges: Vec<f32>,
    scale: f32,
    rows: HashMap<u32, u32, BuildHasherDefault<Hashed>>,
    weights: Vec<i8>,
}

/// Why a model file could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("not a model of this version: {0}; train it again")]
pub struct BadModel(&'static str);

/// First bytes of a model file; the last one is the format's number.
const MAGIC: &[u8; 8] = b"orcrf\0\0\x01";

impl Crf {
    /// A model from its parts, its weights rounded to 8 bits: `rows` are features with a weight for each label.
    pub fn from_weights(labels: usize, edges: Vec<f32>, rows: &[(u32, Vec<f32>)]) -> Self {
        let most = rows.iter().flat_map(|(_, row)| row).fold(0.0f32, |most, w| most.max(w.abs()));
        let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
        let weights = rows.iter().flat_map(|(_, row)| row).map(|w| (w / scale).round() as i8).collect();
        let rows = rows.iter().zip(0u32..).map(|((feature, _), slot)| (*feature, slot)).collect();
        Self { labels, edges, scale, rows, weights }
    }

    /// How many labels it tells apart.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Scores a sequence.
    pub fn lattice(&self, sequence: &Sequence) -> Lattice<'_> {
        let mut emissions = Vec::with_capacity(sequence.len() * self.labels);
        let mut sums = vec![0i32; self.labels];
        for at in 0..sequence.len() {
            sums.fill(0);
            for slot in sequence.features(at).iter().filter_map(|feature| self.rows.get(feature)) {
                let row = *slot as usize * self.labels;
                for (sum, weight) in sums.iter_mut().zip(&self.weights[row..row + self.labels]) {
                    *sum += i32::from(*weight);
                }
            }
            emissions.extend(sums.iter().map(|&sum| sum as f32 * self.scale));
        }
        Lattice::new(self.labels, emissions, sequence.classes().to_vec(), &self.edges)
    }

    /// The model as bytes, little-endian: magic, counts, scale, edges, features in ascending order, their rows.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut features: Vec<(u32, u32)> = self.rows.iter().map(|(&feature, &slot)| (feature, slot)).collect();
        features.sort_unstable();
        let mut out = MAGIC.to_vec();
        for count in [self.labels, self.edges.len(), features.len()] {
            out.extend((count as u32).to_le_bytes());
        }
        out.extend(self.scale.to_le_bytes());
        out.extend(self.edges.iter().flat_map(|w| w.to_le_bytes()));
        out.extend(features.iter().flat_map(|(feature, _)| feature.to_le_bytes()));
        for (_, slot) in features {
            let row = slot as usize * self.labels;
            out.extend(self.weights[row..row + self.labels].iter().map(|w| w.cast_unsigned()));
        }
        out
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote at the head of `bytes`, and the bytes after it.
    ///
    /// # Errors
    /// [`BadModel`] where the bytes are no model of this version, or are cut short.
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, &[u8]), BadModel> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(BadModel("other first bytes"))?;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n).ok_or(BadModel("cut short"))?;
            rest = tail;
            Ok(head)
        };
        let mut number = || Ok(u32::from_le_bytes(take(4)?.try_into().expect("four bytes")));
        let (labels, edges, features) = (number()? as usize, number()? as usize, number()? as usize);
        let scale = f32::from_bits(number()?);
        let edges = take(edges.saturating_mul(4))?.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let keys = take(features.saturating_mul(4))?.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let rows = keys.zip(0u32..).collect();
        let weights = take(features.saturating_mul(labels))?.iter().map(|b| b.cast_signed()).collect();
        Ok((Self { labels, edges, scale, rows, weights }, rest))
    }
}

/// Features are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("features are u32");
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_round_trip() {
        let crf = Crf::from_weights(2, vec![0.5, 0.0, -1.0, 2.0], &[(7, vec![1.0, -1.0]), (3, vec![0.0, 0.5])]);
        let mut bytes = crf.to_bytes();
        bytes.extend(b"rest");
        let (read, rest) = Crf::from_bytes(&bytes).unwrap();
        assert_eq!(rest, b"rest");
        let mut sequence = Sequence::default();
        for feature in [7, 3, 9] {
            sequence.push(feature);
            sequence.close(0);
        }
        assert_eq!(read.lattice(&sequence).best_path(), crf.lattice(&sequence).best_path());
        assert_eq!(read.to_bytes(), crf.to_bytes());
        assert!(Crf::from_bytes(&bytes[..20]).is_err());
        assert!(Crf::from_bytes(b"else").is_err());
    }
}
