#!/bin/sh
# Prints the class path of the image in HOME, as an option of the JVM: class-path.sh HOME
# An archive of classes holds for jars in one order, so each has its name here and the order is the same everywhere; and for
# none behind a folder, so those with nothing but native libraries come after all jars.
# The last is for jars of the user's own, such as Confluent's serializers, in a folder that is mounted there; after ours,
# since the Avro and the Kafka clients that they may bring must not take their place.
set -eu
LC_ALL=C
export LC_ALL
path=
for entry in "$1"/app/*.jar "$1"/lib/*.jar "$1"/natives/jars/*.jar "$1"/natives/jars/*/; do
  path=$path${entry%/}:
done
printf -- '-cp\n%s\n' "$path$1/ext/*"
