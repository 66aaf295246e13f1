//! Where a bundle's files go, and their digests.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::Result;

/// A folder or an archive that files are put into.
pub(super) struct Files {
    place: Place,
    sums: String,
}

enum Place {
    Folder(PathBuf),
    Archive(Box<ZipWriter<File>>),
}

impl Files {
    /// A new folder, or a new archive where the path ends in `.zip`.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let place = if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            Place::Archive(Box::new(ZipWriter::new(File::create_new(path)?)))
        } else {
            fs::create_dir(path)?;
            fs::create_dir(path.join("articles"))?;
            Place::Folder(path.to_owned())
        };
        Ok(Self { place, sums: String::new() })
    }

    /// Puts a file in.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        for byte in Sha256::digest(bytes) {
            let _ = write!(self.sums, "{byte:02x}");
        }
        let _ = writeln!(self.sums, "  {name}");
        self.write(name, bytes)
    }

    /// Ends it with the digests of all that was put in.
    pub(super) fn finish(mut self) -> Result<()> {
        let sums = std::mem::take(&mut self.sums);
        self.write("SHA256SUMS", sums.as_bytes())?;
        if let Place::Archive(archive) = self.place {
            archive.finish()?;
        }
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        match &mut self.place {
            Place::Folder(folder) => fs::write(folder.join(name), bytes)?,
            // No times in it: the same ledger gives the same archive.
            Place::Archive(archive) => {
                archive.start_file(name, SimpleFileOptions::default())?;
                archive.write_all(bytes)?;
            }
        }
        Ok(())
    }
}
