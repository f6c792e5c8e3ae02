"""Cold start to the first answer, and memory at rest, on a town.

    python -m mixed.start --data FOLDER --result FILE [--residents 100000] [--rounds 7]

The first answer is the page with vacancies, asked from the moment the process is made until it comes. Cold: program and
database are dropped from the cache of the system first, as after the machine itself started.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import inzet
from mixed import contenders

REST = 10.0


def forget(*files: Path) -> None:
    """Drops files from the cache of the system."""
    for file in files:
        if file.exists():
            handle = os.open(file, os.O_RDONLY)
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def first_answer(port: int, path: str, patience: float = 60) -> None:
    end = time.perf_counter() + patience
    question = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
    while time.perf_counter() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as line:
                line.sendall(question)
                if line.recv(12).endswith(b"200"):
                    return
        except OSError:
            time.sleep(0.001)
    raise SystemExit(f"no answer within {patience:.0f} s")


def once(database: Path, port: int, cold: bool, rests: bool) -> tuple[float, float | None]:
    """Seconds to the first answer, and MB at rest when asked for."""
    if cold:
        forget(Path(inzet.BINARY), database, Path(f"{database}-wal"))
    with tempfile.TemporaryDirectory() as mail, tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        server = subprocess.Popen(
            [inzet.BINARY, "serve", "--database", f"sqlite:{database}", "--port", str(port), "--origin",
             f"http://127.0.0.1:{port}", "--mail", f"folder:{mail}"], stdout=log, stderr=log,
            env={**os.environ, "INZET_CONFIG": ""})  # fmt: skip
        try:
            first_answer(port, inzet.PAGE)
            took = time.perf_counter() - began
            if not rests:
                return took, None
            time.sleep(REST)
            return took, inzet.memory(server.pid)["now"]
        finally:
            server.terminate()
            server.wait(30)


def measure(folder: Path, residents: int, rounds: int, port: int) -> dict:
    town = contenders.seed(folder, residents, port)
    database = contenders.copy(town, "start.sqlite")
    once(database, port, False, False)  # work that was due since the town was made
    warm = [once(database, port, False, False)[0] for _ in range(rounds)]
    cold = [once(database, port, True, False)[0] for _ in range(rounds)]
    memory = once(database, port, False, True)[1]
    return {
        "residents": residents, "vacancies": len(contenders.open_vacancies(town)), "rounds": rounds,
        "database_mb": round(town.stat().st_size / 1e6), "memory": memory, "version": inzet.version(),
        "warm": {"median": round(statistics.median(warm), 3), "max": round(max(warm), 3)},
        "cold": {"median": round(statistics.median(cold), 3), "max": round(max(cold), 3)},
    }  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--result", type=Path, required=True)
    options.add_argument("--residents", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--port", type=int, default=18770)
    given = options.parse_args()
    found = measure(given.data, given.residents, given.rounds, given.port)
    print(found)
    given.result.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
