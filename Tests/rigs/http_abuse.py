"""Hostile HTTP against the real server: every attack gets a clear refusal, and ordinary visitors notice nothing.

    http_abuse.py [--slow 60] [--control polite] (starts a demo municipality of its own)

`--control polite` asks the same of a server that has no guard at all: it must be found out.
"""

import argparse
import resource
import sys
import threading
import time
from contextlib import closing

from attacks import Target, Verdict, quick
from polite import polite
from report import Report
from server import Inzet, demo


def slow(target: Target, kind: str, limit: float) -> Verdict:
    """One byte or header a second, for as long as the server puts up with it."""
    began = time.monotonic()
    host = b"Host: localhost:%d\r\n" % target.port
    starts = {
        "headers": b"GET / HTTP/1.1\r\n" + host,
        "body": b"POST /inloggen HTTP/1.1\r\n" + host + b"Content-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: 100000\r\n\r\n",
        "body nobody asked for": b"POST /nergens HTTP/1.1\r\n" + host + b"Content-Length: 100000\r\n\r\n",
        "body that is too large": b"POST /inloggen HTTP/1.1\r\n" + host + b"Content-Length: 99000000\r\n\r\n",
        "nothing": b"",
    }
    drips = {"headers": b"x: y\r\n", "nothing": b""}
    with closing(target.connect()) as line:
        line.sendall(starts[kind])
        line.setblocking(False)
        while time.monotonic() - began < limit:
            time.sleep(1)
            try:
                if drip := drips.get(kind, b"z"):
                    line.send(drip)
                if line.recv(4096) == b"":
                    break
            except BlockingIOError:
                continue
            except OSError:
                break
        else:
            return Verdict(f"slow: {kind}", f"still open after {limit:.0f} s", False)
    return Verdict(f"slow: {kind}", f"closed after {time.monotonic() - began:.0f} s", True)


def deaf(target: Target, limit: float, asked: int = 300) -> Verdict:
    """Asks for more than fits in any buffer and reads nothing: the server must not keep it all ready for ever."""
    get = b"GET /vacatures HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % target.port
    with closing(target.connect(5, receives=4096)) as line:
        line.sendall(get * asked)
        time.sleep(limit)
        # Whoever was cut off finds the end of the line behind what was under way.
        read, began = b"", time.monotonic()
        try:
            while time.monotonic() - began < 30 and (part := line.recv(65536)):
                read += part
        except OSError:
            pass
    answers = read.count(b"HTTP/1.1 200")
    return Verdict("slow: reading", f"{answers} of {asked} answers after {limit:.0f} s without reading", answers < asked)


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


def flood(running: Inzet, target: Target, connections: int = 2600) -> Verdict:
    """More lines than the server takes: it keeps to its bound, and serves again when they are gone."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (connections + 200, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    lines = []
    try:
        for _ in range(connections):
            lines.append(target.connect(2))
    except OSError:
        pass  # beyond the bound and the queue before it nobody gets in
    opened = running.open_files() if running.alive else 0
    for line in lines:
        line.close()
    code = "nothing"
    began = time.monotonic()
    while code != "200" and time.monotonic() - began < 20:
        try:
            code, _ = target.ordinary()
        except OSError:
            time.sleep(0.2)
    return Verdict(
        f"{len(lines)} lines at once", f"{opened} files open, then {code} after {time.monotonic() - began:.1f} s",
        0 < opened < 2100 and code == "200")


def http_abuse(running: Inzet, limit: float = 60) -> list[Verdict]:
    target = Target(running.port)
    kinds = ("headers", "body", "body nobody asked for", "body that is too large", "nothing")
    waiting: list[Verdict] = []
    threads = [threading.Thread(target=lambda kind=kind: waiting.append(slow(target, kind, limit))) for kind in kinds]
    threads.append(threading.Thread(target=lambda: waiting.append(deaf(target, limit))))
    for thread in threads:
        thread.start()
    verdicts = [*quick(target), crowd(target)]
    for thread in threads:
        thread.join()
    full = flood(running, target)
    code, seconds = target.ordinary()
    memory = running.resident_megabytes() if running.alive else 0
    return [
        *verdicts, *sorted(waiting, key=lambda one: one.attack),
        full,
        Verdict("afterwards: an ordinary visit", f"{code} in {seconds:.2f} s", code == "200"),
        Verdict("afterwards: memory", f"{memory:.0f} MB", 0 < memory < 400),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slow", type=float, default=60, help="seconds a slow visitor may hold a line")
    parser.add_argument("--control", choices=["polite"], help="a server without guards: must be found out")
    options = parser.parse_args()
    with polite() if options.control else demo() as running:
        verdicts = http_abuse(running, options.slow)
    print(*verdicts, sep="\n")
    return Report("hostile HTTP", 0, {"attacks": len(verdicts)}, [str(one) for one in verdicts if not one.good]).end()


if __name__ == "__main__":
    sys.exit(main())
