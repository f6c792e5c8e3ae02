"""A Django site of one page: the search page over the database of the program under test.

Made as fast as a careful Django developer would: cached templates, connections that stay open, no sessions, the
twenty rows in one query, and the search itself by the hand-written SQL on FTS5 of the SQLite peer. Facet counts are
those of the whole set, computed once; the program under test counts them for every request.
"""

import os
import sqlite3
import threading
from pathlib import Path

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY=os.urandom(32).hex(),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_I18N=False,
    USE_TZ=False,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"file:{os.environ['BENCH_DATABASE']}?mode=ro",
            "OPTIONS": {"uri": True},
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(Path(__file__).with_name("templates"))],
            "APP_DIRS": False,
        }
    ],
    LOGGING_CONFIG=None,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from national import places, words  # noqa: E402
from national.queries import fold  # noqa: E402
from peers.rows import filter_value  # noqa: E402
from peers.sqlite_fts5 import statement  # noqa: E402


class Organisation(models.Model):
    id = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "organisation", "page"


class Vacancy(models.Model):
    id = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING)
    title = models.TextField()
    what = models.TextField()
    place = models.TextField()
    rhythm = models.TextField()
    moments = models.BigIntegerField()
    minutes_min = models.BigIntegerField(null=True)
    x = models.BigIntegerField()
    y = models.BigIntegerField()
    good_to_start = models.BooleanField()
    learning_dutch = models.BooleanField()
    wheelchair = models.BooleanField()
    from_home = models.BooleanField()
    state = models.TextField()
    published_at = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "vacancy", "page"

    def when(self):
        chosen = [name for i, name in enumerate(MOMENT_WORDS) if self.moments >> i & 1]
        return ", ".join(chosen[:4])

    def hours(self):
        return f"{self.minutes_min // 60} uur per week" if self.minutes_min else ""


MOMENT_WORDS = [words.DAY_NAMES[day] + part for day in words.DAYS for part in words.PARTS]
NAMES = {"sector": "sector", "doelgroep": "group", "moment": "moment", "kenmerk": "mark"}
SPOTS = {place.postcode: (place.x, place.y) for place in places.read_places(os.environ["BENCH_GEOGRAPHY"])}
local = threading.local()


def searcher():
    if not hasattr(local, "link"):
        local.link = sqlite3.connect(f"file:{os.environ['BENCH_FTS5']}?mode=ro", uri=True, cached_statements=64)
        local.link.execute("PRAGMA mmap_size = 1073741824")
    return local.link


def facets():
    """Computed once per process."""
    link = sqlite3.connect(f"file:{os.environ['BENCH_FTS5']}?mode=ro", uri=True)

    def count(condition, *values):
        return link.execute(f"SELECT count(*) FROM vacancy WHERE {condition}", values).fetchone()[0]

    return [
        ("Sector", "sector", [(name, count("sector = ?", name)) for name in words.SECTORS]),
        ("Voor wie", "doelgroep", [(name, count("audience & ?", 1 << i)) for i, name in enumerate(words.GROUPS)]),
        ("Wanneer", "moment", [(name, count("moments & ?", 1 << i)) for i, name in enumerate(words.MOMENTS)]),
        ("Hoe vaak", "ritme", [(name, count("rhythm = ?", name)) for name in words.RHYTHMS]),
        ("Goed om te weten", "kenmerk", [(name, count("marks & ?", 1 << i)) for i, name in enumerate(words.MARKS)]),
    ]


FACETS = facets()
TOTAL = Vacancy.objects.filter(state="online").count()


def search(asked):
    """Total and numbers with distances of the twenty that fit best, or None for the plain page."""
    typed, postcode = fold(asked.get("q", "")).split(), asked.get("plaats", "")
    chosen = {NAMES[name]: asked[name] for name in NAMES if name in asked}
    if not typed or not postcode.isdigit() or len(chosen) != 2:
        return None
    x, y = SPOTS[int(postcode)]
    pair = tuple(sorted(chosen))
    values = {name: filter_value(name, value) for name, value in chosen.items()}
    bound = {"x": x, "y": y, "words": " ".join(f'"{word}"' for word in typed), **values}
    found = searcher().execute(statement(pair, os.environ["BENCH_PLAN"], False), bound).fetchall()
    return (found[0][-1] if found else 0), {row[0]: row[12] for row in found}


def page(request):
    asked = request.GET
    found = search(asked)
    if found is None:
        total = TOTAL
        newest = Vacancy.objects.filter(state="online").order_by("-published_at", "-id")
        rows = list(newest.select_related("organisation")[:20])
    else:
        total, distances = found
        wanted = Vacancy.objects.filter(number__in=list(distances)).select_related("organisation")
        known = {row.number: row for row in wanted}
        rows = [known[number] for number in distances if number in known]
        for row in rows:
            row.distance = distances[row.number] / 1000
    chosen = [(name, value) for name in NAMES for value in asked.getlist(name)]
    ticked = {value for _, value in chosen}
    return render(request, "vacatures.html", {
        "total": total, "rows": rows, "facets": FACETS, "chosen": chosen, "ticked": ticked, "asked": asked,
        "q": asked.get("q", ""), "place": asked.get("plaats", ""), "reach": asked.get("afstand", "10"),
    })  # fmt: skip


urlpatterns = [path("vacatures", page), path("healthz", lambda _: HttpResponse("ok"))]
application = get_wsgi_application()
