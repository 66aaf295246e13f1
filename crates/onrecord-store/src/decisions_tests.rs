//! What people decide, over everything that may come after it.

use onrecord::model::{Act, ActorKind, Record, Stance};
use rusqlite::types::FromSql;

use crate::pages::NearClaims;
use crate::sample::{check_counts, ledger, page, said};
use crate::{Added, Correction, Days, Decided, DecisionKind, Error, Found, Ledger, Part, Shown};

const POST: &str = "https://a.example/1";
const WIRE: &str = "https://b.example/2";

/// Two people of two names, each on a page of its own, and a third who denies it.
fn two_names() -> [Record; 2] {
    [
        page(POST, "The Harbour Post", &[said("Ana Ruiz", "said", "the bridge is safe"), said("Bo Lind", "denied", "the bridge is safe")]),
        page(WIRE, "The Valley Wire", &[said("Ana Maria Ruiz", "said", "the dam leaks"), said("Bo Lind", "denied", "the dam leaks")]),
    ]
}

fn filled(records: &[Record]) -> (Ledger, tempfile::TempDir) {
    let (mut ledger, folder) = ledger();
    for record in records {
        ledger.add(record).unwrap();
    }
    ledger.reconcile().unwrap();
    (ledger, folder)
}

fn one<T: FromSql>(ledger: &Ledger, query: &str) -> T {
    ledger.connection.query_row(query, [], |row| row.get(0)).unwrap()
}

fn id(ledger: &Ledger, name: &str) -> String {
    match ledger.who(name, u32::MAX).unwrap() {
        Found::One(actor) => actor.id,
        other => panic!("{name} is {other:?}"),
    }
}

/// How many statements somebody has on record, by a name.
fn spoken(ledger: &Ledger, name: &str) -> Option<usize> {
    check_counts(ledger);
    match ledger.who(name, u32::MAX).unwrap() {
        Found::One(actor) => Some(actor.statements.len()),
        _ => None,
    }
}

/// All that questions are answered from, to see that nothing is left of what was undone.
fn content(ledger: &Ledger) -> Vec<String> {
    check_counts(ledger);
    ["SELECT group_concat(statement || ' ' || position || ' ' || actor, ';') FROM (SELECT * FROM speaker ORDER BY 1, 2)",
     "SELECT group_concat(article || ' ' || actor || ' ' || start, ';') FROM (SELECT * FROM mention ORDER BY 1, 3)",
     "SELECT group_concat(local || ' ' || actor || ' ' || read_as, ';') FROM (SELECT * FROM appearance ORDER BY 1, 2)",
     "SELECT group_concat(actor || name, ';') FROM (SELECT * FROM actor_name WHERE actor IN (SELECT actor FROM appearance) ORDER BY 1, 2)",
     "SELECT group_concat(id || name || coalesce(goes_into, ''), ';') FROM (SELECT * FROM actor WHERE key IN (SELECT actor FROM appearance) ORDER BY key)",
     "SELECT group_concat(id || act || stance || coalesce(claim, ''), ';') FROM (SELECT * FROM statement ORDER BY key)",
     "SELECT coalesce(group_concat(id || disputed || coalesce(wording, ''), ';'), '') FROM (SELECT * FROM claim ORDER BY key)"]
        .map(|query| one(ledger, query)).to_vec()
}

#[test]
fn two_actors_are_made_one_and_two_again() {
    let (mut ledger, _folder) = filled(&two_names());
    let before = content(&ledger);
    let (short, long) = (id(&ledger, "ana ruiz"), id(&ledger, "ana maria ruiz"));
    let decision = ledger.merge_actors(&short, &long, "mara").unwrap();
    assert_eq!(
        (decision.name.as_str(), decision.other_name.as_deref(), decision.decided_by.as_str()),
        ("Ana Ruiz", Some("Ana Maria Ruiz"), "mara")
    );
    for name in ["ana ruiz", "ana maria ruiz", &short, &long] {
        assert_eq!((spoken(&ledger, name), id(&ledger, name)), (Some(2), long.clone()), "{name}");
    }
    let Ok(Found::One(Shown::Actor(shown))) = ledger.show(&short) else { panic!("{short} answers") };
    assert_eq!((shown.id.as_str(), shown.names.len()), (long.as_str(), 2));
    assert_eq!(ledger.actors(Some("ANA"), Part::first(9)).unwrap().len(), 1);
    ledger.undo_decision(decision.number, "mara").unwrap();
    assert_eq!(content(&ledger), before);
    assert!(matches!(ledger.undo_decision(decision.number, "mara"), Err(Error::Unknown { .. })));
}

