"""A class of 28 gets its places, as docs/gebruik/school.md tells it: from a list with a fault to a proof on paper. The
municipality of this walk is its own: weeks go by."""

import pytest
from browsing import NARROW, Visit
from checks import report, Seen
from class_steps import (
    NAMES, PLACE, SEATS, agree_hours, approve_place, bring_class_in, codes, draw, log_hours, offer_place,
    parent_says_yes, rank, rank_quickly, rest_on_paper, sign_off,
)
from server import demo
from visitor import Visitor
from walker import Walker


@pytest.fixture(scope="module")
def town():
    """A demo municipality in which time can move without hurting another test."""
    with demo() as running:
        yield running


@pytest.fixture(scope="module")
def stage(browser, town):
    """Makes visits to it."""
    made: list[Visit] = []

    def make(role: str | None = None, **options) -> Visit:
        made.append(Visit(browser, town.origin, **options))
        if role:
            made[-1].sign_in(role)
        return made[-1]

    yield make
    for one in made:
        one.close()


def move(walker: Walker, button: str) -> None:
    walker.visit.go("/demo")
    walker.page.get_by_role("button", name=button).click()
    walker.page.wait_for_load_state("load")


@pytest.mark.timeout(900)
def test_a_class_of_28_gets_its_places(stage, town):
    seen = Seen()
    teacher, organisation, centre = (
        Walker(stage(role=role), seen) for role in ("docent", "organisatie-beheer", "makelaar"))
    parent, pupil = (Walker(stage(size=NARROW, javascript=False), seen) for _ in range(2))

    offer_place(organisation)
    approve_place(centre)
    class_page = bring_class_in(teacher)
    sheet = codes(teacher, class_page)
    parents = {NAMES[1]: parent_says_yes(parent, 1)}
    rest_on_paper(teacher, class_page)

    rank(pupil, sheet[NAMES[0]])
    for name in NAMES[1:]:
        rank_quickly(Visitor(town.port), sheet[name])

    move(centre, "2 weken verder")
    draw(centre)
    lucky, unlucky = [], []
    for name in NAMES:
        pupil.visit.go(f"/stage/leerling/{sheet[name]}")
        (lucky if "Je kreeg je eerste keuze." in pupil.text() else unlucky).append(name)
    assert len(lucky) == SEATS, lucky
    pupil.go(f"/stage/leerling/{sheet[unlucky[0]]}")
    assert "keuze was vol" in pupil.text() or "keuzes waren vol" in pupil.text(), pupil.text()
    assert "Jouw lotnummer was" in pupil.text() and "Het laatste lotnummer met een plek was" in pupil.text()
    pupil.follow("Reken de loting zelf na")

    name = next(name for name in lucky)
    home = f"/stage/leerling/{sheet[name]}"
    pupil.go(home)
    assert f"Je plek: {PLACE}" in pupil.text()
    pupil.follow("Bekijk en teken de afspraak")
    pupil.press("Ik ben het hiermee eens")
    sign_off(organisation, name)
    young = NAMES.index(name) % 3 != 0
    if young:
        number = NAMES.index(name)
        # Also who said yes on paper gets a mail with the outcome.
        parent.visit.newest_mail(f"ouder{number}@klas3z.voorbeeld.example")
        parent.go(parents.get(name) or parent.visit.link_in_mail())
        parent.follow("Bekijk en teken de afspraak")
        parent.press("Ik ben het hiermee eens")
        assert parent.page.locator("main [role=alert] a").count() == 1
        parent.page.get_by_label("Jouw naam").fill("M. van der Wei")
        parent.press("Ik ben het hiermee eens")
    teacher.go(class_page)
    teacher.page.get_by_role("group", name="Voor wie teken je?").get_by_label(name, exact=True).check()
    teacher.press("Teken")
    pupil.go(home)
    assert "De afspraak is rond" in pupil.text(), pupil.text()

    move(centre, "1 week verder")
    log_hours(pupil, home)
    agree_hours(organisation, name)
    pupil.go(home)
    pupil.follow("Je bewijs")
    assert name in pupil.text() and "De stage van 30 uur is klaar." in pupil.text()
    assert pupil.page.pdf(format="A4").count(b"/Type /Page\n") == 1

    teacher.go("/vandaag")
    teacher.follow("Mijn school", within="header")
    teacher.go(class_page)
    assert "30:00 uur" in teacher.page.get_by_role("row", name=name).inner_text().replace("\xa0", " ")
    teacher.follow("Druk 1 bewijs af")
    assert name in teacher.text()
    report(teacher.problems + organisation.problems + centre.problems + parent.problems + pupil.problems)
