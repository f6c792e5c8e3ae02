"""Somebody who walks through the site by links and buttons alone, and looks at every page on the way."""

import re
from urllib.parse import urlsplit

from browsing import Visit
from checks import Seen, names, reflow, structure


class Walker:
    """A visit that checks each page where it arrives; walkers who share `seen` put no kind of page to axe twice."""

    def __init__(self, visit: Visit, seen: Seen):
        self.visit, self.page, self.seen = visit, visit.page, seen
        self.shape = ""
        self.problems: list[str] = []

    def arrived(self) -> None:
        self.page.wait_for_load_state("load")
        page, before = self.page, self.shape
        self.shape = re.sub(r"/[\w-]{20,}|/\d+|(?<=/pagina)/\w+", "/*", urlsplit(page.url).path)
        # The same page with something more on it: axe would say nothing new, and it is the slow one.
        alike = self.shape == before
        found = structure(page) + names(page) + reflow(page) if alike else self.seen.everything(page)
        found += self.visit.take_complaints()
        self.problems += [f"{self.page.url}: {problem}" for problem in found]

    def go(self, path: str) -> None:
        assert self.visit.go(path) == 200, path
        self.arrived()

    def follow(self, name: str | re.Pattern, within: str = "main", exact: bool = False) -> None:
        self.page.locator(within).get_by_role("link", name=name, exact=exact).first.click()
        self.arrived()

    def press(self, name: str | re.Pattern) -> None:
        self.page.locator("main").get_by_role("button", name=name).locator("visible=true").first.click()
        self.arrived()

    def tab(self, name: str) -> None:
        """One of the sheets of the survey."""
        self.follow(name, within="nav.cycle-parts", exact=True)

    def text(self) -> str:
        """The page as one line, without hard spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def figure(self, name: str) -> int:
        """The large number with this name on a sheet."""
        found = re.search(rf"\b{name} (\d+)\b", self.text())
        assert found, f"no figure {name}: {self.text()}"
        return int(found[1])
