//! Why each statement of a record stands there as it does: for people, and for programs.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use onrecord::Span;
use onrecord::attribute::{self, Explanation, Tagger};
use onrecord::model::{Record, Statement};
use onrecord::resolve::{self, Resolution};
use serde::Serialize;

use super::count;
use super::style::{ASIDE, HEADING, SOURCE, styled};
use super::wrap::indented;
use crate::out::{printable, word};

/// What decided on one statement.
#[derive(Debug, Serialize)]
struct Reasons {
    #[serde(flatten)]
    found: Explanation,
    speakers: Vec<Speaker>,
}

/// How one source was resolved.
#[derive(Debug, Serialize)]
struct Speaker {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Span>,
    actors: Vec<String>,
    reason: &'static str,
}

/// A record with the reasons of its statements, by their ids.
#[derive(Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    record: &'a Record,
    explain: BTreeMap<&'a str, &'a Reasons>,
}

/// The reasons of each statement that is still in the record, in its order.
fn reasons<'a>(record: &'a Record, tagger: &Tagger) -> Vec<(&'a Statement, Reasons)> {
    let (found, likeness) = attribute::explain(&record.article, tagger);
    let mut found: HashMap<String, Explanation> = found.into_iter().map(|why| (why.statement.clone(), why)).collect();
    let mut resolved: HashMap<String, Vec<Speaker>> = HashMap::new();
    for Resolution { statement, source, actors, reason, .. } in resolve::explain(&record.article, &record.statements, &likeness) {
        resolved.entry(statement).or_default().push(Speaker {
            source: (!source.is_empty()).then_some(source),
            actors,
            reason: reason.words(),
        });
    }
    let reasons = |statement: &'a Statement| {
        let found = found.remove(&statement.id)?;
        Some((statement, Reasons { found, speakers: resolved.remove(&statement.id).unwrap_or_default() }))
    };
    record.statements.iter().filter_map(reasons).collect()
}

/// One line for programs: the record, and an object `explain` beside its parts.
pub(crate) fn json(record: &Record, tagger: &Tagger) -> Result<String, serde_json::Error> {
    let reasons = reasons(record, tagger);
    let explain = reasons.iter().map(|(statement, reasons)| (statement.id.as_str(), reasons)).collect();
    serde_json::to_string(&Explained { record, explain })
}

/// A section for people.
pub(crate) fn text(record: &Record, tagger: &Tagger) -> String {
    let number = |id: &str| record.statements.iter().position(|statement| statement.id == id).map(|at| at + 1);
    let mut out = format!("\n{}\n", styled(HEADING, "Why"));
    for (statement, reasons) in reasons(record, tagger) {
        let at = number(&statement.id).unwrap_or_default();
        let cue: Vec<&str> = statement.cue.iter().map(|span| record.article.text.slice(*span)).collect();
        let words = format!("“{}”", cue.join(" … ").replace('\n', " "));
        let _ = writeln!(out, "{at:>3}  {}", styled(SOURCE, &printable(&words)));
        for line in lines(record, statement, &reasons, number) {
            out += &indented(&printable(&line), 5, |line| styled(ASIDE, line));
        }
    }
    out
}

fn lines(record: &Record, statement: &Statement, reasons: &Reasons, number: impl Fn(&str) -> Option<usize>) -> Vec<String> {
    let Explanation { tagger, scores, act, quoted, unquoted, runs_on, .. } = &reasons.found;
    let percent = |share: f32| format!("{:.0} %", 100.0 * share);
    let known = act.word.as_ref().map_or(String::new(), |word| format!(", of “{word}”"));
    let turned = act.turned.map_or(String::new(), |why| format!("; {why}"));
    let runs_on = if *runs_on { "; its quotation runs on in the next paragraph" } else { "" };
    let mut out = vec![
        format!("found by {tagger}: the cue {}, source and content to the letter {}", percent(scores.cue), percent(scores.spans)),
        format!("confidence {}", percent(statement.confidence)),
        format!("{}: {}{known}; {}{turned}", word(statement.act), act.rule, word(statement.stance)),
        format!("{}: {} in quotation marks, {unquoted} outside{runs_on}", word(statement.form), count(quoted, "word")),
    ];
    if let Some(outer) = statement.within.as_deref().and_then(number) {
        out.push(format!("inside statement {outer}: its cue and content are words of that one's content"));
    }
    out.extend(reasons.speakers.iter().map(|Speaker { source, actors, reason }| {
        let names: Vec<&str> = record.actors.iter().filter(|actor| actors.contains(&actor.id)).map(|actor| actor.name.as_str()).collect();
        let who = if names.is_empty() { String::new() } else { format!(" is {}", names.join(" and ")) };
        let source = source.map_or("no source".to_owned(), |span| format!("“{}”", record.article.text.slice(span)));
        format!("{}{who}: {reason}", source.replace('\n', " "))
    }));
    out
}
