//! Pieces that several pages show: a statement in a list, an actor's name, a badge.

use maud::{Markup, html};
use onrecord::model::{Act, Stance};
use onrecord_store::OnRecord;
use onrecord_store::pages::Party;

use super::Printed;
use super::printed::shortened;
use super::words::{did, side, time};

/// How many code points of a statement a list shows.
const WORDS: usize = 420;

/// What somebody did, in the colour of the side taken.
pub(crate) fn badge(act: Act, stance: Stance) -> Markup {
    html! { span class={ "act " (side(stance)) } { (did(act)) } }
}

/// An actor's name as a link.
pub(crate) fn party(party: &Party) -> Markup {
    html! { a.actor href={ "/actors/" (party.id) } { bdi { (Printed(&party.name)) } } }
}

/// Names in a row; of many only the first, with how many more there are.
pub(crate) fn parties(all: &[&Party], most: usize) -> Markup {
    html! {
        ul.names {
            @for one in all.iter().take(most) { li { (party(one)) } }
            @if all.len() > most { li.more { "and " (all.len() - most) " more" } }
        }
    }
}

/// Exact words, cut where they are very long.
pub(crate) fn quotation(words: &str) -> Markup {
    html! { blockquote dir="auto" { p { (Printed(&shortened(words, WORDS))) } } }
}

/// Where something is printed: outlet and headline, leading into the article.
pub(crate) fn printed_in(on_record: &OnRecord) -> Markup {
    let anchor = anchor(&on_record.statement);
    let headline = on_record.title.as_deref().map(|title| shortened(title, 90));
    html! {
        a.printed-in href={ "/articles/" (on_record.article) "#" (anchor) } {
            @if let Some(outlet) = &on_record.outlet { span.outlet { bdi { (Printed(outlet)) } } " " }
            @if let Some(headline) = &headline { bdi { (Printed(headline)) } } @else { "in the article" }
        }
        @if !on_record.independent { " " span.tag title="The article is a copy of another one’s text" { "copy" } }
        @if !on_record.newest { " " span.tag title="The page has changed since" { "older version" } }
    }
}

/// The fragment of a statement's place in its article: its id after the article's.
pub(crate) fn anchor(statement: &str) -> String {
    format!("s-{}", statement.rsplit('.').next().unwrap_or(statement))
}

/// A statement in a list, with its speaker or without.
pub(crate) fn statement(on_record: &OnRecord, with_speaker: bool) -> Markup {
    html! {
        article class={ "said " (side(on_record.stance)) } {
            p.who {
                @if with_speaker { strong { bdi { (Printed(&on_record.speaker)) } } " " }
                (badge(on_record.act, on_record.stance))
                @if let Some(date) = &on_record.date { " " (time(Some(date))) }
            }
            (quotation(&on_record.words))
            p.where {
                (printed_in(on_record))
                span.links {
                    a href={ "/statements/" (on_record.statement) } aria-label={ "The statement of " (Printed(&on_record.speaker)) " by itself" } { "statement" }
                    @if let Some(claim) = &on_record.claim { a href={ "/claims/" (claim) } { "claim" } }
                }
            }
        }
    }
}

/// A text where a list is empty.
pub(crate) fn nothing(words: &str) -> Markup {
    html! { p.nothing { (words) } }
}

/// An address as a link, where it is one that a browser may follow.
pub(crate) fn outward(address: &str) -> Markup {
    let followed = address.starts_with("https://") || address.starts_with("http://");
    html! {
        @if followed { a.outward href=(address) rel="noopener noreferrer external" { bdi { (Printed(&shortened(address, 80))) } } }
        @else { span.file { bdi { (Printed(&shortened(address, 80))) } } }
    }
}
