//! `onrecord disputes`: claims with both sides on record.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{Query, QueryFormat};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Query) -> Result<Done, Failure> {
    let disputes = Ledger::open_existing(&args.ledger.db)?.disputes()?;
    match args.format {
        QueryFormat::Table => {
            let mut out = out::people();
            if disputes.is_empty() {
                writeln!(out, "No claim has both sides on record yet. Add more pages with: onrecord add PAGE…")?;
            }
            for claim in &disputes {
                writeln!(out, "{}", ledger::claim(claim))?;
            }
            out.flush()?;
        }
        QueryFormat::Json => out::json(&disputes)?,
        QueryFormat::Csv => out::csv(disputes.iter().flat_map(rows::positions))?,
    }
    Ok(Done::All)
}