#[test]
fn a_correction_tells_what_was_read_and_of_whom() {
    let (mut ledger, _folder) = filled(&two_names());
    let statement = one::<String>(&ledger, "SELECT id FROM statement ORDER BY key LIMIT 1");
    let claim =
        one::<Option<String>>(&ledger, "SELECT claim.id FROM statement JOIN claim ON claim.key = claim ORDER BY statement.key LIMIT 1");
    let (ana, bo) = (id(&ledger, "ana ruiz"), id(&ledger, "bo lind"));
    for (correction, read) in [
        (Correction::Act(Act::Warn), Correction::Act(Act::Say)),
        (Correction::Act(Act::Deny), Correction::Act(Act::Say)),
        (Correction::Stance(Stance::Neutral), Correction::Stance(Stance::Affirms)),
        (Correction::Speakers(vec![bo.clone()]), Correction::Speakers(vec![ana.clone()])),
        (Correction::Claim(None), Correction::Claim(claim)),
    ] {
        assert_eq!(ledger.correct(&statement, &correction, "mara").unwrap().read(), Some(read), "{correction:?}");
    }
    let parties = ledger.parties([ana.as_str(), "actor-gone", &bo]).unwrap();
    assert_eq!((parties.len(), parties[&ana].name.as_str(), parties[&bo].name.as_str()), (2, "Ana Ruiz", "Bo Lind"));
}

#[test]
fn merging_in_a_circle_is_refused() {
    let (mut ledger, _folder) = filled(&two_names());
    let [a, b, c] = ["ana ruiz", "ana maria ruiz", "bo lind"].map(|name| id(&ledger, name));
    ledger.merge_actors(&a, &b, "mara").unwrap();
    ledger.merge_actors(&b, &c, "mara").unwrap();
    for (from, into) in [(&a, &a), (&a, &b), (&b, &a), (&c, &a), (&c, &b), (&a, &c)] {
        assert!(matches!(ledger.merge_actors(from, into, "mara"), Err(Error::Refused(_))), "{from} into {into}");
    }
    assert_eq!(id(&ledger, &a), c);
    assert!(matches!(ledger.merge_actors("actor-0", &a, "mara"), Err(Error::Unknown { .. })));
    ledger.undo_decision(2, "mara").unwrap();
    assert_eq!((id(&ledger, &a), id(&ledger, &c)), (b, c));
}

#[test]
fn a_merge_holds_for_pages_to_come_and_for_pages_added_again() {
    let (mut ledger, _folder) = filled(&two_names());
    let (short, long) = (id(&ledger, "ana ruiz"), id(&ledger, "ana maria ruiz"));
    ledger.merge_actors(&short, &long, "mara").unwrap();
    let changed = page(POST, "The Harbour Post", &[said("Ana Ruiz", "said", "the bridge was never safe")]);
    assert_eq!(ledger.add(&changed).unwrap(), Added::NewVersion);
    ledger.add(&page("https://c.example/3", "The Island News", &[said("Ana Ruiz", "said", "no comment")])).unwrap();
    assert_eq!(spoken(&ledger, "ana maria ruiz"), Some(3));
    ledger.undo_decision(1, "mara").unwrap();
    assert_eq!((spoken(&ledger, "ana maria ruiz"), spoken(&ledger, &short)), (Some(1), Some(2)));
}

#[test]
fn merging_the_two_sides_ends_a_dispute() {
    let (mut ledger, _folder) = filled(&two_names()[..1]);
    ledger
        .connection
        .execute_batch("INSERT OR IGNORE INTO claim (key, id, first, disputed) VALUES (1, 'c', 1, 1); UPDATE statement SET claim = 1")
        .unwrap();
    let (ana, bo) = (id(&ledger, "ana ruiz"), id(&ledger, "bo lind"));
    ledger.merge_actors(&ana, &bo, "mara").unwrap();
    assert!(!one::<bool>(&ledger, "SELECT disputed FROM claim"));
    ledger.undo_decision(1, "mara").unwrap();
    assert!(one::<bool>(&ledger, "SELECT disputed FROM claim"));
}

