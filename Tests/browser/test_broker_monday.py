"""A broker's Monday morning, as docs/gebruik/centrale.md tells it: whom do I call, and what comes of it. The municipality
of each walk is its own: somebody is called once."""

import pytest
from browsing import NARROW, WIDE, Visit
from checks import report, Seen
from keyboard import keyboard_walk
from monday_steps import aftercare, answer, look_at_round, pair_up, propose, refer, talk, write_down
from server import demo
from walker import Walker

SIZES = {"wide": WIDE, "narrow": NARROW}


@pytest.fixture
def desk(browser):
    """Makes visits to a demo municipality of this walk alone."""
    made: list[Visit] = []

    def make(role: str | None = None, **options) -> Visit:
        made.append(Visit(browser, running.origin, **options))
        if role:
            made[-1].sign_in(role)
        return made[-1]

    with demo() as running:
        yield make
        for one in made:
            one.close()


def on_paper(broker: Walker) -> list[str]:
    """The list of the day as it comes out of the printer: names and numbers, and nothing to click on."""
    page = broker.page
    page.emulate_media(media="print")
    found = [f"prints {name}" for name in ("header nav", "nav.subnav", ".demo-bar", "main button", "main .button")
             if page.locator(name).filter(visible=True).count()]
    if not page.locator("main a[href^='tel:']").filter(visible=True).count():
        found.append("prints no telephone numbers")
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    page.emulate_media(media="screen")
    return found + ([f"{pages} pages on paper"] if pages > 4 else [])


@pytest.mark.timeout(900)
@pytest.mark.parametrize("size", SIZES)
def test_a_brokers_monday_morning(desk, size):
    seen = Seen()
    broker = Walker(desk(role="makelaar", size=SIZES[size]), seen)
    person = Walker(desk(size=NARROW, javascript=False), seen)
    name, address = "Rinske de Boer", f"rinske.{size}@maandag.voorbeeld.example"

    broker.go("/vandaag")
    broker.follow("Verbinden", within="header", exact=True)
    assert "Wie bel ik vandaag?" in broker.text()
    # Before the first call: the list goes along on paper, and a mouse is not needed.
    problems = on_paper(broker) + keyboard_walk(broker.page)

    write_down(broker, name, address)
    talk(broker)
    titles = propose(broker)
    case = broker.page.url
    answer(person, address, titles)
    person.visit.newest_mail(address)
    assert f"Je zei ja tegen “{titles[0]}”" in person.text(), person.text()
    # The organisation hears of it in the same minute.
    person.visit.go("/demo/post")
    assert f"De vrijwilligerscentrale stelt iemand voor: {name}" in person.text(), person.text()
    broker.go(case)
    proposals = broker.page.locator("#voorstellen").inner_text()
    assert "Voorgesteld aan de organisatie" in proposals and "Wil dit niet" in proposals, proposals
    assert "Vraag hoe de kennismaking ging" in broker.text(), broker.text()

    broker.follow("Balie", within="header", exact=True)
    aftercare(broker)
    pair_up(broker)
    refer(broker)
    look_at_round(broker)
    report(problems + broker.problems + person.problems)
