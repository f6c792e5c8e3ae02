"""The reliability rigs in their short form; `make rigs` runs the long one, `make rigs-negative` the opposites.

Each runs as a program of its own, as in the long form: some give themselves mounts of their own.
"""

import json

import pytest
from negative import run_rig

SHORT = {
    "a restore of PostgreSQL": ["restore_postgres.py", "--residents", "1000", "--erased", "2"],
    "kills": ["kill_loop.py", "--cycles", "24", "--lanes", "2", "--seed", "1"],
    "power cuts": ["power_cut.py", "--cycles", "16", "--seed", "1"],
    "power cuts that must lose": ["power_cut.py", "--cycles", "16", "--seed", "1", "--control", "no-wait"],
    "I/O errors": ["io_errors.py", "--calls", "24", "--starts", "6"],
    "a full disk": ["full_disk.py", "--rounds", "2", "--seed", "1"],
    "the primary falls": ["failover.py", "--kills", "2", "--seed", "1"],
    "three processes": ["three_processes.py", "--seconds", "20", "--every", "6", "--seed", "1"],
    "a restore": ["restore_drill.py", "--residents", "1000", "--erased", "3"],
    "respondents of a survey": ["survey_load.py", "--respondents", "120", "--kills", "2", "--seed", "1"],
    "an upgrade in service": ["rolling_upgrade.py", "--seconds", "12", "--seed", "1"],
}


def apart(name: str):
    """They share nothing: each may run beside any other."""
    return pytest.param(SHORT[name], id=name, marks=pytest.mark.xdist_group(name))


@pytest.mark.parametrize("words", [apart(name) for name in SHORT])
def test_reliability(words: list[str]):
    found, said = run_rig(words, seconds=600)
    print(json.dumps(found, ensure_ascii=False))
    if found.get("ok") is None:
        pytest.skip(found["skipped"])
    if "--control" in words:
        assert found.get("lost", 0) > 0, f"the control lost nothing: the rig would not see it\n{said[-3000:]}"
    elif not found["ok"]:
        pytest.fail("\n".join(found["problems"]), pytrace=False)
