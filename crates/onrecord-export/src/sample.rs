//! An invented record, for tests.

use onrecord::model::{Act, Actor, ActorKind, Article, Form, Origin, Record, SCHEMA, Stance, Statement};
use onrecord::{Span, Text};

/// Two people, two statements, one of them with an emoji before its source.
pub(crate) fn record() -> Record {
    let text = "“It is 😀 so,” Ana Ruiz said.\n\nBo Lind denied it.";
    let article = Article {
        title: Some("Is <it> so?".to_owned()),
        outlet: Some("The Harbour Post".to_owned()),
        published: Some("2025-03-12".to_owned()),
        language: Some("en".to_owned()),
        text: Text::from(text),
        ..Article::default()
    };
    let span = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count() as u32;
        Span::new(start, start + words.chars().count() as u32)
    };
    let actor = |id: &str, name: &str| Actor {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: ActorKind::Person,
        roles: Vec::new(),
        country: None,
        mentions: vec![span(name)],
        names: vec![name.to_owned()],
    };
    let id = article.id();
    let statement = |source: &str, cue: &str, content: &str, form, act, stance, speaker: &str| Statement {
        form,
        act,
        stance,
        speakers: vec![speaker.to_owned()],
        confidence: 0.9,
        ..Statement::new(&id, vec![span(source)], vec![span(cue)], vec![span(content)])
    };
    let statements = vec![
        statement("Ana Ruiz", "said", "“It is 😀 so,”", Form::Direct, Act::Say, Stance::Affirms, "a1"),
        statement("Bo Lind", "denied", "it.", Form::Indirect, Act::Deny, Stance::Denies, "a2"),
    ];
    Record {
        schema: SCHEMA.to_owned(),
        origin: Origin { url: Some("https://a.example/1".to_owned()), ..Origin::default() },
        article,
        statements,
        actors: vec![actor("a1", "Ana Ruiz"), actor("a2", "Bo Lind")],
        frames: Vec::new(),
        claims: Vec::new(),
        findings: Vec::new(),
    }
}
