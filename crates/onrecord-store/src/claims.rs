//! Claims: what they hold, and what is kept of them as they grow.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::{LedgerClaim, Number, OnRecord, Position, Result, disputes, pages, wire};

/// Two statements `s` and `t` of newest pages with opposite stances and none of their speakers in common. The `+` keeps the look-up at the
/// few speakers of `t`, away from all that an actor has said.
const OPPOSED: &str = "(s.stance = 'denies' AND t.stance = 'affirms' OR s.stance = 'affirms' AND t.stance = 'denies')
    AND (SELECT newest FROM article WHERE key = s.article) AND (SELECT newest FROM article WHERE key = t.article)
    AND EXISTS (SELECT 1 FROM speaker WHERE statement = s.key) AND EXISTS (SELECT 1 FROM speaker WHERE statement = t.key)
    AND NOT EXISTS (SELECT 1 FROM speaker p JOIN speaker q ON +q.actor = p.actor WHERE p.statement = s.key AND q.statement = t.key)";

/// Whether a statement `s` is corrected, in this version of its page or in another; asked of no statement where nobody has corrected any.
const CORRECTED: &str = "EXISTS (SELECT 1 FROM correction WHERE undone IS NULL)
    AND EXISTS (SELECT 1 FROM correction_in_force WHERE statement_key = s.key)";

/// A claim is disputed where both stances are on it from two actors, in statements that contradict each other; what people have decided of
/// a statement counts as if it contradicted all of the other stance.
fn disputed() -> String {
    format!(
        "UPDATE claim SET disputed = EXISTS (
            SELECT 1 FROM statement s JOIN link ON link.statement = s.key AND relation = 'contradicts'
            JOIN statement t ON t.key = link.other AND t.claim = s.claim WHERE s.claim = claim.key AND {OPPOSED})
        OR EXISTS (
            SELECT 1 FROM statement s JOIN statement t ON t.claim = s.claim
            WHERE s.claim = claim.key AND {CORRECTED} AND {OPPOSED})
        WHERE key = ?"
    )
}

/// Whether the statements of one article make a claim disputed that was not.
fn newly_disputed() -> String {
    format!(
        "UPDATE claim SET disputed = 1 WHERE key = ?1 AND NOT disputed AND EXISTS (
            SELECT 1 FROM statement s JOIN link ON link.statement = s.key AND relation = 'contradicts'
            JOIN statement t ON t.key = link.other AND t.claim = s.claim WHERE s.article = ?2 AND +s.claim = ?1 AND {OPPOSED})"
    )
}

/// The plainest of some statements `s` of a claim: one that is contradicted or contradicts, for it rather than against it, one with a
/// wording, the first.
fn wording(among: &str) -> String {
    format!(
        "UPDATE claim SET wording = (
            SELECT s.key FROM statement s JOIN article a ON a.key = s.article
            WHERE {among} AND a.newest
            ORDER BY NOT EXISTS (SELECT 1 FROM link WHERE relation = 'contradicts' AND (statement = s.key OR other = s.key)),
                s.stance <> 'affirms', s.wording_start IS NULL, s.key LIMIT 1)
        WHERE key = ?1"
    )
}

/// Those among which a claim's wording is once an article has come to it: what it was, the article's own, and what they contradict.
const NEWCOMERS: &str = "+s.claim = ?1 AND s.key IN (
    SELECT wording FROM claim WHERE key = ?1
    UNION SELECT key FROM statement WHERE article = ?2
    UNION SELECT other FROM link JOIN statement own ON own.key = link.statement WHERE own.article = ?2 AND relation = 'contradicts')";

/// Where a statement `s` stands on its claim: on no side where it stands aside.
pub(crate) const STANCE: &str = "CASE WHEN s.aside THEN 'neutral' ELSE s.stance END";

/// The pages of a claim that tell of its dispute, by contradictions of which some statements `o` of it are the later: those that hold either.
fn telling(of: &str) -> String {
    let ends = format!(
        "statement o JOIN link ON link.statement = o.key AND relation = 'contradicts' JOIN statement t ON t.key = link.other AND t.claim = o.claim
        WHERE {of} AND o.stance <> t.stance AND 'neutral' NOT IN (o.stance, t.stance)"
    );
    format!("SELECT o.article FROM {ends} UNION SELECT t.article FROM {ends}")
}

/// Says of some statements `s` of a claim whether they stand aside: the claim is disputed, and neither the statement's act nor its page, one
/// of the `telling`, says on which side it is. Where people have decided of a claim's statements, none stands aside.
fn aside(telling: &str, among: &str) -> String {
    format!(
        "UPDATE statement AS s SET aside = s.act NOT IN ('deny', 'confirm') AND (SELECT disputed FROM claim WHERE key = ?1)
            AND NOT (EXISTS (SELECT 1 FROM correction WHERE undone IS NULL) AND EXISTS (
                SELECT 1 FROM correction_in_force f JOIN statement d ON d.key = f.statement_key
                WHERE d.claim = ?1 AND f.field IN ('act', 'stance', 'claim')))
            AND s.article NOT IN ({telling})
        WHERE {among}"
    )
}

