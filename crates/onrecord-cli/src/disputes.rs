//! `onrecord disputes`: claims with both sides on record.

use onrecord_store::{DisputeFilter, LedgerClaim};

use crate::args::Disputes;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{count, ledger, list, rows};

pub(crate) fn run(args: &Disputes) -> Result<Done, Failure> {
    let filter = args.filter();
    let listed = args.query.open()?.disputes(&filter, args.which.part())?;
    let (disputes, there) = (listed.items, count(listed.total, "dispute"));
    let none = match listed.total {
        0 if filter != DisputeFilter::default() => {
            "No dispute has all of this. Ask for less, or list all with: onrecord disputes\n".to_owned()
        }
        0 => "No claim has both sides on record yet. Add more pages with: onrecord add PAGE…\n".to_owned(),
        _ => format!("There are no more: --offset passes over {there}.\n"),
    };
    let table = |disputes: &Vec<LedgerClaim>| list(disputes, &none, |claim| ledger::listed_claim(claim) + "\n");
    let done = args.query.print(&disputes, table, disputes.iter().flat_map(rows::positions))?;
    let end = listed.offset + disputes.len() as u64;
    if !disputes.is_empty() && end < listed.total {
        out::complain(&format!("there are {there} in all; list more with --limit, or go on with --offset {end}"));
    }
    Ok(done)
}
