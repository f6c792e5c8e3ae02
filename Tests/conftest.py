"""What the browser tests and the rigs share: one demo municipality, and the counts at the end."""

from pathlib import Path

import pytest

from server import Inzet, demo

COUNTS = Path(__file__).parent.parent / ".build" / "python-tests.txt"


@pytest.fixture(scope="session")
def inzet() -> Inzet:
    """A running demo municipality, the same one for the whole run."""
    with demo() as running:
        yield running


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items) -> None:
    """A file stays with one worker, which has a demo of its own, unless a test names another company. What takes long
    begins first, so that no worker is left with it at the end."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: item.path.name not in ("test_pages.py", "test_rigs.py"))


def pytest_terminal_summary(terminalreporter) -> None:
    count = {name: len(reports) for name, reports in terminalreporter.stats.items()}
    failed = count.get("failed", 0) + count.get("error", 0)
    COUNTS.parent.mkdir(exist_ok=True)
    # The tests run in two goes; the sum is made at the end (scripts/test.sh).
    with COUNTS.open("a") as file:
        file.write(f"{count.get('passed', 0)} passed, {failed} failed\n")
