//! `onrecord packs`: the topics that frames and findings are made with; and the packs that a user names with `--pack`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::pack::{Pack, bundled};

use crate::args::{Packs, PacksCommand};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::packs as render;

pub(crate) fn run(args: &Packs) -> Result<Done, Failure> {
    match &args.command {
        None => {
            let mut out = out::people();
            bundled().iter().try_for_each(|pack| write!(out, "{}", render::pack(pack)))?;
            out.flush()?;
            Ok(Done::All)
        }
        Some(PacksCommand::Check { files }) => check(files),
    }
}

/// Says of each file whether it is a pack that can be used.
fn check(files: &[PathBuf]) -> Result<Done, Failure> {
    let mut done = Done::All;
    let mut out = out::people();
    for file in files {
        match read(file) {
            Ok(pack) => writeln!(out, "{}: sound; {}", file.display(), render::summary(&pack))?,
            Err(problems) => {
                out.flush()?;
                for problem in &problems {
                    out::complain(problem);
                }
                done = Done::Partly;
            }
        }
    }
    out.flush()?;
    Ok(done)
}

/// The packs in some files.
///
/// # Errors
/// Where any of them cannot be read; all that is wrong with it has been said on standard error.
pub(crate) fn load(files: &[PathBuf]) -> Result<Vec<Pack>, Failure> {
    let read = |file: &PathBuf| {
        read(file).map_err(|problems| {
            for problem in &problems {
                out::complain(problem);
            }
            Failure::Usage(format!("{} cannot be used; check it with: onrecord packs check {}", file.display(), file.display()))
        })
    };
    files.iter().map(read).collect()
}

/// A pack, or what is wrong with its file, as `FILE:LINE: REASON`.
fn read(file: &Path) -> Result<Pack, Vec<String>> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| vec![format!("{name}: {error}; name a pack's TOML file")])?;
    Pack::parse(&text).map_err(|problems| problems.iter().map(|problem| format!("{name}:{problem}")).collect())
}
