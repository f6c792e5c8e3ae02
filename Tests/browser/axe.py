"""axe on a page, also when that page runs without JavaScript."""

from contextlib import contextmanager
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """async ([rules, options]) => {
  if (!window.axe) loadAxe();
  axe.reset();
  axe.configure({ rules });
  const { violations } = await axe.run(document, options);
  return violations.map(v => ({
    id: v.id, help: v.help, nodes: v.nodes.map(n => [n.target.join(' '), n.html, n.failureSummary]) }));
}"""


@cache
def axe_source() -> str:
    """A script that gives each page a `loadAxe`: the browser keeps half a megabyte, instead of being sent it by each."""
    source = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    return f"window.loadAxe = () => {{ {source}\n }};"


def axe(page: Page, only: list[str] | None = None, inside: dict[str, str] | None = None) -> list[str]:
    """Violations axe finds.

    `only` names single rules instead of all; `inside` gives a rule the selector of the elements it is held against,
    instead of its own.
    """
    run_only = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    with twin_with_scripts(page) as readable:
        return _axe(readable, run_only, inside or {})


@contextmanager
def twin_with_scripts(page: Page):
    """axe waits on timers, which stand still in a browser without JavaScript: it gets the same page, as it is now,
    in a browser that has it, without the page's own scripts. A page that runs scripts is given as it is."""
    if not page.evaluate("matchMedia('(scripting: none)').matches"):
        yield page
        return
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = page.context.browser.new_context(
        viewport=page.viewport_size, color_scheme="dark" if dark else "light", reduced_motion="reduce")
    try:
        context.add_init_script(axe_source())
        twin, markup = context.new_page(), page.content()

        def answer(route) -> None:
            if route.request.is_navigation_request():
                route.fulfill(status=200, content_type="text/html; charset=utf-8", body=markup)
            elif route.request.resource_type == "script":
                route.abort()
            else:
                route.continue_()

        twin.route("**/*", answer)
        twin.goto(page.url)
        yield twin
    finally:
        context.close()


def _axe(page: Page, run_only: dict, inside: dict[str, str]) -> list[str]:
    rules = [{"id": rule, "selector": selector} for rule, selector in inside.items()]
    options = {"runOnly": run_only, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(RUN, [rules, options])
    problems = []
    for violation in found:
        problems.append(f"axe {violation['id']}: {violation['help']} ({len(violation['nodes'])}×)")
        for target, markup, summary in violation["nodes"][:3]:
            reason = " ".join(summary.split())
            problems.append(f"    {target}: {markup[:140]}\n        {reason[:220]}")
    return problems
