//! What may be said on the command line.

use std::env;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::thread;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use onrecord::attribute::{Guide, Tagger as Model};
use onrecord::model::{Act, ActorKind, Stance};
use onrecord_store::{DisputeFilter, Part, SearchFilter};
use serde::de::DeserializeOwned;

use crate::exit::Failure;
use crate::when;

/// Who said what, who denies it, and where it is printed.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  all read
  1  some inputs could not be read, or nothing has the name, id or number that was given:
     standard error says which (a list or a search that finds nothing ends with 0)
  2  wrong usage
  3  the ledger could not be opened or written";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages and print who says what in them
    Read(Read),
    /// Read pages and keep them in a ledger
    Add(Add),
    /// Look at feeds and addresses again and again, and keep what is new in a ledger
    Watch(Watch),
    /// Claims with both sides on record
    Disputes(Disputes),
    /// Everything that somebody has on record
    Who(Who),
    /// The article, statement, claim or actor with an id
    Show(Show),
    /// Statements and articles that hold some words
    Search(Search),
    /// What has changed on record since a day: new claims, denials, numbers, voices, and changes of mind
    News(News),
    /// What a page changed from one text to the next
    Diff(Diff),
    /// Who is who: list actors; merge, split and rename them
    Actors(Actors),
    /// Put a statement's act, stance, speaker, day or claim right, or say that it is no statement
    Correct(Correct),
    /// What people put right about statements and actors, the newest first
    Corrections(Corrections),
    /// How much the ledger holds
    Status(Query),
    /// Ask the ledger in SQL; nothing can be changed
    Sql(Sql),
    /// The ledger in a browser, and as an HTTP API
    Serve(Serve),
    /// The whole ledger, for other programs
    Export(Export),
    /// The JSON Schema of what `read --format jsonl` prints
    Schema,
    /// The topics whose words and rules are known; check one of your own
    Packs(Packs),
    /// Answer an assistant's questions about a ledger, over the Model Context Protocol on standard input and output
    Mcp(Db),
}

#[derive(Debug, Args)]
pub(crate) struct Packs {
    #[command(subcommand)]
    pub(crate) command: Option<PacksCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PacksCommand {
    /// Say what is wrong with packs, by file and line
    Check {
        /// Files of packs
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// Whence pages may come, and what reads them.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Reading {
    /// Fetch addresses of this machine and the network it is in, too
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// The model that finds statements
    #[arg(long, value_enum, default_value = "accurate")]
    pub(crate) tagger: Tagger,
}

/// What to read, and how.
#[derive(Debug, Args)]
pub(crate) struct Pages {
    /// Files, folders, globs, addresses, feeds, web archives; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<OsString>,
    /// The input is the article's text and nothing else; offsets count its characters
    #[arg(long)]
    pub(crate) plain: bool,
    /// When a page was published that does not say so itself: 2031-05-19, or 2031-05-19T08:00:00Z
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Keep the statements of this confidence and more, from 0 to 1 [default: the model's own threshold, near 0.4]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(crate) threshold: Option<f32>,
    /// A further topic: a pack's TOML file; a ledger keeps it
    #[arg(long = "pack", value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
    /// How many pages are read at a time; the output does not depend on it [default: the number of processors]
    #[arg(long, value_name = "N", hide_default_value = true, default_value_t = processors(), value_parser = value_parser!(u16).range(1..=i64::from(MOST_THREADS)))]
    pub(crate) threads: u16,
}

/// An ISO 8601 date, or date and time.
fn date(value: &str) -> Result<String, String> {
    let day = || value.parse::<jiff::civil::Date>().ok().filter(|_| value.len() == 10);
    let moment = || value.parse::<jiff::Timestamp>().ok();
    if day().is_some() || moment().is_some() { Ok(value.to_owned()) } else { Err("no date; write it as 2031-05-19".to_owned()) }
}

/// More would only wait for each other.
const MOST_THREADS: u16 = 256;

fn processors() -> u16 {
    thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS.into()) as u16)
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Tagger {
    /// Finds the most
    Accurate,
    /// For many pages
    Fast,
}

impl Tagger {
    /// The models of that name.
    pub(crate) fn load(self) -> Model {
        match self {
            Self::Accurate => Model::accurate(Guide::default()),
            Self::Fast => Model::fast(Guide::default()),
        }
    }
}

impl Pages {
    /// The models that are asked for, which keep what is sure enough.
    pub(crate) fn model(&self) -> Model {
        let model = self.reading.tagger.load();
        match self.threshold {
            Some(threshold) => model.with_threshold(threshold),
            None => model,
        }
    }
}

fn probability(words: &str) -> Result<f32, String> {
    let number = words.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "give a number from 0 to 1, such as 0.6".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) pages: Pages,
    /// Say of each statement what decided on it: models and their scores, rows and rules
    #[arg(long)]
    pub(crate) explain: bool,
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReadFormat,
    /// With `--format parquet`: write part after part into this folder; inputs whose part is there already are not read again
    #[arg(long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// For people
    Text,
    /// One JSON record a line, one line an article
    Jsonl,
    /// Standoff annotations, as brat has them
    Brat,
    /// One row a statement, nested; a page that cannot be read is a row with its error
    Parquet,
}

/// Which ledger.
#[derive(Debug, Args)]
pub(crate) struct Db {
    /// The ledger's file
    #[arg(long, value_name = "FILE", default_value = "onrecord.db")]
    pub(crate) db: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) pages: Pages,
    #[command(flatten)]
    pub(crate) ledger: Db,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// The list of what to look at, and how often (TOML)
    #[arg(value_name = "FILE")]
    pub(crate) list: PathBuf,
    /// Look at everything once and end
    #[arg(long)]
    pub(crate) once: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) ledger: Db,
}

