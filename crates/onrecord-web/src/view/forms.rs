//! The forms by which people put something right, each with what there is to choose from.

use std::collections::HashSet;

use maud::{Markup, html};
use onrecord::model::{ActorKind, Record, Stance};
use onrecord_store::OnRecord;
use onrecord_store::pages::{ActorHead, ArticleRow, NearClaims, Party, Wording};

use super::Printed;
use super::lists::{Claims, badge, quoted, wording};
use super::printed::shortened;
use super::words::{ACTS, Day, date, did, kind, stands, wire};

/// How many actors of a page are offered as its speakers.
const OFFERED: usize = 40;

/// How many claims of either sort, actors, and pages are offered.
pub(crate) const NEAR: u32 = 8;
pub(crate) const PAGES: u32 = 30;

/// The longest name of somebody who corrects.
pub(crate) const NAME: usize = 80;

/// How many code points of words a choice shows.
const WORDS: usize = 110;

const STANCES: [Stance; 3] = [Stance::Affirms, Stance::Denies, Stance::Neutral];
const KINDS: [ActorKind; 4] = [ActorKind::Person, ActorKind::Organization, ActorKind::Country, ActorKind::Group];

/// Claims to choose from, with their words.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    pub(crate) near: NearClaims,
    pub(crate) claims: Claims,
}

/// The forms on a statement's page. `by` is the name under which the reader corrected before.
pub(crate) fn statement(on_record: &OnRecord, record: &Record, speakers: &[(&str, &str)], choices: &Choices, by: &str) -> Markup {
    let action = format!("/statements/{}/correct", on_record.statement);
    let form = |field: &str, heading: &str, fields: Markup, button: &str| {
        html! {
            form.stack method="post" action=(action) {
                input type="hidden" name="field" value=(field);
                h3 { (heading) }
                (fields)
                (signed(field, by, button))
            }
        }
    };
    html! {
        details.correct #correct {
            summary { "Put it right" }
            p.small {
                "A correction is kept with your name and the day, counts instead of what the machine read, also when the page is read again, "
                "and can be taken back."
            }
            div.forms {
                (form("speakers", "Somebody else speaks", who(record, speakers), "Keep the speakers"))
                (form("act", "It is another act", act(on_record), "Keep the act"))
                (form("said_on", "It was said on another day", days(on_record), "Keep the day"))
                (form("claim", "It belongs to another claim", claim(on_record.claim.as_deref(), choices, "claim"), "Keep the claim"))
                (form("no_statement", "It is no statement", html! {
                    p.small { "Nobody says anything in these words: they go off the record, from every list, search and claim. The article stays as it is printed." }
                }, "Take it off the record"))
            }
        }
    }
}

fn who(record: &Record, speakers: &[(&str, &str)]) -> Markup {
    html! {
        fieldset {
            legend { "Who speaks" }
            @for actor in record.actors.iter().take(OFFERED) {
                label.check {
                    input type="checkbox" name="value" value=(actor.id) checked[speakers.iter().any(|(id, _)| *id == actor.id)];
                    bdi { (Printed(&shortened(&actor.name, 60))) }
                }
            }
        }
        label for="name" { "Somebody else, by full name" }
        input #name name="name" autocomplete="off";
        label for="speaker-kind" { "who is a" }
        select #speaker-kind name="kind" { @for one in KINDS { option value=(wire(one)) { (kind(one).to_lowercase()) } } }
    }
}

fn act(on_record: &OnRecord) -> Markup {
    html! {
        label for="act" { "Act" }
        select #act name="value" {
            @for act in ACTS { option value=(wire(act)) selected[act == on_record.act] { (did(act)) } }
        }
        label for="stance" { "Side" }
        select #stance name="stance" aria-describedby="goes-with" {
            option value="" selected { "the one that goes with the act" }
            @for stance in STANCES { option value=(wire(stance)) { (stands(stance)) } }
        }
        p.small #goes-with {
            "Now the source " (stands(on_record.stance)) ". Whoever denied holds that it is not so; whoever asked, urged or declined takes no side. "
            "Another act keeps the side, unless that was only the side of the act before."
        }
    }
}

fn days(on_record: &OnRecord) -> Markup {
    let (from, to) = if on_record.dated { (on_record.date.as_ref(), on_record.date_to.as_ref()) } else { (None, None) };
    html! {
        @if let Some(day) = Day::of(on_record) { p.small { "Now: " (day.words()) "." } }
        label for="said-from" { "Day, or the first on which it may have been said" }
        input #said-from type="date" name="from" value=[from];
        label for="said-to" { "The last such day, if it is another" }
        input #said-to type="date" name="to" value=[to];
        label.check { input type="checkbox" name="unknown" value="1"; "The page does not tell the day" }
    }
}

