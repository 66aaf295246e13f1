//! From the words of sources, dates and numbers to actors, days and quantities.
//!
//! ```text
//! page ─▶ names ─▶ cast ─┐
//!         source ────────┴─▶ discourse ─▶ actors
//! ```
//! `page` cuts the article up, `names` finds the names printed in it, `cast` gathers them into entities, `source` reads what the words of
//! a source say and `discourse` finds whom they mean. Words and their meanings stand in the tables of the `data` folder.

mod actors;
mod cast;
mod countries;
mod discourse;
mod evidence;
mod names;
mod numbers;
mod page;
mod quantities;
mod relay;
mod source;
mod tables;
mod time;
#[cfg(test)]
mod tests;

pub use actors::ledger_key;

use jiff::civil::Date;

use crate::model::{Actor, Article, Statement, Warning, When};
use crate::span::Span;

/// The ISO 3166-1 alpha-2 code of the state that a name, an adjective or a seat of government stands for; capitals are places here.
pub(crate) fn country_code(words: &str) -> Option<&'static str> {
    countries::country(words).filter(|(_, sense)| !matches!(sense, countries::Sense::Capital)).map(|(country, _)| country.code)
}

/// The ISO 3166-1 alpha-2 code of the state that a name, an adjective, a capital or a seat of government stands for, and whether it is an
/// adjective.
pub(crate) fn state(words: &str) -> Option<(&'static str, bool)> {
    countries::country(words).map(|(country, sense)| (country.code, sense == countries::Sense::Adjective))
}

/// The usual English name of the state with a code.
pub(crate) fn state_name(code: &str) -> Option<&'static str> {
    countries::by_code(code).map(|country| country.name)
}

/// The days that the expressions of time in some stretches of an article mean, seen from its day of publication: for each stretch where
/// they stand and from when to when; `ahead` says of each stretch whether it speaks of what is to come.
pub(crate) fn times(article: &Article, stretches: &[(Span, bool)]) -> Vec<Vec<(Span, Date, Date)>> {
    let page = page::Page::new(article);
    let published = article.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse::<Date>().ok());
    let read = |(span, ahead): &(Span, bool)| {
        let found = dates::expressions(&page, page.range(*span)).into_iter();
        let settled =
            |dated: dates::Dated| dates::settle(dated.expression, published, *ahead).map(|(from, to)| (page.span(&dated.tokens), from, to));
        found.filter_map(settled).collect()
    };
    stretches.iter().map(read).collect()
}

/// By which rule a source was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The source gives the name in full.
    Name,
    /// It gives a part of a name that the page prints in full.
    ShortName,
    /// A capital stands for its state.
    Metonymy,
    /// A pronoun stands for the likeliest of those mentioned before.
    Pronoun,
    /// "I" and "we" in a quotation are its speaker.
    OwnQuotation,
    /// A description names the office that somebody holds.
    Office,
    /// A description repeats another, or stands on its own.
    Description,
    /// A description that fits whoever was spoken of last.
    RunningSpeaker,
    /// The person described before is named here.
    NamedLater,
    /// An unnamed spokesperson speaks for somebody.
    SpokenFor,
    /// A document speaks for its issuer.
    Issuer,
    /// There is no source; the quotation continues an exchange.
    Continued,
    /// Nothing tells who is meant.
    Unresolved,
}

/// How one source of a statement was resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The statement's id.
    pub statement: String,
    /// The source's words; empty where there is none.
    pub source: Span,
    /// The ids of the actors it means.
    pub actors: Vec<String>,
    /// Why.
    pub reason: Reason,
}

/// Fills in who speaks, through whom, when, how much and on what evidence; gives the actors, in the order of their first mention.
pub fn resolve(article: &Article, statements: &mut [Statement]) -> Vec<Actor> {
    let page = page::Page::new(article);
    let (actors, reasons) = actors::actors(&page, article, statements);
    time::occasions(&page, article, statements, &actors);
    relay::relays(&page, statements, &actors, &reasons);
    for statement in statements {
        let contents: Vec<_> = statement.content.iter().map(|span| page.range(*span)).collect();
        statement.quantities = contents.iter().flat_map(|range| quantities::quantities(&page, range)).collect();
        statement.evidence = evidence::evidence(&page, statement);
    }
    actors
}

/// The times that parts of an article speak of, for each part in the order of its words; `spans` may overlap.
pub fn times(article: &Article, spans: &[Span]) -> Vec<Vec<When>> {
    let page = page::Page::new(article);
    spans.iter().map(|span| time::spoken(&page, article, &page.range(*span))).collect()
}

/// What a reader should know about the dates of an article: days that no calendar has, parts that disagree, expressions that stay open.
pub fn warnings(article: &Article, statements: &[Statement]) -> Vec<Warning> {
    time::warnings(&page::Page::new(article), article, statements)
}

/// Why each source was resolved as it was, in the order of the statements.
pub fn explain(article: &Article, statements: &[Statement]) -> Vec<Resolution> {
    let page = page::Page::new(article);
    actors::actors(&page, article, &mut statements.to_vec()).1
}
