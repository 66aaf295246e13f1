//! `onrecord search`: statements and articles that hold some words.

use crate::args::Search;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Search) -> Result<Done, Failure> {
    let words = args.words.join(" ");
    if !words.contains(char::is_alphanumeric) {
        return Err(Failure::Usage(format!("there is no word in \"{words}\"; give words to look for")));
    }
    let mut hits = args.query.open()?.search(&words, args.most.and_one())?;
    let more = (args.most.cut(&mut hits.statements), args.most.cut(&mut hits.articles));
    let done = args.query.print(&hits, |hits| ledger::hits(hits, more), hits.statements.iter().map(rows::statement))?;
    if more.0 || more.1 {
        out::complain("more hold these words than are listed; list more with --limit");
    }
    Ok(done)
}
