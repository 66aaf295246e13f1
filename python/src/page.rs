//! One page.

use std::panic::{self, AssertUnwindSafe};

use onrecord::attribute::Tagger;
use onrecord::model::{Origin, Record};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// Reads one page: its bytes (the encoding is found) or its characters.
#[pyfunction]
#[pyo3(signature = (data, *, path=None, url=None, plain=false, tagger="accurate"))]
pub(crate) fn read(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    path: Option<&str>,
    url: Option<&str>,
    plain: bool,
    tagger: &str,
) -> PyResult<Py<PyAny>> {
    let tagger = crate::tagger(tagger)?;
    let bytes = if let Ok(bytes) = data.cast::<PyBytes>() {
        bytes.as_bytes()
    } else if let Ok(text) = data.cast::<PyString>() {
        text.to_str()?.as_bytes()
    } else {
        return Err(PyTypeError::new_err(format!("a page is bytes or str, not {}", data.get_type().name()?)));
    };
    let record = py.detach(|| record(bytes, &Whence { path, url, content_type: None }, plain, tagger)).map_err(PyValueError::new_err)?;
    crate::objects(py, &record)
}

/// What is known of where a page came from.
#[derive(Clone, Copy)]
pub(crate) struct Whence<'a> {
    pub(crate) path: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) content_type: Option<&'a str>,
}

/// The record of a page, or why there is none, with what to do about it.
pub(crate) fn record(bytes: &[u8], whence: &Whence, plain: bool, tagger: &Tagger) -> Result<Record, String> {
    let name = whence.url.or(whence.path).unwrap_or("the page");
    let read = || {
        let page = onrecord_intake::page_from(name, whence.origin(), bytes, plain).map_err(|problem| problem.to_string())?;
        let article =
            onrecord::read::read(&page.body, page.format, page.origin.url.as_deref()).map_err(|error| format!("{name}: {error}"))?;
        Ok(onrecord::record(page.origin, article, tagger))
    };
    let broken = |_| Err(format!("{name}: this page breaks the program; please report it with the page"));
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(broken)
}

impl Whence<'_> {
    fn origin(&self) -> Origin {
        let owned = |words: Option<&str>| words.map(str::to_owned);
        Origin { path: owned(self.path), url: owned(self.url), content_type: owned(self.content_type), ..Origin::default() }
    }
}
