"""One Chromium for the whole run, and pages that remember what went wrong on them."""

import os
import re
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe import axe_source
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

SMALLEST = {"width": 320, "height": 800}
NARROW = {"width": 360, "height": 800}
WIDE = {"width": 1280, "height": 900}

# A page is looked at once and thrown away: compiling its scripts well, tidying up after it and drawing it on a card that
# is not there cost more than they bring.
FRUGAL = ["--disable-gpu", "--js-flags=--no-opt --no-maglev --min-semi-space-size=64 --max-semi-space-size=128"]
# A page is laid out whenever something asks how it stands, but drawn only on command. That comes never, so what waits for
# a frame, such as Playwright's click, waits for ever.
UNDRAWN = ["--enable-begin-frame-control"]


@contextmanager
def chromium(playwright: Playwright, drawn: bool = True):
    """Debian's own Chromium, without what only a screen needs when it is there: nothing is downloaded. When it need not
    draw what it reads it is a quarter faster."""
    named = os.environ.get("CHROMIUM")
    path = named or shutil.which("chromium-headless-shell", path="/usr/lib/chromium") or shutil.which("chromium")
    browser = playwright.chromium.launch(executable_path=path, args=FRUGAL + ([] if drawn else UNDRAWN))
    try:
        yield browser
    finally:
        browser.close()


# Does what a click does, also where nothing is drawn.
PRESS = "button => document.querySelector(button).click()"


class Visit:
    """A browser session of one person: cookies of its own, and a list of what a page complained about."""

    def __init__(
        self, browser: Browser, origin: str, *, javascript: bool = True, size: dict = WIDE, dark: bool = False,
        locale: str = "nl-NL",
    ):
        self.origin = origin
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=origin, java_script_enabled=javascript, viewport=size, locale=locale,
            color_scheme="dark" if dark else "light", reduced_motion="reduce", accept_downloads=False,
        )
        self.context.set_default_timeout(15_000)
        self.context.add_init_script(axe_source())
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", self._request)

    def _console(self, message) -> None:
        # The status of the page itself is checked where it is opened.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(self.origin + "/"):
            self.complaints.append(f"asks another site: {request.url}")

    def take_complaints(self) -> list[str]:
        taken, self.complaints = self.complaints, []
        return taken

    def go(self, path: str) -> int:
        """Opens a page; its status."""
        answer = self.page.goto(path, wait_until="load")
        return answer.status if answer else 0

    def sign_in(self, role: str) -> None:
        """The demo's sign-in with one click."""
        self.go("/demo")
        with self.page.expect_navigation():
            self.page.evaluate(PRESS, f'form[action="/demo/rol/{role}"] button')

    def newest_mail(self, recipient: str) -> None:
        """Opens the newest mail to this address in the demo's mailbox."""
        self.go("/demo/post")
        row = self.page.get_by_role("listitem").or_(self.page.get_by_role("row")).filter(has_text=recipient)
        row.first.get_by_role("link").first.click()
        self.page.wait_for_load_state("load")

    def link_in_mail(self) -> str:
        """The path of the first link with a secret in the mail on the page."""
        links = self.page.locator("main .mail-text a").evaluate_all("all => all.map(a => a.href)")
        secret = re.compile(re.escape(self.origin) + r".*(/|=)[\w-]{16,}")
        own = [link for link in links if secret.match(link)]
        assert own, f"no link with a secret in this mail: {links}"
        return own[0]

    def close(self) -> None:
        self.context.close()
