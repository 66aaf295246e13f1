//! The list of who is on record, and the way to somebody by name.

use axum::extract::State;
use maud::{Markup, html};
use onrecord::model::ActorKind;
use onrecord::resolve::state_name;
use onrecord_store::pages::{ActorLine, Listed};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{nothing, party};
use crate::view::printed::shortened;
use crate::view::words::{count, kind};
use crate::view::{Place, Printed, layout, paging};

/// How many actors a page lists.
const LISTED: u32 = 50;

pub(crate) async fn page(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let (named, part) = (asked.owned("name"), paging::part(asked.page("page"), LISTED));
    let wanted = named.clone();
    let actors = app.ledgers.read(move |ledger| ledger.listed_actors(wanted.as_deref(), part)).await?;
    Ok(layout("Actors", Place::Actors, &body(&actors, named.as_deref())))
}

fn body(actors: &Listed<ActorLine>, named: Option<&str>) -> Markup {
    html! {
        div.heading {
            h1 { "Actors" }
            p.lead {
                (count(actors.total, "actor")) " on record"
                @if let Some(named) = named { " with “" bdi { (Printed(&shortened(named, 60))) } "” in one of their names" }
                ", those with most statements first."
            }
            form.since action="/actors" {
                label for="name" { "Name" }
                input #name type="search" name="name" value=(Printed(named.unwrap_or_default())) autocomplete="off";
                button.quiet type="submit" { "Find" }
                @if named.is_some() { a.clear href="/actors" { "Show all" } }
            }
        }
        @if actors.total == 0 { (none(named.is_some())) }
        ol.rows { @for actor in &actors.items { li { (row(actor)) } } }
        (paging::steps(actors, LISTED, &paging::address("/actors", &[("name", named)])))
    }
}

fn none(named: bool) -> Markup {
    if named {
        return nothing("Nobody on record has this in a name. Try a part of it: a family name, or the first letters.");
    }
    html! { div.empty { h2 { "Nobody is on record yet" } p { a.button href="/add" { "Add pages" } } } }
}

/// An actor with what is known of it, and how much it has on record.
fn row(actor: &ActorLine) -> Markup {
    let who = &actor.party;
    // A country's name says where it is.
    let country = who.country.as_deref().filter(|_| who.kind != ActorKind::Country);
    html! {
        (party(who))
        p.facts.small {
            span { (kind(who.kind)) }
            @if let Some(role) = &actor.role { span { bdi { (Printed(&shortened(role, 80))) } } }
            @if let Some(country) = country { span { (state_name(country).unwrap_or(country)) } }
            span { (count(actor.statements, "statement")) }
            @if actor.disputes > 0 { span { a href={ "/?actor=" (who.id) } { (count(actor.disputes, "dispute")) } } }
        }
    }
}
