"""Measures a running server over HTTP on the loopback address, with the peers' own client and with wrk.

    python load.py --base http://127.0.0.1:8080 --data FOLDER --result FILE [--page-only]
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

import clients
import inzet
from http_client import Connection, asker


def wrk(base, paths, concurrent=50, seconds=15, warmup=3):
    """Requests per second and latencies of a client in C that costs next to nothing."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        script = str(Path(__file__).with_name("wrk.lua"))
        command = ["wrk", "-t", "2", "-c", str(concurrent), "--timeout", "30s", "-s", script]
        environment = {**os.environ, "WRK_PATHS": file.name}
        for length in filter(None, (warmup, seconds)):
            done = subprocess.run(
                [*command, "-d", f"{int(length)}s", base], env=environment, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
    found = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not found:
        raise SystemExit(f"wrk failed: {done.stdout[-1000:]}")
    return json.loads(found[0][7:])


def check_answers(base, queries):
    """The totals per query, so that speed is never bought with other answers."""
    link, totals = Connection(base), []
    for query in queries:
        status, headers, body = link.request(inzet.search_path(query))
        if status != 200:
            raise SystemExit(f"{inzet.search_path(query)}: status {status}")
        totals.append(inzet.total_of(json.loads(body), headers))
    return totals


def page_bytes(base, queries):
    link = Connection(base)
    sizes = [len(link.request(inzet.search_path(query, inzet.PAGE))[2]) for query in queries[:50]]
    return round(sum(sizes) / len(sizes))


def page(base, queries, concurrent, seconds):
    """The search page: with the query set, and plain (no question, 20 rows)."""
    link = Connection(base)
    return {
        "bytes": page_bytes(base, queries),
        "plain_bytes": len(link.request(inzet.PAGE)[2]),
        "set": wrk(base, [inzet.search_path(query, inzet.PAGE) for query in queries], concurrent, seconds),
        "plain": wrk(base, [inzet.PAGE], concurrent, seconds),
    }


def search(base, queries, concurrent, seconds, pace):
    connect = asker(base, inzet.search_path, count=inzet.rows_of)
    health = asker(base, lambda _: inzet.HEALTH, decode=None)
    return {
        "totals": check_answers(base, queries),
        "full": clients.measure(connect, queries, concurrent, seconds),
        "paced": clients.measure(connect, queries, concurrent, seconds, per_second=pace),
        "lean": wrk(base, [inzet.search_path(query) for query in queries], concurrent, seconds),
        "floor": clients.measure(health, queries, concurrent, 4, 1),
    }


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--base", required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--result", required=True)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--pace", type=float, default=100)
    options.add_argument("--page-only", action="store_true")
    given = options.parse_args()
    queries = clients.read_queries(given.data)
    result = {} if given.page_only else search(given.base, queries, given.clients, given.seconds, given.pace)
    result["page"] = page(given.base, queries, given.clients, given.seconds)
    Path(given.result).write_text(json.dumps(result))
    print(json.dumps({name: part for name, part in result.items() if name != "totals"}, indent=1))


if __name__ == "__main__":
    main()
