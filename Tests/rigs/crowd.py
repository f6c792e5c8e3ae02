"""Visitors of a site that several processes serve: each request goes to one of them, and once more to another when it
fails. Two failures in a row are an error that a visitor would see."""

import random
import re
import threading
import time
from dataclasses import dataclass, field

from smtp_sink import Sink
from town import ORGANISATION
from visitor import Answer, Visitor, filled
from work import BROKEN, Desk, Wish, application

# Answers that mean: not now, ask again.
AWAY = {502, 503, 504}


@dataclass
class Doors:
    """The processes of one site; which one answers is chance."""

    ports: list[int]
    chance: random.Random = field(default_factory=random.Random)

    def two(self) -> list[int]:
        """Where to ask, and where once more."""
        return self.chance.sample(self.ports, 2) if len(self.ports) > 1 else self.ports * 2


@dataclass
class Tally:
    """What a crowd saw; shared by its threads."""

    requests: int = 0
    again: int = 0
    sign_ins: int = 0
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    # Numbers of vacancies that are taken off line and put back.
    toggled: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def error(self, text: str) -> None:
        with self.lock:
            self.errors.append(f"{time.strftime('%H:%M:%S')} {text}")


class Guest:
    """One visitor. `retries` is the kindness that is under test in one of the controls."""

    def __init__(self, doors: Doors, tally: Tally, site: int, session: str | None = None, retries: bool = True):
        self.doors, self.tally, self.retries = doors, tally, retries
        self.visitor = Visitor(doors.ports[0], site=site)
        self.visitor.patience = 10.0
        if session:
            name, _, value = session.partition("=")
            self.visitor.cookies[name] = value

    def ask(self, what: str, act) -> Answer | None:
        """`act` asks at the port the visitor has now; at most twice."""
        seen = []
        for port in self.doors.two()[: 2 if self.retries else 1]:
            self.visitor.port = port
            began = time.monotonic()
            try:
                answer = act()
            except BROKEN as error:
                seen.append(type(error).__name__)
            else:
                if answer is not None and answer.status not in AWAY:
                    with self.tally.lock:
                        self.tally.requests += 1
                        self.tally.again += bool(seen)
                        self.tally.seconds.append(time.monotonic() - began)
                    return answer
                seen.append(str(answer.status if answer else "no answer"))
        self.tally.error(f"{what}: {seen}")
        return None

    def get(self, path: str, wanted: int = 200) -> Answer | None:
        answer = self.ask(f"GET {path}", lambda: self.visitor.get(path))
        if answer and answer.status != wanted:
            self.tally.error(f"GET {path} at {self.visitor.port}: {answer.status}, not {wanted}")
            return None
        return answer

    def grant(self, wish: Wish) -> None:
        """Sends a wish; the same one again at another process when the first failed."""
        self.tally.wishes.append(wish)
        answer = self.ask(wish.name, wish.send)
        # Whoever applies for what was just taken off line is told so, on a page: that is no error.
        closed = answer and answer.status == 200 and wish.target.split("/")[2] in self.tally.toggled
        if answer and not wish.acknowledged and not closed:
            self.tally.error(f"{wish.name}: {answer.status} at {answer.url}")


def reads(guest: Guest, chance: random.Random) -> None:
    words = ["taal", "chauffeur", "kok buurt", "tuin", "ouderen", "voorlezer kinderen", "zzz"]
    path = chance.choice(["/", "/vacatures", "/organisaties", "/cijfers", f"/vacatures?q={chance.choice(words)}"])
    if page := guest.get(path.replace(" ", "+")):
        links = page.links(r"^/vacatures/\d+-")
        if links:
            guest.get(chance.choice(links))


def writes(guest: Guest, label: str, number: int, desk: bool) -> None:
    made = []

    def page() -> Answer | None:
        try:
            made.append(
                Desk(guest.visitor).text(label) if desk else application(guest.visitor, label, number * 7))
        except AssertionError:
            return None
        return Answer(200, {}, "", "")

    if guest.ask(f"page for {label}", page):
        guest.grant(made[-1])


def sign_in(guest: Guest, sink: Sink, address: str) -> Answer | None:
    """By a link in a mail: asked at one process, used at another; the page of who is signed in."""
    before = len(sink.to(address))
    page = guest.get("/inloggen")
    forms = [form for form in page.forms if any(item.get("type") == "email" for item in form.fields)] if page else []
    if not forms:
        return None
    sent = filled(page, forms[0], email=address)
    guest.ask("POST /inloggen", lambda: guest.visitor.post(*sent))
    deadline, link = time.monotonic() + 20, None
    while link is None and time.monotonic() < deadline:
        time.sleep(0.05)
        found = (re.search(r"http://localhost:\d+(/inloggen/link/\S+)", one.text) for one in sink.to(address)[before:])
        link = next((one for one in found if one), None)
    if link is None:
        guest.tally.error(f"no mail with a link for {address} within 20 s")
        return None
    page = guest.get(link.group(1))
    form = page and next((form for form in page.forms if "/inloggen/link" in form.action), None)
    if not form:
        return None
    use = filled(page, form)
    guest.ask("POST link", lambda: guest.visitor.post(*use))
    return guest.get("/mijn")


def signs_in(doors: Doors, tally: Tally, site: int, sink: Sink, number: int) -> None:
    """In at one process, known at all; out at one, forgotten by all."""
    guest = Guest(doors, tally, site)
    if not sign_in(guest, sink, f"p{200 + number % 200}@x.example"):
        return
    inside = guest.get("/mijn")
    out = inside and next((form for form in inside.forms if form.action == "/uitloggen"), None)
    if not out:
        return
    sent = filled(inside, out)
    guest.ask("POST /uitloggen", lambda: guest.visitor.post(*sent))
    for port in doors.ports:
        try:
            guest.visitor.port = port
            if guest.visitor.get("/mijn").status == 200:
                tally.error(f"still signed in at {port} after signing out")
        except BROKEN:
            pass  # this one is being restarted
    with tally.lock:
        tally.sign_ins += 1


HOMES = {
    "makelaar": "/centrale", "beheer": "/beheer", "beleid": "/cijfers", "inwoner": "/mijn/reacties",
    "organisatie": f"/organisatie/{ORGANISATION}/reacties",
}
