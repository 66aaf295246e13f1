//! Invented articles: records as reading would give them, with nobody's text in them, the same for the same number.

use fastrand::Rng;
use onrecord::model::{
    Act, Actor, ActorKind, Article, Basis, Block, BlockKind, Origin, Qualifier, Quantity, Record, Role, SCHEMA, Stance, Statement, When,
};
use onrecord::reconcile::reconcile;
use onrecord::{Span, Text};

/// How many articles speak to one matter, on average.
const ARTICLES_A_MATTER: u64 = 6;

/// How many people there are to speak; the first speak most (Zipf's law).
const PEOPLE: u64 = 4000;

/// One article in so many is a copy of an earlier one under another masthead.
const COPIES: u64 = 12;

const SYLLABLES: [&str; 24] = [
    "ka", "lo", "mi", "ren", "tor", "vas", "bel", "dun", "far", "gos", "hin", "jur", "kel", "lam", "nor", "pav", "quen", "ros", "sul",
    "tam", "ur", "vel", "wim", "zor",
];
const OFFICES: [&str; 6] = ["mayor", "defense minister", "spokesman", "harbor master", "engineer", "ambassador"];
const THINGS: [&str; 12] =
    ["bridge", "dam", "convoy", "warehouse", "pipeline", "ferry", "mine", "depot", "radar", "quarry", "reactor", "shipment"];
const STATES: [&str; 10] =
    ["safe", "empty", "damaged", "guarded", "for sale", "flooded", "under repair", "overloaded", "unmanned", "insured"];
const UNITS: [&str; 5] = ["car", "ton", "container", "soldier", "day"];
const OUTLETS: [&str; 12] = [
    "The Harbour Post",
    "The Valley Wire",
    "The Island News",
    "Northern Courier",
    "The Lantern",
    "Daily Quay",
    "The Ledger",
    "Hill Herald",
    "The Beacon",
    "Morning Tide",
    "The Surveyor",
    "Coastal Times",
];
/// Cues for and against, and the acts that they are.
const FOR: [(&str, Act); 4] = [("said", Act::Say), ("confirmed", Act::Confirm), ("warned", Act::Warn), ("told reporters", Act::Say)];
const AGAINST: [(&str, Act); 3] = [("denied", Act::Deny), ("rejected reports", Act::Deny), ("disputed", Act::Deny)];

/// The record of an article by its number, among `articles`.
pub fn record(number: u64, articles: u64) -> Record {
    let copied = (number > COPIES && number.is_multiple_of(COPIES)).then(|| number - 1 - number % 7);
    let mut rng = Rng::with_seed(copied.unwrap_or(number));
    let mut page = Page::default();
    let day = format!("2024-{:02}-{:02}", 1 + number * 12 / articles.max(1) % 12, 1 + number % 28);
    for _ in 0..rng.u64(1..4) {
        speak(&mut page, &mut rng, (articles / ARTICLES_A_MATTER).max(1), &day);
    }
    let mut out = page.record(&day, OUTLETS[number as usize % OUTLETS.len()], format!("https://news.example/{number}"));
    out.claims = reconcile(&out.article, &mut out.statements, &out.actors, &out.frames);
    out
}

/// A matter's sentences: some for it, some against it, and some of no matter.
fn speak(page: &mut Page, rng: &mut Rng, matters: u64, day: &str) {
    let matter = rng.u64(0..matters);
    let mut fixed = Rng::with_seed(matter ^ 0x6d61_7474_6572);
    let (place, thing, state) = (name(&mut fixed), fixed.choice(THINGS).unwrap_or("bridge"), fixed.choice(STATES).unwrap_or("safe"));
    let mark = name(&mut fixed);
    page.filler(&format!("The {thing} lies in the {mark} district of {place}."));
    for _ in 0..rng.u64(1..4) {
        let (cue, act) = rng.choice(FOR).unwrap_or(FOR[0]);
        let unit = fixed.choice(UNITS).unwrap_or("car");
        let count = rng.bool().then(|| (fixed.u64(10..9000) + rng.u64(0..3) * 10, unit));
        let number = count.map(|(count, unit)| format!(" after {count} {unit}s")).unwrap_or_default();
        page.say(person(rng), cue, &format!("the {mark} {thing} at {place} is {state}{number}"), (act, Stance::Affirms), count, day);
    }
    for _ in 0..rng.u64(0..3) {
        let (cue, act) = rng.choice(AGAINST).unwrap_or(AGAINST[0]);
        page.say(person(rng), cue, &format!("that the {mark} {thing} at {place} was {state}"), (act, Stance::Denies), None, day);
    }
    let aside = format!(
        "{} {} would {} the {}",
        name(rng),
        rng.choice(THINGS).unwrap_or("dam"),
        name(rng).to_lowercase(),
        name(rng).to_lowercase()
    );
    page.say(person(rng), "said", &format!("the {aside}"), (Act::Say, Stance::Affirms), None, day);
}

