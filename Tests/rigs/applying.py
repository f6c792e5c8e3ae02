"""Applying as a visitor does, and reading back what the database kept: for the rigs that break things on purpose."""

import http.client
import shutil
import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path

from visitor import Answer, Visitor

# What the rigs know of the program; all of it stands here.
SEARCH = "/vacatures"
VACANCY = r"^(http://localhost:\d+)?/vacatures/\d"
APPLY = r"/reageren|/aanmelden"
STORED = "SELECT email FROM application"


@dataclass
class Applicant:
    """One visitor who applies again and again, each time as somebody else."""

    port: int
    label: str
    acknowledged: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def apply_until_it_ends(self, vacancy: int, stop: threading.Event) -> None:
        number = 0
        try:
            while not stop.is_set():
                number += 1
                self.apply_once(f"{self.label}-{number}", vacancy + number)
        except (OSError, http.client.HTTPException):
            return  # the server was killed: what was not acknowledged does not count

    def apply_once(self, label: str, vacancy: int) -> None:
        visitor = Visitor(self.port)
        page = apply_page(visitor, vacancy)
        form = next(form for form in page.forms if form.method == "post" and any(
            item.get("type") == "email" for item in form.fields))
        address = f"{label}@voorbeeld.nl"
        answer = visitor.submit(
            page, form, name=f"Proef {label}", email=address, message=f"Ik doe graag mee ({label}).")
        if answer.status == 303:
            self.acknowledged.append(address)
        else:
            self.answers.append(f"{answer.status} at {answer.url}")


_vacancies: dict[int, list[str]] = {}


def apply_page(visitor: Visitor, vacancy: int) -> Answer:
    """The page with the form of the n-th vacancy of the list, counted round; the next one where nobody can apply."""
    links = _vacancies.get(visitor.site)
    if not links:
        links = sorted(set(visitor.get(SEARCH).links(VACANCY)))
        if not links:
            raise AssertionError(f"no vacancy links on {SEARCH}")
        _vacancies[visitor.site] = links
    for number in range(vacancy, vacancy + len(links)):
        page = visitor.get(links[number % len(links)])
        if any(item.get("type") == "email" for form in page.forms for item in form.fields):
            return page
        if apply := page.links(APPLY):
            return visitor.get(apply[0])
        if page.status != 200:
            raise AssertionError(f"{page.status} at {page.url}")
    raise AssertionError("nobody can apply for any vacancy")


def snapshot(database: Path, folder: Path) -> sqlite3.Connection:
    """A copy of the database and its log as they lie on disk, opened by itself: the original stays untouched."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for suffix in ("", "-wal"):
        source = Path(f"{database}{suffix}")
        if source.exists():
            shutil.copy(source, folder / f"copy.sqlite{suffix}")
    return sqlite3.connect(folder / "copy.sqlite")


def stored_addresses(copy: sqlite3.Connection) -> set[str]:
    return {row[0] for row in copy.execute(STORED)}
