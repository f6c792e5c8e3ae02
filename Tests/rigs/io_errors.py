"""Lets every single write and every sync of the disk fail once, and looks what the visitor is told.

Three parts. Serving: call 1, 2, 3 … after a point fails, for writes (a bad disk, a full disk) and for syncs. Starting:
the same while the server recovers from a kill. Broken: the disk refuses everything for a while. What must hold: nothing
is acknowledged that is not stored; who is refused hears 503 and can ask again, with the same key, and then it happened
once; the server goes on without anybody's hand; the database is whole.

    io_errors.py [--calls 400] [--starts 120] [--control lies]
"""

import argparse
import contextlib
import errno
import shutil
import subprocess
import sys
import time
from pathlib import Path

from applying import snapshot
from faults import CUT, FOR_EVER, LIES, SYNC, WRITE, Faults
from ledger import Chain, Findings, sqlite_findings
from report import Report, main
from server import Inzet, check, free_port, started
from town import Town, scratch, sqlite_town
from visitor import Visitor
from work import BROKEN, Desk, Wish, application

KINDS = {
    "write EIO": (WRITE, errno.EIO), "write ENOSPC": (WRITE, errno.ENOSPC), "sync EIO": (SYNC, errno.EIO),
}


class Proof:
    """A server on a disk that fails, and what was asked of it."""

    def __init__(self, folder: Path, town: Town, report: Report):
        self.folder, self.town, self.report = folder, town, report
        self.faults = Faults(folder, town.database.parent)
        self.port, self.wishes, self.chain = free_port(), [], Chain()
        self.refusals: dict[int, int] = {}
        self.number = 0

    def start(self) -> Inzet:
        return started(
            self.town.database, f"folder:{self.folder / 'post'}", "--no-rate-limit", log=self.folder / "serve.log",
            port=self.port, environment=self.faults.environment)

    def wish(self, desk: Desk | None = None) -> Wish:
        self.number += 1
        label = f"rig-io-{self.number}"
        wish = desk.text(label) if desk else application(Visitor(self.port), label, self.number)
        self.wishes.append(wish)
        return wish

    def insist(self, wish: Wish, seconds: float = 10) -> None:
        """Asks until it is done; what it was refused with on the way is counted."""
        deadline = time.monotonic() + seconds
        while not wish.acknowledged and time.monotonic() < deadline:
            answer = wish.send()
            if answer is None or not wish.acknowledged:
                status = answer.status if answer else 0
                self.refusals[status] = self.refusals.get(status, 0) + 1
                if status == 503 and "retry-after" not in answer.headers:
                    self.report.expect(False, "503 without Retry-After")
                time.sleep(0.02)
        self.report.expect(wish.acknowledged, f"{wish.name} never succeeded after the fault: {wish.answers[-3:]}")

    def look(self, running: Inzet) -> Findings:
        """What a crash at this very moment would leave."""
        running.freeze()
        try:
            with contextlib.closing(snapshot(self.town.database, self.folder / "copy")) as copy:
                return sqlite_findings(self.wishes, copy, self.chain)
        finally:
            running.thaw()


