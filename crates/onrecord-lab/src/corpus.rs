//! The corpora the models are trained and judged on, as they lie in their folders.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use onrecord::read::LineModel;
use onrecord::{Span, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A text and what its annotators found in it.
pub struct Document {
    /// The file's name without its ending.
    pub name: String,
    /// The text as it is in the file; offsets are code points of it.
    pub text: Text,
    /// The attribution relations.
    pub relations: Vec<Relation>,
}

/// An attribution relation as an annotator marked it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Relation {
    /// Who.
    pub source: Vec<Span>,
    /// By which words.
    pub cue: Vec<Span>,
    /// What.
    pub content: Vec<Span>,
}

/// Reads a split of `PolNeAR` (`text/*.txt`, `attributions/*_ANNOTATOR.ann`), the first annotator's file of each document, by name.
///
/// # Errors
/// Where a file cannot be read or an annotation line cannot be understood.
pub fn polnear(split: &Path) -> Result<Vec<Document>> {
    let annotations = sorted(&split.join("attributions"), "ann")?;
    let mut out = Vec::new();
    for path in sorted(&split.join("text"), "txt")? {
        let name = stem(&path);
        let owner = format!("{name}_");
        let Some(standoff) = annotations.iter().find(|a| stem(a).starts_with(&owner)) else { continue };
        let text = Text::new(fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        let relations = brat(&fs::read_to_string(standoff)?).with_context(|| standoff.display().to_string())?;
        out.push(Document { name, text, relations });
    }
    ensure!(!out.is_empty(), "{}: no annotated text; give the folder that holds text/ and attributions/", split.display());
    Ok(out)
}

/// The attribution relations with a content in a brat standoff file.
fn brat(standoff: &str) -> Result<Vec<Relation>> {
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut out = Vec::new();
    for line in standoff.lines() {
        // Annotated texts may hold line breaks; what follows one is no line of its own.
        let Some((id, rest)) = line.split_once('\t').filter(|(id, _)| is_id(id)) else { continue };
        match id.as_bytes()[0] {
            b'T' => {
                let marked = rest.split('\t').next().unwrap_or_default();
                let (_, offsets) = marked.split_once(' ').with_context(|| format!("no offsets: {line}"))?;
                let parts = offsets.split(';').map(offset_pair).collect::<Option<_>>();
                spans.insert(id, parts.with_context(|| format!("offsets that are no numbers: {line}"))?);
            }
            b'E' => {
                let mut relation = Relation::default();
                for (role, target) in rest.split_whitespace().filter_map(|part| part.split_once(':')) {
                    let spans = spans.get(target).into_iter().flatten();
                    match role.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase().as_str() {
                        "source" => relation.source.extend(spans),
                        "cue" => relation.cue.extend(spans),
                        "content" => relation.content.extend(spans),
                        _ => {}
                    }
                }
                if !relation.content.is_empty() {
                    out.push(relation);
                }
            }
            _ => {}
        }
    }
    Ok(out)
}

/// Whether this is a brat id: a letter and a number.
fn is_id(s: &str) -> bool {
    let mut bytes = s.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic()) && s.len() > 1 && bytes.all(|b| b.is_ascii_digit())
}

fn offset_pair(s: &str) -> Option<Span> {
    let (start, end) = s.split_once(' ')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// Which annotated pages weights are fitted on.
#[derive(Debug, clap::Args)]
pub struct Selection {
    /// Folders of gold pages, or files with one a line; pages of one folder or file belong together.
    #[arg(required = true)]
    pub pages: Vec<PathBuf>,
    /// The folder that holds the texts of pages that come without.
    #[arg(long, value_name = "DIR", default_value = "../shared/corpora")]
    pub corpora: PathBuf,
    /// Only one part of them.
    #[arg(long)]
    pub part: Option<Part>,
}

/// A half of the annotated pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// To develop and to train on.
    A,
    /// To report on.
    B,
}

impl Part {
    /// The part that a gold page of this name is in; the accurate setting's training splits them in the same way.
    pub fn of(name: &str) -> Self {
        // The gold pages of the 2016 campaign, which alone have a "_" in their names, are texts of PolNeAR's train split.
        if !name.contains('_') && Sha256::digest(name)[0].is_multiple_of(3) { Self::B } else { Self::A }
    }
}

