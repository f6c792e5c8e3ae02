"""The steps of docs/gebruik/onderzoeker.md: what a researcher does, and what a respondent does."""

import re

from browsing import Visit
from playwright.sync_api import Page
from walker import Walker

TITLE = "Vrijwilligersbeleid overgedaan"
READY_MADE = "Vrijwilligersbeleid van de gemeente (kant-en-klaar)"
GRID = "Vrijwilligers en organisaties sterker maken"
ROW = "Een collectieve verzekering voor vrijwilligers"
# What the report of 2011 prints: who was asked, who let something hear, who filled it in, the base of its tables, and
# how many have the insurance in their policy.
ASKED, REACTED, ANSWERED, BASE, INSURED = 342, 137, 109, 112, 91


def begin(walker: Walker) -> None:
    """Begins the survey and fixes how it asks."""
    page = walker.page
    walker.follow("Begin een enquête")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Vragenlijst").select_option(label=READY_MADE)
    walker.press("Begin")
    assert page.get_by_role("heading", level=1).inner_text() == TITLE
    walker.tab("Vragenlijst")
    assert ROW in page.content()
    walker.tab("Opzet")
    page.get_by_label(re.compile("^Op naam")).check()
    page.get_by_label("Zet ook een open link aan").check()
    page.get_by_label(re.compile("^Een taak van de gemeente")).check()
    page.get_by_label("Waarvoor vraag je het?").fill("We willen weten of het beleid ook gebeurt.")
    page.get_by_label("Hoeveel zijn er in totaal?").fill(str(ASKED))
    page.get_by_label("Iedereen op de lijst hoort bij de groep").check()
    page.get_by_label("Kleinste aantal in een tabel").fill("1")
    walker.press("Bewaar de opzet")


def take_addresses(walker: Walker) -> None:
    """Uploads the file of the demo and takes all of it over."""
    file = walker.visit.context.request.get(f"{walker.visit.origin}/demo/adressen-2011.csv").body()
    walker.tab("Adressen")
    walker.follow("Voeg adressen toe")
    walker.page.get_by_label("CSV-bestand").set_input_files(
        {"name": "adressen-2011.csv", "mimeType": "text/csv", "buffer": file})
    walker.press("Bekijk dit bestand")
    walker.press(f"Neem {ASKED} adressen over")
    # The page refreshes itself until the list is in.
    walker.page.get_by_role("link", name="Naar de adressen").wait_for()
    walker.follow("Naar de adressen")
    assert walker.figure("Adressen") == ASKED


def move(walker: Walker, button: str) -> None:
    walker.visit.go("/demo")
    walker.press(button)


def let_answer(walker: Walker) -> None:
    """The panel of the demo answers for people who do not exist."""
    walker.visit.go("/demo")
    walker.press(TITLE)
    assert "antwoorden erbij" in walker.page.content()


def on_sheet(walker: Walker, home: str, sheet: str) -> None:
    walker.go(home)
    walker.tab(sheet)


def open_invitation(visit: Visit) -> str:
    """The personal link in the newest invitation in the mailbox of the demo."""
    visit.go("/demo/post")
    visit.page.locator("main").get_by_role("link", name=TITLE).first.click()
    link = visit.link_in_mail()
    assert "/vragenlijst/" in link and not link.endswith("/niet-meedoen"), link
    return link


def tick(page: Page, row: str, *columns: str) -> None:
    for column in columns:
        page.get_by_role("checkbox", name=f"{row} {column}").check()


def begin_and_stop(walker: Walker, link: str) -> None:
    """As a respondent with a telephone: two pages, and then something comes between."""
    page = walker.page
    walker.go(link)
    walker.follow("Beginnen")
    page.get_by_label("Vrijwilligerscentrale of steunpunt vrijwilligerswerk").check()
    page.get_by_label("Minder dan 15.000").check()
    walker.press("Volgende")
    page.get_by_role("group", name="Staan de basisfuncties").get_by_label("Ja", exact=True).check()
    walker.press("Opslaan en later verder")
    assert "Open later weer de link uit je mail." in walker.text()


def come_back_and_finish(walker: Walker, link: str) -> None:
    """Where one was, with what one said; every page of questions, a look back, and gone."""
    page = walker.page
    walker.go(link)
    walker.follow("Ga verder")
    asked = page.get_by_role("group", name="Staan de basisfuncties")
    if not asked.count():
        walker.press("Vorige")
    assert asked.get_by_label("Ja", exact=True).is_checked(), "what was said before is gone"
    page.get_by_role("group", name="Dacht je organisatie mee").get_by_label("Ja", exact=True).check()
    for _ in range(12):
        walker.press("Volgende")
        if page.get_by_role("button", name="Verstuur mijn antwoorden").count():
            break
        if page.get_by_role("group", name=GRID).count():
            tick(page, ROW, "Staat in het beleid", "Opdracht aan het steunpunt")
    walker.press("Verstuur mijn antwoorden")
    assert "Dank je wel" in page.get_by_role("heading", level=1).inner_text()
    walker.go(link)
    assert "Veranderen kan nu niet meer" in walker.text()


def call_one(walker: Walker, home: str) -> None:
    on_sheet(walker, home, "Veldwerk")
    walker.press("Bel de volgende")
    walker.page.get_by_label("Wil niet meedoen").check()
    walker.page.get_by_label("Waarom niet?").select_option(index=1)
    walker.press("Bewaar en stop")
    assert "Er is 1 keer gebeld." in walker.text()


def close(walker: Walker, home: str) -> None:
    on_sheet(walker, home, "Opzet")
    walker.page.get_by_label("Ik weet dat een gesloten enquête niet meer open kan.").check()
    walker.press("Sluit nu")
    assert "De enquête is gesloten." in walker.text()


def keep_the_table(walker: Walker, home: str) -> None:
    """The grid of the report, on its base, with the number that it prints."""
    page = walker.page
    on_sheet(walker, home, "Resultaten")
    assert f"{ANSWERED} antwoorden om te tellen." in walker.text()
    walker.press("Tel ze mee")
    assert f"{BASE} antwoorden om te tellen." in walker.text()
    walker.follow(GRID)
    cells = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=ROW)).first.inner_text()
    assert re.search(rf"\b{INSURED}\b", cells), cells
    assert re.search(rf"\b{BASE}\b", walker.text()), walker.text()
    page.locator("summary", has_text="Bewaar deze tabel").click()
    walker.press("Bewaar")


def publish(walker: Walker, home: str) -> None:
    page = walker.page
    on_sheet(walker, home, "Resultaten")
    walker.follow("Beleid en uitvoering", exact=True)
    assert "90% of meer voert dit uit" in walker.text()
    walker.follow("Rapport", exact=True)
    page.get_by_label("Samenvatting").fill("De verzekering staat bijna overal in het beleid.")
    walker.press("Opslaan")
    walker.press("Zet alle tabellen erin")
    page.get_by_label("Tekst", exact=True).fill("# Wat opvalt\n\nVier van de vijf gemeenten regelen een verzekering.")
    walker.press("Zet deze tekst erin")
    walker.press("Publiceer het rapport")
    assert "openbaar" in walker.text()
