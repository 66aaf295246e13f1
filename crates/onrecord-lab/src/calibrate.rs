//! `onrecord-lab calibrate`: makes confidences that mean something.
//!
//! A confidence is the probability that an annotator has the statement: its content at an `IoU` of at least a half, and its source. The
//! *expected calibration error* (Naeini et al. 2015) cuts confidences into ten bins of equal width; it is the mean, over statements, of the
//! difference between a bin's mean confidence and the share of its statements that are right.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use onrecord::attribute::{Guide, attribute, explain};
use onrecord::read::{Format, read};

use crate::corpus::{self, Document, Relation};
use crate::predict::{Prediction, Setting};
use crate::score::polnear::right;

/// `calibrate`.
#[derive(Debug, Args)]
pub struct Options {
    /// The split of `PolNeAR`: a folder with text/ and attributions/.
    dir: PathBuf,
    /// The setting whose confidences are fitted.
    #[arg(long, value_enum, default_value = "accurate")]
    tagger: Setting,
}

const BINS: usize = 10;

/// Confidences and whether their statements are right.
#[derive(Debug, Default)]
pub struct Calibration(Vec<(f64, bool)>);

impl Calibration {
    /// The expected calibration error, from 0 to 1; 0 of nothing.
    pub fn error(&self) -> f64 {
        let mut bins = [(0.0, 0.0); BINS];
        for &(confidence, right) in &self.0 {
            let bin = &mut bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
            *bin = (bin.0 + confidence, bin.1 + f64::from(u8::from(right)));
        }
        bins.iter().map(|(confidence, right)| (confidence - right).abs()).sum::<f64>() / self.0.len().max(1) as f64
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "calibration error {:.1} of 100", 100.0 * self.error())
    }
}

/// How well the confidences of predictions, by document, are calibrated.
pub fn of_predictions(documents: &[Document], predictions: &BTreeMap<String, Prediction>) -> Calibration {
    let of = |document: &Document| {
        let statements = predictions.get(&document.name).map_or(&[][..], |prediction| prediction.statements.as_slice());
        let relations: Vec<Relation> = statements.iter().map(|statement| statement.relation.clone()).collect();
        let confidences = statements.iter().map(|statement| f64::from(statement.confidence.unwrap_or(1.0)));
        confidences.zip(right(document, &relations)).collect::<Vec<_>>()
    };
    Calibration(documents.iter().flat_map(of).collect())
}

/// What is known of a proposal: 1, the log odds of its cue, the logarithm of the probability of its spans; and whether it is right.
type Sample = ([f64; 3], bool);

/// Fits and prints the weights, with the calibration error before (the cue's probability alone) and after.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn run(options: &Options) -> Result<()> {
    let documents = corpus::polnear(&options.dir)?;
    // No proposal is left out, so that the weights hold for any threshold.
    let tagger = options.tagger.load(Guide::default()).with_threshold(0.0);
    let mut samples: Vec<Sample> = Vec::new();
    for document in &documents {
        let Ok(article) = read(document.text.as_str(), Format::Plain, None) else { continue };
        let (statements, _) = attribute(&article, &tagger);
        let relation =
            |s: &onrecord::model::Statement| Relation { source: s.source.clone(), cue: s.cue.clone(), content: s.content.clone() };
        let right = right(document, &statements.iter().map(relation).collect::<Vec<_>>());
        let features = explain(&article, &tagger).0.into_iter().map(|why| {
            let cue = f64::from(why.scores.cue).clamp(1e-6, 1.0 - 1e-6);
            [1.0, (cue / (1.0 - cue)).ln(), f64::from(why.scores.spans).max(1e-6).ln()]
        });
        samples.extend(features.zip(right));
    }
    let weights = fit(&samples);
    let calibration = |weights: [f64; 3]| Calibration(samples.iter().map(|(x, right)| (probability(&weights, x), *right)).collect());
    println!("{} proposals", samples.len());
    println!("confidence [{:.3}, {:.3}, {:.3}]", weights[0], weights[1], weights[2]);
    print!("before: {}after:  {}", calibration([0.0, 1.0, 0.0]), calibration(weights));
    Ok(())
}

fn probability(weights: &[f64; 3], features: &[f64; 3]) -> f64 {
    let sum: f64 = weights.iter().zip(features).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression by gradient descent.
fn fit(samples: &[Sample]) -> [f64; 3] {
    const STEPS: usize = 5000;
    const RATE: f64 = 0.1;
    let mut weights = [0.0, 1.0, 0.0];
    for _ in 0..STEPS {
        let mut gradient = [0.0; 3];
        for (features, right) in samples {
            let off = probability(&weights, features) - f64::from(u8::from(*right));
            gradient.iter_mut().zip(features).for_each(|(g, x)| *g += off * x);
        }
        weights.iter_mut().zip(gradient).for_each(|(w, g)| *w -= RATE * g / samples.len().max(1) as f64);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_and_right_is_no_error() {
        assert!(Calibration(vec![(1.0, true), (0.0, false)]).error() < 1e-9);
        assert!((Calibration(vec![(0.75, true), (0.75, false)]).error() - 0.25).abs() < 1e-9);
    }

    #[test]
    fn a_fit_finds_how_often_it_is_right() {
        let samples: Vec<Sample> = (0..8).map(|i| ([1.0, 0.0, 0.0], i < 6)).collect();
        assert!((probability(&fit(&samples), &samples[0].0) - 0.75).abs() < 1e-3);
    }
}
