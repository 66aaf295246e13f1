//! Making claims of all statements so far.

use std::collections::HashMap;

use onrecord::reconcile::{Matter, group};
use rusqlite::{Connection, Row, TransactionBehavior};

use crate::{Ledger, Result, wire};

/// The plainest statement of each claim: one with a wording, for it rather than against it, the first of these.
const WORDINGS: &str = "UPDATE claim SET wording = (
    SELECT s.key FROM statement s JOIN article a ON a.key = s.article
    WHERE s.claim = claim.key AND a.newest
    ORDER BY s.wording_start IS NULL, s.stance <> 'affirms', s.key LIMIT 1)";

/// A claim is disputed where it has both stances and the two come from at least two actors.
const DISPUTED: &str = "UPDATE claim SET disputed = (
    SELECT count(DISTINCT s.stance) = 2 AND count(DISTINCT p.actor) >= 2
    FROM statement s JOIN article a ON a.key = s.article JOIN speaker p ON p.statement = s.key
    WHERE s.claim = claim.key AND a.newest AND s.stance <> 'neutral')";

impl Ledger {
    /// Lays all statements side by side. A claim's id is made from its first statement, so it stays as the claim grows; a claim
    /// that turns out to be another one keeps its id as an alias of that one's.
    ///
    /// # Errors
    /// Where the ledger cannot be read or written; then all claims stay as they were.
    pub fn reconcile(&mut self) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let arrivals = Arrivals::load(&transaction)?;
        let firsts = arrivals.firsts();
        issue(&transaction, &arrivals, &firsts)?;
        assign(&transaction, &arrivals, &firsts)?;
        transaction.execute_batch(&format!("{WORDINGS}; {DISPUTED};"))?;
        Ok(transaction.commit()?)
    }
}

/// All statements that can be compared, in the order of their arrival.
struct Arrivals {
    /// What is compared; a statement that is printed at several addresses is in it once.
    matters: Vec<Matter>,
    /// The key of each matter's statement, at the address that had it first.
    keys: Vec<i64>,
    /// For every statement's key its matter.
    matter_of: Vec<(i64, usize)>,
}

impl Arrivals {
    fn load(ledger: &Connection) -> Result<Self> {
        let mut arrivals = Self { matters: Vec::new(), keys: Vec::new(), matter_of: Vec::new() };
        let mut by_id = HashMap::new();
        let mut select = ledger.prepare(
            "SELECT s.key, s.id AS statement, a.id AS article, m.terms, m.act, m.stance, m.refers_to
            FROM matter m JOIN statement s ON s.key = m.statement JOIN article a ON a.key = s.article ORDER BY s.key",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let key = row.get("key")?;
            let matter = matter(row)?;
            let index = *by_id.entry(matter.statement.clone()).or_insert(arrivals.matters.len());
            if index == arrivals.matters.len() {
                arrivals.matters.push(matter);
                arrivals.keys.push(key);
            }
            arrivals.matter_of.push((key, index));
        }
        Ok(arrivals)
    }

    /// For each matter the first one of its group.
    fn firsts(&self) -> Vec<usize> {
        group(&self.matters)
    }
}

fn matter(row: &Row) -> Result<Matter> {
    let terms: String = row.get("terms")?;
    Ok(Matter {
        statement: row.get("statement")?,
        article: row.get("article")?,
        terms: serde_json::from_str(&terms)?,
        act: wire::value(row, "act")?,
        stance: wire::value(row, "stance")?,
        refers_to: row.get("refers_to")?,
    })
}

/// Gives every group of two or more a claim; one that has been given stays.
fn issue(ledger: &Connection, arrivals: &Arrivals, firsts: &[usize]) -> Result<()> {
    let mut insert = ledger.prepare("INSERT OR IGNORE INTO claim (id, first) VALUES (?, ?)")?;
    for (_, &first) in firsts.iter().enumerate().filter(|&(index, &first)| index != first) {
        insert.execute((wire::id("claim", &arrivals.matters[first].statement), arrivals.keys[first]))?;
    }
    Ok(())
}

/// Leads every claim to the one its first statement is in now, and every statement to its claim.
fn assign(ledger: &Connection, arrivals: &Arrivals, firsts: &[usize]) -> Result<()> {
    let group_of: HashMap<i64, usize> = arrivals.matter_of.iter().map(|&(key, index)| (key, firsts[index])).collect();
    let claims: Vec<(i64, i64)> =
        ledger.prepare("SELECT key, first FROM claim")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let claim_of: HashMap<i64, i64> = claims.iter().map(|&(claim, first)| (first, claim)).collect();
    let claim_at = |statement: i64| group_of.get(&statement).and_then(|&first| claim_of.get(&arrivals.keys[first])).copied();
    let mut merge = ledger.prepare("UPDATE claim SET merged_into = ?1 WHERE key = ?2 AND merged_into IS NOT ?1")?;
    for (claim, first) in claims {
        merge.execute((claim_at(first).filter(|&into| into != claim), claim))?;
    }
    let mut join = ledger.prepare("UPDATE statement SET claim = ?1 WHERE key = ?2 AND claim IS NOT ?1")?;
    for &(statement, _) in &arrivals.matter_of {
        join.execute((claim_at(statement), statement))?;
    }
    Ok(())
}
