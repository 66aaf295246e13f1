//! `onrecord mcp`: a ledger for assistants, over the Model Context Protocol on standard input and output. It answers and never writes.

use std::sync::{Mutex, PoisonError};

use onrecord::model::Act;
use onrecord_store::{Candidate, DisputeFilter, Found, Ledger, LedgerClaim, OnRecord, Part, SearchFilter, Shown};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock, Implementation, ServerCapabilities, ServerConfig};
use rmcp::transport::stdio;
use rmcp::{ErrorData, ServerHandler, ServiceExt, schemars, tool, tool_handler, tool_router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::args::Db;
use crate::exit::{Done, Failure};
use crate::out::complain;
use crate::when;

/// What an assistant is told first.
const INSTRUCTIONS: &str = "A record of who said what in the news, who denies it, and where it is printed. Every answer gives exact printed \
    words, their spans (code points of the article's text) and the page's address: quote these, and cite the address. Findings say which rule \
    a claim would breach if it were true; nothing here says that a claim is true.";

/// How many statements an answer lists where none is asked for, and at most.
const LISTED: u32 = 20;
const MOST: u32 = 200;

pub(crate) fn run(args: &Db) -> Result<Done, Failure> {
    let server = Server { ledger: Mutex::new(Ledger::open_to_read(&args.db)?) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match server.serve(stdio()).await {
            Ok(running) => running.waiting().await.map(|_| Done::All).map_err(|error| Failure::Output(error.into())),
            Err(error) => {
                complain(&format!("the conversation did not begin ({error}); start it from a program that speaks the protocol"));
                Ok(Done::Partly)
            }
        }
    })
}

