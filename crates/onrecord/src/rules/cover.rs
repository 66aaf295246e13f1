//! Whether a rule speaks of an event.

use jiff::civil::Date;

use super::Event;
use crate::frame::{Mode, PLEDGE};
use crate::pack::{Pack, Party, Rule};

/// How a rule fits an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// In all parts.
    Whole,
    /// It may; why that cannot be told.
    Perhaps(Doubt),
}

/// Why it cannot be told whether a rule fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// The page names a broader sort of thing than the rule.
    Broader,
    /// Who gave and who took is not said.
    Direction,
    /// Only a part of the time lies in the rule's.
    Time,
    /// No day is given.
    Undated,
    /// It is planned or possible, not done.
    Open,
}

/// Whether any rule may speak of an event, be it for certain or perhaps.
pub fn covers(event: &Event, packs: &[Pack]) -> bool {
    let own = packs.iter().filter(|pack| pack.name == event.pack);
    own.flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule))).any(|(pack, rule)| fit(pack, rule, event).is_some())
}

/// How a rule fits an event; not at all where it speaks of something else, or the event is said not to have been.
pub(super) fn fit(pack: &Pack, rule: &Rule, event: &Event) -> Option<Fit> {
    let promised = event.kind == PLEDGE && rule.roles.contains_key("supplier");
    if event.mode == Mode::Negated || !(event.kind == rule.frame || promised) {
        return None;
    }
    let done = if event.mode == Mode::Open || promised { Fit::Perhaps(Doubt::Open) } else { Fit::Whole };
    let parts = [class(pack, rule, event)?, parties(rule, event)?, time(rule, event)?, done];
    Some(parts.into_iter().filter(|part| *part != Fit::Whole).min().unwrap_or(Fit::Whole))
}

fn class(pack: &Pack, rule: &Rule, event: &Event) -> Option<Fit> {
    let within = |classes: &[String]| classes.iter().any(|class| pack.is_within(&event.class, class));
    if within(&rule.classes) {
        return (!within(&rule.except)).then_some(Fit::Whole);
    }
    rule.classes.iter().any(|class| pack.is_within(class, &event.class)).then_some(Fit::Perhaps(Doubt::Broader))
}

fn parties(rule: &Rule, event: &Event) -> Option<Fit> {
    let mut fit = Fit::Whole;
    for (role, party) in &rule.roles {
        let Party::Of(_) = party else { continue };
        match event.parties.get(role) {
            Some(code) if party.holds(code) => {}
            // Of a trade between two it is not said who gave.
            None if ["party", "counterparty"].iter().any(|role| event.parties.get(*role).is_some_and(|code| party.holds(code))) => {
                fit = Fit::Perhaps(Doubt::Direction);
            }
            _ => return None,
        }
    }
    Some(fit)
}

fn time(rule: &Rule, event: &Event) -> Option<Fit> {
    let Some((from, to)) = days(event) else { return Some(Fit::Perhaps(Doubt::Undated)) };
    let last = rule.to.unwrap_or(Date::MAX);
    if to < rule.from || from > last {
        return None;
    }
    Some(if from < rule.from || to > last { Fit::Perhaps(Doubt::Time) } else { Fit::Whole })
}

/// From when to when an event is taken to have been: as it is dated, else on the day it was said.
pub(super) fn days(event: &Event) -> Option<(Date, Date)> {
    event.when.or(event.said.map(|day| (day, day)))
}
