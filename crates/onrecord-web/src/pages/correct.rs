//! Putting things right: a statement's speaker, act, stance, day or claim, or that it is none; who is who. Each change is kept with who made
//! it and when.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onrecord::model::{Act, ActorKind, Stance};
use onrecord_store::{Correction, Days, Found, Ledger, Shown, side_with};

use super::asked::{Asked, Editor};
use super::corrections;
use crate::app::App;
use crate::failure::Failure;
use crate::view::forms::NAME;

/// The fields of a form; those that are sent several times have several values, those that are sent empty none.
struct Sent(BTreeMap<String, Vec<String>>);

impl Sent {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut sent = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in fields {
            let (values, value) = (sent.entry(name).or_default(), value.trim());
            if !value.is_empty() {
                values.push(value.to_owned());
            }
        }
        Self(sent)
    }

    fn one(&self, name: &str) -> Option<String> {
        self.all(name).first().cloned()
    }

    fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
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

    /// The claim that is named by its id or its address, else the one that is chosen, or none where that is chosen.
    fn claim(&self) -> Result<Option<String>, Failure> {
        match self.one("other") {
            Some(named) => Ok(Some(id_in(&named).to_owned())),
            None if self.0.contains_key("value") => Ok(self.one("value")),
            None => Err(Failure::wrong("The claim is missing.", "Go back and choose one, or none.")),
        }
    }

    /// The days that are entered; none where the page does not tell.
    fn days(&self) -> Result<Option<Days>, Failure> {
        if self.one("unknown").is_some() {
            return Ok(None);
        }
        let from = self.needed("from", "The day")?;
        let to = self.one("to").unwrap_or_else(|| from.clone());
        Ok(Some(Days { from, to }))
    }
}

/// How the paths of pages begin that end in the id of what they show.
const PATHS: [&str; 3] = ["/actors/", "/claims/", "/statements/"];

/// The id in the address of a page; what is no such address, as a name or the id itself, as it stands.
fn id_in(entered: &str) -> &str {
    let path = entered.split_once("://").map_or(entered, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let id = PATHS.iter().find_map(|beginning| path.strip_prefix(beginning)).and_then(|rest| rest.split(['/', '?', '#']).next());
    id.filter(|id| !id.is_empty()).unwrap_or(entered)
}

/// Leads on, and remembers the name of whoever corrects.
fn kept(by: &str, to: &str) -> Response {
    ([(SET_COOKIE, Editor::cookie(by))], Redirect::to(to)).into_response()
}

/// Keeps a correction of a statement.
pub(crate) async fn statement(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = Sent::of(fields);
    let by = sent.by()?;
    let field = sent.needed("field", "What to correct")?;
    let change = match field.as_str() {
        "act" => Change::Act(sent.value("value")?, sent.one("stance").map(|_| sent.value("stance")).transpose()?),
        "claim" => Change::Plain(Correction::Claim(sent.claim()?)),
        "said_on" => Change::Plain(Correction::SaidOn(sent.days()?)),
        "no_statement" => Change::Plain(Correction::NoStatement),
        "speakers" => {
            let named = sent.one("name").map(|name| Ok::<_, Failure>((name, sent.value("kind")?))).transpose()?;
            Change::Speakers(sent.all("value").to_vec(), named)
        }
        other => {
            return Err(Failure::wrong(
                format!("“{other}” cannot be corrected."),
                "Correct the act and the side, the speakers, the day or the claim, or say that it is no statement.",
            ));
        }
    };
    let answer = kept(&by, &format!("/statements/{id}"));
    let correct = move |ledger: &mut Ledger| {
        let corrections = corrections(ledger, &id, change)?;
        ledger.correct_all(&id, &corrections, &by)
    };
    app.ledgers.write(correct).await?;
    Ok(answer)
}

/// What a form asks to put right.
enum Change {
    /// The act, and the side where one is chosen.
    Act(Act, Option<Stance>),
    /// The ids of who speaks, and somebody else by name.
    Speakers(Vec<String>, Option<(String, ActorKind)>),
    /// What is entered is what is kept.
    Plain(Correction),
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
        Change::Plain(correction) => vec![correction],
    })
}

/// The act, with the side that is chosen, else with the one that goes with it where that is another. Who only chooses a side says nothing
/// about the act.
fn act_and_side(act: Act, chosen: Option<Stance>, now: (Act, Stance)) -> Vec<Correction> {
    let side = chosen.or_else(|| Some(side_with(act, now)).filter(|&side| side != now.1));
    let act = (act != now.0 || side.is_none()).then_some(Correction::Act(act));
    act.into_iter().chain(side.map(Correction::Stance)).collect()
}