impl Watch {
    /// How the pages are read.
    pub(crate) fn pages(&self) -> Pages {
        Pages {
            inputs: Vec::new(),
            plain: false,
            published: None,
            reading: self.reading,
            packs: Vec::new(),
            threshold: None,
            threads: processors(),
        }
    }
}

/// Which ledger, and how to print what it answers.
#[derive(Debug, Args)]
pub(crate) struct Query {
    #[command(flatten)]
    pub(crate) ledger: Db,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: QueryFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    /// For people
    Table,
    /// One JSON document
    Json,
    /// Comma-separated values: the columns' names, then a row for each thing that is listed
    Csv,
}

/// How many to list: `N` where nothing is said.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Most<const N: u32> {
    // A default given to clap is kept for all `N` alike.
    #[arg(long, value_name = "N", help = format!("How many of each sort to list at most [default: {N}]"), value_parser = value_parser!(u32).range(1..))]
    limit: Option<u32>,
}

impl<const N: u32> Most<N> {
    /// How many are listed at most.
    pub(crate) fn limit(self) -> u32 {
        self.limit.unwrap_or(N)
    }

    /// One more than are listed, so that it shows whether there are more.
    pub(crate) fn and_one(self) -> u32 {
        self.limit().saturating_add(1)
    }

    /// Leaves of some things as many as are listed; whether there were more.
    pub(crate) fn cut<T>(self, items: &mut Vec<T>) -> bool {
        let more = items.len() > self.limit() as usize;
        items.truncate(self.limit() as usize);
        more
    }
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Which<const N: u32> {
    #[command(flatten)]
    pub(crate) most: Most<N>,
    /// How many to leave out before them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: u32,
}

impl<const N: u32> Which<N> {
    pub(crate) fn part(self) -> Part {
        Part { offset: self.offset, limit: self.most.limit() }
    }
}

/// Which ledger, and how to print what it answers where that does not fit into rows.
#[derive(Debug, Args)]
pub(crate) struct Nested {
    #[command(flatten)]
    pub(crate) ledger: Db,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: NestedFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Disputes {
    /// Only those with all of these words in a statement, in any inflection
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) only: Only,
    /// Only with somebody of this country: KP
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Only those that are held against the rules of this pack
    #[arg(long, value_name = "ID")]
    pub(crate) pack: Option<String>,
    /// Only those with somebody who is accused and not heard
    #[arg(long)]
    pub(crate) unheard: bool,
    #[command(flatten)]
    pub(crate) which: Which<50>,
    #[command(flatten)]
    pub(crate) query: Query,
}

#[derive(Debug, Args)]
pub(crate) struct Who {
    /// Any name of theirs, or a part of it, or their id
    #[arg(required = true)]
    pub(crate) name: Vec<String>,
    #[command(flatten)]
    pub(crate) most: Most<200>,
    #[command(flatten)]
    pub(crate) query: Query,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// An id, or as much of its beginning as no other has
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) query: Query,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for: all of these words, in any inflection; word for word what stands in quotation marks: '"the old bridge"'
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) only: Only,
    #[command(flatten)]
    pub(crate) which: Which<20>,
    #[command(flatten)]
    pub(crate) query: Query,
}

