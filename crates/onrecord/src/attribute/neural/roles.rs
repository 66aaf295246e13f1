//! The role tagger: which words around a cue are its source and its content.

use std::ops::Range;

use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use serde::Deserialize;

use super::SHORTEST;
use super::cues::Candidate;
use super::graph::{Graph, grid};
use super::pieces::{Quote, Word};
use super::windows::{Part, Window};
use crate::attribute::lattice::Lattice;
use crate::attribute::tagger::runs;
use crate::span::Span;

/// Distances to a cue are one of this many to either side.
const DISTANCES: i32 = 12;
/// What a score is that can never win.
const NEVER: f32 = -1e4;

/// Labels of the role tagger.
mod role {
    pub(super) const SOURCE: u8 = 1;
    pub(super) const IN_SOURCE: u8 = 2;
    pub(super) const CONTENT: u8 = 3;
    pub(super) const IN_CONTENT: u8 = 4;
    pub(super) const CUE: usize = 5;
    pub(super) const COUNT: usize = 6;
}

/// How likely one label is to follow another, to begin and to end, as training left it.
#[derive(Deserialize)]
pub(super) struct Chain {
    trans: Vec<Vec<f32>>,
    start: Vec<f32>,
    stop: Vec<f32>,
}

/// What the words around a cue are.
pub(super) struct Roles {
    pub(super) cue: Span,
    pub(super) source: Vec<Span>,
    pub(super) content: Vec<Span>,
    /// The probability that these are all the words of source and content.
    pub(super) sure: f32,
}

/// The roles of a batch of candidates. `hidden`: what the encoder made of the batch of windows that they stand in.
pub(super) fn label(
    graph: &Graph,
    chain: &Chain,
    parts: &[Part],
    windows: &[Window],
    candidates: &[Candidate],
    hidden: &NdTensor<f32, 3>,
) -> Vec<Roles> {
    let longest = candidates.iter().map(|c| c.region.len()).max().unwrap_or(0).max(SHORTEST);
    let mut states = NdTensor::zeros([candidates.len(), longest, hidden.size(2)]);
    for (row, candidate) in candidates.iter().enumerate() {
        let first = &windows[candidate.window].first[candidate.part];
        for (column, word) in candidate.region.clone().enumerate() {
            states.slice_mut((row, column)).copy_from(&hidden.slice((candidate.window, first[word])));
        }
    }
    let distance = grid(longest, candidates, |c| c.region.clone().map(|word| distance(word, &c.cue)));
    let mask = grid(longest, candidates, |c| c.region.clone().map(|_| 1.0f32));
    let [scores] = graph.run(vec![("hidden", states.into()), ("distance", distance.into()), ("mask", mask.into())], ["role"]);
    let words = |c: &Candidate| parts[windows[c.window].parts.start + c.part].words.as_slice();
    candidates.iter().enumerate().map(|(row, c)| best(chain, words(c), c, &scores.slice(row))).collect()
}

/// The best labelling of the words around a cue.
fn best(chain: &Chain, words: &[Word], candidate: &Candidate, scores: &NdTensorView<'_, f32, 2>) -> Roles {
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
            score += if row == 0 { chain.start[label] } else { 0.0 };
            score += if row + 1 == region.len() { chain.stop[label] } else { 0.0 };
            emissions.push(score);
        }
    }
    let edges = chain.trans.concat();
    let lattice = Lattice::new(role::COUNT, emissions, vec![0; region.len()], &edges);
    let path = lattice.best_path();
    let span = |r: Range<usize>| words[r.start].span.cover(words[r.end - 1].span);
    let shift = |r: Range<usize>| r.start + region.start..r.end + region.start;
    Roles {
        cue: span(candidate.cue.clone()),
        source: runs(&path, role::SOURCE, role::IN_SOURCE).map(shift).map(span).collect(),
        content: runs(&path, role::CONTENT, role::IN_CONTENT).map(shift).map(|part| span(with_marks(words, part))).collect(),
        sure: lattice.probability(&path),
    }
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
