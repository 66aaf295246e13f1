//! `onrecord export`: the whole ledger, for other programs.

use std::io::Write;
use std::path::Path;

use onrecord::model::Record;
use onrecord_export::{annotations, brat, bundle, ftm, jsonld, parquet};
use onrecord_store::Ledger;
use serde_json::{Value, json};

use crate::args::{Export, ExportFormat};
use crate::exit::{self, Done, Failure};
use crate::out;
use crate::render::rows;
use crate::target::{self, Target};

/// What the columns of the table of comma-separated values mean (W3C Metadata Vocabulary for Tabular Data).
const COLUMNS: &str = include_str!("render/csvw.json");

/// What a table's description is called: the table's name and this.
const DESCRIPTION: &str = "-metadata.json";

pub(crate) fn run(args: &Export) -> Result<Done, Failure> {
    let ledger = Ledger::open_to_read(&args.ledger.db)?;
    let output = args.output.as_deref();
    if let Some(path) = output {
        target::apart(path, &args.ledger.db)?;
    }
    match args.format {
        ExportFormat::Jsonl => {
            let mut out = Target::new(output)?;
            each(&ledger, |record| {
                serde_json::to_writer(&mut out, record)?;
                Ok(writeln!(out)?)
            })?;
            out.keep()?;
        }
        ExportFormat::Csv => table(&ledger, output, &args.ledger.db)?,
        ExportFormat::Parquet => {
            let mut writer = parquet::Writer::new(Target::new(output)?)?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.keep()?;
        }
        ExportFormat::Jsonld => {
            let mut writer = jsonld::Writer::new(Target::new(output)?)?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.keep()?;
        }
        ExportFormat::Annotations => {
            let mut writer = annotations::Writer::new(Target::new(output)?)?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.keep()?;
        }
        ExportFormat::Ftm => {
            let mut writer = ftm::Writer::new(Target::new(output)?);
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?.keep()?;
        }
        ExportFormat::Brat => {
            if let Some(path) = output {
                let folder = brat::Folder::new(path).map_err(|error| unmade(path, error))?;
                each(&ledger, |record| Ok(folder.record(record)?))?;
            } else {
                let mut out = Target::new(None)?;
                each(&ledger, |record| Ok(out.write_all(brat::render(Some(&record.article.id()), record).as_bytes())?))?;
                out.keep()?;
            }
        }
        ExportFormat::Bundle => {
            let path = output.expect("the arguments ask for it");
            let mut writer = bundle::Writer::new(path).map_err(|error| unmade(path, error))?;
            each(&ledger, |record| Ok(writer.record(record)?))?;
            writer.finish()?;
        }
        ExportFormat::Corrections => {
            let mut out = Target::new(output)?;
            for lesson in ledger.lessons()? {
                serde_json::to_writer(&mut out, &lesson)?;
                writeln!(out)?;
            }
            out.keep()?;
        }
    }
    Ok(Done::All)
}

/// Hands over the ledger's records, one at a time.
fn each(ledger: &Ledger, mut take: impl FnMut(&Record) -> Result<(), Failure>) -> Result<(), Failure> {
    ledger.records()?.try_for_each(|record| take(&record?))
}

/// A folder or an archive that could not be made.
fn unmade(path: &Path, error: onrecord_export::Error) -> Failure {
    Failure::Place(path.to_owned(), exit::io(error))
}

/// The table of comma-separated values; what its columns mean goes where readers of the table look for it: beside it.
fn table(ledger: &Ledger, output: Option<&Path>, db: &Path) -> Result<(), Failure> {
    let beside = output.map(|path| target::with_end(path, DESCRIPTION));
    if let Some(path) = &beside {
        target::apart(path, db)?;
    }
    let mut out = out::rows::<rows::StatementRow, _>(Target::new(output)?)?;
    ledger.on_the_record(|row| out.serialize(rows::statement(&row)).map_err(Failure::from))?;
    out.into_inner().map_err(|error| Failure::Output(error.into_error()))?.keep()?;
    let Some((path, beside)) = output.zip(beside) else { return Ok(()) };
    let mut description: Value = serde_json::from_str(COLUMNS)?;
    description["url"] = json!(path.file_name().map(|name| name.to_string_lossy()));
    let mut out = Target::new(Some(&beside))?;
    serde_json::to_writer_pretty(&mut out, &description)?;
    out.keep()
}
