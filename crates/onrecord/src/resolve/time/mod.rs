//! When: expressions of time, the days they mean, and the days on which statements were made.
//!
//! ```text
//! expressions ─▶ settle ─┬─▶ diary, around ─▶ choice ─▶ occasions (when it was said)
//!                        └─▶ spoken (the times a content speaks of)
//! ```

mod around;
mod attach;
mod calendar;
mod choice;
mod diary;
mod expressions;
mod occasions;
mod settle;
mod spoken;
mod telling;
mod warnings;

pub(super) use calendar::{month, weekday};
pub(super) use choice::Candidate;
pub(super) use expressions::expressions;
pub(super) use occasions::{choices, occasions};
pub(super) use spoken::spoken;
pub(super) use warnings::warnings;

use jiff::civil::Date;

use crate::model::Article;

/// The day of publication, where the page gives one that a calendar has.
pub(super) fn published(article: &Article) -> Option<Date> {
    article.published.as_deref()?.get(..10)?.parse().ok()
}
