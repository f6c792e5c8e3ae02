"""The checks find what they are for, also where they leave out what they judged before."""

import pytest
from browsing import Visit
from checks import Seen
from empty_forms import SEND_EMPTY
from playwright.sync_api import Error

STYLE = """.pale { color: #ddd } .paler { color: #eee }
a { color: inherit } .close a { display: block; padding: 6px }
.plain { text-decoration: none; color: #333 }
@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } .night { color: #222 } .plain { color: #ccc } }"""


@pytest.fixture
def page(reading_browser):
    """In the browser of the walk."""
    visit = Visit(reading_browser, "http://localhost")
    yield visit.page
    visit.close()


@pytest.fixture
def judged(page):
    """What is found on a page with this content, of one walk."""
    seen = Seen()

    def judge(content: str) -> str:
        page.set_content(f"""<!doctype html><html lang="nl"><title>Een titel</title><style>{STYLE}</style>
            <body><header><p>Kop</p></header><main><h1>Dag</h1>{content}</main></body></html>""")
        return "\n".join(seen.everything(page))

    return judge


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


def test_what_became_too_small_to_touch_is_found_though_it_is_built_like_one_before(judged):
    two = '<div class="close"><a href="/a">Een naam</a><a href="/b">Nog een</a></div>'
    assert judged(two + "<p>Goed</p>") == ""
    assert judged("<p>Goed</p>" + two) == ""
    assert "target-size" in judged("<style>.close a { padding: 0 }</style>" + two)


def test_a_link_that_looks_like_the_words_around_it_is_found(judged):
    assert judged('<p><a class="plain" href="/a">Alleen</a></p><p>Lees <a href="/a">dit stuk</a> eerst</p>') == ""
    assert "link-in-text-block" in judged('<p>Lees <a class="plain" href="/a">dit stuk</a> eerst</p>')


@pytest.mark.parametrize("nameless", [
    '<a href="/a"><svg width="30" height="30" aria-hidden="true"></svg></a>', "<button> </button>", "<input type=date>",
    "<details><summary></summary><p>Meer</p></details>", '<div role="checkbox" tabindex="0" aria-checked="true"></div>',
    '<svg role="img" width="30" height="30"><path d="M0 0"/></svg>',
], ids=["link", "button", "field", "summary", "role", "picture"])
def test_what_a_screen_reader_cannot_name_is_found(judged, nameless):
    assert "no name for a screen reader" in judged(nameless)


def test_a_button_under_something_else_is_found(page):
    page.set_content("""<form><input name="a"><button>Stuur</button></form>
        <div id="over" style="position: fixed; inset: 0"></div>""")
    with pytest.raises(Error, match="not the button is hit"):
        page.evaluate(SEND_EMPTY, ["form", 0])
    page.evaluate("() => document.getElementById('over').remove()")
    with page.expect_navigation():
        page.evaluate(SEND_EMPTY, ["form", 0])
