"""The best 50 of so many candidates for one work in numpy, without reasons: the yardstick of the ranking.

    python -m engine.ranking CANDIDATES RUNS

Hard filters, then a score in integers, ties to the lowest number: the same bits in any language. Columns are drawn from
SplitMix64 (see `instances`): 28 parts of the week, skills, languages, a certificate of conduct, a place on a square of
40 km, motives, how often, and how much attention someone already gets.
"""

import json
import statistics
import sys
import time

import numpy as np
from engine.instances import below, stream

SLOTS, NEEDED, SKILLS, LANGUAGES = np.uint32(0x00F0F0F), 4, np.uint64(0xF0F0_0000_00FF_000F), np.uint32(0b11)
X, Y, REACH, MOTIVES, COMMITMENT = 20_000, 20_000, 10_000, np.uint8(0b10110), 2


def candidates(count, seed=31_337):
    def draw(column):
        return stream(seed ^ (column << 8), count)

    return {
        "slots": ((draw(1) & draw(2)) & np.uint64((1 << 28) - 1)).astype(np.uint32),
        "skills": draw(3) & draw(4) & draw(5),
        "languages": ((draw(6) & draw(7)) & np.uint64(0xFFFF)).astype(np.uint32) | np.uint32(1),
        "conduct": below(draw(8), 10) < 4,
        "x": below(draw(9), 40_000).astype(np.int64),
        "y": below(draw(10), 40_000).astype(np.int64),
        "motives": (draw(11) & draw(12) & np.uint64(0xFF)).astype(np.uint8),
        "commitment": below(draw(13), 4).astype(np.int64),
        "pressure": below(draw(14), 16).astype(np.int64),
    }


def best(of, limit=50):
    """(numbers, scores, how many passed the filters)."""
    apart = np.floor(np.sqrt(((of["x"] - X) ** 2 + (of["y"] - Y) ** 2).astype(np.float64))).astype(np.int64)
    shared = np.bitwise_count(of["slots"] & SLOTS).astype(np.int64)
    fits = np.flatnonzero(of["conduct"] & (apart <= REACH) & ((of["languages"] & LANGUAGES) != 0) & (shared > 0))
    skills = np.bitwise_count(of["skills"][fits] & SKILLS).astype(np.int64)
    motives = np.bitwise_count(of["motives"][fits] & MOTIVES).astype(np.int64)
    score = (
        300 * skills // int(np.bitwise_count(SKILLS))
        + 250 * np.minimum(shared[fits], NEEDED) // NEEDED
        + 200 * (REACH - apart[fits]) // REACH
        + 150 * motives // 3
        + 100 * (3 - np.abs(of["commitment"][fits] - COMMITMENT)) // 3
        - 10 * of["pressure"][fits]
    )
    order = np.lexsort((fits, -score))[:limit]
    return fits[order], score[order], len(fits)


def main():
    count, runs = int(sys.argv[1]), int(sys.argv[2])
    of, wall, cpu = candidates(count), [], []
    for _ in range(runs):
        used, began = time.process_time(), time.perf_counter()
        _, _, passed = best(of)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    print(json.dumps({
        "solver": "numpy", "seconds": statistics.median(wall), "processor": statistics.median(cpu),
        "passed_filters": passed}))  # fmt: skip


if __name__ == "__main__":
    main()
