"""The measurements of one run as Markdown, with ratios against the goals."""

DUCK_GOAL, TABLE_GOAL, MEMORY_GOAL, SMALL_GOAL = 5.0, 10.0, 0.9, 1.0


def reached(yes):
    return "reached" if yes else "not reached"


def section(found):
    lines = [
        f"### {found['tables']} cross tables of {found['count']:,} records, each question against one, ms of processor time", "",
        "Inzet gives counts, shares, errors and intervals, weighted the counts as well; the peers counts or sums alone."
        + (f" Other work was running (load {found['busy']:.1f}): processor time and ratios hold, the clock less."
           if found["busy"] > 0.7 else ""), "", "| | unweighted | weighted |", "|---|--:|--:|",
    ]  # fmt: skip
    labels = {"inzet": "Inzet, 1 thread", "duckdb": "DuckDB", "data_table": "R data.table", "pandas": "pandas"}
    for name, label in labels.items():
        part = found.get(name)
        if part:
            version = f" {part['version']}" if "version" in part else ""
            chosen = f" ({part['plain']['chosen']})" if "chosen" in part["plain"] else ""
            lines.append(f"| {label}{version}{chosen} | {part['plain']['cpu']:,.0f} | {part['weighted']['cpu']:,.0f} |")
    lines.append("")
    for name, goal in (("duckdb", DUCK_GOAL), ("data_table", TABLE_GOAL), ("pandas", None)):
        part = found.get(name)
        if not part:
            continue
        for kind in ("plain", "weighted"):
            ratio = part[kind]["cpu"] / found["inzet"][kind]["cpu"]
            aim = f" (goal {goal:.0f}×: {reached(ratio >= goal)})" if goal else ""
            lines.append(f"- {labels[name]}, {'unweighted' if kind == 'plain' else kind}: **{ratio:.1f}×**{aim}.")
    duck = found["duckdb"]
    lines.append(f"- DuckDB with counts and sums together, as Inzet: {duck['both']['cpu'] / found['inzet']['weighted']['cpu']:.1f}×.")
    lines.append(f"- On the clock, DuckDB on its fastest number of threads: {duck['plain']['least_wall'] / found['inzet']['plain']['wall']:.1f}× "
                 f"unweighted, {duck['weighted']['least_wall'] / found['inzet']['weighted']['wall']:.1f}× weighted.")  # fmt: skip
    lines.append(f"- All cells the same as numpy's: {'yes' if found['agrees'] else 'NO'}; DuckDB's: {'yes' if duck['agrees'] else 'NO'}.")
    return lines + memory(found["bits"]) + small(found["small"])


def memory(bits):
    share = bits["combinationSpeed"] / bits["readSpeed"]
    return [
        "", "### One combination", "",
        f"\"In one and not in the other\" over {bits['records']:,} records: {bits['combination']['cpu']:.1f} ms, "
        f"{bits['combinationSpeed']:.1f} GB/s; a plain read of the same memory {bits['readSpeed']:.1f} GB/s: "
        f"**{share:.0%}** (goal {MEMORY_GOAL:.0%}: {reached(share >= MEMORY_GOAL)}).",
    ]  # fmt: skip


def small(tables):
    worst = max(tables, key=lambda one: one["time"]["cpu"])
    return [
        "", "### 342 records", "",
        f"{len(tables)} tables of every kind, weighted or not, with letters: the slowest ({worst['kind']}) "
        f"{worst['time']['cpu']:.3f} ms (goal {SMALL_GOAL:.0f} ms: {reached(worst['time']['cpu'] < SMALL_GOAL)}).", "",
    ]  # fmt: skip
