"""How long a change at one process stays unknown to the search of the others."""

import time
import urllib.parse

from crowd import Doors, Guest, Tally
from town import ORGANISATION
from visitor import filled
from work import BROKEN

LIST = f"/organisatie/{ORGANISATION}/vacatures?stand=online"
# Seconds after which a search that still shows the old state is wrong, not slow.
LIMIT = 5.0


def changes(doors: Doors, tally: Tally, site: int, session: str, retries: bool = True) -> None:
    """Takes a vacancy off line at one process and puts it back; looks at every process until the search knows."""
    guest = Guest(doors, tally, site, session, retries)
    online = guest.get(LIST)
    own = online and online.links(rf"^/organisatie/{ORGANISATION}/vacatures/\d+$")
    if not own:
        return
    number = own[0].rsplit("/", 1)[1]
    tally.toggled.add(number)
    for action, shown in (("/pauze", False), ("/hervatting", True)):
        page = guest.get(own[0])
        form = page and next((form for form in page.forms if form.action.endswith(own[0] + action)), None)
        if not form:
            return
        title = page.body.split("<h1>", 1)[-1].split("</h1>", 1)[0]
        sent = filled(page, form)
        answer = guest.ask(f"POST {action}", lambda sent=sent: guest.visitor.post(*sent))
        if not answer or answer.status != 303:
            tally.error(f"POST {own[0]}{action}: {answer and answer.status}")
            return
        began = time.monotonic()
        for port in doors.ports:
            waits_for(guest, tally, port, number, title, shown, began)


def waits_for(guest: Guest, tally: Tally, port: int, number: str, title: str, shown: bool, began: float) -> None:
    path = "/vacatures?" + urllib.parse.urlencode({"q": title})
    while True:
        guest.visitor.port = port
        try:
            page = guest.visitor.get(path)
        except BROKEN:
            return  # this one is being restarted
        age = time.monotonic() - began
        if page.status == 200 and bool(page.links(rf"^/vacatures/{number}-")) == shown:
            with tally.lock:
                tally.fresh.append(age)
            return
        if age > LIMIT:
            state = "not shown" if shown else "still shown"
            tally.error(f"search at {port} is {age:.1f} s behind: vacancy {number} {state}")
            return
        time.sleep(0.02)
