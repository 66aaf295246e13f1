//! How the numbers of a claim move: a plot for each unit, as SVG, with its points in a table.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use maud::{Markup, html};
use onrecord::model::Qualifier;
use onrecord_store::Number;

use super::Printed;
use super::lists::names;
use super::printed::shortened;
use super::timeline::Days;
use super::words::{Day, day_number, number as figure, qualifier};

/// How high a plot is, with room for the days under it; how wide its scale.
const HEIGHT: f64 = 232.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 200.0;
const SCALE: f64 = 84.0;

/// Where in a plot the first and the last day stand, in per cent of its width: there is room for a number beside the last.
const FIRST: f64 = 3.0;
const LAST: f64 = 92.0;

/// How many plots are shown: of the units with most numbers.
const PLOTS: usize = 3;

/// How many numbers are listed openly; each then carries in its plot the number of its row in the table.
const OPEN: usize = 16;

/// A number, and on how many more pages it stands in copies or in the same words.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Given<'a> {
    number: &'a Number,
    again: u64,
}

/// The numbers by which rows of the table stand in plots; empty where they carry none.
type Plotted = BTreeMap<usize, usize>;

/// A number of the table and the row it stands in, from 1.
type Row<'a> = (usize, &'a Number);

/// A plot for each unit with numbers of at least two days; all numbers in a table.
pub(crate) fn series(numbers: &[Number]) -> Markup {
    let numbers = folded(numbers);
    let mut by_unit: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for (row, given) in (1..).zip(&numbers) {
        by_unit.entry(given.number.unit.as_deref().unwrap_or_default()).or_default().push((row, given.number));
    }
    let mut units: Vec<(&str, Vec<Row>)> = by_unit.into_iter().filter(|(_, numbers)| days(numbers) > 1).collect();
    units.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.len()));
    units.truncate(PLOTS);
    let few = numbers.len() <= OPEN;
    let plotted: BTreeSet<usize> = units.iter().filter(|_| few).flat_map(|(_, rows)| dated(rows)).map(|((row, _), _)| row).collect();
    let plotted: Plotted = plotted.into_iter().zip(1..).collect();
    html! {
        @for (unit, numbers) in &units { (plot(unit, numbers, &plotted)) }
        details.table open[few || units.is_empty()] {
            summary { "All numbers as a table" }
            (table(&numbers, &plotted))
        }
    }
}

/// Each number of a speaker once a day; in a copy of a text it is no other one.
fn folded(numbers: &[Number]) -> Vec<Given<'_>> {
    let mut out: Vec<Given> = Vec::new();
    // Where in the list a number stands first, and where it stands on the day of a text of its own.
    let (mut first, mut on_day) = (HashMap::new(), HashMap::new());
    for number in numbers {
        let what = (&number.speaker, number.value.to_bits(), number.value_to.map(f64::to_bits), &number.unit, number.qualifier);
        let day = (what, &number.date);
        let copied = |at: &&usize| !number.independent || !out[**at].number.independent;
        let at = first.get(&what).filter(copied).or_else(|| on_day.get(&day)).copied();
        match at.map(|at| &mut out[at]) {
            Some(given) => {
                given.again += 1;
                // A copy stands for none but copies.
                given.number = if number.independent && !given.number.independent { number } else { given.number };
            }
            None => out.push(Given { number, again: 0 }),
        }
        let at = at.unwrap_or(out.len() - 1);
        first.entry(what).or_insert(at);
        if number.independent {
            on_day.insert(day, at);
        }
    }
    out
}

/// On how many days the numbers were given.
fn days(numbers: &[Row]) -> usize {
    dated(numbers).into_iter().map(|(_, day)| day).collect::<BTreeSet<_>>().len()
}

fn dated<'a>(numbers: &[Row<'a>]) -> Vec<(Row<'a>, i32)> {
    numbers.iter().filter_map(|&row| Some((row, day_number(row.1.date.as_deref()?)?))).collect()
}

