//! `onrecord read`: pages to who says what in them.

use std::io::Write;

use onrecord::model::Record;
use onrecord::pack::with_bundled;

use crate::args::{Read, ReadFormat};
use crate::exit::{Done, Failure};
use crate::render::{article, brat};
use crate::{out, packs, pages};

pub(crate) fn run(args: &Read) -> Result<Done, Failure> {
    let inputs = onrecord_intake::expand(&args.pages.inputs);
    let several = inputs.len() > 1;
    let mut out: Box<dyn Write> = match args.format {
        ReadFormat::Text => Box::new(out::people()),
        ReadFormat::Jsonl | ReadFormat::Brat => Box::new(out::programs()),
    };
    let packs = with_bundled(packs::load(&args.pages.packs)?);
    let mut first = true;
    let done = pages::each(
        &args.pages,
        &packs,
        inputs,
        |input, record| print(args.format, several.then(|| input.to_string()).as_deref(), &record),
        |outcome| {
            match outcome {
                Ok(printed) => {
                    if several && args.format == ReadFormat::Text && !std::mem::take(&mut first) {
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

/// A record as text; with a name where it is one of several.
fn print(format: ReadFormat, name: Option<&str>, record: &Record) -> Result<String, serde_json::Error> {
    Ok(match format {
        ReadFormat::Text => article::render(record),
        ReadFormat::Jsonl => serde_json::to_string(record)? + "\n",
        ReadFormat::Brat => brat::render(name, record),
    })
}
