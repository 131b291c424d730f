#!/usr/bin/env bash
# Nothing lost, nothing doubled: runs the proof alone. See docs/guarantees.md.
#   verification/proof.sh [--long] [--minutes N] [--seed NUMBER] [--only TEST]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tests='FaultsIT,OutagesIT,SilentCameraIT,OtherSettingsIT,BadRecordsIT'
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --long) options+=(-Pproof); shift ;;
    --minutes) options+=("-Dproof.minutes=${2:?--minutes wants a number}"); shift 2 ;;
    --seed) options+=("-Dproof.seed=${2:?--seed wants a number}"); shift 2 ;;
    --only) tests=${2:?--only wants a test}; shift 2 ;;
    *) echo "verification/proof.sh [--long] [--minutes N] [--seed NUMBER] [--only TEST]" >&2; exit 2 ;;
  esac
done

exec mvn -B -ntp -q -pl verification -am verify "${options[@]}" \
  -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  "-Dit.test=$tests" -Dfailsafe.failIfNoSpecifiedTests=false
