"""What the matching engine and its peers did, as Markdown with the goals."""

DEFERRED_GOAL, PACKAGE_GOAL, FASTEST_GOAL = 1.0, 100.0, 1.0


def reached(yes):
    return "reached" if yes else "not reached"


def milliseconds(seconds):
    return f"{seconds * 1000:,.2f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def section(found):
    lines = ["### The matching engine on one thread, ms", "",
             "Processor time of the solver alone, the middle of the runs; building its input is not counted. Inzet is measured "
             "before and after the others and the slower counts. Every answer is checked by `engine/certify.py`, which knows "
             "no solver: duality for the least cost, no blocking pair for deferred acceptance."
             + (f" Other work was running (load {found['busy']:.1f})." if found["busy"] > 0.7 else ""), "",
             "| instance | Inzet | peers | times the fastest peer | every answer right | all the same |",
             "|---|--:|---|--:|---|---|"]  # fmt: skip
    goals = []
    for one in found["solved"]:
        own = max((a for a in one["answers"] if a["solver"] == "inzet"), key=lambda a: a["processor"])
        others = [a for a in one["answers"] if a["solver"] != "inzet"]
        least = min(others, key=lambda a: a["processor"])
        ratio = least["processor"] / own["processor"]
        right = all(a["certificate"]["right"] for a in one["answers"])
        if one["kind"] == "choice":
            same = len({a["mates"] for a in one["answers"]}) == 1
        else:
            same = len({a["certificate"].get("cost") for a in one["answers"]}) == 1
        peers = ", ".join(f"{a['solver']} {milliseconds(a['processor'])}" for a in others)
        lines.append(f"| {one['instance']} | {milliseconds(own['processor'])} | {peers} | **{ratio:.2f}×** | "
                     f"{'yes' if right else 'NO'} | {'yes' if same else 'NO'} |")  # fmt: skip
        if one["kind"] == "choice":
            by = {a["solver"]: a["processor"] / own["processor"] for a in others}
            words = []
            if "C++" in by:
                words.append(f"C++ **{by['C++']:.2f}×** (goal {DEFERRED_GOAL:.0f}×: {reached(by['C++'] >= DEFERRED_GOAL)})")
            if "matching" in by:
                words.append(f"the Python package **{by['matching']:,.0f}×** (goal {PACKAGE_GOAL:.0f}×: "
                             f"{reached(by['matching'] >= PACKAGE_GOAL)})")  # fmt: skip
            goals.append(f"- {one['instance']}: {', '.join(words)}.")
        else:
            goals.append(f"- {one['instance']}: **{ratio:.2f}×** the fastest, {least['solver']} "
                         f"(goal {FASTEST_GOAL:.0f}×: {reached(ratio >= FASTEST_GOAL)}).")  # fmt: skip
    lines += ["", *goals, ""]
    for one in found["ranking"]:
        own, numpy = one["inzet"], one["numpy"]
        lines.append(f"- The best 50 of {one['count']:,} candidates with their reasons: {milliseconds(own['cpu_median_s'])} ms; "
                     f"numpy, without reasons, {milliseconds(numpy['processor'])} ms (goal: no more than numpy, "
                     f"{reached(own['cpu_median_s'] <= numpy['processor'])}). Slowest of 100 updates of one candidate: "
                     f"{milliseconds(own['slowest_update_s'])} ms.")  # fmt: skip
    lines.append("- numpy scores the same columns by six parts; Inzet's rule has more of them. That Inzet's own rule gives the same bits "
                 "in numpy is a test (`RankingTests`).")  # fmt: skip
    return lines + [""]
