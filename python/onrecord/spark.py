"""Pages to statements on Spark: the engine runs unchanged in every executor, over Arrow batches.

    pages = spark.read.format("binaryFile").load("pages/")     # or any table with a column `content`
    statements(pages).write.parquet("statements")
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

import pyarrow

from onrecord import read_batch, statement_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def schema() -> "StructType":
    """The columns of the statements' table, as Spark names their types."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(statement_schema())


def statements(pages: "DataFrame", *, plain: bool = False, tagger: Literal["accurate", "fast"] = "fast") -> "DataFrame":
    """Read pages into statements, a row each.

    `pages` has a column `content` (binary or string) and may have `path` and `url`; other columns are left behind. A page that cannot be read
    is a row with its `error`: it fails no task.
    """
    columns = [name for name in ("path", "url", "content") if name in pages.columns]
    return pages.select(*columns).mapInArrow(_reader(plain, tagger), schema())


def _reader(plain: bool, tagger: Literal["accurate", "fast"]) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What an executor runs: one batch of statements for each batch of pages."""

    def read(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield read_batch(batch, plain=plain, tagger=tagger)

    return read
