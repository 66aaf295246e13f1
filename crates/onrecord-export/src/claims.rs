//! Claims as Arrow rows: one row a statement that is of a claim, with what its speakers' position is and what it is to other statements.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use serde::Serialize;

use crate::Result;
use crate::table::{links, some_text, text};

/// The columns of the claims' table. `wording` and `disputed` are the claim's, and the same in all of its rows; the rest is the statement's. A
/// row that is not `newest` is of an older version of its page, and counts for nothing.
pub fn schema() -> SchemaRef {
    let day = Fields::from(vec![some_text("from"), some_text("to"), some_text("basis")]);
    Arc::new(Schema::new(vec![
        some_text("claim"),
        some_text("wording"),
        Field::new("disputed", DataType::Boolean, false),
        text("path"),
        text("url"),
        some_text("article"),
        some_text("statement"),
        Field::new("speakers", DataType::List(Arc::new(some_text("item"))), false),
        some_text("act"),
        some_text("stance"),
        Field::new("said_on", DataType::Struct(day), true),
        Field::new("newest", DataType::Boolean, false),
        Field::new("independent", DataType::Boolean, false),
        Field::new("links", links(), false),
    ]))
}

/// Where statements stand among all: a row a statement that has others on its matter. `page` numbers pages in the order of arrival, `topic` what
/// a page says on one matter, and `matter` is the number of the first topic on it.
pub fn places() -> SchemaRef {
    let number = |name: &str| Field::new(name, DataType::Int64, false);
    Arc::new(Schema::new(vec![
        text("path"),
        text("url"),
        some_text("article"),
        some_text("statement"),
        number("page"),
        number("topic"),
        number("matter"),
        Field::new("newest", DataType::Boolean, false),
        Field::new("independent", DataType::Boolean, false),
    ]))
}

/// Rows as one Arrow batch of some columns.
///
/// # Errors
/// Where the rows have other columns, or are too many for one batch (a column's words beyond 2 GiB).
pub fn batch(columns: &SchemaRef, rows: &[impl Serialize]) -> Result<RecordBatch> {
    Ok(serde_arrow::to_record_batch(columns.fields(), &rows)?)
}
