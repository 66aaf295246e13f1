//! The Model Context Protocol server, asked with the protocol's own client library.

use std::path::Path;
use std::process::Command;

use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::RunningService;
use rmcp::transport::TokioChildProcess;
use rmcp::{RoleClient, ServiceExt};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A ledger of the example pages, and a conversation with a server over it.
struct Desk {
    folder: TempDir,
    client: RunningService<RoleClient, ()>,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("onrecord.db");
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let mut add = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let added = add.args(["add", "--tagger", "fast", "--db"]).arg(&db).arg(examples).output().unwrap();
        assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(["mcp", "--db"]).arg(&db);
        let client = ().serve(TokioChildProcess::new(command).unwrap()).await.unwrap();
        Self { folder, client }
    }

    async fn call(&self, tool: &'static str, arguments: Value) -> Result<CallToolResult, rmcp::ServiceError> {
        let arguments = arguments.as_object().cloned().unwrap();
        self.client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await
    }

    async fn ask(&self, tool: &'static str, arguments: Value) -> Value {
        let answer = self.call(tool, arguments).await.unwrap();
        assert_eq!(answer.is_error, Some(false), "{answer:?}");
        answer.structured_content.unwrap()
    }
}

/// The words that an article prints at some spans.
fn printed(article: &Value, spans: &Value) -> String {
    let text: Vec<char> = article["record"]["article"]["text"].as_str().unwrap().chars().collect();
    let cut = |span: &Value| {
        let at = |end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
        text[at(0)..at(1)].iter().collect::<String>()
    };
    spans.as_array().unwrap().iter().map(cut).collect::<Vec<_>>().join(" … ")
}

#[tokio::test]
async fn an_assistant_can_ask_who_denied_it() {
    let desk = Desk::new().await;
    let tools = desk.client.list_all_tools().await.unwrap();
    let mut names: Vec<_> = tools.iter().map(|tool| tool.name.to_string()).collect();
    names.sort();
    assert_eq!(names, ["article", "claim", "disputes", "search", "statement", "who"]);
    assert!(tools.iter().all(|tool| tool.annotations.as_ref().is_some_and(|hints| hints.read_only_hint == Some(true))));

    let disputes = desk.ask("disputes", json!({})).await;
    let claim = desk.ask("claim", json!({ "id": disputes["disputes"][0]["id"] })).await;
    assert_eq!(claim["disputed"], json!(true));
    let positions = claim["positions"].as_array().unwrap();
    let denial = positions.iter().find(|position| position["stance"] == json!("denies")).expect("somebody denies it");
    let article = desk.ask("article", json!({ "id": denial["article"] })).await;
    assert_eq!(printed(&article, &denial["spans"]["content"]), denial["words"].as_str().unwrap());
    assert_eq!(article["address"], denial["address"]);

    let statement = desk.ask("statement", json!({ "id": denial["statement"] })).await;
    assert_eq!((&statement["words"], &statement["spans"]), (&denial["words"], &denial["spans"]));
    let who = desk.ask("who", json!({ "name": denial["name"], "limit": 1 })).await;
    assert_eq!(who["statements"].as_array().map(Vec::len), Some(1), "{who}");
    let hits = desk.ask("search", json!({ "words": "mortar rounds", "limit": 2 })).await;
    assert_eq!(hits["statements"].as_array().map(Vec::len), Some(2), "{hits}");
    assert!(
        hits["statements_in_all"].as_u64() > Some(2) && hits["articles_in_all"].as_u64() > Some(2) && hits["more"] == json!(false),
        "{hits}"
    );
    let said =
        desk.ask("search", json!({ "words": "\"mortar rounds\"", "actor": "Velmora", "from": "2025-03-12", "to": "2025-03-12" })).await;
    let statements = said["statements"].as_array().unwrap();
    assert!(!statements.is_empty() && statements.iter().all(|one| one["speaker"] == json!("Velmora")), "{said}");
    desk.client.cancel().await.unwrap();
}

#[tokio::test]
async fn bad_questions_are_answered_and_end_nothing() {
    let desk = Desk::new().await;
    let db = std::fs::read(desk.folder.path().join("onrecord.db")).unwrap();
    for (tool, arguments) in [
        ("who", json!({})),
        ("who", json!({ "name": 7 })),
        ("who", json!({ "name": "x", "nonsense": true })),
        ("search", json!({ "words": "x", "limit": -1 })),
        ("search", json!({ "words": "x", "from": "lately" })),
        ("search", json!({ "words": "x", "act": "shout" })),
        ("delete", json!({})),
    ] {
        let answer = desk.call(tool, arguments.clone()).await;
        assert!(answer.is_err() || answer.is_ok_and(|answer| answer.is_error == Some(true)), "{tool} {arguments}");
    }
    for (tool, arguments) in [
        ("who", json!({ "name": "'; DROP TABLE article; --" })),
        ("claim", json!({ "id": "claim-ffff" })),
        ("statement", json!({ "id": "\u{0}" })),
        ("article", json!({ "id": "" })),
    ] {
        let answer = desk.call(tool, arguments.clone()).await.unwrap();
        assert_eq!(answer.is_error, Some(true), "{tool} {arguments}");
    }
    desk.ask("search", json!({ "words": "\" OR (", "limit": 100_000 })).await;
    desk.ask("disputes", json!({ "about": "no such matter" })).await;
    desk.client.cancel().await.unwrap();
    assert_eq!(std::fs::read(desk.folder.path().join("onrecord.db")).unwrap(), db, "nothing was written");
}

#[test]
fn what_is_no_conversation_ends_with_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_onrecord")).current_dir(folder.path()).args(args).output().unwrap();
    let missing = run(&["mcp"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&missing.stderr).starts_with("onrecord: no ledger at onrecord.db"));
    onrecord_store::Ledger::open(folder.path().join("onrecord.db")).unwrap();
    let silent = run(&["mcp"]);
    assert_eq!((silent.status.code(), String::from_utf8_lossy(&silent.stderr).lines().count()), (Some(1), 1), "{silent:?}");
}
