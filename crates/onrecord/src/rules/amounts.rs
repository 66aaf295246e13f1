//! What adds up under a cap, without counting anything twice.
//!
//! Amounts of one supplier whose times do not meet add up. Where they meet they may be the same goods, reported twice or counted on, so
//! that the larger way of choosing among them stands (weighted interval scheduling). An unnamed supplier may be any of those that are
//! named, so the larger of both sums stands.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Event;
use super::cover::days;
use crate::model::{Qualifier, Quantity};
use crate::pack::{Cap, Pack, Rule};

/// More different amounts in one period are not added up; the largest are.
const MOST: usize = 512;

/// An amount in a unit of a cap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// Whose claim it is.
    pub(super) claim: String,
    /// The State that supplies it.
    supplier: Option<String>,
    /// The least that it says.
    pub(super) low: f64,
    /// The most; infinite where it is open upwards.
    pub(super) high: f64,
    /// From when to when it was supplied.
    days: (Date, Date),
    /// The cap's period that it falls in.
    pub(super) period: (Date, Date),
}

/// A sum of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sum {
    /// The least that it is.
    pub(super) low: f64,
    /// The most.
    pub(super) high: f64,
}

/// The amount of an event in a unit; none where it gives none, in no such unit, or over more than one period.
pub(super) fn amount(pack: &Pack, rule: &Rule, cap: &Cap, unit: &str, event: &Event) -> Option<Amount> {
    let quantity = event.quantity.as_ref()?;
    let convert = |value: f64| pack.convert(value, quantity.unit.as_deref()?, unit);
    let (low, high) = bounds(quantity);
    let (low, high) = (convert(low)?, convert(high)?);
    let (from, to) = days(event)?;
    let period = cap.period.around(from, rule.from, rule.to).filter(|(_, last)| to <= *last)?;
    // Without a day of its own it may have been at any time up to when it was said.
    let days = event.when.unwrap_or((period.0, to));
    Some(Amount { claim: event.claim.clone(), supplier: event.parties.get("supplier").cloned(), low, high, days, period })
}

/// The least and the most that a number says.
fn bounds(quantity: &Quantity) -> (f64, f64) {
    let value = quantity.value;
    match quantity.qualifier {
        Qualifier::Exactly | Qualifier::About => (value, value),
        Qualifier::AtLeast => (value, f64::INFINITY),
        // More than a limit is over it.
        Qualifier::MoreThan => (value.next_up(), f64::INFINITY),
        Qualifier::AtMost | Qualifier::LessThan => (0.0, value),
        Qualifier::Range => (value, quantity.value_to.unwrap_or(value)),
    }
}

/// What a claim's own amounts add up to in a period, and with those of other claims that cannot be the same goods.
pub(super) fn sums(claim: &str, period: (Date, Date), amounts: &[Amount]) -> (Sum, Sum) {
    let inside = amounts.iter().filter(|amount| amount.period == period);
    let (own, others): (Vec<&Amount>, Vec<&Amount>) = inside.partition(|amount| amount.claim == claim);
    let meets = |a: &Amount, b: &Amount| {
        let apart = a.days.1 < b.days.0 || b.days.1 < a.days.0;
        let elsewhere = a.supplier.is_some() && b.supplier.is_some() && a.supplier != b.supplier;
        !apart && !elsewhere
    };
    let apart: Vec<&Amount> = others.into_iter().filter(|other| !own.iter().any(|mine| meets(mine, other))).collect();
    let alone = total(&own);
    let more = total(&apart);
    (alone, Sum { low: alone.low + more.low, high: alone.high + more.high })
}

