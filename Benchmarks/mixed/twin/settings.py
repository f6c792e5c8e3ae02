"""What the twin runs on: as fast as a careful Django developer makes it.

Cached templates, connections that stay open, no sessions or accounts on pages that need none, only the middleware
that protects what the program under test protects too.
"""

import os
from pathlib import Path

import django
from django.conf import settings

# The key only has to be the same in all processes.
KEY = os.environ.get("TWIN_KEY") or os.urandom(32).hex()


def configure() -> None:
    settings.configure(
        DEBUG=False, SECRET_KEY=KEY, ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="mixed.twin.pages",
        USE_I18N=False, USE_TZ=False, LOGGING_CONFIG=None, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": os.environ["TWIN_DATABASE"], "USER": "postgres",
                "HOST": os.environ["TWIN_HOST"], "CONN_MAX_AGE": None,
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(Path(__file__).with_name("templates"))], "APP_DIRS": False,
                "OPTIONS": {"context_processors": ["django.template.context_processors.csrf"]},
            }
        ],
    )  # fmt: skip
    django.setup()