#[test]
fn two_people_of_one_name_are_split_by_page() {
    let mut records = two_names();
    records[1] = page(WIRE, "The Valley Wire", &[said("Ana Ruiz", "said", "the dam leaks")]);
    let (mut ledger, _folder) = filled(&records);
    let before = content(&ledger);
    let ana = id(&ledger, "ana ruiz");
    assert_eq!(spoken(&ledger, &ana), Some(2));
    let pages = [records[1].article.id()];
    let decision = ledger.split_actor(&ana, &pages, Some("Ana Ruiz (engineer)"), "mara").unwrap();
    let other = decision.other.clone().unwrap();
    assert_eq!((decision.pages, spoken(&ledger, &ana), spoken(&ledger, &other)), (vec![WIRE.to_owned()], Some(1), Some(1)));
    assert_eq!(id(&ledger, "ana ruiz (engineer)"), other);
    ledger.add(&page(WIRE, "The Valley Wire", &[said("Ana Ruiz", "said", "the dam leaks badly"), said("Ana Ruiz", "said", "no")])).unwrap();
    assert_eq!((spoken(&ledger, &ana), spoken(&ledger, &other)), (Some(1), Some(2)));
    ledger.add(&page("https://c.example/3", "The Island News", &[said("Ana Ruiz", "said", "well")])).unwrap();
    assert_eq!((spoken(&ledger, &ana), spoken(&ledger, &other)), (Some(2), Some(2)));
    ledger.undo_decision(decision.number, "mara").unwrap();
    assert_eq!((spoken(&ledger, &ana), id(&ledger, &other)), (Some(4), ana.clone()));
    let (mut ledger, _folder) = filled(&records);
    ledger.split_actor(&ana, &pages, None, "mara").unwrap();
    ledger.undo_decision(1, "mara").unwrap();
    assert_eq!(content(&ledger), before);
    let nowhere = ledger.split_actor(&id(&ledger, "bo lind"), &pages, None, "mara");
    assert!(matches!(nowhere, Err(Error::Refused(_))));
    assert!(matches!(ledger.split_actor(&ana, &["https://no.example".to_owned()], None, "mara"), Err(Error::Unknown { .. })));
    assert_eq!(ledger.decisions().unwrap().len(), 1);
}

#[test]
fn a_new_name_is_found_and_goes_when_undone() {
    let (mut ledger, _folder) = filled(&two_names());
    let before = content(&ledger);
    let ana = id(&ledger, "ana ruiz");
    ledger.rename_actor(&ana, " Dame Ana ", "mara").unwrap();
    ledger.rename_actor(&ana, "Lady Ana", "bo").unwrap();
    ledger.add(&page("https://c.example/3", "The Island News", &[said("Ana Ruiz", "said", "well")])).unwrap();
    assert_eq!((id(&ledger, "dame ana"), id(&ledger, "lady ana"), id(&ledger, "ana ruiz")), (ana.clone(), ana.clone(), ana.clone()));
    let names = |ledger: &Ledger| ledger.records().unwrap().map(|record| record.unwrap().actors[0].name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&ledger), ["Lady Ana", "Ana Maria Ruiz", "Lady Ana"]);
    ledger.undo_decision(2, "mara").unwrap();
    assert_eq!(names(&ledger)[0], "Dame Ana");
    ledger.undo_decision(1, "mara").unwrap();
    assert_eq!((names(&ledger)[0].as_str(), spoken(&ledger, "dame ana")), ("Ana Ruiz", None));
    ledger.connection.execute_batch("DELETE FROM appearance WHERE article = 3; DELETE FROM mention WHERE article = 3").unwrap();
    assert_eq!(content(&ledger)[2..5], before[2..5]);
    assert!(matches!(ledger.rename_actor(&ana, "  ", "mara"), Err(Error::Refused(_))));
}

#[test]
fn a_correction_wins_and_is_undone() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    let before = content(&ledger);
    let statement = records[0].statements[1].id.clone();
    let shown = |ledger: &Ledger| match ledger.show(&statement).unwrap() {
        Found::One(Shown::Statement(on_record)) => (on_record.act, on_record.stance, on_record.speaker),
        other => panic!("{other:?}"),
    };
    let ana = id(&ledger, "ana ruiz");
    ledger.correct(&statement, &Correction::Act(Act::Ask), "mara").unwrap();
    ledger.correct(&statement, &Correction::Stance(Stance::Neutral), "mara").unwrap();
    ledger.correct(&statement, &Correction::Speakers(vec![ana.clone()]), "bo").unwrap();
    let corrected = ledger.correct(&statement, &Correction::Act(Act::Accuse), "bo").unwrap();
    assert_eq!((corrected.number, corrected.was, corrected.decided_by.as_str()), (4, "deny".into(), "bo"));
    assert_eq!(shown(&ledger), (Act::Accuse, Stance::Neutral, "Ana Ruiz".to_owned()));
    let record = ledger.records().unwrap().next().unwrap().unwrap();
    assert_eq!((record.statements[1].act, &record.statements[1].speakers), (Act::Accuse, &vec![ana]));
    assert_eq!(ledger.add(&records[0]).unwrap(), Added::Known);
    ledger.reconcile().unwrap();
    assert_eq!(shown(&ledger).0, Act::Accuse);
    ledger.undo_correction(4, "mara").unwrap();
    assert_eq!(shown(&ledger).0, Act::Ask);
    (1..=3).for_each(|number| drop(ledger.undo_correction(number, "mara").unwrap()));
    assert_eq!(content(&ledger), before);
    assert!(matches!(ledger.undo_correction(1, "mara"), Err(Error::Unknown { .. })));
    assert!(matches!(ledger.correct("s", &Correction::Act(Act::Ask), "mara"), Err(Error::Unknown { .. })));
    assert!(matches!(ledger.correct(&statement, &Correction::Speakers(vec!["x".to_owned()]), "mara"), Err(Error::Unknown { .. })));
    let several = [Correction::Act(Act::Warn), Correction::Claim(Some("claim-0".to_owned()))];
    assert!(matches!(ledger.correct_all(&statement, &several, "mara"), Err(Error::Unknown { .. })));
    assert_eq!(content(&ledger), before);
    assert_eq!(ledger.corrections(Some(&statement)).unwrap().len(), 4);
    assert_eq!(ledger.correct_all(&statement, &several[..1], "mara").unwrap()[0].was, "deny");
    assert_eq!(shown(&ledger).0, Act::Warn);
}

