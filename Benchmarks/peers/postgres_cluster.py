"""A PostgreSQL cluster of its own in a temporary folder: started, tuned for reading, thrown away."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile

SETTINGS = {
    "listen_addresses": "''", "shared_buffers": "1GB", "effective_cache_size": "4GB", "work_mem": "16MB",
    "maintenance_work_mem": "512MB", "max_connections": "80", "random_page_cost": "1.1", "jit": "off",
    "max_parallel_workers_per_gather": "0", "fsync": "off", "full_page_writes": "off",
    "synchronous_commit": "off", "max_wal_size": "4GB", "autovacuum": "off",
}  # fmt: skip


class Cluster:
    """Reached over its Unix socket, which is faster than TCP: to the advantage of PostgreSQL."""

    def __init__(self, settings=None):
        self.settings = {**SETTINGS, **(settings or {})}

    def __enter__(self):
        self.binaries = os.environ.get("PG_BIN") or sorted(glob.glob("/usr/lib/postgresql/15/bin"))[-1]
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.folder = tempfile.mkdtemp(prefix="inzet-bench-pg-")
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.user)
        self.data = os.path.join(self.folder, "data")
        try:
            self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                     "--no-sync")  # fmt: skip
            options = " ".join(f"-c {name}={value}" for name, value in self.settings.items())
            self.run("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o",
                     f"-k {self.folder} {options}", "start")  # fmt: skip
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if os.path.exists(os.path.join(self.data, "postmaster.pid")):
            self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, name, *arguments):
        command = [os.path.join(self.binaries, name), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", self.user, "--", *command]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.folder, text=True)
        if done.returncode:
            raise RuntimeError(f"{name} failed: {done.stdout[-2000:]}")

    @property
    def address(self):
        return f"host={self.folder} user=postgres dbname=postgres"
