//! The lists that pages show, over invented pages.

use onrecord::model::{Act, Basis, Role, Stance, When};
use onrecord::reconcile::Relation;
use tempfile::TempDir;

use super::{Dispute, DisputeFilter, Part, SearchFilter};
use crate::Ledger;
use crate::sample::{ledger, page, said};

/// Two papers on a bridge: two who say it is safe, one who denies it and later says it too.
fn disputed() -> (Ledger, TempDir) {
    let (mut ledger, folder) = ledger();
    let first = [said("Ana Ruiz", "said", "the bridge is safe"), said("Bo Lind", "denied", "the bridge is safe at all")];
    ledger.add(&page("https://a.example/1", "The Harbour Post", &first)).unwrap();
    let second = [said("Cy Mora", "said", "the bridge is quite safe"), said("Bo Lind", "said", "the bridge is safe now")];
    ledger.add(&page("https://b.example/2", "The Valley Wire", &second)).unwrap();
    let claim = "INSERT INTO claim (key, id, first, wording, disputed) VALUES (9, 'claim-9', 1, 1, 1);
        INSERT INTO claim (key, id, first, merged_into) VALUES (10, 'claim-10', 2, 9); UPDATE statement SET claim = 9";
    ledger.connection.execute_batch(claim).unwrap();
    (ledger, folder)
}

/// The disputes that fit, as they are listed.
fn listed(ledger: &Ledger, filter: &DisputeFilter) -> Vec<Dispute> {
    ledger.listed_disputes(filter, Part::ALL).unwrap().items
}

#[test]
fn a_dispute_is_listed_with_both_sides() {
    let (ledger, _folder) = disputed();
    let row = listed(&ledger, &DisputeFilter::default())[0].row();
    let names = |side: &[super::Party]| side.iter().map(|party| party.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        (names(&row.affirmed_by), names(&row.denied_by)),
        (vec!["Ana Ruiz".into(), "Cy Mora".into(), "Bo Lind".into()], vec!["Bo Lind".into()])
    );
    assert_eq!((row.pages, row.independent_pages, row.last_words.as_str()), (2, 2, "the bridge is safe now"));
}

#[test]
fn disputes_are_filtered_by_what_one_statement_has() {
    let (ledger, _folder) = disputed();
    crate::claims::refresh(&ledger.connection, [9]).unwrap();
    let bo = ledger.actors(Some("bo lind"), Part::ALL).unwrap().remove(0).id;
    let word = |word: &str| Some(word.to_owned());
    let all = |filter: DisputeFilter| ledger.disputes(&filter, Part::ALL).unwrap().total;
    let none = DisputeFilter::default;
    for (filter, found) in [
        (none(), 1),
        (DisputeFilter { about: word("bridges"), ..none() }, 1),
        (DisputeFilter { about: word("ferry"), ..none() }, 0),
        (DisputeFilter { about: word(" - "), ..none() }, 1),
        (DisputeFilter { act: Some(Act::Deny), ..none() }, 1),
        (DisputeFilter { act: Some(Act::Warn), ..none() }, 0),
        (DisputeFilter { actor: Some(bo.clone()), act: Some(Act::Deny), ..none() }, 1),
        (DisputeFilter { outlet: word("The Valley Wire"), ..none() }, 1),
        (DisputeFilter { outlet: word("The Valley Wire"), act: Some(Act::Deny), ..none() }, 0),
        (DisputeFilter { from: word("2024-05-17"), to: word("2024-05-17"), ..none() }, 1),
        (DisputeFilter { from: word("2024-05-18"), ..none() }, 0),
        (DisputeFilter { country: word("NO"), ..none() }, 0),
        (DisputeFilter { unheard: true, ..none() }, 0),
    ] {
        assert_eq!(all(filter.clone()), found, "{filter:?}");
    }
    let offered = ledger.dispute_facets().unwrap();
    assert_eq!(
        offered.outlets.iter().map(|facet| (facet.label.as_str(), facet.count)).collect::<Vec<_>>(),
        [("The Harbour Post", 1), ("The Valley Wire", 1)]
    );
    assert_eq!((offered.actors.len(), offered.countries.len()), (3, 0));
    ledger.connection.execute("UPDATE actor SET country = 'NO' WHERE id = ?", [&bo]).unwrap();
    let offered = ledger.dispute_facets().unwrap();
    assert_eq!((offered.countries[0].value.as_str(), offered.countries[0].label.as_str()), ("NO", "Norway"));
    ledger.connection.execute("UPDATE claim SET disputed = 0", []).unwrap();
    crate::disputes::refresh(&ledger.connection, 9).unwrap();
    assert_eq!(ledger.dispute_facets().unwrap(), crate::DisputeFacets::default());
}

