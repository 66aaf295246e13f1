//! Claims over several articles: what is one claim, who stands where, and that it does not depend on how articles come.

use onrecord::model::{Qualifier, Quantity, Record, Stance};

use crate::reconcile::STANDING;
use crate::sample::{Said, check_counts, disputes, ledger, page, said};
use crate::{DisputeFilter, Ledger, Part};

const SAFE: &str = "the Halden bridge is safe for lorries";

fn at(number: usize, sentences: &[Said]) -> Record {
    page(&format!("https://a.example/{number}"), "The Harbour Post", sentences)
}

/// Each claim's id, whether it is disputed, and the words of its statements.
fn claims(ledger: &Ledger) -> Vec<(String, bool, String)> {
    let query = "SELECT id, disputed, (SELECT group_concat(content, '; ') FROM statement WHERE claim = claim.key) AS words
        FROM claim WHERE merged_into IS NULL AND words IS NOT NULL ORDER BY key";
    let mut select = ledger.connection.prepare(query).unwrap();
    select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect()
}

/// Pages about three matters.
fn pages() -> Vec<Record> {
    let bridge = ["the Halden bridge is safe for lorries", "the Halden bridge would bear lorries again", "Halden's bridge is unsafe"];
    let flood = ["the Morva dam leaks after the flood", "the leak of the Morva dam is small", "the dam at Morva leaks no more"];
    let wheat = ["the wheat harvest failed in the north", "wheat in the north is scarce", "the northern wheat harvest is lost"];
    let three = |n: usize| [bridge[n], flood[n], wheat[n]].map(|words| said(&format!("Witness {n}"), "said", words));
    (0..9).map(|n| at(n, &[three(n / 3)].into_iter().flatten().skip(n % 3).take(1).collect::<Vec<_>>())).collect()
}

#[test]
fn both_sides_by_two_actors_are_a_dispute() {
    let (mut ledger, _folder) = ledger();
    ledger.add(&at(1, &[said("Ana Ruiz", "said", SAFE)])).unwrap();
    ledger.reconcile().unwrap();
    assert_eq!((claims(&ledger), disputes(&ledger)), (vec![], vec![]));
    let beside = "“It is a fairy tale for the bridge debate”";
    ledger.add(&at(2, &[said("Bo Lind", "denied", "that the Halden bridge is safe"), said("Bo Lind", "said", beside)])).unwrap();
    ledger.reconcile().unwrap();
    let disputes = disputes(&ledger);
    let names = |stance| disputes[0].side(stance).map(|position| position.name.clone()).collect::<Vec<_>>();
    assert_eq!((disputes.len(), disputes[0].head.wording.as_str(), disputes[0].head.pages), (1, SAFE, 2));
    assert_eq!((names(Stance::Affirms), names(Stance::Denies)), (vec!["Ana Ruiz".to_owned()], vec!["Bo Lind".to_owned(); 2]));
    let positions = &disputes[0].positions;
    let direct = positions.iter().map(|position| (position.on_record.words.as_str(), position.direct)).collect::<Vec<_>>();
    assert_eq!(direct, [(SAFE, true), ("that the Halden bridge is safe", true), (beside, false)]);
    let listed = ledger.listed_disputes(&DisputeFilter::default(), Part::ALL).unwrap().items;
    assert_eq!(listed[0].answer.as_ref().map(|answer| answer.words.as_str()), Some("that the Halden bridge is safe"));
    assert_eq!(listed[0].last.as_ref().map(|last| last.words.as_str()), Some(beside));
}

