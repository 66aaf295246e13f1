//! Speakers, acts, dates and links against the gold pages.

use std::collections::BTreeMap;
use std::fmt;

use onrecord::Text;

use super::carry::Carrier;
use super::detail::{Detail, Miss};
use super::extent::{Extent, normal, printed, same_source};
use super::links::{self, Found, Key, Links};
use super::pairs::pairs;
use super::{Tally, names, percent};
use crate::corpus::{GoldStatement, Page, Relation};
use crate::predict::{Actor, Prediction, Statement};

/// The acts that are also scored as classes, over all statements.
const CLASSES: [&str; 4] = ["deny", "accuse", "confirm", "decline"];

/// Acts (the gold's, the predicted one) that careful readers confuse.
const LENIENT: [(&str, &str); 7] =
    [("expect", "say"), ("urge", "say"), ("warn", "say"), ("pledge", "say"), ("ask", "urge"), ("ask", "think"), ("say", "confirm")];

/// How many characters a date has that names a day.
const DAY: usize = "2024-05-17".len();

/// A count of what is right, and of what was asked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Right {
    pub(super) right: usize,
    pub(super) of: usize,
}

impl Right {
    pub(super) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    pub(super) fn percent(self) -> f64 {
        percent(self.right, self.of)
    }
}

/// What is printed of a comparison.
#[derive(Debug)]
pub struct Figures {
    pages: usize,
    missing: usize,
    /// Contents at an `IoU` of at least a half.
    statement: Tally,
    /// How many of these have the same source.
    relation: usize,
    speaker: Right,
    /// Persons whose name the source does not spell out.
    resolved: Right,
    act: Right,
    lenient: Right,
    form: Right,
    /// Days; months and years are read differently by different readers.
    said_on: Right,
    classes: [Tally; CLASSES.len()],
    /// What its claims put together.
    pub links: Links,
    /// What the reference does not print.
    pub detail: Detail,
}

/// Compares predictions, by page, with the gold; with `ledger`, their claim ids hold over all pages.
pub fn score(pages: &[Page], predictions: &BTreeMap<String, Prediction>, ledger: bool) -> Figures {
    let mut count = Count::default();
    let mut missing = 0;
    for page in pages {
        count.statement.gold += page.statements.iter().filter(|s| !s.relation.content.is_empty()).count();
        for statement in &page.statements {
            count.class(&statement.act, |tally| tally.gold += 1);
        }
        match predictions.get(&page.name) {
            Some(prediction) => count.page(page, prediction),
            None => missing += 1,
        }
    }
    let links = links::score(pages, &count.found, ledger);
    let Count { statement, relation, speaker, resolved, act, lenient, form, said_on, classes, detail, .. } = count;
    Figures { pages: pages.len(), missing, statement, relation, speaker, resolved, act, lenient, form, said_on, classes, links, detail }
}

#[derive(Default)]
struct Count {
    statement: Tally,
    relation: usize,
    speaker: Right,
    resolved: Right,
    act: Right,
    lenient: Right,
    form: Right,
    said_on: Right,
    classes: [Tally; CLASSES.len()],
    found: BTreeMap<Key, Found>,
    detail: Detail,
}

/// A predicted statement, its spans carried over to the gold's text.
struct Carried<'a> {
    statement: &'a Statement,
    relation: Relation,
}

impl Count {
    fn class(&mut self, act: &str, add: impl FnOnce(&mut Tally)) {
        if let Some(class) = CLASSES.iter().position(|class| *class == act) {
            add(&mut self.classes[class]);
        }
    }

    fn page(&mut self, page: &Page, prediction: &Prediction) {
        let carrier = Carrier::new(&prediction.article.text, &page.text);
        let predicted: Vec<Carried> = prediction.statements.iter().map(|s| Carried::new(s, &carrier)).filter(Carried::counts).collect();
        for carried in &predicted {
            self.class(&carried.statement.act, |tally| tally.predicted += 1);
        }
        // A refusal to comment may have no content: its cue decides.
        let refusals = || predicted.iter().filter(|carried| carried.statement.act == "decline");
        for gold in page.statements.iter().filter(|s| s.act == "decline" && s.relation.content.is_empty()) {
            let cue = Extent::of(&gold.relation.cue);
            let heard = refusals().any(|carried| cue.shared(&Extent::of(&carried.relation.cue)) > 0);
            self.class("decline", |tally| tally.hits += usize::from(heard));
        }
        let gold: Vec<&GoldStatement> = page.statements.iter().filter(|s| !s.relation.content.is_empty()).collect();
        let predicted: Vec<&Carried> = predicted.iter().filter(|carried| !carried.relation.content.is_empty()).collect();
        self.statement.predicted += predicted.len();

        let extent = |relation: &Relation| Extent::of(&normal(&page.text, &relation.content));
        let gold_extents: Vec<Extent> = gold.iter().map(|s| extent(&s.relation)).collect();
        let predicted_extents: Vec<Extent> = predicted.iter().map(|carried| extent(&carried.relation)).collect();
        for (i, j) in pairs(&predicted_extents, &gold_extents) {
            self.pair(page, gold[j], predicted[i], prediction);
        }
    }

