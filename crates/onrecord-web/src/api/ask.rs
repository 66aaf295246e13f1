//! Questions.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use onrecord::model::Statement;
use onrecord_store::pages::{ActorHead, ArticleRow, ClaimHead, Dispute, DisputeRow, FoundArticles, FoundStatements, Listed, PageVersion};
use onrecord_store::{ActorDecision, ActorRow, Corrected, Decided, Found, LedgerArticle, News, OnRecord, Position, Shown, Status};
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Asked, Named, Paging, Since, WhichActors, WhichActs, WhichDisputes, WhichSide, Words};
use crate::app::App;
use crate::failure::{Failure, Problem};

type Answer<T> = Result<Json<T>, Failure>;

/// How much the ledger holds.
#[utoipa::path(get, path = "/api/v1/status", tag = "ask", responses((status = 200, body = Status)))]
pub(crate) async fn status(State(app): State<App>) -> Answer<Status> {
    Ok(Json(app.ledgers.read(onrecord_store::Ledger::status).await?))
}

/// Claims with both sides on record, the one spoken to last first.
#[utoipa::path(get, path = "/api/v1/disputes", tag = "ask", params(WhichDisputes, Paging),
    responses((status = 200, body = Listed<DisputeRow>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn disputes(
    State(app): State<App>,
    Asked(asked): Asked<WhichDisputes>,
    Asked(paging): Asked<Paging>,
) -> Answer<Listed<DisputeRow>> {
    let (filter, part) = (asked.checked()?, paging.checked()?);
    let Listed { items, total, offset } = app.ledgers.read(move |ledger| ledger.listed_disputes(&filter, part)).await?;
    Ok(Json(Listed { items: items.iter().map(Dispute::row).collect(), total, offset }))
}

/// A claim with who stood where, when, its numbers, evidence, relays and findings. The id of a merged claim leads to the one it went into.
#[utoipa::path(get, path = "/api/v1/claims/{id}", tag = "ask", params(("id" = String, Path, description = "The claim's id")),
    responses((status = 200, body = ClaimHead), (status = 308, description = "It was merged into another claim"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn claim(State(app): State<App>, Named(id): Named<String>) -> Result<Response, Failure> {
    let wanted = id.clone();
    let head = app.ledgers.read(move |ledger| ledger.claim_head(&wanted)).await?.ok_or_else(|| Failure::missing("claim", &id))?;
    if head.id != id {
        return Ok(Redirect::permanent(&format!("/api/v1/claims/{}", head.id)).into_response());
    }
    Ok(Json(head).into_response())
}

/// Who is on record on one side of a claim, by date.
#[utoipa::path(get, path = "/api/v1/claims/{id}/positions", tag = "ask", params(("id" = String, Path, description = "The claim's id"), WhichSide, Paging),
    responses((status = 200, body = Listed<Position>), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn positions(
    State(app): State<App>,
    Named(id): Named<String>,
    Asked(side): Asked<WhichSide>,
    Asked(paging): Asked<Paging>,
) -> Answer<Listed<Position>> {
    let (part, wanted) = (paging.checked()?, id.clone());
    let positions = app.ledgers.read(move |ledger| match ledger.claim_head(&wanted)? {
        Some(head) => ledger.positions(&head.id, side.stance, part).map(Some),
        None => Ok(None),
    });
    Ok(Json(positions.await?.ok_or_else(|| Failure::missing("claim", &id))?))
}

/// Articles, the one added last first.
#[utoipa::path(get, path = "/api/v1/articles", tag = "ask", params(Paging),
    responses((status = 200, body = Listed<ArticleRow>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn articles(State(app): State<App>, Asked(paging): Asked<Paging>) -> Answer<Listed<ArticleRow>> {
    let part = paging.checked()?;
    Ok(Json(app.ledgers.read(move |ledger| ledger.articles(part)).await?))
}

/// An article with its text, statements, actors and claims.
#[utoipa::path(get, path = "/api/v1/articles/{id}", tag = "ask", params(("id" = String, Path, description = "The article's id")),
    responses((status = 200, body = LedgerArticle), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn article(State(app): State<App>, Named(id): Named<String>) -> Answer<LedgerArticle> {
    let wanted = id.clone();
    match app.ledgers.read(move |ledger| ledger.show(&wanted)).await? {
        Found::One(Shown::Article(article)) => Ok(Json(*article)),
        _ => Err(Failure::missing("article", &id)),
    }
}

/// The texts that an article's address has shown, the first one first.
#[utoipa::path(get, path = "/api/v1/articles/{id}/versions", tag = "ask", params(("id" = String, Path, description = "The article's id")),
    responses((status = 200, body = Vec<PageVersion>), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn versions(State(app): State<App>, Named(id): Named<String>) -> Answer<Vec<PageVersion>> {
    let wanted = id.clone();
    let versions = app.ledgers.read(move |ledger| match ledger.show(&wanted)? {
        Found::One(Shown::Article(article)) => ledger.versions(&article.address).map(Some),
        _ => Ok(None),
    });
    Ok(Json(versions.await?.ok_or_else(|| Failure::missing("article", &id))?))
}

/// A statement with its spans and corrections.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementWhole {
    /// Who said what, where.
    on_record: OnRecord,
    /// Its spans and all that was read of it, with ids of the ledger; left out where people say that it is no statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Statement>,
    /// What people put right.
    corrections: Vec<Corrected>,
}

/// A statement with its spans and corrections.
#[utoipa::path(get, path = "/api/v1/statements/{id}", tag = "ask", params(("id" = String, Path, description = "The statement's id")),
    responses((status = 200, body = StatementWhole), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn statement(State(app): State<App>, Named(id): Named<String>) -> Answer<StatementWhole> {
    let wanted = id.clone();
    let whole = app.ledgers.read(move |ledger| {
        let Found::One(Shown::Statement(on_record)) = ledger.show(&wanted)? else { return Ok(None) };
        let Found::One(Shown::Article(article)) = ledger.show(&on_record.article)? else { return Ok(None) };
        let corrections = ledger.corrections(Some(&on_record.statement))?;
        let read = article.record.statements.into_iter().find(|statement| statement.id == on_record.statement);
        Ok(Some(StatementWhole { on_record: *on_record, read, corrections }))
    });
    Ok(Json(whole.await?.ok_or_else(|| Failure::missing("statement", &id))?))
}

/// Actors with something on record, the one with most first.
#[utoipa::path(get, path = "/api/v1/actors", tag = "ask", params(WhichActors, Paging),
    responses((status = 200, body = Vec<ActorRow>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn actors(
    State(app): State<App>,
    Asked(asked): Asked<WhichActors>,
    Asked(paging): Asked<Paging>,
) -> Answer<Vec<ActorRow>> {
    let part = paging.checked()?;
    Ok(Json(app.ledgers.read(move |ledger| ledger.actors(asked.name.as_deref(), part)).await?))
}

/// An actor with its roles, claims and accusations. The id of a merged actor leads to the one it went into.
#[utoipa::path(get, path = "/api/v1/actors/{id}", tag = "ask", params(("id" = String, Path, description = "The actor's id")),
    responses((status = 200, body = ActorHead), (status = 308, description = "It went into another actor"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn actor(State(app): State<App>, Named(id): Named<String>) -> Result<Response, Failure> {
    let wanted = id.clone();
    let head = app.ledgers.read(move |ledger| ledger.actor_head(&wanted)).await?.ok_or_else(|| Failure::missing("actor", &id))?;
    if head.id != id {
        return Ok(Redirect::permanent(&format!("/api/v1/actors/{}", head.id)).into_response());
    }
    Ok(Json(head).into_response())
}

/// What an actor has on record, the latest first.
#[utoipa::path(get, path = "/api/v1/actors/{id}/statements", tag = "ask", params(("id" = String, Path, description = "The actor's id"), WhichActs, Paging),
    responses((status = 200, body = Listed<OnRecord>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn record(
    State(app): State<App>,
    Named(id): Named<String>,
    Asked(asked): Asked<WhichActs>,
    Asked(paging): Asked<Paging>,
) -> Answer<Listed<OnRecord>> {
    let part = paging.checked()?;
    Ok(Json(app.ledgers.read(move |ledger| ledger.actor_record(&id, asked.act, part)).await?))
}

/// Statements that hold all of some words, with facets.
#[utoipa::path(get, path = "/api/v1/search", tag = "ask", params(Words, Paging),
    responses((status = 200, body = FoundStatements), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn search(State(app): State<App>, Asked(words): Asked<Words>, Asked(paging): Asked<Paging>) -> Answer<FoundStatements> {
    let ((words, filter), part) = (words.checked()?, paging.checked()?);
    Ok(Json(app.ledgers.read(move |ledger| ledger.find_statements(&words, &filter, part)).await?))
}

/// Articles that hold all of some words.
#[utoipa::path(get, path = "/api/v1/search/articles", tag = "ask", params(Words, Paging),
    responses((status = 200, body = FoundArticles), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn search_articles(
    State(app): State<App>,
    Asked(words): Asked<Words>,
    Asked(paging): Asked<Paging>,
) -> Answer<FoundArticles> {
    let ((words, filter), part) = (words.checked()?, paging.checked()?);
    Ok(Json(app.ledgers.read(move |ledger| ledger.find_articles(&words, &filter, part)).await?))
}

/// What has changed on record since a moment.
#[utoipa::path(get, path = "/api/v1/news", tag = "ask", params(Since, Paging),
    responses((status = 200, body = News), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn news(State(app): State<App>, Asked(since): Asked<Since>, Asked(paging): Asked<Paging>) -> Answer<News> {
    let (since, limit) = (since.checked()?, paging.checked()?.limit);
    Ok(Json(app.ledgers.read(move |ledger| ledger.news(&since, limit)).await?))
}

/// All corrections of statements, in the order in which they were made, with those that were taken back.
#[utoipa::path(get, path = "/api/v1/corrections", tag = "ask", responses((status = 200, body = Vec<Corrected>)))]
pub(crate) async fn corrections(State(app): State<App>) -> Answer<Vec<Corrected>> {
    Ok(Json(app.ledgers.read(|ledger| ledger.corrections(None)).await?))
}

/// All decisions about who is who, in the order in which they were taken, with those that were taken back.
#[utoipa::path(get, path = "/api/v1/decisions", tag = "ask", responses((status = 200, body = Vec<ActorDecision>)))]
pub(crate) async fn decisions(State(app): State<App>) -> Answer<Vec<ActorDecision>> {
    Ok(Json(app.ledgers.read(onrecord_store::Ledger::decisions).await?))
}

/// What people decided about statements and about who is who, the newest first, with what was taken back.
#[utoipa::path(get, path = "/api/v1/decided", tag = "ask", params(Paging),
    responses((status = 200, body = Listed<Decided>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn decided(State(app): State<App>, Asked(paging): Asked<Paging>) -> Answer<Listed<Decided>> {
    let part = paging.checked()?;
    Ok(Json(app.ledgers.read(move |ledger| ledger.decided(part)).await?))
}
