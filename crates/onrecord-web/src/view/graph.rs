//! Whom an actor accuses and who accuses it, as SVG: accusers to the left, the accused to the right.

use maud::{Markup, html};
use onrecord_store::pages::Accusation;

use super::Printed;
use super::lists::party;
use super::printed::shortened;
use super::words::count;

/// How many are drawn on each side: those with most.
const DRAWN: usize = 8;
const WIDTH: f64 = 860.0;
const MIDDLE: f64 = WIDTH / 2.0;
const ROW: f64 = 38.0;
const NAME: usize = 30;

/// Half the width of the box in the middle, and what is left free beside it where nothing is drawn.
const BOX: f64 = 96.0;
const FREE: f64 = 4.0;

/// The graph, or nothing where nobody accuses anybody.
pub(crate) fn graph(name: &str, accused_by: &[Accusation], accuses: &[Accusation]) -> Markup {
    if accused_by.is_empty() && accuses.is_empty() {
        return html! {};
    }
    let rows = accused_by.len().min(DRAWN).max(accuses.len().min(DRAWN)).max(1);
    let height = rows as f64 * ROW + 24.0;
    let centre = height / 2.0;
    // A side without anybody takes no room.
    let left = if accused_by.is_empty() { MIDDLE - BOX - FREE } else { 0.0 };
    let width = if accuses.is_empty() { MIDDLE + BOX + FREE } else { WIDTH } - left;
    html! {
        (list(&format!("Who names {name} in an accusation"), accused_by))
        (list(&format!("Who is named in those of {name}"), accuses))
        div.drawing {
            p.small { "From the left: who names " bdi { (Printed(name)) } " in an accusation. To the right: who is named in those of " bdi { (Printed(name)) } "." }
            svg.graph width=(width) viewBox={ (left) " 0 " (width) " " (height) } role="group" aria-label="Accusers to the left, accused to the right; every name leads to its record" {
                (side(accused_by, centre, 226.0, MIDDLE - BOX, "end", 216.0))
                (side(accuses, centre, MIDDLE + BOX, WIDTH - 226.0, "start", WIDTH - 216.0))
                rect.self x=(MIDDLE - BOX) y=(centre - 20.0) width=(2.0 * BOX) height="40" rx="8" {}
                text.self x=(MIDDLE) y=(centre + 5.0) text-anchor="middle" { (Printed(&shortened(name, 24))) }
            }
        }
        @if accused_by.len().max(accuses.len()) > DRAWN { p.small { "On each side those with most statements." } }
    }
}

/// The names of one side for a narrow screen, on which the drawing would be too small to read.
fn list(heading: &str, accusations: &[Accusation]) -> Markup {
    html! {
        @if !accusations.is_empty() {
            div.drawn {
                h3 { (Printed(heading)) }
                ul {
                    @for accusation in accusations.iter().take(DRAWN) {
                        li { (party(&accusation.other)) " " a.small href={ "/statements/" (accusation.statement) } { (counted(accusation)) } }
                    }
                }
            }
        }
    }
}

/// "3 statements, the last": what the link to the last of them says.
fn counted(accusation: &Accusation) -> String {
    let last = if accusation.statements > 1 { ", the last" } else { "" };
    format!("{}{last}", count(accusation.statements, "statement"))
}

/// One side: lines from the left point to the right one, heavier for more statements, and the names where they end.
fn side(accusations: &[Accusation], centre: f64, left: f64, right: f64, anchor: &str, at: f64) -> Markup {
    let drawn = accusations.len().min(DRAWN);
    let top = centre - drawn as f64 * ROW / 2.0;
    let outer_is_left = anchor == "end";
    html! {
        @for (row, accusation) in accusations.iter().take(DRAWN).enumerate() {
            @let y = top + (row as f64 + 0.5) * ROW;
            @let (from, to) = if outer_is_left { (y, centre) } else { (centre, y) };
            @let weight = (accusation.statements as f64).ln_1p().mul_add(1.4, 0.6).min(7.0);
            @let bend = f64::midpoint(left, right);
            path.edge d=(format!("M{left:.1} {from:.1}C{bend:.1} {from:.1} {bend:.1} {to:.1} {right:.1} {to:.1}")) stroke-width=(format!("{weight:.1}")) {}
            a href={ "/actors/" (accusation.other.id) } {
                text.name x=(at) y=(y) text-anchor=(anchor) { (Printed(&shortened(&accusation.other.name, NAME))) }
            }
            a href={ "/statements/" (accusation.statement) } {
                text.count x=(at) y=(y + 14.0) text-anchor=(anchor) { (counted(accusation)) }
            }
        }
    }
}
