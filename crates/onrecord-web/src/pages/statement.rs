//! One statement at its stable address: exact words in their place, all that is known of it, and how to put it right.

use axum::extract::{Path, State};
use maud::{Markup, html};
use onrecord::model::{Record, Statement};
use onrecord::{Span, Text};
use onrecord_store::{Corrected, Correction, Found, OnRecord, Shown};

use super::article::{source, speakers};
use super::asked::Editor;
use crate::app::App;
use crate::failure::Failure;
use crate::view::decided::{Names, correction, stands_corrected};
use crate::view::forms::{self, Choices, NEAR};
use crate::view::lists::{self, anchor, badge, meaning, outward, printed_in, quoted, toward};
use crate::view::printed::shortened;
use crate::view::reader::marked;
use crate::view::series::read_as;
use crate::view::words::{Day, basis, did, evidence, form, relay, side, stands, time, when};
use crate::view::{Place, Printed, layout};

/// How many code points before and after a statement its page shows.
const AROUND: u32 = 600;

/// How many code points of another statement's words a link to it shows.
const OTHER: usize = 90;

/// A statement as its page shows it.
struct Whole {
    on_record: OnRecord,
    record: Record,
    /// All that was read of it; none where people say that it is no statement.
    read: Option<Statement>,
    corrections: Vec<Corrected>,
    /// Whom the corrections name, and the claims that it is on, or was.
    names: Names,
    choices: Choices,
}

pub(crate) async fn page(State(app): State<App>, Path(id): Path<String>, editor: Editor) -> Result<Markup, Failure> {
    let wanted = id.clone();
    let whole = app.ledgers.read(move |ledger| {
        let Found::One(Shown::Statement(on_record)) = ledger.show(&wanted)? else { return Ok(None) };
        let Found::One(Shown::Article(article)) = ledger.show(&on_record.article)? else { return Ok(None) };
        let record = article.record;
        let read = record.statements.iter().find(|statement| statement.id == on_record.statement).cloned();
        let corrections = ledger.corrections(Some(&on_record.statement))?;
        let mut names = Names::of(ledger, &corrections)?;
        names.claims.extend(ledger.wordings(on_record.claim.as_deref())?);
        let near = ledger.near_claims(&on_record.statement, NEAR)?;
        let claims = ledger.wordings(near.on_page.iter().chain(&near.elsewhere).chain(&on_record.claim).map(String::as_str))?;
        Ok(Some(Whole { on_record: *on_record, record, read, corrections, names, choices: Choices { near, claims } }))
    });
    let whole = whole.await?.ok_or_else(|| Failure::missing("statement", &id))?;
    let title = format!("{} {}: {}", whole.on_record.speaker, did(whole.on_record.act), shortened(&whole.on_record.words, 60));
    let body = whole.read.as_ref().map_or_else(|| struck(&whole), |read| body(&whole, read, editor.name()));
    Ok(layout(&title, Place::Elsewhere, &body))
}

/// A page for what is no statement, by somebody's word.
fn struck(whole: &Whole) -> Markup {
    let on_record = &whole.on_record;
    html! {
        article.statement {
            header {
                p.kicker { "Off the record" }
                h1 { "No statement" }
                p.lead { "Somebody has decided that nobody says anything in these words. They stand in no list, search or claim until that is taken back." }
                p.facts { span { (printed_in(on_record)) } }
            }
            blockquote.big dir="auto" { p { (Printed(&shortened(&on_record.words, 1200))) } }
            (history(whole))
        }
    }
}

fn body(whole: &Whole, statement: &Statement, by: &str) -> Markup {
    let Whole { on_record, record, corrections, choices, .. } = whole;
    let speakers = speakers(record, statement);
    html! {
        article class={ "statement " (side(on_record.stance)) } {
            header {
                p.kicker { "Statement" }
                h1.who {
                    (lists::speakers(on_record)) " " (badge(on_record.act, on_record.stance, on_record.claim.is_some()))
                }
                p.facts { @if let Some(day) = Day::of(on_record) { span { (day.markup()) } } span { (printed_in(on_record)) } }
            }
            blockquote.big dir="auto" { p { (Printed(&shortened(&on_record.words, 1200))) } }
            @if let Some(meant) = &on_record.meant { p.meant { (meaning(meant)) } }
            section aria-labelledby="place" {
                h2 #place { "As printed" }
                (in_place(&record.article.text, statement))
                p.small { a href={ "/articles/" (on_record.article) "#" (anchor(&on_record.statement)) } { "Read it in the article" } }
            }
            section aria-labelledby="known" {
                h2 #known { "What is known of it" }
                (known(whole, statement))
            }
            (forms::statement(on_record, record, &speakers, choices, by))
            @if !corrections.is_empty() { (history(whole)) }
        }
    }
}

/// The statement's place in the text, with what stands around it.
fn in_place(text: &Text, statement: &Statement) -> Markup {
    let parts = statement.source.iter().chain(&statement.cue).chain(&statement.content).copied();
    let whole = parts.reduce(Span::cover).unwrap_or_default();
    let shown = Span::new(whole.start.saturating_sub(AROUND), whole.end.saturating_add(AROUND).min(text.len()));
    let shown = at_words(text, shown, whole);
    html! {
        div.text.excerpt {
            p dir="auto" {
                @if shown.start > 0 { "… " }
                (marked(text, std::slice::from_ref(statement), shown))
                @if shown.end < text.len() { " …" }
            }
        }
        p.legend { span.source { "who" } span.cue { "by which words" } span.content.d1 { "what" } }
    }
}

