"""A web server without a single guard: it answers everything with a page and waits for ever. What `http_abuse.py`
must find fault with."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from server import free_port

PAGE = b"<p>Welcome, root:x:0:0</p>"


def serve(port: int) -> None:
    import asyncio

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while asked := await reader.read(1 << 20):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE))
                await writer.drain()
                if b"Connection: close" in asked:
                    break
            writer.close()

    async def forever() -> None:
        async with await asyncio.start_server(talk, "127.0.0.1", port) as server:
            await server.serve_forever()

    asyncio.run(forever())


class Polite:
    """As much of `server.Inzet` as the rig asks of it."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process = subprocess.Popen([sys.executable, __file__, str(self.port)], cwd=Path(__file__).parent)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def open_files(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def resident_megabytes(self) -> float:
        return 1.0


@contextlib.contextmanager
def polite() -> Iterator[Polite]:
    running = Polite()
    try:
        time.sleep(1)
        yield running
    finally:
        running.process.kill()
        running.process.wait()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
