"""The five pages: searching, reading, asking for a sign-in link, the form to apply, applying.

Where the two differ in work, the twin does less: facet counts are made once per process, the audit log is no chain,
no request is guarded against being carried out twice, mail stays where it is written, nothing keeps memory fresh.
"""

import hashlib
import os
import secrets
import uuid

from mixed.twin import settings

settings.configure()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.http import Http404, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.urls import path, re_path  # noqa: E402

from mixed.twin.rows import MOMENTS, Application, AuditEvent, Mail, Token, Vacancy, now  # noqa: E402

ORIGIN = os.environ.get("TWIN_ORIGIN", "http://127.0.0.1")
OPEN = Vacancy.objects.filter(state="online").select_related("organisation")


def facets():
    """Computed once per process."""
    def by(field):
        return list(Vacancy.objects.filter(state="online").values_list(field).annotate(n=Count("*")).order_by(field))

    moments = [(name, Vacancy.objects.filter(state="online").extra(where=["moments >> %s & 1 = 1"], params=[bit]).count())
               for bit, name in enumerate(MOMENTS)]  # fmt: skip
    return [("Soort werk", "sector", by("sector")), ("Voor wie", "doelgroep", by("target_groups")),
            ("Hoe vaak", "ritme", by("rhythm")), ("Wanneer", "moment", moments)]  # fmt: skip


FACETS, TOTAL = facets(), OPEN.count()
connection.close()  # each worker opens its own


def search(request):
    typed, sector = request.GET.get("q", "").strip(), request.GET.get("sector", "")
    found = OPEN
    if sector:
        found = found.filter(sector=sector)
    if typed:
        found = found.extra(where=["twin_words @@ plainto_tsquery('dutch', %s)"], params=[typed])
    total = found.count() if typed or sector else TOTAL
    rows = list(found.order_by("-published_at", "-id")[:20])
    return render(request, "search.html", {
        "rows": rows, "total": total, "q": typed, "sector": sector, "facets": FACETS, "asked": request.GET,
    })  # fmt: skip


def vacancy_of(number):
    row = OPEN.filter(number=number).first()
    if row is None:
        raise Http404
    return row


def vacancy(request, number):
    row = vacancy_of(number)
    taken = Application.objects.filter(vacancy=row, state="geplaatst").count()
    alike = list(OPEN.filter(sector=row.sector).exclude(id=row.id).order_by("-published_at", "-id")[:3])
    return render(request, "vacancy.html", {"row": row, "free": row.places - taken, "alike": alike, "origin": ORIGIN})


class LinkForm(forms.Form):
    email = forms.EmailField()


class ApplyForm(forms.Form):
    naam = forms.CharField(max_length=100)
    email = forms.EmailField()
    telefoon = forms.CharField(max_length=30, required=False)
    postcode = forms.CharField(max_length=7, required=False)
    bericht = forms.CharField(max_length=2000)


def send(kind, address, name, subject, paragraphs, link):
    context = {"subject": subject, "paragraphs": paragraphs, "link": ORIGIN + link, "name": name}
    number = str(uuid.uuid4())
    Mail.objects.create(
        id=number, message_id=f"{number}@twin.example", kind=kind, recipient=address, recipient_name=name,
        subject=subject, text="\n\n".join([*paragraphs, ORIGIN + link]), html=render_to_string("mail.html", context))


def token(purpose, subject):
    secret = secrets.token_urlsafe(24)
    Token.objects.create(hash=hashlib.sha256(secret.encode()).hexdigest(), purpose=purpose, subject=subject)
    return secret


def sign_in(request):
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"].lower()
        with transaction.atomic():
            if Token.objects.filter(subject=address, purpose="inloglink").count() < 5:
                secret = token("inloglink", address)
                send("inloglink", address, "", "Je inloglink", ["Hallo,", "Met deze knop log je in."],
                     f"/inloggen/link/{secret}")  # fmt: skip
        return HttpResponseRedirect("/inloggen/verstuurd")
    return render(request, "sign_in.html", {"form": form})


def apply(request, number):
    row = vacancy_of(number)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            write(row, form.cleaned_data)
        return HttpResponseRedirect(f"/vacatures/{number}/gereageerd")
    return render(request, "apply.html", {"row": row, "form": form})


def write(row, given):
    address = given["email"].lower()
    if Mail.objects.filter(recipient=address).count() >= 10:
        return
    if Application.objects.filter(vacancy=row, email=address).exclude(state="ingetrokken").exists():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('twin_application'), nextval('twin_audit')")
        number, seq = cursor.fetchone()
    application = Application.objects.create(
        id=str(uuid.uuid4()), number=number, vacancy=row, organisation_id=row.organisation_id,
        municipality_code=row.municipality_code, neighbourhood_id=row.neighbourhood_id, sector=row.sector,
        name=given["naam"], email=address, phone=given["telefoon"] or None, postcode=given["postcode"] or None,
        message=given["bericht"], state="onbevestigd")
    AuditEvent.objects.create(
        seq=seq, action="reactie-ingevuld", object="reactie", object_id=application.id,
        municipality=row.municipality_code, at=now())
    secret = token("reactie-bevestigen", application.id)
    send("reactie-bevestigen", address, given["naam"], f"Bevestig je reactie op “{row.title}”",
         [f"Beste {given['naam']},", f"Je reageerde op “{row.title}” van {row.organisation.name}.",
          "Klik op de knop. Dan gaat je reactie naar de organisatie."], f"/reactie/bevestigen/{secret}")  # fmt: skip


urlpatterns = [
    path("vacatures", search), path("inloggen", sign_in), path("healthz", lambda _: HttpResponse("ok\n")),
    path("vacatures/<int:number>/reageren", apply), re_path(r"^vacatures/(?P<number>\d+)(?:-[a-z0-9-]*)?$", vacancy),
]
application = get_wsgi_application()
