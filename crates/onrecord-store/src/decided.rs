//! What people decided about statements and about actors, in one list.

use serde::Serialize;

use crate::{ActorDecision, Corrected, Ledger, Listed, Part, Result, corrections, identity};

/// Something that somebody decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Decided {
    /// What a statement is.
    Statement(CorrectedStatement),
    /// Who an actor is.
    Actor(ActorDecision),
}

impl Decided {
    /// The correction, where it is about a statement.
    pub const fn correction(&self) -> Option<&Corrected> {
        match self {
            Self::Statement(statement) => Some(&statement.corrected),
            Self::Actor(_) => None,
        }
    }
}

/// A correction with the statement that it was made for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectedStatement {
    /// The correction.
    #[serde(flatten)]
    pub corrected: Corrected,
    /// Who speaks, by all that was decided; in the words of the page where nobody is resolved.
    pub speaker: String,
    /// The statement's content, as printed.
    pub words: String,
}

impl Ledger {
    /// A part of what people decided, the newest first, with what was taken back.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn decided(&self, part: Part) -> Result<Listed<Decided>> {
        let ledger = &self.connection;
        let total = "SELECT (SELECT count(*) FROM correction) + (SELECT count(*) FROM actor_decision)";
        let total = ledger.prepare_cached(total)?.query_row([], |row| row.get(0))?;
        let mut select = ledger.prepare_cached(
            "SELECT of_actor, key FROM (
                SELECT 0 AS of_actor, key, decided FROM correction UNION ALL SELECT 1, key, decided FROM actor_decision)
            ORDER BY decided DESC, of_actor, key DESC LIMIT ? OFFSET ?",
        )?;
        let keys = select.query_map((part.limit, part.offset), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut statement = ledger.prepare_cached(
            "SELECT coalesce((SELECT speaker FROM ever_on_the_record r WHERE r.statement = c.statement LIMIT 1), source), content
            FROM correction c WHERE key = ?",
        )?;
        let mut items = Vec::new();
        for key in keys {
            items.push(match key? {
                (true, key) => Decided::Actor(identity::decision(ledger, key)?),
                (false, key) => {
                    let corrected = corrections::corrected(ledger, key)?;
                    let (speaker, words) = statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
                    Decided::Statement(CorrectedStatement { corrected, speaker, words })
                }
            });
        }
        Ok(Listed { items, total, offset: part.offset.into() })
    }
}
