//! What has changed on record since a moment: what came into the ledger since then, laid over what it held before.

use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::pages::links::turned;
use crate::pages::wording::{LEAD, WORDS};
use crate::{Ledger, OnRecord, Result};

/// What has changed, the latest first. Copies of a text bring no news, and neither does what somebody has said before, as in an older
/// version of a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct News {
    /// The moment: RFC 3339, UTC, or a date.
    pub since: String,
    /// Claims that the ledger did not hold, each by its plainest statement.
    pub claims: Vec<Event>,
    /// Actors who deny what they had not denied.
    pub denials: Vec<Event>,
    /// Numbers of a claim that differ from the one given before them.
    pub numbers: Vec<NumberChange>,
    /// Actors who are heard for the first time on a claim that was there.
    pub heard: Vec<Event>,
    /// Actors who now deny what they affirmed, or affirm what they denied.
    pub flips: Vec<Flip>,
}

impl News {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.denials.is_empty() && self.numbers.is_empty() && self.heard.is_empty() && self.flips.is_empty()
    }
}

/// Something new on a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// The plainest printed words of the claim.
    pub wording: String,
    /// The cue that stands before them in print, where they need it: "accused" before "Ana Ruiz of hiding the report".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The id of the actor, where it is resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Its name; else the words of the page.
    pub name: String,
    /// The statement that says so, with its claim's id.
    #[serde(flatten)]
    pub on_record: OnRecord,
}

/// A number that has moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberChange {
    /// The number as it was printed before.
    pub before: String,
    /// The number as it is printed now.
    pub now: String,
    /// The statement that gave the number before.
    pub given_before: OnRecord,
    /// The statement that gives it now.
    #[serde(flatten)]
    pub event: Event,
}

/// An actor against itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Flip {
    /// What the actor said before.
    pub said_before: OnRecord,
    /// What it says now.
    #[serde(flatten)]
    pub event: Event,
}

/// So many of the latest statements are looked through for each item that is to be listed: what is asked for bounds the work.
const LOOKED_THROUGH: i64 = 250;

/// The statements on claims that came since `?1`, in no copy, as far as the page still shows them: those from the key `?2` on.
const FRESH: &str = "statement s CROSS JOIN article a ON a.key = s.article AND s.key >= ?2 AND s.claim IS NOT NULL
    AND a.added >= ?1 AND a.newest AND a.copy_of IS NULL";

/// Each with each of its speakers.
const FRESH_BY: &str = "CROSS JOIN speaker p ON p.statement = s.key";

/// What the actor had on record on the claim before.
const EARLIER: &str = "FROM speaker ep CROSS JOIN statement e ON e.key = ep.statement
    WHERE ep.on_claim = s.claim AND ep.actor = p.actor AND ep.statement < s.key";

/// A claim that the ledger did not hold: the statement whose words are its wording, with its first speaker.
const CLAIMS: &str = "SELECT s.key, (SELECT actor FROM speaker WHERE statement = s.key ORDER BY position LIMIT 1)
    FROM claim CROSS JOIN statement w ON w.key = claim.wording AND w.claim = claim.key
    CROSS JOIN article a ON a.key = w.article AND a.added >= ?1 AND a.newest AND a.copy_of IS NULL
    CROSS JOIN statement s ON s.key = coalesce(
        (SELECT t.key FROM statement t JOIN statement_span c ON c.statement = t.key AND c.part = 'content' AND c.start = w.wording_start
            WHERE t.article = w.article AND t.claim = claim.key ORDER BY t.key LIMIT 1), w.key)
    WHERE claim.first >= ?3 AND claim.merged_into IS NULL ORDER BY claim.first DESC LIMIT ?4";

/// The statement that came last before another one and was not made after it, among those that a query begins to tell: the first on the way
/// back, so that a claim of a thousand statements costs no more than another.
fn last_before(earlier: &str) -> String {
    format!(
        "(SELECT e.key {earlier} AND coalesce(e.said_from, (SELECT substr(published, 1, 10) FROM article WHERE key = e.article), '')
            <= coalesce(s.said_from, substr(a.published, 1, 10), '') ORDER BY e.key DESC LIMIT 1)"
    )
}

