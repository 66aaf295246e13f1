//! `onrecord corrections`: what people put right.

use onrecord_store::Decided;

use crate::args::Corrections;
use crate::correct::names;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{count, decisions, list, rows};

pub(crate) fn run(args: &Corrections) -> Result<Done, Failure> {
    let ledger = args.query.open()?;
    let listed = ledger.decided(args.which.part())?;
    let (decided, there) = (listed.items, count(listed.total, "decision"));
    let names = names(&ledger, decided.iter().filter_map(Decided::correction))?;
    let none = match listed.total {
        0 => "Nobody has put anything right yet. Begin with: onrecord correct --help\n".to_owned(),
        _ => format!("There are no more: --offset passes over {there}.\n"),
    };
    let table = |decided: &Vec<Decided>| list(decided, &none, |one| decisions::decided(one, &names));
    let done = args.query.print(&decided, table, decided.iter().map(rows::decided))?;
    let end = listed.offset + decided.len() as u64;
    if !decided.is_empty() && end < listed.total {
        out::complain(&format!("there are {there} in all; list more with --limit, or go on with --offset {end}"));
    }
    Ok(done)
}
