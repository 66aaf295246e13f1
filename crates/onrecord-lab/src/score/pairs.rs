//! Predictions and gold, paired one to one.

use super::extent::Extent;

/// Pairs predicted with gold extents at an `IoU` of at least a half, the closest first, each at most once: `(predicted, gold)`.
pub(super) fn pairs(predicted: &[Extent], gold: &[Extent]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, p) in predicted.iter().enumerate() {
        candidates.extend(gold.iter().enumerate().map(|(j, g)| (p.iou(g), i, j)).filter(|&(iou, ..)| iou >= 0.5));
    }
    // Ties go to the later ones, as a reversed sort of such triples leaves them.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let (mut taken, mut found) = (vec![false; predicted.len()], vec![false; gold.len()]);
    let mut out = Vec::new();
    for (_, i, j) in candidates {
        if !taken[i] && !found[j] {
            (taken[i], found[j]) = (true, true);
            out.push((i, j));
        }
    }
    out
}
