"""Facet counts in SQL: how many vacancies each choice of each filter would give, its own filter left out.

One aggregate per choice over the rows that fit words and distance, in a single pass. Both databases take it.
"""

from national import words
from peers.rows import FILTER_SQL

CHOICES = {
    "sector": [f"sector = '{name}'" for name in words.SECTORS],
    "group": [f"audience & {1 << i} <> 0" for i in range(len(words.GROUPS))],
    "moment": [f"moments & {1 << i} <> 0" for i in range(len(words.MOMENTS))],
    "mark": [f"marks & {1 << i} <> 0" for i in range(len(words.MARKS))],
    "rhythm": [f"rhythm = '{name}'" for name in words.RHYTHMS],
}


def facet_columns(pair, holders):
    """`count(*) FILTER (…)` for every choice; `holders` are the placeholders of the two chosen filters."""
    chosen = {name: FILTER_SQL[name].format(holder) for name, holder in zip(pair, holders)}
    columns = []
    for name, choices in CHOICES.items():
        others = [condition for other, condition in chosen.items() if other != name]
        for choice in choices:
            columns.append(f"count(*) FILTER (WHERE {' AND '.join([choice, *others])})")
    return columns
