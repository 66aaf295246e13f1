//! The ledger as its users see it, on invented pages.

use std::fs;

use onrecord::model::{Qualifier, Quantity, Record};
use onrecord::reconcile::Fingerprint;
use onrecord::resolve::ledger_key;
use rusqlite::Connection;

use crate::sample::{disputes, ledger, page, said};
use crate::{Added, Error, Found, Ledger, Part, SearchFilter, Shown};

const URL: &str = "https://a.example/1";

fn bridge() -> Record {
    page(URL, "The Harbour Post", &[said("Ana Ruiz", "said", "the “naïve” 😀 bridge is safe"), said("Bo Lind", "denied", "this")])
}

fn one<T>(ledger: &Ledger, query: &str) -> T
where
    T: rusqlite::types::FromSql,
{
    ledger.connection.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_page_is_kept_once() {
    let (mut ledger, _folder) = ledger();
    assert_eq!(ledger.add(&bridge()).unwrap(), Added::New);
    assert_eq!(ledger.add(&bridge()).unwrap(), Added::Known);
    let status = ledger.status().unwrap();
    assert_eq!((status.pages, status.older_versions, status.statements, status.actors), (1, 0, 2, 2));
}

#[test]
fn a_changed_page_is_a_new_version_of_its_address() {
    let (mut ledger, _folder) = ledger();
    ledger.add(&bridge()).unwrap();
    let changed = page(URL, "The Harbour Post", &[said("Ana Ruiz", "said", "nothing of the kind")]);
    assert_eq!(ledger.add(&changed).unwrap(), Added::NewVersion);
    assert_eq!(ledger.add(&changed).unwrap(), Added::Known);
    let status = ledger.status().unwrap();
    assert_eq!((status.pages, status.older_versions, status.copies, status.statements), (1, 1, 0, 1));
    let Ok(Found::One(Shown::Statement(older))) = ledger.show(&bridge().statements[1].id) else { panic!("its id still leads there") };
    assert_eq!((older.words.as_str(), older.newest), ("this", false));
    let Found::One(ana) = ledger.who("ana ruiz", u32::MAX).unwrap() else { panic!("she is one actor in both versions") };
    assert_eq!(ana.statements.len(), 1);
}

#[test]
fn pages_from_a_pipe_are_no_versions_of_each_other() {
    let (mut ledger, _folder) = ledger();
    for content in ["the dam holds", "the dam leaks"] {
        let mut record = page(URL, "The Harbour Post", &[said("Ana Ruiz", "said", content)]);
        (record.origin.url, record.origin.path) = (None, Some("-".to_owned()));
        assert_eq!(ledger.add(&record).unwrap(), Added::New);
    }
}

#[test]
fn a_path_means_one_file_however_it_is_given() {
    let (mut ledger, _folder) = ledger();
    let mut record = bridge();
    (record.origin.url, record.origin.path) = (None, Some("page.txt".to_owned()));
    assert_eq!(ledger.add(&record).unwrap(), Added::New);
    record.origin.path = Some("./page.txt".to_owned());
    assert_eq!(ledger.add(&record).unwrap(), Added::Known);
}

#[test]
fn spans_are_what_sqlite_cuts() {
    let (mut ledger, _folder) = ledger();
    ledger.add(&bridge()).unwrap();
    let cut = "SELECT substr(text, start + 1, \"end\" - start) FROM article, statement_span WHERE part = 'content' ORDER BY statement";
    assert_eq!(one::<String>(&ledger, cut), "the “naïve” 😀 bridge is safe");
    assert_eq!(one::<String>(&ledger, "SELECT words FROM on_the_record"), "the “naïve” 😀 bridge is safe");
}

#[test]
fn the_same_text_elsewhere_is_a_copy_of_the_first() {
    let (mut ledger, _folder) = ledger();
    let first = bridge();
    let mut copy = first.clone();
    copy.origin.url = Some("https://b.example/2".to_owned());
    ledger.add(&first).unwrap();
    assert_eq!(ledger.add(&copy).unwrap(), Added::New);
    let Ok(Found::One(Shown::Article(article))) = ledger.show(&first.article.id()) else { panic!("the article is shown") };
    assert_eq!((article.address.as_str(), article.copies), (URL, vec!["https://b.example/2".to_owned()]));
    let independent: Vec<bool> =
        ledger.search("bridge", &SearchFilter::default(), Part::first(9)).unwrap().statements.iter().map(|hit| hit.independent).collect();
    assert_eq!(independent, [true, false]);
}

#[test]
fn a_text_with_small_edits_is_a_copy_where_the_fingerprints_say_so() {
    let (mut ledger, _folder) = ledger();
    let long: Vec<_> = (0..60).map(|n| said("Ana Ruiz", "said", &format!("pier {n} of the old bridge carries {} tonnes", n * 7))).collect();
    let first = page(URL, "The Harbour Post", &long);
    let edited = page("https://b.example/2", "The Valley Wire", &long[..59]);
    let other = page("https://c.example/3", "The Hill Times", &long[..9]);
    let alike = |record: &Record| Fingerprint::of(&first.article.text).same_text(&Fingerprint::of(&record.article.text));
    assert!(alike(&edited) && !alike(&other));
    for (record, copies) in [(&first, 0), (&edited, 1), (&other, 1)] {
        ledger.add(record).unwrap();
        assert_eq!(ledger.status().unwrap().copies, copies);
    }
}

#[test]
fn actors_with_one_key_are_one_actor() {
    let (mut ledger, _folder) = ledger();
    let other = page("https://b.example/2", "The Valley Wire", &[said("Ana Ruiz", "said", "the dam leaks")]);
    ledger.add(&bridge()).unwrap();
    ledger.add(&other).unwrap();
    assert_eq!(ledger_key(&other.actors[0]), ledger_key(&bridge().actors[0]));
    assert_eq!(one::<u32>(&ledger, "SELECT count(*) FROM actor"), 2, "Ana Ruiz of both pages, and Bo Lind");
}

#[test]
fn who_answers_to_any_case_and_part_of_a_name() {
    let (mut ledger, _folder) = ledger();
    let page = page(URL, "The Harbour Post", &[said("Ana Ruiz", "said", "yes"), said("Élodie Ruiz", "said", "no")]);
    ledger.add(&page).unwrap();
    let name = |asked: &str| match ledger.who(asked, u32::MAX).unwrap() {
        Found::One(actor) => actor.name,
        Found::Several(candidates) => candidates.into_iter().map(|candidate| candidate.label).collect::<Vec<_>>().join(" or "),
        Found::Nothing => "nobody".to_owned(),
    };
    assert_eq!(name("ANA ruiz"), "Ana Ruiz");
    assert_eq!(name("élo"), "Élodie Ruiz");
    assert_eq!(name("ÉLODIE"), "Élodie Ruiz");
    assert_eq!(name("ruiz"), "Ana Ruiz or Élodie Ruiz");
    for odd in ["", " ", "%", "' OR 1=1 --", "\0", "zed"] {
        assert_eq!(name(odd), "nobody", "{odd:?}");
    }
    let Found::Several(candidates) = ledger.who("ruiz", u32::MAX).unwrap() else { panic!("two fit") };
    assert_eq!(name(&candidates[1].id), "Élodie Ruiz");
}

#[test]
fn any_id_and_its_beginning_leads_there() {
    let (mut ledger, _folder) = ledger();
    let record = bridge();
    ledger.add(&record).unwrap();
    let article = record.article.id();
    let actor: String = one(&ledger, "SELECT id FROM actor");
    let shown = |id: &str| match ledger.show(id).unwrap() {
        Found::One(Shown::Article(_)) => "article",
        Found::One(Shown::Statement(_)) => "statement",
        Found::One(Shown::Claim(_)) => "claim",
        Found::One(Shown::Actor(_)) => "actor",
        Found::Several(_) => "several",
        Found::Nothing => "nothing",
    };
    assert_eq!(shown(&article), "article");
    assert_eq!(shown(&article[..6]), "article");
    assert_eq!(shown(&record.statements[0].id), "statement");
    assert_eq!(shown(&record.statements[0].id[..20]), "statement");
    assert_eq!(shown(&format!("{article}.")), "several");
    assert_eq!(shown(&actor), "actor");
    assert_eq!(shown(&actor[..14]), "actor");
    assert_eq!(shown(&actor["actor-".len()..][..8]), "actor");
    for odd in ["", "*", "[a-z]*", "zz", "'", "\0"] {
        assert_eq!(shown(odd), "nothing", "{odd:?}");
    }
}

#[test]
fn no_search_is_an_error_and_no_text_breaks_out() {
    let (mut ledger, _folder) = ledger();
    let odd = "'); DROP TABLE article; -- \u{1b}[31m\u{1}\u{202e} \"quoted\" NEAR(x) AND\0 end";
    ledger.add(&page(URL, "O'Hara & \"Sons\"; --", &[said("Bobby '; --", "said", odd)])).unwrap();
    for words in ["\"", "AND", "NOT x", "a*", "(", "col:x", "-", "\0", "^", "{a b}", "drop table", "NEAR(a b, 3)", "😀", "'"] {
        ledger.search(words, &SearchFilter::default(), Part::first(5)).unwrap();
    }
    let hits = ledger.search("drop TABLES", &SearchFilter::default(), Part::first(5)).unwrap();
    assert_eq!((hits.statements.len(), hits.articles.len()), (1, 1));
    assert_eq!(hits.statements[0].words, odd);
}

#[test]
fn records_come_back_with_the_ledgers_ids() {
    let (mut ledger, _folder) = ledger();
    let record = bridge();
    ledger.add(&record).unwrap();
    ledger.reconcile().unwrap();
    let back = ledger.records().unwrap().next().unwrap().unwrap();
    assert_eq!((&back.article, &back.origin), (&record.article, &record.origin));
    let speakers: Vec<_> = back.statements.iter().map(|statement| &statement.speakers[0]).collect();
    let actors: Vec<_> = back.actors.iter().map(|actor| &actor.id).collect();
    assert_eq!(speakers, actors);
    assert!(actors.iter().all(|id| id.starts_with("actor-")));
}

#[test]
fn views_answer_in_plain_sql() {
    let (mut ledger, _folder) = ledger();
    let mut record = bridge();
    let number = record.article.text.span(4..5);
    record.statements[0].quantities.push(Quantity {
        span: number,
        value: 7000.0,
        unit: Some("car".to_owned()),
        qualifier: Qualifier::About,
        value_to: None,
    });
    ledger.add(&record).unwrap();
    let claim = "INSERT INTO claim (id, first, wording, disputed) VALUES ('claim-1', 1, 1, 1); UPDATE statement SET claim = 1";
    ledger.connection.execute_batch(claim).unwrap();
    let check = |query: &str, expected: &str| assert_eq!(one::<String>(&ledger, query), expected, "{query}");
    check(
        "SELECT affirmed_by || ' / ' || denied_by || ' / ' || first || ' / ' || pages FROM disputes",
        "Ana Ruiz / Bo Lind / 2024-05-17 / 1",
    );
    check("SELECT group_concat(actor || ' ' || stance) FROM positions_over_time", "Ana Ruiz affirms,Bo Lind denies");
    check("SELECT printed || ' ' || value || ' ' || speaker FROM quantities_over_time", "R 7000.0 Ana Ruiz");
    check(
        "SELECT speaker || ' ' || date || ' ' || act || ' ' || outlet || ' ' || url FROM on_the_record",
        "Ana Ruiz 2024-05-17 say The Harbour Post https://a.example/1",
    );
    assert_eq!(disputes(&ledger)[0].head.numbers[0].printed, "R");
}

#[test]
fn what_is_no_ledger_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("PRAGMA journal_mode = wal; CREATE TABLE theirs (x)").unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "Not a database.").unwrap();
    for path in [&other, &text] {
        let before = fs::read(path).unwrap();
        for opened in [Ledger::open(path), Ledger::open_existing(path)] {
            assert!(matches!(opened, Err(Error::Foreign { .. })));
        }
        assert_eq!(fs::read(path).unwrap(), before);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert!(matches!(Ledger::open(folder.path()), Err(Error::Foreign { what: "a folder", .. })));
}

