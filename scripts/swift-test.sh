#!/usr/bin/env bash
# Runs the Swift tests that were built, with these options for `swift test`. What hangs is a fault that must be told, not
# waited for: after 25 minutes it is stopped.
set -u
cd "$(dirname "$0")/.."

command=(swift test --skip-build)
# A few tests at a time, where Swift can: more only make each other wait.
width=--experimental-maximum-parallelization-width
if swift test --help-hidden 2>/dev/null | grep -q -e "$width"; then command+=("$width" 8); fi

timeout --foreground --kill-after=20 1500 "${command[@]}" "$@"
code=$?
if ((code == 124 || code == 137)); then
    printf '\nGestopt na 25 minuten: een test blijft hangen.\n' >&2
    # The program with the tests outlives `swift test`, and would take the processors of what comes next.
    grep -lsE "^$PWD/\.build/.*PackageTests\.xctest" /proc/[0-9]*/cmdline | cut -d/ -f3 | xargs -r kill -9
fi
exit "$code"
