//! `onrecord-lab lines`: what the model that tells body from furniture is fitted on.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use onrecord::read::line_features;

/// `lines`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The folder of pages saved as text.
    dir: PathBuf,
}

/// Prints one JSON array a line: the page's name, the line's text, its features.
///
/// # Errors
/// Where the folder or a page cannot be read.
pub fn run(options: &Options) -> Result<()> {
    let entries = fs::read_dir(&options.dir).with_context(|| format!("{}: cannot be listed", options.dir.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        let page = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        for (text, features) in line_features(&page) {
            println!("{}", serde_json::json!([name, text, features]));
        }
    }
    Ok(())
}
