//! The command `onrecord`: who said what, who denies it, and where it is printed.

mod actors;
mod add;
mod args;
mod correct;
mod corrections;
mod diff;
mod disputes;
mod exit;
mod export;
mod keep;
mod mcp;
mod news;
mod out;
mod packs;
mod pages;
mod parts;
mod read;
mod render;
mod schema;
mod search;
mod serve;
mod show;
mod sql;
mod status;
mod target;
mod watch;
mod when;
mod who;

use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Disputes(args) => disputes::run(&args),
        Command::Who(args) => who::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Search(args) => search::run(&args),
        Command::News(args) => news::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Actors(args) => actors::run(&args),
        Command::Correct(args) => correct::run(&args),
        Command::Corrections(args) => corrections::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Sql(args) => sql::run(&args),
        Command::Serve(args) => serve::run(args),
        Command::Export(args) => export::run(&args),
        Command::Packs(args) => packs::run(&args),
        Command::Mcp(args) => mcp::run(&args),
        Command::Schema => schema::run(),
    };
    exit::code(done)
}
