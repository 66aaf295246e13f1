//! Invented articles, laid side by side.

use super::*;
use crate::model::{ActorKind, Block, BlockKind, Origin, Role, SCHEMA};
use crate::span::{Span, Text};

/// An article of one paragraph for each statement: who, by which act, what.
fn article(said: &[(&str, Act, &str)]) -> Record {
    worded(&said.iter().map(|&(who, act, what)| (who, "said", act, what)).collect::<Vec<_>>())
}

/// The same with the cues.
fn worded(said: &[(&str, &str, Act, &str)]) -> Record {
    let mut text = String::new();
    let mut add = |words: &str, after: &str| {
        let start = text.chars().count() as u32;
        text += words;
        let span = Span::new(start, text.chars().count() as u32);
        text += after;
        span
    };
    let spans: Vec<[Span; 3]> = said.iter().map(|(who, cue, _, what)| [add(who, " "), add(cue, " "), add(what, ".\n\n")]).collect();
    let paragraph = |[source, _, content]: &[Span; 3]| Block { kind: BlockKind::Paragraph, span: source.cover(*content) };
    let article = Article { blocks: spans.iter().map(paragraph).collect(), text: Text::new(text), ..Article::default() };
    let mut actors: Vec<Actor> = Vec::new();
    let mut statements: Vec<Statement> = Vec::new();
    for ((who, _, act, _), [source, cue, content]) in said.iter().zip(spans) {
        let at = actors.iter().position(|actor| actor.name == *who).unwrap_or(actors.len());
        if at == actors.len() {
            actors.push(Actor {
                id: format!("a{at}"),
                name: (*who).to_owned(),
                kind: ActorKind::Person,
                roles: Vec::new(),
                country: None,
                mentions: Vec::new(),
                names: Vec::new(),
            });
        }
        actors[at].mentions.push(source);
        let stance = if *act == Act::Deny { Stance::Denies } else { Stance::Affirms };
        let speakers = vec![actors[at].id.clone()];
        statements.push(Statement { act: *act, stance, speakers, ..Statement::new("p", vec![source], vec![cue], vec![content]) });
    }
    let claims = reconcile(&article, &mut statements, &actors, &[]);
    let (schema, origin) = (SCHEMA.to_owned(), Origin::default());
    Record { schema, origin, article, statements, actors, frames: Vec::new(), claims, findings: Vec::new() }
}

/// Where words first stand in a record's text, from a byte on.
fn printed(record: &Record, words: &str, from: usize) -> Span {
    let at = from + record.article.text.as_str()[from..].find(words).unwrap();
    record.article.text.span(at..at + words.len())
}

/// The stances of the statements that are of a disputed claim, in their order.
fn sides(record: &Record) -> Vec<Option<Stance>> {
    let disputed = |id: &String| record.claims.iter().any(|claim| claim.id == *id && claim.disputed);
    record.statements.iter().map(|s| s.claim.as_ref().filter(|id| disputed(id)).map(|_| s.stance)).collect()
}

const CRATES: &str = "Ostrany shipped crates of mortar rounds through Kessin to the separatists";

#[test]
fn what_nobody_says_is_denied_in_all_that_its_denier_says() {
    let record = article(&[
        ("Josef Talbrook", Act::Deny, "that Ostrany shipped crates through Kessin"),
        ("Josef Talbrook", Act::Say, "The crates in Kessin are a fairy tale"),
    ]);
    assert!(record.claims.iter().all(|claim| !claim.disputed));
    assert_eq!(record.statements.iter().map(|said| said.stance).collect::<Vec<_>>(), [Stance::Denies; 2]);
}

#[test]
fn all_that_a_denier_says_to_a_claim_is_against_it() {
    let record = article(&[
        ("Ilse Marren", Act::Accuse, CRATES),
        ("Josef Talbrook", Act::Deny, "the accusation"),
        ("Josef Talbrook", Act::Say, "It is a fairy tale for the budget debate"),
    ]);
    assert_eq!(sides(&record), [Some(Stance::Affirms), Some(Stance::Denies), Some(Stance::Denies)]);
    // But only the denial stands directly against what was said.
    let contrary = links(&record).into_iter().filter(|link| link.relation == Relation::Contradicts);
    let pairs: Vec<_> = contrary.map(|link| (link.statement, link.other)).collect();
    assert_eq!(pairs, [(record.statements[1].id.clone(), record.statements[0].id.clone())]);
    assert_eq!(record.statements[1].refers_to.as_ref(), Some(&record.statements[0].id));
}

