"""Walks the site as one person: follows every link of the own site, a few of each kind, and checks what it finds. What
others saw before is asked for without a browser: a link must lead somewhere for whoever is shown it. Only documents, each
made by a process of its own, are asked for once in all.
"""

import json
import re
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Callable
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from playwright.sync_api import Error, Page

from browsing import Visit

START = "start"
PER_SHAPE = 2  # pages that differ only in a number, a name or a filter value
PER_FOLDER = 15  # children of one folder, when their names do not tell them from pages
PER_PATH = 10  # combinations of filters on one page
VARIABLE = re.compile(r"^(\d.*|[0-9a-f-]{32,}|[\w-]{20,}|.*\d{3,}.*|[0-9A-Z]{4}(-[0-9A-Z]{4}){2})$")
# Made anew at each request, some by a process of its own: one of a kind, by one role, and not by the browser as well.
DOCUMENT = re.compile(r"\.(docx|odt|pdf|zip)(\?|$)")
# By attribute: the `href` of a link in an SVG is an object.
# Not the switch of language: that would make this another walk. Nor a mail: it is for its reader alone.
FOLLOWED = "a[href]:not([hreflang], .mail-text a)"
LINKS = """followed => [...document.querySelectorAll(followed)]
    .map(a => [new URL(a.getAttribute('href'), document.baseURI).href, a.hasAttribute('download')])"""


def path_shape(url: str) -> str:
    parts = urlsplit(url).path.strip("/").split("/")
    return "/" + "/".join("#" if VARIABLE.match(part) else part for part in parts)


def shape(url: str) -> str:
    keys = sorted({key for key, value in parse_qsl(urlsplit(url).query)})
    return path_shape(url) + ("?" + "&".join(keys) if keys else "")


@dataclass
class Coverage:
    """How many roles saw a kind of page: the second looks at one of each, the third at what is new to it."""

    elsewhere: Counter = field(default_factory=Counter)

    def next_role(self, shapes: Counter) -> None:
        self.elsewhere.update(set(shapes))

    def pages(self, kind: str) -> int:
        """How many of this kind are worth a look in the browser."""
        if DOCUMENT.search(kind):
            return 0 if self.elsewhere[kind] else 1
        return [PER_SHAPE, 1, 0][min(2, self.elsewhere[kind])]


