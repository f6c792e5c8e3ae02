"""The checks find what they are for, also where they leave out what they judged before."""

import pytest
from checks import Seen

STYLE = """.pale { color: #ddd } .paler { color: #eee }
@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } .night { color: #222 } }"""


@pytest.fixture
def judged(browser):
    """What is found on a page with this content, of one walk."""
    page, seen = browser.new_page(), Seen()

    def judge(content: str) -> str:
        page.set_content(f"""<!doctype html><html lang="nl"><title>Een titel</title><style>{STYLE}</style>
            <body><header><p>Kop</p></header><main><h1>Dag</h1>{content}</main></body></html>""")
        return "\n".join(seen.everything(page))

    yield judge
    page.close()


def test_words_that_are_hard_to_read_are_found_on_a_page_that_is_mostly_known(judged):
    assert judged("<p>Goed</p>") == ""
    assert "color-contrast" in judged('<p>Goed</p><p class="pale">Bleek</p>')
    assert "paler" in judged('<p>Goed</p><div><p class="paler">Bleker</p></div>')


def test_what_is_hard_to_read_in_the_dark_alone_is_found(judged):
    assert judged("<p>Goed</p>") == ""
    assert "dark: axe color-contrast" in judged('<p>Goed</p><p class="night">Donker</p>')


def test_what_was_told_once_is_not_told_again(judged):
    assert "color-contrast" in judged('<p class="pale">Bleek</p>')
    assert judged('<p class="pale">Anders</p>') == ""


def test_a_field_without_a_name_is_found_each_time(judged):
    assert "no label" in judged("<input>") and "no label" in judged("<input>")
