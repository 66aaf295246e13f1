from collections.abc import Iterator
from datetime import date
from os import PathLike
from typing import Any, Literal, Protocol

import pyarrow

Tagger = Literal["accurate", "fast"]
Record = dict[str, Any]

class ArrowBatch(Protocol):
    """Whatever hands over one Arrow record batch: pyarrow, pandas, Polars and DuckDB do."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

__version__: str

def read(
    data: bytes | str, *, path: str | None = None, url: str | None = None, plain: bool = False, tagger: Tagger = "accurate"
) -> Record:
    """Read one page: bytes, whose encoding is found, or characters.

    `plain` takes it as an article's text and nothing else. Raises ValueError, with what to do, where there is nothing to read in it.
    """

def read_batch(batch: ArrowBatch, *, plain: bool = False, tagger: Tagger = "fast") -> pyarrow.RecordBatch:
    """Read pages, a row each, into statements, a row each, in the order of the pages.

    The pages are in the column `content` (binary or string); `path`, `url` and `content_type` may stand beside it. A page without statements is a
    row with none; a page that cannot be read is a row with its `error`, and one that has an `error` already keeps it. The interpreter's lock is
    released while it reads, so that threads read side by side.
    """

def statement_schema() -> pyarrow.Schema:
    """The columns that `read_batch` gives: those of the contract and, beyond it, what claims are made from."""

class Pages(Iterator[pyarrow.RecordBatch]):
    """The pages of files, folders, globs, web archives, feeds and addresses, as batches that `read_batch` takes.

    An archive of any size takes little memory. What cannot be read is a row with its `error`.
    """

    def __init__(self, inputs: list[str], *, rows: int = 64) -> None: ...
    def __next__(self) -> pyarrow.RecordBatch: ...

def page_schema() -> pyarrow.Schema:
    """The columns that `Pages` gives."""

def reconcile(batch: ArrowBatch) -> pyarrow.RecordBatch:
    """Lay the statements of many pages side by side: a row a statement of a claim, with its position and its links to others.

    Takes what `read_batch` gives, the rows of a page one after the other; pages arrive in their order, and the claims are those of a ledger
    that they are added to in that order. A statement that no other speaks to is in no claim and has no row. Without the column gainsaid, a denial
    denies all of its terms.
    """

def claim_schema() -> pyarrow.Schema:
    """The columns that `reconcile` and `settle` give."""

class Places:
    """`reconcile` in two steps, the first: finds the matter of each statement. All pages pass through it in their order, batch by batch.

    It needs the columns path, url, article, published, fingerprint, position, statement, act, stance, refers_to, claim and terms.
    """

    def __init__(self) -> None: ...
    def add(self, batch: ArrowBatch) -> None:
        """Add statements: the rows of a page one after the other; a page may go on in the next batch."""
    def take(self, most: int) -> pyarrow.RecordBatch:
        """The places of the next statements that have others on their matter, once all are added; an empty batch after the last."""

def settle(batch: ArrowBatch) -> pyarrow.RecordBatch:
    """`reconcile` in two steps, the second: makes the claims of some matters from all of their statements, each beside its place.

    The rows are in the order of `page` and `position`. Matters do not touch each other: any of them may be settled apart.
    """

def place_schema() -> pyarrow.Schema:
    """The columns that `Places.take` gives."""

class Ledger:
    """An open ledger: one SQLite file, made where there is none. Raises OSError where it cannot be opened."""

    def __init__(self, path: str | PathLike[str]) -> None: ...
    def add(self, records: list[Record]) -> int:
        """Keep records and lay all statements side by side; gives how many pages were new or changed."""
    def disputes(self, *, limit: int = ..., offset: int = 0) -> list[dict[str, Any]]:
        """Claims with both sides on record, the one spoken to last first."""
    def who(self, name: str) -> dict[str, Any]:
        """Everything that somebody has on record. Raises KeyError where nobody, or several, go by that name."""
    def show(self, id: str) -> dict[str, Any]:
        """The article, statement, claim or actor with an id. Raises KeyError where there is none."""
    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        offset: int = 0,
        actor: str | None = None,
        act: str | None = None,
        outlet: str | None = None,
        from_: str | date | None = None,
        to: str | date | None = None,
    ) -> dict[str, Any]:
        """Statements and articles that hold all of the words, and word for word what stands in quotation marks: of each at most `limit`, after
        `offset` others. Only those that `actor` said (an id, a name, or a part of one), by an act, in a paper, from a day to a day. Raises
        ValueError where an act or a day is none."""
    def records(self) -> list[Record]:
        """The records of all pages, with actor and claim ids of the whole ledger."""
