//! Trains, evaluates and times the models of onrecord.

mod corpus;

fn main() {}
