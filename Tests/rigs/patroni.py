"""A pair that Patroni looks after: it finds out itself that the primary is gone, and promotes the standby."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path
from shutil import which

from postgres import Node, kill_tree, owner, process_tree, programs, psql
from report import Skip
from server import free_port

NODE = """
scope: rig
name: {name}
restapi: {{listen: "127.0.0.1:{api}", connect_address: "127.0.0.1:{api}"}}
etcd3: {{host: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 3
    synchronous_mode: {synchronous}
    maximum_lag_on_failover: 1048576
    postgresql:
      use_pg_rewind: true
      parameters: {{shared_buffers: 64MB, max_connections: 100, wal_keep_size: 256MB}}
  initdb: [{{encoding: UTF8}}, {{lc-collate: C}}, {{lc-ctype: C.UTF-8}}, no-sync, {{auth: trust}}]
  pg_hba: ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust", "local all all trust"]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: {data}
  bin_dir: {programs}
  pgpass: {folder}/pgpass-{name}
  authentication:
    superuser: {{username: inzet, password: x}}
    replication: {{username: repl, password: x}}
    rewind: {{username: rewind, password: x}}
  parameters: {{unix_socket_directories: "{folder}"}}
"""


class PatroniPair:
    """The same as `Pair` for a rig; here the one that promotes is Patroni."""

    notices_after = 0.0

    def __init__(self, folder: Path, synchronous: bool = True):
        for program in ("patroni", "etcd"):
            if which(program) is None:
                raise Skip(f"{program} is not installed (scripts/setup.sh --rigs)")
        self.folder, self.synchronous = folder, synchronous
        self.nodes = (Node("a", folder, free_port()), Node("b", folder, free_port()))
        self.primary, self.standby = self.nodes
        self.processes: dict[str, subprocess.Popen] = {}
        self.api = {node.name: free_port() for node in self.nodes}
        self.etcd = free_port()
        self._start_etcd()
        for node in self.nodes:
            text = NODE.format(
                name=node.name, api=self.api[node.name], etcd=self.etcd, port=node.port, data=node.data, folder=folder,
                programs=programs(), synchronous=str(synchronous).lower())
            (folder / f"{node.name}.yml").write_text(text)
            self._start(node)
            self._wait(lambda node=node: self._answers(node), f"{node.name} starts")
        self._wait_for_standby()
        psql(self.primary.conninfo("postgres"), "CREATE DATABASE inzet")

    @property
    def conninfo(self) -> str:
        ports = ",".join(str(node.port) for node in self.nodes)
        return f"host=127.0.0.1,127.0.0.1 port={ports} user=inzet dbname=inzet"

    def _run(self, name: str, words: list) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [*owner(), *words], stdout=log, stderr=log, cwd=self.folder, start_new_session=True)

    def _start_etcd(self) -> None:
        client, peer = f"http://127.0.0.1:{self.etcd}", f"http://127.0.0.1:{free_port()}"
        self._run("etcd", [
            "etcd", "--data-dir", self.folder / "etcd",
            "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}"])

    def _start(self, node: Node) -> None:
        self._run(node.name, ["patroni", self.folder / f"{node.name}.yml"])

    def _answers(self, node: Node) -> bool:
        try:
            return bool(psql(node.conninfo("postgres"), "SELECT 1", seconds=5))
        except (RuntimeError, subprocess.TimeoutExpired):
            return False

    def _wait(self, holds, what: str, seconds: float = 90, pause: float = 0.2) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                logs = [(self.folder / f"{node.name}.log").read_text(errors="replace")[-600:] for node in self.nodes]
                raise RuntimeError(f"waited in vain until {what}:\n" + "\n".join(logs))
            time.sleep(pause)

    def _wait_for_standby(self) -> None:
        def ready() -> bool:
            try:
                states = psql(self.primary.conninfo("postgres"), "SELECT sync_state FROM pg_stat_replication", 5)
            except (RuntimeError, subprocess.TimeoutExpired):
                return False
            return states == [("sync" if self.synchronous else "async",)] and self._counts(self.standby)

        self._wait(ready, "the standby follows")

    def _counts(self, node: Node) -> bool:
        """Whether Patroni has written down that this standby may take over: a moment after it became synchronous."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.api[self.primary.name]}/cluster", timeout=2) as answer:
                members = json.load(answer)["members"]
        except (OSError, ValueError):
            return False
        wanted = ("sync_standby", "quorum_standby") if self.synchronous else ("replica",)
        return any(member["name"] == node.name and member["role"] in wanted for member in members)

    def _is_primary(self, node: Node) -> bool:
        try:
            return psql(node.conninfo("postgres"), "SELECT pg_is_in_recovery()", seconds=5) == [("f",)]
        except (RuntimeError, subprocess.TimeoutExpired):
            return False

    def kill_primary(self) -> None:
        """The machine of the primary is gone: its Patroni and its PostgreSQL."""
        manager = self.processes[self.primary.name]
        for pid in process_tree(manager.pid):
            os.kill(pid, signal.SIGSTOP)
        self.primary.kill()
        kill_tree(manager.pid)
        manager.wait()

    def take_over(self) -> None:
        self._wait(lambda: self._is_primary(self.standby), "the standby is promoted", pause=0.1)
        self.primary, self.standby = self.standby, self.primary

    def heal(self) -> None:
        self._start(self.standby)
        self._wait_for_standby()

    def close(self) -> None:
        for name in ("a", "b", "etcd"):
            if (process := self.processes.get(name)) and process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    kill_tree(process.pid)
        for node in self.nodes:
            node.stop()
