//! A claim: both sides with their words, in time, with numbers, evidence and relays.

use std::collections::{HashMap, HashSet};

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord::model::{Finding, Stance, Verdict};
use onrecord::reconcile::Relation;
use onrecord_store::pages::{ClaimHead, Evidenced, Linked, Part, Relayed, Side};
use onrecord_store::{Found, Ledger, OnRecord};

use super::asked::{Asked, Editor};
use crate::app::App;
use crate::failure::Failure;
use crate::view::forms::{self, Choices};
use crate::view::lists::{badge, names, nothing, printings, quoted, said, speakers, wording};
use crate::view::pairs::{pair, turn};
use crate::view::printed::{bare, shortened};
use crate::view::series::series;
use crate::view::timeline::lanes;
use crate::view::words::{count, evidence, number, reach, relay, side};
use crate::view::{Place, Printed, layout, paging};

/// How many positions a side lists.
const LISTED: u32 = 20;

/// How many positions and numbers are drawn: the latest.
const DRAWN: usize = 100;

/// How many pieces of evidence and relays are listed.
const PIECES: usize = 40;

/// How many statements that a finding rests on are named, of how many looked at, and how many code points of their words.
const GROUNDS: usize = 5;
const LOOKED_AT: usize = 20;
const GROUND: usize = 60;

/// How many origins are named.
const ORIGINS: usize = 8;

/// How many pairs of statements of a sort are listed, how many of those against each other openly, and how many of others that say more
/// than that they are of one matter.
const LINKED: usize = 24;
const ANSWERS: usize = 2;
const PAIRS: usize = 6;

/// A claim as its page shows it.
struct Shown {
    head: ClaimHead,
    affirms: Side,
    denies: Side,
    neutral: Side,
    /// The statements that findings rest on, by id.
    grounds: HashMap<String, OnRecord>,
    /// The claims that a statement which is misplaced here may be of.
    choices: Choices,
}

pub(crate) async fn page(State(app): State<App>, Path(id): Path<String>, asked: Asked, editor: Editor) -> Result<Response, Failure> {
    let part: [Part; 3] = ["for", "against", "neither"].map(|name| paging::part(asked.page(name), LISTED));
    let wanted = id.clone();
    let shown = app.ledgers.read(move |ledger| {
        let Some(head) = ledger.claim_head(&wanted)? else { return Ok(None) };
        let side = |stance, part| ledger.side(&head.id, stance, part);
        let (affirms, denies, neutral) = (side(Stance::Affirms, part[0])?, side(Stance::Denies, part[1])?, side(Stance::Neutral, part[2])?);
        let grounds = grounds(ledger, &head.findings)?;
        let near = ledger.near_claims(&head.id, forms::NEAR)?;
        let claims = ledger.wordings(near.on_page.iter().chain(&near.elsewhere).map(String::as_str))?;
        Ok(Some(Shown { head, affirms, denies, neutral, grounds, choices: Choices { near, claims } }))
    });
    let shown = shown.await?.ok_or_else(|| Failure::missing("claim", &id))?;
    if shown.head.id != id {
        return Ok(Redirect::permanent(&format!("/claims/{}", shown.head.id)).into_response());
    }
    let title = shortened(bare(&shown.head.wording), 80);
    Ok(layout(&title, Place::Disputes, &body(&shown, editor.name())).into_response())
}

/// The statements that findings rest on, as far as they are named.
fn grounds(ledger: &Ledger, findings: &[Finding]) -> Result<HashMap<String, OnRecord>, onrecord_store::Error> {
    let mut grounds = HashMap::new();
    for id in findings.iter().flat_map(|finding| finding.statements.iter().take(LOOKED_AT)) {
        if let Found::One(onrecord_store::Shown::Statement(on_record)) = ledger.show(id)? {
            grounds.insert(id.clone(), *on_record);
        }
    }
    Ok(grounds)
}

