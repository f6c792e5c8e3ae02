"""A survey in the field, written straight into the database of a town: so many addresses, each with a link."""

import base64
import hashlib
import json
import secrets
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Pages with a question of each common kind, and one for own words: by those an answer is known again.
PAGES = ["B1", "B2", "B3", "B4", "B5"]


def questionnaire() -> dict:
    yes = [{"code": 1, "nl": "Ja"}, {"code": 2, "nl": "Nee"}, {"code": 9, "nl": "Weet ik niet", "missing": True}]
    parts = [{"code": code, "nl": f"Onderdeel {code}"} for code in range(1, 6)]

    def page(number: int) -> dict:
        at = f"V{number}"
        return {"id": f"B{number}", "title": f"Deel {number}", "questions": [
            {"id": f"{at}1", "type": "single", "text": "Staat het in beleid?", "required": True, "choices": yes},
            {"id": f"{at}2", "type": "multiple", "text": "Wie voert het uit?", "choices": parts},
            {"id": f"{at}3", "type": "scale", "text": "Hoe tevreden ben je?", "lowest": 1, "highest": 5},
            {"id": f"{at}4", "type": "number", "text": "Hoeveel uur?", "lowest": 0, "highest": 1000},
            {"id": f"{at}5", "type": "grid_multi", "text": "Wat doet wie?", "rows": parts, "columns": yes[:2]},
            {"id": f"{at}9", "type": "text", "text": "Wil je nog iets kwijt?"},
        ]}  # fmt: skip

    return {"schema": 1, "id": "proef", "version": 1, "languages": ["nl"], "title": "Proef",
            "blocks": [page(number) for number in range(1, len(PAGES) + 1)]}  # fmt: skip


def fields(block: str, words: str) -> list[tuple[str, str]]:
    """What someone fills in on a page."""
    at = f"V{block[1:]}"
    grid = [(f"{at}5.{row}", str(code)) for row in range(1, 6) for code in (1, 2)]
    return [(f"{at}1", "1"), (f"{at}2", "2"), (f"{at}2", "4"), (f"{at}3", "4"), (f"{at}4", "12"), *grid, (f"{at}9", words)]


def hashed(secret: str) -> str:
    """The form in which a secret is stored."""
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).decode().rstrip("=")


@dataclass
class Survey:
    id: str
    mode: str
    # In the order of the addresses.
    tokens: list[str]


def moment(days: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def opened(database: Path, mode: str, addresses: int) -> Survey:
    """A survey that is open for a month. Nobody may have the file open but us."""
    with closing(sqlite3.connect(database)) as link, link:
        return rows_of(link.execute, mode, addresses)


def rows_of(execute, mode: str, addresses: int, mark: str = "?") -> Survey:
    """Writes the rows by `execute`, whose placeholders are `mark`."""
    def put(table: str, **values: object) -> None:
        places = ", ".join([mark] * len(values))
        execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", tuple(values.values()))

    code = execute("SELECT code FROM municipality ORDER BY code LIMIT 1", ()).fetchone()[0]
    content = json.dumps(questionnaire(), ensure_ascii=False)
    number = secrets.randbelow(1 << 40)
    made, version, survey = (str(uuid.uuid4()) for _ in range(3))
    now = moment()
    put("survey_questionnaire", id=made, number=number, municipality_code=code, name="Proef", name_key="proef",
        content=content, created_at=now, changed_at=now)  # fmt: skip
    put("survey_version", id=version, questionnaire_id=made, version=1, content=content, hash="-", frozen_at=now)
    put("survey", id=survey, number=number, municipality_code=code, title="Proef", kind="eigen", mode=mode,
        state="veldwerk", questionnaire_id=made, version_id=version, has_open_link=False, opens_on=moment(-1)[:10],
        closes_on=moment(28)[:10], least_cell=5, least_base=10, lawful_basis="taak", purpose="Een proef.",
        created_at=now, opened_at=now)  # fmt: skip
    tokens = [secrets.token_urlsafe(32) for _ in range(addresses)]
    for place, token in enumerate(tokens, start=1):
        put("survey_address", id=str(uuid.uuid4()), survey_id=survey, number=place, name=f"Adres {place}",
            email=f"adres{place}@x.example", language="nl", source="met-de-hand", token_hash=hashed(token), outcome="3.19",
            turnout="none", added_at=now)  # fmt: skip
    return Survey(survey, mode, tokens)
