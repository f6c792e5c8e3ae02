"""Every form a role can reach, sent empty: refused with all errors at their fields, on a page that holds."""

import pytest
from checks import Seen, report
from crawl import Coverage, Walk, path_shape
from pages import ANYBODY, STARTS, starts

# Forms that ask something; a form of one button has nothing to get wrong.
ASKS = "main form[method=post]:has(:is(input, select, textarea)[required], [role=radiogroup][aria-required=true])"

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


def send_empty(person, path: str, index: int) -> list[str]:
    page = person.page
    person.go(path)
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
    return problems + seen.everything(page) + person.take_complaints()


# A form on a page that every role has: the same fields are the same form.
tried: set[tuple] = set()
coverage, seen = Coverage(), Seen()

FIELDS = "form => [...form.elements].filter(e => e.name && e.type !== 'hidden').map(e => e.name).sort().join()"


@pytest.mark.parametrize("role", STARTS)
def test_every_form_sent_empty_is_refused_with_help_for(role, visit):
    person = visit() if role == ANYBODY else visit(role=role)
    forms: dict[tuple[str, int], str] = {}

    def collect(page) -> list[str]:
        path = page.url.removeprefix(person.origin)
        for index in range(page.locator(ASKS).count()):
            kind = (path_shape(path), page.locator(ASKS).nth(index).evaluate(FIELDS))
            if kind not in tried:
                tried.add(kind)
                forms[path_shape(path), index] = path
        return []

    Walk(person, collect, coverage, limit=150, asks=False).run(starts(role, person))
    problems = []
    for (_, index), path in forms.items():
        if found := send_empty(person, path, index):
            problems += [f"{path}  form {index + 1}", *(f"    {problem}" for problem in found)]
    print(f"{role}: {len(forms)} forms")
    report(problems)
