//! What programs ask for, checked: wrong values are a problem with a reason.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use onrecord::model::{Act, Stance};
use onrecord_store::pages::{DisputeFilter, Part, SearchFilter};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::failure::Failure;

/// How many are listed where nobody says, and at most.
const LISTED: u32 = 20;
const MOST: u32 = 200;

/// How many may be passed over.
const FARTHEST: u32 = 1_000_000;

/// The values behind the question mark.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let query = Query::from_request_parts(parts, state).await;
        query.map(|Query(asked)| Self(asked)).map_err(|error| wrong(&error.body_text()))
    }
}

/// The part of the path that names what is asked for.
pub(crate) struct Named<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(named)| Self(named)).map_err(|error| wrong(&error.body_text()))
    }
}

/// A body of JSON.
pub(crate) struct Sent<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let body: Result<Json<T>, JsonRejection> = Json::from_request(request, state).await;
        body.map(|Json(sent)| Self(sent)).map_err(|error| Failure::new(error.status(), format!("{}.", error.body_text()), SEE))
    }
}

/// Where it stands what can be asked.
const SEE: &str = "What can be asked stands in /api/openapi.json.";

fn wrong(reason: &str) -> Failure {
    Failure::wrong(format!("{reason}."), SEE)
}

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// How many to list.
    #[serde(default = "listed")]
    #[param(minimum = 1, maximum = 200, default = 20)]
    limit: u32,
    /// How many to pass over.
    #[serde(default)]
    #[param(maximum = 1_000_000, default = 0)]
    offset: u32,
}

const fn listed() -> u32 {
    LISTED
}

impl Paging {
    pub(crate) fn checked(self) -> Result<Part, Failure> {
        let Self { limit, offset } = self;
        let bounded = (1..=MOST).contains(&limit) && offset <= FARTHEST;
        if bounded { Ok(Part { offset, limit }) } else { Err(wrong("limit is 1 to 200, offset at most 1,000,000")) }
    }
}

/// Which disputes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichDisputes {
    /// With this actor on record: an id, a name, or a part of a name.
    actor: Option<String>,
    /// With an actor of this country on record: ISO 3166-1 alpha-2.
    country: Option<String>,
    /// With this act.
    act: Option<Act>,
    /// Carried by this paper.
    outlet: Option<String>,
    /// Spoken to on this day or later.
    #[param(format = Date)]
    from: Option<String>,
    /// Spoken to on this day or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// Held against the rules of this pack.
    pack: Option<String>,
    /// With somebody named in an accusation who is not on record on it.
    #[serde(default)]
    #[param(default = false)]
    unheard: bool,
}

impl WhichDisputes {
    pub(crate) fn checked(self) -> Result<DisputeFilter, Failure> {
        let (from, to) = (self.from.as_deref().map(day).transpose()?, self.to.as_deref().map(day).transpose()?);
        let Self { actor, country, act, outlet, pack, unheard, .. } = self;
        Ok(DisputeFilter { about: None, actor, country, act, outlet, from, to, pack, unheard })
    }
}

/// A day, as ISO 8601 writes it.
fn day(day: &str) -> Result<String, Failure> {
    match day.parse::<jiff::civil::Date>() {
        Ok(day) => Ok(day.to_string()),
        Err(_) => Err(wrong(&format!("“{day}” is no day; write days as 2024-05-17"))),
    }
}

/// Which side.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichSide {
    /// For, against, or neither.
    pub(crate) stance: Stance,
}

/// Which of an actor's statements.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichActs {
    /// Only this act.
    pub(crate) act: Option<Act>,
}

/// Which actors.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichActors {
    /// Only those with this in one of their names.
    pub(crate) name: Option<String>,
}

/// Which statements, or articles, that hold some words.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Words {
    /// The words: all of them must be there, in any inflection; what stands in double quotes word for word.
    q: String,
    /// By this actor: an id, a name, or a part of a name. Of articles, in which it is on record.
    actor: Option<String>,
    /// By this act. Of articles, in which somebody is on record by it.
    act: Option<Act>,
    /// In this paper.
    outlet: Option<String>,
    /// Said on this day or later. Of articles, published.
    #[param(format = Date)]
    from: Option<String>,
    /// Said on this day or earlier. Of articles, published.
    #[param(format = Date)]
    to: Option<String>,
}

impl Words {
    /// The words, and what else is asked for.
    pub(crate) fn checked(self) -> Result<(String, SearchFilter), Failure> {
        let (from, to) = (self.from.as_deref().map(day).transpose()?, self.to.as_deref().map(day).transpose()?);
        let Self { q, actor, act, outlet, .. } = self;
        Ok((q, SearchFilter { actor, act, outlet, from, to }))
    }
}

/// Since when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// A day, or a moment in RFC 3339, UTC.
    since: String,
}

impl Since {
    pub(crate) fn checked(self) -> Result<String, Failure> {
        let Self { since } = self;
        let known = since.parse::<jiff::Timestamp>().is_ok() || since.parse::<jiff::civil::Date>().is_ok();
        if known { Ok(since) } else { Err(wrong(&format!("“{since}” is neither a day nor a moment"))) }
    }
}
