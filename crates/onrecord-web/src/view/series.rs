//! How the numbers of a claim move: a plot for each unit, as SVG, with its points in a table.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use onrecord::model::Qualifier;
use onrecord_store::Number;

use super::Printed;
use super::printed::shortened;
use super::timeline::Days;
use super::words::{date, day_number, qualifier, time};

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 830.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 200.0;

/// How many plots are shown: of the units with most numbers.
const PLOTS: usize = 3;

/// How many numbers are listed openly; each then carries in its plot the number of its row in the table.
const OPEN: usize = 16;

/// A number of the table and the row it stands in, from 1.
type Row<'a> = (usize, &'a Number);

/// A plot for each unit with numbers of at least two days; all numbers in a table.
pub(crate) fn series(numbers: &[Number]) -> Markup {
    let mut by_unit: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for (row, number) in (1..).zip(numbers) {
        by_unit.entry(number.unit.as_deref().unwrap_or_default()).or_default().push((row, number));
    }
    let mut units: Vec<(&str, Vec<Row>)> = by_unit.into_iter().filter(|(_, numbers)| days(numbers) > 1).collect();
    units.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.len()));
    let few = numbers.len() <= OPEN;
    html! {
        @for (unit, numbers) in units.iter().take(PLOTS) { (plot(unit, numbers, few)) }
        details.table open[few || units.is_empty()] {
            summary { "All numbers as a table" }
            (table(numbers, few && !units.is_empty()))
        }
    }
}

/// On how many days the numbers were given.
fn days(numbers: &[Row]) -> usize {
    dated(numbers).into_iter().map(|(_, day)| day).collect::<BTreeSet<_>>().len()
}

fn dated<'a>(numbers: &[Row<'a>]) -> Vec<(Row<'a>, i32)> {
    numbers.iter().filter_map(|&row| Some((row, day_number(row.1.date.as_deref()?)?))).collect()
}

fn plot(unit: &str, numbers: &[Row], numbered: bool) -> Markup {
    let dated = dated(numbers);
    let Some(days) = Days::spread(dated.iter().map(|&(_, day)| day), LEFT + 16.0, RIGHT) else { return html! {} };
    let most = dated.iter().map(|((_, number), _)| number.value_to.unwrap_or(number.value).max(number.value)).fold(0.0, f64::max);
    let step = step(most);
    let ticks = (0..=5).map(|n| f64::from(n) * step).take_while(|tick| *tick < most + step);
    let ticks: Vec<f64> = ticks.collect();
    let top = ticks.last().copied().unwrap_or(1.0);
    let y = |value: f64| BOTTOM - value.clamp(0.0, top) / top * (BOTTOM - TOP);
    let (first, last) = (dated.first().and_then(|(row, _)| row.1.date.as_deref()), dated.last().and_then(|(row, _)| row.1.date.as_deref()));
    let name = if unit.is_empty() { "number" } else { unit };
    html! {
        figure.plot {
            figcaption { "By unit: " strong { (Printed(name)) } }
            div.scroll tabindex="0" role="region" aria-label={ "Plot of " (Printed(name)) } {
                svg.series viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label="Each number in time; every mark leads to its statement" {
                    @for tick in &ticks {
                        line.grid x1=(LEFT) x2=(RIGHT + 16.0) y1=(format!("{:.1}", y(*tick))) y2=(format!("{:.1}", y(*tick))) {}
                        text.tick x=(LEFT - 10.0) y=(format!("{:.1}", y(*tick) + 4.0)) text-anchor="end" { (short(*tick)) }
                    }
                    text.when x=(LEFT) y=(BOTTOM + 24.0) { (date(first.unwrap_or_default())) }
                    @if first != last { text.when x=(RIGHT + 16.0) y=(BOTTOM + 24.0) text-anchor="end" { (date(last.unwrap_or_default())) } }
                    @for ((row, number), day) in &dated {
                        (point(number, days.x(*day), y(number.value), number.value_to.map(y)))
                        @if numbered { text.row x=(format!("{:.1}", days.x(*day) + 9.0)) y=(format!("{:.1}", y(number.value) + 4.0)) { (row) } }
                    }
                }
            }
        }
    }
}

/// A disc, with a bar to the upper end of a range, or an arrow to where the number may lie.
fn point(number: &Number, x: f64, y: f64, upper: Option<f64>) -> Markup {
    let arrow = match number.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => Some(-1.0),
        Qualifier::AtMost | Qualifier::LessThan => Some(1.0),
        _ => None,
    };
    html! {
        a href={ "/statements/" (number.statement) } {
            title { (Printed(&number.speaker)) ": " (Printed(&number.printed)) ", " (date(number.date.as_deref().unwrap_or_default())) }
            @if let Some(upper) = upper { line.range x1=(format!("{x:.1}")) x2=(format!("{x:.1}")) y1=(format!("{y:.1}")) y2=(format!("{upper:.1}")) {} }
            @if let Some(way) = arrow {
                path.arrow d=(format!("M{x:.1} {y:.1}v{:.1}m-4 {:.1}l4 {:.1} 4 {:.1}", way * 18.0, -way * 5.0, way * 5.0, -way * 5.0)) {}
            }
            circle class=(if number.qualifier == Qualifier::About { "about" } else { "exact" }) cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="5" {}
        }
    }
}

fn table(numbers: &[Number], numbered: bool) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table of numbers" {
            table {
                thead { tr { @if numbered { th scope="col" { "In the plot" } } th scope="col" { "Day" } th scope="col" { "Who" } th scope="col" { "As printed" } th scope="col" { "Read as" } th scope="col" { "Where" } } }
                tbody {
                    @for (row, number) in (1..).zip(numbers) {
                        tr {
                            @if numbered { td { (row) } }
                            td { (time(number.date.as_deref())) }
                            td { bdi { (Printed(&shortened(&number.speaker, 60))) } }
                            td.words { bdi { (Printed(&number.printed)) } }
                            td {
                                (qualifier(number.qualifier)) " " (plain(number.value))
                                @if let Some(to) = number.value_to { " and " (plain(to)) }
                                @if let Some(unit) = &number.unit { " " (Printed(unit)) }
                            }
                            td { a href={ "/statements/" (number.statement) } { "statement" } }
                        }
                    }
                }
            }
        }
    }
}

/// The distance of ticks: a 1, 2 or 5 with zeros, so that at most five reach the largest number.
fn step(most: f64) -> f64 {
    if most <= 0.0 || !most.is_finite() {
        return 1.0;
    }
    let rough = most / 4.0;
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= rough).unwrap_or(10.0 * power)
}

/// A number on an axis: "7.5 million".
fn short(value: f64) -> String {
    [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")]
        .into_iter()
        .find(|&(size, _)| value >= size)
        .map_or_else(|| plain(value), |(size, name)| format!("{}{name}", plain(value / size)))
}

/// A number with its thousands apart and at most two decimals.
fn plain(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let grouped = digits.parse().map_or_else(|_| digits.to_owned(), super::words::number);
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{grouped}"),
        decimals => format!("{sign}{grouped}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!([3.0, 7000.0, 450.0, 0.0, 1e9].map(|top| short(step(top))), ["1", "2,000", "200", "1", "500 million"]);
        assert_eq!([7000.0, 0.5, 2.5e9, -1200.25, 3e12].map(short), ["7,000", "0.5", "2.5 billion", "-1,200.25", "3 trillion"]);
    }
}
