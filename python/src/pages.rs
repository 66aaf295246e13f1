//! Inputs to batches of pages.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;

use arrow_array::builder::{BinaryBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use onrecord_intake::{Fetcher, Found, Manners, Problem, Raw};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PySchema};

/// A batch is full with so many bytes of pages; one page more may be in it.
const FULL: usize = 32 << 20;

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let content = Field::new("content", DataType::Binary, true);
    Arc::new(Schema::new(vec![text("path"), text("url"), text("content_type"), content, text("error")]))
});

/// The columns of the batches that [`Pages`] gives.
#[pyfunction]
pub(crate) fn page_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    PySchema::new(SCHEMA.clone()).into_pyarrow(py)
}

/// The pages that inputs name, as `onrecord read` takes them: files, folders, globs, web archives, feeds, addresses. They come in batches, and no
/// more than a few of these are in memory. What cannot be read is a row with its `error`.
#[pyclass(module = "onrecord", frozen)]
pub(crate) struct Pages {
    batches: Mutex<Receiver<Result<RecordBatch, ArrowError>>>,
}

#[pymethods]
impl Pages {
    #[new]
    #[pyo3(signature = (inputs, *, rows=64))]
    fn new(inputs: Vec<String>, rows: usize) -> Self {
        let (sender, batches) = sync_channel(1);
        thread::spawn(move || {
            let fetcher = Fetcher::new(&Manners::default());
            let mut batch = Batch::default();
            for found in onrecord_intake::open(onrecord_intake::expand(&inputs), &fetcher, &|_| None) {
                match found {
                    Ok(Found::Page(page)) => batch.page(&page),
                    Ok(Found::Unchanged(_) | Found::Feed(_)) => continue,
                    Err(problem) => batch.problem(&problem),
                }
                // Nobody takes it where the batches were left before their end.
                let full = batch.rows >= rows.max(1) || batch.bytes >= FULL;
                if full && sender.send(batch.finish()).is_err() {
                    return;
                }
            }
            if batch.rows > 0 {
                let _ = sender.send(batch.finish());
            }
        });
        Self { batches: Mutex::new(batches) }
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let next = py.detach(|| self.batches.lock().unwrap_or_else(PoisonError::into_inner).recv());
        let Ok(batch) = next else { return Ok(None) };
        let batch = batch.map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyRecordBatch::new(batch).into_pyarrow(py).map(Some)
    }
}

/// A batch that is being filled.
#[derive(Default)]
struct Batch {
    path: StringBuilder,
    url: StringBuilder,
    content_type: StringBuilder,
    content: BinaryBuilder,
    error: StringBuilder,
    rows: usize,
    bytes: usize,
}

impl Batch {
    fn page(&mut self, page: &Raw) {
        self.path.append_option(page.origin.path.as_deref());
        self.url.append_option(page.origin.url.as_deref());
        self.content_type.append_option(page.origin.content_type.as_deref());
        self.content.append_value(&page.bytes);
        self.error.append_null();
        self.rows += 1;
        self.bytes += page.bytes.len();
    }

    fn problem(&mut self, problem: &Problem) {
        self.path.append_value(&problem.input);
        self.url.append_null();
        self.content_type.append_null();
        self.content.append_null();
        self.error.append_value(problem.to_string());
        self.rows += 1;
    }

    fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.path.finish()),
            Arc::new(self.url.finish()),
            Arc::new(self.content_type.finish()),
            Arc::new(self.content.finish()),
            Arc::new(self.error.finish()),
        ];
        RecordBatch::try_new(SCHEMA.clone(), columns)
    }
}
