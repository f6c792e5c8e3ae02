#!/usr/bin/env bash
# Runs the Swift tests that were built, with these options as for `swift test`, and says at the end which ones failed.
# What hangs is a fault that must be told, not waited for: after 25 minutes it is stopped. `INZET_FAULTS` names a file to
# which what went wrong is added.
set -u
cd "$(dirname "$0")/.."

# The program itself: planning a build that is there already would take as long as hundreds of tests. A few tests at a
# time (INZET_TEST_WIDTH): more only make each other wait.
command=(env NO_COLOR=1 .build/debug/inzetPackageTests.xctest --testing-library swift-testing
    --experimental-maximum-parallelization-width "${INZET_TEST_WIDTH:-4}")

# Between a thousand lines of what went well nobody finds what did not: it is said again, at the end.
faults() {
    printf '\n%s\n' "$1"
    cut -c 1-400 | head -120 | sed 's/^/  /' | tee -a "${INZET_FAULTS:-/dev/null}"
}

told=$(mktemp)
trap 'rm -f "$told"' EXIT
timeout --foreground --kill-after=20 1500 "${command[@]}" "$@" 2>&1 | tee "$told"
code=${PIPESTATUS[0]}
begun() { sed -nE 's/^◇ Test (["a-zA-Z].*) started\.$/\1/p' "$told" | grep -vx -e run -e 'case .*' | sort -u; }
ended() {
    sed -nE 's/^[✔✘➜] Test (.*) (passed|failed|skipped).*/\1/p' "$told" | sed -E 's/ with [0-9]+ test cases?$//' | sort -u
}
unfinished() { comm -23 <(begun) <(ended); }
wrong() { grep -aE -A 3 '✘|error: |[Ff]atal error' "$told"; }
if ((code == 124 || code == 137)); then
    faults "Gestopt na 25 minuten: een test blijft hangen. Begonnen en niet klaar:" < <(unfinished)
elif ((code > 128)); then
    # A program that falls over takes what ran beside it along: one of these did it.
    faults "Omgevallen (signaal $((code - 128))). Wat er misging, en wat begonnen was en niet klaar:" < <(wrong; unfinished)
elif ((code)); then
    faults "Niet goed:" < <(wrong)
fi
exit "$code"
