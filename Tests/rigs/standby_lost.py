"""The standby of a synchronous pair is lost under load: nothing can be promised then, and everybody must be told so.

Pages that only read go on. Whoever writes hears 503 in time, for a commit that one machine has is not kept. When the
standby is back, everything goes on without anybody's hand, and what was asked again happened once.

    standby_lost.py [--seconds 25] [--seed N] [--control async]

`--control async`: a commit does not wait for the standby, so what one machine has is acknowledged.
"""

import argparse
import contextlib
import json
import random
import sys
import threading
import time
from pathlib import Path

from failover import VISITORS, Persistent
from ledger import Chain, findings
from postgres import Pair, psql, servers_folder
from report import Report, main
from server import check, free_port, started
from town import make_town, scratch
from visitor import Visitor
from work import BROKEN

# Seconds in which a visitor must have an answer, also when it is no.
PATIENCE = 15


class Reader(threading.Thread):
    """Looks at a page of the database again and again."""

    def __init__(self, port: int, stop: threading.Event):
        super().__init__(daemon=True)
        self.visitor, self.stop = Visitor(port), stop
        self.visitor.patience = 5
        self.page = next(iter(self.visitor.get("/vacatures").links(r"^/vacatures/\d")))
        self.slowest, self.failures = 0.0, 0

    def run(self) -> None:
        while not self.stop.wait(0.1):
            began = time.monotonic()
            try:
                self.failures += self.visitor.get(self.page).status != 200
            except BROKEN:
                self.failures += 1
            self.slowest = max(self.slowest, time.monotonic() - began)


def readiness(port: int) -> str:
    """`ready`, or the reasons why not."""
    answer = Visitor(port).get("/readyz")
    return "ready" if answer.status == 200 else ", ".join(json.loads(answer.body)["reasons"])


def standby_lost(seconds: float = 25, seed: int = 1, control: str | None = None) -> Report:
    report = Report("the standby is lost", seed)
    with servers_folder("lost") as servers, scratch("lost") as name, contextlib.ExitStack() as stack:
        folder, pair = Path(name), Pair(servers, synchronous=control != "async")
        stack.callback(pair.close)
        town = make_town(pair.conninfo, folder / "site.key")
        port = free_port()
        running = started(
            town.database, f"folder:{folder / 'post'}", "--key", str(town.key), "--no-rate-limit",
            log=folder / "serve.log", port=port)
        stack.callback(running.kill)
        running.wait_until_ready()
        stop = threading.Event()
        people = [
            Persistent(port, f"lost-{index}", town.sessions["organisatie"] if index % 4 == 0 else None, stop, PATIENCE)
            for index in range(VISITORS)]
        reader = Reader(port, stop)
        for one in [*people, reader]:
            one.start()
        time.sleep(2)
        lost = time.monotonic()
        pair.standby.kill()
        time.sleep(seconds)
        # What was on its way counts; from half a second on a commit would have needed the standby.
        acknowledged = sum(when > lost + 0.5 for one in people for when, _ in list(one.acknowledged))
        slowest, failures = reader.slowest, reader.failures
        answers = [status for one in people for wish in one.wishes for status in wish.answers if status != 303]
        silent = sum(wish.unanswered for one in people for wish in one.wishes)
        meanwhile = readiness(port)
        pair.heal()
        healed = time.monotonic()

        def first() -> float | None:
            return min((when for one in people for when, _ in list(one.acknowledged) if when > healed), default=None)

        while first() is None and time.monotonic() < healed + 30:
            time.sleep(0.02)
        ready = None
        while ready is None and time.monotonic() < healed + 40:
            time.sleep(0.1)
            ready = time.monotonic() if readiness(port) == "ready" else None
        time.sleep(1)
        stop.set()
        for one in [*people, reader]:
            one.join()
        wishes = [wish for one in people for wish in one.wishes]
        here = pair.primary.conninfo()
        found = findings(wishes, lambda query: psql(here, query))
        found.broken += Chain().problems(lambda query: psql(here, query))
        report.problems += found.problems + [failure for one in people for failure in one.failures]
        check(pair.conninfo, "--key", str(town.key))
    report.figures = {
        "seconds_without": seconds, "acknowledged_meanwhile": acknowledged, "refused": len(answers),
        "no_answer_in_time": silent, "slowest_read_s": round(slowest, 2), "failed_reads": failures,
        "back_after_s": round(first() - healed, 2) if first() else None, "lost": len(found.lost),
        "twice": len(found.twice), "readiness_meanwhile": meanwhile,
        "ready_after_s": round(ready - healed, 1) if ready else None,
    }
    report.expect(not acknowledged, f"{acknowledged} writes were acknowledged that one machine only has")
    report.expect(not failures and slowest < 2, f"reading suffered: {failures} failures, {slowest:.1f} s at most")
    report.expect(not silent, f"{silent} visitors had no answer within {PATIENCE} s")
    report.expect(bool(answers) and set(answers) <= {503}, f"refusals: {sorted(set(answers))}, not 503")
    report.expect("writing" in meanwhile, f"readiness without a standby: {meanwhile}")
    report.expect(ready is not None, "readiness did not come back with the standby")
    report.expect(first() is not None, "nothing was acknowledged after the standby was back")
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=25)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--control", choices=["async"], help="takes the guard away: the rig must go red")
    sys.exit(main(standby_lost, **vars(parser.parse_args())))
