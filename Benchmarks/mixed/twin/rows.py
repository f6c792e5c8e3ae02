"""The tables of the program under test as Django sees them: the same rows, none made by Django."""

import datetime

from django.db import models

MOMENTS = [day + part for day in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
           for part in ("ochtend", "middag", "avond", "nacht")]  # fmt: skip


def now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Organisation(models.Model):
    id = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    name = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "organisation", "twin"


class Vacancy(models.Model):
    id = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING)
    municipality_code = models.TextField()
    neighbourhood_id = models.TextField(null=True)
    title = models.TextField()
    what = models.TextField()
    why = models.TextField()
    gets = models.TextField()
    sector = models.TextField()
    target_groups = models.TextField()
    place = models.TextField()
    rhythm = models.TextField()
    moments = models.BigIntegerField()
    time_text = models.TextField()
    minutes_min = models.BigIntegerField(null=True)
    minutes_max = models.BigIntegerField(null=True)
    places = models.BigIntegerField()
    good_to_start = models.BooleanField()
    learning_dutch = models.BooleanField()
    wheelchair = models.BooleanField()
    from_home = models.BooleanField()
    vog = models.BooleanField()
    insured = models.BooleanField()
    contact = models.TextField()
    state = models.TextField()
    published_at = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "vacancy", "twin"

    def when(self):
        chosen = [name for bit, name in enumerate(MOMENTS) if self.moments >> bit & 1]
        more = f" en nog {len(chosen) - 2}" if len(chosen) > 2 else ""
        return ", ".join(chosen[:2]) + more

    def hours(self):
        return f"{self.minutes_min // 60} tot {self.minutes_max // 60} uur per week" if self.minutes_min else ""


class Application(models.Model):
    id = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    vacancy = models.ForeignKey(Vacancy, models.DO_NOTHING)
    organisation_id = models.TextField()
    municipality_code = models.TextField()
    neighbourhood_id = models.TextField(null=True)
    sector = models.TextField()
    name = models.TextField()
    email = models.TextField(null=True)
    phone = models.TextField(null=True)
    postcode = models.TextField(null=True)
    language = models.TextField(default="nl")
    message = models.TextField()
    state = models.TextField()
    shares_contact = models.BooleanField(default=False)
    created_at = models.TextField(default=now)
    state_at = models.TextField(default=now)

    class Meta:
        managed, db_table, app_label = False, "application", "twin"


class AuditEvent(models.Model):
    seq = models.BigIntegerField(primary_key=True)
    at = models.TextField(default=now)
    actor = models.TextField(default="bezoeker")
    action = models.TextField()
    object = models.TextField()
    object_id = models.TextField()
    municipality = models.TextField()
    origin = models.TextField(default="web")
    result = models.TextField(default="gelukt")
    details = models.TextField(default="{}")
    previous = models.TextField(default="")
    hash = models.TextField(default="")

    class Meta:
        managed, db_table, app_label = False, "audit_event", "twin"


class Token(models.Model):
    hash = models.TextField(primary_key=True)
    purpose = models.TextField()
    subject = models.TextField()
    data = models.TextField(default="")
    created_at = models.TextField(default=now)
    expires_at = models.TextField(default=now)

    class Meta:
        managed, db_table, app_label = False, "token", "twin"


class Mail(models.Model):
    id = models.TextField(primary_key=True)
    message_id = models.TextField()
    kind = models.TextField()
    recipient = models.TextField()
    recipient_name = models.TextField(default="")
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField()
    state = models.TextField(default="wacht")
    tries = models.BigIntegerField(default=0)
    next_at = models.TextField(default=now)
    created_at = models.TextField(default=now)
    secret = models.BooleanField(default=True)

    class Meta:
        managed, db_table, app_label = False, "mail", "twin"
