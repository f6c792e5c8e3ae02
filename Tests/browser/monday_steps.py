"""The steps of a broker's morning, as docs/gebruik/centrale.md tells them: the desk, buddies, trajectories, the round."""

import re
from datetime import date, timedelta

from walker import Walker

TALK = ["Ouderen", "Luisteren", "Mensen om je heen"]
WISHED = "Iets met mensen, niet te ver weg."


def choose(walker: Walker, name: str) -> None:
    walker.page.get_by_label(name, exact=True).first.check()


def part(walker: Walker, title: str):
    """The card with a heading that begins so."""
    return walker.page.locator("main section, main article, main .card").filter(
        has=walker.page.get_by_role("heading", name=re.compile("^" + re.escape(title)))).last


def write_down(broker: Walker, name: str, address: str) -> None:
    """Somebody calls: first without a name, then whole."""
    page = broker.page
    broker.follow("Nieuw gesprek")
    choose(broker, "Telefoon")
    page.get_by_label("Gemeente").select_option(label="Waterveen")
    page.get_by_label("Wat wil deze persoon?").fill(WISHED)
    broker.press("Bewaar en begin het gesprek")
    assert page.locator("main [role=alert] a").count() == 2, broker.text()
    assert page.get_by_label("Wat wil deze persoon?").input_value() == WISHED
    page.get_by_label("Naam", exact=True).fill(name)
    page.get_by_label("Telefoonnummer").fill("06 1234 5678")
    page.get_by_label("E-mailadres").fill(address)
    choose(broker, "Deze persoon vindt het goed dat ik dit opschrijf.")
    broker.press("Bewaar en begin het gesprek")
    assert WISHED in broker.text()


def talk(broker: Walker) -> None:
    """Half of it, kept, then the rest; never without a yes."""
    page = broker.page
    choose(broker, TALK[0])
    choose(broker, TALK[1])
    page.get_by_label("Aantekeningen").fill("Belt het liefst.")
    broker.press("Bewaar, ik ga later verder")
    assert "Je kunt later verder" in broker.text()
    broker.follow("Begin het gesprek")
    assert page.get_by_label("Aantekeningen").input_value() == "Belt het liefst."
    assert page.get_by_label(TALK[1], exact=True).first.is_checked()
    choose(broker, TALK[2])
    choose(broker, "Nog niet gevraagd")
    broker.press("Het gesprek is klaar")
    assert "Zonder ja ronden we het gesprek niet af." in broker.text()
    assert page.get_by_role("radiogroup", name=re.compile("Vindt deze persoon het goed")).get_attribute("aria-invalid")
    assert page.get_by_label(TALK[2], exact=True).first.is_checked()
    choose(broker, "Mondeling")
    broker.press("Het gesprek is klaar")


def propose(broker: Walker) -> list[str]:
    """Three of what the ranking found, with their reasons; the titles."""
    page = broker.page
    broker.press("Stel voor")
    assert "Kies een vacature, of vul een nummer in." in broker.text()
    cards = page.locator("main form .card").filter(has=page.get_by_role("checkbox"))
    assert cards.filter(has_text="Past bij je, omdat").count() >= 3, broker.text()
    for index in range(4):
        cards.nth(index).get_by_role("checkbox").check()
    broker.press("Stel voor")
    assert "Kies er hoogstens drie" in broker.text()
    cards.nth(3).get_by_role("checkbox").uncheck()
    titles = [cards.nth(index).locator("strong").inner_text() for index in range(3)]
    broker.press("Stel voor")
    assert "3 voorstellen gedaan." in broker.text()
    return titles


def answer(person: Walker, address: str, titles: list[str]) -> None:
    """By the link in the mail, on a telephone without scripts: a no to one, then a yes to another."""
    person.visit.newest_mail(address)
    mail = person.text()
    assert all(title in mail for title in titles) and "omdat" in mail, mail
    person.go(person.visit.link_in_mail())
    respond(person, titles[2], "Nee, dit niet")
    person.press("Geef antwoord")
    assert person.page.locator("main [role=alert] a").count() == 1, person.text()
    respond(person, titles[0], "Ja, stel mij voor")
    assert "Voorgesteld aan de organisatie" in person.text(), person.text()


