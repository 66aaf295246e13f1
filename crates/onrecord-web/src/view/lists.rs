//! Pieces that several pages show: a statement in a list, an actor's name, a claim's words, a badge.

use std::collections::HashSet;

use maud::{Markup, html};
use onrecord::model::{Act, ActorKind, Stance};
use onrecord_store::OnRecord;
use onrecord_store::pages::Party;

use super::Printed;
use super::printed::{bare, shortened};
use super::words::{count, did, side, time};

/// How many code points of a statement a list shows.
const WORDS: usize = 420;

/// What somebody did, in the colour of the side taken.
pub(crate) fn badge(act: Act, stance: Stance) -> Markup {
    html! { span class={ "act " (side(stance)) } { (did(act)) } }
}

/// A claim in its printed words, after the cue where they need it.
pub(crate) fn wording(lead: Option<&str>, words: &str, most: usize) -> Markup {
    html! { "“" @if let Some(lead) = lead { span.lead-in { bdi { (Printed(lead)) } } " " } bdi { (Printed(&shortened(bare(words), most))) } "”" }
}

/// An actor's name as a link.
pub(crate) fn actor(id: &str, name: &str) -> Markup {
    html! { a.actor href={ "/actors/" (id) } { bdi { (Printed(&shortened(name, 80))) } } }
}

/// A party's name as a link; that of a source without a name is set as what it is, printed words.
pub(crate) fn party(party: &Party) -> Markup {
    let unnamed = party.kind == ActorKind::Unnamed;
    html! { a.actor.unnamed[unnamed] href={ "/actors/" (party.id) } { bdi { (Printed(&shortened(&party.name, 60))) } } }
}

/// Names in a row, then sources without one, each wording once; of many only the first, with how many more there are.
pub(crate) fn parties(all: &[&Party], most: usize) -> Markup {
    let (named, unnamed): (Vec<&Party>, Vec<&Party>) = all.iter().partition(|party| party.kind != ActorKind::Unnamed);
    let mut seen = HashSet::new();
    let shown: Vec<&Party> = named.into_iter().chain(unnamed.into_iter().filter(|party| seen.insert(party.name.to_lowercase()))).collect();
    html! {
        ul.names {
            @for one in shown.iter().take(most) { li { (party(one)) } }
            @if shown.len() > most { li.more { "and " (shown.len() - most) " more" } }
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

/// What is printed in the same words of the same speaker on several pages, in the order of the first of each; quotation marks and
/// punctuation aside, which papers set each in their own way.
pub(crate) fn printings<T>(all: &[T], on_record: impl Fn(&T) -> &OnRecord) -> Vec<Vec<&T>> {
    let folded = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let mut groups: Vec<((String, String), Vec<&T>)> = Vec::new();
    for one in all {
        let key = (on_record(one).speaker.clone(), folded(&on_record(one).words));
        match groups.iter_mut().find(|(of, _)| *of == key) {
            Some((_, group)) => group.push(one),
            None => groups.push((key, vec![one])),
        }
    }
    // A copy stands for none but copies.
    for (_, group) in &mut groups {
        group.sort_by_key(|one| !on_record(one).independent);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A statement by its first printing, with the others folded away. `who` is what stands for its speaker; the way to its claim is shown
/// except on the claim's own page.
pub(crate) fn said(printings: &[&OnRecord], who: &Markup, to_claim: bool) -> Markup {
    let (on_record, others) = (printings[0], &printings[1..]);
    html! {
        article class={ "said " (side(on_record.stance)) } {
            p.who {
                (who) " " (badge(on_record.act, on_record.stance))
                @if on_record.date.is_some() { " " (time(on_record.date.as_deref())) }
            }
            (quotation(&on_record.words))
            p.where {
                (printed_in(on_record))
                span.links {
                    a href={ "/statements/" (on_record.statement) } aria-label={ "The statement of " (Printed(&on_record.speaker)) " by itself" } { "statement" }
                    @if let Some(claim) = on_record.claim.as_ref().filter(|_| to_claim) { a href={ "/claims/" (claim) } { "claim" } }
                }
            }
            @if !others.is_empty() {
                details.also {
                    summary { "The same words on " (count(others.len() as u64, "more page")) }
                    ul { @for other in others { li { (printed_in(other)) " " (time(other.date.as_deref())) } } }
                }
            }
        }
    }
}

/// A statement's speaker where no actor's id is at hand.
pub(crate) fn speaker(on_record: &OnRecord) -> Markup {
    html! { strong { bdi { (Printed(&shortened(&on_record.speaker, 80))) } } }
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
