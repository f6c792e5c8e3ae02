"""A command that stops with an error on PostgreSQL says so and ends by itself, whatever its other threads are doing."""

import pytest
from postgres import Node, psql, servers_folder
from report import Skip
from server import free_port, run

TRIES = 25


@pytest.fixture(scope="module")
def server():
    try:
        with servers_folder("endings") as folder:
            node = Node("one", folder, free_port())
            node.create()
            # With a password, so that every line takes OpenSSL as it does in a town.
            hba = node.data / "pg_hba.conf"
            hba.write_text("host all vreemd 127.0.0.1/32 scram-sha-256\n" + hba.read_text())
            node.start()
            psql(node.conninfo("postgres"), "CREATE ROLE vreemd LOGIN PASSWORD 'geheim'")
            psql(node.conninfo("postgres"), "CREATE DATABASE inzet TEMPLATE template0")
            yield node
            node.stop()
    except Skip as missing:
        pytest.skip(str(missing))


def test_an_error_is_told_and_nothing_breaks(server, tmp_path):
    place = f"host=127.0.0.1 port={server.port} user=vreemd password=geheim dbname=inzet"
    for _ in range(TRIES):
        # The stranger may not make tables: the command stops while a second line is being made.
        done = run("migrate", "--database", place, "--key", str(tmp_path / "site.key"))
        assert done.returncode == 1, (done.returncode, done.stderr[-500:])
        assert "permission denied" in done.stderr


def test_help_and_mistakes_end_as_they_did():
    assert run("--help").returncode == 0
    assert "SUBCOMMANDS" in run("--help").stdout
    assert run("--version").stdout.strip()
    wrong = run("nergens")
    assert wrong.returncode == 64
    assert not wrong.stdout and "nergens" in wrong.stderr
