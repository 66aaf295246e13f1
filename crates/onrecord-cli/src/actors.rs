//! `onrecord actors`: who is who.

use onrecord_store::{ActorDecision, ActorRow, Found, Ledger, Part};

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
    let (most, offset) = (args.which.most, args.which.offset);
    let mut actors = args.query.open()?.actors(args.name.as_deref(), Part { offset, limit: most.and_one() })?;
    let more = most.cut(&mut actors);
    let none = match (offset, &args.name) {
        (1.., _) => format!("There is nobody behind the first {offset}.\n"),
        (0, Some(_)) => "Nobody is on record by such a name.\n".to_owned(),
        (0, None) => "Nobody is on record yet. Add pages with: onrecord add PAGE…\n".to_owned(),
    };
    let table = |actors: &Vec<ActorRow>| list(actors, &none, decisions::actor_row);
    let done = args.query.print(&actors, table, actors.iter().map(rows::actor))?;
    if more {
        let next = offset.saturating_add(most.limit());
        out::complain(&format!("there are more; list more with --limit, or go on with --offset {next}"));
    }
    Ok(done)
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
