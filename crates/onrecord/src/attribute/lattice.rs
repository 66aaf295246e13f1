//! Linear-chain inference: the best path through a sequence's labels, and how likely it is.

/// The scores of a sequence: one per position and label, and one per position and pair of neighbouring labels.
pub(super) struct Lattice<'a> {
    labels: usize,
    /// `emissions[at * labels + label]`.
    emissions: Vec<f32>,
    /// For each position, which of the edge tables joins it to the position before.
    classes: Vec<u8>,
    /// `edges[(class * labels + from) * labels + to]`.
    edges: &'a [f32],
}

impl<'a> Lattice<'a> {
    /// A lattice over sequences of `labels` labels; `emissions` has one row for each of `classes`.
    pub(super) fn new(labels: usize, emissions: Vec<f32>, classes: Vec<u8>, edges: &'a [f32]) -> Self {
        debug_assert_eq!(emissions.len(), classes.len() * labels);
        Self { labels, emissions, classes, edges }
    }

    fn len(&self) -> usize {
        self.classes.len()
    }

    fn emission(&self, at: usize) -> &[f32] {
        &self.emissions[at * self.labels..(at + 1) * self.labels]
    }

    /// The scores of coming to `to` at position `at`, by the label before.
    fn edge(&self, at: usize, from: usize, to: usize) -> f32 {
        self.edges[(usize::from(self.classes[at]) * self.labels + from) * self.labels + to]
    }

    /// The label sequence of the highest score (Viterbi 1967).
    pub(super) fn best_path(&self) -> Vec<u8> {
        let (n, labels) = (self.len(), self.labels);
        if n == 0 {
            return Vec::new();
        }
        let mut back = vec![0u8; n * labels];
        let mut scores = self.emission(0).to_vec();
        let mut next = vec![0.0; labels];
        for at in 1..n {
            for to in 0..labels {
                let (mut best, mut best_from) = (f32::NEG_INFINITY, 0);
                for (from, score) in scores.iter().enumerate() {
                    let score = score + self.edge(at, from, to);
                    if score > best {
                        (best, best_from) = (score, from);
                    }
                }
                next[to] = best + self.emission(at)[to];
                back[at * labels + to] = best_from as u8;
            }
            std::mem::swap(&mut scores, &mut next);
        }
        let mut label = (0..labels).fold(0, |best, l| if scores[l] > scores[best] { l } else { best });
        let mut path = vec![0; n];
        for at in (0..n).rev() {
            path[at] = label as u8;
            label = usize::from(back[at * labels + label]);
        }
        path
    }

    /// The probability of a label sequence, one label for each position.
    pub(super) fn probability(&self, path: &[u8]) -> f32 {
        let label = |at: usize| usize::from(path[at]);
        let step = |at: usize| if at == 0 { 0.0 } else { self.edge(at, label(at - 1), label(at)) };
        let score: f32 = (0..self.len()).map(|at| self.emission(at)[label(at)] + step(at)).sum();
        let mut sums = vec![0.0; self.labels];
        let mut terms = vec![0.0; self.labels];
        for at in 0..self.len() {
            let before = sums.clone();
            for (to, sum) in sums.iter_mut().enumerate() {
                if at > 0 {
                    for (from, term) in terms.iter_mut().enumerate() {
                        *term = before[from] + self.edge(at, from, to);
                    }
                }
                *sum = self.emission(at)[to] + if at > 0 { log_sum(&terms) } else { 0.0 };
            }
        }
        if self.len() == 0 { 1.0 } else { (score - log_sum(&sums)).exp().min(1.0) }
    }
}

fn log_sum(terms: &[f32]) -> f32 {
    let most = terms.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    most + terms.iter().map(|t| (t - most).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All paths of a lattice with their scores, by brute force.
    fn paths(lattice: &Lattice<'_>) -> Vec<(Vec<u8>, f32)> {
        let mut out: Vec<(Vec<u8>, f32)> = (0..lattice.labels).map(|l| (vec![l as u8], lattice.emission(0)[l])).collect();
        for at in 1..lattice.len() {
            let grow = |(path, score): &(Vec<u8>, f32)| {
                let from = usize::from(path[at - 1]);
                let step = |to| {
                    let mut longer = path.clone();
                    longer.push(to as u8);
                    (longer, score + lattice.edge(at, from, to) + lattice.emission(at)[to])
                };
                (0..lattice.labels).map(step).collect::<Vec<_>>()
            };
            out = out.iter().flat_map(grow).collect();
        }
        out
    }

    #[test]
    fn agrees_with_brute_force() {
        let edges: Vec<f32> = (0..18).map(|i| ((i * 7) % 5) as f32 * 0.4 - 0.8).collect();
        let emissions: Vec<f32> = (0..15).map(|i| ((i * 11) % 7) as f32 * 0.3 - 0.9).collect();
        let lattice = Lattice::new(3, emissions, vec![0, 1, 0, 1, 1], &edges);
        let all = paths(&lattice);
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(lattice.best_path(), best.0);
        let share = best.1.exp() / all.iter().map(|(_, score)| score.exp()).sum::<f32>();
        assert!((lattice.probability(&best.0) - share).abs() < 1e-4);
    }

    #[test]
    fn nothing_has_an_empty_path() {
        assert!(Lattice::new(2, Vec::new(), Vec::new(), &[0.0; 4]).best_path().is_empty());
    }
}
