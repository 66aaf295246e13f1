"""Statements to claims: those of a ledger with the same pages, and what is no statements."""

import sqlite3
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pytest

import onrecord

EXAMPLES = Path(__file__).parents[2] / "examples"
MATTERS = [
    ["the Halden bridge is safe for lorries", "the Halden bridge would bear lorries again", "Halden's bridge was mended for lorries"],
    ["the Morva dam leaks after the flood", "the leak of the Morva dam is small", "the dam at Morva leaks since the flood"],
    ["the wheat harvest failed on 300 farms in the north", "wheat in the north is scarce", "the wheat harvest failed on 420 farms in the north"],
    ["the ferry to Osk was sold", "the Osk ferry changed hands", "a buyer from Osk paid for the ferry"],
    ["mercury was found in the well of Tarn", "the Tarn well holds mercury", "the well at Tarn is full of mercury"],
]
PEOPLE = ["Ana Ruiz", "Bo Lind", "Ilse Marren", "Jon Aske", "Mara Tveit"]


def invented(number):
    """A page of several matters and speakers; every seventh is a copy of the one before it, every ninth has no statement."""
    if number % 7 == 6:
        return invented(number - 1)
    if number % 9 == 8:
        return f"A quiet day, part {number}\n\nNothing was heard of the {number} boats that left the harbour at dawn.\n"
    lines = [f"News of day {number}"]
    for step in range(1 + number % 2):
        who, what = PEOPLE[(number + step) % 5], MATTERS[(number // 2 + 2 * step) % 5][number % 3]
        cue = ["said", "denied", "confirmed"][(number // 3 + step) % 3]
        lines.append(f"{who} {cue} that {what}.")
    return "\n\n".join(lines) + "\n"


def corpus():
    """Pages with an address, one of which shows two texts, the second the same as another's; two give different numbers."""
    pages = [(f"https://{'abc'[n % 3]}.example/{n}", invented(n)) for n in range(40)]
    crates = [(f"https://d.example/{n}", f"Crates\n\nAna Ruiz said that {n} crates of apples reached Kessin in spring.\n") for n in (300, 450)]
    return [*pages, (pages[0][0], invented(33)), (pages[3][0], pages[3][1]), *crates]


def read(pages):
    url, content = zip(*pages, strict=True)
    return onrecord.read_batch(pa.RecordBatch.from_pydict({"url": url, "content": content}), plain=True)


def of_table(rows):
    """What a table of claims holds, in an order that is the same for all."""
    return sorted(
        ((
            row["claim"], row["wording"], row["disputed"], row["url"], row["path"], row["statement"], row["act"], row["stance"],
            tuple(row["speakers"]), row["newest"], row["independent"],
            tuple(sorted((link["other"], link["relation"], round(link["score"], 5), link["why"]) for link in row["links"])),
        ) for row in rows),
        key=str,
    )  # fmt: skip


def of_ledger(path):
    """The same from a ledger's file."""
    ledger = sqlite3.connect(path)
    links, speakers = defaultdict(list), defaultdict(list)
    for key, *link in ledger.execute("SELECT statement, s.id, relation, score, why FROM link JOIN statement s ON s.key = other"):
        links[key].append((link[0], link[1], round(link[2], 5), link[3]))
    for key, actor in ledger.execute("SELECT statement, id FROM speaker JOIN actor ON key = actor ORDER BY statement, position"):
        speakers[key].append(actor)
    rows = ledger.execute(
        """SELECT s.key, c.id, coalesce(substr(b.text, w.wording_start + 1, w.wording_end - w.wording_start), w.content), c.disputed,
            a.url, a.path, s.id, s.act, CASE WHEN s.aside THEN 'neutral' ELSE s.stance END, a.newest, a.copy_of IS NULL
        FROM statement s JOIN claim c ON c.key = s.claim JOIN article a ON a.key = s.article
        LEFT JOIN statement w ON w.key = c.wording LEFT JOIN article b ON b.key = w.article"""
    )
    return sorted(
        ((
            claim, wording, bool(disputed), url, path, statement, act, stance, tuple(speakers[key]), bool(newest), bool(independent),
            tuple(sorted(links[key])),
        ) for key, claim, wording, disputed, url, path, statement, act, stance, newest, independent in rows),
        key=str,
    )  # fmt: skip


def ledger_of(pages, path):
    ledger = onrecord.Ledger(path)
    ledger.add([onrecord.read(content, url=url, plain=True, tagger="fast") for url, content in pages])
    return of_ledger(path)


def test_the_claims_are_those_of_a_ledger(tmp_path):
    claims = onrecord.reconcile(read(corpus()))
    assert claims.schema == onrecord.claim_schema()
    rows = claims.to_pylist()
    assert any(row["disputed"] for row in rows) and not all(row["newest"] for row in rows)
    assert {"same", "contradicts", "updates_number"} <= {link["relation"] for row in rows for link in row["links"]}
    assert of_table(rows) == ledger_of(corpus(), tmp_path / "ledger.db")


def test_the_examples_too(tmp_path):
    pages = sorted(path for path in EXAMPLES.iterdir() if path.name[0].isdigit())
    batch = pa.RecordBatch.from_pydict({"path": [str(page) for page in pages], "content": [page.read_bytes() for page in pages]})
    onrecord.Ledger(tmp_path / "ledger.db").add([onrecord.read(page.read_bytes(), path=str(page), tagger="fast") for page in pages])
    rows = onrecord.reconcile(onrecord.read_batch(batch)).to_pylist()
    assert of_table(rows) == of_ledger(tmp_path / "ledger.db")


def test_in_two_steps_and_in_any_blocks_it_is_the_same():
    statements = read(corpus())
    places = onrecord.Places()
    for start in range(0, statements.num_rows, 7):
        places.add(statements.slice(start, 7))
    placed = []
    while (batch := places.take(10)).num_rows:
        assert batch.schema == onrecord.place_schema()
        placed += batch.to_pylist()
    place_of = {(row["url"], row["statement"]): row for row in placed}
    assert len(place_of) == len(placed)
    rows = [row | place_of[row["url"], row["statement"]] for row in statements.to_pylist() if (row["url"], row["statement"]) in place_of]
    rows = list({(row["url"], row["statement"]): row for row in rows}.values())
    blocks = defaultdict(list)
    for row in rows:
        blocks[row["matter"] % 3].append(row)
    schema = pa.unify_schemas([onrecord.statement_schema(), onrecord.place_schema()], promote_options="permissive")
    settled = []
    for block in blocks.values():
        block.sort(key=lambda row: (row["page"], row["position"]))
        settled += onrecord.settle(pa.RecordBatch.from_pylist(block, schema)).to_pylist()
    assert len(blocks) > 1
    assert of_table(settled) == of_table(onrecord.reconcile(statements).to_pylist())


def test_pages_that_failed_or_say_nothing_are_no_matter():
    content = [*(content for _, content in corpus()), None, "%PDF-1.7", "x" * (50 << 20), " "]
    url = [*(url for url, _ in corpus()), "bad:1", "bad:2", "bad:3", "bad:4"]
    statements = onrecord.read_batch(pa.RecordBatch.from_pydict({"url": url, "content": content}), plain=True)
    assert sum(row["error"] is not None for row in statements.to_pylist()) == 4
    assert onrecord.reconcile(statements).equals(onrecord.reconcile(read(corpus())))
    assert onrecord.reconcile(statements.slice(0, 0)).num_rows == 0


def test_every_page_is_in_the_table():
    rows = read(corpus()).to_pylist()
    quiet = [row for row in rows if row["statement"] is None]
    assert {row["url"] for row in rows} == {url for url, _ in corpus()}
    assert quiet and all(row["article"] and row["error"] is None for row in quiet)


def test_what_is_no_statements_is_an_error_that_says_what_to_give():
    with pytest.raises(ValueError, match="read_batch"):
        onrecord.reconcile(pa.RecordBatch.from_pydict({"statement": ["a"]}))
    with pytest.raises(ValueError, match="page"):
        onrecord.settle(read(corpus()))
    wrong = read(corpus()).set_column(onrecord.statement_schema().get_field_index("terms"), "terms", pa.array([7] * read(corpus()).num_rows))
    with pytest.raises(TypeError, match="read_batch"):
        onrecord.reconcile(wrong)


def archive(path, records):
    """A web archive of text pages."""
    with path.open("wb") as out:
        for number, (url, body) in enumerate(records):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body.encode()
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: 2031-05-19T08:00:00Z\r\n"
                f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            out.write(head.encode() + http + b"\r\n\r\n")


def test_pages_come_out_of_archives_and_folders(tmp_path):
    archive(tmp_path / "crawl.warc", corpus()[:10])
    (tmp_path / "note.txt").write_text(invented(50))
    batches = list(onrecord.Pages([str(tmp_path), str(tmp_path / "none.html")], rows=4))
    assert all(batch.schema == onrecord.page_schema() for batch in batches)
    assert [batch.num_rows for batch in batches] == [4, 4, 4]
    pages = pa.Table.from_batches(batches).to_pylist()
    assert [page["url"] for page in pages[:10]] == [url for url, _ in corpus()[:10]]
    assert pages[10]["content"].decode() == invented(50)
    assert "no such file" in pages[11]["error"]
    rows = onrecord.read_batch(batches[2], plain=True).to_pylist()
    assert rows[-1]["error"] == pages[11]["error"] and rows[0]["url"] == pages[8]["url"]


def test_pages_may_be_left_before_their_end(tmp_path):
    archive(tmp_path / "crawl.warc", corpus())
    pages = onrecord.Pages([str(tmp_path / "crawl.warc")], rows=1)
    assert next(pages).num_rows == 1
    del pages
