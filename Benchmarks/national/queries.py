"""The query set: what visitors of a national site type, as data every contender reads."""

import random
import re
import unicodedata

from . import words
from .places import to_degrees


def fold(text):
    """Lower case without accents: both peers and the server under test treat é as e."""
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def title_words(title):
    found = re.findall(r"[^\W\d_]+", fold(title))
    return [word for word in dict.fromkeys(found) if len(word) > 3 and word not in words.STOP_WORDS]


def plural(word):
    if word.endswith(("er", "aar", "el", "je")):
        return word + "s"
    return word + "en" if word[-1] not in "aeiouns" else word


def typo(chance, word):
    """Two neighbouring letters swapped or one left out; never the first, few people miss that one."""
    at = chance.randrange(1, len(word) - 1)
    if chance.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def query_set(rows, places, count=500, km=10, seed=1968):
    """Each query starts from a real vacancy, so that it has an answer: 1-3 words of the title, a postcode within
    reach, two filters the vacancy meets. Two in ten ask the plural, one in ten has a typing error."""
    chance = random.Random(seed)
    cells = {}
    for place in places:
        cells.setdefault((int(place.x) // 5000, int(place.y) // 5000), []).append(place)
    queries = []
    while len(queries) < count:
        row = chance.choice(rows)
        chosen = title_words(row.title)
        if not chosen:
            continue
        chosen = chance.sample(chosen, min(len(chosen), chance.choice([1, 1, 2, 2, 3])))
        kind = chance.choices(["exact", "plural", "typo"], weights=[7, 2, 1])[0]
        asked = list(chosen)
        if kind == "plural":
            asked[0] = plural(asked[0])
        elif kind == "typo":
            longest = max(range(len(asked)), key=lambda i: len(asked[i]))
            asked[longest] = typo(chance, asked[longest]) if len(asked[longest]) > 4 else asked[longest]
        origin = nearby(chance, cells, row, km)
        latitude, longitude = to_degrees(origin.x, origin.y)
        queries.append({
            "kind": kind, "words": asked, "postcode": origin.postcode, "x": round(origin.x, 1),
            "y": round(origin.y, 1), "lat": round(latitude, 7), "lon": round(longitude, 7), "km": km,
            "filters": filters(chance, row),
        })  # fmt: skip
    return queries


def nearby(chance, cells, row, km):
    column, line = int(row.x) // 5000, int(row.y) // 5000
    around = [place for dx in (-1, 0, 1) for dy in (-1, 0, 1) for place in cells.get((column + dx, line + dy), [])]
    reach = [p for p in around if (p.x - row.x) ** 2 + (p.y - row.y) ** 2 < (km * 900) ** 2] or [row.place]
    return chance.choices(reach, weights=[place.residents for place in reach])[0]


def filters(chance, row):
    offered = {
        "sector": row.sector,
        "group": chance.choice(row.groups),
        "moment": chance.choice(row.moments),
    }
    if row.marks:
        offered["mark"] = chance.choice(row.marks)
    return {name: offered[name] for name in sorted(chance.sample(sorted(offered), 2))}
