//! The accurate setting: a small transformer that reads a few paragraphs at once, tags cues, and then looks from each cue for its roles.

mod pieces;
mod windows;

use std::ops::Range;
use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use serde::Deserialize;

use super::lattice::Lattice;
use super::tagger::{Found, Guide, runs};
use crate::span::{Span, Text};
use pieces::{Quote, Vocabulary, Word};
use windows::{Part, Window};

/// Pieces that the encoder reads in one run, padding included; bounds memory.
const BATCH: usize = 2048;
/// Cues whose roles are looked for in one run.
const CUES: usize = 48;
/// Distances to a cue are one of this many to either side.
const DISTANCES: i32 = 12;

/// Labels of the role tagger.
mod role {
    pub(super) const SOURCE: u8 = 1;
    pub(super) const IN_SOURCE: u8 = 2;
    pub(super) const CONTENT: u8 = 3;
    pub(super) const IN_CONTENT: u8 = 4;
    pub(super) const CUE: usize = 5;
    pub(super) const COUNT: usize = 6;
}

/// What a score is that can never win.
const NEVER: f32 = -1e4;

/// How the networks' scores become statements, as training left it.
#[derive(Deserialize)]
struct Decoder {
    trans: Vec<Vec<f32>>,
    start: Vec<f32>,
    stop: Vec<f32>,
    /// Words to either side of a cue that the role tagger sees.
    reach: usize,
    /// Pieces of a window.
    limit: usize,
    /// A word is tried as a cue from this probability on.
    floor: f32,
    /// Statements are kept from this probability of their cue on.
    threshold: f32,
}

/// The transformer with all that it needs to read.
pub(super) struct Network {
    encoder: Model,
    roles: Model,
    vocabulary: Vocabulary,
    decoder: Decoder,
    edges: Vec<f32>,
    guide: Guide,
    pool: Arc<ThreadPool>,
}

/// A word that may begin a cue.
struct Candidate {
    /// The window in its batch, and the part in its window.
    window: usize,
    part: usize,
    /// The cue's words in its part.
    cue: Range<usize>,
    /// The words of the part that the role tagger sees.
    region: Range<usize>,
    /// The cue tagger's probability.
    sure: f32,
}

impl Network {
    /// The network that ships inside the program.
    pub(super) fn bundled(guide: Guide) -> Self {
        let load = |bytes: &'static [u8]| Model::load_static_slice(bytes).expect("the bundled network loads");
        let decoder: Decoder =
            serde_json::from_str(include_str!("../../../../../models/accurate/decoder.json")).expect("the bundled decoder is whole");
        Self {
            encoder: load(include_bytes!("../../../../../models/accurate/encoder.onnx")),
            roles: load(include_bytes!("../../../../../models/accurate/roles.onnx")),
            vocabulary: Vocabulary::new(include_str!("../../../../../models/accurate/vocab.txt")),
            edges: decoder.trans.concat(),
            decoder,
            guide,
            // One thread a page: pages are read side by side, and the sums come out the same.
            pool: Arc::new(ThreadPool::with_num_threads(1)),
        }
    }

    /// Finds the relations of each paragraph, in the order of their cues.
    pub(super) fn find(&self, text: &Text, paragraphs: &[Span]) -> Vec<Vec<Found>> {
        let parts = windows::parts(paragraphs.iter().map(|span| pieces::words(text, *span, &self.vocabulary)));
        let windows = windows::windows(&parts, self.decoder.limit);
        let mut out: Vec<Vec<Found>> = paragraphs.iter().map(|_| Vec::new()).collect();
        for batch in batches(&windows) {
            for (paragraph, found) in self.read(&parts, batch) {
                out[paragraph].push(found);
            }
        }
        out.into_iter().map(|found| self.choose(found)).collect()
    }

