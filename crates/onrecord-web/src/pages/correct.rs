//! Putting things right: a statement's speaker, act, stance or claim; who is who. Each change is kept with who made it and when.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use maud::{Markup, html};
use onrecord::model::{ActorKind, Record, Stance};
use onrecord_store::pages::ActorHead;
use onrecord_store::{ActorDecision, Correction, DecisionKind, Ledger, OnRecord};

use crate::app::App;
use crate::failure::Failure;
use crate::view::Printed;
use crate::view::printed::shortened;
use crate::view::words::{ACTS, date, did, kind, stands, time, wire};

/// How many actors of a page are offered as its speakers.
const OFFERED: usize = 40;

/// The longest name of somebody who corrects.
const NAME: usize = 80;

const STANCES: [Stance; 3] = [Stance::Affirms, Stance::Denies, Stance::Neutral];
const KINDS: [ActorKind; 4] = [ActorKind::Person, ActorKind::Organization, ActorKind::Country, ActorKind::Group];

/// The forms on a statement's page.
pub(crate) fn statement_forms(on_record: &OnRecord, record: &Record, speakers: &[(&str, &str)]) -> Markup {
    let action = format!("/statements/{}/correct", on_record.statement);
    html! {
        details.correct {
            summary { "Put it right" }
            p.small { "A correction is kept with your name and the day, counts instead of what the machine read, also when the page is read again, and can be taken back." }
            div.forms {
                form.stack method="post" action=(action) {
                    input type="hidden" name="field" value="act";
                    label for="act" { "Act" }
                    select #act name="value" {
                        @for act in ACTS { option value=(wire(act)) selected[act == on_record.act] { (did(act)) } }
                    }
                    (by("act"))
                }
                form.stack method="post" action=(action) {
                    input type="hidden" name="field" value="stance";
                    label for="stance" { "Side" }
                    select #stance name="value" {
                        @for stance in STANCES { option value=(wire(stance)) selected[stance == on_record.stance] { (stands(stance)) } }
                    }
                    (by("stance"))
                }
                form.stack method="post" action=(action) {
                    input type="hidden" name="field" value="speakers";
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
                    (kinds("speaker-kind"))
                    (by("speakers"))
                }
                form.stack method="post" action=(action) {
                    input type="hidden" name="field" value="claim";
                    label for="claim" { "Claim: the id of a claim, or of a statement that says the same; empty where none does" }
                    input #claim name="value" value=[&on_record.claim] autocomplete="off";
                    (by("claim"))
                }
            }
        }
    }
}

/// Who corrects, and the button.
fn by(form: &str) -> Markup {
    html! {
        label for={ "by-" (form) } { "Your name" }
        input id={ "by-" (form) } name="by" required maxlength=(NAME) autocomplete="name";
        button type="submit" { "Keep" }
    }
}

fn kinds(id: &str) -> Markup {
    html! {
        label for=(id) { "who is a" }
        select id=(id) name="kind" { @for one in KINDS { option value=(wire(one)) { (kind(one).to_lowercase()) } } }
    }
}

/// The forms on an actor's page, and what was decided about it.
pub(crate) fn actor_forms(head: &ActorHead, decisions: &[ActorDecision]) -> Markup {
    html! {
        details.correct {
            summary { "Put right who this is" }
            div.forms {
                form.stack method="post" action={ "/actors/" (head.id) "/rename" } {
                    label for="rename" { "Its name" }
                    input #rename name="name" required value=(Printed(&head.name));
                    (by("rename"))
                }
                form.stack method="post" action={ "/actors/" (head.id) "/merge" } {
                    label for="into" { "It is the same as " span.small { "(a full name, or an id)" } }
                    input #into name="into" required autocomplete="off";
                    (by("merge"))
                }
                form.stack method="post" action={ "/actors/" (head.id) "/split" } {
                    label for="pages" { "It is somebody else on these pages " span.small { "(an address or article id a line)" } }
                    textarea #pages name="pages" rows="3" required {}
                    label for="split-name" { "Name of that one, if another" }
                    input #split-name name="name" autocomplete="off";
                    (by("split"))
                }
            }
        }
        @if !decisions.is_empty() {
            section aria-labelledby="decisions" {
                h2 #decisions { "Decided by people" }
                ol.history { @for decision in decisions { li { (decided(head, decision)) } } }
            }
        }
    }
}

fn decided(head: &ActorHead, decision: &ActorDecision) -> Markup {
    let other = decision.other_name.as_deref().unwrap_or_default();
    let what = match decision.kind {
        DecisionKind::Merge => format!("{} is {other}", decision.name),
        DecisionKind::Split => format!("{other} is somebody else than {} on {} pages", decision.name, decision.pages.len()),
        DecisionKind::Rename => format!("{} is called {other}", decision.name),
    };
    html! {
        (time(Some(&decision.decided))) ", " bdi { (Printed(&decision.decided_by)) } ": " (Printed(&what))
        @if let Some(undone) = &decision.undone {
            ", taken back " (date(undone)) @if let Some(by) = &decision.undone_by { " by " bdi { (Printed(by)) } }
        } @else {
            form.inline method="post" action={ "/actors/" (head.id) "/undo/" (decision.number) } { button.quiet type="submit" { "Take back" } }
        }
    }
}

/// The fields of a form; those that are sent several times have several values.
struct Sent(BTreeMap<String, Vec<String>>);

