//! Statements as Arrow rows: one row a statement, nested where a statement is, with its page's address and its speakers' names beside it, and
//! with all that claims are made from.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use onrecord::model::{Act, Actor, ActorKind, Basis, EvidenceKind, Form, Qualifier, Record, RelayKind, Stance, Statement};
use onrecord::reconcile::{self, Fingerprint, Link, Relation};
use onrecord::resolve::ledger_id;
use onrecord::{Span, Text};
use serde::Serialize;

use crate::Result;

/// The columns of the statements' table, in order. Names, values and offsets are the contract's; every span has its printed words
/// beside it as `text`. A page without statements is a row with no `statement` in it; one that could not be read is a row with its
/// `error`, and nothing but `path` and `url` beside it.
///
/// Beyond the contract: `position` is the statement's place in its page, from 0; a speaker's `actor` is its id over all articles; `wording`
/// is what the statement's claim is called in its page; `terms` are what its content is about, `gainsaid` by which of them it says that something is not so, `links` what it is to other statements of its
/// page; `fingerprint`, in a page's first row, is by what copies of its text are known.
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| Arc::new(Schema::new(columns())));
    SCHEMA.clone()
}

fn columns() -> Vec<Field> {
    let words = || list(part());
    vec![
        text("path"),
        text("url"),
        text("article"),
        text("outlet"),
        text("title"),
        text("published"),
        text("language"),
        Field::new("fingerprint", DataType::List(Arc::new(Field::new("item", DataType::Int32, false))), true),
        Field::new("position", DataType::Int32, true),
        text("statement"),
        Field::new("source", words(), false),
        Field::new("cue", words(), false),
        Field::new("content", words(), false),
        text("form"),
        text("act"),
        text("stance"),
        Field::new(
            "speakers",
            list(vec![some_text("id"), some_text("actor"), some_text("name"), some_text("kind"), text("country")]),
            false,
        ),
        Field::new("relay", list([vec![some_text("kind"), text("actor")], part()].concat()), false),
        Field::new("said_on", DataType::Struct(Fields::from(vec![some_text("from"), some_text("to"), some_text("basis")])), true),
        text("refers_to"),
        text("within"),
        Field::new("evidence", list([vec![some_text("kind")], part()].concat()), false),
        Field::new(
            "quantities",
            list([vec![number("value", false), number("value_to", true), text("unit"), some_text("qualifier")], part()].concat()),
            false,
        ),
        text("claim"),
        Field::new("wording", DataType::Struct(Fields::from(part())), true),
        Field::new("terms", DataType::List(Arc::new(some_text("item"))), false),
        Field::new("gainsaid", DataType::List(Arc::new(some_text("item"))), true),
        Field::new("links", links(), false),
        Field::new("confidence", DataType::Float32, true),
        text("error"),
    ]
}

/// What a statement is to others.
pub(crate) fn links() -> DataType {
    list(vec![some_text("other"), some_text("relation"), Field::new("score", DataType::Float32, false), some_text("why")])
}

pub(crate) fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

pub(crate) fn some_text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn number(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Float64, nullable)
}

fn part() -> Vec<Field> {
    vec![Field::new("start", DataType::Int32, false), Field::new("end", DataType::Int32, false), some_text("text")]
}

pub(crate) fn list(of: Vec<Field>) -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::Struct(Fields::from(of)), false)))
}

/// One row of the table.
#[derive(Debug, Default, Serialize)]
pub struct Row<'a> {
    path: Option<&'a str>,
    url: Option<&'a str>,
    article: Option<String>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    language: Option<&'a str>,
    fingerprint: Option<Vec<i32>>,
    position: Option<i32>,
    statement: Option<&'a str>,
    source: Vec<Part<'a>>,
    cue: Vec<Part<'a>>,
    content: Vec<Part<'a>>,
    form: Option<Form>,
    act: Option<Act>,
    stance: Option<Stance>,
    speakers: Vec<Speaker<'a>>,
    relay: Vec<RelayCell<'a>>,
    said_on: Option<Day<'a>>,
    refers_to: Option<&'a str>,
    within: Option<&'a str>,
    evidence: Vec<EvidenceCell<'a>>,
    quantities: Vec<QuantityCell<'a>>,
    claim: Option<&'a str>,
    wording: Option<Part<'a>>,
    terms: Vec<String>,
    gainsaid: Vec<String>,
    links: Vec<LinkCell>,
    confidence: Option<f32>,
    error: Option<&'a str>,
}

