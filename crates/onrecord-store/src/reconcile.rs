//! Making claims of all statements so far.

use std::collections::{BTreeSet, HashMap};

use onrecord::reconcile::{Matter, group};
use rusqlite::{Connection, Row, TransactionBehavior};

use crate::{Ledger, Result, corrections, findings, wire};

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
        self.reconcile_by(group)
    }

    fn reconcile_by(&mut self, group: impl Fn(&[Matter]) -> Vec<usize>) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let arrivals = Arrivals::load(&transaction)?;
        let firsts = group(&arrivals.matters);
        issue(&transaction, &arrivals, &firsts)?;
        assign(&transaction, &arrivals, &firsts)?;
        corrections::link(&transaction, None)?;
        transaction.execute_batch(&format!("{WORDINGS}; {DISPUTED};"))?;
        findings::judge(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// Brings the wordings and the sides of some claims up to date.
pub(crate) fn refresh(ledger: &Connection, claims: impl IntoIterator<Item = i64>) -> Result<()> {
    for claim in claims.into_iter().collect::<BTreeSet<_>>() {
        ledger.prepare_cached(&format!("{WORDINGS} WHERE key = ?"))?.execute([claim])?;
        ledger.prepare_cached(&format!("{DISPUTED} WHERE key = ?"))?.execute([claim])?;
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use onrecord::model::Stance;

    use super::*;
    use crate::sample::{ledger, page, said};
    use crate::{Found, Shown};

    /// Groups matters by their first term.
    fn by_first_term(matters: &[Matter]) -> Vec<usize> {
        let first = |matter: &Matter| matters.iter().position(|other| other.terms.first() == matter.terms.first());
        matters.iter().map(|matter| first(matter).unwrap()).collect()
    }

    /// Gives each statement its matter: the first three letters of its content.
    fn compare(ledger: &Ledger) {
        let fill = "INSERT OR REPLACE INTO matter SELECT key, json_array(substr(content, 1, 3)), act, stance, refers_to FROM statement";
        ledger.connection.execute(fill, []).unwrap();
    }

    fn claims(ledger: &Ledger) -> Vec<(String, bool)> {
        let mut select = ledger.connection.prepare("SELECT id, disputed FROM claim WHERE merged_into IS NULL ORDER BY key").unwrap();
        select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn both_sides_by_two_actors_are_a_dispute() {
        let (mut ledger, _folder) = ledger();
        ledger.add(&page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "the bridge is safe")])).unwrap();
        compare(&ledger);
        ledger.reconcile_by(by_first_term).unwrap();
        assert_eq!(ledger.disputes().unwrap(), []);
        ledger.add(&page("https://b.example/2", "The Valley Wire", &[said("Bo Lind", "denied", "the bridge is safe at all")])).unwrap();
        compare(&ledger);
        ledger.reconcile_by(by_first_term).unwrap();
        let disputes = ledger.disputes().unwrap();
        let names = |stance| disputes[0].side(stance).map(|position| position.name.clone()).collect::<Vec<_>>();
        assert_eq!((disputes.len(), disputes[0].wording.as_str(), disputes[0].pages), (1, "the bridge is safe", 2));
        assert_eq!((names(Stance::Affirms), names(Stance::Denies)), (vec!["Ana Ruiz".to_owned()], vec!["Bo Lind".to_owned()]));
    }

    #[test]
    fn one_actor_against_itself_is_no_dispute() {
        let (mut ledger, _folder) = ledger();
        let both = [said("Ana Ruiz", "said", "the bridge is safe"), said("Ana Ruiz", "denied", "the bridge is old")];
        ledger.add(&page("https://a.example/1", "The Harbour Post", &both)).unwrap();
        compare(&ledger);
        ledger.reconcile_by(by_first_term).unwrap();
        assert!(matches!(claims(&ledger).as_slice(), [(_, false)]));
    }

    #[test]
    fn a_claim_keeps_its_id_and_a_merged_one_answers_with_the_other() {
        let (mut ledger, _folder) = ledger();
        let two = [said("Ana Ruiz", "said", "the dam leaks"), said("Bo Lind", "denied", "the dam leaks now")];
        let others = [said("Cy Mora", "said", "our dam holds"), said("Di Ek", "denied", "our dam will hold")];
        ledger.add(&page("https://a.example/1", "The Harbour Post", &two)).unwrap();
        ledger.add(&page("https://a.example/2", "The Harbour Post", &others)).unwrap();
        compare(&ledger);
        ledger.reconcile_by(by_first_term).unwrap();
        let before = claims(&ledger);
        assert_eq!(before.len(), 2);
        ledger.reconcile_by(|matters| vec![0; matters.len()]).unwrap();
        let after = claims(&ledger);
        assert_eq!(after, before[..1]);
        for (id, _) in &before {
            let Ok(Found::One(Shown::Claim(claim))) = ledger.show(id) else { panic!("{id} answers with a claim") };
            assert_eq!((&claim.id, claim.positions.len()), (&before[0].0, 4));
        }
        ledger.reconcile_by(by_first_term).unwrap();
        assert_eq!(claims(&ledger), before);
    }

    #[test]
    fn copies_and_older_versions_do_not_count() {
        let (mut ledger, _folder) = ledger();
        let both = [said("Ana Ruiz", "said", "the bridge is safe"), said("Bo Lind", "denied", "the bridge is safe at all")];
        ledger.add(&page("https://a.example/1", "The Harbour Post", &both)).unwrap();
        ledger.add(&page("https://b.example/2", "The Valley Wire", &both)).unwrap();
        compare(&ledger);
        ledger.reconcile_by(by_first_term).unwrap();
        let dispute = &ledger.disputes().unwrap()[0];
        assert_eq!((dispute.pages, dispute.independent_pages, dispute.positions.len()), (2, 1, 4));
        let one_side = [said("Ana Ruiz", "said", "the bridge is quite safe")];
        ledger.add(&page("https://a.example/1", "The Harbour Post", &one_side)).unwrap();
        ledger.add(&page("https://b.example/2", "The Valley Wire", &one_side)).unwrap();
        compare(&ledger);
        ledger.reconcile_by(by_first_term).unwrap();
        assert_eq!(ledger.disputes().unwrap(), []);
    }
}
