"""Turns the measurements of one run into a section of Markdown with ratios against the goals."""

import datetime

import machine
import routes
from engine import report as engine_report
from tabulation.report import section as tabulated

SEARCH_GOAL, PAGE_GOAL, MEMORY_GOAL = 5.0, 8.0, 300
# The mixed load; a start until the first answer (seconds), and memory at rest (MB).
MIXED_GOAL, START_GOAL, REST_GOAL = 5.0, 0.3, 60
SURVEY_GOAL = 5.0
# Milliseconds inside the server.
RANKING_GOAL = 5.0

PARTS = "peers,search,page,ranking,town,mixed,survey,tabulation,engine,start"


def shown(given):
    """The options that were given, without any folder."""
    words = ["--quick"] if given.quick else []
    return words + ([f"--only {given.only}"] if given.only != PARTS else [])


def verdict(value, goal):
    return f"**{value:.1f}×** (goal {goal:.0f}×: {'reached' if value >= goal else 'not reached'})"


def section(found, count, command, busy):
    lines = [
        f"## {datetime.date.today().isoformat()}", "",
        f"Machine: {machine.described()}. Versions: {', '.join(versions(found))}. "
        f"Command: `{command}`."
        + (f" Other work was running (load {busy:.1f} at the start): read with care." if busy > 0.7 else ""), "",
    ]  # fmt: skip
    if found["postgres"] or found["inzet"]:
        lines += search(found, count)
    if found["django"]:
        lines += page(found)
    if found["inzet"]:
        lines += memory(found["inzet"], count)
    if found["ranking"]:
        lines += ranked(found["ranking"])
    if found["town"]:
        lines += ["### Every page of a town of 100,000 residents", "", routes.markdown(found["town"]["routes"]), ""]
    if found["mixed"]:
        lines += mixed(found["mixed"])
    if found["survey"]:
        lines += survey(found["survey"])
    if found["tabulation"]:
        lines += tabulated(found["tabulation"])
    if found["engine"]:
        lines += engine_report.section(found["engine"])
    if found["start"]:
        lines += start(found["start"])
    return "\n".join(lines)


def ranked(found):
    lines = [
        f"### What fits: the best 50 of {found['vacancies']:,} open vacancies with their reasons, over HTTP", "",
        "| | requests/s | p50 ms | p99 ms | max ms | processor ms a request |", "|---|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    labels = {"full": "50 clients, as fast as they can", "lean": "50 clients in C (wrk), as fast as they can",
              "paced": "50 clients, 100 requests a second", "alone": "one client"}  # fmt: skip
    for kind, label in labels.items():
        part = found.get(kind)
        if part:
            lines.append(f"| {label} | {part['per_second']:,.0f} | {part['p50']:.2f} | {part['p99']:.2f} | {part['max']:.1f} | "
                         f"{part.get('processor_ms', 0):.2f} |")  # fmt: skip
    inside = found["inside"]
    return [*lines, "",
            f"- Inside the server with 50 clients: p50 {inside['p50']:.2f} ms, p99 **{inside['p99']:.2f} ms** (goal "
            f"{RANKING_GOAL:.0f} ms: {'reached' if inside['p99'] < RANKING_GOAL else 'not reached'}).",
            f"- A vacancy that is paused or brought back is in the next answer {found['visible']['median']:.0f} ms after the form "
            f"was sent, at most {found['visible']['max']:.0f} (goal 100 ms: "
            f"{'reached' if found['visible']['max'] < 100 else 'not reached'}).", ""]  # fmt: skip


def versions(found):
    names = [found[name]["version"] for name in ("postgres", "sqlite") if found[name]]
    django = found["django"]
    names += [f"Django {django['django']} with gunicorn {django['gunicorn']}"] if django else []
    names += [f"Inzet {found['inzet']['version']}"] if found["inzet"] else []
    if found["mixed"] and not found["postgres"]:
        names += [f"PostgreSQL {found['mixed']['server']}", found["mixed"]["versions"]]
    if found["start"] and not found["inzet"]:
        names += [f"Inzet {found['start']['version']}"]
    return names


