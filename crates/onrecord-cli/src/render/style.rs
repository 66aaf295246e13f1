//! The few styles there are, in the terminal's own colours.

use anstyle::{AnsiColor, Style};

use crate::out::printable;

/// Who.
pub(crate) const SOURCE: Style = AnsiColor::Blue.on_default().bold();
/// By which words.
pub(crate) const CUE: Style = AnsiColor::Yellow.on_default();
/// What.
pub(crate) const CONTENT: Style = AnsiColor::Green.on_default();
/// Headlines and headings.
pub(crate) const HEADING: Style = Style::new().bold();
/// What leads on: dates, addresses, ids.
pub(crate) const ASIDE: Style = Style::new().dimmed();
/// For it.
pub(crate) const FOR: Style = AnsiColor::Green.on_default().bold();
/// Against it.
pub(crate) const AGAINST: Style = AnsiColor::Red.on_default().bold();
/// What to be wary of.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Words in a style, nothing in them steering the terminal.
pub(crate) fn styled(style: Style, words: &str) -> String {
    format!("{style}{}{style:#}", printable(words))
}
