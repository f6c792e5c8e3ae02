import pytest
from browsing import Visit, chromium
from playwright.sync_api import sync_playwright
from server import Inzet


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright):
    with chromium(playwright) as running:
        yield running


@pytest.fixture(scope="session")
def reading_browser(playwright):
    with chromium(playwright, drawn=False) as running:
        yield running


@pytest.fixture
def visit(browser, inzet: Inzet):
    """Makes visits: `visit()`, `visit(javascript=False)`, `visit(size=NARROW, dark=True)`, `visit(role="centrale")`."""
    yield from visits(browser, inzet)


@pytest.fixture
def reading_visit(reading_browser, inzet: Inzet):
    """Makes visits of who reads and does not touch: Playwright's clicks do not work there."""
    yield from visits(reading_browser, inzet)


def visits(browser, inzet: Inzet):
    made: list[Visit] = []

    def make(role: str | None = None, **options) -> Visit:
        one = Visit(browser, inzet.origin, **options)
        made.append(one)
        if role:
            one.sign_in(role)
        return one

    yield make
    for one in made:
        one.close()
