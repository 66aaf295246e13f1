//! `FollowTheMoney` entities, a line each: articles as `Article`, actors as persons, organizations and public bodies, statements as the
//! `Documentation` that ties an actor to an article by what was said in it (followthemoney.tech, schemata of version 4).

use std::io::Write;

use onrecord::model::{ActorKind, Record, Statement};
use serde_json::{Map, Value, json};

use crate::graph::{Graph, Party};
use crate::{Result, word, words};

/// Writes entities from records with a ledger's ids: articles and statements as they come, actors at the end.
pub struct Writer<W> {
    out: W,
    graph: Graph,
}

impl<W: Write> Writer<W> {
    /// A writer of entities.
    pub fn new(out: W) -> Self {
        Self { out, graph: Graph::default() }
    }

    /// Adds an article and its statements.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn record(&mut self, record: &Record) -> Result<()> {
        self.graph.gather(record);
        let id = record.article.id();
        self.entity(&article(record, &id))?;
        for statement in &record.statements {
            for speaker in &statement.speakers {
                self.entity(&said(record, &id, statement, speaker))?;
            }
        }
        Ok(())
    }

    /// Ends the entities with the actors.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn finish(mut self) -> Result<W> {
        for (id, party) in std::mem::take(&mut self.graph).actors {
            self.entity(&actor(&id, party))?;
        }
        Ok(self.out)
    }

    fn entity(&mut self, entity: &Value) -> Result<()> {
        Ok(writeln!(self.out, "{entity}")?)
    }
}

fn article(record: &Record, id: &str) -> Value {
    let (page, origin) = (&record.article, &record.origin);
    let file = origin.path.as_deref().or(origin.url.as_deref()).unwrap_or(id);
    entity(
        &format!("onrecord-article-{id}"),
        "Article",
        [
            ("title", page.title.iter().cloned().collect()),
            ("fileName", vec![file.to_owned()]),
            ("author", page.byline.clone()),
            ("publisher", page.outlet.iter().cloned().collect()),
            ("publishedAt", page.published.iter().cloned().collect()),
            ("sourceUrl", origin.url.iter().cloned().collect()),
            ("bodyText", vec![page.text.as_str().to_owned()]),
        ],
    )
}

fn said(record: &Record, article: &str, statement: &Statement, speaker: &str) -> Value {
    let day = statement.said_on.as_ref();
    entity(
        &format!("onrecord-statement-{}-{speaker}", statement.id),
        "Documentation",
        [
            ("document", vec![format!("onrecord-article-{article}")]),
            ("entity", vec![format!("onrecord-{speaker}")]),
            ("role", vec![word(statement.act)]),
            ("status", vec![word(statement.stance)]),
            ("summary", vec![words(&record.article.text, &statement.content)]),
            ("startDate", day.map(|day| day.from.clone()).into_iter().collect()),
            ("endDate", day.map(|day| day.to.clone()).into_iter().collect()),
            ("recordId", vec![statement.id.clone()]),
            ("sourceUrl", record.origin.url.iter().cloned().collect()),
        ],
    )
}

fn actor(id: &str, party: Party) -> Value {
    let schema = match party.kind {
        ActorKind::Person => "Person",
        ActorKind::Organization => "Organization",
        ActorKind::Country => "PublicBody",
        ActorKind::Group | ActorKind::Unnamed => "LegalEntity",
    };
    let titles = if party.kind == ActorKind::Person { party.titles.into_iter().collect() } else { Vec::new() };
    entity(
        &format!("onrecord-{id}"),
        schema,
        [
            ("name", vec![party.name]),
            ("alias", party.names.into_iter().collect()),
            ("country", party.country.map(|code| code.to_ascii_lowercase()).into_iter().collect()),
            ("position", titles),
        ],
    )
}

/// An entity without the properties that have no value.
fn entity<const N: usize>(id: &str, schema: &str, properties: [(&str, Vec<String>); N]) -> Value {
    let known = properties.into_iter().filter(|(_, values)| values.iter().any(|value| !value.is_empty()));
    let known: Map<_, _> = known.map(|(name, values)| (name.to_owned(), json!(values))).collect();
    json!({"id": id, "schema": schema, "properties": known})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_statement_ties_its_speaker_to_its_article() {
        let mut writer = Writer::new(Vec::new());
        writer.record(&sample::record()).unwrap();
        let lines = String::from_utf8(writer.finish().unwrap()).unwrap();
        let entities: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let schemata: Vec<_> = entities.iter().map(|entity| entity["schema"].as_str().unwrap()).collect();
        assert_eq!(schemata, ["Article", "Documentation", "Documentation", "Person", "Person"]);
        let said = &entities[1]["properties"];
        assert_eq!((&said["document"][0], &said["entity"][0], &said["role"][0]), (&entities[0]["id"], &entities[3]["id"], &json!("say")));
        assert_eq!(said["summary"][0], "“It is 😀 so,”");
    }
}
