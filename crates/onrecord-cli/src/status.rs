//! `onrecord status`: how much the ledger holds.

use crate::args::Query;
use crate::exit::{Done, Failure};
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Query) -> Result<Done, Failure> {
    let status = args.open()?.status()?;
    args.print(&status, |status| ledger::status(&args.ledger.db.display().to_string(), status), [rows::status(&status)])
}
