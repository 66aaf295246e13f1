//! `onrecord search`: statements and articles that hold some words.

use onrecord_store::{Hits, SearchFilter};

use crate::args::Search;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Search) -> Result<Done, Failure> {
    let words = args.words.join(" ");
    let part = args.which.part();
    let filter = args.only.filter();
    let narrowed = filter != SearchFilter::default();
    let hits = args.query.open()?.search(&words, &filter, part)?;
    let done = args.query.print(&hits, |hits| ledger::hits(hits, narrowed, part.offset), hits.statements.iter().map(rows::statement))?;
    if !words.contains(char::is_alphanumeric) {
        out::complain(&format!("there is no word in \"{words}\"; give words to look for"));
    }
    let end = u64::from(part.offset) + u64::from(part.limit);
    let Hits { statements_in_all, articles_in_all, .. } = hits;
    if end < statements_in_all.max(articles_in_all) {
        out::complain(&format!("more hold these words than are listed; list more with --limit, or go on with --offset {end}"));
    }
    Ok(done)
}
