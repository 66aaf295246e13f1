//! Putting things right: a statement's speaker, act, stance or claim; who is who. Each change is kept with who made it and when.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use maud::{Markup, html};
use onrecord::model::{Act, ActorKind, Record, Stance};
use onrecord_store::pages::ActorHead;
use onrecord_store::{ActorDecision, Correction, Found, Ledger, OnRecord, Shown, side_with};

use super::asked::Asked;
use super::corrections;
use crate::app::App;
use crate::failure::Failure;
use crate::view::Printed;
use crate::view::decided::{decision, standing};
use crate::view::printed::shortened;
use crate::view::words::{ACTS, did, kind, stands, time, wire};

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
                    label for="stance" { "Side" }
                    select #stance name="stance" aria-describedby="goes-with" {
                        option value="" selected { "the one that goes with the act" }
                        @for stance in STANCES { option value=(wire(stance)) { (stands(stance)) } }
                    }
                    p.small #goes-with {
                        "Now the source " (stands(on_record.stance)) ". Whoever denied holds that it is not so; whoever asked, urged or declined takes no side. "
                        "Another act keeps the side, unless that was only the side of the act before."
                    }
                    (by("act"))
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
    let undo = |decision: &ActorDecision| format!("/actors/{}/undo/{}", head.id, decision.number);
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
                ol.history {
                    @for made in decisions {
                        li {
                            (time(Some(&made.decided))) ", " bdi { (Printed(&made.decided_by)) } ": "
                            (decision(made, Some(&head.id))) (standing(made.undone.as_deref(), made.undone_by.as_deref(), &undo(made)))
                        }
                    }
                }
                p.small { a href="/corrections" { "All corrections of statements and actors" } }
            }
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
    let change = match field.as_str() {
        "act" => Change::Act(sent.value("value")?, sent.one("stance").map(|_| sent.value("stance")).transpose()?),
        "claim" => Change::Claim(sent.one("value")),
        "speakers" => {
            let named = sent.one("name").map(|name| Ok::<_, Failure>((name, sent.value("kind")?))).transpose()?;
            Change::Speakers(sent.0.get("value").cloned().unwrap_or_default(), named)
        }
        other => {
            return Err(Failure::wrong(
                format!("“{other}” cannot be corrected."),
                "Correct the act and the side, the speakers or the claim.",
            ));
        }
    };
    let back = Redirect::to(&format!("/statements/{id}"));
    let correct = move |ledger: &mut Ledger| {
        let corrections = corrections(ledger, &id, change)?;
        ledger.correct_all(&id, &corrections, &by)
    };
    app.ledgers.write(correct).await?;
    Ok(back)
}

/// What a form asks to put right.
enum Change {
    /// The act, and the side where one is chosen.
    Act(Act, Option<Stance>),
    /// The ids of who speaks, and somebody else by name.
    Speakers(Vec<String>, Option<(String, ActorKind)>),
    /// The claim.
    Claim(Option<String>),
}

/// The corrections that a change comes to, for a statement as it stands.
fn corrections(ledger: &mut Ledger, id: &str, change: Change) -> Result<Vec<Correction>, onrecord_store::Error> {
    Ok(match change {
        Change::Act(act, chosen) => match ledger.show(id)? {
            Found::One(Shown::Statement(now)) => act_and_side(act, chosen, (now.act, now.stance)),
            _ => vec![Correction::Act(act)],
        },
        Change::Speakers(mut chosen, named) => {
            if let Some((name, kind)) = named {
                chosen.push(ledger.actor_named(&name, kind)?);
            }
            vec![Correction::Speakers(chosen)]
        }
        Change::Claim(claim) => vec![Correction::Claim(claim)],
    })
}

/// The act, with the side that is chosen, else with the one that goes with it where that is another. Who only chooses a side says nothing
/// about the act.
fn act_and_side(act: Act, chosen: Option<Stance>, now: (Act, Stance)) -> Vec<Correction> {
    let side = chosen.or_else(|| Some(side_with(act, now)).filter(|&side| side != now.1));
    let act = (act != now.0 || side.is_none()).then_some(Correction::Act(act));
    act.into_iter().chain(side.map(Correction::Stance)).collect()
}

/// Takes a correction back, and leads to where that was asked: the statement's page, or a page of the list.
pub(crate) async fn undo(State(app): State<App>, Path((id, number)): Path<(String, i64)>, asked: Asked) -> Result<Redirect, Failure> {
    app.ledgers.write(move |ledger| ledger.undo_correction(number, BY_PAGE)).await?;
    let listed = asked.page("listed").map(|page| corrections::address(page, &corrections::of_statement(number)));
    Ok(Redirect::to(&listed.unwrap_or_else(|| format!("/statements/{id}"))))
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
        Found::One(actor) => actor.id,
        Found::Several(several) => {
            let names: Vec<String> = several.iter().take(8).map(|one| format!("{} ({})", one.label, one.id)).collect();
            return Err(Failure::wrong(format!("Several go by that name: {}.", names.join("; ")), "Go back and give the id of one."));
        }
        Found::Nothing => {
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

/// Takes a decision back, and leads to where that was asked: the actor's page, or a page of the list.
pub(crate) async fn undo_decision(
    State(app): State<App>,
    Path((id, number)): Path<(String, i64)>,
    asked: Asked,
) -> Result<Redirect, Failure> {
    app.ledgers.write(move |ledger| ledger.undo_decision(number, BY_PAGE)).await?;
    let listed = asked.page("listed").map(|page| corrections::address(page, &corrections::of_actor(number)));
    Ok(Redirect::to(&listed.unwrap_or_else(|| format!("/actors/{id}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_comes_with_the_act_or_is_chosen() {
        let now = (Act::Say, Stance::Affirms);
        let (act, side) = (Correction::Act, Correction::Stance);
        for (chosen, expected) in [
            ((Act::Deny, None), vec![act(Act::Deny), side(Stance::Denies)]),
            ((Act::Deny, Some(Stance::Affirms)), vec![act(Act::Deny), side(Stance::Affirms)]),
            ((Act::Warn, None), vec![act(Act::Warn)]),
            ((Act::Say, Some(Stance::Denies)), vec![side(Stance::Denies)]),
            ((Act::Say, None), vec![act(Act::Say)]),
        ] {
            assert_eq!(act_and_side(chosen.0, chosen.1, now), expected, "{chosen:?}");
        }
    }
}
