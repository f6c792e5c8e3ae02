"""How the real program stops, what it says of its settings, and what the doctor sees."""

import json
import signal
import socket
import time
from pathlib import Path

import pytest

from server import Inzet, free_port, prepare_demo, run


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("stop")
    prepare_demo(folder)
    return folder


@pytest.fixture
def site(town):
    """Starts `inzet serve` from a settings file; `site(grace, drain)`."""
    running: list[Inzet] = []

    def start(grace: int = 0, drain: int = 10) -> Inzet:
        port = free_port()
        settings = town / f"inzet-{port}.yaml"
        settings.write_text(
            f"database: sqlite:{town}/demo.sqlite\n"
            f"origin: http://localhost:{port}\n"
            f"listen: {{port: {port}}}\n"
            f"mail: {{route: 'folder:{town}/post', sender: post@waterveen.example}}\n"
            f"stop: {{grace-seconds: {grace}, drain-seconds: {drain}}}\n"
        )
        one = Inzet(["serve", "--config", str(settings)], port, town / f"serve-{port}.log")
        one.settings = settings
        running.append(one)
        one.wait_until_ready()
        return one

    yield start
    for one in running:
        if one.alive:
            one.kill()


def line(site: Inzet, text: str = "") -> socket.socket:
    one = socket.create_connection(("127.0.0.1", site.port), timeout=10)
    if text:
        one.sendall(text.replace("HOST", f"localhost:{site.port}").encode())
    return one


def slow_form(site: Inzet) -> tuple[socket.socket, bytes]:
    """A form of which the half came in, and the half that is to come."""
    body = b"email=lotte%40example.nl"
    head = "POST /inloggen HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    one = line(site, head + f"Content-Length: {len(body)}\r\n\r\n")
    one.sendall(body[:5])
    time.sleep(0.5)
    return one, body[5:]


def status(site: Inzet, path: str) -> int:
    with line(site, f"GET {path} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n") as one:
        return int(one.recv(100).split()[1])


def stopped_well(site: Inzet) -> None:
    assert site.process.wait(15) == 0, site.tail()
    log = site.log.read_text()
    assert '"message":"stopped"' in log
    assert "CancellationError" not in log
    assert '"level":"error"' not in log


def test_a_request_under_way_gets_its_answer(site):
    one = site(grace=1)
    form, rest = slow_form(one)
    idle = line(one, "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n")
    assert b"200" in idle.recv(1000)
    assert status(one, "/readyz") == 200
    one.process.terminate()
    time.sleep(0.4)
    # The time of grace: no more visitors, please, but who comes is answered.
    assert status(one, "/readyz") == 503
    assert status(one, "/vacatures") == 200
    time.sleep(1.2)
    with pytest.raises(OSError):
        line(one).close()
    assert one.alive
    form.sendall(rest)
    assert form.recv(1000).startswith(b"HTTP/1.1 ")
    assert idle.recv(10) == b""
    stopped_well(one)


def test_who_never_ends_is_cut_short(site):
    one = site(drain=1)
    form, _ = slow_form(one)
    start = time.monotonic()
    one.process.terminate()
    assert one.process.wait(15) == 0, one.tail()
    assert time.monotonic() - start < 8
    assert form.recv(10) == b""
    assert '"message":"runner"' not in one.log.read_text()


def test_a_quiet_site_stops_at_once_with_ctrl_c(site):
    one = site()
    start = time.monotonic()
    one.process.send_signal(signal.SIGINT)
    stopped_well(one)
    assert time.monotonic() - start < 3


def test_a_second_signal_does_not_wait(site):
    one = site(drain=60)
    form, _ = slow_form(one)
    one.process.terminate()
    time.sleep(0.3)
    assert one.alive
    start = time.monotonic()
    one.process.terminate()
    assert one.process.wait(5) == 1
    assert time.monotonic() - start < 2
    form.close()
    # And the lock is free, and the database whole.
    assert site().alive


def test_the_doctor_looks_at_a_running_site(site):
    one = site()
    done = run("doctor", "--config", str(one.settings), "--json")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    states = {item["subject"]: item["state"] for item in json.loads(done.stdout)["findings"]}
    assert states["site"] == states["schema"] == states["integrity"] == states["work"] == "good", done.stdout
    assert states["mail"] == "attention"
    assert one.alive and status(one, "/readyz") == 200
    one.stop()
    stopped = json.loads(run("doctor", "--config", str(one.settings), "--json", "--offline").stdout)
    assert stopped["state"] != "wrong", stopped


def test_settings_are_checked_all_at_once(tmp_path):
    file = tmp_path / "inzet.yaml"
    file.write_text("orgin: x\nlisten: {port: nul}\nmail: {password-file: /nergens}\n")
    done = run("config", "check", "--config", str(file))
    assert done.returncode == 1
    for words in ("inzet.yaml:1: orgin: is not a setting; did you mean origin?", ":2: listen.port:", ":3: mail.password-file:"):
        assert words in done.stdout, done.stdout
    # The site says the same and does not start.
    done = run("serve", "--config", str(file))
    assert done.returncode != 0 and "did you mean origin?" in done.stderr
    file.write_text(run("config", "example").stdout)
    assert run("config", "check", "--config", str(file)).returncode == 0


def test_the_version_names_what_it_is_built_on():
    words = run("--version").stdout
    assert "Swift 6." in words and "SQLite 3." in words
