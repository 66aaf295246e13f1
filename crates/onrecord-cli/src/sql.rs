//! `onrecord sql`: questions in SQL.

use std::io::Write;
use std::time::Duration;

use comfy_table::{Table, presets};
use onrecord_store::Ledger;
use serde_json::{Map, Value};

use crate::args::{QueryFormat, Sql};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::count;

pub(crate) fn run(args: &Sql) -> Result<Done, Failure> {
    let mut ledger = Ledger::open_existing(&args.answer.ledger.db)?;
    let (mut columns, mut rows, mut more) = (Vec::new(), Vec::new(), false);
    ledger.sql(&args.query, Duration::from_secs(args.timeout), |names, row| {
        more = rows.len() == args.limit;
        if rows.is_empty() {
            columns = names.to_vec();
        }
        if !more {
            rows.push(row);
        }
        !more
    })?;
    match args.answer.format {
        QueryFormat::Table => table(&columns, &rows)?,
        QueryFormat::Json => {
            let object = |row: Vec<Value>| columns.iter().cloned().zip(row).collect::<Map<_, _>>();
            out::json(&rows.into_iter().map(object).collect::<Vec<_>>())?;
        }
        QueryFormat::Csv => csv(&columns, &rows)?,
    }
    if more {
        out::complain(&format!("there are more than {}; print more with --limit", count(args.limit, "row")));
    }
    Ok(Done::All)
}

fn table(columns: &[String], rows: &[Vec<Value>]) -> Result<(), Failure> {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_BORDERS_ONLY).set_header(columns.iter().map(|name| out::printable(name).into_owned()));
    for row in rows {
        table.add_row(row.iter().map(|cell| out::printable(&text(cell)).into_owned()));
    }
    let mut out = out::people();
    writeln!(out, "{table}\n{}", count(rows.len(), "row"))?;
    Ok(out.flush()?)
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
