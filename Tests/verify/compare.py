"""compare.py KEPT FRESH: whether two folders of JSON say the same, numbers to within a relative 1e-12."""

import json
import sys
from pathlib import Path

TOLERANCE = 1e-12


def differences(kept, fresh, path):
    """Where two values differ, each with what they are."""
    if isinstance(kept, dict) and isinstance(fresh, dict):
        for key in sorted(kept.keys() | fresh.keys()):
            if key not in kept or key not in fresh:
                yield f"{path}.{key}: only in {'fresh' if key in fresh else 'kept'}"
            else:
                yield from differences(kept[key], fresh[key], f"{path}.{key}")
    elif isinstance(kept, list) and isinstance(fresh, list):
        if len(kept) != len(fresh):
            yield f"{path}: {len(kept)} values kept, {len(fresh)} fresh"
        for place, (one, other) in enumerate(zip(kept, fresh)):
            yield from differences(one, other, f"{path}[{place}]")
    elif isinstance(kept, (int, float)) and isinstance(fresh, (int, float)):
        if abs(kept - fresh) > TOLERANCE * max(1, abs(kept), abs(fresh)):
            yield f"{path}: {kept!r} kept, {fresh!r} fresh"
    elif kept != fresh:
        yield f"{path}: {kept!r} kept, {fresh!r} fresh"


def numbers(value):
    """How many numbers are in it."""
    if isinstance(value, dict):
        return sum(map(numbers, value.values()))
    if isinstance(value, list):
        return sum(map(numbers, value))
    return isinstance(value, (int, float))


def main(kept, fresh):
    names = sorted({file.name for folder in (kept, fresh) for file in Path(folder).glob("*.json")})
    found = []
    for name in names:
        files = [Path(folder) / name for folder in (kept, fresh)]
        if not all(file.exists() for file in files):
            found.append(f"{name}: not in {kept if not files[0].exists() else fresh}")
            continue
        ours, theirs = (json.loads(file.read_text()) for file in files)
        found += list(differences(ours, theirs, name.removesuffix(".json")))
        print(f"{name}: {numbers(ours)} getallen")
    for line in found[:50]:
        print(line, file=sys.stderr)
    print("Gelijk aan R." if not found else f"{len(found)} verschillen met R.")
    return bool(found) or not names


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
