//! A ledger survives what happens to programs: it is killed, it is not alone, it may not write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// How often the program is killed.
const KILLS: u32 = 15;

/// How many pages it is adding.
const PAGES: usize = 24;

/// A folder of invented pages, in threes about one matter.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..PAGES {
        let (place, hour) = (["Aville", "Borsk", "Cantal", "Drumm", "Eyra", "Fosse", "Garth", "Holm"][n / 3], n % 3);
        let body = format!(
            "The bridge at {place} after hour {hour}\n\nThe mayor of {place}, Ana Ruiz, said on Friday that the old bridge at {place} was safe to cross.\n\n\
            Bo Lind, an engineer, denied that the old bridge at {place} was safe to cross. He said that {} cars had crossed it.\n\n\
            “We will rebuild the {place} bridge by the end of the year,” Ruiz told reporters on day {n}.\n",
            100 + n * 7
        );
        fs::write(folder.path().join(format!("page{n:02}.txt")), body).unwrap();
    }
    folder
}

fn add(folder: &Path, ledger: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let pages = (0..PAGES).map(|n| format!("page{n:02}.txt"));
    command.current_dir(folder).args(["add", "--plain", "--tagger", "fast", "--threads", "2", "--db", ledger]).args(pages);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// All that a ledger holds but the times at which it came there, by table.
fn content(path: &Path) -> BTreeMap<String, Vec<String>> {
    let ledger = Connection::open(path).unwrap();
    let sound: String = ledger.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\' ORDER BY name";
    let tables: Vec<String> = ledger.prepare(tables).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let table = |name: String| {
        let mut select = ledger.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns: Vec<String> = select.column_names().map(str::to_owned).collect();
        let timeless: Vec<usize> = (0..columns.len()).filter(|&at| !["added", "seen"].contains(&columns[at].as_str())).collect();
        let row =
            |row: &rusqlite::Row<'_>| Ok(format!("{:?}", timeless.iter().map(|&at| row.get_unwrap::<_, Value>(at)).collect::<Vec<_>>()));
        let mut rows: Vec<String> = select.query_map([], row).unwrap().map(Result::unwrap).collect();
        rows.sort();
        (name, rows)
    };
    tables.into_iter().map(table).collect()
}

#[test]
fn an_addition_that_is_killed_at_any_moment_goes_on_as_if_nothing_had_been() {
    let folder = desk();
    let start = Instant::now();
    assert!(add(folder.path(), "undisturbed.db").status().unwrap().success());
    let whole = start.elapsed();
    let mut kept = Vec::new();
    for kill in 0..KILLS {
        // A fraction of the way that no two kills share and that goes over all of it: multiples of the golden section.
        let moment = whole.mul_f64((f64::from(kill + 1) * 0.618_034).fract());
        let mut child = add(folder.path(), "killed.db").spawn().unwrap();
        thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        let killed = folder.path().join("killed.db");
        let count = |ledger: Connection| ledger.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, usize>(0)).unwrap_or(0);
        kept.push(Connection::open_with_flags(&killed, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE).map_or(0, count));
        // What is whole is begun anew, so that later kills find something to interrupt.
        if kept.last() == Some(&PAGES) {
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(folder.path().join(format!("killed.db{end}")));
            }
        }
    }
    assert!(kept.iter().any(|&pages| pages > 0), "some pages were kept before a kill: {kept:?}");
    assert!(add(folder.path(), "killed.db").status().unwrap().success());
    let (killed, undisturbed) = (content(&folder.path().join("killed.db")), content(&folder.path().join("undisturbed.db")));
    for (table, rows) in &undisturbed {
        assert_eq!(&killed[table], rows, "{table} after kills that left {kept:?} pages");
    }
    assert!(undisturbed["statement"].len() >= PAGES && !undisturbed["claim"].is_empty());
}

#[test]
fn two_that_add_the_same_pages_keep_each_once() {
    let folder = desk();
    let children: Vec<_> = (0..2).map(|_| add(folder.path(), "both.db").spawn().unwrap()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(add(folder.path(), "one.db").status().unwrap().success());
    let (both, one) = (content(&folder.path().join("both.db")), content(&folder.path().join("one.db")));
    for table in ["article", "statement", "claim", "speaker", "capture"] {
        assert_eq!(both[table].len(), one[table].len(), "{table}");
    }
}

/// A user of no rights, for tests that run as one who may do everything.
#[cfg(unix)]
const NOBODY: u32 = 65534;

#[cfg(unix)]
#[test]
fn a_ledger_in_a_folder_that_may_not_be_written_answers() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let folder = desk();
    assert!(add(folder.path(), "onrecord.db").status().unwrap().success());
    fs::set_permissions(folder.path().join("onrecord.db"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let may_write_anyway = fs::write(folder.path().join("probe"), "").is_ok();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(folder.path()).args(args).env("USER", "mara");
        if may_write_anyway {
            command.uid(NOBODY);
        }
        command.output()
    };
    if let Err(error) = run(&["--version"]) {
        println!("SKIPPED: this user may write everywhere, and cannot run the program as another ({error})");
        return;
    }
    for question in
        [&["disputes"][..], &["who", "Ana Ruiz"], &["search", "bridge"], &["status"], &["news"], &["actors"], &["sql", "SELECT 1"]]
    {
        let answer = run(question).unwrap();
        assert!(answer.status.success(), "{question:?}: {answer:?}");
    }
    for change in [&["actors", "rename", "Ana Ruiz", "Dame Ana Ruiz"][..], &["add", "--plain", "--tagger", "fast", "page00.txt"]] {
        let refused = run(change).unwrap();
        let word = String::from_utf8_lossy(&refused.stderr);
        assert!(
            refused.status.code() == Some(3) && word.contains("may only be read") && word.lines().count() == 1,
            "{change:?}: {refused:?}"
        );
    }
    let made = run(&["add", "--plain", "--tagger", "fast", "--db", "new.db", "page00.txt"]).unwrap();
    let word = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.code() == Some(3) && word.contains("may not be written, so no ledger new.db can be made there"), "{made:?}");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}
