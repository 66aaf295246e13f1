//! The lab prints what the reference scorers print, to the character.
//!
//! `tests/data` is an invented corpus with invented predictions; the `.expected` files are what the reference scorers printed for them.
//! Where these scorers and Python are at hand, they are run again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

fn printed(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Compares `onrecord-lab eval KIND` with the file of expected lines and, where it can be run, with the reference scorer itself.
fn check(kind: &str, truth: &str, expected: &str, flags: &[&str]) {
    let predictions = data().join(format!("{kind}.jsonl"));
    let mut lab = Command::new(env!("CARGO_BIN_EXE_onrecord-lab"));
    lab.args(["eval", kind]).arg(data().join(kind)).arg("--predictions").arg(&predictions).args(flags);
    let ours = printed(&mut lab);
    assert_eq!(ours, fs::read_to_string(data().join(expected)).expect("the expected lines"));

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../../shared/bench/{kind}_score.py"));
    let has_python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !script.exists() || !has_python {
        eprintln!("SKIPPED: no reference scorer or no Python to run; compared with {expected} alone");
        return;
    }
    let mut reference = Command::new("python3");
    reference.arg("-B").env("PYTHONUTF8", "1").arg(script).arg(data().join(truth)).arg(predictions).args(flags);
    assert_eq!(ours, printed(&mut reference));
}

#[test]
fn polnear_is_scored_as_by_the_reference() {
    check("polnear", "polnear", "polnear.expected", &[]);
}

#[test]
fn gold_pages_are_scored_as_by_the_reference() {
    check("gold", "gold", "gold.expected", &[]);
}

#[test]
fn ledger_wide_claims_are_scored_as_by_the_reference() {
    check("gold", "gold", "gold-ledger.expected", &["--ledger"]);
}

#[test]
fn article_bodies_are_scored_as_by_the_reference() {
    check("pages", "pages/truth.json", "pages.expected", &[]);
}

#[test]
fn contract_output_is_scored_like_spans_alone() {
    let lines = fs::read_to_string(data().join("polnear.jsonl")).expect("the predictions");
    let named = lines.replace("{\"doc\": \"gazette_bridge\"", "{\"origin\": {\"path\": \"a/gazette_bridge.txt\"}");
    assert_ne!(lines, named);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contract.jsonl");
    fs::write(&file, named).expect("a file is written");
    let mut lab = Command::new(env!("CARGO_BIN_EXE_onrecord-lab"));
    lab.args(["eval", "polnear"]).arg(data().join("polnear")).arg("--predictions").arg(file);
    assert_eq!(printed(&mut lab), fs::read_to_string(data().join("polnear.expected")).expect("the expected lines"));
}

#[test]
fn the_two_parts_of_the_gold_are_all_of_it() {
    let pages = |part: &str| {
        let mut lab = Command::new(env!("CARGO_BIN_EXE_onrecord-lab"));
        lab.args(["eval", "gold", "--part", part, "--predictions"]).arg(data().join("gold.jsonl")).arg(data().join("gold"));
        let output = lab.output().expect("the program starts");
        // A part without a page has no figures.
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        line.split(' ').next().and_then(|n| n.parse::<usize>().ok()).unwrap_or_default()
    };
    assert_eq!(pages("a") + pages("b"), 3);
}

#[test]
fn pages_without_their_texts_are_scored_like_those_with_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("labelled");
    fs::create_dir_all(folder.join("pages")).expect("a folder");
    let (mut lines, mut bodies) = (String::new(), serde_json::Map::new());
    for entry in fs::read_dir(data().join("gold")).expect("the gold pages") {
        let path = entry.expect("a gold page").path();
        let mut page: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).expect("a gold page")).expect("it is JSON");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        // What holds ids alone is no page.
        let Some(text) = page.as_object_mut().and_then(|page| page.remove("text")) else { continue };
        page["id"] = serde_json::json!(name);
        bodies.insert(name, serde_json::json!({ "articleBody": text }));
        lines = lines + &page.to_string() + "\n";
    }
    fs::write(folder.join("pages/truth.json"), serde_json::json!(bodies).to_string()).expect("a file is written");
    fs::write(folder.join("labelled.jsonl"), lines).expect("a file is written");
    let mut lab = Command::new(env!("CARGO_BIN_EXE_onrecord-lab"));
    lab.args(["eval", "gold", "--predictions"]).arg(data().join("gold.jsonl"));
    lab.arg("--corpora").arg(&folder).arg(folder.join("labelled.jsonl"));
    assert_eq!(printed(&mut lab), fs::read_to_string(data().join("gold.expected")).expect("the expected lines"));
}
