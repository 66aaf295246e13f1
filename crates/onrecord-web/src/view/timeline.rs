//! Positions in time, as SVG: a small strip for a row, and a chart with a lane for each actor.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use maud::{Markup, html};
use onrecord::model::Stance;
use onrecord_store::pages::Mark;

use super::Printed;
use super::printed::shortened;
use super::words::{date, day_number, did, period, side};

/// Where days stand on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Days {
    first: i32,
    last: i32,
    left: f64,
    right: f64,
}

impl Days {
    /// Spreads the days between two points; `None` where there are none.
    pub(crate) fn spread(days: impl IntoIterator<Item = i32>, left: f64, right: f64) -> Option<Self> {
        let (first, last) = days.into_iter().fold(None, |ends, day| {
            let (first, last) = ends.unwrap_or((day, day));
            Some((day.min(first), day.max(last)))
        })?;
        Some(Self { first, last, left, right })
    }

    /// Whether all is on one day.
    pub(crate) fn is_one(self) -> bool {
        self.first == self.last
    }

    /// Where a day stands; a single day stands in the middle.
    pub(crate) fn x(self, day: i32) -> f64 {
        let part = if self.last == self.first { 0.5 } else { f64::from(day - self.first) / f64::from(self.last - self.first) };
        self.left + part * (self.right - self.left)
    }
}

/// Room at the ends of a strip, so that no mark is cut.
const EDGE: f64 = 4.0;

/// How wide a strip's ticks are.
const SLOT: f64 = 2.0;

/// A strip of ticks: up for, down against, small for neither.
pub(crate) fn strip<'a>(positions: impl IntoIterator<Item = (Option<&'a str>, Stance)>) -> Markup {
    let dated: Vec<(&str, i32, Stance)> =
        positions.into_iter().filter_map(|(date, stance)| Some((date?, day_number(date?)?, stance))).collect();
    let Some(days) = Days::spread(dated.iter().map(|&(_, day, _)| day), EDGE, 200.0 - EDGE) else { return html! {} };
    let of = |stance| dated.iter().filter(|&&(_, _, s)| s == stance).count();
    let (first, last) = (dated.iter().map(|&(date, ..)| date).min(), dated.iter().map(|&(date, ..)| date).max());
    let label = format!("{}: {} for, {} against", period(first, last).unwrap_or_default(), of(Stance::Affirms), of(Stance::Denies));
    // Ticks that nobody can tell apart are drawn once.
    let ticks = |wanted: Stance, y: u32, length: u32| {
        let at = dated.iter().filter(|&&(.., stance)| stance == wanted).map(|&(_, day, _)| (days.x(day) / SLOT) as u32);
        let drawn: BTreeSet<u32> = at.collect();
        drawn.into_iter().fold(String::new(), |mut path, slot| {
            // Writing to a string does not fail.
            let _ = write!(path, "M{} {y}v{length}", f64::from(slot) * SLOT);
            path
        })
    };
    let sides = [(Stance::Affirms, 3, 10), (Stance::Denies, 15, 10), (Stance::Neutral, 12, 4)];
    html! {
        svg.strip viewBox="0 0 200 28" role="img" aria-label=(label) {
            line.axis x1="0" y1="14" x2="200" y2="14" {}
            @for (stance, y, length) in sides {
                @let drawn = ticks(stance, y, length);
                @if !drawn.is_empty() { path class=(side(stance)) d=(drawn) {} }
            }
        }
    }
}

/// How many actors have a lane of their own.
const LANES: usize = 12;
const WIDTH: f64 = 1120.0;
const NAMES: f64 = 210.0;
const LANE: f64 = 30.0;
const TOP: f64 = 26.0;

/// How far apart the marks of one day stand, and how many do; the others lie on the last.
const BESIDE: f64 = 11.0;
const MOST_BESIDE: usize = 5;

