"""Sending in a page of answers: pages per second, on each engine, beside Django on the same engine.

    python -m survey.run --data FOLDER --result FILE [--respondents 400] [--seconds 10]

Everyone filled in all pages before the measuring begins; what is measured is the sending of a page over the one that is
kept, which is the same work as the first time. After each run every page of every respondent must hold what was sent
in that run.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import psycopg2

import inzet
from http_client import Connection
from mixed import contenders

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "Tests" / "rigs"))
from survey_town import PAGES, Survey, fields, rows_of  # noqa: E402

CLIENTS = 32
NUMBERS = itertools.count(100_000_000, 100_000_000)


def wrk(base: str, plan: Path, seconds: float) -> tuple[dict, int]:
    """What wrk says, and the first number it sent."""
    first = next(NUMBERS)
    environment = {**os.environ, "WRK_PLAN": str(plan), "WRK_BASE": str(first), "WRK_HOST": base.removeprefix("http://")}
    done = subprocess.run(
        ["wrk", "-t", "2", "-c", str(CLIENTS), "-d", f"{int(seconds)}s", "--timeout", "30s", "-s", str(HERE / "post.lua"),
         base], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    found = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not found:
        raise SystemExit(f"wrk failed: {done.stdout[-1000:]}")
    return json.loads(found[0][7:]), first


def ticket(base: str, path: str) -> tuple[str, list[tuple[str, str]]]:
    """A visitor's cookie and the hidden fields that belong to it, from the page as it stands."""
    status, headers, body = Connection(base, 30).request(path)
    if status != 200:
        raise SystemExit(f"{path} gives {status}")
    text = body.decode() if isinstance(body, bytes) else body
    cookie = headers.get("set-cookie", "").split(";")[0]
    tags = re.findall(r"<input type=\"hidden\"[^>]*>", text)
    pairs = [(re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    hidden = {name.group(1): value.group(1) for name, value in pairs if name and value}
    if "_sleutel" in hidden:
        hidden["_sleutel"] = "s@@N@@"
    return cookie, list(hidden.items())


def prepare(base: str, survey: Survey, plan: Path) -> None:
    """Fills in every page of everyone once, in order; the plan asks the same in an order without order."""
    cookie, hidden = ticket(base, f"/vragenlijst/{survey.tokens[0]}/pagina/{PAGES[0]}")
    lines = []
    line = Connection(base, 30)
    for token in survey.tokens:
        for block in PAGES:
            path = f"/vragenlijst/{token}/pagina/{block}"
            words = "Dit is wat ik ervan vind. " * 4 + f"nummer{'@@N@@'}einde"
            body = urlencode([*hidden, *fields(block, words), ("_naar", "volgende")], safe="@")
            status, headers, _ = line.request(
                path, cookie, "POST", body.replace("@@N@@", "1").encode(),
                [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")])
            if status not in (302, 303) or not re.search(r"pagina/B\d|overzicht", headers.get("location", "")):
                raise SystemExit(f"{path} gives {status} {headers.get('location')}")
            lines.append(f"{path}\t{cookie}\t{body}")
    random.Random(1).shuffle(lines)
    plan.write_text("\n".join(lines) + "\n")


def load(base: str, survey: Survey, seconds: float, read) -> dict:
    """One contender, warmed up and measured; `read` gives the answers that are kept."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.txt"
        prepare(base, survey, plan)
        wrk(base, plan, max(2, seconds / 4))
        found, first = wrk(base, plan, seconds)
    kept = [int(number) for text in read(survey.id) for number in re.findall(r"nummer(\d+)einde", text)]
    found["pages_kept"] = len(kept)
    enough = found["requests"] > 3 * len(survey.tokens) * len(PAGES)
    found["all_kept"] = len(kept) == len(survey.tokens) * len(PAGES) and (not enough or min(kept) > first)
    return found


@contextlib.contextmanager
def django(engine: str, database: str, host: str, mode: str, port: int):
    base = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "TWIN_ENGINE": engine, "TWIN_DATABASE": database, "TWIN_HOST": host, "TWIN_KEY": "k" * 50}
    words = [sys.executable, "-m", "gunicorn", *contenders.MODES[mode], "-b", f"127.0.0.1:{port}", "--backlog", "512",
             "--log-level", "critical", "--preload", "survey.twin.pages:application"]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(words, env=environment, cwd=HERE.parent, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if running.poll() is not None:
                    log.seek(0)
                    raise SystemExit(f"the twin did not start: {log.read()[-2000:].decode(errors='replace')}")
                with contextlib.suppress(OSError, EOFError):
                    if Connection(base, 2).request("/healthz")[0] == 200:
                        break
                time.sleep(0.1)
            yield base
        finally:
            running.terminate()
            running.wait(20)


def in_file(database: Path):
    def read(survey: str) -> list[str]:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as link:
            return [row[0] for row in link.execute("SELECT answers FROM survey_response WHERE survey_id = ?", (survey,))]

    return read


def on_server(folder: str, database: str):
    def read(survey: str) -> list[str]:
        with contextlib.closing(psycopg2.connect(f"host={folder} user=postgres dbname={database}")) as link:
            with link.cursor() as cursor:
                cursor.execute("SELECT answers::text FROM survey_response WHERE survey_id = %s", (survey,))
                return [row[0] for row in cursor.fetchall()]

    return read


def seed(folder: Path, respondents: int) -> tuple[Path, Survey]:
    """A small town with a survey that is open, in a file."""
    database = folder / "survey.sqlite"
    for old in folder.glob("survey.sqlite*"):
        old.unlink()
    inzet.run("bench-seed", "--database", f"sqlite:{database}", "--town", "1000")
    with contextlib.closing(sqlite3.connect(database)) as link, link:
        survey = rows_of(link.execute, "gekoppeld", respondents)
    with contextlib.closing(sqlite3.connect(database)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database, survey


def measure(folder: Path, respondents: int, seconds: float, port: int) -> dict:
    town, survey = seed(folder, respondents)
    ports = itertools.count(port)
    result = {"respondents": respondents, "pages": len(PAGES), "clients": CLIENTS, "versions": contenders.versions(),
              "inzet": {}, "django": {}}  # fmt: skip
    file = contenders.copy(town, "survey-inzet.sqlite")
    with inzet.serving(file, next(ports)) as (base, _):
        result["inzet"]["sqlite"] = load(base, survey, seconds, in_file(file))
    print("Inzet on SQLite:", result["inzet"]["sqlite"], flush=True)
    result["django"]["sqlite"] = {}
    for mode in contenders.MODES:
        file = contenders.copy(town, "survey-twin.sqlite")
        with django("sqlite", str(file), "", mode, next(ports)) as base:
            result["django"]["sqlite"][mode] = load(base, survey, seconds, in_file(file))
        print(f"Django on SQLite, {mode}:", result["django"]["sqlite"][mode], flush=True)
    with contenders.cluster() as server:
        place = contenders.move(server, contenders.copy(town, "survey-move.sqlite"))
        contenders.command(server, "CREATE DATABASE twin TEMPLATE inzet")
        with inzet.serving(place, next(ports), "--key", f"{town}.key") as (base, _):
            result["inzet"]["postgres"] = load(base, survey, seconds, on_server(server.folder, "inzet"))
        print("Inzet on PostgreSQL:", result["inzet"]["postgres"], flush=True)
        result["django"]["postgres"] = {}
        for mode in contenders.MODES:
            with django("postgres", "twin", server.folder, mode, next(ports)) as base:
                found = load(base, survey, seconds, on_server(server.folder, "twin"))
                result["django"]["postgres"][mode] = found
            print(f"Django on PostgreSQL, {mode}:", found, flush=True)
    result["ratio"] = {}
    for engine in ("sqlite", "postgres"):
        best = max(one["per_second"] for one in result["django"][engine].values())
        result["ratio"][engine] = round(result["inzet"][engine]["per_second"] / best, 2)
    print("ratio to the best of Django:", result["ratio"], flush=True)
    return result


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--result", type=Path, required=True)
    options.add_argument("--respondents", type=int, default=400)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--port", type=int, default=18850)
    given = options.parse_args()
    given.result.write_text(json.dumps(measure(given.data, given.respondents, given.seconds, given.port)))


if __name__ == "__main__":
    main()
