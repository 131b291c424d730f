#!/bin/sh
# Runs the converter from TensorFlow.js to ONNX; without arguments it says how. Builds the module first.
set -eu
project=$(cd "$(dirname "$0")/.." && pwd)
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn -B -q -f "$project/pom.xml" -pl models compile dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$classpath" >&2
java -cp "$project/models/target/classes:$(cat "$classpath")" io.agender.models.convert.ConvertCommandLine "$@"
