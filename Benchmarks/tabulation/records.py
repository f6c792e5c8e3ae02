"""A million invented records with 60 single answers and a weight: the same bytes for every contender."""

import json

import numpy

QUESTIONS = 60
# The key question: six size classes.
KEY_OPTIONS = 6


def write(folder, count, seed=1):
    folder.mkdir(parents=True, exist_ok=True)
    chance = numpy.random.default_rng(seed)
    options = [KEY_OPTIONS, *(int(number) for number in chance.integers(2, 11, QUESTIONS - 1))]
    with (folder / "codes.bin").open("wb") as out:
        for number in options:
            share = chance.random(number) + 0.1
            out.write(chance.choice(number, size=count, p=share / share.sum()).astype(numpy.uint8).tobytes())
    chance.uniform(0.2, 3, count).tofile(folder / "weights.bin")
    (folder / "options.json").write_text(json.dumps(options))


def read(folder):
    """The columns (a row of the array for each question), the weights and the number of options of each question."""
    options = json.loads((folder / "options.json").read_text())
    weights = numpy.fromfile(folder / "weights.bin")
    codes = numpy.fromfile(folder / "codes.bin", dtype=numpy.uint8).reshape(len(options), len(weights))
    return codes, weights, options


def expected(codes, weights, options):
    """Counts and weights of every question against the first, row after row, with numpy."""
    counts, sums = [], []
    for place in range(1, len(options)):
        cell = codes[place].astype(numpy.int64) * options[0] + codes[0]
        size = options[place] * options[0]
        counts.append(numpy.bincount(cell, minlength=size))
        sums.append(numpy.bincount(cell, weights=weights, minlength=size))
    return counts, sums
