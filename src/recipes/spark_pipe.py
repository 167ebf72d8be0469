"""spark_pipe.py - calls through Spark's pipe: paths in, a JSON line a call
out, in no order; what cannot be read is a line of callcadence/error/1.

    spark-submit spark_pipe.py paths.txt reports
"""
import sys

from pyspark import SparkContext

COMMAND = ("callcadence analyze --files-from - --ndjson --on-error record "
           "-q -j 1")

context = SparkContext(appName="callcadence")
paths = context.textFile(sys.argv[1])
# checkCode: without it Spark passes over a command that failed
paths.pipe(COMMAND, checkCode=True).saveAsTextFile(sys.argv[2])
