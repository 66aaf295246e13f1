//! Frames of invented contents.

use super::*;
use crate::attribute::Likeness;
use crate::model::{Act, Block, BlockKind};
use crate::pack::bundled;

/// A statement whose content is some words of an article.
pub(super) fn statement(article: &Article, content: &str, act: Act) -> Statement {
    let at = article.text.as_str().find(content).unwrap_or_else(|| panic!("{content} is in the text"));
    let content = vec![article.text.span(at..at + content.len())];
    Statement { act, ..Statement::new("a", Vec::new(), Vec::new(), content) }
}

/// The frames of a sentence in which everything after `|` is content, said by a speaker of a country; one line a frame.
fn read(text: &str, act: Act, country: Option<&str>) -> Vec<String> {
    let (before, content) = text.split_once('|').unwrap_or(("", text));
    let printed = format!("{before}{content}");
    let article = Article {
        blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, printed.chars().count() as u32) }],
        text: printed.as_str().into(),
        published: Some("2024-05-17".to_owned()),
        ..Article::default()
    };
    let mut statements = vec![statement(&article, content, act)];
    // The pages' own stage finds the quantities.
    resolve::resolve(&article, &mut statements, &Likeness::default());
    let actor = |code: &str| Actor {
        id: "a1".to_owned(),
        name: "Speaker".to_owned(),
        kind: ActorKind::Person,
        roles: Vec::new(),
        country: Some(code.to_owned()),
        mentions: Vec::new(),
        names: Vec::new(),
    };
    let actors: Vec<Actor> = country.map(actor).into_iter().collect();
    statements[0].speakers = actors.iter().map(|actor| actor.id.clone()).collect();
    let frames = frames(&article, &mut statements, &actors, bundled());
    assert_eq!(statements[0].frames.len(), frames.len());
    frames.iter().map(|frame| line(&article, frame)).collect()
}

fn line(article: &Article, frame: &Frame) -> String {
    let role = |(role, filler): (&String, &Filler)| match filler {
        Filler::Party(who) => format!("{role}={who}"),
        Filler::Item { span, class } => format!("{role}={} ({class})", article.text.slice(*span)),
    };
    let mut parts = vec![frame.kind.clone(), format!("[{}]", article.text.slice(frame.span))];
    parts.extend(frame.roles.iter().map(role));
    parts.extend(frame.quantity.as_ref().map(|quantity| format!("n={} {}", quantity.value, quantity.unit.as_deref().unwrap_or("?"))));
    parts.extend(frame.when.as_ref().map(|when| format!("{}..{}", when.from, when.to)));
    parts.join(" ")
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text, Act::Say, None), expected, "{text}");
}

#[test]
fn origins() {
    check("Officials said |the weapon likely was from Iran", &["transfer [was] item=weapon (arms) supplier=IR"]);
    check(
        "Officials said |the missiles found in Sudan had come from an Iranian depot",
        &["transfer [come] item=missiles (missiles) supplier=IR"],
    );
    check("Officials said |the shells were reportedly from the year 1990", &[]);
    check("Officials said |Iran was far from a deal on tanks", &[]);
}

#[test]
fn intents() {
    check(
        "The minister said |Iran had no intention to export tanks to Sudan",
        &["transfer [export] item=tanks (major arms) recipient=SD supplier=IR"],
    );
    let ours = read("“|We have no plans of selling tanks to anybody,” she said", Act::Say, Some("IR"));
    assert_eq!(ours, ["transfer [selling] item=tanks (major arms) supplier=IR"]);
}

#[test]
fn verbs() {
    check(
        "Officials said |that Iran had shipped about 300 crates of mortar rounds to Sudan since last year.",
        &["transfer [shipped] item=mortar rounds (munitions) recipient=SD supplier=IR n=300 crate 2023-01-01..2024-05-17"],
    );
    check(
        "Officials said |China sold Syria tanks in March.",
        &["transfer [sold] item=tanks (major arms) recipient=SY supplier=CN 2024-03-01..2024-03-31"],
    );
    check("Officials said |Iran was supplying Syria with drones", &["transfer [supplying] item=drones (drones) recipient=SY supplier=IR"]);
    check(
        "Officials said |Syria had received 40 tanks from Iran",
        &["transfer [received] item=tanks (major arms) recipient=SY supplier=IR n=40 tank"],
    );
    check(
        "Officials said |the Iranian military has repeatedly sent rifles to Yemen",
        &["transfer [sent] item=rifles (small arms) recipient=YE supplier=IR"],
    );
    check(
        "Officials said |Iran handed over shells to Sudan through the port of Kessin",
        &["transfer [handed over] item=shells (munitions) recipient=SD route=the port of Kessin (route) supplier=IR"],
    );
}

