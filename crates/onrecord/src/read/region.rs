//! Which lines of a page are its body: each line is scored by itself, then among its neighbours, then one region is chosen.

use super::features::{FEATURES, features};
use super::lines::{Line, is_prose};
use super::weights::{AMONG, LineModel, REACH};
use super::{dates, words};
use crate::model::Reason;

/// What it costs to leave the body for a gap, in log-odds. This and [`AWAY`] were chosen from a small grid by cross-validation.
const ENTER: f32 = 0.5;

/// What each line of a gap costs.
const AWAY: f32 = 0.3;

/// How much is added to every line's log-odds, step by step, where no line seems to be of a body: the likeliest lines are then it.
const EASED: [f32; 4] = [0.0, 1.0, 2.0, 3.0];

/// Whether each line is body.
pub(super) fn body(lines: &[Line<'_>], model: &LineModel) -> Vec<bool> {
    let own = features(lines);
    let alone: Vec<f32> = own.iter().map(|f| probability(dot(f, &model.alone))).collect();
    let mut scores: Vec<f32> = (0..lines.len()).map(|at| dot(&among(&own[at], &alone, at), &model.around)).collect();
    if let Some(from) = comments(lines) {
        scores[from..].fill(f32::NEG_INFINITY);
    }
    let eased = |more: &f32| region(&scores.iter().map(|score| score + more).collect::<Vec<_>>());
    EASED.iter().map(eased).find(|body| body.contains(&true)).unwrap_or_else(|| vec![false; lines.len()])
}

/// Where readers' comments begin below a story: at a line that says so, if lines with somebody's date and time follow.
fn comments(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.iter().position(|line| line.below_headline != Some(false) && is_prose(line.text))?;
    let stamps: Vec<usize> = (first..lines.len()).filter(|&at| is_stamp(lines[at].text)).collect();
    let second_last = *stamps.len().checked_sub(2).and_then(|at| stamps.get(at))?;
    let stamped = |at: usize| stamps.get(stamps.partition_point(|&stamp| stamp < at)).is_some_and(|&stamp| stamp <= at + NEAR);
    (first..second_last).find(|&at| words::furniture(lines[at].text) == Some(Reason::Comments) && stamped(at))
}

/// The first comment's date stands so many lines below the heading of the comments.
const NEAR: usize = 6;

/// Whether a line gives the date and time of something, or says that somebody said what follows.
fn is_stamp(text: &str) -> bool {
    words::count(text) <= 15
        && (text.ends_with("said:") || text.ends_with("says:") || (dates::find(text).is_some() && super::features::has_time(text)))
}

/// A line's features with the probabilities of the lines before and after it, nearest first, and the means of a wider window on each side.
pub(super) fn among(own: &[f32; FEATURES], alone: &[f32], at: usize) -> [f32; AMONG] {
    let mut out = [0.0; AMONG];
    out[..FEATURES].copy_from_slice(own);
    let before = |steps: usize| at.checked_sub(steps).map_or(0.0, |i| alone[i]);
    let after = |steps: usize| alone.get(at + steps).copied().unwrap_or(0.0);
    for step in 1..=REACH {
        out[FEATURES + 2 * (step - 1)] = before(step);
        out[FEATURES + 2 * (step - 1) + 1] = after(step);
    }
    out[AMONG - 2] = (1..=WINDOW).map(before).sum::<f32>() / WINDOW as f32;
    out[AMONG - 1] = (1..=WINDOW).map(after).sum::<f32>() / WINDOW as f32;
    out
}

/// How many lines the wider window has on each side.
const WINDOW: usize = 8;

fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The logistic function.
pub(super) fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The states of a page as it is read downwards; a page goes through them in order, but returns from a gap into the body.
const STATES: usize = 4;
const BEFORE: usize = 0;
const BODY: usize = 1;
const GAP: usize = 2;
const AFTER: usize = 3;

/// The likeliest lines of the body, given each line's log-odds (Viterbi): one region, with gaps inside it that cost something to enter and
/// something for each of their lines, so that a listing of sentences far below is not taken for the body's end.
fn region(scores: &[f32]) -> Vec<bool> {
    let mut best = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    let mut came_from = Vec::with_capacity(scores.len());
    for &score in scores {
        let score = score.clamp(-4.0, 4.0);
        let ways = [
            vec![(BEFORE, 0.0)],
            vec![(BODY, score), (BEFORE, score), (GAP, score)],
            vec![(GAP, -AWAY), (BODY, -AWAY - ENTER)],
            vec![(AFTER, 0.0), (BODY, 0.0)],
        ];
        let mut next = [f32::NEG_INFINITY; STATES];
        let mut from = [0; STATES];
        for (state, ways) in ways.iter().enumerate() {
            for &(previous, gain) in ways {
                if best[previous] + gain > next[state] {
                    next[state] = best[previous] + gain;
                    from[state] = previous;
                }
            }
        }
        best = next;
        came_from.push(from);
    }
    let mut state = if best[AFTER] > best[BODY] { AFTER } else { BODY };
    if best[BEFORE] >= best[state] {
        state = BEFORE;
    }
    let mut out = vec![false; scores.len()];
    for at in (0..scores.len()).rev() {
        out[at] = state == BODY;
        state = came_from[at][state];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_region_with_gaps() {
        let check = |scores: &[f32], expected: &str| {
            let found: String = region(scores).iter().map(|&body| if body { 'x' } else { '.' }).collect();
            assert_eq!(found, expected, "{scores:?}");
        };
        check(&[], "");
        check(&[-3.0, -2.0], "..");
        check(&[-3.0, 4.0, 4.0, -5.0, 4.0, -3.0], ".xx.x.");
        check(&[5.0, 5.0, -6.0, -6.0, -6.0, -6.0, -6.0, -6.0, -6.0, -6.0, 1.0], "xx.........");
    }
}
