# The door to every task; `just` alone lists them.

shared := "../shared"

# List the tasks.
_default:
    @just --list --unsorted

# Everything that must hold before a change lands: layout, lints, tests.
check:
    .ci/run

# Run the tests; arguments go to cargo: `just test -p onrecord quotes`.
test *args:
    cargo test {{ if args == "" { "--workspace" } else { args } }}

# Read a page and show who is on record: `just demo page.html`.
demo +pages:
    cargo run --release --quiet -p onrecord-cli -- read {{ pages }}

# Score the built-in model on PolNeAR's dev split, the gold pages and the article bodies.
eval polnear=(shared / "corpora/polnear/dev") gold=(shared / "corpora/gold") pages=(shared / "corpora/pages"):
    cargo build --release --quiet -p onrecord-lab
    target/release/onrecord-lab eval polnear {{ quote(polnear) }}
    target/release/onrecord-lab eval gold {{ quote(gold) }}
    target/release/onrecord-lab eval gold {{ quote(gold) }} --ledger
    target/release/onrecord-lab eval pages {{ quote(pages) }} --form html
    target/release/onrecord-lab eval pages {{ quote(pages) }} --form text

# Time reading, attributing, resolving and reconciling on one thread.
bench split=(shared / "corpora/polnear/dev"):
    cargo run --release --quiet -p onrecord-lab -- bench {{ quote(split) }}