fn all_aside() -> String {
    aside(&telling("o.claim = ?1"), "s.claim = ?1")
}

/// Of a new article's statements, and those of pages that tell of the dispute by what it says.
fn newly_aside() -> String {
    let telling = telling("o.article = ?2 AND +o.claim = ?1");
    aside(&telling, &format!("+s.claim = ?1 AND s.article IN (SELECT ?2 UNION {telling})"))
}

/// Whether nothing of a claim can have changed but by what an article adds to it: the claim has been looked at before, the page shows
/// its first text, and nobody has corrected a statement of the claim. Where nobody has corrected anything, its statements are not looked at.
const ONLY_GREW: &str = "SELECT wording IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM article own JOIN article other ON other.address = own.address AND other.key <> own.key WHERE own.key = ?2)
    AND (NOT EXISTS (SELECT 1 FROM correction WHERE undone IS NULL)
        OR NOT EXISTS (SELECT 1 FROM correction_in_force f JOIN statement s ON s.key = f.statement_key WHERE s.claim = ?1))
    FROM claim WHERE key = ?1";

/// Puts a topic's statements into the claim of its matter, which is made once there are two of them; those of which people have decided
/// what claim they are of stay where they are. Gives the claim where another article's topic is of it.
pub(crate) fn join(ledger: &Connection, root: i64, topic: i64) -> Result<Option<i64>> {
    let statements = "SELECT count(*) FROM matter WHERE topic IN (?, ?)";
    let several = ledger.prepare_cached(statements)?.query_row((root, topic), |row| row.get::<_, i64>(0))? > 1;
    if !several {
        return Ok(None);
    }
    let (first, id): (i64, String) = ledger
        .prepare_cached("SELECT statement.key, id FROM topic JOIN statement ON statement.key = first WHERE topic.key = ?")?
        .query_row([root], |row| Ok((row.get(0)?, row.get(1)?)))?;
    ledger.prepare_cached("INSERT OR IGNORE INTO claim (id, first) VALUES (?, ?)")?.execute((wire::id("claim", &id), first))?;
    let claim = "SELECT key FROM claim WHERE id = ?";
    let claim: i64 = ledger.prepare_cached(claim)?.query_row([wire::id("claim", &id)], |row| row.get(0))?;
    let belong = "UPDATE statement SET claim = ?1 WHERE claim IS NULL AND key IN (SELECT statement FROM matter WHERE topic IN (?2, ?3))
        AND (NOT EXISTS (SELECT 1 FROM correction)
            OR NOT EXISTS (SELECT 1 FROM correction_in_force WHERE statement_key = statement.key AND field = 'claim'))";
    ledger.prepare_cached(belong)?.execute((claim, root, topic))?;
    Ok((root != topic).then_some(claim))
}

/// The id of the claim of a statement that is of no other, by the statement's id and key; the claim is made where there is none. Where the
/// statement was taken out of the claim that began with it, that claim keeps its id.
pub(crate) fn of_its_own(ledger: &Connection, statement: &str, key: i64) -> Result<String> {
    let left = "SELECT EXISTS (SELECT 1 FROM claim JOIN statement s ON s.claim = coalesce(merged_into, claim.key)
        WHERE claim.id = ?1 AND s.id <> ?2)";
    let usual = wire::id("claim", statement);
    let left: bool = ledger.prepare_cached(left)?.query_row((&usual, statement), |row| row.get(0))?;
    let id = if left { wire::id("claim", &format!("{statement} alone")) } else { usual };
    ledger.prepare_cached("INSERT OR IGNORE INTO claim (id, first, wording) VALUES (?1, ?2, ?2)")?.execute((&id, key))?;
    Ok(id)
}

/// Brings the wordings and the sides of some claims up to date, and what they are found by.
pub(crate) fn refresh(ledger: &Connection, claims: impl IntoIterator<Item = i64>) -> Result<()> {
    let (mut disputed, mut wording) = (ledger.prepare_cached(&disputed())?, ledger.prepare_cached(&wording("s.claim = ?1"))?);
    let mut aside = ledger.prepare_cached(&all_aside())?;
    for claim in claims.into_iter().collect::<BTreeSet<_>>() {
        disputed.execute([claim])?;
        aside.execute([claim])?;
        wording.execute([claim])?;
        disputes::refresh(ledger, claim)?;
    }
    Ok(())
}

/// Finds anew on which day some claims were last spoken to, in any version of any page.
pub(crate) fn last_days(ledger: &Connection, claims: &BTreeSet<i64>) -> Result<()> {
    let update = "UPDATE claim SET last_day = (
        SELECT max(coalesce(said_from, substr(published, 1, 10))) FROM statement JOIN article ON article.key = article WHERE claim = claim.key)
        WHERE key = ?";
    let mut update = ledger.prepare_cached(update)?;
    for claim in claims {
        update.execute([claim])?;
    }
    Ok(())
}

