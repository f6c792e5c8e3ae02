"""A mail server on loopback that takes everything and can be made to misbehave.

As a program:  smtp_sink.py [--port 2525] [--directory DIR] [--mode accept] [--plain]
Modes: accept   takes the mail
       refuse   answers every recipient with 550: never send this again
       defer    answers every recipient with 451: try again later
       drop     takes the whole message, then cuts the line without an answer
"""

import argparse
import email
import email.policy
import logging
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

# Its own log repeats what the rigs provoke on purpose.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

MODES = ("accept", "refuse", "defer", "drop")


@dataclass
class Delivery:
    recipient: str
    message_id: str
    subject: str
    text: str
    encrypted: bool
    acknowledged: bool


def certificate(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for localhost and its key; the certificate is also its own authority."""
    pem, key = folder / "sink.pem", folder / "sink.key"
    if not pem.exists():
        names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost"]
            + ["-addext", names, "-keyout", str(key), "-out", str(pem)],
            check=True,
            capture_output=True,
        )
    return pem, key


@dataclass
class Sink:
    """The mail server and what it received. `mode` may change at any moment; `stop` and `start` keep the port."""

    port: int
    folder: Path
    encrypted: bool = True
    mode: str = "accept"
    user: str = "inzet"
    password: str = "geheim"
    deliveries: list[Delivery] = field(default_factory=list)
    refused: int = 0
    connections: int = 0
    on_delivery: object = None

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._controller: Controller | None = None
        self.authority: Path | None = None
        self._context = None
        if self.encrypted:
            self.authority, key = certificate(self.folder)
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(self.authority, key)

    @property
    def url(self) -> str:
        account = f"{self.user}:{self.password}@" if self.encrypted else ""
        return f"smtp://{account}localhost:{self.port}"

    def trust(self) -> list[str]:
        """The options with which `inzet serve` accepts our certificate."""
        return ["--mail-authority", str(self.authority)] if self.authority else []

    def start(self) -> "Sink":
        self._controller = _Controller(self)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def __enter__(self) -> "Sink":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def to(self, recipient: str) -> list[Delivery]:
        with self._lock:
            return [one for one in self.deliveries if one.recipient == recipient]

    def recipients(self) -> set[str]:
        with self._lock:
            return {one.recipient for one in self.deliveries if one.acknowledged}

    def repeated(self) -> Counter:
        """Copies beyond the first of one Message-ID to one recipient."""
        with self._lock:
            counted = Counter((one.message_id, one.recipient) for one in self.deliveries)
        return Counter({key: count - 1 for key, count in counted.items() if count > 1})

    def wait_for(self, recipients: set[str], seconds: float) -> set[str]:
        """Waits until all of these got something; gives those who did not."""
        deadline = time.monotonic() + seconds
        while (missing := recipients - self.recipients()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return missing

    def record(self, recipients: list[str], content: bytes, encrypted: bool, acknowledged: bool) -> None:
        message = email.message_from_bytes(content, policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        for recipient in recipients:
            one = Delivery(
                recipient, message["Message-ID"] or "", message["Subject"] or "",
                body.get_content() if body else "", encrypted, acknowledged,
            )
            with self._lock:
                self.deliveries.append(one)
            if self.on_delivery:
                self.on_delivery(one)


class _Controller(Controller):
    def __init__(self, sink: Sink):
        self.sink = sink
        super().__init__(_Handler(sink), hostname="127.0.0.1", port=sink.port, ready_timeout=10)

    def factory(self) -> SMTP:
        self.sink.connections += 1
        return SMTP(
            self.handler, hostname="localhost", enable_SMTPUTF8=True, tls_context=self.sink._context,
            require_starttls=self.sink.encrypted, auth_require_tls=True, auth_required=self.sink.encrypted,
            authenticator=self._known,
        )

    def _known(self, server, session, envelope, mechanism, data) -> AuthResult:
        known = data.login == self.sink.user.encode() and data.password == self.sink.password.encode()
        return AuthResult(success=known, handled=False)


class _Handler:
    def __init__(self, sink: Sink):
        self.sink = sink

    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = {"refuse": "550 5.1.1 unknown here", "defer": "451 4.3.0 try again later"}
        if self.sink.mode in answers:
            self.sink.refused += 1
            return answers[self.sink.mode]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        dropped = self.sink.mode == "drop"
        self.sink.record(envelope.rcpt_tos, envelope.content, session.ssl is not None, acknowledged=not dropped)
        if dropped:
            server.transport.abort()
        return "250 Taken"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=2525)
    parser.add_argument("--directory", type=Path, help="for the certificate (default: a temporary folder)")
    parser.add_argument("--mode", choices=MODES, default="accept")
    parser.add_argument("--plain", action="store_true", help="without STARTTLS and without a password")
    options = parser.parse_args()
    folder = options.directory or Path(tempfile.mkdtemp(prefix="inzet-sink-"))
    folder.mkdir(parents=True, exist_ok=True)
    sink = Sink(options.port, folder, encrypted=not options.plain, mode=options.mode)
    sink.on_delivery = lambda one: print(f"{one.recipient}  {one.message_id}  {one.subject}", flush=True)
    with sink:
        print(f"Listening: {sink.url}  certificate: {sink.authority}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.exit(0)


if __name__ == "__main__":
    main()
