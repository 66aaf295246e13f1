//! The stage as a whole, on invented pages.

mod days;
mod described;
mod offices;
mod parties;
mod speakers;

use proptest::prelude::*;

use super::{Resolution, ledger_key};
use crate::attribute::Likeness;
use crate::model::{Actor, ActorKind, Article, Block, BlockKind, Form, Statement};
use crate::span::{Span, Text};

/// Resolves by what the words say alone.
fn resolve(article: &Article, statements: &mut [Statement]) -> Vec<Actor> {
    super::resolve(article, statements, &Likeness::default())
}

fn explain(article: &Article, statements: &[Statement]) -> Vec<Resolution> {
    super::explain(article, statements, &Likeness::default())
}

fn statement(source: Option<Span>, cue: Option<Span>, content: Vec<Span>) -> Statement {
    let form = Form::Direct;
    Statement { form, ..Statement::new("test", source.into_iter().collect(), cue.into_iter().collect(), content) }
}

/// An article published on Friday, 17 May 2024, from a text with `{source}`, `<cue>` and `[content]` marked in that or another order.
fn page(marked: &str) -> (Article, Vec<Statement>) {
    let mut text = String::new();
    let (mut source, mut cue, mut content) = (None, None, None);
    let mut statements = Vec::new();
    let mut open = 0;
    let mut at = 0;
    for c in marked.chars() {
        match c {
            '{' | '<' | '[' => open = at,
            '}' => source = Some(Span::new(open, at)),
            '>' => cue = Some(Span::new(open, at)),
            ']' => content = Some(Span::new(open, at)),
            c => {
                text.push(c);
                at += 1;
            }
        }
        if content.is_some() && cue.is_some() && (source.is_some() || c == '\n') {
            statements.push(statement(source.take(), cue.take(), content.take().into_iter().collect()));
        }
    }
    let mut start = 0;
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        let end = start + paragraph.chars().count() as u32;
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, end) });
        start = end + 2;
    }
    (Article { text: Text::new(text), blocks, published: Some("2024-05-17".to_owned()), ..Article::default() }, statements)
}

#[test]
fn keys_of_the_ledger() {
    let check = |kind, name: &str, country: Option<&str>, key: Option<&str>| {
        let actor = Actor {
            id: String::new(),
            name: name.to_owned(),
            kind,
            roles: Vec::new(),
            country: country.map(str::to_owned),
            mentions: Vec::new(),
            names: Vec::new(),
        };
        assert_eq!(ledger_key(&actor).as_deref(), key, "{name}");
    };
    check(ActorKind::Person, "José Pérez-Doe", None, Some("person:jose perez doe"));
    check(ActorKind::Person, "Doe", None, None);
    check(ActorKind::Country, "Korea, South", Some("KR"), Some("country:KR"));
    check(ActorKind::Unnamed, "two officials", None, None);
}

proptest! {
    #[test]
    fn nothing_panics_and_every_span_is_printed(
        string in "([A-Z][a-z]{1,6}|the|of|and|said|Kim|U\\.S\\.|Friday|May|31|5,000|“|”|\\(|\\)|,|\\.|'s|é😀|\n){0,60}",
        spans in proptest::collection::vec((0u32..400, 0u32..30), 0..12),
    ) {
        let words: String = string.split_inclusive(char::is_lowercase).collect::<Vec<_>>().join(" ");
        let article = Article { text: Text::new(words), published: Some("2024-02-29".to_owned()), ..Article::default() };
        let spans: Vec<Span> = spans.into_iter().map(|(start, length)| Span::new(start, start + length)).collect();
        let mut statements: Vec<Statement> =
            spans.chunks(3).map(|part| statement(part.first().copied(), part.get(1).copied(), part.get(2).copied().into_iter().collect())).collect();
        let actors = resolve(&article, &mut statements);
        for mention in actors.iter().flat_map(|actor| &actor.mentions) {
            prop_assert!(mention.end <= article.text.len());
        }
    }
}
