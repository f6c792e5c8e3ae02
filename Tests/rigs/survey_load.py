"""Hundreds of respondents answer at once while the server is killed with -9, again and again.

A page counts as answered once its redirect came in. After each kill, on the files as they lie there: every answered page
of every respondent is stored, in the modes that can be read from outside. At the end everyone has sent their answers:
one answer for each address, none twice, every word in it. Then fifty at once post the same token: one answer.

    survey_load.py [--respondents 500] [--kills 5] [--seed N] [--control lose-log]
"""

import argparse
import contextlib
import http.client
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

from applying import snapshot
from report import Report, main, percentile
from server import Inzet, check, free_port, started
from survey_town import PAGES, Survey, fields, hashed, opened
from town import memory_folder, scratch, sqlite_town
from visitor import Visitor

BROKEN = (OSError, http.client.HTTPException)


@dataclass
class Respondent:
    """One person with a link, who goes on where they were when the server is back."""

    port: int
    token: str
    name: str
    answered: set[str] = field(default_factory=set)
    is_sent: bool = False
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def words(self, block: str) -> str:
        return f"{self.name}-{block}-einde"

    def run(self, stop: threading.Event) -> None:
        visitor = Visitor(self.port)
        # Somebody who hears no twenty times gives up: then the rig is red and not without end.
        while not stop.is_set() and not self.is_sent and len(self.failures) < 20:
            try:
                self.go_on(visitor, stop)
            except BROKEN:
                time.sleep(0.05)

    def go_on(self, visitor: Visitor, stop: threading.Event) -> None:
        base = f"/vragenlijst/{self.token}"
        for block in PAGES:
            if block in self.answered or stop.is_set():
                continue
            page = visitor.get(f"{base}/pagina/{block}")
            if page.status == 303:
                # The server knows of less than was answered, or of all: the overview tells.
                break
            if not self.post(visitor, page, f"{base}/pagina/{block}", fields(block, self.words(block))):
                return
            self.answered.add(block)
        overview = visitor.get(f"{base}/overzicht")
        if overview.status == 303:
            target = overview.headers.get("location", "")
            if target.endswith(self.token):
                self.is_sent = "Dank je wel" in visitor.get(base).body
            elif "/pagina/" in target:
                # A page that was answered and is asked again was lost.
                block = target.split("/pagina/")[1].split("?")[0]
                if block in self.answered:
                    self.failures.append(f"{self.name}: {block} was answered and is asked again")
                    self.answered.discard(block)
            return
        if self.post(visitor, overview, f"{base}/versturen", []):
            self.is_sent = True

    def post(self, visitor: Visitor, page, path: str, answers: list[tuple[str, str]]) -> bool:
        forms = [form for form in page.forms if form.action.split("?")[0] == path]
        if page.status != 200 or not forms:
            self.failures.append(f"{self.name}: {path[-20:]} gave {page.status}")
            return False
        hidden = [(item["name"], item.get("value", "")) for item in forms[0].fields if item.get("type") == "hidden"]
        began = time.monotonic()
        answer = visitor.post(path, urllib.parse.urlencode([*hidden, *answers, ("_naar", "volgende")]))
        if answer.status != 303:
            self.failures.append(f"{self.name}: posting {path[-20:]} gave {answer.status}")
            return False
        self.seconds.append(time.monotonic() - began)
        return True


def stored(copy: sqlite3.Connection, survey: Survey) -> dict[str, str]:
    """The answers of each token, as far as they can be read from outside: not those that lie sealed."""
    if survey.mode == "gekoppeld":
        rows = copy.execute(
            "SELECT a.token_hash, r.answers FROM survey_response r JOIN survey_address a ON a.id = r.address_id "
            "WHERE r.survey_id = ?", (survey.id,))  # fmt: skip
        return dict(rows.fetchall())
    return {}


def missing(copy: sqlite3.Connection, survey: Survey, people: list[Respondent]) -> list[str]:
    """Pages that were answered and are not there."""
    if survey.mode != "gekoppeld":
        return []
    known = stored(copy, survey)
    return [
        f"{one.name} {block}" for one in people for block in sorted(one.answered)
        if one.words(block) not in known.get(hashed(one.token), "")]


def answers_of(copy: sqlite3.Connection, survey: Survey) -> list[str]:
    table = "survey_box" if survey.mode == "anoniem" else "survey_response"
    return [text for (text,) in copy.execute(f"SELECT answers FROM {table} WHERE survey_id = ?", (survey.id,))]


