//! The place, and the agency, at the head of a story: "SEOUL, South Korea (AP) — …".

use std::sync::LazyLock;

use regex::Regex;

use super::tables;
use super::words::agency;

/// A place of one to four capitalised words, what may follow it, an agency in brackets, and the mark that ends the dateline.
static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?<place>\p{Lu}[\p{L}.'’-]+(?:,? \p{Lu}[\p{L}.'’-]+){0,4})(?:, \p{Lu}\p{Ll}{2,8}\.? \d{1,2})?,? ?(?:\((?<agency>[^()]{2,30})\))?(?<mark> ?[—–]| -{1,2}|:) ?[\p{Lu}“‘\x22']")
        .expect("a valid shape")
});

/// What a dateline gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dateline<'a> {
    /// The place, as printed.
    pub(super) place: &'a str,
    /// The wire agency in its brackets.
    pub(super) agency: Option<&'static str>,
}

/// The dateline that a story's first paragraph begins with.
pub(super) fn dateline(paragraph: &str) -> Option<Dateline<'_>> {
    let found = SHAPE.captures(paragraph)?;
    let place = found.name("place")?.as_str();
    let agency = found.name("agency").and_then(|name| agency(name.as_str()));
    // Without an agency, a dash ends a dateline only after a name in capitals, and a colon only after a short name that is no label.
    let shouted = place.split([',', ' ']).next().is_some_and(|word| word.chars().count() > 2 && word.chars().all(|c| !c.is_lowercase()));
    let short = place.split(' ').count() <= 2 && !tables::heads("label").any(|label| label.eq_ignore_ascii_case(place));
    let sure = agency.is_some() || if &found["mark"] == ":" { short } else { shouted };
    sure.then_some(Dateline { place, agency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let check = |s: &str, expected: Option<(&str, Option<&str>)>| assert_eq!(dateline(s).map(|d| (d.place, d.agency)), expected, "{s}");
        check("Seoul: The sister of the leader denied it.", Some(("Seoul", None)));
        check("SEOUL, South Korea (AP) — The sister denied it.", Some(("SEOUL, South Korea", Some("AP"))));
        check("WASHINGTON (Reuters) - The minister denied it.", Some(("WASHINGTON", Some("Reuters"))));
        check("BEIRUT, Nov 19 (Reuters) - The bank shut.", Some(("BEIRUT", Some("Reuters"))));
        check("PORT ELM — “No,” said Lind.", Some(("PORT ELM", None)));
        check("Update: The ferry was found.", None);
        check("Mara Lind — The minister of ports — left.", None);
        check("The minister denied it.", None);
    }
}
