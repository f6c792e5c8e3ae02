"""What `inzet doctor` says of a real mail server and a real certificate."""

import http.server
import json
import os
import ssl
import threading
from pathlib import Path

import pytest

from server import free_port, prepare_demo, run
from smtp_sink import Sink, certificate


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    prepare_demo(folder)
    return folder


def look(town: Path, settings: str) -> dict[str, tuple[str, str]]:
    """Subject → state and text."""
    file = town / "inzet.yaml"
    file.write_text(f"database: sqlite:{town}/demo.sqlite\n{settings}")
    done = run("doctor", "--config", str(file), "--json")
    assert done.returncode in (0, 1, 2), done.stderr
    return {item["subject"]: (item["state"], item["text"]) for item in json.loads(done.stdout)["findings"]}


def mail(town: Path, sink: Sink, password: str, trusts: bool = True) -> tuple[str, str]:
    secret = town / "password"
    secret.write_text(password)
    os.chmod(secret, 0o600)
    settings = f"mail:\n  route: smtp://localhost:{sink.port}\n  user: {sink.user}\n  password-file: {secret}\n"
    settings += "  sender: post@waterveen.example\n"
    if trusts:
        settings += f"  authority-file: {sink.authority}\n"
    return look(town, settings)["mail"]


def test_the_mail_server_is_tried_up_to_the_password(town, tmp_path):
    with Sink(free_port(), tmp_path) as sink:
        assert mail(town, sink, "geheim")[0] == "good"
        state, text = mail(town, sink, "fout")
        assert state == "wrong" and "refuses the name or the password" in text
        assert not sink.deliveries
        # An authority of another: the line is not trusted.
        other = tmp_path / "other"
        other.mkdir()
        sink.authority, _ = certificate(other)
        state, text = mail(town, sink, "geheim")
        assert state == "wrong" and "certificate" in text
    state, text = mail(town, sink, "geheim")
    assert state == "wrong" and text.startswith("Nothing answers at localhost:")


def test_a_certificate_that_nobody_vouches_for_is_wrong(town, tmp_path):
    pem, key = certificate(tmp_path)
    port = free_port()
    server = http.server.HTTPServer(("127.0.0.1", port), http.server.BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        settings = f"origin: https://localhost:{port}\nlisten: {{behind-proxy: yes, port: {free_port()}}}\n"
        found = look(town, settings)
        # It was read all the same: without a date it would say that the address cannot be reached.
        assert found["certificate"][0] == "wrong" and "not trusted" in found["certificate"][1]
        assert found["site"][0] == "attention"
    finally:
        server.shutdown()
        server.server_close()
    found = look(town, f"origin: https://localhost:{port}\nlisten: {{behind-proxy: yes}}\n")
    assert found["certificate"][0] == "attention" and "cannot be reached" in found["certificate"][1]
