//! The home page: disputes, the one spoken to last first.

use axum::extract::State;
use maud::{Markup, html};
use onrecord::model::Stance;
use onrecord_store::pages::{Dispute, DisputeFilter, Disputes, Facet, Listed};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{badge, nothing, parties};
use crate::view::printed::shortened;
use crate::view::timeline::strip;
use crate::view::words::{ACTS, count, did, period, time, wire};
use crate::view::{Place, Printed, layout, paging};

/// How many disputes a page lists.
const LISTED: u32 = 20;

/// How many names a side lists.
const NAMES: usize = 4;

pub(crate) async fn page(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let filter = filter(&asked)?;
    let disputes = app.disputes().await?;
    let fitting = disputes.matching(&filter);
    let part = paging::part(asked.page("page"), LISTED);
    let shown = fitting.iter().skip(part.offset as usize).take(part.limit as usize).copied().collect();
    let list = Listed { items: shown, total: fitting.len() as u64, offset: part.offset.into() };
    let here =
        paging::address("/", &["actor", "country", "act", "outlet", "from", "to", "pack", "unheard"].map(|name| (name, asked.get(name))));
    let body = html! {
        div.heading {
            h1 { "Disputes" }
            p.lead { (summary(&disputes, &list, filter == DisputeFilter::default())) }
        }
        div.split {
            (filters(&disputes, &filter))
            section aria-label="Disputes" {
                @if list.items.is_empty() { (none(&disputes)) }
                ol.disputes { @for dispute in &list.items { li { (row(dispute)) } } }
                (paging::steps(&list, LISTED, &here))
            }
        }
    };
    Ok(layout("Disputes", Place::Disputes, &body))
}

/// What the address asks for.
pub(crate) fn filter(asked: &Asked) -> Result<DisputeFilter, Failure> {
    Ok(DisputeFilter {
        about: None,
        actor: asked.owned("actor"),
        country: asked.owned("country"),
        act: asked.act()?,
        outlet: asked.owned("outlet"),
        from: asked.day("from")?,
        to: asked.day("to")?,
        pack: asked.owned("pack"),
        unheard: asked.get("unheard").is_some(),
    })
}

fn summary(disputes: &Disputes, list: &Listed<&Dispute>, all: bool) -> String {
    let total = count(disputes.all.len() as u64, "claim");
    if all { format!("{total} with both sides on record.") } else { format!("{} of {total} with both sides on record.", list.total) }
}

fn none(disputes: &Disputes) -> Markup {
    if disputes.all.is_empty() {
        return html! {
            div.empty {
                h2 { "No dispute is on record yet" }
                p { "A dispute is a claim that one side affirms and another denies. It appears here as soon as the ledger has pages with both." }
                p { a.button href="/add" { "Add pages" } }
            }
        };
    }
    nothing("No dispute has all of this. Take a filter away.")
}

fn row(dispute: &Dispute) -> Markup {
    let (affirming, denying) = (dispute.side(Stance::Affirms), dispute.side(Stance::Denies));
    html! {
        article.dispute {
            h2 { a href={ "/claims/" (dispute.id) } { "“" bdi { (Printed(&shortened(&dispute.wording, 220))) } "”" } }
            div.sides {
                div.affirms { h3 { "On record for it" } (parties(&affirming, NAMES)) }
                div.denies { h3 { "On record against it" } (parties(&denying, NAMES)) }
                div.meta {
                    (strip(dispute.stands.iter().map(|stand| (stand.date.as_deref(), stand.stance))))
                    p.small {
                        @if let Some(period) = period(dispute.first(), dispute.last()) { (period) br; }
                        (count(dispute.independent_pages as u64, "independent page"))
                        @if dispute.pages > dispute.independent_pages { ", " (dispute.pages - dispute.independent_pages) " copied" }
                    }
                }
            }
            @if !dispute.unheard.is_empty() {
                p.last {
                    span.label { "Not heard" } " "
                    @for (at, party) in dispute.unheard.iter().take(NAMES).enumerate() { @if at > 0 { ", " } a href={ "/actors/" (party.id) } { bdi { (Printed(&party.name)) } } }
                }
            }
            @if let Some(last) = dispute.stands.last() {
                p.last {
                    span.label { "Last" } " "
                    a href={ "/statements/" (last.statement) } {
                        bdi { (Printed(&last.actor.name)) } " " (badge(last.act, last.stance))
                    }
                    @if last.date.is_some() { ", " (time(last.date.as_deref())) }
                    @if let Some(outlet) = &last.outlet { ", " span.outlet { bdi { (Printed(outlet)) } } }
                }
            }
        }
    }
}

fn filters(disputes: &Disputes, filter: &DisputeFilter) -> Markup {
    let acts: Vec<Facet> = ACTS.into_iter().map(|act| Facet { value: wire(act), label: did(act).to_owned(), count: 0 }).collect();
    let set = *filter != DisputeFilter::default();
    html! {
        details.filters open {
            summary { "Filter" }
            form action="/" {
                (choice("actor", "Actor", "Anybody", &disputes.actors, filter.actor.as_deref()))
                (choice("country", "Country", "Any country", &disputes.countries, filter.country.as_deref()))
                (choice("act", "Act", "Any act", &acts, filter.act.map(wire).as_deref()))
                (choice("outlet", "Outlet", "Any outlet", &disputes.outlets, filter.outlet.as_deref()))
                @if !disputes.packs.is_empty() { (choice("pack", "Rules of", "Any pack or none", &disputes.packs, filter.pack.as_deref())) }
                label for="from" { "From" }
                input #from type="date" name="from" value=[&filter.from];
                label for="to" { "To" }
                input #to type="date" name="to" value=[&filter.to];
                label.check { input type="checkbox" name="unheard" value="1" checked[filter.unheard]; "Somebody accused is not heard" }
                button type="submit" { "Show" }
                @if set { a.clear href="/" { "Show all" } }
            }
        }
    }
}

/// A list to choose one value from. A value that is set stays in it, also where it is not among those offered.
fn choice(name: &str, label: &str, any: &str, facets: &[Facet], chosen: Option<&str>) -> Markup {
    let unlisted = chosen.filter(|chosen| facets.iter().all(|facet| facet.value != *chosen));
    html! {
        label for=(name) { (label) }
        select id=(name) name=(name) {
            option value="" { (any) }
            @if let Some(value) = unlisted { option value=(value) selected { (Printed(value)) } }
            @for facet in facets {
                option value=(facet.value) selected[chosen == Some(&facet.value)] {
                    (Printed(&shortened(&facet.label, 44)))
                    @if facet.count > 0 { " (" (facet.count) ")" }
                }
            }
        }
    }
}
