//! Invented pages for tests.

use onrecord::model::{Act, Actor, ActorKind, Article, Block, BlockKind, Origin, Record, SCHEMA, Stance, Statement};
use onrecord::reconcile::reconcile;
use onrecord::{Span, Text};
use tempfile::TempDir;

use crate::{DisputeFilter, Ledger, LedgerClaim, Part};

/// Who, by which word, what.
#[derive(Clone)]
pub(crate) struct Said {
    source: String,
    cue: String,
    content: String,
}

/// Who, by which word, what: one sentence of a page. What is accused begins with two words that name somebody.
pub(crate) fn said(source: &str, cue: &str, content: &str) -> Said {
    Said { source: source.to_owned(), cue: cue.to_owned(), content: content.to_owned() }
}

/// A page whose text is a sentence for each statement.
pub(crate) fn page(url: &str, outlet: &str, sentences: &[Said]) -> Record {
    let mut text = String::new();
    let mut spans = Vec::new();
    for Said { source, cue, content } in sentences {
        let mut append = |words: &str, after: &str| {
            let start = text.chars().count() as u32;
            text += words;
            let span = Span::new(start, text.chars().count() as u32);
            text += after;
            span
        };
        spans.push((append(source, " "), append(cue, " "), append(content, ".\n\n")));
    }
    let text = Text::new(text);
    let article = Article {
        title: Some(format!("What is new at {outlet}")),
        outlet: Some(outlet.to_owned()),
        published: Some("2024-05-17".to_owned()),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }],
        text,
        ..Article::default()
    };
    let id = article.id();
    let mut actors: Vec<Actor> = Vec::new();
    let statements = sentences.iter().zip(spans).map(|(said, (source, cue, content))| {
        let known = actors.iter().position(|actor| actor.name == said.source);
        let at = known.unwrap_or_else(|| {
            actors.push(actor(actors.len(), &said.source, source));
            actors.len() - 1
        });
        let (act, stance) = match said.cue.as_str() {
            "denied" => (Act::Deny, Stance::Denies),
            "accused" => (Act::Accuse, Stance::Affirms),
            _ => (Act::Say, Stance::Affirms),
        };
        Statement {
            act,
            stance,
            speakers: vec![actors[at].id.clone()],
            confidence: 0.5,
            ..Statement::new(&id, vec![source], vec![cue], vec![content])
        }
    });
    let mut statements: Vec<Statement> = statements.collect();
    for (said, statement) in sentences.iter().zip(&statements).filter(|(_, statement)| statement.act == Act::Accuse) {
        let [content] = statement.content[..] else { continue };
        let accused: Vec<&str> = said.content.split(' ').take(2).collect();
        let span = Span::new(content.start, content.start + accused.join(" ").chars().count() as u32);
        match actors.iter_mut().find(|actor| actor.name == accused.join(" ")) {
            Some(known) => known.mentions.push(span),
            None => actors.push(actor(actors.len(), &accused.join(" "), span)),
        }
    }
    let claims = reconcile(&article, &mut statements, &actors, &[]);
    let origin = Origin { url: Some(url.to_owned()), ..Origin::default() };
    Record { schema: SCHEMA.to_owned(), origin, article, statements, actors, frames: Vec::new(), claims, findings: Vec::new() }
}

fn actor(number: usize, name: &str, span: Span) -> Actor {
    let (id, name) = (format!("a{number}"), name.to_owned());
    let names = vec![name.clone()];
    Actor { id, name, kind: ActorKind::Person, roles: Vec::new(), country: None, mentions: vec![span], names }
}

/// A new ledger, and the folder that it is gone with.
pub(crate) fn ledger() -> (Ledger, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Ledger::open(folder.path().join("onrecord.db")).unwrap(), folder)
}

/// All disputes of a ledger.
pub(crate) fn disputes(ledger: &Ledger) -> Vec<LedgerClaim> {
    ledger.disputes(&DisputeFilter::default(), Part::ALL).unwrap().items
}

/// Holds what is counted as it comes to what is there.
pub(crate) fn check_counts(ledger: &Ledger) {
    let there = "SELECT p.actor AS actor, s.act AS act, count(*) AS statements FROM speaker p JOIN statement s ON s.key = p.statement
        JOIN article a ON a.key = s.article WHERE a.newest GROUP BY 1, 2";
    let wrong = format!(
        "SELECT count(*) FROM (SELECT * FROM ({there} EXCEPT SELECT actor, act, statements FROM actor_act)
            UNION ALL SELECT * FROM (SELECT actor, act, statements FROM actor_act WHERE statements <> 0 EXCEPT {there})
            UNION ALL SELECT key, '', statements FROM actor
                WHERE statements <> (SELECT coalesce(sum(statements), 0) FROM actor_act WHERE actor = key))"
    );
    let wrong: i64 = ledger.connection.query_row(&wrong, [], |row| row.get(0)).unwrap();
    assert_eq!(wrong, 0, "counts of statements by actor and act");
}
