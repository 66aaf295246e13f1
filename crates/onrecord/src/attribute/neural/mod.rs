//! A neural network that reads a few paragraphs at once, tags cues, and then looks from each cue for its roles: a transformer in the
//! accurate setting, convolutions in the fast one. A third network makes of each word's state what pronouns and mentions are compared by.

mod cues;
mod graph;
mod pieces;
mod roles;
mod windows;

use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use serde::Deserialize;

use super::likeness::{Likeness, WORDS};
use super::tagger::{Found, Guide, Scores};
use crate::span::{Span, Text};
use cues::Candidate;
use graph::{Graph, batches, grid};
use pieces::Vocabulary;
use windows::{Part, Window};

/// Pieces that the encoder reads in one run, and words that the role tagger reads, filling included: what stays in a processor's cache.
const BATCH: usize = 512;
const ROLE_BATCH: usize = 1024;

/// How the networks' scores become statements, as training left it.
#[derive(Deserialize)]
struct Decoder {
    #[serde(flatten)]
    chain: roles::Chain,
    /// Words to either side of a cue that the role tagger sees.
    reach: usize,
    /// Pieces of a window.
    limit: usize,
    /// Statements are kept from this confidence on, where no other is asked for.
    threshold: f32,
    /// No word of a lower probability is tried as a cue, whatever is asked for; bounds the work.
    floor: f32,
    /// What a confidence is made of; see [`Scores::confidence`].
    confidence: [f32; 3],
}

/// A setting's files, as training left them in `models/`.
pub(super) struct Files {
    encoder: &'static [u8],
    roles: &'static [u8],
    likeness: &'static [u8],
    decoder: &'static str,
}

/// The accurate setting's.
pub(super) const ACCURATE: Files = Files {
    encoder: include_bytes!("../../../../../models/accurate/encoder.onnx"),
    roles: include_bytes!("../../../../../models/accurate/roles.onnx"),
    likeness: include_bytes!("../../../../../models/accurate/likeness.onnx"),
    decoder: include_str!("../../../../../models/accurate/decoder.json"),
};

/// The fast setting's.
pub(super) const FAST: Files = Files {
    encoder: include_bytes!("../../../../../models/fast/encoder.onnx"),
    roles: include_bytes!("../../../../../models/fast/roles.onnx"),
    likeness: include_bytes!("../../../../../models/fast/likeness.onnx"),
    decoder: include_str!("../../../../../models/fast/decoder.json"),
};

/// A network with all that it needs to read.
pub(super) struct Network {
    encoder: Graph,
    roles: Graph,
    likeness: Graph,
    vocabulary: Vocabulary,
    decoder: Decoder,
    guide: Guide,
}

/// What the networks find in an article.
pub(super) struct Read {
    /// The relations of each paragraph, in the order of their cues.
    pub(super) found: Vec<Vec<Found>>,
    /// What they make of its words.
    pub(super) likeness: Likeness,
}

/// How much the networks have read, filling included.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    /// Pieces, by the encoder.
    pub(super) pieces: usize,
    /// Words around cues, by the role tagger.
    pub(super) words: usize,
}

impl Network {
    /// The network that these files hold.
    pub(super) fn new(files: &Files, guide: Guide) -> Self {
        Self {
            encoder: Graph::new(files.encoder),
            roles: Graph::new(files.roles),
            likeness: Graph::new(files.likeness),
            vocabulary: Vocabulary::new(include_str!("../../../../../models/accurate/vocab.txt")),
            decoder: serde_json::from_str(files.decoder).expect("the bundled decoder is whole"),
            guide,
        }
    }

    /// Whose guidelines it follows.
    pub(super) fn guide(&self) -> Guide {
        self.guide
    }

