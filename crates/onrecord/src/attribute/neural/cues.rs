//! Which words of a window may be cues.

use std::ops::Range;

use rten_tensor::NdTensorView;

use super::windows::Window;

/// Words that may be a cue.
pub(super) struct Candidate {
    /// The window in its batch, and the part in its window.
    pub(super) window: usize,
    pub(super) part: usize,
    /// The cue's words in its part.
    pub(super) cue: Range<usize>,
    /// The words of the part that the role tagger sees.
    pub(super) region: Range<usize>,
    /// The cue tagger's probability.
    pub(super) sure: f32,
}

/// The words of a window whose probability to begin a cue is `floor` or more, with what goes on from them; where two overlap, the surer.
/// The role tagger will see `reach` words to either side. `scores`: for each piece those of no cue, of its beginning, of its further words.
pub(super) fn candidates(at: usize, window: &Window, scores: &NdTensorView<'_, f32, 2>, floor: f32, reach: usize) -> Vec<Candidate> {
    let in_part = |(part, first): (usize, &Vec<usize>)| {
        let scores: Vec<[f32; 3]> =
            first.iter().map(|&piece| softmax([scores[[piece, 0]], scores[[piece, 1]], scores[[piece, 2]]])).collect();
        let inside = |[out, begin, inside]: &&[f32; 3]| inside > out && inside > begin;
        let begins = scores.iter().enumerate().filter(|(_, [_, begin, _])| *begin >= floor);
        let proposals = begins.map(|(word, &[_, sure, _])| {
            let end = word + 1 + scores[word + 1..].iter().take_while(inside).count();
            let region = word.saturating_sub(reach)..(end + reach).min(first.len());
            Candidate { window: at, part, cue: word..end, region, sure }
        });
        surest(proposals.collect())
    };
    window.first.iter().enumerate().flat_map(in_part).collect()
}

/// Of overlapping candidates in the order of their beginnings the surest, the first where two are as sure.
fn surest(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match out.last_mut() {
            Some(last) if last.cue.end > candidate.cue.start => {
                if candidate.sure > last.sure {
                    *last = candidate;
                }
            }
            _ => out.push(candidate),
        }
    }
    out
}

fn softmax(scores: [f32; 3]) -> [f32; 3] {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = scores.map(|s| (s - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|p| p / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surest_of_overlapping_cues_is_kept() {
        let cue = |cue: Range<usize>, sure| Candidate { window: 0, part: 0, region: cue.clone(), cue, sure };
        let kept = surest(vec![cue(1..4, 0.5), cue(2..4, 0.7), cue(4..5, 0.4), cue(4..6, 0.4)]);
        assert_eq!(kept.iter().map(|c| c.cue.clone()).collect::<Vec<_>>(), [2..4, 4..5]);
    }
}
