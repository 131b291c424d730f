#!/bin/bash
# Makes the archive of the classes that the image's services load: record-classes.sh BROKER REGISTRY ARCHIVE
# BROKER: jars of a broker; REGISTRY: the registry's application. The image has neither. Beside them each service runs as in
# a cluster until it is ready and a window of a sample has come out at the end.
set -euo pipefail
broker=$1 registry=$2 archive=$3
options=(@/opt/agender/java.options @/opt/agender/language.options)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT

export AGENDER_BOOTSTRAP_SERVERS=127.0.0.1:29092 AGENDER_REGISTRY_URL=http://127.0.0.1:28081 AGENDER_START_PATIENCE=3m
export AGENDER_WINDOW=1s AGENDER_GRACE=0s AGENDER_NOTIFY_RULES='gone: dark for 5m' AGENDER_WEBHOOK_URL=http://127.0.0.1:9/
export AGENDER_DASHBOARD_TOKEN=of-the-build-alone AGENDER_DATA_DIRECTORY=$work/data

# NAME ARGUMENTS...
command() { program=("${options[@]}" "-XX:DumpLoadedClassList=$work/$1.classes" io.agender.launcher.Main "${@:2}"); }
run() { command "$@"; java "${program[@]}"; }

services=() ports=()
serve() {
  ports+=($((29101 + ${#ports[@]})))
  command "$@"
  AGENDER_HTTP_PORT=${ports[-1]} java "${program[@]}" &
  services+=($!)
}

await() { # PORT
  until AGENDER_HTTP_PORT=$1 /opt/agender/healthy >"$work/health" 2>&1; do
    [ $SECONDS -lt 400 ] || { echo "A service is not ready: $(cat "$work/health")" >&2; exit 1; }
    sleep 0.5
  done
}

ask() { # PORT PATH
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAuthorization: Bearer %s\r\n\r\n' "$2" "$1" "$AGENDER_DASHBOARD_TOKEN" >&3
  cat <&3 >"$work/answer"
}

# The image's jars come first: what those of the broker add is what the image lacks.
java "${options[@]}" -cp "$(sed -n '/^-cp$/{n;p}' /opt/agender/java.options):$broker/*" \
  io.agender.embedded.PlatformHost "$registry" 29092 28081 &
run topics topics create --partitions 1 --replication-factor 1
serve produce produce --loop --fps=5 /opt/agender/samples/lobby.mp4
serve process process
serve aggregate aggregate
serve dashboard dashboard --dashboard-port 29100
serve notify notify
for port in "${ports[@]}"; do
  await "$port"
  ask "$port" /metrics
done
run read read agender.summary --follow --limit 1 >"$work/answer"
for path in / /api/cameras /api/cameras/lobby/frame.jpg; do ask 29100 "$path"; done
kill "${services[@]}"
wait "${services[@]}"

awk '!seen[$0]++' "$work"/*.classes >"$work/all"
java "${options[@]}" -Xshare:dump "-XX:SharedClassListFile=$work/all" "-XX:SharedArchiveFile=$archive"
