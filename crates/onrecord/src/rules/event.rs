//! What of a frame is held against rules.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::frame::{self, Mode};
use crate::model::{Actor, Article, Filler, Frame, Quantity, Record, Statement};
use crate::pack::{Pack, bundled};
use crate::span::Span;
use crate::text::tokens;

/// A frame in the mouth of a statement: all that is needed of it to find what rules its claim would breach.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The claim that the statement belongs to.
    pub claim: String,
    /// The statement's id.
    pub statement: String,
    /// The frame's id.
    pub frame: String,
    /// The frame's pack.
    pub pack: String,
    /// The frame's kind.
    pub kind: String,
    /// The item's class.
    pub class: String,
    /// The item as printed.
    pub item: String,
    /// For each role the code of the State that fills it.
    pub parties: BTreeMap<String, String>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// From when to when it is said to have been.
    pub when: Option<(Date, Date)>,
    /// The day on which it was said, or printed.
    pub said: Option<Date>,
    /// How it is spoken of.
    pub mode: Mode,
    /// Whether the content itself says that a limit is passed.
    pub over_limit: bool,
}

/// What of a record's frames is held against rules, in the order of its statements; with the claims that the record itself has, and none
/// for a statement that shares its proposition with no other.
pub fn events(record: &Record, packs: &[Pack]) -> Vec<Event> {
    of(&record.article, &record.statements, &record.actors, &record.frames, packs)
}

pub(super) fn of(article: &Article, statements: &[Statement], actors: &[Actor], frames: &[Frame], packs: &[Pack]) -> Vec<Event> {
    let by_id: HashMap<&str, &Frame> = frames.iter().map(|frame| (frame.id.as_str(), frame)).collect();
    let countries: HashMap<&str, &str> = actors.iter().filter_map(|actor| Some((actor.id.as_str(), actor.country.as_deref()?))).collect();
    let published = article.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse::<Date>().ok());
    let mut out = Vec::new();
    for statement in statements {
        let said_on = statement.said_on.as_ref().and_then(|when| when.to.parse::<Date>().ok());
        // "In May" ends with the month, the page was printed before.
        let said = said_on.into_iter().chain(published).min();
        for frame in statement.frames.iter().filter_map(|id| by_id.get(id.as_str())) {
            let Some(Filler::Item { span, class }) = frame.roles.get("item") else { continue };
            let parties = frame.roles.iter().filter_map(|(role, filler)| Some((role.clone(), state(filler, &countries)?))).collect();
            out.push(Event {
                claim: statement.claim.clone().unwrap_or_default(),
                statement: statement.id.clone(),
                frame: frame.id.clone(),
                pack: frame.pack.clone(),
                kind: frame.kind.clone(),
                class: class.clone(),
                item: article.text.slice(*span).to_owned(),
                parties,
                quantity: frame.quantity.clone(),
                when: frame.when.as_ref().and_then(|when| Some((when.from.parse().ok()?, when.to.parse().ok()?))),
                said,
                mode: frame::mode(article, statement, frame),
                over_limit: over_limit(article, statement, frame, packs),
            });
        }
    }
    out
}

/// The State that fills a role: by its code, or as the actor's.
fn state(filler: &Filler, countries: &HashMap<&str, &str>) -> Option<String> {
    match filler {
        Filler::Party(id) => {
            let code = id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase());
            if code { Some(id.clone()) } else { countries.get(id.as_str()).map(|code| (*code).to_owned()) }
        }
        Filler::Item { .. } => None,
    }
}

/// How many words may stand between "exceed" and "limit", and between "not" and "exceed".
const REACH: usize = 8;
const NEAR: usize = 3;

/// A limit is said to be passed within so many code points behind a frame.
const AFTER: u32 = 400;

/// Whether what follows a frame in its content says that a limit is passed: "at levels that exceed the limits", but not "that did not
/// exceed the limits", nor "over the past year, within the limits".
fn over_limit(article: &Article, statement: &Statement, frame: &Frame, packs: &[Pack]) -> bool {
    let Some(pack) = packs.iter().chain(bundled()).find(|pack| pack.name == frame.pack) else { return false };
    let Some(part) = statement.content.iter().find(|part| part.contains(frame.span)) else { return false };
    let rest = tokens(&article.text, Span::new(frame.span.end, part.end.min(frame.span.end + AFTER)));
    let words: Vec<String> = rest.iter().map(|token| token.text.to_lowercase()).collect();
    let between = |at: usize| {
        words[at + 1..].iter().take(REACH).take_while(|word| !matches!(word.as_str(), "," | "." | ";" | "within" | "below" | "under"))
    };
    (0..words.len()).any(|at| {
        let passed = pack.words.says_over(&words[at]) && between(at).any(|word| pack.words.is_limit(word));
        passed && !frame::negated(&words[at.saturating_sub(NEAR)..at])
    })
}
