//! `onrecord-lab eval`: scores predictions against a corpus.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use cpu_time::ProcessTime;
use onrecord::attribute::{Guide, Tagger, attribute};
use onrecord::model::Record;
use onrecord::read::Format;
use onrecord::resolve::explain;

use crate::calibrate;
use crate::corpus::{self, Document, Page, Part};
use crate::predict::Setting;
use crate::predict::{self, Prediction};
use crate::score;

/// What is scored.
#[derive(Debug, Subcommand)]
pub enum Corpus {
    /// Spans and relations, on a split of `PolNeAR`.
    Polnear(Polnear),
    /// Speakers, acts, dates and links, on the gold pages.
    Gold(Gold),
    /// Links within and between articles of `PolNeAR` on one matter.
    Matters(Matters),
    /// Article bodies, on saved pages.
    Pages(Pages),
    /// Dates and writers, on those saved pages that were read by eye.
    Metadata(Pages),
}

/// Where predictions come from and go to.
#[derive(Debug, Args)]
struct Predictions {
    /// Score this file, one JSON object a line, instead of what this program finds.
    #[arg(long = "predictions", value_name = "FILE", id = "predictions")]
    given: Option<PathBuf>,
    /// Write what this program finds to a file that the reference scorers read.
    #[arg(long, value_name = "FILE", conflicts_with = "predictions")]
    write: Option<PathBuf>,
    /// The setting that is judged.
    #[arg(long, value_enum, default_value = "accurate")]
    tagger: Setting,
    /// Whose guidelines it follows.
    #[arg(long, value_enum, default_value = "between")]
    guide: Guidelines,
    /// Keep the statements of this confidence and more, in place of those that the model holds to be some.
    #[arg(long)]
    threshold: Option<f32>,
}

/// Whose guidelines a setting follows.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Guidelines {
    /// `PolNeAR`'s.
    Polnear,
    /// This project's.
    Onrecord,
    /// Between the two, as `onrecord` does.
    Between,
}

impl Guidelines {
    fn guide(self) -> Guide {
        match self {
            Self::Polnear => Guide::Polnear,
            Self::Onrecord => Guide::Onrecord,
            Self::Between => Guide::Between,
        }
    }
}

/// `eval polnear`.
#[derive(Debug, Args)]
pub struct Polnear {
    /// The split: a folder with text/ and attributions/.
    dir: PathBuf,
    #[command(flatten)]
    given: Predictions,
}

/// `eval gold`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command")]
pub struct Gold {
    /// The folder of gold pages, or a file with one a line.
    dir: PathBuf,
    /// The folder that holds the texts of pages that come without.
    #[arg(long, value_name = "DIR", default_value = "../shared/corpora")]
    corpora: PathBuf,
    #[command(flatten)]
    predictions: Predictions,
    /// Claim ids hold over all pages, as in a ledger.
    #[arg(long)]
    ledger: bool,
    /// Score one half of the pages: develop on a, report on b. A gold page's half goes by the digest of its name.
    #[arg(long)]
    part: Option<Part>,
    /// Tell the program when each page was published, which its plain text does not.
    #[arg(long, conflicts_with = "predictions")]
    dated: bool,
    /// Take statements, their acts and forms from the gold, and judge what is found about them.
    #[arg(long, conflicts_with = "predictions")]
    given: bool,
    /// Print speakers by the way their source is put, and dates that are right or rightly left open.
    #[arg(long)]
    detail: bool,
    /// List what is wrong, with the reason each speaker was resolved by. Part b is to report on: look at it in figures only.
    #[arg(long, conflicts_with = "predictions", requires = "part")]
    misses: bool,
}

/// `eval matters`.
#[derive(Debug, Args)]
pub struct Matters {
    /// The split of `PolNeAR` that holds the articles.
    dir: PathBuf,
    /// What was annotated of each matter; all are laid in one ledger.
    #[arg(required = true, value_name = "MATTER")]
    annotated: Vec<PathBuf>,
    #[command(flatten)]
    predictions: Predictions,
}

