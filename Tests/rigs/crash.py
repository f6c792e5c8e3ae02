"""Kills the server with -9 while visitors apply, again and again.

After every kill: `inzet check` is clean and every acknowledged application is stored. At the end: every acknowledged
applicant got mail, and no mail went out twice except one that was under way at a kill, with its Message-ID unchanged.

    crash.py [--cycles 100] [--workers 4] [--seed N] [--control drop-mail]

`--control drop-mail` takes what waits to leave out of the database at each kill, as a queue in memory would lose it.
"""

import argparse
import contextlib
import random
import sqlite3
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from applying import Applicant, snapshot, stored_addresses
from report import Report
from server import check, free_port, prepare_demo, serve
from smtp_sink import Sink


@dataclass
class Outcome:
    cycles: int
    acknowledged: int
    lost: set[str]
    without_mail: set[str]
    repeated: int
    changed_ids: int
    other_answers: list[str]
    seconds: float

    @property
    def problems(self) -> list[str]:
        found = []
        if self.lost:
            found.append(f"{len(self.lost)} acknowledged applications are gone: {sorted(self.lost)[:5]}")
        if self.without_mail:
            found.append(f"{len(self.without_mail)} applicants never got mail: {sorted(self.without_mail)[:5]}")
        if self.repeated > self.cycles:
            found.append(f"{self.repeated} mails sent again in {self.cycles} kills")
        if self.changed_ids:
            found.append(f"{self.changed_ids} applicants got the same mail under two Message-IDs")
        if self.acknowledged < self.cycles:
            found.append(f"only {self.acknowledged} applications in {self.cycles} cycles: {self.other_answers[:3]}")
        return found

    def __str__(self) -> str:
        return (
            f"kill -9: cycles={self.cycles} acknowledged={self.acknowledged} lost={len(self.lost)} "
            f"without_mail={len(self.without_mail)} repeated={self.repeated} "
            f"other_answers={len(self.other_answers)} seconds={self.seconds:.0f}"
        )


def cycle(database: Path, sink: Sink, port: int, number: int, workers: int, chance: random.Random) -> list[Applicant]:
    """One life of the server, ended by kill -9 while visitors apply."""
    applicants = [Applicant(port, f"rig-{number}-{worker}") for worker in range(workers)]
    stop = threading.Event()
    with serve(database, sink.url, *sink.trust(), port=port) as running:
        threads = [
            threading.Thread(target=one.apply_until_it_ends, args=(number * workers + index, stop))
            for index, one in enumerate(applicants)
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.05, 0.4))
        running.kill()
        stop.set()
        for thread in threads:
            thread.join()
    return applicants


def drop_mail(database: Path) -> None:
    """Control: what a queue in memory would lose."""
    with contextlib.closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("DELETE FROM mail WHERE state IN ('wacht', 'bezig')")


def crash(
    cycles: int, workers: int = 4, seed: int = 1, progress=print, control: str | None = None
) -> Outcome:
    began, chance = time.monotonic(), random.Random(seed)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="inzet-crash-")))
        database = prepare_demo(folder)
        sink = stack.enter_context(Sink(free_port(), folder))
        port = free_port()
        acknowledged: set[str] = set()
        lost: set[str] = set()
        other: list[str] = []
        for number in range(1, cycles + 1):
            for applicant in cycle(database, sink, port, number, workers, chance):
                acknowledged.update(applicant.acknowledged)
                other += applicant.answers
            with contextlib.closing(snapshot(database, folder / "copy")) as copy:
                lost |= acknowledged - stored_addresses(copy)
            check(database)
            if control == "drop-mail":
                drop_mail(database)
            if number % 10 == 0:
                progress(f"  {number} of {cycles}: {len(acknowledged)} acknowledged, {len(lost)} lost")

        # A mail that was under way at a kill stays leased for some minutes: the clock goes past that.
        with serve(database, sink.url, *sink.trust(), "--clock-offset", "900", port=port):
            without_mail = sink.wait_for(acknowledged, seconds=120 + len(acknowledged) / 10)
        check(database)
        seen: dict[tuple[str, str], set[str]] = {}
        for one in sink.deliveries:
            seen.setdefault((one.recipient, one.subject), set()).add(one.message_id)
        return Outcome(
            cycles, len(acknowledged), lost, without_mail, sum(sink.repeated().values()),
            sum(1 for key, ids in seen.items() if key[0] in acknowledged and len(ids) > 1), other,
            time.monotonic() - began,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=100)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--control", choices=["drop-mail"], help="takes the guard away: the rig must go red")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    outcome = crash(options.cycles, options.workers, options.seed, lambda line: print(line, flush=True), options.control)
    figures = {
        "cycles": outcome.cycles, "acknowledged": outcome.acknowledged, "lost": len(outcome.lost),
        "without_mail": len(outcome.without_mail), "repeated_mails": outcome.repeated,
    }
    return Report("kill -9 with a mail server", options.seed, figures, outcome.problems).end()


if __name__ == "__main__":
    sys.exit(main())
