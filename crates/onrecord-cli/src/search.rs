//! `onrecord search`: statements and articles that hold some words.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{QueryFormat, Search};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Search) -> Result<Done, Failure> {
    let hits = Ledger::open_existing(&args.query.ledger.db)?.search(&args.words.join(" "), args.limit)?;
    match args.query.format {
        QueryFormat::Table => {
            let mut out = out::people();
            write!(out, "{}", ledger::hits(&hits))?;
            out.flush()?;
        }
        QueryFormat::Json => out::json(&hits)?,
        QueryFormat::Csv => out::csv(hits.statements.iter().map(rows::statement))?,
    }
    Ok(Done::All)
}