/// A lane for each actor, a mark for each position; those with most positions first. Around the marks of statements by which somebody
/// turned against himself is a ring.
pub(crate) fn lanes(marks: &[Mark], turns: &HashSet<&str>) -> Markup {
    let dated: Vec<(&Mark, i32)> = marks.iter().filter_map(|mark| Some((mark, day_number(mark.date.as_deref()?)?))).collect();
    let Some(days) = Days::spread(dated.iter().map(|&(_, day)| day), NAMES + 14.0, WIDTH - 14.0) else { return html! {} };
    let actors = lane_order(&dated);
    let lane_of: HashMap<&str, usize> = actors.iter().enumerate().map(|(lane, &(id, _))| (id, lane.min(LANES))).collect();
    let lanes = actors.len().min(LANES + 1);
    let height = TOP + LANE * lanes as f64 + 8.0;
    let middle = |lane: usize| TOP + LANE * (lane as f64 + 0.5);
    html! {
        div.scroll tabindex="0" role="region" aria-label="Timeline of positions" {
            svg.lanes viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label="Each position in time; every mark leads to its statement" {
                @for (x, text, anchor) in ends(&dated, days) { text.when x=(x) y="14" text-anchor=(anchor) { (text) } }
                @for (lane, (_, name)) in actors.iter().enumerate().take(lanes) {
                    line.axis x1=(NAMES) x2=(WIDTH) y1=(middle(lane)) y2=(middle(lane)) {}
                    text.name x=(NAMES - 10.0) y=(middle(lane) + 4.0) text-anchor="end" {
                        @if lane == LANES { "and " (actors.len() - LANES) " more" } @else { (Printed(&shortened(name, 28))) }
                    }
                }
                @for (mark, x, lane) in placed(&dated, days, &lane_of) {
                    @let y = middle(lane);
                    a href={ "/statements/" (mark.statement) } class=(side(mark.stance)) {
                        title { (Printed(&mark.name)) " " (did(mark.act)) ", " (date(mark.date.as_deref().unwrap_or_default())) }
                        @if turns.contains(mark.statement.as_str()) { circle.turn cx=(format!("{x:.1}")) cy=(y) r="10.5" {} }
                        (sign(mark, x, y))
                    }
                }
            }
        }
        p.legend {
            span.affirms { svg viewBox="0 0 16 16" aria-hidden="true" { circle cx="8" cy="8" r="5.5" {} } "for it" }
            span.denies { svg viewBox="0 0 16 16" aria-hidden="true" { path d="M8 1.5 14.5 8 8 14.5 1.5 8z" {} } "against it" }
            span.neutral { svg viewBox="0 0 16 16" aria-hidden="true" { circle cx="8" cy="8" r="4.5" {} } "neither" }
            @if !turns.is_empty() { span { svg viewBox="0 0 16 16" aria-hidden="true" { circle.turn cx="8" cy="8" r="6.5" {} } "against what the same one said before" } }
            span { "small: a copy of another page" }
        }
    }
}

/// Where marks stand; those of one actor on one day stand side by side.
fn placed<'a>(dated: &[(&'a Mark, i32)], days: Days, lane_of: &HashMap<&str, usize>) -> Vec<(&'a Mark, f64, usize)> {
    let mut taken: HashMap<(usize, i32), usize> = HashMap::new();
    let mut place = |&(mark, day): &(&'a Mark, i32)| {
        let lane = lane_of[mark.actor.as_str()];
        let before = taken.entry((lane, day)).or_default();
        let towards = if days.x(day) > f64::midpoint(days.left, days.right) { -BESIDE } else { BESIDE };
        let x = days.x(day) + towards * (*before).min(MOST_BESIDE) as f64;
        *before += 1;
        (mark, x, lane)
    };
    dated.iter().map(&mut place).collect()
}

/// A disc for, a diamond against, a ring for neither.
fn sign(mark: &Mark, x: f64, y: f64) -> Markup {
    let r = if mark.independent { 6.5 } else { 3.5 };
    html! {
        @if mark.stance == Stance::Denies { path d=(format!("M{x:.1} {:.1}l{r} {r} -{r} {r} -{r} -{r}z", y - r)) {} }
        @else { circle cx=(format!("{x:.1}")) cy=(y) r=(r) {} }
    }
}

/// Ids and names of the actors, those with most positions first, then those who spoke first.
fn lane_order<'a>(dated: &[(&'a Mark, i32)]) -> Vec<(&'a str, &'a str)> {
    let mut counts: Vec<(&str, &str, usize)> = Vec::new();
    let mut place = HashMap::new();
    for (mark, _) in dated {
        let at = *place.entry(mark.actor.as_str()).or_insert(counts.len());
        if at == counts.len() {
            counts.push((&mark.actor, &mark.name, 0));
        }
        counts[at].2 += 1;
    }
    counts.sort_by_key(|&(_, _, count)| std::cmp::Reverse(count));
    counts.into_iter().map(|(id, name, _)| (id, name)).collect()
}

/// The first and the last day, at their places.
fn ends(dated: &[(&Mark, i32)], days: Days) -> Vec<(f64, String, &'static str)> {
    let text = |day: i32| dated.iter().find(|&&(_, d)| d == day).and_then(|(mark, _)| mark.date.as_deref()).map(date).unwrap_or_default();
    if days.first == days.last {
        return vec![(days.x(days.first), text(days.first), "middle")];
    }
    vec![(days.left - 6.0, text(days.first), "start"), (days.right + 8.0, text(days.last), "end")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_spread_between_the_ends() {
        let days = Days::spread([10, 20, 15], 0.0, 100.0).unwrap();
        assert_eq!(format!("{:?}", [10, 15, 20].map(|day| days.x(day))), "[0.0, 50.0, 100.0]");
        assert!((Days::spread([7], 0.0, 100.0).unwrap().x(7) - 50.0).abs() < 1e-9);
        assert_eq!(Days::spread([], 0.0, 100.0), None);
    }

    #[test]
    fn a_strip_says_what_it_shows() {
        let strip = strip([(Some("2024-05-07"), Stance::Affirms), (Some("2024-05-17"), Stance::Denies), (None, Stance::Denies)]).0;
        assert!(strip.contains("aria-label=\"7–17 May 2024: 1 for, 1 against\""), "{strip}");
        assert_eq!((strip.matches("class=\"affirms\"").count(), strip.matches("class=\"denies\"").count()), (1, 1));
    }
}