#[test]
fn a_claim_comes_in_parts_and_a_merged_one_answers_with_the_other() {
    let (ledger, _folder) = disputed();
    let head = ledger.claim_head("claim-10").unwrap().unwrap();
    assert_eq!((head.id.as_str(), head.pages, head.marks.len()), ("claim-9", 2, 4));
    assert_eq!(ledger.claim_head("claim-11").unwrap(), None);
    let part = ledger.positions("claim-9", Stance::Affirms, Part { offset: 1, limit: 1 }).unwrap();
    assert_eq!((part.total, part.offset, part.items.len()), (3, 1, 1));
    assert_eq!(part.items[0].name, "Cy Mora");
}

#[test]
fn links_say_why_and_media_that_print_one_text_are_one_origin() {
    let (mut ledger, _folder) = ledger();
    let both = [said("Ana Ruiz", "said", "the Halden bridge is safe"), said("Bo Lind", "denied", "the Halden bridge is safe")];
    for (n, outlet) in ["The Harbour Post", "The Valley Wire", "The Fjord Times"].iter().enumerate() {
        let mut record = page(&format!("https://{n}.example/1"), outlet, &both);
        // The third is no copy, but of the same agency as the first.
        if n == 2 {
            record = page("https://2.example/1", outlet, &[said("Cy Mora", "said", "the Halden bridge is safe for lorries and buses")]);
        }
        record.article.agency = (n != 1).then(|| "Fjord Press".to_owned());
        ledger.add(&record).unwrap();
    }
    ledger.reconcile().unwrap();
    let row = listed(&ledger, &DisputeFilter::default())[0].row();
    assert_eq!((row.pages, row.independent_pages, row.origins), (3, 2, 1));
    let head = ledger.claim_head(&row.id).unwrap().unwrap();
    assert_eq!(head.origins.iter().map(|origin| (origin.name.as_str(), origin.pages)).collect::<Vec<_>>(), [("Fjord Press", 3)]);
    let link = &head.links[0];
    assert_eq!((link.relation, link.earlier.speaker.as_str(), link.later.speaker.as_str()), (Relation::Contradicts, "Ana Ruiz", "Bo Lind"));
    assert!(link.why.contains("words: "), "{}", link.why);
    assert_eq!(head.turns, []);
}

#[test]
fn somebody_against_himself_is_shown_by_both_statements() {
    let (mut ledger, _folder) = ledger();
    for (n, cue) in ["denied", "said"].into_iter().enumerate() {
        let words = format!("the Halden bridge is safe for lorries{}", " now".repeat(n));
        ledger.add(&page(&format!("https://{n}.example/1"), "The Harbour Post", &[said("Bo Lind", cue, &words)])).unwrap();
    }
    ledger.reconcile().unwrap();
    let bo = ledger.actors(Some("bo lind"), Part::first(1)).unwrap().remove(0);
    let turns = ledger.actor_head(&bo.id).unwrap().unwrap().turns;
    let [turn] = turns.as_slice() else { panic!("{turns:?}") };
    assert_eq!((turn.name.as_str(), turn.before.act, turn.after.act), ("Bo Lind", Act::Deny, Act::Say));
    assert_eq!(ledger.claim_head(turn.after.claim.as_deref().unwrap()).unwrap().unwrap().turns, turns);
}