/// Days stand in per cent of the width, so that marks and words keep their size on every screen.
fn plot(unit: &str, numbers: &[Row], plotted: &Plotted) -> Markup {
    let dated = dated(numbers);
    let Some(days) = Days::spread(dated.iter().map(|&(_, day)| day), FIRST, LAST) else { return html! {} };
    let most = dated.iter().map(|((_, number), _)| number.value_to.unwrap_or(number.value).max(number.value)).fold(0.0, f64::max);
    let step = step(most);
    let ticks = (0..=5).map(|n| f64::from(n) * step).take_while(|tick| *tick < most + step);
    let ticks: Vec<f64> = ticks.collect();
    let top = ticks.last().copied().unwrap_or(1.0);
    let y = |value: f64| BOTTOM - value.clamp(0.0, top) / top * (BOTTOM - TOP);
    let day = |end: Option<&(Row, i32)>| end.and_then(|((_, number), _)| Day::of_number(number)).map(Day::when).unwrap_or_default();
    let (first, last) = (day(dated.first()), day(dated.last()));
    let name = if unit.is_empty() { "number" } else { unit };
    let beside = rows_beside(&dated, plotted);
    html! {
        figure.plot {
            figcaption { "By unit: " strong { (Printed(name)) } }
            div.axes {
                svg.scale width=(SCALE) height=(HEIGHT) aria-hidden="true" {
                    @for tick in &ticks { text.tick x=(SCALE - 10.0) y=(format!("{:.1}", y(*tick) + 4.0)) text-anchor="end" { (short(*tick)) } }
                }
                svg.series height=(HEIGHT) role="group" aria-label={ "Each number in time, by " (Printed(name)) "; every mark leads to its statement" } {
                    @for tick in &ticks { line.grid x1="0" x2="100%" y1=(format!("{:.1}", y(*tick))) y2=(format!("{:.1}", y(*tick))) {} }
                    text.when x="0" y=(BOTTOM + 24.0) { (first) }
                    @if first != last { text.when x="100%" y=(BOTTOM + 24.0) text-anchor="end" { (last) } }
                    @for (at, ((_, number), day)) in dated.iter().enumerate() {
                        svg x=(format!("{:.2}%", days.x(*day))) y=(format!("{:.1}", y(number.value))) {
                            (point(number, number.value_to.map(|to| y(to) - y(number.value))))
                            @if let Some(rows) = beside.get(&at) { text.row x="9" y="4" { (rows) } }
                        }
                    }
                }
            }
        }
    }
}

/// The rows of all numbers that stand in one place, "4, 5", by where the first of them is among the dated ones.
fn rows_beside(dated: &[(Row, i32)], plotted: &Plotted) -> HashMap<usize, String> {
    if plotted.is_empty() {
        return HashMap::new();
    }
    let mut places: HashMap<(u64, i32), (usize, Vec<String>)> = HashMap::new();
    for (at, ((row, number), day)) in dated.iter().enumerate() {
        let (_, rows) = places.entry((number.value.to_bits(), *day)).or_insert_with(|| (at, Vec::new()));
        rows.extend(plotted.get(row).map(usize::to_string));
    }
    places.into_values().filter(|(_, rows)| !rows.is_empty()).map(|(at, rows)| (at, rows.join(", "))).collect()
}

/// A disc, with a bar to the upper end of a range, or an arrow to where the number may lie.
fn point(number: &Number, upper: Option<f64>) -> Markup {
    let arrow = match number.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => Some(-1.0),
        Qualifier::AtMost | Qualifier::LessThan => Some(1.0),
        _ => None,
    };
    html! {
        a href={ "/statements/" (number.statement) } {
            title { (Printed(&number.speaker)) ": " (Printed(&number.printed)) @if let Some(day) = Day::of_number(number) { ", " (day.words()) } }
            @if let Some(upper) = upper { line.range y2=(format!("{upper:.1}")) {} }
            @if let Some(way) = arrow {
                path.arrow d=(format!("M0 0v{:.1}m-4 {:.1}l4 {:.1} 4 {:.1}", way * 18.0, -way * 5.0, way * 5.0, -way * 5.0)) {}
            }
            circle class=(if number.qualifier == Qualifier::About { "about" } else { "exact" }) r="5" {}
        }
    }
}

