//! `onrecord news`: what has changed on record.

use crate::args::News;
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::changes;

pub(crate) fn run(args: &News) -> Result<Done, Failure> {
    let mut news = args.query.open()?.news(&args.since, args.most.and_one())?;
    let most = args.most;
    let more = [
        most.cut(&mut news.claims),
        most.cut(&mut news.denials),
        most.cut(&mut news.numbers),
        most.cut(&mut news.heard),
        most.cut(&mut news.flips),
    ];
    let done = args.query.print(&news, |news| changes::news(news, more))?;
    if more.contains(&true) {
        out::complain("there is more than is listed; list more with --limit");
    }
    Ok(done)
}
