"""A beginning policy officer: from a municipality without policy to a printed plan with three goals, two of them live."""

import re

from checks import everything, report

VISION = "In Zuiderhout kan iedereen meedoen.\n\n- We halen drempels weg.\n- We vragen het aan de mensen zelf."
LIVE = ["applications-answered-7-days", "vacancies-online"]
BY_HAND = "initiatives-started"
# What a person opens on the way; more would not fit in an hour of two a week.
MOST_PAGES = 30


class Officer:
    """Walks by links and buttons alone, as a person does, and looks at every page on the way."""

    def __init__(self, person):
        self.person, self.page, self.pages = person, person.page, 0
        self.problems: list[str] = []

    def arrived(self) -> None:
        self.page.wait_for_load_state("load")
        self.pages += 1
        self.problems += [f"{self.page.url}: {problem}" for problem in everything(self.page)]

    def follow(self, name: str | re.Pattern, within: str = "main") -> None:
        self.page.locator(within).get_by_role("link", name=name).locator("visible=true").first.click()
        self.arrived()

    def press(self, name: str | re.Pattern) -> None:
        self.page.locator("main").get_by_role("button", name=name).locator("visible=true").first.click()
        self.arrived()

    def open_part(self, name: str) -> None:
        self.page.locator("nav.cycle-parts").get_by_role("link", name=name, exact=True).click()
        self.arrived()


def begin_a_round(officer: Officer) -> str:
    officer.follow("De kring", within="header")
    officer.follow("Begin een ronde")
    officer.page.get_by_label("Gemeente", exact=True).select_option(label="Zuiderhout")
    officer.page.get_by_label("Naam").fill("Zuiderhout doet mee")
    officer.press("Begin")
    assert officer.page.get_by_role("heading", level=1).inner_text() == "Zuiderhout doet mee"
    return officer.page.url


def add_goal(officer: Officer, indicator: str, target: str) -> None:
    officer.open_part("Doelen")
    officer.follow("Voeg een doel toe")
    officer.page.locator(f'main a[href*="indicator={indicator}&"]').first.click()
    officer.arrived()
    result = officer.page.get_by_label("Wat is er dan anders?")
    if not result.input_value():
        result.fill("Er is meer te kiezen voor wie wil helpen.")
    officer.page.get_by_label("Waar wil je heen?").fill(target)
    if not officer.page.get_by_label("Waar sta je nu?").input_value():
        officer.page.get_by_label("Dit is nog niet gemeten").check()
    officer.press("Bewaar")
    assert officer.page.get_by_role("heading", level=1).inner_text() != "Nieuw doel", officer.page.locator("main").inner_text()


def test_from_nothing_to_a_printed_plan(visit):
    person = visit(role="beleid")
    officer = Officer(person)
    home = begin_a_round(officer)
    officer.follow("Doelen")
    for indicator in LIVE:
        add_goal(officer, indicator, "95" if "answered" in indicator else "400")
    add_goal(officer, BY_HAND, "10")
    officer.open_part("Doelen")
    told = officer.page.locator("main").inner_text()
    assert "3 doelen, waarvan 2 zichzelf meten" in told, told

    officer.open_part("Plan")
    officer.follow("Tekst")
    officer.follow(re.compile(r"^Schrijf\W+Visie"))
    officer.page.get_by_label("Tekst").fill(VISION)
    officer.press("Bewaar")
    officer.follow("Document")
    document = officer.page.locator("main").inner_text()
    for words in ["Zuiderhout doet mee", "In Zuiderhout kan iedereen meedoen.", "niet gemeten"]:
        assert words in document, words
    # Three goals stand in it with their figures.
    assert officer.page.locator("main tbody th").filter(has_text=re.compile("antwoord|plannen", re.I)).count() >= 2

    # As a browser prints it: a page of paper at least, and no navigation on it.
    officer.page.emulate_media(media="print")
    assert not officer.page.locator("nav.cycle-parts, .subnav").locator("visible=true").count()
    paper = officer.page.pdf(format="A4", print_background=True)
    assert paper.startswith(b"%PDF") and len(paper) > 20_000
    officer.page.emulate_media(media="screen")

    assert officer.pages <= MOST_PAGES, f"{officer.pages} pages"
    print(f"{officer.pages} pages from nothing to paper, {len(paper)} bytes of PDF; round at {home}")
    report(officer.problems)