#[test]
fn a_ledger_of_the_first_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onrecord.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("schema.sql")).unwrap();
    old.execute_batch(
        "PRAGMA application_id = 0x6f6e7264; PRAGMA user_version = 1;
        INSERT INTO article (key, id, address, version, newest, added, fingerprint, text, record)
            VALUES (1, 'a', 'https://a.example/1', 1, 1, '2024-05-17T00:00:00Z', x'', 'Ana Ruiz said yes.',
            '{\"schema\":\"onrecord/1\",\"origin\":{},\"article\":{\"byline\":[],\"tags\":[],\"text\":\"\",\"blocks\":[],\"furniture\":[],\"warnings\":[]},
            \"statements\":[],\"actors\":[],\"frames\":[],\"claims\":[],\"findings\":[]}');
        INSERT INTO actor VALUES (1, 'actor-1', 'person:ana ruiz', 'Ana Ruiz', 'person', NULL);
        INSERT INTO actor_name VALUES (1, 'Ana Ruiz', 'ana ruiz');
        INSERT INTO appearance VALUES (1, 'a1', 1);
        INSERT INTO statement (key, id, article, source, cue, content, form, act, stance, confidence)
            VALUES (1, 'a.1', 1, 'Ana Ruiz', 'said', 'yes', 'direct', 'say', 'affirms', 1);
        INSERT INTO speaker VALUES (1, 0, 1);",
    )
    .unwrap();
    drop(old);
    let mut ledger = Ledger::open_existing(&path).unwrap();
    let renamed = ledger.rename_actor("actor-1", "Dame Ana", "mara").unwrap();
    let Found::One(ana) = ledger.who("dame ana", u32::MAX).unwrap() else { panic!("she is found") };
    assert_eq!((ana.statements.len(), renamed.name.as_str()), (1, "Ana Ruiz"));
    assert_eq!(one::<i64>(&ledger, "SELECT read_as FROM appearance"), 1);
}