#[test]
fn an_accusation_is_worded_with_its_cue() {
    let (mut ledger, _folder) = disputed();
    let mut record = page("https://c.example/3", "The Harbour Post", &[said("Ana Ruiz", "accused", "Di Ek of breaking the bridge")]);
    record.statements[0].act = Act::Accuse;
    ledger.add(&record).unwrap();
    let worded = "UPDATE statement SET claim = 9, wording_start = (SELECT start FROM statement_span
            WHERE statement = statement.key AND part = 'content'), wording_end = wording_start WHERE act = 'accuse';
        UPDATE claim SET wording = (SELECT key FROM statement WHERE act = 'accuse') WHERE key = 9";
    ledger.connection.execute_batch(worded).unwrap();
    assert_eq!(ledger.claim_head("claim-9").unwrap().unwrap().lead.as_deref(), Some("accused"));
    assert_eq!(listed(&ledger, &DisputeFilter::default())[0].lead.as_deref(), Some("accused"));
}

#[test]
fn actors_are_listed_with_most_on_record_first() {
    let (mut ledger, _folder) = disputed();
    crate::claims::refresh(&ledger.connection, [9]).unwrap();
    let mut record = page("https://c.example/3", "The Harbour Post", &[said("Di Ek", "said", "it rains")]);
    let span = record.statements[0].source[0];
    record.actors[0].roles = vec![Role { title: "mayor".to_owned(), of: Some("Kessin".to_owned()), span }];
    ledger.add(&record).unwrap();
    let listed = |named: Option<&str>, part: Part| ledger.listed_actors(named, part).unwrap();
    let first = listed(None, Part::first(2));
    let shown: Vec<_> = first.items.iter().map(|line| (line.party.name.as_str(), line.statements, line.disputes)).collect();
    assert_eq!((first.total, shown), (4, vec![("Bo Lind", 2, 1), ("Ana Ruiz", 1, 1)]));
    let last = &listed(None, Part { offset: 3, limit: 2 }).items[0];
    assert_eq!((last.party.name.as_str(), last.disputes, last.role.as_deref()), ("Di Ek", 0, Some("mayor, Kessin")));
    for (named, total) in [("  LIND ", 1), ("i", 3), ("nobody", 0), ("%", 0)] {
        let found = listed(Some(named), Part::first(1));
        assert_eq!((found.total, found.items.len() as u64), (total, total.min(1)), "{named}");
    }
    let (bo, ana) = (first.items[0].party.id.clone(), first.items[1].party.id.clone());
    ledger.merge_actors(&ana, &bo, "mara").unwrap();
    let found = ledger.listed_actors(Some("ana"), Part::first(9)).unwrap();
    assert_eq!((found.total, found.items[0].party.name.as_str(), found.items[0].statements), (1, "Bo Lind", 3));
}

#[test]
fn claims_are_worded_by_the_ids_that_are_asked_for() {
    let (ledger, _folder) = disputed();
    let wordings = ledger.wordings(["claim-9", "claim-10", "claim-11"]).unwrap();
    assert_eq!(wordings.len(), 2, "an id of no claim is left out");
    assert_eq!((wordings["claim-9"].words.as_str(), &wordings["claim-10"]), ("the bridge is safe", &wordings["claim-9"]));
}

#[test]
fn an_actor_is_shown_against_itself() {
    let (ledger, _folder) = disputed();
    let bo = ledger.actors(Some("bo lind"), Part::first(1)).unwrap().remove(0);
    let head = ledger.actor_head(&bo.id).unwrap().unwrap();
    assert!(head.claims[0].affirms > 0 && head.claims[0].denies > 0, "{:?}", head.claims);
    // Being of one claim is not enough: the words must be against each other.
    assert_eq!(head.turns, []);
    let record = ledger.actor_record(&bo.id, Some(Act::Deny), Part::first(5)).unwrap();
    assert_eq!((record.total, record.items[0].words.as_str()), (1, "the bridge is safe at all"));
}

