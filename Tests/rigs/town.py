"""A small town for the rigs: made once, then copied, so that each proof starts from the same rows."""

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from server import run

# The organisation that the cookie for `organisatie` manages.
ORGANISATION = 2


@dataclass
class Town:
    """A place with a database, the key of its site, and a session for each role."""

    database: Path | str
    key: Path
    sessions: dict[str, str]

    @property
    def place(self) -> list[str]:
        """The options that lead a command here."""
        return place(self.database, self.key)

    def copy(self, folder: Path) -> "Town":
        """The same town in another folder. Only for a file of SQLite that nobody has open."""
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "town.sqlite"
        for suffix in ("-wal", "-shm", ".lock"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.database, target)
        shutil.copy(self.key, f"{target}.key")
        return Town(target, Path(f"{target}.key"), self.sessions)


def place(database: Path | str, key: Path) -> list[str]:
    # The key lies beside a file of SQLite by itself; a server has no such place.
    if isinstance(database, Path):
        return ["--database", f"sqlite:{database}"]
    return ["--database", database, "--key", str(key)]


def make_town(database: Path | str, key: Path, residents: int = 1000, program: Path | None = None) -> Town:
    """Fills an empty database with a town of so many residents."""
    done = run("bench-seed", "--town", str(residents), *place(database, key), program=program)
    if done.returncode != 0:
        raise RuntimeError(f"inzet bench-seed failed:\n{done.stdout}{done.stderr}")
    rows = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    if isinstance(database, Path):
        settle(database)
    return Town(database, key, {role: cookie for role, cookie in rows})


def sqlite_town(folder: Path, residents: int = 1000) -> Town:
    folder.mkdir(parents=True, exist_ok=True)
    return make_town(folder / "town.sqlite", folder / "town.sqlite.key", residents)


def settle(database: Path) -> None:
    """Brings everything from the log into the file, so that the file alone is the database."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def scratch(prefix: str) -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix=f"inzet-{prefix}-", ignore_cleanup_errors=True)


def memory_folder() -> str | None:
    """A folder in memory for copies that are only looked at; `None` where there is none."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
