//! `onrecord show`: whatever an id is the id of.

use onrecord_store::{Found, Ledger, Shown};

use crate::args::{QueryFormat, Show};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::{ledger, rows};

pub(crate) fn run(args: &Show) -> Result<Done, Failure> {
    let store = args.query.open()?;
    let shown = match store.show(&args.id)? {
        Found::One(shown) => shown,
        Found::Several(candidates) => {
            out::complain(&format!("several ids begin with {}; give more of it:", args.id));
            out::list(&ledger::candidates(&candidates));
            return Ok(Done::Partly);
        }
        Found::Nothing => {
            out::complain(&format!("nothing in the ledger has the id {}; find ids with: onrecord search WORDS…", args.id));
            return Ok(Done::Partly);
        }
    };
    match args.query.format {
        QueryFormat::Table => out::text(&table(&store, &shown)?)?,
        QueryFormat::Json => out::json(&shown)?,
        QueryFormat::Csv => match &shown {
            Shown::Article(article) => out::csv(article.statements.iter().map(rows::statement))?,
            Shown::Statement(on_record) => out::csv([rows::statement(on_record)])?,
            Shown::Claim(claim) => out::csv(rows::positions(claim))?,
            Shown::Actor(actor) => out::csv(actor.statements.iter().map(rows::statement))?,
        },
    }
    Ok(Done::All)
}

fn table(store: &Ledger, shown: &Shown) -> Result<String, Failure> {
    Ok(match shown {
        Shown::Article(article) => ledger::article(article),
        Shown::Statement(on_record) => ledger::statement(on_record, &store.printed(&on_record.statement)?.unwrap_or_default()),
        Shown::Claim(claim) => ledger::claim(claim),
        Shown::Actor(actor) => ledger::actor(actor),
    })
}
