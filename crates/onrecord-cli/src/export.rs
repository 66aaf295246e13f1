//! `onrecord export`: the whole ledger, for other programs.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use onrecord::model::Record;
use onrecord_export::{annotations, brat, bundle, ftm, jsonld, parquet};
use onrecord_store::Ledger;
use serde_json::{Value, json};

use crate::args::{Export, ExportFormat};
use crate::exit::{Done, Failure};
use crate::render::rows;

/// What the columns of the table of comma-separated values mean (W3C Metadata Vocabulary for Tabular Data).
const COLUMNS: &str = include_str!("render/csvw.json");

pub(crate) fn run(args: &Export) -> Result<Done, Failure> {
    let ledger = Ledger::open_to_read(&args.ledger.db)?;
    let output = args.output.as_deref();
    match args.format {
        ExportFormat::Jsonl => {
            let mut out = destination(output)?;
            each(&ledger, |record| {
                serde_json::to_writer(&mut out, record)?;
                Ok(writeln!(out)?)
            })?;
            out.flush()?;
        }
        ExportFormat::Csv => {
            let mut out = csv::Writer::from_writer(destination(output)?);
            ledger.on_the_record(|row| out.serialize(rows::statement(&row)).map_err(Failure::from))?;
            out.flush()?;
            if let Some(path) = output {
                describe(path)?;
            }
        }
        ExportFormat::Parquet => {
            let mut writer = parquet::Writer::new(destination(output)?)?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.flush()?;
        }
        ExportFormat::Jsonld => {
            let mut writer = jsonld::Writer::new(destination(output)?)?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.flush()?;
        }
        ExportFormat::Annotations => {
            let mut writer = annotations::Writer::new(destination(output)?)?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.flush()?;
        }
        ExportFormat::Ftm => {
            let mut writer = ftm::Writer::new(destination(output)?);
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.flush()?;
        }
        ExportFormat::Brat => {
            if let Some(path) = output {
                let folder = brat::Folder::new(path)?;
                each(&ledger, |record| Ok(folder.record(record)?))?;
            } else {
                let mut out = destination(None)?;
                each(&ledger, |record| Ok(out.write_all(brat::render(Some(&record.article.id()), record).as_bytes())?))?;
                out.flush()?;
            }
        }
        ExportFormat::Bundle => {
            let mut writer = bundle::Writer::new(output.expect("the arguments ask for it"))?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?;
        }
        ExportFormat::Corrections => {
            let mut out = destination(output)?;
            for lesson in ledger.lessons()? {
                serde_json::to_writer(&mut out, &lesson)?;
                writeln!(out)?;
            }
            out.flush()?;
        }
    }
    Ok(Done::All)
}

/// Hands over the ledger's records, one at a time.
fn each(ledger: &Ledger, mut take: impl FnMut(&Record) -> Result<(), Failure>) -> Result<(), Failure> {
    ledger.records()?.try_for_each(|record| take(&record?))
}

/// A file, or standard output.
fn destination(output: Option<&Path>) -> Result<Box<dyn Write + Send>, Failure> {
    Ok(match output {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(BufWriter::new(std::io::stdout())),
    })
}

/// Writes the description of a table's columns where readers of the table look for it: beside it, under its name and `-metadata.json`.
fn describe(table: &Path) -> Result<(), Failure> {
    let mut description: Value = serde_json::from_str(COLUMNS)?;
    description["url"] = json!(table.file_name().map(|name| name.to_string_lossy()));
    let mut beside = table.as_os_str().to_owned();
    beside.push("-metadata.json");
    Ok(fs::write(beside, serde_json::to_string_pretty(&description)?)?)
}
