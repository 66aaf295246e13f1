//! An article's text, put together from its blocks.

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

/// Warns of dates in what was left out that are later than the page itself: it was saved later, or a date is misprinted.
pub(super) fn warn_of_later_dates(article: &mut Article) {
    let Some(published) = article.published.as_deref().and_then(super::dates::day) else { return };
    let listed =
        article.furniture.iter().filter(|f| matches!(f.reason, Reason::Related | Reason::MostRead | Reason::Navigation | Reason::Other));
    let lines = listed.flat_map(|f| f.text.lines());
    for (line, date) in lines.filter_map(|line| Some((line, super::dates::find(line)?))) {
        // A day of grace: the page and its listings may stand in two time zones.
        if published.tomorrow().is_ok_and(|grace| date.day > grace) {
            let message = format!("“{}” in a listing is later than the page's own date, {published}: {line}", &line[date.bytes.clone()]);
            article.warnings.push(Warning { code: "date_after_publication".to_owned(), message, span: None });
        }
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