    /// A proposal for each candidate cue of a batch of windows, with its paragraph.
    fn read(&self, parts: &[Part], batch: &[Window]) -> Vec<(usize, Found)> {
        let longest = batch.iter().map(|window| window.ids.len()).max().unwrap_or(0);
        let shape = [batch.len(), longest];
        let ids = grid(shape, batch, |w| w.ids.iter().map(|&id| id as i32));
        let case = grid(shape, batch, |w| w.case.iter().map(|&c| i32::from(c)));
        let quote = grid(shape, batch, |w| w.quote.iter().map(|&q| i32::from(q)));
        let guideline = NdTensor::full([batch.len()], self.guide as i32);
        let mask = grid(shape, batch, |w| w.ids.iter().map(|_| 1.0f32));
        let inputs = vec![
            ("ids", ids.into()),
            ("case", case.into()),
            ("quote", quote.into()),
            ("guideline", guideline.into()),
            ("mask", mask.into()),
        ];
        let [hidden, cues] = self.run(&self.encoder, inputs, ["hidden", "cue"]);
        let (hidden, cues): (NdTensor<f32, 3>, NdTensor<f32, 3>) = (floats(hidden), floats(cues));
        let candidates: Vec<Candidate> =
            batch.iter().enumerate().flat_map(|(at, window)| self.candidates(at, window, cues.slice(at))).collect();
        candidates.chunks(CUES).flat_map(|chunk| self.roles(parts, batch, chunk, &hidden)).collect()
    }

    fn candidates(&self, at: usize, window: &Window, cues: NdTensorView<'_, f32, 2>) -> Vec<Candidate> {
        let mut out = Vec::new();
        for (part, first) in window.first.iter().enumerate() {
            let scores: Vec<[f32; 3]> =
                first.iter().map(|&piece| softmax([cues[[piece, 0]], cues[[piece, 1]], cues[[piece, 2]]])).collect();
            for (word, [_, begin, _]) in scores.iter().enumerate() {
                if *begin > self.decoder.floor {
                    let inside = |[out, begin, inside]: &&[f32; 3]| inside > out && inside > begin;
                    let end = word + 1 + scores[word + 1..].iter().take_while(inside).count();
                    let region = word.saturating_sub(self.decoder.reach)..(end + self.decoder.reach).min(first.len());
                    out.push(Candidate { window: at, part, cue: word..end, region, sure: *begin });
                }
            }
        }
        out
    }

    fn roles(&self, parts: &[Part], batch: &[Window], candidates: &[Candidate], hidden: &NdTensor<f32, 3>) -> Vec<(usize, Found)> {
        let width = hidden.size(2);
        let longest = candidates.iter().map(|c| c.region.len()).max().unwrap_or(0);
        let mut states = NdTensor::zeros([candidates.len(), longest, width]);
        for (row, candidate) in candidates.iter().enumerate() {
            let first = &batch[candidate.window].first[candidate.part];
            for (column, word) in candidate.region.clone().enumerate() {
                states.slice_mut((row, column)).copy_from(&hidden.slice((candidate.window, first[word])));
            }
        }
        let shape = [candidates.len(), longest];
        let distance = grid(shape, candidates, |c| c.region.clone().map(|word| distance(word, &c.cue)));
        let mask = grid(shape, candidates, |c| c.region.clone().map(|_| 1.0f32));
        let inputs = vec![("hidden", states.into()), ("distance", distance.into()), ("mask", mask.into())];
        let [roles] = self.run(&self.roles, inputs, ["role"]);
        let roles: NdTensor<f32, 3> = floats(roles);
        let found = candidates.iter().enumerate().map(|(row, candidate)| {
            let part = &parts[batch[candidate.window].parts.start + candidate.part];
            (part.paragraph, self.relation(&part.words, candidate, roles.slice(row)))
        });
        found.collect()
    }

    /// The best labelling of the words around a cue, as a relation.
    fn relation(&self, words: &[Word], candidate: &Candidate, scores: NdTensorView<'_, f32, 2>) -> Found {
        let region = candidate.region.clone();
        let mut emissions = Vec::with_capacity(region.len() * role::COUNT);
        for (row, word) in region.clone().enumerate() {
            let on_cue = candidate.cue.contains(&word);
            for label in 0..role::COUNT {
                let fits = (label == role::CUE) == on_cue;
                let mut score = if fits && on_cue {
                    0.0
                } else if fits {
                    scores[[row, label]]
                } else {
                    NEVER
                };
                score += if row == 0 { self.decoder.start[label] } else { 0.0 };
                score += if row + 1 == region.len() { self.decoder.stop[label] } else { 0.0 };
                emissions.push(score);
            }
        }
        let path = Lattice::new(role::COUNT, emissions, vec![0; region.len()], &self.edges).best_path();
        let span = |r: Range<usize>| words[r.start].span.cover(words[r.end - 1].span);
        let shift = |r: Range<usize>| r.start + region.start..r.end + region.start;
        Found {
            cue: span(candidate.cue.clone()),
            source: runs(&path, role::SOURCE, role::IN_SOURCE).map(shift).map(span).collect(),
            content: runs(&path, role::CONTENT, role::IN_CONTENT).map(shift).map(|part| span(with_marks(words, part))).collect(),
            confidence: candidate.sure,
        }
    }

