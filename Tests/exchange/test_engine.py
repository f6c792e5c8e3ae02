"""What `inzet engine` writes, checked by a program that knows no solver: small instances of every kind, and wrong answers."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from server import BINARY

sys.path.insert(0, str(Path(__file__).parents[2] / "Benchmarks"))
from engine import certify, instances  # noqa: E402


def engine(shape, path, folder):
    mates = folder / "mates"
    done = subprocess.run([BINARY, "engine", *shape, path, mates, "1"], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    assert len(said["runs_s"]) == 1
    return said, mates


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("lottery", ["stb", "mtb"])
def test_pupils_get_stable_places(seed, lottery, tmp_path):
    path = tmp_path / "choice.bin"
    instances.write_choice(path, *instances.choice(300, 20, 5, 100 + seed, lottery))
    _, mates = engine(["da"], path, tmp_path)
    said = certify.certify(path, mates)
    assert said["right"] and said["blocking"] == 0


def test_an_unstable_answer_is_seen(tmp_path):
    path = tmp_path / "choice.bin"
    instances.write_choice(path, *instances.choice(300, 20, 5, 1))
    _, file = engine(["da"], path, tmp_path)
    mates = instances.read_mates(file)
    _, wish, _ = instances.read_choice(path)
    # Somebody with their first wish and somebody without it change places.
    happy = np.flatnonzero(mates == wish[:, 0])[0]
    other = next(n for n in range(len(mates)) if mates[n] >= 0 and mates[n] in wish[happy] and mates[n] != mates[happy])
    mates[happy], mates[other] = mates[other], mates[happy]
    instances.write_mates(file, mates)
    assert not certify.certify(path, file)["right"]


@pytest.mark.parametrize("seed", range(3))
def test_the_least_costly_pairs(seed, tmp_path):
    dense, sparse = tmp_path / "dense.bin", tmp_path / "sparse.bin"
    instances.write_dense(dense, instances.dense(60, 7 + seed))
    instances.write_sparse(sparse, *instances.uniform(400, 8, 70 + seed))
    for shape, path in ((["lap", "dense"], dense), (["lap", "sparse"], sparse)):
        said, mates = engine(shape, path, tmp_path)
        proof = certify.certify(path, mates)
        assert proof["right"] and proof["gap"] == 0 and proof["cost"] == said["objective"]


def test_a_dearer_answer_is_seen(tmp_path):
    path, file = tmp_path / "dense.bin", tmp_path / "mates"
    instances.write_dense(path, instances.dense(40, 3))
    instances.write_mates(file, np.arange(40))
    said = certify.certify(path, file)
    assert not said["right"] and said["saves"] > 0
