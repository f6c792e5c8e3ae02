"""What is asked: the same addresses and the same forms of whoever answers, made from the rows of the town."""

import random
import re
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from http_client import Connection

# How much of the reading is searching.
SEARCHES, VACANCIES, DOORS = 320, 192, 40


@dataclass
class Line:
    kind: str
    method: str
    path: str
    headers: dict[str, str]
    body: str = ""

    def __str__(self) -> str:
        headers = "".join(f"{name}: {value};" for name, value in self.headers.items())
        return "\t".join([self.kind, self.method, self.path, headers, self.body])


def searches(titles: list[str], sectors: list[str], count: int) -> list[str]:
    """Half of them for words, some of those in a kind of work; the others look around in a kind of work, or at all."""
    chance = random.Random(1)
    paths = []
    for _ in range(count):
        words = [word for word in chance.choice(titles).split() if word.isalpha() and len(word) > 3]
        asked = {}
        kind = chance.random()
        if kind < 0.75:
            asked["q"] = " ".join(chance.sample(words, min(len(words), chance.choice([1, 1, 2]))))
        if kind > 0.45 and kind < 0.95:
            asked["sector"] = chance.choice(sectors)
        paths.append("/vacatures" + ("?" + urllib.parse.urlencode(asked) if asked else ""))
    return paths


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def posting(base: str, path: str, fields: dict[str, str], kind: str) -> Line:
    """The form of a page as a browser would send it, for somebody else each time."""
    link = Connection(base)
    status, headers, body = link.request(path)
    link.close()
    if status != 200:
        raise SystemExit(f"{path}: status {status}")
    form = next(form for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", body.decode(), re.S) if "email" in form)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    hidden.pop("_sleutel", None)  # the header says which wish it is
    cookie = "; ".join(one.split(";", 1)[0] for one in headers.get("set-cookie", "").split("\n") if one)
    sent = urllib.parse.urlencode(hidden | fields, safe="@")
    return Line(kind, "POST", path, {
        "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, "Origin": base,
        "Sec-Fetch-Site": "same-origin", "Idempotency-Key": "mixed-@@N@@", "X-Forwarded-For": "@@IP@@",
    }, sent)  # fmt: skip


def make(base: str, rows: list[tuple[int, str, str]], file: Path) -> dict[str, list[Line]]:
    """Writes the plan for wrk; `rows` are number, title and kind of work of open vacancies."""
    chance = random.Random(2)
    reads = searches([row[1] for row in rows], sorted({row[2] for row in rows}), SEARCHES)
    reads += [f"/vacatures/{number}-{slug(title)}" for number, title, _ in chance.choices(rows, k=VACANCIES)]
    chance.shuffle(reads)
    doors = chance.choices(rows, k=DOORS)
    forms = [line for number, _, _ in doors for line in ("/inloggen", f"/vacatures/{number}/reageren")]
    person = {"naam": "Proef @@N@@", "email": "proef@@N@@@mixed.example", "bericht": "Ik help graag mee."}
    plan = {
        "read": [Line("read", "GET", path, {}) for path in reads],
        "form": [Line("form", "GET", path, {}) for path in forms],
        "sign-in": [posting(base, "/inloggen", {"email": "proef@@N@@@mixed.example"}, "sign-in")],
        "write": [posting(base, f"/vacatures/{number}/reageren", person, "write") for number, _, _ in doors],
    }
    file.write_text("\n".join(str(line) for kind in plan.values() for line in kind) + "\n")
    return plan


def check(base: str, plan: dict[str, list[Line]]) -> dict[str, int]:
    """Each kind of question once; the bytes of the answers to reading. Stops when one is not answered as it must."""
    sizes = {}
    for kind, lines in plan.items():
        link, total = Connection(base), 0
        for number, line in enumerate(lines[:40]):
            body = line.body.replace("@@N@@", f"check{number}").encode()
            headers = [(name, value.replace("@@N@@", f"check{number}").replace("@@IP@@", f"10.255.0.{number}"))
                       for name, value in line.headers.items()]  # fmt: skip
            status, _, answer = link.request(line.path, None, line.method, body, headers)
            if status not in ((302, 303) if line.method == "POST" else (200,)):
                raise SystemExit(f"{line.method} {line.path}: status {status}: {answer[:300]}")
            total += len(answer)
        link.close()
        sizes[kind] = round(total / len(lines[:40]))
    return sizes
