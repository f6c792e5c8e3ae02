"""The mixed load: 80% search and read, 15% sign-in and forms, 5% writes, on each contender in one run.

    python -m mixed.run --data FOLDER --result FILE [--residents 100000] [--seconds 20]
"""

import argparse
import itertools
import json
import os
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psycopg2

import inzet
from mixed import contenders, plan

CLIENTS = 50
# Nobody asks twice, also not of a contender that has met the others: each run has numbers of its own.
PEOPLE = itertools.count(100_000_000, 100_000_000)
HERE = Path(__file__).resolve().parent


def wrk(base: str, file: Path, seconds: float, first: int) -> dict:
    environment = {**os.environ, "WRK_PLAN": str(file), "WRK_BASE": str(first), "WRK_HOST": base.removeprefix("http://")}
    done = subprocess.run(
        ["wrk", "-t", "2", "-c", str(CLIENTS), "-d", f"{int(seconds)}s", "--timeout", "30s", "-s",
         str(HERE / "mixed.lua"), base], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    found = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not found:
        raise SystemExit(f"wrk failed: {done.stdout[-1000:]}")
    return json.loads(found[0][7:])


def load(base: str, rows: list, seconds: float, counts) -> dict:
    """One contender: every kind of question checked, warmed up, measured; what was kept counted in its database."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.txt"
        lines = plan.make(base, rows, file)
        sizes = plan.check(base, lines)
        wrk(base, file, max(3, seconds / 4), next(PEOPLE))
        before, began = counts(), time.monotonic()
        found = wrk(base, file, seconds, next(PEOPLE))
        after = counts()
    found |= {"bytes_of": sizes, "kept": [late - early for early, late in zip(before, after)]}
    found["seconds"] = round(time.monotonic() - began, 1)
    expected = found["requests"] / 20
    # What was asked at the very end may be kept after the count, or asked of the next run.
    found["all_kept"] = abs(found["kept"][0] - expected) < 0.02 * expected + CLIENTS
    return found


def sqlite_counts(database: Path):
    def counts():
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as link:
            return link.execute(contenders.COUNTS).fetchone()

    return counts


def postgres_counts(server, database: str):
    def counts():
        with closing(psycopg2.connect(f"host={server.folder} user=postgres dbname={database}")) as link:
            with link.cursor() as cursor:
                cursor.execute(contenders.COUNTS)
                return cursor.fetchone()

    return counts


def measure(folder: Path, residents: int, seconds: float, port: int) -> dict:
    town = contenders.seed(folder, residents, port)
    rows = contenders.open_vacancies(town)
    result = {"residents": residents, "vacancies": len(rows), "clients": CLIENTS, "versions": contenders.versions()}
    file = contenders.copy(town, "mixed-sqlite.sqlite")
    with inzet.serving(file, port, "--behind-proxy") as (base, process):
        result["sqlite"] = load(base, rows, seconds, sqlite_counts(file)) | {"memory": contenders.memory_of_tree(process)}
    print("Inzet on SQLite:", result["sqlite"], flush=True)
    with contenders.cluster() as server:
        place = contenders.move(server, contenders.copy(town, "mixed-move.sqlite"))
        contenders.copy_for_twin(server)
        with inzet.serving(place, port + 1, "--behind-proxy", "--key", f"{town}.key") as (base, process):
            found = load(base, rows, seconds, postgres_counts(server, "inzet"))
            result["postgres"] = found | {"memory": contenders.memory_of_tree(process)}
        print("Inzet on PostgreSQL:", result["postgres"], flush=True)
        result["django"] = {}
        for number, mode in enumerate(contenders.MODES):
            with contenders.django(server, mode, port + 2 + number) as (base, process):
                found = load(base, rows, seconds, postgres_counts(server, "twin"))
                result["django"][mode] = found | {"memory": contenders.memory_of_tree(process)}
            print(f"Django, {mode}:", result["django"][mode], flush=True)
        result["server"] = contenders.command(server, "SHOW server_version")[0][0].split()[0]
    result["best"] = max(result["django"], key=lambda mode: result["django"][mode]["per_second"])
    return result


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--result", type=Path, required=True)
    options.add_argument("--residents", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--port", type=int, default=18750)
    given = options.parse_args()
    given.result.write_text(json.dumps(measure(given.data, given.residents, given.seconds, given.port)))


if __name__ == "__main__":
    main()
