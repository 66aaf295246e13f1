//! An actor: all that is on record, claims, contradictions, roles in time, accusations.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord_store::pages::{ActorClaim, ActorHead, Listed};
use onrecord_store::{ActorDecision, OnRecord};

use super::asked::Asked;
use super::correct;
use crate::app::App;
use crate::failure::Failure;
use crate::view::graph::graph;
use crate::view::lists::{nothing, statement};
use crate::view::printed::shortened;
use crate::view::words::{count, did, kind, period, time, wire};
use crate::view::{Place, Printed, layout, paging};

/// How many statements a page lists.
const LISTED: u32 = 25;

/// How many claims are listed.
const CLAIMS: usize = 15;

pub(crate) async fn page(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let (act, part, wanted) = (asked.act()?, paging::part(asked.page("page"), LISTED), id.clone());
    let found = app.ledgers.read(move |ledger| {
        let Some(head) = ledger.actor_head(&wanted)? else { return Ok(None) };
        let record = ledger.actor_record(&head.id, act, part)?;
        let concerns = |decision: &ActorDecision| decision.actor == head.id || decision.other.as_deref() == Some(&*head.id);
        let decisions = ledger.decisions()?.into_iter().filter(concerns).collect::<Vec<_>>();
        Ok(Some((head, record, decisions)))
    });
    let (head, record, decisions) = found.await?.ok_or_else(|| Failure::missing("actor", &id))?;
    if head.id != id {
        return Ok(Redirect::permanent(&format!("/actors/{}", head.id)).into_response());
    }
    let act = act.map(wire);
    let body = html! {
        (header(&head, &record))
        (contradictions(&head.claims))
        (accusations(&head))
        div.columns.wide-first {
            section aria-labelledby="record" {
                h2 #record { "On record" }
                (acts(&head, act.as_deref()))
                @if record.items.is_empty() { (nothing("Nothing is on record.")) }
                ol.timeline { @for on_record in &record.items { li { (statement(on_record, false)) } } }
                (paging::steps(&record, LISTED, &paging::address(&format!("/actors/{}", head.id), &[("act", act.as_deref())])))
            }
            div { (positions(&head)) (roles(&head)) (names(&head)) }
        }
        (correct::actor_forms(&head, &decisions))
    };
    Ok(layout(&head.name, Place::Elsewhere, &body).into_response())
}

fn header(head: &ActorHead, record: &Listed<OnRecord>) -> Markup {
    let total: u64 = head.acts.iter().map(|act| act.count).sum();
    let last = record.items.first().and_then(|on_record| on_record.date.as_deref());
    html! {
        header.actor {
            p.kicker { (kind(head.kind)) @if let Some(country) = &head.country { span { (country) } } }
            h1 { bdi { (Printed(&head.name)) } }
            p.facts {
                @if let Some(role) = head.roles.first() { span { bdi { (Printed(&role.title)) } } }
                span { (count(total, "statement")) }
                span { (count(head.claims.len() as u64, "claim")) }
                @if last.is_some() { span { "last " (time(last)) } }
                span { a href={ "/?actor=" (head.id) } { "disputes with " bdi { (Printed(&shortened(&head.name, 40))) } } }
            }
        }
    }
}

fn acts(head: &ActorHead, chosen: Option<&str>) -> Markup {
    let did = |act: &str| serde_json::from_value(act.into()).map_or("", did);
    html! {
        nav.chips aria-label="Acts" {
            a href={ "/actors/" (head.id) } aria-current=[chosen.is_none().then_some("true")] { "all" }
            @for act in &head.acts {
                a href={ "/actors/" (head.id) "?act=" (act.value) } aria-current=[(chosen == Some(&act.value)).then_some("true")] { (did(&act.value)) " " span { (act.count) } }
            }
        }
    }
}

fn contradictions(claims: &[ActorClaim]) -> Markup {
    let against: Vec<&ActorClaim> = claims.iter().filter(|claim| claim.against_itself()).collect();
    html! {
        @if !against.is_empty() {
            section.callout aria-labelledby="contradictions" {
                h2 #contradictions { "On record on both sides" }
                ul.pieces {
                    @for claim in against {
                        li {
                            a.words href={ "/claims/" (claim.claim) } { "“" bdi { (Printed(&shortened(&claim.wording, 160))) } "”" }
                            span.by { span.affirms { (count(claim.affirms, "time") ) " for it" } ", " span.denies { (count(claim.denies, "time")) " against it" } }
                        }
                    }
                }
            }
        }
    }
}

fn accusations(head: &ActorHead) -> Markup {
    html! {
        @if !head.accuses.is_empty() || !head.accused_by.is_empty() {
            section aria-labelledby="accusations" {
                h2 #accusations { "Named in accusations" }
                p.small { "Left: whose accusations name " bdi { (Printed(&head.name)) } ". Right: whom its own accusations name." }
                (graph(&head.name, &head.accused_by, &head.accuses))
            }
        }
    }
}

fn positions(head: &ActorHead) -> Markup {
    let taken: Vec<&ActorClaim> = head.claims.iter().filter(|claim| !claim.against_itself()).collect();
    html! {
        section aria-labelledby="positions" {
            h2 #positions { "Positions" }
            @if taken.is_empty() { (nothing("No side taken on a claim that others spoke to.")) }
            ul.pieces {
                @for claim in taken.iter().take(CLAIMS) {
                    li {
                        span class={ "kind " (if claim.denies > 0 { "denies" } else { "affirms" }) } { (if claim.denies > 0 { "against" } else { "for" }) }
                        a.words href={ "/claims/" (claim.claim) } { "“" bdi { (Printed(&shortened(&claim.wording, 140))) } "”" }
                        @if claim.disputed { span.tag { "disputed" } }
                    }
                }
            }
            @if taken.len() > CLAIMS { p.small { "and " (taken.len() - CLAIMS) " more" } }
        }
    }
}

fn roles(head: &ActorHead) -> Markup {
    html! {
        @if !head.roles.is_empty() {
            section aria-labelledby="roles" {
                h2 #roles { "Roles, as printed" }
                ul.pieces {
                    @for role in head.roles.iter().take(CLAIMS) {
                        li {
                            span { bdi { (Printed(&role.title)) } }
                            span.by { @if let Some(period) = period(role.first.as_deref(), role.last.as_deref()) { (period) ", " } (count(role.pages, "page")) }
                        }
                    }
                }
            }
        }
    }
}

fn names(head: &ActorHead) -> Markup {
    html! {
        @if head.names.len() > 1 {
            section aria-labelledby="names" {
                h2 #names { "Names" }
                p { @for (at, name) in head.names.iter().take(30).enumerate() { @if at > 0 { ", " } bdi { (Printed(name)) } } }
            }
        }
    }
}