#[test]
fn a_newer_ledger_is_refused() {
    let (ledger, folder) = ledger();
    let path = folder.path().join("onrecord.db");
    ledger.connection.pragma_update(None, "user_version", 999).unwrap();
    drop(ledger);
    let before = fs::read(&path).unwrap();
    assert!(matches!(Ledger::open(&path), Err(Error::Newer { found: 999, .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_question_makes_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onrecord.db");
    assert!(matches!(Ledger::open_existing(&path), Err(Error::Missing(_))));
    assert!(matches!(Ledger::open_if_made(&path), Ok(None)));
    assert!(!path.exists());
    assert!(matches!(Ledger::open(folder.path().join("no/onrecord.db")), Err(Error::NoFolder { .. })));
    assert!(matches!(Ledger::open_if_made(folder.path().join("no/onrecord.db")), Err(Error::NoFolder { .. })));
    assert_eq!(Ledger::empty().unwrap().status().unwrap().pages, 0);
}

#[test]
fn a_page_that_cannot_be_kept_whole_leaves_nothing() {
    let (mut ledger, _folder) = ledger();
    let mut record = bridge();
    record.statements[1].id = record.statements[0].id.clone();
    assert!(ledger.add(&record).is_err());
    assert_eq!(ledger.status().unwrap().pages, 0);
    assert_eq!(one::<u32>(&ledger, "SELECT count(*) FROM statement"), 0);
    assert_eq!(ledger.add(&bridge()).unwrap(), Added::New);
}

#[test]
fn every_table_and_view_of_the_schema_has_its_word() {
    let schema = include_str!("schema.sql");
    let lines: Vec<_> = schema.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].starts_with("CREATE TABLE") || pair[1].starts_with("CREATE VIEW")) {
        assert!(pair[0].starts_with("--"), "{} has no comment", pair[1]);
    }
}
