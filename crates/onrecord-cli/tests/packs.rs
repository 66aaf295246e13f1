//! Packs, frames and findings as users see them, on invented pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder to run the command in.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.path().join(name), text).unwrap();
        name.to_owned()
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_onrecord")).current_dir(self.0.path()).args(args).output().unwrap()
    }

    fn out(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap()
    }

    /// What the bundled rules find of a page: rule and verdict.
    fn findings(&self, body: &str) -> Vec<(String, String)> {
        self.write("page.txt", body);
        let out = self.out(&["read", "--plain", "--tagger", "fast", "--format", "jsonl", "page.txt"]);
        let record: Value = serde_json::from_str(&out).unwrap();
        let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
        record["findings"].as_array().unwrap().iter().map(|finding| (text(finding, "rule"), text(finding, "verdict"))).collect()
    }
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

#[test]
fn caps_launches_and_pledges() {
    let desk = Desk::new();
    let check = |body: &str, expected: &[(&str, &str)]| {
        let found = desk.findings(body);
        let found: Vec<_> = found.iter().map(|(rule, verdict)| (rule.as_str(), verdict.as_str())).collect();
        assert_eq!(found, expected, "{body}");
    };
    let cap = "UNSCR 2397 ¶5";
    check(
        "Ana Ruiz said that Russia had shipped 120,000 barrels of refined petroleum to North Korea in March 2024.",
        &[(cap, "within_limit")],
    );
    check("Ana Ruiz said that Russia had shipped 700,000 barrels of diesel to North Korea in March 2024.", &[(cap, "would_breach")]);
    check("Ana Ruiz said that Russia had shipped 9,000 tons of diesel to North Korea in March 2024.", &[(cap, "unclear")]);
    check("Ana Ruiz said that Russia had promised to deliver diesel to North Korea in March 2024.", &[(cap, "unclear")]);
    check("Ana Ruiz said that Russia had never shipped any diesel to North Korea in March 2024.", &[]);
    check(
        "Ana Ruiz said that North Korea had test-fired two ballistic missiles on May 3, 2024.",
        &[("UNSCR 1718 ¶5", "would_breach"), ("UNSCR 1874 ¶2, launches", "would_breach")],
    );
    check("Ana Ruiz said that India had test-fired two ballistic missiles on May 3, 2024.", &[]);
}

#[test]
fn packs_are_listed_and_checked() {
    let desk = Desk::new();
    let list = desk.out(&["packs"]);
    assert!(list.contains("dprk") && list.contains("UNSCR 2397 ¶5") && list.contains("500,000 barrels"), "{list}");
    let sound = fs::read_to_string(examples().join("aldren.toml")).unwrap();
    let good = desk.write("good.toml", &sound);
    assert!(desk.out(&["packs", "check", &good]).starts_with("good.toml: sound"));
    let bad = desk.write("bad.toml", &sound.replace("classes = [\"munitions\"]", "classes = [\"grain\"]"));
    let line = sound.lines().position(|line| line.starts_with("classes")).unwrap() + 1;
    let run = desk.run(&["packs", "check", &bad, &good, "none.toml"]);
    let err = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(err.starts_with(&format!("onrecord: bad.toml:{line}: no class is called `grain`; known are cargo, munitions")), "{err}");
    assert!(err.contains("none.toml: ") && String::from_utf8_lossy(&run.stdout).contains("good.toml: sound"), "{err}");
    desk.write("page.txt", "Ana Ruiz said that the bridge was safe.");
    for command in ["read", "add"] {
        let run = desk.run(&[command, "--pack", &bad, "page.txt"]);
        assert_eq!((run.status.code(), run.stdout.is_empty()), (Some(2), true));
    }
    assert!(!desk.0.path().join("onrecord.db").exists(), "nothing is made where a pack cannot be used");
}

#[test]
fn a_pack_of_ones_own_is_kept_with_the_ledger() {
    let desk = Desk::new();
    let (examples, rule) = (examples(), "Aldren Settlement, article 4");
    let (pages, pack) = (examples.to_str().unwrap(), examples.join("aldren.toml"));
    let read = desk.out(&["read", "--tagger", "fast", "--pack", pack.to_str().unwrap(), pages]);
    assert!(read.contains("would breach if true") && read.contains(rule) && read.contains("supplier Ostrany"), "{read}");
    desk.out(&["add", "--tagger", "fast", "--pack", pack.to_str().unwrap(), pages]);
    let later = desk.write("later.txt", "Ana Ruiz said that Ostrany had shipped 40 crates of shells to Kessin in May 2025.");
    desk.out(&["add", "--plain", "--tagger", "fast", &later]);
    let disputes: Value = serde_json::from_str(&desk.out(&["disputes", "--format", "json"])).unwrap();
    let ruled = |claim: &&Value| claim["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == rule);
    let shown = disputes.as_array().unwrap().iter().filter(ruled).map(|claim| desk.out(&["show", claim["id"].as_str().unwrap()]));
    let shown: Vec<String> = shown.collect();
    let parts = ["rules", rule, "numbers: crate", "about 300 crates"];
    assert!(shown.iter().any(|claim| parts.iter().all(|part| claim.contains(part))), "{shown:?}");
    let export = desk.out(&["export", "--format", "jsonl"]);
    let last: Value = serde_json::from_str(export.lines().last().unwrap()).unwrap();
    assert!(last["frames"].as_array().unwrap().iter().any(|frame| frame["pack"] == "aldren"), "{last}");
    assert_eq!(last["findings"][0]["rule"], rule);
}
