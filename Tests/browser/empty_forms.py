"""Forms sent empty: refused with all errors at their fields, on a page that holds."""

from typing import Callable

from browsing import Visit
from crawl import path_shape
from playwright.sync_api import Error, Page

# Forms that ask something; a form of one button has nothing to get wrong.
ASKS = "main form[method=post]:has(:is(input, select, textarea)[required], [role=radiogroup][aria-required=true])"
FIELDS = """forms => [...document.querySelectorAll(forms)].map(form =>
  [...form.elements].filter(e => e.name && e.type !== 'hidden').map(e => e.name).sort().join())"""

# Empties one of the forms and sends it. A person opens what is folded first, and needs a button to press.
SEND_EMPTY = """([forms, index]) => {
  const form = document.querySelectorAll(forms)[index];
  for (let e = form; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
  for (const field of form.elements) {
    if (field.type === 'hidden' || field.type === 'submit') continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false; else field.value = '';
  }
  const button = [...form.querySelectorAll('button:not([type=button])')].pop();
  button.scrollIntoView({ block: 'center' });
  const box = button.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!button.contains(hit)) throw new Error(`not the button is hit but ${hit?.outerHTML.slice(0, 100)}`);
  button.click();
}"""

REFUSED = """() => {
  const problems = [], wrong = [...document.querySelectorAll('[aria-invalid="true"]')];
  if (!wrong.length) problems.push('no field is marked as wrong');
  if (!document.querySelector('main [role=alert] a')) problems.push('no summary with links to the fields');
  for (const field of wrong) {
    const ids = (field.getAttribute('aria-describedby') ?? '').split(/\\s+/);
    if (!ids.some(id => document.getElementById(id)?.textContent.trim()))
      problems.push(`the error does not belong to its field: ${field.outerHTML.slice(0, 120)}`);
  }
  return problems;
}"""


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
        with page.expect_navigation() as sent:
            page.evaluate(SEND_EMPTY, [ASKS, index])
        status = sent.value.status if sent.value else 0
        problems = [] if status in (400, 422) else [f"status {status}, expected 400 or 422"]
        problems += page.evaluate(REFUSED)
        return problems + check(page) + self.person.take_complaints()
