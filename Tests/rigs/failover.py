"""Kills the primary of a PostgreSQL pair under load, again and again, and looks what is left on the other.

Eight visitors write through the pages; each asks again with the same key until it is acknowledged. The primary falls
with all its processes at once; the standby takes over; the fallen one becomes the standby of the other. After each
fall: every acknowledged write is there, each once and whole, `inzet check` is clean. `inzet` itself runs on throughout.

    failover.py [--kills 20] [--seed N] [--with patroni] [--control async|no-retries]

Direct: somebody promotes the standby a second after the fall. With Patroni: it finds out by itself. With `--control
async` a commit does not wait for the standby, which lags: acknowledged writes must be lost.
"""

import argparse
import contextlib
import random
import sys
import threading
import time
from pathlib import Path

from ledger import Chain, findings
from patroni import PatroniPair
from postgres import Pair, psql, servers_folder
from report import Report, main, percentile
from server import check, free_port, started
from town import make_town, scratch
from visitor import Visitor
from work import BROKEN, Desk, Wish, application

WITHIN = {"direct": 5.0, "patroni": 30.0}
VISITORS = 8


class Persistent(threading.Thread):
    """Somebody who asks one thing after another, each until it is done."""

    def __init__(self, port: int, label: str, session: str | None, stop: threading.Event, patience: float = 20):
        super().__init__(daemon=True)
        self.patience = patience
        self.port, self.label, self.session, self.stop = port, label, session, stop
        self.wishes: list[Wish] = []
        # When it was acknowledged, and how long it took since it was first asked.
        self.acknowledged: list[tuple[float, float]] = []
        self.refused: list[float] = []
        self.failures: list[str] = []

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            wish = self.made(number)
            if wish is None:
                continue
            self.wishes.append(wish)
            began = time.monotonic()
            while not wish.acknowledged and time.monotonic() - began < 90:
                wish.send()
                if not wish.acknowledged:
                    self.refused.append(time.monotonic())
                    time.sleep(0.05)
            if wish.acknowledged:
                self.acknowledged.append((time.monotonic(), time.monotonic() - began))
            else:
                self.failures.append(f"{wish.name} was never acknowledged: {wish.answers[-3:]}")
                return

    def made(self, number: int) -> Wish | None:
        """The next wish; pages may be away for a moment too."""
        label = f"rig-{self.label}-{number}"
        visitor = Visitor(self.port)
        visitor.patience = self.patience
        try:
            if self.session:
                return Desk(visitor, self.session).text(label)
            return application(visitor, label, number * 7)
        except (AssertionError, *BROKEN):
            time.sleep(0.05)
            return None


def fall(pair, port: int, label: str, session: str, chance: random.Random, report: Report, lags: bool) -> dict:
    """One fall of the primary under load: how long nothing was acknowledged."""
    stop = threading.Event()
    people = [
        Persistent(port, f"{label}-{index}", session if index % 4 == 0 else None, stop) for index in range(VISITORS)]
    for one in people:
        one.start()
    time.sleep(chance.uniform(1.5, 3))
    if lags:
        pair.fall_behind()
        time.sleep(1)
    killed = time.monotonic()
    pair.kill_primary()
    time.sleep(pair.notices_after)
    pair.take_over()
    promoted = time.monotonic()

    def first() -> float | None:
        # What was on its way to the visitor at the kill is acknowledged at once, and does not count as service.
        return min((when for one in people for when, _ in list(one.acknowledged) if when > killed + 0.3), default=None)

    deadline = time.monotonic() + 90
    while first() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(1)
    stop.set()
    for one in people:
        one.join()
        report.problems += one.failures
    back = first()
    report.expect(back is not None, f"{label}: nothing was acknowledged within 90 s after the fall")
    early = sum(when < killed for one in people for when in one.refused)
    report.expect(not early, f"{label}: {early} visitors were refused while nothing was wrong")
    return {
        "wishes": [wish for one in people for wish in one.wishes], "promoted": promoted - killed,
        "refused": sum(len(one.refused) for one in people),
        "back": (back or deadline) - killed, "longest": max(wait for one in people for _, wait in one.acknowledged),
    }


def failover(kills: int = 20, seed: int = 1, manager: str = "direct", control: str | None = None) -> Report:
    report, chance = Report(f"PostgreSQL failover, {manager}", seed), random.Random(seed)
    kind = PatroniPair if manager == "patroni" else Pair
    wishes, backs, promotions, longest, refused = [], [], [], [], 0
    with servers_folder("pair") as servers, scratch("failover") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        pair = kind(servers, synchronous=control != "async")
        stack.callback(pair.close)
        town = make_town(pair.conninfo, folder / "site.key")
        port = free_port()
        running = started(
            town.database, f"folder:{folder / 'post'}", "--key", str(town.key), "--no-rate-limit",
            log=folder / "serve.log", port=port,
            environment={"INZET_RIG_RETRIES": "off"} if control == "no-retries" else {})
        stack.callback(running.kill)
        running.wait_until_ready()
        chain, lost, twice, violations = Chain(), 0, 0, 0
        for number in range(kills):
            one = fall(
                pair, port, f"fall-{number}", town.sessions["organisatie"], chance, report, lags=control == "async")
            wishes += one["wishes"]
            backs.append(one["back"])
            promotions.append(one["promoted"])
            longest.append(one["longest"])
            refused += one["refused"]
            here = pair.primary.conninfo()
            found = findings(wishes, lambda query: psql(here, query))
            found.broken += chain.problems(lambda query: psql(here, query))
            lost, twice = lost + len(found.lost), twice + len(found.twice)
            violations += len(found.torn) + len(found.broken)
            report.problems += [f"fall {number}: {problem}" for problem in found.problems]
            report.expect(running.alive, f"fall {number}: inzet ended with {running.process.poll()}")
            if report.problems:
                break
            check(pair.conninfo, "--key", str(town.key))
            print(f"  fall {number + 1} of {kills}: back after {one['back']:.2f} s", flush=True)
            if number + 1 < kills:
                pair.heal()
    back = percentile(backs, 0.95)
    report.figures = {
        "kills": len(backs), "acknowledged": sum(wish.acknowledged for wish in wishes), "lost": lost, "twice": twice,
        "violations": violations, "refusals": refused,
        "promoted_p50_s": round(percentile(promotions, 0.5), 2), "back_p50_s": round(percentile(backs, 0.5), 2),
        "back_p95_s": round(back, 2), "back_max_s": round(max(backs), 2), "longest_wish_s": round(max(longest), 2),
    }
    promised = WITHIN[manager]
    report.expect(back <= promised, f"back in service after {back:.1f} s (p95); promised: {promised:.0f} s")
    report.expect(len(wishes) >= 20 * len(backs), "hardly anything was asked: the rig measures nothing")
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--with", dest="manager", choices=list(WITHIN), default="direct")
    parser.add_argument("--control", choices=["async", "no-retries"], help="takes a guard away: the rig must go red")
    sys.exit(main(failover, **vars(parser.parse_args())))