impl Ledger {
    /// What has changed on record since a moment: an RFC 3339 time in UTC, or a date. At most `limit` of each sort, found among the latest
    /// statements: 250 for each item of the limit.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn news(&self, since: &str, limit: u32) -> Result<News> {
        let ledger = &self.connection;
        let first = first_since(ledger, since)?;
        let last: i64 = ledger.prepare_cached("SELECT coalesce(max(key), 0) FROM statement")?.query_row([], |row| row.get(0))?;
        let asked = (since, first.max(last - LOOKED_THROUGH * i64::from(limit)), first, limit);
        let events = |query: &str| -> Result<Vec<Event>> {
            let found = rows(ledger, query, asked, |row| Ok((row.get(0)?, row.get(1)?)))?;
            found.into_iter().map(|(statement, actor)| event(ledger, statement, actor)).collect()
        };
        let denials = format!(
            "SELECT s.key, p.actor FROM {FRESH} {FRESH_BY} WHERE s.stance = 'denies' AND NOT s.aside
            AND NOT EXISTS (SELECT 1 {EARLIER} AND e.stance = 'denies' AND NOT e.aside) ORDER BY s.key DESC, p.actor LIMIT ?4"
        );
        let heard = format!(
            "SELECT s.key, p.actor FROM {FRESH} {FRESH_BY} WHERE (SELECT first FROM claim WHERE key = s.claim) < ?3
            AND NOT EXISTS (SELECT 1 {EARLIER}) ORDER BY s.key DESC, p.actor LIMIT ?4"
        );
        Ok(News {
            since: since.to_owned(),
            claims: events(CLAIMS)?,
            denials: events(&denials)?,
            numbers: numbers(ledger, asked)?,
            heard: events(&heard)?,
            flips: flips(ledger, asked)?,
        })
    }
}

/// A moment, the key of the first statement that is looked at, that of the first one since the moment, and how many are to be found.
type Asked<'a> = (&'a str, i64, i64, u32);

/// The key of the first statement that came since a moment; past all keys where there is none.
fn first_since(ledger: &Connection, since: &str) -> Result<i64> {
    let first = "SELECT min(key) FROM statement WHERE article = (SELECT article FROM statement
        WHERE article >= (SELECT key FROM article WHERE added >= ? ORDER BY added, key LIMIT 1) ORDER BY article LIMIT 1)";
    Ok(ledger.prepare_cached(first)?.query_row([since], |row| row.get::<_, Option<i64>>(0))?.unwrap_or(i64::MAX))
}

fn rows<T>(ledger: &Connection, query: &str, asked: Asked, row: impl FnMut(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>> {
    Ok(ledger.prepare_cached(query)?.query_map(asked, row)?.collect::<Result<_, _>>()?)
}

fn flips(ledger: &Connection, (since, first, _, limit): Asked) -> Result<Vec<Flip>> {
    let own = last_before(&format!("{EARLIER} AND e.stance <> 'neutral' AND NOT e.aside"));
    let query = format!(
        "SELECT s.key, p.actor, before.key FROM {FRESH} {FRESH_BY} JOIN statement before ON before.key = {own}
        WHERE s.stance <> 'neutral' AND NOT s.aside AND before.stance <> s.stance ORDER BY s.key DESC, p.actor"
    );
    let mut select = ledger.prepare_cached(&query)?;
    let mut rows = select.query((since, first))?;
    let mut flips = Vec::new();
    // Most with another stance than before have not turned against what they said: those are no flips, and take no place.
    while flips.len() < limit as usize {
        let Some(row) = rows.next()? else { break };
        let (now, actor, before) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if turned(ledger, before, now)? {
            flips.push(Flip { said_before: on_record(ledger, before)?, event: event(ledger, now, actor)? });
        }
    }
    Ok(flips)
}

fn numbers(ledger: &Connection, asked: Asked) -> Result<Vec<NumberChange>> {
    let given = last_before(
        "FROM statement e WHERE e.claim = s.claim AND e.key < s.key AND (SELECT copy_of IS NULL FROM article WHERE key = e.article)
        AND EXISTS (SELECT 1 FROM quantity WHERE statement = e.key AND unit IS q.unit)",
    );
    let numbers = format!(
        "SELECT s.key, (SELECT min(actor) FROM speaker WHERE statement = s.key), before.key, q.start, q.\"end\", b.start, b.\"end\"
        FROM {FRESH} JOIN quantity q ON q.statement = s.key JOIN statement before ON before.key = {given}
        JOIN quantity b ON b.rowid = (SELECT min(rowid) FROM quantity WHERE statement = before.key AND unit IS q.unit)
        WHERE NOT EXISTS (SELECT 1 FROM quantity WHERE statement = before.key AND unit IS q.unit AND (value, value_to) IS (q.value, q.value_to))
        ORDER BY s.key DESC, q.start LIMIT ?4"
    );
    let found = rows(ledger, &numbers, asked, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, (row.get(3)?, row.get(4)?), (row.get(5)?, row.get(6)?)))
    })?;
    let number = |(now, actor, before, at, at_before)| {
        Ok(NumberChange {
            before: printed(ledger, before, at_before)?,
            now: printed(ledger, now, at)?,
            given_before: on_record(ledger, before)?,
            event: event(ledger, now, actor)?,
        })
    };
    found.into_iter().map(number).collect()
}

