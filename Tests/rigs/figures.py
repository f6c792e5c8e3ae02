"""Puts what the rigs found last into the tables of docs/reliability.md: no figure there is typed by hand. Of a rig that did
not run again, what it found before stays, with its date.

    figures.py [--from .build/rigs.jsonl] [--print]
"""

import argparse
import json
import re
from pathlib import Path

from negative import FIGURES
from server import ROOT

PAGE = ROOT / "docs" / "reliability.md"

# Rig, what it has to show, and its figures in words. `{a.b}` is a figure inside another.
CLAIMS = [
    ("kill -9 on SQLite", "A killed program loses nothing that was acknowledged",
     "{cycles} kills, {starts_killed} of them during a start; {acknowledged} writes acknowledged, {asked_again} of "
     "them asked again with the same key; lost {lost}, done twice {twice}, violations {violations}"),
    ("power cut on SQLite", "Nor does a power cut",
     "{cycles} cuts, {starts_cut} of them during a start; {acknowledged} acknowledged; lost {lost}, done twice "
     "{twice}, violations {violations}"),
    ("I/O errors at every call", "A disk that fails is told to the visitor, and heals without a hand",
     "failed calls: {failed_calls}; refusals by status: {refusals}; everything refused: red after "
     "{broken.red_after_s} s, green {broken.green_after_s} s after it healed; starts that met a bad disk: "
     "{starting.served} served, {starting.refused} said no; {acknowledged} acknowledged"),
    ("full disk on SQLite", "So is a full disk",
     "{rounds} times full; {acknowledged} acknowledged, {refused} refused with 503, other answers {other_answers}; red "
     "after {red_after_s} s, green {green_after_s} s after there was room"),
    ("PostgreSQL failover, direct",
     "A PostgreSQL primary that falls takes nothing along; back within 5 s of promotion by hand",
     "{kills} falls; {acknowledged} acknowledged; lost {lost}, done twice {twice}, violations {violations}; back after "
     "{back_p50_s} s (p50), {back_p95_s} s (p95), one second of it to notice; {refusals} refusals"),
    ("PostgreSQL failover, patroni", "Within 30 s when Patroni finds out by itself",
     "{kills} falls; {acknowledged} acknowledged; lost {lost}, done twice {twice}, violations {violations}; back after "
     "{back_p50_s} s (p50), {back_p95_s} s (p95); {refusals} refusals"),
    ("the standby is lost", "Without its standby a pair promises nothing, and says so",
     "{seconds_without} s without; acknowledged {acknowledged_meanwhile}, refused {refused}, no answer in time "
     "{no_answer_in_time}; slowest read {slowest_read_s} s, failed reads {failed_reads}; readiness meanwhile: "
     "{readiness_meanwhile}, ready again {ready_after_s} s after it was back"),
    ("three processes on one PostgreSQL", "Three processes share the work; one at a time may be restarted",
     "{requests} requests, {restarts} restarts; errors for who asks twice {errors}; {acknowledged} writes, lost "
     "{lost}, done twice {twice}; {jobs} jobs once each; {mails} mails, {mails_twice} twice; {sign_ins} sign-ins known "
     "at all three; the search of another process behind by {search_behind_p95_s} s (p95), {search_behind_max_s} s (max)"),
    ("restore drill on SQLite", "A backup comes back row by row, without the erased",
     "{residents} residents, {database_mb} MB: backup {backup_under_load_s} s under load, restore {restore_s} s, first "
     "page {restored_site_answers_after_s} s later; {rows_compared} rows compared; traces of {erased} erased people: "
     "{traces_left}"),
    ("restore drill on PostgreSQL", "The same with the tools of PostgreSQL",
     "{residents} residents: pg_dump {dump_s} s, back in {dump_restore_s} s; pg_basebackup {base_s} s, back in "
     "{base_restore_s} s; {rows_compared} rows compared; traces of {erased} erased people: {dump_traces_left} and "
     "{base_traces_left}"),
    ("rolling upgrade", "Two releases serve side by side during an upgrade", "{from} to {to}. SQLite: {sqlite}. "
     "PostgreSQL: {postgres}"),
    ("kill -9 with a mail server", "Nobody misses a mail",
     "{cycles} kills, {acknowledged} applicants; without mail {without_mail}; mails sent again {repeated_mails}"),
    ("an hour without a mail server", "Also not after an hour without a mail server",
     "{applications} applicants; without mail {without_mail}, twice {repeated}; {put_off} tries put off"),
    ("respondents of a survey at once", "Hundreds may answer a survey while the program is killed",
     "{respondents} respondents at once, {kills} kills; {pages} pages answered, none gone or asked again, every address "
     "one answer; a page in {p50_ms} ms (p50), {p99_ms} ms (p99)"),
    ("hostile HTTP", "Hostile requests get a refusal, visitors notice nothing", "{attacks} attacks"),
]