/// `eval pages`.
#[derive(Debug, Args)]
pub struct Pages {
    /// A folder with html/, text/ and truth.json.
    dir: PathBuf,
    #[command(flatten)]
    given: Predictions,
    /// Which form of the pages to read.
    #[arg(long, value_enum, default_value_t = PageForm::Html)]
    form: PageForm,
    /// Read each page saved as text with weights that were not fitted on it: the folder that `fit/lines.py --folds` wrote.
    #[arg(long, value_name = "DIR")]
    folds: Option<PathBuf>,
}

/// How a page was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageForm {
    /// With its markup.
    Html,
    /// As it looks.
    Text,
}

/// Scores and prints.
///
/// # Errors
/// Where the corpus or the predictions cannot be read.
pub fn run(corpus: &Corpus) -> Result<()> {
    let figures = match corpus {
        Corpus::Polnear(options) => polnear(options)?,
        Corpus::Gold(options) => gold(options)?,
        Corpus::Matters(options) => matters(options)?,
        Corpus::Pages(options) => pages(options)?.to_string(),
        Corpus::Metadata(options) => metadata(options)?.to_string(),
    };
    print!("{figures}");
    Ok(())
}

fn polnear(options: &Polnear) -> Result<String> {
    let documents = corpus::polnear(&options.dir)?;
    let record = |document: &Document, tagger: &Tagger| {
        predict::record(&format!("{}.txt", document.name), document.text.as_str(), Format::Plain, None, tagger)
    };
    let predictions = options.given.read_or(|tagger| Ok(documents.iter().map(|document| record(document, tagger)).collect()))?;
    let mut predictions = predict::by_name(predictions);
    // Predictions of other programs are printed as the reference scorer prints them, and nothing else.
    let own = options.given.given.is_none();
    let calibration = if own { calibrate::of_predictions(&documents, &predictions).to_string() } else { String::new() };
    let relations = |document: &Document| {
        let relations = predictions.remove(&document.name)?.relations(&document.text);
        Some(relations.map(|relations| (document.name.clone(), relations)))
    };
    let relations = documents.iter().filter_map(relations).collect::<Result<_>>()?;
    Ok(score::polnear::score(&documents, &relations).to_string() + &calibration)
}

fn gold(options: &Gold) -> Result<String> {
    let mut pages = corpus::gold(&options.dir, &options.corpora)?;
    if let Some(part) = options.part {
        pages.retain(|page| page.part == part);
        let names: HashSet<String> = pages.iter().map(|page| page.name.clone()).collect();
        for Page { name, links, .. } in &mut pages {
            links.retain(|link| names.contains(link.other_page(name)));
        }
    }
    let published = |page: &Page| page.published.clone().filter(|_| options.dated);
    let record = |page: &Page, tagger: &Tagger| {
        if options.given { predict::given(page, published(page), Some(tagger)) } else { Ok(read_page(page, published(page), tagger)) }
    };
    let mut reasons: HashMap<String, Vec<String>> = HashMap::new();
    let find = |tagger: &Tagger| -> Result<Vec<Record>> {
        let records = pages.iter().map(|page| record(page, tagger)).collect::<Result<_>>()?;
        let records = if options.ledger { predict::lay_side_by_side(records)? } else { records };
        for Record { article, statements, .. } in records.iter().filter(|_| options.misses) {
            for resolution in explain(article, statements, &attribute(article, tagger).1) {
                reasons.entry(resolution.statement).or_default().push(format!("{:?}", resolution.reason));
            }
        }
        Ok(records)
    };
    let predictions = options.predictions.read_or(find)?;
    let figures = score::gold::score(&pages, &predict::by_name(predictions), options.ledger);
    let mut out = figures.to_string();
    if options.detail {
        out.push_str(&figures.links.apart());
        out.push_str(&figures.detail.to_string());
    }
    for miss in figures.detail.misses.iter().filter(|_| options.misses) {
        let why = reasons.get(&miss.statement).map(|reasons| reasons.join(", ")).unwrap_or_default();
        let _ = writeln!(out, "{miss}\t{why}");
    }
    Ok(out)
}

