//! `onrecord search`: statements and articles that hold some words.

use crate::args::Search;
use crate::exit::{Done, Failure};
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Search) -> Result<Done, Failure> {
    let hits = args.query.open()?.search(&args.words.join(" "), args.most.limit)?;
    args.query.print(&hits, ledger::hits, hits.statements.iter().map(rows::statement))
}
