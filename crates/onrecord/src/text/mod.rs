//! Tokens, sentences and quotation marks of a text: what every later stage counts in.

mod quotes;
mod sentences;
mod tokens;

pub use quotes::{Mark, quotation_marks};
pub use sentences::sentences;
pub use tokens::{Token, tokens};
