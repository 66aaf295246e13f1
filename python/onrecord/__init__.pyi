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
    """Read pages, a row each, into statements, a row each.

    The pages are in the column `content` (binary or string); `path` and `url` may stand beside it. A page that cannot be read is a row
    with its `error`. The interpreter's lock is released while it reads, so that threads read side by side.
    """

def statement_schema() -> pyarrow.Schema:
    """The columns that `read_batch` gives."""

class Ledger:
    """An open ledger: one SQLite file, made where there is none. Raises OSError where it cannot be opened."""

    def __init__(self, path: str | PathLike[str]) -> None: ...
    def add(self, records: list[Record]) -> int:
        """Keep records and lay all statements side by side; gives how many pages were new or changed."""
    def disputes(self) -> list[dict[str, Any]]:
        """Claims with both sides on record."""
    def who(self, name: str) -> dict[str, Any]:
        """Everything that somebody has on record. Raises KeyError where nobody, or several, go by that name."""
    def show(self, id: str) -> dict[str, Any]:
        """The article, statement, claim or actor with an id. Raises KeyError where there is none."""
    def search(self, words: str, *, limit: int = 20) -> dict[str, Any]:
        """Statements and articles that hold all of the words."""
    def records(self) -> list[Record]:
        """The records of all pages, with actor and claim ids of the whole ledger."""
