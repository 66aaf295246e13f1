//! `onrecord read --format parquet --output FOLDER`: a long list of inputs into a table of several files, that goes on where it was stopped.
//!
//! A part holds the statements of some inputs, and their names in its foot. It is written under a hidden name and gets its own when it is
//! whole, so that what a part names has been read, and what no part names has not, however a run ended.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use onrecord::attribute::Tagger;
use onrecord::model::Record;
use onrecord::pack::{Pack, with_bundled};
use onrecord_export::{parquet, table};
use onrecord_intake::Input;

use crate::args::Read;
use crate::exit::{Done, Failure};
use crate::render::count;
use crate::{out, packs, pages};

/// A part is of so many bytes of files; a larger file is a part by itself.
const BYTES: u64 = 64 << 20;
/// A part is of no more inputs.
const INPUTS: usize = 4096;
/// The key of the inputs' names in a part's foot: a JSON array.
const NAMES: &str = "onrecord.inputs";
/// Readers of a folder of tables pass over names that begin with a full stop.
const UNFINISHED: &str = ".unfinished";
const LOCK: &str = ".lock";

pub(crate) fn run(args: &Read, folder: &Path) -> Result<Done, Failure> {
    let unmade = |error| Failure::Place(folder.to_owned(), error);
    fs::create_dir_all(folder).map_err(unmade)?;
    let lock = File::create(folder.join(LOCK)).map_err(unmade)?;
    lock.try_lock().map_err(|_| Failure::Usage(format!("{}: another onrecord writes into it; wait for it", folder.display())))?;
    let Written { parts, inputs: known } = written(folder)?;
    let packs = with_bundled(packs::load(&args.pages.packs)?);
    let mut done = Done::All;
    let (mut left, mut before) = (Vec::new(), 0);
    for input in pages::inputs(&args.pages.inputs) {
        match input {
            Ok(input) if known.contains(&input.to_string()) => before += 1,
            Ok(input) => left.push(input),
            Err(problem) => {
                out::complain(&problem.to_string());
                done = Done::Partly;
            }
        }
    }
    let read = left.len();
    let tagger = args.pages.model();
    for (number, inputs) in (parts..).zip(portions(left)) {
        if part(args, &packs, &tagger, folder, number, inputs)? == Done::Partly {
            done = Done::Partly;
        }
    }
    let mut out = out::people();
    writeln!(out, "{}: {} read now, {before} before", folder.display(), count(read, "input"))?;
    out.flush()?;
    Ok(done)
}

/// What a folder holds.
struct Written {
    /// The number of the next part.
    parts: usize,
    /// The names of the inputs in the parts before it.
    inputs: HashSet<String>,
}

fn written(folder: &Path) -> Result<Written, Failure> {
    let mut written = Written { parts: 0, inputs: HashSet::new() };
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(number) = number(&path) else { continue };
        let foreign = || Failure::Usage(format!("{}: it is no part that onrecord wrote; give another folder", path.display()));
        let names = parquet::noted(File::open(&path)?, NAMES).ok().flatten().ok_or_else(foreign)?;
        written.inputs.extend(serde_json::from_str::<Vec<String>>(&names)?);
        written.parts = written.parts.max(number + 1);
    }
    Ok(written)
}

fn name(number: usize) -> String {
    format!("part-{number:06}.parquet")
}

/// The number in a part's name.
fn number(path: &Path) -> Option<usize> {
    path.file_name()?.to_str()?.strip_prefix("part-")?.strip_suffix(".parquet")?.parse().ok()
}

/// Portions of inputs, each for a part, in their order.
fn portions(inputs: Vec<Input>) -> impl Iterator<Item = Vec<Input>> {
    let mut inputs = inputs.into_iter().peekable();
    std::iter::from_fn(move || {
        let (mut portion, mut bytes) = (vec![inputs.next()?], 0);
        while portion.len() < INPUTS {
            bytes += portion.last().map_or(0, size);
            let Some(next) = inputs.next_if(|next| bytes + size(next) <= BYTES) else { break };
            portion.push(next);
        }
        Some(portion)
    })
}

fn size(input: &Input) -> u64 {
    match input {
        Input::File(path) => fs::metadata(path).map_or(0, |file| file.len()),
        _ => 0,
    }
}

fn part(args: &Read, packs: &[Pack], tagger: &Tagger, folder: &Path, number: usize, inputs: Vec<Input>) -> Result<Done, Failure> {
    let unfinished: PathBuf = folder.join(UNFINISHED);
    let mut writer = parquet::Writer::new(BufWriter::new(File::create(&unfinished)?))?;
    let names: Vec<String> = inputs.iter().map(ToString::to_string).collect();
    writer.note(NAMES, serde_json::to_string(&names)?);
    let rows = |_: &Input, record: Record| table::batch(&table::rows(&record).collect::<Vec<_>>());
    let done = pages::each_with(&args.pages, packs, tagger, inputs.into_iter().map(Ok).collect(), rows, |outcome| {
        match outcome {
            Ok(batch) => writer.batch(&batch?)?,
            Err(problem) => {
                writer.failure(Some(&problem.input), None, &problem.to_string())?;
                out::complain(&problem.to_string());
            }
        }
        Ok(())
    })?;
    writer.finish()?.into_inner().map_err(io::Error::from)?.sync_all()?;
    fs::rename(unfinished, folder.join(name(number)))?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_are_neither_too_large_nor_too_many() {
        let folder = tempfile::tempdir().unwrap();
        let input = |name: &str, size: u64| {
            let path = folder.path().join(name);
            File::create(&path).unwrap().set_len(size).unwrap();
            Input::File(path)
        };
        let inputs = vec![input("a", BYTES / 2), input("b", BYTES / 2), input("c", 1), input("d", 3 * BYTES), input("e", 0), input("f", 0)];
        let sizes: Vec<usize> = portions(inputs).map(|portion| portion.len()).collect();
        assert_eq!(sizes, [2, 1, 1, 2]);
        assert_eq!(portions(Vec::new()).count(), 0);
        assert_eq!(portions(vec![Input::Stdin; INPUTS + 1]).map(|portion| portion.len()).collect::<Vec<_>>(), [INPUTS, 1]);
    }

    #[test]
    fn parts_are_numbered() {
        assert_eq!(number(Path::new("x/part-000012.parquet")), Some(12));
        assert_eq!(name(12), "part-000012.parquet");
        assert_eq!(number(Path::new("x/.unfinished")), None);
    }
}