impl Sent {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut sent = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in fields {
            let value = value.trim().to_owned();
            if !value.is_empty() {
                sent.entry(name).or_default().push(value);
            }
        }
        Self(sent)
    }

    fn one(&self, name: &str) -> Option<String> {
        self.0.get(name).and_then(|values| values.first()).cloned()
    }

    fn needed(&self, name: &str, what: &str) -> Result<String, Failure> {
        self.one(name).ok_or_else(|| Failure::wrong(format!("{what} is missing."), "Go back and enter it."))
    }

    fn by(&self) -> Result<String, Failure> {
        Ok(self.needed("by", "Your name")?.chars().take(NAME).collect())
    }

    fn value<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Failure> {
        let value = self.needed(name, "A value")?;
        serde_json::from_value(value.as_str().into())
            .map_err(|_| Failure::wrong(format!("“{value}” is no choice."), "Choose one from the list."))
    }
}

/// Keeps a correction of a statement.
pub(crate) async fn statement(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let sent = Sent::of(fields);
    let by = sent.by()?;
    let field = sent.needed("field", "What to correct")?;
    let known = match field.as_str() {
        "act" => Some(Correction::Act(sent.value("value")?)),
        "stance" => Some(Correction::Stance(sent.value("value")?)),
        "claim" => Some(Correction::Claim(sent.one("value"))),
        "speakers" => None,
        other => {
            return Err(Failure::wrong(
                format!("“{other}” cannot be corrected."),
                "Correct the act, the stance, the speakers or the claim.",
            ));
        }
    };
    let named = sent.one("name").map(|name| Ok::<_, Failure>((name, sent.value::<ActorKind>("kind")?))).transpose()?;
    let chosen = sent.0.get("value").cloned().unwrap_or_default();
    let back = Redirect::to(&format!("/statements/{id}"));
    let correct = move |ledger: &mut Ledger| {
        let correction = match known {
            Some(correction) => correction,
            None => speakers(ledger, chosen, named)?,
        };
        ledger.correct(&id, &correction, &by)
    };
    app.ledgers.write(correct).await?;
    Ok(back)
}

/// The speakers that were chosen, and the one that was named.
fn speakers(ledger: &mut Ledger, mut chosen: Vec<String>, named: Option<(String, ActorKind)>) -> Result<Correction, onrecord_store::Error> {
    if let Some((name, kind)) = named {
        chosen.push(ledger.actor_named(&name, kind)?);
    }
    Ok(Correction::Speakers(chosen))
}

/// Takes a correction back.
pub(crate) async fn undo(State(app): State<App>, Path((id, number)): Path<(String, i64)>) -> Result<Redirect, Failure> {
    app.ledgers.write(move |ledger| ledger.undo_correction(number, BY_PAGE)).await?;
    Ok(Redirect::to(&format!("/statements/{id}")))
}

/// Who takes back by a button, where no name is asked.
const BY_PAGE: &str = "a reader of the page";

/// Makes two actors one.
pub(crate) async fn merge(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let sent = Sent::of(fields);
    let (into, by) = (sent.needed("into", "Whom it is the same as")?, sent.by()?);
    let found = app.ledgers.read(move |ledger| ledger.who(&into, 0)).await?;
    let other = match found {
        onrecord_store::Found::One(actor) => actor.id,
        onrecord_store::Found::Several(several) => {
            let names: Vec<String> = several.iter().take(8).map(|one| format!("{} ({})", one.label, one.id)).collect();
            return Err(Failure::wrong(format!("Several go by that name: {}.", names.join("; ")), "Go back and give the id of one."));
        }
        onrecord_store::Found::Nothing => {
            return Err(Failure::wrong("Nobody on record goes by that name.", "Go back and give a full name, or an id."));
        }
    };
    let decision = app.ledgers.write(move |ledger| ledger.merge_actors(&id, &other, &by)).await?;
    Ok(Redirect::to(&format!("/actors/{}", decision.other.unwrap_or(decision.actor))))
}

/// Gives an actor another name.
pub(crate) async fn rename(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let sent = Sent::of(fields);
    let (name, by) = (sent.needed("name", "The name")?, sent.by()?);
    let back = Redirect::to(&format!("/actors/{id}"));
    app.ledgers.write(move |ledger| ledger.rename_actor(&id, &name, &by)).await?;
    Ok(back)
}

/// Makes what an actor is on some pages an actor of its own.
pub(crate) async fn split(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let sent = Sent::of(fields);
    let (pages, name, by) = (sent.needed("pages", "The pages")?, sent.one("name"), sent.by()?);
    let pages: Vec<String> = pages.lines().map(|page| page.trim().to_owned()).filter(|page| !page.is_empty()).collect();
    let decision = app.ledgers.write(move |ledger| ledger.split_actor(&id, &pages, name.as_deref(), &by)).await?;
    Ok(Redirect::to(&format!("/actors/{}", decision.other.unwrap_or(decision.actor))))
}

/// Takes a decision back.
pub(crate) async fn undo_decision(State(app): State<App>, Path((id, number)): Path<(String, i64)>) -> Result<Redirect, Failure> {
    app.ledgers.write(move |ledger| ledger.undo_decision(number, BY_PAGE)).await?;
    Ok(Redirect::to(&format!("/actors/{id}")))
}
