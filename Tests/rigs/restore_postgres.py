"""A restore of a town on PostgreSQL with the tools of PostgreSQL itself, and the erasures of `inzet` after it.

Under load `pg_dump` and `pg_basebackup` make a copy each; later, while nothing changes, once more. Then some people
have themselves erased. Each copy is put back in a server of its own. Before anything else the quiet ones equal the
database of that moment in every row; those made under load hold every write acknowledged before they began, each whole.
After `inzet erasures replay` nothing of the erased is left, and `inzet check` is clean.

    restore_postgres.py [--residents 5000] [--erased 5] [--control no-replay]
"""

import argparse
import contextlib
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from crowd import Doors, Tally
from erasing import Erased, erase_people
from ledger import Chain, findings
from postgres import Node, psql, servers_folder
from report import Report, main
from restore_drill import load, wait_until_quiet
from rows import Tables, differences, postgres_tables
from server import check, free_port, run, started
from smtp_sink import Sink
from town import Town, make_town, scratch
from work import Wish


def read_from(conninfo: str) -> Callable[[str], list[tuple]]:
    return lambda query: psql(conninfo, query)


def dump(node: Node, name: str) -> float:
    began = time.monotonic()
    node.tool(
        "pg_dump", "-h", "127.0.0.1", "-p", str(node.port), "-U", "inzet", "-Fc", "-f", node.folder / f"{name}.dump",
        "inzet")
    return time.monotonic() - began


def base(node: Node, name: str) -> float:
    began = time.monotonic()
    node.tool(
        "pg_basebackup", "-h", "127.0.0.1", "-p", str(node.port), "-U", "inzet", "-D", node.folder / f"{name}.base",
        "-X", "stream", "-c", "fast", "--no-sync")
    return time.monotonic() - began


def put_back(live: Node, kind: str, name: str, stack: contextlib.ExitStack) -> str:
    """A server of its own with the copy in it; its connection string."""
    node = Node(f"{name}.base" if kind == "base" else f"{name}.restored", live.folder, free_port())
    if kind == "base":
        node.start()
    else:
        node.create()
        node.start()
        psql(node.conninfo("postgres"), "CREATE DATABASE inzet")
        node.tool(
            "pg_restore", "-h", "127.0.0.1", "-p", str(node.port), "-U", "inzet", "-d", "inzet", "--exit-on-error",
            node.folder / f"{name}.dump")
    stack.callback(node.stop)
    return node.conninfo()


def replay(conninfo: str, key: Path, lists: list[Path]) -> None:
    words = [word for path in lists for word in ("--list", str(path))]
    done = run("erasures", "replay", "--end-sessions", "--database", conninfo, "--key", str(key), *words)
    if done.returncode != 0:
        raise AssertionError(f"inzet erasures replay: {done.stdout}{done.stderr}")


def compare(
    report: Report, kind: str, conninfo: str, then: Tables, people: list[Erased], town: Town, control: str | None
) -> int:
    """The quiet copy: first as it was, then without the erased. The number of traces that are left."""
    copy = postgres_tables(read_from(conninfo))
    report.problems += [f"{kind}, row by row: {one}" for one in differences(then, copy, ended=())]
    if control != "no-replay":
        replay(conninfo, town.key, [Path(f"{town.key}.erasures")])
    words = [word for person in people for word in person.words]
    report.expect(bool(then.mentioning(words)), "nothing of the erased was in the backup: the rig measures nothing")
    tables = postgres_tables(read_from(conninfo))
    traces = tables.mentioning(words)
    report.expect(not traces, f"{kind}: of the erased is left: {traces[:3]}")
    own = then.touched([*words, *(person.id for person in people)])
    others = differences(then, tables, own, {"job", "mail"})
    report.problems += [f"{kind}, others: {one}" for one in others]
    check(conninfo, "--key", str(town.key))
    return len(traces)


def restore_postgres(residents: int = 5000, erased: int = 5, control: str | None = None) -> Report:
    report, figures = Report("restore drill on PostgreSQL"), {"residents": residents}
    report.figures = figures
    with servers_folder("restore") as servers, scratch("restore") as name, contextlib.ExitStack() as stack:
        folder, live = Path(name), Node("live", servers, free_port())
        live.create()
        live.start()
        stack.callback(live.stop)
        psql(live.conninfo("postgres"), "CREATE DATABASE inzet")
        town = make_town(live.conninfo(), folder / "site.key", residents)
        sink = stack.enter_context(Sink(free_port(), folder))
        port, wishes, stop = free_port(), [], threading.Event()
        running = started(
            town.database, sink.url, *sink.trust(), "--key", str(town.key), "--no-rate-limit", log=folder / "serve.log",
            port=port)
        stack.callback(running.kill)
        running.wait_until_ready()
        workers = load(port, town, wishes, stop)
        time.sleep(1)
        before: dict[str, list[Wish]] = {}
        for kind, copy in (("dump", dump), ("base", base)):
            before[kind] = [wish for wish in wishes if wish.acknowledged]
            figures[f"{kind}_under_load_s"] = round(copy(live, "load"), 2)
        stop.set()
        for worker in workers:
            worker.join()
        wait_until_quiet(sink)
        running.freeze()
        then = postgres_tables(read_from(live.conninfo()))
        figures["dump_s"], figures["base_s"] = round(dump(live, "quiet"), 2), round(base(live, "quiet"), 2)
        running.thaw()

        people = erase_people(Doors([port]), Tally(), port, sink, erased, report, residents // 50 + 200)
        living, deadline = Path(f"{town.key}.erasures"), time.monotonic() + 20
        while time.monotonic() < deadline and not (living.exists() and living.read_text().count('"person"') >= erased):
            time.sleep(0.2)
        running.stop()
        live.stop()
        figures["rows_compared"], figures["erased"] = then.count, len(people)
        for kind in ("dump", "base"):
            began = time.monotonic()
            quiet = put_back(live, kind, "quiet", stack)
            figures[f"{kind}_restore_s"] = round(time.monotonic() - began, 2)
            figures[f"{kind}_traces_left"] = compare(report, kind, quiet, then, people, town, control)
            read = read_from(put_back(live, kind, "load", stack))
            found = findings(before[kind], read)
            found.broken += Chain().problems(read)
            report.problems += [f"{kind} under load: {problem}" for problem in found.problems]
        figures["acknowledged_before"] = len(before["dump"])
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--residents", type=int, default=5000)
    parser.add_argument("--erased", type=int, default=5)
    parser.add_argument("--control", choices=["no-replay"], help="takes the guard away: the rig must go red")
    sys.exit(main(restore_postgres, **vars(parser.parse_args())))
