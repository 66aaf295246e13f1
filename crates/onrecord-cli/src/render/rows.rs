//! Rows for spreadsheets.

use onrecord::model::{Act, Stance};
use onrecord_store::LedgerClaim;
use serde::Serialize;

/// One position on one claim.
#[derive(Serialize)]
pub(crate) struct PositionRow<'a> {
    claim: &'a str,
    wording: &'a str,
    disputed: bool,
    actor: &'a str,
    name: &'a str,
    date: Option<&'a str>,
    stance: Stance,
    act: Act,
    words: &'a str,
    independent: bool,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    address: &'a str,
    statement: &'a str,
    article: &'a str,
}

/// A claim's positions.
pub(crate) fn positions(claim: &LedgerClaim) -> impl Iterator<Item = PositionRow<'_>> {
    claim.positions.iter().map(|position| {
        let on_record = &position.on_record;
        PositionRow {
            claim: &claim.id,
            wording: &claim.wording,
            disputed: claim.disputed,
            actor: &position.actor,
            name: &position.name,
            date: on_record.date.as_deref(),
            stance: on_record.stance,
            act: on_record.act,
            words: &on_record.words,
            independent: on_record.independent,
            outlet: on_record.outlet.as_deref(),
            title: on_record.title.as_deref(),
            url: on_record.url.as_deref(),
            address: &on_record.address,
            statement: &on_record.statement,
            article: &on_record.article,
        }
    })
}
