"""Lets the n-th write or sync of the server fail, through a library loaded before all others."""

import errno
import mmap
import struct
import subprocess
from pathlib import Path
from shutil import which

from report import Skip

WRITE, SYNC, CUT = 1, 2, 4
FAILS, LIES = 0, 1
FOR_EVER = 1 << 40
_SHAPE = struct.Struct("7q")


class Faults:
    """The switches that a running server looks at: for files under `under` only."""

    def __init__(self, folder: Path, under: Path):
        compiler = next((path for name in ("cc", "gcc", "clang") if (path := which(name))), None)
        if compiler is None:
            raise Skip("no C compiler for the library that makes the disk fail")
        self.library, self.file = folder / "faults.so", folder / "faults"
        source = Path(__file__).with_name("faults.c")
        subprocess.run([compiler, "-O1", "-Wall", "-shared", "-fPIC", source, "-o", self.library, "-ldl"], check=True)
        self.file.write_bytes(bytes(_SHAPE.size))
        with self.file.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SHAPE.size)
        self.environment = {
            "LD_PRELOAD": str(self.library), "RIG_FAULTS": str(self.file), "RIG_FAULTS_UNDER": str(under) + "/"}

    def arm(self, kinds: int, at: int, length: int = 1, error: int = errno.EIO, mode: int = FAILS) -> None:
        """From now on call number `at` of these kinds fails, and so do the `length - 1` after it."""
        self.quiet()
        self._memory[:] = _SHAPE.pack(kinds, at, length, error, mode, 0, 0)

    def quiet(self) -> None:
        """Nothing fails any more; the counts stay."""
        self._memory[8:16] = struct.pack("q", 0)

    @property
    def count(self) -> int:
        return struct.unpack_from("q", self._memory, 40)[0]

    @property
    def fired(self) -> int:
        return struct.unpack_from("q", self._memory, 48)[0]
