//! What onrecord finds on a corpus: run here, or read from a file that another program wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use onrecord::attribute::{Guide, Tagger, attribute};
use onrecord::model::{self, Act, Article, Origin, Record, SCHEMA, Stance};
use onrecord::read::{Format, LineModel, read, read_text_with};
use onrecord::{Span, Text, reconcile};
use onrecord_store::Ledger;
use serde::{Deserialize, Serialize};

use crate::corpus::{self, Relation, page_key};

/// Which of the library's settings is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Setting {
    /// The transformer.
    Accurate,
    /// The convolutions.
    Fast,
}

impl Setting {
    /// Its models, which follow a guide.
    pub fn load(self, guide: Guide) -> Tagger {
        match self {
            Self::Accurate => Tagger::accurate(guide),
            Self::Fast => Tagger::fast(guide),
        }
    }
}

/// A line of predictions: of the contract's output all that is scored, or `{"doc", "statements"}` with spans alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Prediction {
    doc: Option<String>,
    origin: Address,
    /// The article as it was read.
    pub article: Printed,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// Who speaks.
    pub actors: Vec<Actor>,
    /// What its statements are about together.
    pub claims: Vec<Claim>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Address {
    path: Option<String>,
    url: Option<String>,
}

/// The text of an article.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Printed {
    /// All of it.
    pub text: Text,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// When it was published.
    pub published: Option<String>,
    /// Its writers.
    pub byline: Vec<String>,
}

/// A part of an article's text.
#[derive(Debug, Deserialize)]
pub struct Block {
    /// Its kind by the contract's name.
    pub kind: String,
    /// Where it stands.
    pub span: Span,
}

/// A statement; names are the contract's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the contract has them")]
pub struct Statement {
    pub id: String,
    #[serde(flatten)]
    pub relation: Relation,
    pub act: String,
    pub form: String,
    pub stance: Option<String>,
    pub speakers: Vec<String>,
    pub said_on: Option<When>,
    pub claim: Option<String>,
    pub confidence: Option<f32>,
}

/// When something was said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct When {
    /// The first day.
    pub from: Option<String>,
}

/// Somebody who speaks; names are the contract's.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the contract has them")]
pub struct Actor {
    pub id: String,
    pub name: String,
    pub kind: String,
}

/// A claim; names are the contract's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the contract has them")]
pub struct Claim {
    pub id: String,
    pub disputed: bool,
}

impl Prediction {
    /// The name of the document or page it is of: its file's, without what the file's format adds.
    pub fn name(&self) -> &str {
        let address = self.origin.path.as_deref().or(self.origin.url.as_deref()).unwrap_or_default();
        let file = address.rsplit('/').next().unwrap_or_default();
        let plain = file.strip_suffix(".gz").unwrap_or(file);
        let stem = [".txt", ".html", ".htm"].iter().find_map(|ending| plain.strip_suffix(ending));
        self.doc.as_deref().unwrap_or_else(|| page_key(stem.unwrap_or(file)))
    }

    /// The name of its file up to the first dot.
    pub fn file_stem(&self) -> &str {
        let file = self.origin.path.as_deref().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        file.split('.').next().unwrap_or_default()
    }

    /// The relations alone.
    ///
    /// # Errors
    /// Where it is of another text than `text`, or points past its end.
    pub fn relations(self, text: &Text) -> Result<Vec<Relation>> {
        let name = self.name();
        let of_it = self.article.text.is_empty() || self.article.text == *text;
        ensure!(of_it, "{name}: predicted on another text than the corpus holds; read it with --plain");
        let relations: Vec<Relation> = self.statements.iter().map(|statement| statement.relation.clone()).collect();
        let within = |r: &Relation| [&r.source, &r.cue, &r.content].into_iter().flatten().all(|span| span.end <= text.len());
        ensure!(relations.iter().all(within), "{name}: a span points past the end of the text; offsets count code points");
        Ok(relations)
    }

    /// The article's body: all but headline, standfirst and captions.
    pub fn body(&self) -> String {
        let blocks = self.article.blocks.iter().filter(|block| !matches!(block.kind.as_str(), "headline" | "standfirst" | "caption"));
        blocks.map(|block| self.article.text.slice(block.span)).collect::<Vec<_>>().join("\n")
    }
}

/// Reads predictions, one JSON object a line.
///
/// # Errors
/// Where the file cannot be read or a line is none.
pub fn from_file(path: &Path) -> Result<Vec<Prediction>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), at + 1))).collect()
}

/// Predictions by the names of their documents; of several for one the last counts.
pub fn by_name(predictions: Vec<Prediction>) -> BTreeMap<String, Prediction> {
    predictions.into_iter().map(|prediction| (prediction.name().to_owned(), prediction)).collect()
}

/// A record as a prediction: as another program would read it from a line.
///
/// # Errors
/// None that is known of: a record can be written.
pub fn of_record(record: &Record) -> Result<Prediction> {
    Ok(serde_json::from_value(serde_json::to_value(record)?)?)
}

