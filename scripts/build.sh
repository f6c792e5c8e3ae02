#!/usr/bin/env bash
# scripts/build.sh [-c release] OPTIONS…   builds, with these options as for `swift build`.
# A build from nothing gets no debug information: nobody steps through it, and without optimisation it takes a quarter less
# time. One that was made with it, by `swift build`, keeps it: another kind would be built anew from the start.
set -euo pipefail
cd "$(dirname "$0")/.."

made=.build/debug.yaml
if [[ " $* " == *" -c release "* ]]; then made=.build/release.yaml; fi
kind=()
if ! grep -qs '"-g"' "$made"; then kind=(-debug-info-format none); fi
exec swift build "${kind[@]}" "$@"
