//! The statements' table as one Parquet file.

use std::fs::File;
use std::io::Write;

use arrow_array::RecordBatch;
use onrecord::model::Record;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::Result;
use crate::table::{batch, failed, rows, schema};

/// How many rows a row group holds: enough to compress well, few enough to keep memory flat.
const ROW_GROUP: usize = 8_192;

/// Writes statements row by row; memory does not grow with their number.
pub struct Writer<W: Write + Send> {
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Writer<W> {
    /// A file's writer, which begins with the file's head.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(out: W) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP))
            .set_created_by(concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self { writer: ArrowWriter::try_new(out, schema(), Some(properties))? })
    }

    /// Adds a record's statements.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn record(&mut self, record: &Record) -> Result<()> {
        self.batch(&batch(&rows(record).collect::<Vec<_>>())?)
    }

    /// Adds rows of the table of statements.
    ///
    /// # Errors
    /// Where they cannot be written, or are another table's.
    pub fn batch(&mut self, rows: &RecordBatch) -> Result<()> {
        if rows.num_rows() > 0 {
            self.writer.write(rows)?;
        }
        Ok(())
    }

    /// Adds a row for a page that could not be read.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn failure(&mut self, path: Option<&str>, url: Option<&str>, error: &str) -> Result<()> {
        Ok(self.writer.write(&batch(&[failed(path, url, error)])?)?)
    }

    /// Notes something in the file's foot, where [`noted`] finds it.
    pub fn note(&mut self, key: &str, value: String) {
        self.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
    }

    /// Ends the file: without this it cannot be read.
    ///
    /// # Errors
    /// Where its foot cannot be written.
    pub fn finish(self) -> Result<W> {
        Ok(self.writer.into_inner()?)
    }
}

/// What was noted in a file's foot under a key.
///
/// # Errors
/// Where it is no whole Parquet file.
pub fn noted(file: File, key: &str) -> Result<Option<String>> {
    let reader = SerializedFileReader::new(file)?;
    let notes = reader.metadata().file_metadata().key_value_metadata();
    Ok(notes.and_then(|notes| notes.iter().find(|note| note.key == key)).and_then(|note| note.value.clone()))
}