#[test]
fn what_is_turned_down_was_asked_for() {
    for (act, disputed) in [(Act::Urge, true), (Act::Say, false)] {
        let record = worded(&[
            ("Ilse Marren", "spoke of", act, "a visit of inspectors to the river port of Kessin"),
            ("Josef Talbrook", "rejected", Act::Deny, "a visit of inspectors to Kessin"),
        ]);
        let expected = [Stance::Affirms, Stance::Denies].map(|stance| disputed.then_some(stance));
        assert_eq!(sides(&record), expected, "{act:?}");
    }
}

#[test]
fn who_reports_a_denial_is_not_whom_it_answers() {
    let mut record = article(&[
        ("Ilse Marren", Act::Say, "Josef Talbrook denied that Ostrany shipped crates through Kessin"),
        ("Josef Talbrook", Act::Deny, "that Ostrany shipped crates through Kessin"),
    ]);
    let within = |words: &str| {
        let start = record.article.text.as_str().find(words).unwrap() as u32;
        vec![Span::new(start, start + words.len() as u32)]
    };
    (record.statements[1].cue, record.statements[1].content) = (within("denied"), within("that Ostrany"));
    reconcile(&record.article, &mut record.statements, &record.actors, &[]);
    assert!(links(&record).iter().all(|link| link.relation != Relation::Contradicts));
}

#[test]
fn a_denial_of_any_wrongdoing_answers_the_accusation() {
    let mut record = article(&[
        ("Ilse Marren", Act::Accuse, "Josef Talbrook of shipping crates"),
        ("Ilse Marren", Act::Say, "The harvest was good"),
        ("Josef Talbrook", Act::Deny, "any wrongdoing"),
    ]);
    let accused = record.statements[0].content[0].start;
    record.actors[1].mentions.push(Span::new(accused, accused + "Josef Talbrook".len() as u32));
    reconcile(&record.article, &mut record.statements, &record.actors, &[]);
    assert_eq!(record.statements[2].refers_to.as_ref(), Some(&record.statements[0].id));
}

#[test]
fn who_rejects_a_denial_is_for_what_it_denies() {
    let record = article(&[
        ("Ana Ruiz", Act::Say, CRATES),
        ("Bo Lind", Act::Deny, "that Ostrany shipped mortar rounds through Kessin"),
        ("Ana Ruiz", Act::Deny, "the denial"),
        ("Cy Dahl", Act::Deny, "Bo Lind’s denial"),
    ]);
    assert_eq!(sides(&record), [Some(Stance::Affirms), Some(Stance::Denies), Some(Stance::Affirms), Some(Stance::Affirms)]);
    assert_eq!(record.statements[3].refers_to.as_ref(), Some(&record.statements[1].id));
}

#[test]
fn nobody_denies_what_his_own_side_says() {
    let mut record = article(&[
        ("Ana Ruiz", Act::Accuse, CRATES),
        ("Bo Lind", Act::Accuse, "Velmora of inventing the crates"),
        ("Cy Dahl", Act::Deny, "the accusation"),
    ]);
    assert_eq!(record.statements[2].refers_to.as_ref(), Some(&record.statements[1].id));
    for actor in &mut record.actors[1..] {
        actor.roles.push(Role { title: "minister".to_owned(), of: Some("Ostrany".to_owned()), span: Span::default() });
    }
    record.statements[..2].iter_mut().for_each(|statement| statement.stance = Stance::Affirms);
    pointer::resolve(&record.article, &mut record.statements, &record.actors);
    assert_eq!(record.statements[2].refers_to.as_ref(), Some(&record.statements[0].id));
}

#[test]
fn who_speaks_for_somebody_stands_where_he_stands() {
    let disputed_by = |title: &str| {
        let said = "that the crates in Kessin were harmless";
        let mut record = article(&[("Ilse Marren", Act::Say, said), ("Josef Talbrook", Act::Deny, said)]);
        record.actors[1].roles.push(Role { title: title.to_owned(), of: Some("Ilse Marren".to_owned()), span: Span::default() });
        record.statements[0].stance = Stance::Affirms;
        let claims = reconcile(&record.article, &mut record.statements, &record.actors, &[]);
        claims.iter().any(|claim| claim.disputed)
    };
    assert!(disputed_by("cousin") && disputed_by("former spokesman"));
    assert!(!disputed_by("spokesman"));
}

#[test]
fn two_of_one_surname_are_two() {
    let said = "that the crates in Kessin were harmless";
    let record = article(&[("Ilse Marren", Act::Say, said), ("Oda Marren", Act::Deny, said)]);
    assert!(record.claims.iter().any(|claim| claim.disputed));
}

