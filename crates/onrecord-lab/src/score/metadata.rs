//! What pages print of themselves, against what is read of it.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::predict::Prediction;

/// What was read off some pages by eye: id, day of publication, writers.
const TRUTH: &str = include_str!("../../data/page_metadata.tsv");

/// How many characters of a page's name are its id.
const ID: usize = 10;

/// What is printed of a comparison.
#[derive(Debug, Default)]
pub struct Figures {
    pages: usize,
    published: Share,
    authors: Share,
    /// Pages that print no writer and for which one is given.
    invented: usize,
    /// What is wrong, a line each.
    faults: Vec<String>,
}

#[derive(Debug, Default)]
struct Share {
    right: usize,
    of: usize,
}

/// Compares what was read of the pages, by their names, with what they print.
pub fn score(pages: &BTreeMap<String, Prediction>) -> Figures {
    let read: BTreeMap<&str, &Prediction> = pages.iter().filter_map(|(name, page)| Some((name.get(..ID)?, page))).collect();
    let mut out = Figures::default();
    for row in TRUTH.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = row.split('\t');
        let (Some(id), Some(day), Some(names)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let Some(article) = read.get(id).map(|page| &page.article) else { continue };
        out.pages += 1;
        if day != "-" {
            let found = article.published.as_deref().unwrap_or("-");
            if !out.published.count(is_day(found, day)) {
                out.faults.push(format!("{id} published {found}, not {day}"));
            }
        }
        let found = article.byline.join(";");
        if names == "-" {
            out.invented += usize::from(!found.is_empty());
        } else if !out.authors.count(found.to_lowercase() == names.to_lowercase()) {
            out.faults.push(format!("{id} by {found}, not {names}"));
        }
    }
    out
}

/// Whether a date is that day, or a time with its zone falls on it somewhere on earth.
fn is_day(found: &str, day: &str) -> bool {
    let parse = |s: &str| s.get(..10)?.parse::<Date>().ok();
    let (Some(date), Some(day)) = (parse(found), parse(day)) else { return false };
    let apart = (date - day).get_days().abs();
    apart == 0 || (apart == 1 && found.len() > 10)
}

impl Share {
    /// Counts one, and hands back whether it is right.
    fn count(&mut self, right: bool) -> bool {
        self.of += 1;
        self.right += usize::from(right);
        right
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} ({:.1} %)", self.right, self.of, 100.0 * self.right as f64 / self.of.max(1) as f64)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pages, published, authors, invented, faults } = self;
        writeln!(f, "{pages} pages: published {published}, writers {authors}, a writer where none is printed {invented}")?;
        faults.iter().try_for_each(|fault| writeln!(f, "  {fault}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let check = |found: &str, expected: bool| assert_eq!(is_day(found, "2031-05-19"), expected, "{found}");
        check("2031-05-19", true);
        check("2031-05-20", false);
        check("2031-05-20T01:00:00Z", true);
        check("2031-05-21T01:00:00Z", false);
        check("-", false);
    }
}
