//! The style sheet, the script and the icon, compiled in.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

const STYLE: &str = include_str!("../assets/onrecord.css");
const SCRIPT: &str = include_str!("../assets/onrecord.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// The addresses carry a digest of what they lead to, so that an update is seen at once.
pub(crate) static STYLE_AT: LazyLock<String> = LazyLock::new(|| format!("/assets/onrecord.css?v={:x}", digest(STYLE)));
pub(crate) static SCRIPT_AT: LazyLock<String> = LazyLock::new(|| format!("/assets/onrecord.js?v={:x}", digest(SCRIPT)));
pub(crate) const ICON_AT: &str = "/assets/icon.svg";

fn digest(asset: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    asset.hash(&mut hasher);
    hasher.finish()
}

pub(crate) async fn asset(Path(file): Path<String>) -> Result<Response, Failure> {
    match file.as_str() {
        "onrecord.css" => Ok(sent("text/css; charset=utf-8", STYLE)),
        "onrecord.js" => Ok(sent("text/javascript; charset=utf-8", SCRIPT)),
        "icon.svg" => Ok(sent("image/svg+xml", ICON)),
        _ => Err(Failure::missing("file", &file)),
    }
}

pub(crate) async fn icon() -> Response {
    sent("image/svg+xml", ICON)
}

fn sent(kind: &'static str, body: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "max-age=3600")], body).into_response()
}
