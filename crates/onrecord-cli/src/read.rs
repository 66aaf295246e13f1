//! `onrecord read`: pages to who says what in them.

use std::io::{self, BufWriter, Write};

use onrecord::attribute::Tagger;
use onrecord::model::Record;
use onrecord::pack::with_bundled;
use onrecord_export::{brat, parquet, table};
use onrecord_intake::Input;

use crate::args::{Read, ReadFormat};
use crate::exit::{Done, Failure};
use crate::render::{article, explain};
use crate::{out, packs, pages, parts};

pub(crate) fn run(args: &Read) -> Result<Done, Failure> {
    match (&args.output, args.format) {
        (Some(folder), ReadFormat::Parquet) => parts::run(args, folder),
        (Some(_), _) => Err(Failure::Usage("only --format parquet goes with --output; else send standard output to a file".to_owned())),
        (None, ReadFormat::Parquet) => to_table(args),
        (None, _) => to_text(args),
    }
}

fn to_text(args: &Read) -> Result<Done, Failure> {
    let inputs = pages::inputs(&args.pages.inputs);
    let several = inputs.len() > 1;
    let mut out: Box<dyn Write> = match args.format {
        ReadFormat::Text => Box::new(out::people()),
        _ => Box::new(out::programs()),
    };
    let packs = with_bundled(packs::load(&args.pages.packs)?);
    let mut first = true;
    let done = pages::each(
        &args.pages,
        &packs,
        inputs,
        |input, record, tagger| {
            let named = several || matches!(input, Input::Part { .. });
            print(args, named.then(|| input.to_string()).as_deref(), &record, tagger)
        },
        |outcome| {
            match outcome {
                Ok(printed) => {
                    if args.format == ReadFormat::Text && !std::mem::take(&mut first) {
                        writeln!(out, "\n{}\n", article::RULE)?;
                    }
                    out.write_all(printed?.as_bytes())?;
                }
                Err(problem) => {
                    // What was read before it stands before it where both go to one place.
                    out.flush()?;
                    out::complain(&problem);
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(done)
}

/// One Parquet file on standard output. Rows are made where the page is read; only writing them is left to one thread.
fn to_table(args: &Read) -> Result<Done, Failure> {
    let packs = with_bundled(packs::load(&args.pages.packs)?);
    let mut writer = parquet::Writer::new(BufWriter::new(io::stdout()))?;
    let rows = |_: &Input, record: Record, _: &Tagger| table::batch(&table::rows(&record).collect::<Vec<_>>());
    let done = pages::each(&args.pages, &packs, pages::inputs(&args.pages.inputs), rows, |outcome| {
        match outcome {
            Ok(batch) => writer.batch(&batch?)?,
            Err(problem) => {
                writer.failure(None, None, &problem)?;
                out::complain(&problem);
            }
        }
        Ok(())
    })?;
    writer.finish()?.flush()?;
    Ok(done)
}

/// A record as text; with a name where it is one of several.
fn print(args: &Read, name: Option<&str>, record: &Record, tagger: &Tagger) -> Result<String, serde_json::Error> {
    Ok(match args.format {
        ReadFormat::Text if args.explain => article::render(record) + &explain::text(record, tagger),
        ReadFormat::Jsonl if args.explain => explain::json(record, tagger)? + "\n",
        ReadFormat::Text => article::render(record),
        ReadFormat::Brat => brat::render(name, record),
        _ => serde_json::to_string(record)? + "\n",
    })
}
