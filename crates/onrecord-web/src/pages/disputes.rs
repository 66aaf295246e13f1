//! The home page: disputes, the one spoken to last first.

use axum::extract::State;
use maud::{Markup, html};
use onrecord::model::{Act, Stance};
use onrecord_store::pages::{Dispute, DisputeFacets, DisputeFilter, Facet};
use onrecord_store::{Event, News, NumberChange, OnRecord};

use super::add;
use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::ledgers::DISPUTES;
use crate::view::lists::{badge, meaning, names, nothing, parties, quoted, speakers, toward, wording};
use crate::view::moved::{is_own, moved};
use crate::view::printed::shortened;
use crate::view::timeline::strip;
use crate::view::words::{ACTS, Day, count, did, reach, wire};
use crate::view::{Place, Printed, layout, paging};

/// How many names a side lists.
const NAMES: usize = 4;

/// How many code points of a statement's words a dispute shows.
const SAID: usize = 150;

/// How many changes stand above the list.
const CHANGES: usize = 3;

pub(crate) async fn page(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let filter = filter(&asked)?;
    let front = app.front().await?;
    if !front.has_pages {
        return Ok(layout("Begin", Place::Disputes, &add::beginning(app.ledgers.path())));
    }
    let part = paging::part(asked.page("page"), DISPUTES);
    let all = filter == DisputeFilter::default();
    let wanted = filter.clone();
    let found =
        if all && part.offset == 0 { None } else { Some(app.ledgers.read(move |ledger| ledger.listed_disputes(&wanted, part)).await?) };
    let list = found.as_ref().unwrap_or(&front.disputes);
    let here =
        paging::address("/", &["actor", "country", "act", "outlet", "from", "to", "pack", "unheard"].map(|name| (name, asked.get(name))));
    let body = html! {
        div.heading {
            h1 { "Disputes" }
            p.lead { (summary(front.disputes.total, list.total, all)) }
        }
        @if all && part.offset == 0 { (changes(&front.lately)) }
        div.split {
            (filters(&front.facets, &filter))
            section aria-label="Disputes" {
                @if list.total == 0 { (none(front.disputes.total)) }
                ol.disputes { @for dispute in &list.items { li { (row(dispute)) } } }
                (paging::steps(list, DISPUTES, &here))
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

fn summary(total: u64, fitting: u64, all: bool) -> String {
    let total = count(total, "claim");
    if all { format!("{total} with both sides on record.") } else { format!("{fitting} of {total} with both sides on record.") }
}

fn none(total: u64) -> Markup {
    if total == 0 {
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

/// What has changed lately: who turned, who denies, which numbers moved.
fn changes(lately: &News) -> Markup {
    let turned = lately.flips.iter().map(|flip| ("Changed sides", &flip.event, None));
    let number = |moved: &NumberChange| if is_own(moved) { "Another number" } else { "Numbers that differ" };
    let numbers = lately.numbers.iter().map(|moved| (number(moved), &moved.event, Some(moved)));
    let against = |event: &Event| if event.on_record.act == Act::Deny { "Denied" } else { "Newly against a claim" };
    let denied = lately.denials.iter().map(|event| (against(event), event, None));
    // Of each sort first one, so that none hides the others.
    let (mut first, mut more) = (Vec::new(), Vec::new());
    for sort in [turned.collect::<Vec<_>>(), denied.collect(), numbers.collect()] {
        let mut sort = sort.into_iter();
        first.extend(sort.next());
        more.extend(sort);
    }
    first.extend(more);
    html! {
        @if !first.is_empty() {
            section.changes aria-labelledby="changed" {
                h2 #changed { "Changed last" }
                ul { @for &(what, event, numbers) in first.iter().take(CHANGES) { li { (change(what, event, numbers)) } } }
                p.small { a href={ "/news?since=" (lately.since.get(..10).unwrap_or_default()) } { "All that came with the last pages" } }
            }
        }
    }
}

fn change(what: &str, event: &Event, numbers: Option<&NumberChange>) -> Markup {
    let on_record = &event.on_record;
    html! {
        p.kicker { (what) @if let Some(day) = Day::of(on_record) { " " (day.markup()) } }
        @match numbers {
            Some(change) => {
                @if is_own(change) { p.who { (speakers(on_record)) } }
                (moved(change))
            }
            None => {
                p.who { (speakers(on_record)) " " (badge(on_record.act, on_record.stance, on_record.claim.is_some())) }
                p.words { a href={ "/statements/" (on_record.statement) } { (quoted(&on_record.words, SAID)) } }
                @if let Some(meant) = &on_record.meant { p.meant { (meaning(meant)) } }
            }
        }
        @if let Some(claim) = &on_record.claim { p.small { (toward(on_record.stance, claim, event.lead.as_deref(), &event.wording)) } }
    }
}

fn row(dispute: &Dispute) -> Markup {
    let (affirming, denying) = (dispute.side(Stance::Affirms), dispute.side(Stance::Denies));
    let time = time(dispute);
    let answered = |last: &&OnRecord| dispute.answer.as_ref().is_some_and(|answer| answer.statement == last.statement);
    let last = dispute.last.as_ref().filter(|last| !answered(last));
    html! {
        article.dispute {
            h2 { a href={ "/claims/" (dispute.id) } { (wording(dispute.lead.as_deref(), &dispute.wording, 220)) } }
            div.sides {
                div.affirms { h3 { "On record for it" } (parties(&affirming, NAMES)) }
                div.denies { h3 { "On record against it" } (parties(&denying, NAMES)) }
                div.meta {
                    (strip(&time, dispute.stands.iter().map(|stand| (stand.date.as_deref(), stand.stance))))
                    p.small {
                        @if !time.is_empty() { (time) br; }
                        strong { (count(dispute.origins as u64, "independent origin")) } br;
                        (count(dispute.pages as u64, "page"))
                        @if dispute.pages > dispute.independent_pages { ", " (dispute.pages - dispute.independent_pages) " of them copied" }
                    }
                }
            }
            dl.notes {
                @if let Some(answer) = &dispute.answer { dt { "Answer" } dd { (spoken(answer)) } }
                @if let Some(last) = last { dt { "Last" } dd { (spoken(last)) } }
                @if !dispute.unheard.is_empty() {
                    dt { "Not heard" }
                    dd { (names(dispute.unheard.iter().take(NAMES))) @if dispute.unheard.len() > NAMES { " and " (dispute.unheard.len() - NAMES) " more" } }
                }
            }
        }
    }
}

/// A statement in a line: who, by which act, the words and what they mean, where and when.
fn spoken(on_record: &OnRecord) -> Markup {
    html! {
        (speakers(on_record)) " " (badge(on_record.act, on_record.stance, true)) " "
        a.words href={ "/statements/" (on_record.statement) } { (quoted(&on_record.words, SAID)) }
        @if let Some(meant) = &on_record.meant { " " span.meant { (meaning(meant)) } }
        span.by {
            @if let Some(outlet) = &on_record.outlet { span.outlet { bdi { (Printed(outlet)) } } " " }
            @if let Some(day) = Day::of(on_record) { (day.markup()) }
        }
    }
}

/// From the first day on which a dispute was spoken to until the last.
fn time(dispute: &Dispute) -> String {
    let mut dated = dispute.stands.iter().filter_map(|stand| Some((stand.date.as_deref()?, stand.date_to.as_deref())));
    let first = dated.next();
    let last = dated.next_back().or(first);
    first.zip(last).map(|(first, last)| reach(first, last)).unwrap_or_default()
}

fn filters(offered: &DisputeFacets, filter: &DisputeFilter) -> Markup {
    let acts: Vec<Facet> = ACTS.into_iter().map(|act| Facet { value: wire(act), label: did(act).to_owned(), count: 0 }).collect();
    let set = *filter != DisputeFilter::default();
    html! {
        details.filters open {
            summary { "Filter" }
            form action="/" {
                (choice("actor", "Actor", "Anybody", &offered.actors, filter.actor.as_deref()))
                (choice("country", "Country", "Any country", &offered.countries, filter.country.as_deref()))
                (choice("act", "Act", "Any act", &acts, filter.act.map(wire).as_deref()))
                (choice("outlet", "Outlet", "Any outlet", &offered.outlets, filter.outlet.as_deref()))
                @if !offered.packs.is_empty() { (choice("pack", "Rules of", "Any pack or none", &offered.packs, filter.pack.as_deref())) }
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
pub(super) fn choice(name: &str, label: &str, any: &str, facets: &[Facet], chosen: Option<&str>) -> Markup {
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
