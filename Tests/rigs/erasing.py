"""People who have themselves erased, as they do it on the site."""

from dataclasses import dataclass

from crowd import Doors, Guest, Tally, sign_in
from report import Report
from smtp_sink import Sink
from visitor import filled


@dataclass
class Erased:
    """Somebody of the town of `bench-seed`."""

    number: int

    @property
    def id(self) -> str:
        return f"bench-p-{self.number:08d}"

    @property
    def email(self) -> str:
        return f"p{self.number}@x.example"

    @property
    def words(self) -> list[str]:
        """What may stand nowhere afterwards."""
        return [self.email]


def erase_people(
    doors: Doors, tally: Tally, site: int, sink: Sink, count: int, report: Report, first: int
) -> list[Erased]:
    """So many people, from this number on, sign in, ask to be erased and are. They manage nothing that others need."""
    people = [Erased(first + number) for number in range(count)]
    for person in people:
        guest = Guest(doors, tally, site)
        sign_in(guest, sink, person.email)
        page = guest.get("/mijn/wissen")
        form = page and next((form for form in page.forms if form.action == "/mijn/wissen"), None)
        if not form:
            report.expect(False, f"{person.email} cannot ask to be erased: {tally.errors[-2:]}")
            continue
        for item in form.fields:
            if item.get("type") == "checkbox":
                item["checked"] = ""
        target, body = filled(page, form)
        answer = guest.visitor.post(target, body)
        report.expect(answer.status == 303, f"{person.email} was not erased: {answer.status}")
    return people
