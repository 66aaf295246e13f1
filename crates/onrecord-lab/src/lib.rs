//! Evaluates and times the models of onrecord.

pub mod antecedents;
pub mod archive;
pub mod bench;
pub mod calibrate;
pub mod corpus;
pub mod days;
pub mod eval;
pub mod invent;
pub mod ledger;
pub mod lines;
pub mod links;
pub mod pages;
pub mod predict;
pub mod score;
pub mod train;
