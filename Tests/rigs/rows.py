"""Two databases next to each other, row by row, and a search through all there is for what must be gone."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ledger import Read

# What a restore changes by its nature: everyone signs in again, and the log of events and of erasures grows.
ENDED, GROWN = {"session"}, {"audit_event", "erased_person", "erased_case"}
# What is somebody's own and has rows of its own hanging from it.
CASES = {"application", "buddy_volunteer", "buddy_request"}
# What says where something stands now, and since when.
STATE = {"state", "state_at"}


@dataclass
class Tables:
    """Every table of a database: names of columns, and rows by primary key as text."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, dict[tuple, tuple]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())

    def mentioning(self, words: Iterable[str]) -> list[tuple[str, tuple]]:
        """Rows in which one of these words stands, in any column."""
        wanted = [word.lower() for word in words]
        return [
            (table, key) for table, rows in self.rows.items() for key, row in rows.items()
            if any(word in value.lower() for value in row for word in wanted)]

    def touched(self, words: Iterable[str]) -> list[tuple[str, tuple]]:
        """Rows that may change when who these words are of is erased: where they stand, and what hangs from a case of
        theirs."""
        own = self.mentioning(words)
        own += self.mentioning({key[0] for table, key in own if table in CASES})
        return own + self.mentioning({key[0] for table, key in own if table == "buddy_pair"})

    def waiting_again(self, own: Iterable[tuple[str, tuple]]) -> set[tuple[str, tuple]]:
        """Requests of others at the end of a pair among these rows."""
        paired = {value for table, key in own if table == "buddy_pair" for value in self.rows[table][key]}
        return {("buddy_request", key) for key in self.rows.get("buddy_request", {}) if key[0] in paired}

    def facts(self, table: str, row: tuple) -> tuple:
        """A row without where it stands now."""
        return tuple(value for name, value in zip(self.columns[table], row) if name not in STATE)

    def keep(self, table: str, columns: list[str], keys: list[int], rows: Iterable[tuple]) -> None:
        self.columns[table] = columns
        texts = (tuple(shown(value) for value in row) for row in rows)
        # Without a primary key the whole row tells it from others.
        self.rows[table] = {tuple(row[index] for index in keys) if keys else row: row for row in texts}


def shown(value: object) -> str:
    """A value as text; NULL apart from empty."""
    if value is None:
        return "\0"
    return value.hex() if isinstance(value, bytes) else str(value)


def sqlite_tables(database: Path) -> Tables:
    found = Tables()
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
    for name in names:
        facts = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        keys = [row[0] for row in sorted(facts, key=lambda row: row[5]) if row[5]]
        found.keep(name, [row[1] for row in facts], keys, connection.execute(f'SELECT * FROM "{name}"'))
    connection.close()
    return found


def postgres_tables(read: Read) -> Tables:
    """A question is a process and a line to the server: many tables in one."""
    columns: dict[str, list[str]] = {}
    for name, column in read(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped"
            " ORDER BY c.relname, a.attnum"):
        columns.setdefault(name, []).append(column)
    keys: dict[str, list[int]] = {}
    for name, place in read(
            "SELECT c.relname, a.attnum FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
            " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
            " WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, a.attnum"):
        keys.setdefault(name, []).append(int(place) - 1)
    rows: dict[str, list[tuple]] = {name: [] for name in columns}

    def values(name: str) -> str:
        texts = ", ".join(f"COALESCE(\"{column}\"::text, '<null>')" for column in columns[name])
        return f"SELECT '{name}', to_json(ARRAY[{texts}]) FROM \"{name}\""

    names = list(columns)
    for some in (names[start:start + 40] for start in range(0, len(names), 40)):
        for name, row in read(" UNION ALL ".join(map(values, some))):
            rows[name].append(tuple(json.loads(row)))
    found = Tables()
    for name in columns:
        found.keep(name, columns[name], keys.get(name, []), rows[name])
    return found


def differences(
    before: Tables, after: Tables, excused: Iterable[tuple[str, tuple]] = (), grown: Iterable[str] = (),
    ended: Iterable[str] = ENDED,
) -> list[str]:
    """What is not the same in `after`. `excused` names rows that may differ, `grown` tables that may hold more, `ended`
    tables that must be empty. A request at the other end of an excused pair may wait again, and differ in nothing else."""
    excused = list(excused)
    waiting = before.waiting_again(excused)
    allowed, problems, grown = set(excused), [], GROWN | set(grown)
    if before.columns != after.columns:
        problems.append(f"tables or columns differ: {set(before.columns) ^ set(after.columns)}")
    for table, rows in before.rows.items():
        other = after.rows.get(table, {})
        if table in ended:
            if other:
                problems.append(f"{len(other)} rows of {table} came back")
            continue
        changed = [key for key, row in rows.items() if other.get(key) != row and (table, key) not in allowed]
        changed = [
            key for key in changed if (table, key) not in waiting or key not in other
            or before.facts(table, rows[key]) != after.facts(table, other[key])]
        added = [] if table in grown else [key for key in other.keys() - rows.keys() if (table, key) not in allowed]
        problems += [f"{table}: {len(keys)} rows {what}, such as {keys[0]}" for what, keys in (
            ("differ", changed), ("were not there", added)) if keys]
    return problems