/// A span and its printed words.
#[derive(Debug, Serialize)]
struct Part<'a> {
    start: i32,
    end: i32,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Speaker<'a> {
    id: &'a str,
    actor: String,
    name: &'a str,
    kind: ActorKind,
    country: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct LinkCell {
    other: String,
    relation: Relation,
    score: f32,
    why: String,
}

#[derive(Debug, Serialize)]
struct RelayCell<'a> {
    kind: RelayKind,
    actor: Option<&'a str>,
    #[serde(flatten)]
    part: Part<'a>,
}

#[derive(Debug, Serialize)]
struct Day<'a> {
    from: &'a str,
    to: &'a str,
    basis: Basis,
}

#[derive(Debug, Serialize)]
struct EvidenceCell<'a> {
    kind: EvidenceKind,
    #[serde(flatten)]
    part: Part<'a>,
}

#[derive(Debug, Serialize)]
struct QuantityCell<'a> {
    value: f64,
    value_to: Option<f64>,
    unit: Option<&'a str>,
    qualifier: Qualifier,
    #[serde(flatten)]
    part: Part<'a>,
}

/// A record's statements as rows; of one without statements, a row for its page.
pub fn rows(record: &Record) -> impl Iterator<Item = Row<'_>> {
    let mut links: BTreeMap<String, Vec<LinkCell>> = BTreeMap::new();
    for Link { statement, other, relation, score, why } in reconcile::links(record) {
        links.entry(statement).or_default().push(LinkCell { other, relation, score, why });
    }
    let id = record.article.id();
    let compared = reconcile::matters(record).into_iter().zip(&record.statements).enumerate();
    let mut rows: Vec<Row> = compared
        .map(|(position, (matter, statement))| Row {
            position: Some(position as i32),
            terms: matter.terms,
            gainsaid: matter.gainsaid,
            links: links.remove(&statement.id).unwrap_or_default(),
            ..row(record, &id, statement)
        })
        .collect();
    if rows.is_empty() {
        rows.push(page(record, &id));
    }
    rows[0].fingerprint = Some(Fingerprint::of(&record.article.text).0.into_iter().map(u32::cast_signed).collect());
    rows.into_iter()
}

/// What a row has of its page.
fn page<'a>(record: &'a Record, article: &str) -> Row<'a> {
    let (origin, page) = (&record.origin, &record.article);
    Row {
        path: origin.path.as_deref(),
        url: origin.url.as_deref(),
        article: Some(article.to_owned()),
        outlet: page.outlet.as_deref(),
        title: page.title.as_deref(),
        published: page.published.as_deref(),
        language: page.language.as_deref(),
        ..Row::default()
    }
}

/// The row of a page that could not be read.
pub fn failed<'a>(path: Option<&'a str>, url: Option<&'a str>, error: &'a str) -> Row<'a> {
    Row { path, url, error: Some(error), ..Row::default() }
}

/// Rows as one Arrow batch.
///
/// # Errors
/// Where the rows are too many for one batch (a column's words beyond 2 GiB).
pub fn batch(rows: &[Row]) -> Result<RecordBatch> {
    Ok(serde_arrow::to_record_batch(schema().fields(), &rows)?)
}