#[test]
fn what_is_taken_back_is_of_whom_it_is_said_to_be() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    let [own, other] = [0, 1].map(|at| records[0].statements[at].id.clone());
    let [ana, maria, bo] = ["ana ruiz", "ana maria ruiz", "bo lind"].map(|name| id(&ledger, name));
    let before = content(&ledger);
    let made = ledger.correct(&own, &Correction::Act(Act::Warn), "mara").unwrap();
    let merged = ledger.merge_actors(&maria, &ana, "mara").unwrap();
    let changed = content(&ledger);
    for statement in [other, String::new(), format!("{own}\r\n")] {
        assert!(matches!(ledger.undo_correction_of(&statement, made.number, "bo"), Err(Error::Unknown { .. })), "{statement:?}");
    }
    for actor in [bo, own.clone()] {
        assert!(matches!(ledger.undo_decision_about(&actor, merged.number, "bo"), Err(Error::Unknown { .. })), "{actor}");
    }
    assert_eq!(content(&ledger), changed);
    ledger.undo_correction_of(&own, made.number, "bo").unwrap();
    ledger.undo_decision_about(&ana, merged.number, "bo").unwrap();
    assert_eq!(content(&ledger), before);
    assert!(matches!(ledger.undo_correction_of(&own, made.number, "bo"), Err(Error::Unknown { .. })));
}

#[test]
fn all_that_was_decided_is_one_list_in_parts() {
    let (mut ledger, _folder) = filled(&two_names());
    let (ana, maria, bo) = (id(&ledger, "Ana Ruiz"), id(&ledger, "Ana Maria Ruiz"), id(&ledger, "Bo Lind"));
    let statement = two_names()[0].statements[0].id.clone();
    ledger.correct(&statement, &Correction::Act(Act::Warn), "mara").unwrap();
    ledger.merge_actors(&maria, &ana, "bo").unwrap();
    ledger.rename_actor(&bo, "Captain Lind", "bo").unwrap();
    ledger.correct(&statement, &Correction::Speakers(vec![bo.clone()]), "mara").unwrap();
    ledger.undo_correction(1, "bo").unwrap();
    ledger
        .connection
        .execute_batch("UPDATE correction SET decided = '2024-05-0' || key; UPDATE actor_decision SET decided = '2024-05-03'")
        .unwrap();
    let told = |decided: Decided| match decided {
        Decided::Statement(made) => {
            let undone = if made.corrected.undone.is_some() { ", undone" } else { "" };
            format!("{} {}: {}{undone}", made.corrected.number, made.speaker, made.words)
        }
        Decided::Actor(made) => format!("{} {:?} {}", made.number, made.kind, made.name),
    };
    let listed = |part: Part| {
        let listed = ledger.decided(part).unwrap();
        assert_eq!((listed.total, listed.offset), (4, part.offset.into()));
        listed.items.into_iter().map(told).collect::<Vec<_>>()
    };
    let all =
        ["2 Rename Bo Lind", "1 Merge Ana Maria Ruiz", "2 Captain Lind: the bridge is safe", "1 Captain Lind: the bridge is safe, undone"];
    assert_eq!(listed(Part::ALL), all);
    assert_eq!(listed(Part { offset: 1, limit: 2 }), all[1..3]);
    assert!(listed(Part { offset: 9, limit: 2 }).is_empty());
    let kinds = |actor: &str| ledger.decisions_about(actor).unwrap().into_iter().map(|decision| decision.kind).collect::<Vec<_>>();
    assert_eq!((kinds(&ana), kinds(&bo), kinds("x")), (vec![DecisionKind::Merge], vec![DecisionKind::Rename], vec![]));
}

