"""The module as its users see it: objects, batches, ledgers, bad input."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

import onrecord

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = sorted(path for path in EXAMPLES.iterdir() if path.name[0].isdigit())
TEXT = "The bridge 😀 is closed\n\nThe mayor, Ana Ruiz, said that the bridge was safe.\n\nBo Lind denied that the bridge was safe.\n"


def pages(**columns):
    return pa.RecordBatch.from_pydict(columns)


def test_a_record_is_the_contracts():
    record = onrecord.read(TEXT, plain=True, tagger="fast")
    assert record["schema"] == "onrecord/1"
    assert record["article"]["text"] == TEXT
    said = [TEXT[slice(*span)] for statement in record["statements"] for span in statement["cue"]]
    assert said == ["said", "denied"]


def test_bytes_and_characters_are_one_page():
    assert onrecord.read(TEXT, tagger="fast") == onrecord.read(TEXT.encode(), tagger="fast")


@pytest.mark.parametrize("page", [b"", b"%PDF-1.7 ...", b"\0\1\2\3", " "])
def test_what_is_no_page_is_a_value_error_that_says_what_to_do(page):
    with pytest.raises(ValueError, match=";"):
        onrecord.read(page, tagger="fast")


def test_wrong_types_and_names():
    with pytest.raises(TypeError, match="bytes or str"):
        onrecord.read(7)
    with pytest.raises(ValueError, match="accurate"):
        onrecord.read(TEXT, tagger="best")
    with pytest.raises(ValueError, match="content"):
        onrecord.read_batch(pages(text=[TEXT]))
    with pytest.raises(TypeError, match="binary or string"):
        onrecord.read_batch(pages(content=[1, 2]))


def test_a_batch_gives_the_statements_of_its_pages():
    batch = onrecord.read_batch(pages(path=[page.name for page in PAGES], content=[page.read_bytes() for page in PAGES]))
    assert batch.schema == onrecord.statement_schema()
    rows = batch.to_pylist()
    for page in PAGES:
        record = onrecord.read(page.read_bytes(), path=page.name, tagger="fast")
        own = [row for row in rows if row["path"] == page.name]
        assert [row["statement"] for row in own] == [statement["id"] for statement in record["statements"]]
        for row in own:
            for part in row["source"] + row["cue"] + row["content"]:
                assert record["article"]["text"][part["start"] : part["end"]] == part["text"]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()])
def test_every_kind_of_words(kind):
    words = TEXT if "string" in str(kind) else TEXT.encode()
    batch = pa.RecordBatch.from_arrays([pa.array([words], kind)], ["content"])
    assert onrecord.read_batch(batch, plain=True)["act"].to_pylist() == ["say", "deny"]


def test_a_bad_page_is_a_row_with_its_error_and_the_others_go_on():
    content = [TEXT.encode(), None, b"%PDF-1.7", b"x" * (17 << 20), TEXT.encode()]
    rows = onrecord.read_batch(pages(path=list("abcde"), content=content), plain=True).to_pylist()
    assert [(row["path"], row["error"] is not None) for row in rows] == [
        ("a", False), ("a", False), ("b", True), ("c", True), ("d", True), ("e", False), ("e", False),
    ]  # fmt: skip
    assert all(row["statement"] is None and row["content"] == [] for row in rows if row["error"])


def test_an_empty_batch_and_a_slice():
    batch = pages(content=[TEXT, TEXT, TEXT])
    assert onrecord.read_batch(batch.slice(0, 0)).num_rows == 0
    assert onrecord.read_batch(batch.slice(1, 1), plain=True).num_rows == 2


def test_other_arrow_programs_hand_over_their_tables():
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    frame = polars.DataFrame({"content": [TEXT]})
    assert onrecord.read_batch(pa.RecordBatch.from_arrays(frame.to_arrow().combine_chunks().columns[0].chunks, ["content"]), plain=True).num_rows == 2
    statements = pa.Table.from_batches([onrecord.read_batch(pages(content=[TEXT]), plain=True)])
    assert duckdb.sql("select act, content[1].text from statements").fetchall() == [
        ("say", "that the bridge was safe"),
        ("deny", "that the bridge was safe"),
    ]
    assert statements.to_pandas()["act"].tolist() == ["say", "deny"]


def test_threads_read_side_by_side_and_answer_alike():
    batch = pages(content=[page.read_bytes() for page in PAGES])
    alone = onrecord.read_batch(batch)
    with ThreadPoolExecutor(4) as threads:
        assert all(other.equals(alone) for other in threads.map(onrecord.read_batch, [batch] * 4))


def test_a_ledger_keeps_and_answers(tmp_path):
    ledger = onrecord.Ledger(tmp_path / "ledger.db")
    records = [onrecord.read(page.read_bytes(), path=str(page), tagger="fast") for page in PAGES]
    assert (ledger.add(records), ledger.add(records)) == (len(records), 0)
    assert ledger.disputes()[0]["positions"]
    assert ledger.who("Ilse Marren")["statements"]
    found = ledger.search("mortar rounds", limit=3)
    assert len(found["statements"]) == 3
    assert ledger.search("mortar rounds", limit=2, offset=1)["statements"] == found["statements"][1:]
    narrowed = ledger.search("mortar", actor="kalder", act="deny", from_=date(2025, 3, 1), to="2025-06-30")["statements"]
    assert narrowed and all("Anton Kalder" in one["speaker"] and one["act"] == "deny" for one in narrowed)
    assert not ledger.search("mortar", to="2025-02-28")["statements"]
    for wrong in [{"act": "sing"}, {"from_": "soon"}]:
        with pytest.raises(ValueError):
            ledger.search("mortar", **wrong)
    statement = ledger.records()[0]["statements"][0]["id"]
    assert ledger.show(statement)
    with pytest.raises(KeyError, match="Nobody"):
        ledger.who("Nobody At All")
    with pytest.raises(OSError):
        onrecord.Ledger(tmp_path / "no" / "folder.db")
    with pytest.raises(ValueError, match="record"):
        ledger.add([{"schema": "x"}])
