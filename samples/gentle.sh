#!/usr/bin/env bash
# Builds Shardark and measures sysbench beside its backups on a server that it starts; --help lists the options.
set -eu
cd "$(dirname "$0")/.."

./mvnw --batch-mode --quiet -DskipTests -Dspotless.check.skip=true package

java=java
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
exec "$java" -cp "samples/benchmark/target/benchmark/lib/*" io.shardark.samples.benchmark.GentleBenchmark \
  --launcher=cli/target/shardark/bin/shardark --work="$PWD/samples/benchmark/target/benchmark/gentle" "$@"
