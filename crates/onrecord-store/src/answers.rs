//! What the ledger answers with: plain values, each leading to exact words, their page and its address.

use onrecord::model::{Act, ActorKind, Form, Qualifier, Record, Stance};
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::pages::{ClaimHead, Party};
use crate::wire;

/// What looking something up by a name or an id came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<T> {
    /// The one that fits.
    One(T),
    /// Several fit; each can be asked for by its id.
    Several(Vec<Candidate>),
    /// None fits.
    Nothing,
}

/// One of several that fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its name, title or words.
    pub label: String,
    /// How many statements it has on record.
    pub statements: u64,
    /// What sort of actor, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActorKind>,
    /// Where it is printed: of an actor the page of the latest statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl Candidate {
    /// Reads a row of `id`, `label`, `statements`, `kind` and `page`.
    pub(crate) fn from_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            label: row.get("label")?,
            statements: row.get("statements")?,
            kind: row.get::<_, Option<String>>("kind")?.map(|_| wire::value(row, "kind")).transpose()?,
            page: row.get("page")?,
        })
    }
}

/// What a statement means whose words only point: "that", "the accusation".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meant {
    /// The id of the statement that is pointed at, in the same article.
    pub statement: String,
    /// Who said that.
    pub speaker: String,
    /// Its words.
    pub words: String,
}

/// A statement on record: who said what, and where it is printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnRecord {
    /// Who, by name; where that is not resolved, in the words of the page.
    pub speaker: String,
    /// All who said it, in the order of print; empty where nobody is resolved.
    pub speakers: Vec<Party>,
    /// When it was said, or the page was published: ISO 8601 date; the first day on which it may have been.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The last day on which it may have been said, where that is not the first: "in March" is from 1 to 31 March.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_to: Option<String>,
    /// Whether the date is that of what was said; else it is the day on which the page was published.
    pub dated: bool,
    /// By which act.
    pub act: Act,
    /// Toward the content's proposition.
    pub stance: Stance,
    /// Whose words the content is in.
    pub form: Form,
    /// The content as printed.
    pub words: String,
    /// What the words mean, where they only point at another statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<Meant>,
    /// The source as printed.
    pub source: String,
    /// The cue as printed.
    pub cue: String,
    /// The masthead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The page's URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where the page is found again: its URL, or a file.
    pub address: String,
    /// Whether its article is no copy of another.
    pub independent: bool,
    /// Whether its page still shows this version.
    pub newest: bool,
    /// Its claim's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// Its id.
    pub statement: String,
    /// Its article's id.
    pub article: String,
}

impl OnRecord {
    /// Reads a row of the views `on_the_record` and `ever_on_the_record`.
    pub(crate) fn from_row(row: &Row) -> rusqlite::Result<Self> {
        let date: Option<String> = row.get("date")?;
        Ok(Self {
            speaker: row.get("speaker")?,
            speakers: wire::json(row, "speakers")?.unwrap_or_default(),
            date_to: wire::until(row, date.as_deref())?,
            date,
            dated: row.get("dated")?,
            act: wire::value(row, "act")?,
            stance: wire::value(row, "stance")?,
            form: wire::value(row, "form")?,
            words: row.get("words")?,
            meant: wire::json(row, "meant")?,
            source: row.get("source")?,
            cue: row.get("cue")?,
            outlet: row.get("outlet")?,
            title: row.get("title")?,
            url: row.get("url")?,
            address: row.get("address")?,
            independent: row.get("independent")?,
            newest: row.get("newest")?,
            claim: row.get("claim")?,
            statement: row.get("statement")?,
            article: row.get("article")?,
        })
    }
}

/// Where an actor stands on a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LedgerPosition))]
pub struct Position {
    /// The actor's id.
    pub actor: String,
    /// The actor's name.
    pub name: String,
    /// Whether the statement answers one of the other side, or is answered by one: what is not is on the matter beside it.
    pub direct: bool,
    /// The statement that says so.
    #[serde(flatten)]
    pub on_record: OnRecord,
}

/// A number that a claim's statements give.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Number {
    /// As printed.
    pub printed: String,
    /// The number; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_to: Option<f64>,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How it is hedged.
    pub qualifier: Qualifier,
    /// Who gave it.
    pub speaker: String,
    /// All who gave it, in the order of print; empty where nobody is resolved.
    pub speakers: Vec<Party>,
    /// When; the first day on which it may have been.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The last day on which it may have been, where that is not the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_to: Option<String>,
    /// Whether the date is that of what was said; else it is the day on which the page was published.
    pub dated: bool,
    /// In which statement.
    pub statement: String,
    /// Whether its article is no copy of another.
    pub independent: bool,
}

/// A claim over all pages, with all its positions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerClaim {
    /// What is known of it.
    #[serde(flatten)]
    pub head: ClaimHead,
    /// Who stands where, by date.
    pub positions: Vec<Position>,
}

impl LedgerClaim {
    /// The positions with a stance.
    pub fn side(&self, stance: Stance) -> impl Iterator<Item = &Position> {
        self.positions.iter().filter(move |position| position.on_record.stance == stance)
    }

    /// The statements with a stance, each once: as the first of its speakers' positions.
    pub fn statements(&self, stance: Stance) -> Vec<&Position> {
        let mut out: Vec<&Position> = self.side(stance).collect();
        // The same text has the same id at every address.
        out.dedup_by_key(|position| (&position.on_record.statement, &position.on_record.address));
        out
    }
}

/// An actor over all pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerActor {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// All names it goes by.
    pub names: Vec<String>,
    /// Titles and offices, as printed.
    pub roles: Vec<String>,
    /// How many statements it has on record.
    pub in_all: u64,
    /// The latest of them, by date.
    pub statements: Vec<OnRecord>,
}

/// An article with its place in the ledger.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerArticle {
    /// Its record, with the ids of the ledger.
    pub record: Record,
    /// Where the page is found again.
    pub address: String,
    /// 1 for the first text seen at its address.
    pub version: u32,
    /// Whether its address has shown no later text.
    pub newest: bool,
    /// The id of the article that printed this text first, at another address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Addresses whose newest article is a copy of this one.
    pub copies: Vec<String>,
    /// Its statements. Left out of the JSON, where the record has them.
    #[serde(skip)]
    pub statements: Vec<OnRecord>,
}