fn event(ledger: &Connection, statement: i64, actor: Option<i64>) -> Result<Event> {
    let on_record = on_record(ledger, statement)?;
    let mut wording = ledger.prepare_cached(&format!(
        "SELECT {WORDS}, {LEAD}
        FROM statement s JOIN claim ON claim.key = s.claim JOIN statement w ON w.key = coalesce(claim.wording, claim.first)
        JOIN article ON article.key = w.article WHERE s.key = ?",
    ))?;
    let (wording, lead) = wording.query_row([statement], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let known = "SELECT id, name FROM actor WHERE key = ?";
    let known = actor.map(|key| ledger.prepare_cached(known)?.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))).transpose()?;
    let (actor, name) = known.map_or_else(|| (None, on_record.speaker.clone()), |(id, name)| (Some(id), name));
    Ok(Event { wording, lead, actor, name, on_record })
}

pub(crate) fn on_record(ledger: &Connection, statement: i64) -> Result<OnRecord> {
    let select = "SELECT * FROM ever_on_the_record WHERE statement_key = ?";
    Ok(ledger.prepare_cached(select)?.query_row([statement], OnRecord::from_row)?)
}

/// The words of a span of the article that a statement stands in.
fn printed(ledger: &Connection, statement: i64, (start, end): (u32, u32)) -> Result<String> {
    let select =
        "SELECT substr(text, ?2 + 1, ?3 - ?2) FROM article JOIN statement ON statement.article = article.key WHERE statement.key = ?1";
    Ok(ledger.prepare_cached(select)?.query_row((statement, start, end), |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use onrecord::model::{Qualifier, Quantity};

    use super::*;
    use crate::sample::{Said, ledger, page, said};

    /// Adds a page as of a day, all of it on one claim.
    fn add(ledger: &mut Ledger, day: u32, sentences: &[Said]) {
        let mut record = page(&format!("https://a.example/{day}"), "The Harbour Post", sentences);
        record.article.published = Some(format!("2024-05-{day:02}"));
        let text = record.article.text.clone();
        for statement in &mut record.statements {
            let span = statement.content[0];
            let digits: String = text.slice(span).chars().filter(char::is_ascii_digit).collect();
            let unit = Some("car".to_owned());
            statement.quantities.extend(digits.parse().ok().map(|value| Quantity {
                span,
                value,
                unit,
                qualifier: Qualifier::Exactly,
                value_to: None,
            }));
        }
        ledger.add(&record).unwrap();
        let claim = format!(
            "INSERT OR IGNORE INTO claim (key, id, first, wording) VALUES (1, 'claim-1', 1, 1); UPDATE statement SET claim = 1;
            UPDATE article SET added = '2024-05-{day:02}T12:00:00Z' WHERE key = (SELECT max(key) FROM article)"
        );
        ledger.connection.execute_batch(&claim).unwrap();
    }

    fn names(events: &[Event]) -> Vec<&str> {
        events.iter().map(|event| event.name.as_str()).collect()
    }

    #[test]
    fn what_changed_is_news_once() {
        let (mut ledger, _folder) = ledger();
        add(&mut ledger, 1, &[said("Ana Ruiz", "said", "70 cars sank"), said("Bo Lind", "denied", "it")]);
        let first = ledger.news("2024-05-01", 9).unwrap();
        assert_eq!(
            (names(&first.claims), names(&first.denials), first.heard.len(), first.flips.len()),
            (vec!["Ana Ruiz"], vec!["Bo Lind"], 0, 0)
        );
        assert_eq!(first.claims[0].wording, "70 cars sank");
        assert!(ledger.news("2024-05-02", 9).unwrap().is_empty());
        add(
            &mut ledger,
            3,
            &[said("Ana Ruiz", "denied", "70 cars sank"), said("Cy Mora", "said", "90 cars sank"), said("Bo Lind", "denied", "it all")],
        );
        let next = ledger.news("2024-05-02T08:00:00Z", 9).unwrap();
        assert_eq!((next.claims.len(), names(&next.denials), names(&next.heard)), (0, vec!["Ana Ruiz"], vec!["Cy Mora"]));
        let [number] = next.numbers.as_slice() else { panic!("{next:?}") };
        assert_eq!(
            (number.before.as_str(), number.now.as_str(), number.given_before.speaker.as_str()),
            ("70 cars sank", "90 cars sank", "Ana Ruiz")
        );
        let [flip] = next.flips.as_slice() else { panic!("{next:?}") };
        assert_eq!((flip.said_before.words.as_str(), flip.event.on_record.words.as_str()), ("70 cars sank", "70 cars sank"));
        assert!(ledger.news("2024-05-04", 9).unwrap().is_empty());
    }

    #[test]
    fn a_new_version_is_no_news_by_what_it_keeps() {
        let (mut ledger, _folder) = ledger();
        add(&mut ledger, 1, &[said("Ana Ruiz", "said", "70 cars sank"), said("Bo Lind", "denied", "it")]);
        let version = page("https://a.example/1", "The Harbour Post", &[said("Bo Lind", "denied", "it"), said("Cy Mora", "denied", "it")]);
        ledger.add(&version).unwrap();
        ledger.connection.execute_batch("UPDATE statement SET claim = 1").unwrap();
        let news = ledger.news("2024-06-01", 9).unwrap();
        assert_eq!((names(&news.denials), names(&news.heard)), (vec!["Cy Mora"], vec!["Cy Mora"]));
        assert_eq!(ledger.news("2024-06-01", 0).unwrap().denials, []);
    }

    #[test]
    fn a_new_claim_is_shown_as_pages_word_it_now() {
        let (mut ledger, _folder) = ledger();
        add(&mut ledger, 1, &[said("Ana Ruiz", "said", "70 cars sank"), said("Bo Lind", "denied", "it")]);
        ledger.add(&page("https://a.example/1", "The Harbour Post", &[said("Cy Mora", "said", "80 cars sank")])).unwrap();
        let worded = "UPDATE statement SET claim = 1; UPDATE claim SET wording = (SELECT max(key) FROM statement)";
        ledger.connection.execute_batch(worded).unwrap();
        let news = ledger.news("2024-05-01", 9).unwrap();
        let [claim] = news.claims.as_slice() else { panic!("{news:?}") };
        assert_eq!(
            (claim.wording.as_str(), claim.on_record.words.as_str(), claim.name.as_str()),
            ("80 cars sank", "80 cars sank", "Cy Mora")
        );
        ledger.connection.execute_batch("UPDATE article SET copy_of = 1 WHERE newest").unwrap();
        assert_eq!(ledger.news("2024-05-01", 9).unwrap().claims, []);
    }

    #[test]
    fn who_has_not_turned_takes_no_place_of_who_has() {
        let (mut ledger, _folder) = ledger();
        add(&mut ledger, 1, &[said("Ana Ruiz", "said", "70 cars sank"), said("Bo Lind", "said", "the levy is too high for farmers")]);
        add(&mut ledger, 3, &[said("Ana Ruiz", "denied", "70 cars sank"), said("Bo Lind", "denied", "a ferry has left the northern port")]);
        let news = ledger.news("2024-05-02", 1).unwrap();
        assert_eq!(news.flips.iter().map(|flip| flip.event.name.as_str()).collect::<Vec<_>>(), ["Ana Ruiz"]);
    }

    #[test]
    fn a_claim_has_the_cue_that_its_words_need() {
        let (mut ledger, _folder) = ledger();
        add(&mut ledger, 1, &[said("Bo Lind", "accused", "Ana Ruiz of hiding the report")]);
        ledger.connection.execute_batch("UPDATE statement SET (wording_start, wording_end) = (16, 45)").unwrap();
        let news = ledger.news("2024-05-01", 9).unwrap();
        assert_eq!((news.claims[0].lead.as_deref(), news.claims[0].wording.as_str()), (Some("accused"), "Ana Ruiz of hiding the report"));
    }
}
