//! `onrecord who`: everything that somebody has on record.

use std::io::Write;

use onrecord_store::{Found, Ledger};

use crate::args::{QueryFormat, Who};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{count, ledger, rows};

pub(crate) fn run(args: &Who) -> Result<Done, Failure> {
    let name = args.name.join(" ");
    let actor = match Ledger::open_existing(&args.query.ledger.db)?.who_lately(&name, args.limit)? {
        Found::One(actor) => actor,
        Found::Several(candidates) => {
            out::complain(&format!("several actors go by \"{name}\"; ask for one of them by name or id:"));
            out::list(&ledger::candidates(&candidates));
            return Ok(Done::Partly);
        }
        Found::Nothing => {
            out::complain(&format!("nobody in the ledger goes by \"{name}\"; look for a part of the name, or: onrecord search {name}"));
            return Ok(Done::Partly);
        }
    };
    match args.query.format {
        QueryFormat::Table => {
            let mut out = out::people();
            write!(out, "{}", ledger::actor(&actor))?;
            out.flush()?;
        }
        QueryFormat::Json => out::json(&actor)?,
        QueryFormat::Csv => out::csv(actor.statements.iter().map(rows::statement))?,
    }
    if actor.in_all > actor.statements.len() as u64 {
        out::complain(&format!("these are the latest of {}; list more with --limit", count(actor.in_all, "statement")));
    }
    Ok(Done::All)
}
