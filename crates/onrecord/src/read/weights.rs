//! The weights of the line model, from `data/lines.tsv`.
//!
//! Fitted by `crates/onrecord-lab/fit/lines.py` on pages whose true bodies are known.

use std::sync::LazyLock;

use super::features::FEATURES;

/// How many neighbours on each side a line sees one by one.
pub(super) const REACH: usize = 3;

/// How many features a line has among its neighbours: its own, the nearest ones' probabilities, and the means of a wider window on each side.
pub(super) const AMONG: usize = FEATURES + 2 * REACH + 2;

/// The weights by which the lines of a page saved as text are told apart.
#[derive(Debug, Clone, PartialEq)]
pub struct LineModel {
    /// Of a line by itself.
    pub(super) alone: [f32; FEATURES],
    /// Of a line among its neighbours.
    pub(super) around: [f32; AMONG],
}

impl LineModel {
    /// Reads a table of weights: for each feature its name, its weight in a line by itself (`-` for one of the neighbours), and its weight
    /// in a line among its neighbours. `None` where the table has other rows than the model has features.
    pub fn parse(table: &str) -> Option<Self> {
        let rows: Vec<Vec<&str>> = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        let column = |at: usize| rows.iter().filter_map(|row| row.get(at)?.parse().ok()).collect::<Vec<f32>>();
        Some(Self { alone: column(1).try_into().ok()?, around: column(2).try_into().ok()? })
    }

    /// The weights that ship.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}

static SHIPPED: LazyLock<LineModel> =
    LazyLock::new(|| LineModel::parse(include_str!("../../data/lines.tsv")).expect("a weight for each feature"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_feature() {
        assert!(LineModel::shipped().alone.iter().all(|weight| weight.is_finite()));
        assert_eq!(LineModel::parse("always one\t1\t1"), None);
    }
}
