//! The writers' names, taken off the line that gives them.

use super::{dates, tables, words};

/// The names in a line that is a byline and nothing else.
pub(super) fn line(text: &str) -> Option<&str> {
    words::byline(text)
}

/// The names in a short line that gives the writer beside the date or a handle ("9:00 AM 11/19/31 by A Name", "A Name @aname / 2 days"), or
/// that stands under a line which only announces them ("By").
pub(super) fn beside(text: &str, above: Option<&str>) -> Vec<String> {
    if words::count(text) > 12 {
        return Vec::new();
    }
    let announced = above.is_some_and(|above| is(above.to_lowercase().trim_end_matches(':'), "announces"));
    let date = dates::find(text);
    let part = match (&date, text.find(" by ")) {
        (Some(_), Some(at)) => &text[at + 4..],
        (Some(date), None) => text[..date.bytes.start].trim_end(),
        (None, _) if text.contains(" @") => text.split(" @").next().unwrap_or_default(),
        _ if announced => text,
        _ => return Vec::new(),
    };
    // Beside a date a menu's word or a place may stand; a name there is two or three capitalised words and nothing else.
    let named = (2..=3).contains(&words::count(part))
        && part.split(' ').all(|word| word.starts_with(char::is_uppercase) && !word.ends_with([':', ',']));
    if named || announced || text.contains(" by ") { names(part) } else { Vec::new() }
}

/// Whether a word is one of a class of `heads.tsv`.
fn is(word: &str, class: &str) -> bool {
    tables::heads(class).any(|known| known == word)
}

/// A name without what leads to it.
fn without_lead(part: &str) -> &str {
    let after = |lead: &str| {
        let rest = part.get(lead.len()..)?;
        (part[..lead.len()].to_lowercase() == lead && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
    };
    tables::heads("lead").find_map(after).unwrap_or(part)
}

/// Whether a word is written as houses write themselves and nobody's name is ("`NEWSroom`").
fn is_house(word: &str) -> bool {
    word.chars().take(3).filter(|c| c.is_uppercase()).count() == 3 && word.contains(char::is_lowercase)
}

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
    let office = |word: &&str| is(word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()), "office");
    let kept: Vec<&str> = part
        .split_whitespace()
        .take_while(|word| !office(word) && !is(word, "from") && !is_house(word) && !word.contains(|c: char| c.is_ascii_digit()))
        .collect();
    // A name beside its own link or picture is printed twice.
    let half = kept.len() / 2;
    let kept = if kept.len() > 2 && kept[..half] == kept[half..] { &kept[..half] } else { &kept[..] };
    let joined = kept.join(" ");
    // Of "The Associated Press" an office leaves "The Associated".
    let capital = |word: &&&str| word.starts_with(char::is_uppercase) && **word != "The";
    let proper = (2..=5).contains(&kept.len()) && kept.iter().filter(capital).count() >= 2;
    (proper && words::agency(&joined).is_none() && !joined.contains("://")).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_dates_and_under_announcements() {
        let check = |text: &str, above: Option<&str>, expected: &[&str]| assert_eq!(beside(text, above), expected, "{text}");
        check("5:45 AM PST 11/19/2031 by Mara Lind", None, &["Mara Lind"]);
        check("Mara Lind @maralind / 2 days", None, &["Mara Lind"]);
        check("Mara Lind 27 May 2031 Comment!", None, &["Mara Lind"]);
        check("Mara Lind", Some("By"), &["Mara Lind"]);
        check("Mara Lind", Some("Ferry sinks"), &[]);
        check("Published Wed, Nov 20 2031 4:29 AM EST", None, &[]);
        check("Updated 19 May 2031", None, &[]);
    }

    #[test]
    fn lists() {
        let check = |s: &str, expected: &[&str]| assert_eq!(names(s), expected, "{s}");
        check("Mara Lind and Jo van der Berg, Staff Writers", &["Mara Lind", "Jo van der Berg"]);
        check("Mara Lind Staff Writer", &["Mara Lind"]);
        check("Mara Lind Mara Lind", &["Mara Lind"]);
        check("Mara Lind - 11/19/31 06:56 AM EST", &["Mara Lind"]);
        check("Associated Press", &[]);
        check("The Associated Press", &[]);
        check("Текст: Мара Линд", &["Мара Линд"]);
        check("written by Mara Lind On 11/19/31 at 4:00 PM EST", &["Mara Lind"]);
        check("Mara Lind | Special to the Harbour Post", &["Mara Lind"]);
        check("Mara Lind in Port Elm", &["Mara Lind"]);
        check("Harbour Sport", &[]);
        check("Mara Lind HBRPost", &["Mara Lind"]);
        check("The Harbour Post Staff", &["The Harbour Post"]);
    }
}
