//! `onrecord disputes`: claims with both sides on record.

use onrecord_store::{DisputeFilter, LedgerClaim};

use crate::args::Disputes;
use crate::exit::{Done, Failure};
use crate::render::{ledger, list, rows};

pub(crate) fn run(args: &Disputes) -> Result<Done, Failure> {
    let disputes = args.query.open()?.disputes(&DisputeFilter::default(), args.which.part())?.items;
    let table = |disputes: &Vec<LedgerClaim>| {
        let none =
            if args.which.offset == 0 { "No claim has both sides on record yet. Add more pages with: onrecord add PAGE…\n" } else { "" };
        list(disputes, none, |claim| ledger::claim(claim) + "\n")
    };
    args.query.print(&disputes, table, disputes.iter().flat_map(rows::positions))
}
