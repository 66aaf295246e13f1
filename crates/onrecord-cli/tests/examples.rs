//! The example pages as the command prints them, whole: a change in any stage shows here as a change of words.
//!
//! The fast setting reads them, so that new weights of the accurate one change nothing. Accept a wanted change with
//! `INSTA_UPDATE=always cargo test -p onrecord-cli --test examples`, and read the difference before it is committed.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What `onrecord read` prints for the example pages.
fn read(format: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(root)
        .args(["read", "--tagger", "fast", "--format", format, "examples"])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// A record with each member, and each element of a list, on a line of its own.
fn lines(record: &Value) -> String {
    let members = record.as_object().unwrap().iter();
    members
        .map(|(key, value)| match value {
            Value::Array(elements) => elements.iter().fold(format!("{key}:\n"), |out, element| out + &format!("  {element}\n")),
            Value::Object(fields) => fields.iter().fold(format!("{key}:\n"), |out, (name, field)| out + &format!("  {name}: {field}\n")),
            _ => format!("{key}: {value}\n"),
        })
        .collect()
}

#[test]
fn for_people() {
    insta::assert_snapshot!("for_people", read("text"));
}

#[test]
fn for_programs() {
    for record in read("jsonl").lines() {
        let mut record: Value = serde_json::from_str(record).unwrap();
        for statement in record["statements"].as_array_mut().unwrap() {
            // Its last digits are the processor's.
            statement.as_object_mut().unwrap().remove("confidence");
        }
        let path = Path::new(record["origin"]["path"].as_str().unwrap());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(format!("for_programs_{name}"), lines(&record));
    }
}
