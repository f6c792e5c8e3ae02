"""Measures the tabulation of Inzet and of its peers in one run, with ratios in Markdown.

    python -m tabulation.run [--data FOLDER] [--records 1000000] [--rounds 3] [--result FILE]

INZET_BIN names the program (default: the release build).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from tabulation import peers, records, report

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("INZET_BIN") or ROOT / ".build" / "release" / "inzet")


def ours(*arguments):
    done = subprocess.run([BINARY, "bench-tables", *map(str, arguments)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def small_survey(folder):
    """342 records, every kind of table: the surveys of the tests, with another number of records."""
    sys.path.insert(0, str(ROOT / "Tests" / "tabulation"))
    import surveys

    made = None
    for seed in range(200):
        made = surveys.survey(seed)
        if len(made["columns"][0]["values"]) == 342 and made["weights"]:
            break
    plan = [request | {"letters": "holm"} for request in surveys.requests(made, 1)]
    (folder / "survey.json").write_text(json.dumps(made))
    (folder / "requests.json").write_text(json.dumps(plan))
    return folder / "survey.json", folder / "requests.json"


def measure(folder, count, rounds):
    records.write(folder, count)
    codes, weights, options = records.read(folder)
    found = {"count": count, "tables": records.QUESTIONS - 1, "busy": os.getloadavg()[0]}
    # The contenders in turn, twice: what else the machine does falls on all of them.
    for turn in range(2):
        for name, work in (
            ("inzet", lambda: ours("--data", folder, "--rounds", rounds)),
            ("duckdb", lambda: peers.duck(codes, weights, options, rounds)),
            ("pandas", lambda: peers.frames(codes, weights, options, 1)),
            ("data_table", lambda: peers.data_table(folder, 1)),
        ):
            print(f"  {name}, turn {turn + 1}", file=sys.stderr, flush=True)
            result = work()
            old = found.get(name)
            if result and old:
                for kind in ("plain", "weighted", "both"):
                    if kind in result and old[kind]["cpu"] < result[kind]["cpu"]:
                        result[kind] = old[kind]
            found[name] = result or old
    counts, sums = records.expected(codes, weights, options)
    found["agrees"] = all(
        numpy.array_equal(one, other) for one, other in zip(found["inzet"]["counts"], counts)
    ) and all(numpy.allclose(one, other, rtol=1e-9) for one, other in zip(found["inzet"]["weights"], sums))
    # Compared; too much to keep.
    del found["inzet"]["counts"], found["inzet"]["weights"]
    found["bits"] = ours("--bits", 1600, "--rounds", max(rounds, 9))
    survey, requests = small_survey(folder)
    found["small"] = ours("--survey", survey, "--requests", requests, "--rounds", 50)
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, help="where to work; by default a temporary folder")
    options.add_argument("--records", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--result", type=Path, help="where to leave the measurements; by default they are printed")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="inzet-tables-") as scratch:
        found = measure(given.data or Path(scratch), given.records, given.rounds)
    if given.result:
        given.result.write_text(json.dumps(found))
    else:
        print("\n".join(report.section(found)))


if __name__ == "__main__":
    main()
