"""The query set on SQLite: FTS5 and a narrow table of filter columns, by hand-written SQL through Python.

Three plans are tried and the fastest runs: words first, distance first with an R*Tree, distance first with a B-tree.

    python -m peers.sqlite_fts5 --data FOLDER --result FILE
"""

import argparse
import json
import os
import sqlite3
import sys

import clients
from peers.facets import facet_columns
from peers.rows import FILTER_SQL, filter_value, read_rows

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE vacancy (id INTEGER PRIMARY KEY, sector TEXT, audience INTEGER, moments INTEGER, marks INTEGER,
  rhythm TEXT, x REAL, y REAL, placed INTEGER);
CREATE TABLE description (id INTEGER PRIMARY KEY, title TEXT, organisation TEXT, body TEXT, postcode INTEGER,
  town TEXT, hours INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', detail = 'column',
  tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE spots USING rtree (id, left, right, bottom, top);
"""
INDEXES = """
INSERT INTO words (words) VALUES ('optimize');
CREATE INDEX vacancy_box ON vacancy (x, y, sector, audience, moments, marks, rhythm, placed);
ANALYZE;
"""
DISTANCE = "((v.x - :x) * (v.x - :x) + (v.y - :y) * (v.y - :y))"
BOX = "v.x BETWEEN :x - 10000 AND :x + 10000 AND v.y BETWEEN :y - 10000 AND :y + 10000"
NEAR = {
    # CROSS JOIN keeps the order: this variant starts from the words.
    "words first": f"words CROSS JOIN vacancy v ON v.id = words.rowid WHERE words MATCH :words AND {DISTANCE} <= 1e8",
    "R*Tree and words": "vacancy v JOIN words ON words.rowid = v.id WHERE words MATCH :words AND v.id IN "
    "(SELECT id FROM spots WHERE left >= :x - 10001 AND right <= :x + 10001 AND bottom >= :y - 10001 "
    f"AND top <= :y + 10001) AND {DISTANCE} <= 1e8",
    "B-tree and words": f"(SELECT * FROM vacancy v WHERE {BOX} AND {DISTANCE} <= 1e8) v "
    "JOIN words ON words.rowid = v.id WHERE words MATCH :words",
}
PAGE = """
WITH near AS MATERIALIZED (SELECT v.*, sqrt({distance}) AS distance, bm25(words, 5.0, 1.0) AS fit FROM {near} {inner}),
  page AS (SELECT *, count(*) OVER () AS total FROM near {outer}
    ORDER BY -fit - distance / 10000.0 + placed / 365.0 DESC, id LIMIT 20)
SELECT page.id, title, organisation, town, postcode, sector, rhythm, hours, moments, audience, marks, placed, distance,
  {facets} total FROM page JOIN description ON description.id = page.id
"""


def load(database, file):
    if os.path.exists(database):
        os.unlink(database)
    link = sqlite3.connect(database)
    link.executescript(TABLES)
    rows = list(read_rows(file))
    link.executemany(
        "INSERT INTO vacancy VALUES (:id, :sector, :audience, :moments, :marks, :rhythm, :x, :y, :placed)", rows
    )
    link.executemany(
        "INSERT INTO description VALUES (:id, :title, :organisation, :body, :postcode, :town, :hours)", rows
    )
    link.executemany("INSERT INTO words (rowid, title, body) VALUES (:id, :folded_title, :folded_body)", rows)
    link.executemany("INSERT INTO spots VALUES (:id, :x, :x, :y, :y)", rows)
    link.executescript(INDEXES)
    link.commit()
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()


def statement(pair, plan, with_facets):
    holders = [f":{name}" for name in pair]
    filters = " AND ".join(FILTER_SQL[name].format(holder) for name, holder in zip(pair, holders))
    # Without facets the filters go inside; with them the rows that fit words and distance must all be seen.
    facets = ""
    if with_facets:
        columns = " || ',' || ".join(facet_columns(pair, holders))
        facets = f"(SELECT {columns} FROM near) AS facets,"
    return PAGE.format(
        distance=DISTANCE, near=NEAR[plan], facets=facets, inner="" if with_facets else f"AND {filters}",
        outer=f"WHERE {filters}" if with_facets else "",
    )  # fmt: skip


def connector(database, plan, with_facets=False):
    def connect():
        link = sqlite3.connect(f"file:{database}?mode=ro", uri=True, cached_statements=64, isolation_level=None)
        link.execute("PRAGMA mmap_size = 1073741824")
        link.execute("PRAGMA cache_size = -65536")
        statements = {}

        def ask(query):
            pair = tuple(query["filters"])
            text = statements.get(pair)
            if text is None:
                text = statements[pair] = statement(pair, plan, with_facets)
            values = {name: filter_value(name, value) for name, value in query["filters"].items()}
            asked = " ".join(f'"{word}"' for word in query["words"])
            found = link.execute(text, {"x": query["x"], "y": query["y"], "words": asked, **values}).fetchall()
            ask.total = found[0][-1] if found else 0
            return len(found)

        return ask

    return connect


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True)
    options.add_argument("--result", required=True)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--pace", type=float, default=100)
    given = options.parse_args()
    queries = clients.read_queries(given.data)
    database = os.path.join(given.data, "fts5.sqlite")
    load(database, os.path.join(given.data, "vacancies.csv"))
    variants, facet_variants = {}, {}
    for plan in NEAR:
        variants[plan] = clients.time_alone(connector(database, plan)(), queries[:150])
        facet_variants[plan] = clients.time_alone(connector(database, plan, True)(), queries[:150])
        print(f"  {plan:45} {variants[plan]:8.3f} ms, with facets {facet_variants[plan]:8.3f} ms", file=sys.stderr)
    chosen, chosen_facets = min(variants, key=variants.get), min(facet_variants, key=facet_variants.get)
    ask = connector(database, chosen)()
    totals = []
    for query in queries:
        ask(query)
        totals.append(ask.total)
    result = {"version": f"SQLite {sqlite3.sqlite_version}", "variants": variants, "chosen": chosen, "totals": totals}
    connect = connector(database, chosen)
    result["full"] = clients.measure(connect, queries, given.clients, given.seconds)
    result["paced"] = clients.measure(connect, queries, given.clients, given.seconds, per_second=given.pace)
    with_facets = connector(database, chosen_facets, True)
    result["facets"] = clients.measure(with_facets, queries, given.clients, given.seconds)
    with open(given.result, "w", encoding="utf-8") as file:
        json.dump(result, file)
    print(f"SQLite FTS5 ({chosen}): {result['full']}")


if __name__ == "__main__":
    main()
