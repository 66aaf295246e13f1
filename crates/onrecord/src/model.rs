//! The contract's types: what is printed, stored and handed from stage to stage. Version `onrecord/1`.
//!
//! Field names and values are the wire's. A value that is not known is `None` and left out of the JSON; lists are always there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::span::{Span, Text};

/// The version of the contract, printed in every record.
pub const SCHEMA: &str = "onrecord/1";

/// All that was read from one page.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Where the page came from.
    pub origin: Origin,
    /// The article apart from its furniture.
    pub article: Article,
    /// Who said what, in the order of the text.
    pub statements: Vec<Statement>,
    /// The sources, resolved.
    pub actors: Vec<Actor>,
    /// Transfers, tests and uses that contents speak of.
    pub frames: Vec<Frame>,
    /// What statements share.
    pub claims: Vec<Claim>,
    /// Rules that a claim would breach if it were true.
    pub findings: Vec<Finding>,
}

/// Where a page came from.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The path as it was given; `-` for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The page's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The media type it was read as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The encoding it was decoded from, by its WHATWG name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<String>,
    /// The digest of the bytes, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The digest by which a web archive knows the page, as it gives it (`sha1:…`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// When it was fetched, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<String>,
}

/// An article as a careful reader takes it off its page.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Article {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The sentence or two under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The writers' names.
    pub byline: Vec<String>,
    /// The wire agency that supplied it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The masthead it appeared under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The place at the head of the body ("Seoul").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// When it was published: an ISO 8601 date, or date and time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was last changed, by its own account: as `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The section of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Its language as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its keywords.
    pub tags: Vec<String>,
    /// Headline, standfirst, body, and captions in their places, `"\n\n"` between blocks.
    pub text: Text,
    /// The parts of `text`.
    pub blocks: Vec<Block>,
    /// All that was left out, and why.
    pub furniture: Vec<Furniture>,
    /// What a reader should be wary of.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// Its id: the first 16 hexadecimal digits of the SHA-256 of its text.
    pub fn id(&self) -> String {
        digest(self.text.as_str().as_bytes())
    }

    /// What it is called in lists: its title, or its first words.
    pub fn label(&self) -> &str {
        let first = || self.blocks.first().map_or("", |block| self.text.slice(block.span));
        self.title.as_deref().unwrap_or_else(first)
    }

    /// The day of its last change (ISO 8601), where that is not the day on which it was published.
    pub fn changed_later(&self) -> Option<&str> {
        fn day(time: Option<&String>) -> Option<&str> {
            time?.get(..10)
        }
        day(self.modified.as_ref()).filter(|&changed| day(self.published.as_ref()) != Some(changed))
    }
}

/// The first 16 hexadecimal digits of a SHA-256.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// One part of an article's text.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of block.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The article's title as printed.
    Headline,
    /// The summary under it.
    Standfirst,
    /// Body text.
    Paragraph,
    /// A heading inside the body.
    Subheading,
    /// One item of a list that is content.
    ListItem,
    /// A block quotation.
    Quote,
    /// The words under a picture.
    Caption,
    /// A table, its rows as lines.
    Table,
}

/// A part of the page that is not the article.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Furniture {
    /// Why it was left out.
    pub reason: Reason,
    /// Its words.
    pub text: String,
}

/// Why a part of a page is furniture.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Paid for.
    Advertisement,
    /// Menus, breadcrumbs, search fields, icons' names.
    Navigation,
    /// Boxes and links to other articles, with their bylines.
    Related,
    /// Lists of what others read.
    MostRead,
    /// Keywords.
    Tags,
    /// Buttons that pass the page on.
    Share,
    /// Readers' words.
    Comments,
    /// Copyright, cookies, conditions.
    Legal,
    /// The line with writer, date or agency; kept as metadata.
    Byline,
    /// Newsletters and subscriptions.
    Subscribe,
    /// Anything else.
    Other,
}

