//! Batches of statements to claims.

use std::sync::{Mutex, MutexGuard, PoisonError};

use arrow_array::RecordBatch;
use onrecord_export::claims;
use onrecord_store::bulk::{Bulk, Statement};
use pyo3::exceptions::{PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PySchema};

/// What of the statements' table claims are made from.
const NEEDED: [&str; 6] = ["article", "statement", "position", "act", "stance", "terms"];
/// What is needed besides where matters were found before.
const PLACED: [&str; 5] = ["page", "topic", "matter", "newest", "independent"];

/// Lays the statements of many pages side by side, as a ledger does that they are added to in their order: a row a statement of a claim.
#[pyfunction]
pub(crate) fn reconcile(py: Python<'_>, batch: PyRecordBatch) -> PyResult<Bound<'_, PyAny>> {
    let rows = rows(&batch.into_inner(), &NEEDED)?;
    let batch = py.detach(|| claims_of(rows, Bulk::reconcile))?;
    PyRecordBatch::new(batch).into_pyarrow(py)
}

/// Makes claims of the statements of some matters, each with its place, as [`Places`] gives it.
#[pyfunction]
pub(crate) fn settle(py: Python<'_>, batch: PyRecordBatch) -> PyResult<Bound<'_, PyAny>> {
    let rows = rows(&batch.into_inner(), &[NEEDED.as_slice(), &PLACED].concat())?;
    let batch = py.detach(|| claims_of(rows, Bulk::settle))?;
    PyRecordBatch::new(batch).into_pyarrow(py)
}

/// The columns that [`reconcile`] and [`settle`] give.
#[pyfunction]
pub(crate) fn claim_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    PySchema::new(claims::schema()).into_pyarrow(py)
}

/// The columns that [`Places::take`] gives.
#[pyfunction]
pub(crate) fn place_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    PySchema::new(claims::places()).into_pyarrow(py)
}

/// The matters of statements that come batch by batch; what is kept of them is in a temporary file where it is too much for memory.
#[pyclass(module = "onrecord", frozen)]
pub(crate) struct Places {
    state: Mutex<(Bulk, i64)>,
}

impl Places {
    fn open(&self) -> MutexGuard<'_, (Bulk, i64)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Places {
    #[new]
    fn new() -> PyResult<Self> {
        Ok(Self { state: Mutex::new((Bulk::new().map_err(failed)?, 0)) })
    }

    /// Adds statements: those of a page one after the other, pages in their order; a page may go on in the next batch.
    fn add(&self, py: Python<'_>, batch: PyRecordBatch) -> PyResult<()> {
        let rows = rows(&batch.into_inner(), &NEEDED)?;
        py.detach(|| rows.into_iter().try_for_each(|row| self.open().0.add(row))).map_err(failed)
    }

    /// The places of the next statements, at most so many, once all are added; an empty batch after the last.
    fn take<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyAny>> {
        let batch = py.detach(|| {
            let (bulk, after) = &mut *self.open();
            bulk.place().map_err(failed)?;
            let (placed, last) = bulk.placed(*after, most).map_err(failed)?;
            *after = last;
            claims::batch(&claims::places(), &placed).map_err(too_many)
        })?;
        PyRecordBatch::new(batch).into_pyarrow(py)
    }
}

fn claims_of(rows: Vec<Statement>, make: impl FnOnce(&mut Bulk) -> onrecord_store::Result<()>) -> PyResult<RecordBatch> {
    let mut bulk = Bulk::new().map_err(failed)?;
    rows.into_iter().try_for_each(|row| bulk.add(row)).map_err(failed)?;
    make(&mut bulk).map_err(failed)?;
    let mut out = Vec::new();
    bulk.on_claims(|row| {
        out.push(row);
        Ok(())
    })
    .map_err(failed)?;
    claims::batch(&claims::schema(), &out).map_err(too_many)
}

fn rows(batch: &RecordBatch, needed: &[&str]) -> PyResult<Vec<Statement>> {
    if let Some(missing) = needed.iter().find(|name| batch.column_by_name(name).is_none()) {
        return Err(PyValueError::new_err(format!("the batch has no column \"{missing}\"; give statements as read_batch gives them")));
    }
    serde_arrow::from_record_batch(batch)
        .map_err(|error| PyTypeError::new_err(format!("these are no statements as read_batch gives them: {error}")))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: onrecord_store::Error) -> PyErr {
    PyOSError::new_err(format!("the temporary ledger: {error}"))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn too_many(error: onrecord_export::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}
