"""An upgrade in service: the previous release and this one side by side on one database, under load.

INZET_OLD names the previous program. It fills a town on PostgreSQL and serves it in two processes. Then the schema is
brought up to date by the new one while the old ones go on; one process is replaced, both versions serve for a while,
and the second is replaced. No visitor who asks twice sees an error, every wish comes true once, `inzet check` is clean.
The same on SQLite with the site stopped for a moment: a filled file of the old one is served by the new one.

    INZET_OLD=/path/to/inzet rolling_upgrade.py [--seconds 60] [--seed N] [--control together]

A file `inzet.commit` beside the previous program says what it was built from. `--control together` replaces both
processes at the same time: visitors must notice.
"""

import argparse
import contextlib
import hashlib
import os
import random
import sys
import threading
import time
from pathlib import Path

from applying import snapshot
from crowd import Tally
from ledger import Chain, findings, sqlite_findings
from postgres import one_server, psql
from report import Report, Skip, commit, main
from server import BINARY, check, free_port, run, started
from smtp_sink import Sink
from three_processes import Site, crowd
from town import Town, make_town, scratch
from work import Worker


def old_program() -> Path:
    named = os.environ.get("INZET_OLD")
    if not named:
        raise Skip("INZET_OLD names no previous release")
    path = Path(named).resolve()
    if not os.access(path, os.X_OK):
        raise Skip(f"INZET_OLD is no program: {path}")
    return path


def described(program: Path) -> str:
    """Which program this is: its version, what it was built from where that is known, and the file itself."""
    version = run("--version", program=program).stdout.strip()
    note = program.parent / f"{program.name}.commit"
    source = commit() if program == BINARY else note.read_text().strip() if note.exists() else "commit unknown"
    return f"{version}, {source}, file {hashlib.sha256(program.read_bytes()).hexdigest()[:8]}"


def migrate(town: Town) -> float:
    """The schema of the new program; the seconds it took."""
    began = time.monotonic()
    done = run("migrate", *town.place)
    if done.returncode != 0:
        raise AssertionError(f"inzet migrate: {done.stdout}{done.stderr}")
    return time.monotonic() - began


def on_postgres(old: Path, seconds: float, seed: int, report: Report, control: str | None) -> dict:
    tally = Tally()
    with one_server("rolling") as conninfo, scratch("rolling") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        town = make_town(conninfo, folder / "site.key", program=old)
        sink = stack.enter_context(Sink(free_port(), folder))
        site = Site(town, folder, sink, program=old, count=2)
        stack.callback(site.close)
        stop = threading.Event()
        threads = crowd(site, tally, sink, seed, stop, retries=True)
        for thread in threads:
            thread.start()
        time.sleep(seconds / 6)
        took = migrate(town)
        time.sleep(seconds / 6)
        if control == "together":
            both = [threading.Thread(target=site.restart, args=(index,)) for index in range(2)]
            for one in both:
                one.start()
            for one in both:
                one.join()
        else:
            site.restart(0)
            time.sleep(seconds / 3)
            site.restart(1)
        time.sleep(seconds / 3)
        stop.set()
        for thread in threads:
            thread.join(30)
        found = findings(tally.wishes, lambda query: psql(conninfo, query))
        found.broken += Chain().problems(lambda query: psql(conninfo, query))
        report.problems += tally.errors[:10] + found.problems
        check(conninfo, "--key", str(town.key))
        report.expect(tally.requests > 5 * seconds, "hardly anything was asked: the rig measures nothing")
        return {
            "requests": tally.requests, "asked_again": tally.again, "errors": len(tally.errors),
            "lost": len(found.lost), "twice": len(found.twice),
            "acknowledged": sum(wish.acknowledged for wish in tally.wishes), "migrate_s": round(took, 2)}


def on_sqlite(old: Path, report: Report) -> dict:
    wishes = []
    with scratch("rolling") as name:
        folder = Path(name)
        town = make_town(folder / "town.sqlite", folder / "town.sqlite.key", program=old)
        for program, label in ((old, "old"), (BINARY, "new")):
            if program is BINARY:
                migrate(town)
            port, stop = free_port(), threading.Event()
            running = started(
                town.database, f"folder:{folder / 'post'}", "--no-rate-limit", log=folder / "serve.log", port=port,
                program=program)
            running.wait_until_ready()
            worker = Worker(port, f"roll-{label}", stop, wishes, town.sessions["organisatie"])
            worker.start()
            time.sleep(1)
            stop.set()
            worker.join()
            running.stop()
        check(town.database)
        with contextlib.closing(snapshot(town.database, folder / "copy")) as copy:
            report.problems += sqlite_findings(wishes, copy, Chain()).problems
    return {"acknowledged": sum(wish.acknowledged for wish in wishes)}


def rolling_upgrade(seconds: float = 60, seed: int = 1, control: str | None = None) -> Report:
    report, old = Report("rolling upgrade", seed), old_program()
    versions = [described(program) for program in (old, BINARY)]
    report.figures = {"from": versions[0], "to": versions[1]}
    if not control:
        report.expect(versions[0].split()[-1] != versions[1].split()[-1], "both programs are the same file")
        report.figures["sqlite"] = on_sqlite(old, report)
    if "libpq" in versions[0]:
        report.figures["postgres"] = on_postgres(old, seconds, seed, report, control)
    else:
        report.figures["postgres"] = "skipped: the previous program knows SQLite only"
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--control", choices=["together"], help="takes the order away: the rig must go red")
    sys.exit(main(rolling_upgrade, **vars(parser.parse_args())))
