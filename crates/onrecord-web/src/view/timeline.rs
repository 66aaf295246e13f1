//! Positions in time, as SVG: a small strip for a row, and a chart with a lane for each actor.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use maud::{Markup, html};
use onrecord::model::{ActorKind, Stance};
use onrecord_store::pages::Mark;

use super::Printed;
use super::printed::shortened;
use super::words::{Day, day_number, did, side};

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

/// A strip of ticks over some time, given in words: up for, down against, small for neither.
pub(crate) fn strip<'a>(time: &str, positions: impl IntoIterator<Item = (Option<&'a str>, Stance)>) -> Markup {
    let dated: Vec<(i32, Stance)> = positions.into_iter().filter_map(|(date, stance)| Some((day_number(date?)?, stance))).collect();
    let Some(days) = Days::spread(dated.iter().map(|&(day, _)| day), EDGE, 200.0 - EDGE) else { return html! {} };
    let of = |stance| dated.iter().filter(|&&(_, s)| s == stance).count();
    let label = format!("{time}: {} for, {} against", of(Stance::Affirms), of(Stance::Denies));
    // Ticks that nobody can tell apart are drawn once.
    let ticks = |wanted: Stance, y: u32, length: u32| {
        let at = dated.iter().filter(|&&(_, stance)| stance == wanted).map(|&(day, _)| (days.x(day) / SLOT) as u32);
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

/// How high a lane is, and where in it the line runs.
const LANE: f64 = 30.0;
const LINE: f64 = LANE / 2.0;

/// Where in a lane the first and the last day stand, in per cent of its width: there is room for the marks.
const FIRST: f64 = 3.0;
const LAST: f64 = 97.0;

/// How far apart the marks of one day stand, and how many do; the others lie on the last.
const BESIDE: f64 = 11.0;
const MOST_BESIDE: usize = 5;

/// A position in time: the first and the last day on which it may have been taken.
#[derive(Debug, Clone, Copy)]
struct Dated<'a> {
    mark: &'a Mark,
    first: i32,
    last: i32,
}

impl<'a> Dated<'a> {
    fn of(mark: &'a Mark) -> Option<Self> {
        let first = day_number(mark.date.as_deref()?)?;
        let last = mark.date_to.as_deref().and_then(day_number).unwrap_or(first).max(first);
        Some(Self { mark, first, last })
    }
}

/// Where a mark is drawn: in which lane, from where to where it may lie, and how far beside the middle.
struct Placed<'a> {
    mark: &'a Mark,
    lane: usize,
    from: f64,
    to: f64,
    beside: f64,
}

/// A lane for each actor, a mark for each position; those with most positions first. What is known to the month alone stands in its middle, with
/// a bar over all of it. Around the marks of statements by which somebody
/// turned against himself, given by actor and statement, is a ring. Days stand in per cent of the width, so that marks and words keep their size on every screen.
pub(crate) fn lanes(marks: &[Mark], turns: &HashSet<(&str, &str)>) -> Markup {
    let dated: Vec<Dated> = marks.iter().filter_map(Dated::of).collect();
    let Some(days) = Days::spread(dated.iter().flat_map(|dated| [dated.first, dated.last]), FIRST, LAST) else { return html! {} };
    let actors = lane_order(&dated);
    let lane_of: HashMap<&str, usize> = actors.iter().enumerate().map(|(lane, (key, _))| (key.as_str(), lane.min(LANES))).collect();
    let mut lanes: Vec<Vec<Placed>> = (0..actors.len().min(LANES + 1)).map(|_| Vec::new()).collect();
    for placed in placed(&dated, days, &lane_of) {
        lanes[placed.lane].push(placed);
    }
    let reaching = dated.iter().any(|dated| dated.last > dated.first);
    html! {
        div.lanes role="group" aria-label="Each position in time; every mark leads to its statement" {
            p.ends { @for end in ends(&dated, days) { span { (end) } } }
            @for (at, ((_, name), marks)) in actors.iter().zip(&lanes).enumerate() {
                p.name { @if at == LANES { "and " (actors.len() - LANES) " more" } @else { bdi { (Printed(&shortened(name, 40))) } } }
                svg.lane role="group" {
                    line.axis x1="0" x2="100%" y1=(LINE) y2=(LINE) {}
                    @for placed in marks { (drawn(placed, turns)) }
                }
            }
        }
        p.legend {
            span.affirms { svg viewBox="0 0 16 16" aria-hidden="true" { circle cx="8" cy="8" r="5.5" {} } "for it" }
            span.denies { svg viewBox="0 0 16 16" aria-hidden="true" { path d="M8 1.5 14.5 8 8 14.5 1.5 8z" {} } "against it" }
            span.neutral { svg viewBox="0 0 16 16" aria-hidden="true" { circle cx="8" cy="8" r="4.5" {} } "neither" }
            @if !turns.is_empty() { span { svg viewBox="0 0 16 16" aria-hidden="true" { circle.turn cx="8" cy="8" r="6.5" {} } "against what the same one said before" } }
            @if reaching { span { svg viewBox="0 0 16 16" aria-hidden="true" { line.reach x1="3" x2="13" y1="8" y2="8" {} } "some day within" } }
            span { "small: a copy of another page" }
        }
    }
}