#[test]
fn a_page_may_tell_the_country_of_somebody_who_spoke_to_a_dispute_twice() {
    let (mut ledger, _folder) = ledger();
    let unsafe_still = said("Bo Lind", "said", "the Halden bridge is unsafe for lorries");
    ledger.add(&at(1, &[said("Ana Ruiz", "said", SAFE)])).unwrap();
    ledger.add(&at(2, &[said("Bo Lind", "denied", "that the Halden bridge is safe"), unsafe_still])).unwrap();
    ledger.reconcile().unwrap();
    let mut told = at(3, &[said("Bo Lind", "said", "the wheat harvest failed")]);
    told.actors[0].country = Some("KP".to_owned());
    ledger.add(&told).unwrap();
    let of_country = DisputeFilter { country: Some("KP".to_owned()), ..DisputeFilter::default() };
    assert_eq!(ledger.listed_disputes(&of_country, Part::ALL).unwrap().items.len(), 1);
}

#[test]
fn a_page_that_tells_nothing_of_a_dispute_takes_no_side_in_it() {
    let opened = "the mayor of Lowmere opened the Halden bridge for lorries with a brass band, two choirs and fireworks over the river on a rainy Sunday";
    let dispute = [said("Ana Ruiz", "said", SAFE), said("Bo Lind", "denied", SAFE)];
    // Whichever page comes first.
    for turn in [false, true] {
        let (mut ledger, _folder) = ledger();
        let mut pages = [at(1, &dispute), at(2, &[said("Cy Mora", "said", opened)])];
        if turn {
            pages.reverse();
        }
        for page in &pages {
            ledger.add(page).unwrap();
            ledger.reconcile().unwrap();
        }
        let [claim] = &disputes(&ledger)[..] else { panic!("{:?}", claims(&ledger)) };
        let stance = |name: &str| claim.positions.iter().find(|position| position.name == name).map(|position| position.on_record.stance);
        let stances = ["Ana Ruiz", "Bo Lind", "Cy Mora"].map(stance);
        assert_eq!(stances, [Some(Stance::Affirms), Some(Stance::Denies), Some(Stance::Neutral)]);
    }
}

#[test]
fn who_says_what_is_denied_elsewhere_takes_a_side_whatever_came_first() {
    let pages = [("Ana Ruiz", "said"), ("Di Novak", "said"), ("Bo Lind", "denied")];
    for first in 0..3 {
        let (mut ledger, _folder) = ledger();
        for step in 0..3 {
            let number = (first + step) % 3;
            let (who, cue) = pages[number];
            ledger.add(&at(number, &[said(who, cue, SAFE)])).unwrap();
            ledger.reconcile().unwrap();
        }
        let [claim] = &disputes(&ledger)[..] else { panic!("{:?}", claims(&ledger)) };
        assert!(claim.positions.iter().all(|position| position.direct && position.on_record.stance != Stance::Neutral), "{first}");
    }
}

