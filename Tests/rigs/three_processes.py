"""Three `inzet` processes on one PostgreSQL, one of them restarted every so many seconds, under mixed load.

Visitors ask any of the three, and once more another when that fails: nobody may see an error. Every job runs once,
every mail goes out once, every wish comes true once; who signed in at one is known at all, and after signing out at
none.

    three_processes.py [--seconds 600] [--every 20] [--seed N] [--control no-retry|no-retries]
"""

import argparse
import contextlib
import random
import sys
import threading
import time
from pathlib import Path

from crowd import HOMES, Doors, Guest, Tally, reads, signs_in, writes
from freshness import changes
from ledger import Chain, findings
from postgres import one_server, psql
from report import Report, main, percentile
from server import Inzet, check, free_port, started
from smtp_sink import Sink
from town import Town, make_town, scratch

# A job that anybody may do at any time and that changes nothing a visitor sees.
HARMLESS = "database-onderhoud"


class Site:
    """The processes, each of which can be stopped and started while the others go on."""

    def __init__(
        self, town: Town, folder: Path, sink: Sink, environment: dict[str, str] | None = None,
        program: Path | None = None, count: int = 3,
    ):
        self.ports = [free_port() for _ in range(count)]
        self.town, self.folder, self.sink, self.environment = town, folder, sink, environment
        self.processes = [self._started(port, program) for port in self.ports]
        for process in self.processes:
            process.wait_until_ready()
        self.restarts: list[float] = []

    def _started(self, port: int, program: Path | None) -> Inzet:
        return started(
            self.town.database, self.sink.url, *self.sink.trust(), "--key", str(self.town.key), "--no-rate-limit",
            log=self.folder / f"serve-{port}.log", port=port, site=self.ports[0], environment=self.environment,
            program=program)

    def restart(self, index: int, program: Path | None = None) -> None:
        began = time.monotonic()
        self.processes[index].stop()
        self.processes[index] = self._started(self.ports[index], program)
        self.processes[index].wait_until_ready()
        self.restarts.append(time.monotonic() - began)

    def close(self) -> None:
        for process in self.processes:
            if process.alive:
                process.stop()


def crowd(
    site: Site, tally: Tally, sink: Sink, seed: int, stop: threading.Event, retries: bool
) -> list[threading.Thread]:
    """Everybody who visits: readers, writers, staff, people who sign in."""
    home, sessions = site.ports[0], site.town.sessions

    def someone(index: int, pause: float, act) -> threading.Thread:
        chance = random.Random(seed * 1000 + index)
        doors = Doors(site.ports, chance)

        def live() -> None:
            number = 0
            while not stop.wait(chance.uniform(0.5, 1.5) * pause):
                number += 1
                try:
                    act(doors, chance, number)
                except Exception as error:
                    tally.error(f"{type(error).__name__}: {error}")

        return threading.Thread(target=live, daemon=True)

    def read(doors: Doors, chance: random.Random, number: int) -> None:
        reads(Guest(doors, tally, home, retries=retries), chance)

    def write(index: int, session: str | None):
        def act(doors: Doors, chance: random.Random, number: int) -> None:
            guest = Guest(doors, tally, home, session, retries)
            writes(guest, f"rig-three-{index}-{number}", number, session is not None)
        return act

    def staff(doors: Doors, chance: random.Random, number: int) -> None:
        role = chance.choice(list(HOMES))
        Guest(doors, tally, home, sessions[role], retries).get(HOMES[role])

    def change(doors: Doors, chance: random.Random, number: int) -> None:
        changes(doors, tally, home, sessions["organisatie"], retries)

    def sign_in(doors: Doors, chance: random.Random, number: int) -> None:
        signs_in(doors, tally, home, sink, number)

    return [
        *(someone(index, 0.04, read) for index in range(3)),
        *(someone(10 + index, 0.1, write(index, None)) for index in range(3)),
        *(someone(20 + index, 0.15, write(10 + index, sessions["organisatie"])) for index in range(2)),
        someone(30, 0.1, staff), someone(40, 0.5, sign_in),
        someone(50, 1.0, change),
    ]


def plant(conninfo: str, number: int) -> None:
    """Work for whoever takes it first."""
    psql(conninfo, f"""
        INSERT INTO job (id, kind, payload, state, tries, run_at, created_at)
        SELECT 'rig-{number}-' || g, '{HARMLESS}', '', 'wacht', 0, '2020-01-01T00:00:00.000Z',
            '2020-01-01T00:00:00.000Z'
        FROM generate_series(1, 3) g""")


