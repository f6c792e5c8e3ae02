"""The two tables the Django page reads, filled from the CSV file: for a run of the peers alone."""

import os
import sqlite3

from peers.rows import read_rows

TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE organisation (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE vacancy (id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, organisation_id TEXT NOT NULL,
  title TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL, rhythm TEXT NOT NULL, moments BIGINT NOT NULL,
  minutes_min BIGINT, x BIGINT, y BIGINT, good_to_start BOOLEAN NOT NULL, learning_dutch BOOLEAN NOT NULL,
  wheelchair BOOLEAN NOT NULL, from_home BOOLEAN NOT NULL, state TEXT NOT NULL, published_at TEXT);
"""


def write(database, file):
    if os.path.exists(database):
        os.unlink(database)
    link = sqlite3.connect(database)
    link.executescript(TABLES)
    for row in read_rows(file):
        home, start, dutch, chair = (bool(row["marks"] >> i & 1) for i in range(4))
        organisation = f"o-{row['organisation']}"
        link.execute("INSERT OR IGNORE INTO organisation VALUES (?, ?)", (organisation, row["organisation"]))
        link.execute(
            "INSERT INTO vacancy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'online', ?)",
            (
                f"v-{row['id']:09d}", row["id"], organisation, row["title"], row["body"], row["town"], row["rhythm"],
                row["moments"], row["hours"] * 60, row["x"], row["y"], start, dutch, chair, home,
                f"{row['placed']:09d}",
            ),
        )  # fmt: skip
    link.execute("CREATE INDEX vacancy_published ON vacancy (state, published_at, id)")
    link.commit()
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()
