"""Reads pages on Spark: `spark-submit jobs/statements.py PAGES STATEMENTS`.

PAGES is any folder of pages that Spark reads (a disk, HDFS, an object store). With `--archives` it is a folder of web archives (.warc, .warc.gz)
on a disk that all executors see. STATEMENTS becomes a folder of Parquet, a row a statement; jobs/claims.py goes on from there.
"""

import argparse
from pathlib import Path

from pyspark.sql import SparkSession

from onrecord.spark import archives, statements


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pages")
    arguments.add_argument("statements")
    arguments.add_argument("--archives", action="store_true")
    arguments.add_argument("--plain", action="store_true", help="a page is its article's text and nothing else")
    arguments.add_argument("--tagger", choices=["fast", "accurate"], default="fast")
    options = arguments.parse_args()
    spark = SparkSession.builder.appName("onrecord statements").getOrCreate()
    if options.archives:
        pages = archives(spark, sorted(str(path) for path in Path(options.pages).rglob("*.warc*")))
    else:
        pages = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(options.pages)
    statements(pages, plain=options.plain, tagger=options.tagger).write.parquet(options.statements)


if __name__ == "__main__":
    main()