/// Brings up to date the claims that a new article speaks to, at the cost of the article and not of the claims, where that can be.
pub(crate) fn grow(ledger: &Connection, article: i64) -> Result<()> {
    let mut only_grew = ledger.prepare_cached(ONLY_GREW)?;
    let (mut disputed, mut wording) = (ledger.prepare_cached(&newly_disputed())?, ledger.prepare_cached(&wording(NEWCOMERS))?);
    let (mut all_aside, mut aside) = (ledger.prepare_cached(&all_aside())?, ledger.prepare_cached(&newly_aside())?);
    for claim in touched(ledger, article)? {
        if !only_grew.query_row((claim, article), |row| row.get(0))? {
            refresh(ledger, [claim])?;
            continue;
        }
        let newly = disputed.execute((claim, article))? > 0;
        wording.execute((claim, article))?;
        if newly {
            all_aside.execute([claim])?;
            disputes::refresh(ledger, claim)?;
        } else {
            aside.execute((claim, article))?;
            disputes::grow(ledger, claim, article)?;
        }
    }
    Ok(())
}

/// The claims that an article speaks to, or that an older version of it spoke to.
fn touched(ledger: &Connection, article: i64) -> Result<Vec<i64>> {
    let mut select = ledger.prepare_cached(
        "SELECT DISTINCT claim FROM statement WHERE claim IS NOT NULL AND article IN (
            SELECT other.key FROM article own JOIN article other ON other.address = own.address WHERE own.key = ?)",
    )?;
    Ok(select.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Leads claims of an earlier program that are none any more to the one that their first statement is in now.
pub(crate) fn alias_emptied(ledger: &Connection) -> Result<()> {
    ledger.execute(
        "UPDATE claim SET merged_into = (SELECT s.claim FROM statement s WHERE s.key = claim.first AND s.claim <> claim.key)
        WHERE NOT EXISTS (SELECT 1 FROM statement WHERE statement.claim = claim.key)",
        [],
    )?;
    Ok(())
}

/// The id of the claim that answers to an id: its own, or that of the one it was merged into.
pub(crate) fn answering(ledger: &Connection, id: &str) -> Result<Option<String>> {
    let select = "SELECT coalesce(other.id, claim.id) FROM claim LEFT JOIN claim other ON other.key = claim.merged_into WHERE claim.id = ?";
    Ok(ledger.prepare_cached(select)?.query_row([id], |row| row.get(0)).optional()?)
}

/// The claim with an id that answers, with at most so many links between its statements.
pub(crate) fn claim(ledger: &Connection, id: &str, links: u32) -> Result<LedgerClaim> {
    Ok(LedgerClaim { head: pages::claim::head(ledger, id, links)?, positions: positions(ledger, id)? })
}

/// Whether the statement `r` answers one of the other side of its claim or is answered by one.
pub(crate) const DIRECT: &str = "(EXISTS (SELECT 1 FROM link JOIN on_the_record o ON o.statement_key = link.other
        WHERE link.statement = r.statement_key AND relation = 'contradicts' AND o.claim = r.claim
            AND o.stance <> r.stance AND 'neutral' NOT IN (o.stance, r.stance))
    OR EXISTS (SELECT 1 FROM link JOIN on_the_record o ON o.statement_key = link.statement
        WHERE link.other = r.statement_key AND relation = 'contradicts' AND o.claim = r.claim
            AND o.stance <> r.stance AND 'neutral' NOT IN (o.stance, r.stance))) AS direct";

fn positions(ledger: &Connection, claim: &str) -> Result<Vec<Position>> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT actor.name AS actor, actor.id AS actor_id, {DIRECT}, r.* FROM on_the_record r
        JOIN speaker ON speaker.statement = r.statement_key JOIN actor ON actor.key = speaker.actor
        WHERE r.claim = ? ORDER BY r.date, r.statement_key, speaker.position",
    ))?;
    Ok(select.query_map([claim], position)?.collect::<Result<_, _>>()?)
}

/// A row of `on_the_record` with the actor's id and name, and with [`DIRECT`].
pub(crate) fn position(row: &Row) -> rusqlite::Result<Position> {
    let on_record = OnRecord::from_row(row)?;
    Ok(Position { actor: row.get("actor_id")?, name: row.get("actor")?, direct: row.get("direct")?, on_record })
}

pub(crate) fn numbers(ledger: &Connection, claim: &str) -> Result<Vec<Number>> {
    let mut select = ledger.prepare_cached("SELECT * FROM quantities_over_time WHERE claim = ?")?;
    let number = |row: &Row| {
        let date: Option<String> = row.get("date")?;
        Ok(Number {
            printed: row.get("printed")?,
            value: row.get("value")?,
            value_to: row.get("value_to")?,
            unit: row.get("unit")?,
            qualifier: wire::value(row, "qualifier")?,
            speaker: row.get("speaker")?,
            speakers: wire::json(row, "speakers")?.unwrap_or_default(),
            date_to: wire::until(row, date.as_deref())?,
            date,
            dated: row.get("dated")?,
            statement: row.get("statement")?,
            independent: row.get("independent")?,
        })
    };
    Ok(select.query_map([claim], number)?.collect::<Result<_, _>>()?)
}
