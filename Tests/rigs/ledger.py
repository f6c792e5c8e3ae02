"""What the database must hold after anything: every acknowledged wish, each wish once and whole, and a log that fits.

Reads through a function from a query to rows, so that the same checks serve both engines.
"""

import base64
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from work import DOMAIN, Wish

Read = Callable[[str], list[tuple]]

APPLICATIONS = f"SELECT email, COUNT(*) FROM application WHERE email LIKE '%@{DOMAIN}' GROUP BY email"
TEXTS = "SELECT name, COUNT(*) FROM canned_answer WHERE name LIKE 'rig-%' GROUP BY name"
MAILS = f"""
    SELECT recipient, COUNT(*) FROM mail WHERE kind = 'reactie-bevestigen' AND recipient LIKE '%@{DOMAIN}'
    GROUP BY recipient"""
EVENTS = f"""
    SELECT a.email, COUNT(*) FROM application a
        JOIN audit_event e ON e.object_id = a.id AND e.action = 'reactie-ingevuld'
    WHERE a.email LIKE '%@{DOMAIN}' GROUP BY a.email"""
TEXT_EVENTS = "SELECT COUNT(*) FROM audit_event WHERE action = 'antwoordtekst-nieuw'"
CHAIN = """
    SELECT seq, at, actor, action, object, object_id, municipality, origin, result, details, previous, hash
    FROM audit_event WHERE seq >= {first} ORDER BY seq"""


@dataclass
class Findings:
    lost: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    torn: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        found = []
        if self.lost:
            found.append(f"{len(self.lost)} acknowledged writes are gone: {sorted(self.lost)[:3]}")
        if self.twice:
            found.append(f"{len(self.twice)} wishes came true more than once: {sorted(self.twice)[:3]}")
        return found + self.torn[:3] + self.broken[:3]


def stored(read: Read) -> Counter:
    """How often each wish came true."""
    return Counter({name: int(count) for name, count in [*read(APPLICATIONS), *read(TEXTS)]})


def findings(wishes: Iterable[Wish], read: Read) -> Findings:
    there = stored(read)
    found = Findings(
        lost={wish.name for wish in wishes if wish.acknowledged and not there[wish.name]},
        twice={name for name, count in there.items() if count > 1},
    )
    applications = Counter({name: count for name, count in there.items() if "@" in name})
    for what, query in (("confirmation mail", MAILS), ("audit event", EVENTS)):
        beside = Counter({name: int(count) for name, count in read(query)})
        if beside != applications:
            differs = sorted((applications - beside) + (beside - applications))
            found.torn.append(f"application and {what} do not go together: {differs[:3]}")
    texts, events = there.total() - applications.total(), int(read(TEXT_EVENTS)[0][0])
    if texts != events:
        found.torn.append(f"{texts} texts and {events} audit events of texts")
    return found


class Chain:
    """The audit log, checked from where it was checked last."""

    def __init__(self) -> None:
        self.last: tuple[int, str] = (0, "")

    def problems(self, read: Read) -> list[str]:
        first, known = self.last
        rows = read(CHAIN.format(first=max(first, 1)))
        if first:
            # The last event seen must still stand there: an acknowledged past does not change.
            if not rows or (int(rows[0][0]), rows[0][-1]) != (first, known):
                return [f"event {first} of the audit log is gone or was changed"]
            rows = rows[1:]
        for row in rows:
            fields = ["" if value is None else str(value) for value in row]
            if int(row[0]) != first + 1 or fields[10] != known:
                return [f"event {row[0]} of the audit log does not follow event {first}"]
            if digest(fields[:11]) != fields[11]:
                return [f"event {row[0]} of the audit log was changed"]
            first, known = int(row[0]), fields[11]
        self.last = (first, known)
        return []


def digest(fields: list[str]) -> str:
    whole = hashlib.sha256()
    for value in fields:
        data = value.encode()
        whole.update(b"%d:%s" % (len(data), data))
    return base64.urlsafe_b64encode(whole.digest()).decode().rstrip("=")


def sqlite_problems(copy: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, and rows that point at nothing."""
    integrity = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
    orphans = copy.execute("PRAGMA foreign_key_check").fetchmany(5)
    return [line for line in integrity if line != "ok"] + [f"a row of {row[0]} points at nothing" for row in orphans]


def sqlite_findings(wishes: Iterable[Wish], copy: sqlite3.Connection, chain: Chain) -> Findings:
    def read(query: str) -> list[tuple]:
        return copy.execute(query).fetchall()

    broken = sqlite_problems(copy)
    if broken:
        return Findings(broken=broken)
    found = findings(wishes, read)
    found.broken += chain.problems(read)
    return found