/// A stretch of a text without the parts of words at its ends, but with all of what it must hold.
fn at_words(text: &Text, stretch: Span, held: Span) -> Span {
    let words = text.slice(stretch);
    let skip = if stretch.start == 0 { None } else { words.chars().position(char::is_whitespace) }.unwrap_or(0) as u32;
    let drop = if stretch.end == text.len() { None } else { words.chars().rev().position(char::is_whitespace) }.unwrap_or(0) as u32;
    Span::new((stretch.start + skip).min(held.start), (stretch.end - drop).max(held.end))
}

/// Another statement of the article, by its speaker and its first words.
fn other(record: &Record, id: &str) -> Markup {
    let text = &record.article.text;
    let Some(statement) = record.statements.iter().find(|statement| statement.id == id) else {
        return html! { a href={ "/statements/" (id) } { "another statement" } };
    };
    let names: Vec<&str> = speakers(record, statement).into_iter().map(|(_, name)| name).collect();
    let who = if names.is_empty() { source(text, statement) } else { names.join(" and ") };
    let words = statement.content.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" … ");
    html! { a href={ "/statements/" (id) } { bdi { (Printed(&shortened(&who, 80))) } ": " (quoted(&words, OTHER)) } }
}

fn known(whole: &Whole, statement: &Statement) -> Markup {
    let Whole { on_record, record, corrections, names, .. } = whole;
    let text = &record.article.text;
    let decided = corrections.iter().any(|made| made.undone.is_none() && matches!(made.correction, Correction::SaidOn(_)));
    let claim = on_record.claim.as_ref().and_then(|id| names.claims.get_key_value(id));
    html! {
        dl.known {
            dt { "Side" }
            dd {
                (stands(on_record.stance))
                @if let Some((id, claim)) = claim { ", " (toward(on_record.stance, id, claim.lead.as_deref(), &claim.words)) }
            }
            dt { "Form" } dd { (form(statement.form)) }
            dt { "Said" }
            dd {
                @match &statement.said_on {
                    Some(said_on) => { (when(&said_on.from, Some(&said_on.to))) ", " (if decided { "as somebody put it right" } else { basis(said_on.basis) }) }
                    None => { "not given" @if let Some(day) = Day::of(on_record) { "; " (day.markup()) } }
                }
            }
            @for piece in &statement.evidence { dt { "Rests on" } dd { (evidence(piece.kind)) ": “" bdi { (Printed(text.slice(piece.span))) } "”" } }
            @for piece in &statement.relay { dt { "Passed on by" } dd { (relay(piece.kind)) ": “" bdi { (Printed(text.slice(piece.span))) } "”" } }
            @for number in &statement.quantities {
                dt { "Number" }
                dd {
                    "“" bdi { (Printed(text.slice(number.span))) } "”: "
                    (Printed(&read_as(number.qualifier, number.value, number.value_to, number.unit.as_deref())))
                }
            }
            @if let Some(id) = &statement.refers_to { dt { "Points at" } dd { (other(record, id)) } }
            @if let Some(id) = &statement.within { dt { "Inside" } dd { (other(record, id)) } }
            @if let Some(claim) = &on_record.claim { dt { "Claim" } dd { a href={ "/claims/" (claim) } { "Who else is on record for it or against it" } } }
            dt { "Page" } dd { (outward(&on_record.address)) }
            dt { "Confidence" } dd { (format!("{:.0} %", statement.confidence * 100.0)) " that these are its words" }
            dt { "Id" } dd { code { (on_record.statement) } }
        }
    }
}

fn history(whole: &Whole) -> Markup {
    let Whole { on_record, corrections, names, .. } = whole;
    let undo = |corrected: &Corrected| format!("/statements/{}/undo/{}", on_record.statement, corrected.number);
    html! {
        section aria-labelledby="history" {
            h2 #history { "Corrections" }
            ol.history {
                @for corrected in corrections {
                    li {
                        (time(Some(&corrected.decided))) ", " bdi { (Printed(&corrected.decided_by)) } ": "
                        (correction(corrected, names)) (stands_corrected(corrected, &undo(corrected)))
                    }
                }
            }
            p.small { a href="/corrections" { "All corrections of statements and actors" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_ends_between_words() {
        let text = Text::new("the bridge is safe, she said today");
        let check = |stretch: (u32, u32), held: (u32, u32), words: &str| {
            let span = at_words(&text, Span::new(stretch.0, stretch.1), Span::new(held.0, held.1));
            assert_eq!(text.slice(span), words, "{stretch:?}");
        };
        check((2, 31), (14, 18), " bridge is safe, she said ");
        check((0, 34), (14, 18), "the bridge is safe, she said today");
        check((13, 21), (14, 20), " safe, ");
        check((16, 17), (14, 18), "safe");
    }
}
