"""What a reader must know of the machine: nothing that names it."""

import os
import platform
import re
from pathlib import Path


def processor():
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return " ".join(found.group(1).split()) if found else platform.machine()


def memory():
    found = re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return f"{round(int(found.group(1)) / 1024 / 1024)} GB" if found else "unknown"


def system():
    fields = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    return fields.get("PRETTY_NAME", "Linux").strip('"')


def described():
    # Only the number of the kernel: what builders write behind it can name a machine.
    kernel = re.match(r"[0-9.]+", platform.release()).group(0).rstrip(".")
    return (
        f"{os.cpu_count()} cores ({processor()}), {memory()}, {system()}, Linux {kernel}, "
        f"Python {platform.python_version()}"
    )
