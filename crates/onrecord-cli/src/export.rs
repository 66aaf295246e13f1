//! `onrecord export`: the whole ledger, for other programs.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{Export, ExportFormat};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::rows;

pub(crate) fn run(args: &Export) -> Result<Done, Failure> {
    let ledger = Ledger::open_existing(&args.ledger.db)?;
    match args.format {
        ExportFormat::Jsonl => {
            let mut out = out::programs();
            for record in ledger.records()? {
                serde_json::to_writer(&mut out, &record?)?;
                writeln!(out)?;
            }
            out.flush()?;
        }
        ExportFormat::Csv => {
            let mut out = csv::Writer::from_writer(out::programs());
            ledger.on_the_record(|row| out.serialize(rows::statement(&row)).map_err(Failure::from))?;
            out.flush()?;
        }
        ExportFormat::Corrections => {
            let mut out = out::programs();
            for lesson in ledger.lessons()? {
                serde_json::to_writer(&mut out, &lesson)?;
                writeln!(out)?;
            }
            out.flush()?;
        }
    }
    Ok(Done::All)
}