def respond(person: Walker, title: str, words: str) -> None:
    card = part(person, title)
    card.get_by_label(words).check()
    card.get_by_role("button", name="Geef antwoord").click()
    person.arrived()


def aftercare(broker: Walker) -> None:
    """Somebody else has work since two weeks: a call, first written down without how it goes."""
    part(broker, "Hoe gaat het? Nazorg").get_by_role("listitem").first.get_by_role("link").first.click()
    broker.arrived()
    choose(broker, "Gesproken aan de telefoon")
    broker.press("Schrijf op")
    group = broker.page.get_by_role("radiogroup", name=re.compile("^Hoe gaat het"))
    assert group.get_attribute("aria-invalid") == "true", broker.text()
    choose(broker, "Het gaat goed")
    broker.press("Schrijf op")
    assert "Opgeschreven." in broker.text() and "Nazorg na drie maanden" in broker.text(), broker.text()


def pair_up(broker: Walker) -> None:
    """Another volunteer than the rule proposes, with the reason; the yes over the telephone; a day to meet."""
    page = broker.page
    broker.follow("Maatjes", within="header", exact=True)
    broker.follow("Voorstellen", within="nav.subnav")
    rows = page.get_by_role("row").filter(has=page.locator("a[href*='/vrijwilligers/']"))
    requests = rows.get_by_role("link", name=re.compile("^Aanvraag")).evaluate_all("all => all.map(a => a.pathname)")
    group = page.get_by_role("group", name="Kies een vrijwilliger")
    others = group.locator("label").filter(has_not_text="voorstel")
    for path in reversed(requests):
        broker.go(path)
        if others.count():
            break
    others.first.get_by_role("radio").check()
    broker.press("Vraag deze vrijwilliger")
    assert "Schrijf op waarom." in broker.text()
    why = page.get_by_label(re.compile("^Waarom\\?"), exact=False).and_(page.locator("textarea"))
    why.fill("Ze kennen elkaar al van de bibliotheek.")
    broker.press("Vraag deze vrijwilliger")
    assert "We vragen de vrijwilliger om een ja." in broker.text(), broker.text()
    broker.press("De vrijwilliger zegt ja")
    broker.press("Plan de kennismaking")
    assert page.locator("main [role=alert] a").count() == 3, broker.text()
    page.get_by_label("Dag", exact=True).fill((date.today() + timedelta(6)).isoformat())
    page.get_by_label("Tijd").fill("14:00")
    page.get_by_label("Waar?").fill("In de bibliotheek")
    broker.press("Plan de kennismaking")
    assert "In de bibliotheek" in broker.text() and "Was de kennismaking er?" in broker.text(), broker.text()


def refer(broker: Walker) -> None:
    """Who said yes in a talk is proposed to an organisation of the trajectory."""
    page = broker.page
    broker.follow("Trajecten", within="header", exact=True)
    page.get_by_role("row").filter(has_text="Loopt").get_by_role("link").first.click()
    broker.arrived()
    broker.follow(re.compile("^Bekijk de lijst"))
    page.get_by_role("row").filter(has_text="Wacht op een vervolg").first.get_by_role("link").first.click()
    broker.arrived()
    page.get_by_text("Vraag een organisatie", exact=True).click()
    organisations = page.get_by_label("Aan welke organisatie?").locator("option").count()
    broker.press("Verstuur de vraag")
    assert page.locator("main [role=alert] a").count() == 2, broker.text()
    page.get_by_label("Aan welke organisatie?").select_option(index=organisations - 1)
    page.get_by_label("Wat mag die organisatie lezen?").fill("Wil graag iets doen in de keuken, op dinsdag.")
    broker.press("Verstuur de vraag")
    assert "Doorverwezen naar een organisatie" in broker.text(), broker.text()


def look_at_round(broker: Walker) -> None:
    broker.follow("Trajecten", within="header", exact=True)
    broker.follow("Rondes langs de deuren", within="nav.subnav")
    broker.page.get_by_role("row").filter(has_text="Loopt").get_by_role("link").first.click()
    broker.arrived()
    assert re.search(r"Deuren gedaan \d+ van \d+", broker.text()), broker.text()
    assert broker.page.locator("main progress").count() >= 5
