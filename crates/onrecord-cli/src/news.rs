//! `onrecord news`: what has changed on record.

use crate::args::News;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::changes::{self, More};

pub(crate) fn run(args: &News) -> Result<Done, Failure> {
    let mut news = args.query.open()?.news(&args.since, args.most.and_one())?;
    let more = More {
        claims: args.most.cut(&mut news.claims),
        denials: args.most.cut(&mut news.denials),
        numbers: args.most.cut(&mut news.numbers),
        heard: args.most.cut(&mut news.heard),
        flips: args.most.cut(&mut news.flips),
    };
    let done = args.query.print(&news, |news| changes::news(news, more))?;
    if more.any() {
        out::complain("there is more than is listed; list more with --limit");
    }
    Ok(done)
}
