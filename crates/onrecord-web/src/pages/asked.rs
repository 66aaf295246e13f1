//! What a page's address asks for.

use std::collections::BTreeMap;

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
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

/// The cookie with the name under which somebody corrected last.
const NAMED: &str = "onrecord_by";

/// Who takes back by a button, where nobody has given a name.
const NAMELESS: &str = "a reader of the page";

/// The name under which whoever asks has corrected before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Editor(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Editor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let fields = cookie(&parts.headers, NAMED).and_then(|kept| serde_urlencoded::from_str::<Vec<(String, String)>>(kept).ok());
        Ok(Self(fields.and_then(|fields| fields.into_iter().next()).map(|(name, _)| name).filter(|name| !name.is_empty())))
    }
}

impl Editor {
    /// The name; empty where none is known.
    pub(crate) fn name(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// Who takes something back.
    pub(crate) fn signature(&self) -> String {
        self.0.clone().unwrap_or_else(|| NAMELESS.to_owned())
    }

    /// The cookie that remembers a name.
    pub(crate) fn cookie(name: &str) -> String {
        let kept = serde_urlencoded::to_string([(name, "")]).unwrap_or_default();
        format!("{NAMED}={kept}; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000")
    }
}

/// What a cookie holds.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('='))
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
