"""Every rig in its long form, one after another; each says its figures in one line, and all lines go to a file.

    all.py [--only WORD] [--seed N]

`figures.py` puts what they found into docs/reliability.md.
"""

import argparse
import json
import random
import sys
import time

from negative import FIGURES, note, run_rig

# Without --seed where there is nothing to draw.
LONG = [
    ("kill -9, thousands of times", ["kill_loop.py", "--cycles", "3000", "--lanes", "4", "--seed"]),
    ("power cuts", ["power_cut.py", "--cycles", "500", "--seed"]),
    ("I/O errors at every call", ["io_errors.py", "--calls", "400", "--starts", "300"]),
    ("a full disk", ["full_disk.py", "--rounds", "20", "--seed"]),
    ("the primary falls, direct promotion", ["failover.py", "--kills", "20", "--seed"]),
    ("the primary falls, asynchronous: must lose", ["failover.py", "--kills", "3", "--control", "async", "--seed"]),
    ("the primary falls, Patroni", ["failover.py", "--kills", "20", "--with", "patroni", "--seed"]),
    ("the standby is lost", ["standby_lost.py", "--seconds", "60", "--seed"]),
    ("three processes", ["three_processes.py", "--seconds", "600", "--every", "20", "--seed"]),
    ("a restore", ["restore_drill.py", "--residents", "50000"]),
    ("a restore of PostgreSQL", ["restore_postgres.py", "--residents", "10000"]),
    ("an upgrade in service", ["rolling_upgrade.py", "--seconds", "60", "--seed"]),
    ("kill -9 with a mail server", ["crash.py", "--cycles", "100", "--seed"]),
    ("an hour without a mail server", ["mail_down.py"]),
    ("hostile HTTP", ["http_abuse.py"]),
    ("500 respondents of a survey at once", ["survey_load.py", "--respondents", "500", "--kills", "6", "--seed"]),
]


def verdict(found: dict, words: list[str]) -> str:
    if found.get("ok") is None:
        return f"skipped: {found['skipped']}"
    if "--control" in words:
        # What was taken away must be missed.
        return "ok" if found.get("lost") else "RED"
    return "ok" if found["ok"] else "RED"


def main(only: str | None, seed: int) -> int:
    print(f"seed {seed}", flush=True)
    red = []
    for name, words in LONG:
        if only and only not in name and only not in words[0]:
            continue
        command = [*words, str(seed)] if words[-1] == "--seed" else words
        began = time.monotonic()
        found, said = run_rig(command, seconds=1800)
        outcome = verdict(found, command)
        if outcome == "RED":
            red.append(name)
            print(said[-4000:])
        print(f"── {name}: {outcome} after {time.monotonic() - began:.0f} s", flush=True)
        line = json.dumps(found, ensure_ascii=False)
        print(line, flush=True)
        note(line)
    print("red: " + ", ".join(red) if red else f"all rigs are green; their figures are in {FIGURES}")
    return 1 if red else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="a word of the name or of the file")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    sys.exit(main(**vars(parser.parse_args())))
