//! The verdicts, each with its reasons in plain words.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Event;
use super::amounts::{Amount, Sum, amount, sums};
use super::cover::{Doubt, Fit, fit};
use crate::model::{Finding, Verdict};
use crate::pack::{Cap, Limit, Pack, Rule};
use crate::resolve::state_name;

/// Holds claims against the rules of packs: for each claim that is asked for and each rule that speaks of its events, what would follow if
/// the claim were true. `events` are those of all claims, since amounts of several claims add up; events without a claim are passed over.
pub fn findings(events: &[Event], packs: &[Pack], asked: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut by_claim: Vec<(&str, Vec<&Event>)> = Vec::new();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for event in events.iter().filter(|event| !event.claim.is_empty()) {
        let at = *place.entry(&event.claim).or_insert(by_claim.len());
        if at == by_claim.len() {
            by_claim.push((&event.claim, Vec::new()));
        }
        by_claim[at].1.push(event);
    }
    let mut out = Vec::new();
    for (claim, own) in by_claim.into_iter().filter(|(claim, _)| asked(claim)) {
        for pack in packs {
            let found = pack.rules.iter().filter_map(|rule| finding(pack, rule, claim, &own, events));
            let mut found: Vec<(Finding, bool)> = found.collect();
            // Where one rule speaks of it for certain, that another may speak of a part of it adds nothing.
            let certain = found.iter().any(|(_, broader)| !broader);
            found.retain(|(_, broader)| !(certain && *broader));
            out.extend(found.into_iter().map(|(finding, _)| finding));
        }
    }
    out
}

/// What a rule finds of a claim, and whether all there is to it is that the claim names a broader sort of thing.
fn finding(pack: &Pack, rule: &Rule, claim: &str, own: &[&Event], all: &[Event]) -> Option<(Finding, bool)> {
    let own = own.iter().filter(|event| event.pack == pack.name);
    let fits: Vec<(&Event, Fit)> = own.filter_map(|event| Some((*event, fit(pack, rule, event)?))).collect();
    let whole: Vec<&Event> = fits.iter().filter(|(_, fit)| *fit == Fit::Whole).map(|(event, _)| *event).collect();
    let (verdict, reason, used) = match (&rule.cap, whole.as_slice()) {
        (_, []) => {
            let (event, doubt) = fits.iter().find_map(|(event, fit)| match fit {
                Fit::Perhaps(doubt) => Some((*event, *doubt)),
                Fit::Whole => None,
            })?;
            (Verdict::Unclear, format!("{}; matched: {}", doubted(doubt, event), matched(pack, event)), vec![event])
        }
        (None, [first, ..]) => (Verdict::WouldBreach, format!("matched: {}{}", matched(pack, first), undated(first)), whole.clone()),
        (Some(cap), [first, ..]) => {
            let (verdict, reason) = capped(pack, rule, cap, claim, &whole, all);
            (verdict, format!("{reason}; matched: {}{}", matched(pack, first), undated(first)), whole.clone())
        }
    };
    let broader = whole.is_empty() && fits.iter().all(|(_, fit)| *fit == Fit::Perhaps(Doubt::Broader));
    let what = match verdict {
        Verdict::WouldBreach => "If the claim is true, this would breach",
        Verdict::WithinLimit => "Even if the claim is true, this stays within the limit of",
        Verdict::Unclear => "Even if the claim is true, the page does not say enough to tell whether this would breach",
    };
    let why = format!("{what} {}, which binds {} ({}): {reason}.", rule.source, rule.binds, rule.says);
    let mut statements: Vec<String> = used.iter().map(|event| event.statement.clone()).collect();
    let mut seen = BTreeSet::new();
    statements.retain(|id| seen.insert(id.clone()));
    Some((Finding { rule: rule.id.clone(), pack: pack.name.clone(), claim: claim.to_owned(), verdict, why, statements }, broader))
}

/// The parts of an event that a rule was held against.
fn matched(pack: &Pack, event: &Event) -> String {
    let parties = event.parties.iter().map(|(role, code)| format!("{role} {}", name_of(pack, code)));
    let item = if event.item.eq_ignore_ascii_case(&event.class) {
        format!("item “{}”", event.item)
    } else {
        format!("item “{}” ({})", event.item, event.class)
    };
    parties.chain([item]).collect::<Vec<_>>().join(", ")
}

