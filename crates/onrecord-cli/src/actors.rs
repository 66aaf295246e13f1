//! `onrecord actors`: who is who.

use std::io::Write;

use onrecord_store::{ActorDecision, Found, Ledger};

use crate::args::{ActorList, Actors, By, Db, Decide, Query, QueryFormat};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{decisions, ledger, rows};

pub(crate) fn run(args: &Actors) -> Result<Done, Failure> {
    let Some(decision) = &args.decision else { return list(&args.list) };
    match decision {
        Decide::Merge { actor, into, by, ledger } => decide(ledger, by, |ledger, by| {
            let (Some(actor), Some(into)) = (id(ledger, actor)?, id(ledger, into)?) else { return Ok(None) };
            Ok(Some(ledger.merge_actors(&actor, &into, by)?))
        }),
        Decide::Split { actor, pages, name, by, ledger } => decide(ledger, by, |ledger, by| {
            let Some(actor) = id(ledger, actor)? else { return Ok(None) };
            Ok(Some(ledger.split_actor(&actor, pages, name.as_deref(), by)?))
        }),
        Decide::Rename { actor, name, by, ledger } => decide(ledger, by, |ledger, by| {
            let Some(actor) = id(ledger, actor)? else { return Ok(None) };
            Ok(Some(ledger.rename_actor(&actor, name, by)?))
        }),
        Decide::Undo { number, by, ledger } => decide(ledger, by, |ledger, by| Ok(Some(ledger.undo_decision(*number, by)?))),
        Decide::Decisions(query) => decisions(query),
    }
}

fn list(args: &ActorList) -> Result<Done, Failure> {
    let actors = Ledger::open_existing(&args.query.ledger.db)?.actors(args.name.as_deref(), args.limit, args.offset)?;
    match args.query.format {
        QueryFormat::Table => {
            let mut out = out::people();
            if actors.is_empty() {
                writeln!(out, "Nobody is on record by such a name.")?;
            }
            for actor in &actors {
                write!(out, "{}", decisions::actor_row(actor))?;
            }
            out.flush()?;
        }
        QueryFormat::Json => out::json(&actors)?,
        QueryFormat::Csv => out::csv(actors.iter().map(rows::actor))?,
    }
    Ok(Done::All)
}

fn decisions(query: &Query) -> Result<Done, Failure> {
    let decisions = Ledger::open_existing(&query.ledger.db)?.decisions()?;
    match query.format {
        QueryFormat::Table => {
            let mut out = out::people();
            if decisions.is_empty() {
                writeln!(out, "Nothing was decided yet.")?;
            }
            for decision in &decisions {
                writeln!(out, "{}", decisions::decision(decision))?;
            }
            out.flush()?;
        }
        QueryFormat::Json => out::json(&decisions)?,
        QueryFormat::Csv => out::csv(decisions.iter().map(rows::decision))?,
    }
    Ok(Done::All)
}

/// Takes a decision, and says it.
fn decide(db: &Db, by: &By, decide: impl FnOnce(&mut Ledger, &str) -> Result<Option<ActorDecision>, Failure>) -> Result<Done, Failure> {
    let by = by.name()?;
    let mut ledger = Ledger::open_existing(&db.db)?;
    let Some(decision) = decide(&mut ledger, &by)? else { return Ok(Done::Partly) };
    let mut out = out::people();
    writeln!(out, "{}", decisions::decision(&decision))?;
    out.flush()?;
    Ok(Done::All)
}

/// The id of the one actor that a name or an id means; where it means none or several, standard error says so.
pub(crate) fn id(ledger: &Ledger, name: &str) -> Result<Option<String>, Failure> {
    match ledger.who(name)? {
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