    /// Reads paragraphs, and tells how much was read for it. Relations have a confidence of `threshold` or more; without one, of the model's own.
    pub(super) fn find(&self, text: &Text, paragraphs: &[Span], threshold: Option<f32>) -> (Read, Work) {
        let parts = windows::parts(paragraphs.iter().map(|span| pieces::words(text, *span, &self.vocabulary)));
        let mut windows = windows::windows(&parts, self.decoder.limit);
        windows.sort_by_key(|window| window.ids.len());
        let mut out: Vec<Vec<Found>> = paragraphs.iter().map(|_| Vec::new()).collect();
        let mut work = Work::default();
        let mut likeness = Likeness::default();
        let kept = windows::parts_within(&parts, WORDS);
        let named = threshold.unwrap_or(self.decoder.threshold);
        let nameless = threshold.unwrap_or_else(|| self.guide.nameless().max(named));
        let floor = Scores::least_cue(named, self.decoder.confidence).max(self.decoder.floor);
        for batch in batches(&windows, |window| window.ids.len(), BATCH) {
            let (hidden, scores) = self.encode(batch, &mut work);
            self.remember(&parts[..kept], batch, &hidden, &mut likeness);
            for (paragraph, found) in self.read(&parts, batch, (&hidden, &scores), floor, &mut work) {
                if found.confidence >= if found.source.is_empty() { nameless } else { named } {
                    out[paragraph].push(found);
                }
            }
        }
        likeness.sort();
        (Read { found: out.into_iter().map(without_doubles).collect(), likeness }, work)
    }

    /// Takes note of what the network makes of the words of a batch of windows, where they are of these parts.
    fn remember(&self, parts: &[Part], batch: &[Window], hidden: &NdTensor<f32, 3>, likeness: &mut Likeness) {
        let windows = batch.iter().enumerate().flat_map(|(row, window)| {
            let parts = parts.iter().skip(window.parts.start).zip(&window.first);
            parts.flat_map(move |(part, first)| part.words.iter().zip(first).map(move |(word, piece)| (word.span, row, *piece)))
        });
        let words: Vec<(Span, usize, usize)> = windows.collect();
        if words.is_empty() {
            return;
        }
        let mut states = NdTensor::zeros([1, words.len(), hidden.size(2)]);
        for (at, (_, row, piece)) in words.iter().enumerate() {
            states.slice_mut((0, at)).copy_from(&hidden.slice((*row, *piece)));
        }
        let [values] = self.likeness.run(vec![("hidden", states.into())], ["likeness"]);
        likeness.add(words.iter().map(|(word, ..)| *word), &values.into_data());
    }

    /// A relation for each candidate cue of a batch of windows, with its paragraph.
    /// `hidden`, `scores`: what the encoder made of it.
    fn read(
        &self,
        parts: &[Part],
        batch: &[Window],
        (hidden, scores): (&NdTensor<f32, 3>, &NdTensor<f32, 3>),
        floor: f32,
        work: &mut Work,
    ) -> Vec<(usize, Found)> {
        let windows = batch.iter().enumerate();
        let candidates = windows.flat_map(|(at, window)| cues::candidates(at, window, &scores.slice(at), floor, self.decoder.reach));
        let mut candidates: Vec<Candidate> = candidates.collect();
        candidates.sort_by_key(|candidate| candidate.region.len());
        let mut out = Vec::with_capacity(candidates.len());
        for run in batches(&candidates, |candidate| candidate.region.len(), ROLE_BATCH) {
            work.words += run.len() * run.iter().map(|candidate| candidate.region.len()).max().unwrap_or(0);
            let labelled = roles::label(&self.roles, &self.decoder.chain, parts, batch, run, hidden);
            out.extend(run.iter().zip(labelled).map(|(candidate, roles)| {
                let scores = Scores { cue: candidate.sure, spans: roles.sure };
                let confidence = scores.confidence(self.decoder.confidence);
                let found = Found { cue: roles.cue, source: roles.source, content: roles.content, scores, confidence };
                (parts[batch[candidate.window].parts.start + candidate.part].paragraph, found)
            }));
        }
        out
    }

