"""One row of the national set, drawn from the word lists."""

import collections
import datetime
import random
from typing import NamedTuple

from . import words

COLUMNS = [
    "nummer", "titel", "organisatie", "omschrijving", "sector", "doelgroepen", "momenten", "ritme", "uren",
    "kenmerken", "leeftijd", "postcode", "plaats", "gemeente", "x", "y", "geplaatst", "tot", "plekken",
]  # fmt: skip


class Vacancy(NamedTuple):
    number: int
    title: str
    organisation: str
    text: str
    sector: str
    groups: tuple
    moments: tuple
    rhythm: str
    hours: int
    marks: tuple
    age: int
    place: object
    x: float
    y: float
    placed: datetime.date
    until: object
    spots: int

    def cells(self):
        """The row of the CSV file, in the order of `COLUMNS`; several values of one field stand apart by commas."""
        return [
            self.number, self.title, self.organisation, self.text, self.sector, ",".join(self.groups),
            ",".join(self.moments), self.rhythm, self.hours, ",".join(self.marks), self.age or "",
            self.place.postcode, self.place.town, self.place.municipality, round(self.x), round(self.y),
            self.placed.isoformat(), self.until.isoformat() if self.until else "", self.spots,
        ]  # fmt: skip


def vacancies(places, count, today, seed=2022):
    """`count` vacancies, where people live. The same arguments give the same rows."""
    chance = random.Random(seed)
    drawn = chance.choices(places, weights=[place.residents for place in places], k=count)
    # One organisation for every five vacancies of a postcode, as a national site has them.
    tally = collections.Counter(place.postcode for place in drawn)
    pools = {postcode: organisations(postcode, number // 5 + 1) for postcode, number in tally.items()}
    for number, place in enumerate(drawn, start=1):
        yield vacancy(chance, number, place, chance.choice(pools[place.postcode]), today)


def organisations(postcode, count):
    chance = random.Random(postcode)
    return [
        f"{chance.choice(words.ORGANISATION_KINDS)} De {chance.choice(words.ORGANISATION_NAMES)}" for _ in range(count)
    ]


def vacancy(chance, number, place, name, today):
    sector = chance.choices(list(words.SECTORS), weights=[9, 10, 9, 7, 5, 4, 7, 6, 8, 4, 6, 4, 2, 3])[0]
    groups = chance.sample(list(words.GROUPS), chance.choice([1, 1, 2, 2, 3]))
    moments = draw_moments(chance)
    organisation = f"{name} {place.town}"
    slots = Slots(chance, sector, groups, place.town, organisation, moments)
    title = fill(chance.choice(words.TITLES), slots)
    text = " ".join(fill(pattern, slots) for pattern in chance.sample(words.SENTENCES, chance.randint(6, 11)))
    placed = today - datetime.timedelta(days=int(chance.expovariate(1 / 60)) % 400)
    until = today + datetime.timedelta(days=chance.randint(30, 365)) if chance.random() < 0.3 else None
    rhythm = chance.choices(words.RHYTHMS, weights=[2, 2, 5, 3])[0]
    return Vacancy(
        number, title, organisation, text, sector, tuple(groups), moments, rhythm,
        chance.choice([1, 2, 2, 3, 4, 4, 6, 8, 12, 16]),
        tuple(mark for mark, odds in zip(words.MARKS, (0.12, 0.3, 0.2, 0.35)) if chance.random() < odds),
        chance.choice([0, 0, 0, 16, 18, 21]), place,
        place.x + chance.gauss(0, 400), place.y + chance.gauss(0, 400), placed, until, chance.choice([1, 1, 2, 3, 6]),
    )  # fmt: skip


def draw_moments(chance):
    days = chance.sample(words.DAYS, chance.choice([1, 1, 2, 3, 5]))
    parts = chance.sample(words.PARTS[:3], chance.choice([1, 1, 2]))
    if chance.random() < 0.02:
        parts.append("nacht")
    return tuple(moment for moment in words.MOMENTS if moment.split("-")[0] in days and moment.split("-")[1] in parts)


class Slots(dict):
    """Draws a slot the first time it is named, so that title and text speak of the same things."""

    def __init__(self, chance, sector, groups, town, organisation, moments):
        super().__init__(
            role=chance.choice(words.SECTORS[sector].split()),
            group=words.GROUPS[groups[0]],
            place=town,
            organisation=organisation,
            day=words.DAY_NAMES[moments[0].split("-")[0]],
        )
        self.chance = chance

    def __missing__(self, name):
        if name[0].isupper():
            value = self[name.lower()]
            value = value[0].upper() + value[1:]
        elif name.startswith("compound"):
            value = self.chance.choice(words.FRONTS) + self.chance.choice(words.BACKS)
        else:
            lists = {"activity": words.ACTIVITIES, "subject": words.SUBJECTS, "adjective": words.ADJECTIVES}
            value = self.chance.choice(lists[name.rstrip("12")])
        self[name] = value
        return value


def fill(pattern, slots):
    return pattern.format_map(slots)
