//! `onrecord sql`: questions in SQL.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use comfy_table::{ContentArrangement, Table, presets};
use onrecord_store::Ledger;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::args::{QueryFormat, Sql};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::count;

pub(crate) fn run(args: &Sql) -> Result<Done, Failure> {
    let mut ledger = Ledger::open_existing(&args.answer.ledger.db)?;
    let (limit, patience) = (args.limit as usize, Duration::from_secs(args.timeout));
    let (mut columns, mut rows, mut more) = (Vec::new(), Vec::new(), false);
    ledger.sql(&args.query, patience, |names, row| {
        more = rows.len() == limit;
        if rows.is_empty() {
            columns = names.to_vec();
        }
        if !more {
            rows.push(row);
        }
        !more
    })?;
    if rows.is_empty() {
        columns = ledger.sql_columns(&args.query, patience)?;
    }
    match args.answer.format {
        QueryFormat::Table => table(&columns, &rows)?,
        QueryFormat::Json => {
            let columns = distinct(&columns);
            out::json(&rows.iter().map(|row| Object { columns: &columns, row }).collect::<Vec<_>>())?;
        }
        QueryFormat::Csv => csv(&columns, &rows)?,
    }
    if more {
        out::complain(&format!("there are more than {}; print more with --limit", count(limit, "row")));
    }
    Ok(Done::All)
}

/// A row with its columns' names, in the order of the query.
struct Object<'a> {
    columns: &'a [String],
    row: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row))
    }
}

/// Names that tell columns apart: the second `a` is `a_2`.
fn distinct(columns: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = columns.iter().cloned().collect();
    let mut seen = HashSet::new();
    let name = |column: &String| {
        if seen.insert(column.clone()) {
            return column.clone();
        }
        // There are fewer names than these.
        let other = (2..2 * columns.len() + 2).map(|number| format!("{column}_{number}")).find(|name| taken.insert(name.clone()));
        other.unwrap_or_else(|| column.clone())
    };
    columns.iter().map(name).collect()
}

/// Fewer characters to a column than these are no words any more.
const NARROWEST: usize = 10;

/// One table; on a terminal that is too narrow for its columns, a table for each row with a line for each column.
fn table(columns: &[String], rows: &[Vec<Value>]) -> Result<(), Failure> {
    let width = terminal_size::terminal_size().filter(|_| io::stdout().is_terminal()).map(|(width, _)| width.0);
    let names = || columns.iter().map(|name| out::printable(name).into_owned());
    let cells = |row: &[Value]| row.iter().map(|cell| out::printable(&text(cell)).into_owned()).collect::<Vec<_>>();
    let mut out = out::people();
    if !rows.is_empty() && width.is_some_and(|width| columns.len() * NARROWEST > usize::from(width)) {
        for row in rows {
            let mut table = framed(width);
            table.add_rows(names().zip(cells(row)).map(|(name, cell)| [name, cell]));
            writeln!(out, "{table}")?;
        }
    } else {
        let mut table = framed(width);
        table.set_header(names()).add_rows(rows.iter().map(|row| cells(row)));
        writeln!(out, "{table}")?;
    }
    writeln!(out, "{}", count(rows.len(), "row"))?;
    Ok(out.flush()?)
}

/// A table without rows, as wide as a terminal at most.
fn framed(width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_BORDERS_ONLY);
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table
}

fn csv(columns: &[String], rows: &[Vec<Value>]) -> Result<(), Failure> {
    let mut out = csv::Writer::from_writer(out::programs());
    out.write_record(columns)?;
    for row in rows {
        out.write_record(row.iter().map(text))?;
    }
    Ok(out.flush()?)
}

/// A cell as words; null is empty.
fn text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::distinct;

    #[test]
    fn no_two_columns_have_one_name() {
        let check = |columns: &[&str], expected: &[&str]| {
            let columns: Vec<String> = columns.iter().copied().map(str::to_owned).collect();
            assert_eq!(distinct(&columns), expected);
        };
        check(&["a", "b"], &["a", "b"]);
        check(&["a", "a", "a"], &["a", "a_2", "a_3"]);
        check(&["a", "a", "a_2"], &["a", "a_3", "a_2"]);
    }
}
