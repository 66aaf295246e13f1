//! W3C Web Annotations: each statement's content, cue and source as targets in its article, by quotation and by position.
//!
//! Web Annotation Data Model, 23 February 2017: a `TextPositionSelector` counts code points from 0, its end excluded, as our spans do. The
//! target's source is the article's text as onrecord stores it (`urn:onrecord:article:…`), since positions hold in it and not in the page's
//! markup; the page's address is its `scope`. The quotation selects the same words in the page itself.

use std::io::Write;

use onrecord::Span;
use onrecord::model::{Record, Statement};
use serde_json::{Value, json};

use crate::{Result, word};

/// How many code points around a quotation are given to find it by.
const AROUND: u32 = 32;

/// Writes one annotation collection with one page, as its annotations come.
pub struct Writer<W> {
    out: W,
    annotations: usize,
}

impl<W: Write> Writer<W> {
    /// A collection's writer, which begins with its head.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(mut out: W) -> Result<Self> {
        write!(
            out,
            "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:onrecord:annotations\",\"type\":\"AnnotationCollection\",\
             \"label\":\"Statements on record\",\"first\":{{\"id\":\"urn:onrecord:annotations:1\",\"type\":\"AnnotationPage\",\"items\":["
        )?;
        Ok(Self { out, annotations: 0 })
    }

    /// Adds an article's statements.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn record(&mut self, record: &Record) -> Result<()> {
        let article = record.article.id();
        for statement in &record.statements {
            write!(self.out, "{}{}", if self.annotations == 0 { "\n" } else { ",\n" }, annotation(record, &article, statement))?;
            self.annotations += 1;
        }
        Ok(())
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// Where its end cannot be written.
    pub fn finish(mut self) -> Result<W> {
        writeln!(self.out, "\n]}},\"total\":{}}}", self.annotations)?;
        Ok(self.out)
    }
}

/// A statement: its content's parts are the targets, the words of source and cue and the act its bodies.
fn annotation(record: &Record, article: &str, statement: &Statement) -> Value {
    let names = record.actors.iter().filter(|actor| statement.speakers.contains(&actor.id)).map(|actor| ("speaker", actor.name.clone()));
    let labels = [("act", word(statement.act)), ("stance", word(statement.stance)), ("form", word(statement.form))];
    let bodies: Vec<_> = names
        .chain(labels)
        .map(|(label, value)| json!({"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": format!("{label}: {value}")}))
        .collect();
    let targets = [("content", &statement.content), ("cue", &statement.cue), ("source", &statement.source)];
    let targets: Vec<_> = targets
        .into_iter()
        .flat_map(|(part, spans)| spans.iter().map(move |&span| (part, span)))
        .map(|(part, span)| target(record, article, part, span))
        .collect();
    json!({
        "id": format!("urn:onrecord:statement:{}", statement.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": targets,
    })
}

fn target(record: &Record, article: &str, part: &str, span: Span) -> Value {
    let text = &record.article.text;
    let before = Span::new(span.start.saturating_sub(AROUND), span.start);
    let after = Span::new(span.end, span.end.saturating_add(AROUND).min(text.len()));
    let mut target = json!({
        "id": format!("urn:onrecord:{part}:{article}:{}-{}", span.start, span.end),
        "type": "SpecificResource",
        "source": format!("urn:onrecord:article:{article}"),
        "selector": [
            {"type": "TextQuoteSelector", "exact": text.slice(span), "prefix": text.slice(before), "suffix": text.slice(after)},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    });
    if let Some(url) = &record.origin.url {
        target["scope"] = json!(url);
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn selectors_select_the_printed_words() {
        let record = sample::record();
        let mut writer = Writer::new(Vec::new()).unwrap();
        writer.record(&record).unwrap();
        let collection: Value = serde_json::from_slice(&writer.finish().unwrap()).unwrap();
        let items = collection["first"]["items"].as_array().unwrap();
        assert_eq!((items.len(), &collection["total"]), (2, &json!(2)));
        let text: Vec<char> = record.article.text.as_str().chars().collect();
        for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()) {
            let [quote, position] = target["selector"].as_array().unwrap().as_slice() else { panic!("two selectors") };
            let at = |end: &str| position[end].as_u64().unwrap() as usize;
            let selected: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(quote["exact"], selected);
            let around = format!("{}{selected}{}", quote["prefix"].as_str().unwrap(), quote["suffix"].as_str().unwrap());
            assert!(record.article.text.as_str().contains(&around));
        }
    }
}
