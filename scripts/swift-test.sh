#!/usr/bin/env bash
# Runs the Swift tests that were built, with these options for `swift test`, and says at the end which ones failed. What
# hangs is a fault that must be told, not waited for: after 25 minutes it is stopped. `INZET_FAULTS` names a file to which
# what went wrong is added.
set -u
cd "$(dirname "$0")/.."

command=(swift test --skip-build)
# A few tests at a time (INZET_TEST_WIDTH), where Swift can: more only make each other wait.
width=--experimental-maximum-parallelization-width
if swift test --help-hidden 2>/dev/null | grep -q -e "$width"; then command+=("$width" "${INZET_TEST_WIDTH:-4}"); fi

# Between a thousand lines of what went well nobody finds what did not: it is said again, at the end.
faults() {
    printf '\n%s\n' "$1"
    cut -c 1-400 | head -120 | sed 's/^/  /' | tee -a "${INZET_FAULTS:-/dev/null}"
}

told=$(mktemp)
trap 'rm -f "$told"' EXIT
timeout --foreground --kill-after=20 1500 "${command[@]}" "$@" 2>&1 | tee "$told"
code=${PIPESTATUS[0]}
if ((code == 124 || code == 137)); then
    begun() { sed -nE 's/^◇ Test (["a-zA-Z].*) started\.$/\1/p' "$told" | grep -vx -e run -e 'case .*' | sort -u; }
    ended() { sed -nE 's/^[✔✘➜] Test (.*) (passed|failed|skipped).*/\1/p' "$told" | sort -u; }
    faults "Gestopt na 25 minuten: een test blijft hangen. Begonnen en niet klaar:" < <(comm -23 <(begun) <(ended))
    # The program with the tests outlives `swift test`, and would take the processors of what comes next.
    grep -lsE "^$PWD/\.build/.*PackageTests\.xctest" /proc/[0-9]*/cmdline | cut -d/ -f3 | xargs -r kill -9
elif ((code)); then
    faults "Niet goed:" < <(grep -aE -A 3 '✘|error: |[Ff]atal error' "$told")
fi
exit "$code"
