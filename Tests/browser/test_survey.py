"""The survey of 2011 done again by a researcher, as docs/gebruik/onderzoeker.md tells it: from a questionnaire to a
report that everyone reads. The municipality of this walk is its own: it goes on for weeks."""

import re

import pytest
from browsing import NARROW, Visit
from checks import report, Seen
from keyboard import focused
from playwright.sync_api import Page
from server import demo
from survey_steps import (
    ANSWERED, ASKED, INSURED, REACTED, ROW, TITLE,
    begin, begin_and_stop, call_one, close, come_back_and_finish, keep_the_table, let_answer,
    move, on_sheet, open_invitation, publish, take_addresses,
)
from walker import Walker

# Who answered after the first day, in the demo.
FIRST = 62
SHORT = "Tevredenheid van vrijwilligers (kant-en-klaar)"
MARKS = {"xlsx": b"PK\x03\x04", "sav": b"$FL2"}


@pytest.fixture(scope="module")
def stage(browser):
    """Makes visits to a demo municipality in which time can move without hurting another test."""
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


def test_the_survey_of_2011_from_question_to_report(stage):
    seen = Seen()
    researcher = Walker(stage(role="onderzoek"), seen)
    begin(researcher)
    home = re.search(r"/enquetes/\d+", researcher.page.url)[0]
    take_addresses(researcher)
    researcher.tab("Opzet")
    researcher.press("Zet klaar")
    assert "Alles staat klaar." in researcher.text()
    # The first day is the next working day, at nine.
    for _ in range(5):
        move(researcher, "1 dag verder")
        on_sheet(researcher, home, "Veldwerk")
        if "Het veldwerk is nog niet begonnen" not in researcher.text():
            break
    assert researcher.figure("Uitgenodigd") == ASKED

    phone, later = (Walker(stage(javascript=False, size=NARROW), seen) for _ in range(2))
    link = open_invitation(phone.visit)
    begin_and_stop(phone, link)
    come_back_and_finish(later, link)

    let_answer(researcher)
    move(researcher, "1 week verder")
    on_sheet(researcher, home, "Veldwerk")
    assert researcher.figure("Ingevuld") == FIRST
    assert researcher.figure("Herinnerd") > 200
    let_answer(researcher)
    call_one(researcher, home)
    let_answer(researcher)
    close(researcher, home)
    on_sheet(researcher, home, "Respons")
    for rate in (f"{REACTED} van {ASKED} = 40%", f"{ANSWERED} van {ASKED} = 32%"):
        assert rate in researcher.text(), researcher.text()
    keep_the_table(researcher, home)
    publish(researcher, home)

    council = Walker(stage(), seen)
    council.go("/onderzoek")
    council.follow(TITLE)
    told = council.text()
    for words in ["De verzekering staat bijna overal in het beleid.", "Wat opvalt", ROW, str(INSURED)]:
        assert words in told, words

    on_sheet(researcher, home, "Bestanden")
    for kind, mark in MARKS.items():
        link = researcher.page.get_by_role("link", name=f"(.{kind})").get_attribute("href")
        file = researcher.visit.context.request.get(researcher.visit.origin + link)
        assert file.ok and file.body().startswith(mark) and len(file.body()) > 5_000, kind
    report(researcher.problems + phone.problems + later.problems + council.problems)


def an_open_link(visit: Visit) -> str:
    """A survey of one's own that takes answers now, from whoever has its link."""
    page = visit.page
    visit.go("/enquetes/nieuw")
    page.get_by_label("Titel").fill("Hoe bevalt het?")
    page.get_by_label("Vragenlijst").select_option(label=SHORT)
    page.get_by_role("button", name="Begin", exact=True).click()
    home = re.search(r"/enquetes/\d+", page.url)[0]
    visit.go(f"{home}/opzet")
    page.get_by_label("Zet ook een open link aan").check()
    page.get_by_label(re.compile("^Een taak van de gemeente")).check()
    page.get_by_label("Waarvoor vraag je het?").fill("We willen weten wat beter kan.")
    page.get_by_role("button", name="Bewaar de opzet").click()
    page.get_by_role("button", name="Zet klaar").click()
    for _ in range(5):
        visit.go("/demo")
        page.get_by_role("button", name="1 dag verder").click()
        visit.go(f"{home}/opzet")
        link = page.locator('main a[href*="/meedoen/"]')
        if link.count():
            return link.get_attribute("href")
    raise AssertionError("the survey did not open")


def answer_with_keys(page: Page) -> None:
    """Tab from question to question; a space or a word answers; Enter on the button goes on."""
    for _ in range(150):
        page.keyboard.press("Tab")
        here = focused(page)
        if not here:
            continue
        assert here["visible"] and here["ring"], f"no visible focus: {here['html']}"
        if here["type"] in ("radio", "checkbox"):
            page.keyboard.press("Space")
        elif here["tag"] == "textarea":
            page.keyboard.type("Meer koffie.")
        elif here["tag"] == "button" and re.match("Volgende|Verstuur|Beginnen", here["text"]):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way on with the keyboard on {page.url}: {page.locator('main').inner_text()}")


def test_a_respondent_needs_only_the_keyboard(stage):
    person = stage(size=NARROW)
    person.go(an_open_link(stage(role="onderzoek")))
    pages, told = 0, ""
    while person.page.get_by_role("heading", level=1).inner_text() != "Dank je wel":
        told = person.page.locator("main").inner_text()
        answer_with_keys(person.page)
        pages += 1
        assert pages < 20, person.page.url
    assert pages > 3 and "Meer koffie." in told, told
    report(person.take_complaints())


def test_the_preview_of_a_question_follows_what_is_typed(stage):
    maker = stage(role="onderzoek")
    page = maker.page
    an_open_link(maker)
    page.get_by_role("link", name="Vragenlijst", exact=True).first.click()
    page.get_by_role("link", name=re.compile("^(Verander de vragen|Naar de vragenlijst)$")).first.click()
    page.locator('main a[href*="/vraag/"]').first.click()
    address = page.url
    field = page.locator('[data-live] form [name="tekst"]')
    before = field.input_value()
    field.fill("Hoe gaat het <b>echt</b>?")
    page.locator("#voorbeeld-vraag", has_text="Hoe gaat het <b>echt</b>?").wait_for()
    assert page.url == address
    assert page.locator("#voorbeeld-vraag b").count() == 0
    # Looking keeps nothing, and the button still saves what stands there.
    maker.go(address)
    assert field.input_value() == before
    field.fill("Hoe gaat het nu?")
    page.locator("#voorbeeld-vraag", has_text="Hoe gaat het nu?").wait_for()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.wait_for_load_state("load")
    maker.go(address)
    assert field.input_value() == "Hoe gaat het nu?"
    assert not maker.take_complaints()
