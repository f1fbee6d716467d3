#!/usr/bin/env bash
# Builds the format and measures its inner parts with JMH; the arguments are JMH's (-h lists them), as in: samples/inner.sh RowBenchmark -prof gc
set -eu
cd "$(dirname "$0")/.."

./mvnw --batch-mode --quiet -DskipTests -Dspotless.check.skip=true package -pl samples/inner-benchmark -am

java=java
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
exec "$java" -cp "samples/inner-benchmark/target/benchmark/lib/*" org.openjdk.jmh.Main "$@"
