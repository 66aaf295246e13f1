//! What people decided, in words: what a statement is, and who is who.

use std::collections::HashMap;

use maud::{Markup, html};
use onrecord_store::pages::Party;
use onrecord_store::{ActorDecision, Corrected, Correction, DecisionKind, Ledger};

use super::Printed;
use super::lists::{Claims, party, wording};
use super::printed::shortened;
use super::words::{count, date, did, stands, when};

/// How many code points of a claim's words are shown.
const CLAIM: usize = 90;

/// The names of whom corrections name, and the words of the claims, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) actors: HashMap<String, Party>,
    pub(crate) claims: Claims,
}

impl Names {
    /// Of all that some corrections name.
    pub(crate) fn of<'a>(ledger: &Ledger, corrections: impl IntoIterator<Item = &'a Corrected>) -> Result<Self, onrecord_store::Error> {
        let ids: Vec<String> = corrections.into_iter().flat_map(Corrected::named).collect();
        let ids = || ids.iter().map(String::as_str);
        Ok(Self { actors: ledger.parties(ids())?, claims: ledger.wordings(ids())? })
    }
}

/// What a statement was read as, and what it is set to.
pub(crate) fn correction(corrected: &Corrected, names: &Names) -> Markup {
    html! {
        @if corrected.correction == Correction::NoStatement { "no statement: nobody says anything in these words" }
        @else {
            (field(&corrected.correction)) ": read as " @if let Some(read) = corrected.read() { (value(names, &read)) }
            ", set to " (value(names, &corrected.correction))
        }
        @if corrected.brought_by.is_some() { span.small { " (" (brought(&corrected.correction)) ")" } }
    }
}

/// What a correction came with.
const fn brought(correction: &Correction) -> &'static str {
    match correction {
        Correction::Claim(_) => "as it is no statement",
        _ => "came with the act",
    }
}

/// When a correction was taken back and by whom; where it stands, the button that takes it back, unless it only goes with another.
pub(crate) fn stands_corrected(corrected: &Corrected, undo: &str) -> Markup {
    let goes_with = corrected.goes_with().is_some() && corrected.undone.is_none();
    html! { @if !goes_with { (standing(corrected.undone.as_deref(), corrected.undone_by.as_deref(), undo)) } }
}

/// What a correction is about.
const fn field(correction: &Correction) -> &'static str {
    match correction {
        Correction::Act(_) => "act",
        Correction::Stance(_) => "side",
        Correction::Speakers(_) => "who speaks",
        Correction::Claim(_) => "claim",
        Correction::SaidOn(_) => "said on",
        Correction::NoStatement => "no statement",
    }
}

/// What a correction says, in words and names.
fn value(names: &Names, correction: &Correction) -> Markup {
    let unknown = |id: &str| html! { code { (Printed(id)) } };
    match correction {
        Correction::Act(act) => html! { "“" (did(*act)) "”" },
        Correction::Stance(stance) => html! { "“" (stands(*stance)) "”" },
        Correction::Speakers(ids) if ids.is_empty() => html! { "nobody" },
        Correction::Speakers(ids) => html! {
            @for (at, id) in ids.iter().enumerate() {
                @if at > 0 { " and " }
                (names.actors.get(id).map_or_else(|| unknown(id), party))
            }
        },
        Correction::Claim(None) => html! { "none" },
        Correction::SaidOn(Some(days)) => html! { (when(&days.from, Some(&days.to))) },
        Correction::SaidOn(None) => html! { "no day" },
        Correction::NoStatement => html! { "no statement" },
        Correction::Claim(Some(id)) => match names.claims.get(id) {
            Some(claim) => html! { a href={ "/claims/" (id) } { (wording(claim.lead.as_deref(), &claim.words, CLAIM)) } },
            None => unknown(id),
        },
    }
}

/// Who somebody is. The actor on whose `own` page it stands needs no link.
pub(crate) fn decision(decision: &ActorDecision, own: Option<&str>) -> Markup {
    let named = |id: Option<&str>, name: &str| actor(id.filter(|id| Some(*id) != own), name);
    let one = named(Some(&decision.actor), &decision.name);
    let other = named(decision.other.as_deref(), decision.other_name.as_deref().unwrap_or_default());
    html! {
        @match decision.kind {
            DecisionKind::Merge => { (one) " is " (other) }
            DecisionKind::Split => { (other) " is somebody else than " (one) " on " (count(decision.pages.len() as u64, "page")) }
            DecisionKind::Rename => { "called " (other) ", was " (one) }
        }
    }
}

/// An actor by its name, which leads to its page.
fn actor(id: Option<&str>, name: &str) -> Markup {
    let name = shortened(name, 80);
    html! {
        @match id {
            Some(id) => a.actor href={ "/actors/" (id) } { bdi { (Printed(&name)) } },
            None => bdi { (Printed(&name)) },
        }
    }
}

/// When something was taken back and by whom; where it stands, the button that takes it back.
pub(crate) fn standing(undone: Option<&str>, undone_by: Option<&str>, undo: &str) -> Markup {
    html! {
        @match undone {
            Some(undone) => { ", taken back " (date(undone)) @if let Some(by) = undone_by { " by " bdi { (Printed(by)) } } }
            None => form.inline method="post" action=(undo) { button.quiet type="submit" { "Take back" } },
        }
    }
}
