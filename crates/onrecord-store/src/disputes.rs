//! Disputes: which there are, what they are found by, and each whole.

use onrecord::model::Act;
use onrecord::resolve::state_name;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde::Deserialize;

use crate::pages::Facet;
use crate::sought::Sought;
use crate::{Ledger, LedgerClaim, Listed, Part, Result, claims, search, wire};

/// Which disputes: those in which one statement has all that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct DisputeFilter {
    /// With all of these words in a statement, in any inflection, among the latest 2,000 statements that hold them.
    pub about: Option<String>,
    /// By this actor: an id, else a name by which somebody goes, else a part of names. All whom it means count.
    pub actor: Option<String>,
    /// By an actor of this country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// By this act.
    pub act: Option<Act>,
    /// In this paper.
    pub outlet: Option<String>,
    /// Said on this day or later: ISO 8601.
    pub from: Option<String>,
    /// Said on this day or earlier.
    pub to: Option<String>,
    /// Held against the rules of this pack.
    pub pack: Option<String>,
    /// With somebody named in an accusation who is not on record on it.
    #[serde(default)]
    pub unheard: bool,
}

/// What disputes can be filtered by, each value with how many have it: at most 60 of each sort, those of most disputes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisputeFacets {
    /// The actors on record.
    pub actors: Vec<Facet>,
    /// The countries of the actors.
    pub countries: Vec<Facet>,
    /// The papers.
    pub outlets: Vec<Facet>,
    /// The packs.
    pub packs: Vec<Facet>,
}

/// How many values of a sort are offered.
const OFFERED: u32 = 60;

impl Ledger {
    /// A part of the claims with both sides on record that fit, the one spoken to last first, each with all its
    /// positions and without its links.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn disputes(&self, filter: &DisputeFilter, part: Part) -> Result<Listed<LedgerClaim>> {
        let Listed { items, total, offset } = fitting(&self.connection, filter, part)?;
        let items = items.iter().map(|id| claims::claim(&self.connection, id, 0)).collect::<Result<_>>()?;
        Ok(Listed { items, total, offset })
    }

    /// What disputes can be filtered by.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn dispute_facets(&self) -> Result<DisputeFacets> {
        let mut select = self.connection.prepare_cached(
            "SELECT value, coalesce((SELECT name FROM actor WHERE ?1 = 'actor' AND id = value), value) AS label, disputes
            FROM dispute_facet WHERE facet = ?1 AND disputes > 0 ORDER BY disputes DESC LIMIT ?2",
        )?;
        let facet = |row: &Row| Ok(Facet { value: row.get("value")?, label: row.get("label")?, count: row.get("disputes")? });
        let mut of = |sort: &str| select.query_map((sort, OFFERED), facet)?.collect::<rusqlite::Result<Vec<_>>>();
        let mut countries = of("country")?;
        for country in &mut countries {
            country.label = state_name(&country.value).unwrap_or(&country.value).to_owned();
        }
        Ok(DisputeFacets { actors: of("actor")?, countries, outlets: of("outlet")?, packs: of("pack")? })
    }
}

/// A query's conditions on a claim `c`, with their parameters.
#[derive(Default)]
struct Conditions {
    conditions: Vec<String>,
    parameters: Vec<Value>,
}

impl Conditions {
    /// Adds a condition on a parameter, for which `{}` stands.
    fn add(&mut self, condition: &str, parameter: impl Into<Value>) {
        self.parameters.push(parameter.into());
        self.conditions.push(condition.replace("{}", &format!("?{}", self.parameters.len())));
    }
}

/// The ids of the disputes that fit.
pub(crate) fn fitting(ledger: &Connection, filter: &DisputeFilter, part: Part) -> Result<Listed<String>> {
    let Conditions { conditions, mut parameters } = conditions(ledger, filter)?;
    let which = ["c.disputed = 1".to_owned()].into_iter().chain(conditions).collect::<Vec<_>>().join(" AND ");
    let fits = parameters.len();
    parameters.extend([part.limit, part.offset].map(|number| Value::Integer(number.into())));
    let (limit, offset) = (fits + 1, fits + 2);
    let listed =
        format!("SELECT c.id, count(*) OVER () FROM claim c WHERE {which} ORDER BY c.last_day DESC, c.key LIMIT ?{limit} OFFSET ?{offset}");
    let (mut total, mut items) = (0, Vec::new());
    let mut select = ledger.prepare_cached(&listed)?;
    let mut rows = select.query(params_from_iter(&parameters))?;
    while let Some(row) = rows.next()? {
        items.push(row.get(0)?);
        total = row.get(1)?;
    }
    if items.is_empty() {
        // A part behind the last has no row to say how many there are.
        let count = format!("SELECT count(*) FROM claim c WHERE {which}");
        total = ledger.prepare_cached(&count)?.query_row(params_from_iter(&parameters[..fits]), |row| row.get(0))?;
    }
    Ok(Listed { items, total, offset: part.offset.into() })
}

