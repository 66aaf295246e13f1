//! A claim: both sides with their words, in time, with numbers, evidence and relays.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord::model::{Finding, Stance, Verdict};
use onrecord::pack::{Pack, Rule};
use onrecord_store::Position;
use onrecord_store::pages::{ClaimHead, Evidenced, Listed, Mark, Part, Relayed};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{badge, nothing, party, printed_in, quotation};
use crate::view::printed::shortened;
use crate::view::series::series;
use crate::view::timeline::lanes;
use crate::view::words::{count, evidence, period, relay, side, time};
use crate::view::{Place, Printed, layout, paging};

/// How many positions a side lists.
const LISTED: u32 = 20;

/// How many positions and numbers are drawn: the latest.
const DRAWN: usize = 100;

/// How many pieces of evidence and relays are listed.
const PIECES: usize = 40;

/// A claim as its page shows it.
struct Shown {
    head: ClaimHead,
    affirms: Listed<Position>,
    denies: Listed<Position>,
    neutral: Listed<Position>,
    /// The rules of the findings, by pack and name.
    rules: Vec<(String, Rule)>,
}

pub(crate) async fn page(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let part: [Part; 3] = ["for", "against", "neither"].map(|name| paging::part(asked.page(name), LISTED));
    let wanted = id.clone();
    let shown = app.ledgers.read(move |ledger| {
        let Some(head) = ledger.claim_head(&wanted)? else { return Ok(None) };
        let side = |stance, part| ledger.positions(&head.id, stance, part);
        let (affirms, denies, neutral) = (side(Stance::Affirms, part[0])?, side(Stance::Denies, part[1])?, side(Stance::Neutral, part[2])?);
        let rules = if head.findings.is_empty() { Vec::new() } else { rules(&ledger.packs()?, &head.findings) };
        Ok(Some(Shown { head, affirms, denies, neutral, rules }))
    });
    let shown = shown.await?.ok_or_else(|| Failure::missing("claim", &id))?;
    if shown.head.id != id {
        return Ok(Redirect::permanent(&format!("/claims/{}", shown.head.id)).into_response());
    }
    let title = shortened(&shown.head.wording, 80);
    Ok(layout(&title, Place::Disputes, &body(&shown)).into_response())
}

/// The rules that findings are about.
fn rules(packs: &[Pack], findings: &[Finding]) -> Vec<(String, Rule)> {
    let held = |pack: &Pack, rule: &Rule| findings.iter().any(|finding| finding.pack == pack.name && finding.rule == rule.id);
    packs.iter().flat_map(|pack| pack.rules.iter().filter(|rule| held(pack, rule)).map(|rule| (pack.name.clone(), rule.clone()))).collect()
}

