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
];

/// The single names in a list of them ("A Name and B Name, Staff Writers").
pub(super) fn names(list: &str) -> Vec<String> {
    let head = list.split(['|', '•', '·', '/', '(', '@', '–', '—']).next().unwrap_or_default();
    let head = head.split(" - ").next().unwrap_or_default();
    let flat = head.replace(" and ", ",").replace(" AND ", ",").replace(" & ", ",").replace(';', ",");
    flat.split(',').filter_map(name).collect()
}

/// One name, without an office that follows it.
fn name(part: &str) -> Option<String> {
    let part = part.trim().trim_start_matches("By ").trim_start_matches("by ");
    let office = |word: &&str| OFFICES.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()));
    let kept: Vec<&str> =
        part.split_whitespace().take_while(|word| !office(word) && !word.contains(|c: char| c.is_ascii_digit())).collect();
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
        check("The Harbour Post Staff", &["The Harbour Post"]);
    }
}
