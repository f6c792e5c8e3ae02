"""The other solvers, each in a process of its own: one instance, so many runs, one line of JSON.

    python -m engine.peers SOLVER FILE MATES RUNS

`seconds` and `processor` are of the solver's own call; `build` is turning the arrays into its own shape, and not counted.
All of them use one thread.
"""

import heapq
import json
import statistics
import sys
import threading
import time

import numpy as np
from engine import instances


class Watch:
    """Times what a solver does itself."""

    def __init__(self):
        self.wall, self.cpu, self.built = [], [], []

    def __call__(self, build, solve):
        began = time.perf_counter()
        made = build()
        self.built.append(time.perf_counter() - began)
        cpu, began = time.process_time(), time.perf_counter()
        answer = solve(made)
        self.wall.append(time.perf_counter() - began)
        self.cpu.append(time.process_time() - cpu)
        return answer


def scipy_dense(path, watch):
    from scipy.optimize import linear_sum_assignment

    costs = instances.read_dense(path)
    return watch(lambda: costs.astype(np.float64), linear_sum_assignment)[1]


def lapjv(path, watch):
    import lap

    costs = instances.read_dense(path)
    return watch(lambda: costs.astype(np.float64), lap.lapjv)[1]


def scipy_sparse(path, watch):
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns, start, column, cost = instances.read_sparse(path)
    shape = (cost.astype(np.float64), column.astype(np.int32), start.astype(np.int32))
    return watch(lambda: csr_matrix(shape, shape=(rows, columns)), min_weight_full_bipartite_matching)[1]


def lapmod(path, watch):
    import lap

    rows, _, start, column, cost = instances.read_sparse(path)
    return watch(
        lambda: (rows, cost.astype(np.float64), start.astype(np.int32), column.astype(np.int32)),
        lambda made: lap.lapmod(*made),
    )[1]


def ortools(path, watch):
    from ortools.graph.python import linear_sum_assignment

    rows, _, row, column, cost = instances.read_pairs(path)

    def build():
        solver = linear_sum_assignment.SimpleLinearSumAssignment()
        solver.add_arcs_with_cost(row.astype(np.int32), column.astype(np.int32), cost)
        return solver

    def solve(solver):
        if solver.solve() != solver.OPTIMAL:
            raise SystemExit("OR-Tools found no answer")
        return solver

    solver = watch(build, solve)
    return [solver.right_mate(number) for number in range(rows)]


def plain_python(path, watch):
    """Deferred acceptance as a textbook has it, with a heap per place."""
    seats, wish, key = instances.read_choice(path)

    def solve(made):
        wishes, keys, room = made
        held, following, mates = [[] for _ in room], [0] * len(wishes), [-1] * len(wishes)
        for first in range(len(wishes)):
            pupil = first
            while pupil >= 0 and following[pupil] < len(wishes[pupil]):
                turn = following[pupil]
                following[pupil] = turn + 1
                place = wishes[pupil][turn]
                offer = (-keys[pupil][turn], -pupil)
                if len(held[place]) < room[place]:
                    heapq.heappush(held[place], offer)
                    mates[pupil], pupil = place, -1
                elif offer > held[place][0]:
                    out = -heapq.heapreplace(held[place], offer)[1]
                    mates[pupil], mates[out], pupil = place, -1, out
        return mates

    return watch(lambda: (wish.tolist(), key.tolist(), seats.tolist()), solve)


def matching_package(path, watch):
    """The Python package `matching`. It wants lists of names, and a deep stack to copy itself."""
    from matching.games import HospitalResident

    seats, wish, key = instances.read_choice(path)
    pupils, wishes = wish.shape

    def build():
        theirs = [[] for _ in seats]
        for pupil in range(pupils):
            for turn in range(wishes):
                theirs[int(wish[pupil, turn])].append((int(key[pupil, turn]), pupil))
        return HospitalResident.create_from_dictionaries(
            {f"p{pupil}": [f"h{int(place)}" for place in wish[pupil]] for pupil in range(pupils)},
            {f"h{place}": [f"p{pupil}" for _, pupil in sorted(who)] for place, who in enumerate(theirs) if who},
            {f"h{place}": int(seats[place]) for place, who in enumerate(theirs) if who})  # fmt: skip

    answer = watch(build, lambda game: game.solve(optimal="resident"))
    mates = np.full(pupils, -1)
    for place, who in answer.items():
        for pupil in who:
            mates[int(str(pupil.name)[1:])] = int(str(place.name)[1:])
    return mates


SOLVERS = {
    "scipy": scipy_dense, "LAPJV": lapjv, "scipy-sparse": scipy_sparse, "LAPMOD": lapmod, "OR-Tools": ortools,
    "plain Python": plain_python, "matching": matching_package,
}  # fmt: skip


def main():
    solver, path, mates, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    watch, found = Watch(), None
    for _ in range(runs):
        found = SOLVERS[solver](path, watch)
    instances.write_mates(mates, found)
    print(json.dumps({
        "solver": solver, "seconds": statistics.median(watch.wall), "processor": statistics.median(watch.cpu),
        "build": round(statistics.median(watch.built), 4)}))  # fmt: skip


if __name__ == "__main__":
    # `matching` copies its players by recursion.
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(512 * 1024 * 1024)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