#[test]
fn passives_and_relatives() {
    check(
        "Officials said |that 500 rockets were sent to Sudan by Iran",
        &["transfer [sent] item=rockets (munitions) recipient=SD supplier=IR n=500 rocket"],
    );
    check(
        "Officials said |shells shipped to Sudan by Iran were found",
        &["transfer [shipped] item=shells (munitions) recipient=SD supplier=IR"],
    );
    check(
        "Officials said |the weapons that Iran sold to Sudan were old",
        &["transfer [sold] item=weapons (arms) recipient=SD supplier=IR"],
    );
    check(
        "Officials said |Iran, which has exported missiles to Syria, is calm",
        &["transfer [exported] item=missiles (missiles) recipient=SY supplier=IR"],
    );
}

#[test]
fn nouns() {
    check("Officials spoke of |arms shipments from Iran to Sudan", &["transfer [shipments] item=arms (arms) recipient=SD supplier=IR"]);
    check(
        "Officials spoke of |Iran's delivery of 20 tanks to Sudan",
        &["transfer [delivery] item=tanks (major arms) recipient=SD supplier=IR n=20 tank"],
    );
    check(
        "Officials spoke of |Sudan’s purchase of drones from Iran",
        &["transfer [purchase] item=drones (drones) recipient=SD supplier=IR"],
    );
    check("Officials spoke of |trade of arms between Iran and Sudan", &["transfer [trade] counterparty=SD item=arms (arms) party=IR"]);
    check("Officials spoke of |North Korean-Russian arms dealings", &["transfer [dealings] counterparty=RU item=arms (arms) party=KP"]);
    check("Officials said |Iran-supplied missiles fell", &["transfer [Iran-supplied] item=missiles (missiles) supplier=IR"]);
}

#[test]
fn tests_and_uses() {
    check(
        "Officials said |that North Korea test-fired two ballistic missiles on May 3",
        &["test [test-fired] actor=KP item=ballistic missiles (ballistic missiles) n=2 missile 2024-05-03..2024-05-03"],
    );
    check("Officials said |North Korea had conducted a nuclear test", &["test [test] actor=KP item=nuclear (nuclear explosions)"]);
    check(
        "Officials spoke of |Iran's recent series of artillery and missile tests",
        &["test [tests] actor=IR item=artillery (major arms)", "test [tests] actor=IR item=missile (missiles)"],
    );
    check("Officials said |the missiles were fired on Ukraine by Russia", &["use [fired] actor=RU item=missiles (missiles) target=UA"]);
}

#[test]
fn pledges() {
    check(
        "Officials said |Poland pledged 14 tanks to Ukraine",
        &["pledge [pledged] item=tanks (major arms) recipient=UA supplier=PL n=14 tank"],
    );
    check(
        "Officials said |Poland promised to send 14 tanks to Ukraine",
        &["pledge [send] item=tanks (major arms) recipient=UA supplier=PL n=14 tank"],
    );
    let own = read("Poland agreed |to send tanks to Ukraine", Act::Pledge, Some("PL"));
    assert_eq!(own, ["pledge [send] item=tanks (major arms) recipient=UA supplier=PL"]);
}

#[test]
fn who_is_accused_and_who_speaks() {
    let accused = |text: &str, expected: &str| assert_eq!(read(text, Act::Accuse, Some("US")), [expected], "{text}");
    accused("He accused |Iran of supplying shells to Sudan", "transfer [supplying] item=shells (munitions) recipient=SD supplier=IR");
    accused("He accused Iran of |supplying shells to Sudan", "transfer [supplying] item=shells (munitions) recipient=SD supplier=IR");
    let denied = |text: &str, expected: &str| assert_eq!(read(text, Act::Deny, Some("IR")), [expected], "{text}");
    denied("He denied |shipping arms to Sudan", "transfer [shipping] item=arms (arms) recipient=SD supplier=IR");
    denied(
        "He denied |that his country has exported any weapons to Sudan",
        "transfer [exported] item=weapons (arms) recipient=SD supplier=IR",
    );
    denied("He said: |“We never sold drones to Sudan”", "transfer [sold] item=drones (drones) recipient=SD supplier=IR");
}