def serving(proof: Proof, calls: int) -> dict:
    """Call 1, 2, 3 … after a point fails, one at a time."""
    report, faults, fired = proof.report, proof.faults, {name: 0 for name in KINDS}
    running = proof.start()
    try:
        running.wait_until_ready(pause=0.01)
        desk = Desk(Visitor(proof.port), proof.town.sessions["organisatie"])
        for name, (kinds, error) in KINDS.items():
            for at in range(1, (calls if kinds == WRITE else calls // 8) + 1):
                faults.arm(kinds, at, error=error)
                # As many visitors as it takes to come to that call: far ones fall in the log being brought over.
                for _ in range(40):
                    proof.insist(proof.wish(desk if at % 2 else None))
                    if faults.fired:
                        break
                fired[name] += faults.fired
                faults.quiet()
                if not running.alive:
                    report.expect(False, f"the server ended at {name} {at}: {running.process.returncode}")
                    return fired
                if at % 50 == 0:
                    report.problems += [f"{name} {at}: {problem}" for problem in proof.look(running).problems]
                if report.problems:
                    return fired
        report.problems += proof.look(running).problems
    finally:
        faults.quiet()
        running.kill()
    return fired


def broken(proof: Proof) -> dict:
    """Nothing can be written for a while: reading goes on, writing is refused, and it heals by itself."""
    report, faults = proof.report, proof.faults
    running = proof.start()
    try:
        running.wait_until_ready(pause=0.01)
        visitor, desk = Visitor(proof.port), Desk(Visitor(proof.port), proof.town.sessions["organisatie"])
        ready = ready_status(visitor)
        faults.arm(WRITE | SYNC | CUT, 1, length=FOR_EVER)
        wishes = [proof.wish(desk) for _ in range(5)]
        refused = [answer.status if (answer := wish.send()) else 0 for wish in wishes]
        report.expect(refused == [503] * 5, f"a disk that refuses everything was told as {refused}")
        reading = visitor.get("/vacatures").status
        report.expect(reading == 200, f"reading while the disk refuses writes: {reading}")
        red = wait_for(lambda: ready_status(visitor) == 503, 30) if ready == 200 else None
        report.expect(red is not None or ready != 200, "readiness stays green while nothing can be written")
        faults.quiet()
        began = time.monotonic()
        for wish in wishes:
            proof.insist(wish, 20)
        writes = time.monotonic() - began
        green = wait_for(lambda: ready_status(visitor) == 200, 30) if ready == 200 else None
        report.expect(green is not None or ready != 200, "readiness stays red after the disk healed")
        report.problems += proof.look(running).problems
        return {"ready_before": ready, "red_after_s": red, "green_after_s": green, "writes_after_s": round(writes, 2)}
    finally:
        faults.quiet()
        running.kill()


def starting(proof: Proof, starts: int) -> dict:
    """A start that meets a bad disk succeeds or says no; the next one succeeds."""
    report, faults, counts, idle = proof.report, proof.faults, {"served": 0, "refused": 0}, 0
    crashed = proof.folder / "crashed"
    shutil.copytree(proof.town.database.parent, crashed)
    for at in range(1, starts + 1):
        for path in crashed.iterdir():
            shutil.copy(path, proof.town.database.parent / path.name)
        faults.arm(WRITE | SYNC | CUT, at)
        running = proof.start()
        try:
            with contextlib.suppress(RuntimeError):
                running.wait_until_ready(seconds=20, pause=0.01)
                # The first round of work belongs to the start.
                time.sleep(0.3)
            fired, code = faults.fired, running.process.poll()
            counts["served" if code is None else "refused"] += bool(fired)
            report.expect(code is None or code > 0, f"start, call {at}: ended by signal {code and -code}")
        finally:
            faults.quiet()
            running.kill()
        # A start has so many calls, some more or less each time.
        idle = 0 if fired else idle + 1
        if report.problems or idle == 3:
            break
    with contextlib.closing(snapshot(proof.town.database, proof.folder / "copy")) as copy:
        report.problems += sqlite_findings(proof.wishes, copy, proof.chain).problems
    check(proof.town.database)
    return counts | {"calls_tried": at}


def ready_status(visitor: Visitor) -> int:
    try:
        return visitor.get("/readyz").status
    except BROKEN:
        return 0


def wait_for(holds, seconds: float) -> float | None:
    """Seconds until it holds; `None` when it does not."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if holds():
            return round(time.monotonic() - began, 2)
        time.sleep(0.1)
    return None


def io_errors(calls: int = 400, starts: int = 120, control: str | None = None) -> Report:
    report = Report("I/O errors at every call")
    with scratch("io") as name:
        folder = Path(name)
        proof = Proof(folder, sqlite_town(folder / "seed").copy(folder / "data"), report)
        if control == "lies":
            return lying(proof)
        report.figures["failed_calls"] = serving(proof, calls)
        report.figures["refusals"] = {str(status): count for status, count in sorted(proof.refusals.items())}
        if not report.problems:
            report.figures["broken"] = broken(proof)
        if not report.problems:
            report.figures["starting"] = starting(proof, starts)
        report.figures["acknowledged"] = sum(wish.acknowledged for wish in proof.wishes)
        others = {status for status in proof.refusals if status != 503}
        report.expect(not others, f"refusals that are not 503: {others}")
    return report


def lying(proof: Proof) -> Report:
    """Control: a disk that says yes and writes nothing must be seen."""
    running = proof.start()
    try:
        running.wait_until_ready(pause=0.01)
        # Their pages first: what must be seen is a yes that is not stored, not a page that cannot be shown.
        wishes = [proof.wish() for _ in range(5)]
        proof.faults.arm(WRITE, 1, length=FOR_EVER, mode=LIES)
        for wish in wishes:
            wish.send()
        proof.report.problems += proof.look(running).problems
    except (AssertionError, *BROKEN, subprocess.SubprocessError) as seen:
        proof.report.problems.append(f"{seen}"[:200])
    finally:
        running.kill()
    return proof.report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=400)
    parser.add_argument("--starts", type=int, default=120)
    parser.add_argument("--control", choices=["lies"], help="a fault of ours that the rig must see")
    sys.exit(main(io_errors, **vars(parser.parse_args())))
