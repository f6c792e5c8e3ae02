"""“I want to do something but don't know what”: six questions, an answer with reasons, and the answers kept by mail."""

import re

import pytest
from browsing import NARROW
from checks import everything, report
from test_apply import somebody

# One answer for each question, as the page names it; None skips the question.
ANSWERS = [["Ouderen", "Buurt en wijk"], None, ["Luisteren"], ["Mensen om je heen"], ["dinsdagochtend", "dinsdagmiddag"], None]


def answer(page, chosen: list[str] | None) -> None:
    main = page.locator("main")
    if chosen is None:
        main.get_by_role("link", name="Sla over").click()
    else:
        for name in chosen:
            main.get_by_role("checkbox", name=name, exact=True).first.check()
        main.get_by_role("button", name=re.compile("^(Verder|Laat zien wat past)$")).first.click()
    page.wait_for_load_state("load")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_six_questions_to_work_that_suits(visit, javascript):
    person = visit(javascript=javascript, size=NARROW)
    page = person.page
    person.go("/")
    page.get_by_role("link", name="Wat past bij mij?").first.click()
    page.wait_for_load_state("load")
    problems = []
    for number, chosen in enumerate(ANSWERS, start=1):
        assert f"Vraag {number} van 6" in page.locator("main").inner_text()
        if javascript:
            problems += everything(page)
        answer(page, chosen)
    if javascript:
        problems += everything(page)
    report(problems)
    text = page.locator("main").inner_text()
    assert page.get_by_role("heading", level=1).inner_text() == "Dit past bij jou"
    assert page.locator("main .cards > li").count() >= 10, text
    assert "Past bij je, omdat" in text and "%" not in text, text

    # Going back keeps what was answered.
    page.locator("main summary").click()
    page.get_by_role("link", name="Waar ben je goed in?").click()
    page.wait_for_load_state("load")
    assert page.get_by_role("checkbox", name="Luisteren", exact=True).is_checked()
    page.get_by_role("button", name="Terug").click()
    page.wait_for_load_state("load")
    assert "Vraag 2 van 6" in page.locator("main").inner_text()
    page.get_by_role("link", name="Laat zien wat past").click()
    page.wait_for_load_state("load")

    # “I don't want children”: one click, and it stands among the answers.
    page.locator("main summary").click()
    page.get_by_role("list", name="Ik wil niet met").get_by_role("link", name="Kinderen").click()
    page.wait_for_load_state("load")
    assert page.get_by_role("list", name="Jouw antwoorden").get_by_text("niet met: Kinderen").count() == 1

    address = somebody()
    page.get_by_role("link", name="Bewaar mijn antwoorden").click()
    page.wait_for_load_state("load")
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_role("button", name="Stuur de link").click()
    page.wait_for_load_state("load")
    person.newest_mail(address)
    person.go(person.link_in_mail())
    page.get_by_role("button", name="Ja, bewaar mijn antwoorden").click()
    page.wait_for_load_state("load")
    assert page.get_by_role("heading", level=1).inner_text() == "Je antwoorden zijn bewaard"
