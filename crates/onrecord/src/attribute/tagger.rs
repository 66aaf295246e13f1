//! The trained models: one finds cues, the other finds the source and the content of each cue.

use std::ops::Range;

use serde::Serialize;

use super::crf::{BadModel, Crf};
use super::features::Paragraph;
use super::neural::Network;
use crate::span::{Span, Text};

/// Labels of the cue model: outside, first word of a cue, further word.
pub mod cue_label {
    /// No cue.
    pub const OUT: u8 = 0;
    /// A cue's first word.
    pub const BEGIN: u8 = 1;
    /// A further word of it.
    pub const INSIDE: u8 = 2;
    /// How many there are.
    pub const COUNT: usize = 3;
}

/// Labels of the span model, seen from one cue.
pub mod span_label {
    /// Neither source nor content.
    pub const OUT: u8 = 0;
    /// First word of (a part of) the source.
    pub const SOURCE: u8 = 1;
    /// A further word of it.
    pub const IN_SOURCE: u8 = 2;
    /// First word of (a part of) the content.
    pub const CONTENT: u8 = 3;
    /// A further word of it.
    pub const IN_CONTENT: u8 = 4;
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// What finds statements, in one of two settings, and how sure it must be of them.
pub struct Tagger {
    models: Models,
    threshold: Option<f32>,
}

enum Models {
    /// Two conditional random fields: a page in a few milliseconds.
    Fast(Fast),
    /// A small transformer: several times fewer statements missed, a tenth of a second a page.
    Accurate(Box<Network>),
}

/// Whose guidelines the accurate setting follows: it has learned from texts annotated by either.
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
}

/// An attribution relation as a model finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The cue.
    pub cue: Span,
    /// The parts of the source.
    pub source: Vec<Span>,
    /// The parts of the content.
    pub content: Vec<Span>,
    /// How sure the model is of the parts.
    pub scores: Scores,
    /// The probability that this is a statement with these spans.
    pub confidence: f32,
}

impl Tagger {
    /// The accurate setting, as it ships inside the program.
    pub fn accurate(guide: Guide) -> Self {
        Self { models: Models::Accurate(Box::new(Network::bundled(guide))), threshold: None }
    }

    /// The fast setting, as it ships inside the program.
    pub fn fast() -> Self {
        let bytes = include_bytes!("../../../../models/fast.bin");
        let models = Fast::from_bytes(bytes).expect("the bundled models are of this version");
        Self { models: Models::Fast(models), threshold: None }
    }

    /// Keeps the statements whose confidence is `threshold` or more, in place of those that the models themselves hold to be some.
    #[must_use]
    pub fn with_threshold(self, threshold: f32) -> Self {
        Self { threshold: Some(threshold), ..self }
    }

    /// The setting's name.
    pub fn name(&self) -> &'static str {
        match self.models {
            Models::Fast(_) => "fast",
            Models::Accurate(_) => "accurate",
        }
    }

    /// Finds the relations of each paragraph, in the order of their cues.
    pub(super) fn find(&self, text: &Text, paragraphs: &[Paragraph<'_>]) -> Vec<Vec<Found>> {
        let mut found = match &self.models {
            Models::Fast(models) => paragraphs.iter().map(|paragraph| models.find(paragraph)).collect(),
            Models::Accurate(network) => {
                let spans: Vec<Span> = paragraphs.iter().map(|paragraph| paragraph.span(0..paragraph.tokens.len())).collect();
                network.find(text, &spans, self.threshold.is_some()).0
            }
        };
        if let Some(threshold) = self.threshold {
            for found in &mut found {
                found.retain(|f| f.confidence >= threshold);
            }
        }
        found
    }
}

/// The fast setting's models: one finds cues, the other the source and the content of each cue.
pub struct Fast {
    cues: Crf,
    spans: Crf,
}

impl Fast {
    /// A tagger from its two models.
    pub fn new(cues: Crf, spans: Crf) -> Self {
        Self { cues, spans }
    }

    /// The models that [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// [`BadModel`] where the bytes are not two models of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let (cues, rest) = Crf::from_bytes(bytes)?;
        let (spans, _) = Crf::from_bytes(rest)?;
        Ok(Self { cues, spans })
    }

    /// Both models as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.cues.to_bytes(), self.spans.to_bytes()].concat()
    }

    fn find(&self, paragraph: &Paragraph<'_>) -> Vec<Found> {
        let cues = find_cues(&self.cues, paragraph);
        let ranges: Vec<Range<usize>> = cues.iter().map(|(cue, _)| cue.clone()).collect();
        let found = cues.iter().map(|(cue, sure)| self.find_spans(paragraph, cue, *sure, near(&ranges, cue)));
        found.filter(|found| !found.content.is_empty()).collect()
    }

    fn find_spans(&self, paragraph: &Paragraph<'_>, cue: &Range<usize>, sure: f32, cues: &[Range<usize>]) -> Found {
        let window = paragraph.window(cue);
        let lattice = self.spans.lattice(&paragraph.span_sequence(cue, cues));
        let path = lattice.best_path();
        let sums = lattice.sums();
        let span = |r: Range<usize>| paragraph.span(r.start + window.start..r.end + window.start);
        let parts: Vec<Range<usize>> = runs(&path, span_label::CONTENT, span_label::IN_CONTENT).collect();
        let begins = parts.iter().map(|part| sums.label(part.start, usize::from(span_label::CONTENT)));
        let scores = Scores { cue: sure, spans: begins.fold(1.0f32, f32::min) };
        Found {
            cue: paragraph.span(cue.clone()),
            source: runs(&path, span_label::SOURCE, span_label::IN_SOURCE).map(span).collect(),
            content: parts.into_iter().map(span).collect(),
            scores,
            confidence: (scores.cue * scores.spans).clamp(0.0, 1.0),
        }
    }
}

/// The cues that lie close enough to `cue` to matter to it, so that a paragraph of many cues costs no more for each.
pub fn near<'a>(cues: &'a [Range<usize>], cue: &Range<usize>) -> &'a [Range<usize>] {
    const NEIGHBOURS: usize = 8;
    let at = cues.partition_point(|other| other.start < cue.start);
    &cues[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(cues.len())]
}

/// The cues of a paragraph and how sure the model is of each.
pub fn find_cues(model: &Crf, paragraph: &Paragraph<'_>) -> Vec<(Range<usize>, f32)> {
    let lattice = model.lattice(&paragraph.cue_sequence());
    let sums = lattice.sums();
    let sure = |cue: &Range<usize>| cue.clone().map(|at| 1.0 - sums.label(at, usize::from(cue_label::OUT))).fold(0.0, f32::max);
    runs(&lattice.best_path(), cue_label::BEGIN, cue_label::INSIDE).map(|cue| (cue.clone(), sure(&cue))).collect()
}

/// The runs of a path that start with `begin` and go on with `inside`.
pub(super) fn runs(path: &[u8], begin: u8, inside: u8) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = (0..path.len())
        .filter(move |&at| path[at] == begin || (path[at] == inside && (at == 0 || (path[at - 1] != begin && path[at - 1] != inside))));
    starts.map(move |start| start..path[start + 1..].iter().position(|&label| label != inside).map_or(path.len(), |n| start + 1 + n))
}