/// Who said it, how, where and when.
#[derive(Debug, Args)]
pub(crate) struct Only {
    /// Only what this one said: an id, a name, or a part of a name
    #[arg(long)]
    actor: Option<String>,
    /// Only this act
    #[arg(long, value_parser = one_of::<Act>)]
    act: Option<Act>,
    /// Only in this paper
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only on this day or later: 2024-05-17
    #[arg(long, value_name = "DAY", value_parser = when::day)]
    from: Option<String>,
    /// Only on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = when::day)]
    to: Option<String>,
}

impl Disputes {
    pub(crate) fn filter(&self) -> DisputeFilter {
        let SearchFilter { actor, act, outlet, from, to } = self.only.filter();
        let about = (!self.words.is_empty()).then(|| self.words.join(" "));
        let (country, pack) = (self.country.clone(), self.pack.clone());
        DisputeFilter { about, actor, country, act, outlet, from, to, pack, unheard: self.unheard }
    }
}

impl Only {
    pub(crate) fn filter(&self) -> SearchFilter {
        let Self { actor, act, outlet, from, to } = self;
        SearchFilter { actor: actor.clone(), act: *act, outlet: outlet.clone(), from: from.clone(), to: to.clone() }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) ledger: Db,
    /// The address to listen at; any but this machine's own lets in only who has the token
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,
    /// The port; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 8300)]
    pub(crate) port: u16,
    /// The token that lets in; made up where one is needed and none is given
    #[arg(long, value_name = "WORD")]
    pub(crate) token: Option<String>,
    /// How many requests a second one address may make
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = value_parser!(u32).range(1..))]
    pub(crate) rate: u32,
    /// Fetch pages from machines of the own network too, when somebody adds their addresses
    #[arg(long)]
    pub(crate) allow_private: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) ledger: Db,
    /// What to write
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Where to write it [default: standard output]. A bundle is a new folder, or a new archive where the name ends in .zip; for
    /// brat it is a new folder; beside a table of comma-separated values goes a description of its columns
    #[arg(long, short, value_name = "FILE", required_if_eq("format", "bundle"))]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct News {
    /// A date (2024-05-17), a time (2024-05-17T08:00:00Z), or how long ago: 12h, 7d, 2w
    #[arg(long, value_name = "DATE", default_value = "7d", value_parser = when::since)]
    pub(crate) since: String,
    #[command(flatten)]
    pub(crate) most: Most<20>,
    #[command(flatten)]
    pub(crate) query: Nested,
}

/// How to print what does not fit into rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NestedFormat {
    /// For people
    Table,
    /// One JSON document
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// An address, a file, or the id of an article
    pub(crate) page: String,
    #[command(flatten)]
    pub(crate) query: Nested,
}

#[derive(Debug, Args)]
pub(crate) struct Sql {
    /// One query; "SELECT sql FROM `sqlite_schema`" tells which tables and views there are
    pub(crate) query: String,
    /// How many seconds it may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,
    /// How many rows to print at most
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) answer: Query,
}

/// Who decides, and in which ledger.
#[derive(Debug, Args)]
pub(crate) struct Decider {
    /// Who decides [default: the user's name, from the environment]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    pub(crate) ledger: Db,
}

impl Decider {
    /// The name given, else the user's; nobody decides without one.
    pub(crate) fn name(&self) -> Result<String, Failure> {
        let user = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|variable| env::var(variable).ok());
        let name = self.by.clone().or_else(user).map(|name| name.trim().to_owned());
        name.filter(|name| !name.is_empty()).ok_or(Failure::Nobody)
    }
}

