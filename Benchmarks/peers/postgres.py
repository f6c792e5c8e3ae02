"""The query set on PostgreSQL: full text (GIN), earthdistance (GiST) or a bounding box (B-tree), whichever is faster.

Computes the page of 20 and the total. The server under test computes facet counts too; this peer does not.

    python -m peers.postgres --data FOLDER --result FILE
"""

import argparse
import io
import itertools
import json
import sys

import psycopg2

import clients
from peers import pgbench
from peers.facets import facet_columns
from peers.postgres_cluster import Cluster
from peers.rows import FILTER_SQL, filter_value, read_rows

COLUMNS = ("id title organisation body folded_title folded_body sector audience moments marks rhythm hours "
           "postcode town x y lat lon placed").split()  # fmt: skip

TABLE = """
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE TABLE vacancy (id INTEGER PRIMARY KEY, title TEXT, organisation TEXT, body TEXT, folded_title TEXT,
  folded_body TEXT, sector TEXT, audience INTEGER, moments INTEGER, marks INTEGER, rhythm TEXT, hours INTEGER,
  postcode INTEGER, town TEXT, x DOUBLE PRECISION, y DOUBLE PRECISION, lat DOUBLE PRECISION, lon DOUBLE PRECISION,
  placed INTEGER);
"""
INDEXES = """
ALTER TABLE vacancy ADD COLUMN dutch tsvector, ADD COLUMN simple tsvector, ADD COLUMN spot earth;
UPDATE vacancy SET spot = ll_to_earth(lat, lon),
  dutch = setweight(to_tsvector('dutch', folded_title), 'A') || setweight(to_tsvector('dutch', folded_body), 'B'),
  simple = setweight(to_tsvector('simple', folded_title), 'A') || setweight(to_tsvector('simple', folded_body), 'B');
ALTER TABLE vacancy DROP COLUMN folded_title, DROP COLUMN folded_body;
CREATE INDEX vacancy_dutch ON vacancy USING gin (dutch) WITH (fastupdate = off);
CREATE INDEX vacancy_simple ON vacancy USING gin (simple) WITH (fastupdate = off);
CREATE INDEX vacancy_spot ON vacancy USING gist (spot);
CREATE INDEX vacancy_box ON vacancy (x, y);
CREATE INDEX vacancy_sector_box ON vacancy (sector, x, y);
"""
# The order of a site that sorts by fit: words, then nearness, then freshness.
ORDER = "ts_rank({text}, to_tsquery('{text}', $1)) * 10 - {distance} / 10000.0 + placed / 365.0 DESC, id LIMIT 20"
SHOWN = "id, title, organisation, town, postcode, sector, rhythm, hours, moments, audience, marks, placed"
QUERY = """
SELECT {shown}, {distance} AS distance, count(*) OVER () AS total
FROM vacancy WHERE {text} @@ to_tsquery('{text}', $1) AND {area} AND {filters} ORDER BY {order}
"""
FACETS = """
WITH near AS MATERIALIZED (SELECT *, {distance} AS distance FROM vacancy
  WHERE {text} @@ to_tsquery('{text}', $1) AND {area}), counts AS (SELECT ARRAY[{facets}] AS facets FROM near)
SELECT {shown}, distance, (SELECT facets FROM counts), count(*) OVER () AS total
FROM near WHERE {filters} ORDER BY {order}
"""
AREAS = {
    "earthdistance": ("earth_distance(spot, ll_to_earth($2, $3))",
                      "earth_box(ll_to_earth($2, $3), 10000) @> spot AND "
                      "earth_distance(spot, ll_to_earth($2, $3)) <= 10000"),
    "btree": ("sqrt((x - $2) * (x - $2) + (y - $3) * (y - $3))",
              "x BETWEEN $2 - 10000 AND $2 + 10000 AND y BETWEEN $3 - 10000 AND $3 + 10000 AND "
              "(x - $2) * (x - $2) + (y - $3) * (y - $3) <= 100000000"),
}  # fmt: skip
TYPES = {"sector": "text", "group": "int", "moment": "int", "mark": "int"}


def load(address, file):
    link = psycopg2.connect(address)
    cursor = link.cursor()
    cursor.execute(TABLE)
    buffer = io.StringIO()
    for row in read_rows(file):
        buffer.write("\t".join(str(row[name]).replace("\\", "\\\\") for name in COLUMNS) + "\n")
    buffer.seek(0)
    cursor.copy_expert(f"COPY vacancy ({', '.join(COLUMNS)}) FROM STDIN", buffer)
    cursor.execute(INDEXES)
    link.commit()
    link.autocommit = True
    # A full vacuum, because the update above left a dead version of every row behind.
    cursor.execute("VACUUM (FULL, ANALYZE) vacancy")
    cursor.execute("VACUUM ANALYZE vacancy")
    link.close()


