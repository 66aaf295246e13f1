//! Numbers in digits and in words.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::page::Page;
use super::units;
use crate::grammar;
use crate::model::Qualifier;
use crate::table;

/// What a number word does with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Class {
    Unit,
    Scale,
    Vague,
    Part,
}

static WORDS: LazyLock<HashMap<&str, (f64, Class)>> = LazyLock::new(|| {
    let file = "numbers.tsv";
    let row = |row: [&'static str; 3]| (row[0], (table::number(file, &row, 1), table::value(file, row[2])));
    table::columns(file, include_str!("../../data/numbers.tsv")).map(row).collect()
});

/// A number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: f64,
    /// The other end, where it is a range in one word: "10-15".
    pub(super) to: Option<f64>,
    /// What the scale words at its end multiply: a million of "6 million".
    pub(super) scale: f64,
    /// The token after it.
    pub(super) end: usize,
    /// How near what is meant it comes, where it names no exact number ("dozens").
    pub(super) vague: Option<Qualifier>,
    /// The unit that is printed in one word with it ("12kg").
    pub(super) unit: Option<&'static str>,
    /// Whether a percent sign belongs to it.
    pub(super) percent: bool,
}

impl Number {
    fn new(value: f64, end: usize) -> Self {
        Self { value, to: None, scale: 1.0, end, vague: None, unit: None, percent: false }
    }
}

/// The whole number a word is.
pub(super) fn whole(word: &str) -> Option<i64> {
    let value = digits(word).map(|(value, _)| value).or_else(|| hyphenated(&word.to_lowercase()))?;
    (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64)
}

/// The number that begins at a token.
pub(super) fn number(page: &Page<'_>, at: usize) -> Option<Number> {
    let word = page.word(at);
    if let Some((value, percent)) = digits(word) {
        if slashed(page, at) {
            return None;
        }
        let (value, end) = match mixed(page, at + 1) {
            Some(part) => (value + part, at + 4),
            None => (value, at + 1),
        };
        let (scale, end) = scale(page, end);
        return Some(Number { value: value * scale, scale, percent, ..Number::new(0.0, end) });
    }
    if let Some((from, to, percent)) = range(word) {
        let (scale, end) = scale(page, at + 1);
        return Some(Number { value: from * scale, to: Some(to * scale), scale, percent, ..Number::new(0.0, end) });
    }
    if let Some((value, unit)) = measured(word) {
        return Some(Number { unit: Some(unit), ..Number::new(value, at + 1) });
    }
    let lower = word.to_lowercase();
    if let Some(number) = some(page, at, &lower) {
        return Some(number);
    }
    match WORDS.get(lower.as_str()) {
        Some((value, Class::Vague)) => {
            let of = page.word(at + 1) == "of";
            let factor = of.then(|| WORDS.get(page.word(at + 2))).flatten().filter(|(_, class)| *class == Class::Vague);
            let (value, end) = factor.map_or((*value, at + 1), |(factor, _)| (value * factor, at + 3));
            Some(Number { vague: Some(Qualifier::About), ..Number::new(value, end) })
        }
        Some((value, Class::Part)) if lower == "half" && is_a_half(page, at) => {
            // "half a million"
            let scale = WORDS.get(page.word(at + 2)).filter(|(_, class)| *class == Class::Scale && page.word(at + 1) == "a");
            Some(scale.map_or_else(|| of_a_scale(page, *value, at + 1), |(scale, _)| Number::new(value * scale, at + 3)))
        }
        _ if fraction(&lower).is_some() => Some(of_a_scale(page, fraction(&lower)?, at + 1)),
        _ if matches!(lower.as_str(), "a" | "an" | "one" | "two" | "three") && part_after(page, at + 1).is_some() => {
            let parts = whole(&lower).unwrap_or(1) as f64;
            Some(of_a_scale(page, parts * part_after(page, at + 1)?, at + 2))
        }
        _ if grammar::indefinite(&lower) => {
            let (value, end) = scale(page, at + 1);
            // "a million and a half"
            let half = (page.word(end), page.word(end + 1), page.word(end + 2)) == ("and", "a", "half");
            let (value, end) = if half { (1.5 * value, end + 3) } else { (value, end) };
            (value > 1.0).then(|| Number::new(value, end))
        }
        _ => in_words(page, at),
    }
}

