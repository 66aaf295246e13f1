//! Tables of words: the TSV files in `data/`, which are compiled in.
//!
//! A table that cannot be read is a fault of the program, so all of these panic with the file and what is wrong in it; a test reads each table.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};

/// The rows of a table, in fields parted by tabs; lines that are empty or begin with `#` are none.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// The rows of a table whose rows all have the same fields.
pub(crate) fn columns<const N: usize>(file: &str, table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    rows(table).map(move |row| row.try_into().unwrap_or_else(|row| panic!("{file}: a row has {N} fields: {row:?}")))
}

/// The value that a word of a table names, as the type is written on the wire.
pub(crate) fn value<T: Deserialize<'static>>(file: &str, word: &'static str) -> T {
    T::deserialize(BorrowedStrDeserializer::<Error>::new(word)).unwrap_or_else(|_| panic!("{file}: no such value: {word}"))
}

/// The number in one field of a row.
pub(crate) fn number<T: FromStr>(file: &str, row: &[&str], field: usize) -> T {
    row.get(field).and_then(|cell| cell.parse().ok()).unwrap_or_else(|| panic!("{file}: field {} is no number: {row:?}", field + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RelayKind;

    #[test]
    fn rows_have_their_fields() {
        assert_eq!(columns("a.tsv", "# words\n\nstate media\tstate_media\n").collect::<Vec<_>>(), [["state media", "state_media"]]);
        assert_eq!(value::<RelayKind>("a.tsv", "state_media"), RelayKind::StateMedia);
        assert!((number::<f32>("a.tsv", &["few words", "-0.5"], 1) + 0.5).abs() < f32::EPSILON);
    }

    #[test]
    #[should_panic(expected = "a.tsv: a row has 2 fields: [\"state media\"]")]
    fn a_short_row_is_named() {
        let _ = columns::<2>("a.tsv", "state media").count();
    }

    #[test]
    #[should_panic(expected = "a.tsv: no such value: state_radio")]
    fn an_unknown_value_is_named() {
        value::<RelayKind>("a.tsv", "state_radio");
    }

    #[test]
    #[should_panic(expected = "a.tsv: field 2 is no number: [\"few words\"]")]
    fn a_missing_number_is_named() {
        number::<f32>("a.tsv", &["few words"], 1);
    }
}
