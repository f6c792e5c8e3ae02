"""DuckDB, pandas and R's data.table on the same records, each in the way that is fastest for it."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import duckdb
import numpy
import pandas

HERE = Path(__file__).resolve().parent


def fastest(rounds, work):
    """Milliseconds on the clock and of the processor: of the round with the least of the latter."""
    best, result = None, None
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        found = {"wall": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() - cpu) * 1000}
        best = found if best is None or found["cpu"] < best["cpu"] else best
    return best, result


def duck(codes, weights, options, rounds):
    """A query for each pair, or one with grouping sets, with one thread or all: the least processor time of them."""
    frame = pandas.DataFrame({f"q{place}": column for place, column in enumerate(codes)})
    frame["w"] = weights
    database = duckdb.connect()
    database.execute("CREATE TABLE t AS SELECT * FROM frame")
    del frame
    names = [f"q{place}" for place in range(1, len(options))]
    result = {"version": duckdb.__version__}
    for kind, aggregate in (("plain", "count(*)"), ("weighted", "sum(w)"), ("both", "count(*), sum(w)")):
        tries = {}
        for threads in (1, 2):
            database.execute(f"SET threads = {threads}")

            def pairs():
                return [database.execute(f"SELECT {name}, q0, {aggregate} FROM t GROUP BY ALL").fetchall() for name in names]

            def sets():
                groups = ", ".join(f"(q0, {name})" for name in names)
                return database.execute(
                    f"SELECT q0, {', '.join(names)}, {aggregate} FROM t GROUP BY GROUPING SETS ({groups})").fetchall()

            tries[f"a query each, {threads} threads"], found = fastest(rounds, pairs)
            if kind == "plain":
                tries[f"grouping sets, {threads} threads"], _ = fastest(1, sets)
        best = min(tries, key=lambda name: tries[name]["cpu"])
        result[kind] = tries[best] | {"chosen": best, "least_wall": min(one["wall"] for one in tries.values())}
        if kind == "both":
            result["agrees"] = agrees(found, codes, weights, options)
    return result


def agrees(found, codes, weights, options):
    for place, rows in enumerate(found, start=1):
        cell = codes[place].astype(numpy.int64) * options[0] + codes[0]
        counts = numpy.bincount(cell, minlength=options[place] * options[0])
        if any(counts[row * options[0] + column] != count for row, column, count, _ in rows):
            return False
    return True


def frames(codes, weights, options, rounds):
    frame = pandas.DataFrame({f"q{place}": column for place, column in enumerate(codes)})
    frame["w"] = weights
    names = [f"q{place}" for place in range(1, len(options))]
    plain, _ = fastest(rounds, lambda: [frame.groupby(["q0", name]).size() for name in names])
    weighted, _ = fastest(rounds, lambda: [frame.groupby(["q0", name])["w"].sum() for name in names])
    return {"version": pandas.__version__, "plain": plain, "weighted": weighted}


def data_table(folder, rounds):
    """`None` when R or data.table is not there."""
    if not shutil.which("Rscript"):
        return None
    done = subprocess.run(
        ["Rscript", "--vanilla", HERE / "data_table.R", folder, str(rounds)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None