#[test]
fn a_correction_holds_in_other_versions_and_copies() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    ledger.correct(&records[0].statements[1].id, &Correction::Stance(Stance::Affirms), "mara").unwrap();
    let version = page(
        POST,
        "The Harbour Post",
        &[said("Cy Mora", "said", "more to come"), said("Bo Lind", "denied", "the bridge is safe"), said("Bo Lind", "denied", "all")],
    );
    ledger.add(&version).unwrap();
    let mut copy = records[0].clone();
    copy.origin.url = Some("https://c.example/3".to_owned());
    ledger.add(&copy).unwrap();
    let denials = "SELECT group_concat(stance) FROM (SELECT stance FROM on_the_record WHERE speaker = 'Bo Lind' ORDER BY statement_key)";
    assert_eq!(one::<String>(&ledger, denials), "denies,affirms,denies,affirms");
}

#[test]
fn what_is_taken_out_of_a_claim_stays_out_of_it() {
    let say = |url: &str, outlet: &str, speaker: &str, cue: &str| {
        page(url, outlet, &[said(speaker, cue, "the Halden bridge was closed to lorries in March")])
    };
    let (first, second) = (say(POST, "The Harbour Post", "Ana Ruiz", "said"), say(WIRE, "The Valley Wire", "Cy Mora", "said"));
    let (mut ledger, _folder) = filled(&[first.clone(), second]);
    let claims = "SELECT group_concat(coalesce(claim, 0)) FROM (SELECT claim FROM statement ORDER BY key)";
    assert_eq!(one::<String>(&ledger, claims), "1,1");
    ledger.correct(&first.statements[0].id, &Correction::Claim(None), "mara").unwrap();
    ledger.add(&say("https://c.example/3", "The Gazette", "Bo Lind", "denied")).unwrap();
    ledger.reconcile().unwrap();
    assert_eq!(one::<String>(&ledger, claims), "0,1,1");
}

#[test]
fn a_claim_is_disputed_by_a_correction_for_as_long_as_it_stands() {
    let say = |speaker: &str, cue: &str, words: &str| said(speaker, cue, words);
    let bridge = page(POST, "The Harbour Post", &[say("Ana Ruiz", "said", "the Halden bridge was closed to lorries in March")]);
    let wire = page(WIRE, "The Valley Wire", &[say("Cy Mora", "said", "lorries crossed the Halden bridge in March, closed to cars")]);
    let denial = page("https://c.example/3", "The Gazette", &[say("Bo Lind", "denied", "any harm to the dam")]);
    let (mut ledger, _folder) = filled(&[bridge.clone(), wire, denial.clone()]);
    let disputed = |ledger: &Ledger| one::<i64>(ledger, "SELECT count(*) FROM claim WHERE disputed");
    assert_eq!(disputed(&ledger), 0);
    let statement = &denial.statements[0].id;
    let made = ledger.correct(statement, &Correction::Claim(Some(bridge.statements[0].id.clone())), "mara").unwrap();
    assert_eq!(disputed(&ledger), 1);
    // The page changes elsewhere: its statement is corrected by its words.
    let words = [say("Bo Lind", "denied", "any harm to the dam"), say("Cy Mora", "said", "more to come")];
    ledger.add(&page("https://c.example/3", "The Gazette", &words)).unwrap();
    ledger.reconcile().unwrap();
    assert_eq!(disputed(&ledger), 1);
    ledger.undo_correction(made.number, "mara").unwrap();
    assert_eq!(disputed(&ledger), 0);
    assert_eq!(one::<i64>(&ledger, "SELECT count(*) FROM dispute_has"), 0);
}