/// An invented word with a capital.
fn name(rng: &mut Rng) -> String {
    let word: String = (0..rng.u64(2..5)).filter_map(|_| rng.choice(SYLLABLES)).collect();
    word[..1].to_uppercase() + &word[1..]
}

/// The number of a person; low numbers come often.
fn person(rng: &mut Rng) -> u64 {
    ((PEOPLE as f64).powf(rng.f64()) - 1.0) as u64
}

/// An article while it is written.
#[derive(Default)]
struct Page {
    text: String,
    blocks: Vec<Block>,
    statements: Vec<Statement>,
    actors: Vec<Actor>,
}

impl Page {
    /// Appends words; all of them are ASCII, so that bytes are code points.
    fn append(&mut self, words: &str) -> Span {
        let start = self.text.len() as u32;
        self.text += words;
        Span::new(start, self.text.len() as u32)
    }

    fn filler(&mut self, sentence: &str) {
        let span = self.append(sentence);
        self.blocks.push(Block { kind: BlockKind::Paragraph, span });
        self.append("\n\n");
    }

    fn say(&mut self, person: u64, cue: &str, content: &str, (act, stance): (Act, Stance), count: Option<(u64, &str)>, day: &str) {
        let mut fixed = Rng::with_seed(person ^ 0x7065_6f70_6c65);
        let (name, office) = (format!("{} {}", name(&mut fixed), name(&mut fixed)), fixed.choice(OFFICES).unwrap_or("mayor"));
        let start = self.text.len() as u32;
        let role = self.append(office);
        self.append(" ");
        let source = self.append(&name);
        self.append(" ");
        let cue = self.append(cue);
        self.append(" ");
        let content = self.append(content);
        self.append(". ");
        self.append("Work on it has gone on for some time, and nobody who was asked would say when it ends.");
        self.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, self.text.len() as u32) });
        self.append("\n\n");
        let id = format!("a{person}");
        let at = self.actors.iter().position(|actor| actor.id == id).unwrap_or_else(|| {
            let names = vec![name.clone()];
            self.actors.push(Actor { id, name, kind: ActorKind::Person, roles: Vec::new(), country: None, mentions: Vec::new(), names });
            self.actors.len() - 1
        });
        self.actors[at].mentions.push(source);
        self.actors[at].roles.push(Role { title: office.to_owned(), of: None, span: role });
        let quantity = |(value, unit): (u64, &str)| Quantity {
            span: Span::new(content.end - (value.to_string().len() + unit.len() + 2) as u32, content.end),
            value: value as f64,
            unit: Some(unit.to_owned()),
            qualifier: Qualifier::Exactly,
            value_to: None,
        };
        self.statements.push(Statement {
            act,
            stance,
            speakers: vec![self.actors[at].id.clone()],
            said_on: Some(When { from: day.to_owned(), to: day.to_owned(), basis: Basis::Publication, span: None }),
            quantities: count.map(quantity).into_iter().collect(),
            confidence: 0.9,
            ..Statement::new("", vec![source], vec![cue], vec![content])
        });
    }

    fn record(self, day: &str, outlet: &str, url: String) -> Record {
        let Self { text, blocks, mut statements, actors } = self;
        let title = text.split('.').next().unwrap_or_default().to_owned();
        let article = Article {
            title: Some(title),
            outlet: Some(outlet.to_owned()),
            published: Some(day.to_owned()),
            language: Some("en".to_owned()),
            blocks,
            text: Text::new(text),
            ..Article::default()
        };
        let id = article.id();
        for statement in &mut statements {
            statement.id = Statement::id_of(&id, &statement.source, &statement.cue, &statement.content);
        }
        let origin = Origin { url: Some(url), ..Origin::default() };
        Record {
            schema: SCHEMA.to_owned(),
            origin,
            article,
            statements,
            actors,
            frames: Vec::new(),
            claims: Vec::new(),
            findings: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_whole_and_the_same_each_time() {
        for number in 0..200 {
            let record = record(number, 200);
            assert_eq!(record, super::record(number, 200));
            let text = &record.article.text;
            for statement in &record.statements {
                let speaker = record.actors.iter().find(|actor| actor.id == statement.speakers[0]).unwrap();
                assert_eq!(text.slice(statement.source[0]), speaker.name);
                for quantity in &statement.quantities {
                    assert!(text.slice(quantity.span).starts_with(&quantity.value.to_string()), "{}", text.slice(quantity.span));
                }
            }
        }
        assert_eq!(record(24, 200).article.text, record(24 - 1 - 24 % 7, 200).article.text);
    }
}
