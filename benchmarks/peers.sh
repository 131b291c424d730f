#!/usr/bin/env bash
# Ours beside others on one video, in turns: benchmarks/peers.sh VIDEO [ROUNDS] [THREADS,THREADS]
# AGENDER_MODEL_DIRECTORY names the folder with YuNet's files: yunet_n_dynamic.onnx for ours, yunet_n_640_640.onnx, the same
# network, for OpenCV, which does not read the other. Without them YuNet is left out.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
video=$(realpath -- "${1:?which video?}")
models=$(realpath -- "${AGENDER_MODEL_DIRECTORY:-$home}")
cd "$home"
./agender --version >&2 # builds it, if need be
rm -rf benchmarks/target/benchmarks/lib # a jar of an older version must not stay on the class path
mvn -B -q -Pbenchmarks -pl benchmarks -am -DskipTests -Dregistry.skip=true -Dspotless.check.skip package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dagender.home=$home" "-Dagender.model.directory=$models" \
  -XX:TieredStopAtLevel=1 @deploy/language.options \
  -cp 'benchmarks/target/test-classes:benchmarks/target/classes:benchmarks/target/benchmarks/lib/*' \
  io.agender.benchmarks.PeersBench "$video" "${2:-3}" "${3:-1,2}"