fn body(shown: &Shown, by: &str) -> Markup {
    let head = &shown.head;
    let listed = [&shown.affirms, &shown.denies, &shown.neutral].into_iter().flat_map(|side| &side.statements.items);
    let (against, others): (Vec<&Linked>, Vec<&Linked>) = head.links.iter().partition(|linked| linked.relation == Relation::Contradicts);
    let telling = others.iter().take_while(|linked| linked.relation != Relation::Same).count();
    let turned: HashSet<(&str, &str)> = head.turns.iter().map(|turn| (turn.actor.as_str(), turn.after.statement.as_str())).collect();
    html! {
        header.claim {
            p.kicker { (if head.disputed { "Disputed claim" } else { "Claim" }) }
            h1.words { (wording(head.lead.as_deref(), &head.wording, 400)) }
            p.facts {
                @if let (Some(first), Some(last)) = (&head.first, &head.last) {
                    span { (reach((first, head.first_to.as_deref()), (last, head.last_to.as_deref()))) }
                }
                span { strong { (count(head.origins.len() as u64, "independent origin")) } }
                span { (count(head.pages, "page")) @if head.pages > head.independent_pages { ", " (head.pages - head.independent_pages) " of them copied" } }
                span.affirms { (counted(&shown.affirms, "for")) }
                span.denies { (counted(&shown.denies, "against")) }
                @if shown.neutral.statements.total > 0 { span { (counted(&shown.neutral, "neither")) } }
            }
        }
        (noted(head))
        @if !head.turns.is_empty() {
            section.callout aria-labelledby="turns" {
                h2 #turns { "Changed sides" }
                ol.pairs { @for one in &head.turns { li { (turn(one, None)) } } }
            }
        }
        (pairs("answers", "Against each other", &against[..against.len().min(LINKED)], ANSWERS))
        @if head.marks.iter().any(|mark| mark.date.is_some()) {
            section aria-labelledby="time" {
                h2 #time { "In time" }
                (lanes(&head.marks[head.marks.len().saturating_sub(DRAWN)..], &turned))
                @if head.marks.len() > DRAWN { p.small { "The latest " (DRAWN) " positions." } }
            }
        }
        div.columns {
            (column("On record for it", "for", &shown.affirms, head))
            (column("On record against it", "against", &shown.denies, head))
        }
        @if shown.neutral.statements.total > 0 { (column("Spoke to it, on neither side", "neither", &shown.neutral, head)) }
        (pairs("links", "How its other statements hang together", &others[..others.len().min(LINKED)], telling.min(PAIRS)))
        @if !head.numbers.is_empty() {
            section aria-labelledby="numbers" { h2 #numbers { "Its numbers" } (series(&head.numbers[head.numbers.len().saturating_sub(DRAWN)..])) }
        }
        @if !head.findings.is_empty() {
            section aria-labelledby="findings" {
                h2 #findings { "If it were true" }
                ul.findings { @for finding in &head.findings { li { (found(finding, &shown.grounds)) } } }
            }
        }
        @if !head.evidence.is_empty() || !head.relays.is_empty() {
            div.columns {
                section aria-labelledby="evidence" {
                    h2 #evidence { "What it rests on" }
                    @if head.evidence.is_empty() { (nothing("No statement names what it rests on.")) }
                    ul.pieces { @for (piece, again) in once(&head.evidence, evidence_key).iter().take(PIECES) { li { (rests_on(piece, *again)) } } }
                }
                section aria-labelledby="relays" {
                    h2 #relays { "Through whom" }
                    @if head.relays.is_empty() { (nothing("No statement names who passed it on.")) }
                    ul.pieces { @for (piece, again) in once(&head.relays, relay_key).iter().take(PIECES) { li { (through(piece, *again)) } } }
                }
            }
        }
        (forms::of_claim(&head.id, listed, &shown.choices, by))
    }
}

/// How much is on record on a side: "5 for, 5 more in copies".
fn counted(side: &Side, name: &str) -> String {
    let copies = side.statements.total.saturating_sub(side.independent);
    let more = if copies > 0 { format!(", {} more in copies", number(copies)) } else { String::new() };
    format!("{} {name}{more}", number(side.independent))
}

/// Who is accused and not heard, and who brought the claim into print.
fn noted(head: &ClaimHead) -> Markup {
    html! {
        dl.known.noted {
            @if !head.unheard.is_empty() {
                dt { "Not heard" }
                dd { (names(&head.unheard)) span.small { " – named in an accusation, not on record on it" } }
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

/// Pairs of its statements under a heading: the first openly, the others folded away.
fn pairs(id: &str, heading: &str, links: &[&Linked], open: usize) -> Markup {
    let (shown, folded) = links.split_at(links.len().min(open));
    html! {
        @if !links.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                ol.pairs { @for linked in shown { li { (pair(linked)) } } }
                @if !folded.is_empty() {
                    details.more {
                        summary { (count(folded.len() as u64, if shown.is_empty() { "pair" } else { "more pair" })) " of statements" }
                        ol.pairs { @for linked in folded { li { (pair(linked)) } } }
                    }
                }
            }
        }
    }
}

/// What follows by one rule; its reason names the rule's words and its legal source.
fn found(finding: &Finding, grounds: &HashMap<String, OnRecord>) -> Markup {
    let (style, verdict) = match finding.verdict {
        Verdict::WouldBreach => ("denies", "would breach"),
        Verdict::WithinLimit => ("affirms", "would be within"),
        Verdict::Unclear => ("neutral", "unclear under"),
    };
    let mut named: Vec<&OnRecord> = finding.statements.iter().filter_map(|id| grounds.get(id)).collect();
    // Who asserts it comes before who only words it to deny it.
    named.sort_by_key(|on_record| on_record.stance != Stance::Affirms);
    named.truncate(GROUNDS);
    html! {
        p.who {
            span class={ "act " (style) } { (verdict) } " " strong { (Printed(&finding.rule)) } " "
            span.tag title="The topic that the rule belongs to" { "pack: " (Printed(&finding.pack)) }
        }
        p { (Printed(&finding.why)) }
        @if !named.is_empty() {
            p.small {
                "Read from "
                @for (at, on_record) in named.iter().enumerate() {
                    @if at > 0 { "; " }
                    (speakers(on_record)) " " (badge(on_record.act, on_record.stance, true)) " "
                    a href={ "/statements/" (on_record.statement) } { (quoted(&on_record.words, GROUND)) }
                }
                @if finding.statements.len() > named.len() { " and " (count((finding.statements.len() - named.len()) as u64, "more statement")) }
            }
        }
    }
}

/// Each once of what reads the same, in the order of the first, with how often it comes again.
fn once<'a, T, K: PartialEq>(all: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<(&'a T, u64)> {
    let mut out: Vec<(&T, u64)> = Vec::new();
    for one in all {
        match out.iter_mut().find(|(known, _)| key(known) == key(one)) {
            Some((_, again)) => *again += 1,
            None => out.push((one, 0)),
        }
    }
    out
}

fn evidence_key(piece: &Evidenced) -> (&'static str, String, &str) {
    (evidence(piece.kind), piece.printed.to_lowercase(), &piece.speaker)
}

fn relay_key(piece: &Relayed) -> (&'static str, String, &str) {
    (relay(piece.kind), piece.printed.to_lowercase(), &piece.speaker)
}

fn rests_on(piece: &Evidenced, again: u64) -> Markup {
    html! {
        span.kind { (evidence(piece.kind)) }
        a.words href={ "/statements/" (piece.statement) } { (quoted(&piece.printed, 160)) }
        span.by { bdi { (Printed(&shortened(&piece.speaker, 60))) } (more(again)) }
    }
}

fn through(piece: &Relayed, again: u64) -> Markup {
    html! {
        span.kind { (relay(piece.kind)) }
        a.words href={ "/statements/" (piece.statement) } { (quoted(&piece.printed, 160)) }
        span.by { "for " bdi { (Printed(&shortened(&piece.speaker, 60))) } (more(again)) }
    }
}

fn more(again: u64) -> Markup {
    html! { @if again > 0 { ", in " (count(again, "more statement")) } }
}

/// One side; what somebody is printed to have said in the same words on several pages is shown once.
fn column(heading: &str, name: &str, shown: &Side, head: &ClaimHead) -> Markup {
    let stance = match name {
        "for" => Stance::Affirms,
        "against" => Stance::Denies,
        _ => Stance::Neutral,
    };
    html! {
        section class={ "column " (side(stance)) } aria-labelledby=(name) {
            h2 id=(name) { (heading) }
            @if shown.statements.total == 0 { (nothing("Nobody is on record here.")) }
            ol { @for group in printings(&shown.statements.items) { li { (said(&group, &speakers(group[0]), &[], None)) } } }
            (paging::steps_of(heading, &shown.statements, LISTED, &format!("/claims/{}?{name}=", head.id), &format!("#{name}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{at_hand, once};

    #[test]
    fn what_reads_the_same_is_listed_once() {
        assert_eq!(once(&["a report", "A report", "images"], |words| words.to_lowercase()), [(&"a report", 1), (&"images", 0)]);
    }

    #[test]
    fn pages_are_named_in_short() {
        let names = ["The Harbour Post", "https://harbour.example/news/bridge?x=/", "/home/di/pages/bridge.html", "AC/DC News"];
        assert_eq!(names.map(at_hand), ["The Harbour Post", "harbour.example", "bridge.html", "AC/DC News"]);
    }
}
