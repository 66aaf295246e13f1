//! A claim: both sides with their words, in time, with numbers, evidence and relays.

use std::collections::HashSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord::model::{Finding, Stance, Verdict};
use onrecord::pack::{Pack, Rule};
use onrecord::reconcile::Relation;
use onrecord_store::Position;
use onrecord_store::pages::{ClaimHead, Evidenced, Linked, Listed, Part, Relayed};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{actor, nothing, party, printings, said, wording};
use crate::view::pairs::{pair, turn};
use crate::view::printed::{bare, shortened};
use crate::view::series::series;
use crate::view::timeline::lanes;
use crate::view::words::{count, evidence, period, relay, side};
use crate::view::{Place, Printed, layout, paging};

/// How many positions a side lists.
const LISTED: u32 = 20;

/// How many positions and numbers are drawn: the latest.
const DRAWN: usize = 100;

/// How many pieces of evidence and relays are listed.
const PIECES: usize = 40;

/// How many origins are named.
const ORIGINS: usize = 8;

/// How many pairs of statements are listed, and how many of them openly.
const LINKED: usize = 24;
const PAIRS: usize = 6;

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
    let title = shortened(bare(&shown.head.wording), 80);
    Ok(layout(&title, Place::Disputes, &body(&shown)).into_response())
}

/// The rules that findings are about.
fn rules(packs: &[Pack], findings: &[Finding]) -> Vec<(String, Rule)> {
    let held = |pack: &Pack, rule: &Rule| findings.iter().any(|finding| finding.pack == pack.name && finding.rule == rule.id);
    packs.iter().flat_map(|pack| pack.rules.iter().filter(|rule| held(pack, rule)).map(|rule| (pack.name.clone(), rule.clone()))).collect()
}

fn body(shown: &Shown) -> Markup {
    let head = &shown.head;
    let turned: HashSet<&str> = head.turns.iter().map(|turn| turn.after.statement.as_str()).collect();
    html! {
        header.claim {
            p.kicker { (if head.disputed { "Disputed claim" } else { "Claim" }) }
            h1.words { (wording(head.lead.as_deref(), &head.wording, 400)) }
            p.facts {
                @if let Some(period) = period(head.first.as_deref(), head.last.as_deref()) { span { (period) } }
                span { strong { (count(head.origins.len() as u64, "independent origin")) } }
                span { (count(head.pages, "page")) @if head.pages > head.independent_pages { ", " (head.pages - head.independent_pages) " of them copied" } }
                span.affirms { (shown.affirms.total) " for" }
                span.denies { (shown.denies.total) " against" }
                @if shown.neutral.total > 0 { span { (shown.neutral.total) " neither" } }
            }
        }
        (noted(head))
        @if !head.turns.is_empty() {
            section.callout aria-labelledby="turns" {
                h2 #turns { "Changed sides" }
                ol.pairs { @for one in &head.turns { li { (turn(one, false)) } } }
            }
        }
        section aria-labelledby="time" {
            h2 #time { "In time" }
            (lanes(&head.marks[head.marks.len().saturating_sub(DRAWN)..], &turned))
            @if head.marks.len() > DRAWN { p.small { "The latest " (DRAWN) " positions." } }
        }
        div.columns {
            (column("On record for it", "for", &shown.affirms, head))
            (column("On record against it", "against", &shown.denies, head))
        }
        @if shown.neutral.total > 0 { (column("Spoke to it, on neither side", "neither", &shown.neutral, head)) }
        (links(&head.links))
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

/// Who is accused and not heard, and who brought the claim into print.
fn noted(head: &ClaimHead) -> Markup {
    html! {
        dl.known.noted {
            @if !head.unheard.is_empty() {
                dt { "Not heard" }
                dd { @for (at, one) in head.unheard.iter().enumerate() { @if at > 0 { ", " } (party(one)) } span.small { " – named in an accusation, not on record on it" } }
            }
            dt { "Origins" }
            dd {
                @for (at, origin) in head.origins.iter().take(ORIGINS).enumerate() {
                    @if at > 0 { ", " }
                    bdi { (Printed(&shortened(at_hand(&origin.name), 60))) }
                    @if origin.pages > 1 { span.small { " (" (count(origin.pages, "page")) ")" } }
                }
                @if head.origins.len() > ORIGINS { " and " (head.origins.len() - ORIGINS) " more" }
            }
        }
    }
}

/// An origin's name in short: of a page's address its host, of a file its name.
fn at_hand(name: &str) -> &str {
    match name.split_once("://") {
        Some((_, rest)) => rest.split('/').next().unwrap_or(rest),
        None if name.starts_with('/') => name.rsplit('/').next().unwrap_or(name),
        None => name,
    }
}

/// What its statements are to each other: those that say more than that they are of one matter openly, the others folded away.
fn links(links: &[Linked]) -> Markup {
    let (same, telling): (Vec<&Linked>, Vec<&Linked>) = links.iter().take(LINKED).partition(|linked| linked.relation == Relation::Same);
    let (open, more) = telling.split_at(telling.len().min(PAIRS));
    let folded: Vec<&Linked> = more.iter().chain(&same).copied().collect();
    html! {
        @if !links.is_empty() {
            section aria-labelledby="links" {
                h2 #links { "How its statements hang together" }
                ol.pairs { @for linked in open { li { (pair(linked)) } } }
                @if !folded.is_empty() {
                    details.more {
                        summary { (count(folded.len() as u64, if open.is_empty() { "pair" } else { "more pair" })) " of statements" }
                        ol.pairs { @for linked in folded { li { (pair(linked)) } } }
                    }
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
            ol { @for group in printings(&positions.items, |position| &position.on_record) { li { (position(&group)) } } }
            (paging::steps(positions, LISTED, &format!("/claims/{}?{name}=", head.id)))
        }
    }
}

/// Where somebody stands, by the first printing of his words.
fn position(printings: &[&Position]) -> Markup {
    let on_record: Vec<_> = printings.iter().map(|position| &position.on_record).collect();
    said(&on_record, &actor(&printings[0].actor, &printings[0].name), false)
}

#[cfg(test)]
mod tests {
    use super::at_hand;

    #[test]
    fn pages_are_named_in_short() {
        let names = ["The Harbour Post", "https://harbour.example/news/bridge?x=/", "/home/di/pages/bridge.html", "AC/DC News"];
        assert_eq!(names.map(at_hand), ["The Harbour Post", "harbour.example", "bridge.html", "AC/DC News"]);
    }
}
