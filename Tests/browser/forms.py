"""Finding and filling in forms the way a person does: by what a field asks for, not by its internal name."""

import re

from keyboard import focused
from playwright.sync_api import Locator, Page

APPLY = re.compile(r"ik wil dit doen|reageer|wachtlijst", re.I)
CONFIRM = re.compile(r"bevestig|klopt|verstuur|ja,", re.I)


def first_vacancy(page: Page) -> Locator:
    return page.locator('main .cards a[href*="/vacatures/"]').first


def fill(form: Locator, *, name: str, email: str, message: str) -> None:
    """Fills in a form by autocomplete token and type; ticks what is required."""
    field = form.locator('input[autocomplete~="name"], input[autocomplete~="given-name"]')
    if field.count():
        field.first.fill(name)
    form.locator('input[type="email"], input[autocomplete~="email"]').first.fill(email)
    if form.locator("textarea").count():
        form.locator("textarea").first.fill(message)
    for box in form.locator('input[type="checkbox"][required]').all():
        box.check()


def tab_to(page: Page, wanted, limit: int = 150) -> dict:
    """Presses Tab until `wanted(what has the keyboard)`; nothing else moves."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        here = focused(page)
        if here and wanted(here):
            return here
    raise AssertionError(f"not reached with {limit} times Tab on {page.url}")