#[test]
fn what_a_person_decides_is_answered_by_all_of_the_other_side() {
    let (mut ledger, _folder) = ledger();
    let pages = [at(1, &[said("Ana Ruiz", "said", SAFE)]), at(2, &[said("Bo Lind", "said", SAFE)])];
    for page in &pages {
        ledger.add(page).unwrap();
    }
    ledger.reconcile().unwrap();
    ledger.correct(&pages[1].statements[0].id, &crate::Correction::Act(onrecord::model::Act::Deny), "mara").unwrap();
    ledger.correct(&pages[1].statements[0].id, &crate::Correction::Stance(Stance::Denies), "mara").unwrap();
    let [claim] = &disputes(&ledger)[..] else { panic!("{:?}", claims(&ledger)) };
    assert_eq!((claim.statements(Stance::Affirms).len(), claim.statements(Stance::Denies).len()), (1, 1));
    let gainsaid = "SELECT count(*) FROM matter WHERE gainsaid = terms AND act = 'deny'";
    assert_eq!(ledger.connection.query_row(gainsaid, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn one_actor_against_itself_is_no_dispute() {
    let (mut ledger, _folder) = ledger();
    ledger.add(&at(1, &[said("Ana Ruiz", "said", SAFE)])).unwrap();
    ledger.add(&at(2, &[said("Ana Ruiz", "denied", SAFE)])).unwrap();
    ledger.reconcile().unwrap();
    assert!(matches!(claims(&ledger).as_slice(), [(_, false, _)]), "{:?}", claims(&ledger));
}

#[test]
fn one_by_one_gives_what_all_at_once_gives() {
    let (mut once, _folder) = ledger();
    let (mut each, _other) = ledger();
    for record in pages() {
        once.add(&record).unwrap();
        each.add(&record).unwrap();
        each.reconcile().unwrap();
    }
    once.reconcile().unwrap();
    assert_eq!(claims(&once), claims(&each));
    let before = claims(&once);
    once.reconcile().unwrap();
    assert_eq!(claims(&once), before);
}

#[test]
fn matters_stay_apart_and_a_claim_keeps_its_id_as_it_grows() {
    let (mut ledger, _folder) = ledger();
    let mut ids = Vec::new();
    for record in pages() {
        ledger.add(&record).unwrap();
        ledger.reconcile().unwrap();
        let now = claims(&ledger);
        let known: Vec<String> = now.iter().map(|(id, ..)| id.clone()).collect();
        assert!(ids.iter().all(|id| known.contains(id)));
        ids = known;
        for (_, _, words) in now {
            let matters = ["bridge", "dam", "wheat"].iter().filter(|word| words.contains(*word)).count();
            assert_eq!(matters, 1, "{words}");
        }
    }
    assert_eq!(ids.len(), 3);
}

#[test]
fn few_common_words_are_enough_where_the_articles_are_alike() {
    let late = ["the engineers' report on the quay was late by a year", "a late report helps only the owners of the old crane"];
    let quay = ["the Halden bridge is safe for lorries", "the Morva dam leaks after the flood", "fog closed the ferry at Lowmere"];
    let farm = ["the wheat harvest failed in the north", "the co-operative sold its barns", "frost took the cherry blossom this spring"];
    for (beside, joined) in [(quay, true), (farm, false)] {
        let (mut ledger, _folder) = ledger();
        for (number, (late, beside)) in late.into_iter().zip([quay, beside]).enumerate() {
            let all: Vec<Said> = [late].into_iter().chain(beside).map(|words| said(&format!("Witness {number}"), "said", words)).collect();
            ledger.add(&at(number, &all)).unwrap();
            ledger.reconcile().unwrap();
        }
        let together = claims(&ledger).iter().any(|(_, _, words)| late.iter().all(|late| words.contains(late)));
        assert_eq!(together, joined, "{:?}", claims(&ledger));
    }
}

#[test]
fn copies_and_older_versions_do_not_count() {
    let (mut ledger, _folder) = ledger();
    let both = [said("Ana Ruiz", "said", SAFE), said("Bo Lind", "denied", SAFE)];
    ledger.add(&page("https://a.example/1", "The Harbour Post", &both)).unwrap();
    ledger.add(&page("https://b.example/2", "The Valley Wire", &both)).unwrap();
    ledger.reconcile().unwrap();
    let dispute = &disputes(&ledger)[0];
    assert_eq!((dispute.head.pages, dispute.head.independent_pages, dispute.positions.len()), (2, 1, 4));
    let one_side = [said("Ana Ruiz", "said", "the Halden bridge is quite safe for lorries")];
    ledger.add(&page("https://a.example/1", "The Harbour Post", &one_side)).unwrap();
    ledger.add(&page("https://b.example/2", "The Valley Wire", &one_side)).unwrap();
    ledger.reconcile().unwrap();
    assert_eq!(disputes(&ledger), []);
}

#[test]
fn a_claim_with_many_positions_is_compared_through_few_topics() {
    let (mut ledger, _folder) = ledger();
    for n in 0..40 {
        let when = ["at dawn", "at noon", "at dusk"][n % 3];
        ledger.add(&at(n, &[said(&format!("Witness {n}"), "said", &format!("{SAFE} {when}"))])).unwrap();
    }
    ledger.reconcile().unwrap();
    let standing: i64 = ledger.connection.query_row("SELECT count(*) FROM topic WHERE stands", [], |row| row.get(0)).unwrap();
    assert_eq!((claims(&ledger).len(), claims(&ledger)[0].2.matches("; ").count()), (1, 39));
    assert!(standing <= STANDING);
}

#[test]
fn numbers_of_two_articles_are_compared_by_their_measure() {
    for (kilograms, expected) in [(9000.0, "updates_number"), (7000.0, "same")] {
        let (mut ledger, _folder) = ledger();
        for (number, (value, unit)) in [(7.0, "tonne"), (kilograms, "kilogram")].into_iter().enumerate() {
            let mut record = at(number, &[said("Ana Ruiz", "said", "the barge brought wheat to the Morva mill")]);
            let (span, unit) = (record.statements[0].content[0], Some(unit.to_owned()));
            record.statements[0].quantities.push(Quantity { span, value, unit, qualifier: Qualifier::Exactly, value_to: None });
            ledger.add(&record).unwrap();
            ledger.reconcile().unwrap();
        }
        let relation: String = ledger.connection.query_row("SELECT relation FROM link", [], |row| row.get(0)).unwrap();
        assert_eq!(relation, expected, "7 tonnes and {kilograms} kg");
    }
}

/// All that is kept of claims as they grow.
fn kept(ledger: &Ledger) -> Vec<String> {
    let query = "SELECT 'claim ' || id || ' ' || disputed || ' ' || coalesce(wording, '') FROM claim
        UNION ALL SELECT 'has ' || facet || ' ' || value || ' ' || claim FROM dispute_has
        UNION ALL SELECT 'aside ' || key FROM statement WHERE aside ORDER BY 1";
    let mut select = ledger.connection.prepare(query).unwrap();
    select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_grows_is_as_if_all_were_looked_at() {
    let (mut ledger, _folder) = ledger();
    let people = ["Ana Ruiz", "Bo Lind", "Cy Mora", "Di Novak", "Ed Quill", "Flo Roe", "Gus Hale", "Hal Wick"];
    let matters = ["the Halden bridge is safe for lorries", "the Morva dam leaks after the flood", "the wheat harvest failed in the north"];
    let mut seed = 7_u32;
    let mut pick = |n: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as usize % n
    };
    let mut unheard = 0;
    for number in 0..90 {
        let sentences: Vec<Said> = (0..=pick(3))
            .map(|_| {
                let (who, what) = (people[pick(if number < 60 { 5 } else { 8 })], matters[pick(3)]);
                match pick(6) {
                    0 | 1 => said(who, "denied", &format!("that {what}")),
                    2 => said(who, "accused", &format!("{} of hiding that {what}", people[pick(8)])),
                    _ => said(who, "said", what),
                }
            })
            .collect();
        // Now and then a page changes its text.
        let address = if pick(8) == 0 { pick(number + 1) } else { number };
        ledger.add(&at(address, &sentences)).unwrap();
        ledger.reconcile().unwrap();
        if number == 40 {
            let statement: String =
                ledger.connection.query_row("SELECT min(id) FROM statement WHERE claim IS NOT NULL", [], |row| row.get(0)).unwrap();
            ledger.correct(&statement, &crate::Correction::Stance(Stance::Denies), "mara").unwrap();
            ledger.correct(&statement, &crate::Correction::Act(onrecord::model::Act::Warn), "mara").unwrap();
        }
        check_counts(&ledger);
        let grown = kept(&ledger);
        let all: Vec<i64> = ledger
            .connection
            .prepare("SELECT key FROM claim")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        crate::claims::refresh(&ledger.connection, all).unwrap();
        assert_eq!(grown, kept(&ledger), "after page {number}");
        unheard += grown.iter().filter(|row| row.starts_with("has unheard")).count();
    }
    assert!(unheard > 0 && kept(&ledger).iter().any(|row| row.starts_with("has actor")));
}
