//! Findings of a ledger of invented pages.

use std::collections::BTreeMap;

use onrecord::model::{Filler, Finding, Frame, Qualifier, Quantity, Record, Verdict, When};
use onrecord::pack::{Pack, bundled};
use onrecord::{Span, model};

use crate::sample::{ledger, page, said};
use crate::{Found, Ledger, Part, SearchFilter, Shown};

/// A page on which somebody says that one State shipped barrels of petroleum to another in a month of 2024.
fn shipped(url: &str, speaker: &str, words: &str, supplier: &str, barrels: f64, month: u8) -> Record {
    let mut record = page(url, "The Harbour Post", &[said(speaker, "said", words)]);
    let content = record.statements[0].content[0];
    let party = |code: &str| Filler::Party(code.to_owned());
    let quantity = Quantity { span: content, value: barrels, unit: Some("barrel".to_owned()), qualifier: Qualifier::About, value_to: None };
    record.statements[0].quantities.push(quantity.clone());
    record.statements[0].frames.push("f1".to_owned());
    record.frames.push(Frame {
        id: "f1".to_owned(),
        kind: "transfer".to_owned(),
        pack: "dprk".to_owned(),
        roles: BTreeMap::from([
            ("supplier".to_owned(), party(supplier)),
            ("recipient".to_owned(), party("KP")),
            ("item".to_owned(), Filler::Item { span: Span::new(content.start, content.start + 6), class: "refined petroleum".to_owned() }),
        ]),
        quantity: Some(quantity),
        when: Some(When {
            from: format!("2024-{month:02}-01"),
            to: format!("2024-{month:02}-28"),
            basis: model::Basis::Expression,
            span: None,
        }),
        span: content,
    });
    record
}

fn add(ledger: &mut Ledger, record: &Record) {
    ledger.add(record).unwrap();
    ledger.reconcile().unwrap();
}

/// The findings of the claim that a page's statement belongs to.
fn findings(ledger: &Ledger, record: &Record) -> Vec<Finding> {
    let Ok(Found::One(Shown::Statement(statement))) = ledger.show(&record.statements[0].id) else { panic!("it is shown") };
    let claim = statement.claim.expect("it has a claim of its own");
    let Ok(Found::One(Shown::Claim(claim))) = ledger.show(&claim) else { panic!("the claim is shown") };
    claim.head.findings
}

fn verdict(ledger: &Ledger, record: &Record) -> Verdict {
    let found = findings(ledger, record);
    assert_eq!(found.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["UNSCR 2397 ¶5"]);
    found[0].verdict
}

#[test]
fn amounts_of_several_pages_add_up_and_copies_do_not() {
    let (mut ledger, _folder) = ledger();
    let march = shipped("https://a.example/1", "Ana Ruiz", "petrol went east by rail", "RU", 300_000.0, 3);
    add(&mut ledger, &march);
    assert_eq!(verdict(&ledger, &march), Verdict::WithinLimit);
    let mut copy = march.clone();
    copy.origin.url = Some("https://copy.example/1".to_owned());
    add(&mut ledger, &copy);
    assert_eq!(verdict(&ledger, &march), Verdict::WithinLimit);
    let again = shipped("https://b.example/2", "Bo Lind", "diesel crossed some frontier bridge", "RU", 300_000.0, 3);
    add(&mut ledger, &again);
    assert_eq!(verdict(&ledger, &march), Verdict::WithinLimit);
    let april = shipped("https://c.example/3", "Cy Dole", "tankers unloaded at one harbour", "RU", 250_000.0, 4);
    add(&mut ledger, &april);
    assert_eq!((verdict(&ledger, &march), verdict(&ledger, &april)), (Verdict::WouldBreach, Verdict::WouldBreach));
    // The page no longer says so.
    let mut changed = page("https://c.example/3", "The Harbour Post", &[said("Cy Dole", "said", "nothing was unloaded anywhere")]);
    changed.frames.clear();
    add(&mut ledger, &changed);
    assert_eq!(verdict(&ledger, &march), Verdict::WithinLimit);
}

#[test]
fn an_export_has_the_ledgers_findings_and_frames() {
    let (mut ledger, _folder) = ledger();
    let march = shipped("https://a.example/1", "Ana Ruiz", "petrol went east by rail", "RU", 600_000.0, 3);
    add(&mut ledger, &march);
    let record = ledger.records().unwrap().next().unwrap().unwrap();
    assert_eq!(record.frames, march.frames);
    assert_eq!((record.claims.len(), record.claims[0].frames.as_slice()), (1, &["f1".to_owned()][..]));
    assert_eq!(record.statements[0].claim.as_ref(), Some(&record.claims[0].id));
    assert_eq!((&record.findings[0].claim, record.findings[0].verdict), (&record.claims[0].id, Verdict::WouldBreach));
    assert_eq!(record.findings[0].statements, [march.statements[0].id.clone()]);
}

#[test]
fn other_packs_make_all_findings_anew() {
    let (mut ledger, _folder) = ledger();
    let march = shipped("https://a.example/1", "Ana Ruiz", "petrol went east by rail", "RU", 300_000.0, 3);
    add(&mut ledger, &march);
    assert_eq!(verdict(&ledger, &march), Verdict::WithinLimit);
    let lower = bundled()[0].written.replace(
        "from = 2018-01-01\ncap = { period = \"calendar year\", limits = [{ amount = 500_000",
        "from = 2018-01-01\ncap = { period = \"calendar year\", limits = [{ amount = 200_000",
    );
    ledger.keep_packs(&[Pack::parse(&lower).unwrap()]).unwrap();
    ledger.reconcile().unwrap();
    assert_eq!(verdict(&ledger, &march), Verdict::WouldBreach);
    assert_eq!(ledger.packs().unwrap().len(), bundled().len(), "it takes the place of the one with its name");
}

#[test]
fn findings_are_made_again_only_of_what_has_changed() {
    let (mut ledger, _folder) = ledger();
    let march = shipped("https://a.example/1", "Ana Ruiz", "petrol went east by rail", "RU", 300_000.0, 3);
    add(&mut ledger, &march);
    ledger.connection.execute("UPDATE finding SET why = 'kept'", []).unwrap();
    add(&mut ledger, &page("https://b.example/2", "The Valley Wire", &[said("Bo Lind", "said", "the harvest is in")]));
    assert_eq!(findings(&ledger, &march)[0].why, "kept");
    add(&mut ledger, &shipped("https://c.example/3", "Cy Dole", "tankers unloaded at one harbour", "RU", 1_000.0, 5));
    assert_ne!(findings(&ledger, &march)[0].why, "kept");
}

#[test]
fn a_ledger_that_is_asked_is_not_written() {
    let (mut ledger, folder) = ledger();
    add(&mut ledger, &shipped("https://a.example/1", "Ana Ruiz", "petrol went east by rail", "RU", 300_000.0, 3));
    let mut asked = Ledger::open_to_read(folder.path().join("onrecord.db")).unwrap();
    assert!(asked.reconcile().is_err());
    assert_eq!(asked.search("petrol", &SearchFilter::default(), Part::first(5)).unwrap().statements.len(), 1);
    let id = &asked.search("petrol", &SearchFilter::default(), Part::first(5)).unwrap().statements[0].statement;
    assert_eq!(asked.spans(id).unwrap().map(|spans| spans.cue.len()), Some(1));
    assert_eq!(asked.spans("none").unwrap(), None);
}
