//! An actor's titles and offices in time, as SVG: a bar from the first day on which a page printed one to the last.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_store::pages::RoleInTime;

use super::Printed;
use super::printed::shortened;
use super::timeline::Days;
use super::words::{count, day_number, period};

/// How many are drawn: those printed last.
const DRAWN: usize = 12;
const WIDTH: f64 = 420.0;
const BAR: f64 = 8.0;

/// Titles with their bars; one that papers spell in capitals and without is one.
pub(crate) fn roles(roles: &[RoleInTime]) -> Markup {
    let roles = merged(roles);
    let days = roles.iter().flat_map(|role| [&role.first, &role.last]).filter_map(|day| day_number(day.as_deref()?));
    let days = Days::spread(days, BAR, WIDTH - BAR).filter(|days| roles.len() > 1 && !days.is_one());
    html! {
        ul.roles {
            @for role in roles.iter().take(DRAWN) {
                li {
                    span { bdi { (Printed(&shortened(&role.title, 80))) } }
                    span.by { @if let Some(period) = period(role.first.as_deref(), role.last.as_deref()) { (period) ", " } (count(role.pages, "page")) }
                    @if let Some(days) = days { (bar(role, days)) }
                }
            }
        }
        @if roles.len() > DRAWN { p.small { "and " (roles.len() - DRAWN) " more" } }
    }
}

fn bar(role: &RoleInTime, days: Days) -> Markup {
    let ends = role.first.as_deref().and_then(day_number).zip(role.last.as_deref().and_then(day_number));
    html! {
        @if let Some((first, last)) = ends {
            @let (from, to) = (days.x(first), days.x(last));
            svg.bar viewBox={ "0 0 " (WIDTH) " 10" } aria-hidden="true" {
                line.axis x1="0" y1="5" x2=(WIDTH) y2="5" {}
                rect x=(format!("{:.1}", from - BAR / 2.0)) y="1" width=(format!("{:.1}", to - from + BAR)) height=(BAR) rx="4" {}
            }
        }
    }
}

/// Roles whose titles differ in capitals only as one, in the order of the first of each.
fn merged(roles: &[RoleInTime]) -> Vec<RoleInTime> {
    let mut out: Vec<RoleInTime> = Vec::new();
    let mut places = BTreeMap::new();
    for role in roles {
        let at = *places.entry(role.title.to_lowercase()).or_insert(out.len());
        let Some(known) = out.get_mut(at) else {
            out.push(role.clone());
            continue;
        };
        known.pages += role.pages;
        known.first = [known.first.take(), role.first.clone()].into_iter().flatten().min();
        known.last = known.last.take().max(role.last.clone());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_title_are_one_bar() {
        let role = |title: &str, first: &str, last: &str| RoleInTime {
            title: title.to_owned(),
            first: Some(first.to_owned()),
            last: Some(last.to_owned()),
            pages: 1,
        };
        let both = [role("Foreign Minister", "2025-03-01", "2025-03-09"), role("foreign minister", "2025-02-01", "2025-03-02")];
        let one = RoleInTime { pages: 2, ..role("Foreign Minister", "2025-02-01", "2025-03-09") };
        assert_eq!(merged(&both), [one]);
        assert_eq!(roles(&both).0.matches("<rect").count(), 0, "alone, it has nothing to be compared with");
        let three = [both.as_slice(), &[role("mayor", "2020-01-01", "2021-01-01")]].concat();
        assert_eq!(roles(&three).0.matches("<rect").count(), 2);
    }
}
