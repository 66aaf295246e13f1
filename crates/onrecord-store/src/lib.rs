//! The ledger: everything read so far, in one `SQLite` file.
//!
//! [`Ledger::add`] keeps a record, [`Ledger::reconcile`] lays the statements of all records side by side, the other functions ask.
//! The schema, with a word on every table and column, is `schema.sql`; its views answer the common questions in plain SQL.

mod actors;
mod add;
mod answers;
pub mod bulk;
#[cfg(test)]
mod bulk_tests;
mod claims;
mod corrections;
mod decided;
#[cfg(test)]
mod decisions_tests;
mod disputes;
mod error;
mod findings;
#[cfg(test)]
mod findings_tests;
mod identity;
#[cfg(test)]
mod killed_tests;
mod lay;
mod lessons;
mod news;
mod open;
pub mod pages;
mod reconcile;
#[cfg(test)]
mod reconcile_tests;
mod records;
#[cfg(test)]
mod sample;
mod search;
mod show;
mod sought;
mod spans;
mod sql;
mod status;
mod syndication;
#[cfg(test)]
mod tests;
mod topics;
mod versions;
mod visits;
mod who;
mod wire;

pub use actors::{ActorRow, ROLES};
pub use add::Added;
pub use answers::{Candidate, Found, LedgerActor, LedgerArticle, LedgerClaim, Meant, Number, OnRecord, Position};
pub use corrections::{Corrected, Correction, Days, own_side, side_with};
pub use decided::{CorrectedStatement, Decided};
pub use disputes::{DisputeFacets, DisputeFilter};
pub use error::{Error, Find, Result};
pub use identity::{ActorDecision, DecisionKind};
pub use lessons::{Labels, Lesson};
pub use news::{Event, Flip, News, NumberChange};
pub use pages::{Listed, Part};
pub use search::{ArticleHit, Hits, SearchFilter};
pub use show::Shown;
pub use spans::Spans;
pub use status::Status;
pub use versions::{Change, Piece, Rewording, Version};
pub use visits::Visit;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    connection: rusqlite::Connection,
}