/// The name of a State: the usual one, else one that the pack gives.
fn name_of<'a>(pack: &'a Pack, code: &'a str) -> &'a str {
    let own = || pack.actors.iter().find(|(_, of)| *of == code).map(|(name, _)| name.as_str());
    state_name(code).or_else(own).unwrap_or(code)
}

fn undated(event: &Event) -> String {
    match (event.when, event.said) {
        (None, Some(day)) => format!("; no day is given for it, so it is held against the rules of the day it was said, {day}"),
        _ => String::new(),
    }
}

fn doubted(doubt: Doubt, event: &Event) -> String {
    match doubt {
        Doubt::Broader => format!("“{}” may or may not be what the rule is about", event.item),
        Doubt::Direction => "who gave and who took is not said".to_owned(),
        Doubt::Time => "only a part of the time that is given for it lies in the rule's".to_owned(),
        Doubt::Undated => "no day is given for it, nor for the statement".to_owned(),
        Doubt::Open => "it is spoken of as planned, possible or promised, not as done".to_owned(),
    }
}

/// The verdict of a cap, and why.
fn capped(pack: &Pack, rule: &Rule, cap: &Cap, claim: &str, own: &[&Event], all: &[Event]) -> (Verdict, String) {
    if own.iter().any(|event| event.over_limit) {
        return (Verdict::WouldBreach, "the claim itself says that the limit is passed".to_owned());
    }
    let measured = cap.limits.iter().filter_map(|limit| {
        let unit = &limit.unit;
        let mine: Vec<Amount> = own.iter().filter_map(|event| amount(pack, rule, cap, unit, event)).collect();
        let periods: BTreeSet<(Date, Date)> = mine.iter().map(|amount| amount.period).collect();
        let fitting = all.iter().filter(|event| event.pack == pack.name && fit(pack, rule, event) == Some(Fit::Whole));
        let amounts: Vec<Amount> = fitting.filter_map(|event| amount(pack, rule, cap, unit, event)).collect();
        let judged = periods.into_iter().map(|period| {
            let (alone, together) = sums(claim, period, &amounts);
            against(limit, period, alone, together)
        });
        judged.min_by_key(|(verdict, _)| severity(*verdict))
    });
    measured.min_by_key(|(verdict, _)| severity(*verdict)).unwrap_or_else(|| (Verdict::Unclear, no_amount(cap, own)))
}

/// A sum held against a limit.
fn against(limit: &Limit, (first, last): (Date, Date), alone: Sum, together: Sum) -> (Verdict, String) {
    let within = format!("{} from {first} to {last}", amount_of(limit.amount, &limit.unit));
    let said = |sum: Sum| {
        let more = if sum.high > sum.low { "at least " } else { "" };
        format!("{more}{}", amount_of(sum.low, &limit.unit))
    };
    let others =
        if together == alone { String::new() } else { format!(", with other claims on record {} if these are true too", said(together)) };
    let told = format!("{}{others}, of {within}", said(alone));
    if together.low > limit.amount {
        (Verdict::WouldBreach, told)
    } else if together.high <= limit.amount {
        (Verdict::WithinLimit, told)
    } else {
        (Verdict::Unclear, format!("{told}; how much more it was is not said"))
    }
}

fn severity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::WouldBreach => 0,
        Verdict::Unclear => 1,
        Verdict::WithinLimit => 2,
    }
}

/// Why nothing could be added up.
fn no_amount(cap: &Cap, own: &[&Event]) -> String {
    let units = cap.limits.iter().map(|limit| limit.unit.as_str()).collect::<Vec<_>>().join(" or ");
    match own.iter().find_map(|event| event.quantity.as_ref()) {
        None => "no amount is given".to_owned(),
        Some(quantity) => {
            let unit = quantity.unit.as_deref().unwrap_or("no unit");
            format!("the amount is given in {unit}, or over more than one period, and cannot be held against a limit in {units} a period")
        }
    }
}

/// "165,000 barrels"
fn amount_of(amount: f64, unit: &str) -> String {
    let whole = format!("{:.0}", amount.round());
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && digit.is_ascii_digit() {
            out.push(',');
        }
        out.push(digit);
    }
    let plural = if whole == "1" { "" } else { "s" };
    format!("{out} {unit}{plural}")
}
