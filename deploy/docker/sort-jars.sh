#!/bin/sh
# Sorts a folder of jars for the layers of the image: sort-jars.sh FROM TO
# TO/natives: jars that are mostly native code, or hold that of many processors; TO/app: ours; TO/lib: all others. The
# broker runs as a container of its own, so what only one in our process needs is left out.
set -eu
mkdir -p "$2/natives" "$2/app" "$2/lib"
for jar in "$1"/*.jar; do
  case ${jar##*/} in
    kafka_* | kafka-server-* | kafka-raft-* | kafka-metadata-* | kafka-storage-* | kafka-*coordinator-* | kafka-tools-api-* | \
      scala-* | argparse4j-* | commons-beanutils-* | commons-collections-* | commons-digester-* | commons-logging-* | \
      commons-validator-* | log4j-*) continue ;;
    agender-*) to=app ;;
    onnxruntime-* | onnxruntime_gpu-* | rocksdbjni-* | zstd-jni-* | snappy-java-* | lz4-java-* | *-linux-*) to=natives ;;
    *) to=lib ;;
  esac
  mv "$jar" "$2/$to/"
done
