"""Runs the Django page under gunicorn, two workers, in the ways people run it, and measures each with wrk.

    python -m peers.django_site --data FOLDER --result FILE [--database FILE]
"""

import argparse
import contextlib
import importlib.metadata
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import clients
import load
from http_client import Connection
from peers.django_page import standin

MODES = {
    "2 sync workers": ["-w", "2", "-k", "sync"],
    "2 workers of 4 threads": ["-w", "2", "-k", "gthread", "--threads", "4", "--keep-alive", "60"],
    "4 sync workers": ["-w", "4", "-k", "sync"],
}


@contextlib.contextmanager
def running(mode, port, environment):
    command = [sys.executable, "-m", "gunicorn", *MODES[mode], "-b", f"127.0.0.1:{port}", "--backlog", "512",
               "--log-level", "critical", "--preload", "peers.django_page.page:application"]  # fmt: skip
    server = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if server.poll() is not None:
                raise SystemExit("the Django page did not start")
            with contextlib.suppress(OSError, EOFError):
                if Connection(base, 2).request("/healthz")[0] == 200:
                    break
            time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait(20)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True)
    options.add_argument("--result", required=True)
    options.add_argument("--database", help="the database of the program under test; else the same rows by themselves")
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--port", type=int, default=18731)
    given = options.parse_args()
    queries = clients.read_queries(given.data)
    database = given.database
    if not database:
        database = os.path.join(given.data, "standin.sqlite")
        standin.write(database, os.path.join(given.data, "vacancies.csv"))
    sqlite = json.loads(Path(given.data, "sqlite.json").read_text())
    environment = {
        **os.environ, "BENCH_DATABASE": database, "BENCH_FTS5": os.path.join(given.data, "fts5.sqlite"),
        "BENCH_PLAN": sqlite["chosen"], "BENCH_GEOGRAPHY": Path(given.data, "geography.txt").read_text().strip(),
    }  # fmt: skip
    result = {"modes": {}, "same_database": bool(given.database)}
    for name in ("django", "gunicorn"):
        result[name] = importlib.metadata.version(name)
    for number, mode in enumerate(MODES):
        with running(mode, given.port + number, environment) as base:
            result["modes"][mode] = load.page(base, queries, given.clients, given.seconds)
    for kind in ("set", "plain"):
        result[f"best_{kind}"] = max(result["modes"], key=lambda mode: result["modes"][mode][kind]["per_second"])
        best = result["modes"][result[f"best_{kind}"]]
        print(f"Django, {kind} ({result[f'best_{kind}']}): {best[kind]}, {best['bytes']} / {best['plain_bytes']} bytes")
    Path(given.result).write_text(json.dumps(result))


if __name__ == "__main__":
    main()
