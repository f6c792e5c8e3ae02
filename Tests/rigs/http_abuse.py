"""Hostile HTTP against the real server: every attack gets a clear refusal, and ordinary visitors notice nothing.

    http_abuse.py [--slow 60] (starts a demo municipality of its own)
"""

import argparse
import sys
import threading
import time
from contextlib import closing

from attacks import Target, Verdict, quick
from server import Inzet, demo


def slow(target: Target, kind: str, limit: float) -> Verdict:
    """One byte or header a second, for as long as the server puts up with it."""
    began = time.monotonic()
    host = b"Host: localhost:%d\r\n" % target.port
    starts = {
        "headers": b"GET / HTTP/1.1\r\n" + host,
        "body": b"POST /inloggen HTTP/1.1\r\n" + host + b"Content-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: 100000\r\n\r\n",
        "nothing": b"",
    }
    drips = {"headers": b"x: y\r\n", "body": b"z", "nothing": b""}
    with closing(target.connect()) as line:
        line.sendall(starts[kind])
        line.setblocking(False)
        while time.monotonic() - began < limit:
            time.sleep(1)
            try:
                if drips[kind]:
                    line.send(drips[kind])
                if line.recv(4096) == b"":
                    break
            except BlockingIOError:
                continue
            except OSError:
                break
        else:
            return Verdict(f"slow: {kind}", f"still open after {limit:.0f} s", False)
    return Verdict(f"slow: {kind}", f"closed after {time.monotonic() - began:.0f} s", True)


def crowd(target: Target, connections: int = 500) -> Verdict:
    """Many lines that say nothing, while somebody just wants to search."""
    lines = []
    try:
        for _ in range(connections):
            line = target.connect(5)
            line.sendall(b"GET / HTTP/1.1\r\n")
            lines.append(line)
    except OSError:
        pass  # refusing the rest is a fine answer
    try:
        code, seconds = target.ordinary()
        return Verdict(
            f"{len(lines)} silent lines, one visitor", f"{code} in {seconds:.2f} s", code == "200" and seconds < 2)
    except OSError as error:
        return Verdict(f"{len(lines)} silent lines, one visitor", repr(error), False)
    finally:
        for line in lines:
            line.close()


def http_abuse(running: Inzet, limit: float = 60) -> list[Verdict]:
    target = Target(running.port)
    kinds = ("headers", "body", "nothing")
    waiting: list[Verdict] = []
    threads = [threading.Thread(target=lambda kind=kind: waiting.append(slow(target, kind, limit))) for kind in kinds]
    for thread in threads:
        thread.start()
    verdicts = [*quick(target), crowd(target)]
    for thread in threads:
        thread.join()
    code, seconds = target.ordinary()
    memory = running.resident_megabytes() if running.alive else 0
    return [
        *verdicts, *sorted(waiting, key=lambda one: one.attack),
        Verdict("afterwards: an ordinary visit", f"{code} in {seconds:.2f} s", code == "200"),
        Verdict("afterwards: memory", f"{memory:.0f} MB", 0 < memory < 400),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slow", type=float, default=60, help="seconds a slow visitor may hold a line")
    options = parser.parse_args()
    with demo() as running:
        verdicts = http_abuse(running, options.slow)
    print(*verdicts, sep="\n")
    return 0 if all(one.good for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
