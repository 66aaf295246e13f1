//! `onrecord news`: what has changed on record.

use crate::args::News;
use crate::exit::{Done, Failure};
use crate::render::changes;

pub(crate) fn run(args: &News) -> Result<Done, Failure> {
    let news = args.query.open()?.news(&args.since, args.most.limit)?;
    args.query.print(&news, changes::news)
}
