//! Questions in SQL: anything may be asked, nothing can be changed, and no question holds the machine for ever.

use std::time::{Duration, Instant};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error as Sqlite, ErrorCode, Statement};
use serde_json::Value;

use crate::{Error, Ledger, Result, wire};

/// How many steps of `SQLite`'s virtual machine are between two looks at the clock.
const STEPS: i32 = 10_000;

/// The longest text or blob that a question may make, in bytes.
const LONGEST: i32 = 64 << 20;

impl Ledger {
    /// Asks a question in SQL and calls a function with the columns' names and each row, until it answers `false`. A number that is not
    /// finite is null; a blob is its hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::Query`] where it is no single question, or would change anything, or `SQLite` does not understand it; [`Error::TooSlow`]
    /// where it takes longer than `patience`; else where the ledger cannot be read.
    pub fn sql(&mut self, query: &str, patience: Duration, each: impl FnMut(&[String], Vec<Value>) -> bool) -> Result<()> {
        self.only_asking(patience, |connection| ask(connection, query, each))
    }

    /// The names of the columns that a question in SQL is answered in, whether or not there is a row.
    ///
    /// # Errors
    /// As [`Ledger::sql`].
    pub fn sql_columns(&mut self, query: &str, patience: Duration) -> Result<Vec<String>> {
        self.only_asking(patience, |connection| Ok(columns(&prepare(connection, query)?)))
    }

    /// Lets a question be asked within a time, and nothing be changed.
    fn only_asking<T>(&mut self, patience: Duration, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let connection = &mut self.connection;
        let deadline = Instant::now() + patience;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        let longest = connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
        connection.progress_handler(STEPS, Some(move || Instant::now() >= deadline))?;
        connection.authorizer(Some(only_reading))?;
        let answered = question(connection);
        connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        connection.progress_handler(0, None::<fn() -> bool>)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, longest)?;
        answered.map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Error::TooSlow(patience),
            Some(ErrorCode::AuthorizationForStatementDenied) => {
                Error::Query("only questions may be asked here; nothing can be changed, attached or set".to_owned())
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::SystemIoFailure) => error.into(),
            _ => Error::Query(error.to_string()),
        })
    }
}

fn prepare<'a>(connection: &'a Connection, query: &str) -> rusqlite::Result<Statement<'a>> {
    let statement = connection.prepare(query)?;
    if statement.readonly() && statement.column_count() > 0 { Ok(statement) } else { Err(Sqlite::InvalidQuery) }
}

fn columns(statement: &Statement) -> Vec<String> {
    statement.column_names().map(str::to_owned).collect()
}

fn ask(connection: &Connection, query: &str, mut each: impl FnMut(&[String], Vec<Value>) -> bool) -> rusqlite::Result<()> {
    let mut statement = prepare(connection, query)?;
    let columns = columns(&statement);
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..columns.len()).map(|at| Ok(value(row.get_ref(at)?))).collect::<rusqlite::Result<_>>()?;
        if !each(&columns, values) {
            break;
        }
    }
    Ok(())
}

/// Lets a question read and compute. Of pragmas those are left that describe tables, and the one that full-text search asks itself.
fn only_reading(context: AuthContext<'_>) -> Authorization {
    let allowed = match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
        AuthAction::Pragma { pragma_name, .. } => {
            matches!(pragma_name, "data_version" | "table_info" | "table_xinfo" | "table_list" | "index_list" | "index_info")
        }
        _ => false,
    };
    if allowed { Authorization::Allow } else { Authorization::Deny }
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned().into(),
        ValueRef::Blob(bytes) => wire::hexadecimal(bytes).into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample::{ledger, page, said};

    fn answer(ledger: &mut Ledger, query: &str) -> Result<Vec<Vec<Value>>> {
        let mut rows = Vec::new();
        ledger.sql(query, Duration::from_secs(10), |_, row| {
            rows.push(row);
            true
        })?;
        Ok(rows)
    }

    #[test]
    fn questions_are_answered_and_nothing_is_changed() {
        let (mut ledger, folder) = ledger();
        let record = page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "yes"), said("Bo Lind", "denied", "it")]);
        ledger.add(&record).unwrap();
        let speakers = answer(&mut ledger, "SELECT speaker, 1.5, NULL, x'0aff' FROM on_the_record").unwrap();
        assert_eq!(
            speakers,
            [[json!("Ana Ruiz"), json!(1.5), json!(null), json!("0aff")], [json!("Bo Lind"), json!(1.5), json!(null), json!("0aff")]]
        );
        assert_eq!(
            answer(&mut ledger, "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n").unwrap().len(),
            3
        );
        assert_eq!(ledger.sql_columns("SELECT id AS a, key FROM article WHERE 0", Duration::from_secs(10)).unwrap(), ["a", "key"]);
        assert_eq!(answer(&mut ledger, "SELECT rowid FROM statement_search WHERE statement_search MATCH 'yes'").unwrap().len(), 1);
        let other = folder.path().join("other.db").display().to_string();
        for wrong in [
            "DELETE FROM article",
            "UPDATE article SET title = 'x'",
            "INSERT INTO article_search (article_search) VALUES ('delete-all')",
            "CREATE TEMP TABLE x (y)",
            "PRAGMA query_only = 0",
            "PRAGMA journal_mode = delete",
            "BEGIN IMMEDIATE",
            "VACUUM",
            &format!("VACUUM INTO '{other}'"),
            &format!("ATTACH '{other}' AS other"),
            "SELECT 1; DELETE FROM article",
            "SELECT load_extension('x')",
            "SELECT nonsense",
            "",
            "-- nothing",
        ] {
            assert!(matches!(answer(&mut ledger, wrong), Err(Error::Query(_))), "{wrong}: {:?}", answer(&mut ledger, wrong));
            assert!(matches!(ledger.sql_columns(wrong, Duration::from_secs(10)), Err(Error::Query(_))), "{wrong}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().file_name() == "other.db").count(), 0);
        assert_eq!(ledger.status().unwrap().statements, 2);
        ledger.add(&page("https://b.example/2", "The Valley Wire", &[said("Ana Ruiz", "said", "no")])).unwrap();
    }

    #[test]
    fn a_question_without_end_is_stopped() {
        let (mut ledger, _folder) = ledger();
        let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        let stopped = ledger.sql(endless, Duration::from_millis(50), |_, _| true);
        assert!(matches!(stopped, Err(Error::TooSlow(_))), "{stopped:?}");
        assert!(matches!(answer(&mut ledger, "SELECT zeroblob(1000000000)"), Err(Error::Query(_))));
        let mut seen = 0;
        let some = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
        ledger
            .sql(some, Duration::from_secs(10), |_, _| {
                seen += 1;
                seen < 5
            })
            .unwrap();
        assert_eq!(seen, 5);
    }
}
