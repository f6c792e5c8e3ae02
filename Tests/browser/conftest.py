import pytest
from browsing import Visit, chromium
from server import Inzet


@pytest.fixture(scope="session")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser, inzet: Inzet):
    """Makes visits: `visit()`, `visit(javascript=False)`, `visit(size=NARROW, dark=True)`, `visit(role="centrale")`."""
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