/// `plotted` are the rows that stand in a plot.
fn table(numbers: &[Given], plotted: &Plotted) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table of numbers" {
            table {
                thead { tr { @if !plotted.is_empty() { th scope="col" { "In the plot" } } th scope="col" { "Day" } th scope="col" { "Who" } th scope="col" { "As printed" } th scope="col" { "Read as" } th scope="col" { "Where" } } }
                tbody {
                    @for (row, given) in (1..).zip(numbers) {
                        @let number = given.number;
                        tr {
                            @if !plotted.is_empty() { td { @if let Some(number) = plotted.get(&row) { (number) } } }
                            td { @if let Some(day) = Day::of_number(number) { (day.markup()) } }
                            td { @if number.speakers.is_empty() { bdi { (Printed(&shortened(&number.speaker, 60))) } } @else { (names(&number.speakers)) } }
                            td.words { bdi { (Printed(&number.printed)) } }
                            td { (Printed(&read_as(number.qualifier, number.value, number.value_to, number.unit.as_deref()))) }
                            td {
                                a href={ "/statements/" (number.statement) } { "statement" }
                                @if given.again > 0 { " and in " (figure(given.again)) " more" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// "14 (lorry)", "at least 14 (lorry)", "between 14 and 20 (lorry)"
pub(crate) fn read_as(hedge: Qualifier, value: f64, value_to: Option<f64>, unit: Option<&str>) -> String {
    let hedge = if hedge == Qualifier::Exactly { String::new() } else { format!("{} ", qualifier(hedge)) };
    let to = value_to.map(|to| format!(" and {}", plain(to))).unwrap_or_default();
    let unit = unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
    format!("{hedge}{}{to}{unit}", plain(value))
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

    fn number(day: &str, independent: bool) -> Number {
        Number {
            printed: "fourteen lorries".to_owned(),
            value: 14.0,
            value_to: None,
            unit: Some("lorry".to_owned()),
            qualifier: Qualifier::Exactly,
            speaker: "Ana Ruiz".to_owned(),
            speakers: Vec::new(),
            date: Some(day.to_owned()),
            date_to: None,
            dated: true,
            statement: "s".to_owned(),
            independent,
        }
    }

    #[test]
    fn what_copies_repeat_is_one_number() {
        let all = [number("2024-05-01", false), number("2024-05-02", true), number("2024-05-02", true), number("2024-05-03", true)];
        let folded = folded(&all);
        assert_eq!(
            folded.iter().map(|given| (given.number.date.as_deref().unwrap(), given.again)).collect::<Vec<_>>(),
            [("2024-05-02", 2), ("2024-05-03", 0)]
        );
        assert_eq!(series(&all).0.matches("<figure").count(), 1);
        let together = [
            number("2024-05-01", true),
            Number { speaker: "Bo Lind".to_owned(), ..number("2024-05-01", true) },
            number("2024-05-03", true),
        ];
        let drawn = series(&together).0;
        assert!(drawn.contains(">1, 2</text>") && drawn.contains(">3</text>") && drawn.matches("class=\"row\"").count() == 2, "{drawn}");
        let alone = series(&[together.as_slice(), &[Number { unit: None, ..number("2024-05-03", true) }]].concat()).0;
        assert!(alone.contains("<td>3</td>") && !alone.contains("<td>4</td>"), "what stands in no plot has no number in it: {alone}");
    }

    #[test]
    fn a_copy_stands_for_the_first_and_each_day_for_itself() {
        let given = |all: &[Number]| -> Vec<(String, u64)> {
            folded(all).iter().map(|given| (given.number.date.clone().unwrap(), given.again)).collect()
        };
        let [first, second, third] = ["2024-05-01", "2024-05-02", "2024-05-03"];
        let days = |days: &[(&str, u64)]| days.iter().map(|&(day, again)| (day.to_owned(), again)).collect::<Vec<_>>();
        let own = |day| number(day, true);
        let copy = |day| number(day, false);
        assert_eq!(given(&[own(first), own(second), copy(third), own(second)]), days(&[(first, 1), (second, 1)]));
        // The day of a copy is none on which its number was given once a text of its own stands for it.
        assert_eq!(given(&[copy(first), own(second), own(first)]), days(&[(second, 1), (first, 0)]));
        assert_eq!(given(&[own(first), Number { value_to: Some(20.0), ..own(first) }]), days(&[(first, 0), (first, 0)]));
    }

    #[test]
    fn numbers_are_read_in_words() {
        let read = |hedge, value_to, unit| read_as(hedge, 14.0, value_to, unit);
        assert_eq!(read(Qualifier::Exactly, None, Some("lorry")), "14 (lorry)");
        assert_eq!(read(Qualifier::AtLeast, None, None), "at least 14");
        assert_eq!(read(Qualifier::Range, Some(20.0), Some("lorry")), "between 14 and 20 (lorry)");
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!([3.0, 7000.0, 450.0, 0.0, 1e9].map(|top| short(step(top))), ["1", "2,000", "200", "1", "500 million"]);
        assert_eq!([7000.0, 0.5, 2.5e9, -1200.25, 3e12].map(short), ["7,000", "0.5", "2.5 billion", "-1,200.25", "3 trillion"]);
    }
}