    /// The proposals that are sure enough, the surest first to take its words for a cue; in the order of their cues.
    fn choose(&self, mut proposals: Vec<Found>) -> Vec<Found> {
        proposals.retain(|found| found.confidence >= self.decoder.threshold);
        proposals.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.cue.cmp(&b.cue)));
        let mut kept: Vec<Found> = Vec::new();
        for found in proposals {
            if !kept
                .iter()
                .any(|better| better.cue.overlaps(found.cue) || (better.source == found.source && alike(&better.content, &found.content)))
            {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| found.cue);
        kept
    }

    fn run<const N: usize>(&self, model: &Model, inputs: Vec<(&str, rten::ValueOrView<'_>)>, outputs: [&str; N]) -> [Value; N] {
        let id = |name: &str| -> NodeId { model.node_id(name).expect("the bundled network has this node") };
        let inputs = inputs.into_iter().map(|(name, value)| (id(name), value)).collect();
        let options = RunOptions::default().with_thread_pool(Some(self.pool.clone()));
        model.run_n(inputs, outputs.map(id), Some(options)).expect("the bundled network runs on any window")
    }
}

/// Whether two contents share most of their words.
fn alike(a: &[Span], b: &[Span]) -> bool {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let common = |x: &Span| b.iter().map(|y| x.end.min(y.end).saturating_sub(x.start.max(y.start))).sum::<u32>();
    let shared: u32 = a.iter().map(common).sum();
    shared > 0 && 2 * shared >= length(a).max(length(b))
}

/// Windows in runs of at most [`BATCH`] pieces, padding included.
fn batches(windows: &[Window]) -> impl Iterator<Item = &[Window]> {
    let mut rest = windows;
    std::iter::from_fn(move || {
        let mut longest = 0;
        let fits = |(n, window): &(usize, &Window)| {
            longest = longest.max(window.ids.len());
            *n == 0 || (n + 1) * longest <= BATCH
        };
        let n = rest.iter().enumerate().take_while(fits).count();
        let (batch, tail) = rest.split_at(n);
        rest = tail;
        (!batch.is_empty()).then_some(batch)
    })
}

/// Rows of different lengths as one tensor, filled up with nought.
fn grid<'a, T: Copy + Default, R, I: Iterator<Item = T>>(shape: [usize; 2], rows: &'a [R], row: impl Fn(&'a R) -> I) -> NdTensor<T, 2> {
    let mut out = vec![T::default(); shape[0] * shape[1]];
    for (at, r) in rows.iter().enumerate() {
        for (slot, value) in out[at * shape[1]..].iter_mut().zip(row(r)) {
            *slot = value;
        }
    }
    NdTensor::from_data(shape, out)
}

fn floats<const N: usize>(value: Value) -> NdTensor<f32, N> {
    value.try_into().expect("the bundled network gives this shape")
}

fn softmax(scores: [f32; 3]) -> [f32; 3] {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = scores.map(|s| (s - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|p| p / sum)
}

/// The signed distance in words to a cue as a step: in the middle the cue itself; to either side six single words, then ever longer stretches.
fn distance(word: usize, cue: &Range<usize>) -> i32 {
    if cue.contains(&word) {
        return DISTANCES;
    }
    let before = word < cue.start;
    let words = if before { cue.start - word } else { word + 1 - cue.end };
    let step = if words <= 6 { words as i32 } else { DISTANCES.min(7 + ((words as f64 / 6.0).log2() * 1.5) as i32) };
    if before { DISTANCES - step } else { DISTANCES + step }
}

/// A content's words widened over the quotation marks at its edges, and over a stop before a closing one.
fn with_marks(words: &[Word], mut part: Range<usize>) -> Range<usize> {
    let quote = |at: usize| words.get(at).map(|word| word.quote);
    if part.start > 0 && quote(part.start - 1) == Some(Quote::Opening) {
        part.start -= 1;
    }
    if quote(part.end) == Some(Quote::Closing) {
        part.end += 1;
    } else if quote(part.end + 1) == Some(Quote::Closing) && words[part.end].stop && quote(part.end) == Some(Quote::Inside) {
        part.end += 2;
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let cue = 10..12;
        assert_eq!([10, 11, 9, 12, 4, 3].map(|word| distance(word, &cue)), [12, 12, 11, 13, 6, 5]);
        assert_eq!(distance(500, &cue), 24);
    }
}
