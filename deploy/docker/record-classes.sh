#!/bin/bash
# Makes the archive of the classes that the image's services load: record-classes.sh BROKER REGISTRY ARCHIVE
# BROKER: jars of a broker; REGISTRY: the registry's application. The image has neither. Beside them each service runs as in
# a cluster until it is ready and a window of a sample has come out at the end. What they share is kept, unless it is large: the
# image has a bound, and small ones gain more by the byte.
set -euo pipefail
broker=$1 registry=$2 archive=$3
options=(@/opt/agender/java.options @/opt/agender/language.options)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT

login=$work/platform/agender.yaml
export AGENDER_WINDOW=1s AGENDER_GRACE=0s AGENDER_NOTIFY_RULES='gone: dark for 5m' AGENDER_WEBHOOK_URL=http://127.0.0.1:9/
export AGENDER_DASHBOARD_TOKEN=of-the-build-alone AGENDER_DASHBOARD_PORT=29100
export AGENDER_DATA_DIRECTORY=$work/data

main=(java "${options[@]}" io.agender.launcher.Main)

services=() ports=()
await() { # SERVICE PORT
  until AGENDER_HTTP_PORT=$2 /opt/agender/healthy >"$work/health" 2>&1; do
    kill -0 "$1" && [ $SECONDS -lt 400 ] || { echo "A service is not ready: $(cat "$work/health")" >&2; exit 1; }
    sleep 0.5
  done
}

ask() { # PORT PATH
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAuthorization: Bearer %s\r\n\r\n' "$2" "$1" "$AGENDER_DASHBOARD_TOKEN" >&3
  cat <&3 >"$work/answer"
}

serve() { # COMMAND ARGUMENTS...
  local log=$work/$1
  ports+=($((29101 + ${#ports[@]})))
  AGENDER_HTTP_PORT=${ports[-1]} java "${options[@]}" "-XX:DumpLoadedClassList=$log.classes" \
    "-Xlog:class+load=debug:file=$log.loaded:none:filecount=0" io.agender.launcher.Main "$@" --config "$login" &
  services+=($!)
  # One after the other: six JVMs that start at once on few cores keep each other, and the broker, from answering in time.
  await "${services[-1]}" "${ports[-1]}"
  ask "${ports[-1]}" /metrics
}

# The image's jars come first: what those of the broker add is what the image lacks.
java "${options[@]}" -cp "$(sed -n '/^-cp$/{n;p}' /opt/agender/java.options):$broker/*" \
  io.agender.embedded.PlatformHost "$registry" "$work/platform" &
until [ -s "$login" ]; do
  kill -0 $! && [ $SECONDS -lt 200 ] || { echo "Broker and registry are not ready." >&2; exit 1; }
  sleep 0.5
done
"${main[@]}" topics create --config "$login" --partitions 1 --replication-factor 1
serve produce --loop --fps=5 /opt/agender/samples/lobby.mp4
serve process
serve aggregate
serve dashboard
serve notify
"${main[@]}" read agender.summary --config "$login" --follow --limit 1 >"$work/answer"
for path in / /api/cameras /api/cameras/lobby/frame.jpg; do ask 29100 "$path"; done
kill "${services[@]}"
wait "${services[@]}" || true # one that is stopped before its first record says so

awk -v most=5000 '
  FILENAME ~ /loaded$/ && $2 == "source:" { name = $1; gsub(/\./, "/", name) }
  FILENAME ~ /loaded$/ && match($0, / bytes: [0-9]+/) { bytes[name] = substr($0, RSTART + 8, RLENGTH - 8) + 0 }
  FILENAME ~ /classes$/ && ++programs[$0] == 2 && bytes[/^@lambda-proxy/ ? $2 : $1] <= most
' "$work"/*.loaded "$work"/*.classes >"$work/all"
java "${options[@]}" -Xshare:dump "-XX:SharedClassListFile=$work/all" "-XX:SharedArchiveFile=$archive"
