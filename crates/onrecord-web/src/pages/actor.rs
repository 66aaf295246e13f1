//! An actor: all that is on record, claims, contradictions, roles in time, accusations.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord::resolve::state_name;
use onrecord_store::pages::{ActorHead, LATEST, Listed};
use onrecord_store::{ActorDecision, OnRecord};

use super::asked::{Asked, Editor};
use crate::app::App;
use crate::failure::Failure;
use crate::view::decided::{decision, standing};
use crate::view::forms;
use crate::view::graph::graph;
use crate::view::lists::{Claims, nothing, printings, said, together, wording};
use crate::view::pairs::turn;
use crate::view::printed::shortened;
use crate::view::roles;
use crate::view::words::{Day, count, did, kind, time, wire};
use crate::view::{Place, Printed, layout, paging};

/// How many statements a page lists.
const LISTED: u32 = 25;

/// How many claims are listed.
const CLAIMS: usize = 15;

/// How many turns are shown.
const TURNS: usize = 5;

pub(crate) async fn page(State(app): State<App>, Path(id): Path<String>, asked: Asked, editor: Editor) -> Result<Response, Failure> {
    let (act, part, wanted) = (asked.act()?, paging::part(asked.page("page"), LISTED), id.clone());
    let found = app.ledgers.read(move |ledger| {
        let Some(head) = ledger.actor_head(&wanted)? else { return Ok(None) };
        let record = ledger.actor_record(&head.id, act, part)?;
        let decisions = ledger.decisions_about(&head.id)?;
        let turned = head.turns.iter().take(TURNS).map(|turn| &turn.after);
        let claims = ledger.wordings(record.items.iter().chain(turned).filter_map(|said| said.claim.as_deref()))?;
        let (near, pages) = (ledger.near_actors(&head.id, forms::NEAR)?, ledger.pages_of(&head.id, forms::PAGES)?);
        Ok(Some((head, record, decisions, claims, near, pages)))
    });
    let (head, record, decisions, claims, near, pages) = found.await?.ok_or_else(|| Failure::missing("actor", &id))?;
    if head.id != id {
        return Ok(Redirect::permanent(&format!("/actors/{}", head.id)).into_response());
    }
    let act = act.map(wire);
    let body = html! {
        (header(&head, &record))
        (contradictions(&head, &claims))
        (accusations(&head))
        div.columns.wide-first {
            section aria-labelledby="record" {
                h2 #record { "On record" }
                (acts(&head, act.as_deref()))
                @if record.total == 0 { (nothing("Nothing is on record.")) }
                ol.timeline { @for group in printings(&record.items) { li { (said(&group, &together(group[0], &head.id), &[], Some(&claims))) } } }
                (paging::steps_of("Pages of statements", &record, LISTED, &paging::address(&format!("/actors/{}", head.id), &[("act", act.as_deref())]), "#record"))
            }
            div { (positions(&head)) (roles_in_time(&head)) (names(&head)) }
        }
        (forms::actor(&head, &near, &pages, editor.name()))
        (decided(&head, &decisions))
    };
    Ok(layout(&head.name, Place::Actors, &body).into_response())
}

/// What people decided about an actor.
fn decided(head: &ActorHead, decisions: &[ActorDecision]) -> Markup {
    let undo = |decision: &ActorDecision| format!("/actors/{}/undo/{}", head.id, decision.number);
    html! {
        @if !decisions.is_empty() {
            section aria-labelledby="decisions" {
                h2 #decisions { "Decided by people" }
                ol.history {
                    @for made in decisions {
                        li {
                            (time(Some(&made.decided))) ", " bdi { (Printed(&made.decided_by)) } ": "
                            (decision(made, Some(&head.id))) (standing(made.undone.as_deref(), made.undone_by.as_deref(), &undo(made)))
                        }
                    }
                }
                p.small { a href="/corrections" { "All corrections of statements and actors" } }
            }
        }
    }
}

fn header(head: &ActorHead, record: &Listed<OnRecord>) -> Markup {
    let total: u64 = head.acts.iter().map(|act| act.count).sum();
    let some = total > u64::from(LATEST);
    let last = record.items.first().and_then(Day::of);
    html! {
        header {
            p.kicker { (kind(head.kind)) @if let Some(country) = &head.country { span { (state_name(country).unwrap_or(country)) } } }
            h1 { bdi { (Printed(&head.name)) } }
            p.facts {
                @if let Some(role) = head.roles.first() { span { bdi { (Printed(&role.title)) } } }
                span { (count(total, "statement")) }
                span { @if some { "at least " } (count(head.claims.len() as u64, "claim")) }
                @if let Some(day) = last { span { "last " (day.markup()) } }
                span { a href={ "/?actor=" (head.id) } { "disputes with " bdi { (Printed(&shortened(&head.name, 40))) } } }
            }
            @if some {
                p.small {
                    "What is gathered here (claims, changed sides, titles, accusations) is of the latest " (count(LATEST.into(), "statement")) " and mentions."
                }
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

fn contradictions(head: &ActorHead, claims: &Claims) -> Markup {
    html! {
        @if !head.turns.is_empty() {
            section.callout aria-labelledby="contradictions" {
                h2 #contradictions { "Changed sides" }
                ol.pairs { @for one in head.turns.iter().take(TURNS) { li { (turn(one, Some(claims))) } } }
                @if head.turns.len() > TURNS { p.small { "and on " (count((head.turns.len() - TURNS) as u64, "more claim")) } }
            }
        }
    }
}

fn accusations(head: &ActorHead) -> Markup {
    html! {
        @if !head.accuses.is_empty() || !head.accused_by.is_empty() {
            section aria-labelledby="accusations" {
                h2 #accusations { "Named in accusations" }
                (graph(&head.name, &head.accused_by, &head.accuses))
            }
        }
    }
}

fn positions(head: &ActorHead) -> Markup {
    html! {
        section aria-labelledby="positions" {
            h2 #positions { "Positions" }
            @if head.claims.is_empty() { (nothing("No side taken on a claim that others spoke to.")) }
            ul.pieces {
                @for claim in head.claims.iter().take(CLAIMS) {
                    @let (style, side) = match (claim.affirms, claim.denies) {
                        (_, 0) => ("affirms", "for"),
                        (0, _) => ("denies", "against"),
                        _ => ("neutral", "both"),
                    };
                    li {
                        span class={ "kind " (style) } { (side) }
                        a.words href={ "/claims/" (claim.claim) } { (wording(claim.lead.as_deref(), &claim.wording, 140)) }
                        @if claim.disputed { span.tag { "disputed" } }
                    }
                }
            }
            @if head.claims.len() > CLAIMS { p.small { "and " (head.claims.len() - CLAIMS) " more" } }
        }
    }
}

fn roles_in_time(head: &ActorHead) -> Markup {
    html! {
        @if !head.roles.is_empty() {
            section aria-labelledby="roles" { h2 #roles { "Roles, as printed" } (roles::roles(&head.roles)) }
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