/// What this program finds on a gold page, told when it was published or not.
fn read_page(page: &Page, published: Option<String>, tagger: &Tagger) -> Record {
    predict::record(&format!("{}.txt", page.name), page.text.as_str(), Format::Plain, published, tagger)
}

fn matters(options: &Matters) -> Result<String> {
    let documents = corpus::polnear(&options.dir)?;
    let mut pages = Vec::new();
    for path in &options.annotated {
        pages.extend(corpus::matter(path)?.pages(&documents).with_context(|| path.display().to_string())?);
    }
    let read = |tagger: &Tagger| pages.iter().map(|page| read_page(page, page.published.clone(), tagger)).collect();
    let find = |tagger: &Tagger| predict::lay_side_by_side(read(tagger));
    let predictions = options.predictions.read_or(find)?;
    let links = score::gold::score(&pages, &predict::by_name(predictions), true).links;
    Ok(format!("{} articles\n{links}{}", pages.len(), links.apart()))
}

fn pages(options: &Pages) -> Result<score::pages::Figures> {
    let truth = corpus::bodies(&options.dir)?;
    let predictions = options.read(&truth)?;
    let bodies = predictions.iter().map(|prediction| (prediction.file_stem().to_owned(), prediction.body())).collect();
    Ok(score::pages::score(&truth, &bodies))
}

fn metadata(options: &Pages) -> Result<score::metadata::Figures> {
    let predictions = options.read(&corpus::bodies(&options.dir)?)?;
    Ok(score::metadata::score(&predictions.into_iter().map(|page| (page.file_stem().to_owned(), page)).collect()))
}

impl Pages {
    /// What is read of the corpus's pages.
    fn read(&self, truth: &BTreeMap<String, String>) -> Result<Vec<Prediction>> {
        let (folder, ending, format) = match self.form {
            PageForm::Html => ("html", "html", Format::Html),
            PageForm::Text => ("text", "txt", Format::Text),
        };
        let folder = self.dir.join(folder);
        let files = truth.keys().flat_map(|name| [format!("{name}.{ending}"), format!("{name}.{ending}.gz")]);
        let files = files.filter(|file| folder.join(file).is_file());
        let models = self.folds.as_deref().map(corpus::folds).transpose()?;
        let read = |file: String| {
            let path = folder.join(&file);
            match models.as_ref() {
                Some(models) if format == Format::Text => {
                    let name = file.split('.').next().unwrap_or_default();
                    let model = models.get(name).with_context(|| format!("{name}: in no fold"))?;
                    predict::article_with(&file, &path, model)
                }
                _ => predict::article(&file, &path, format),
            }
        };
        self.given.read_or_write(|| {
            let begun = ProcessTime::now();
            let pages: Vec<Record> = files.map(read).collect::<Result<_>>()?;
            eprintln!("{:.0} pages a second of one core", pages.len() as f64 / begun.elapsed().as_secs_f64());
            Ok(pages)
        })
    }
}

impl Predictions {
    /// The predictions of the file that was given, or else what this program finds.
    fn read_or(&self, find: impl FnOnce(&Tagger) -> Result<Vec<Record>>) -> Result<Vec<Prediction>> {
        self.read_or_write(|| {
            let tagger = self.tagger.load(self.guide.guide());
            find(&match self.threshold {
                Some(threshold) => tagger.with_threshold(threshold),
                None => tagger,
            })
        })
    }

    /// The same, where no tagger is needed.
    fn read_or_write(&self, find: impl FnOnce() -> Result<Vec<Record>>) -> Result<Vec<Prediction>> {
        if let Some(path) = &self.given {
            return predict::from_file(path);
        }
        let records = find()?;
        if let Some(path) = &self.write {
            predict::write(path, &records)?;
        }
        records.iter().map(predict::of_record).collect()
    }
}