#[test]
fn words_of_a_denier_turn_where_he_confirms() {
    let record = article(&[
        ("Ilse Marren", Act::Accuse, CRATES),
        ("Josef Talbrook", Act::Deny, "that Ostrany shipped mortar rounds through Kessin"),
        ("Josef Talbrook", Act::Confirm, "that crates of mortar rounds had reached the separatists through Kessin"),
    ]);
    assert_eq!(sides(&record), [Some(Stance::Affirms), Some(Stance::Denies), Some(Stance::Affirms)]);
}

#[test]
fn who_negates_what_another_says_is_against_it() {
    let record = article(&[
        ("Ana Ruiz", Act::Say, "there is a precedent for the prosecution of a minister"),
        ("Bo Lind", Act::Say, "there is no precedent for the prosecution of a minister"),
    ]);
    assert_eq!(sides(&record), [Some(Stance::Affirms), Some(Stance::Denies)]);
    let links = links(&record);
    assert_eq!(links.iter().map(|link| link.relation).collect::<Vec<_>>(), [Relation::Contradicts]);
}

#[test]
fn two_who_negate_the_same_are_on_one_side() {
    let record = article(&[
        ("Ana Ruiz", Act::Say, "the harbour office would not be checking the crates before the season"),
        ("Bo Lind", Act::Say, "the harbour office chose not to have checks of the crates"),
    ]);
    assert!(record.claims.iter().all(|claim| !claim.disputed), "{:?}", record.claims);
    let record = article(&[
        ("Ana Ruiz", Act::Say, "the envoy has no plans to address the conference in Kessin or meet Bo Lind"),
        ("Bo Lind", Act::Say, "he hoped to meet the envoy in Kessin but no meeting was arranged"),
    ]);
    assert!(record.claims.iter().all(|claim| !claim.disputed), "{:?}", record.claims);
}

#[test]
fn a_denial_points_at_the_claim_that_it_names() {
    let mut record = article(&[
        ("Bo Lind", Act::Deny, "a wild claim by Ana Ruiz that he sold the bridge"),
        ("Cy Dahl", Act::Deny, "Ana Ruiz’s claim that Kessin was flooded"),
    ]);
    let span = |words, from| printed(&record, words, from);
    let second = record.article.text.as_str().find("Cy Dahl").unwrap();
    let told = [("that he sold the bridge", 0), ("that Kessin was flooded", second)].map(|(what, from)| {
        let claim = Statement::new("p", vec![span("Ana Ruiz", from)], vec![span("claim", from)], vec![span(what, from)]);
        Statement { speakers: vec!["a2".to_owned()], ..claim }
    });
    let named: Vec<String> = told.iter().map(|claim| claim.id.clone()).collect();
    record.statements.extend(told);
    record.statements.sort_by_key(|statement| statement.cue.clone());
    record.claims = reconcile(&record.article, &mut record.statements, &record.actors, &[]);
    let targets: Vec<&str> = record.statements.iter().filter_map(|statement| statement.refers_to.as_deref()).collect();
    assert_eq!(targets, named);
    assert_eq!(record.claims.iter().filter(|claim| claim.disputed).count(), 2, "each denial answers its own: {:?}", record.claims);
}

#[test]
fn a_denial_contradicts_a_claim_of_nobody_that_it_names() {
    let mut record = article(&[("Bo Lind", Act::Deny, "rumours that he sold the bridge")]);
    let [cue, content] = ["rumours", "that he sold the bridge"].map(|words| vec![printed(&record, words, 0)]);
    record.statements.push(Statement::new("p", Vec::new(), cue, content));
    record.claims = reconcile(&record.article, &mut record.statements, &record.actors, &[]);
    assert_eq!(sides(&record), [Some(Stance::Denies), Some(Stance::Affirms)]);
    assert_eq!(record.statements[0].refers_to.as_ref(), Some(&record.statements[1].id));
}

#[test]
fn what_is_denied_is_for_the_claim_though_its_speaker_denies_more() {
    let record = article(&[
        ("Ilse Marren", Act::Say, CRATES),
        ("Josef Talbrook", Act::Deny, "that Ostrany shipped crates of mortar rounds"),
        ("Josef Talbrook", Act::Say, "Ilse Marren hid mortar rounds of the separatists in crates in Kessin"),
        ("Ilse Marren", Act::Deny, "that she hid mortar rounds of the separatists in crates in Kessin"),
    ]);
    let expected = [Stance::Affirms, Stance::Denies, Stance::Affirms, Stance::Denies].map(Some);
    assert_eq!(sides(&record), expected);
}