/// Whether "half" is a share: not of the year or a match ("the first half"), not of the clock ("half past"), no kin ("half brother").
fn is_a_half(page: &Page<'_>, at: usize) -> bool {
    let before = page.before(at).to_lowercase();
    let parts = matches!(before.as_str(), "first" | "second" | "latter" | "other" | "1st" | "2nd" | "last");
    !parts
        && !matches!(
            page.word(at + 1),
            "hour" | "year" | "time" | "past" | "brother" | "brothers" | "sister" | "sisters" | "sibling" | "siblings"
        )
}

/// "several thousand", "a few hundred", "a couple of hundred": of which a scale tells the order.
fn some(page: &Page<'_>, at: usize, lower: &str) -> Option<Number> {
    let at = if lower == "a" { at + 1 } else { at };
    let (count, qualifier) = match page.word(at).to_lowercase().as_str() {
        "several" | "few" => (1.0, Qualifier::MoreThan),
        "couple" => (2.0, Qualifier::About),
        _ => return None,
    };
    let (scale, end) = scale(page, at + 1 + usize::from(page.word(at + 1) == "of"));
    (scale > 1.0).then(|| Number { vague: Some(qualifier), ..Number::new(count * scale, end) })
}

/// "12kg", "10°C"
fn measured(word: &str) -> Option<(f64, &'static str)> {
    let at = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
    let (figures, unit) = word.split_at(at);
    // "5G" is no weight.
    if unit.len() == 1 && unit.starts_with(char::is_uppercase) {
        return None;
    }
    Some((digits(figures)?.0, units::unit(unit)?))
}

/// A part of a number, or of the scale word behind it: "three quarters of a million".
fn of_a_scale(page: &Page<'_>, part: f64, end: usize) -> Number {
    let (scale, after) = if (page.word(end), page.word(end + 1)) == ("of", "a") { scale(page, end + 2) } else { (1.0, end) };
    if scale > 1.0 { Number::new(part * scale, after) } else { Number::new(part, end) }
}

/// The share that begins at a token: "one in five", "three out of four".
pub(super) fn share(page: &Page<'_>, at: usize) -> Option<Number> {
    let next = match (page.word(at + 1), page.word(at + 2)) {
        ("in", _) => at + 2,
        ("out", "of") => at + 3,
        _ => return None,
    };
    let (part, all) = (whole(&page.word(at).to_lowercase())?, whole(&page.word(next).to_lowercase())?);
    let (scale, _) = scale(page, next + 1);
    (0 < part && part < all && all <= 1000 && scale <= 1.0 && !slashed(page, next)).then(|| Number::new(part as f64 / all as f64, next + 1))
}

/// Whether digits are a part of a day or of a name: "12/05/2024", "24/7".
fn slashed(page: &Page<'_>, at: usize) -> bool {
    let touches = |a: usize, b: usize| page.tokens[a].span.end == page.tokens[b].span.start;
    let after = page.word(at + 1) == "/" && touches(at, at + 1) && digits(page.word(at + 2)).is_some();
    let before = at > 1 && page.word(at - 1) == "/" && touches(at - 1, at) && digits(page.word(at - 2)).is_some();
    before || after
}

/// "1/2" of "3 1/2".
fn mixed(page: &Page<'_>, at: usize) -> Option<f64> {
    let figure = |at: usize| page.word(at).parse::<u8>().ok();
    let (part, all) = (figure(at)?, figure(at + 2)?);
    (slashed(page, at) && page.word(at + 1) == "/" && part < all && matches!(all, 2 | 3 | 4 | 8)).then(|| f64::from(part) / f64::from(all))
}

/// "10-15", "5.25%-5.50%": both ends, and whether they are percentages. Two years, as in "2016-17", are none.
fn range(word: &str) -> Option<(f64, f64, bool)> {
    let (from, to) = word.split_once('-')?;
    let ((low, _), (high, percent)) = (digits(from)?, digits(to)?);
    let year = from.len() == 4 && (1900.0..2100.0).contains(&low);
    (low < high && !year).then_some((low, high, percent))
}

/// "two-thirds"
fn fraction(word: &str) -> Option<f64> {
    let (count, part) = word.split_once('-')?;
    let (count, part) = (WORDS.get(count)?, WORDS.get(part)?);
    (count.1 == Class::Unit && part.1 == Class::Part).then_some(count.0 * part.0)
}

