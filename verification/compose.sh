#!/usr/bin/env bash
# Starts what docker compose up starts, scales and kills processors, and checks the topics. Needs a Docker engine; takes
# three to ten minutes. Removes its containers and volumes, not the images.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -B -ntp verify -pl verification -am -Dcompose.test=true -Dtest=none -Dit.test=ComposeIT \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false "$@"
