"""A restore as on the day it is needed, timed and compared row by row (SQLite).

A town under load is backed up while visitors write; then once more while nothing changes. After that some people have
themselves erased. The backups are put back elsewhere: the quiet one equals the database of that moment in every row;
the one made under load holds every write that was acknowledged before it began, each whole; with the list of erased
people nothing of them is left anywhere. A wrong passphrase and a damaged file are refused, and leave nothing behind.

    restore_drill.py [--residents 20000] [--erased 5] [--control no-replay]
"""

import argparse
import contextlib
import sys
import threading
import time
from pathlib import Path

from applying import snapshot
from crowd import Doors, Tally
from erasing import erase_people
from ledger import Chain, sqlite_findings
from report import Report, main
from rows import differences, sqlite_tables
from server import Inzet, check, free_port, run, started
from smtp_sink import Sink
from town import Town, scratch, settle, sqlite_town
from visitor import Visitor
from work import Wish, Worker

SECRET = {"INZET_BACKUP_PASSPHRASE": "een wachtzin voor de proef van vandaag"}


class Drill:
    def __init__(self, folder: Path, town: Town, report: Report):
        self.folder, self.town, self.report = folder, town, report
        self.backups = folder / "backups"
        self.backups.mkdir()

    def backup(self, name: str) -> float:
        """Makes a backup; the seconds it took."""
        began = time.monotonic()
        done = run("backup", "make", *self.town.place, "--to", str(self.backups / name), environment=SECRET)
        if done.returncode != 0:
            raise RuntimeError(f"inzet backup: {done.stdout}{done.stderr}")
        return time.monotonic() - began

    def restore(self, name: str, to: str, *extra: str, secret: dict = SECRET) -> tuple[int, Path, float]:
        """Puts a backup back: the exit status, the file, the seconds."""
        target = self.folder / to / "town.sqlite"
        target.parent.mkdir(exist_ok=True)
        began = time.monotonic()
        done = run(
            "restore", str(self.backups / name), "--to", f"sqlite:{target}", *extra, environment=secret, seconds=600)
        self.report.expect(done.returncode >= 0, f"inzet restore ended by signal {-done.returncode}")
        self.said = done.stdout + done.stderr
        return done.returncode, target, time.monotonic() - began


def load(port: int, town: Town, wishes: list[Wish], stop: threading.Event) -> list[Worker]:
    workers = [Worker(port, f"drill-{index}", stop, wishes) for index in range(2)]
    workers.append(Worker(port, "drill-desk", stop, wishes, town.sessions["organisatie"]))
    for worker in workers:
        worker.start()
    return workers


def wait_until_quiet(sink: Sink, seconds: float = 120) -> None:
    """Until no mail left for two seconds: then nothing is being written."""
    deadline, last, since = time.monotonic() + seconds, -1, time.monotonic()
    while time.monotonic() < deadline and time.monotonic() - since < 2:
        if len(sink.deliveries) != last:
            last, since = len(sink.deliveries), time.monotonic()
        time.sleep(0.1)


def still_picture(running: Inzet, drill: Drill, figures: dict) -> None:
    """A backup and a copy of the files of one and the same moment."""
    running.freeze()
    try:
        snapshot(drill.town.database, drill.folder / "then").close()
        figures["backup_s"] = round(drill.backup("quiet.backup"), 2)
    finally:
        running.thaw()
    settle(drill.folder / "then" / "copy.sqlite")


