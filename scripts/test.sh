#!/usr/bin/env bash
# Everything `make test` does. Set-up and build must succeed; after that every part runs, also when an earlier
# one failed, so that one run tells all. Ends with the counts of the Python part.
set -u
cd "$(dirname "$0")/.."
failed=()
counts=.build/python-tests.txt
rm -f "$counts"

step() {
    scripts/step.sh "$@" || failed+=("$1")
}

scripts/step.sh "Voorbereiden" scripts/setup.sh --tests || exit
step "Huisstijl" swift format lint --strict --recursive --parallel Package.swift Sources Tests
scripts/step.sh "Bouwen (debug, met tests)" swift build --build-tests || exit
step "Swift-tests" swift test --skip-build
step "Swift-tests op PostgreSQL" scripts/postgres.sh run \
    swift test --skip-build --filter "AppTests|StorageTests|ServicesTests"
step "Browser, toegankelijkheid, mail en crash" .venv/bin/python -m pytest -c Tests/pytest.ini "$@"

if ((${#failed[@]})); then
    printf '\nMislukt:\n'
    printf '  %s\n' "${failed[@]}"
fi
cat "$counts" 2>/dev/null || echo "0 passed, 1 failed"
((${#failed[@]} == 0))
