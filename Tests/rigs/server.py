"""Starts and stops the real program: ready when it answers, gone when the test is over."""

import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
# INZET_BIN names another build of the program.
BINARY = Path(os.environ.get("INZET_BIN") or ROOT / ".build" / "debug" / "inzet")
# A crash must end the process at once; the backtracer would hold it for minutes. Settings of this machine stay out.
ENVIRONMENT = {
    name: value for name, value in os.environ.items()
    if not name.startswith("INZET_") and not name.lower().endswith("_proxy")
} | {"SWIFT_BACKTRACE": "enable=no", "INZET_CONFIG": ""}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Inzet:
    """One running `inzet` process.

    `environment` comes on top of our own; `program` is another build than the one under test; `site` is the port in
    the address of the site, when that is not the port this process listens on.
    """

    def __init__(
        self, arguments: list[str], port: int, log: Path, environment: dict[str, str] | None = None,
        program: Path | None = None, site: int | None = None,
    ):
        self.port = port
        self.site = site or port
        self.origin = f"http://localhost:{self.site}"
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [program or BINARY, *arguments], stdout=output, stderr=subprocess.STDOUT,
                env=ENVIRONMENT | (environment or {}), cwd=log.parent,
            )

    def wait_until_ready(self, seconds: float = 180, pause: float = 0.05) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"inzet stopped with {self.process.returncode} before it was ready:\n{self.tail()}")
            try:
                asked = urllib.request.Request(
                    f"http://127.0.0.1:{self.port}/healthz", headers={"Host": f"localhost:{self.site}"})
                with urllib.request.urlopen(asked, timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError, http.client.HTTPException):
                time.sleep(pause)
        raise RuntimeError(f"inzet was not ready within {seconds:.0f} s:\n{self.tail()}")

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def resident_megabytes(self) -> float:
        """Memory the process holds in RAM (VmRSS)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def open_files(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def freeze(self) -> None:
        """Stops every thread where it is; one that waits for the disk stops when the disk answered."""
        self.process.send_signal(signal.SIGSTOP)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            states = set()
            for task in Path(f"/proc/{self.process.pid}/task").iterdir():
                with suppress(OSError):
                    states.add((task / "stat").read_text().rpartition(")")[2].split()[0])
            if states <= {"T", "Z", "X"}:
                return
            time.sleep(0.001)
        raise RuntimeError("the server does not stand still")

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """kill -9: no chance to finish anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """The way an administrator stops it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def tail(self, lines: int = 30) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def run(
    *arguments: str, seconds: float = 300, environment: dict[str, str] | None = None, program: Path | None = None
) -> subprocess.CompletedProcess:
    """A command of `inzet` that ends by itself."""
    return subprocess.run(
        [program or BINARY, *arguments], env=ENVIRONMENT | (environment or {}), capture_output=True, text=True,
        timeout=seconds, check=False,
    )


def address(database: Path | str) -> str:
    """What `--database` takes: a file of SQLite, or the connection string of a PostgreSQL server as it is."""
    return f"sqlite:{database}" if isinstance(database, Path) else database


@contextmanager
def demo(*extra: str, fresh: bool = False):
    """A demo municipality on a free port, in a folder of its own; a `fresh` one is filled by the process that serves
    it, as `make demo` does."""
    with tempfile.TemporaryDirectory(prefix="inzet-demo-") as folder:
        if not fresh:
            prepare_demo(Path(folder))
        port = free_port()
        running = Inzet(["demo", "--port", str(port), "--directory", folder, *extra], port, Path(folder) / "demo.log")
        try:
            running.wait_until_ready()
            yield running
        finally:
            running.stop()


def started(
    database: Path | str, mail: str, *extra: str, log: Path, port: int | None = None, site: int | None = None,
    environment: dict[str, str] | None = None, program: Path | None = None,
) -> Inzet:
    """`inzet serve` on a database that exists; not yet ready, and for the caller to stop."""
    port = port or free_port()
    arguments = ["serve", "--database", address(database), "--origin", f"http://localhost:{site or port}"]
    arguments += ["--port", str(port), "--mail", mail, *extra]
    return Inzet(arguments, port, log, environment, program, site)


@contextmanager
def serve(database: Path, mail: str, *extra: str, port: int | None = None, ready: bool = True, **options):
    """`inzet serve` on a file of SQLite; stopped at the end unless the test already killed it."""
    running = started(database, mail, *extra, log=database.parent / "serve.log", port=port, **options)
    try:
        if ready:
            running.wait_until_ready()
        yield running
    finally:
        if running.alive:
            running.stop()


def prepare_demo(folder: Path) -> Path:
    """The database of a demo municipality, without serving it: a copy of what this program makes on this day. That is
    made once: eighteen months of a town take seconds."""
    shelf = ROOT / ".build" / "demo"
    shelf.mkdir(parents=True, exist_ok=True)
    # Workers of one run ask for it at the same time; another build may take it away after us.
    with (shelf / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.copytree(demo_of_today(shelf), folder, dirs_exist_ok=True)
    files = [file for file in folder.iterdir() if file.suffix in (".sqlite", ".db")]
    if len(files) != 1:
        raise RuntimeError(f"expected one database in {folder}, found {sorted(p.name for p in folder.iterdir())}")
    return files[0]


def demo_of_today(shelf: Path) -> Path:
    made, today = BINARY.stat(), datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    folder = shelf / f"{today}-{made.st_mtime_ns:x}-{made.st_size:x}"
    if folder.exists():
        return folder
    for old in shelf.glob("*-*"):
        shutil.rmtree(old)
    making = shelf / f"making-{os.getpid()}"
    done = run("demo", "--prepare-only", "--directory", str(making))
    if done.returncode != 0:
        raise RuntimeError(f"inzet demo --prepare-only failed:\n{done.stdout}{done.stderr}")
    return making.rename(folder)


def check(database: Path | str, *extra: str) -> None:
    """Raises when `inzet check` finds anything wrong."""
    done = run("check", "--database", address(database), *extra)
    if done.returncode != 0:
        raise AssertionError(f"inzet check: code {done.returncode}\n{done.stdout}{done.stderr}")
