"""What the twin runs on: as fast as a careful Django developer makes it, on the engine that TWIN_ENGINE names."""

import os
from pathlib import Path

import django
from django.conf import settings

POSTGRES = {"ENGINE": "django.db.backends.postgresql", "USER": "postgres", "HOST": os.environ.get("TWIN_HOST", "")}
# Writers wait for each other instead of failing, and a commit waits for the disk, as in the program under test.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
}  # fmt: skip


def configure() -> None:
    engine = SQLITE if os.environ["TWIN_ENGINE"] == "sqlite" else POSTGRES
    settings.configure(
        DEBUG=False, SECRET_KEY=os.environ["TWIN_KEY"], ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="survey.twin.pages", USE_I18N=False, USE_TZ=False, LOGGING_CONFIG=None,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DATABASES={"default": {**engine, "NAME": os.environ["TWIN_DATABASE"], "CONN_MAX_AGE": None}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(Path(__file__).with_name("templates"))], "APP_DIRS": False,
                "OPTIONS": {"context_processors": ["django.template.context_processors.csrf"]},
            }
        ],
    )  # fmt: skip
    django.setup()
