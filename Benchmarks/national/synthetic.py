"""A GeoPackage of invented square postcodes, for a machine without the CBS file."""

import random
import sqlite3
import struct
from pathlib import Path

LEFT, BOTTOM, SIDE, COLUMNS, ROWS = 40_000, 320_000, 3_000, 64, 64

TABLES = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Amersfoort / RD New', 28992, 'EPSG', 28992, 'undefined', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2022-01-01T00:00:00.000Z',
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name));
CREATE TABLE cbs_pc4_2022 (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, postcode4 INTEGER,
  woonplaats TEXT, gemeentecode TEXT, gemeente TEXT, provincie TEXT, aantal_inwoners REAL);
CREATE TABLE gemeenten_2022 (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, gemeentecode TEXT,
  gemeente TEXT, aantal_inwoners REAL);
"""


def rectangle(x, y, width, height):
    """A GeoPackage blob: header with an envelope, then a little-endian WKB MultiPolygon of one ring."""
    right, top = x + width, y + height
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b011, 28992, x, right, y, top)
    ring = (x, y, right, y, right, top, x, top, x, y)
    return header + struct.pack("<BII", 1, 6, 1) + struct.pack("<BIII", 1, 3, 1, 5) + struct.pack("<10d", *ring)


def write_geopackage(file):
    """4,096 postcodes in 256 municipalities of 16 postcodes each."""
    Path(file).unlink(missing_ok=True)
    chance = random.Random(28992)
    link = sqlite3.connect(file)
    link.executescript(TABLES)
    totals = {}
    for row in range(ROWS):
        for column in range(COLUMNS):
            council = (row // 4) * (COLUMNS // 4) + column // 4
            residents = chance.randrange(500, 12_000)
            totals[council] = totals.get(council, 0) + residents
            link.execute(
                "INSERT INTO cbs_pc4_2022 (geom, postcode4, woonplaats, gemeentecode, gemeente, provincie, "
                "aantal_inwoners) VALUES (?, ?, ?, ?, ?, 'Verzonnen', ?)",
                (
                    rectangle(LEFT + column * SIDE, BOTTOM + row * SIDE, SIDE, SIDE),
                    1000 + row * COLUMNS + column,
                    f"Plaats {council + 1}",
                    f"GM{9000 + council % 1000:04d}",
                    f"Gemeente {council + 1}",
                    residents,
                ),
            )
    for council, residents in totals.items():
        across, up = council % (COLUMNS // 4), council // (COLUMNS // 4)
        shape = rectangle(LEFT + across * 4 * SIDE, BOTTOM + up * 4 * SIDE, 4 * SIDE, 4 * SIDE)
        link.execute(
            "INSERT INTO gemeenten_2022 (geom, gemeentecode, gemeente, aantal_inwoners) VALUES (?, ?, ?, ?)",
            (shape, f"GM{9000 + council % 1000:04d}", f"Gemeente {council + 1}", residents),
        )
    box = (LEFT, BOTTOM, LEFT + COLUMNS * SIDE, BOTTOM + ROWS * SIDE)
    for table in ("cbs_pc4_2022", "gemeenten_2022"):
        link.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) "
            "VALUES (?, 'features', ?, ?, ?, ?, ?, 28992)",
            (table, table, *box),
        )
        link.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', 28992, 0, 0)", (table,)
        )
    link.commit()
    link.close()
