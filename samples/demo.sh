#!/usr/bin/env bash
# Builds Shardark and shows its main job on real servers. Options: --keep leaves the servers and files to play with.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
  "" | --keep) ;;
  *)
    echo "usage: samples/demo.sh [--keep]" >&2
    exit 2
    ;;
esac

echo "Building (the first time, Maven downloads about 250 MB, most of it the database server) ..."
./mvnw --batch-mode --quiet -DskipTests -Dspotless.check.skip=true package

java=java
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
exec "$java" -cp "samples/demo/target/demo/lib/*" io.shardark.samples.demo.Demo \
  cli/target/shardark/bin/shardark samples/demo/target/demo/work "$@"
