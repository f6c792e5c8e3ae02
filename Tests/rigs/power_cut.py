"""Pulls the plug of the disk while visitors write, hundreds of times (needs root, loop devices and xfsprogs).

The database lies on XFS in a file. The server is stopped in its tracks, so that no acknowledgement leaves after the
cut; what it told before counts. The file system is shut down without a flush of its journal, the server killed, the
disk mounted again. After every cut the same checks as after a kill. One cut in ten falls while the server starts. It
does not imitate a disk that says it wrote what it did not.

    power_cut.py [--cycles 500] [--lanes 2] [--seed N] [--no-repeats] [--control no-wait]

With `--control no-wait` the server does not wait for the disk (a debug build only): it must lose.
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
from disks import CutDisk, isolate
from kill_loop import LIVES
from ledger import Chain, sqlite_findings
from report import Report, main
from server import check, free_port, started
from town import Town, memory_folder, scratch, sqlite_town
from work import Wish, Worker


def life(
    town: Town, disk: CutDisk, port: int, label: str, chance: random.Random, wishes: list[Wish], early: bool,
    repeats: bool, environment: dict[str, str],
) -> list[str]:
    """One life of the server, ended by a power cut; the disk is mounted again."""
    away = disk.folder.parent
    running = started(
        town.database, f"folder:{away / 'post'}", "--no-rate-limit", log=away / "serve.log", port=port,
        environment=environment)
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
            time.sleep(chance.uniform(0.05, 0.25))
        if running.alive:
            running.freeze()
        disk.cut()
    finally:
        running.kill()
        stop.set()
        for worker in workers:
            worker.join()
    disk.unmount()
    disk.mount()
    return [failure for worker in workers for failure in worker.failures]


def lane(first: Town, cycles: int, seed: int, repeats: bool, environment: dict[str, str]) -> dict:
    chance = random.Random(seed)
    counts = {"cycles": 0, "acknowledged": 0, "lost": 0, "twice": 0, "violations": 0, "starts_cut": 0}
    problems: list[str] = []
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(scratch("power"))
        memory = stack.enter_context(tempfile.TemporaryDirectory(dir=memory_folder()))
        disk, port = CutDisk(Path(folder)), free_port()
        stack.callback(disk.close)
        for number in range(cycles):
            if number % LIVES == 0:
                town, wishes, chain = first.copy(disk.folder / f"town-{number}"), [], Chain()
                disk.settle()
            early = chance.random() < 0.1
            problems += life(
                town, disk, port, f"{seed}-{number}", chance, wishes, early, repeats, environment)
            with contextlib.closing(snapshot(town.database, Path(memory) / "copy")) as copy:
                found = sqlite_findings(wishes, copy, chain)
            counts["cycles"] += 1
            counts["starts_cut"] += early
            counts["lost"] += len(found.lost)
            counts["twice"] += len(found.twice)
            counts["violations"] += len(found.torn) + len(found.broken)
            if found.problems:
                problems += [f"seed {seed}, cut {number}: {problem}" for problem in found.problems]
            last = number % LIVES == LIVES - 1 or number == cycles - 1
            if last or found.problems:
                counts["acknowledged"] += sum(wish.acknowledged for wish in wishes)
            if found.problems:
                break
            if last:
                check(town.database)
    return counts | {"problems": problems}


def power_cut(
    cycles: int = 500, lanes: int = 2, seed: int = 1, repeats: bool = True, control: str | None = None
) -> Report:
    isolate()
    report = Report("power cut on SQLite", seed)
    environment = {"INZET_RIG_DURABLE": "off"} if control == "no-wait" else {}
    with scratch("power-town") as folder, ProcessPoolExecutor(lanes) as pool:
        town = sqlite_town(Path(folder))
        shares = [cycles // lanes + (index < cycles % lanes) for index in range(lanes)]
        jobs = [pool.submit(lane, town, share, seed * 100 + index, repeats, environment)
                for index, share in enumerate(shares)]
        results = [job.result() for job in jobs]
    for result in results:
        report.problems += result.pop("problems")
    report.figures = {name: sum(result[name] for result in results) for name in results[0]}
    report.expect(report.figures["cycles"] == cycles or bool(report.problems), "not every cut was made")
    report.expect(report.figures["acknowledged"] >= cycles, "hardly anything acknowledged: the rig measures nothing")
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=500)
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument(
        "--no-repeats", dest="repeats", action="store_false", help="for a build that does not know keys of requests")
    parser.add_argument("--control", choices=["no-wait"], help="takes the guard away: the rig must go red")
    sys.exit(main(power_cut, **vars(parser.parse_args())))