/// Something about a page that a reader should be wary of.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warning {
    /// A stable name for programs, in `snake_case`.
    pub code: String,
    /// The same for people.
    pub message: String,
    /// The words it is about, where they are in `article.text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// One attribution relation: a source, by a cue, on a content.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// Stable: made from the article's id and the statement's spans.
    pub id: String,
    /// Who, in the words of the page.
    pub source: Vec<Span>,
    /// The words that make it an attribution.
    pub cue: Vec<Span>,
    /// What is attributed, in as many parts as it is printed in.
    pub content: Vec<Span>,
    /// Whose words the content is in.
    pub form: Form,
    /// The speech act.
    pub act: Act,
    /// Where the source stands toward the content's proposition.
    pub stance: Stance,
    /// Ids of the actors who speak.
    pub speakers: Vec<String>,
    /// Who passed it on.
    pub relay: Vec<Relay>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// The statement whose content this one's content points at ("that", "the accusation").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<String>,
    /// The statement that this one is reported inside of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// What it rests on, in the words of the page.
    pub evidence: Vec<Evidence>,
    /// Numbers in its content.
    pub quantities: Vec<Quantity>,
    /// Ids of the frames in its content.
    pub frames: Vec<String>,
    /// The claim it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The probability that this is a statement with these spans, from 0 to 1.
    pub confidence: f32,
}

impl Statement {
    /// An indirect assertion in these words of the article with this id, certain, with all else left open.
    pub fn new(article: &str, source: Vec<Span>, cue: Vec<Span>, content: Vec<Span>) -> Self {
        Self {
            id: Self::id_of(article, &source, &cue, &content),
            source,
            cue,
            content,
            form: Form::Indirect,
            act: Act::Say,
            stance: Stance::Affirms,
            speakers: Vec::new(),
            relay: Vec::new(),
            said_on: None,
            refers_to: None,
            within: None,
            evidence: Vec::new(),
            quantities: Vec::new(),
            frames: Vec::new(),
            claim: None,
            confidence: 1.0,
        }
    }

    /// The id of the statement with these spans: its article's id, a dot, and eight hexadecimal digits made from the spans.
    pub fn id_of(article: &str, source: &[Span], cue: &[Span], content: &[Span]) -> String {
        let spans = format!("{source:?}{cue:?}{content:?}");
        format!("{article}.{}", &digest(spans.as_bytes())[..8])
    }
}

/// Whose words a content is in.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// All of it in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// The speech act; the contract's table has the definitions.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Asserts, neutrally.
    Say,
    /// Says it is not so, or rejects it.
    Deny,
    /// Blames somebody for it.
    Accuse,
    /// Confirms or admits it.
    Confirm,
    /// Warns or threatens.
    Warn,
    /// Commits itself to it.
    Pledge,
    /// Wants somebody to do it.
    Urge,
    /// Puts it as a question.
    Ask,
    /// Predicts, estimates, projects.
    Expect,
    /// Holds it inwardly.
    Think,
    /// Will not speak to it.
    Decline,
}

/// Where a source stands toward a proposition.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Holds that it is so.
    Affirms,
    /// Holds that it is not so.
    Denies,
    /// Neither.
    Neutral,
}

/// Somebody, or something, through which a statement reached the page.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relay {
    /// The relay as an actor, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// What sort of relay.
    pub kind: RelayKind,
    /// The words that name it.
    pub span: Span,
}

/// The sorts of relay.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RelayKind {
    /// A paper, a station, a wire.
    Outlet,
    /// A state's own agency or station.
    StateMedia,
    /// Somebody who speaks for the source.
    Spokesperson,
    /// A letter, a report, a filing.
    Document,
    /// A post.
    SocialMedia,
    /// Somebody without a name.
    Unnamed,
}

/// A time, as an interval of days.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct When {
    /// First day, ISO 8601 date.
    pub from: String,
    /// Last day, ISO 8601 date.
    pub to: String,
    /// What it rests on.
    pub basis: Basis,
    /// The expression, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// What a date rests on.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// An expression in the statement's own sentence.
    Expression,
    /// The day of publication.
    Publication,
    /// The sentences around it.
    Context,
}

/// What a statement rests on.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// The words that name it.
    pub span: Span,
    /// What sort of evidence.
    pub kind: EvidenceKind,
}

