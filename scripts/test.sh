#!/usr/bin/env bash
# Everything `make test` does. Set-up and build must succeed; after that every part runs, also when an earlier
# one failed, so that one run tells all. Ends with the counts of the Python part.
set -u
cd "$(dirname "$0")/.."
failed=()
counts=.build/python-tests.txt
export INZET_FAULTS=$PWD/.build/faults.txt
rm -f "$counts" "$INZET_FAULTS"

step() {
    scripts/step.sh "$@" || failed+=("$1")
}

scripts/step.sh "Voorbereiden" scripts/setup.sh --tests || exit
step "Huisstijl" swift format lint --strict --recursive --parallel Package.swift Sources Tests
scripts/step.sh "Bouwen (debug, met tests)" scripts/build.sh --build-tests || exit
# The files that other programs are to read are made once.
exchange=$PWD/.build/exchange
rm -rf "$exchange" && mkdir -p "$exchange"
step "Swift-tests" env INZET_EXCHANGE="$exchange" scripts/swift-test.sh
# Here a test waits for the server half of its time.
step "Swift-tests op PostgreSQL" env INZET_TEST_WIDTH=6 scripts/postgres.sh run \
    scripts/swift-test.sh --filter "AppTests|StorageTests|ServicesTests"
# Two browsers at a time, each with a demo of its own. Of rigs, which wait a third of their time, three; they have bounds
# in seconds and stay away from browsers.
pytest=(.venv/bin/python -m pytest -c Tests/pytest.ini --dist loadgroup --no-loadscope-reorder)
step "Browser, toegankelijkheid, uitwisseling" env INZET_EXCHANGE="$exchange" \
    "${pytest[@]}" -n 2 Tests/browser Tests/exchange Tests/tabulation
step "Mail, crash en storingen" "${pytest[@]}" -n 3 Tests/rigs

if ((${#failed[@]})); then
    printf '\nMislukt:\n'
    printf '  %s\n' "${failed[@]}"
    [ ! -s "$INZET_FAULTS" ] || cat "$INZET_FAULTS"
fi
awk '{ passed += $1; failed += $3 } END { if (NR < 2) failed++; print passed + 0 " passed, " failed + 0 " failed" }' \
    "$counts" 2>/dev/null || echo "0 passed, 1 failed"
((${#failed[@]} == 0))
