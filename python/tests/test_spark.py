"""Real Spark, in local mode with two tasks at a time: the same statements and the same claims as on one machine."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_claims import archive, corpus, ledger_of, of_ledger, of_table

import onrecord
from onrecord import spark as on_spark

sql = pytest.importorskip("pyspark.sql")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not here")
ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT.parent / "examples"


@pytest.fixture(scope="module")
def spark():
    session = (
        # Two at a time, each of which may fail three times before the job does.
        sql.SparkSession.builder.master("local[2,4]")
        .config("spark.pyspark.python", sys.executable)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
        .getOrCreate()
    )
    yield session
    session.stop()


def pages():
    return [(page.name, bytearray(page.read_bytes())) for page in sorted(EXAMPLES.iterdir()) if page.name[0].isdigit()]


def table(spark, corpus):
    return spark.createDataFrame([(url, bytearray(content.encode())) for url, content in corpus], "url string, content binary").repartition(3)


def rows(frame):
    return [row.asDict(recursive=True) for row in frame.collect()]


def in_order(corpus):
    """The order in which pages without a day arrive: by address, then by text."""
    known = {(url, content): onrecord.read(content, url=url, plain=True, tagger="fast") for url, content in corpus}
    article = {page: row["article"] for page in known for row in onrecord.read_batch(batch_of(page), plain=True).to_pylist()[:1]}
    return sorted(known, key=lambda page: (page[0], article[page]))


def batch_of(page):
    import pyarrow

    return pyarrow.RecordBatch.from_pydict({"url": [page[0]], "content": [page[1]]})


def dying(mark):
    """What an executor's Python runs: it is killed once, in the middle of its rows, and hands them on the next time."""

    def hand_on(batches):
        for number, batch in enumerate(batches):
            if number == 1 and not os.path.exists(mark):
                open(mark, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    return hand_on


def test_statements_are_those_of_one_machine(spark, tmp_path):
    table = spark.createDataFrame([*pages(), ("bad.pdf", bytearray(b"%PDF-1.7"))], "path string, content binary").repartition(3)
    on_spark.statements(table).write.parquet(str(tmp_path / "statements"))
    found = rows(spark.read.parquet(str(tmp_path / "statements")))
    assert [row["path"] for row in found if row["error"]] == ["bad.pdf"]
    found = {row["statement"]: (row["act"], [part["text"] for part in row["content"]]) for row in found if row["statement"]}
    alone = {}
    for path, content in pages():
        record = onrecord.read(bytes(content), path=path, tagger="fast")
        for statement in record["statements"]:
            words = [record["article"]["text"][start:end] for start, end in statement["content"]]
            alone[statement["id"]] = (statement["act"], words)
    assert found == alone


def test_claims_are_those_of_one_machine(spark, tmp_path):
    found = on_spark.statements(table(spark, corpus()), plain=True)
    found.write.parquet(str(tmp_path / "statements"))
    claims = rows(on_spark.claims(spark.read.parquet(str(tmp_path / "statements"))))
    alone = ledger_of(in_order(corpus()), tmp_path / "ledger.db")
    assert len({row["claim"] for row in claims if row["disputed"]}) > 1
    assert of_table(claims) == alone


def test_bad_pages_are_rows_and_the_job_goes_on(spark, tmp_path):
    bad = [("bad:1", None), ("bad:2", bytearray(b"%PDF-1.7")), ("bad:3", bytearray(50 << 20)), ("bad:4", bytearray(b"\x01\x02" * 2048))]
    good = [(url, bytearray(content.encode())) for url, content in corpus()]
    pages = spark.createDataFrame([*good[:20], *bad, *good[20:]], "url string, content binary").repartition(3)
    on_spark.statements(pages, plain=True).write.parquet(str(tmp_path / "statements"))
    found = spark.read.parquet(str(tmp_path / "statements"))
    assert sorted(row["url"] for row in rows(found) if row["error"]) == ["bad:1", "bad:2", "bad:3", "bad:4"]
    assert of_table(rows(on_spark.claims(found))) == ledger_of(in_order(corpus()), tmp_path / "ledger.db")


def test_a_worker_that_is_killed_changes_nothing(spark, tmp_path):
    killed = [str(tmp_path / name) for name in ("reading", "claiming")]
    pages = table(spark, corpus()).repartition(1)
    found = on_spark.statements(pages.mapInArrow(dying(killed[0]), pages.schema), plain=True)
    found.write.parquet(str(tmp_path / "statements"))
    claims = on_spark.claims(spark.read.parquet(str(tmp_path / "statements"))).coalesce(1)
    claims = rows(claims.mapInArrow(dying(killed[1]), claims.schema))
    assert all(Path(mark).exists() for mark in killed)
    assert of_table(claims) == ledger_of(in_order(corpus()), tmp_path / "ledger.db")


def test_the_jobs_run_over_archives(tmp_path):
    (tmp_path / "crawl").mkdir()
    archive(tmp_path / "crawl" / "a.warc", corpus()[:20])
    archive(tmp_path / "crawl" / "b.warc", corpus()[20:])
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}

    def submit(job, *arguments):
        submit = [shutil.which("spark-submit", path=str(Path(sys.executable).parent)), "--master", "local[2]", str(ROOT / "jobs" / job)]
        subprocess.run([*submit, *(str(argument) for argument in arguments)], check=True, env=environment, capture_output=True)

    submit("statements.py", tmp_path / "crawl", tmp_path / "statements", "--archives", "--plain")
    submit("claims.py", tmp_path / "statements", tmp_path / "claims")
    import pyarrow.parquet

    claims = pyarrow.parquet.read_table(tmp_path / "claims").to_pylist()
    ledger = onrecord.Ledger(tmp_path / "ledger.db")
    records = [onrecord.read(content, url=url, plain=True, tagger="fast") for url, content in in_order(corpus())]
    ledger.add(records)
    without_path = [{**row, "path": None} for row in claims]
    assert of_table(without_path) == of_ledger(tmp_path / "ledger.db")
