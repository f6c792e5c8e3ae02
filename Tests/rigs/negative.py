"""Takes each guard away and looks whether the rig for it goes red. A control that stays green is a rig that measures
nothing: that is what fails here.

    negative.py [--only WORD]
"""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from report import provenance
from server import ROOT

HERE = Path(__file__).parent
# What the rigs found, a line each, the newest last.
FIGURES = ROOT / ".build" / "rigs.jsonl"


@dataclass
class Control:
    guard: str
    words: list[str]
    # A word that must stand in what the rig says, so that it is red for the right reason.
    reason: str


CONTROLS = [
    Control("a commit waits for the disk (synchronous=FULL)",
            ["power_cut.py", "--cycles", "20", "--control", "no-wait"], "acknowledged writes are gone"),
    Control("the log of SQLite is kept and read",
            ["kill_loop.py", "--cycles", "30", "--control", "lose-log"], "acknowledged writes are gone"),
    Control("the log of SQLite is kept and read, under a survey",
            ["survey_load.py", "--respondents", "60", "--kills", "2", "--control", "lose-log"], "answered pages are gone"),
    Control("a repeated request is carried out once",
            ["kill_loop.py", "--cycles", "90", "--control", "no-once"], "came true more than once"),
    Control("the disk does what it says (bad disk)", ["io_errors.py", "--control", "lies"],
            "acknowledged writes are gone"),
    Control("the disk does what it says (full disk)",
            ["full_disk.py", "--rounds", "1", "--control", "lies"], "acknowledged writes are gone"),
    Control("a commit waits for the standby (synchronous replication)",
            ["failover.py", "--kills", "3", "--control", "async"], "acknowledged writes are gone"),
    Control("a commit waits for the standby, which is lost",
            ["standby_lost.py", "--seconds", "5", "--control", "async"], "that one machine only has"),
    Control("a transaction is tried again after a conflict",
            ["failover.py", "--kills", "3", "--control", "no-retries"], "refused while nothing was wrong"),
    Control("a transaction is tried again, three processes",
            ["three_processes.py", "--seconds", "15", "--control", "no-retries"], "rig-three"),
    Control("the visitor asks once more",
            ["three_processes.py", "--seconds", "20", "--every", "5", "--control", "no-retry"], "Refused"),
    Control("one process is replaced after the other",
            ["rolling_upgrade.py", "--seconds", "12", "--control", "together"], "Refused"),
    Control("mail that waits stands in the database, through kills",
            ["crash.py", "--cycles", "10", "--control", "drop-mail"], "applicants never got mail"),
    Control("mail that waits stands in the database, without a mail server",
            ["mail_down.py", "--control", "drop-mail"], "never mailed"),
    Control("limits of the web server",
            ["http_abuse.py", "--slow", "10", "--control", "polite"], "Host that is not ours"),
    Control("the erased are erased again after a restore (SQLite)",
            ["restore_drill.py", "--residents", "1000", "--control", "no-replay"], "of the erased is left"),
    Control("the erased are erased again after a restore (PostgreSQL)",
            ["restore_postgres.py", "--residents", "1000", "--control", "no-replay"], "of the erased is left"),
]


def last_line(output: str) -> dict:
    """The line of JSON at the end of a rig."""
    for line in reversed(output.splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    return {}


def run_rig(words: list[str], seconds: float = 900) -> tuple[dict, str]:
    """Runs a rig as a program of its own; its last line and all it said."""
    done = subprocess.run(
        [sys.executable, HERE / words[0], *words[1:]], capture_output=True, text=True, timeout=seconds)
    said = done.stdout + done.stderr
    found = last_line(done.stdout) or {"ok": False, "problems": [said[-2000:]], "crashed": True}
    if found.get("ok") and done.returncode != 0:
        found["ok"] = False
    return found, said


def note(line: str) -> None:
    """Keeps what a rig found for `figures.py`."""
    FIGURES.parent.mkdir(exist_ok=True)
    with FIGURES.open("a") as file:
        file.write(line + "\n")


def main(only: str | None) -> int:
    began, green, skipped, verdicts = time.monotonic(), [], [], {}
    for control in CONTROLS:
        if only and only not in control.guard and only not in " ".join(control.words):
            continue
        found, said = run_rig(control.words)
        if found.get("ok") is None:
            verdict = f"skipped: {found.get('skipped')}"
            skipped.append(control.guard)
        elif found.get("ok") or found.get("crashed") or control.reason not in said:
            verdict = "STAYED GREEN" if found.get("ok") else f"RED FOR ANOTHER REASON: {found.get('problems')[:2]}"
            green.append(control.guard)
        else:
            told = next((one for one in found["problems"] if control.reason in one), control.reason)
            verdict = f"red, as it must: {told.split(': [')[0][:110]}"
        verdicts[control.guard] = verdict
        print(f"{'without: ' + control.guard:<72} {verdict}", flush=True)
    line = json.dumps({
        "rig": "negative controls", "ok": not green, "verdicts": verdicts, "stayed_green": green, "skipped": skipped,
        "seconds": round(time.monotonic() - began, 1), **provenance()}, ensure_ascii=False)
    print(line)
    note(line)
    return 1 if green else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="a word of the guard or of the command")
    sys.exit(main(parser.parse_args().only))
