"""Writes that visitors and staff do while a rig breaks something: each is a wish that must come true once, or not at
all.

Two kinds. A visitor applies for a vacancy: the application, its audit event and a mail, in one transaction. An
organisation keeps a text: nothing but the key of the request tells a second text with the same words from a repeat.
"""

import http.client
import threading
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field

from applying import apply_page
from town import ORGANISATION
from visitor import Answer, Visitor, filled

KEY_FIELD = "_sleutel"
BROKEN = (OSError, http.client.HTTPException)
DOMAIN = "rig.example"


@dataclass
class Wish:
    kind: str
    name: str
    visitor: Visitor
    target: str
    body: str
    # `None` when the page gave a key of its own, in a hidden field.
    key: str | None
    acknowledged: bool = False
    answers: list[int] = field(default_factory=list)
    unanswered: int = 0

    def send(self, port: int | None = None) -> Answer | None:
        """Asks, also again; `None` when the line broke before the answer."""
        if port:
            self.visitor.port = port
        try:
            answer = self.visitor.post(self.target, self.body, self.key)
        except BROKEN:
            self.unanswered += 1
            return None
        self.answers.append(answer.status)
        # Whoever is sent to the door to sign in has been told nothing was kept.
        if answer.status == 303 and not answer.headers.get("location", "").startswith("/inloggen"):
            self.acknowledged = True
        return answer


def application(visitor: Visitor, label: str, vacancy: int) -> Wish:
    """A visitor with the filled-in form of a vacancy before them."""
    page = apply_page(visitor, vacancy)
    forms = [form for form in page.forms if any(item.get("type") == "email" for item in form.fields)]
    if not forms:
        raise AssertionError(f"{page.status} at {page.url}: no form to apply")
    address = f"{label}@{DOMAIN}"
    target, body = filled(page, forms[0], name=f"Proef {label}", email=address, message=f"Ik doe graag mee ({label}).")
    return Wish("application", address, visitor, target, body, None if f"{KEY_FIELD}=" in body else str(uuid.uuid4()))


class Desk:
    """Somebody of an organisation, signed in, with the page open on which it keeps its texts."""

    def __init__(self, visitor: Visitor, session: str | None = None):
        self.visitor = visitor
        if session:
            name, _, value = session.partition("=")
            visitor.cookies[name] = value
        self.target = f"/organisatie/{ORGANISATION}/antwoorden"
        page = visitor.get(self.target)
        if page.status != 200:
            raise http.client.HTTPException(f"{page.status} at {self.target}")
        form = next((form for form in page.forms if any(item.get("name") == "tekst" for item in form.fields)), None)
        if not form:
            raise AssertionError(f"{self.target}: no form for a text")
        self.hidden = [(item["name"], item.get("value", "")) for item in form.fields if item.get("type") == "hidden"]

    def text(self, label: str) -> Wish:
        sent = [pair for pair in self.hidden if pair[0] != KEY_FIELD] + [("naam", label), ("tekst", f"Dag ({label}).")]
        return Wish("text", label, self.visitor, self.target, urllib.parse.urlencode(sent), str(uuid.uuid4()))


class Worker(threading.Thread):
    """Writes until it is told to stop or the server goes; what was not answered is asked again first next time."""

    def __init__(
        self, port: int, label: str, stop: threading.Event, wishes: list[Wish], session: str | None = None,
        pending: list[Wish] | None = None,
    ):
        super().__init__(daemon=True)
        self.port, self.label, self.stop, self.wishes, self.session = port, label, stop, wishes, session
        self.pending = pending or []
        self.failures: list[str] = []

    def run(self) -> None:
        try:
            for wish in self.pending:
                if self.stop.is_set() or wish.send(self.port) is None:
                    return
            desk = Desk(Visitor(self.port), self.session) if self.session else None
            number = 0
            while not self.stop.is_set():
                number += 1
                label = f"rig-{self.label}-{number}"
                wish = desk.text(label) if desk else application(Visitor(self.port), label, number * 7)
                self.wishes.append(wish)
                if wish.send() is None:
                    return
                if not wish.acknowledged:
                    time.sleep(0.01)
        except BROKEN:
            return  # the server went while a page was fetched: nothing was asked
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")
