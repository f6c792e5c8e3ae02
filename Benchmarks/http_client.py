"""A small HTTP/1.1 client on one kept-alive socket: no library between the clock and the server."""

import json
import socket
from urllib.parse import urlsplit


class Connection:
    def __init__(self, base, timeout=30):
        parts = urlsplit(base)
        self.host, self.port = parts.hostname, parts.port or 80
        self.timeout, self.socket, self.rest = timeout, None, b""

    def open(self):
        self.socket = socket.create_connection((self.host, self.port), self.timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def request(self, path, cookie=None, method="GET", body=b"", headers=()):
        """(status, headers in lower case, body). A kept-alive socket the server closed is opened once more."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        lines += [f"Content-Length: {len(body)}"] if method != "GET" else []
        lines += [f"{name}: {value}" for name, value in headers]
        message = ("\r\n".join(lines) + "\r\n\r\n").encode() + body
        for attempt in (1, 2):
            fresh = self.socket is None
            if fresh:
                self.open()
            try:
                self.socket.sendall(message)
                return self.read()
            except (ConnectionError, EOFError):
                self.close()
                if fresh or attempt == 2:
                    raise

    def read(self):
        head = self.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(head[0].split(" ", 2)[1])
        fields = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            name, value = name.lower(), value.strip()
            fields[name] = f"{fields[name]}\n{value}" if name in fields else value
        if fields.get("transfer-encoding", "").lower() == "chunked":
            body = self.chunks()
        elif "content-length" in fields:
            body = self.exactly(int(fields["content-length"]))
        elif status in (204, 304):
            body = b""
        else:
            body = self.to_the_end()
        if fields.get("connection", "").lower() == "close":
            self.close()
        return status, fields, body

    def fill(self):
        more = self.socket.recv(65536)
        if not more:
            raise EOFError("the server closed the connection")
        self.rest += more

    def until(self, mark):
        while mark not in self.rest:
            self.fill()
        found, self.rest = self.rest.split(mark, 1)
        return found

    def exactly(self, count):
        while len(self.rest) < count:
            self.fill()
        found, self.rest = self.rest[:count], self.rest[count:]
        return found

    def chunks(self):
        parts = []
        while size := int(self.until(b"\r\n").split(b";")[0], 16):
            parts.append(self.exactly(size))
            self.exactly(2)
        while self.until(b"\r\n"):
            pass
        return b"".join(parts)

    def to_the_end(self):
        try:
            while True:
                self.fill()
        except EOFError:
            found, self.rest = self.rest, b""
            self.close()
            return found


def asker(base, path_of, decode=json.loads, count=len):
    """A `connect` for `clients.measure`: the answer is decoded inside the clock, as a database driver does."""

    def connect():
        link = Connection(base)

        def ask(query):
            status, _, body = link.request(path_of(query))
            if status != 200:
                raise RuntimeError(f"status {status}")
            return count(decode(body) if decode else body)

        return ask

    return connect
