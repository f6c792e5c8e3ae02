"""Invented surveys for the comparison with pandas, in the form that `inzet tabulate --survey` reads."""

import random


def options(count, *, missing=False, none=False):
    found = [{"code": place * 3 + 1, "label": f"Antwoord {place + 1}"} for place in range(count)]
    if none:
        found.append({"code": 90, "label": "Geen van deze", "isNone": True})
    if missing:
        found.append({"code": 99, "label": "Weet niet", "isMissing": True})
    return found


def seen(chance, count):
    # Some questions were seen by everybody, some by a part, as routing gives.
    share = chance.choice([1, 0.9, 0.5])
    return [chance.random() < share for _ in range(count)]


def single(chance, name, count, items):
    weights = [chance.random() + 0.05 for _ in items]
    skips = chance.choice([0, 0.1])
    values = [None if chance.random() < skips else chance.choices(items, weights)[0]["code"] for _ in range(count)]
    return {"name": name, "label": f"Vraag {name}", "kind": "single", "options": items, "values": values,
            "shown": seen(chance, count)}


def multiple(chance, name, count, items):
    alone = [item["code"] for item in items if item.get("isNone") or item.get("isMissing")]
    usual = {item["code"]: chance.random() for item in items if item["code"] not in alone}

    def answer():
        if alone and chance.random() < 0.15:
            return [chance.choice(alone)]
        return [code for code, share in usual.items() if chance.random() < share]

    return {"name": name, "label": f"Vraag {name}", "kind": "multiple", "options": items,
            "values": [answer() for _ in range(count)], "shown": seen(chance, count)}


def number(chance, name, count):
    # Few different values: ties are where quantiles go wrong.
    values = [None if chance.random() < 0.1 else chance.randint(0, 30) / 4 for _ in range(count)]
    return {"name": name, "label": f"Vraag {name}", "kind": "number", "values": values, "shown": seen(chance, count)}


def survey(seed):
    chance = random.Random(seed)
    count = chance.choice([1, 2, 40, 137, 342, 700])
    flags = {"missing": chance.random() < 0.5, "none": chance.random() < 0.5}
    columns = [
        single(chance, "V1", count, options(chance.randint(2, 7), **flags)),
        single(chance, "V2", count, options(chance.randint(2, 5), missing=chance.random() < 0.3)),
        multiple(chance, "V3", count, options(chance.randint(2, 6), **flags)),
        multiple(chance, "V4", count, options(chance.randint(2, 4), none=True)),
        number(chance, "V5", count),
    ]
    cells = options(3, **flags)
    one = options(4, missing=True)
    rows = range(1, chance.randint(2, 5))
    columns += [multiple(chance, f"V6_{row}", count, cells) for row in rows]
    columns += [single(chance, f"V7_{row}", count, one) for row in rows]
    columns += [number(chance, f"V8_{row}", count) for row in rows]
    grids = [
        {"name": name, "label": f"Blok {name}", "columns": [f"{name}_{row}" for row in rows],
         "rows": [f"Rij {row}" for row in rows]}
        for name in ("V6", "V7", "V8")
    ]  # fmt: skip
    weights = [round(chance.uniform(0.2, 3), 3) for _ in range(count)] if chance.random() < 0.7 else None
    return {"columns": columns, "grids": grids, "weights": weights}


def requests(made, seed):
    """Each kind of table, with the settings that go with it drawn at random."""
    chance = random.Random(seed * 7 + 1)
    by_name = {column["name"]: column for column in made["columns"]}

    def code(name):
        return chance.choice(by_name[name]["options"])["code"]

    def condition():
        name = chance.choice(["V1", "V2", "V3", "V4"])
        picked = [item["code"] for item in by_name[name]["options"] if chance.random() < 0.6] or [code(name)]
        return {"column": name, "codes": picked, "isNot": chance.random() < 0.3}

    def settings(**given):
        return given | {
            "isWeighted": chance.random() < 0.5, "leavesOutMissing": chance.random() < 0.5,
            "filter": [condition() for _ in range(chance.choice([0, 0, 1, 2]))],
        }  # fmt: skip

    plan = [settings(kind="counts", rows=name, base=chance.choice(["respondents", "answers"]))
            for name in ("V1", "V3")]  # fmt: skip
    for rows, columns in (("V1", "V2"), ("V3", "V2"), ("V1", "V4"), ("V3", "V4")):
        plan.append(settings(
            kind="counts", rows=rows, columns=columns, base=chance.choice(["respondents", "answers"]),
            percent=chance.choice(["column", "row", "total"])))  # fmt: skip
    across = chance.choice(["V2", "V4"])
    two = chance.sample([item["code"] for item in by_name["V6_1"]["options"]], 2)
    plan += [
        settings(kind="mean", rows="V5"), settings(kind="mean", rows="V1", columns=across),
        settings(kind="mean", rows="V5", columns=across),
        settings(kind="grid", rows="V6", base=chance.choice(["respondents", "answers"])),
        settings(kind="grid", rows="V7"), settings(kind="grid", rows="V8"),
        settings(kind="combination", rows="V6", **{"with": two[0], "without": two[1]}),
        settings(kind="combination", rows="V6", columns=across, **{"with": two[0], "also": two[1]}),
        settings(kind="noneAll", rows="V6"),
        settings(kind="threshold", rows="V3", threshold=0.4, side=chance.choice(["atLeast", "below"])),
        settings(kind="threshold", rows="V6", side=chance.choice(["top", "bottom"]), most=2, **{"with": two[0]}),
    ]
    for request in plan:
        # An option that is left out of the table cannot be asked for.
        if request.get("kind") == "threshold" and request["rows"] == "V6":
            request["leavesOutMissing"] = False
    grid = settings(kind="grid", rows="V6", columns=across, **{"with": two[0]})
    grid["leavesOutMissing"] = False
    return [*plan, grid]