def refuses(drill: Drill) -> None:
    """What must not be put back is not, and leaves nothing."""
    file = drill.backups / "quiet.backup"
    damaged = drill.backups / "damaged.backup"
    data = bytearray(file.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    damaged.write_bytes(data)
    tries = [("damaged.backup", SECRET), ("quiet.backup", {"INZET_BACKUP_PASSPHRASE": "een heel andere wachtzin nu"})]
    for name, secret in tries:
        status, target, _ = drill.restore(name, "refused", "--no-erasures", secret=secret)
        drill.report.expect(status != 0 and not target.exists(), f"{name} with {len(secret)} secret was put back")
    damaged.unlink()


def restore_drill(residents: int = 20_000, erased: int = 5, control: str | None = None) -> Report:
    report, figures = Report("restore drill on SQLite"), {"residents": residents}
    report.figures = figures
    with scratch("drill") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        town = sqlite_town(folder / "live", residents)
        drill = Drill(folder, town, report)
        sink = stack.enter_context(Sink(free_port(), folder))
        port, wishes, stop = free_port(), [], threading.Event()
        running = started(
            town.database, sink.url, *sink.trust(), "--no-rate-limit", log=folder / "serve.log", port=port)
        stack.callback(lambda: running.alive and running.stop())
        running.wait_until_ready()
        workers = load(port, town, wishes, stop)
        time.sleep(1)
        before = [wish for wish in wishes if wish.acknowledged]
        figures["backup_under_load_s"] = round(drill.backup("load.backup"), 2)
        time.sleep(0.5)
        stop.set()
        for worker in workers:
            worker.join()
        wait_until_quiet(sink)
        still_picture(running, drill, figures)
        figures["database_mb"] = round(town.database.stat().st_size / 1e6, 1)
        figures["backup_mb"] = round((drill.backups / "quiet.backup").stat().st_size / 1e6, 1)

        people = erase_people(Doors([port]), Tally(), port, sink, erased, report, residents // 50 + 200)
        living = Path(f"{town.database}.erasures")
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (living.exists() and living.read_text().count('"person"') >= erased):
            time.sleep(0.2)
        running.stop()

        then = sqlite_tables(folder / "then" / "copy.sqlite")
        status, plain, _ = drill.restore("quiet.backup", "plain", "--no-erasures")
        report.expect(status == 0, f"restore without a list: {drill.said}")
        if status != 0:
            return report
        report.problems += [f"row by row: {one}" for one in differences(then, sqlite_tables(plain))]
        figures["rows_compared"] = then.count

        status, loaded, _ = drill.restore("load.backup", "loaded", "--no-erasures")
        report.expect(status == 0, f"restore of the backup under load: {drill.said}")
        with contextlib.closing(snapshot(loaded, folder / "look")) as copy:
            found = sqlite_findings(before, copy, Chain())
        report.problems += [f"backup under load: {problem}" for problem in found.problems]
        figures["acknowledged_before_backup"], figures["lost"] = len(before), len(found.lost)

        lists = ["--no-erasures"] if control == "no-replay" else ["--erasures", str(living)]
        status, restored, seconds = drill.restore("quiet.backup", "restored", *lists)
        figures["restore_s"] = round(seconds, 2)
        report.expect(status == 0, f"restore: {drill.said}")
        tables = sqlite_tables(restored)
        words = [word for person in people for word in person.words]
        traces = tables.mentioning(words)
        figures["erased"], figures["traces_left"] = len(people), len(traces)
        report.expect(bool(then.mentioning(words)), "nothing of the erased was in the backup: the rig measures nothing")
        report.expect(not traces, f"of the erased is left: {traces[:3]}")
        # Others get mail of it.
        own = then.touched([*words, *(person.id for person in people)])
        report.problems += [f"others: {one}" for one in differences(then, tables, own, {"job", "mail"})]
        check(restored)
        refuses(drill)

        began = time.monotonic()
        again = started(restored, f"folder:{folder / 'post'}", log=folder / "again.log", port=port)
        stack.callback(lambda: again.alive and again.stop())
        again.wait_until_ready(pause=0.01)
        report.expect(Visitor(port).get("/vacatures").status == 200, "the restored site does not answer")
        figures["restored_site_answers_after_s"] = round(time.monotonic() - began, 2)
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--residents", type=int, default=20_000)
    parser.add_argument("--erased", type=int, default=5)
    parser.add_argument("--control", choices=["no-replay"], help="takes the guard away: the rig must go red")
    sys.exit(main(restore_drill, **vars(parser.parse_args())))
