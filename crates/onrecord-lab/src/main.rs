//! The command `onrecord-lab`.

use anyhow::Result;
use clap::{Parser, Subcommand};
use onrecord_lab::{antecedents, bench, eval, lines, train};

#[derive(Parser)]
#[command(version, about = "Trains, evaluates and times the models of onrecord")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Score statements, or article bodies, against a corpus.
    #[command(subcommand)]
    Eval(eval::Corpus),
    /// Time each stage on a split of `PolNeAR`, on one thread.
    Bench(bench::Options),
    /// Print the lines of text pages with their features, for `fit/lines.py`.
    Lines(lines::Options),
    /// Print the candidates for each pronoun's antecedent with their features, for `fit/antecedents.py`.
    Antecedents(antecedents::Options),
    /// Train the fast setting's models.
    Train(train::Options),
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Eval(corpus) => eval::run(&corpus),
        Task::Bench(options) => bench::run(&options),
        Task::Lines(options) => lines::run(&options),
        Task::Antecedents(options) => antecedents::run(&options),
        Task::Train(options) => train::run(&options),
    }
}
