"""What a rig found: figures, problems and where they come from, as one line of JSON at the end."""

import json
import os
import platform
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from server import BINARY, ROOT


_BEGAN = time.monotonic()


class Skip(Exception):
    """This machine cannot run the rig; the text says what is missing."""


@dataclass
class Report:
    rig: str
    seed: int = 0
    figures: dict = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def expect(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)

    def __str__(self) -> str:
        seconds = round(time.monotonic() - _BEGAN, 1)
        return json.dumps(
            {"rig": self.rig, "ok": not self.problems, "seed": self.seed, **self.figures, "seconds": seconds,
             "problems": self.problems[:10], **provenance()}, ensure_ascii=False)

    def end(self) -> int:
        """Prints the problems and the line; the exit status."""
        for problem in self.problems:
            print(f"FAILED: {problem}")
        print(self, flush=True)
        return 1 if self.problems else 0


def provenance() -> dict:
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), "machine": machine(), "commit": commit(),
        "program": f"{BINARY.parent.name}/{BINARY.name}",
        "command": shlex.join([os.path.basename(sys.argv[0]), *sys.argv[1:]]),
    }


def machine() -> str:
    model, memory = platform.machine(), 0
    try:
        with open("/proc/cpuinfo") as info:
            model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), model)
        with open("/proc/meminfo") as info:
            memory = int(next(line.split()[1] for line in info if line.startswith("MemTotal"))) >> 20
    except (OSError, StopIteration):
        pass  # not Linux: the architecture alone
    return f"{len(os.sched_getaffinity(0))} cores {model}, {memory} GiB, Linux {platform.release()}"


def commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True).stdout.strip()

    changed = "+" if git("status", "--porcelain", "--", "Sources", "Package.swift") else ""
    return git("rev-parse", "--short", "HEAD") + changed


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 1000) // 1000) - 1)] if ordered else 0.0


def main(rig, **options) -> int:
    """Runs a rig that gives a `Report`; a machine that cannot is no failure, but says so."""
    try:
        report = rig(**options)
    except Skip as missing:
        print(json.dumps({"rig": rig.__name__, "ok": None, "skipped": str(missing), **provenance()}))
        return 0
    return report.end()
