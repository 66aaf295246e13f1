//! `onrecord schema`: what a record looks like, for programs that read it.

use crate::exit::{Done, Failure};
use crate::out;

pub(crate) fn run() -> Result<Done, Failure> {
    out::json(&onrecord::json_schema())?;
    Ok(Done::All)
}
