//! A ledger over its life, as its users see it: decisions, corrections, changes, questions in SQL.

use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord::model::Record;
use onrecord::reconcile::reconcile;
use onrecord_store::Ledger;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a ledger.
struct Desk(TempDir);

/// What a run said, and how it ended.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Desk {
    /// A ledger of two pages, in which Bo Lind denies what Ana Ruiz and A. Ruiz say.
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.add(&page(
            "https://a.example/1",
            "2024-05-17",
            ["Ana Ruiz", "the old bridge is safe to cross"],
            ["Bo Lind", "the old bridge is safe to cross"],
        ));
        desk.add(&page(
            "https://b.example/2",
            "2024-05-18",
            ["Anna Ruiz", "the river dam leaks badly"],
            ["Bo Lind", "the river dam leaks badly"],
        ));
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn add(&self, record: &Record) {
        let mut ledger = Ledger::open(self.path().join("onrecord.db")).unwrap();
        ledger.add(record).unwrap();
        ledger.reconcile().unwrap();
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let output = command.current_dir(self.path()).args(args).env("USER", "mara").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The output of a run that does what it is asked.
    fn out(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{args:?}: {run:?}");
        run.out
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.out(&[args, &["--format", "json"]].concat())).unwrap()
    }
}

/// A page on which somebody says something and somebody denies it.
fn page(url: &str, published: &str, [affirms, what]: [&str; 2], [denies, not]: [&str; 2]) -> Record {
    let text = format!("{affirms} said {what}. {denies} denied {not}.");
    let span = |words: &str, from: usize| {
        let start = from + text[from..].find(words).unwrap();
        json!([[start, start + words.len()]])
    };
    let second = text.find(". ").unwrap();
    let statement = |number: usize, from: usize, who: &str, cue: &str, what: &str, act: &str, stance: &str| {
        json!({ "id": format!("{}.{number}", &url[8..9]), "source": span(who, from), "cue": span(cue, from), "content": span(what, from), "form": "indirect",
            "act": act, "stance": stance, "speakers": [format!("a{number}")], "relay": [], "evidence": [], "quantities": [], "frames": [], "confidence": 1.0 })
    };
    let actor = |number: usize, name: &str| json!({ "id": format!("a{number}"), "name": name, "kind": "person", "roles": [], "mentions": [], "names": [name] });
    let record = json!({
        "schema": "onrecord/1", "origin": { "url": url },
        "article": { "title": "News", "published": published, "byline": [], "tags": [], "text": text, "blocks": [{ "kind": "paragraph", "span": [0, text.len()] }], "furniture": [], "warnings": [] },
        "statements": [statement(1, 0, affirms, "said", what, "say", "affirms"), statement(2, second, denies, "denied", not, "deny", "denies")],
        "actors": [actor(1, affirms), actor(2, denies)], "frames": [], "claims": [], "findings": [],
    });
    let mut record: Record = serde_json::from_value(record).unwrap();
    record.claims = reconcile(&record.article, &mut record.statements, &record.actors, &record.frames);
    record
}

