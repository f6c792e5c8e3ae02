"""The steps of docs/gebruik/school.md: a teacher, parents, an organisation, pupils with a telephone and the centre."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

from playwright.sync_api import Page
from visitor import Visitor, filled
from walker import Walker

CLASS, PUPILS, SEATS = "3Z", 28, 5
PLACE = "Met de dieren naar het verzorgingshuis"
SEED = "4f1c9a07be55d2c83e6a"
SOURCE = "Notaris De Wit in Waterveen, morgen om 10 uur"
NAMES = [f"{first} van der Wei{letter}" for letter in "abcd" for first in
         ("Anouk", "Bas", "Chaima", "Dirk", "Esra", "Floor", "Gijs")]


def class_list(*, with_fault: bool) -> bytes:
    """Every third pupil is 16. One row says neither yes nor no."""
    rows = ["naam;klas;niveau;onder 16;mail ouder"]
    for number, name in enumerate(NAMES):
        young = "nee" if number % 3 == 0 else "ja"
        if with_fault and number == 4:
            young = "misschien"
        mail = f"ouder{number}@klas3z.voorbeeld.example" if young == "ja" else ""
        rows.append(f"{name};{CLASS};3 havo;{young};{mail}")
    return "\r\n".join(rows).encode()


def send_list(teacher: Walker, file: bytes) -> None:
    teacher.page.get_by_label("Bestand (csv)").set_input_files(
        {"name": "klas.csv", "mimeType": "text/csv", "buffer": file})
    teacher.press("Bekijk eerst")


def bring_class_in(teacher: Walker) -> str:
    """A file with a fault, the same file mended; the address of the class."""
    teacher.follow("Mijn school", within="header")
    teacher.follow("Klassen toevoegen uit een lijst")
    teacher.press("Bekijk eerst")
    assert "Kies eerst een bestand" in teacher.text()
    send_list(teacher, class_list(with_fault=True))
    assert "1 regel gaat niet mee" in teacher.text() and "Regel 6:" in teacher.text(), teacher.text()
    teacher.follow("Ander bestand")
    send_list(teacher, class_list(with_fault=False))
    assert f"{PUPILS} leerlingen" in teacher.text() and "gaat niet mee" not in teacher.text()
    teacher.press("Neem over")
    assert f"{PUPILS} leerlingen erbij" in teacher.text()
    teacher.follow(CLASS, exact=True)
    return teacher.page.url


def codes(teacher: Walker, class_page: str) -> dict[str, str]:
    """From the sheet that goes through the scissors."""
    teacher.go(class_page)
    teacher.follow("Druk de codes af")
    pairs = teacher.page.locator(".pupil-code").evaluate_all(
        "all => all.map(e => [e.querySelector('strong').textContent, e.querySelector('code').textContent])")
    assert sorted(name for name, _ in pairs) == sorted(NAMES)
    assert teacher.page.pdf(format="A4").count(b"/Type /Page\n") <= 3
    return dict(pairs)


def parent_says_yes(parent: Walker, number: int) -> str:
    """By the link in the mail, on a telephone; the link."""
    parent.visit.newest_mail(f"ouder{number}@klas3z.voorbeeld.example")
    link = parent.visit.link_in_mail()
    parent.go(link)
    parent.press(re.compile("^Ja, "))
    assert "Je hebt ja gezegd" in parent.text()
    return link


def rest_on_paper(teacher: Walker, class_page: str) -> None:
    teacher.go(class_page)
    page = teacher.page
    teacher.press("Bewaar")
    assert page.locator("main [role=alert] a").count(), "nothing ticked, and no word about it"
    boxes = page.get_by_role("group", name="Voor wie heb je een getekend papier?").get_by_role("checkbox")
    for index in range(boxes.count()):
        boxes.nth(index).check()
    teacher.press("Bewaar")
    assert "Toestemming op papier" not in teacher.text()


def offer_place(organisation: Walker) -> None:
    organisation.follow("Mijn organisatie", within="header")
    organisation.follow("Stage", within="main", exact=True)
    organisation.follow("Bied een plek aan")
    page = organisation.page
    organisation.press("Bewaar en stuur naar de centrale")
    assert page.locator("main [role=alert] a").count() >= 5
    page.get_by_label("Wat is het?").fill(PLACE)
    page.get_by_label("Wat doet een leerling?").fill("Je neemt de konijnen mee en praat met bewoners.")
    page.get_by_label("Waar?").fill("Waterveen")
    page.get_by_label("Wanneer?").select_option(label="na school")
    page.get_by_label("Dagen en tijden").fill("woensdag van 14 tot 17 uur, tien keer")
    page.get_by_label("Hoeveel plekken?").fill(str(SEATS))
    organisation.press("Bewaar en stuur naar de centrale")
    assert PLACE in organisation.text()


def approve_place(centre: Walker) -> None:
    centre.follow("Verbinden", within="header", exact=True)
    centre.follow("Stage", within="header", exact=True)
    centre.follow(PLACE)
    centre.press("Stuur terug")
    assert "Schrijf erbij wat er anders moet." in centre.text()
    centre.press("Goedkeuren")
    assert PLACE not in centre.text()


def rank(pupil: Walker, code: str) -> None:
    """The slow way, with every page looked at: search, add, put the second first, look what others wrote."""
    page = pupil.page
    pupil.go("/stage")
    page.get_by_label("Jouw code").fill("K7QF 2MRT XXXX")
    pupil.press("Verder")
    assert page.get_by_label("Jouw code").input_value() == "K7QF 2MRT XXXX"
    page.get_by_label("Jouw code").fill(code.replace("-", " ").lower())
    pupil.press("Verder")
    pupil.follow("Zoek plekken")
    choose(page, "dieren naar")
    pupil.arrived()
    choose(page, "voorlezen")
    choose(page, "telefoonhulp")
    pupil.follow("Terug naar je lijst")
    pupil.press(f"{PLACE} lager zetten")
    assert listed(page)[1] == PLACE
    pupil.press(f"{PLACE} hoger zetten")
    assert listed(page)[0] == PLACE and len(listed(page)) == 3


def choose(page: Page, words: str) -> None:
    """The first place these words find goes on the list."""
    page.get_by_label("Zoek", exact=True).fill(words)
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name=re.compile("^Zet .* op je lijst$")).first.click()
    page.get_by_text("Staat op je lijst").first.wait_for()


def listed(page: Page) -> list[str]:
    """The titles on the own list, in their order."""
    rows = page.locator("#wensen ol > li strong").all_inner_texts()
    return [re.sub(r"^\d+\. ", "", row) for row in rows]


def rank_quickly(phone: Visitor, code: str) -> None:
    """What `choose` sends, from a telephone of which nobody sees the pages."""
    for words in ("dieren naar", "koken", "fietsen"):
        page = phone.get(f"/stage/leerling/{code}/plekken?{urlencode({'q': words})}")
        form, button = next((form, field) for form in page.forms for field in form.fields
                            if field.get("value", "").startswith("erbij-"))
        target, body = filled(page, form)
        answer = phone.post(target, f"{body}&{urlencode({button['name']: button['value']})}")
        assert answer.status == 303, answer.body
        assert "Staat op je lijst" in phone.get(answer.headers["location"]).body


def draw(centre: Walker) -> None:
    """Freeze with a named source, commit, draw, look at the outcome, decide, share out the rest, publish."""
    page = centre.page
    centre.follow("Verbinden", within="header", exact=True)
    centre.follow("Stage", within="header", exact=True)
    centre.follow("Dit schooljaar")
    centre.follow("Kies het soort loting")
    assert "We lootten" in centre.text()
    centre.follow("Dit schooljaar")
    # Freezing waits for every place that still has to be checked.
    assert page.get_by_role("button", name="Leg de wensen vast").count() == 0
    while (waiting := page.locator("main li", has_text="wacht op de centrale").get_by_role("link")).count():
        waiting.first.click()
        centre.arrived()
        centre.press("Goedkeuren")
        centre.follow("Dit schooljaar")
    centre.press("Leg de wensen vast")
    assert page.locator("main [role=alert] a").count() == 1
    page.get_by_label("Waar komt het getal vandaan?").fill(SOURCE)
    centre.press("Leg de wensen vast")
    mark = page.locator("main code").first.inner_text()
    centre.follow("openbare pagina")
    assert mark in centre.text() and "Het getal is nog niet bekend" in centre.text()
    assert f"{SOURCE}, bekend gemaakt op" in centre.text(), centre.text()
    page.go_back()
    centre.press("Loot")
    assert page.locator("main [role=alert] a").count() == 1
    assert f"Het getal komt van: {SOURCE}" in centre.text(), centre.text()
    page.get_by_label("Het getal").fill(SEED)
    centre.press("Loot")
    assert "Nog niemand ziet de uitkomst" in centre.text() and "Welke keuze lukte" in centre.text()
    centre.press("Ik besluit deze verdeling te gebruiken")
    if "Doe de tweede ronde" in centre.text():
        centre.press("Doe de tweede ronde")
    centre.press("Maak de uitslag bekend")
    assert "De uitslag is bekend." in centre.text()


def log_hours(pupil: Walker, home: str) -> None:
    """Thirty hours in three days, after one that cannot be."""
    page = pupil.page
    pupil.go(home)
    today = date.fromisoformat(page.get_by_label("Welke dag?").input_value())
    page.get_by_label("Hoe lang?").fill("veel")
    pupil.press("Schrijf op")
    assert page.get_by_label("Hoe lang?").input_value() == "veel"
    for ago in range(3):
        page.get_by_label("Welke dag?").fill((today - timedelta(ago)).isoformat())
        page.get_by_label("Hoe lang?").fill("10")
        page.get_by_label("Wat deed je?").fill("Met de konijnen op bezoek")
        pupil.press("Schrijf op")
    assert "30:00 uur wacht nog" in pupil.text(), pupil.text()


def sign_off(organisation: Walker, name: str) -> None:
    """The agreement first, then the hours."""
    page = organisation.page
    organisation.go("/vandaag")
    organisation.follow("Mijn organisatie", within="header")
    organisation.follow("Stage", within="main", exact=True)
    page.get_by_role("row", name=name).get_by_role("link", name="Bekijk en teken").click()
    organisation.arrived()
    assert name in organisation.text()
    organisation.press("Ik ben het hiermee eens")


def agree_hours(organisation: Walker, name: str) -> None:
    organisation.follow("Mijn organisatie", within="header")
    organisation.follow("Stage", within="main", exact=True)
    page = organisation.page
    organisation.press("Stuur terug met deze reden")
    assert "Schrijf erbij wat er niet klopt." in organisation.text()
    boxes = page.get_by_role("checkbox").filter(visible=True)
    for index in range(boxes.count()):
        boxes.nth(index).set_checked(name in boxes.nth(index).locator("xpath=..").inner_text())
    organisation.press(re.compile("^Akkoord"))
    assert "3 regels bijgewerkt." in organisation.text()
