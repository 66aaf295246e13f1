//! An article's text, put together from its blocks.

use super::dates::{self, Dated};
use crate::model::{Article, Block, BlockKind, Furniture, Reason, Warning};
use crate::span::Text;

/// Joins the parts with blank lines; a part without words is left out.
pub(super) fn compose<'a>(parts: impl IntoIterator<Item = (BlockKind, &'a str)>) -> (Text, Vec<Block>) {
    let mut string = String::new();
    let mut places = Vec::new();
    for (kind, words) in parts {
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        if !string.is_empty() {
            string.push_str("\n\n");
        }
        let start = string.len();
        string.push_str(words);
        places.push((kind, start..string.len()));
    }
    let text = Text::new(string);
    let blocks = places.into_iter().map(|(kind, bytes)| Block { kind, span: text.span(bytes) }).collect();
    (text, blocks)
}

/// Adds a line to the furniture; neighbours left out for one reason are one piece.
pub(super) fn put_aside(furniture: &mut Vec<Furniture>, reason: Reason, words: &str) {
    match furniture.last_mut() {
        Some(last) if last.reason == reason => {
            last.text.push('\n');
            last.text.push_str(words);
        }
        _ => furniture.push(Furniture { reason, text: words.to_owned() }),
    }
}

/// More listed dates than this that are later than the page are one warning: the page was saved later, nothing is misprinted.
const FEW: usize = 3;

/// Warns of dates in what was left out that are later than the page itself.
pub(super) fn warn_of_later_dates(article: &mut Article) {
    let Some(published) = article.published.as_deref().and_then(dates::day) else { return };
    let listed =
        article.furniture.iter().filter(|f| matches!(f.reason, Reason::Related | Reason::MostRead | Reason::Navigation | Reason::Other));
    // A day of grace: the page and its listings may stand in two time zones.
    let later = |date: &Dated| published.tomorrow().is_ok_and(|grace| date.day > grace);
    let found = listed.flat_map(|f| f.text.lines()).filter_map(|line| Some((line, dates::find(line).filter(later)?)));
    let mut found: Vec<(&str, Dated)> = found.collect();
    found.dedup_by(|a, b| a.0 == b.0);
    let count = found.len();
    if count > FEW {
        found = found.into_iter().max_by_key(|(_, date)| date.day).into_iter().collect();
    }
    for (line, date) in found {
        let others = if count > FEW { format!(" (the latest of {count} such dates)") } else { String::new() };
        let message = format!("“{}” in a listing is later than the page's own date, {published}{others}: {line}", &line[date.bytes]);
        article.warnings.push(Warning { code: "date_after_publication".to_owned(), message, span: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_hold_their_words() {
        let parts = [(BlockKind::Headline, "Ferry 😀 sinks"), (BlockKind::Caption, " "), (BlockKind::Paragraph, "It sank.")];
        let (text, blocks) = compose(parts);
        assert_eq!(text.as_str(), "Ferry 😀 sinks\n\nIt sank.");
        assert_eq!(blocks.iter().map(|b| text.slice(b.span)).collect::<Vec<_>>(), ["Ferry 😀 sinks", "It sank."]);
    }
}