/// The claim that something is of: its own, none, another of its pages, one that is near, or one that the reader names.
fn claim(own: Option<&str>, choices: &Choices, id: &str) -> Markup {
    let radio = |value: &str, checked: bool, words: Markup| {
        html! { label.check { input type="radio" name="value" value=(value) checked[checked]; span { (words) } } }
    };
    let offered = |ids: &[String]| {
        html! { @for id in ids { @if let Some(claim) = choices.claims.get(id) { (radio(id, false, worded(claim))) } } }
    };
    let worded = own.and_then(|id| choices.claims.get(id)).map(worded);
    html! {
        fieldset {
            legend { "It says the same as" }
            @if let (Some(own), Some(words)) = (own, worded) { (radio(own, true, html! { (words) " (as now)" })) }
            (radio("", own.is_none(), html! { "no other: it does not belong here" }))
            (offered(&choices.near.on_page))
            (offered(&choices.near.elsewhere))
        }
        label for=(format!("other-{id}")) { "Another claim, or a statement that says the same " span.small { "(paste its address)" } }
        input id=(format!("other-{id}")) name="other" autocomplete="off";
    }
}

fn worded(claim: &Wording) -> Markup {
    html! { span.words { (wording(claim.lead.as_deref(), &claim.words, WORDS)) } }
}

/// The form on a claim's page: which of the statements that it lists are of another claim.
pub(crate) fn of_claim<'a>(id: &str, listed: impl IntoIterator<Item = &'a OnRecord>, choices: &Choices, by: &str) -> Markup {
    // The same text has the same id at every address.
    let mut seen = HashSet::new();
    let listed = listed.into_iter().filter(|said| seen.insert(said.statement.as_str()));
    html! {
        details.correct #correct {
            summary { "Put it right" }
            p.small { "Tick what does not belong here, and say where it belongs. The speaker, the act and the day are put right on each statement’s own page." }
            form.stack.moving method="post" action={ "/claims/" (id) "/move" } {
                fieldset.ticked {
                    legend { "These do not belong here" }
                    @for said in listed {
                        label.check {
                            input type="checkbox" name="statement" value=(said.statement);
                            span {
                                bdi { (Printed(&shortened(&said.speaker, 60))) } " " (badge(said.act, said.stance, true)) " "
                                span.words { (quoted(&said.words, WORDS)) }
                            }
                        }
                    }
                }
                (claim(None, choices, "claim"))
                (signed("claim", by, "Move them"))
            }
        }
    }
}

/// Who corrects, and the button.
fn signed(form: &str, by: &str, button: &str) -> Markup {
    html! {
        label for={ "by-" (form) } { "Your name" }
        input id={ "by-" (form) } name="by" required maxlength=(NAME) value=(Printed(by)) autocomplete="name";
        button type="submit" { (button) }
    }
}

/// The forms on an actor's page: `near` are those who may be the same, `pages` those on which it stands.
pub(crate) fn actor(head: &ActorHead, near: &[Party], pages: &[ArticleRow], by: &str) -> Markup {
    let action = |what: &str| format!("/actors/{}/{what}", head.id);
    html! {
        details.correct #correct {
            summary { "Put right who this is" }
            p.small { "A decision is kept with your name and the day, holds for pages to come, and can be taken back." }
            div.forms {
                form.stack method="post" action=(action("merge")) {
                    h3 { "It is the same as somebody else" }
                    @if !near.is_empty() {
                        fieldset {
                            legend { "The same as" }
                            @for party in near {
                                label.check {
                                    input type="radio" name="into" value=(party.id);
                                    span { bdi { (Printed(&shortened(&party.name, 60))) } " " span.small { (kind(party.kind).to_lowercase()) } }
                                }
                            }
                        }
                    }
                    label for="into" { (if near.is_empty() { "By full name" } else { "Somebody else, by full name" }) }
                    input #into name="other" autocomplete="off";
                    (signed("merge", by, "Make them one"))
                }
                form.stack method="post" action=(action("split")) {
                    h3 { "On some pages it is somebody else" }
                    fieldset {
                        legend { "On these pages" }
                        @for page in pages {
                            label.check {
                                input type="checkbox" name="page" value=(page.id);
                                span {
                                    bdi { (Printed(&shortened(page.title.as_deref().unwrap_or("Without a headline"), 90))) } " "
                                    span.small { @if let Some(outlet) = &page.outlet { bdi { (Printed(outlet)) } " " } @if let Some(day) = &page.published { (date(day)) } }
                                }
                            }
                        }
                    }
                    @if pages.len() >= PAGES as usize {
                        label for="pages" { "Other pages " span.small { "(an address a line)" } }
                        textarea #pages name="pages" rows="2" {}
                    }
                    label for="split-name" { "Name of that one, if another" }
                    input #split-name name="name" autocomplete="off";
                    (signed("split", by, "Make them two"))
                }
                form.stack method="post" action=(action("rename")) {
                    h3 { "It has another name" }
                    label for="rename" { "Name" }
                    input #rename name="name" required value=(Printed(&head.name));
                    (signed("rename", by, "Keep the name"))
                }
            }
        }
    }
}
