//! `onrecord-lab days`: what the weights that choose the day of a statement are fitted on.

use anyhow::Result;
use onrecord::resolve;

use crate::corpus::{self, Selection};
use crate::predict;

/// Prints one JSON array a line for each statement: its page, the annotated day, the day of its own words, and for one without, its
/// candidates, each with its first day and what is known of it. Statements are the annotators'.
///
/// # Errors
/// Where the folder or a page cannot be read.
pub fn run(selection: &Selection) -> Result<()> {
    for path in &selection.pages {
        let pages = corpus::gold(path, &selection.corpora)?;
        for page in pages.iter().filter(|page| selection.part.is_none_or(|part| part == page.part)) {
            let record = predict::given(page, page.published.clone(), None)?;
            let days = resolve::days(&record.article, &record.statements, &record.actors);
            for ((gold, statement), days) in page.statements.iter().zip(&record.statements).zip(days) {
                let own = statement.said_on.as_ref().map(|when| &when.from).filter(|_| days.is_none());
                let candidates = days.map(|days| days.into_iter().map(|day| (day.from, day.features)).collect::<Vec<_>>());
                println!("{}", serde_json::json!([page.name, gold.said_on, own, candidates]));
            }
        }
    }
    Ok(())
}