struct Server {
    ledger: Mutex<Ledger>,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Search {
    /// What to look for: all of these words, in statements and in articles; word for word what stands in double quotes
    words: String,
    /// Only what this one said: an id, a name, or a part of a name
    actor: Option<String>,
    /// Only this act
    act: Option<Act>,
    /// Only in this paper
    outlet: Option<String>,
    /// Only on this day or later: 2024-05-17
    from: Option<String>,
    /// Only on this day or earlier
    to: Option<String>,
    /// How many of each to list at most; 20 where none is given, 200 at most
    limit: Option<u32>,
    /// How many of each to pass over
    #[serde(default)]
    offset: u32,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Name {
    /// Any name of theirs, or a part of it, or their id
    name: String,
    /// How many statements to list at most; 20 where none is given, 200 at most
    limit: Option<u32>,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Disputes {
    /// Only disputes with all of these words in a statement
    about: Option<String>,
    /// Only with a statement of this one: an id, a name, or a part of a name
    actor: Option<String>,
    /// Only with a statement of somebody of this country: ISO 3166-1 alpha-2
    country: Option<String>,
    /// Only with a statement by this act
    act: Option<Act>,
    /// Only with a statement in this paper
    outlet: Option<String>,
    /// Only spoken to on this day or later: 2024-05-17
    from: Option<String>,
    /// Only spoken to on this day or earlier
    to: Option<String>,
    /// Only those held against the rules of this pack
    pack: Option<String>,
    /// Only those with somebody who is accused and not heard
    #[serde(default)]
    unheard: bool,
    /// How many to list at most; 20 where none is given, 200 at most
    limit: Option<u32>,
    /// How many to pass over
    #[serde(default)]
    offset: u32,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Id {
    /// An id that another answer gave, or as much of its beginning as no other has
    id: String,
}

/// An answer, or what the assistant is to be told instead.
type Answer = Result<CallToolResult, ErrorData>;

#[tool_router]
impl Server {
    /// Statements and articles that hold some words, the best first, with how many there are of each; `more` says that these are only the least
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    fn search(&self, Parameters(asked): Parameters<Search>) -> Answer {
        let Search { words, actor, act, outlet, from, to, limit, offset } = asked;
        let filter = SearchFilter { actor, act, outlet, from: day(from)?, to: day(to)? };
        self.ask(|ledger| {
            let hits = ledger.search(&words, &filter, Part { offset, limit: limit_of(limit) })?;
            let statements = hits.statements.iter().map(|hit| on_record(ledger, hit)).collect::<Result<Vec<_>, _>>()?;
            let mut value = json!(hits);
            value["statements"] = json!(statements);
            Ok(found(value))
        })
    }

    /// Everything that a person, an organization or a country has on record, by date
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    fn who(&self, Parameters(Name { name, limit }): Parameters<Name>) -> Answer {
        self.ask(|ledger| match ledger.who(&name, limit_of(limit))? {
            Found::One(actor) => {
                let statements = actor.statements.iter().map(|hit| on_record(ledger, hit)).collect::<Result<Vec<_>, _>>()?;
                let mut value = json!(actor);
                value["left_off"] = json!(actor.in_all - statements.len() as u64);
                value["statements"] = json!(statements);
                Ok(found(value))
            }
            Found::Several(candidates) => Ok(several(&candidates)),
            Found::Nothing => Ok(nothing(&format!("nobody on record goes by `{name}`; look for them with `search`"))),
        })
    }

    /// Claims that somebody asserts and somebody else denies: both sides in printed words, numbers over time, findings
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    fn disputes(&self, Parameters(asked): Parameters<Disputes>) -> Answer {
        let Disputes { about, actor, country, act, outlet, from, to, pack, unheard, limit, offset } = asked;
        let filter = DisputeFilter { about, actor, country, act, outlet, from: day(from)?, to: day(to)?, pack, unheard };
        self.ask(|ledger| {
            let disputes = ledger.disputes(&filter, Part { offset, limit: limit_of(limit) })?;
            let listed = disputes.items.iter().map(|claim| self::claim(ledger, claim)).collect::<Result<Vec<_>, _>>()?;
            let left_off = disputes.total.saturating_sub(u64::from(offset) + listed.len() as u64);
            Ok(found(json!({ "left_off": left_off, "disputes": listed })))
        })
    }

    /// A claim: who stands where by date, its numbers over time, and which rules it would breach if it were true
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    fn claim(&self, Parameters(Id { id }): Parameters<Id>) -> Answer {
        self.show(&id, "claim")
    }

    /// A statement: exact words, spans, page and address
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    fn statement(&self, Parameters(Id { id }): Parameters<Id>) -> Answer {
        self.show(&id, "statement")
    }

    /// An article as it was read: its text, who says what in it with spans, its frames, its copies
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    fn article(&self, Parameters(Id { id }): Parameters<Id>) -> Answer {
        self.show(&id, "article")
    }
}

#[tool_handler]
impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let mut info = ServerConfig::new(ServerCapabilities::builder().enable_tools().build()).with_instructions(INSTRUCTIONS);
        info.server_info = Implementation::new("onrecord", env!("CARGO_PKG_VERSION"));
        info
    }
}

impl Server {
    /// Asks the ledger; one that cannot be read is the server's fault, not the question's.
    fn ask(&self, question: impl FnOnce(&Ledger) -> onrecord_store::Result<CallToolResult>) -> Answer {
        let ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        question(&ledger).map_err(|error| ErrorData::internal_error(error.to_string(), None))
    }

    /// What an id is the id of, where that is of a kind.
    fn show(&self, id: &str, kind: &str) -> Answer {
        self.ask(|ledger| {
            let value = match ledger.show(id)? {
                Found::One(Shown::Claim(claim)) if kind == "claim" => self::claim(ledger, &claim)?,
                Found::One(Shown::Statement(hit)) if kind == "statement" => on_record(ledger, &hit)?,
                Found::One(Shown::Article(article)) if kind == "article" => json!(article),
                Found::Several(candidates) => return Ok(several(&candidates)),
                Found::One(_) => return Ok(nothing(&format!("`{id}` is the id of no {kind}, but of something else"))),
                Found::Nothing => return Ok(nothing(&format!("nothing on record has the id `{id}`; find ids with `search`"))),
            };
            Ok(found(value))
        })
    }
}

/// A day that is asked for.
fn day(asked: Option<String>) -> Result<Option<String>, ErrorData> {
    asked.map(|words| when::day(&words).map_err(|hint| ErrorData::invalid_params(format!("`{words}` is no day; {hint}"), None))).transpose()
}

fn limit_of(asked: Option<u32>) -> u32 {
    asked.unwrap_or(LISTED).clamp(1, MOST)
}

fn found(value: Value) -> CallToolResult {
    CallToolResult::structured(value)
}

fn several(candidates: &[Candidate]) -> CallToolResult {
    found(json!({ "several": candidates, "hint": "several fit; ask again with an id" }))
}

/// An answer that says what to do instead.
fn nothing(hint: &str) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(hint)])
}

/// A statement with its spans.
fn on_record(ledger: &Ledger, hit: &OnRecord) -> onrecord_store::Result<Value> {
    let mut value = json!(hit);
    value["spans"] = json!(ledger.spans(&hit.statement)?.unwrap_or_default());
    Ok(value)
}

/// A claim with the spans of its positions.
fn claim(ledger: &Ledger, claim: &LedgerClaim) -> onrecord_store::Result<Value> {
    let mut value = json!(claim);
    for (position, printed) in claim.positions.iter().zip(value["positions"].as_array_mut().into_iter().flatten()) {
        printed["spans"] = json!(ledger.spans(&position.on_record.statement)?.unwrap_or_default());
    }
    Ok(value)
}