fn drawn(placed: &Placed, turns: &HashSet<(&str, &str)>) -> Markup {
    let Placed { mark, from, to, beside, .. } = *placed;
    let x = f64::midpoint(from, to);
    html! {
        a href={ "/statements/" (mark.statement) } class=(side(mark.stance)) {
            title { (Printed(&mark.name)) " " (did(mark.act)) @if let Some(day) = Day::of_mark(mark) { ", " (day.words()) } }
            @if to > from { line.reach x1=(format!("{from:.2}%")) x2=(format!("{to:.2}%")) y1=(LINE) y2=(LINE) {} }
            svg x=(format!("{x:.2}%")) y=(LINE) {
                @if turns.contains(&(mark.actor.as_str(), mark.statement.as_str())) { circle.turn cx=(beside) r="10.5" {} }
                (sign(mark, beside))
            }
        }
    }
}

/// Where marks stand; those of one actor on one day, or in one month, stand side by side.
fn placed<'a>(dated: &[Dated<'a>], days: Days, lane_of: &HashMap<&str, usize>) -> Vec<Placed<'a>> {
    let mut taken: HashMap<(usize, i32, i32), usize> = HashMap::new();
    let mut place = |&Dated { mark, first, last }: &Dated<'a>| {
        let lane = lane_of[lane_key(mark).as_str()];
        let before = taken.entry((lane, first, last)).or_default();
        let (from, to) = (days.x(first), days.x(last));
        let towards = if f64::midpoint(from, to) > f64::midpoint(days.left, days.right) { -BESIDE } else { BESIDE };
        let beside = towards * (*before).min(MOST_BESIDE) as f64;
        *before += 1;
        Placed { mark, lane, from, to, beside }
    };
    dated.iter().map(&mut place).collect()
}

/// A disc for, a diamond against, a ring for neither.
fn sign(mark: &Mark, x: f64) -> Markup {
    let r = if mark.independent { 6.5 } else { 3.5 };
    html! {
        @if mark.stance == Stance::Denies { path d=(format!("M{x} -{r}l{r} {r} -{r} {r} -{r} -{r}z")) {} }
        @else { circle cx=(x) r=(r) {} }
    }
}

/// What marks of one lane have in common: the actor; of sources without a name the wording, each of which is an actor of its own.
fn lane_key(mark: &Mark) -> String {
    if mark.kind == ActorKind::Unnamed { mark.name.to_lowercase() } else { mark.actor.clone() }
}

