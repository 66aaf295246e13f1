//! The weights of the line model.
//!
//! Fitted by `crates/onrecord-lab/fit/lines.py` (logistic regression with an L2 penalty) on every other one of 89 pages whose true bodies
//! are known; the other half judged it. One weight a line, in the order of the features.

use super::lines::FEATURES;
use super::region::AMONG;

/// How many neighbours on each side a line sees one by one.
pub(super) const REACH: usize = 3;

/// What it costs to leave the body for a gap, in log-odds.
pub(super) const ENTER: f32 = 0.5;

/// What each line of a gap costs.
pub(super) const AWAY: f32 = 0.6;

/// A line by itself.
pub(super) const ALONE: [f32; FEATURES] = [
    -0.96, // always one
    -0.40, // its length, to 100 characters
    1.13,  // its length, to 400
    -1.15, // under 4 words
    0.31,  // under 9 words
    0.61,  // ends as a sentence
    0.91,  // ends as a sentence and has over 6 words
    1.06,  // share of words in small letters
    0.66,  // share of words of grammar
    0.43,  // sentence ends inside
    0.67,  // a comma
    0.54,  // a quotation mark
    0.51,  // a list's number or bullet
    -1.01, // reads as another line
    -0.88, // blank line before
    -0.35, // blank line after
    -0.41, // separators and marks of menus
    0.22,  // share of digits
    -1.24, // a furniture wording
    -1.28, // a picture's credit, or a byline
    -0.41, // below the headline
    -2.24, // above the headline
    -0.17, // below a story's end
    -3.57, // story's ends above
    -0.76, // a date in a short line
    1.18,  // apart from both neighbours
];

/// A line among its neighbours.
pub(super) const AROUND: [f32; AMONG] = [
    -1.55, // always one
    -0.97, // its length, to 100 characters
    0.72,  // its length, to 400
    -1.08, // under 4 words
    -0.06, // under 9 words
    0.26,  // ends as a sentence
    0.77,  // ends as a sentence and has over 6 words
    0.52,  // share of words in small letters
    0.64,  // share of words of grammar
    0.48,  // sentence ends inside
    0.59,  // a comma
    0.07,  // a quotation mark
    0.49,  // a list's number or bullet
    -0.62, // reads as another line
    -0.80, // blank line before
    -0.41, // blank line after
    -0.34, // separators and marks of menus
    0.10,  // share of digits
    -1.06, // a furniture wording
    -1.45, // a picture's credit, or a byline
    -0.26, // below the headline
    -1.16, // above the headline
    0.40,  // below a story's end
    -2.03, // story's ends above
    -0.91, // a date in a short line
    0.51,  // apart from both neighbours
    1.92,  // the line before
    1.20,  // the line after
    0.68,  // the second before
    0.91,  // the second after
    0.41,  // the third before
    0.11,  // the third after
    0.23,  // the mean of 8 before
    0.90,  // the mean of 8 after
];
