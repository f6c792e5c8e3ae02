"""The rigs in their short form; `make rigs` runs the long one."""

import re
import urllib.request

import pytest
from crash import crash
from http_abuse import http_abuse
from mail_down import mail_down
from server import demo


def is_whole_from_the_first_page(origin: str) -> None:
    """The process that filled the demo serves it: it knows the site, and the search knows the vacancies."""
    pages = {path: urllib.request.urlopen(origin + path, timeout=20).read().decode() for path in ("/", "/vacatures")}
    assert "Waterveen" in re.search("<header.*?</header>", pages["/"], re.S)[0]
    assert 'href="/vacatures/' in pages["/vacatures"], "the search finds nothing"


@pytest.mark.xdist_group("hostile HTTP")
def test_hostile_http_is_refused_and_visitors_notice_nothing():
    # Its own server: what it does to limits per address must not reach the browser tests.
    with demo(fresh=True) as running:
        is_whole_from_the_first_page(running.origin)
        bad = [str(one) for one in http_abuse(running, limit=45) if not one.good]
    if bad:
        pytest.fail("\n".join(bad), pytrace=False)


def test_kill_9_loses_nothing_that_was_acknowledged():
    outcome = crash(cycles=10)
    print(outcome)
    assert not outcome.problems


def test_an_hour_without_mail_server_loses_no_mail():
    outcome = mail_down(applications=12)
    print(outcome)
    assert not outcome.problems
