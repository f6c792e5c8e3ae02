"""Runs the whole benchmark and appends a dated section to docs/benchmarks.md.

    python suite.py --data FOLDER [--only peers,search,page,ranking,town,mixed,survey,tabulation,engine,start] [--quick]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import clients
import inzet
import load
import report
import routes

HERE = Path(__file__).resolve().parent


def python(*arguments):
    subprocess.run([sys.executable, *arguments], cwd=HERE, check=True)


def step(text):
    print(f"\n== {time.strftime('%H:%M:%S')} {text}", flush=True)


def saved(folder, name):
    file = folder / f"{name}.json"
    return json.loads(file.read_text()) if file.is_file() else None


def peers(folder, common):
    step("PostgreSQL")
    python("-m", "peers.postgres", "--result", str(folder / "postgres.json"), *common)
    step("SQLite FTS5")
    python("-m", "peers.sqlite_fts5", "--result", str(folder / "sqlite.json"), *common)


def national(folder, seconds, port):
    """Seeds and measures the program under test; the database stays for the Django page."""
    step("Inzet: loading the national set")
    database = folder / "national.sqlite"
    for old in folder.glob("national.sqlite*"):
        old.unlink()
    geography = (folder / "geography.txt").read_text().strip()
    result = {"version": inzet.version(), "seed": inzet.seed_national(database, geography, folder / "vacancies.csv")}
    step("Inzet: search and page under load")
    queries = clients.read_queries(folder)
    began = time.monotonic()
    with inzet.serving(database, port) as (base, process):
        result["start"] = round(time.monotonic() - began, 2)
        result["memory_idle"] = inzet.memory(process)
        result.update(load.search(base, queries, 50, seconds, 100))
        result["page"] = load.page(base, queries, 50, seconds)
        result["memory"] = inzet.memory(process)
    (folder / "inzet.json").write_text(json.dumps(result))


def ranking(folder, seconds, port):
    step("Inzet: what fits somebody's wishes, under load")
    national_set, copy = folder / "national.sqlite", folder / "ranking.sqlite"
    if not national_set.is_file():
        raise SystemExit("`ranking` works on a copy of the national set: run `search` first, in the same folder")
    for old in folder.glob("ranking.sqlite*"):
        old.unlink()
    shutil.copy(national_set, copy)
    python("-m", "ranking.run", "--database", str(copy), "--data", str(folder), "--seconds", str(seconds),
           "--port", str(port), "--result", str(folder / "ranking.json"))  # fmt: skip


def town(folder, port):
    step("Inzet: every page of a town of 100,000")
    database = folder / "town.sqlite"
    for old in folder.glob("town.sqlite*"):
        old.unlink()
    roles = {"visitor": None, **inzet.seed_town(database)}
    with inzet.serving(database, port) as (base, process):
        table = routes.walk(base, roles, routes.read_pairs(HERE / "routes.txt"))
        (folder / "town.json").write_text(json.dumps({"routes": table, "memory": inzet.memory(process)}))


FILES = ("postgres", "sqlite", "inzet", "django", "town", "mixed", "start", "survey", "tabulation", "ranking", "engine")
# What a part is laid beside, perhaps of an earlier run in the same folder; other parts stand alone.
NEEDS = {"peers": ("postgres", "sqlite"), "search": ("postgres", "sqlite", "inzet"), "page": ("inzet", "django")}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, help="where to work; by default a temporary folder")
    options.add_argument("--only", default=report.PARTS, help="parts to run")
    options.add_argument("--quick", action="store_true", help="10,000 vacancies, short runs: to try the bench")
    options.add_argument("--port", type=int, default=18720)
    options.add_argument("--docs", type=Path, default=HERE.parent / "docs" / "benchmarks.md")
    given = options.parse_args()
    parts = given.only.split(",")
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="inzet-bench-") as scratch:
        folder = given.data or Path(scratch)
        seconds = 3 if given.quick else 15
        count = 10_000 if given.quick else 100_000
        if {"peers", "search", "page"} & set(parts):
            step(f"Generating {count} vacancies")
            python("generate.py", "--out", str(folder), "--count", str(count))
        common = ["--data", str(folder), "--seconds", str(seconds)]
        if "peers" in parts:
            peers(folder, common)
        if "search" in parts:
            national(folder, seconds, given.port)
        if "page" in parts:
            step("Django")
            database = folder / "national.sqlite"
            ours = ["--database", str(database)] if database.is_file() else []
            python("-m", "peers.django_site", "--result", str(folder / "django.json"), *common, *ours)
        if "ranking" in parts:
            ranking(folder, seconds, given.port + 170)
        if "town" in parts:
            town(folder, given.port + 1)
        small = ["--data", str(folder), "--residents", "2000" if given.quick else "100000"]
        if "mixed" in parts:
            step("Mixed load: Inzet on SQLite and on PostgreSQL, Django on PostgreSQL")
            lasts = ["--seconds", "3" if given.quick else "20", "--port", str(given.port + 30)]
            python("-m", "mixed.run", "--result", str(folder / "mixed.json"), *small, *lasts)
        if "survey" in parts:
            step("Sending in a page of answers: Inzet and Django, on SQLite and on PostgreSQL")
            small_survey = ["--respondents", "100" if given.quick else "400", "--seconds", "3" if given.quick else "12"]
            python("-m", "survey.run", "--data", str(folder), "--result", str(folder / "survey.json"), *small_survey,
                   "--port", str(given.port + 130))  # fmt: skip
        if "tabulation" in parts:
            step("Tabulation: Inzet, DuckDB, R data.table and pandas")
            python("-m", "tabulation.run", "--data", str(folder / "tabulation"), "--result", str(folder / "tabulation.json"),
                   "--records", "100000" if given.quick else "1000000")  # fmt: skip
        if "engine" in parts:
            step("The matching engine and other solvers")
            python("-m", "engine.run", "--data", str(folder / "engine"), "--result", str(folder / "engine.json"),
                   *(["--quick"] if given.quick else []))  # fmt: skip
        if "start" in parts:
            step("Start and rest")
            python("-m", "mixed.start", "--result", str(folder / "start.json"), *small, "--port", str(given.port + 50))
        told = {name for part in parts for name in NEEDS.get(part, (part,))}
        found = {name: saved(folder, name) if name in told else None for name in FILES}
        command = " ".join(["Benchmarks/run.sh", *report.shown(given)])
        text = report.section(found, count, command, busy)
    print("\n" + text)
    if not given.quick:
        report.append(given.docs, text)


if __name__ == "__main__":
    os.chdir(HERE)
    main()
