"""The SQL of the PostgreSQL peer: tables, indexes, and the search in its variants."""

import itertools

from peers.facets import facet_columns
from peers.rows import FILTER_SQL

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
