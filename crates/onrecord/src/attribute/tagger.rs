//! The trained models behind one name.

use std::ops::Range;

use serde::Serialize;

use super::neural::{ACCURATE, FAST, Network, Read};
use super::paragraph::Paragraph;
use crate::span::{Span, Text};

/// What finds statements, in one of two settings, and how sure it must be of them.
pub struct Tagger {
    name: &'static str,
    network: Box<Network>,
    threshold: Option<f32>,
}

/// Whose guidelines are followed: the models have learned from texts annotated by either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Guide {
    /// `PolNeAR`'s (Newell et al. 2018): no statements inside statements.
    Polnear,
    /// This project's: statements inside statements are found too, plain actions are not.
    Onrecord,
    /// Between the two: right by either guide nearly as often as what follows that guide alone.
    #[default]
    Between,
}

impl Guide {
    /// The confidence that a statement without a source needs. This project's guide leaves out what nobody in the text says ("is expected to");
    /// chosen on the gold pages, part b in view, and on `PolNeAR`'s dev split.
    pub(super) fn nameless(self) -> f32 {
        match self {
            Self::Polnear => 0.0,
            Self::Onrecord | Self::Between => 0.8,
        }
    }
}

/// How sure a model is of what it found, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scores {
    /// That the cue is one.
    pub cue: f32,
    /// Given that, that source and content are these words, to the letter.
    pub spans: f32,
}

impl Scores {
    /// The probability that this is a statement with these spans: the scores' logistic regression with a constant, a weight for the log odds
    /// of the cue and one for the logarithm of the spans' probability (Platt 1999).
    pub(super) fn confidence(self, [constant, cue, spans]: [f32; 3]) -> f32 {
        let odds = self.cue.clamp(1e-6, 1.0 - 1e-6);
        let sum = constant + cue * (odds / (1.0 - odds)).ln() + spans * self.spans.max(1e-6).ln();
        1.0 / (1.0 + (-sum).exp())
    }

    /// The probability that a cue needs at least, so that with the surest spans a confidence of `threshold` is reached.
    pub(super) fn least_cue(threshold: f32, [constant, cue, _]: [f32; 3]) -> f32 {
        let odds = (threshold / (1.0 - threshold)).ln();
        1.0 / (1.0 + ((constant - odds) / cue).exp())
    }
}

/// An attribution relation as a model finds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The cue.
    pub(super) cue: Span,
    /// The parts of the source.
    pub(super) source: Vec<Span>,
    /// The parts of the content.
    pub(super) content: Vec<Span>,
    /// How sure the model is of the parts.
    pub(super) scores: Scores,
    /// The probability that this is a statement with these spans.
    pub(super) confidence: f32,
}

impl Tagger {
    /// The accurate setting, as it ships inside the program: a small transformer.
    pub fn accurate(guide: Guide) -> Self {
        Self { name: "accurate", network: Box::new(Network::new(&ACCURATE, guide)), threshold: None }
    }

    /// The fast setting, as it ships inside the program: a few convolutions that learned from the accurate one.
    pub fn fast(guide: Guide) -> Self {
        Self { name: "fast", network: Box::new(Network::new(&FAST, guide)), threshold: None }
    }

    /// Keeps the statements whose confidence is `threshold` or more, in place of the models' own threshold.
    #[must_use]
    pub fn with_threshold(self, threshold: f32) -> Self {
        Self { threshold: Some(threshold), ..self }
    }

    /// The confidence that something doubtful needs: `least`, where no other was asked for.
    pub(super) fn least(&self, least: f32) -> f32 {
        self.threshold.unwrap_or(least)
    }

    /// Whose guidelines it follows.
    pub(super) fn guide(&self) -> Guide {
        self.network.guide()
    }

    /// The setting's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Reads paragraphs.
    pub(super) fn find(&self, text: &Text, paragraphs: &[Paragraph<'_>]) -> Read {
        let spans: Vec<Span> = paragraphs.iter().map(|paragraph| paragraph.span(0..paragraph.tokens.len())).collect();
        self.network.find(text, &spans, self.threshold).0
    }
}

/// The runs of a path that start with `begin` and go on with `inside`.
pub(super) fn runs(path: &[u8], begin: u8, inside: u8) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = (0..path.len())
        .filter(move |&at| path[at] == begin || (path[at] == inside && (at == 0 || (path[at - 1] != begin && path[at - 1] != inside))));
    starts.map(move |start| start..path[start + 1..].iter().position(|&label| label != inside).map_or(path.len(), |n| start + 1 + n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_less_sure_cue_cannot_reach_the_threshold() {
        let weights = [-0.1, 0.4, 1.4];
        for threshold in [0.1, 0.45, 0.9] {
            let cue = Scores::least_cue(threshold, weights);
            let reached = Scores { cue, spans: 1.0 }.confidence(weights);
            assert!((reached - threshold).abs() < 1e-3, "{threshold} {cue} {reached}");
        }
        assert!(Scores::least_cue(0.0, weights) < 1e-6 && Scores::least_cue(1.0, weights) > 0.999);
    }
}
