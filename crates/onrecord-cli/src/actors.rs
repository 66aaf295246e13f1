//! `onrecord actors`: who is who.

use onrecord_store::{ActorDecision, ActorRow, Found, Ledger};

use crate::args::{ActorList, Actors, Decide, Decider, Query};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{decisions, ledger, list, rows};

pub(crate) fn run(args: &Actors) -> Result<Done, Failure> {
    let Some(decision) = &args.decision else { return actors(&args.list) };
    match decision {
        Decide::Merge { actor, into, decider } => decide(decider, |ledger, by| {
            let (Some(actor), Some(into)) = (id(ledger, actor)?, id(ledger, into)?) else { return Ok(None) };
            Ok(Some(ledger.merge_actors(&actor, &into, by)?))
        }),
        Decide::Split { actor, pages, name, decider } => decide(decider, |ledger, by| {
            let Some(actor) = id(ledger, actor)? else { return Ok(None) };
            Ok(Some(ledger.split_actor(&actor, pages, name.as_deref(), by)?))
        }),
        Decide::Rename { actor, name, decider } => decide(decider, |ledger, by| {
            let Some(actor) = id(ledger, actor)? else { return Ok(None) };
            Ok(Some(ledger.rename_actor(&actor, name, by)?))
        }),
        Decide::Undo { number, decider } => decide(decider, |ledger, by| Ok(Some(ledger.undo_decision(*number, by)?))),
        Decide::Decisions(query) => decisions(query),
    }
}

fn actors(args: &ActorList) -> Result<Done, Failure> {
    let actors = args.query.open()?.actors(args.name.as_deref(), args.which.part())?;
    let table = |actors: &Vec<ActorRow>| list(actors, "Nobody is on record by such a name.\n", decisions::actor_row);
    args.query.print(&actors, table, actors.iter().map(rows::actor))
}

fn decisions(query: &Query) -> Result<Done, Failure> {
    let decisions = query.open()?.decisions()?;
    let table =
        |decisions: &Vec<ActorDecision>| list(decisions, "Nothing was decided yet.\n", |decision| decisions::decision(decision) + "\n");
    query.print(&decisions, table, decisions.iter().map(rows::decision))
}

/// Takes a decision, and says it.
fn decide(decider: &Decider, decide: impl FnOnce(&mut Ledger, &str) -> Result<Option<ActorDecision>, Failure>) -> Result<Done, Failure> {
    let by = decider.name()?;
    let mut ledger = Ledger::open_existing(&decider.ledger.db)?;
    let Some(decision) = decide(&mut ledger, &by)? else { return Ok(Done::Partly) };
    out::text(&(decisions::decision(&decision) + "\n"))?;
    Ok(Done::All)
}

/// The id of the one actor that a name or an id means; where it means none or several, standard error says so.
pub(crate) fn id(ledger: &Ledger, name: &str) -> Result<Option<String>, Failure> {
    match ledger.who(name, 0)? {
        Found::One(actor) => return Ok(Some(actor.id)),
        Found::Several(candidates) => {
            out::complain(&format!("several actors go by \"{name}\"; name one of them by its id:"));
            out::list(&ledger::candidates(&candidates));
        }
        Found::Nothing => out::complain(&format!(
            "nobody in the ledger goes by \"{name}\"; look for a part of the name with: onrecord actors --name PART"
        )),
    }
    Ok(None)
}
