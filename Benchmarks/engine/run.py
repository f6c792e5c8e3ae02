"""Measures the matching engine and other solvers on the same files, and has every answer checked by a third program.

    python -m engine.run [--data FOLDER] [--runs 5] [--quick] [--result FILE]

INZET_BIN names the program (default: the release build). LEMON is measured where its headers are (`LEMON_ROOT` names a
folder that holds `usr/include/lemon`); the C++ yardsticks are compiled here. One process at a time; Inzet before and
after the others, and its slower half counts.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from engine import certify, instances, report

HERE = Path(__file__).resolve().parent
BINARY = os.environ.get("INZET_BIN") or str(HERE.parents[1] / ".build" / "release" / "inzet")
LIMIT = 300


def last_line(command):
    """The JSON of the last line, or nothing when the contender is not there, fails or takes too long."""
    try:
        done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        print(f"  took more than {LIMIT} s: {command[:4]}", file=sys.stderr)
        return None
    if done.returncode:
        print(f"  failed: {' '.join(map(str, command[:4]))}: {done.stderr[-300:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def compiled(folder):
    """The C++ yardsticks; LEMON only where it is installed."""
    made = {}
    if not shutil.which("g++"):
        return made
    subprocess.run(["g++", "-O3", "-march=native", "-std=c++17", HERE / "deferred.cpp", "-o", folder / "deferred"], check=True)
    made["C++"] = [folder / "deferred"]
    root = Path(os.environ.get("LEMON_ROOT", "/"))
    if (root / "usr/include/lemon/static_graph.h").is_file():
        library = next(root.glob("usr/lib/*/liblemon.a"), "-lemon")
        command = ["g++", "-O3", "-march=native", "-DNDEBUG", "-std=c++14", "-w", f"-I{root / 'usr/include'}"]
        subprocess.run([*command, HERE / "lemon.cpp", library, "-o", folder / "lemon"], check=True)
        made |= {f"LEMON {kind}": [folder / "lemon", kind] for kind in ("simplex", "scaling")}
    return made


def draw(folder, quick):
    """The instances, drawn when they are not there yet: (name, file, contenders)."""
    small = ["scipy-sparse", "LAPMOD", "OR-Tools", "LEMON simplex", "LEMON scaling"]
    plan = [(f"dense {n:,}", f"dense_{n}.bin", lambda path, n=n: instances.write_dense(path, instances.dense(n, 20_250_000 + n)),
             ["scipy", "LAPJV", "OR-Tools"]) for n in ((1_000,) if quick else (1_000, 2_000, 5_000))]  # fmt: skip
    for n in (10_000,) if quick else (10_000, 100_000):
        # On the large ones the slow peers take minutes; the small ones say who is fastest.
        others = small if n == 10_000 else ["OR-Tools"]
        plan += [
            (f"uniform {n:,} × 20", f"sparse_{n}x20.bin",
             lambda path, n=n: instances.write_sparse(path, *instances.uniform(n, 20, 777_000 + n)), others),
            (f"geographic {n:,} × 20", f"geo_{n}x20.bin",
             lambda path, n=n: instances.write_sparse(path, *instances.geographic(n, 20, 888_000 + n)), others)]  # fmt: skip
    pupils, places = (1_000, 50) if quick else (10_000, 500)
    for kind, named in (("stb", "one number per pupil"), ("mtb", "one per place")):
        plan.append((f"{pupils:,} pupils, {places} places, 10 wishes, {named}", f"choice_{pupils}x{places}x10_{kind}.bin",
                     lambda path, kind=kind: instances.write_choice(path, *instances.choice(pupils, places, 10, 424_242, kind)),
                     ["C++", "plain Python", "matching"]))  # fmt: skip
    for name, file, make, contenders in plan:
        if not (folder / file).is_file():
            make(folder / file)
        yield name, folder / file, contenders


def ours(path, mates, runs):
    shape = {"dense": ["lap", "dense"], "choice": ["da"]}.get(path.name.split("_")[0], ["lap", "sparse"])
    said = last_line([BINARY, "engine", *shape, path, mates, str(runs)])
    return said and {"solver": "inzet", "seconds": said["median_s"], "processor": said["cpu_median_s"]}


def measure(folder, runs, quick):
    programs, found = compiled(folder), []
    for name, path, contenders in draw(folder, quick):
        print(f"  {name}", file=sys.stderr, flush=True)
        answers = []
        for contender in ["inzet", *contenders, "inzet"]:
            mates = folder / f"{path.stem}.mates"
            mates.unlink(missing_ok=True)
            if contender == "inzet":
                said = ours(path, mates, runs)
            elif contender in programs:
                said = last_line([*programs[contender], path, mates, str(runs)])
            elif contender.startswith(("LEMON", "C++")):
                said = None
            else:
                # The slow ones say the same thing in one run.
                turns = 1 if contender == "matching" else runs
                said = last_line([sys.executable, "-m", "engine.peers", contender, str(path), str(mates), str(turns)])
            if said:
                answers.append(said | {"certificate": certify.certify(path, mates), "mates": hashlib.sha256(mates.read_bytes()).hexdigest()})
        found.append({"instance": name, "kind": path.name.split("_")[0], "answers": answers})
    return found


def ranked(count, runs):
    said = last_line([BINARY, "engine", "rank", str(count), str(runs)])
    yardstick = last_line([sys.executable, "-m", "engine.ranking", str(count), str(runs)])
    again = last_line([BINARY, "engine", "rank", str(count), str(runs)])
    return {"count": count, "numpy": yardstick, "inzet": max(said, again, key=lambda one: one["cpu_median_s"])}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, help="where to work; by default a temporary folder")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--result", type=Path)
    given = options.parse_args()
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="inzet-engine-") as scratch:
        folder = given.data or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = {"busy": busy, "solved": measure(folder, given.runs, given.quick),
                 "ranking": [ranked(count, 51) for count in ((2_000,) if given.quick else (2_000, 100_000))]}  # fmt: skip
    if given.result:
        given.result.write_text(json.dumps(found))
    print("\n".join(report.section(found)))


if __name__ == "__main__":
    main()