    fn pair(&mut self, page: &Page, gold: &GoldStatement, predicted: &Carried, prediction: &Prediction) {
        let statement = predicted.statement;
        self.statement.hits += 1;
        self.relation += usize::from(same_source(&page.text, &gold.relation.source, &predicted.relation.source));

        let source = printed(&page.text, &gold.relation.source);
        let known = is_speaker(gold, statement, prediction);
        self.speaker.add(known);
        self.detail.speaker(&source, gold, known);
        if gold.kind == "person" && !spelled_out(&page.text, gold) {
            self.resolved.add(known);
        }

        let same_act = gold.act == statement.act;
        self.act.add(same_act);
        self.lenient.add(same_act || LENIENT.contains(&(&gold.act, &statement.act)));
        if same_act {
            self.class(&gold.act, |tally| tally.hits += 1);
        }
        self.form.add(gold.form == statement.form);
        let from = statement.said_on.as_ref().and_then(|when| when.from.as_deref()).unwrap_or_default();
        let from: String = from.chars().take(DAY).collect();
        if let Some(day) = gold.said_on.as_ref().filter(|date| date.chars().count() == DAY) {
            self.said_on.add(from == *day);
        }
        let same_date = self.detail.date(gold.said_on.as_deref(), &from);

        let names = speakers(statement, prediction).iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join("; ");
        let said_on = gold.said_on.clone().unwrap_or_default();
        for (what, right, gold_value, predicted) in [
            ("speaker", known, &gold.speaker, &names),
            ("act", same_act, &gold.act, &statement.act),
            ("form", gold.form == statement.form, &gold.form, &statement.form),
            ("said_on", same_date, &said_on, &from),
        ] {
            if !right {
                self.detail.misses.push(Miss {
                    page: page.name.clone(),
                    number: gold.id,
                    statement: statement.id.clone(),
                    what,
                    source: source.clone(),
                    gold: gold_value.clone(),
                    predicted: predicted.clone(),
                });
            }
        }
        let claim = prediction.claims.iter().find(|claim| statement.claim.as_ref() == Some(&claim.id));
        let disputed = claim.is_some_and(|claim| claim.disputed);
        let found = Found { claim: statement.claim.clone(), stance: statement.stance.clone(), disputed };
        self.found.insert((page.name.clone(), gold.id), found);
    }
}

impl<'a> Carried<'a> {
    fn new(statement: &'a Statement, carrier: &Carrier) -> Self {
        let Relation { source, cue, content } = &statement.relation;
        let relation = Relation { source: carrier.all(source), cue: carrier.all(cue), content: carrier.all(content) };
        Self { statement, relation }
    }

    /// Whether it has a content on the gold's text, or is a refusal with its cue there.
    fn counts(&self) -> bool {
        !self.relation.content.is_empty() || self.statement.act == "decline" && !self.relation.cue.is_empty()
    }
}

/// The actors that a statement's speakers are.
fn speakers<'a>(statement: &Statement, prediction: &'a Prediction) -> Vec<&'a Actor> {
    let actor = |id: &String| prediction.actors.iter().rfind(|actor| actor.id == *id);
    statement.speakers.iter().filter_map(actor).collect()
}

/// Whether the gold's speaker is among the predicted ones. An unnamed one is known by any word of its description.
fn is_speaker(gold: &GoldStatement, statement: &Statement, prediction: &Prediction) -> bool {
    let speakers = speakers(statement, prediction);
    if speakers.iter().any(|actor| names::same(&gold.speaker, &actor.name)) {
        return true;
    }
    let all = speakers.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(" ");
    let unnamed = speakers.iter().any(|actor| matches!(actor.kind.as_str(), "unnamed" | "group"));
    gold.kind == "unnamed" && unnamed && names::related(&gold.speaker, &all)
}

/// Whether the words of the source are the speaker's name.
fn spelled_out(text: &Text, gold: &GoldStatement) -> bool {
    names::key(&printed(text, &gold.relation.source)) == names::key(&gold.speaker)
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { gold, predicted, .. } = self.statement;
        writeln!(f, "{} pages ({} missing), {gold} gold statements, {predicted} predicted", self.pages, self.missing)?;
        write!(f, "statement  {}", self.statement)?;
        write!(f, "relation   {}", Tally { hits: self.relation, ..self.statement })?;
        let (speaker, resolved) = (self.speaker.percent(), self.resolved.percent());
        writeln!(f, "speaker    {speaker:.1} of matched; not spelled out in the source: {resolved:.1} of {}", self.resolved.of)?;
        let [act, lenient, form, said_on] = [self.act, self.lenient, self.form, self.said_on].map(Right::percent);
        writeln!(f, "act {act:.1} (lenient {lenient:.1})  form {form:.1}  said_on {said_on:.1} of {}", self.said_on.of)?;
        for (class, tally) in CLASSES.iter().zip(self.classes) {
            write!(f, "{class:10} {tally}")?;
        }
        self.links.fmt(f)
    }
}
