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
mod holders;
mod mentions;
mod names;
mod numbers;
mod page;
mod quantities;
mod relay;
mod source;
mod tables;
#[cfg(test)]
mod tests;
mod time;
mod units;

pub use actors::{ledger_id, ledger_key};
pub use units::differ;

use crate::attribute::Likeness;
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

/// The usual English name of the state with an ISO 3166-1 alpha-2 code; `None` where no state has it.
pub fn state_name(code: &str) -> Option<&'static str> {
    countries::by_code(code).map(|country| country.name)
}

/// By which rule a source was resolved, or why not.
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
    /// "I" outside of quotations is the page's only writer.
    Writer,
    /// "A:" is whom the page interviews.
    Interviewed,
    /// A description names the office that somebody holds.
    Office,
    /// A description names an office, and the page the one who is known to have held it on its day.
    KnownHolder,
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
    /// There is no source; the quotation continues an exchange, the verb has its sentence's source.
    Continued,
    /// Unresolved: there is no source, and none to take over.
    NoSource,
    /// Unresolved: nobody was mentioned before whom the pronoun fits.
    NoAntecedent,
    /// Unresolved: "you" is whoever is spoken to.
    Addressee,
    /// Unresolved: "I" outside of quotations, on a page without a writer or with several.
    NoWriter,
    /// Unresolved: the name is a place's, an adjective or a people's.
    NoActor,
}

impl Reason {
    /// The reason for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "named in full",
            Self::ShortName => "part of a name that the page prints in full",
            Self::Metonymy => "a capital for its state",
            Self::Pronoun => "the likeliest of those mentioned before",
            Self::OwnQuotation => "the speaker of the quotation it stands in",
            Self::Writer => "the page's only writer",
            Self::Interviewed => "whom the page interviews",
            Self::Office => "holds the office",
            Self::KnownHolder => "named on the page, and known to hold the office on its day",
            Self::Description => "as described",
            Self::RunningSpeaker => "the one spoken of last whom the description fits",
            Self::NamedLater => "described before, named here",
            Self::SpokenFor => "spoken for by an unnamed spokesperson",
            Self::Issuer => "issued the document",
            Self::Continued => "goes on from the statement before",
            Self::NoSource => "unresolved: no source is given",
            Self::NoAntecedent => "unresolved: nobody mentioned before fits the pronoun",
            Self::Addressee => "unresolved: \"you\" is whoever is spoken to",
            Self::NoWriter => "unresolved: \"I\" outside of quotations, and no single writer is named",
            Self::NoActor => "unresolved: the name is a place's, an adjective or a people's",
        }
    }
}

/// How one source of a statement was resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// The statement's id.
    pub statement: String,
    /// The source's words; empty where there is none.
    pub source: Span,
    /// The ids of the actors it means; none where it stays unresolved.
    pub actors: Vec<String>,
    /// Why.
    pub reason: Reason,
    /// The mention it rests on, where it rests on one.
    pub mention: Option<Span>,
    /// How likely the choice is among those that fit, from 0 to 1, where there was one.
    pub score: Option<f32>,
}

/// The candidates for what a pronoun stands for, in the order in which they were mentioned, the latest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Antecedents {
    /// The pronoun.
    pub pronoun: Span,
    /// Which weights decide: `person`, `thing` or `several`.
    pub family: &'static str,
    /// For each candidate its mentions so far and what is known of it, as in `antecedents.tsv`.
    pub candidates: Vec<(Vec<Span>, Vec<f32>)>,
}

/// A candidate for the day on which a statement was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The day, or the first of several.
    pub from: String,
    /// What is known of it, as in `days.tsv`.
    pub features: Vec<f32>,
}

/// Fills in who speaks, through whom, when, how much and on what evidence; gives the actors, in the order of their first mention.
/// `likeness`: how well pronouns go with mentions, as the tagger has it.
pub fn resolve(article: &Article, statements: &mut [Statement], likeness: &Likeness) -> Vec<Actor> {
    let page = page::Page::new(article);
    let (actors, reasons) = actors::actors(&page, article, statements, likeness);
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

/// The candidates for the antecedent of each pronoun, for fitting what chooses among them: by what is known of them alone.
pub fn antecedents(article: &Article, statements: &[Statement]) -> Vec<Antecedents> {
    actors::antecedents(&page::Page::new(article), article, statements)
}

/// The candidates for the day on which each statement was made, for fitting the weights that choose among them; `None` for a statement
/// with a day of its own.
pub fn days(article: &Article, statements: &[Statement], actors: &[Actor]) -> Vec<Option<Vec<Day>>> {
    let choices = time::choices(&page::Page::new(article), article, statements, actors);
    let day = |candidate: time::Candidate| Day { from: candidate.days.0.to_string(), features: candidate.features.to_vec() };
    choices.into_iter().map(|candidates| Some(candidates?.into_iter().map(day).collect())).collect()
}

/// Why each source was resolved as it was, in the order of the statements.
pub fn explain(article: &Article, statements: &[Statement], likeness: &Likeness) -> Vec<Resolution> {
    let page = page::Page::new(article);
    actors::actors(&page, article, &mut statements.to_vec(), likeness).1
}
