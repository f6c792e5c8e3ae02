"""Postcodes with their middle point in Dutch RD metres, read from a CBS GeoPackage or invented on a grid."""

import os
import sqlite3
import struct
from pathlib import Path
from typing import NamedTuple

GEOPACKAGE = "cbs_pc4_gemeenten_2022.gpkg"


class Place(NamedTuple):
    postcode: int
    town: str
    municipality: str
    residents: int
    x: float
    y: float


def data_folder():
    """`INZET_DATA`, or `shared/data` beside the working copy; None when there is neither."""
    named = os.environ.get("INZET_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    return folder if (folder / GEOPACKAGE).is_file() else None


def read_places(file):
    """Every postcode with residents. Those without have no vacancies and no searches either."""
    link = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = link.execute(
        "SELECT postcode4, woonplaats, gemeente, aantal_inwoners, geom FROM cbs_pc4_2022 "
        "WHERE aantal_inwoners > 0 AND woonplaats IS NOT NULL ORDER BY postcode4"
    )
    places = [Place(code, town, council, int(n), *middle(geom)) for code, town, council, n, geom in rows]
    link.close()
    return places


def middle(blob):
    """The centre of gravity of the largest outer ring of a GeoPackage MULTIPOLYGON."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    offset = 8 + envelope + 9
    (polygons,) = struct.unpack_from("<I", blob, offset - 4)
    best, result = -1.0, (0.0, 0.0)
    for _ in range(polygons):
        (rings,) = struct.unpack_from("<I", blob, offset + 5)
        offset += 9
        for ring in range(rings):
            (count,) = struct.unpack_from("<I", blob, offset)
            points = struct.unpack_from(f"<{count * 2}d", blob, offset + 4)
            offset += 4 + 16 * count
            if ring == 0:
                area, centre = gravity(points)
                if area > best:
                    best, result = area, centre
    return result


def gravity(points):
    x0, y0 = points[0], points[1]
    twice = sx = sy = 0.0
    for i in range(0, len(points) - 2, 2):
        ax, ay, bx, by = points[i] - x0, points[i + 1] - y0, points[i + 2] - x0, points[i + 3] - y0
        cross = ax * by - bx * ay
        twice += cross
        sx += (ax + bx) * cross
        sy += (ay + by) * cross
    if twice == 0:
        return 0.0, (x0, y0)
    return abs(twice) / 2, (x0 + sx / (3 * twice), y0 + sy / (3 * twice))


def to_degrees(x, y):
    """RD to latitude and longitude (ETRS89) with the published polynomial of Schreutelkamp and Strang van Hees;
    within a few decimetres on land."""
    dx, dy = (x - 155000) * 1e-5, (y - 463000) * 1e-5
    north = (
        3235.65389 * dy - 32.58297 * dx**2 - 0.24750 * dy**2 - 0.84978 * dx**2 * dy - 0.06550 * dy**3
        - 0.01709 * dx**2 * dy**2 - 0.00738 * dx + 0.00530 * dx**4 - 0.00039 * dx**2 * dy**3
        + 0.00033 * dx**4 * dy - 0.00012 * dx * dy
    )
    east = (
        5260.52916 * dx + 105.94684 * dx * dy + 2.45656 * dx * dy**2 - 0.81885 * dx**3 + 0.05594 * dx * dy**3
        - 0.05607 * dx**3 * dy + 0.01199 * dy - 0.00256 * dx**3 * dy**2 + 0.00128 * dx * dy**4
        + 0.00022 * dy**2 - 0.00022 * dx**2 + 0.00026 * dx**5
    )
    return 52.15517440 + north / 3600, 5.38720621 + east / 3600