#[test]
fn a_correction_of_the_speaker_follows_the_actor() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    let statement = &records[0].statements[1].id;
    let (ana, long, bo) = (id(&ledger, "ana ruiz"), id(&ledger, "ana maria ruiz"), id(&ledger, "bo lind"));
    ledger.correct(statement, &Correction::Speakers(vec![ana.clone()]), "mara").unwrap();
    ledger.merge_actors(&ana, &long, "mara").unwrap();
    ledger.correct(statement, &Correction::Act(Act::Say), "mara").unwrap();
    assert_eq!(spoken(&ledger, &long), Some(3));
    ledger.undo_decision(1, "mara").unwrap();
    assert_eq!((spoken(&ledger, &ana), spoken(&ledger, &long)), (Some(2), Some(1)));
    ledger.undo_correction(1, "mara").unwrap();
    assert_eq!((spoken(&ledger, &ana), spoken(&ledger, &bo)), (Some(1), Some(2)));
    let elsewhere = &records[1].statements[1].id;
    ledger.correct(elsewhere, &Correction::Speakers(vec![ana.clone()]), "mara").unwrap();
    ledger.merge_actors(&ana, &bo, "mara").unwrap();
    ledger.undo_decision(2, "mara").unwrap();
    assert_eq!((spoken(&ledger, &ana), spoken(&ledger, &bo)), (Some(2), Some(1)));
    let new = ledger.actor_named("Cy Mora", ActorKind::Person).unwrap();
    ledger.correct(statement, &Correction::Speakers(vec![new.clone()]), "mara").unwrap();
    assert_eq!(id(&ledger, "cy mora"), new);
    assert!(ledger.records().unwrap().next().unwrap().unwrap().actors.iter().any(|actor| actor.id == new));
    assert!(matches!(ledger.actor_named("Mora", ActorKind::Person), Err(Error::Refused(_))));
}

#[test]
fn a_statement_is_put_into_a_claim_and_out_of_it() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    let [first, other] = [0, 1].map(|page: usize| records[page].statements[0].id.clone());
    let claim = |ledger: &Ledger, id: &str| one::<Option<i64>>(ledger, &format!("SELECT claim FROM statement WHERE id = '{id}'"));
    let machine = (claim(&ledger, &first), claim(&ledger, &other));
    ledger.correct(&first, &Correction::Claim(Some(other.clone())), "mara").unwrap();
    let linked = claim(&ledger, &first);
    assert!(linked.is_some() && linked == claim(&ledger, &other));
    ledger.reconcile().unwrap();
    assert_eq!((claim(&ledger, &first), claim(&ledger, &other)), (linked, linked));
    ledger.correct(&first, &Correction::Claim(None), "mara").unwrap();
    ledger.reconcile().unwrap();
    assert_eq!(claim(&ledger, &first), None);
    ledger.undo_correction(2, "mara").unwrap();
    assert_eq!(claim(&ledger, &first), linked);
    ledger.undo_correction(1, "mara").unwrap();
    assert_eq!(claim(&ledger, &first), machine.0);
    ledger.reconcile().unwrap();
    assert_eq!(claim(&ledger, &first), machine.0);
    assert!(matches!(ledger.correct(&first, &Correction::Claim(Some(first.clone())), "mara"), Err(Error::Refused(_))));
}

#[test]
fn corrections_are_lessons() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    let statement = &records[0].statements[1];
    ledger.correct(&statement.id, &Correction::Act(Act::Ask), "mara").unwrap();
    ledger.correct(&statement.id, &Correction::Speakers(Vec::new()), "bo").unwrap();
    ledger.correct(&records[1].statements[0].id, &Correction::Act(Act::Ask), "mara").unwrap();
    ledger.undo_correction(3, "mara").unwrap();
    let lessons = ledger.lessons().unwrap();
    let [lesson] = lessons.as_slice() else { panic!("{lessons:?}") };
    assert_eq!(
        (&lesson.content, &lesson.words[0], lesson.read.act, lesson.is.act),
        (&statement.content, &"Bo Lind".to_owned(), Act::Deny, Act::Ask)
    );
    assert_eq!((&lesson.read.speakers, &lesson.is.speakers), (&vec!["Bo Lind".to_owned()], &Vec::new()));
    assert_eq!(lesson.corrected_by["speakers"], "bo");
}

#[test]
fn an_act_taken_back_takes_back_the_side_that_it_brought() {
    let records = two_names();
    let (mut ledger, _folder) = filled(&records);
    let before = content(&ledger);
    let statement = &records[0].statements[1].id;
    let act_and_side = [Correction::Act(Act::Ask), Correction::Stance(Stance::Neutral)];
    let made = ledger.correct_all(statement, &act_and_side, "mara").unwrap();
    assert_eq!(made.iter().map(|corrected| corrected.brought_by).collect::<Vec<_>>(), [None, Some(made[0].number)]);
    // A side that was put right by itself stays.
    ledger.correct(statement, &Correction::Stance(Stance::Affirms), "bo").unwrap();
    ledger.undo_correction(made[0].number, "mara").unwrap();
    assert_eq!(one::<String>(&ledger, "SELECT act || stance FROM statement WHERE key = 2"), "denyaffirms");
    ledger.undo_correction(3, "mara").unwrap();
    assert_eq!(content(&ledger), before);
    // The side alone leaves the act.
    ledger.correct_all(statement, &act_and_side, "mara").unwrap();
    ledger.undo_correction(5, "mara").unwrap();
    assert_eq!(one::<String>(&ledger, "SELECT act || stance FROM statement WHERE key = 2"), "askdenies");
}

