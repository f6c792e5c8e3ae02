"""Who is measured: the program on a file, the program on PostgreSQL, and the twin in Django on PostgreSQL."""

import contextlib
import importlib.metadata
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

import inzet
from http_client import Connection
from peers.postgres_cluster import Cluster

HERE = Path(__file__).resolve().parent
# A server that keeps what it acknowledges, as a town has it.
KEEPS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "autovacuum": "on", "max_wal_size": "4GB",
         "max_connections": "60"}  # fmt: skip
MODES = {
    "2 sync workers": ["-w", "2", "-k", "sync"],
    "2 workers of 4 threads": ["-w", "2", "-k", "gthread", "--threads", "4", "--keep-alive", "60"],
    "4 workers of 4 threads": ["-w", "4", "-k", "gthread", "--threads", "4", "--keep-alive", "60"],
    "4 sync workers": ["-w", "4", "-k", "sync"],
}
COUNTS = "SELECT (SELECT COUNT(*) FROM application), (SELECT COUNT(*) FROM token), (SELECT COUNT(*) FROM mail)"


def seed(folder: Path, residents: int, port: int) -> Path:
    """A town in a file, made once; what is measured gets a copy. It has had its first day: the background work that
    ten years of history bring is done, and the mail of that has left."""
    database = folder / "mixed.sqlite"
    if not database.exists():
        fresh = folder / "mixed-fresh.sqlite"
        inzet.run("bench-seed", "--database", f"sqlite:{fresh}", "--town", str(residents))
        with inzet.serving(fresh, port):
            end = time.monotonic() + 300
            while time.monotonic() < end and waiting(fresh):
                time.sleep(1)
        link = sqlite3.connect(fresh)
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        link.close()
        Path(f"{fresh}.key").rename(f"{database}.key")
        fresh.rename(database)
    return database


def waiting(database: Path) -> bool:
    """Whether there is mail or work to do; also before the first round has planned any."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as link:
        planned, left = link.execute(
            "SELECT (SELECT COUNT(*) FROM schedule), (SELECT COUNT(*) FROM mail WHERE state IN ('wacht', 'bezig')) + "
            "(SELECT COUNT(*) FROM job WHERE state IN ('wacht', 'bezig') AND run_at <= strftime('%Y-%m-%dT%H:%M:%fZ'))"
        ).fetchone()
    return planned == 0 or left > 0


def copy(database: Path, name: str) -> Path:
    target = database.with_name(name)
    for old in target.parent.glob(name + "*"):
        old.unlink()
    shutil.copy(database, target)
    shutil.copy(f"{database}.key", f"{target}.key")
    return target


def open_vacancies(database: Path) -> list[tuple[int, str, str]]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as link:
        return link.execute("SELECT number, title, sector FROM vacancy WHERE state = 'online' ORDER BY number").fetchall()


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    with Cluster(KEEPS) as server:
        yield server


def command(server: Cluster, statement: str, database: str = "postgres") -> list[tuple]:
    link = psycopg2.connect(f"host={server.folder} user=postgres dbname={database}")
    link.autocommit = True
    with contextlib.closing(link), link.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def move(server: Cluster, database: Path) -> str:
    """The same rows on the server; where they are."""
    command(server, "CREATE DATABASE inzet TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
    address = f"host={server.folder} user=postgres dbname=inzet"
    inzet.run("move", "--from", f"sqlite:{database}", "--to", address)
    return address


def copy_for_twin(server: Cluster) -> None:
    """A copy of those rows, with what a Django developer adds to search them."""
    command(server, "CREATE DATABASE twin TEMPLATE inzet")
    for statement in (
        "ALTER TABLE vacancy ADD twin_words tsvector GENERATED ALWAYS AS (to_tsvector('dutch', title || ' ' || what)) STORED",
        "CREATE INDEX twin_words ON vacancy USING gin (twin_words)",
        "CREATE INDEX twin_newest ON vacancy (published_at DESC, id DESC) WHERE state = 'online'",
        "CREATE INDEX twin_sector ON vacancy (sector, published_at DESC, id DESC) WHERE state = 'online'",
        "CREATE SEQUENCE twin_application START 100000000", "CREATE SEQUENCE twin_audit START 100000000",
        "VACUUM ANALYZE",
    ):  # fmt: skip
        command(server, statement, "twin")


@contextlib.contextmanager
def django(server: Cluster, mode: str, port: int) -> Iterator[tuple[str, int]]:
    base = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "TWIN_DATABASE": "twin", "TWIN_HOST": server.folder, "TWIN_ORIGIN": base,
                   "TWIN_KEY": "k" * 50}  # fmt: skip
    words = [sys.executable, "-m", "gunicorn", *MODES[mode], "-b", f"127.0.0.1:{port}", "--backlog", "512",
             "--log-level", "critical", "--preload", "mixed.twin.pages:application"]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(words, env=environment, cwd=HERE.parent, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if running.poll() is not None:
                    log.seek(0)
                    raise SystemExit(f"the twin did not start: {log.read()[-2000:].decode(errors='replace')}")
                with contextlib.suppress(OSError, EOFError):
                    if Connection(base, 2).request("/healthz")[0] == 200:
                        break
                time.sleep(0.1)
            yield base, running.pid
        finally:
            running.terminate()
            running.wait(20)


def versions() -> str:
    return f"Django {importlib.metadata.version('django')} with gunicorn {importlib.metadata.version('gunicorn')}"


def memory_of_tree(pid: int) -> float:
    """Memory of a process and its children in MB, what they share counted once (PSS)."""
    total = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        with contextlib.suppress(OSError):
            waiting += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return round(total / 1024, 1)
