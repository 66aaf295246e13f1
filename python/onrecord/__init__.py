"""Who said what, who denies it, and where it is printed.

`read` takes one page, `read_batch` an Arrow batch of pages; `Ledger` keeps what was read and asks. The objects are those of the contract
`onrecord/1`: `onrecord schema` prints their JSON Schema. Offsets count code points, so `text[start:end]` gives the printed words.
"""

from onrecord._onrecord import Ledger, __version__, read, read_batch, statement_schema

__all__ = ["Ledger", "__version__", "read", "read_batch", "statement_schema"]
