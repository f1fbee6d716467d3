#!/usr/bin/env bash
# Writes a backup of so many gigabytes of simulated rows to an empty folder, checks it, and tells speed and memory: samples/large.sh FOLDER [GIGABYTES]
set -eu
folder=$(realpath "$1")
gigabytes=${2:-20}
cd "$(dirname "$0")/.."

./mvnw --batch-mode --quiet -DskipTests -Dspotless.check.skip=true package -pl samples/inner-benchmark -am

java=java
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
exec "$java" -Xmx512m -XX:+UseParallelGC -XX:MaxNewSize=96m -cp "samples/inner-benchmark/target/benchmark/lib/*" \
  io.shardark.samples.inner.LargeTable "$folder" "$gigabytes"
