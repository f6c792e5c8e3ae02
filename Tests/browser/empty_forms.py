"""Forms sent empty: refused with all errors at their fields, on a page that holds."""

from typing import Callable

from browsing import Visit
from crawl import path_shape
from playwright.sync_api import Error, Page

# Forms that ask something; a form of one button has nothing to get wrong.
ASKS = "main form[method=post]:has(:is(input, select, textarea)[required], [role=radiogroup][aria-required=true])"
FIELDS = """forms => [...document.querySelectorAll(forms)].map(form =>
  [...form.elements].filter(e => e.name && e.type !== 'hidden').map(e => e.name).sort().join())"""

EMPTY = """form => {
  for (const field of form.elements) {
    if (field.type === 'hidden' || field.type === 'submit') continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false; else field.value = '';
  }
}"""

# A person opens what is folded before filling it in.
UNFOLD = "form => { for (let e = form; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true; }"

DESCRIBED = """() => [...document.querySelectorAll('[aria-invalid=true]')].filter(field => {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(/\\s+/);
  return !ids.some(id => document.getElementById(id)?.textContent.trim());
}).map(field => field.outerHTML.slice(0, 120))"""


class EmptyForms:
    """The forms one person came across, without those that somebody met before: the same fields on the same kind of
    page are the same form."""

    met: set[tuple[str, str]] = set()

    def __init__(self, person: Visit):
        self.person = person
        self.forms: list[tuple[str, int]] = []

    def collect(self, page: Page) -> None:
        path = page.url.removeprefix(self.person.origin)
        for index, fields in enumerate(page.evaluate(FIELDS, ASKS)):
            kind = (path_shape(path), fields)
            if kind not in self.met:
                self.met.add(kind)
                self.forms.append((path, index))

    def send(self, check: Callable[[Page], list[str]]) -> list[str]:
        """What is wrong with the answers."""
        problems = []
        for path, index in self.forms:
            try:
                found = self.answer(path, index, check)
            except Error as error:
                found = [f"cannot be sent: {error.message.splitlines()[0]}"]
            if found:
                problems += [f"{path}  form {index + 1}", *(f"    {problem}" for problem in found)]
        return problems

    def answer(self, path: str, index: int, check: Callable[[Page], list[str]]) -> list[str]:
        page = self.person.page
        self.person.go(path)
        form = page.locator(ASKS).nth(index)
        form.evaluate(UNFOLD)
        form.evaluate(EMPTY)
        with page.expect_navigation() as sent:
            form.locator("button:not([type=button])").last.click()
        problems = []
        status = sent.value.status if sent.value else 0
        if status not in (400, 422):
            problems.append(f"status {status}, expected 400 or 422")
        if not page.locator('[aria-invalid="true"]').count():
            problems.append("no field is marked as wrong")
        if not page.locator("main [role=alert] a").count():
            problems.append("no summary with links to the fields")
        problems += [f"the error does not belong to its field: {markup}" for markup in page.evaluate(DESCRIBED)]
        return problems + check(page) + self.person.take_complaints()