/// A gold page: a document whose statements are annotated in full.
pub struct Page {
    /// The file's name without its ending.
    pub name: String,
    /// The half that it is in.
    pub part: Part,
    /// The article's body.
    pub text: Text,
    /// When it was published, as the page gives it.
    pub published: Option<String>,
    /// The statements; those without a content are refusals to comment.
    pub statements: Vec<GoldStatement>,
    /// Pairs of statements about the same matter.
    pub links: Vec<Link>,
}

/// A statement of a gold page.
pub struct GoldStatement {
    /// Its number on its page.
    pub id: u32,
    /// Source, cue and content.
    pub relation: Relation,
    /// Direct, indirect or mixed.
    pub form: String,
    /// The resolved speaker.
    pub speaker: String,
    /// The speaker's kind.
    pub kind: String,
    /// The speech act.
    pub act: String,
    /// The day, month or year it was said on.
    pub said_on: Option<String>,
}

impl GoldStatement {
    /// A statement of which nothing but its spans is annotated.
    fn bare(id: u32, relation: Relation) -> Self {
        let [form, speaker, kind, act] = ["", "", "", "say"].map(str::to_owned);
        Self { id, relation, form, speaker, kind, act, said_on: None }
    }
}

/// Two statements about one matter.
#[derive(Debug, Clone, Deserialize)]
pub struct Link {
    /// A statement of this page.
    pub a: u32,
    /// A statement of the other page.
    pub b: u32,
    /// `same page`, the other page's name, or nothing.
    pub b_page: Option<String>,
    /// `same`, `contradicts`, `narrows`, `updates-number`.
    pub relation: String,
}

impl Link {
    /// The page that the second statement stands on, for a link of this page.
    pub fn other_page<'a>(&'a self, page: &'a str) -> &'a str {
        self.b_page.as_deref().filter(|&other| other != "same page").map_or(page, page_key)
    }
}

/// A page's key: the first ten characters of a digest, any other name whole.
pub fn page_key(name: &str) -> &str {
    let is_digest = name.len() == 64 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if is_digest { &name[..10] } else { name }
}

#[derive(Deserialize)]
struct RawPage {
    /// The page's name, where it stands in a list.
    #[serde(default)]
    id: String,
    /// Left out of what stands in this repository: the corpora have it.
    text: Option<String>,
    /// Where it is not the name's digest that decides.
    part: Option<Part>,
    published: Option<String>,
    statements: Vec<RawStatement>,
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Deserialize)]
struct RawStatement {
    id: u32,
    #[serde(default)]
    source: Option<Vec<Words>>,
    #[serde(default)]
    cue: Option<Vec<Words>>,
    #[serde(default)]
    content: Option<Vec<Words>>,
    form: String,
    speaker: Option<String>,
    kind: String,
    act: String,
    said_on: Option<String>,
}

/// A gold span: offsets, or the n-th occurrence of its words.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Offsets(u32, u32),
    First(String),
    Nth {
        t: String,
        #[serde(default = "one")]
        n: usize,
    },
}

fn one() -> usize {
    1
}

/// Reads gold pages, by name: a folder of them, or a file with one a line; texts that a line does not hold stand in the folder `corpora`.
///
/// # Errors
/// Where a file cannot be read or holds no gold page, or a text is not there.
pub fn gold(path: &Path, corpora: &Path) -> Result<Vec<Page>> {
    if path.is_file() {
        return labelled(path, corpora);
    }
    let mut out = Vec::new();
    for path in sorted(path, "json")? {
        let name = stem(&path);
        if name.starts_with("ids_") {
            continue;
        }
        let mut raw: RawPage = serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
        let text = raw.text.take().with_context(|| format!("{}: has no text", path.display()))?;
        out.push(raw.page(name, text));
    }
    ensure!(!out.is_empty(), "{}: no gold pages; give the folder that holds their .json files", path.display());
    Ok(out)
}