/// The sum over all suppliers.
fn total(amounts: &[&Amount]) -> Sum {
    let mut by_supplier: BTreeMap<Option<&str>, Vec<&Amount>> = BTreeMap::new();
    for amount in amounts {
        by_supplier.entry(amount.supplier.as_deref()).or_default().push(amount);
    }
    let (mut named, mut unnamed) = (Sum::default(), Sum::default());
    for (supplier, amounts) in by_supplier {
        let sum = apart(amounts);
        if supplier.is_none() {
            unnamed = sum;
        } else {
            named = Sum { low: named.low + sum.low, high: named.high + sum.high };
        }
    }
    larger(named, unnamed)
}

/// Of two sums that cannot both be counted, the larger bounds.
fn larger(a: Sum, b: Sum) -> Sum {
    let open = if weight(&b) > weight(&a) { b } else { a };
    Sum { low: a.low.max(b.low), high: open.high }
}

/// By what the larger of two sums is told.
fn weight(sum: &Sum) -> f64 {
    if sum.high.is_finite() { sum.high } else { sum.low }
}

/// The largest sum of amounts whose times do not meet.
fn apart(mut amounts: Vec<&Amount>) -> Sum {
    let own = |amount: &Amount| Sum { low: amount.low, high: amount.high };
    amounts.sort_by(|a, b| weight(&own(b)).total_cmp(&weight(&own(a))).then(a.days.cmp(&b.days)));
    amounts.dedup_by(|a, b| (a.days, a.low, a.high) == (b.days, b.low, b.high));
    amounts.truncate(MOST);
    amounts.sort_by_key(|amount| amount.days.1);
    // best[n]: the largest sum of the first n.
    let mut best = vec![Sum::default()];
    for (at, amount) in amounts.iter().enumerate() {
        let before = amounts[..at].partition_point(|earlier| earlier.days.1 < amount.days.0);
        let with = Sum { low: best[before].low + amount.low, high: best[before].high + amount.high };
        best.push(larger(best[at], with));
    }
    best[amounts.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(claim: &str, supplier: &str, value: f64, from: &str, to: &str) -> Amount {
        let day = |s: &str| s.parse::<Date>().unwrap();
        Amount {
            claim: claim.to_owned(),
            supplier: Some(supplier.to_owned()).filter(|code| code != "?"),
            low: value,
            high: value,
            days: (day(from), day(to)),
            period: (day("2024-01-01"), day("2024-12-31")),
        }
    }

    fn check(amounts: &[Amount], own: f64, all: f64) {
        let (alone, together) = sums("c", amounts[0].period, amounts);
        assert_eq!((alone.low, together.low), (own, all), "{amounts:?}");
    }

    #[test]
    fn nothing_counts_twice() {
        let march = |claim: &str, value| amount(claim, "AA", value, "2024-03-01", "2024-03-31");
        let april = |claim: &str, value| amount(claim, "AA", value, "2024-04-01", "2024-04-30");
        // Two months add up, whoever reports them.
        check(&[march("c", 100.0), april("d", 50.0)], 100.0, 150.0);
        // One number in two claims, and a higher one for the same month, are the same goods.
        check(&[march("c", 100.0), march("d", 100.0), march("e", 120.0)], 100.0, 100.0);
        // A total of the year holds its months; so do months whose sum is larger.
        check(&[amount("c", "AA", 130.0, "2024-01-01", "2024-12-31"), march("d", 100.0)], 130.0, 130.0);
        check(&[march("c", 100.0), april("c", 50.0), amount("c", "AA", 130.0, "2024-01-01", "2024-12-31")], 150.0, 150.0);
        // Other suppliers add up, one without a name does not.
        check(&[march("c", 100.0), amount("d", "BB", 30.0, "2024-03-01", "2024-03-31")], 100.0, 130.0);
        check(&[march("c", 100.0), amount("d", "?", 30.0, "2024-03-01", "2024-03-31")], 100.0, 100.0);
        check(
            &[march("c", 100.0), amount("d", "?", 30.0, "2024-05-01", "2024-05-31"), amount("e", "BB", 20.0, "2024-05-01", "2024-05-31")],
            100.0,
            130.0,
        );
    }
}