#[test]
fn actors_are_listed_merged_split_and_renamed() {
    let desk = Desk::new();
    let list = desk.json(&["actors"]);
    assert_eq!((list[0]["name"].as_str(), list[0]["statements"].as_u64(), list.as_array().unwrap().len()), (Some("Bo Lind"), Some(2), 3));
    assert_eq!(desk.json(&["actors", "--limit", "1", "--offset", "2"]).as_array().unwrap().len(), 1);
    let merged = desk.out(&["actors", "merge", "Anna Ruiz", "Ana Ruiz"]);
    assert!(merged.contains("Anna Ruiz (actor-") && merged.contains("by mara, 20"), "{merged}");
    assert_eq!(desk.json(&["who", "Anna Ruiz"])["name"], "Ana Ruiz");
    let circle = desk.run(&["actors", "merge", "Ana Ruiz", "Anna Ruiz", "--by", "bo"]);
    assert!(circle.code == Some(1) && circle.err.contains("one actor already"), "{circle:?}");
    desk.out(&["actors", "rename", "Ana Ruiz", "Dame Ana Ruiz"]);
    desk.out(&["actors", "split", "Bo Lind", "https://b.example/2", "--name", "Bo Lind (diver)"]);
    assert_eq!(desk.json(&["who", "Bo Lind (diver)"])["statements"].as_array().unwrap().len(), 1);
    let decisions = desk.json(&["actors", "decisions"]);
    let kinds: Vec<_> = decisions.as_array().unwrap().iter().map(|decision| decision["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["merge", "rename", "split"]);
    desk.out(&["actors", "undo", "1"]);
    assert_eq!(desk.json(&["who", "Anna Ruiz"])["name"], "Anna Ruiz");
    let gone = desk.run(&["actors", "undo", "1"]);
    assert!(
        gone.code == Some(1)
            && gone.err.contains("no standing decision has the number 1; list those that there are with: onrecord actors decisions"),
        "{gone:?}"
    );
    for name in ["Ana\nRuiz", "Ana\u{1b}[2J", &"a".repeat(201), " "] {
        let refused = desk.run(&["actors", "rename", "Bo Lind", name]);
        assert!(refused.code == Some(1) && refused.err.starts_with("onrecord: a name "), "{refused:?}");
    }
    assert_eq!(desk.run(&["actors", "merge", "nobody", "Bo Lind"]).code, Some(1));
    assert_eq!(desk.run(&["actors", "merge", "Bo Lind"]).code, Some(2));
}

#[test]
fn disputes_are_narrowed_down() {
    let desk = Desk::new();
    let words = |args: &[&str]| {
        let listed = desk.json(&[&["disputes"], args].concat());
        listed.as_array().unwrap().iter().map(|claim| claim["wording"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let [dam, bridge] = ["the river dam leaks badly", "the old bridge is safe to cross"];
    assert_eq!(words(&[]), [dam, bridge]);
    assert_eq!(words(&["leaking", "dams"]), [dam]);
    assert_eq!(words(&["--actor", "ana"]), [bridge]);
    assert_eq!(words(&["--actor", "Bo Lind", "--from", "2024-05-18"]), [dam]);
    assert_eq!(words(&["--actor", "lind", "--act", "deny", "--to", "2024-05-17"]), [bridge]);
    let none = desk.out(&["disputes", "--country", "kp"]);
    assert!(none.contains("No dispute has all of this"), "{none}");
}

#[test]
fn statements_are_corrected_and_the_corrections_exported() {
    let desk = Desk::new();
    let corrected = desk.out(&["correct", "a.2", "--act", "ask", "--stance", "neutral", "--speaker", "Ana Ruiz", "--by", "bo"]);
    assert!(corrected.contains("act: ask") && corrected.contains("by bo, 20"), "{corrected}");
    assert_eq!(desk.json(&["show", "a.2"])["statement"]["act"], "ask");
    desk.out(&["correct", "a.1", "--speaker", "Cy Mora", "--new", "person"]);
    assert_eq!(desk.json(&["show", "a.1"])["statement"]["speaker"], "Cy Mora");
    let export = desk.out(&["export", "--format", "corrections"]);
    let lessons: Vec<Value> = export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&lessons[0]["read"]["act"], &lessons[0]["is"]["act"], &lessons[0]["content"]),
        (&json!("deny"), &json!("ask"), &json!([[62, 93]]))
    );
    assert_eq!((&lessons[1]["read"]["speakers"], &lessons[1]["is"]["speakers"]), (&json!(["Ana Ruiz"]), &json!(["Cy Mora"])));
    assert!(desk.out(&["correct", "a.2", "--undo", "1"]).contains("undone by mara"));
    assert_eq!(desk.json(&["show", "a.2"])["statement"]["act"], "deny");
    for wrong in [&["correct", "a.2", "--act", "sing"][..], &["correct"], &["correct", "a.2", "--undo", "1", "--act", "say"]] {
        assert_eq!(desk.run(wrong).code, Some(2), "{wrong:?}");
    }
    for missing in
        [&["correct", "zz", "--act", "say"][..], &["correct", "a.2", "--speaker", "nobody"], &["correct", "a.2", "--claim", "claim-0"]]
    {
        let run = desk.run(missing);
        assert!(run.code == Some(1) && !run.err.is_empty(), "{missing:?}: {run:?}");
    }
}

#[test]
fn days_are_put_right_and_what_is_no_statement_goes_off_the_record() {
    let desk = Desk::new();
    let dated = desk.out(&["correct", "a.1", "--said-on", "2024-02"]);
    assert!(dated.contains("said on: 2024-02, read as "), "{dated}");
    let shown = desk.json(&["show", "a.1"]);
    assert_eq!((&shown["statement"]["date"], &shown["statement"]["date_to"]), (&json!("2024-02-01"), &json!("2024-02-29")));
    assert!(desk.out(&["correct", "a.1", "--said-on", ""]).contains("said on: no day"));
    assert_eq!(desk.json(&["show", "a.1"])["statement"]["dated"], false);
    let before = desk.json(&["status"])["statements"].clone();
    let struck = desk.out(&["correct", "a.1", "--no-statement", "--by", "bo"]);
    assert!(struck.contains("statement: none") && struck.contains("(came with "), "{struck}");
    assert_eq!(desk.json(&["status"])["statements"].as_u64(), before.as_u64().map(|all| all - 1));
    assert!(desk.out(&["corrections"]).contains("statement: none"));
    let rows = desk.out(&["export", "--format", "csv"]);
    assert!(!rows.contains(",a.1,") && rows.lines().next().unwrap().ends_with(",date_to,dated"), "{rows}");
    let number = struck.lines().find(|line| line.contains("statement: none")).unwrap().trim().split(' ').next().unwrap().to_owned();
    desk.out(&["correct", "a.1", "--undo", &number]);
    assert_eq!(desk.json(&["status"])["statements"], before);
    for wrong in [&["correct", "a.1", "--said-on", "May"][..], &["correct", "a.1", "--no-statement", "--act", "say"]] {
        assert_eq!(desk.run(wrong).code, Some(2), "{wrong:?}");
    }
}

#[test]
fn only_a_statements_own_correction_is_undone() {
    let desk = Desk::new();
    desk.out(&["correct", "a.1", "--act", "warn"]);
    for number in ["1", "99"] {
        let other = desk.run(&["correct", "a.2", "--undo", number]);
        let expected = format!("a.2 has no standing correction {number}; list those that it has with: onrecord correct a.2");
        assert!(other.code == Some(1) && other.err.contains(&expected), "{other:?}");
    }
    assert_eq!(desk.json(&["show", "a.1"])["statement"]["act"], "warn");
    desk.out(&["correct", "a.1", "--undo", "1"]);
    assert_eq!(desk.json(&["show", "a.1"])["statement"]["act"], "say");
    assert_eq!(desk.run(&["correct", "a.1", "--undo", "1"]).code, Some(1));
}

#[test]
fn one_command_corrects_all_or_nothing() {
    let desk = Desk::new();
    for wrong in [&["--claim", "zzz"][..], &["--speaker", "nobody"], &["--speaker", "Cy Mora", "--new", "person", "--claim", "zzz"]] {
        let run = desk.run(&[&["correct", "a.1", "--act", "confirm"], wrong].concat());
        assert!(run.code == Some(1) && !run.err.is_empty(), "{run:?}");
        assert_eq!(desk.json(&["show", "a.1"])["statement"]["act"], "say");
    }
    assert_eq!(desk.run(&["who", "Cy Mora"]).code, Some(1));
    let listed = desk.out(&["correct", "a.1"]);
    assert!(!listed.contains("by mara"), "{listed}");
}

#[test]
fn an_act_brings_its_stance() {
    let desk = Desk::new();
    let denied = desk.out(&["correct", "a.1", "--act", "deny"]);
    assert!(denied.contains("act: deny, read as say") && denied.contains("stance: denies, read as affirms"), "{denied}");
    assert_eq!(desk.json(&["show", "a.1"])["statement"]["stance"], "denies");
    desk.out(&["correct", "b.1", "--act", "deny", "--stance", "affirms"]);
    assert_eq!(desk.json(&["show", "b.1"])["statement"]["stance"], "affirms");
    let said = desk.out(&["correct", "a.2", "--act", "say"]);
    assert!(said.contains("act: say, read as deny") && said.contains("stance: affirms, read as denies"), "{said}");
    desk.out(&["correct", "a.2", "--stance", "denies"]);
    let warned = desk.run(&["correct", "a.2", "--act", "warn"]);
    assert!(warned.code == Some(0) && warned.err.contains("its stance is still \"denies\""), "{warned:?}");
}

#[test]
fn what_is_no_statement_leads_to_some() {
    let desk = Desk::new();
    let article = desk.json(&["show", "a.1"])["statement"]["article"].as_str().unwrap().to_owned();
    let claim = desk.json(&["show", "a.1"])["statement"]["claim"].as_str().unwrap().to_owned();
    for (id, what) in [(&article, "the id of an article"), (&claim, "the id of a claim")] {
        let run = desk.run(&["correct", id, "--act", "ask"]);
        assert!(run.code == Some(1) && run.err.contains(what) && run.err.contains("  a.1  Ana Ruiz: the old bridge"), "{run:?}");
    }
}

#[test]
fn corrected_speakers_are_named() {
    let desk = Desk::new();
    let listed = desk.out(&["correct", "a.1", "--speaker", "Bo Lind"]);
    assert!(listed.contains("speakers: Bo Lind (actor-") && listed.contains("read as Ana Ruiz (actor-"), "{listed}");
}

#[test]
fn all_that_was_put_right_is_listed_in_names() {
    let desk = Desk::new();
    assert!(desk.out(&["corrections"]).starts_with("Nobody has put anything right yet."));
    desk.out(&["correct", "a.1", "--speaker", "Bo Lind", "--by", "bo"]);
    desk.out(&["correct", "a.1", "--claim", ""]);
    desk.out(&["actors", "rename", "Anna Ruiz", "Dame Anna"]);
    let all = desk.out(&["corrections"]);
    for told in [
        "speakers: Bo Lind (actor-",
        "read as Ana Ruiz (actor-",
        "claim: none, read as “the old bridge is safe to cross” (claim-",
        "Bo Lind: “the old bridge is safe to cross”",
        "statement a.1",
        "is called Dame Anna",
        "by bo, 20",
    ] {
        assert!(all.contains(told), "{told}: {all}");
    }
    let first = desk.run(&["corrections", "--limit", "1", "--format", "json"]);
    let listed: Value = serde_json::from_str(&first.out).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert!(first.err.contains("there are 3 decisions in all; list more with --limit, or go on with --offset 1"), "{first:?}");
    let rows = desk.out(&["corrections", "--format", "csv"]);
    assert!(rows.starts_with("about,number,what,id,") && rows.lines().count() == 4 && rows.contains("statement,2,claim,a.1,"), "{rows}");
    assert!(desk.out(&["corrections", "--offset", "9"]).starts_with("There are no more: --offset passes over 3 decisions."));
}

#[test]
fn those_that_go_by_a_name_can_be_told_apart() {
    let desk = Desk::new();
    let several = desk.run(&["who", "ruiz"]);
    assert_eq!(several.code, Some(1));
    for line in ["Ana Ruiz  (person · 1 statement · https://a.example/1)", "Anna Ruiz  (person · 1 statement · https://b.example/2)"] {
        assert!(several.err.contains(line), "{several:?}");
    }
}

#[test]
fn a_statement_is_shown_as_it_is_printed() {
    let desk = Desk::new();
    assert!(desk.out(&["show", "a.1"]).contains("printed   Ana Ruiz said\n"));
}

#[test]
fn every_export_has_what_people_corrected() {
    let desk = Desk::new();
    desk.out(&["correct", "a.1", "--speaker", "Cy Mora", "--new", "person"]);
    for format in ["jsonl", "csv", "parquet", "jsonld", "annotations", "ftm", "bundle"] {
        desk.out(&["export", "--format", format, "--output", format]);
        let output = desk.path().join(format);
        let files = if output.is_dir() { walk(&output) } else { vec![output] };
        let named = |path: &PathBuf| std::fs::read(path).unwrap().windows(7).any(|words| words == b"Cy Mora");
        assert!(files.iter().any(named), "{format}: {files:?}");
    }
}

/// All files under a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn news_tells_what_has_changed() {
    let desk = Desk::new();
    let news = desk.json(&["news", "--since", "1h"]);
    assert_eq!((news["denials"].as_array().unwrap().len(), news["flips"].as_array().unwrap().len()), (2, 0), "{news}");
    desk.add(&page(
        "https://c.example/3",
        "2024-05-20",
        ["Bo Lind", "the old bridge is safe to cross"],
        ["Cy Mora", "the old bridge is safe to cross"],
    ));
    let news = desk.json(&["news"]);
    assert_eq!(news["flips"][0]["said_before"]["act"], "deny");
    let Run { out: table, err: more, .. } = desk.run(&["news", "--since", "2024-01-01", "--limit", "1"]);
    assert!(
        table.contains("1 changed mind\n") && table.contains("1 new denial, and more") && table.contains("https://c.example/3"),
        "{table}"
    );
    assert!(more.contains("list more with --limit"), "{more}");
    assert!(desk.out(&["news", "--since", "2999-01-01"]).starts_with("Nothing has changed on record since 2999-01-01."));
    assert_eq!(desk.run(&["news", "--since", "tomorrow"]).code, Some(2));
}

#[test]
fn a_silent_edit_is_shown() {
    let desk = Desk::new();
    let url = "https://a.example/1";
    assert!(desk.out(&["diff", url]).starts_with("This page has shown one text only."));
    desk.add(&page(url, "2024-05-17", ["Ana Ruiz", "the old bridge was safe to cross"], ["Bo Lind", "the old bridge is safe to cross"]));
    let table = desk.out(&["diff", url]);
    assert!(
        table.contains("1 re-worded statement") && table.contains("bridge [-is-]{+was+} safe") && table.contains("1 statement as before"),
        "{table}"
    );
    let changes = desk.json(&["diff", url]);
    assert_eq!(changes[0]["reworded"][0]["words"][1], json!({ "change": "gone", "words": "is" }));
    assert_eq!(desk.run(&["diff", "https://no.example"]).code, Some(1));
}

#[test]
fn sql_is_answered_and_changes_nothing() {
    let desk = Desk::new();
    let query = "SELECT speaker, count(*) AS n FROM on_the_record GROUP BY speaker ORDER BY n DESC, speaker";
    assert_eq!(desk.json(&["sql", query])[0], json!({ "speaker": "Bo Lind", "n": 2 }));
    assert_eq!(desk.out(&["sql", query, "--format", "csv"]), "speaker,n\nBo Lind,2\nAna Ruiz,1\nAnna Ruiz,1\n");
    assert!(desk.out(&["sql", query]).contains("Anna Ruiz"));
    let some = desk.run(&["sql", query, "--limit", "1", "--format", "csv"]);
    assert!(some.out.ends_with("Bo Lind,2\n") && some.err.contains("more than 1 row"), "{some:?}");
    let doubled = desk.out(&["sql", "SELECT speaker, date AS a, 2 AS a FROM on_the_record ORDER BY 1 LIMIT 1", "--format", "json"]);
    let at = |name: &str| doubled.find(&format!("\"{name}\": ")).unwrap_or_else(|| panic!("{name} in {doubled}"));
    assert!(at("speaker") < at("a") && at("a") < at("a_2"), "{doubled}");
    for wrong in ["DELETE FROM article", "ATTACH 'x.db' AS x", "SELECT nonsense"] {
        let run = desk.run(&["sql", wrong]);
        assert!(run.code == Some(1) && run.err.starts_with("onrecord: the query: "), "{run:?}");
    }
    let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let stopped = desk.run(&["sql", endless, "--timeout", "1"]);
    assert!(stopped.code == Some(1) && stopped.err.contains("stopped after 1 seconds"), "{stopped:?}");
    assert!(!desk.path().join("x.db").exists());
}
