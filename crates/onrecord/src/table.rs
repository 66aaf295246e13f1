//! Tables of words: the TSV files in `data/`, which are compiled in.

/// The rows of a table, in fields parted by tabs; lines that are empty or begin with `#` are none.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}
