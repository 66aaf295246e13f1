"""Pages to statements to claims on Spark: the engine runs unchanged in every executor, over Arrow batches.

    pages = spark.read.format("binaryFile").load("pages/")     # any table with a column `content`, or
    pages = archives(spark, ["crawl/1.warc.gz"])               # web archives
    found = statements(pages)
    found.write.parquet("statements")
    claims(spark.read.parquet("statements")).write.parquet("claims")
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

import pyarrow

from onrecord import Pages, Places, claim_schema, page_schema, place_schema, read_batch, settle, statement_schema

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.types import StructType

Batches = Iterable[pyarrow.RecordBatch]

# What of a statement says which matter it is on; the rest stays where it is.
COMPARED = [
    "path", "url", "article", "published", "fingerprint", "position", "statement", "act", "stance", "refers_to", "claim", "terms",
]  # fmt: skip
# What tells one row of the statements' table from all others.
ROW = ["path", "url", "article", "statement"]
# How many matters' blocks there are for each task of a shuffle: more keep a block small, fewer save the start of each.
BLOCKS = 4
# Rows in a batch that an executor hands back.
ROWS = 8192


def schema() -> "StructType":
    """The columns of the statements' table, as Spark names their types."""
    return _spark(statement_schema())


def archives(spark: "SparkSession", paths: list[str], *, rows: int = 64) -> "DataFrame":
    """The pages of web archives, and of whatever else `onrecord read` takes, on a disk that all executors see.

    A path is one task's work; its pages pass by a few at a time, so that an archive of any size takes little memory.
    """

    def read(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            for path in batch.column("path").to_pylist():
                yield from Pages([path], rows=rows)

    table = spark.createDataFrame([(path,) for path in paths], "path string").repartition(max(1, len(paths)), "path")
    return table.mapInArrow(read, _spark(page_schema()))


def statements(pages: "DataFrame", *, plain: bool = False, tagger: Literal["accurate", "fast"] = "fast") -> "DataFrame":
    """Read pages into statements, a row each.

    `pages` has a column `content` (binary or string) and may have `path`, `url` and `content_type`; other columns are left behind. A page that
    cannot be read is a row with its `error`: it fails no task.
    """
    columns = [name for name in ("path", "url", "content_type", "content", "error") if name in pages.columns]
    return pages.select(*columns).mapInArrow(_reader(plain, tagger), schema())


def claims(found: "DataFrame") -> "DataFrame":
    """Make the claims of statements, a row a statement of a claim: those that `onrecord add` makes of the same pages in the order of `arrival`.

    Which matter a statement is on hangs on all that came before it. So what is compared of the statements, and nothing else of them, passes in
    order through one task; claims are then made from the whole statements, matter by matter, in all tasks. The statements are read twice: write
    them to a table first.
    """
    from pyspark.sql import functions as of

    found = found.where(of.col("error").isNull())
    compared = found.select(*COMPARED).dropDuplicates(ROW)
    placed = compared.repartition(1).sortWithinPartitions(*arrival()).mapInArrow(_place, _spark(place_schema()))
    whole = found.where(of.col("statement").isNotNull()).drop("fingerprint").dropDuplicates(ROW).alias("whole")
    same = [of.col(f"whole.{name}").eqNullSafe(of.col(f"placed.{name}")) for name in ROW]
    both = whole.join(placed.alias("placed"), same).select("whole.*", "page", "topic", "matter", "newest", "independent")
    blocks = BLOCKS * int(found.sparkSession.conf.get("spark.sql.shuffle.partitions") or 1)
    return both.groupBy(of.pmod(of.hash("matter"), of.lit(blocks)).alias("block")).applyInArrow(_settle, _spark(claim_schema()))


def arrival() -> list["Column"]:
    """The order in which pages arrive: by publication, those without a day last; then by address; then by text."""
    from pyspark.sql import functions as of

    address = of.coalesce("url", "path", "article")
    return [of.col("published").asc_nulls_last(), address, of.col("article"), of.col("path"), of.col("position")]


def _spark(columns: pyarrow.Schema) -> "StructType":
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(columns)


def _reader(plain: bool, tagger: Literal["accurate", "fast"]) -> Callable[[Batches], Iterator[pyarrow.RecordBatch]]:
    """What an executor runs: one batch of statements for each batch of pages."""

    def read(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield read_batch(batch, plain=plain, tagger=tagger)

    return read


def _place(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
    places = Places()
    for batch in batches:
        places.add(batch)
    while (batch := places.take(ROWS)).num_rows > 0:
        yield batch


def _settle(block: pyarrow.Table) -> pyarrow.Table:
    batches = block.sort_by([("page", "ascending"), ("position", "ascending")]).combine_chunks().to_batches()
    if len(batches) > 1:
        raise ValueError("a block is larger than an Arrow batch can be; raise spark.sql.shuffle.partitions")
    return pyarrow.Table.from_batches([settle(batch) for batch in batches], claim_schema())
