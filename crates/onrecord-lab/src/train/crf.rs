//! Trains a linear-chain CRF by stochastic gradients with per-weight rates (Duchi et al. 2011).

use std::collections::HashMap;

use onrecord::attribute::{Crf, Lattice, Sequence};

/// A sequence and its true labels.
pub(crate) struct Example {
    pub(crate) sequence: Sequence,
    pub(crate) labels: Vec<u8>,
}

/// How a model is trained.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    /// How many labels there are.
    pub(crate) labels: usize,
    /// How many edge classes there are.
    pub(crate) classes: usize,
    /// Passes over the examples.
    pub(crate) epochs: usize,
    /// The rate of the first step.
    pub(crate) rate: f32,
    /// Strength of the pull of each touched weight toward nought.
    pub(crate) decay: f32,
    /// Features that occur less often are left out.
    pub(crate) min_count: u32,
    /// Features whose weights all end smaller are left out.
    pub(crate) min_weight: f32,
}

/// Trains a model on examples; the same examples in the same order give the same model.
pub(crate) fn train(examples: &[Example], settings: Settings) -> Crf {
    let labels = settings.labels;
    let ids = frequent(examples, settings.min_count);
    let mut weights = Weights::new(ids.len() * labels, settings);
    let mut edges = Weights::new(settings.classes * labels * labels, settings);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            step(&examples[at], &ids, labels, &mut weights, &mut edges);
        }
    }
    let mut rows: Vec<(u32, Vec<f32>)> = ids
        .iter()
        .map(|(&feature, &id)| (feature, weights.values[id as usize * labels..][..labels].to_vec()))
        .filter(|(_, row)| row.iter().any(|w| w.abs() >= settings.min_weight))
        .collect();
    rows.sort_unstable_by_key(|(feature, _)| *feature);
    Crf::from_weights(labels, edges.values, &rows)
}

/// The features that occur often enough, numbered in the order of their first occurrence.
fn frequent(examples: &[Example], min_count: u32) -> HashMap<u32, u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let features = || examples.iter().flat_map(|e| (0..e.sequence.len()).flat_map(|at| e.sequence.features(at)));
    for feature in features() {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut ids = HashMap::new();
    for feature in features().filter(|f| counts[f] >= min_count) {
        let next = ids.len() as u32;
        ids.entry(*feature).or_insert(next);
    }
    ids
}

/// One step along the gradient of an example's log-likelihood.
fn step(example: &Example, ids: &HashMap<u32, u32>, labels: usize, weights: &mut Weights, edges: &mut Weights) {
    let sequence = &example.sequence;
    let mut rows: Vec<usize> = Vec::new();
    let mut ends = Vec::with_capacity(sequence.len());
    let mut emissions = vec![0.0f32; sequence.len() * labels];
    for at in 0..sequence.len() {
        for id in sequence.features(at).iter().filter_map(|f| ids.get(f)) {
            let row = *id as usize * labels;
            rows.push(row);
            for label in 0..labels {
                emissions[at * labels + label] += weights.values[row + label];
            }
        }
        ends.push(rows.len());
    }
    let scores = edges.values.clone();
    let lattice = Lattice::new(labels, emissions, sequence.classes().to_vec(), &scores);
    let sums = lattice.sums();
    let mut start = 0;
    for (at, &end) in ends.iter().enumerate() {
        let truth = usize::from(example.labels[at]);
        for label in 0..labels {
            let gradient = f32::from(label == truth) - sums.label(at, label);
            if gradient.abs() > 1e-4 {
                for row in &rows[start..end] {
                    weights.climb(row + label, gradient);
                }
            }
        }
        start = end;
        if at == 0 {
            continue;
        }
        let before = usize::from(example.labels[at - 1]);
        let table = usize::from(sequence.classes()[at]) * labels * labels;
        for from in 0..labels {
            for to in 0..labels {
                let gradient = f32::from(from == before && to == truth) - sums.pair(at, from, to);
                if gradient.abs() > 1e-4 {
                    edges.climb(table + from * labels + to, gradient);
                }
            }
        }
    }
}

/// Weights with the sum of their squared gradients.
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
    decay: f32,
}

impl Weights {
    fn new(n: usize, settings: Settings) -> Self {
        Self { values: vec![0.0; n], squares: vec![1.0; n], rate: settings.rate, decay: settings.decay }
    }

    fn climb(&mut self, at: usize, gradient: f32) {
        let gradient = gradient - self.decay * self.values[at];
        self.squares[at] += gradient * gradient;
        self.values[at] += self.rate * gradient / self.squares[at].sqrt();
    }
}

/// A small generator (xorshift64*, Vigna 2016): training must give the same model every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() >> 33) as usize % (at + 1));
        }
    }
}
