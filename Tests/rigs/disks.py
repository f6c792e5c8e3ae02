"""Disks that a rig may break: a file system of its own in a file, and one in memory that is too small."""

import contextlib
import ctypes
import os
import subprocess
import sys
from pathlib import Path
from shutil import which

from report import Skip

NEW_MOUNTS = 0x00020000  # CLONE_NEWNS of sched.h


def isolate() -> None:
    """Gives this process mounts of its own: they go when it goes, however it ends.

    Without rights it starts itself again in a user namespace, as root of nothing but that.
    """
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(NEW_MOUNTS) != 0:
            raise Skip(f"mounts cannot be kept apart: {os.strerror(ctypes.get_errno())}")
        command("mount", "--make-rprivate", "/")
        return
    words = ["unshare", "--user", "--map-root-user", "--mount", "--propagation", "private"]
    if which("unshare") is None or subprocess.run([*words, "true"], capture_output=True).returncode != 0:
        raise Skip("this account may not make a namespace with mounts of its own (unshare -Urm)")
    os.execvp("unshare", [*words, sys.executable, *sys.argv])


def command(*words: str | Path) -> None:
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))}: {done.stderr.strip()}")


class CutDisk:
    """XFS in a file. `cut` is the pulled plug: what the system did not write to the disk is gone."""

    def __init__(self, folder: Path):
        if os.geteuid() != 0 or not Path("/dev/loop-control").exists():
            raise Skip("power cuts need root and loop devices")
        if which("xfs_io") is None:
            raise Skip("power cuts need xfsprogs (scripts/setup.sh --rigs)")
        self.image, self.folder = folder / "disk.img", folder / "disk"
        self.folder.mkdir()
        with self.image.open("wb") as image:
            image.truncate(400 << 20)
        command("mkfs.xfs", "-q", self.image)
        try:
            self.mount()
        except RuntimeError as refused:
            raise Skip(f"no loop device: {refused}") from refused

    def mount(self) -> None:
        command("mount", "-o", "loop", self.image, self.folder)

    def cut(self) -> None:
        # Without a flush of the journal: the default of this command.
        command("xfs_io", "-x", "-c", "shutdown", self.folder)

    def unmount(self) -> None:
        command("umount", self.folder)

    def settle(self) -> None:
        command("sync", "-f", self.folder)

    def close(self) -> None:
        release(self.folder)


class SmallDisk:
    """A file system in memory of so many bytes; `fill` takes what is left, `free` gives it back."""

    def __init__(self, folder: Path, size: int):
        self.folder, self.ballast = folder, folder / "ballast"
        folder.mkdir(exist_ok=True)
        command("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)

    def room(self) -> int:
        status = os.statvfs(self.folder)
        return status.f_bavail * status.f_frsize

    def fill(self, leave: int) -> None:
        with contextlib.suppress(OSError), self.ballast.open("ab", buffering=0) as file:
            # In pieces: the server takes its share meanwhile.
            while (room := self.room() - leave) > 0:
                file.write(bytes(min(room, 1 << 20)))

    def free(self) -> None:
        self.ballast.unlink(missing_ok=True)

    def close(self) -> None:
        release(self.folder)


def release(folder: Path) -> None:
    """Lets go of what is mounted there, also when somebody still looks at it."""
    subprocess.run(["umount", "--lazy", folder], capture_output=True)
