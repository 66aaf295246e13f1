//! From a page to its article: the words apart from their furniture.

mod bylines;
mod compose;
mod dateline;
mod dates;
mod features;
mod head;
mod html;
mod language;
mod lines;
mod region;
mod tables;
mod text;
mod weights;
mod words;

use std::ops::Range;

use crate::model::{Article, Block, BlockKind};
use crate::span::Text;
use crate::text::{Class, is};

pub use weights::LineModel;

/// What a page's characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Article body and nothing else; offsets hold on the caller's own file.
    Plain,
    /// A page saved from a browser, or pasted: its text with all its furniture.
    Text,
    /// Markup.
    Html,
}

/// Why a page gave no article.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}; {}", self.reason(), self.hint())]
pub enum Unreadable {
    /// There are no words in it.
    Empty,
    /// Its markup nests deeper than any page's.
    TooDeep,
    /// It has more tags, or a tag more attributes, than any page.
    TooManyTags,
}

impl Unreadable {
    /// What is wrong with the page, for people.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "no words in it",
            Self::TooDeep => "its markup is nested too deep for a page",
            Self::TooManyTags => "it has more tags or attributes than a page can have",
        }
    }

    /// What to do, for people.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "give a page that holds an article",
            Self::TooDeep | Self::TooManyTags => "save the article as text and give that",
        }
    }
}

/// Takes an article off its page.
///
/// # Errors
/// [`Unreadable`] where the page holds no article; whatever can be read is read.
pub fn read(page: &str, format: Format, url: Option<&str>) -> Result<Article, Unreadable> {
    let article = match format {
        Format::Plain => plain(page),
        Format::Text => text::read(page, LineModel::shipped()),
        Format::Html => html::read(page, url),
    }?;
    // No page is changed before it is published: some systems give the day of a draft.
    let day = |time: &String| dates::day(time);
    let modified = article.modified.clone().filter(|changed| article.published.as_ref().is_none_or(|first| day(changed) >= day(first)));
    Ok(Article { modified, ..article })
}

/// The address that a page of markup says it should be known by, as it is written there: absolute, or as seen from the page.
pub fn canonical(page: &str) -> Option<String> {
    html::canonical(page)
}

/// Takes an article off a page saved as text with other weights than those that ship: to judge weights on pages that they were not fitted on.
///
/// # Errors
/// As [`read`].
pub fn read_text_with(page: &str, model: &LineModel) -> Result<Article, Unreadable> {
    text::read(page, model)
}

/// Each printed line of a page saved as text, with the features by which its model tells body from furniture: what the model is fitted on.
pub fn line_features(page: &str) -> Vec<(&str, Vec<f32>)> {
    let lines = lines::lines(page);
    let features = features::features(&lines);
    lines.iter().zip(features).map(|(line, features)| (line.text, features.to_vec())).collect()
}

/// Body and nothing else: the text is the input, and every line with words is a paragraph, but for one that ends in a title ("Gen.").
fn plain(page: &str) -> Result<Article, Unreadable> {
    let text = Text::new(page);
    let mut lines: Vec<Range<usize>> = Vec::new();
    for line in lines::printed(page) {
        let next = |last: &Range<usize>| page[last.end..line.start].matches('\n').count() == 1;
        match lines.last_mut().filter(|last| next(last) && ends_in_title(&page[(*last).clone()])) {
            Some(last) => last.end = line.end,
            None => lines.push(line),
        }
    }
    let blocks: Vec<Block> = lines.into_iter().map(|bytes| Block { kind: BlockKind::Paragraph, span: text.span(bytes) }).collect();
    if blocks.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(Article { text, blocks, ..Article::default() })
}

/// Whether a line ends in an abbreviated title, behind which a name goes on.
fn ends_in_title(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.strip_suffix('.').is_some_and(|word| is(word, Class::Stopped) && (is(word, Class::Rank) || is(word, Class::Honorific)))
}
