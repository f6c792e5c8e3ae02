#!/bin/sh
# Measures Inzet and its peers in one run, prints the ratios and appends a section to docs/benchmarks.md.
#
#   Benchmarks/run.sh                      everything, about half an hour
#   Benchmarks/run.sh --only peers         only the parts named: peers, search, page, ranking, town, mixed, survey,
#                                          tabulation, engine, start
#   Benchmarks/run.sh --quick              10,000 vacancies, short runs, nothing written: to try the bench itself
#   Benchmarks/run.sh --data FOLDER        keeps what it makes, so that parts can be run again
#
# INZET_BIN names the program (default: the release build), INZET_DATA the folder with the CBS GeoPackage,
# BENCH_VENV the Python environment (default: .venv, else one is made under .build).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

for tool in python3 wrk; do
    command -v "$tool" >/dev/null || { echo "Missing: $tool (Debian: apt-get install $tool)" >&2; exit 1; }
done
ls "${PG_BIN:-/usr/lib/postgresql/15/bin}/initdb" >/dev/null 2>&1 ||
    { echo "Missing: PostgreSQL 15 (Debian: apt-get install postgresql-15)" >&2; exit 1; }

venv=${BENCH_VENV:-$root/.venv}
if ! "$venv/bin/python" -c "import django, gunicorn, psycopg2, duckdb, pandas, ortools, lap, matching" 2>/dev/null; then
    venv=$root/.build/bench-venv
    if ! "$venv/bin/python" -c "import django, gunicorn, psycopg2, duckdb, pandas, ortools, lap, matching" 2>/dev/null; then
        echo "Making a Python environment for the peers"
        python3 -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    fi
fi

# 50 connections and their files for every contender.
ulimit -n 4096 2>/dev/null || true
cd "$here"
exec "$venv/bin/python" suite.py "$@"
