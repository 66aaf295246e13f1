//! The command as its users see it: exit codes, order, one bad page among good ones, what a question may not do.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder to run the command in.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts an invented page on the desk.
    fn page(&self, name: &str, place: &str) {
        let body = format!(
            "The bridge at {place} is closed\n\nThe mayor of {place}, Ana Ruiz, said on Friday that the bridge was safe.\n\n\
            Bo Lind, an engineer, denied that the bridge was safe.\n"
        );
        fs::write(self.path().join(name), body).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(self.path()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().unwrap())
    }
}

/// What a run said, and how it ended.
#[derive(Debug, PartialEq)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The lines of JSON in an output.
fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn statements_are_explained_where_asked() {
    let desk = Desk::new();
    desk.page("a.txt", "Lowmere");
    let plain = lines(&desk.run(&["read", "--format", "jsonl", "a.txt"]).out);
    assert!(plain[0].get("explain").is_none());
    let explained = lines(&desk.run(&["read", "--explain", "--format", "jsonl", "a.txt"]).out);
    assert_eq!(plain[0]["statements"], explained[0]["statements"]);
    for statement in explained[0]["statements"].as_array().unwrap() {
        let why = &explained[0]["explain"][statement["id"].as_str().unwrap()];
        assert_eq!(why["tagger"], "accurate");
        assert!(why["scores"]["cue"].as_f64().unwrap() > 0.3, "{why}");
    }
    let people = desk.run(&["read", "--explain", "a.txt"]).out;
    assert!(people.contains("the lexicon's act of the word, of “denied”"), "{people}");
}

#[test]
fn a_threshold_keeps_what_is_sure() {
    let desk = Desk::new();
    desk.page("a.txt", "Lowmere");
    let count = |p: &str| {
        lines(&desk.run(&["read", "--threshold", p, "--format", "jsonl", "a.txt"]).out)[0]["statements"].as_array().unwrap().len()
    };
    assert!(count("0") >= 2);
    assert_eq!(count("1"), 0);
}

