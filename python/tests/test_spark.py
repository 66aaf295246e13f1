"""Real Spark, in local mode with several executor threads: the same statements as on one machine."""

import shutil
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord import spark as on_spark

sql = pytest.importorskip("pyspark.sql")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not here")
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def spark():
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.pyspark.python", sys.executable)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


def pages():
    return [(page.name, bytearray(page.read_bytes())) for page in sorted(EXAMPLES.iterdir()) if page.name[0].isdigit()]


def test_statements_are_those_of_one_machine(spark, tmp_path):
    table = spark.createDataFrame([*pages(), ("bad.pdf", bytearray(b"%PDF-1.7"))], "path string, content binary").repartition(3)
    on_spark.statements(table).write.parquet(str(tmp_path / "statements"))
    rows = [row.asDict(recursive=True) for row in spark.read.parquet(str(tmp_path / "statements")).collect()]
    assert [row["path"] for row in rows if row["error"]] == ["bad.pdf"]
    found = {row["statement"]: (row["act"], [part["text"] for part in row["content"]]) for row in rows if row["statement"]}
    alone = {}
    for path, content in pages():
        record = onrecord.read(bytes(content), path=path, tagger="fast")
        for statement in record["statements"]:
            words = [record["article"]["text"][start:end] for start, end in statement["content"]]
            alone[statement["id"]] = (statement["act"], words)
    assert found == alone
