//! `onrecord-lab antecedents`: what the weights that choose a pronoun's antecedent are fitted on.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use onrecord::Span;
use onrecord::model::{Article, Statement};
use onrecord::read::{Format, read};
use onrecord::resolve::antecedents;

use crate::corpus::{self, Page, Part};
use crate::predict::{self, bare_statement};
use crate::score;

/// `antecedents`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The split of `PolNeAR`: a folder with text/ and attributions/.
    dir: PathBuf,
    /// Folders of gold pages, or files with one a line, whose part a tells the speakers.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pages: Vec<PathBuf>,
    /// The folder that holds the texts of pages that come without.
    #[arg(long, value_name = "DIR", default_value = "../shared/corpora")]
    corpora: PathBuf,
}

/// Prints one JSON array a line for each pronoun: the document, the pronoun's span, whether it is a source, its family, for each
/// candidate its mentions and features, and the annotated speaker's number among the candidates, where a page tells one. Statements are
/// the annotators'.
///
/// # Errors
/// Where the corpus or a page cannot be read.
pub fn run(options: &Options) -> Result<()> {
    let pages = options.pages.iter().map(|path| corpus::gold(path, &options.corpora)).collect::<Result<Vec<_>>>()?;
    let pages: Vec<Page> = pages.into_iter().flatten().filter(|page| page.part == Part::A).collect();
    let told: HashSet<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    for document in corpus::polnear(&options.dir)?.into_iter().filter(|document| !told.contains(document.name.as_str())) {
        let article = read(document.text.as_str(), Format::Plain, None).ok().with_context(|| document.name.clone())?;
        let id = article.id();
        let statements: Vec<_> = document.relations.into_iter().map(|relation| bare_statement(&id, relation)).collect();
        print(&document.name, &article, &statements, &[]);
    }
    for page in &pages {
        let record = predict::given(page, page.published.clone(), None)?;
        let speakers: Vec<&str> = page.statements.iter().map(|statement| statement.speaker.as_str()).collect();
        print(&page.name, &record.article, &record.statements, &speakers);
    }
    Ok(())
}

/// `speakers`: those of the statements, where they are known.
fn print(name: &str, article: &Article, statements: &[Statement], speakers: &[&str]) {
    let mut sources: HashMap<u32, &str> = HashMap::new();
    for (at, statement) in statements.iter().enumerate() {
        sources.extend(statement.source.iter().map(|span| (span.start, speakers.get(at).copied().unwrap_or_default())));
    }
    for choice in antecedents(article, statements) {
        let speaker = sources.get(&choice.pronoun.start);
        let called = |mentions: &[Span]| {
            let same = |span: &&Span| speaker.is_some_and(|speaker| score::same_name(speaker, article.text.slice(**span)));
            mentions.iter().filter(same).count()
        };
        let best = choice.candidates.iter().enumerate().rev().max_by_key(|(_, (mentions, _))| called(mentions));
        let right = best.filter(|(_, (mentions, _))| called(mentions) > 0).map(|(at, _)| at);
        println!("{}", serde_json::json!([name, choice.pronoun, speaker.is_some(), choice.family, choice.candidates, right]));
    }
}
