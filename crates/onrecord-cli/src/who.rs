//! `onrecord who`: everything that somebody has on record.

use onrecord_store::Found;

use crate::args::Who;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{count, ledger, rows};

pub(crate) fn run(args: &Who) -> Result<Done, Failure> {
    let name = args.name.join(" ");
    let actor = match args.query.open()?.who(&name, args.most.limit())? {
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
    let done = args.query.print(&actor, ledger::actor, actor.statements.iter().map(rows::statement))?;
    if actor.in_all > actor.statements.len() as u64 {
        out::complain(&format!("these are the latest of {}; list more with --limit", count(actor.in_all, "statement")));
    }
    Ok(done)
}
