//! Whether a rule speaks of an event.

use jiff::civil::Date;

use super::Event;
use crate::frame::{Mode, PLEDGE};
use crate::pack::{Pack, Party, Rule};

/// How a rule fits an event.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let doubts = [
        class(pack, rule, event)?,
        parties(rule, event)?,
        time(rule, event)?,
        (event.mode == Mode::Open || promised).then_some(Doubt::Open),
    ];
    Some(doubts.into_iter().flatten().min().map_or(Fit::Whole, Fit::Perhaps))
}

fn class(pack: &Pack, rule: &Rule, event: &Event) -> Option<Option<Doubt>> {
    let within = |classes: &[String]| classes.iter().any(|class| pack.is_within(&event.class, class));
    if within(&rule.classes) {
        return (!within(&rule.except)).then_some(None);
    }
    rule.classes.iter().any(|class| pack.is_within(class, &event.class)).then_some(Some(Doubt::Broader))
}

fn parties(rule: &Rule, event: &Event) -> Option<Option<Doubt>> {
    let mut doubt = None;
    for (role, party) in &rule.roles {
        let Party::Of(_) = party else { continue };
        match event.parties.get(role) {
            Some(code) if party.holds(code) => {}
            Some(_) => return None,
            // Of a trade between two it is not said who gave.
            None if ["party", "counterparty"].iter().any(|role| event.parties.get(*role).is_some_and(|code| party.holds(code))) => {
                doubt = Some(Doubt::Direction);
            }
            None => return None,
        }
    }
    Some(doubt)
}

fn time(rule: &Rule, event: &Event) -> Option<Option<Doubt>> {
    let Some((from, to)) = days(event) else { return Some(Some(Doubt::Undated)) };
    let last = rule.to.unwrap_or(Date::MAX);
    if to < rule.from || from > last {
        return None;
    }
    Some((from < rule.from || to > last).then_some(Doubt::Time))
}

/// From when to when an event is taken to have been: as it is dated, else on the day it was said.
pub(super) fn days(event: &Event) -> Option<(Date, Date)> {
    event.when.or(event.said.map(|day| (day, day)))
}