#[test]
fn who_is_accused_and_silent_is_named() {
    let (mut ledger, _folder) = disputed();
    let accused = [said("Ana Ruiz", "said", "Di Ek broke the bridge"), said("Di Ek", "said", "it rains")];
    ledger.add(&page("https://c.example/3", "The Harbour Post", &accused)).unwrap();
    let mentioned = "UPDATE statement SET claim = 9, act = 'accuse' WHERE content = 'Di Ek broke the bridge';
        INSERT INTO mention SELECT s.article, (SELECT key FROM actor WHERE name = 'Di Ek'), p.start, p.start + 5
        FROM statement s JOIN statement_span p ON p.statement = s.key AND p.part = 'content' WHERE s.content = 'Di Ek broke the bridge'";
    ledger.connection.execute_batch(mentioned).unwrap();
    let unheard =
        |ledger: &Ledger| ledger.claim_head("claim-9").unwrap().unwrap().unheard.into_iter().map(|party| party.name).collect::<Vec<_>>();
    assert_eq!(unheard(&ledger), ["Di Ek"]);
    let asked = DisputeFilter { unheard: true, ..DisputeFilter::default() };
    let found = |ledger: &Ledger| {
        crate::disputes::refresh(&ledger.connection, 9).unwrap();
        listed(ledger, &asked).len()
    };
    assert_eq!(found(&ledger), 1);
    ledger.connection.execute("UPDATE statement SET claim = 9 WHERE content = 'it rains'", []).unwrap();
    assert_eq!((unheard(&ledger), found(&ledger)), (Vec::new(), 0));
}

#[test]
fn a_side_has_each_statement_once_with_all_its_speakers() {
    let (mut ledger, _folder) = ledger();
    let sentences =
        [said("Cy Mora", "said", "it rains"), said("Ana Ruiz", "said", "the bridge is safe"), said("Bo Lind", "denied", "that")];
    for url in ["https://a.example/1", "https://copy.example/1"] {
        let mut record = page(url, "The Harbour Post", &sentences);
        record.statements[1].speakers = vec!["a1".to_owned(), "a0".to_owned()];
        record.statements[2].refers_to = Some(record.statements[1].id.clone());
        record.statements[1].said_on =
            Some(When { from: "2024-03-01".into(), to: "2024-03-31".into(), basis: Basis::Expression, span: None });
        ledger.add(&record).unwrap();
    }
    let claim = "INSERT OR IGNORE INTO claim (key, id, first, wording) VALUES (99, 'claim-99', 2, 2);
        UPDATE statement SET claim = 99 WHERE content <> 'it rains'; UPDATE article SET copy_of = 1 WHERE key = 2";
    ledger.connection.execute_batch(claim).unwrap();
    let side = ledger.side("claim-99", Stance::Affirms, Part::first(1)).unwrap();
    assert_eq!((side.statements.total, side.independent), (2, 1));
    let first = &side.statements.items[0];
    assert_eq!(first.speakers.iter().map(|party| party.name.as_str()).collect::<Vec<_>>(), ["Ana Ruiz", "Cy Mora"]);
    assert_eq!((first.date.as_deref(), first.date_to.as_deref(), first.dated), (Some("2024-03-01"), Some("2024-03-31"), true));
    let denied = ledger.side("claim-99", Stance::Denies, Part::first(1)).unwrap().statements.items.remove(0);
    let meant = denied.meant.unwrap();
    assert_eq!(
        (meant.statement, meant.speaker.as_str(), meant.words.as_str()),
        (first.statement.clone(), "Ana Ruiz and Cy Mora", "the bridge is safe")
    );
    assert_eq!((denied.date.as_deref(), denied.dated), (Some("2024-05-17"), false), "the day is that of the page");
    let head = ledger.claim_head("claim-99").unwrap().unwrap();
    assert_eq!((head.first.as_deref(), head.first_to.as_deref()), (Some("2024-03-01"), Some("2024-03-31")));
    assert_eq!((head.last.as_deref(), head.last_to.as_deref()), (Some("2024-05-17"), None));
}

