"""Signing in with a provider: the real program beside a real provider, and beside one that forges."""

import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from server import free_port, prepare_demo, serve
from visitor import Answer, Visitor

HERE = Path(__file__).resolve().parent
CLIENT = "inzet"
# Long enough to be the key of an HMAC, with marks that the header must encode.
SECRET = "geheim: met % en + en &, lang genoeg voor een HMAC"
MUNICIPALITY = "GM9999"
NAME = "Gemeente Waterveen"


class Provider:
    """Django OAuth Toolkit in a process of its own."""

    def __init__(self, folder: Path, origin: str):
        self.port = free_port()
        self.issuer = f"http://localhost:{self.port}/o"
        place = folder / "provider"
        place.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, HERE / "oidc_provider.py", "--folder", place, "--port", str(self.port), "--client", CLIENT,
             "--secret", SECRET, "--origin", origin],
            stdout=subprocess.PIPE, stderr=(place / "log").open("wb"), text=True)
        assert self.process.stdout
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"the provider did not start:\n{(place / 'log').read_text()}")

    def control(self, **wish) -> None:
        request = urllib.request.Request(
            f"http://localhost:{self.port}/control", json.dumps(wish).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 200

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def settings(folder: Path, issuer: str) -> Path:
    """The settings file of a site whose staff sign in with this issuer."""
    secret = folder / "client-secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    file = folder / "inzet.yaml"
    file.write_text(json.dumps({"oidc": {
        "municipality": MUNICIPALITY, "name": NAME, "issuer": issuer, "client-id": CLIENT,
        "client-secret-file": str(secret),
        "roles": {"makelaars": ["makelaar"], "beheerders": ["beheer"]}}}))
    file.chmod(0o600)
    return file


@contextmanager
def site(folder: Path, database: Path, issuer: str, port: int, **options):
    """The real program with this provider; `options` as those of `serve`."""
    mail = folder / "mail"
    mail.mkdir(exist_ok=True)
    with serve(database, f"folder:{mail}", "--config", str(settings(folder, issuer)), port=port, **options) as running:
        yield running


@contextmanager
def town():
    """A folder with the database of a demo municipality and a port for the site."""
    with tempfile.TemporaryDirectory(prefix="inzet-oidc-") as name:
        folder = Path(name)
        yield folder, prepare_demo(folder), free_port()


def leave(visitor: Visitor) -> str:
    """Presses the button; where the browser is sent."""
    page = visitor.get("/inloggen/medewerker")
    form = next(form for form in page.forms if form.action.startswith("/inloggen/oidc/"))
    answer = visitor.submit(page, form)
    assert answer.status == 200, answer.status
    return answer.headers["refresh"].removeprefix("0; url=")


def come_back(visitor: Visitor, url: str) -> Answer:
    """Opens the provider's page, which sends the browser back at once, and follows that."""
    with urllib.request.build_opener(Stay).open(url, timeout=20) as answer:
        return visitor.get(answer.headers["Location"])


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer."""

    def redirect_request(self, *arguments):
        return None

    def http_error_302(self, request, answer, code, message, headers):
        return answer


def reasons(log: Path, number: str | None = None) -> list[str]:
    """Why sign-ins were refused, from the log of the program; with `number` that of one request."""
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if '"message":"oidc"' in line and line.endswith("}") and (number is None or number in line):
            found.append(json.loads(line)["reden"])
    return found


def reason(log: Path, page: str) -> str | None:
    """The reason that belongs to the number on a page; the log is written a moment after the page."""
    number = re.search(r"<code>([0-9a-f-]{36})</code>", page)
    if not number:
        return None
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if found := reasons(log, number[1]):
            return found[0]
        time.sleep(0.02)
    return None
