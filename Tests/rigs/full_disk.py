"""Fills the disk under the database, again and again, and looks what visitors are told.

The database lies on a small file system in memory (as root or in a user namespace). While the disk is full: writes are
refused with 503 and nothing is acknowledged that is not stored, pages can be read, readiness is red. Once there is room
again everything goes on without anybody's hand, and what was refused can be asked again. `inzet check` looks at the
end.

    full_disk.py [--rounds 12] [--control lies]
"""

import argparse
import contextlib
import random
import sys
import threading
import time
from pathlib import Path

from applying import snapshot
from disks import SmallDisk, isolate
from faults import FOR_EVER, LIES, WRITE, Faults
from io_errors import ready_status, wait_for
from ledger import Chain, sqlite_findings
from report import Report, main
from server import check, free_port, started
from town import scratch, sqlite_town
from visitor import Visitor
from work import Worker

SIZE = 160 << 20


def full_disk(rounds: int = 12, seed: int = 1, control: str | None = None) -> Report:
    isolate()
    report, chance = Report("full disk on SQLite", seed), random.Random(seed)
    figures = {
        "rounds": 0, "acknowledged": 0, "refused": 0, "other_answers": {}, "red_after_s": [], "green_after_s": []}
    with scratch("full") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        disk = SmallDisk(folder / "disk", SIZE)
        stack.callback(disk.close)
        town = sqlite_town(folder / "seed").copy(disk.folder / "data")
        faults = Faults(folder, town.database.parent) if control else None
        port, wishes = free_port(), []
        running = started(
            town.database, f"folder:{folder / 'post'}", "--no-rate-limit", log=folder / "serve.log", port=port,
            environment=faults.environment if faults else {})
        try:
            running.wait_until_ready()
            visitor = Visitor(port)
            was_ready = ready_status(visitor)
            for number in range(rounds):
                stop = threading.Event()
                pending = [wish for wish in wishes if not wish.acknowledged]
                workers = [
                    Worker(port, f"full-{number}-a", stop, wishes, pending=pending[::2]),
                    Worker(port, f"full-{number}-b", stop, wishes, town.sessions["organisatie"], pending=pending[1::2]),
                ]
                for worker in workers:
                    worker.start()
                time.sleep(0.3)
                before = len(wishes)
                if faults:
                    faults.arm(WRITE, 1, length=FOR_EVER, mode=LIES)
                disk.fill(leave=chance.choice([0, 4096, 30_000, 200_000]))
                full = wait_for(lambda: sum(wish.answers[-1:] > [399] for wish in wishes[before:]) >= 3, 10)
                report.expect(full is not None, f"round {number}: the disk was full and nobody was refused")
                reading = visitor.get("/vacatures").status
                report.expect(reading == 200, f"round {number}: reading on a full disk gives {reading}")
                red = wait_for(lambda: ready_status(visitor) == 503, 10)
                report.expect(red is not None or was_ready != 200, f"round {number}: ready on a full disk")
                disk.free()
                green = wait_for(lambda: ready_status(visitor) == 200, 20)
                report.expect(green is not None or was_ready != 200, f"round {number}: readiness stays red")
                count = sum(wish.acknowledged for wish in wishes)
                back = wait_for(lambda: sum(wish.acknowledged for wish in wishes) > count + 3, 10)
                report.expect(back is not None, f"round {number}: nothing is written after there was room again")
                stop.set()
                for worker in workers:
                    worker.join()
                    report.problems += worker.failures
                report.expect(running.alive, f"round {number}: the server ended")
                figures["rounds"] += 1
                figures["red_after_s"].append(red)
                figures["green_after_s"].append(green)
                if report.problems:
                    break
        finally:
            running.kill()
        with contextlib.closing(snapshot(town.database, folder / "copy")) as copy:
            report.problems += sqlite_findings(wishes, copy, Chain()).problems
        if not report.problems:
            check(town.database)
    answers = [status for wish in wishes for status in wish.answers if status != 303]
    figures["acknowledged"] = sum(wish.acknowledged for wish in wishes)
    figures["refused"] = answers.count(503)
    figures["other_answers"] = {str(status): answers.count(status) for status in set(answers) - {503}}
    figures["red_after_s"] = max((value for value in figures["red_after_s"] if value is not None), default=None)
    figures["green_after_s"] = max((value for value in figures["green_after_s"] if value is not None), default=None)
    report.expect(not figures["other_answers"], f"refusals that are not 503: {figures['other_answers']}")
    report.figures = figures
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--control", choices=["lies"], help="a disk that says yes and writes nothing: must be seen")
    sys.exit(main(full_disk, **vars(parser.parse_args())))
