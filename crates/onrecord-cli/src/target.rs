//! Where an export goes: standard output, or a file that has its name only once it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::exit::Failure;

/// What `SQLite` adds to a ledger's name for the files beside it.
const LEDGER: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Something to write to.
pub(crate) struct Target {
    out: BufWriter<Box<dyn Write + Send>>,
    unfinished: Option<Unfinished>,
}

/// A file in the making, under a name of its own; it is gone where it is never kept.
struct Unfinished {
    path: PathBuf,
    file: PathBuf,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // One that was kept has another name by now.
        let _ = fs::remove_file(&self.path);
    }
}

impl Target {
    /// A file, or standard output. What a file held before stays until the new one is whole.
    pub(crate) fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::direct(io::stdout())) };
        Self::file(path).map_err(|error| Failure::Place(path.to_owned(), error))
    }

    fn file(path: &Path) -> io::Result<Self> {
        // A link stays, and what it leads to is written.
        let file = resolved(path);
        let before = fs::metadata(&file).ok();
        match &before {
            Some(there) if there.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            // Nothing can be put in the place of a device or a pipe.
            Some(there) if !there.is_file() => return Ok(Self::direct(OpenOptions::new().write(true).open(&file)?)),
            _ => {}
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = file.with_file_name(format!(".{name}.{}.unfinished", process::id()));
        let out = File::create(&path)?;
        let unfinished = Unfinished { path, file };
        if let Some(before) = before {
            out.set_permissions(before.permissions())?;
        }
        Ok(Self { unfinished: Some(unfinished), ..Self::direct(out) })
    }

    fn direct(out: impl Write + Send + 'static) -> Self {
        Self { out: BufWriter::new(Box::new(out)), unfinished: None }
    }

    /// Ends it: only now does a file have its name.
    pub(crate) fn keep(mut self) -> Result<(), Failure> {
        self.out.flush()?;
        let Some(unfinished) = &self.unfinished else { return Ok(()) };
        fs::rename(&unfinished.path, &unfinished.file).map_err(|error| Failure::Place(unfinished.file.clone(), error))
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Refuses a place where the ledger that is read stands, or one of the files that `SQLite` keeps beside it.
pub(crate) fn apart(path: &Path, ledger: &Path) -> Result<(), Failure> {
    let (place, ledger) = (resolved(path), resolved(ledger));
    if LEDGER.iter().any(|end| with_end(&ledger, end) == place) {
        return Err(Failure::Usage(format!(
            "{} is the ledger's own file, and is left as it is; give another with --output",
            path.display()
        )));
    }
    Ok(())
}

/// A path with something more at its end.
pub(crate) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(end);
    path.into()
}

/// Where a path leads, without links and dots; where nothing is there yet, by its folder.
fn resolved(path: &Path) -> PathBuf {
    let by_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(by_folder).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_file_stays_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        let files = || fs::read_dir(folder.path()).unwrap().count();
        fs::write(&path, "before").unwrap();
        let mut broken = Target::new(Some(&path)).unwrap();
        broken.write_all(b"half").unwrap();
        assert_eq!(files(), 2);
        drop(broken);
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), files()), ("before", 1));
        let mut whole = Target::new(Some(&path)).unwrap();
        whole.write_all(b"after").unwrap();
        whole.keep().unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), files()), ("after", 1));
    }

    #[test]
    fn the_ledger_is_known_by_any_of_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let ledger = at("a.db");
        fs::write(&ledger, "").unwrap();
        fs::create_dir(at("sub")).unwrap();
        for same in ["a.db", "a.db-wal", "a.db-shm", "sub/../a.db"] {
            assert!(matches!(apart(&at(same), &ledger), Err(Failure::Usage(_))), "{same}");
        }
        for other in ["b.db", "sub/a.db", "a.db.csv", "none/a.db"] {
            assert!(apart(&at(other), &ledger).is_ok(), "{other}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&ledger, at("link.csv")).unwrap();
            assert!(apart(&at("link.csv"), &ledger).is_err());
        }
    }
}
