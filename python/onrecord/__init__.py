"""Who said what, who denies it, and where it is printed.

`read` takes one page, `read_batch` an Arrow batch of pages, `Pages` gives such batches from files and web archives; `reconcile` takes statements
to claims; `Ledger` keeps what was read and asks. The objects are those of the contract `onrecord/1`: `onrecord schema` prints their JSON Schema.
Offsets count code points, so `text[start:end]` gives the printed words.
"""

from onrecord._onrecord import (
    Ledger,
    Pages,
    Places,
    __version__,
    claim_schema,
    page_schema,
    place_schema,
    read,
    read_batch,
    reconcile,
    settle,
    statement_schema,
)

__all__ = [
    "Ledger",
    "Pages",
    "Places",
    "__version__",
    "claim_schema",
    "page_schema",
    "place_schema",
    "read",
    "read_batch",
    "reconcile",
    "settle",
    "statement_schema",
]
