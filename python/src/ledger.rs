//! A ledger from Python.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use onrecord::model::Record;
use onrecord_store::{Added, DisputeFilter, Error, Found, Part, SearchFilter, Shown};
use pyo3::exceptions::{PyKeyError, PyOSError, PyValueError};
use pyo3::prelude::*;

use crate::objects;

/// An open ledger: one `SQLite` file, made where there is none.
#[pyclass(module = "onrecord", frozen)]
pub(crate) struct Ledger {
    ledger: Mutex<onrecord_store::Ledger>,
}

impl Ledger {
    fn open(&self) -> MutexGuard<'_, onrecord_store::Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: Error) -> PyErr {
    PyOSError::new_err(error.to_string())
}

/// The one that was asked for, or a `KeyError` that says which there are.
fn one<T>(asked: &str, found: Found<T>) -> PyResult<T> {
    match found {
        Found::One(found) => Ok(found),
        Found::Nothing => Err(PyKeyError::new_err(format!("nothing in the ledger goes by \"{asked}\""))),
        Found::Several(candidates) => {
            let ids: Vec<_> = candidates.iter().map(|candidate| format!("{} ({})", candidate.id, candidate.label)).collect();
            Err(PyKeyError::new_err(format!("several go by \"{asked}\": {}", ids.join(", "))))
        }
    }
}

/// A day, given as `datetime.date` or as ISO 8601 writes it.
fn day(day: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(day) = day else { return Ok(None) };
    let date = day.py().import("datetime")?.getattr("date")?.call_method1("fromisoformat", (day.str()?,))?;
    date.str()?.extract().map(Some)
}

#[pymethods]
impl Ledger {
    #[new]
    fn new(path: PathBuf) -> PyResult<Self> {
        Ok(Self { ledger: Mutex::new(onrecord_store::Ledger::open(path).map_err(failed)?) })
    }

    /// Keeps records, as `read` gives them, and lays all statements side by side. Gives how many pages were new or changed.
    fn add(&self, py: Python<'_>, records: Vec<Bound<'_, PyAny>>) -> PyResult<usize> {
        let dumps = py.import("json")?.getattr("dumps")?;
        let mut parsed = Vec::with_capacity(records.len());
        for record in records {
            let json: String = dumps.call1((record,))?.extract()?;
            let record: Record = serde_json::from_str(&json).map_err(|error| PyValueError::new_err(format!("not a record: {error}")))?;
            parsed.push(record);
        }
        py.detach(|| {
            let mut ledger = self.open();
            let mut kept = 0;
            for record in &parsed {
                kept += usize::from(ledger.add(record)? != Added::Known);
            }
            ledger.reconcile()?;
            Ok(kept)
        })
        .map_err(failed)
    }

    /// Claims with both sides on record, the one spoken to last first: at most `limit`, after `offset` others.
    #[pyo3(signature = (*, limit=u32::MAX, offset=0))]
    fn disputes(&self, py: Python<'_>, limit: u32, offset: u32) -> PyResult<Py<PyAny>> {
        let part = Part { limit, offset };
        let disputes = py.detach(|| self.open().disputes(&DisputeFilter::default(), part)).map_err(failed)?;
        objects(py, &disputes.items)
    }

    /// Everything that somebody has on record.
    fn who(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        let found = py.detach(|| self.open().who(name, u32::MAX)).map_err(failed)?;
        objects(py, &one(name, found)?)
    }

    /// The article, statement, claim or actor with an id.
    fn show(&self, py: Python<'_>, id: &str) -> PyResult<Py<PyAny>> {
        let found = py.detach(|| self.open().show(id)).map_err(failed)?;
        let shown: Shown = one(id, found)?;
        objects(py, &shown)
    }

    /// Statements and articles that hold all of some words, and what stands in quotation marks word for word: of each at most `limit`, after
    /// `offset` others; only those that `actor` said, by an id or a part of a name, by an act, in a paper, from a day to a day.
    #[pyo3(signature = (words, *, limit=20, offset=0, actor=None, act=None, outlet=None, from_=None, to=None))]
    #[expect(clippy::too_many_arguments, reason = "they are named in Python")]
    fn search(
        &self,
        py: Python<'_>,
        words: &str,
        limit: u32,
        offset: u32,
        actor: Option<String>,
        act: Option<&str>,
        outlet: Option<String>,
        from_: Option<&Bound<'_, PyAny>>,
        to: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Py<PyAny>> {
        let act = act.map(|act| serde_json::from_value(act.into()).map_err(|error| PyValueError::new_err(format!("no act: {error}"))));
        let filter = SearchFilter { actor, act: act.transpose()?, outlet, from: day(from_)?, to: day(to)? };
        let hits = py.detach(|| self.open().search(words, &filter, Part { limit, offset })).map_err(failed)?;
        objects(py, &hits)
    }

    /// The records of all pages, with actor and claim ids of the whole ledger.
    fn records(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let records = py.detach(|| self.open().records()?.collect::<Result<Vec<_>, _>>()).map_err(failed)?;
        objects(py, &records)
    }
}