#[test]
fn what_is_no_statement_is_off_the_record_until_that_is_taken_back() {
    let records = [
        page(
            POST,
            "The Harbour Post",
            &[said("Ana Ruiz", "said", "the Halden bridge was closed to lorries in March"), said("Bo Lind", "said", "no")],
        ),
        page(WIRE, "The Valley Wire", &[said("Cy Mora", "said", "the Halden bridge was closed to lorries in March")]),
    ];
    let (mut ledger, _folder) = filled(&records);
    let before = content(&ledger);
    let struck = records[0].statements[0].id.clone();
    let found = |ledger: &Ledger| ledger.search("halden", &crate::SearchFilter::default(), Part::ALL).unwrap().statements.len();
    assert_eq!((found(&ledger), ledger.status().unwrap().statements), (2, 3));
    let made = ledger.correct(&struck, &Correction::NoStatement, "mara").unwrap();
    assert_eq!(ledger.correct(&struck, &Correction::NoStatement, "bo").unwrap(), made, "it is off the record once");
    assert!(matches!(ledger.undo_correction(made.number + 1, "mara"), Err(Error::Refused(_))), "that it is of no claim goes with it");
    let off = |ledger: &Ledger| {
        check_counts(ledger);
        let record = ledger.records().unwrap().next().unwrap().unwrap();
        assert!(record.statements.iter().all(|statement| statement.id != struck));
        assert_eq!((found(ledger), ledger.status().unwrap().statements, spoken(ledger, "ana ruiz")), (1, 2, Some(0)));
        assert_eq!(one::<Option<i64>>(ledger, "SELECT claim FROM statement WHERE key = 1"), None);
        let Found::One(Shown::Article(article)) = ledger.show(&records[0].article.id()).unwrap() else { panic!("it is there") };
        assert_eq!((article.statements.len(), ledger.articles(Part::ALL).unwrap().items[1].statements), (1, 1));
    };
    off(&ledger);
    ledger.reconcile().unwrap();
    off(&ledger);
    assert!(matches!(ledger.show(&struck).unwrap(), Found::One(Shown::Statement(_))), "it can still be looked at");
    let lesson = &ledger.lessons().unwrap()[0];
    assert!(lesson.is.no_statement && !lesson.read.no_statement && lesson.corrected_by["no_statement"] == "mara");
    // In another version of the page it is none either.
    let mut words = vec![said("Cy Mora", "said", "more to come")];
    words.push(said("Ana Ruiz", "said", "the Halden bridge was closed to lorries in March"));
    let (mut later, _other) = filled(&records);
    later.correct(&struck, &Correction::NoStatement, "mara").unwrap();
    later.add(&page(POST, "The Harbour Post", &words)).unwrap();
    later.reconcile().unwrap();
    assert_eq!((found(&later), spoken(&later, "ana ruiz")), (1, Some(0)));
    later.undo_correction(1, "bo").unwrap();
    assert_eq!((found(&later), spoken(&later, "ana ruiz")), (2, Some(1)));
    ledger.undo_correction(made.number, "bo").unwrap();
    assert_eq!(content(&ledger), before);
    assert_eq!((found(&ledger), ledger.corrections(None).unwrap().iter().filter(|one| one.undone.is_none()).count()), (2, 0));
}