/// Keys of the lanes with the actors' names, those with most positions first, then those who spoke first.
fn lane_order<'a>(dated: &[Dated<'a>]) -> Vec<(String, &'a str)> {
    let mut counts: Vec<(String, &str, usize)> = Vec::new();
    let mut place = HashMap::new();
    for Dated { mark, .. } in dated {
        let key = lane_key(mark);
        let at = *place.entry(key.clone()).or_insert(counts.len());
        if at == counts.len() {
            counts.push((key, &mark.name, 0));
        }
        counts[at].2 += 1;
    }
    counts.sort_by_key(|&(_, _, count)| std::cmp::Reverse(count));
    counts.into_iter().map(|(key, name, _)| (key, name)).collect()
}

/// The first and the last day, or what is known of them; one where they are the same.
fn ends(dated: &[Dated], days: Days) -> Vec<String> {
    let text = |end: Option<&Dated>| end.and_then(|dated| Day::of_mark(dated.mark)).map(Day::when).unwrap_or_default();
    // A day says more than the month that begins or ends with it.
    let first = dated.iter().filter(|dated| dated.first == days.first).min_by_key(|dated| dated.last);
    let last = dated.iter().filter(|dated| dated.last == days.last).max_by_key(|dated| dated.first);
    let mut ends = vec![text(first), text(last)];
    ends.dedup();
    ends
}

#[cfg(test)]
mod tests {
    use onrecord::model::Act;

    use super::*;

    #[test]
    fn days_are_spread_between_the_ends() {
        let days = Days::spread([10, 20, 15], 0.0, 100.0).unwrap();
        assert_eq!(format!("{:?}", [10, 15, 20].map(|day| days.x(day))), "[0.0, 50.0, 100.0]");
        assert!((Days::spread([7], 0.0, 100.0).unwrap().x(7) - 50.0).abs() < 1e-9);
        assert_eq!(Days::spread([], 0.0, 100.0), None);
    }

    #[test]
    fn sources_without_a_name_share_a_lane_by_their_words() {
        let mark = |actor: &str, name: &str, kind, date_to: Option<&str>| Mark {
            actor: actor.to_owned(),
            name: name.to_owned(),
            kind,
            stance: Stance::Affirms,
            act: Act::Say,
            date: Some("2024-05-01".to_owned()),
            date_to: date_to.map(str::to_owned),
            dated: true,
            independent: true,
            statement: "s".to_owned(),
        };
        let marks = [
            mark("1", "Officials", ActorKind::Unnamed, Some("2024-05-31")),
            mark("2", "officials", ActorKind::Unnamed, None),
            mark("3", "Ana Ruiz", ActorKind::Person, None),
            mark("4", "Ana Ruiz", ActorKind::Person, None),
        ];
        let drawn = lanes(&marks, &HashSet::from([("2", "s")])).0;
        assert_eq!((drawn.matches("class=\"lane\"").count(), drawn.matches("class=\"turn\"").count()), (3, 2), "{drawn}");
        assert!(drawn.contains("Officials said, May 2024</title>"), "{drawn}");
        // The month is a bar with its mark in the middle; the day stands at its own place.
        assert_eq!(drawn.matches("<line class=\"reach\" x1=\"3.00%\" x2=\"97.00%\"").count(), 1, "{drawn}");
        assert!(drawn.contains("<svg x=\"50.00%\"") && drawn.contains("<svg x=\"3.00%\""), "{drawn}");
        assert!(drawn.contains("<p class=\"ends\"><span>1 May 2024</span><span>May 2024</span></p>"), "{drawn}");
    }

    #[test]
    fn a_strip_says_what_it_shows() {
        let strip =
            strip("7–17 May 2024", [(Some("2024-05-07"), Stance::Affirms), (Some("2024-05-17"), Stance::Denies), (None, Stance::Denies)]).0;
        assert!(strip.contains("aria-label=\"7–17 May 2024: 1 for, 1 against\""), "{strip}");
        assert_eq!((strip.matches("class=\"affirms\"").count(), strip.matches("class=\"denies\"").count()), (1, 1));
    }
}