#[test]
fn lists_and_holders() {
    check(
        "He spoke of |Iran supplying artillery, missiles and other conventional weapons to Syria",
        &[
            "transfer [supplying] item=artillery (major arms) recipient=SY supplier=IR",
            "transfer [supplying] item=missiles (missiles) recipient=SY supplier=IR",
            "transfer [supplying] item=conventional weapons (arms) recipient=SY supplier=IR",
        ],
    );
    check(
        "He said |Iran had shipped about 700 containers filled with munitions to Syria",
        &["transfer [shipped] item=munitions (munitions) recipient=SY supplier=IR n=700 container"],
    );
}

#[test]
fn amounts_and_days_are_an_events_own() {
    let shipped = |amount: &str, when: &str| {
        format!("transfer [shipped] item=refined petroleum (refined petroleum) recipient=KP supplier=RU{amount} {when}")
    };
    check(
        "He said |Russia shipped 100 barrels of refined petroleum to North Korea in 2019 and shipped 900 barrels of refined petroleum to North Korea in 2023",
        &[&shipped(" n=100 barrel", "2019-01-01..2019-12-31"), &shipped(" n=900 barrel", "2023-01-01..2023-12-31")],
    );
    check(
        "He said |Russia shipped 2,000 barrels of refined petroleum a day to North Korea in 2023",
        &[&shipped("", "2023-01-01..2023-12-31")],
    );
}

#[test]
fn a_packs_own_names() {
    for army in ["Korean People's Army", "Korean People’s Army", "Korea Mining Development Trading Corporation"] {
        check(
            &format!("He said |the {army} shipped missiles to Syria"),
            &["transfer [shipped] item=missiles (missiles) recipient=SY supplier=KP"],
        );
    }
}

#[test]
fn what_is_no_event() {
    for text in [
        "He said |Iran sent a delegation to Sudan to discuss oil",
        "He said |the arms industry of Iran exports nothing",
        "He said |Iran's missile programme was launched in 1990",
        "He said |they gave him a gift",
        "He said |the nuclear deal with Iran is dead",
        "He said |Iran used its veto",
    ] {
        check(text, &[]);
    }
}

#[test]
fn whose_it_is_not() {
    check("Officials said |America's gun laws empower dealers to sell weapons to anybody", &["transfer [sell] item=weapons (arms)"]);
    check("Officials spoke of |Iran's new actions limiting arms sales", &["transfer [sales] item=arms (arms)"]);
    check("Officials said |people bought weapons like the assault rifle", &["transfer [bought] item=weapons (arms)"]);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "(Iran|Iran's|North Korea-Russia|shipped|shipments|of|to|by|with|between|and|,|“|”|\\.|;|missiles|-supplied|Syria-supplied|was|tests|7,000|containers|it|her|country|that|😀|\n| |  ){1,40}") {
        read(&format!("x |{text}."), Act::Accuse, Some("KP"));
    }
}

#[test]
fn only_an_office_ties_a_speaker_to_a_state() {
    let tie = |source: &str| {
        let article = Article { text: source.into(), ..Article::default() };
        described(&article, &Statement::new("a", vec![Span::new(0, article.text.len())], Vec::new(), Vec::new()))
    };
    let own = |source: &str, code: &str| assert_eq!(tie(source).as_deref(), Some(code), "{source}");
    own("the influential sister of the Iranian leader", "IR");
    own("the foreign ministry of Sudan", "SD");
    own("Sudan’s Foreign Ministry", "SD");
    for source in [
        "a critic of the Iranian government",
        "an Iranian carpet dealer",
        "the ambassador of Sudan to the Iranian government",
        "a film about Sudan",
    ] {
        assert_eq!(tie(source), None, "{source}");
    }
}
