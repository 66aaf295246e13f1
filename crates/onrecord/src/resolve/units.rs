//! Units of measure: how they are printed, and when two amounts in different ones are the same.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::tables::several;
use crate::model::Quantity;
use crate::table::{columns, number};

/// How much of its measure's base unit a unit is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measure {
    base: &'static str,
    factor: f64,
}

/// How far apart two amounts may lie, as a share of the larger, to be equal but for the rounding of products.
const ROUNDING: f64 = 1e-12;

const FILE: &str = "units.tsv";

fn table() -> impl Iterator<Item = [&'static str; 4]> {
    columns(FILE, include_str!("../../data/units.tsv"))
}

/// The units by each of their words.
static WORDS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| table().flat_map(|[unit, others, ..]| several(others).chain([unit]).map(move |word| (word, unit))).collect());

/// The measures by unit.
static MEASURES: LazyLock<HashMap<&str, Measure>> =
    LazyLock::new(|| table().map(|row| (row[0], Measure { base: row[2], factor: number(FILE, &row, 3) })).collect());

/// The unit that a word or two name, in either number and any spelling.
pub(super) fn unit(words: &str) -> Option<&'static str> {
    WORDS.get(words.trim_end_matches('.').to_lowercase().as_str()).copied()
}

/// What a price is printed for, by a word for one of it: a unit, or another that the table of prices has.
pub(super) fn priced(word: &str) -> Option<&'static str> {
    static PRICED: LazyLock<HashSet<&str>> =
        LazyLock::new(|| columns("priced.tsv", include_str!("../../data/priced.tsv")).map(|[word]| word).collect());
    unit(word).or_else(|| PRICED.get(word).copied())
}

/// Whether two quantities give different amounts; `None` where no exact conversion makes their units one.
///
/// Of a rate ("barrel/day") the period must be the same: months and years have no exact length.
pub fn differ(first: &Quantity, second: &Quantity) -> Option<bool> {
    let (a, b) = (first.unit.as_deref()?, second.unit.as_deref()?);
    let (by_a, by_b) = if a == b { (1.0, 1.0) } else { factors(a, b)? };
    let apart = |x: f64, y: f64| (x - y).abs() > ROUNDING * x.abs().max(y.abs());
    let ends = match (first.value_to, second.value_to) {
        (Some(x), Some(y)) => apart(x * by_a, y * by_b),
        (None, None) => false,
        _ => true,
    };
    Some(ends || apart(first.value * by_a, second.value * by_b))
}

/// A unit without its period, and the period.
fn parts(unit: &str) -> (&str, Option<&str>) {
    unit.split_once('/').map_or((unit, None), |(unit, period)| (unit, Some(period)))
}

/// What amounts in two units are multiplied by to be in one.
fn factors(first: &str, second: &str) -> Option<(f64, f64)> {
    let ((a, per_a), (b, per_b)) = (parts(first), parts(second));
    let (a, b) = (MEASURES.get(a)?, MEASURES.get(b)?);
    (per_a == per_b && a.base == b.base).then_some((a.factor, b.factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;
    use crate::span::Span;

    fn check(first: (f64, &str), second: (f64, &str), expected: Option<bool>) {
        let quantity = |(value, unit): (f64, &str)| Quantity {
            span: Span::default(),
            value,
            unit: Some(unit.to_owned()),
            qualifier: Qualifier::Exactly,
            value_to: None,
        };
        assert_eq!(differ(&quantity(first), &quantity(second)), expected, "{first:?} {second:?}");
    }

    #[test]
    fn amounts_are_compared_where_a_conversion_is_exact() {
        check((7.0, "tonne"), (7000.0, "kilogram"), Some(false));
        check((2.0, "mile"), (3.218_688, "kilometre"), Some(false));
        check((48.0, "hour"), (2.0, "day"), Some(false));
        check((5.0, "acre"), (2.0, "hectare"), Some(true));
        check((3.0, "tonne/day"), (3000.0, "kilogram/day"), Some(false));
        check((3.0, "crate"), (4.0, "crate"), Some(true));
    }

    #[test]
    fn amounts_without_an_exact_conversion_are_not_compared() {
        check((7.0, "ton"), (7000.0, "kilogram"), None);
        check((3.0, "tonne/day"), (3.0, "tonne/week"), None);
        check((1.0, "mile"), (1.0, "hour"), None);
        check((3.0, "crate"), (3.0, "truck"), None);
    }

    #[test]
    fn every_unit_has_a_measure_and_a_base_in_the_table() {
        assert!(MEASURES.values().all(|measure| MEASURES.get(measure.base).is_some_and(|base| (base.factor - 1.0).abs() < ROUNDING)));
    }
}
