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
from peers.postgres_cluster import Cluster
from peers.postgres_sql import AREAS, COLUMNS, INDEXES, TABLE, prepared
from peers.rows import filter_value, read_rows

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


def trial(address, queries, concurrent):
    """Milliseconds per query of every variant with one client, and the variant with the lowest p99 under load among
    the three that were fastest alone. Either dictionary may win, even the one that finds no plurals."""
    alone = {}
    for key in itertools.product(("dutch", "simple"), AREAS, ("auto", "force_custom_plan", "force_generic_plan")):
        alone[key] = clients.time_alone(connector(address, *key)(), queries[:150])
    loaded = {}
    for key in sorted(alone, key=alone.get)[:3]:
        loaded[key] = clients.measure(connector(address, *key), queries, concurrent, 4, 1)["p99"]
    return alone, loaded, min(loaded, key=loaded.get)


def totals(address, text, queries):
    """What each query finds, to compare the contenders."""
    ask, found = connector(address, text, "btree", "force_custom_plan")(), []
    for query in queries:
        ask(query)
        found.append(ask.total)
    return found


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
        alone, loaded, chosen = trial(cluster.address, queries, given.clients)
        for key, cost in sorted(alone.items(), key=lambda item: item[1]):
            under = f", p99 under load {loaded[key]:.1f} ms" if key in loaded else ""
            print(f"  {' '.join(key):42} {cost:7.3f} ms alone{under}", file=sys.stderr)
        result = {
            "variants": {" ".join(key): cost for key, cost in alone.items()}, "chosen": " ".join(chosen),
            "totals": {text: totals(cluster.address, text, queries) for text in ("dutch", "simple")},
        }  # fmt: skip
        connect = connector(cluster.address, *chosen)
        result["full"] = clients.measure(connect, queries, given.clients, given.seconds)
        result["paced"] = clients.measure(connect, queries, given.clients, given.seconds, per_second=given.pace)
        with_facets = connector(cluster.address, *chosen, with_facets=True)
        result["facets"] = clients.measure(with_facets, queries, given.clients, given.seconds)
        result["floor"] = clients.measure(floor(cluster.address), queries, given.clients, 4, 1)
        result["lean"] = pgbench.run(cluster, queries, prepared, chosen, given.clients, given.seconds)
        link = psycopg2.connect(cluster.address)
        result["version"] = "PostgreSQL " + link.info.parameter_status("server_version").split()[0]
        link.close()
    with open(given.result, "w", encoding="utf-8") as file:
        json.dump(result, file)
    print(f"PostgreSQL ({result['chosen']}): {result['full']}")


if __name__ == "__main__":
    main()
