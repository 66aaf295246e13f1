//! `onrecord serve`: the ledger in a browser.

use std::net::SocketAddr;

use onrecord_store::Ledger;
use onrecord_web::Options;

use crate::args::Serve;
use crate::exit::{Done, Failure};
use crate::out::complain;

pub(crate) fn run(args: Serve) -> Result<Done, Failure> {
    let Serve { ledger, host, port, token, rate, allow_private } = args;
    // A name that is mistyped makes no ledger: the first page does.
    let made = Ledger::open_if_made(&ledger.db)?.is_some();
    let shown = ledger.db.display().to_string();
    let ready = |address: SocketAddr, token: Option<&str>| {
        complain(&format!("{shown} is at http://{address}/ until you press Ctrl-C"));
        if !made {
            complain(&format!("there is no ledger at {shown} yet; the first page that is added makes it"));
        }
        if let Some(token) = token {
            complain(&format!("it asks for this token: {token}"));
        }
    };
    onrecord_web::serve(Options { db: ledger.db, host, port, token, rate, allow_private }, ready).map_err(Failure::Serve)?;
    Ok(Done::All)
}