#[test]
fn what_was_searched_for_is_found_in_the_words() {
    let (ledger, _folder) = disputed();
    let found = ledger.find_statements("bridges", &SearchFilter::default(), Part::first(1)).unwrap();
    let words = onrecord::Text::new(found.found.items[0].words.clone());
    assert_eq!(found.hits[0].iter().map(|&hit| words.slice(hit)).collect::<Vec<_>>(), ["bridge"]);
    let article = ledger.find_articles("bridges", &SearchFilter::default(), Part::first(1)).unwrap().found.items.remove(0);
    let words = onrecord::Text::new(article.words);
    assert!(!article.hits.is_empty() && article.hits.iter().all(|&hit| words.slice(hit) == "bridge"));
}

#[test]
fn found_statements_have_facets() {
    let (ledger, _folder) = disputed();
    let found = ledger.find_statements("bridge", &SearchFilter::default(), Part::first(2)).unwrap();
    assert_eq!((found.found.total, found.found.items.len(), found.more), (4, 2, false));
    assert_eq!(found.facets.acts.iter().map(|facet| (facet.value.as_str(), facet.count)).collect::<Vec<_>>(), [("say", 3), ("deny", 1)]);
    let denied = SearchFilter { act: Some(Act::Deny), ..SearchFilter::default() };
    assert_eq!(ledger.find_statements("bridge", &denied, Part::first(2)).unwrap().found.total, 1);
    assert_eq!(ledger.find_statements("\" OR 1=1 --", &SearchFilter::default(), Part::first(2)).unwrap().found.total, 0);
}

#[test]
fn a_search_is_narrowed_by_who_what_where_and_when() {
    let (mut ledger, _folder) = disputed();
    let mut later = page("https://c.example/3", "The Hill Times", &[said("Ada Ruiz", "said", "the bridge ships were “naïve, safe”")]);
    later.article.published = Some("2024-06-01T08:00:00Z".to_owned());
    later.statements[0].said_on =
        Some(When { from: "2024-05-20".to_owned(), to: "2024-05-20".to_owned(), basis: Basis::Expression, span: None });
    ledger.add(&later).unwrap();
    let ana = ledger.actors(Some("ana ruiz"), Part::ALL).unwrap().remove(0).id;
    let word = |word: &str| Some(word.to_owned());
    let none = SearchFilter::default;
    // What is asked for, how many statements and how many articles there are, and how many the name means.
    for (words, filter, statements, articles, named) in [
        ("bridge", none(), 5, 3, 0),
        ("\"bridge is\" safe", none(), 4, 2, 0),
        ("“is quite safe”", none(), 1, 1, 0),
        ("\"bridges\"", none(), 0, 0, 0),
        ("\"naive safe\" bridges", none(), 1, 1, 0),
        ("bridge", SearchFilter { actor: Some(ana), ..none() }, 1, 1, 1),
        ("bridge", SearchFilter { actor: word(" BO lind "), ..none() }, 2, 2, 1),
        ("bridge", SearchFilter { actor: word("ruiz"), ..none() }, 2, 2, 2),
        ("bridge", SearchFilter { actor: word("zed"), ..none() }, 0, 0, 0),
        ("bridge", SearchFilter { actor: word("bo lind"), act: Some(Act::Deny), ..none() }, 1, 1, 1),
        ("bridge", SearchFilter { act: Some(Act::Warn), ..none() }, 0, 0, 0),
        ("bridge", SearchFilter { outlet: word("The Valley Wire"), ..none() }, 2, 1, 0),
        ("bridge", SearchFilter { from: word("2024-05-18"), ..none() }, 1, 1, 0),
        ("bridge", SearchFilter { from: word("2024-05-18"), to: word("2024-05-31"), ..none() }, 1, 0, 0),
        ("bridge", SearchFilter { to: word("2024-06-01"), outlet: word("The Hill Times"), ..none() }, 1, 1, 0),
        ("\"\" ( 😀", SearchFilter { outlet: word("The Hill Times"), ..none() }, 0, 0, 0),
    ] {
        let found = ledger.find_statements(words, &filter, Part::first(1)).unwrap();
        let hits = ledger.search(words, &filter, Part { offset: 1, limit: 1 }).unwrap();
        assert_eq!((found.found.total, hits.articles_in_all, found.actors.len()), (statements, articles, named), "{words} {filter:?}");
        let listed = |total: u64| usize::from(total > 1);
        assert_eq!(
            (hits.statements.len(), hits.articles.len(), hits.more),
            (listed(statements), listed(articles), false),
            "{words} {filter:?}"
        );
    }
}

