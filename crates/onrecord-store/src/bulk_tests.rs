//! Claims of statements that stand in a table are those that a ledger makes of their pages.

use std::collections::BTreeMap;

use onrecord::model::{Qualifier, Quantity, Record};
use onrecord::reconcile::Relation;

use crate::Ledger;
use crate::bulk::{Bulk, OnClaim, Placed, Statement};
use crate::sample::{ledger, page, said};

const SAFE: &str = "the Halden bridge is safe for lorries";

/// Pages on two matters and on none, a copy, a later version, and one amount in two measures.
fn pages() -> Vec<Record> {
    let safe = || said("Ana Ruiz", "said", SAFE);
    let wheat = || said("Cy Mora", "said", "the barge brought wheat to the Morva mill");
    let denial = said("Bo Lind", "denied", &format!("that {SAFE}"));
    let mut pages = vec![
        page("https://a.example/1", "The Harbour Post", &[wheat(), safe()]),
        page("https://b.example/1", "The Valley Wire", &[wheat(), safe()]),
        page("https://a.example/2", "The Harbour Post", &[wheat(), said("Di Novak", "said", "the choir sang well")]),
        page("https://a.example/3", "The Harbour Post", &[denial, safe()]),
        page("https://a.example/4", "The Harbour Post", &[]),
        page("https://a.example/1", "The Harbour Post", &[wheat(), safe(), said("Di Novak", "said", "the choir sang")]),
    ];
    for (at, value, unit) in [(0, 7.0, "tonne"), (1, 7.0, "tonne"), (2, 9000.0, "kilogram"), (5, 7.0, "tonne")] {
        let statement = &mut pages[at].statements[0];
        let (span, unit) = (statement.content[0], Some(unit.to_owned()));
        statement.quantities.push(Quantity { span, value, unit, qualifier: Qualifier::About, value_to: None });
    }
    pages
}

/// The rows of the statements' table, as they are handed on between programs.
fn rows(pages: &[Record]) -> Vec<Statement> {
    let row = |row| serde_json::from_value(serde_json::to_value(row).unwrap()).unwrap();
    pages.iter().flat_map(onrecord_export::table::rows).map(row).collect()
}

fn bulk(rows: impl IntoIterator<Item = Statement>) -> Bulk {
    let mut bulk = Bulk::new().unwrap();
    for row in rows {
        bulk.add(row).unwrap();
    }
    bulk
}

fn on_claims(bulk: &Bulk) -> Vec<OnClaim> {
    let mut out = Vec::new();
    bulk.on_claims(|on_claim| {
        out.push(on_claim);
        Ok(())
    })
    .unwrap();
    out
}

/// Of each statement its claim, that claim's words, whether it is disputed, and what the statement is to others.
fn claims(ledger: &Ledger) -> Vec<String> {
    let query = "SELECT c.id || ' ' || coalesce(substr(a.text, w.wording_start + 1, w.wording_end - w.wording_start), w.content) || ' ' || c.disputed || ' ' || s.id || ' ' ||
            coalesce((SELECT group_concat(relation) FROM (SELECT relation FROM link JOIN statement o ON o.key = other WHERE statement = s.key ORDER BY o.id)), '')
        FROM statement s JOIN claim c ON c.key = s.claim JOIN statement w ON w.key = c.wording JOIN article a ON a.key = w.article
        ORDER BY s.key";
    ledger.connection.prepare(query).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_table_gives_the_claims_of_a_ledger() {
    let (mut ledger, _folder) = ledger();
    for page in pages() {
        ledger.add(&page).unwrap();
    }
    ledger.reconcile().unwrap();
    let mut bulk = bulk(rows(&pages()));
    bulk.reconcile().unwrap();
    let line = |on: &OnClaim| {
        let relations: Vec<_> = on.links.iter().map(|link| crate::wire::word(link.relation).unwrap()).collect();
        format!("{} {} {} {} {}", on.claim, on.wording, u8::from(on.disputed), on.statement, relations.join(","))
    };
    let on_claims = on_claims(&bulk);
    assert_eq!(on_claims.iter().map(line).collect::<Vec<_>>(), claims(&ledger));
    assert!(on_claims.iter().any(|on| on.disputed));
    for relation in [Relation::UpdatesNumber, Relation::Contradicts] {
        let told = |on: &OnClaim| on.links.iter().any(|link| link.relation == relation);
        assert!(on_claims.iter().any(told), "{relation:?}: {on_claims:#?}");
    }
}

#[test]
fn two_steps_give_what_one_gives() {
    let mut whole = bulk(rows(&pages()));
    whole.reconcile().unwrap();
    let mut first = bulk(rows(&pages()));
    first.place().unwrap();
    let (placed, _) = first.placed(0, 1000).unwrap();
    let key = |path: &Option<String>, url: &Option<String>, statement: &str| format!("{path:?} {url:?} {statement}");
    let found: BTreeMap<String, &Placed> = placed.iter().map(|on| (key(&on.path, &on.url, &on.statement), on)).collect();
    let with_place = |mut row: Statement| {
        let place = found.get(&key(&row.path, &row.url, row.statement.as_deref()?))?.place;
        (row.page, row.topic, row.matter) = (Some(place.page), Some(place.topic), Some(place.matter));
        (row.newest, row.independent) = (Some(place.newest), Some(place.independent));
        Some(row)
    };
    let mut second = bulk(rows(&pages()).into_iter().filter_map(with_place));
    second.settle().unwrap();
    assert_eq!(on_claims(&second), on_claims(&whole));
    assert!(!placed.is_empty());
}
