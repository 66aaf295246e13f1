//! Findings on invented events.

use super::*;
use crate::frame::Mode;
use crate::model::{Qualifier, Quantity, Verdict};
use crate::pack::bundled;
use crate::span::Span;

fn event(claim: &str, kind: &str, class: &str, parties: &[(&str, &str)], when: Option<(&str, &str)>) -> Event {
    Event {
        claim: claim.to_owned(),
        statement: format!("{claim}.s"),
        frame: format!("{claim}.f"),
        pack: "dprk".to_owned(),
        kind: kind.to_owned(),
        class: class.to_owned(),
        item: class.to_owned(),
        parties: parties.iter().map(|(role, code)| ((*role).to_owned(), (*code).to_owned())).collect(),
        quantity: None,
        when: when.map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap())),
        said: "2024-05-17".parse().ok(),
        mode: Mode::Asserted,
        over_limit: false,
    }
}

fn oil(claim: &str, supplier: &str, value: f64, unit: &str, qualifier: Qualifier, when: Option<(&str, &str)>) -> Event {
    let quantity = Quantity { span: Span::new(0, 1), value, unit: Some(unit.to_owned()), qualifier, value_to: None };
    let parties = [("supplier", supplier), ("recipient", "KP")];
    Event { quantity: Some(quantity), ..event(claim, "transfer", "refined petroleum", &parties, when) }
}

/// The verdicts on a claim by rule, without the catch-all of 2270 that stands beside each ban on arms.
fn verdicts(events: &[Event], claim: &str) -> Vec<String> {
    let found = findings(events, bundled(), |asked| asked == claim);
    let word = |verdict| match verdict {
        Verdict::WouldBreach => "breach",
        Verdict::WithinLimit => "within",
        Verdict::Unclear => "unclear",
    };
    found.iter().filter(|f| !f.rule.starts_with("UNSCR 2270 ¶8")).map(|f| format!("{} {}", f.rule, word(f.verdict))).collect()
}

fn check(events: &[Event], expected: &[&str]) {
    assert_eq!(verdicts(events, "c"), expected, "{events:?}");
}

const FROM_KP: &[(&str, &str)] = &[("supplier", "KP"), ("recipient", "RU")];

#[test]
fn bans() {
    check(&[event("c", "transfer", "munitions", FROM_KP, None)], &["UNSCR 1874 ¶9 breach"]);
    check(&[event("c", "transfer", "missiles", FROM_KP, None)], &["UNSCR 1718 ¶8(b) breach", "UNSCR 1874 ¶9 breach"]);
    check(&[event("c", "transfer", "missiles", FROM_KP, Some(("2007-01-01", "2007-12-31")))], &["UNSCR 1718 ¶8(b) breach"]);
    check(&[event("c", "transfer", "missiles", FROM_KP, Some(("2001-01-01", "2001-12-31")))], &[]);
    check(&[event("c", "transfer", "small arms", &[("recipient", "KP")], Some(("2012-01-01", "2012-12-31")))], &[]);
    check(&[event("c", "transfer", "small arms", &[("recipient", "KP")], Some(("2018-01-01", "2018-12-31")))], &["UNSCR 2270 ¶6 breach"]);
    check(&[event("c", "transfer", "munitions", &[("supplier", "IR"), ("recipient", "RU")], None)], &[]);
    check(
        &[event("c", "test", "ballistic missiles", &[("actor", "KP")], None)],
        &["UNSCR 1718 ¶5 breach", "UNSCR 1874 ¶2, launches breach"],
    );
    check(
        &[event("c", "test", "nuclear explosions", &[("actor", "KP")], None)],
        &["UNSCR 1718 ¶2 breach", "UNSCR 1874 ¶2, nuclear tests breach"],
    );
    check(&[event("c", "test", "ballistic missiles", &[("actor", "IN")], None)], &[]);
    check(&[event("c", "use", "missiles", &[("actor", "RU")], None)], &[]);
}

#[test]
fn what_cannot_be_told() {
    let munitions = event("c", "transfer", "munitions", FROM_KP, None);
    check(&[Event { mode: Mode::Open, ..munitions.clone() }], &["UNSCR 1874 ¶9 unclear"]);
    check(&[Event { mode: Mode::Negated, ..munitions.clone() }], &[]);
    check(&[Event { said: None, ..munitions.clone() }], &["UNSCR 1874 ¶9 unclear"]);
    check(&[event("c", "transfer", "munitions", FROM_KP, Some(("2009-01-01", "2009-12-31")))], &["UNSCR 1874 ¶9 unclear"]);
    check(&[event("c", "pledge", "coal", FROM_KP, None)], &["UNSCR 2371 ¶8 unclear"]);
    // "Missile tests" may be of ballistic ones or not.
    check(&[event("c", "test", "missiles", &[("actor", "KP")], None)], &["UNSCR 1718 ¶5 unclear", "UNSCR 1874 ¶2, launches unclear"]);
    let trade = verdicts(&[event("c", "transfer", "munitions", &[("party", "KP"), ("counterparty", "RU")], None)], "c");
    assert!(trade.contains(&"UNSCR 1874 ¶9 unclear".to_owned()) && trade.contains(&"UNSCR 1874 ¶10 unclear".to_owned()), "{trade:?}");
}