/// The pages of a file. The texts of those that come without are articles of `PolNeAR`'s train split, by their names, or of the pages corpus,
/// by their keys.
fn labelled(path: &Path, corpora: &Path) -> Result<Vec<Page>> {
    let named = || path.display().to_string();
    let lines = fs::read_to_string(path).with_context(named)?;
    let raw: Vec<RawPage> = lines.lines().map(|line| serde_json::from_str(line).with_context(named)).collect::<Result<_>>()?;
    ensure!(!raw.is_empty(), "{}: no gold pages; each line is one", named());
    let whole = raw.iter().all(|page| page.text.is_some());
    let bodies = if whole { BTreeMap::new() } else { bodies(&corpora.join("pages"))? };
    let bodies: HashMap<&str, &String> = bodies.iter().map(|(name, body)| (page_key(name), body)).collect();
    let page = |mut raw: RawPage| {
        let name = raw.id.clone();
        let article = corpora.join("polnear/train/text").join(format!("{name}.txt"));
        let text = match raw.text.take().or_else(|| bodies.get(name.as_str()).map(|body| (*body).clone())) {
            Some(text) => text,
            None => fs::read_to_string(&article).with_context(|| article.display().to_string())?,
        };
        Ok(raw.page(name, text))
    };
    raw.into_iter().map(page).collect()
}

impl RawPage {
    fn page(self, name: String, text: String) -> Page {
        let text = Text::new(text);
        let find = |words: Option<Vec<Words>>| words.unwrap_or_default().iter().filter_map(|w| locate(&text, w)).collect();
        let statements = self.statements.into_iter().map(|s| GoldStatement {
            id: s.id,
            relation: Relation { source: find(s.source), cue: find(s.cue), content: find(s.content) },
            form: s.form,
            speaker: s.speaker.unwrap_or_default(),
            kind: s.kind,
            act: s.act,
            said_on: s.said_on,
        });
        let statements = statements.collect();
        let part = self.part.unwrap_or_else(|| Part::of(&name));
        Page { name, part, text, published: self.published, statements, links: self.links }
    }
}

fn locate(text: &Text, words: &Words) -> Option<Span> {
    let (needle, n) = match words {
        Words::Offsets(start, end) => return Some(Span::new(*start, *end)),
        Words::First(t) => (t, 1),
        Words::Nth { t, n } => (t, *n),
    };
    // Occurrences may overlap, as the guide's finder counts them.
    let mut from = 0;
    let mut found = None;
    for _ in 0..n {
        let at = from + text.as_str()[from..].find(needle.as_str())?;
        found = Some(at..at + needle.len());
        from = at + text.as_str()[at..].chars().next().map_or(0, char::len_utf8);
    }
    found.map(|bytes| text.span(bytes))
}

/// A matter that several articles of `PolNeAR` speak of, as it lies in `data/matters`: numbers and names alone.
#[derive(Deserialize)]
pub struct Matter {
    /// The articles' names, each by the letter that stands for it.
    articles: BTreeMap<char, String>,
    claims: Vec<Question>,
    /// Pairs that contradict each other.
    contradicts: Vec<[String; 2]>,
}

/// A question that statements of a matter speak to.
#[derive(Deserialize)]
struct Question {
    /// Its statements: the letter of the article and the number among its annotations.
    statements: Vec<String>,
}

impl Matter {
    /// Its articles as gold pages, whose statements have spans and links alone; `documents` are those of the split.
    ///
    /// # Errors
    /// Where it names an article or a statement that the split does not hold.
    pub fn pages(&self, documents: &[Document]) -> Result<Vec<Page>> {
        let mut pages = BTreeMap::new();
        for (letter, name) in &self.articles {
            let document = documents.iter().find(|document| document.name == *name).with_context(|| format!("{name}: not in the split"))?;
            let statements = document.relations.iter().zip(1..).map(|(relation, id)| GoldStatement::bare(id, relation.clone()));
            let page = Page {
                name: name.clone(),
                part: Part::A,
                text: document.text.clone(),
                published: name.split('_').nth(1).map(str::to_owned),
                statements: statements.collect(),
                links: Vec::new(),
            };
            pages.insert(*letter, page);
        }
        let chained = self.claims.iter().flat_map(|claim| claim.statements.windows(2).map(|pair| (&pair[0], &pair[1], "same")));
        let contrary = self.contradicts.iter().map(|[a, b]| (a, b, "contradicts"));
        for (a, b, relation) in chained.chain(contrary) {
            let [(a_page, a), (b_page, b)] = [key(a)?, key(b)?];
            let known = |letter, id| pages.get(&letter).is_some_and(|page: &Page| (1..=page.statements.len()).contains(&(id as usize)));
            ensure!(known(a_page, a) && known(b_page, b), "{a_page}{a}, {b_page}{b}: no such statement");
            let link = Link { a, b, b_page: Some(self.articles[&b_page].clone()), relation: relation.to_owned() };
            pages.get_mut(&a_page).expect("it is known").links.push(link);
        }
        Ok(pages.into_values().collect())
    }
}

