"""What the other side does: an organisation answers an applicant, the centre lets a vacancy through."""

import re
import uuid

from browsing import NARROW
from checks import everything, report
from forms import fill
from test_apply import confirm_by_mail, open_apply_form, somebody


def own_pages(page) -> str:
    """The address of the organisation the visitor works for, such as /organisatie/4."""
    own = page.locator('a[href^="/organisatie/"]').first.get_attribute("href")
    return "/".join(own.split("/")[:3])


def apply_at(person, organisation: str, name: str, address: str) -> None:
    """Applies for the first vacancy of this organisation, and confirms."""
    form = open_apply_form(person, f"/vacatures?organisatie={organisation}")
    fill(form, name=name, email=address, message="Kan ik woensdag komen kijken?")
    form.get_by_role("button").last.click()
    person.page.wait_for_load_state("load")
    confirm_by_mail(person, address)


def test_an_organisation_answers_and_the_applicant_reads_it(visit):
    worker, person = visit(role="organisatie-beheer"), visit(size=NARROW, javascript=False)
    worker.go("/vandaag")
    base = own_pages(worker.page)
    name, address = f"Proef {uuid.uuid4().hex[:8]}", somebody()
    apply_at(person, base.rsplit("/", 1)[1], name, address)

    page = worker.page
    worker.go(f"{base}/reacties")
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state("load")
    report(everything(page))
    assert address not in page.content(), "the address shows before it was shared"
    page.get_by_label("Uitnodigen voor een gesprek").check()
    page.get_by_label("Jullie bericht").fill("Fijn! Kom woensdag om tien uur langs.")
    page.get_by_role("button", name="Verstuur", exact=True).click()
    page.get_by_role("status").filter(has_text=name).wait_for()

    person.newest_mail(address)
    assert "Kom woensdag om tien uur langs." in person.page.locator(".mail-text").inner_text()
    person.go(person.link_in_mail())
    said = person.page.locator("main")
    assert "Kom woensdag om tien uur langs." in said.inner_text()
    assert "Kan ik woensdag komen kijken?" in said.inner_text()
    report(everything(person.page))


def test_the_centre_approves_a_vacancy_and_search_finds_it(visit):
    word = "zonnebloem" + "".join(chr(97 + int(digit, 16)) for digit in uuid.uuid4().hex[:8])
    worker = visit(role="organisatie-beheer")
    worker.go("/vandaag")
    page = worker.page
    worker.go(f"{own_pages(page)}/vacatures/nieuw")
    page.get_by_label("Titel").fill(f"Help bij het {word}feest")
    page.get_by_label("Wat ga je doen?").fill("Je zet samen met de buren de tafels klaar en schenkt koffie in.")
    page.get_by_label("Soort werk").select_option(index=3)
    page.get_by_label("Het werk is in de hele gemeente").check()
    page.get_by_label("Eenmalig", exact=True).first.check()
    page.get_by_role("button", name="Stuur in ter controle").click()
    page.wait_for_load_state("load")
    assert "Wacht op controle" in page.locator("main").inner_text()
    number = re.search(r"/vacatures/(\d+)", page.url)
    assert number, page.url

    visitor = visit(javascript=False)
    assert visitor.go(f"/vacatures/{number[1]}") == 404, "online before anyone looked at it"
    broker = visit(role="makelaar")
    broker.go(f"/centrale/vacatures/{number[1]}")
    report(everything(broker.page))
    broker.page.get_by_role("button", name="Keur goed en zet online").click()
    broker.page.wait_for_load_state("load")

    visitor.go(f"/vacatures?q={word}feest")
    found = visitor.page.locator("main").get_by_role("link", name=f"Help bij het {word}feest")
    found.first.click()
    visitor.page.wait_for_load_state("load")
    assert visitor.page.get_by_role("link", name="Ik wil dit doen").count() > 0
    report(everything(visitor.page))
