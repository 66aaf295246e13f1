//! A long list of inputs into a folder of parts: stopped anywhere, it goes on and comes to the same.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use parquet::file::reader::SerializedFileReader;
use parquet::record::RowAccessor;
use tempfile::TempDir;

/// More than a page may have, so that it is a part by itself and a row with its error.
const TOO_LARGE: u64 = 70 << 20;

/// Five pages of one statement each, and a file between any two of them that is too large.
fn inputs() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..5 {
        let page = format!("The mill\n\nAna Ruiz said that mill number {number} was sold to the harbour company.\n");
        fs::write(folder.path().join(format!("{number}-page.txt")), page).unwrap();
        File::create(folder.path().join(format!("{number}-zeros.txt"))).unwrap().set_len(TOO_LARGE).unwrap();
    }
    folder
}

fn read(inputs: &Path, output: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["read", "--plain", "--tagger", "fast", "--format", "parquet", "--output"]).arg(output).arg(inputs);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn run(inputs: &Path, output: &Path) -> (Option<i32>, String) {
    let done = read(inputs, output).wait_with_output().unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap())
}

/// The statements and the errors of all parts, sorted.
fn rows(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "parquet") {
            for row in SerializedFileReader::new(File::open(&path).unwrap()).unwrap() {
                let row = row.unwrap();
                let column = |name: &str| row.get_column_iter().position(|(column, _)| column == name).unwrap();
                let cell = |name: &str| row.get_string(column(name)).cloned().unwrap_or_default();
                out.push(format!("{} {}", cell("statement"), cell("error")));
            }
        }
    }
    out.sort();
    out
}

#[test]
fn a_run_that_was_killed_goes_on_and_comes_to_the_same() {
    let inputs = inputs();
    let (whole, stopped) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(run(inputs.path(), whole.path()).0, Some(1));
    let expected = rows(whole.path());
    assert_eq!((expected.len(), expected.iter().filter(|row| row.contains("larger than 16 MiB")).count()), (10, 5));

    let mut child = read(inputs.path(), stopped.path());
    while !stopped.path().join("part-000002.parquet").exists() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // Killed later, and in the middle of a part.
    fs::remove_file(stopped.path().join("part-000002.parquet")).unwrap();
    fs::write(stopped.path().join(".unfinished"), "PAR1 and no more").unwrap();

    run(inputs.path(), stopped.path());
    assert_eq!(rows(stopped.path()), expected);
    let (code, said) = run(inputs.path(), stopped.path());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("0 inputs read now, 10 before"), "{said}");
    assert_eq!(rows(stopped.path()), expected);
}

#[test]
fn what_onrecord_did_not_write_is_refused() {
    let (inputs, output) = (inputs(), tempfile::tempdir().unwrap());
    fs::write(output.path().join("part-000000.parquet"), "not a table").unwrap();
    let done = read(inputs.path(), output.path()).wait_with_output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(2) && said.contains("give another folder"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let (inputs, place) = (inputs(), tempfile::tempdir().unwrap());
    let output = place.path().join("a-file").join("parts");
    fs::write(place.path().join("a-file"), "").unwrap();
    let done = read(inputs.path(), &output).wait_with_output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(1) && said.contains(&output.display().to_string()), "{said}");
}