/// The place in an order that a word names: "third", "11th".
pub(super) fn ordinal(word: &str) -> Option<f64> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).and_then(|digits| digits.parse::<u16>().ok());
    let named = || {
        let at = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
        at.iter().position(|name| *name == word).map(|at| at as u16 + 3)
    };
    digits.or_else(named).map(f64::from)
}

/// "third" of "a third of".
fn part_after(page: &Page<'_>, at: usize) -> Option<f64> {
    let (value, class) = WORDS.get(page.word(at))?;
    (*class == Class::Part && page.word(at) != "half" && page.word(at + 1) == "of").then_some(*value)
}

/// A number written out: "two hundred and fifty thousand".
fn in_words(page: &Page<'_>, at: usize) -> Option<Number> {
    let mut total = 0.0;
    let mut group = hyphenated(&page.word(at).to_lowercase())?;
    let mut end = at + 1;
    let mut last = 1.0;
    loop {
        let next = page.word(end).to_lowercase();
        match WORDS.get(next.as_str()) {
            Some((hundred, Class::Scale)) if *hundred < 1000.0 => group *= hundred,
            Some((scale, Class::Scale)) => {
                total += group * scale;
                (group, last) = (0.0, *scale);
            }
            Some((value, Class::Unit)) if group >= 20.0 || group == 0.0 => group += value,
            _ if next == "and" && end > at && group >= 100.0 && hyphenated(&page.word(end + 1).to_lowercase()).is_some() => {
                end += 1;
                group += hyphenated(&page.word(end).to_lowercase()).unwrap_or_default();
            }
            _ => break,
        }
        end += 1;
    }
    // "one and a half million"
    if (page.word(end), page.word(end + 1), page.word(end + 2)) == ("and", "a", "half") && group > 0.0 && total == 0.0 {
        let (scale, end) = scale(page, end + 3);
        return Some(Number { scale, ..Number::new((group + 0.5) * scale, end) });
    }
    // "one" alone is a pronoun more often than a number.
    let counts = end > at + 1 || !page.word(at).eq_ignore_ascii_case("one");
    counts.then(|| Number { scale: if group == 0.0 { last } else { 1.0 }, ..Number::new(total + group, end) })
}

/// "seven", "twenty-five".
fn hyphenated(word: &str) -> Option<f64> {
    let unit = |word: &str| WORDS.get(word).filter(|(_, class)| *class == Class::Unit).map(|(value, _)| *value);
    match word.split_once('-') {
        Some((tens, units)) => Some(unit(tens).filter(|tens| *tens >= 20.0)? + unit(units).filter(|units| *units < 10.0)?),
        None => unit(word),
    }
}

/// What the scale words from a token on multiply together, and the token after them.
fn scale(page: &Page<'_>, mut at: usize) -> (f64, usize) {
    let mut value = 1.0;
    while let Some((scale, Class::Scale)) = WORDS.get(page.word(at)) {
        value *= scale;
        at += 1;
    }
    (value, at)
}

/// The value of digits with their grouping, percent sign or scale letter: "7,000", "4.5%", "5m".
fn digits(word: &str) -> Option<(f64, bool)> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) || word.len() > 30 {
        return None;
    }
    // "5-million"
    if let Some((figures, scale)) = word.split_once('-').and_then(|(figures, word)| Some((figures, WORDS.get(word)?)))
        && scale.1 == Class::Scale
    {
        return digits(figures).map(|(value, percent)| (value * scale.0, percent));
    }
    let bare = word.trim_end_matches('%');
    let figures = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let scale = match &bare[figures.len()..] {
        "" => 1.0,
        "k" | "K" => 1e3,
        "m" | "M" | "mn" => 1e6,
        "b" | "bn" | "B" => 1e9,
        "tn" | "trn" => 1e12,
        _ => return None,
    };
    let grouped = figures.split('.').next().unwrap_or_default().split(',').skip(1).all(|group| (2..=3).contains(&group.len()));
    let value: f64 = figures.replace(',', "").parse().ok().filter(|_| grouped)?;
    Some((value * scale, bare.len() < word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert_eq!(WORDS.get("million"), Some(&(1e6, Class::Scale)));
    }
}
