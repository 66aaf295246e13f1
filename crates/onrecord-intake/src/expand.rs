//! Which inputs a command line names.

use std::fmt;
use std::path::{Path, PathBuf};

use url::Url;
use walkdir::WalkDir;

use crate::{Problem, address};

/// Something that a page can be read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// Standard input, written `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// What stands at an address, `http` or `https`.
    Address(Url),
    /// A page in a feed or an archive.
    Part {
        /// The feed or archive.
        of: Box<Input>,
        /// Its name in there: an address, or a record's id.
        part: String,
    },
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("-"),
            Input::File(path) => path.display().fmt(f),
            Input::Address(url) => url.fmt(f),
            Input::Part { of, part } => write!(f, "{of}#{part}"),
        }
    }
}

/// The endings of files that are taken out of a folder; each may be followed by `.gz`.
const ENDINGS: &[&str] = &["txt", "html", "htm", "xhtml", "warc"];

/// The inputs that the words of a command line name, in their order: an address, a file itself, a folder's pages by name, a glob's matches by
/// name. Nothing is opened.
///
/// A name that exists is taken as it is, whatever marks of a glob it has.
pub fn expand(inputs: &[String]) -> Vec<Result<Input, Problem>> {
    inputs.iter().flat_map(|input| one(input)).collect()
}

fn one(input: &str) -> Vec<Result<Input, Problem>> {
    if input == "-" {
        return vec![Ok(Input::Stdin)];
    }
    if let Some(url) = address::parse(input) {
        return vec![Ok(Input::Address(address::identity(url)))];
    }
    let path = Path::new(input);
    if path.is_dir() {
        return folder(path);
    }
    if path.exists() {
        return vec![Ok(Input::File(path.to_owned()))];
    }
    if input.contains("://") {
        return vec![Err(Problem::new(input, "it is no address that is fetched", "give an http or https address with a host"))];
    }
    if input.contains(['*', '?', '[']) {
        return matches(input);
    }
    vec![Err(Problem::new(input, "there is no such file", "check the path"))]
}

/// A folder's pages, and those of the folders in it, by name.
fn folder(path: &Path) -> Vec<Result<Input, Problem>> {
    let name = path.display().to_string();
    let mut out = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_page(entry.path()) => out.push(Ok(Input::File(entry.into_path()))),
            Ok(_) => {}
            Err(error) => {
                let at = error.path().map_or(name.clone(), |path| path.display().to_string());
                out.push(Err(Problem::new(at, "it cannot be listed", "check its permissions")));
            }
        }
    }
    if out.is_empty() {
        out.push(Err(Problem::new(
            name,
            "no pages in this folder",
            "give one with .txt, .html, .htm, .xhtml or .warc files, also with .gz after it",
        )));
    }
    out
}

/// What a glob matches, by name.
fn matches(pattern: &str) -> Vec<Result<Input, Problem>> {
    let Ok(found) = glob::glob(pattern) else {
        return vec![Err(Problem::new(pattern, "it is no valid pattern", "check its brackets and stars"))];
    };
    let mut paths: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    paths.sort();
    if paths.is_empty() {
        return vec![Err(Problem::new(pattern, "no file matches it", "check the pattern"))];
    }
    paths.into_iter().flat_map(|path| if path.is_dir() { folder(&path) } else { vec![Ok(Input::File(path))] }).collect()
}

/// Whether a file's name is that of a page.
fn is_page(path: &Path) -> bool {
    ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The ending of a file's name in small letters, without a `.gz` after it.
pub(crate) fn ending(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}
