"""A visitor without JavaScript: fetches pages, keeps cookies, fills in forms as they stand on the page."""

import html
import http.client
import random
import re
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    action: str = ""
    method: str = "get"
    fields: list[dict] = field(default_factory=list)

    def filled(self, **by_kind: str) -> list[tuple[str, str]]:
        """Values to send: what the page gave, with `name`, `email`, `tel` and `message` put where they belong."""
        sent: list[tuple[str, str]] = []
        radios: set[str] = set()
        for item in self.fields:
            name, kind = item.get("name"), item.get("type", "text")
            if not name or kind in ("submit", "button", "reset", "file"):
                continue
            token = item.get("autocomplete", "")
            if kind == "hidden" or item["tag"] == "select":
                sent.append((name, item.get("value") or ""))
            elif kind == "checkbox":
                if "required" in item or "checked" in item:
                    sent.append((name, item.get("value") or "on"))
            elif kind == "radio":
                if name not in radios and ("checked" in item or "required" in item):
                    radios.add(name)
                    sent.append((name, item.get("value") or "on"))
            elif token == "email" or kind == "email":
                sent.append((name, by_kind.get("email", "")))
            elif token == "tel" or kind == "tel":
                sent.append((name, by_kind.get("tel", "")))
            elif item["tag"] == "textarea":
                sent.append((name, by_kind.get("message", "")))
            elif "name" in token:
                sent.append((name, by_kind.get("name", "")))
            else:
                # Also the trap for robots: a field no person sees stays as the page gave it.
                sent.append((name, item.get("value") or ""))
        return sent


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attributes: list) -> None:
        values = {key: value if value is not None else "" for key, value in attributes}
        if tag == "form":
            self.open = Form(values.get("action", ""), values.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open and tag in ("input", "textarea", "select", "button"):
            self.open.fields.append({"tag": tag, **values})
        elif self.open and tag == "option" and self.open.fields and self.open.fields[-1]["tag"] == "select":
            select = self.open.fields[-1]
            if "value" not in select or "selected" in values:
                select["value"] = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str
    url: str

    @property
    def forms(self) -> list[Form]:
        parser = _Forms()
        parser.feed(self.body)
        return parser.forms

    def links(self, pattern: str) -> list[str]:
        found = (html.unescape(link) for link in re.findall(r'href="([^"]+)"', self.body))
        return [link for link in found if re.search(pattern, link)]


def filled(page: Answer, form: Form, **by_kind: str) -> tuple[str, str]:
    """Where a filled-in form goes and what is sent: every hidden field of the page, and what a person types."""
    target = urllib.parse.urljoin(page.url, form.action or page.url)
    return target, urllib.parse.urlencode(form.filled(**by_kind))


class Visitor:
    """One person with one browser, at an own loopback address so that limits per address count per visitor."""

    def __init__(self, port: int, address: str | None = None, site: int | None = None):
        self.port = port
        # The port in the address of the site, when a process behind it listens on another.
        self.site = site or port
        self.address = address or f"127.{random.randint(1, 250)}.{random.randint(1, 250)}.{random.randint(2, 250)}"
        self.cookies: dict[str, str] = {}
        self.patience = 20.0

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.site}"

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def submit(self, page: Answer, form: Form, **by_kind: str) -> Answer:
        """Sends a form of a page; a redirect is the answer, not followed."""
        return self.post(*filled(page, form, **by_kind))

    def post(self, target: str, body: str, key: str | None = None) -> Answer:
        """Sends what `filled` gave, also again. `key` tells this wish from others where the page gave no such field."""
        return self._ask("POST", target, body, key)

    def _ask(self, method: str, path: str, body: str | None = None, key: str | None = None) -> Answer:
        path = path.removeprefix(self.origin) or "/"
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.patience, source_address=(self.address, 0))
        headers = {"Host": f"localhost:{self.site}", "Accept": "text/html"}
        if key:
            headers["Idempotency-Key"] = key
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.origin,
                "Sec-Fetch-Site": "same-origin",
            }
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for key, value in answer.getheaders():
            if key.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                self.cookies[name.strip()] = rest.split(";", 1)[0]
        known = {key.lower(): value for key, value in answer.getheaders()}
        return Answer(answer.status, known, text, path)