#[test]
fn the_day_of_a_statement_is_put_right_everywhere() {
    let bridge = "the Halden bridge was closed to lorries in March";
    let records = [
        page(POST, "The Harbour Post", &[said("Ana Ruiz", "said", bridge)]),
        page(WIRE, "The Valley Wire", &[said("Cy Mora", "said", bridge)]),
    ];
    let (mut ledger, _folder) = filled(&records);
    let statement = records[0].statements[0].id.clone();
    let days = |from: &str, to: &str| Correction::SaidOn(Some(Days { from: from.to_owned(), to: to.to_owned() }));
    let shown = |ledger: &Ledger| {
        let record = ledger.records().unwrap().next().unwrap().unwrap();
        let row = "SELECT date || ' ' || date_to || ' ' || dated FROM on_the_record WHERE statement_key = 1";
        let kept = "SELECT day || ' ' || last_day FROM speaker JOIN claim ON claim.key = on_claim WHERE statement = 1";
        (record.statements[0].said_on.is_some(), one::<String>(ledger, row), one::<String>(ledger, kept))
    };
    let read = shown(&ledger);
    assert_eq!(read, (false, "2024-05-17 2024-05-17 0".to_owned(), "2024-05-17 2024-05-17".to_owned()));
    ledger.correct(&statement, &days("2024-05-01", "2024-05-31"), "mara").unwrap();
    assert_eq!(shown(&ledger), (true, "2024-05-01 2024-05-31 1".to_owned(), "2024-05-01 2024-05-17".to_owned()));
    let corrected = ledger.correct(&statement, &days("2024-06-02", "2024-06-02"), "mara").unwrap();
    assert_eq!((corrected.read(), shown(&ledger).2.as_str()), (Some(Correction::SaidOn(None)), "2024-06-02 2024-06-02"));
    ledger.correct(&statement, &Correction::SaidOn(None), "mara").unwrap();
    assert_eq!(shown(&ledger), read);
    for (from, to) in [("2024-02-30", "2024-03-01"), ("2024-05-02", "2024-05-01"), ("", ""), ("May", "May")] {
        assert!(matches!(ledger.correct(&statement, &days(from, to), "mara"), Err(Error::Refused(_))), "{from} {to}");
    }
    // A version that comes later has the day by its words.
    ledger.undo_correction(3, "mara").unwrap();
    let words = [said("Bo Lind", "said", "more to come"), said("Ana Ruiz", "said", bridge)];
    ledger.add(&page(POST, "The Harbour Post", &words)).unwrap();
    assert_eq!(one::<String>(&ledger, "SELECT date FROM on_the_record WHERE speaker = 'Ana Ruiz'"), "2024-06-02");
}

#[test]
fn choices_are_offered_to_whoever_puts_something_right() {
    let (bridge, dam) = ("the Halden bridge was closed to lorries in March", "the dam of Aldren leaks oil");
    let sentences = [said("Ana Ruiz", "said", bridge), said("Bo Lind", "denied", bridge), said("Bo Lind", "said", dam)];
    let stray = page(
        WIRE,
        "The Valley Wire",
        &[said("Ana Maria Ruiz", "said", "lorries may cross no Halden bridge"), said("Bo Lind", "denied", "the fares")],
    );
    let (mut ledger, _folder) = filled(&[page(POST, "The Harbour Post", &sentences), stray]);
    let ids = "SELECT group_concat(id) FROM (SELECT id FROM statement ORDER BY key)";
    let ids: Vec<String> = one::<String>(&ledger, ids).split(',').map(str::to_owned).collect();
    // Whatever the machine made of them: bridge and dam are claims of their own, the wire's statements of none.
    ledger.connection.execute_batch("UPDATE statement SET claim = NULL").unwrap();
    for (statement, like) in [(1, 0), (2, 4)] {
        ledger.correct(&ids[statement], &Correction::Claim(Some(ids[like].clone())), "mara").unwrap();
    }
    let claim_of = |at: usize| {
        one::<String>(&ledger, &format!("SELECT c.id FROM statement s JOIN claim c ON c.key = claim WHERE s.id = '{}'", ids[at]))
    };
    let (bridge, dam) = (claim_of(0), claim_of(2));
    for id in [&ids[0], &ids[1], &bridge] {
        assert_eq!(ledger.near_claims(id, 5).unwrap().on_page, std::slice::from_ref(&dam), "{id}");
    }
    assert_eq!(ledger.near_claims(&ids[3], 5).unwrap(), NearClaims { on_page: vec![dam], elsewhere: vec![bridge.clone()] });
    assert_eq!(ledger.near_claims("none", 5).unwrap(), NearClaims::default());
    let ana = id(&ledger, "ana ruiz");
    let near: Vec<String> = ledger.near_actors(&ana, 5).unwrap().into_iter().map(|party| party.name).collect();
    assert_eq!(near, ["Ana Maria Ruiz"]);
    let pages: Vec<String> = ledger.pages_of(&id(&ledger, "bo lind"), 5).unwrap().into_iter().map(|page| page.address).collect();
    assert_eq!(pages, [WIRE, POST]);
    let moved = [ids[1].clone(), ids[0].clone()];
    let before = content(&ledger);
    for (from, strays) in [(&bridge, [&ids[0], "none"]), (&bridge, [&ids[0], &ids[3]]), (&ids[0], [&ids[0], &ids[1]])] {
        let refused = ledger.move_statements(from, &strays.map(str::to_owned), None, "bo");
        assert!(matches!(refused, Err(Error::Unknown { .. })), "{strays:?} are not of {from}");
    }
    assert_eq!(content(&ledger), before);
    assert_eq!(ledger.move_statements(&bridge, &moved, None, "bo").unwrap().len(), 2);
    assert_eq!(one::<i64>(&ledger, &format!("SELECT count(*) FROM statement JOIN claim c ON c.key = claim WHERE c.id = '{bridge}'")), 0);
}