/// `actors`: a list, or a decision.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Actors {
    #[command(subcommand)]
    pub(crate) decision: Option<Decide>,
    #[command(flatten)]
    pub(crate) list: ActorList,
}

#[derive(Debug, Args)]
pub(crate) struct ActorList {
    /// Only those with this in one of their names
    #[arg(long, value_name = "PART")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) which: Which<50>,
    #[command(flatten)]
    pub(crate) query: Query,
}

/// What may be decided about actors.
#[derive(Debug, Subcommand)]
pub(crate) enum Decide {
    /// Two actors are one: ACTOR goes into INTO
    Merge {
        /// A name or an id
        actor: String,
        /// The name or id of the one that stays
        into: String,
        #[command(flatten)]
        decider: Decider,
    },
    /// On some pages ACTOR is another one
    Split {
        /// A name or an id
        actor: String,
        /// Addresses, or ids of articles
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<String>,
        /// The other one's name [default: the same name]
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        decider: Decider,
    },
    /// ACTOR has another name
    Rename {
        /// A name or an id
        actor: String,
        /// The new name
        name: String,
        #[command(flatten)]
        decider: Decider,
    },
    /// Take a decision back
    Undo {
        /// Its number, as `decisions` lists it
        number: i64,
        #[command(flatten)]
        decider: Decider,
    },
    /// List what was decided, when, and by whom
    Decisions(Query),
}

#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// A statement's id, or as much of its beginning as no other has; alone it lists the statement's corrections
    pub(crate) statement: String,
    /// What the source does
    #[arg(long, value_parser = one_of::<Act>)]
    pub(crate) act: Option<Act>,
    /// Where the source stands: affirms, denies or neutral
    #[arg(long, value_parser = one_of::<Stance>)]
    pub(crate) stance: Option<Stance>,
    /// Who speaks, by name or id; once for each who does, and "" for nobody who can be named
    #[arg(long, value_name = "ACTOR")]
    pub(crate) speaker: Vec<String>,
    /// Make a speaker who is not in the ledger: person, organization or country
    #[arg(long, value_name = "KIND", requires = "speaker", value_parser = one_of::<ActorKind>)]
    pub(crate) new: Option<ActorKind>,
    /// The claim that it belongs to, or another statement that says the same; "" for none
    #[arg(long, value_name = "ID")]
    pub(crate) claim: Option<String>,
    /// When it was said: a day, a month, a year, or the first and the last day ("2024-05-01..2024-05-07"); "" where the page does not tell
    #[arg(long, value_name = "DAY", value_parser = when::reach)]
    pub(crate) said_on: Option<when::Reach>,
    /// It is no statement: nobody says anything in these words. It goes off the record
    #[arg(long, conflicts_with_all = ["act", "stance", "speaker", "claim", "said_on"])]
    pub(crate) no_statement: bool,
    /// Take back the correction with this number, and what it brought
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["act", "stance", "speaker", "claim", "said_on", "no_statement"])]
    pub(crate) undo: Option<i64>,
    #[command(flatten)]
    pub(crate) decider: Decider,
}

#[derive(Debug, Args)]
pub(crate) struct Corrections {
    #[command(flatten)]
    pub(crate) which: Which<50>,
    #[command(flatten)]
    pub(crate) query: Query,
}

/// A value by the name that the contract gives it.
fn one_of<T: DeserializeOwned>(word: &str) -> Result<T, String> {
    serde_json::from_value(word.into()).map_err(|e| e.to_string())
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON record a line, one line an article, as `read` prints them, with ids of the whole ledger
    Jsonl,
    /// One row a statement; columns are described by CSV on the Web metadata
    Csv,
    /// One JSON object a line, one line a corrected statement: its spans, what was read, what it is
    Corrections,
    /// One row a statement, nested, for `DuckDB`, Polars, pandas and Spark
    Parquet,
    /// schema.org's Claim and Quotation
    Jsonld,
    /// W3C Web Annotations
    Annotations,
    /// Entities of `FollowTheMoney`, one a line
    Ftm,
    /// Standoff annotations, as brat has them
    Brat,
    /// Statements, texts and digests, with pages that open without onrecord
    Bundle,
}
