"""The journey everything is for: find something, apply without an account, follow it, get an answer."""

import re
import uuid

import pytest
from browsing import NARROW
from checks import everything, report
from forms import APPLY, CONFIRM, fill, first_vacancy, tab_to


def somebody() -> str:
    return f"proef-{uuid.uuid4().hex[:12]}@voorbeeld.nl"


def open_apply_form(person, path: str = "/vacatures"):
    """From the list to the form; gives the form."""
    page = person.page
    person.go(path)
    first_vacancy(page).click()
    page.wait_for_load_state("load")
    form = page.locator('main form:has(input[type="email"])')
    if not form.count():
        # The page says it twice: at the top on a small screen, beside the text on a wide one.
        page.get_by_role("link", name=APPLY).locator("visible=true").first.click()
        page.wait_for_load_state("load")
    return form.first


def confirm_by_mail(person, address: str) -> None:
    """Opens the mail, looks twice (as a mail scanner does), then confirms with the button."""
    person.newest_mail(address)
    link = person.link_in_mail()
    assert person.context.request.get(link).status == 200
    person.go(link)
    person.page.locator("main form").get_by_role("button", name=CONFIRM).first.click()
    person.page.wait_for_load_state("load")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_apply_and_follow(visit, javascript):
    person = visit(javascript=javascript, size=NARROW)
    address = somebody()
    form = open_apply_form(person)
    fill(form, name="Sanne de Vries", email=address, message="Ik help graag op dinsdag.")
    form.get_by_role("button").last.click()
    person.page.wait_for_load_state("load")
    report(everything(person.page))
    confirm_by_mail(person, address)
    report(everything(person.page))
    assert re.search(r"ontvangen|wachtlijst", person.page.locator("main").inner_text(), re.I)


def test_apply_with_the_keyboard_alone(visit):
    person = visit()
    page, address = person.page, somebody()
    person.go("/vacatures")
    tab_to(page, lambda here: re.search(r"/vacatures/\d", here["href"]))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/vacatures/\d"))
    if not page.locator('main form input[type="email"]').count():
        tab_to(page, lambda here: here["tag"] == "a" and APPLY.search(here["text"]))
        page.keyboard.press("Enter")
        page.wait_for_selector('main form input[type="email"]')
    tab_to(page, lambda here: "name" in here["autocomplete"])
    page.keyboard.type("Sanne de Vries")
    tab_to(page, lambda here: here["type"] == "email" or here["autocomplete"] == "email")
    page.keyboard.type(address)
    tab_to(page, lambda here: here["tag"] == "textarea")
    page.keyboard.type("Ik help graag op dinsdag.")

    def tick_or_send(here) -> bool:
        if here["type"] == "checkbox" and page.evaluate("(e => e.required && !e.checked)(document.activeElement)"):
            page.keyboard.press("Space")
        return here["tag"] == "button" and here["type"] == "submit"

    tab_to(page, tick_or_send)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)

    person.newest_mail(address)
    person.go(person.link_in_mail())
    tab_to(page, lambda here: here["tag"] == "button" and CONFIRM.search(here["text"]))
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_load_state("load")
    page.get_by_text(re.compile("ontvangen|wachtlijst", re.I)).first.wait_for()


def test_a_form_with_faults_says_what_and_keeps_what_was_typed(visit):
    person = visit(javascript=False, size=NARROW)
    form = open_apply_form(person)
    fill(form, name="Sanne <b>de</b> Vries", email="geen adres", message="Ik help graag op dinsdag.")
    form.get_by_role("button").last.click()
    person.page.wait_for_load_state("load")
    page = person.page
    report(everything(page))
    assert page.locator('[aria-invalid="true"]').count() == 1
    assert page.locator('main input[autocomplete~="name"]').first.input_value() == "Sanne <b>de</b> Vries"
    assert page.locator("main textarea").first.input_value() == "Ik help graag op dinsdag."
    page.locator("main [role=alert] a").first.click()
    assert page.evaluate("document.activeElement.type") == "email"
