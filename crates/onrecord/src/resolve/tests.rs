//! The stage as a whole, on invented pages.

use proptest::prelude::*;

use super::{Reason, explain, ledger_key, resolve, warnings};
use crate::model::{Actor, ActorKind, Article, Block, BlockKind, Form, RelayKind, Statement};
use crate::span::{Span, Text};

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
    let span = Span::new(0, at);
    let blocks = vec![Block { kind: BlockKind::Paragraph, span }];
    (Article { text: Text::new(text), blocks, published: Some("2024-05-17".to_owned()), ..Article::default() }, statements)
}

/// Who speaks each statement, by name.
fn speakers(marked: &str) -> Vec<String> {
    let (article, mut statements) = page(marked);
    let actors = resolve(&article, &mut statements);
    let name = |id: &String| actors.iter().find(|actor| actor.id == *id).map_or("", |actor| actor.name.as_str());
    statements.iter().map(|s| s.speakers.iter().map(name).collect::<Vec<_>>().join("; ")).collect()
}

#[test]
fn names_and_pronouns() {
    assert_eq!(
        speakers("{Borduria's Interior Minister Anna Roe} <said> [it was so]. {She} <added> [more]. {Roe} <denied> [it]."),
        ["Anna Roe"; 3]
    );
    assert_eq!(
        speakers("{Ann Roe, a professor at Example College,} <said> [no]. {Tom Poe, a lawyer,} <said> [yes]. {She} <said> [again no]."),
        ["Ann Roe", "Tom Poe", "Ann Roe"]
    );
}

#[test]
fn a_person_described_first_is_named_later() {
    let marked = "{The powerful sister of President Kim Do Re} <said> [no]. {She} <said> [never]. {Kim Mi Fa} <called> [it a lie]. {Kim} <said> [so].";
    assert_eq!(speakers(marked), ["Kim Mi Fa"; 4]);
    let (article, statements) = page(marked);
    let why: Vec<Reason> = explain(&article, &statements).into_iter().map(|r| r.reason).collect();
    assert_eq!(why[..3], [Reason::Description, Reason::Pronoun, Reason::NamedLater]);
}

#[test]
fn states_and_several() {
    assert_eq!(
        speakers("{The US, South Korea and others} <accused> [it]. {Seoul} <said> [so]."),
        ["United States; South Korea; others", "South Korea"]
    );
    assert_eq!(speakers("{Both North Korea and Russia} <dismissed> [that]."), ["North Korea; Russia"]);
}

#[test]
fn days_and_relays() {
    let (article, mut statements) = page("[“No,”] {Ann Roe} <said> Friday in a statement carried by state media.");
    resolve(&article, &mut statements);
    let said = statements[0].said_on.as_ref().map(|when| when.from.as_str());
    let relays: Vec<RelayKind> = statements[0].relay.iter().map(|relay| relay.kind).collect();
    assert_eq!((said, relays), (Some("2024-05-17"), vec![RelayKind::Document, RelayKind::StateMedia]));
}

/// For each statement the first day it was said on, or nothing.
fn days(marked: &str) -> Vec<String> {
    let (article, mut statements) = page(marked);
    resolve(&article, &mut statements);
    statements.iter().map(|s| s.said_on.as_ref().map_or(String::new(), |when| when.from.clone())).collect()
}

#[test]
fn a_speaker_spoke_on_the_day_that_one_statement_tells() {
    assert_eq!(
        days("{Ann Roe} <said> [no] on Tuesday. {Tom Poe} <believes> [it]. {She} <added> [more]."),
        ["2024-05-14", "", "2024-05-14"]
    );
    assert_eq!(days("{Ann Roe} <said> [no] in March. {She} <has said> [it before]."), ["2024-03-01", ""]);
}

#[test]
fn what_happened_on_a_day_does_not_date_who_tells_it() {
    assert_eq!(days("After the fire in a hall in the old harbour of Borduria on May 2, {Ann Roe} <said> [no]."), [""]);
    assert_eq!(days("{Ann Roe}, who resigned on May 2, <said> [no]."), [""]);
    assert_eq!(days("{Ann Roe} <will say> [no] on Monday."), ["2024-05-20"]);
}

#[test]
fn a_document_speaks_on_the_day_it_came_out() {
    assert_eq!(
        days("Ann Roe filed a lawsuit against the port on May 6. {The lawsuit} <contends> [it was so]. {Tom Poe} <says> [no]."),
        ["2024-05-06", ""]
    );
}