/// The letter and the number of a statement's short name.
fn key(name: &str) -> Result<(char, u32)> {
    let letter = name.chars().next().with_context(|| "an empty name")?;
    Ok((letter, name[letter.len_utf8()..].parse().with_context(|| format!("{name}: no statement's name"))?))
}

/// Reads a matter.
///
/// # Errors
/// Where the file cannot be read or holds none.
pub fn matter(path: &Path) -> Result<Matter> {
    serde_json::from_str(&fs::read_to_string(path)?).with_context(|| path.display().to_string())
}

/// The article bodies that pages hold, by the pages' names.
///
/// # Errors
/// Where `truth.json` of this folder cannot be read.
pub fn bodies(folder: &Path) -> Result<BTreeMap<String, String>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        #[serde(default)]
        article_body: String,
    }
    let path = folder.join("truth.json");
    let text = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let bodies: BTreeMap<String, Body> = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    ensure!(!bodies.is_empty(), "{}: holds no article body", path.display());
    Ok(bodies.into_iter().map(|(name, body)| (name, body.article_body)).collect())
}

/// The weights with which each page is judged, by the pages' names: those of its fold, which were fitted on the others.
///
/// # Errors
/// Where the folder's `pages.tsv` or a table cannot be read.
pub fn folds(folder: &Path) -> Result<HashMap<String, LineModel>> {
    let read = |file: &str| fs::read_to_string(folder.join(file)).with_context(|| format!("{}: {file} cannot be read", folder.display()));
    let model = |row: &str| {
        let (page, table) = row.split_once('\t').with_context(|| format!("no table: {row}"))?;
        let model = LineModel::parse(&read(table)?).with_context(|| format!("{table}: other rows than the model has; fit it again"))?;
        Ok((page.to_owned(), model))
    };
    read("pages.tsv")?.lines().map(model).collect()
}

/// The files of a folder with this ending, by name; hidden ones aside.
fn sorted(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}: cannot be listed", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == ending) && !stem(p).starts_with('.'))
        .collect();
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brat_files_may_be_broken_by_line_breaks() {
        let standoff =
            "T1\tSource 0 3\tShe\nT2\tContent 4 9;12 20\tone\n“two\tparts\nE1\tAttribution:T3 Content2:T2 Source:T1\n#1\tNote T1\n";
        let expected = Relation { source: vec![Span::new(0, 3)], cue: vec![], content: vec![Span::new(4, 9), Span::new(12, 20)] };
        assert_eq!(brat(standoff).unwrap(), [expected]);
    }

    #[test]
    fn the_nth_occurrence_of_words_may_overlap_the_one_before() {
        let text = Text::new("é ana anana");
        let nth = |n| locate(&text, &Words::Nth { t: "ana".to_owned(), n });
        assert_eq!([nth(1), nth(2), nth(3), nth(4)], [Some(Span::new(2, 5)), Some(Span::new(6, 9)), Some(Span::new(8, 11)), None]);
    }

    /// The lines hold their texts, so nothing beside the file is looked for.
    #[test]
    fn the_invented_articles_are_cut_at_words() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/invented.jsonl");
        let pages = gold(&file, Path::new("nowhere")).unwrap();
        assert!(pages.len() > 100);
        for page in &pages {
            let characters: Vec<char> = page.text.as_str().chars().collect();
            let word = |at: u32| characters.get(at as usize).is_some_and(|c| c.is_alphanumeric());
            for statement in &page.statements {
                let Relation { source, cue, content } = &statement.relation;
                let mut spans: Vec<Span> = [source, cue, content].into_iter().flatten().copied().collect();
                spans.sort_by_key(|span| span.start);
                assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{} {}: {spans:?}", page.name, statement.id);
                for span in spans {
                    let whole = span.start < span.end && span.end as usize <= characters.len();
                    let cut = |at: u32| at > 0 && word(at - 1) && word(at);
                    assert!(whole && !cut(span.start) && !cut(span.end), "{} {}: {span:?}", page.name, statement.id);
                }
            }
        }
    }
}
