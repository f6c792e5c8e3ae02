"""Is an answer right? Told from the instance and the mates alone, by other rules than any solver uses.

    python -m engine.certify FILE MATES          prints JSON; ends with 1 when the answer is wrong

**Least cost.** Prices are rebuilt with Bellman-Ford over the columns. When they settle, every pair costs at least its
two prices and a chosen pair exactly its two: the sum of the prices is then a bound that the answer meets, so no answer
is cheaper (linear programming duality, in integers). When they do not settle there is a round of exchanges that makes
the answer cheaper, and it is shown.

**Stable.** Every pupil has a place of their own list or none, no place is too full, and nobody and no place would both
be better off with each other (Gale and Shapley, 1962).
"""

import json
import sys

import numpy as np
from engine import instances


def exchange(price, source, target, step):
    """What a round of exchanges saves, or nothing when there is none among the tight pairs."""
    tight = np.flatnonzero((price[source] + step <= price[target]) & (source != target))
    before, saved = np.full(len(price), -1), np.zeros(len(price), np.int64)
    before[target[tight]], saved[target[tight]] = source[tight], step[tight]
    before, saved, seen = before.tolist(), saved.tolist(), [0] * len(price)
    for first in range(len(price)):
        here = first
        while here >= 0 and not seen[here]:
            seen[here] = first + 1
            here = before[here]
        if here >= 0 and seen[here] == first + 1:
            sum_, there = saved[here], before[here]
            while there != here:
                sum_, there = sum_ + saved[there], before[there]
            if sum_ < 0:
                return -sum_
    return 0


def least_cost(path, mates):
    rows, columns, row, column, cost = instances.read_pairs(path)
    if len(mates) != rows or mates.min() < 0 or len(np.unique(mates)) != rows or mates.max() >= columns:
        return {"right": False, "why": "not everyone has one column of their own"}
    chosen = mates[row] == column
    if chosen.sum() != rows:
        return {"right": False, "why": "a chosen pair is not possible"}
    paid = np.zeros(rows, np.int64)
    paid[row[chosen]] = cost[chosen]
    order = np.argsort(column, kind="stable")
    source, step, target = mates[row][order], (cost - paid[row])[order], column[order]
    first = np.flatnonzero(np.r_[True, target[1:] != target[:-1]])
    price, sweeps = np.zeros(columns, np.int64), 0
    while True:
        sweeps += 1
        new = price.copy()
        new[target[first]] = np.minimum(new[target[first]], np.minimum.reduceat(price[source] + step, first))
        if (new == price).all():
            break
        price = new
        # A path of prices has at most as many steps as there are columns.
        if sweeps % 64 == 0 or sweeps > columns:
            saved = exchange(price, source, target, step)
            if saved or sweeps > 50 * columns:
                return {"right": False, "why": "an exchange is cheaper", "saves": int(saved), "sweeps": sweeps}
    own = paid - price[mates]
    slack = cost - own[row] - price[column]
    primal, dual = int(paid.sum()), int(own.sum() + price[np.unique(mates)].sum())
    unused = np.setdiff1d(np.arange(columns), mates)
    right = bool(slack.min() >= 0 and not slack[chosen].any() and primal == dual and (price[unused] <= 0).all())
    return {"right": right, "cost": primal, "bound": dual, "gap": primal - dual, "sweeps": sweeps}


def stable(path, mates):
    seats, wish, key = instances.read_choice(path)
    pupils, wishes = wish.shape
    if len(mates) != pupils or mates.max(initial=-1) >= len(seats) or mates.min(initial=0) < -1:
        return {"right": False, "why": "not one place or none for each pupil"}
    placed, own = mates >= 0, wish == mates[:, None]
    listed = bool(own[placed].any(axis=1).all())
    load = np.bincount(mates[placed], minlength=len(seats))
    rank = np.where(placed & own.any(axis=1), own.argmax(axis=1), wishes)
    held = key[np.arange(pupils), np.minimum(rank, wishes - 1)]
    last = np.zeros(len(seats), np.uint64)
    np.maximum.at(last, mates[placed], held[placed])
    better = np.arange(wishes)[None, :] < rank[:, None]
    blocking = better & ((load[wish] < seats[wish]) | (key < last[wish])) & (seats[wish] > 0)
    fits = bool((load <= seats).all())
    return {"right": listed and fits and not blocking.any(), "listed": listed, "fits": fits,
            "blocking": int(blocking.sum()), "unplaced": int((~placed).sum())}  # fmt: skip


def certify(path, mates_path):
    """What is to be said of an answer: `right`, and the reason when it is not."""
    with open(path, "rb") as file:
        magic = file.read(4)
    mates = instances.read_mates(mates_path)
    return (stable if magic == b"MBC1" else least_cost)(path, mates)


if __name__ == "__main__":
    said = certify(*sys.argv[1:3])
    print(json.dumps(said))
    sys.exit(0 if said["right"] else 1)
