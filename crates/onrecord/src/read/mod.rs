//! From a page to its article: the words apart from their furniture.

use crate::model::Article;

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
pub enum Unreadable {
    /// There are no words in it.
    #[error("no words in it; give a page that holds an article")]
    Empty,
}

/// Takes an article off its page.
///
/// # Errors
/// [`Unreadable`] where the page holds no article; whatever can be read is read.
pub fn read(page: &str, format: Format, url: Option<&str>) -> Result<Article, Unreadable> {
    let _ = (page, format, url);
    Err(Unreadable::Empty)
}
