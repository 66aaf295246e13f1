//! `onrecord diff`: what a page changed from one text to the next.

use onrecord_store::Change;

use crate::args::Diff;
use crate::exit::{Done, Failure};
use crate::render::{changes, list};

pub(crate) fn run(args: &Diff) -> Result<Done, Failure> {
    let found = args.query.open()?.changes(&args.page)?;
    let none = "This page has shown one text only. Add it again later with: onrecord add PAGE\n";
    args.query.print(&found, |found: &Vec<Change>| list(found, none, |change| changes::change(change) + "\n"))
}
