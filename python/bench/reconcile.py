"""How `reconcile` grows: `python bench/reconcile.py 10000 100000`, each a number of invented statements. Prints CPU seconds and memory.

A page has eight statements. Every statement is on one of the matters, of which there is one for twenty statements; how often a matter is spoken
of falls with its rank (Zipf), so that a fifteenth of a million statements is on one matter. Words follow Zipf's law as well.
"""

import itertools
import random
import resource
import sys
import time

import pyarrow

import onrecord

STATEMENTS = 8
PEOPLE = 5_000
WORDS = 200_000


def zipf(pick: random.Random, most: int) -> int:
    """A rank, the n-th about as often as 1/n."""
    return int(most ** pick.random()) - 1


def rows(statements: int):
    pick = random.Random(7)
    for page in range(statements // STATEMENTS):
        for position in range(STATEMENTS):
            matter = zipf(pick, max(1, statements // 20))
            own = random.Random(matter)
            words = {f"m{own.randrange(WORDS)}" for _ in range(6)} | {f"w{zipf(pick, WORDS)}" for _ in range(6)}
            denies = pick.random() < 0.1
            yield {
                "url": f"https://paper.example/{page}",
                "article": f"{page:016x}",
                "position": position,
                "statement": f"{page:016x}.{position}",
                "act": "deny" if denies else "say",
                "stance": "denies" if denies else "affirms",
                "content": [{"start": 0, "end": 1, "text": "it"}],
                "speakers": [{"id": "a1", "actor": f"actor-{zipf(pick, PEOPLE)}", "name": "X", "kind": "person", "country": None}],
                "terms": sorted(words),
            }


def batch(statements: int) -> pyarrow.RecordBatch:
    table = rows(statements)
    parts = []
    while part := list(itertools.islice(table, 20_000)):
        parts.append(pyarrow.RecordBatch.from_pylist([EMPTY | row for row in part], onrecord.statement_schema()))
    [whole] = pyarrow.Table.from_batches(parts).combine_chunks().to_batches()
    return whole


EMPTY = {name: [] for name in ("source", "cue", "content", "speakers", "relay", "evidence", "quantities", "terms", "links")}


def main() -> None:
    print(f"{'statements':>12}{'claims':>10}{'largest':>10}{'CPU s':>10}{'µs each':>10}{'MiB':>8}")
    for statements in map(int, sys.argv[1:]):
        pages = batch(statements)
        start = time.process_time()
        claims = onrecord.reconcile(pages)
        took = time.process_time() - start
        count = claims["claim"].value_counts()
        largest = max((row["counts"] for row in count.to_pylist()), default=0)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"{statements:>12,}{len(count):>10,}{largest:>10,}{took:>10.1f}{1e6 * took / statements:>10.0f}{memory:>8}", flush=True)


if __name__ == "__main__":
    main()
