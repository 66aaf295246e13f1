//! Batches of pages to batches of statements.

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use onrecord_export::table;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PySchema};

use crate::page::{Whence, record};

/// Reads a batch of pages into a batch of statements: a row a statement, in the order of the pages; a page without statements, or one that
/// cannot be read, is a row with none, or with its `error`.
#[pyfunction]
#[pyo3(signature = (batch, *, plain=false, tagger="fast"))]
pub(crate) fn read_batch<'py>(py: Python<'py>, batch: PyRecordBatch, plain: bool, tagger: &str) -> PyResult<Bound<'py, PyAny>> {
    let tagger = crate::tagger(tagger)?;
    let pages = Pages::of(batch.into_inner())?;
    let statements = py.detach(|| {
        let read: Vec<_> = (0..pages.batch.num_rows())
            .map(|row| match (pages.words("error", row), cell(&pages.content, row)) {
                (Some(error), _) => (row, Err(error.to_owned())),
                (None, Some(bytes)) => (row, record(bytes, &pages.whence(row), plain, tagger)),
                (None, None) => (row, Err("the page's content is null; leave such rows out".to_owned())),
            })
            .collect();
        let mut rows = Vec::new();
        for (row, outcome) in &read {
            match outcome {
                Ok(record) => rows.extend(table::rows(record)),
                Err(error) => {
                    let Whence { path, url, .. } = pages.whence(*row);
                    rows.push(table::failed(path, url, error));
                }
            }
        }
        table::batch(&rows)
    });
    let statements = statements.map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyRecordBatch::new(statements).into_pyarrow(py)
}

/// The columns that [`read_batch`] gives.
#[pyfunction]
pub(crate) fn statement_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    PySchema::new(table::schema()).into_pyarrow(py)
}

/// The columns of a batch of pages.
struct Pages {
    batch: RecordBatch,
    content: arrow_array::ArrayRef,
}

impl Pages {
    fn of(batch: RecordBatch) -> PyResult<Self> {
        let Some(content) = batch.column_by_name("content").cloned() else {
            return Err(PyValueError::new_err(
                "the batch has no column \"content\" with the pages; \"path\", \"url\" and \"content_type\" may stand beside it",
            ));
        };
        for name in ["content", "path", "url", "content_type", "error"] {
            let Some(column) = batch.column_by_name(name) else { continue };
            if !is_words(column.data_type()) {
                return Err(PyTypeError::new_err(format!("the column \"{name}\" holds {}; give binary or string", column.data_type())));
            }
        }
        Ok(Self { batch, content })
    }

    fn whence(&self, row: usize) -> Whence<'_> {
        Whence { path: self.words("path", row), url: self.words("url", row), content_type: self.words("content_type", row) }
    }

    fn words(&self, column: &str, row: usize) -> Option<&str> {
        std::str::from_utf8(cell(self.batch.column_by_name(column)?, row)?).ok()
    }
}

fn is_words(kind: &DataType) -> bool {
    use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Utf8, Utf8View};
    matches!(kind, Binary | LargeBinary | BinaryView | Utf8 | LargeUtf8 | Utf8View)
}

/// The bytes of a cell, where they are: nothing is copied.
fn cell(column: &dyn Array, row: usize) -> Option<&[u8]> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Binary => column.as_binary::<i32>().value(row),
        DataType::LargeBinary => column.as_binary::<i64>().value(row),
        DataType::BinaryView => column.as_binary_view().value(row),
        DataType::Utf8 => column.as_string::<i32>().value(row).as_bytes(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).as_bytes(),
        DataType::Utf8View => column.as_string_view().value(row).as_bytes(),
        _ => return None,
    })
}
