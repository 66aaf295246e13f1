//! The writers' names, taken off the line that gives them.

use super::words;

/// The names in a line that is a byline and nothing else.
pub(super) fn line(text: &str) -> Option<&str> {
    words::byline(text)
}

/// Words that are an office or a house, not a name.
const OFFICES: &[&str] = &[
    "staff",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "correspondent",
    "editor",
    "editors",
    "bureau",
    "desk",
    "team",
    "news",
    "press",
    "agency",
    "media",
    "online",
    "senior",
    "political",
    "columnist",
    "contributor",
    "updated",
    "published",
    "posted",
    "am",
    "pm",
    "est",
    "edt",
    "gmt",
    "ist",
    "times",
    "magazine",
    "sport",
    "sports",
    "special",
    "on",
    "admin",
    "correspondents",
    "contributors",
    "analyst",
    "producer",
    "journalist",
    "columnists",
    "newsroom",
    "agencies",
    "wire",
    "service",
];

/// What may stand before a name in its place on a page, in small letters.
const LEADS: &[&str] = &[
    "by ",
    "by: ",
    "written by ",
    "words by ",
    "story by ",
    "author: ",
    "text: ",
    "autor: ",
    "von ",
    "por ",
    "par ",
    "автор: ",
    "текст: ",
];

/// A name without what leads to it.
fn without_lead(part: &str) -> &str {
    let leads = |lead: &&str| part.get(..lead.len()).is_some_and(|head| head.to_lowercase() == **lead);
    LEADS.iter().find(|lead| leads(lead)).map_or(part, |lead| part[lead.len()..].trim_start())
}

/// Words after which no name goes on, but the place that it was written from ("Mara Lind in Port Elm").
const PLACES: &[&str] = &["in", "at", "for", "with", "from"];

/// The single names in a list of them ("A Name and B Name, Staff Writers").
pub(super) fn names(list: &str) -> Vec<String> {
    let head = list.split(['|', '•', '·', '/', '(', '@', '–', '—']).next().unwrap_or_default();
    let head = head.split(" - ").next().unwrap_or_default();
    let flat = head.replace(" and ", ",").replace(" AND ", ",").replace(" & ", ",").replace(';', ",");
    flat.split(',').filter_map(name).collect()
}

/// One name, without an office that follows it.
fn name(part: &str) -> Option<String> {
    let part = without_lead(part.trim());
    let office = |word: &&str| OFFICES.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()));
    let kept: Vec<&str> = part
        .split_whitespace()
        .take_while(|word| !office(word) && !PLACES.contains(word) && !word.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let joined = kept.join(" ");
    let proper = (2..=5).contains(&kept.len()) && kept.iter().filter(|w| w.starts_with(char::is_uppercase)).count() >= 2;
    (proper && words::agency(&joined).is_none() && !joined.contains("://")).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let check = |s: &str, expected: &[&str]| assert_eq!(names(s), expected, "{s}");
        check("Mara Lind and Jo van der Berg, Staff Writers", &["Mara Lind", "Jo van der Berg"]);
        check("Mara Lind Staff Writer", &["Mara Lind"]);
        check("Mara Lind - 11/19/31 06:56 AM EST", &["Mara Lind"]);
        check("Associated Press", &[]);
        check("Текст: Мара Линд", &["Мара Линд"]);
        check("written by Mara Lind On 11/19/31 at 4:00 PM EST", &["Mara Lind"]);
        check("Mara Lind | Special to the Harbour Post", &["Mara Lind"]);
        check("Mara Lind in Port Elm", &["Mara Lind"]);
        check("Harbour Sport", &[]);
        check("The Harbour Post Staff", &["The Harbour Post"]);
    }
}