    /// The hidden states and the cue scores of each piece.
    fn encode(&self, batch: &[Window], work: &mut Work) -> (NdTensor<f32, 3>, NdTensor<f32, 3>) {
        let longest = batch.iter().map(|window| window.ids.len()).max().unwrap_or(0).max(SHORTEST);
        work.pieces += batch.len() * longest;
        let inputs = vec![
            ("ids", grid(longest, batch, |w| w.ids.iter().map(|&id| id as i32)).into()),
            ("case", grid(longest, batch, |w| w.case.iter().map(|&c| i32::from(c))).into()),
            ("quote", grid(longest, batch, |w| w.quote.iter().map(|&q| i32::from(q))).into()),
            ("guideline", NdTensor::full([batch.len()], self.guide as i32).into()),
            ("mask", grid(longest, batch, |w| w.ids.iter().map(|_| 1.0f32)).into()),
        ];
        let [hidden, cues] = self.encoder.run(inputs, ["hidden", "cue"]);
        (hidden, cues)
    }
}

/// The networks read rows of so many columns at least: a convolution looks so far to both sides together.
const SHORTEST: usize = 8;
/// The parts that two relations' contents must have in common to be one: those of one source, and those of two.
const MOSTLY: f32 = 0.5;
const NEARLY_ALL: f32 = 0.8;
/// How many relations away a double is looked for; bounds the work in a paragraph of many.
const NEIGHBOURS: usize = 16;

/// The relations of a paragraph in the order of their cues; of those with one content, or with one source and mostly one content, one:
/// annotators hardly ever give the same words to two. It is the one that another's content takes in with its cue, for the other only
/// passes it on ("… , he said, according to the Post"), else the surest.
fn without_doubles(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| f.cue);
    let double = |a: &Found, b: &Found| {
        let share = if a.source == b.source { MOSTLY } else { NEARLY_ALL };
        common(&a.content, &b.content) >= share
    };
    let passed_on = |a: &Found, by: &Found| by.content.iter().any(|part| part.contains(a.cue));
    let surer = |a: usize, b: usize| match (passed_on(&found[a], &found[b]), passed_on(&found[b], &found[a])) {
        (true, false) => true,
        (false, true) => false,
        _ => found[a].confidence.total_cmp(&found[b].confidence).then(b.cmp(&a)).is_gt(),
    };
    let near = |at: usize| at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(found.len());
    let keep: Vec<bool> = (0..found.len()).map(|at| !near(at).any(|other| surer(other, at) && double(&found[other], &found[at]))).collect();
    found.into_iter().zip(keep).filter_map(|(found, keep)| keep.then_some(found)).collect()
}

/// Of the longer of two contents, the part that the other has too.
fn common(a: &[Span], b: &[Span]) -> f32 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let with = |x: &Span| b.iter().map(|y| x.end.min(y.end).saturating_sub(x.start.max(y.start))).sum::<u32>();
    let longer = length(a).max(length(b)).max(1);
    a.iter().map(with).sum::<u32>() as f32 / longer as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_given_once() {
        let found = |cue: u32, source: u32, content: std::ops::Range<u32>, sure| Found {
            cue: Span::new(cue, cue + 4),
            source: vec![Span::new(source, source + 3)],
            content: vec![Span::new(content.start, content.end)],
            scores: Scores { cue: sure, spans: 0.5 },
            confidence: sure,
        };
        let cues = |found: Vec<Found>| without_doubles(found).iter().map(|f| f.cue.start).collect::<Vec<_>>();
        assert_eq!(cues(vec![found(60, 70, 0..50, 0.6), found(80, 90, 0..52, 0.9)]), [80], "two sources of the same words");
        assert_eq!(cues(vec![found(60, 70, 0..50, 0.6), found(80, 90, 0..30, 0.9)]), [60, 80], "one says more");
        assert_eq!(cues(vec![found(60, 70, 0..50, 0.9), found(80, 70, 0..30, 0.6)]), [60], "the same source");
        assert_eq!(cues(vec![found(60, 70, 0..58, 0.6), found(80, 90, 0..66, 0.9)]), [60], "one passes the other on");
    }
}
