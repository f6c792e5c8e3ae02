"""Requests that no browser sends, and what came of them."""

import re
import socket
import time
from contextlib import closing
from dataclasses import dataclass

REFUSED = {"closed", "400", "403", "404", "405", "408", "411", "413", "414", "415", "417", "421", "422", "429", "431", "501"}


@dataclass
class Verdict:
    attack: str
    answer: str
    good: bool

    def __str__(self) -> str:
        return f"{'ok    ' if self.good else 'FAILED'}  {self.attack:<46} {self.answer}"


class Target:
    def __init__(self, port: int):
        self.port = port

    def connect(self, seconds: float = 10, receives: int | None = None) -> socket.socket:
        """A line to the server, with room for so many bytes that were not read yet."""
        line = socket.socket()
        if receives:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        line.settimeout(seconds)
        # Another loopback address each time would hide per-address limits; one address is what an attacker has.
        line.bind(("127.66.6.6", 0))
        line.connect(("127.0.0.1", self.port))
        return line

    def raw(self, sent: bytes, seconds: float = 5) -> tuple[list[str], bytes]:
        """Sends bytes as they are; the status codes that came back and everything that was read."""
        read = b""
        with closing(self.connect(seconds)) as line:
            try:
                line.sendall(sent)
            except OSError:
                pass  # refused half-way: what it answered still counts
            try:
                while part := line.recv(65536):
                    read += part
            except OSError:
                pass
        return re.findall(r"HTTP/1\.1 (\d{3})", read.decode("latin-1")), read

    def ordinary(self) -> tuple[str, float]:
        """One ordinary visit from another address, and its seconds."""
        began = time.monotonic()
        with closing(socket.create_connection(("127.0.0.1", self.port), 10, source_address=("127.9.9.9", 0))) as line:
            line.settimeout(10)
            line.sendall(b"GET /vacatures HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n" % self.port)
            first = line.recv(15).decode("latin-1")
            while line.recv(65536):
                pass
        return first[9:12], time.monotonic() - began


def quick(target: Target) -> list[Verdict]:
    """Attacks that are answered at once."""
    host = b"Host: localhost:%d\r\n" % target.port
    end = b"Connection: close\r\n\r\n"
    get = b"GET / HTTP/1.1\r\n" + host

    def post(headers: bytes, body: bytes = b"", path: bytes = b"/inloggen") -> bytes:
        form = b"Content-Type: application/x-www-form-urlencoded\r\n"
        return b"POST " + path + b" HTTP/1.1\r\n" + host + form + headers + b"Connection: close\r\n\r\n" + body

    smuggled = b"GET /demo HTTP/1.1\r\n" + host + end
    chunked = b"Transfer-Encoding: chunked\r\n"
    attacks: list[tuple[str, bytes]] = [
        ("no Host", b"GET / HTTP/1.1\r\n" + end),
        ("two Hosts", get + b"Host: evil.example\r\n" + end),
        ("Host that is not ours", b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + end),
        ("2,000 headers", get + b"".join(b"a%d: b\r\n" % number for number in range(2000)) + end),
        ("70,000 headers", get + b"".join(b"a%d: b\r\n" % number for number in range(70000)) + end),
        ("one header of 200 KB", get + b"X-Long: " + b"a" * 200_000 + b"\r\n" + end),
        ("address of 200 KB", b"GET /?q=" + b"a" * 200_000 + b" HTTP/1.1\r\n" + host + end),
        ("Content-Length and chunked together", b"POST /inloggen HTTP/1.1\r\n" + host
            + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled),
        ("two Content-Lengths", post(b"Content-Length: 4\r\nContent-Length: 5\r\n", b"abcde")),
        ("negative Content-Length", post(b"Content-Length: -1\r\n")),
        ("Content-Length beyond 64 bits", post(b"Content-Length: 99999999999999999999999\r\n")),
        ("chunk size beyond 64 bits", post(chunked, b"FFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n")),
        ("chunk size that is no number", post(chunked, b"zz\r\nabc\r\n0\r\n\r\n")),
        ("unknown Transfer-Encoding", post(b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n")),
        ("space before the colon", get + b"Content-Length : 0\r\n" + end),
        ("folded header", get + b"X-Fold: a\r\n b\r\n" + end),
        ("bare line feeds", b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n"),
        ("NUL in a header", get + b"X-Nul: a\x00b\r\n" + end),
        ("unknown method", b"BREW / HTTP/1.1\r\n" + host + end),
        ("TRACE", b"TRACE / HTTP/1.1\r\n" + host + end),
        ("CONNECT", b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n" + end),
        ("not HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200 + b"\r\n\r\n"),
        ("body of 20 MB", post(b"Content-Length: 20000000\r\n", b"a=" + b"a" * 19_999_998)),
        ("chunked body of 20 MB", post(chunked, (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 305 + b"0\r\n\r\n")),
        ("100,000 form fields", post(b"Content-Length: 400000\r\n", b"a=b&" * 100_000)),
        ("percent signs that end nowhere", post(b"Content-Length: 8\r\n", b"a=%&b=%z")),
        ("out of the folder", b"GET /assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + end),
        ("out of the folder, plain", b"GET /../../../etc/passwd HTTP/1.1\r\n" + host + end),
        ("NUL in the address", b"GET /vacatures/%00 HTTP/1.1\r\n" + host + end),
    ]
    verdicts = []
    for name, sent in attacks:
        codes, read = target.raw(sent)
        # One request, at most one answer: a second would be a request we smuggled past a proxy.
        good = (not codes or codes[0] in REFUSED) and len(codes) <= 1 and b"root:" not in read
        verdicts.append(Verdict(name, " ".join(codes) or "closed", good))

    harmless = [
        ("filters that do not exist", b"GET /vacatures?sector=%F0%9F%92%A9&afstand=-1&na=xx&x[]=1 HTTP/1.1\r\n"),
        ("broken UTF-8 in the address", b"GET /vacatures?q=%FF%FE%C0%AF HTTP/1.1\r\n"),
        ("search words that look like a query", b"GET /vacatures?q=%22%20OR%20NEAR(*%20-%20AND%20^: HTTP/1.1\r\n"),
        ("2,000 ranges", b"GET /vacatures HTTP/1.1\r\nRange: bytes=" + b",".join([b"0-1"] * 2000) + b"\r\n"),
        ("cookie of another program", b"GET / HTTP/1.1\r\nCookie: a=%00; =; ;;; __Host-x=\"\r\n"),
    ]
    for name, sent in harmless:
        codes, _ = target.raw(sent + host + end)
        verdicts.append(Verdict(name, " ".join(codes) or "closed", bool(codes) and codes[0] < "500"))

    codes, read = target.raw(b"GET /inloggen HTTP/1.1\r\n" + host + b"X-Forwarded-Host: evil.example\r\n" + end)
    verdicts.append(Verdict("forwarded host shown nowhere", " ".join(codes), b"evil.example" not in read))
    codes, _ = target.raw((b"GET /healthz HTTP/1.1\r\n" + host + b"\r\n") * 300 + smuggled, seconds=15)
    verdicts.append(Verdict("300 requests in one breath", f"{len(codes)} answers", len(codes) <= 301))
    return verdicts