#[test]
fn caps() {
    let march = Some(("2024-03-01", "2024-03-31"));
    let barrels = |value, qualifier| [oil("c", "RU", value, "barrel", qualifier, march)];
    check(&barrels(165_000.0, Qualifier::Exactly), &["UNSCR 2397 ¶5 within"]);
    check(&barrels(500_000.0, Qualifier::About), &["UNSCR 2397 ¶5 within"]);
    check(&barrels(500_001.0, Qualifier::Exactly), &["UNSCR 2397 ¶5 breach"]);
    check(&barrels(700_000.0, Qualifier::MoreThan), &["UNSCR 2397 ¶5 breach"]);
    check(&barrels(500_000.0, Qualifier::MoreThan), &["UNSCR 2397 ¶5 breach"]);
    check(&barrels(500_000.0, Qualifier::AtLeast), &["UNSCR 2397 ¶5 unclear"]);
    check(&barrels(165_000.0, Qualifier::MoreThan), &["UNSCR 2397 ¶5 unclear"]);
    check(&[oil("c", "RU", 9_000.0, "ton", Qualifier::Exactly, march)], &["UNSCR 2397 ¶5 unclear"]);
    check(&[oil("c", "RU", 42_000_000.0, "gallon", Qualifier::Exactly, march)], &["UNSCR 2397 ¶5 breach"]);
    check(&[oil("c", "RU", 900_000.0, "barrel", Qualifier::Exactly, Some(("2022-01-01", "2024-05-17")))], &["UNSCR 2397 ¶5 unclear"]);
    check(&[event("c", "transfer", "refined petroleum", &[("supplier", "RU"), ("recipient", "KP")], None)], &["UNSCR 2397 ¶5 unclear"]);
    let passed =
        Event { over_limit: true, ..event("c", "transfer", "refined petroleum", &[("supplier", "RU"), ("recipient", "KP")], None) };
    check(&[passed], &["UNSCR 2397 ¶5 breach"]);
    let crude = Event { class: "crude oil".to_owned(), ..oil("c", "CN", 600_000.0, "tonne", Qualifier::Exactly, march) };
    check(&[crude], &["UNSCR 2397 ¶4 breach"]);
}

#[test]
fn caps_add_up_over_claims() {
    let march = Some(("2024-03-01", "2024-03-31"));
    let april = Some(("2024-04-01", "2024-04-30"));
    let exactly = Qualifier::Exactly;
    let own = oil("c", "RU", 300_000.0, "barrel", exactly, march);
    check(&[own.clone(), oil("d", "RU", 250_000.0, "barrel", exactly, april)], &["UNSCR 2397 ¶5 breach"]);
    check(&[own.clone(), oil("d", "RU", 300_000.0, "barrel", exactly, march)], &["UNSCR 2397 ¶5 within"]);
    check(&[own.clone(), oil("d", "RU", 250_000.0, "barrel", exactly, Some(("2023-04-01", "2023-04-30")))], &["UNSCR 2397 ¶5 within"]);
    check(&[own.clone(), oil("d", "CN", 250_000.0, "barrel", exactly, march)], &["UNSCR 2397 ¶5 breach"]);
    // Each of a claim's years is held against the limit, and a vague bound takes nothing from a firm number.
    check(&[own.clone(), oil("c", "RU", 900_000.0, "barrel", exactly, Some(("2023-01-01", "2023-12-31")))], &["UNSCR 2397 ¶5 breach"]);
    let firm = oil("c", "RU", 550_000.0, "barrel", exactly, march);
    check(&[firm, oil("c", "RU", 600_000.0, "barrel", Qualifier::AtMost, march)], &["UNSCR 2397 ¶5 breach"]);
    let why = &findings(&[own, oil("d", "CN", 250_000.0, "barrel", exactly, march)], bundled(), |claim| claim == "c")[0].why;
    assert!(
        why.contains("300,000 barrels, with other claims on record 550,000 barrels if these are true too, of 500,000 barrels"),
        "{why}"
    );
}

#[test]
fn reasons_name_source_match_and_gap_and_never_call_it_true() {
    let events = [event("c", "transfer", "munitions", FROM_KP, None)];
    let found = findings(&events, bundled(), |_| true);
    let finding = found.iter().find(|finding| finding.rule == "UNSCR 1874 ¶9").unwrap();
    for part in [
        "If the claim is true",
        "resolution 1874 of 12 June 2009, paragraph 9",
        "supplier North Korea",
        "recipient Russia",
        "“munitions”",
        "2024-05-17",
    ] {
        assert!(finding.why.contains(part), "{part}: {}", finding.why);
    }
    assert_eq!(finding.statements, ["c.s"]);
}
