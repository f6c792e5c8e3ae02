"""The files that the Swift tests write for other programs, and the program that reads theirs."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FILES = ["bare.sav", "product.sav", "survey.sav", "survey.sps", "workbook.xlsx"]


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Path:
    """The folder with our files. INZET_EXCHANGE names one where the tests left them before."""
    given = os.environ.get("INZET_EXCHANGE")
    if given and all((Path(given) / name).exists() for name in FILES):
        return Path(given)
    folder = tmp_path_factory.mktemp("exchange")
    subprocess.run(
        ["swift", "test", "--skip-build", "--filter", "SPSSTests|ExcelTests|ProductFilesTests"],
        cwd=ROOT, env={**os.environ, "INZET_EXCHANGE": str(folder)}, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def read_table():
    """Reads a file in the child process of the program: its tables, or why it was refused."""
    program = os.environ.get("INZET_BIN", str(ROOT / ".build" / "debug" / "inzet"))

    def read(kind: str, content: bytes) -> list | dict:
        done = subprocess.run([program, "read-table", kind], input=content, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr[-2000:]
        tables: list = []
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        for line in lines:
            if isinstance(line, list):
                tables[-1]["rows"].append(line)
            elif "table" in line:
                tables.append({**line, "rows": []})
            elif "refused" in line:
                return line
        assert lines[-1] == {"end": True}
        return tables

    return read