fn row<'a>(record: &'a Record, article: &str, statement: &'a Statement) -> Row<'a> {
    let text = &record.article.text;
    let claim = statement.claim.as_ref().and_then(|id| record.claims.iter().find(|claim| claim.id == *id));
    Row {
        statement: Some(&statement.id),
        source: parts(text, &statement.source),
        cue: parts(text, &statement.cue),
        content: parts(text, &statement.content),
        form: Some(statement.form),
        act: Some(statement.act),
        stance: Some(statement.stance),
        speakers: statement
            .speakers
            .iter()
            .filter_map(|id| record.actors.iter().find(|actor| actor.id == *id))
            .map(|actor| speaker(article, actor))
            .collect(),
        relay: statement
            .relay
            .iter()
            .map(|relay| RelayCell { kind: relay.kind, actor: relay.actor.as_deref(), part: part_of(text, relay.span) })
            .collect(),
        said_on: statement.said_on.as_ref().map(|when| Day { from: &when.from, to: &when.to, basis: when.basis }),
        refers_to: statement.refers_to.as_deref(),
        within: statement.within.as_deref(),
        evidence: statement.evidence.iter().map(|e| EvidenceCell { kind: e.kind, part: part_of(text, e.span) }).collect(),
        quantities: statement
            .quantities
            .iter()
            .map(|q| QuantityCell {
                value: q.value,
                value_to: q.value_to,
                unit: q.unit.as_deref(),
                qualifier: q.qualifier,
                part: part_of(text, q.span),
            })
            .collect(),
        claim: statement.claim.as_deref(),
        wording: claim.map(|claim| part_of(text, claim.wording)),
        confidence: Some(statement.confidence),
        ..page(record, article)
    }
}

fn parts<'a>(text: &'a Text, spans: &[Span]) -> Vec<Part<'a>> {
    spans.iter().map(|&span| part_of(text, span)).collect()
}

fn part_of(text: &Text, span: Span) -> Part<'_> {
    // Spark has no unsigned integers; a text is far shorter than 2³¹.
    Part { start: span.start as i32, end: span.end as i32, text: text.slice(span) }
}

fn speaker<'a>(article: &str, actor: &'a Actor) -> Speaker<'a> {
    Speaker { id: &actor.id, actor: ledger_id(article, actor), name: &actor.name, kind: actor.kind, country: actor.country.as_deref() }
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int32Type;

    use super::*;
    use crate::sample;

    #[test]
    fn a_row_has_the_statement_and_its_printed_words() {
        let record = sample::record();
        let batch = batch(&rows(&record).collect::<Vec<_>>()).unwrap();
        assert_eq!(batch.num_rows(), 2);
        let text_of = |column: &str, row: usize| batch.column_by_name(column).unwrap().as_string::<i32>().value(row).to_owned();
        assert_eq!((text_of("act", 0), text_of("form", 0), text_of("act", 1)), ("say".to_owned(), "direct".to_owned(), "deny".to_owned()));
        let content = batch.column_by_name("content").unwrap().as_list::<i32>().value(0);
        let parts = content.as_struct();
        let words = parts.column_by_name("text").unwrap().as_string::<i32>();
        let start = parts.column_by_name("start").unwrap().as_primitive::<Int32Type>();
        assert_eq!((words.value(0), start.value(0)), ("“It is 😀 so,”", 0));
        let speakers = batch.column_by_name("speakers").unwrap().as_list::<i32>().value(1);
        assert_eq!(speakers.as_struct().column_by_name("name").unwrap().as_string::<i32>().value(0), "Bo Lind");
    }

    #[test]
    fn a_page_that_failed_is_a_row_with_its_error() {
        let batch = batch(&[failed(Some("a.pdf"), None, "this is a PDF")]).unwrap();
        let column = |name| batch.column_by_name(name).unwrap().as_string::<i32>();
        assert_eq!((column("path").value(0), column("error").value(0)), ("a.pdf", "this is a PDF"));
        assert!(column("statement").is_null(0));
    }

    #[test]
    fn no_rows_are_an_empty_table() {
        assert_eq!((batch(&[]).unwrap().num_rows(), batch(&[]).unwrap().schema()), (0, schema()));
    }
}
