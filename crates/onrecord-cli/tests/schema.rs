//! The JSON Schema that the command prints holds for all that it prints, and for nothing else.

use std::path::Path;
use std::process::Command;

use jsonschema::Validator;
use serde_json::{Value, json};

/// What the command prints, from the repository's root.
fn onrecord(args: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run = Command::new(env!("CARGO_BIN_EXE_onrecord")).current_dir(root).args(args).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn schema() -> (Value, Validator) {
    let schema: Value = serde_json::from_str(&onrecord(&["schema"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    (schema, validator)
}

fn assert_valid(validator: &Validator, record: &Value) {
    let problems: Vec<_> = validator.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn records_of_the_examples_are_valid() {
    let (_, validator) = schema();
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("onrecord.db").display().to_string();
    let read = onrecord(&["read", "--tagger", "fast", "--format", "jsonl", "examples"]);
    onrecord(&["add", "--tagger", "fast", "--db", &db, "examples"]);
    let export = onrecord(&["export", "--db", &db, "--format", "jsonl"]);
    let records: Vec<Value> = read.lines().chain(export.lines()).map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(records.len() >= 12);
    for record in &records {
        assert_valid(&validator, record);
    }
}

#[test]
fn what_no_page_gives_is_valid_too() {
    let (_, validator) = schema();
    let quantity = json!({ "span": [0, 1], "value": 1.5, "unit": "EUR", "qualifier": "range", "value_to": 2.5 });
    assert_valid(
        &validator,
        &json!({
            "schema": "onrecord/1", "origin": { "url": "https://a.example/1", "retrieved": "2024-05-17T08:00:00Z" },
            "article": { "byline": [], "tags": [], "text": "", "blocks": [{ "kind": "list_item", "span": [0, 1] }], "furniture": [], "warnings": [] },
            "statements": [], "actors": [],
            "frames": [{ "id": "f", "kind": "transfer", "pack": "p", "roles": { "supplier": "a1", "item": { "span": [0, 1], "class": "arms" } },
                "quantity": quantity, "when": { "from": "2024-05-01", "to": "2024-05-31", "basis": "context" }, "span": [0, 1] }],
            "claims": [{ "id": "c", "wording": [0, 1], "frames": ["f"], "disputed": false,
                "positions": [{ "actor": "a1", "stance": "denies", "act": "decline", "statement": "s", "independent": true }] }],
            "findings": [{ "rule": "r", "pack": "p", "claim": "c", "verdict": "would_breach", "why": "w", "statements": [] }],
        }),
    );
}

#[test]
fn other_things_are_not_valid() {
    let (schema, validator) = schema();
    let article = json!({ "byline": [], "tags": [], "text": "", "blocks": [], "furniture": [], "warnings": [] });
    let record = json!({ "schema": "onrecord/1", "origin": {}, "article": article, "statements": [], "actors": [], "frames": [], "claims": [], "findings": [] });
    assert_valid(&validator, &record);
    for (place, wrong) in [
        ("/schema", json!("onrecord/2")),
        ("/statements", json!(null)),
        ("/article/byline", json!("Ana Ruiz")),
        ("/article/blocks", json!([{ "kind": "paragraph", "span": [0] }])),
        ("/article/blocks", json!([{ "kind": "paragraph", "span": [-1, 2] }])),
        ("/article/blocks", json!([{ "kind": "chorus", "span": [0, 2] }])),
        ("/origin", json!({ "url": null })),
    ] {
        let mut record = record.clone();
        *record.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&record), "{place}");
    }
    assert!(!schema.to_string().contains("\"null\""));
    assert!(schema["$defs"]["Statement"]["description"].as_str().unwrap().starts_with("One attribution relation"));
}
