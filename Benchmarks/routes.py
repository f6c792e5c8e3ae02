"""Server time of every page, per role and route, worst first.

Walks the site as each role from its starting pages along the links it is shown (GET only, so nothing changes), groups
addresses by their pattern, and asks each pattern many times. The time is the server's own, from `Server-Timing:
app;dur=…`; pages without that header are measured at the client and marked. Who comes in by a secret link has a path
where others have a cookie, and walks from there.

    python routes.py --base http://127.0.0.1:8080 --result FILE [--roles FILE] [--routes FILE] [--times 30]
"""

import argparse
import html
import json
import re
import sys
import time
from collections import Counter, deque
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import clients
from http_client import Connection

LINK = re.compile(rb"""<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
DURATION = re.compile(r"\bapp;dur=([0-9.]+)")
STARTS = ["/"]
GOAL = 20.0
# More filters together make no other work, and endless shapes; nor does another language.
FILTERS = 3
LANGUAGE = re.compile(r"[?&]taal=")


def pattern(address):
    """/vacatures/812-kok-gezocht?q=kok&plaats=1234 becomes /vacatures/{…}?plaats&q. Paths of ours have no capitals."""
    parts = urlsplit(address)
    steps = ["{…}" if re.search(r"[\dA-Z]", step) and step != "v1" or len(step) > 30 else step
             for step in parts.path.split("/")]  # fmt: skip
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return "/".join(steps) + ("?" + "&".join(names) if names else "")


def links(base, address, body):
    for double, single in LINK.findall(body):
        target = html.unescape((double or single).decode("utf-8", "replace"))
        whole = urlsplit(urljoin(base + address, target))
        if f"{whole.scheme}://{whole.netloc}" == base and whole.path:
            yield whole.path + (f"?{whole.query}" if whole.query else "")


def crawl(base, cookie, starts, samples, most, within="/"):
    """Addresses by pattern: up to `samples` of each, all of which are visited for their links.

    What is refused each time is not asked for each link; a page of a new shape goes before another of a known one, and
    before a list with other filters.
    """
    link, queue, seen, found, tried = Connection(base), deque(starts), set(starts), {}, Counter()
    visits = 0
    while queue and visits < most:
        address = queue.popleft()
        name = pattern(address)
        if len(found.get(name, ())) >= samples or tried[name] >= samples * 2:
            continue
        status, headers, body = link.request(address, cookie)
        visits += 1
        tried[name] += 1
        if status in (301, 302, 303, 307, 308):
            body = f'<a href="{html.escape(headers.get("location", ""))}">'.encode()
        elif status != 200:
            if status >= 500:
                print(f"  status {status}: {address}", file=sys.stderr)
            continue
        else:
            found.setdefault(name, []).append(address)
        if status != 200 or headers.get("content-type", "").startswith("text/html"):
            for target in links(base, address, body):
                if target in seen or target.count("=") > FILTERS or LANGUAGE.search(target) or not target.startswith(within):
                    continue
                seen.add(target)
                if "?" in target or tried[pattern(target)]:
                    queue.append(target)
                else:
                    queue.appendleft(target)
    if queue and visits >= most:
        print(f"  stopped after {most} pages, {len(queue)} links left", file=sys.stderr)
    return found


def measure(base, cookie, addresses, times):
    """Milliseconds at the server of `times` requests over the addresses, the bytes, and who measured."""
    link, taken, size, by_client = Connection(base), [], 0, False
    for address in addresses:
        link.request(address, cookie)
    for turn in range(times):
        began = time.perf_counter()
        status, headers, body = link.request(addresses[turn % len(addresses)], cookie)
        elapsed = (time.perf_counter() - began) * 1000
        if status != 200:
            continue
        named = DURATION.search(headers.get("server-timing", ""))
        by_client = by_client or not named
        taken.append(float(named.group(1)) if named else elapsed)
        size = max(size, len(body))
    taken.sort()
    return taken, size, by_client


def read_pairs(file):
    """Lines of `role<TAB>value`."""
    lines = Path(file).read_text(encoding="utf-8").splitlines() if file else []
    return [line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#")]


def walk(base, roles, extra, times=30, samples=5, most=2000):
    table = []
    for role, cookie in roles.items():
        starts, within = STARTS + [address for name, address in extra if name == role], "/"
        if cookie and cookie.startswith("/"):
            # The rest of the site they see as any visitor.
            starts, within, cookie = [cookie], "/".join(cookie.split("/")[:2]) + "/", None
        for name, addresses in crawl(base, cookie, starts, samples, most, within).items():
            taken, size, by_client = measure(base, cookie, addresses, times)
            if taken:
                table.append({
                    "role": role, "route": name, "p50": clients.percentile(taken, 0.5),
                    "p95": clients.percentile(taken, 0.95), "max": taken[-1], "bytes": size, "client": by_client,
                })  # fmt: skip
    return sorted(table, key=lambda row: -row["p95"])


def markdown(table, least=25):
    """Of each page the slowest role: those above the goal, and at least so many."""
    by_route = {}
    for row in table:
        known = by_route.get(row["route"])
        if known is None or row["p95"] > known["p95"]:
            by_route[row["route"]] = row
    worst = sorted(by_route.values(), key=lambda row: -row["p95"])
    slow = sum(1 for row in worst if row["p95"] > GOAL)
    lines = ["| Role | Route | p50 ms | p95 ms | max ms | kB |", "|---|---|--:|--:|--:|--:|"]
    for row in worst[: max(slow, least)]:
        mark = " (at the client)" if row["client"] else ""
        lines.append(
            f"| {row['role']} | `{row['route']}`{mark} | {row['p50']:.2f} | {row['p95']:.2f} | {row['max']:.2f} "
            f"| {row['bytes'] / 1000:.1f} |"
        )
    lines.append("")
    lines.append(
        f"{len(worst)} pages ({len(table)} counted per role), of each the slowest role; {slow} above {GOAL:.0f} ms at p95."
    )
    return "\n".join(lines)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--base", required=True)
    options.add_argument("--result", required=True)
    options.add_argument("--roles", help="lines of role<TAB>cookie")
    options.add_argument("--routes", help="lines of role<TAB>address: more places to start from")
    options.add_argument("--times", type=int, default=30)
    options.add_argument("--samples", type=int, default=5, help="addresses of each pattern")
    given = options.parse_args()
    roles = {"visitor": None, **dict(read_pairs(given.roles))}
    table = walk(given.base, roles, read_pairs(given.routes), given.times, given.samples)
    Path(given.result).write_text(json.dumps(table))
    print(markdown(table))


if __name__ == "__main__":
    main()
