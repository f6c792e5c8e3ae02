"""Writes the national set: vacancies.csv, queries.jsonl and, without a CBS file, gebieden.gpkg.

    python generate.py --out FOLDER [--count 100000] [--queries 500] [--today 2026-01-01]
"""

import argparse
import csv
import datetime
import json
from pathlib import Path

from national import places, queries, synthetic, vacancies


def geography(out):
    """The GeoPackage that server and generator both read."""
    folder = places.data_folder()
    if folder:
        return folder / places.GEOPACKAGE
    file = out / "gebieden.gpkg"
    synthetic.write_geopackage(file)
    return file


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--queries", type=int, default=500)
    options.add_argument("--today", type=datetime.date.fromisoformat, default=datetime.date.today())
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)

    source = geography(given.out)
    known = places.read_places(source)
    rows = list(vacancies.vacancies(known, given.count, given.today))
    with open(given.out / "vacancies.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(vacancies.COLUMNS)
        writer.writerows(row.cells() for row in rows)
    with open(given.out / "queries.jsonl", "w", encoding="utf-8") as file:
        for query in queries.query_set(rows, known, given.queries):
            file.write(json.dumps(query, ensure_ascii=False) + "\n")
    (given.out / "geography.txt").write_text(str(source))
    invented = "CBS postcodes" if places.data_folder() else "invented postcodes"
    print(f"{len(rows)} vacancies, {given.queries} queries, {len(known)} {invented}")


if __name__ == "__main__":
    main()