#[test]
fn a_common_word_is_followed_only_so_far_and_a_few_are_found_among_many() {
    let (mut ledger, _folder) = ledger();
    ledger.add(&page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "the first bridge")])).unwrap();
    let many: Vec<_> = (0..50).map(|n| said("Bo Lind", "said", &format!("the bridge number {n}"))).collect();
    ledger.add(&page("https://b.example/2", "The Valley Wire", &many)).unwrap();
    let grown = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 420)
        INSERT INTO statement (id, article, source, cue, content, form, act, stance, confidence)
        SELECT s.id || '.' || n, s.article, s.source, s.cue, s.content, s.form, s.act, s.stance, s.confidence
        FROM statement s CROSS JOIN n WHERE s.article = 2;
        INSERT INTO speaker (statement, position, actor) SELECT key, 0, 2 FROM statement WHERE key > 51";
    ledger.connection.execute_batch(grown).unwrap();
    let found = |filter: SearchFilter| ledger.find_statements("bridge", &filter, Part::first(1)).unwrap();
    let word = |word: &str| Some(word.to_owned());
    let none = SearchFilter::default;
    let all = found(none());
    assert_eq!((all.found.total, all.more), (2000, true));
    let first = found(SearchFilter { actor: word("ana"), ..none() });
    assert_eq!((first.found.total, first.more), (1, false), "looked up by who said it");
    let first = found(SearchFilter { outlet: word("The Harbour Post"), ..none() });
    assert_eq!((first.found.total, first.more), (1, false), "looked up by its paper");
    let busy = found(SearchFilter { actor: word("bo lind"), ..none() });
    assert_eq!((busy.found.total, busy.more), (2000, true));
    // No index leads to an act: none of the latest denies, and others are not looked at.
    let denied = found(SearchFilter { act: Some(Act::Deny), ..none() });
    assert_eq!((denied.found.total, denied.more), (0, true));
    let phrase = ledger.find_statements("\"bridges\"", &none(), Part::first(1)).unwrap();
    assert_eq!((phrase.found.total, phrase.more), (0, true));
}

#[test]
fn a_ledger_that_is_only_read_is_not_changed() {
    let (ledger, folder) = disputed();
    let mut reading = Ledger::open_to_read(folder.path().join("onrecord.db")).unwrap();
    let before = reading.data_version().unwrap();
    let error = reading.add(&page("https://c.example/3", "The Harbour Post", &[said("Di Ek", "said", "no")])).unwrap_err();
    assert!(error.is_read_only(), "{error}");
    drop(ledger);
    let mut writing = Ledger::open(folder.path().join("onrecord.db")).unwrap();
    writing.add(&page("https://c.example/3", "The Harbour Post", &[said("Di Ek", "said", "no")])).unwrap();
    assert_ne!(reading.data_version().unwrap(), before);
}

#[test]
fn versions_and_articles_are_listed() {
    let (mut ledger, _folder) = disputed();
    ledger.add(&page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "the bridge is closed")])).unwrap();
    let versions = ledger.versions("https://a.example/1").unwrap();
    assert_eq!(versions.iter().map(|version| (version.version, version.newest)).collect::<Vec<_>>(), [(1, false), (2, true)]);
    let articles = ledger.articles(Part::first(1)).unwrap();
    assert_eq!((articles.total, articles.items[0].version, articles.items[0].statements), (2, 2, 1));
}
