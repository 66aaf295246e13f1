"""Makes claims of statements on Spark: `spark-submit jobs/claims.py STATEMENTS CLAIMS`.

STATEMENTS is what jobs/statements.py or `onrecord read --format parquet --output` wrote. CLAIMS becomes a folder of Parquet, a row a statement
of a claim: `select claim, any_value(wording) from claims where disputed group by claim` lists the disputes.
"""

import argparse

from pyspark.sql import SparkSession

from onrecord.spark import claims


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("statements")
    arguments.add_argument("claims")
    options = arguments.parse_args()
    spark = SparkSession.builder.appName("onrecord claims").getOrCreate()
    claims(spark.read.parquet(options.statements)).write.parquet(options.claims)


if __name__ == "__main__":
    main()
