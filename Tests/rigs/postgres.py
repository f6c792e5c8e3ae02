"""PostgreSQL servers of a rig: one, or a primary with a standby that takes over. On loopback, in a temporary folder."""

import contextlib
import csv
import io
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from report import Skip
from server import free_port

# A document that the council adopted is one value.
csv.field_size_limit(1 << 28)

SETTINGS = """
listen_addresses = '127.0.0.1'
wal_level = replica
shared_buffers = 64MB
max_connections = 100
wal_retrieve_retry_interval = 200ms
wal_keep_size = 256MB
"""


def programs() -> Path:
    """The folder with the newest PostgreSQL on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise Skip("PostgreSQL is not installed (scripts/setup.sh --tests)")
    return found[-1].parent


def owner() -> list[str]:
    """PostgreSQL refuses to run as root: what stands before its commands then."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/tmp"]


@contextlib.contextmanager
def servers_folder(prefix: str):
    """A folder that the account of PostgreSQL may enter and fill."""
    folder = Path(tempfile.mkdtemp(prefix=f"inzet-{prefix}-"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def psql(conninfo: str, query: str, seconds: float = 60) -> list[tuple]:
    done = subprocess.run(
        [programs() / "psql", "-X", "-q", "--csv", "-t", "-v", "ON_ERROR_STOP=1", "-d", conninfo, "-c", query],
        capture_output=True, text=True, timeout=seconds)
    if done.returncode != 0:
        raise RuntimeError(f"psql: {done.stderr.strip()}")
    return [tuple(row) for row in csv.reader(io.StringIO(done.stdout)) if row]


def process_tree(pid: int) -> list[int]:
    """This process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(int(child) for child in children)]


def kill_tree(pid: int) -> None:
    """All at once, as when a machine goes: stopped first, so that none works on while the others fall."""
    for sign in (signal.SIGSTOP, signal.SIGKILL):
        for one in process_tree(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, sign)


@dataclass
class Node:
    name: str
    folder: Path
    port: int

    @property
    def data(self) -> Path:
        return self.folder / self.name

    def conninfo(self, database: str = "inzet") -> str:
        return f"host=127.0.0.1 port={self.port} user=inzet dbname={database} connect_timeout=3"

    def tool(self, *words: str | Path) -> subprocess.CompletedProcess:
        # Not into a pipe: what it leaves running would keep that open.
        with (self.folder / f"{self.name}.tools").open("ab") as output:
            done = subprocess.run(
                [*owner(), programs() / words[0], *words[1:]], stdout=output, stderr=output, cwd="/", timeout=120)
        if done.returncode != 0:
            raise RuntimeError(f"{words[0]} of {self.name}: {(self.folder / f'{self.name}.tools').read_text()[-500:]}")
        return done

    def create(self) -> None:
        # In the order of the code points, as the program asks.
        self.tool(
            "initdb", "-D", self.data, "-U", "inzet", "--auth=trust", "--encoding=UTF8", "--lc-collate=C",
            "--lc-ctype=C.UTF-8", "--no-sync")
        self.settings("postgresql.conf", SETTINGS + f"unix_socket_directories = '{self.folder}'\n")

    def settings(self, file: str, text: str) -> None:
        with (self.data / file).open("a") as output:
            output.write(text)

    def start(self) -> None:
        self.tool(
            "pg_ctl", "-D", self.data, "-w", "-l", self.folder / f"{self.name}.log", "-o", f"-p {self.port}", "start")

    def follow(self, primary: "Node") -> None:
        """Becomes a fresh standby of another."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.tool(
            "pg_basebackup", "-h", "127.0.0.1", "-p", str(primary.port), "-U", "inzet", "-D", self.data, "-X", "stream",
            "-c", "fast", "--no-sync")
        auto = self.data / "postgresql.auto.conf"
        lines = [line for line in auto.read_text().splitlines() if not line.startswith("synchronous_standby_names")]
        lines = [line for line in lines if not line.startswith("primary_conninfo")]
        line = f"primary_conninfo = 'host=127.0.0.1 port={primary.port} user=inzet application_name={self.name}'"
        auto.write_text("\n".join([*lines, line, ""]))
        (self.data / "standby.signal").touch()
        self.start()

    @property
    def postmaster(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        kill_tree(self.postmaster)

    def promote(self) -> None:
        self.tool("pg_ctl", "-D", self.data, "-w", "promote")

    def stop(self) -> None:
        with contextlib.suppress(OSError, RuntimeError, subprocess.TimeoutExpired, ValueError):
            self.tool("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")


@contextlib.contextmanager
def one_server(prefix: str):
    """A single server with an empty database; its connection string."""
    with servers_folder(prefix) as folder:
        node = Node("one", folder, free_port())
        node.create()
        node.start()
        try:
            psql(node.conninfo("postgres"), "CREATE DATABASE inzet")
            yield node.conninfo()
        finally:
            node.stop()


class Pair:
    """A primary and a standby. `synchronous`: a commit counts when both have it."""

    # Seconds until whoever watches has seen that the primary is gone.
    notices_after = 1.0

    def __init__(self, folder: Path, synchronous: bool = True):
        self.synchronous = synchronous
        self.primary, self.standby = Node("a", folder, free_port()), Node("b", folder, free_port())
        self.nodes = (self.primary, self.standby)
        self.primary.create()
        self.primary.start()
        psql(self.primary.conninfo("postgres"), "CREATE DATABASE inzet")
        self.heal()

    @property
    def conninfo(self) -> str:
        ports = ",".join(str(node.port) for node in self.nodes)
        return f"host=127.0.0.1,127.0.0.1 port={ports} user=inzet dbname=inzet"

    def heal(self) -> None:
        """Makes the standby anew and, if so wished, waits for it at each commit from then on."""
        self.standby.follow(self.primary)
        names = f"'{self.standby.name}'" if self.synchronous else "''"
        here = self.primary.conninfo("postgres")
        psql(here, f"ALTER SYSTEM SET synchronous_standby_names = {names}")
        psql(here, "SELECT pg_reload_conf()")
        wanted, deadline = "sync" if self.synchronous else "async", time.monotonic() + 30
        while psql(here, "SELECT sync_state FROM pg_stat_replication") != [(wanted,)]:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the standby does not become {wanted}")
            time.sleep(0.1)

    def fall_behind(self) -> None:
        """The standby stops taking in: for the control without synchronous replication."""
        self.receiver = next(
            pid for pid in process_tree(self.standby.postmaster)[1:]
            if b"walreceiver" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(self.receiver, signal.SIGSTOP)

    def kill_primary(self) -> None:
        self.primary.kill()
        if receiver := getattr(self, "receiver", None):
            os.kill(receiver, signal.SIGTERM)
            os.kill(receiver, signal.SIGCONT)

    def take_over(self) -> None:
        """What an administrator, or a program for it, does once the primary is known to be gone."""
        self.standby.promote()
        self.primary, self.standby = self.standby, self.primary

    def close(self) -> None:
        for node in self.nodes:
            node.stop()
