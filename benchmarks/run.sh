#!/usr/bin/env bash
# Builds the benchmarks and runs them; arguments go to JMH: benchmarks/run.sh Detector -p detector=yunet
# AGENDER_MODEL_DIRECTORY names the folder of models that are not bundled.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
rm -rf benchmarks/target/benchmarks/lib # a jar of an older version must not stay on the class path
mvn -B -q -Pbenchmarks -pl benchmarks -am -DskipTests -Dregistry.skip=true -Dspotless.check.skip package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dagender.home=$home" \
  "-Dagender.model.directory=${AGENDER_MODEL_DIRECTORY:-}" \
  -cp 'benchmarks/target/test-classes:benchmarks/target/classes:benchmarks/target/benchmarks/lib/*' org.openjdk.jmh.Main "$@"
