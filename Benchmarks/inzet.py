"""Everything that knows the program under test: its commands, its addresses and the shape of its answers."""

import contextlib
import os
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from http_client import Connection

BINARY = os.environ.get("INZET_BIN") or str(Path(__file__).resolve().parents[1] / ".build" / "release" / "inzet")
PARAMETERS = {"sector": "sector", "group": "doelgroep", "moment": "moment", "mark": "kenmerk"}
API, PAGE, HEALTH = "/api/v1/vacatures", "/vacatures", "/healthz"


def seed_national(database, geopackage, csv):
    """Loads the national set as open vacancies; returns the seconds it took."""
    began = time.monotonic()
    run("import", "gebieden", str(geopackage), "--database", f"sqlite:{database}")
    run("bench-seed", "--database", f"sqlite:{database}", "--csv", str(csv))
    return round(time.monotonic() - began, 1)


def seed_town(database):
    """A town of 100,000 residents with ten years of history; gives for one person of each role a cookie, or the path of
    the link by which they come in."""
    printed = run("bench-seed", "--database", f"sqlite:{database}", "--town", "100000")
    lines = (line.split("\t", 1) for line in printed.splitlines() if "\t" in line)
    return {role.strip(): cookie.strip() for role, cookie in lines}


def version():
    return run("--version").strip().splitlines()[-1]


def run(*arguments):
    done = subprocess.run([BINARY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout)[-2000:]
        raise SystemExit(f"inzet {' '.join(arguments[:2])} failed with {done.returncode}: {said}")
    return done.stdout


def address(database):
    """What `--database` takes: the words of libpq, or the path of a file."""
    return str(database) if "host=" in str(database) else f"sqlite:{database}"


@contextlib.contextmanager
def serving(database, port, *extra):
    """The real server on the loopback address, with the limit per address off: one machine plays all visitors."""
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as mail:
        command = [
            BINARY, "serve", "--database", address(database), "--port", str(port), "--origin", base,
            "--mail", f"folder:{mail}", "--no-rate-limit", *extra,
        ]  # fmt: skip
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_until_healthy(base, server, log)
            yield base, server.pid
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_until_healthy(base, server, log, patience=120):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if server.poll() is not None:
            log.seek(0)
            raise SystemExit(f"the server stopped: {log.read()[-2000:].decode(errors='replace')}")
        try:
            if Connection(base, 2).request(HEALTH)[0] == 200:
                return
        except (OSError, EOFError):
            pass
        time.sleep(0.2)
    raise SystemExit(f"the server did not answer within {patience} seconds")


def search_path(query, start=API):
    """A query of the set as the address a visitor would have."""
    pairs = [("q", " ".join(query["words"])), ("plaats", query["postcode"]), ("afstand", query["km"])]
    pairs += [(PARAMETERS[name], value) for name, value in query["filters"].items()]
    return f"{start}?{urlencode(pairs)}"


def rows_of(answer):
    """The rows in a JSON answer."""
    if isinstance(answer, list):
        return len(answer)
    for name in ("vacatures", "resultaten", "items", "_embedded"):
        if name in answer:
            inner = answer[name]
            return len(inner) if isinstance(inner, list) else len(next(iter(inner.values()), []))
    return 0


def total_of(answer, headers):
    """The number of vacancies found, from the body or the header."""
    if isinstance(answer, dict):
        for name in ("totaal", "aantal", "total"):
            if isinstance(answer.get(name), int):
                return answer[name]
    for name in ("x-total-count", "x-pagination-total-count"):
        if headers.get(name, "").isdigit():
            return int(headers[name])
    return None


def memory(pid):
    """Resident memory of the process in MB: now and at its highest."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    return {name: round(int(fields[key].split()[0]) / 1024, 1) for name, key in (("now", "VmRSS"), ("peak", "VmHWM"))}