/// The sorts of evidence.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A paper that can be read.
    Document,
    /// An inquiry.
    Investigation,
    /// Pictures, from satellites or cameras.
    Imagery,
    /// A measurement or a forensic test.
    Measurement,
    /// Somebody who saw it.
    Witness,
    /// A call or message that was listened to.
    Intercept,
    /// Figures, records, registers.
    Data,
}

/// A number in a content.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quantity {
    /// Number, hedge and unit as printed.
    pub span: Span,
    /// The number; the lower end of a range.
    pub value: f64,
    /// What is counted or measured, in the singular; an ISO 4217 code for money, `%` for shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How it is hedged.
    pub qualifier: Qualifier,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_to: Option<f64>,
}

/// How a number is hedged.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// "7,000"
    Exactly,
    /// "about 7,000"
    About,
    /// "at least 7,000"
    AtLeast,
    /// "up to 7,000"
    AtMost,
    /// "more than 7,000"
    MoreThan,
    /// "nearly 7,000"
    LessThan,
    /// "5,000 to 7,000"
    Range,
}

/// An identified source.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Actor {
    /// Unique in the record; in an export, in the ledger.
    pub id: String,
    /// The fullest name the page gives; for an unnamed source its description.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// Titles and offices as printed.
    pub roles: Vec<Role>,
    /// ISO 3166-1 alpha-2, where the page ties the actor to a country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where it is mentioned, in the order of the text.
    pub mentions: Vec<Span>,
    /// All names it goes by.
    pub names: Vec<String>,
}

/// The sorts of actor.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A human being with a name.
    Person,
    /// A government, ministry, court, company, party or militia.
    Organization,
    /// A state, or the capital that stands for it.
    Country,
    /// Several named people.
    Group,
    /// People without names.
    Unnamed,
}

/// A title or office.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// "defense minister"
    pub title: String,
    /// "South Korea"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The words it was taken from.
    pub span: Span,
}

/// "defense minister of South Korea"
impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.of {
            Some(of) => write!(f, "{} of {of}", self.title),
            None => f.write_str(&self.title),
        }
    }
}

/// An event that a content speaks of.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Frame {
    /// Unique in the record.
    pub id: String,
    /// `transfer`, `test`, `use`, …
    pub kind: String,
    /// The pack whose vocabulary found it.
    pub pack: String,
    /// Who and what fills its roles.
    pub roles: BTreeMap<String, Filler>,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// When it is said to have happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// The words that evoke it.
    pub span: Span,
}

/// What fills a frame's role: an actor or country by id or code, or an item by its words and class.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Filler {
    /// An actor's id or a country's code.
    Party(String),
    /// Words of the page and the class a pack gives them.
    Item {
        /// The words.
        span: Span,
        /// The item class.
        class: String,
    },
}

/// A proposition that statements share.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// Unique in the record; in an export, in the ledger.
    pub id: String,
    /// The plainest statement of it, in printed words.
    pub wording: Span,
    /// Ids of its frames.
    pub frames: Vec<String>,
    /// Whether both sides are on record.
    pub disputed: bool,
    /// Who stands where.
    pub positions: Vec<Position>,
}

/// An actor's stance on a claim at a time.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Position {
    /// The actor's id.
    pub actor: String,
    /// For or against.
    pub stance: Stance,
    /// By which act.
    pub act: Act,
    /// The statement's id.
    pub statement: String,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// Whether it is the first carrier of these words, not a copy of another text.
    pub independent: bool,
}

/// A rule held against a claim.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The rule's name with its legal source.
    pub rule: String,
    /// The pack it comes from.
    pub pack: String,
    /// The claim's id.
    pub claim: String,
    /// What would follow if the claim were true.
    pub verdict: Verdict,
    /// The reasoning, for people.
    pub why: String,
    /// Ids of the statements it rests on.
    pub statements: Vec<String>,
}

/// What would follow if a claim were true.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The rule would be breached.
    WouldBreach,
    /// It would not.
    WithinLimit,
    /// The page does not say enough.
    Unclear,
}
