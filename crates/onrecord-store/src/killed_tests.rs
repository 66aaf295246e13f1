//! A program that is killed while it adds and reconciles leaves a ledger that the next run makes whole.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use onrecord::model::Record;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::Ledger;
use crate::sample::{page, said};

/// How often the program is killed.
const KILLS: u32 = 40;

/// Which ledger the program that is to be killed works on.
const LEDGER: &str = "ONRECORD_TESTED_LEDGER";

/// Pages about matters that several of them speak to.
fn pages() -> Vec<Record> {
    let places = ["Aville", "Borsk", "Cantal", "Drumm", "Eyra", "Fosse", "Garth", "Holm"];
    let page = |n: usize| {
        let (place, outlet) = (places[n * 3 / 8 % 8], ["The Harbour Post", "The Valley Wire"][n % 2]);
        let bridge = format!("the old bridge at {place} is safe for {} lorries", 3 + n % 5);
        let sentences = [
            said("Ana Ruiz", "said", &bridge),
            said("Bo Lind", "denied", &format!("the old bridge at {place} is safe")),
            said("Cy Mora", "said", &format!("{} cars crossed it on day {}", 100 + n * 7, n / 3)),
        ];
        self::page(&format!("https://a.example/{n}"), outlet, &sentences[n % 2..])
    };
    (0..48).map(page).collect()
}

#[test]
fn all_pages_are_added_and_reconciled() {
    let folder = tempfile::tempdir().unwrap();
    let path = env::var_os(LEDGER).map_or_else(|| folder.path().join("onrecord.db"), Into::into);
    let mut ledger = Ledger::open(path).unwrap();
    for record in pages() {
        ledger.add(&record).unwrap();
    }
    ledger.reconcile().unwrap();
    let waiting = "SELECT count(*) FROM topic WHERE root IS NULL";
    assert_eq!(ledger.connection.query_row(waiting, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    assert!(ledger.status().unwrap().disputes > 0);
}

/// Runs the test above in a program of its own.
fn program(ledger: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "killed_tests::all_pages_are_added_and_reconciled"]).env(LEDGER, ledger);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every row of every table, the times at which it came there aside.
fn content(path: &Path) -> Vec<String> {
    let ledger = Connection::open(path).unwrap();
    let sound: String = ledger.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'";
    let tables: Vec<String> = ledger.prepare(tables).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut out = Vec::new();
    for table in tables {
        let mut select = ledger.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns: Vec<String> = select.column_names().map(str::to_owned).collect();
        let kept: Vec<usize> = (0..columns.len()).filter(|&at| !["added", "seen"].contains(&columns[at].as_str())).collect();
        let row = |row: &rusqlite::Row| Ok(kept.iter().map(|&at| row.get_unwrap::<_, Value>(at)).collect::<Vec<_>>());
        out.extend(select.query_map([], row).unwrap().map(|row| format!("{table} {:?}", row.unwrap())));
    }
    out.sort();
    out
}

/// How many pages there are, and how many topics wait to be reconciled.
fn state(path: &Path) -> Option<(i64, i64)> {
    let state = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM topic WHERE root IS NULL)";
    Connection::open(path).ok()?.query_row(state, [], |row| Ok((row.get(0)?, row.get(1)?))).ok()
}

#[test]
fn a_program_that_is_killed_at_any_moment_goes_on_as_if_nothing_had_been() {
    let folder = tempfile::tempdir().unwrap();
    let (undisturbed, killed) = (folder.path().join("undisturbed.db"), folder.path().join("killed.db"));
    let start = Instant::now();
    assert!(program(&undisturbed).status().unwrap().success());
    let whole = start.elapsed();
    let complete = state(&undisturbed);
    let mut left = Vec::new();
    for kill in 0..KILLS {
        // A fraction of the way that no two kills share and that goes over all of it: multiples of the golden section.
        let moment = whole.mul_f64((f64::from(kill + 1) * 0.618_034).fract());
        let mut child = program(&killed).spawn().unwrap();
        thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        left.push(state(&killed));
        // What is whole is begun anew, so that later kills find something to interrupt.
        if left.last() == Some(&complete) {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(folder.path().join(format!("killed.db{end}")));
            }
        }
    }
    assert!(left.iter().flatten().any(|&(pages, _)| pages > 0), "some pages were kept before a kill: {left:?}");
    assert!(program(&killed).status().unwrap().success());
    assert_eq!(content(&killed), content(&undisturbed), "after kills that left {left:?}");
}
