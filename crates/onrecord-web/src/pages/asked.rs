//! What a page's address asks for.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use onrecord::model::Act;

use crate::failure::Failure;

/// The values behind the question mark; empty ones, as forms send them, are unset.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked(BTreeMap<String, String>);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let query = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Query(values) =
            query.map_err(|error| Failure::wrong(format!("{error}."), "Open the page without what follows the question mark."))?;
        Ok(Self(values.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()))
    }
}

impl Asked {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(crate) fn owned(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    /// A page's number, from 1.
    pub(crate) fn page(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }

    pub(crate) fn act(&self) -> Result<Option<Act>, Failure> {
        let Some(act) = self.get("act") else { return Ok(None) };
        let known = serde_json::from_value(act.into());
        known.map(Some).map_err(|_| Failure::wrong(format!("“{act}” is no act."), "Choose an act from the list."))
    }

    /// A day as ISO 8601 writes it.
    pub(crate) fn day(&self, name: &str) -> Result<Option<String>, Failure> {
        let Some(day) = self.get(name) else { return Ok(None) };
        let wrong = |_| Failure::wrong(format!("“{day}” is no day."), "Write days as 2024-05-17.");
        day.parse::<jiff::civil::Date>().map(|day| Some(day.to_string())).map_err(wrong)
    }
}
