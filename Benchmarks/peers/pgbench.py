"""The query set sent to PostgreSQL by pgbench, a client in C that costs next to nothing: the twin of wrk.

pgbench cannot read a list of questions, so its script is a tree of \\if blocks: a random number walks down to one
of the queries. Each connection prepares its statements the first time round.
"""

import glob
import os
import shutil
import subprocess

import clients
from peers.rows import filter_value


def script(queries, statements, degrees, plans):
    prepare = "\n".join(f"PREPARE {statement.strip()};" for statement in statements)
    leaves = [leaf(query, degrees) for query in queries]
    return (
        f"\\if :first\nSET plan_cache_mode = {plans};\n{prepare}\n\\set first 0\n\\else\n"
        f"\\set i random(0, {len(leaves) - 1})\n{tree(leaves, 0)}\n\\endif\n"
    )


def tree(leaves, start):
    if len(leaves) == 1:
        return leaves[0]
    half = len(leaves) // 2
    left, right = tree(leaves[:half], start), tree(leaves[half:], start + half)
    return f"\\if :i < {start + half}\n{left}\n\\else\n{right}\n\\endif"


def leaf(query, degrees):
    first, second = (query["lat"], query["lon"]) if degrees else (query["x"], query["y"])
    values = [filter_value(name, value) for name, value in query["filters"].items()]
    shown = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values)
    asked = " & ".join(query["words"]).replace("'", "''")
    return f"EXECUTE q_{'_'.join(query['filters'])} ('{asked}', {first}, {second}, {shown});"


def run(cluster, queries, prepared, variant, concurrent=50, seconds=15):
    """Percentiles in milliseconds from the log of every transaction, with the variant the trial chose."""
    text, area, plans = variant
    file = os.path.join(cluster.folder, "queries.pgbench")
    logs = os.path.join(cluster.folder, "log-pgbench")
    os.makedirs(logs)
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(script(queries, prepared(text, area), area == "earthdistance", plans))
    if os.geteuid() == 0:
        shutil.chown(logs, cluster.user)
    os.chmod(file, 0o644)
    cluster.run(
        "pgbench", "-h", cluster.folder, "-U", "postgres", "-n", "-M", "simple", "-D", "first=1", "-f", file,
        "-c", str(concurrent), "-j", "2", "-T", str(int(seconds) + 2), "-l", f"--log-prefix={logs}/t", "postgres",
    )  # fmt: skip
    # A line of the log: client, number, microseconds taken, script, second, microsecond of its end.
    lines = [line.split() for log in glob.glob(f"{logs}/t*") for line in open(log, encoding="ascii")]
    begin = min(int(line[4]) for line in lines) + 2
    taken = [int(line[2]) / 1e6 for line in lines if int(line[4]) >= begin]
    return clients.summary(taken, [], 0, seconds, concurrent)
