//! The times that contents speak of.

use std::ops::Range;

use jiff::civil::Date;

use super::diary::ahead;
use super::expressions::{Expression, expressions};
use super::published;
use super::settle::{Anchor, Days, settle};
use crate::model::{Article, Basis, When};
use crate::resolve::page::Page;

/// The intervals that the expressions among some tokens mean, in order; those that only a missing day of publication would settle are
/// left out. "Since 2022" lasts until publication, "by the end of the year" from then on, "from March to May" is one.
pub(in crate::resolve) fn spoken(page: &Page<'_>, article: &Article, within: &Range<usize>) -> Vec<When> {
    let published = published(article);
    let anchor = Anchor { published, told: None };
    let mut out: Vec<(Range<usize>, When)> = Vec::new();
    for dated in expressions(page, within.clone()) {
        let at = dated.tokens.start;
        let Some(days) = settle(dated.expression, anchor, ahead(page, within, at, |_| true)) else { continue };
        // "from March to May", "between 2014 and 2016"
        let joined = |last: &Range<usize>| {
            let word = page.word(last.end);
            let opened = page.before(last.start).to_lowercase();
            last.end + 1 == at && (matches!(word, "to" | "through" | "until") && opened == "from" || word == "and" && opened == "between")
        };
        if let Some((last, when)) = out.last_mut().filter(|(last, _)| joined(last)) {
            when.to = days.1.to_string();
            last.end = dated.tokens.end;
            when.span = Some(page.span(last));
            continue;
        }
        let article = usize::from(page.before(at) == "the");
        let Some((from, to)) = bounded(&page.before(at - article).to_lowercase(), days, published) else { continue };
        let basis = if dated.expression == Expression::Days(0) { Basis::Publication } else { Basis::Expression };
        let when = When { from: from.to_string(), to: to.to_string(), basis, span: Some(page.span(&dated.tokens)) };
        out.push((dated.tokens, when));
    }
    out.into_iter().map(|(_, when)| when).collect()
}

/// The interval that a preposition makes of the days after it; `None` where one of its ends stays open.
fn bounded(preposition: &str, (first, last): Days, published: Option<Date>) -> Option<Days> {
    match preposition {
        "since" => published.filter(|day| *day >= first).map(|day| (first, day)),
        "by" | "until" | "till" | "before" => published.filter(|day| *day <= last).map(|day| (day, last)),
        "after" => None,
        _ => Some((first, last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The intervals of a text in an article of 17 May 2024.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let article = Article { text: text.into(), published: Some("2024-05-17T08:00:00Z".to_owned()), ..Article::default() };
        let page = Page::new(&article);
        let found = spoken(&page, &article, &(0..page.tokens.len()));
        let found: Vec<_> = found.iter().map(|when| (when.from.as_str(), when.to.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn intervals() {
        check("it had shipped 7,000 crates since last year", &[("2023-01-01", "2024-05-17")]);
        check("it will stop by the end of the month", &[("2024-05-17", "2024-05-31")]);
        check("they met from March to May 2023", &[("2024-03-01", "2023-05-31")]);
        check("between 2014 and 2016 it lost", &[("2014-01-01", "2016-12-31")]);
        check("the talks will resume on Monday", &[("2024-05-20", "2024-05-20")]);
        check("the talks resumed on Monday", &[("2024-05-13", "2024-05-13")]);
        check("after 2019 it fell", &[]);
    }
}
