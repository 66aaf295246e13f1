//! The repository's own rules, kept by a test.

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines that a newcomer should have to read to know the house.
const ARCHITECTURE_LINES: usize = 200;

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 5] = [".git", "target", ".venv", "__pycache__", "node_modules"];

/// Endings of files in which a path of somebody's machine would be wrong. Pages hold addresses that look like such paths.
const WRITTEN: [&str; 11] = ["rs", "toml", "md", "py", "sh", "js", "ts", "css", "sql", "yml", "justfile"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The repository's files with one of these endings; a file without an ending goes by its name.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of the repository").map(|e| e.expect("an entry")) {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().expect("a type").is_dir() {
                if !FOREIGN.contains(&name.as_str()) {
                    walk(&path, endings, out);
                }
            } else if endings.contains(&name.rsplit('.').next().unwrap_or_default()) {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&root(), endings, &mut out);
    assert!(!out.is_empty(), "no files that end in {endings:?}");
    out.sort();
    out
}

/// The lines of these files that hold one of these words, as `path:line: words`.
fn lines_with(files: &[PathBuf], needles: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for path in files {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let found = text.lines().enumerate().filter(|(_, line)| needles.iter().any(|needle| line.contains(needle.as_str())));
        out.extend(found.map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim())));
    }
    out
}

fn nothing(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn the_architecture_page_is_short() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the page");
    let lines = text.lines().count();
    assert!(lines <= ARCHITECTURE_LINES, "ARCHITECTURE.md has {lines} lines, {ARCHITECTURE_LINES} are allowed");
}

#[test]
fn nothing_is_left_half_done() {
    // Put together here so that the test does not find itself.
    let needles = ["todo", "dbg", "unimplemented"].map(|word| format!("{word}!("));
    nothing(&lines_with(&files(&["rs"]), &needles), "finish it, or leave it out");
}

#[test]
fn no_path_of_a_machine_is_written_down() {
    let needles = ["root", "home", "Users", "work"].map(|folder| format!("/{folder}/"));
    // An address may hold any of these words.
    let found: Vec<_> = lines_with(&files(&WRITTEN), &needles).into_iter().filter(|line| !line.contains("://")).collect();
    nothing(&found, "write it relative to the repository");
}

#[test]
fn the_core_touches_nothing_outside() {
    let core: Vec<_> = files(&["rs"]).into_iter().filter(|path| path.starts_with(root().join("crates/onrecord/src"))).collect();
    assert!(!core.is_empty(), "the core has no files");
    let needles = ["fs", "net", "thread", "process", "env", "time"].map(|module| format!("std::{module}"));
    nothing(&lines_with(&core, &needles), "do it in another crate");
}

#[test]
fn every_crate_keeps_the_lints() {
    for manifest in files(&["toml"]).iter().filter(|path| path.ends_with("Cargo.toml")) {
        let text = fs::read_to_string(manifest).expect("a manifest");
        let lints = text.contains("[lints]\nworkspace = true") || text.contains("[workspace.lints");
        assert!(lints, "{}: add [lints] workspace = true", manifest.display());
    }
}
