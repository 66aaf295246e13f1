//! Which corrections of an article's statements count.

use std::collections::HashMap;

use onrecord::model::{Act, Stance};
use rusqlite::Connection;

use super::{Correction, Days, kept};
use crate::{Result, identity};

/// When a statement was said, by the corrections that count.
#[derive(Debug, Default)]
pub(crate) enum Said {
    /// As it was read.
    #[default]
    AsRead,
    /// On one of some days.
    On(Days),
    /// The page does not tell.
    Unknown,
}

/// The corrections of one statement that count, its speakers by their keys.
#[derive(Debug, Default)]
pub(crate) struct InForce {
    pub(crate) act: Option<Act>,
    pub(crate) stance: Option<Stance>,
    pub(crate) speakers: Option<Vec<i64>>,
    pub(crate) said: Said,
    pub(crate) struck: bool,
}

/// For the statements of an article that are corrected, by their keys, what counts.
pub(crate) fn in_force(ledger: &Connection, article: i64) -> Result<HashMap<i64, InForce>> {
    let select = "SELECT f.statement_key, f.field, f.value, f.after, a.address
        FROM correction_in_force f JOIN article a ON a.key = f.article_key WHERE f.article_key = ? ORDER BY f.correction";
    let mut select = ledger.prepare_cached(select)?;
    let mut rows = select.query([article])?;
    let mut out: HashMap<i64, InForce> = HashMap::new();
    while let Some(row) = rows.next()? {
        let counts = out.entry(row.get("statement_key")?).or_default();
        match kept::correction(&row.get::<_, String>("field")?, &row.get::<_, String>("value")?)? {
            Correction::Act(act) => counts.act = Some(act),
            Correction::Stance(stance) => counts.stance = Some(stance),
            Correction::Speakers(ids) => {
                let (address, after) = (row.get::<_, String>("address")?, row.get("after")?);
                let key = |id: &String| -> Result<i64> {
                    let key = ledger.prepare_cached("SELECT key FROM actor WHERE id = ?")?.query_row([id], |row| row.get(0))?;
                    identity::decided(ledger, key, Some(&address), after)
                };
                counts.speakers = Some(ids.iter().map(key).collect::<Result<_>>()?);
            }
            Correction::SaidOn(days) => counts.said = days.map_or(Said::Unknown, Said::On),
            Correction::NoStatement => counts.struck = true,
            Correction::Claim(_) => {}
        }
    }
    Ok(out)
}