#[test]
fn somebodys_claims_are_what_he_says() {
    let told = [("Ana Ruiz", Act::Say, "that the bridge was sold"), ("Cy Dahl", Act::Say, "that Kessin was flooded")];
    for (denied, target) in [("Ana Ruiz’s claims", 0), ("Cy Dahl’s latest accusations as a fairy tale", 1)] {
        let mut record = article(&[told[0], told[1], ("Bo Lind", Act::Deny, denied)]);
        let name = denied.split('’').next().unwrap();
        let named = record.article.text.as_str().rfind(denied).unwrap();
        let mention = record.article.text.span(named..named + name.len());
        record.actors.iter_mut().find(|actor| actor.name == name).unwrap().mentions.push(mention);
        record.statements[..2].iter_mut().for_each(|statement| statement.stance = Stance::Affirms);
        reconcile(&record.article, &mut record.statements, &record.actors, &[]);
        assert_eq!(record.statements[2].refers_to, Some(record.statements[target].id.clone()), "{denied}");
    }
}

#[test]
fn a_denial_answers_what_was_said_before_it() {
    let later = |n: usize| [("Cy Dahl", Act::Say, "the fair begins at noon")].repeat(n);
    let denial = ("Bo Lind", Act::Deny, "that he had sold it");
    let told = ("Ana Ruiz", Act::Say, "Bo Lind owns two boats and a shed by the harbour");
    let disputed = |said: Vec<(&str, Act, &str)>| article(&said).claims.iter().any(|claim| claim.disputed);
    assert!(!disputed([vec![denial], later(6), vec![told]].concat()));
}

#[test]
fn a_negation_that_nobody_gainsays_is_no_dispute() {
    let record = article(&[
        ("Ana Ruiz", Act::Say, "the song was not finished when the film was cut"),
        ("Bo Lind", Act::Say, "the song took a year and three singers"),
        ("Ana Ruiz", Act::Say, "she had never written a song for a film before"),
        ("Cy Dahl", Act::Say, "the film was cut without its last song"),
    ]);
    assert!(record.claims.iter().all(|claim| !claim.disputed), "{:?}", record.claims);
    assert!(links(&record).iter().all(|link| link.relation != Relation::Contradicts));
}

#[test]
fn who_speaks_of_something_else_is_on_no_side() {
    let record = article(&[
        ("Ilse Marren", Act::Accuse, CRATES),
        ("Josef Talbrook", Act::Deny, "that Ostrany shipped mortar rounds through Kessin"),
        ("Ilse Marren", Act::Say, "Ostrany shipped crates in March"),
        ("Rana Vos", Act::Say, "Kessin has two cranes"),
    ]);
    let sides = sides(&record);
    assert_eq!(sides[..3], [Some(Stance::Affirms), Some(Stance::Denies), Some(Stance::Affirms)]);
    assert_ne!(sides[3], Some(Stance::Affirms));
}

#[test]
fn both_accusations_are_not_the_only_one_told() {
    let one = ("Ana Ruiz", Act::Accuse, "Bo Lind of selling the bridge");
    let other = ("Cy Dahl", Act::Accuse, "Bo Lind of burning the ferry");
    let both = ("Bo Lind", Act::Deny, "both accusations");
    let refers = |said: &[(&str, Act, &str)]| article(said).statements.last().unwrap().refers_to.is_some();
    assert_eq!([refers(&[one, both]), refers(&[one, other, both])], [false, true]);
}

#[test]
fn pointers_that_run_in_a_circle_end() {
    let mut record =
        article(&[("Ana Ruiz", Act::Say, CRATES), ("Bo Lind", Act::Deny, "that"), ("Cy Dahl", Act::Deny, "those claims were wrong")]);
    assert_eq!(record.statements[2].refers_to.as_ref(), Some(&record.statements[0].id));
    let ids: Vec<String> = record.statements.iter().map(|statement| statement.id.clone()).collect();
    for (at, statement) in record.statements.iter_mut().enumerate() {
        statement.refers_to = Some(ids[(at + 1) % 3].clone());
    }
    assert!(!links(&record).is_empty());
    assert_eq!(matters(&record).len(), 3);
    assert!(!topics(&record).is_empty());
}

#[test]
fn a_claim_holds_a_thousand_positions() {
    let names: Vec<String> = (0..1000).map(|n| format!("Witness{n} Ruiz{n}")).collect();
    let act = |n: usize| if n % 2 == 1 { Act::Deny } else { Act::Say };
    let said: Vec<(&str, Act, &str)> = names.iter().enumerate().map(|(n, name)| (name.as_str(), act(n), CRATES)).collect();
    let record = article(&said);
    let sides = sides(&record);
    assert!((0..1000).all(|n| sides[n] == Some(if n % 2 == 1 { Stance::Denies } else { Stance::Affirms })));
}