#[test]
fn a_page_without_a_date_leaves_relative_days_open_and_says_so() {
    let (mut article, mut statements) = page("{Ann Roe} <said> [no] Friday. {Tom Poe} <said> [yes] on May 3, 2023.");
    article.published = None;
    resolve(&article, &mut statements);
    let said: Vec<_> = statements.iter().map(|s| s.said_on.as_ref().map(|when| when.from.as_str())).collect();
    assert_eq!(said, [None, Some("2023-05-03")]);
    let codes: Vec<String> = warnings(&article, &statements).into_iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["no_publication_date"]);
}

#[test]
fn dates_that_cannot_be_and_dates_that_disagree_are_warned_of() {
    let codes = |marked: &str| {
        let (article, mut statements) = page(marked);
        resolve(&article, &mut statements);
        warnings(&article, &statements).into_iter().map(|warning| warning.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("{Ann Roe} <said> [no] on Friday, May 17, 2024."), [""; 0]);
    assert_eq!(codes("{Ann Roe} <said> [no] on Friday, May 16, 2024."), ["dates_disagree"]);
    assert_eq!(codes("{Ann Roe} <said> [no] on February 30, 2024."), ["impossible_date"]);
    assert_eq!(codes("{Ann Roe} <said> [no] on May 20, 2024."), ["dates_disagree"]);
}

#[test]
fn a_document_speaks_for_whoever_issued_it() {
    assert_eq!(
        speakers(
            "Ann Roe and Tom Poe, the parents of a sailor, filed a lawsuit. {The lawsuit} <contends> [it was so]. {It} <says> [more]."
        ),
        ["Ann Roe; Tom Poe"; 2]
    );
    assert_eq!(speakers("{The email} <reads> [no]. The email was sent on Monday by clerk Ann Roe."), ["Ann Roe"]);
}

#[test]
fn whom_the_page_speaks_of_is_kept_in_mind_between_statements() {
    let marked = "Ann Roe spent years at sea. She learned to sail alone, and she told Mary Poe of it. {She} <said> [no].";
    assert_eq!(speakers(marked), ["Ann Roe"]);
}

#[test]
fn two_of_one_family_name_are_told_apart() {
    let marked = "{Kim Jong Il} <said> [a]. {Kim Do Re} <said> [b]. {Kim Do Re} <said> [c]. {Kim Do Re} <said> [d]. {Kim} <said> [e].";
    assert_eq!(speakers(marked)[4], "Kim Do Re");
}

#[test]
fn unresolved_sources_keep_their_words_and_say_why() {
    let marked = "{You} <said> [no]. {I} <say> [yes].";
    assert_eq!(speakers(marked), ["You", "I"]);
    let (mut article, statements) = page(marked);
    let why = |article: &Article| explain(article, &statements).into_iter().map(|r| r.reason).collect::<Vec<_>>();
    assert_eq!(why(&article), [Reason::Addressee, Reason::NoWriter]);
    article.byline = vec!["Ann Roe".to_owned()];
    assert_eq!(why(&article), [Reason::Addressee, Reason::Writer]);
}

#[test]
fn names_of_many_makes() {
    for name in
        ["Seán O'Neill", "Jean-Luc de la Tour", "Ludwig van der Berg", "Nguyen Van An", "Mohammed bin Roe", "John “Jack” Roe", "金正恩"]
    {
        assert_eq!(speakers(&format!("It rained. {{{name}}} <said> [no].")), [name]);
    }
}

#[test]
fn a_hundred_speakers() {
    let marked: Vec<_> =
        (0..100).map(|n| format!("{{Anna Roe{0}{1}}} <said> [no].\n", (b'a' + n / 26) as char, (b'a' + n % 26) as char)).collect();
    let found = speakers(&marked.concat());
    assert_eq!(found.len(), 100);
    assert_eq!(found.iter().collect::<std::collections::HashSet<_>>().len(), 100);
}

#[test]
fn an_unnamed_spokeswoman_gives_her_house() {
    let (article, mut statements) = page("{A spokeswoman for the Example Commission} <said> [no].");
    let actors = resolve(&article, &mut statements);
    assert_eq!((actors[0].name.as_str(), statements[0].relay[0].kind), ("Example Commission", RelayKind::Spokesperson));
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
