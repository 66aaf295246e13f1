//! Changes: each is kept with who made it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use onrecord_store::{ActorDecision, Added, Corrected, Correction, Ledger};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{Named, Sent};
use crate::app::App;
use crate::failure::{Failure, Problem};
use crate::intake::Handed;

type Answer<T> = Result<Json<T>, Failure>;

/// Why a change is not made.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "it describes answers; `Failure` gives them")]
enum Refused {
    /// What is asked makes no sense.
    #[response(status = 400, content_type = "application/problem+json")]
    Senseless(Problem),
    /// There is no such thing.
    #[response(status = 404, content_type = "application/problem+json")]
    Missing(Problem),
    /// The body is no JSON.
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// The body, or the page in it, cannot be read.
    #[response(status = 422, content_type = "application/problem+json")]
    Unreadable(Problem),
}

/// A page to read and keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPage {
    /// The page: text or HTML.
    text: String,
    /// Where it was found; it is not called.
    url: Option<String>,
    /// Whether it is the article and nothing else; offsets then count its characters.
    #[serde(default)]
    plain: bool,
}

/// A page that was read and kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Kept {
    /// The article's id.
    id: String,
    /// `new`, `new_version`, or `known` where the ledger had it already.
    added: &'static str,
}

/// Reads a page and keeps it.
#[utoipa::path(post, path = "/api/v1/articles", tag = "change", request_body = NewPage,
    responses((status = 201, body = Kept), Refused))]
pub(crate) async fn add(State(app): State<App>, Sent(page): Sent<NewPage>) -> Result<impl IntoResponse, Failure> {
    let handed = Handed::Pasted { text: page.text.into_bytes(), url: page.url.filter(|url| !url.is_empty()), plain: page.plain };
    let packs = app.ledgers.read(Ledger::packs).await?;
    let pages = app.reader.read(handed, &packs).await?;
    let page = pages.into_iter().next().ok_or_else(|| Failure::broken("nothing was read"))?;
    let record = page.record.map_err(|failure| failure.of(&page.name))?;
    let id = record.article.id();
    let keep = move |ledger: &mut Ledger| {
        let added = ledger.add(&record)?;
        ledger.reconcile()?;
        Ok(added)
    };
    let added = match app.ledgers.write(keep).await? {
        Added::New => "new",
        Added::NewVersion => "new_version",
        Added::Known => "known",
    };
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/articles/{id}"))], Json(Kept { id, added })))
}

/// Who changes something.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct By {
    /// The name of whoever does.
    #[schema(min_length = 1, max_length = 80)]
    by: String,
}

impl By {
    fn name(self) -> Result<String, Failure> {
        let name = self.by.trim();
        if name.is_empty() || name.chars().count() > 80 {
            return Err(Failure::wrong("`by` is empty or too long.", "Give the name of whoever decides."));
        }
        Ok(name.to_owned())
    }
}

/// What a statement is.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewCorrection {
    #[serde(flatten)]
    correction: Correction,
    #[serde(flatten)]
    by: By,
}

/// Says what a statement's act, stance, speakers, days or claim are, or that it is no statement, whatever the machine read.
#[utoipa::path(post, path = "/api/v1/statements/{id}/corrections", tag = "change", params(("id" = String, Path, description = "The statement's id")),
    request_body = NewCorrection, responses((status = 200, body = Corrected),
        Refused))]
pub(crate) async fn correct(State(app): State<App>, Named(id): Named<String>, Sent(new): Sent<NewCorrection>) -> Answer<Corrected> {
    let by = new.by.name()?;
    Ok(Json(app.ledgers.write(move |ledger| ledger.correct(&id, &new.correction, &by)).await?))
}

/// Takes a correction back, with what it brought.
#[utoipa::path(post, path = "/api/v1/corrections/{number}/undo", tag = "change", params(("number" = i64, Path, description = "The correction's number")),
    request_body = By, responses((status = 200, body = Corrected), Refused))]
pub(crate) async fn undo(State(app): State<App>, Named(number): Named<i64>, Sent(by): Sent<By>) -> Answer<Corrected> {
    let by = by.name()?;
    Ok(Json(app.ledgers.write(move |ledger| ledger.undo_correction(number, &by)).await?))
}

/// Whom an actor is the same as.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Merge {
    /// The id of the other actor.
    into: String,
    #[serde(flatten)]
    by: By,
}

/// Makes two actors one.
#[utoipa::path(post, path = "/api/v1/actors/{id}/merge", tag = "change", params(("id" = String, Path, description = "The actor's id")),
    request_body = Merge, responses((status = 200, body = ActorDecision), Refused))]
pub(crate) async fn merge(State(app): State<App>, Named(id): Named<String>, Sent(merge): Sent<Merge>) -> Answer<ActorDecision> {
    let (into, by) = (merge.into, merge.by.name()?);
    Ok(Json(app.ledgers.write(move |ledger| ledger.merge_actors(&id, &into, &by)).await?))
}

/// What an actor is called.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Rename {
    /// The name.
    name: String,
    #[serde(flatten)]
    by: By,
}

/// Gives an actor another name.
#[utoipa::path(post, path = "/api/v1/actors/{id}/rename", tag = "change", params(("id" = String, Path, description = "The actor's id")),
    request_body = Rename, responses((status = 200, body = ActorDecision), Refused))]
pub(crate) async fn rename(State(app): State<App>, Named(id): Named<String>, Sent(rename): Sent<Rename>) -> Answer<ActorDecision> {
    let (name, by) = (rename.name, rename.by.name()?);
    Ok(Json(app.ledgers.write(move |ledger| ledger.rename_actor(&id, &name, &by)).await?))
}

/// On which pages an actor is somebody else.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Split {
    /// Addresses, or ids of articles.
    pages: Vec<String>,
    /// The name of that one, if another.
    name: Option<String>,
    #[serde(flatten)]
    by: By,
}

/// Makes what an actor is on some pages an actor of its own.
#[utoipa::path(post, path = "/api/v1/actors/{id}/split", tag = "change", params(("id" = String, Path, description = "The actor's id")),
    request_body = Split, responses((status = 200, body = ActorDecision), Refused))]
pub(crate) async fn split(State(app): State<App>, Named(id): Named<String>, Sent(split): Sent<Split>) -> Answer<ActorDecision> {
    let (pages, name, by) = (split.pages, split.name, split.by.name()?);
    Ok(Json(app.ledgers.write(move |ledger| ledger.split_actor(&id, &pages, name.as_deref(), &by)).await?))
}

/// Takes a decision about actors back.
#[utoipa::path(post, path = "/api/v1/decisions/{number}/undo", tag = "change", params(("number" = i64, Path, description = "The decision's number")),
    request_body = By, responses((status = 200, body = ActorDecision), Refused))]
pub(crate) async fn undo_decision(State(app): State<App>, Named(number): Named<i64>, Sent(by): Sent<By>) -> Answer<ActorDecision> {
    let by = by.name()?;
    Ok(Json(app.ledgers.write(move |ledger| ledger.undo_decision(number, &by)).await?))
}