/// Reads a page through every stage. A page without words gives a record of nothing.
pub fn record(file: &str, page: &str, format: Format, published: Option<String>, tagger: &Tagger) -> Record {
    let mut article = read(page, format, None).unwrap_or_default();
    article.published = article.published.or(published);
    onrecord::record(Origin { path: Some(file.to_owned()), ..Origin::default() }, article, tagger)
}

/// The record of a gold page whose statements are given: spans, act and form are the gold's, all else is found. Without a tagger, which tells
/// what words are like, pronouns are resolved by what is known of the candidates alone.
///
/// # Errors
/// Where an act or a form is none of the contract's.
pub fn given(page: &corpus::Page, published: Option<String>, tagger: Option<&Tagger>) -> Result<Record> {
    let mut article = read(page.text.as_str(), Format::Plain, None).unwrap_or_default();
    article.published = published;
    let id = article.id();
    let mut statements = page.statements.iter().map(|gold| statement(&id, gold)).collect::<Result<Vec<_>>>()?;
    let likeness = tagger.map(|tagger| attribute(&article, tagger).1).unwrap_or_default();
    let actors = onrecord::resolve::resolve(&article, &mut statements, &likeness);
    let frames = onrecord::frame::frames(&article, &mut statements, &actors, onrecord::pack::bundled());
    let claims = reconcile::reconcile(&article, &mut statements, &actors, &frames);
    let origin = Origin { path: Some(format!("{}.txt", page.name)), ..Origin::default() };
    Ok(Record { schema: SCHEMA.to_owned(), origin, article, statements, actors, frames, claims, findings: Vec::new() })
}

fn statement(article: &str, gold: &corpus::GoldStatement) -> Result<model::Statement> {
    let act = serde_json::from_value(gold.act.as_str().into())?;
    let stance = match act {
        Act::Deny => Stance::Denies,
        Act::Ask | Act::Decline => Stance::Neutral,
        _ => Stance::Affirms,
    };
    let form = serde_json::from_value(gold.form.as_str().into())?;
    Ok(model::Statement { form, act, stance, ..bare_statement(article, gold.relation.clone()) })
}

/// A plain assertion with these spans, before anything is resolved.
pub fn bare_statement(article: &str, relation: Relation) -> model::Statement {
    model::Statement::new(article, relation.source, relation.cue, relation.content)
}

/// Reads a page into its article alone: a record without statements.
///
/// # Errors
/// Where the file cannot be read.
pub fn article(file: &str, path: &Path, format: Format) -> Result<Record> {
    Ok(alone(file, read(&page(path)?, format, None).unwrap_or_default()))
}

/// Reads a page saved as text into its article alone, with these weights.
///
/// # Errors
/// Where the file cannot be read.
pub fn article_with(file: &str, path: &Path, model: &LineModel) -> Result<Record> {
    Ok(alone(file, read_text_with(&page(path)?, model).unwrap_or_default()))
}

/// A record of an article and nothing else.
fn alone(file: &str, article: Article) -> Record {
    Record {
        schema: SCHEMA.to_owned(),
        origin: Origin { path: Some(file.to_owned()), ..Origin::default() },
        article,
        statements: Vec::new(),
        actors: Vec::new(),
        frames: Vec::new(),
        claims: Vec::new(),
        findings: Vec::new(),
    }
}

/// Writes records, one a line, so that the reference scorers read them: the contract's output and the document's name beside it.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(path: &Path, records: &[Record]) -> Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        doc: &'a str,
        #[serde(flatten)]
        record: &'a Record,
    }
    let mut out = String::new();
    for record in records {
        let file = record.origin.path.as_deref().unwrap_or_default();
        let line = Line { doc: file.strip_suffix(".txt").unwrap_or(file), record };
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    fs::write(path, out).with_context(|| format!("{}: cannot be written", path.display()))
}

/// Lays the statements of all records side by side, in a ledger that is gone afterwards: their claims then hold over all of them.
///
/// # Errors
/// Where no temporary folder can be made or written.
pub fn lay_side_by_side(records: Vec<Record>) -> Result<Vec<Record>> {
    let folder = tempfile::tempdir()?;
    let mut ledger = Ledger::open(folder.path().join("onrecord.db"))?;
    for record in &records {
        ledger.add(record)?;
    }
    ledger.reconcile()?;
    let mut together = ledger.records()?.collect::<Result<Vec<_>, _>>()?;
    for (record, own) in together.iter_mut().zip(records) {
        record.origin = own.origin;
    }
    Ok(together)
}

/// The characters of a saved page, decompressed where its name says so; what is not UTF-8 is replaced.
///
/// # Errors
/// Where the file cannot be read.
pub fn page(path: &Path) -> Result<String> {
    let mut bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        let packed = std::mem::take(&mut bytes);
        GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).with_context(|| path.display().to_string())?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
