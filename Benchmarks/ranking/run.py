"""What fits somebody's wishes, asked over HTTP: the best 50 of all open vacancies, with the reasons in words.

    python -m ranking.run --database FILE [--data FOLDER] --result FILE [--seconds 15] [--quick]

`--database` is a copy of the national set (`suite.py` leaves one), which this changes: a vacancy is paused and brought
back to see how soon the ranking knows. Besides the latency the time of the processor per request is measured: on a
machine that does other things too it is the steadier number.
"""

import argparse
import base64
import hashlib
import json
import os
import random
import re
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import clients
import inzet
import load
from http_client import Connection, asker

ROUTE = "/api/v1/passend"
SECTORS = ["zorg", "sport", "natuur", "onderwijs", "cultuur", "welzijn", "dieren", "milieu"]
GROUPS = ["ouderen", "kinderen", "jongeren", "nieuwkomers", "dieren"]
SKILLS = ["koken", "tuinieren", "luisteren", "organiseren", "computers", "klussen", "uitleggen"]
MOTIVES = ["gezelligheid", "ritme", "werkervaring", "leren", "buurt", "betekenis", "bewegen"]
DAYS, PARTS = ["ma", "di", "wo", "do", "vr", "za", "zo"], ["ochtend", "middag", "avond"]


def questions(count, postcodes, seed=55):
    """Wishes as people have them: one to three sectors, a few moments, a place and how far."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        pairs = [("leuk", value) for value in chance.sample(SECTORS, chance.randint(1, 3))]
        pairs += [("kan", value) for value in chance.sample(SKILLS, chance.randint(0, 2))]
        pairs += [("zoekt", value) for value in chance.sample(MOTIVES, chance.randint(1, 2))]
        pairs += [("met", value) for value in chance.sample(GROUPS, chance.randint(0, 1))]
        pairs += [("moment", f"{day}-{part}") for day in chance.sample(DAYS, 3) for part in chance.sample(PARTS, 2)]
        if postcodes and chance.random() < 0.8:
            pairs += [("plaats", str(chance.choice(postcodes))), ("afstand", str(chance.choice([5, 10, 25, 50])))]
        found.append(urlencode([*pairs, ("aantal", "50")]))
    return found


def inside(base, asked, concurrent, seconds):
    """Milliseconds inside the server (`server-timing`: from the request being read until its answer was made)."""
    with tempfile.NamedTemporaryFile() as file:

        def connect():
            link, written = Connection(base), os.open(file.name, os.O_WRONLY | os.O_APPEND)

            def ask(question):
                status, headers, body = link.request(f"{ROUTE}?{question}")
                if status != 200:
                    raise RuntimeError(f"status {status}")
                os.write(written, headers["server-timing"].rpartition("=")[2].encode() + b"\n")
                return len(body)

            return ask

        asked_times = clients.measure(connect, asked, concurrent, seconds)
        file.seek(0)
        times = sorted(map(float, file.read().split()))
    return {"requests": asked_times["requests"], "p50": clients.percentile(times, 0.5), "p99": clients.percentile(times, 0.99)}


def processor(pid):
    """Seconds of processor the process used, and its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(pid, run):
    before = processor(pid)
    result = run()
    # The warming up is used too, and is not counted among the requests: a fifth of the time at most.
    result["processor_ms"] = round((processor(pid) - before) * 1000 / max(1, result["requests"]), 3)
    return result


def session(database):
    """A manager of the organisation of some open vacancy, as signing in would leave one: (cookie, organisation, vacancy)."""
    with sqlite3.connect(database, timeout=30) as db:
        organisation, number, vacancy = db.execute(
            "SELECT o.id, o.number, v.number FROM vacancy v JOIN organisation o ON o.id = v.organisation_id"
            " WHERE v.state = 'online' LIMIT 1").fetchone()  # fmt: skip
        secret, now, later = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode(), stamp(), stamp(86400)
        hashed = base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).rstrip(b"=").decode()
        person = f"bench-{secret[:12]}"
        db.execute("INSERT INTO person (id, name, email, language, created_at) VALUES (?, 'Bench', ?, 'nl', ?)",
                   (person, f"{person}@voorbeeld.nl", now))  # fmt: skip
        db.execute("INSERT INTO membership (organisation_id, person_id, role, created_at) VALUES (?, ?, 'beheerder', ?)",
                   (organisation, person, now))  # fmt: skip
        db.execute("INSERT INTO session (hash, person_id, kind, created_at, last_seen_at, expires_at)"
                   " VALUES (?, ?, 'link', ?, ?, ?)", (hashed, person, now, now, later))  # fmt: skip
    return f"inzet-sessie={secret}", number, vacancy


def stamp(seconds=0):
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + seconds))


def visible(base, database, rounds=10):
    """Milliseconds from sending a change until the ranking answers with it, over one connection."""
    cookie, organisation, vacancy = session(database)
    page, link, found = f"/organisatie/{organisation}/vacatures/{vacancy}", Connection(base), []
    for turn in range(rounds):
        action = "pauze" if turn % 2 == 0 else "hervatting"
        _, _, body = link.request(page, cookie)
        form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body.decode()))
        before = total(link)
        began = time.perf_counter()
        status, _, _ = link.request(
            f"{page}/{action}", cookie, "POST", urlencode(form).encode(),
            [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")])  # fmt: skip
        if status != 303:
            raise SystemExit(f"{page}/{action} gives {status}")
        while total(link) == before:
            if time.perf_counter() - began > 5:
                raise SystemExit("the ranking did not follow within five seconds")
        found.append((time.perf_counter() - began) * 1000)
    return {"median": round(statistics.median(found), 1), "max": round(max(found), 1), "rounds": rounds}


def total(link):
    """How many works fit who wants nothing in particular: all that are open."""
    status, _, body = link.request(f"{ROUTE}?aantal=1")
    if status != 200:
        raise SystemExit(f"{ROUTE} gives {status}")
    return json.loads(body)["totaal"]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--database", required=True)
    options.add_argument("--data")
    options.add_argument("--result", required=True)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--port", type=int, default=8151)
    options.add_argument("--quick", action="store_true")
    given = options.parse_args()
    seconds = 4 if given.quick else given.seconds
    postcodes = sorted({query["postcode"] for query in clients.read_queries(given.data)}) if given.data else []
    asked = questions(200, postcodes)
    inzet.run("migrate", "--database", f"sqlite:{given.database}")
    with inzet.serving(given.database, given.port) as (base, pid):
        link = Connection(base)
        result = {"vacancies": total(link), "answer_bytes": len(link.request(f"{ROUTE}?{asked[0]}")[2])}
        connect = asker(base, lambda question: f"{ROUTE}?{question}", count=inzet.rows_of)
        result["alone"] = timed(pid, lambda: clients.measure(connect, asked, 1, seconds / 2, 1))
        result["full"] = timed(pid, lambda: clients.measure(connect, asked, given.clients, seconds))
        result["lean"] = timed(pid, lambda: load.wrk(base, [f"{ROUTE}?{one}" for one in asked], given.clients, seconds))
        result["inside"] = inside(base, asked, given.clients, seconds)
        result["paced"] = timed(pid, lambda: clients.measure(connect, asked, given.clients, seconds, per_second=100))
        result["visible"] = visible(base, given.database)
        result["memory"] = inzet.memory(pid)
    Path(given.result).write_text(json.dumps(result))
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