#[test]
fn usage_is_2() {
    let desk = Desk::new();
    for wrong in [
        &["read"][..],
        &["add"],
        &["nonsense"],
        &["read", "--format", "x", "a"],
        &["read", "--threshold", "2", "a"],
        &["who"],
        &["search"],
        &["read", "--threads", "0", "a"],
        &["read", "--threads", "60000", "a"],
        &["search", "--limit", "0", "x"],
        &["disputes", "--limit", "0"],
        &["sql", "--limit", "0", "SELECT 1"],
    ] {
        assert_eq!(desk.run(wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(desk.run(&["--help"]).code, Some(0));
    for (command, listed) in [("search", "[default: 20]"), ("who", "[default: 200]"), ("disputes", "[default: 50]")] {
        assert!(desk.run(&[command, "--help"]).out.contains(listed), "{command}");
    }
}

#[test]
fn one_bad_page_is_a_line_and_the_others_are_read() {
    let desk = Desk::new();
    desk.page("a.txt", "Aville");
    desk.page("c.txt", "Cville");
    let run = desk.run(&["read", "--plain", "--format", "jsonl", "a.txt", "b.txt", "c.txt"]);
    let paths: Vec<_> = lines(&run.out).iter().map(|record| record["origin"]["path"].clone()).collect();
    assert_eq!((run.code, paths), (Some(1), vec![json!("a.txt"), json!("c.txt")]));
    assert!(run.err.starts_with("onrecord: b.txt: ") && run.err.contains("; ") && run.err.lines().count() == 1, "{}", run.err);
}

#[test]
fn the_output_does_not_depend_on_the_threads() {
    let desk = Desk::new();
    let names: Vec<_> = (0..40).map(|n| format!("page{n}.txt")).collect();
    for (n, name) in names.iter().enumerate().filter(|(n, _)| n % 7 != 3) {
        desk.page(name, &format!("Place{n}"));
    }
    for format in ["text", "jsonl", "brat"] {
        let read = |threads| {
            let head = ["read", "--plain", "--format", format, "--threads", threads];
            desk.run(&head.into_iter().chain(names.iter().map(String::as_str)).collect::<Vec<_>>())
        };
        let one = read("1");
        assert_eq!(one, read("7"));
        assert_eq!((one.code, one.err.lines().count()), (Some(1), 6));
    }
}

#[test]
fn text_in_a_pipe_has_no_styles_and_names_the_page() {
    let desk = Desk::new();
    desk.page("a.txt", "Aville");
    let run = desk.run(&["read", "a.txt"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("The bridge at Aville is closed"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "{}", run.out);
}

#[test]
fn a_page_cannot_steer_the_terminal() {
    let desk = Desk::new();
    fs::write(desk.path().join("a.txt"), "A \u{1b}[2Jheadline\n\nAna Ruiz said\u{9b}31m that the bridge was safe.\n").unwrap();
    let mut command = desk.command(&["read", "--plain", "a.txt"]);
    let run = Run::of(command.env("CLICOLOR_FORCE", "1").output().unwrap());
    assert!(!run.out.contains("\u{1b}[2J") && !run.out.contains('\u{9b}'), "{:?}", run.out);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let desk = Desk::new();
    let body = "Ana Ruiz said that the bridge was safe. ".repeat(80);
    let names: Vec<_> = (0..40).map(|n| format!("page{n}.txt")).collect();
    for name in &names {
        fs::write(desk.path().join(name), &body).unwrap();
    }
    let args: Vec<_> = ["read", "--plain", "--format", "jsonl"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let mut child = desk.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}

#[test]
fn adding_says_what_it_did() {
    let desk = Desk::new();
    desk.page("a.txt", "Aville");
    desk.page("b.txt", "Bville");
    let add = || desk.run(&["add", "--plain", "a.txt", "b.txt"]);
    let check = |run: &Run, expected: &str| assert!(run.code == Some(0) && run.out.starts_with(expected), "{run:?}");
    check(&add(), "2 pages: 2 new, 0 changed, 0 known already; onrecord.db now holds 2 pages");
    check(&add(), "2 pages: 0 new, 0 changed, 2 known already");
    desk.page("b.txt", "Elsewhere");
    check(&add(), "2 pages: 0 new, 1 changed, 1 known already; onrecord.db now holds 2 pages");
    assert_eq!(add().err, "");
    assert_eq!(desk.run(&["add", "--plain", "a.txt", "none.txt"]).code, Some(1));
}

#[test]
fn an_addition_that_was_killed_goes_on_where_it_stopped() {
    let desk = Desk::new();
    let names: Vec<_> = (0..60).map(|n| format!("page{n}.txt")).collect();
    names.iter().enumerate().for_each(|(n, name)| desk.page(name, &format!("Place{n}")));
    let args: Vec<_> = ["add", "--plain"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let mut child = desk.command(&args).stdout(Stdio::null()).spawn().unwrap();
    while !desk.path().join("onrecord.db").exists() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let again = desk.run(&args);
    assert!(again.code == Some(0) && again.out.contains("onrecord.db now holds 60 pages"), "{again:?}");
    let ledger = rusqlite::Connection::open(desk.path().join("onrecord.db")).unwrap();
    assert_eq!(ledger.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
}

#[test]
fn several_may_add_at_a_time() {
    let desk = Desk::new();
    let add = |n: usize| {
        let name = format!("page{n}.txt");
        desk.page(&name, &format!("Place{n}"));
        desk.command(&["add", "--plain", &name]).stdout(Stdio::null()).spawn().unwrap()
    };
    let children: Vec<_> = (0..8).map(add).collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert!(desk.run(&["status"]).out.contains("pages           8"));
}

#[test]
fn a_question_without_a_ledger_says_how_to_make_one() {
    let desk = Desk::new();
    for question in [&["disputes"][..], &["who", "Ana"], &["show", "a"], &["search", "x"], &["status"], &["export", "--format", "csv"]] {
        let run = desk.run(question);
        let expected = "onrecord: no ledger at onrecord.db; make one with: onrecord add PAGE…\n";
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(3), "", expected));
    }
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 0);
}

#[test]
fn another_programs_file_is_left_as_it_is() {
    let desk = Desk::new();
    desk.page("a.txt", "Aville");
    let other = desk.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    let before = fs::read(&other).unwrap();
    for args in [&["add", "--db", "other.db", "a.txt"][..], &["add", "--db", "no/such.db", "a.txt"], &["status", "--db", "a.txt"]] {
        let run = desk.run(args);
        assert_eq!((run.code, run.err.lines().count()), (Some(3), 1), "{run:?}");
    }
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
fn a_ledger_that_was_cut_off_is_one_line() {
    let desk = Desk::new();
    dispute(&desk);
    let whole = fs::read(desk.path().join("onrecord.db")).unwrap();
    for length in [1, 99, 100, 512, 4096, 5000, whole.len() / 2] {
        fs::write(desk.path().join("cut.db"), &whole[..length]).unwrap();
        let run = desk.run(&["disputes", "--db", "cut.db"]);
        assert_eq!((run.code, run.err.lines().count()), (Some(3), 1), "{length} bytes: {run:?}");
    }
}

/// A ledger with one dispute, made by hand.
fn dispute(desk: &Desk) {
    let text = "Ana Ruiz said the bridge is safe. Bo Lind denied it is safe.";
    let statement = |id: &str, spans: [[u32; 2]; 3], act: &str, stance: &str, speaker: &str| {
        json!({ "id": id, "source": [spans[0]], "cue": [spans[1]], "content": [spans[2]], "form": "indirect", "act": act, "stance": stance,
            "speakers": [speaker], "relay": [], "evidence": [], "quantities": [], "frames": [], "confidence": 1.0 })
    };
    let actor = |id: &str, name: &str| json!({ "id": id, "name": name, "kind": "person", "roles": [], "mentions": [], "names": [name] });
    let record = json!({
        "schema": "onrecord/1", "origin": { "url": "https://a.example/1" },
        "article": { "title": "A bridge", "outlet": "The Harbour Post", "published": "2024-05-17", "byline": [], "tags": [], "text": text,
            "blocks": [], "furniture": [], "warnings": [] },
        "statements": [statement("s.1", [[0, 8], [9, 13], [14, 32]], "say", "affirms", "a1"),
            statement("s.2", [[34, 41], [42, 48], [49, 59]], "deny", "denies", "a2")],
        "actors": [actor("a1", "Ana Ruiz"), actor("a2", "Bo Lind")],
        "frames": [], "claims": [], "findings": [],
    });
    let path = desk.path().join("onrecord.db");
    onrecord_store::Ledger::open(&path).unwrap().add(&serde_json::from_value(record).unwrap()).unwrap();
    let claim = "INSERT INTO claim (id, first, wording, disputed) VALUES ('claim-1', 1, 1, 1); UPDATE statement SET claim = 1;";
    rusqlite::Connection::open(&path).unwrap().execute_batch(claim).unwrap();
}

#[test]
fn every_answer_leads_to_words_page_and_address() {
    let desk = Desk::new();
    dispute(&desk);
    for question in [&["disputes"][..], &["who", "ana", "ruiz"], &["show", "claim-1"], &["show", "s.1"], &["search", "bridge"]] {
        for format in ["table", "json", "csv"] {
            let run = desk.run(&[question, &["--format", format]].concat());
            for part in ["the bridge is safe", "The Harbour Post", "https://a.example/1", "2024-05-17"] {
                assert!(run.code == Some(0) && run.out.contains(part), "{question:?} as {format} leads to {part}: {run:?}");
            }
        }
    }
    let sides = desk.run(&["disputes"]).out;
    assert!(sides.find("for it").unwrap() < sides.find("against it").unwrap());
    assert_eq!(desk.run(&["who", "nobody"]).code, Some(1));
    assert_eq!(desk.run(&["show", "ffff"]).code, Some(1));
}

#[test]
fn exports_are_whole() {
    let desk = Desk::new();
    dispute(&desk);
    let records = lines(&desk.run(&["export", "--format", "jsonl"]).out);
    assert_eq!((&records[0]["claims"][0]["id"], &records[0]["claims"][0]["disputed"]), (&json!("claim-1"), &json!(true)));
    assert_eq!(records[0]["statements"][0]["speakers"][0], records[0]["actors"][0]["id"]);
    let rows = desk.run(&["export", "--format", "csv"]).out;
    assert_eq!(rows.lines().count(), 3);
    assert!(rows.starts_with("speaker,date,act,"), "{rows}");
}

#[test]
fn every_format_holds_every_statement() {
    let desk = Desk::new();
    dispute(&desk);
    let ids: Vec<_> = lines(&desk.run(&["export", "--format", "jsonl"]).out)
        .iter()
        .flat_map(|record| record["statements"].as_array().unwrap().clone())
        .map(|statement| statement["id"].as_str().unwrap().to_owned())
        .collect();
    for format in ["csv", "jsonld", "annotations", "ftm"] {
        let run = desk.run(&["export", "--format", format]);
        assert_eq!((run.code, ids.iter().filter(|id| !run.out.contains(*id)).count()), (Some(0), 0), "{format}");
    }
    assert!(desk.run(&["export", "--format", "brat"]).out.contains("Attribution"));
    assert_eq!(desk.run(&["export", "--format", "parquet", "--output", "ledger.parquet"]).code, Some(0));
    assert!(fs::read(desk.path().join("ledger.parquet")).unwrap().ends_with(b"PAR1"));
}

#[test]
fn a_table_goes_with_what_its_columns_mean() {
    let desk = Desk::new();
    dispute(&desk);
    assert_eq!(desk.run(&["export", "--format", "csv", "--output", "ledger.csv"]).code, Some(0));
    let description: Value = serde_json::from_slice(&fs::read(desk.path().join("ledger.csv-metadata.json")).unwrap()).unwrap();
    let described: Vec<_> =
        description["tableSchema"]["columns"].as_array().unwrap().iter().map(|column| column["titles"].as_str().unwrap()).collect();
    let table = fs::read_to_string(desk.path().join("ledger.csv")).unwrap();
    assert_eq!((description["url"].as_str().unwrap(), described.join(",").as_str()), ("ledger.csv", table.lines().next().unwrap()));
}

#[test]
fn a_bundle_opens_without_the_program_and_is_never_written_over() {
    let desk = Desk::new();
    dispute(&desk);
    assert_eq!(desk.run(&["export", "--format", "bundle"]).code, Some(2));
    for name in ["evidence", "evidence.zip"] {
        assert_eq!(desk.run(&["export", "--format", "bundle", "--output", name]).code, Some(0));
        let again = desk.run(&["export", "--format", "bundle", "--output", name]);
        let instead = if name.ends_with("zip") { "give a new archive" } else { "give a new folder" };
        assert!(again.code == Some(1) && again.err.contains("exists") && again.err.contains(instead), "{again:?}");
    }
    let index = fs::read_to_string(desk.path().join("evidence/index.html")).unwrap();
    let link = index.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (page, anchor) = link.split_once('#').unwrap();
    let article = fs::read_to_string(desk.path().join("evidence").join(page)).unwrap();
    assert!(article.contains(&format!("id=\"{anchor}\"")), "{link}");
    assert!(!index.contains("<script") && !article.contains("<script"));
}

#[test]
fn an_export_leaves_the_ledger_as_it_is() {
    let desk = Desk::new();
    dispute(&desk);
    let before = fs::read(desk.path().join("onrecord.db")).unwrap();
    fs::create_dir(desk.path().join("sub")).unwrap();
    for (format, target) in
        [("csv", "onrecord.db"), ("jsonl", "sub/../onrecord.db"), ("parquet", "./onrecord.db-wal"), ("brat", "onrecord.db")]
    {
        let run = desk.run(&["export", "--format", format, "--output", target]);
        assert!(run.code == Some(2) && run.err.contains("is the ledger's own file"), "{target}: {run:?}");
    }
    let described = desk.path().join("t.csv-metadata.json");
    fs::copy(desk.path().join("onrecord.db"), &described).unwrap();
    assert_eq!(desk.run(&["export", "--db", "t.csv-metadata.json", "--format", "csv", "--output", "t.csv"]).code, Some(2));
    assert_eq!(fs::read(described).unwrap(), before);
    assert_eq!(fs::read(desk.path().join("onrecord.db")).unwrap(), before);
    assert!(!desk.path().join("t.csv").exists());
}

#[test]
fn an_export_that_cannot_be_made_says_where_and_what_to_do() {
    let desk = Desk::new();
    dispute(&desk);
    let run = desk.run(&["export", "--format", "csv", "--output", "none/x.csv"]);
    let expected = "onrecord: none/x.csv: there is no folder none; make it, or name another place with --output\n";
    assert_eq!((run.code, run.err.as_str()), (Some(1), expected));
    fs::create_dir(desk.path().join("there")).unwrap();
    let run = desk.run(&["export", "--format", "jsonl", "--output", "there"]);
    assert!(run.code == Some(1) && run.err.contains("there is a folder"), "{run:?}");
    let run = desk.run(&["export", "--format", "brat", "--output", "there"]);
    assert!(run.code == Some(1) && run.err.contains("there exists") && run.err.contains("give a new folder"), "{run:?}");
}

#[test]
fn whoever_closes_the_pipe_has_read_enough_of_any_format() {
    let desk = Desk::new();
    dispute(&desk);
    let formats = ["jsonl", "csv", "parquet", "jsonld", "annotations", "ftm", "brat", "corrections"];
    let exports = formats.map(|format| ["export", "--format", format]);
    let lists = [["disputes", "--format", "csv"], ["disputes", "--format", "json"], ["sql", "--format=csv", "SELECT 1"]];
    for args in exports.iter().chain(&lists) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = Run::of(desk.command(args).stdout(writer).output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_table_without_rows_has_its_columns() {
    let desk = Desk::new();
    fs::write(desk.path().join("a.txt"), "Nothing is said here.\n").unwrap();
    assert_eq!(desk.run(&["add", "--plain", "--tagger", "fast", "a.txt"]).code, Some(0));
    for (question, columns) in [
        (&["actors"][..], "id,name,kind,"),
        (&["actors", "decisions"], "number,kind,"),
        (&["corrections"], "about,number,"),
        (&["disputes"], "claim,wording,disputed,"),
        (&["search", "zebra"], "speaker,date,"),
        (&["export"], "speaker,date,"),
        (&["sql", "SELECT id, title AS a FROM article WHERE 0"], "id,a\n"),
    ] {
        let run = desk.run(&[question, &["--format", "csv"]].concat());
        assert!(run.code == Some(0) && run.out.starts_with(columns) && run.out.lines().count() == 1, "{question:?}: {run:?}");
    }
    assert_eq!(desk.run(&["status", "--format", "csv"]).out.lines().next().unwrap().matches(',').count(), 12);
    assert!(desk.run(&["sql", "SELECT id AS key FROM article WHERE 0"]).out.contains("key"));
}

#[test]
fn positions_have_their_last_day_and_their_form() {
    let desk = Desk::new();
    dispute(&desk);
    let ledger = rusqlite::Connection::open(desk.path().join("onrecord.db")).unwrap();
    ledger.execute_batch("UPDATE statement SET said_from = '2024-03-01', said_to = '2024-03-31' WHERE key = 1").unwrap();
    for question in [&["disputes"][..], &["show", "claim-1"]] {
        let rows = desk.run(&[question, &["--format", "csv"]].concat()).out;
        let rows: Vec<_> = rows.lines().collect();
        assert!(rows[0].ends_with(",article,date_to,form,dated") && rows[1].ends_with(",2024-03-31,indirect,true"), "{rows:?}");
        assert!(rows[2].ends_with(",,indirect,false"), "{rows:?}");
    }
}

#[test]
fn a_list_that_is_cut_says_so() {
    let desk = Desk::new();
    dispute(&desk);
    let ledger = rusqlite::Connection::open(desk.path().join("onrecord.db")).unwrap();
    let second =
        "INSERT INTO claim (id, first, wording, disputed) VALUES ('claim-2', 2, 2, 1); UPDATE statement SET claim = 2 WHERE key = 2";
    ledger.execute_batch(second).unwrap();
    let check = |args: &[&str], out: &str, err: &str| {
        let run = desk.run(args);
        assert!(run.code == Some(0) && run.out.contains(out) && run.err.contains(err), "{args:?}: {run:?}");
    };
    check(&["search", "safe", "--limit", "1"], "2 statements, 1 to 1 of them\n", "list more with --limit, or go on with --offset 1");
    check(&["search", "safe", "--limit", "1", "--offset", "1"], "2 statements, 2 to 2 of them\n", "");
    check(&["search", "safe", "--offset", "9"], "2 statements, no more of them\n", "");
    check(&["actors", "--limit", "1"], "Ana Ruiz", "go on with --offset 1");
    check(&["actors", "--offset", "9"], "There is nobody behind the first 9.", "");
    check(&["actors", "--name", "zebra"], "Nobody is on record by such a name.", "");
    check(&["disputes", "--limit", "1"], "claim-1", "there are 2 disputes in all; list more with --limit, or go on with --offset 1");
    check(&["disputes", "--offset", "9"], "There are no more: --offset passes over 2 disputes.", "");
    check(&["news", "--since", "2000-01-01", "--limit", "1"], "1 new claim, and more\n", "list more with --limit");
    check(&["search", "safe", "--limit", "1", "--format", "json"], "\"statements\"", "list more with --limit");
    for whole in [&["search", "safe"][..], &["actors"], &["disputes"], &["news", "--since", "2000-01-01"]] {
        let run = desk.run(whole);
        assert!(run.err.is_empty() && !run.out.contains("and more") && !run.out.contains("of them"), "{whole:?}: {run:?}");
    }
    for wordless in ["", "*", "\" - (", "😀", "“”"] {
        let run = desk.run(&["search", wordless]);
        assert!(run.code == Some(0) && run.err.contains("give words to look for"), "{run:?}");
    }
    assert_eq!(desk.run(&["search", "zebra"]).code, Some(0));
}

#[test]
fn a_list_to_watch_that_is_not_there_is_named() {
    let run = Desk::new().run(&["watch", "none.toml"]);
    assert_eq!((run.code, run.err.as_str()), (Some(2), "onrecord: none.toml: there is no such file; check the path\n"));
}

#[cfg(unix)]
#[test]
fn a_file_whose_name_is_no_text_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let desk = Desk::new();
    let (name, missing) = (OsStr::from_bytes(b"a\xff.txt"), OsStr::from_bytes(b"b\xff.txt"));
    if fs::write(desk.path().join(name), "Ana Ruiz said that the bridge was safe.\n").is_err() {
        println!("SKIPPED: the file system takes no such name");
        return;
    }
    let read = |name: &OsStr| {
        let mut command = desk.command(&["read", "--plain", "--tagger", "fast", "--format", "jsonl"]);
        Run::of(command.arg(name).output().unwrap())
    };
    assert_eq!(lines(&read(name).out)[0]["statements"].as_array().unwrap().len(), 1);
    let run = read(missing);
    assert!(run.code == Some(1) && run.err.starts_with("onrecord: b\u{fffd}.txt: there is no such file"), "{run:?}");
}
