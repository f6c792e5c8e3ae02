"""Every page of every role: sound, accessible, readable on a small screen and in the dark, quiet in the console; and
every form on them, sent empty."""

import pytest
from browsing import SMALLEST, WIDE
from checks import Seen, everything, left_in_dutch, report
from crawl import Coverage, Walk
from empty_forms import EmptyForms
from forms import first_vacancy
from keyboard import keyboard_walk
from pages import ANYBODY, POLICY, ROLES, STARTS, WALKED, starts

coverage, seen = Coverage(), Seen(size=WIDE)


def company(role: str):
    """The roles of policy walk apart from the others: half of all pages is theirs."""
    marks = pytest.mark.xdist_group("pages of policy") if role in POLICY else ()
    return pytest.param(role, marks=marks)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("role", [company(role) for role in STARTS])
def test_every_page_and_form_holds_for(role, reading_visit):
    person = reading_visit(size=SMALLEST, role=None if role == ANYBODY else role)
    forms = EmptyForms(person)

    def check(page) -> list[str]:
        forms.collect(page)
        return seen.everything(page)

    walk = Walk(person, check, coverage, limit=900).run(starts(role, person))
    print(f"{role}: {walk}, {len(forms.forms)} forms")
    report(walk.problems + forms.send(seen.everything))


def test_the_demo_offers_exactly_the_roles_we_walk_as(visit):
    person = visit()
    person.go("/demo")
    forms = person.page.locator('form[action^="/demo/rol/"]')
    actions = forms.evaluate_all("all => all.map(form => form.getAttribute('action'))")
    assert sorted({action.removeprefix("/demo/rol/") for action in actions}) == sorted(ROLES)


def test_the_public_site_speaks_english(visit):
    person = visit(locale="en-GB")
    person.go("/")
    person.page.locator("a[hreflang=en], a[lang=en], button[lang=en]").first.click()
    person.page.wait_for_load_state("load")
    assert person.page.locator("html").get_attribute("lang") == "en"

    def english(page):
        lang = page.locator("html").get_attribute("lang")
        return [f"lang is {lang}"] if lang != "en" else left_in_dutch(page)

    walk = Walk(person, english, limit=40)
    here = person.page.url.removeprefix(person.origin)
    walk.run([here])
    # The way back to Dutch is a link on every page; following it is not a fault.
    report([problem for problem in walk.problems if not problem.startswith("stopped after")])


@pytest.mark.parametrize("path", WALKED)
def test_the_keyboard_reaches_everything_on(path, visit):
    person = visit()
    person.go(path)
    report(keyboard_walk(person.page))


def test_the_keyboard_reaches_everything_on_a_vacancy(visit):
    person = visit()
    person.go("/vacatures")
    first_vacancy(person.page).click()
    person.page.wait_for_load_state("load")
    report(keyboard_walk(person.page))


@pytest.mark.parametrize("path", ["/bestaat-niet", "/vacatures/0-bestaat-niet", "/vacatures?sector=onzin&afstand=-1"])
def test_a_wrong_address_gets_a_page_that_helps(path, visit):
    person = visit()
    status = person.go(path)
    assert status < 500
    report(everything(person.page))
    assert person.page.locator('main a[href], main form').count() > 0, "a dead end"
