//! What pages are made of: functions from values to markup, without requests or ledgers.

pub(crate) mod decided;
pub(crate) mod forms;
pub(crate) mod graph;
pub(crate) mod layout;
pub(crate) mod lists;
pub(crate) mod moved;
pub(crate) mod paging;
pub(crate) mod pairs;
pub(crate) mod printed;
pub(crate) mod reader;
pub(crate) mod roles;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod series;
pub(crate) mod timeline;
pub(crate) mod words;

pub(crate) use layout::{Place, layout};
pub(crate) use printed::Printed;
