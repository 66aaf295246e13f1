//! The Python module: the same functions over Python objects and Arrow batches.

mod batch;
mod claims;
mod ledger;
mod page;
mod pages;

use onrecord::attribute::{Guide, Tagger};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

/// The models of a name, loaded once a process.
fn tagger(name: &str) -> PyResult<&'static Tagger> {
    use std::sync::LazyLock;
    static ACCURATE: LazyLock<Tagger> = LazyLock::new(|| Tagger::accurate(Guide::default()));
    static FAST: LazyLock<Tagger> = LazyLock::new(|| Tagger::fast(Guide::default()));
    match name {
        "accurate" => Ok(&ACCURATE),
        "fast" => Ok(&FAST),
        other => Err(PyValueError::new_err(format!("tagger is \"accurate\" or \"fast\", not \"{other}\""))),
    }
}

/// A value as the Python objects that its JSON stands for.
fn objects(py: Python<'_>, value: &impl Serialize) -> PyResult<Py<PyAny>> {
    let json = serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(py.import("json")?.call_method1("loads", (json,))?.unbind())
}

#[pymodule]
fn _onrecord(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<ledger::Ledger>()?;
    module.add_function(wrap_pyfunction!(page::read, module)?)?;
    module.add_function(wrap_pyfunction!(batch::read_batch, module)?)?;
    module.add_function(wrap_pyfunction!(batch::statement_schema, module)?)?;
    module.add_class::<pages::Pages>()?;
    module.add_function(wrap_pyfunction!(pages::page_schema, module)?)?;
    module.add_class::<claims::Places>()?;
    module.add_function(wrap_pyfunction!(claims::reconcile, module)?)?;
    module.add_function(wrap_pyfunction!(claims::settle, module)?)?;
    module.add_function(wrap_pyfunction!(claims::place_schema, module)?)?;
    module.add_function(wrap_pyfunction!(claims::claim_schema, module)?)?;
    Ok(())
}
