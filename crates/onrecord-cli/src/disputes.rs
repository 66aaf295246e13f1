//! `onrecord disputes`: claims with both sides on record.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{Disputes, QueryFormat};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Disputes) -> Result<Done, Failure> {
    let disputes = Ledger::open_existing(&args.query.ledger.db)?.latest_disputes(args.limit, args.offset)?;
    match args.query.format {
        QueryFormat::Table => {
            let mut out = out::people();
            if disputes.is_empty() && args.offset == 0 {
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
