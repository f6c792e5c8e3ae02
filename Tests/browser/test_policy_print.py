"""What the policy circle prints: the hand-out of a type test on two sides of A4, and the yearly evaluation."""

import re

from checks import everything, report


def paper(page) -> bytes:
    page.emulate_media(media="print")
    # Nothing of the site around it, and nothing that falls off the paper.
    assert not page.locator("nav.cycle-parts, .subnav, .no-print").locator("visible=true").count(), page.url
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    made = page.pdf(format="A4", print_background=True)
    page.emulate_media(media="screen")
    assert wide <= 0, f"{page.url}: {wide} px too wide"
    return made


def pages(made: bytes) -> int:
    return made.count(b"/Type /Page\n")


def follow(page, name: str | re.Pattern) -> None:
    page.locator("main").get_by_role("link", name=name).locator("visible=true").first.click()
    page.wait_for_load_state("load")


def test_hand_out_is_two_sides(visit):
    person = visit(role="beleid")
    page = person.page
    person.go("/beleid")
    follow(page, re.compile(r"^Plan vrijwillige inzet"))
    follow(page, re.compile("^Typetest$"))
    # Each session that was shown has an outcome, and that a hand-out.
    outcomes = page.locator('main a[href*="/typetest/"]').evaluate_all("all => [...new Set(all.map(a => a.pathname))]")
    sessions = sorted({re.match(r".*/typetest/\d+", path).group(0) for path in outcomes if re.search(r"/typetest/\d+", path)})
    printed = 0
    for session in sessions:
        if person.go(session + "/hand-out") != 200:
            continue
        printed += 1
        problems = everything(page)
        assert page.get_by_role("heading", name="De vier typen").count() == 1
        made = paper(page)
        assert pages(made) == 2, f"{session}: {pages(made)} pages"
        report(problems)
    assert printed, f"no hand-out among {sessions}"


def test_evaluation_prints_as_a_document(visit):
    person = visit(role="beleid")
    page = person.page
    person.go("/beleid")
    follow(page, re.compile(r"^Samen aan zet"))
    follow(page, re.compile("^Evaluatie$"))
    years = page.locator("main a", has_text=re.compile(r"^Evaluatie \d{4}$")).evaluate_all("all => all.map(a => a.pathname)")
    assert len(years) == 4, years
    for path in [years[0], years[-1]]:
        assert person.go(path) == 200
        told = page.locator("main").inner_text()
        assert "Onze conclusies" in told and "Vastgesteld op" in told
        report(everything(page))
        made = paper(page)
        # A cover, contents, and a chapter for each part; a council reads no book.
        assert 8 <= pages(made) <= 60, f"{path}: {pages(made)} pages"


def test_agreement_prints_for_who_is_not_in_the_register(visit):
    person = visit(role="beleid")
    page = person.page
    person.go("/beleid")
    follow(page, re.compile(r"^Plan vrijwillige inzet"))
    follow(page, re.compile("^Afspraken$"))
    page.locator("main tbody a").first.click()
    page.wait_for_load_state("load")
    assert 1 <= pages(paper(page)) <= 3
