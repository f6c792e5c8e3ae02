"""Reads the national CSV as values ready for a table: sets as bits, dates as day numbers, RD and degrees."""

import csv
import datetime

from national import words
from national.places import to_degrees
from national.queries import fold

EPOCH = datetime.date(1970, 1, 1)


def bits(text, names):
    return sum(1 << names.index(name) for name in text.split(",") if name)


def read_rows(file):
    groups = list(words.GROUPS)
    with open(file, newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            x, y = float(row["x"]), float(row["y"])
            latitude, longitude = to_degrees(x, y)
            yield {
                "id": int(row["nummer"]), "title": row["titel"], "organisation": row["organisatie"],
                "body": row["omschrijving"], "folded_title": fold(row["titel"] + " " + row["organisatie"]),
                "folded_body": fold(row["omschrijving"]), "sector": row["sector"],
                "audience": bits(row["doelgroepen"], groups), "moments": bits(row["momenten"], words.MOMENTS),
                "marks": bits(row["kenmerken"], words.MARKS), "rhythm": row["ritme"], "hours": int(row["uren"]),
                "postcode": int(row["postcode"]), "town": row["plaats"], "x": x, "y": y,
                "lat": round(latitude, 7), "lon": round(longitude, 7),
                "placed": (datetime.date.fromisoformat(row["geplaatst"]) - EPOCH).days,
            }  # fmt: skip


def filter_value(name, value):
    """A filter of the query set as the value the peers bind."""
    if name == "sector":
        return value
    names = {"group": list(words.GROUPS), "moment": words.MOMENTS, "mark": words.MARKS}[name]
    return 1 << names.index(value)


FILTER_SQL = {"sector": "sector = {}", "group": "audience & {} <> 0", "moment": "moments & {} <> 0",
              "mark": "marks & {} <> 0"}  # fmt: skip
