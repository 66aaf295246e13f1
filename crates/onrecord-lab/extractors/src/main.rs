//! Reads the pages of a folder with other libraries and writes what each takes for their articles: a file a library, a line a page, in the form
//! that `onrecord-lab eval pages --predictions` reads. Prints how many pages a second of one core each has read.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use cpu_time::ProcessTime;
use flate2::read::GzDecoder;
use regex::Regex;
use scraper::Html;
use serde_json::json;
use trafilatura::ExtractionFocus;

/// What a library takes for a page's body; nothing where it finds none.
type Extract = fn(&str) -> Option<String>;

/// The libraries, each in the setting that serves it best here.
const LIBRARIES: &[(&str, Extract)] = &[
    ("trafilatura precision", |page| trafilatura_with(page, ExtractionFocus::FavorPrecision)),
    ("trafilatura balanced", |page| trafilatura_with(page, ExtractionFocus::Balanced)),
    ("rs-trafilatura", |page| rs_trafilatura::extract(page).ok().map(|found| found.content_text)),
    ("libreadability", |page| libreadability::extract(page, None).ok().map(|found| lines(&found.content))),
    ("dom_smoothie", dom_smoothie),
    ("legible", |page| legible::parse(page, None, None).ok().map(|found| lines(&found.content))),
];

fn trafilatura_with(page: &str, focus: ExtractionFocus) -> Option<String> {
    let options = trafilatura::Options::default().with_fallback(true).with_focus(focus).with_exclude_comments(true);
    trafilatura::extract(page, &options).ok().map(|found| lines(&found.content_html))
}

fn dom_smoothie(page: &str) -> Option<String> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..dom_smoothie::Config::default() };
    let mut reader = dom_smoothie::Readability::new(page, None, Some(config)).ok()?;
    reader.parse().ok().map(|found| found.text_content.to_string())
}

/// Tags at which a line ends.
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    let names = "p|div|li|h[1-6]|br|tr|td|th|blockquote|ul|ol|dd|dt|table|section|article|figure|figcaption|pre";
    Regex::new(&format!(r"(?i)</?(?:{names})\b[^>]*>")).expect("a valid shape")
});

/// The words of markup, with its blocks on lines of their own.
fn lines(markup: &str) -> String {
    Html::parse_fragment(&ENDS.replace_all(markup, "\n$0")).root_element().text().collect()
}

fn page(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| path.display().to_string())?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        GzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        { file }.read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[expect(clippy::cast_precision_loss, reason = "a folder holds few pages")]
fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder, out] = arguments.as_slice() else { bail!("name the folder of pages and the folder to write to") };
    fs::create_dir_all(out)?;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for (name, extract) in LIBRARIES {
        let mut file = BufWriter::new(File::create(out.join(format!("{name}.jsonl")))?);
        let mut seconds = 0.0;
        for path in &paths {
            let page = page(path)?;
            let begun = ProcessTime::now();
            // A library that panics on a page has found nothing on it.
            let found = panic::catch_unwind(|| extract(&page)).ok().flatten().unwrap_or_default();
            seconds += begun.elapsed().as_secs_f64();
            let block = json!({ "kind": "paragraph", "span": [0, found.chars().count()] });
            let file_name = path.file_name().unwrap_or_default().to_string_lossy();
            let line = json!({ "origin": { "path": file_name }, "article": { "text": found, "blocks": [block] } });
            writeln!(file, "{line}")?;
        }
        file.flush()?;
        println!("{name}: {:.0} pages a second", paths.len() as f64 / seconds);
    }
    Ok(())
}
