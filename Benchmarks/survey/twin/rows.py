"""The tables of the program under test as Django sees them: the same rows, none made by Django."""

from django.db import models


class Survey(models.Model):
    id = models.TextField(primary_key=True)
    state = models.TextField()
    version_id = models.TextField()
    closes_on = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "survey", "twin"


class Version(models.Model):
    id = models.TextField(primary_key=True)
    content = models.JSONField()

    class Meta:
        managed, db_table, app_label = False, "survey_version", "twin"


class Address(models.Model):
    id = models.TextField(primary_key=True)
    survey = models.ForeignKey(Survey, models.DO_NOTHING)
    token_hash = models.TextField()
    turnout = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "survey_address", "twin"


class Response(models.Model):
    id = models.TextField(primary_key=True)
    survey_id = models.TextField()
    version_id = models.TextField()
    channel = models.TextField(default="link")
    state = models.TextField(default="draft")
    address_id = models.TextField()
    language = models.TextField(default="nl")
    block = models.TextField()
    answers = models.JSONField()
    started_at = models.TextField()
    changed_at = models.TextField()

    class Meta:
        managed, db_table, app_label = False, "survey_response", "twin"
