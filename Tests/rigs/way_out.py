"""A proxy for what leaves a network, as a municipality may have."""

import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from oidc import Stay


@contextmanager
def way_out():
    """Runs one in a thread; gives its address and a list of the addresses it was asked for."""
    asked: list[str] = []
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay)

    class Handler(BaseHTTPRequestHandler):
        def pass_on(self) -> None:
            asked.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
            kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
            try:
                answer = direct.open(urllib.request.Request(self.path, body, kept), timeout=10)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                content = answer.read()
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers.get("Content-Type", "text/plain"))
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        do_GET = do_POST = pass_on

        def log_message(self, *arguments) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
