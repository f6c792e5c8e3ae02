"""Kills the server with -9 while visitors write, thousands of times, and looks after each kill.

After every kill, on the files as they lie there: SQLite's own check, foreign keys, the chain of the audit log, every
acknowledged write stored, every wish stored once and together with its mail and its audit event. What got no answer is
asked again with the same key in the next life. After every hundred kills `inzet check` looks as well. One kill in ten
falls while the server starts: during the recovery of the kill before.

    kill_loop.py [--cycles 3000] [--lanes 3] [--seed N] [--no-repeats] [--control lose-log|no-once]
"""

import argparse
import contextlib
import random
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from applying import snapshot
from ledger import Chain, sqlite_findings
from report import Report, main
from server import check, free_port, started
from town import Town, memory_folder, scratch, sqlite_town
from work import Wish, Worker

# So many lives on one database before the next begins with a fresh copy: the checks stay quick.
LIVES = 100


def life(
    town: Town, port: int, label: str, chance: random.Random, wishes: list[Wish], early: bool, repeats: bool,
    environment: dict[str, str],
) -> list[str]:
    """One life of the server, ended by kill -9; what went wrong on our side."""
    running = started(
        town.database, f"folder:{town.database.parent / 'post'}", "--no-rate-limit",
        log=town.database.parent / "serve.log", port=port, environment=environment)
    stop, workers = threading.Event(), []
    try:
        if early:
            time.sleep(chance.uniform(0, 0.15))
        else:
            running.wait_until_ready(pause=0.004)
            pending = [wish for wish in wishes if not wish.acknowledged] if repeats else []
            workers = [
                Worker(port, f"{label}-a", stop, wishes, pending=pending[::2]),
                Worker(port, f"{label}-b", stop, wishes, town.sessions["organisatie"], pending=pending[1::2]),
            ]
            for worker in workers:
                worker.start()
            time.sleep(chance.uniform(0.02, 0.15))
    finally:
        running.kill()
        stop.set()
        for worker in workers:
            worker.join()
    return [failure for worker in workers for failure in worker.failures]


def lane(first: Town, cycles: int, seed: int, repeats: bool, control: str | None) -> dict:
    """So many kills after each other on databases of its own."""
    chance = random.Random(seed)
    names = ("cycles", "acknowledged", "asked_again", "lost", "twice", "violations", "starts_killed")
    counts = dict.fromkeys(names, 0)
    environment = {"INZET_RIG_ONCE": "off"} if control == "no-once" else {}
    problems: list[str] = []
    with scratch("kill") as folder, tempfile.TemporaryDirectory(dir=memory_folder()) as memory:
        port, wishes, chain = free_port(), [], Chain()
        for number in range(cycles):
            if number % LIVES == 0:
                town, wishes, chain = first.copy(Path(folder) / f"town-{number}"), [], Chain()
            early = chance.random() < 0.1
            problems += life(town, port, f"{seed}-{number}", chance, wishes, early, repeats, environment)
            counts["starts_killed"] += early
            if control == "lose-log":
                Path(f"{town.database}-wal").unlink(missing_ok=True)
            with contextlib.closing(snapshot(town.database, Path(memory) / "copy")) as copy:
                found = sqlite_findings(wishes, copy, chain)
            if number % LIVES == LIVES - 1 or number == cycles - 1:
                counts["acknowledged"] += sum(wish.acknowledged for wish in wishes)
                counts["asked_again"] += sum(wish.unanswered > 0 and wish.acknowledged for wish in wishes)
                with contextlib.suppress(AssertionError) if found.problems else contextlib.nullcontext():
                    check(town.database)
            counts["cycles"] += 1
            counts["lost"] += len(found.lost)
            counts["twice"] += len(found.twice)
            counts["violations"] += len(found.torn) + len(found.broken)
            if found.problems:
                problems += [f"seed {seed}, life {number}: {problem}" for problem in found.problems]
                counts["acknowledged"] += sum(wish.acknowledged for wish in wishes)
                break
    return counts | {"problems": problems}


def kill_loop(
    cycles: int = 3000, lanes: int = 3, seed: int = 1, repeats: bool = True, control: str | None = None
) -> Report:
    report = Report("kill -9 on SQLite", seed)
    with scratch("kill-town") as folder, ProcessPoolExecutor(lanes) as pool:
        town = sqlite_town(Path(folder))
        shares = [cycles // lanes + (index < cycles % lanes) for index in range(lanes)]
        jobs = [
            pool.submit(lane, town, share, seed * 100 + index, repeats, control) for index, share in enumerate(shares)]
        results = [job.result() for job in jobs]
    for result in results:
        report.problems += result.pop("problems")
    report.figures = {name: sum(result[name] for result in results) for name in results[0]}
    report.expect(report.figures["cycles"] == cycles or bool(report.problems), "not every cycle ran")
    report.expect(report.figures["acknowledged"] >= cycles, "hardly anything acknowledged: the rig measures nothing")
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=3000)
    parser.add_argument("--lanes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument(
        "--no-repeats", dest="repeats", action="store_false", help="for a build that does not know keys of requests")
    parser.add_argument(
        "--control", choices=["lose-log", "no-once"], help="a fault of ours, or a guard taken away: must be seen")
    sys.exit(main(kill_loop, **vars(parser.parse_args())))