def value(found: dict, name: str) -> str:
    for part in name.split("."):
        found = found.get(part, "–") if isinstance(found, dict) else "–"
    if isinstance(found, dict):
        return ", ".join(f"{key} {one}" for key, one in found.items()) or "none"
    return f"{found:,}" if isinstance(found, int) and not isinstance(found, bool) else str(found)


def row(claim: str, words: str, found: dict | None) -> str:
    if found is None:
        return f"| {claim} | not run yet | | |"
    if found.get("ok") is None:
        return f"| {claim} | skipped: {found['skipped']} | `{found['command']}` | {found['date']} |"
    text = re.sub(r"\{([a-z_.0-9]+)\}", lambda match: value(found, match.group(1)), words)
    if not found["ok"]:
        text = f"**RED**: {'; '.join(found['problems'][:2])}. " + text
    seed = f", seed {found['seed']}" if found.get("seed") else ""
    return f"| {claim} | {text} | `{found['command']}`{seed} | {found['date']}, `{found['commit']}` |"


def tables(lines: list[dict], before: str) -> str:
    # A rig that broke off has no name; all.py said so.
    plain = {line["rig"]: line for line in lines if "rig" in line and "--control" not in line.get("command", "")}
    stood = {line.split(" | ")[0].removeprefix("| "): line for line in before.splitlines() if line.startswith("| ")}
    head = "| What we stand for | What the rig found | Command | When, commit |\n|---|---|---|---|"
    rows = [
        stood[claim] if rig not in plain and claim in stood else row(claim, words, plain.get(rig))
        for rig, claim, words in CLAIMS]
    machines = {line["machine"] for line in plain.values()}
    machines |= set(re.findall(r"^Machine: (.+)\.$", before, re.M)[0].split("; ")) if "Machine: " in before else set()
    negative = plain.get("negative controls")
    controls = before.partition("### The opposites")[2].strip() or "Not run yet."
    if negative:
        verdicts = "\n".join(f"| {guard} | {verdict} |" for guard, verdict in negative["verdicts"].items())
        controls = f"{negative['date']}, `{negative['commit']}`:\n\n| Without | The rig |\n|---|---|\n{verdicts}"
    return f"Machine: {'; '.join(sorted(machines))}.\n\n{head}\n" + "\n".join(rows) + f"\n\n### The opposites\n\n{controls}\n"


def main(source: Path, only_print: bool) -> None:
    lines = [json.loads(line) for line in source.read_text().splitlines() if line.startswith("{")]
    start, end = "<!-- figures: made by Tests/rigs/figures.py -->", "<!-- end of figures -->"
    before, rest = PAGE.read_text().split(start, 1)
    stood, after = rest.split(end, 1)
    made = tables(lines, stood)
    if only_print:
        print(made)
        return
    PAGE.write_text(f"{before}{start}\n\n{made}\n{end}{after}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, default=FIGURES)
    parser.add_argument("--print", dest="only_print", action="store_true")
    main(**vars(parser.parse_args()))
