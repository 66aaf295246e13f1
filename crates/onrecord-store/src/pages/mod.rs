//! What pages and the API show: lists in parts, each with how many there are in all, so that no answer grows with the ledger.

mod actor;
pub(crate) mod actors;
mod article;
pub(crate) mod claim;
mod disputes;
mod found;
pub(crate) mod links;
mod near;
mod origins;
#[cfg(test)]
mod tests;
mod unheard;
pub(crate) mod wording;

use serde::Serialize;

pub use crate::{DisputeFacets, DisputeFilter, SearchFilter};
pub use actor::{Accusation, ActorClaim, ActorHead, LATEST, RoleInTime};
pub use actors::ActorLine;
pub use article::{ArticleRow, PageVersion};
pub use claim::{ClaimHead, Evidenced, Mark, Relayed, Side};
pub use disputes::{Dispute, DisputeRow, Party, Stand};
pub use found::{Facets, FoundArticles, FoundStatements};
pub use links::{Linked, Turn};
pub use near::NearClaims;
pub use origins::Origin;
pub use wording::Wording;

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many come before it.
    pub offset: u32,
    /// How many it holds at most.
    pub limit: u32,
}

impl Part {
    /// All of it.
    pub const ALL: Self = Self::first(u32::MAX);

    /// The first so many.
    pub const fn first(limit: u32) -> Self {
        Self { offset: 0, limit }
    }

    /// This part of a list.
    pub(crate) fn of<T>(self, list: &[T]) -> &[T] {
        let start = list.len().min(self.offset as usize);
        &list[start..list.len().min(start.saturating_add(self.limit as usize))]
    }
}

/// A part of a list, and how long the list is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Listed<T> {
    /// The part.
    pub items: Vec<T>,
    /// How many there are in all.
    pub total: u64,
    /// How many come before the part.
    pub offset: u64,
}

/// One value of a facet and how many have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facet {
    /// What to filter by.
    pub value: String,
    /// What people are shown.
    pub label: String,
    /// How many have it.
    pub count: u64,
}

/// The values with most first, at most `limit`; ties by label.
fn facets<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>, limit: usize) -> Vec<Facet> {
    let mut counts: std::collections::BTreeMap<(&str, &str), u64> = std::collections::BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut facets: Vec<Facet> =
        counts.into_iter().map(|((value, label), count)| Facet { value: value.to_owned(), label: label.to_owned(), count }).collect();
    facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    facets.truncate(limit);
    facets
}
