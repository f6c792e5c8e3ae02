"""Pictures of pages, for looking.

    shots.py [--out tmp/shots] [--role ROLE] [--dark] [--no-javascript] [--base ORIGIN] [PATH …]

Saves NAME-360.png and NAME-1280.png per path. Without --base it starts a demo municipality of its own.
"""

import argparse
import re
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rigs"))

from playwright.sync_api import sync_playwright  # noqa: E402

from browsing import NARROW, WIDE, Visit, chromium  # noqa: E402
from pages import ANYBODY, STARTS  # noqa: E402
from server import demo  # noqa: E402


def file_name(role: str | None, path: str, width: int, dark: bool) -> str:
    stem = re.sub(r"[^\w]+", "-", path).strip("-") or "start"
    return "-".join(filter(None, [role, stem[:60], str(width), "dark" if dark else ""])) + ".png"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("tmp/shots"))
    parser.add_argument("--role")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--no-javascript", action="store_true")
    parser.add_argument("--base", help="a site that runs already, such as http://localhost:8080")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    running = nullcontext(SimpleNamespace(origin=options.base.rstrip("/"))) if options.base else demo()
    with running as site, sync_playwright() as playwright, chromium(playwright) as browser:
        for size in (NARROW, WIDE):
            person = Visit(
                browser, site.origin, size=size, dark=options.dark, javascript=not options.no_javascript)
            if options.role:
                person.sign_in(options.role)
            for path in options.paths or STARTS[options.role or ANYBODY]:
                status = person.go(path)
                target = options.out / file_name(options.role, path, size["width"], options.dark)
                person.page.screenshot(path=target, full_page=True)
                print(f"{status}  {path}  {target}", *person.take_complaints(), sep="  ", flush=True)
            person.close()


if __name__ == "__main__":
    main()
