//! Numbers in contents, with their hedges and units.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::numbers::{Number, number, ordinal, share};
use super::page::Page;
use super::tables::{Class, is, noun};
use super::time::expressions;
use super::units;
use crate::model::{Qualifier, Quantity};
use crate::table::{columns, value};

static CURRENCIES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| columns("currencies.tsv", include_str!("../../data/currencies.tsv")).map(|[word, code]| (word, code)).collect());

static HEDGES: LazyLock<HashMap<&str, Qualifier>> = LazyLock::new(|| {
    let file = "hedges.tsv";
    columns(file, include_str!("../../data/hedges.tsv")).map(|[words, qualifier]| (words, value(file, qualifier))).collect()
});

/// The quantities among some tokens, in order. Dates and years are none.
pub(super) fn quantities(page: &Page<'_>, within: &Range<usize>) -> Vec<Quantity> {
    let dates = expressions(page, within.clone());
    let mut upcoming = dates.iter().peekable();
    let mut out = Vec::new();
    let mut at = within.start;
    while at < within.end {
        while upcoming.next_if(|date| date.tokens.end <= at).is_some() {}
        if let Some(date) = upcoming.peek().filter(|date| date.tokens.contains(&at)) {
            at = date.tokens.end;
            continue;
        }
        let known =
            |found: &Number| found.end <= within.end && !is_year(page, at, found) && !is_hour(page, at, found) && !numbers_a_name(page, at);
        let shared = share(page, at).and_then(|share| shared(page, at, share, within));
        match shared.or_else(|| number(page, at).filter(known).map(|found| quantity(page, at, found, within))) {
            Some((quantity, end)) => {
                out.push(quantity);
                at = end.max(at + 1);
            }
            None => match place_in_order(page, at, within) {
                Some((quantity, end)) => {
                    out.push(quantity);
                    at = end;
                }
                None => at += 1,
            },
        }
    }
    out
}