def prepared(text, area, with_facets=False):
    """One statement for each pair of filters, as PREPARE wants it."""
    distance, where = AREAS[area]
    for pair in itertools.combinations(sorted(FILTER_SQL), 2):
        holders = [f"${4 + i}" for i in range(2)]
        filters = " AND ".join(FILTER_SQL[name].format(holder) for name, holder in zip(pair, holders))
        statement = (FACETS if with_facets else QUERY).format(
            text=text, distance=distance, area=where, filters=filters, shown=SHOWN,
            facets=", ".join(facet_columns(pair, holders)), order=ORDER.format(text=text, distance=distance),
        )  # fmt: skip
        types = ", ".join(TYPES[name] for name in pair)
        yield f"q_{'_'.join(pair)} (text, float8, float8, {types}) AS {statement}"


def connector(address, text, area, plans, with_facets=False):
    def connect():
        link = psycopg2.connect(address)
        link.autocommit = True
        cursor = link.cursor()
        cursor.execute(f"SET plan_cache_mode = {plans}")
        for statement in prepared(text, area, with_facets):
            cursor.execute(f"PREPARE {statement}")

        def ask(query):
            first, second = (query["lat"], query["lon"]) if area == "earthdistance" else (query["x"], query["y"])
            names = list(query["filters"])
            values = [filter_value(name, value) for name, value in query["filters"].items()]
            cursor.execute(
                f"EXECUTE q_{'_'.join(names)} (%s, %s, %s, %s, %s)",
                (" & ".join(query["words"]), first, second, *values),
            )
            found = cursor.fetchall()
            ask.total = found[0][-1] if found else 0
            return len(found)

        return ask

    return connect


def floor(address):
    """The cheapest question there is: what client and connection cost without any search."""

    def connect():
        cursor = psycopg2.connect(address).cursor()

        def ask(_):
            cursor.execute("SELECT 1")
            return len(cursor.fetchall())

        return ask

    return connect


def trial(address, queries):
    """Milliseconds per query of every variant, and the fastest with each dictionary."""
    results = {}
    for text, area, plans in itertools.product(
        ("dutch", "simple"), AREAS, ("auto", "force_custom_plan", "force_generic_plan")
    ):
        ask = connector(address, text, area, plans)()
        clients.time_alone(ask, queries[:40])
        results[text, area, plans] = clients.time_alone(ask, queries[:150])
    best = {text: min((key for key in results if key[0] == text), key=results.get) for text in ("dutch", "simple")}
    return results, best


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True)
    options.add_argument("--result", required=True)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--pace", type=float, default=100)
    given = options.parse_args()
    queries = clients.read_queries(given.data)
    with Cluster() as cluster:
        load(cluster.address, f"{given.data}/vacancies.csv")
        variants, best = trial(cluster.address, queries)
        for key, cost in sorted(variants.items(), key=lambda item: item[1]):
            print(f"  {' '.join(key):45} {cost:8.3f} ms", file=sys.stderr)
        result = {"variants": {" ".join(key): cost for key, cost in variants.items()}, "totals": {}}
        for text, key in best.items():
            ask = connector(cluster.address, *key)()
            totals = []
            for query in queries:
                ask(query)
                totals.append(ask.total)
            result["totals"][text] = totals
        # Of the two dictionaries the faster one, even when it finds less.
        chosen = min(best.values(), key=variants.get)
        connect = connector(cluster.address, *chosen)
        result["chosen"] = " ".join(chosen)
        result["full"] = clients.measure(connect, queries, given.clients, given.seconds)
        result["paced"] = clients.measure(connect, queries, given.clients, given.seconds, per_second=given.pace)
        with_facets = connector(cluster.address, *chosen, with_facets=True)
        result["facets"] = clients.measure(with_facets, queries, given.clients, given.seconds)
        result["floor"] = clients.measure(floor(cluster.address), queries, given.clients, 4, 1)
        statements = list(prepared(*chosen[:2]))
        result["lean"] = pgbench.run(
            cluster, queries, statements, chosen[1] == "earthdistance", given.clients, given.seconds
        )
        link = psycopg2.connect(cluster.address)
        result["version"] = "PostgreSQL " + link.info.parameter_status("server_version").split()[0]
        link.close()
    with open(given.result, "w", encoding="utf-8") as file:
        json.dump(result, file)
    print(f"PostgreSQL ({result['chosen']}): {result['full']}")


if __name__ == "__main__":
    main()
