"""Reads a folder of pages on Spark: `spark-submit jobs/statements.py PAGES STATEMENTS`.

PAGES is any folder that Spark reads (a disk, HDFS, an object store); STATEMENTS becomes a folder of Parquet, a row a statement.
"""

import argparse

from pyspark.sql import SparkSession

from onrecord.spark import statements


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pages")
    arguments.add_argument("statements")
    arguments.add_argument("--tagger", choices=["fast", "accurate"], default="fast")
    options = arguments.parse_args()
    spark = SparkSession.builder.appName("onrecord statements").getOrCreate()
    pages = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(options.pages)
    statements(pages, tagger=options.tagger).write.parquet(options.statements)


if __name__ == "__main__":
    main()