@dataclass
class Rig:
    folder: Path
    database: Path
    memory: Path
    report: Report
    chance: random.Random
    port: int = field(default_factory=free_port)

    def start(self, *extra: str) -> Inzet:
        running = started(
            self.database, f"folder:{self.folder / 'post'}", "--no-rate-limit", *extra, log=self.folder / "serve.log",
            port=self.port)
        running.wait_until_ready(pause=0.01)
        return running

    def look(self):
        return contextlib.closing(snapshot(self.database, self.memory / "copy"))

    def crowd(self, survey: Survey, kills: int, control: str | None) -> list[Respondent]:
        """Everyone begins at once; the server falls so many times while they are busy."""
        people = [Respondent(self.port, token, f"p{place:04}") for place, token in enumerate(survey.tokens)]
        stop = threading.Event()
        running = self.start()
        threads = [threading.Thread(target=one.run, args=(stop,)) for one in people]
        for thread in threads:
            thread.start()
        try:
            for kill in range(1, kills + 1):
                wanted = len(people) * (len(PAGES) + 1) * kill // (kills + 1)
                while sum(len(one.answered) + one.is_sent for one in people) < wanted and any(
                    thread.is_alive() for thread in threads
                ):
                    time.sleep(0.005)
                time.sleep(self.chance.uniform(0, 0.02))
                running.kill()
                if control == "lose-log":
                    Path(f"{self.database}-wal").unlink(missing_ok=True)
                with self.look() as copy:
                    lost = missing(copy, survey, [Respondent(0, one.token, one.name, set(one.answered)) for one in people])
                self.report.expect(not lost, f"{len(lost)} answered pages are gone after kill {kill}: {lost[:3]}")
                if control and lost:
                    stop.set()
                    return people
                running = self.start()
            deadline = time.monotonic() + 300
            for thread in threads:
                thread.join(max(0.1, deadline - time.monotonic()))
        finally:
            stop.set()
            if running.alive:
                running.stop()
            for thread in threads:
                thread.join()
        return people

    def settle(self, survey: Survey, people: list[Respondent]) -> None:
        """Everyone sent, nobody twice, every word there."""
        if survey.mode == "anoniem":
            # The box is mixed by a job; the clock goes past it.
            running = self.start("--clock-offset", "1200")
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as link:
                    if link.execute("SELECT COUNT(*) FROM survey_pending").fetchone()[0] < 5:
                        break
                time.sleep(0.3)
            running.stop()
        check(self.database)
        with self.look() as copy:
            found = answers_of(copy, survey)
            answered = copy.execute(
                "SELECT COUNT(*) FROM survey_address WHERE survey_id = ? AND turnout = 'answered'", (survey.id,)
            ).fetchone()[0]
            waiting = copy.execute("SELECT COUNT(*) FROM survey_pending").fetchone()[0]
            drafts = copy.execute("SELECT COUNT(*) FROM survey_draft").fetchone()[0]
        expect, mode = self.report.expect, survey.mode
        expect(all(one.is_sent for one in people), f"{mode}: {sum(not one.is_sent for one in people)} never got through")
        expect(answered == len(people), f"{mode}: {answered} of {len(people)} addresses stand as answered")
        expect(len(found) + waiting == len(people), f"{mode}: {len(found)} + {waiting} answers of {len(people)} people")
        expect(drafts == 0, f"{mode}: {drafts} drafts are left of answers that were sent")
        seen: dict[str, int] = {}
        for text in found:
            json.loads(text)
            name = text[text.index("p"):][:5] if "-B1-einde" not in text else text.split("-B1-einde")[0][-5:]
            seen[name] = seen.get(name, 0) + 1
            expect(all(f"{name}-{block}-einde" in text for block in PAGES), f"{mode}: an answer of {name} lacks a page")
        expect(all(count == 1 for count in seen.values()), f"{mode}: some answers count twice")
        for one in people:
            self.report.problems += one.failures[:1]

    def same_token(self, mode: str, times: int = 50) -> None:
        """So many at once send the same answers."""
        survey = opened(self.database, mode, 1)
        running = self.start()
        try:
            first = Respondent(self.port, survey.tokens[0], "p9999")
            visitor = Visitor(self.port)
            base = f"/vragenlijst/{first.token}"
            for block in PAGES:
                page = visitor.get(f"{base}/pagina/{block}")
                first.post(visitor, page, f"{base}/pagina/{block}", fields(block, first.words(block)))
            gate, statuses = threading.Barrier(times), []

            def send() -> None:
                own = Visitor(self.port)
                page = own.get(f"{base}/overzicht")
                form = next(form for form in page.forms if form.action.endswith("/versturen"))
                hidden = [(item["name"], item.get("value", "")) for item in form.fields if item.get("type") == "hidden"]
                gate.wait()
                statuses.append(own.post(f"{base}/versturen", urllib.parse.urlencode(hidden)).status)

            threads = [threading.Thread(target=send) for _ in range(times)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            running.stop()
        with self.look() as copy:
            total = copy.execute(
                "SELECT (SELECT COUNT(*) FROM survey_response WHERE survey_id = ?1) + "
                "(SELECT COUNT(*) FROM survey_pending WHERE survey_id = ?1)", (survey.id,)
            ).fetchone()[0]  # fmt: skip
        self.report.expect(total == 1, f"{mode}: {times} posts of one token gave {total} answers")
        self.report.expect(set(statuses) <= {303, 404}, f"{mode}: {times} posts of one token gave {sorted(set(statuses))}")


def survey_load(respondents: int = 500, kills: int = 5, seed: int = 1, control: str | None = None) -> Report:
    report = Report("respondents of a survey at once", seed)
    with scratch("survey") as folder, tempfile.TemporaryDirectory(dir=memory_folder()) as memory:
        town = sqlite_town(Path(folder))
        rig = Rig(Path(folder), town.database, Path(memory), report, random.Random(seed))
        seconds: list[float] = []
        pages = 0
        for mode in ["gekoppeld"] if control else ["gekoppeld", "anoniem"]:
            survey = opened(town.database, mode, respondents)
            people = rig.crowd(survey, kills, control)
            seconds += [one for person in people for one in person.seconds]
            pages += sum(len(one.answered) for one in people)
            if not control:
                rig.settle(survey, people)
                rig.same_token(mode)
        report.figures = {
            "respondents": respondents, "kills": kills, "pages": pages,
            "p50_ms": round(percentile(seconds, 0.5) * 1000, 1), "p99_ms": round(percentile(seconds, 0.99) * 1000, 1),
        }
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--respondents", type=int, default=500)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--control", choices=["lose-log"], help="a fault of ours: must be seen")
    sys.exit(main(survey_load, **vars(parser.parse_args())))
