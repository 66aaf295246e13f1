//! Steps through a long list.

use maud::{Markup, html};
use onrecord_store::pages::{Listed, Part};

use super::words::number;

/// The part of a list that a page's number names; pages are counted from 1.
pub(crate) fn part(page: Option<u32>, limit: u32) -> Part {
    Part { offset: page.unwrap_or(1).clamp(1, 100_000).saturating_sub(1).saturating_mul(limit), limit }
}

/// Links to the parts before and after. `address` is everything before the page's number: `/?actor=x&page=`.
pub(crate) fn steps<T>(list: &Listed<T>, limit: u32, address: &str) -> Markup {
    steps_of("Pages", list, limit, address, "")
}

/// The same, called as what it is of, for a page with several lists; `place` is where on the page the list begins, as `#said`.
pub(crate) fn steps_of<T>(label: &str, list: &Listed<T>, limit: u32, address: &str, place: &str) -> Markup {
    let (page, pages) = (list.offset / u64::from(limit) + 1, list.total.div_ceil(limit.into()));
    html! {
        @if page > pages && pages > 0 {
            p.nothing { "This list ends with page " (number(pages)) ". " a href={ (address) (pages) (place) } { "Go there" } }
        } @else if pages > 1 {
            nav.steps aria-label=(label) {
                @if page > 1 { a rel="prev" href={ (address) (page - 1) (place) } { "← Previous page" } } @else { span {} }
                span { (number(page)) " of " (number(pages)) }
                @if page < pages { a rel="next" href={ (address) (page + 1) (place) } { "Next page →" } } @else { span {} }
            }
        }
    }
}

/// An address with its query, ending in `page=`; unset values are left out.
pub(crate) fn address(path: &str, query: &[(&str, Option<&str>)]) -> String {
    let whole = whole(path, query);
    format!("{whole}{}page=", if whole.contains('?') { '&' } else { '?' })
}

/// An address with its query; unset values are left out.
pub(crate) fn whole(path: &str, query: &[(&str, Option<&str>)]) -> String {
    let set: Vec<(&str, &str)> = query.iter().filter_map(|&(name, value)| Some((name, value?))).collect();
    let query = serde_urlencoded::to_string(set).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
