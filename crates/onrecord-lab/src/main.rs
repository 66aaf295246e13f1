//! Trains, evaluates and times the models of onrecord.

mod corpus;
mod train;

use clap::Parser;

#[derive(Parser)]
enum Command {
    /// Trains the models that ship
    Train(train::Args),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Train(args) => train::run(&args),
    }
}
