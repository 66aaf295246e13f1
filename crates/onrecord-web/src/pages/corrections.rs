//! What people decided about statements and actors, the newest first.

use axum::extract::State;
use maud::{Markup, html};
use onrecord_store::pages::Listed;
use onrecord_store::{ActorDecision, CorrectedStatement, Decided};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::decided::{Names, correction, decision, standing, stands_corrected};
use crate::view::lists::quoted;
use crate::view::printed::shortened;
use crate::view::words::{count, time};
use crate::view::{Place, Printed, layout, paging};

/// How many a page lists.
const LISTED: u32 = 30;

/// How many code points of a statement's words are shown.
const WORDS: usize = 160;

pub(crate) async fn page(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let part = paging::part(asked.page("page"), LISTED);
    let (decided, names) = app
        .ledgers
        .read(move |ledger| {
            let decided = ledger.decided(part)?;
            let names = Names::of(ledger, decided.items.iter().filter_map(Decided::correction))?;
            Ok((decided, names))
        })
        .await?;
    Ok(layout("Corrections", Place::Elsewhere, &body(&decided, &names)))
}

/// The address of the page on which something stood, where it stands now.
pub(crate) fn address(page: u32, anchor: &str) -> String {
    format!("/corrections?page={page}#{anchor}")
}

/// Where in the list the correction of a statement with a number stands.
pub(crate) fn of_statement(number: i64) -> String {
    format!("statement-{number}")
}

/// Where in the list the decision about an actor with a number stands.
pub(crate) fn of_actor(number: i64) -> String {
    format!("actor-{number}")
}

fn body(decided: &Listed<Decided>, names: &Names) -> Markup {
    let page = decided.offset / u64::from(LISTED) + 1;
    html! {
        div.heading {
            h1 { "Corrections" }
            p.lead {
                (count(decided.total, "decision")) " of people about statements and about who is who, newest first. "
                "Each counts instead of what the machine read, until it is taken back."
            }
        }
        @if decided.total == 0 {
            div.empty {
                h2 { "Nobody has put anything right yet" }
                p { "On the page of a statement and on that of an actor is a form for it, under “Put it right”." }
            }
        }
        ol.decided { @for one in &decided.items { (row(one, names, page)) } }
        (paging::steps(decided, LISTED, "/corrections?page="))
    }
}

fn row(decided: &Decided, names: &Names, page: u64) -> Markup {
    match decided {
        Decided::Statement(statement) => of_a_statement(statement, names, page),
        Decided::Actor(decision) => of_an_actor(decision, page),
    }
}

fn of_a_statement(statement: &CorrectedStatement, names: &Names, page: u64) -> Markup {
    let made = &statement.corrected;
    let undo = format!("/statements/{}/undo/{}?listed={page}", made.statement, made.number);
    html! {
        li.undone[made.undone.is_some()] id=(of_statement(made.number)) {
            p.small { (time(Some(&made.decided))) ", " bdi { (Printed(&made.decided_by)) } }
            div.what { (correction(made, names)) (stands_corrected(made, &undo)) }
            p.small {
                a href={ "/statements/" (made.statement) } {
                    strong { bdi { (Printed(&shortened(&statement.speaker, 80))) } } ": " span.words { (quoted(&statement.words, WORDS)) }
                }
            }
        }
    }
}

fn of_an_actor(made: &ActorDecision, page: u64) -> Markup {
    let undo = format!("/actors/{}/undo/{}?listed={page}", made.actor, made.number);
    html! {
        li.undone[made.undone.is_some()] id=(of_actor(made.number)) {
            p.small { (time(Some(&made.decided))) ", " bdi { (Printed(&made.decided_by)) } }
            div.what { (decision(made, None)) (standing(made.undone.as_deref(), made.undone_by.as_deref(), &undo)) }
        }
    }
}