/// "its fifth nuclear test": which one of a sequence, with "nth" before the unit, so that it is compared with no count.
fn place_in_order(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<(Quantity, usize)> {
    let value = ordinal(&page.word(at).to_lowercase())?;
    let phrase = |i: &usize| {
        let word = page.word(*i);
        word.starts_with(char::is_lowercase)
            && !is(word, Class::Preposition)
            && !is(word, Class::Verb)
            && !matches!(word, "and" | "or" | "that" | "who")
    };
    let last = (at + 1..within.end.min(at + 4)).take_while(phrase).last()?;
    let unit = Some(format!("nth {}", page.word(last)));
    Some((Quantity { span: page.span(&(at..last + 1)), value, unit, qualifier: Qualifier::Exactly, value_to: None }, last + 1))
}

/// The period of a rate: "a day", "per year", "each month", "daily"; with the token after it.
fn period(page: &Page<'_>, at: usize, limit: usize) -> Option<(&'static str, usize)> {
    const PERIODS: [(&str, &str, &str); 7] = [
        ("second", "", "s"),
        ("minute", "", "min"),
        ("hour", "hourly", "h"),
        ("day", "daily", ""),
        ("week", "weekly", ""),
        ("month", "monthly", ""),
        ("year", "annually", "yr"),
    ];
    let next = page.word(at + 1);
    let (found, end) = match page.word(at) {
        "/" => (PERIODS.iter().find(|(noun, _, short)| *noun == next || *short == next && !next.is_empty()), at + 2),
        "a" | "an" | "per" | "each" | "every" => (PERIODS.iter().find(|(noun, ..)| *noun == next), at + 2),
        word => (PERIODS.iter().find(|(_, adverb, _)| !adverb.is_empty() && *adverb == word), at + 1),
    };
    found.filter(|_| end <= limit).map(|(noun, ..)| (*noun, end))
}

/// What a price is for: "a barrel", "per tonne"; with the token after it.
fn priced(page: &Page<'_>, at: usize, limit: usize) -> Option<(&'static str, usize)> {
    let unit = units::priced(page.word(at + 1)).filter(|_| at + 2 <= limit)?;
    matches!(page.word(at), "a" | "an" | "per" | "each" | "/").then_some((unit, at + 2))
}

/// Whether bare digits are a year rather than a count.
fn is_year(page: &Page<'_>, at: usize, found: &Number) -> bool {
    let word = page.word(at);
    let next = page.word(found.end);
    let counts = next.ends_with('s') || noun(next).is_some_and(|noun| noun.plural);
    word.len() == 4 && (1900.0..2100.0).contains(&found.value) && found.end == at + 1 && !counts
}

/// Whether a number is an hour: "2.30 pm", "half past six".
fn is_hour(page: &Page<'_>, at: usize, found: &Number) -> bool {
    let parted = page.before(at) == "past" && matches!(page.before(at.saturating_sub(1)), "half" | "quarter");
    parted || matches!(page.word(found.end), "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "AM" | "PM" | "o'clock" | "o’clock")
}

/// Whether a number is a part of a name: "Section 144".
fn numbers_a_name(page: &Page<'_>, at: usize) -> bool {
    is(page.before(at), Class::Numbered)
}

/// A share of what is counted: "one in five workers", but not "three in five days".
fn shared(page: &Page<'_>, at: usize, share: Number, within: &Range<usize>) -> Option<(Quantity, usize)> {
    let (unit, end) = counted(page, share.end, within.end)?;
    let spent = noun_of_time(&unit) || is_year(page, share.end - 1, &Number { value: 0.0, ..share });
    let quantity =
        || Quantity { span: page.span(&(at..end)), value: share.value, unit: Some(unit), qualifier: Qualifier::Exactly, value_to: None };
    (end <= within.end && !spent).then(|| (quantity(), end))
}

/// Whether a singular noun is a stretch of time.
fn noun_of_time(noun: &str) -> bool {
    matches!(
        noun,
        "second"
            | "minute"
            | "hour"
            | "day"
            | "night"
            | "week"
            | "weekend"
            | "month"
            | "quarter"
            | "season"
            | "year"
            | "decade"
            | "century"
    )
}

/// A number with all that belongs to it, and the token after it.
fn quantity(page: &Page<'_>, at: usize, first: Number, within: &Range<usize>) -> (Quantity, usize) {
    let mut end = first.end;
    let mut start = at;
    let mut unit = None;
    if let Some((code, from)) = currency(page, at).filter(|(_, from)| *from >= within.start) {
        (unit, start) = (code.map(str::to_owned), from);
    }
    let mut first = first;
    let mut value_to = first.to;
    let between = page.before(start).eq_ignore_ascii_case("between");
    if matches!(page.word(end), "to" | "-" | "–") || (between && page.word(end) == "and") {
        let next = end + 1 + usize::from(CURRENCIES.contains_key(page.word(end + 1)));
        if let Some(second) = number(page, next).filter(|second| second.end <= within.end && second.value > first.value) {
            // "5 to 6 million": both are millions.
            let alike = first.scale <= 1.0 && first.value < second.value / second.scale;
            first.value *= if alike { second.scale } else { 1.0 };
            value_to = Some(second.value);
            end = second.end;
            start -= usize::from(between && start > within.start);
        }
    }
    let percent =
        first.percent || matches!(page.word(end), "%" | "percent" | "pct") || (page.word(end) == "per" && page.word(end + 1) == "cent");
    if percent {
        end += match page.word(end) {
            "per" => 2,
            "%" | "percent" | "pct" => 1,
            _ => 0,
        };
        unit = Some("%".to_owned());
    } else if let Some(printed) = first.unit {
        unit = Some(printed.to_owned());
    } else if unit.is_none()
        && let Some((found, after)) = counted(page, end, within.end)
    {
        unit = Some(found);
        end = after;
    }
    let money = unit.as_deref().is_some_and(|unit| unit.len() == 3 && unit.chars().all(char::is_uppercase));
    if let Some((noun, after)) = period(page, end, within.end).or_else(|| priced(page, end, within.end).filter(|_| money)) {
        unit = Some(unit.map_or_else(|| format!("/{noun}"), |unit| format!("{unit}/{noun}")));
        end = after;
    }
    let mut qualifier = first.vague.unwrap_or(Qualifier::Exactly);
    if let Some((hedge, from)) = hedge(page, start, within.start) {
        qualifier = hedge;
        start = from;
    }
    if page.word(end) == "or" && end + 1 < within.end {
        match page.word(end + 1) {
            "more" => (qualifier, end) = (Qualifier::AtLeast, end + 2),
            "so" => (qualifier, end) = (Qualifier::About, end + 2),
            _ => {}
        }
    }
    if value_to.is_some() {
        qualifier = Qualifier::Range;
    }
    let end = end.min(within.end);
    (Quantity { span: page.span(&(start..end)), value: first.value, unit, qualifier, value_to }, end)
}

/// The currency whose sign or word stands before a number, and where it begins: "$", "HK$", "Rs". A sign with letters before it that are
/// no known currency's says only that it is money.
fn currency(page: &Page<'_>, at: usize) -> Option<(Option<&'static str>, usize)> {
    let sign = at.checked_sub(1)?;
    let code = |words: &str| CURRENCIES.get(words).copied();
    let touches = |a: usize, b: usize| page.tokens[a].span.end == page.tokens[b].span.start;
    let letters = sign
        .checked_sub(1)
        .filter(|&before| touches(before, sign) && page.word(sign) == "$" && page.word(before).chars().all(char::is_alphabetic));
    match letters {
        Some(before) => Some((code(&format!("{}$", page.word(before))), before)),
        None if page.word(sign) == "." => code(page.before(sign)).filter(|_| page.before(sign) == "Rs").map(|code| (Some(code), sign - 1)),
        None => code(page.word(sign)).map(|code| (Some(code), sign)),
    }
}

/// The longest hedge that ends just before a token, and where it begins.
fn hedge(page: &Page<'_>, at: usize, limit: usize) -> Option<(Qualifier, usize)> {
    (1..=4).rev().filter_map(|length| at.checked_sub(length)).filter(|from| *from >= limit).find_map(|from| {
        let words = page.words(&(from..at)).to_lowercase();
        HEDGES.get(words.as_str()).map(|qualifier| (*qualifier, from))
    })
}

/// What is counted: the first plural, or the known noun, in the words after a number; with the token after it.
fn counted(page: &Page<'_>, at: usize, limit: usize) -> Option<(String, usize)> {
    let from = at + usize::from(page.word(at) == "of") + usize::from(page.word(at) == "of" && page.word(at + 1) == "the");
    let phrase = |i: &usize| {
        let word = page.word(*i);
        page.tokens[*i].is_word()
            && !is(&word.to_lowercase(), Class::Preposition)
            && !matches!(word, "and" | "or" | "who" | "that" | "which" | "were" | "was" | "have" | "had" | "has" | "are" | "is")
    };
    let measured = |length: usize| units::unit(&page.words(&(from..from + length))).map(|unit| (unit.to_owned(), from + length));
    if let Some(found) = [2, 1].into_iter().filter(|length| from + length <= limit).find_map(measured) {
        return Some(found);
    }
    let words = (from..limit.min(from + 4)).take_while(phrase);
    let (mut end, mut unit) = (0, None);
    for at in words {
        let singular = singular(page.word(at));
        if singular.is_some() || noun(page.word(at)).is_some() {
            unit = Some(singular.unwrap_or_else(|| page.word(at).to_lowercase()));
            end = at + 1;
            break;
        }
    }
    let unit = unit?;
    let code = CURRENCIES.get(unit.as_str()).map(|code| (*code).to_owned());
    Some((code.unwrap_or(unit), end))
}

/// The singular of a plural noun, by its ending.
fn singular(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if let Some(known) = noun(&lower).filter(|noun| noun.plural) {
        return Some(known.singular.to_owned());
    }
    if CURRENCIES.contains_key(lower.as_str()) {
        return Some(lower);
    }
    if lower.len() < 4 || ["ss", "us", "is"].iter().any(|ending| lower.ends_with(ending)) {
        return None;
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let es = ["ches", "shes", "xes", "sses", "zes"].iter().any(|ending| lower.ends_with(ending));
    lower.strip_suffix(if es { "es" } else { "s" }).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn check(text: &str, expected: &[(&str, f64, &str, Qualifier)]) {
        let article = Article { text: text.into(), ..Article::default() };
        let page = Page::new(&article);
        let found = quantities(&page, &(0..page.tokens.len()));
        let found: Vec<_> =
            found.iter().map(|q| (article.text.slice(q.span), q.value, q.unit.as_deref().unwrap_or_default(), q.qualifier)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn counts() {
        check("shipped about 7,000 containers filled with wheat", &[("about 7,000 containers", 7000.0, "container", Qualifier::About)]);
        check("more than 9,000 Borlandian trucks came", &[("more than 9,000 Borlandian trucks", 9000.0, "truck", Qualifier::MoreThan)]);
        check(
            "a dozen people and twenty-five cities",
            &[("a dozen people", 12.0, "person", Qualifier::Exactly), ("twenty-five cities", 25.0, "city", Qualifier::Exactly)],
        );
        check("hundreds of thousands of workers", &[("hundreds of thousands of workers", 100_000.0, "worker", Qualifier::About)]);
        check("not fewer than 12 ships", &[("not fewer than 12 ships", 12.0, "ship", Qualifier::AtLeast)]);
        check("just over 40 homes", &[("just over 40 homes", 40.0, "home", Qualifier::MoreThan)]);
        check("50 votes or more", &[("50 votes or more", 50.0, "vote", Qualifier::AtLeast)]);
    }

    #[test]
    fn money_shares_and_ranges() {
        check("paid $1.6 billion", &[("$1.6 billion", 1.6e9, "USD", Qualifier::Exactly)]);
        check("up to 300 million euros", &[("up to 300 million euros", 3e8, "EUR", Qualifier::AtMost)]);
        check("nearly 4.5 percent of voters", &[("nearly 4.5 percent", 4.5, "%", Qualifier::LessThan)]);
        check("between 5,000 and 7,000 shells", &[("between 5,000 and 7,000 shells", 5000.0, "shell", Qualifier::Range)]);
        check("nearly half of it", &[("nearly half", 0.5, "", Qualifier::LessThan)]);
    }

    #[test]
    fn parts_and_multiples() {
        check("half a million shells", &[("half a million shells", 500_000.0, "shell", Qualifier::Exactly)]);
        check("one and a half million people", &[("one and a half million people", 1.5e6, "person", Qualifier::Exactly)]);
        check("tens of thousands of letters", &[("tens of thousands of letters", 10_000.0, "letter", Qualifier::About)]);
        check("two-thirds of voters", &[("two-thirds of voters", 2.0 / 3.0, "voter", Qualifier::Exactly)]);
    }

    #[test]
    fn ranges_and_shares() {
        let check = |text: &str, expected: &[(f64, Option<f64>, &str)]| {
            let article = Article { text: text.into(), ..Article::default() };
            let page = Page::new(&article);
            let found = quantities(&page, &(0..page.tokens.len()));
            let found: Vec<_> = found.iter().map(|q| (q.value, q.value_to, q.unit.as_deref().unwrap_or_default())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("5 to 6 million people", &[(5e6, Some(6e6), "person")]);
        check("between $5 and $6 million", &[(5e6, Some(6e6), "USD")]);
        check("five to six thousand trucks", &[(5e3, Some(6e3), "truck")]);
        check("500 to 2 million people", &[(500.0, Some(2e6), "person")]);
        check("10-15 people", &[(10.0, Some(15.0), "person")]);
        check("up 3-4% or 5.25%-5.50%", &[(3.0, Some(4.0), "%"), (5.25, Some(5.5), "%")]);
        check("$5-6 million", &[(5e6, Some(6e6), "USD")]);
        check("one in five workers", &[(0.2, None, "worker")]);
        check("three out of four voters", &[(0.75, None, "voter")]);
        check("a million and a half people", &[(1.5e6, None, "person")]);
        check("three quarters of a million people", &[(750_000.0, None, "person")]);
        check("3 1/2 tons", &[(3.5, None, "ton")]);
        check("2000 people died", &[(2000.0, None, "person")]);
        check("rose 50 basis points and 2 percentage points", &[(50.0, None, "basis point"), (2.0, None, "percentage point")]);
        check("in the 2016-17 season", &[]);
        check("under Section 144 at 2.30 pm", &[]);
        check("on 12/05/2024, 24/7", &[]);
    }

    #[test]
    fn money_of_many_countries() {
        let check = |text: &str, value: f64, unit: &str| {
            let article = Article { text: text.into(), ..Article::default() };
            let page = Page::new(&article);
            let found = quantities(&page, &(0..page.tokens.len()));
            let found: Vec<_> =
                found.iter().map(|q| (article.text.slice(q.span), q.value, q.unit.as_deref().unwrap_or_default())).collect();
            assert_eq!(found, [(text, value, unit)], "{text}");
        };
        check("A$5 million", 5e6, "AUD");
        check("HK$3 billion", 3e9, "HKD");
        check("US$40", 40.0, "USD");
        check("XX$40", 40.0, "");
        check("Rs 5 lakh", 5e5, "INR");
        check("Rs. 50,000", 5e4, "INR");
        check("KSh 50,000", 5e4, "KES");
        check("₦45 billion", 4.5e10, "NGN");
    }

    #[test]
    fn rates_and_places_in_an_order() {
        check("500,000 barrels a year", &[("500,000 barrels a year", 5e5, "barrel/year", Qualifier::Exactly)]);
        check("about $15 an hour", &[("about $15 an hour", 15.0, "USD/hour", Qualifier::About)]);
        check("grew 3 percent per month", &[("3 percent per month", 3.0, "%/month", Qualifier::Exactly)]);
        check("40 trucks daily", &[("40 trucks daily", 40.0, "truck/day", Qualifier::Exactly)]);
        check("its fifth nuclear test since then", &[("fifth nuclear test", 5.0, "nth test", Qualifier::Exactly)]);
        check("the 11th anniversary of it", &[("11th anniversary", 11.0, "nth anniversary", Qualifier::Exactly)]);
    }

    #[test]
    fn units_of_measure_in_any_spelling() {
        check("2,095 metric tons of water", &[("2,095 metric tons", 2095.0, "tonne", Qualifier::Exactly)]);
        check(
            "1,900 miles and 3,100 kilometers",
            &[("1,900 miles", 1900.0, "mile", Qualifier::Exactly), ("3,100 kilometers", 3100.0, "kilometre", Qualifier::Exactly)],
        );
        check("40 kg a day", &[("40 kg a day", 40.0, "kilogram/day", Qualifier::Exactly)]);
        check("9,000 tons", &[("9,000 tons", 9000.0, "ton", Qualifier::Exactly)]);
    }

    #[test]
    fn units_printed_with_their_number_and_prices() {
        check("weighed 12kg", &[("12kg", 12.0, "kilogram", Qualifier::Exactly)]);
        check(
            "at 120 km/h in 10°C",
            &[("120 km/h", 120.0, "kilometre/hour", Qualifier::Exactly), ("10°C", 10.0, "degree Celsius", Qualifier::Exactly)],
        );
        check("cost €5-million", &[("€5-million", 5e6, "EUR", Qualifier::Exactly)]);
        check("sold at US$4 a barrel", &[("US$4 a barrel", 4.0, "USD/barrel", Qualifier::Exactly)]);
        check("paid $3 a week", &[("$3 a week", 3.0, "USD/week", Qualifier::Exactly)]);
        check("a 5G network", &[]);
    }

    #[test]
    fn orders_of_size() {
        check("several thousand men", &[("several thousand men", 1000.0, "man", Qualifier::MoreThan)]);
        check("a couple of hundred cars", &[("a couple of hundred cars", 200.0, "car", Qualifier::About)]);
        check("a few hundred people", &[("a few hundred people", 100.0, "person", Qualifier::MoreThan)]);
        check("several men and a couple", &[]);
    }

    #[test]
    fn halves_that_are_no_share() {
        check("in the first half of next year", &[]);
        check("his half-brother and half sister at half past six", &[]);
    }

    #[test]
    fn the_tables_can_be_read() {
        assert_eq!(HEDGES.get("around"), Some(&Qualifier::About));
        assert!(CURRENCIES.values().all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())));
    }

    #[test]
    fn dates_are_no_quantities() {
        check("in 2021, on May 3, since 2022 and two weeks ago", &[]);
    }
}
