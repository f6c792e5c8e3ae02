"""Starts and stops the real program: ready when it answers, gone when the test is over."""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("INZET", ROOT / ".build" / "debug" / "inzet"))
# A crash must end the process at once; the backtracer would hold it for minutes.
ENVIRONMENT = os.environ | {"SWIFT_BACKTRACE": "enable=no"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Inzet:
    """One running `inzet` process."""

    def __init__(self, arguments: list[str], port: int, log: Path):
        self.port = port
        self.origin = f"http://localhost:{port}"
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [BINARY, *arguments], stdout=output, stderr=subprocess.STDOUT, env=ENVIRONMENT, cwd=log.parent
            )

    def wait_until_ready(self, seconds: float = 180) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"inzet stopped with {self.process.returncode} before it was ready:\n{self.tail()}")
            try:
                asked = urllib.request.Request(
                    f"http://127.0.0.1:{self.port}/healthz", headers={"Host": f"localhost:{self.port}"})
                with urllib.request.urlopen(asked, timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
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


def run(*arguments: str, seconds: float = 300) -> subprocess.CompletedProcess:
    """A command of `inzet` that ends by itself."""
    return subprocess.run(
        [BINARY, *arguments], env=ENVIRONMENT, capture_output=True, text=True, timeout=seconds, check=False
    )


@contextmanager
def demo(*extra: str):
    """A demo municipality on a free port, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="inzet-demo-") as folder:
        port = free_port()
        running = Inzet(["demo", "--port", str(port), "--directory", folder, *extra], port, Path(folder) / "demo.log")
        try:
            running.wait_until_ready()
            yield running
        finally:
            running.stop()


@contextmanager
def serve(database: Path, mail: str, *extra: str, port: int | None = None, ready: bool = True):
    """`inzet serve` on a database that exists; stopped at the end unless the test already killed it."""
    port = port or free_port()
    arguments = ["serve", "--database", f"sqlite:{database}", "--origin", f"http://localhost:{port}"]
    arguments += ["--port", str(port), "--mail", mail, *extra]
    running = Inzet(arguments, port, database.parent / "serve.log")
    try:
        if ready:
            running.wait_until_ready()
        yield running
    finally:
        if running.alive:
            running.stop()


def prepare_demo(folder: Path) -> Path:
    """The database of a demo municipality, without serving it."""
    done = run("demo", "--prepare-only", "--directory", str(folder))
    if done.returncode != 0:
        raise RuntimeError(f"inzet demo --prepare-only failed:\n{done.stdout}{done.stderr}")
    files = [file for file in folder.iterdir() if file.suffix in (".sqlite", ".db")]
    if len(files) != 1:
        raise RuntimeError(f"expected one database in {folder}, found {sorted(p.name for p in folder.iterdir())}")
    return files[0]


def check(database: Path) -> None:
    """Raises when `inzet check` finds anything wrong."""
    done = run("check", "--database", f"sqlite:{database}")
    if done.returncode != 0:
        raise AssertionError(f"inzet check: code {done.returncode}\n{done.stdout}{done.stderr}")