def three_processes(
    seconds: float = 600, every: float = 20, seed: int = 1, control: str | None = None
) -> Report:
    report, tally = Report("three processes on one PostgreSQL", seed), Tally()
    environment = {"INZET_RIG_RETRIES": "off"} if control == "no-retries" else {}
    with one_server("three") as conninfo, scratch("three") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        town = make_town(conninfo, folder / "site.key")
        sink = stack.enter_context(Sink(free_port(), folder))
        site = Site(town, folder, sink, environment)
        stack.callback(site.close)
        stop = threading.Event()
        threads = crowd(site, tally, sink, seed, stop, retries=control != "no-retry")
        for thread in threads:
            thread.start()
        began, planted, turn = time.monotonic(), 0, 0
        while time.monotonic() - began < seconds:
            due = began + (turn + 1) * every
            while time.monotonic() < min(due, began + seconds):
                plant(conninfo, planted)
                planted += 1
                time.sleep(0.5)
            if time.monotonic() >= due:
                site.restart(turn % 3)
                turn += 1
        stop.set()
        for thread in threads:
            thread.join(30)
        applicants = {wish.name for wish in tally.wishes if wish.acknowledged and wish.kind == "application"}
        # Red already: nothing more to wait for.
        unmailed = sink.wait_for(applicants, seconds=5 if tally.errors else 60)
        unfinished = wait_for_jobs(conninfo, 5 if tally.errors else 30)
        report.problems += tally.errors[:10]
        found = findings(tally.wishes, lambda query: psql(conninfo, query))
        found.broken += Chain().problems(lambda query: psql(conninfo, query))
        report.problems += found.problems
        jobs = psql(conninfo, "SELECT kind, state, tries, COUNT(*) FROM job GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
        odd = psql(conninfo, "SELECT kind, state, tries, last_error FROM job WHERE state <> 'klaar' OR tries <> 1")
        again = sink.repeated().total()
        report.expect(not unfinished, f"{unfinished} jobs are not done")
        report.expect(not odd, f"jobs that did not run exactly once: {odd[:3]}")
        report.expect(not unmailed, f"{len(unmailed)} applicants got no mail")
        report.expect(not again, f"{again} mails went out twice")
        twice = planned_twice(conninfo)
        report.expect(not twice, f"recurring work planned twice: {twice}")
        check(conninfo, "--key", str(town.key))
        report.figures = {
            "requests": tally.requests, "asked_again": tally.again, "errors": len(tally.errors),
            "acknowledged": sum(wish.acknowledged for wish in tally.wishes), "lost": len(found.lost),
            "twice": len(found.twice), "violations": len(found.torn) + len(found.broken), "sign_ins": tally.sign_ins,
            "restarts": len(site.restarts), "restart_p95_s": round(percentile(site.restarts, 0.95), 2),
            "jobs": sum(int(job[3]) for job in jobs), "mails": len(sink.deliveries), "mails_twice": again,
            "search_behind_p95_s": round(percentile(tally.fresh, 0.95), 3),
            "search_behind_max_s": round(max(tally.fresh, default=0), 3),
            "answer_p50_ms": round(percentile(tally.seconds, 0.5) * 1000, 1),
            "answer_p99_ms": round(percentile(tally.seconds, 0.99) * 1000, 1),
        }
        report.expect(tally.requests > 5 * seconds, "hardly anything was asked: the rig measures nothing")
        report.expect(len(tally.fresh) > 0, "no change was looked for: the rig measures nothing")
        report.expect(tally.sign_ins > 0, "nobody signed in: the rig measures nothing")
    return report


def wait_for_jobs(conninfo: str, seconds: float) -> int:
    """Jobs that are due and still not done after so many seconds."""
    deadline = time.monotonic() + seconds
    query = "SELECT COUNT(*) FROM job WHERE state IN ('wacht', 'bezig')"
    while (left := int(psql(conninfo, query)[0][0])) and time.monotonic() < deadline:
        time.sleep(0.3)
    return left


def planned_twice(conninfo: str) -> list[tuple]:
    """Recurring work of the same kind planned within 30 seconds; nothing comes back that soon."""
    return psql(conninfo, """
        SELECT a.kind, a.created_at, b.created_at FROM job a JOIN job b ON b.kind = a.kind AND b.id > a.id
        WHERE a.id NOT LIKE 'rig-%' AND b.id NOT LIKE 'rig-%' AND a.kind IN (SELECT kind FROM schedule)
            AND abs(extract(epoch FROM b.created_at::timestamptz - a.created_at::timestamptz)) < 30""")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=540)
    parser.add_argument("--every", type=float, default=20, help="seconds between restarts")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--control", choices=["no-retry", "no-retries"], help="takes a guard away: the rig must go red")
    sys.exit(main(three_processes, **vars(parser.parse_args())))
