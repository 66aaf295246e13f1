//! The trained models: one finds cues, the other finds the source and the content of each cue.

use std::ops::Range;

use super::crf::{BadModel, Crf, Sequence};
use super::features::Paragraph;

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

/// The trained models that find statements.
pub struct Tagger {
    cues: Crf,
    spans: Crf,
}

/// An attribution relation as the models find it, in tokens of its paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The cue.
    pub cue: Range<usize>,
    /// The parts of the source.
    pub source: Vec<Range<usize>>,
    /// The parts of the content.
    pub content: Vec<Range<usize>>,
    /// How sure the models are of cue and content.
    pub confidence: f32,
}

impl Tagger {
    /// A tagger from its two models.
    pub fn new(cues: Crf, spans: Crf) -> Self {
        Self { cues, spans }
    }

    /// The models that ship inside the program.
    pub fn bundled() -> Self {
        Self::from_bytes(include_bytes!("../../../../models/fast.bin")).expect("the bundled models are of this version")
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

    /// Finds the relations of a paragraph, in the order of their cues.
    pub fn find(&self, paragraph: &Paragraph<'_>) -> Vec<Found> {
        let cues = find_cues(&self.cues, paragraph);
        let ranges: Vec<Range<usize>> = cues.iter().map(|(cue, _)| cue.clone()).collect();
        let found = cues.iter().map(|(cue, sure)| self.find_spans(paragraph, cue, *sure, near(&ranges, cue)));
        found.filter(|found| !found.content.is_empty()).collect()
    }

    fn find_spans(&self, paragraph: &Paragraph<'_>, cue: &Range<usize>, sure: f32, cues: &[Range<usize>]) -> Found {
        let window = paragraph.window(cue);
        let sequence: Sequence = paragraph.span_sequence(cue, cues);
        let lattice = self.spans.lattice(&sequence);
        let path = lattice.best_path();
        let shift = |r: Range<usize>| r.start + window.start..r.end + window.start;
        let source = runs(&path, span_label::SOURCE, span_label::IN_SOURCE).map(shift).collect();
        let parts: Vec<Range<usize>> = runs(&path, span_label::CONTENT, span_label::IN_CONTENT).collect();
        let sums = lattice.sums();
        let edges = parts.iter().map(|part| sums.label(part.start, usize::from(span_label::CONTENT)));
        let confidence = sure * edges.fold(1.0f32, f32::min);
        Found { cue: cue.clone(), source, content: parts.into_iter().map(shift).collect(), confidence: confidence.clamp(0.0, 1.0) }
    }
}

/// The cues that lie close enough to `cue` to matter to it, so that a paragraph of many cues costs no more for each.
pub fn near<'a>(cues: &'a [Range<usize>], cue: &Range<usize>) -> &'a [Range<usize>] {
    const NEIGHBOURS: usize = 8;
    let at = cues.partition_point(|other| other.start < cue.start);
    &cues[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(cues.len())]
}

/// What is taken off the score of "no cue": the span model still says no by finding no content.
const CUE_FAVOUR: f32 = 1.0;

/// The cues of a paragraph and how sure the model is of each.
pub fn find_cues(model: &Crf, paragraph: &Paragraph<'_>) -> Vec<(Range<usize>, f32)> {
    let mut lattice = model.lattice(&paragraph.cue_sequence());
    let favour: f32 = std::env::var("FAV").map_or(CUE_FAVOUR, |v| v.parse().unwrap());
    let sure: Vec<f32> = {
        let sums = lattice.sums();
        (0..paragraph.tokens.len()).map(|at| 1.0 - sums.label(at, usize::from(cue_label::OUT))).collect()
    };
    lattice.shift(usize::from(cue_label::OUT), -favour);
    let path = lattice.best_path();
    runs(&path, cue_label::BEGIN, cue_label::INSIDE)
        .map(|cue| (cue.clone(), sure[cue.clone()].iter().copied().fold(0.0, f32::max)))
        .collect()
}

/// The runs of a path that start with `begin` and go on with `inside`.
fn runs(path: &[u8], begin: u8, inside: u8) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = (0..path.len())
        .filter(move |&at| path[at] == begin || (path[at] == inside && (at == 0 || (path[at - 1] != begin && path[at - 1] != inside))));
    starts.map(move |start| start..path[start + 1..].iter().position(|&label| label != inside).map_or(path.len(), |n| start + 1 + n))
}