class Links(HTMLParser):
    """The links of a page that no browser opened, as `FOLLOWED` finds them in one that did."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self.within = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        told = dict(attributes)
        if tag == "div" and (self.within or "mail-text" in (told.get("class") or "").split()):
            self.within += 1
        if tag == "a" and told.get("href") and "hreflang" not in told and not self.within:
            self.found.append((told["href"], "download" in told))

    def handle_endtag(self, tag: str) -> None:
        self.within -= tag == "div" and self.within > 0


@dataclass
class Walk:
    visit: Visit
    check: Callable[[Page], list[str]]
    coverage: Coverage = field(default_factory=Coverage)
    limit: int = 80
    shapes: Counter = field(default_factory=Counter)
    folders: Counter = field(default_factory=Counter)
    paths: Counter = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    asked: int = 0
    seconds: float = 0

    def wanted(self, url: str) -> bool:
        """Counts this address, and says whether one more of its kind is worth following."""
        kind, path = shape(url), path_shape(url)
        folder = path.rsplit("/", 1)[0]
        looks = self.coverage.pages(kind)
        if not looks:
            # Asking is cheap: it takes nobody's place in a folder.
            self.shapes[kind] += 1
            return self.shapes[kind] == 1
        if self.shapes[kind] >= looks or self.paths[path] >= PER_PATH:
            return False
        if folder and self.paths[path] == 0 and self.folders[folder] >= PER_FOLDER:
            return False
        self.folders[folder] += self.paths[path] == 0
        self.shapes[kind] += 1
        self.paths[path] += 1
        return True

    def run(self, starts: list[str]) -> "Walk":
        began = time.monotonic()
        origin = self.visit.origin
        queue = [(urljoin(origin, start), False, START) for start in starts]
        known = {url for url, _, _ in queue}
        for url, _, _ in queue:
            self.wanted(url)
        while queue and len(self.pages) < self.limit:
            url, download, source = queue.pop(0)
            looked = source == START or self.coverage.pages(shape(url)) > 0
            found = (self.look if looked else self.ask)(url, download, source)
            for link, is_download in found:
                link = urldefrag(link).url
                if link in known or not link.startswith(origin + "/"):
                    continue
                known.add(link)
                if self.wanted(link):
                    queue.append((link, is_download, url))
        if queue:
            self.problems.append(f"stopped after {self.limit} pages; not seen: {[url for url, _, _ in queue][:5]}")
        self.coverage.next_role(self.shapes)
        self.seconds = time.monotonic() - began
        return self

    def look(self, url: str, download: bool, source: str) -> list:
        """Opens one address and checks it; its links."""
        here = url.removeprefix(self.visit.origin)
        page = self.visit.page
        self.pages.append(here)
        found: list[str] = []
        links: list = []
        answer = None
        if not download and not DOCUMENT.search(url):
            try:
                answer = page.goto(url, wait_until="load")
            except Error as error:
                # The browser saves what it cannot show (iCalendar, CSV); those are fetched below.
                if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
                    found.append(f"does not open: {error.message.splitlines()[0]}")
        if answer and "text/html" in answer.headers.get("content-type", ""):
            if answer.status >= 400:
                found.append(f"status {answer.status}")
            else:
                found += self.check(page)
                links = page.evaluate(LINKS, FOLLOWED)
        elif not found:
            found += self.file(url)
            # The browser shows XML in a page of its own making, which our rules for styles do not allow.
            own_viewer = "Applying inline style violates"
            found += [complaint for complaint in self.visit.take_complaints() if own_viewer not in complaint]
        found += self.visit.take_complaints()
        self.note(here, source, found)
        return links

    def ask(self, url: str, download: bool, source: str) -> list:
        """Asks for one address of a kind others looked at; its links. A document is made for nobody."""
        if DOCUMENT.search(url):
            return []
        self.asked += 1
        try:
            answer = self.visit.context.request.get(url)
        except Error as error:
            self.note(url, source, [f"does not answer: {error.message.splitlines()[0]}"])
            return []
        if answer.status >= 400:
            self.note(url.removeprefix(self.visit.origin), source, [f"status {answer.status}"])
        elif "text/html" in answer.headers.get("content-type", ""):
            return [(urljoin(answer.url, link), is_download) for link, is_download in Links(answer.text()).found]
        return []

    def note(self, here: str, source: str, found: list[str]) -> None:
        if found:
            self.problems.append(f"{here}  (from {source.removeprefix(self.visit.origin)})")
            self.problems += [f"    {problem}" for problem in found]

    def file(self, url: str) -> list[str]:
        """Something that is no page: it opens, and it is what it says it is."""
        answer = self.visit.context.request.get(url)
        kind, body = answer.headers.get("content-type", ""), answer.body()
        if answer.status >= 400:
            return [f"status {answer.status}"]
        try:
            if kind.split(";")[0].endswith(("/xml", "+xml")):
                ElementTree.fromstring(body)
            elif "json" in kind:
                json.loads(body)
            elif "calendar" in kind and not body.startswith(b"BEGIN:VCALENDAR\r\n"):
                return ["no iCalendar file"]
            elif not kind:
                return ["no content type"]
        except (ElementTree.ParseError, ValueError) as error:
            return [f"broken {kind}: {error}"]
        return []

    def __str__(self) -> str:
        return f"{len(self.pages)} pages and {self.asked} asked of {len(self.shapes)} kinds in {self.seconds:.0f} s"