/// Values are looked up in the index. Where more is asked of one statement than one value, the statements of what that leaves are looked at.
fn conditions(ledger: &Connection, filter: &DisputeFilter) -> Result<Conditions> {
    let mut on_claim = Conditions::default();
    let words = filter.about.as_deref().map(|about| Sought::new(about).query).filter(|words| !words.is_empty());
    if let Some(words) = words {
        let ranked = search::RANKED;
        let latest = format!("SELECT rowid FROM statement_search WHERE statement_search MATCH {{}} ORDER BY rowid DESC LIMIT {ranked}");
        on_claim.add(&format!("c.key IN (SELECT claim FROM statement WHERE key IN ({latest}))"), words);
    }
    let actors = filter.actor.as_deref().map(|name| search::meant(ledger, name)).transpose()?;
    let country = filter.country.as_ref().map(|code| code.to_ascii_uppercase());
    let act = filter.act.map(wire::word).transpose()?;
    let unheard = filter.unheard.then(String::new);
    let mut said = Vec::new();
    let any_of = "IN (SELECT id FROM actor WHERE key IN (SELECT value FROM json_each({})))";
    for (facet, value, held, on_statement) in [
        ("actor", &actors, any_of, "+p.actor IN (SELECT value FROM json_each({}))"),
        ("country", &country, "= {}", "(SELECT country FROM actor WHERE key = p.actor) = {}"),
        ("act", &act, "= {}", "s.act = {}"),
        ("outlet", &filter.outlet, "= {}", "a.outlet = {}"),
        ("pack", &filter.pack, "= {}", ""),
        ("unheard", &unheard, "= {}", ""),
    ] {
        let Some(value) = value else { continue };
        let has = format!("EXISTS (SELECT 1 FROM dispute_has WHERE facet = '{facet}' AND +value {held} AND claim = c.key)");
        on_claim.add(&has, value.clone());
        said.extend((!on_statement.is_empty()).then_some((on_statement, value)));
    }
    let day = "coalesce(s.said_from, substr(a.published, 1, 10))";
    let (from, to) = (format!("{day} >= {{}}"), format!("{day} <= {{}}"));
    let days =
        [(&from, &filter.from), (&to, &filter.to)].into_iter().filter_map(|(condition, day)| Some((condition.as_str(), day.as_ref()?)));
    let bounded = filter.from.is_some() || filter.to.is_some();
    if said.len() > 1 || bounded {
        let mut on_statement = Conditions { conditions: Vec::new(), parameters: on_claim.parameters };
        for (condition, value) in said.into_iter().chain(days) {
            on_statement.add(condition, value.clone());
        }
        on_claim.parameters = on_statement.parameters;
        let all = on_statement.conditions.join(" AND ");
        // A paper's statements are fewer than those of all disputes.
        on_claim.conditions.push(if filter.outlet.is_some() {
            format!(
                "c.key IN (SELECT p.on_claim FROM article a CROSS JOIN statement s ON s.article = a.key
                CROSS JOIN speaker p ON p.statement = s.key WHERE a.newest = 1 AND {all})"
            )
        } else {
            format!(
                "EXISTS (SELECT 1 FROM speaker p JOIN statement s ON s.key = p.statement JOIN article a ON a.key = s.article
                WHERE p.on_claim = c.key AND a.newest AND {all})"
            )
        });
    }
    Ok(on_claim)
}

/// Brings up to date what a claim can be found by as a dispute.
pub(crate) fn refresh(ledger: &Connection, claim: i64) -> Result<()> {
    let gone = "DELETE FROM dispute_has WHERE claim = ?1 AND (facet, value) NOT IN (
        SELECT facet, value FROM dispute_value WHERE claim = ?1 AND value IS NOT NULL)";
    ledger.prepare_cached(gone)?.execute([claim])?;
    let new = "INSERT OR IGNORE INTO dispute_has SELECT facet, value, claim FROM dispute_value WHERE claim = ?1 AND value IS NOT NULL";
    ledger.prepare_cached(new)?.execute([claim])?;
    Ok(())
}

/// Brings up to date what a claim can be found by once an article has come to it, which takes nothing away but that somebody is not heard.
pub(crate) fn grow(ledger: &Connection, claim: i64, article: i64) -> Result<()> {
    for new in [
        "INSERT OR IGNORE INTO dispute_has SELECT facet, value, claim FROM dispute_value
        WHERE +claim = ?1 AND article_key = ?2 AND value IS NOT NULL",
        "INSERT OR IGNORE INTO dispute_has SELECT 'unheard', '', key FROM claim
        WHERE key = ?1 AND disputed AND EXISTS (SELECT 1 FROM unheard WHERE +claim_key = ?1 AND article_key = ?2)",
    ] {
        ledger.prepare_cached(new)?.execute((claim, article))?;
    }
    let heard = "DELETE FROM dispute_has WHERE facet = 'unheard' AND value = '' AND claim = ?1
        AND NOT EXISTS (SELECT 1 FROM unheard WHERE claim_key = ?1)";
    ledger.prepare_cached(heard)?.execute([claim])?;
    Ok(())
}
