"""The instances every contender gets: how they are drawn, and how they lie in a file.

All chance is SplitMix64 in counter mode, in integers alone, so that any language draws the same bits:

    x(i)      = mix(seed + (i + 1) * 0x9E3779B97F4A7C15)      i = 0, 1, 2, ...
    below(n)  = (x >> 32) * n >> 32                            0 <= below < n

Files, little endian:

    dense    "MBD1"  u32 n                    i32 cost[n * n], row by row
    sparse   "MBS1"  u32 rows, columns, pairs u32 start[rows + 1], u32 column[pairs], i32 cost[pairs]
    choice   "MBC1"  u32 pupils, places, wishes
                     u32 seats[places], u32 wish[pupils * wishes], u64 key[pupils * wishes] (smaller comes first)
    mates    i32 mate[rows], -1 for nobody
"""

import struct

import numpy as np

GAMMA = np.uint64(0x9E3779B97F4A7C15)
ALL = (1 << 64) - 1


def mix(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def stream(seed, count, start=0):
    """`count` numbers of the stream of a seed, from number `start` on."""
    with np.errstate(over="ignore"):
        return mix(np.uint64(seed & ALL) + np.arange(start + 1, start + count + 1, dtype=np.uint64) * GAMMA)


def below(numbers, limit):
    return ((numbers >> np.uint64(32)) * np.uint64(limit)) >> np.uint64(32)


def dense(size, seed):
    """Every pair possible, costs 1 to a million."""
    costs = np.empty((size, size), dtype=np.int32)
    for row in range(size):
        costs[row] = (below(stream(seed, size, row * size), 1_000_000) + np.uint64(1)).astype(np.int32)
    return costs


def uniform(size, degree, seed, most=10_000):
    """`degree` different columns a row; one of them belongs to a hidden permutation, so that everyone can be placed."""
    hidden = np.argsort(stream(seed ^ 0xA1, size), kind="stable")
    tries = degree + 12
    drawn = below(stream(seed ^ 0xB2, size * tries), size).reshape(size, tries).astype(np.int64)
    drawn[:, 0] = hidden
    again = np.zeros((size, tries), dtype=bool)
    for turn in range(1, tries):
        again[:, turn] = (drawn[:, :turn] == drawn[:, turn : turn + 1]).any(axis=1)
    kept = ~again & (np.cumsum(~again, axis=1) <= degree)
    if kept.sum() != size * degree:
        raise SystemExit("too many columns came twice: draw with another seed")
    column = np.sort(drawn[kept].reshape(size, degree), axis=1).astype(np.uint32)
    cost = (below(stream(seed ^ 0xC3, size * degree), most) + np.uint64(1)).astype(np.int32)
    return (np.arange(size + 1) * degree).astype(np.uint32), column.ravel(), cost


def geographic(size, degree, seed, side=40_000, penalty=100_000):
    """Volunteers and tasks on a square of 40 km, half of the tasks around twelve centres: the nearest tasks by their
    distance in metres, and one far one at a penalty so that everyone can be placed. Shortage here, plenty there: the
    structure that makes augmenting paths long."""
    from scipy.spatial import cKDTree

    def draw(part, count, limit):
        return below(stream(seed ^ part, count), limit).astype(np.int64)

    people = np.c_[draw(1, size, side), draw(2, size, side)]
    tasks = np.c_[draw(3, size, side), draw(4, size, side)]
    centres, half = np.c_[draw(5, 12, side), draw(6, 12, side)], size // 2
    chosen = draw(7, half, 12)
    for axis in (0, 1):
        # Three uniform numbers together are bell shaped, in integers.
        spread = sum(draw(8 + 8 * axis + turn, half, 3_000) for turn in range(3)) - 4_500
        tasks[:half, axis] = np.clip(centres[chosen, axis] + spread, 0, side - 1)
    _, near = cKDTree(tasks).query(people, k=degree)
    hidden = np.argsort(stream(seed ^ 0xA1, size), kind="stable")
    column = near.astype(np.int64)
    has = (near[:, : degree - 1] == hidden[:, None]).any(axis=1)
    column[:, degree - 1] = np.where(has, near[:, degree - 1], hidden)
    apart = ((tasks[column] - people[:, None, :]) ** 2).sum(axis=2)
    cost = np.maximum(1, np.floor(np.sqrt(apart.astype(np.float64)) + 0.5).astype(np.int64))
    cost[~has, degree - 1] = penalty
    order = np.argsort(column, axis=1, kind="stable")
    column = np.take_along_axis(column, order, 1).astype(np.uint32)
    cost = np.take_along_axis(cost, order, 1).astype(np.int32)
    return (np.arange(size + 1) * degree).astype(np.uint32), column.ravel(), cost.ravel()


def choice(pupils, places, wishes, seed, lottery="mtb", surplus=5):
    """Pupils with ranked wishes; place number s is wished for in proportion to 1 / (10 + s). Equal seats, `surplus` per
    cent more than pupils. One lottery number per pupil (`stb`) or one per pupil and place (`mtb`)."""
    weight = np.cumsum(np.array([1_000_000 // (10 + place) for place in range(places)], dtype=np.uint64))
    wish = np.empty((pupils, wishes), dtype=np.uint32)
    for pupil in range(pupils):
        with np.errstate(over="ignore"):
            own = int(mix(np.uint64((seed ^ ((pupil + 1) * 0xD1342543DE82EF95)) & ALL)))
        found, start = {}, 0
        while len(found) < wishes:
            drawn = below(stream(own, 64, start), int(weight[-1]))
            start += 64
            for place in np.searchsorted(weight, drawn, side="right"):
                found.setdefault(int(place))
        wish[pupil] = list(found)[:wishes]
    seats = np.full(places, -(-pupils * (100 + surplus) // (100 * places)), dtype=np.uint32)
    number = (np.arange(pupils, dtype=np.uint64)[:, None] + np.uint64(1)) * GAMMA
    with np.errstate(over="ignore"):
        if lottery == "stb":
            key = mix(np.uint64(seed ^ 0x5EED) + number) + np.zeros_like(wish, dtype=np.uint64)
        else:
            key = mix(mix(np.uint64(seed ^ 0x5EED) + (wish.astype(np.uint64) + np.uint64(1)) * GAMMA) + number)
    return seats, wish, key


def write_dense(path, costs):
    with open(path, "wb") as file:
        file.write(b"MBD1" + struct.pack("<I", len(costs)))
        costs.astype("<i4").tofile(file)


def write_sparse(path, start, column, cost):
    with open(path, "wb") as file:
        file.write(b"MBS1" + struct.pack("<III", len(start) - 1, len(start) - 1, len(column)))
        for part, kind in ((start, "<u4"), (column, "<u4"), (cost, "<i4")):
            part.astype(kind).tofile(file)


def write_choice(path, seats, wish, key):
    with open(path, "wb") as file:
        file.write(b"MBC1" + struct.pack("<III", *wish.shape[:1], len(seats), wish.shape[1]))
        for part, kind in ((seats, "<u4"), (wish, "<u4"), (key, "<u8")):
            part.astype(kind).tofile(file)


def header(file, magic, count):
    if file.read(4) != magic:
        raise SystemExit(f"{file.name} is not {magic.decode()}")
    return struct.unpack(f"<{count}I", file.read(4 * count))


def read_dense(path):
    with open(path, "rb") as file:
        (size,) = header(file, b"MBD1", 1)
        return np.fromfile(file, "<i4", size * size).reshape(size, size)


def read_sparse(path):
    """(rows, columns, start of each row, column, cost)."""
    with open(path, "rb") as file:
        rows, columns, pairs = header(file, b"MBS1", 3)
        start, column = np.fromfile(file, "<u4", rows + 1), np.fromfile(file, "<u4", pairs)
        return rows, columns, start, column, np.fromfile(file, "<i4", pairs)


def read_pairs(path):
    """A dense or sparse file as one shape: (rows, columns, row, column, cost), all pairs."""
    with open(path, "rb") as file:
        magic = file.read(4)
    if magic == b"MBD1":
        costs = read_dense(path)
        size = len(costs)
        return size, size, np.repeat(np.arange(size), size), np.tile(np.arange(size), size), costs.ravel().astype(np.int64)
    rows, columns, start, column, cost = read_sparse(path)
    row = np.repeat(np.arange(rows), np.diff(start.astype(np.int64)))
    return rows, columns, row, column.astype(np.int64), cost.astype(np.int64)


def read_choice(path):
    """(seats, wishes by pupil, keys by pupil and wish)."""
    with open(path, "rb") as file:
        pupils, places, wishes = header(file, b"MBC1", 3)
        seats = np.fromfile(file, "<u4", places)
        wish = np.fromfile(file, "<u4", pupils * wishes).reshape(pupils, wishes)
        return seats, wish, np.fromfile(file, "<u8", pupils * wishes).reshape(pupils, wishes)


def write_mates(path, mates):
    np.asarray(mates, dtype="<i4").tofile(path)


def read_mates(path):
    return np.fromfile(path, "<i4").astype(np.int64)
