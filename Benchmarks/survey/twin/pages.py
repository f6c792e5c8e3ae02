"""Reading and sending in one page of a questionnaire.

Where the two differ in work the twin does less: it knows no routes through the questionnaire, no other languages, no
faults that depend on other answers, and writes no log of requests.
"""

import base64
import datetime
import functools
import hashlib
import uuid

from survey.twin import settings

settings.configure()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.http import Http404, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from survey.twin.rows import Address, Response, Version  # noqa: E402


def now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def codes(choices: list[dict]) -> list[tuple[int, str]]:
    return [(one["code"], one["nl"]) for one in choices]


def fields_of(question: dict) -> dict[str, forms.Field]:
    """The fields of one question, by the names they have on the page."""
    name, text, needed = question["id"], question["text"], question.get("required", False)
    several = functools.partial(forms.TypedMultipleChoiceField, coerce=int, required=False)
    match question["type"]:
        case "single":
            return {name: forms.TypedChoiceField(
                choices=codes(question["choices"]), coerce=int, required=needed, label=text, widget=forms.RadioSelect)}  # fmt: skip
        case "multiple":
            return {name: several(choices=codes(question["choices"]), label=text, widget=forms.CheckboxSelectMultiple)}
        case "scale":
            steps = [(step, str(step)) for step in range(question["lowest"], question["highest"] + 1)]
            return {name: forms.TypedChoiceField(
                choices=steps, coerce=int, required=False, label=text, empty_value=None, widget=forms.RadioSelect)}  # fmt: skip
        case "number":
            return {name: forms.IntegerField(
                min_value=question["lowest"], max_value=question["highest"], required=False, label=text)}  # fmt: skip
        case "grid_multi":
            return {
                f"{name}.{row['code']}": several(
                    choices=codes(question["columns"]), label=row["nl"], widget=forms.CheckboxSelectMultiple)
                for row in question["rows"]
            }  # fmt: skip
        case _:
            return {name: forms.CharField(max_length=2000, required=False, label=text, widget=forms.Textarea)}


@functools.cache
def blocks(version: str) -> dict[str, tuple[dict, type[forms.Form], str]]:
    """Each page: its content, its form and where one goes on."""
    all_blocks = Version.objects.get(id=version).content["blocks"]
    pages = {}
    for block, after in zip(all_blocks, [*all_blocks[1:], None], strict=True):
        fields = {name: field for question in block["questions"] for name, field in fields_of(question).items()}
        form = type("PageForm", (forms.Form,), fields)
        pages[block["id"]] = (block, form, f"pagina/{after['id']}" if after else "overzicht")
    return pages


def answers_of(block: dict, given: dict) -> dict:
    """What the form says, in the shape in which the program under test keeps it."""
    found = {}
    for question in block["questions"]:
        name, kind = question["id"], question["type"]
        if kind == "grid_multi":
            rows = {str(row["code"]): given[f"{name}.{row['code']}"] for row in question["rows"]}
            value = {row: ticked for row, ticked in rows.items() if ticked} or None
        elif kind in ("single", "scale"):
            value = None if given[name] in (None, "") else [given[name]]
        else:
            value = given[name]
        if value not in (None, "", []):
            found[name] = value
    return found


def found(token: str) -> Address:
    key = base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode().rstrip("=")
    address = Address.objects.select_related("survey").filter(token_hash=key).first()
    if address is None or address.survey.state != "veldwerk":
        raise Http404
    return address


def page(request, token, block):
    if request.method == "GET":
        address = found(token)
        content, form, _ = blocks(address.survey.version_id)[block]
        return render(request, "page.html", {"block": content, "form": form(), "title": content["title"]})
    with transaction.atomic():
        return save(request, found(token), token, block)


def save(request, address, token, block):
    survey = address.survey
    content, form, after = blocks(survey.version_id)[block]
    form = form(request.POST)
    if not form.is_valid():
        return render(request, "page.html", {"block": content, "form": form, "title": content["title"]}, status=400)
    response = Response.objects.select_for_update().filter(survey_id=survey.id, address_id=address.id).first()
    if response is None:
        response = Response(
            id=str(uuid.uuid4()), survey_id=survey.id, version_id=survey.version_id, address_id=address.id, answers={},
            started_at=now(), block=block, changed_at=now())
    elif response.state != "draft":
        return HttpResponseRedirect(f"/vragenlijst/{token}")
    known = response.answers
    asked = [question["id"] for question in content["questions"]]
    kept = {name: value for name, value in known.get("v", {}).items() if name not in asked}
    seen = sorted({*known.get("g", []), *asked})
    response.answers = {"v": {**kept, **answers_of(content, form.cleaned_data)}, "g": seen}
    response.block, response.changed_at = block, now()
    response.save()
    if address.turnout == "none":
        address.turnout = "started"
        address.save(update_fields=["turnout"])
    return HttpResponseRedirect(f"/vragenlijst/{token}/{after}")


urlpatterns = [
    path("healthz", lambda _: HttpResponse("ok\n")), path("vragenlijst/<str:token>/pagina/<str:block>", page),
]
application = get_wsgi_application()