def search(found, count):
    lines = [
        f"### Search: words + 10 km + two filters over {count:,} open vacancies, 50 concurrent clients", "",
        "| | requests/s | p50 ms | p95 ms | p99 ms | max ms |", "|---|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    rows = [
        ("inzet", "full", "Inzet over HTTP: page, total and facet counts, typing errors forgiven"),
        ("postgres", "full", "PostgreSQL: page and total"),
        ("sqlite", "full", "SQLite FTS5: page and total"),
        ("postgres", "facets", "PostgreSQL: page, total and facet counts"),
        ("sqlite", "facets", "SQLite FTS5: page, total and facet counts"),
        ("inzet", "lean", "Inzet, client in C (wrk)"),
        ("postgres", "lean", "PostgreSQL, client in C (pgbench), page and total"),
        ("inzet", "floor", "Inzet, no search (`/healthz`)"),
        ("postgres", "floor", "PostgreSQL, no search (`SELECT 1`)"),
        ("inzet", "paced", "Inzet at a calm 100 requests a second"),
        ("postgres", "paced", "PostgreSQL at a calm 100 requests a second"),
        ("sqlite", "paced", "SQLite FTS5 at a calm 100 requests a second"),
    ]
    for name, kind, label in rows:
        part = (found[name] or {}).get(kind)
        if part:
            failed = f" ({part['failures']} failed: {part.get('example')})" if part["failures"] else ""
            lines.append(
                f"| {label}{failed} | {part['per_second']:,.0f} | {part['p50']:.2f} | {part['p95']:.2f} "
                f"| {part['p99']:.2f} | {part['max']:.1f} |"
            )
    chosen = [f"{label} `{found[name]['chosen']}`" for name, label in
              (("postgres", "PostgreSQL"), ("sqlite", "SQLite")) if found[name]]  # fmt: skip
    lines += ["", f"Fastest of the variants tried: {', '.join(chosen)}."] if chosen else []
    lines += ["", *ratios(found), *agreement(found), ""]
    return lines


def ratios(found):
    peers = {name: found[name] for name in ("postgres", "sqlite") if found[name]}
    if not found["inzet"] or not peers:
        return []
    ours = found["inzet"]["full"]["p99"]
    lines = []
    for kind, label in (("full", "page and total"), ("facets", "the same answer, with facet counts")):
        best = min(peers, key=lambda name: peers[name][kind]["p99"])
        lines.append(f"- p99 against the better peer ({best}, {label}): "
                     + verdict(peers[best][kind]["p99"] / ours, SEARCH_GOAL))  # fmt: skip
    if "postgres" in peers:
        value = peers["postgres"]["lean"]["p99"] / found["inzet"]["lean"]["p99"]
        lines.append(f"- p99 with clients in C, wrk against pgbench: {value:.1f}×")
    return lines


def agreement(found):
    """How far the contenders find the same: the peers must agree exactly, Inzet may find more words."""
    lines = []
    peers = found["postgres"], found["sqlite"]
    if all(peers):
        left, right = peers[0]["totals"]["simple"], peers[1]["totals"]
        same = sum(1 for a, b in zip(left, right) if a == b)
        lines.append(f"- The peers give the same total for {same} of {len(left)} queries.")
    if found["inzet"] and peers[1]:
        pairs = [(a, b) for a, b in zip(found["inzet"]["totals"], peers[1]["totals"]) if a is not None]
        more = sum(1 for a, b in pairs if a >= b)
        empty, theirs = sum(1 for a, _ in pairs if a == 0), sum(1 for _, b in pairs if b == 0)
        lines.append(f"- Inzet finds at least as many for {more} of {len(pairs)} queries; without any result: "
                     f"{empty} (SQLite FTS5: {theirs}).")  # fmt: skip
    return lines


def page(found):
    django, ours = found["django"], (found["inzet"] or {}).get("page")
    lines = ["### The search page, 50 connections of wrk", "",
             "| | requests/s | p99 ms | bytes |", "|---|--:|--:|--:|"]  # fmt: skip
    notes = []
    for kind, label, size in (("plain", "20 newest vacancies", "plain_bytes"), ("set", "the query set", "bytes")):
        best = django["modes"][django[f"best_{kind}"]]
        if ours:
            lines.append(f"| Inzet, {label} | {ours[kind]['per_second']:,.0f} | {ours[kind]['p99']:.1f} "
                         f"| {ours[size]:,} |")  # fmt: skip
            notes.append(f"- {label}: {verdict(ours[kind]['per_second'] / best[kind]['per_second'], PAGE_GOAL)}, "
                         f"with {ours[size] / best[size]:.1f}× the bytes.")  # fmt: skip
        lines.append(f"| Django ({django[f'best_{kind}']}), {label} | {best[kind]['per_second']:,.0f} "
                     f"| {best[kind]['p99']:.1f} | {best[size]:,} |")  # fmt: skip
    where = "the database of Inzet" if django["same_database"] else "the same rows in a database of its own"
    return lines + ["", *notes, f"- Django read {where}.", ""]


