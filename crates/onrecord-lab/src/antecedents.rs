//! `onrecord-lab antecedents`: what the weights that choose a pronoun's antecedent are fitted on.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use onrecord::read::{Format, read};
use onrecord::resolve::antecedents;

use crate::corpus;
use crate::predict::bare_statement;

/// `antecedents`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The split of `PolNeAR`: a folder with text/ and attributions/.
    dir: PathBuf,
}

/// Prints one JSON array a line for each pronoun: the document, the pronoun's span, whether it is a
/// source, its family, and for each candidate its mentions and features. Statements are the annotators'.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn run(options: &Options) -> Result<()> {
    for document in corpus::polnear(&options.dir)? {
        let article = read(document.text.as_str(), Format::Plain, None).ok().with_context(|| document.name.clone())?;
        let id = article.id();
        let statements: Vec<_> = document.relations.into_iter().map(|relation| bare_statement(&id, relation)).collect();
        let sources: HashSet<u32> = statements.iter().flat_map(|statement| &statement.source).map(|span| span.start).collect();
        for choice in antecedents(&article, &statements) {
            let speaks = sources.contains(&choice.pronoun.start);
            println!("{}", serde_json::json!([document.name, choice.pronoun, speaks, choice.family, choice.candidates]));
        }
    }
    Ok(())
}