fn body(shown: &Shown) -> Markup {
    let head = &shown.head;
    html! {
        header.claim {
            p.kicker { (if head.disputed { "Disputed claim" } else { "Claim" }) }
            h1.words { "“" bdi { (Printed(&shortened(&head.wording, 400))) } "”" }
            p.facts {
                @if let Some(period) = period(head.first.as_deref(), head.last.as_deref()) { span { (period) } }
                span { (count(head.independent_pages, "independent page")) }
                @if head.pages > head.independent_pages { span { (count(head.pages - head.independent_pages, "copy page")) } }
                span.affirms { (shown.affirms.total) " for" }
                span.denies { (shown.denies.total) " against" }
                @if shown.neutral.total > 0 { span { (shown.neutral.total) " neither" } }
            }
        }
        (silent_and_turned(head))
        section aria-labelledby="time" {
            h2 #time { "In time" }
            (lanes(&head.marks[head.marks.len().saturating_sub(DRAWN)..]))
            @if head.marks.len() > DRAWN { p.small { "The latest " (DRAWN) " positions." } }
        }
        div.columns {
            (column("On record for it", "for", &shown.affirms, head))
            (column("On record against it", "against", &shown.denies, head))
        }
        @if shown.neutral.total > 0 { (column("Spoke to it, on neither side", "neither", &shown.neutral, head)) }
        @if !head.numbers.is_empty() {
            section aria-labelledby="numbers" { h2 #numbers { "Its numbers" } (series(&head.numbers[head.numbers.len().saturating_sub(DRAWN)..])) }
        }
        @if !head.findings.is_empty() {
            section aria-labelledby="findings" {
                h2 #findings { "If it were true" }
                ul.findings { @for finding in &head.findings { li { (found(finding, &shown.rules)) } } }
            }
        }
        @if !head.evidence.is_empty() || !head.relays.is_empty() {
            div.columns {
                section aria-labelledby="evidence" {
                    h2 #evidence { "What it rests on" }
                    @if head.evidence.is_empty() { (nothing("No statement names what it rests on.")) }
                    ul.pieces { @for piece in head.evidence.iter().take(PIECES) { li { (rests_on(piece)) } } }
                }
                section aria-labelledby="relays" {
                    h2 #relays { "Through whom" }
                    @if head.relays.is_empty() { (nothing("No statement names who passed it on.")) }
                    ul.pieces { @for piece in head.relays.iter().take(PIECES) { li { (through(piece)) } } }
                }
            }
        }
    }
}

/// Who is accused and not heard, and who is on both sides.
fn silent_and_turned(head: &ClaimHead) -> Markup {
    let stood = |mark: &Mark, stance| head.marks.iter().any(|other| other.actor == mark.actor && other.stance == stance);
    let mut seen = BTreeSet::new();
    let turned: Vec<&Mark> =
        head.marks.iter().filter(|mark| seen.insert(&mark.actor) && stood(mark, Stance::Affirms) && stood(mark, Stance::Denies)).collect();
    html! {
        @if !head.unheard.is_empty() || !turned.is_empty() {
            dl.known.noted {
                @if !head.unheard.is_empty() {
                    dt { "Not heard" }
                    dd { @for (at, one) in head.unheard.iter().enumerate() { @if at > 0 { ", " } (party(one)) } span.small { " – named in an accusation, not on record on it" } }
                }
                @if !turned.is_empty() {
                    dt { "On both sides" }
                    dd { @for (at, mark) in turned.iter().enumerate() { @if at > 0 { ", " } a.actor href={ "/actors/" (mark.actor) } { bdi { (Printed(&mark.name)) } } } }
                }
            }
        }
    }
}

/// What follows by one rule, with its legal source.
fn found(finding: &Finding, rules: &[(String, Rule)]) -> Markup {
    let rule = rules.iter().find(|(pack, rule)| *pack == finding.pack && rule.id == finding.rule).map(|(_, rule)| rule);
    let (style, verdict) = match finding.verdict {
        Verdict::WouldBreach => ("denies", "would breach"),
        Verdict::WithinLimit => ("affirms", "would be within"),
        Verdict::Unclear => ("neutral", "unclear under"),
    };
    html! {
        p.who { span class={ "act " (style) } { (verdict) } " " strong { (Printed(&finding.rule)) } " " span.tag { (Printed(&finding.pack)) } }
        p { (Printed(&finding.why)) }
        @if let Some(rule) = rule {
            p.small { (Printed(&rule.says)) " " em { (Printed(&rule.source)) } }
        }
        @if !finding.statements.is_empty() {
            p.small {
                "Rests on "
                @for (at, statement) in finding.statements.iter().take(5).enumerate() {
                    @if at > 0 { ", " }
                    a href={ "/statements/" (statement) } { "statement " (at + 1) }
                }
            }
        }
    }
}

fn rests_on(piece: &Evidenced) -> Markup {
    html! {
        span.kind { (evidence(piece.kind)) }
        a.words href={ "/statements/" (piece.statement) } { "“" bdi { (Printed(&shortened(&piece.printed, 160))) } "”" }
        span.by { bdi { (Printed(&shortened(&piece.speaker, 60))) } }
    }
}

fn through(piece: &Relayed) -> Markup {
    html! {
        span.kind { (relay(piece.kind)) }
        a.words href={ "/statements/" (piece.statement) } { "“" bdi { (Printed(&shortened(&piece.printed, 160))) } "”" }
        span.by { "for " bdi { (Printed(&shortened(&piece.speaker, 60))) } }
    }
}

/// The positions of one side; what somebody is printed to have said in the same words on several pages is shown once.
fn column(heading: &str, name: &str, positions: &Listed<Position>, head: &ClaimHead) -> Markup {
    let stance = match name {
        "for" => Stance::Affirms,
        "against" => Stance::Denies,
        _ => Stance::Neutral,
    };
    html! {
        section class={ "column " (side(stance)) } aria-labelledby=(name) {
            h2 id=(name) { (heading) }
            @if positions.items.is_empty() { (nothing("Nobody is on record here.")) }
            ol { @for group in &printings(&positions.items) { li { (position(group)) } } }
            (paging::steps(positions, LISTED, &format!("/claims/{}?{name}=", head.id)))
        }
    }
}

/// Positions of the same actor in the same words, in the order of the first of each.
fn printings(positions: &[Position]) -> Vec<Vec<&Position>> {
    let mut groups: Vec<Vec<&Position>> = Vec::new();
    for position in positions {
        let same = |group: &&mut Vec<&Position>| group[0].actor == position.actor && group[0].on_record.words == position.on_record.words;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(position),
            None => groups.push(vec![position]),
        }
    }
    groups
}

fn position(printings: &[&Position]) -> Markup {
    let (first, others) = (printings[0], &printings[1..]);
    let on_record = &first.on_record;
    html! {
        article class={ "said " (side(on_record.stance)) } {
            p.who {
                a.actor href={ "/actors/" (first.actor) } { bdi { (Printed(&first.name)) } } " "
                (badge(on_record.act, on_record.stance)) " " (time(on_record.date.as_deref()))
            }
            (quotation(&on_record.words))
            p.where { (printed_in(on_record)) span.links { a href={ "/statements/" (on_record.statement) } { "statement" } } }
            @if !others.is_empty() {
                details.also {
                    summary { "The same words on " (count(others.len() as u64, "more page")) }
                    ul { @for other in others { li { (printed_in(&other.on_record)) " " (time(other.on_record.date.as_deref())) } } }
                }
            }
        }
    }
}
