//! The command `onrecord-lab`.

use anyhow::{Result, bail};
use clap::{Args, Parser, Subcommand};
use onrecord_lab::{antecedents, archive, bench, calibrate, corpus, days, eval, ledger, lines, links, pages, train};

#[derive(Parser)]
#[command(version, about = "Evaluates and times the models of onrecord")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Score statements, or article bodies, against a corpus.
    #[command(subcommand)]
    Eval(eval::Corpus),
    /// Time each stage on a split of `PolNeAR`, on one thread; or, with `ledger`, the questions to a large ledger, and with `pages`, its pages.
    Bench(Bench),
    /// Fit what confidences are made of to a split of `PolNeAR`.
    Calibrate(calibrate::Options),
    /// Print the lines of text pages with their features, for `fit/lines.py`.
    Lines(lines::Options),
    /// Print the candidates for each pronoun's antecedent with their features, for `fit/antecedents.py`.
    Antecedents(antecedents::Options),
    /// Print the candidates for each statement's day with what is known of them, for `fit/days.py`.
    Days(corpus::Selection),
    /// Print the pairs of statements of gold pages with what is measured of them, for `fit/links.py`.
    Links(corpus::Selection),
    /// Write a web archive of invented pages, to time reading with.
    Archive(archive::Options),
    /// Make a setting's models again, by the Python in `train-accurate/` and `train-fast/`.
    Train(train::Options),
}

/// What is timed.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Bench {
    #[command(subcommand)]
    ledger: Option<Large>,
    #[command(flatten)]
    stages: Option<bench::Options>,
}

#[derive(Subcommand)]
enum Large {
    /// Fill a ledger with invented articles and time its questions.
    Ledger(ledger::Options),
    /// Time the pages of a running server while many read at once.
    Pages(pages::Options),
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Eval(corpus) => eval::run(&corpus),
        Task::Bench(Bench { ledger: Some(Large::Ledger(options)), .. }) => ledger::run(&options),
        Task::Bench(Bench { ledger: Some(Large::Pages(options)), .. }) => pages::run(&options),
        Task::Bench(Bench { stages: Some(options), .. }) => bench::run(&options),
        Task::Bench(_) => bail!("name the folder of a split, or: bench ledger"),
        Task::Calibrate(options) => calibrate::run(&options),
        Task::Archive(options) => archive::run(&options),
        Task::Train(options) => train::run(&options),
        Task::Lines(options) => lines::run(&options),
        Task::Antecedents(options) => antecedents::run(&options),
        Task::Days(options) => days::run(&options),
        Task::Links(options) => links::run(&options),
    }
}