def memory(ours, count):
    now, peak = ours["memory"]["now"], ours["memory"]["peak"]
    reached = "reached" if now <= MEMORY_GOAL else "not reached"
    return [
        f"### Memory at {count:,} vacancies", "",
        f"{now:.0f} MB after the load ({ours['memory_idle']['now']:.0f} MB before, highest {peak:.0f} MB); goal "
        f"{MEMORY_GOAL} MB: {reached}. Loading the set took {ours['seed']:.0f} s, "
        f"starting on it {ours['start']:.1f} s.", "",
    ]  # fmt: skip


def mixed(found):
    lines = [
        f"### Mixed load on a town of {found['residents']:,} residents with {found['vacancies']:,} open vacancies", "",
        f"80% search and read, 15% sign-in and forms, 5% applications; {found['clients']} connections of wrk. What is "
        "acknowledged is on the disk (`fsync` on).", "",
        "| | requests/s | p50 ms | p95 ms | p99 ms | max ms | bytes of reading | memory MB |", "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    contenders = [("Inzet on SQLite", found["sqlite"]), ("Inzet on PostgreSQL", found["postgres"])]
    contenders += [(f"Django on PostgreSQL, {mode}", part) for mode, part in found["django"].items()]
    for name, part in contenders:
        bad = f" ({part['refused']} refused, {part['broken']} broken)" if part["refused"] or part["broken"] else ""
        bad += "" if part["all_kept"] else " (not every application was kept)"
        lines.append(
            f"| {name}{bad} | {part['per_second']:,.0f} | {part['p50']:.1f} | {part['p95']:.1f} | {part['p99']:.1f} "
            f"| {part['max']:.0f} | {part['bytes_of']['read']:,} | {part['memory']:.0f} |")  # fmt: skip
    best = found["django"][found["best"]]
    lines.append("")
    for name, part in contenders[:2]:
        p99 = best["p99"] / part["p99"]
        lines.append(f"- {name} against the fastest Django ({found['best']}): "
                     + verdict(part["per_second"] / best["per_second"], MIXED_GOAL)
                     + f" requests a second, p99 **{p99:.1f}×** lower (goal: lower: "
                     + ("reached" if p99 > 1 else "not reached") + ").")  # fmt: skip
    return lines + [""]


def survey(found):
    lines = [
        f"### Sending in a page of answers: {found['respondents']} respondents, {found['pages']} pages each", "",
        f"One page with six questions, among them a grid of five rows; {found['clients']} connections of wrk. What is "
        "acknowledged is on the disk, with every contender.", "",
        "| | pages/s | p50 ms | p99 ms | max ms |", "|---|--:|--:|--:|--:|",
    ]  # fmt: skip
    for engine, name in (("sqlite", "SQLite"), ("postgres", "PostgreSQL")):
        rows = [(f"Inzet on {name}", found["inzet"][engine])]
        rows += [(f"Django on {name}, {mode}", part) for mode, part in found["django"][engine].items()]
        for title, part in rows:
            bad = f" ({part['refused']} refused, {part['broken']} broken)" if part["refused"] or part["broken"] else ""
            bad += "" if part["all_kept"] else " (not every page was kept)"
            lines.append(
                f"| {title}{bad} | {part['per_second']:,.0f} | {part['p50']:.1f} | {part['p99']:.1f} | {part['max']:.0f} |")
    lines.append("")
    for engine, name in (("sqlite", "SQLite"), ("postgres", "PostgreSQL")):
        lines.append(f"- On {name}, against the fastest Django: {verdict(found['ratio'][engine], SURVEY_GOAL)} pages a second.")
    return lines + [""]


def start(found):
    def reached(value, goal):
        return "reached" if value <= goal else "not reached"

    warm, cold = found["warm"], found["cold"]
    return [
        f"### Start and rest, a town of {found['residents']:,} residents ({found['database_mb']} MB, "
        f"{found['vacancies']:,} open vacancies)", "",
        f"- From the making of the process to the first answer (the page with vacancies), {found['rounds']} times: "
        f"**{warm['median']:.2f} s** (median; {warm['max']:.2f} s at most); with program and database out of the cache of "
        f"the system {cold['median']:.2f} s ({cold['max']:.2f} s). Goal {START_GOAL} s: "
        f"{reached(warm['median'], START_GOAL)}; out of the cache: {reached(cold['median'], START_GOAL)}.",
        f"- Memory ten seconds after that: **{found['memory']:.0f} MB**. Goal {REST_GOAL} MB: "
        f"{reached(found['memory'], REST_GOAL)}.", "",
    ]  # fmt: skip


def append(file, text):
    head = (
        "# Benchmarks\n\nSections are added by `make bench`, newest last. "
        "`Benchmarks/README.md` says what is measured.\n"
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_text(encoding="utf-8") if file.is_file() else head
    file.write_text(old.rstrip("\n") + "\n\n" + text.rstrip("\n") + "\n", encoding="utf-8")
