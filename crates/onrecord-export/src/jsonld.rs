//! JSON-LD: articles, quotations and claims in the words of schema.org, with properties of our own for act, stance, form and spans.
//!
//! The context is in the document, so that reading it takes no network: `schema.org/Claim`, `schema.org/Quotation`,
//! `schema.org/NewsArticle`.

use std::io::Write;

use onrecord::Span;
use onrecord::model::{ActorKind, Record, Statement};
use serde_json::{Map, Value, json};

use crate::Result;
use crate::graph::{Graph, Matter, Party};

const CONTEXT: &str = include_str!("context.jsonld");

/// Writes one document from records with a ledger's ids. Articles and quotations go out as they come; actors and claims, which articles share, at the end.
pub struct Writer<W> {
    out: W,
    graph: Graph,
    nodes: usize,
}

impl<W: Write> Writer<W> {
    /// A document's writer, which begins with the context.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(mut out: W) -> Result<Self> {
        write!(out, "{{\"@context\":{},\n\"@graph\":[", serde_json::from_str::<Value>(CONTEXT)?)?;
        Ok(Self { out, graph: Graph::default(), nodes: 0 })
    }

    /// Adds an article and its statements.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn record(&mut self, record: &Record) -> Result<()> {
        self.graph.gather(record);
        let id = record.article.id();
        self.node(&article(record, &id))?;
        for statement in &record.statements {
            self.node(&quotation(record, &id, statement))?;
        }
        Ok(())
    }

    /// Ends the document.
    ///
    /// # Errors
    /// Where its end cannot be written.
    pub fn finish(mut self) -> Result<W> {
        let graph = std::mem::take(&mut self.graph);
        for (id, party) in &graph.actors {
            self.node(&actor(id, party))?;
        }
        for (id, matter) in &graph.claims {
            self.node(&claim(id, matter))?;
        }
        writeln!(self.out, "\n]}}")?;
        Ok(self.out)
    }

    fn node(&mut self, node: &Value) -> Result<()> {
        write!(self.out, "{}{node}", if self.nodes == 0 { "\n" } else { ",\n" })?;
        self.nodes += 1;
        Ok(())
    }
}

fn article(record: &Record, id: &str) -> Value {
    let page = &record.article;
    let authors =
        (!page.byline.is_empty()).then(|| page.byline.iter().map(|name| json!({"type": "Person", "name": name})).collect::<Vec<_>>());
    let publisher = page.outlet.as_ref().map(|outlet| json!({"type": "Organization", "name": outlet}));
    known([
        ("id", Some(json!(iri("article", id)))),
        ("type", Some(json!("NewsArticle"))),
        ("headline", page.title.as_ref().map(|title| json!(title))),
        ("author", authors.map(Value::from)),
        ("publisher", publisher),
        ("datePublished", page.published.as_ref().map(|day| json!(day))),
        ("inLanguage", page.language.as_ref().map(|tag| json!(tag))),
        ("url", record.origin.url.as_ref().map(|url| json!(url))),
    ])
}

fn quotation(record: &Record, article: &str, statement: &Statement) -> Value {
    let text = &record.article.text;
    let words = |spans: &[Span]| (!spans.is_empty()).then(|| json!(crate::words(text, spans)));
    let parts: Vec<_> =
        statement.content.iter().map(|&span| json!({"text": text.slice(span), "start": span.start, "end": span.end})).collect();
    let speakers: Vec<_> = statement.speakers.iter().map(|id| iri("actor", id)).collect();
    known([
        ("id", Some(json!(iri("statement", &statement.id)))),
        ("type", Some(json!("Quotation"))),
        ("isPartOf", Some(json!(iri("article", article)))),
        ("text", words(&statement.content)),
        ("parts", Some(json!(parts))),
        ("source", words(&statement.source)),
        ("cue", words(&statement.cue)),
        ("spokenByCharacter", (!speakers.is_empty()).then(|| json!(speakers))),
        ("about", statement.claim.as_ref().map(|id| json!(iri("claim", id)))),
        ("act", Some(json!(statement.act))),
        ("stance", Some(json!(statement.stance))),
        ("form", Some(json!(statement.form))),
        ("saidFrom", statement.said_on.as_ref().map(|day| json!(day.from))),
        ("saidTo", statement.said_on.as_ref().map(|day| json!(day.to))),
        ("confidence", Some(json!(statement.confidence))),
    ])
}

fn actor(id: &str, party: &Party) -> Value {
    let kind = match party.kind {
        ActorKind::Person | ActorKind::Unnamed => "Person",
        ActorKind::Organization | ActorKind::Group => "Organization",
        // A state that speaks: what `spokenByCharacter` takes, which a place is not.
        ActorKind::Country => "GovernmentOrganization",
    };
    known([
        ("id", Some(json!(iri("actor", id)))),
        ("type", Some(json!(kind))),
        ("name", Some(json!(party.name))),
        ("alternateName", (!party.names.is_empty()).then(|| json!(party.names))),
        ("jobTitle", (!party.titles.is_empty()).then(|| json!(party.titles))),
        ("addressCountry", party.country.as_ref().map(|code| json!(code))),
    ])
}

fn claim(id: &str, matter: &Matter) -> Value {
    let appearance: Vec<_> = matter.articles.iter().map(|id| iri("article", id)).collect();
    json!({
        "id": iri("claim", id), "type": "Claim", "text": matter.wording, "disputed": matter.disputed, "appearance": appearance,
    })
}

/// A node without the properties that are not known.
fn known<const N: usize>(properties: [(&str, Option<Value>); N]) -> Value {
    let known = properties.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(known.collect::<Map<_, _>>())
}

fn iri(kind: &str, id: &str) -> String {
    format!("urn:onrecord:{kind}:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn quotations_point_at_actors_articles_and_exact_words() {
        let record = sample::record();
        let mut writer = Writer::new(Vec::new()).unwrap();
        writer.record(&record).unwrap();
        writer.record(&record).unwrap();
        let document: Value = serde_json::from_slice(&writer.finish().unwrap()).unwrap();
        let graph = document["@graph"].as_array().unwrap();
        let of = |kind: &str| graph.iter().filter(|node| node["type"] == kind).collect::<Vec<_>>();
        assert_eq!((of("NewsArticle").len(), of("Quotation").len(), of("Person").len()), (2, 4, 2));
        let first = of("Quotation")[0];
        assert_eq!(first["parts"], json!([{"text": "“It is 😀 so,”", "start": 0, "end": 13}]));
        assert_eq!((&first["spokenByCharacter"], &first["isPartOf"]), (&json!([of("Person")[0]["id"]]), &of("NewsArticle")[0]["id"]));
    }

    #[test]
    fn every_property_is_in_the_context() {
        let context: Value = serde_json::from_str(CONTEXT).unwrap();
        let mut writer = Writer::new(Vec::new()).unwrap();
        writer.record(&sample::record()).unwrap();
        let document: Value = serde_json::from_slice(&writer.finish().unwrap()).unwrap();
        for node in document["@graph"].as_array().unwrap() {
            for key in node.as_object().unwrap().keys() {
                assert!(context.get(key).is_some(), "{key} means nothing");
            }
        }
    }
}
