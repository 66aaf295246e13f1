//! What may be said on the command line.

use std::path::PathBuf;
use std::thread;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use onrecord::attribute::{Guide, Tagger as Model};

/// Who said what, who denies it, and where it is printed.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  all read
  1  some inputs could not be read, or what was asked for is not there (standard error says which)
  2  wrong usage
  3  the ledger could not be opened or written";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages and print who says what in them
    Read(Read),
    /// Read pages and keep them in a ledger
    Add(Add),
    /// Claims with both sides on record
    Disputes(Query),
    /// Everything that somebody has on record
    Who(Who),
    /// The article, statement, claim or actor with an id
    Show(Show),
    /// Statements and articles that hold some words
    Search(Search),
    /// How much the ledger holds
    Status(Query),
    /// The whole ledger, for other programs
    Export(Export),
}

/// What to read, and how.
#[derive(Debug, Args)]
pub(crate) struct Pages {
    /// Files, folders, addresses; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// The input is the article's text and nothing else; offsets count its characters
    #[arg(long)]
    pub(crate) plain: bool,
    /// The model that finds statements
    #[arg(long, value_enum, default_value = "accurate")]
    pub(crate) tagger: Tagger,
    /// How many pages are read at a time; the output does not depend on it [default: the number of processors]
    #[arg(long, value_name = "N", hide_default_value = true, default_value_t = processors(), value_parser = value_parser!(u16).range(1..=i64::from(MOST_THREADS)))]
    pub(crate) threads: u16,
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
            Self::Accurate => Model::accurate(Guide::Onrecord),
            Self::Fast => Model::fast(),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) pages: Pages,
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReadFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// For people
    Text,
    /// One JSON record a line, one line an article
    Jsonl,
    /// Standoff annotations, as brat has them
    Brat,
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
    /// One row a statement
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Who {
    /// Any name of theirs, or a part of it, or their id
    #[arg(required = true)]
    pub(crate) name: Vec<String>,
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
    /// What to look for: all of these words
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// How many statements, and how many articles, to list at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) query: Query,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) ledger: Db,
    /// What to write
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON record a line, one line an article, as `read` prints them, with ids of the whole ledger
    Jsonl,
    /// One row a statement
    Csv,
}
