//! How well predictions agree with what people annotated.
//!
//! The figures are those of the reference scorers that came with the corpora, to the decimal: also where these lean on how Python
//! defines words, white space and likeness.

mod carry;
mod detail;
mod extent;
pub mod gold;
mod likeness;
mod links;
pub mod metadata;
mod names;
pub mod pages;
mod pairs;
pub mod polnear;
mod words;

use std::fmt;

pub(crate) use links::groups;
pub(crate) use names::same as same_name;

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prf {
    /// Of what was predicted, the part that is right.
    pub precision: f64,
    /// Of what there is, the part that was found.
    pub recall: f64,
    /// The F1 measure.
    pub f1: f64,
}

impl Prf {
    /// From a precision and a recall.
    pub fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }

    /// The three in per cent.
    fn percent(self) -> [f64; 3] {
        [self.precision, self.recall, self.f1].map(|x| 100.0 * x)
    }
}

/// What was found, what was predicted, and what there is to find.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Predicted and right.
    pub hits: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [precision, recall, f1] = self.prf().percent();
        writeln!(f, "P {precision:.1} R {recall:.1} F1 {f1:.1}")
    }
}

impl Tally {
    /// Its precision and recall, each 0 where there is nothing to divide by.
    pub fn prf(self) -> Prf {
        Prf::new(share(self.hits, self.predicted), share(self.hits, self.gold))
    }
}

/// A part of a whole; 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// A part of a whole in per cent, the whole being at least 1. Multiplied first, as the reference does.
fn percent(part: usize, whole: usize) -> f64 {
    (100 * part) as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    #[test]
    fn decimals_are_rounded_half_to_even_as_python_does() {
        let printed = [0.25, 0.35, 0.75, 12.25, 99.95].map(|x| format!("{x:.1}"));
        assert_eq!(printed, ["0.2", "0.3", "0.8", "12.2", "100.0"]);
    }
}