/// Gives statements of a claim another claim, or none, and leads to where they are then, else to what is left of the claim.
pub(crate) async fn move_statements(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = Sent::of(fields);
    let (by, claim, moved) = (sent.by()?, sent.claim()?, sent.all("statement").to_vec());
    let Some(first) = moved.first().cloned() else {
        return Err(Failure::wrong("No statement is ticked.", "Go back and tick those that do not belong here."));
    };
    let name = by.clone();
    let made = app.ledgers.write(move |ledger| {
        let made = ledger.move_statements(&id, &moved, claim.as_deref(), &name)?;
        Ok((made, ledger.claim_head(&id)?.map(|head| head.id)))
    });
    let (made, left) = made.await?;
    let now = made.into_iter().find_map(|corrected| match corrected.correction {
        Correction::Claim(claim) => claim,
        _ => None,
    });
    Ok(kept(&by, &now.or(left).map_or_else(|| format!("/statements/{first}"), |claim| format!("/claims/{claim}"))))
}

/// The page of the list of corrections that something was asked from, at a row.
fn asked_from(asked: &Asked, row: &str) -> Option<String> {
    asked.page("listed").map(|page| corrections::address(page, row))
}

/// Takes a correction back, and leads to where that was asked: the statement's page, or a page of the list.
pub(crate) async fn undo(
    State(app): State<App>,
    Path((id, number)): Path<(String, i64)>,
    asked: Asked,
    editor: Editor,
) -> Result<Redirect, Failure> {
    let by = editor.signature();
    let next = asked_from(&asked, &corrections::of_statement(number)).unwrap_or_else(|| format!("/statements/{id}"));
    app.ledgers.write(move |ledger| ledger.undo_correction_of(&id, number, &by)).await?;
    Ok(Redirect::to(&next))
}

/// Makes two actors one.
pub(crate) async fn merge(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = Sent::of(fields);
    let into = sent.one("other").or_else(|| sent.one("into"));
    let into = into.ok_or_else(|| Failure::wrong("Whom it is the same as is missing.", "Go back and choose somebody, or give a name."))?;
    let (into, by) = (id_in(&into).to_owned(), sent.by()?);
    let found = app.ledgers.read(move |ledger| ledger.who(&into, 0)).await?;
    let other = match found {
        Found::One(actor) => actor.id,
        Found::Several(several) => {
            let names: Vec<String> = several.iter().take(8).map(|one| format!("{} ({})", one.label, one.id)).collect();
            return Err(Failure::wrong(format!("Several go by that name: {}.", names.join("; ")), "Go back and give the id of one."));
        }
        Found::Nothing => {
            return Err(Failure::wrong(
                "Nobody on record goes by that name.",
                "Go back and give a full name, or the address of an actor’s page.",
            ));
        }
    };
    let name = by.clone();
    let decision = app.ledgers.write(move |ledger| ledger.merge_actors(&id, &other, &name)).await?;
    Ok(kept(&by, &format!("/actors/{}", decision.other.unwrap_or(decision.actor))))
}

/// Gives an actor another name.
pub(crate) async fn rename(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = Sent::of(fields);
    let (name, by) = (sent.needed("name", "The name")?, sent.by()?);
    let answer = kept(&by, &format!("/actors/{id}"));
    app.ledgers.write(move |ledger| ledger.rename_actor(&id, &name, &by)).await?;
    Ok(answer)
}

/// Makes what an actor is on some pages an actor of its own.
pub(crate) async fn split(
    State(app): State<App>,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = Sent::of(fields);
    let (name, by) = (sent.one("name"), sent.by()?);
    let listed = sent.one("pages").unwrap_or_default();
    let listed = listed.lines().map(|page| page.trim().to_owned()).filter(|page| !page.is_empty());
    let pages: Vec<String> = sent.all("page").iter().cloned().chain(listed).collect();
    if pages.is_empty() {
        return Err(Failure::wrong("No page is ticked.", "Go back and tick the pages on which it is somebody else."));
    }
    let signed = by.clone();
    let decision = app.ledgers.write(move |ledger| ledger.split_actor(&id, &pages, name.as_deref(), &signed)).await?;
    Ok(kept(&by, &format!("/actors/{}", decision.other.unwrap_or(decision.actor))))
}

/// Takes a decision back, and leads to where that was asked: the actor's page, or a page of the list.
pub(crate) async fn undo_decision(
    State(app): State<App>,
    Path((id, number)): Path<(String, i64)>,
    asked: Asked,
    editor: Editor,
) -> Result<Redirect, Failure> {
    let by = editor.signature();
    let next = asked_from(&asked, &corrections::of_actor(number)).unwrap_or_else(|| format!("/actors/{id}"));
    app.ledgers.write(move |ledger| ledger.undo_decision_about(&id, number, &by)).await?;
    Ok(Redirect::to(&next))
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

    #[test]
    fn an_address_names_what_it_leads_to() {
        for (address, id) in [
            ("http://127.0.0.1:8300/claims/claim-1?for=2#for", "claim-1"),
            ("/statements/a.1/", "a.1"),
            ("https://ledger.example/actors/actor-1#pages", "actor-1"),
        ] {
            assert_eq!(id_in(address), id);
        }
        for words in
            ["claim-1", "", "/", "Kessin A/S", "Is it #1?", "/claims/", "http://ledger.example", "https://paper.example/a/b", "¿?://"]
        {
            assert_eq!(id_in(words), words);
        }
    }
}
