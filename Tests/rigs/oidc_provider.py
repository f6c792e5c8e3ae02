"""A real OpenID provider on loopback: Django OAuth Toolkit, with one client and the people a test names.

Run by the tests as a process of its own; it prints `ready` when it listens. What the tests change while it runs goes
through `/control`, which only exists here.
"""

import argparse
import json
import os
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

# Loopback has no TLS; the library refuses that otherwise.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import django
from django.conf import settings

LOGIN_PAGE = """<!doctype html><html lang="nl"><title>Inloggen bij de gemeente</title><h1>Gemeente</h1>
<form method="post">{% csrf_token %}{{ form.as_p }}<button>Log in</button></form></html>"""
LOGOUT_PAGE = """<!doctype html><html lang="nl"><title>Uitloggen</title><h1>Uitloggen?</h1>
<form method="post">{% csrf_token %}{{ form }}<button name="allow" value="yes">Ja, log uit</button></form></html>"""


def key_pem() -> str:
    from jwcrypto.jwk import JWK

    return JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()


def configure(folder: Path, port: int) -> None:
    issuer = f"http://localhost:{port}/o"
    templates = {"registration/login.html": LOGIN_PAGE, "oauth2_provider/logout_confirm.html": LOGOUT_PAGE}
    settings.configure(
        SECRET_KEY=os.urandom(24).hex(), ALLOWED_HOSTS=["localhost"], ROOT_URLCONF=__name__, USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", LOGIN_URL="/login",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                        "oauth2_provider"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                    "django.contrib.auth.middleware.AuthenticationMiddleware"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "loaders": [("django.template.loaders.locmem.Loader", templates),
                        "django.template.loaders.app_directories.Loader"]}}],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True, "OIDC_ISS_ENDPOINT": issuer, "OIDC_RSA_PRIVATE_KEY": key_pem(),
            "OIDC_RP_INITIATED_LOGOUT_ENABLED": True, "PKCE_REQUIRED": True,
            "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
            "OAUTH2_VALIDATOR_CLASS": f"{__name__}.Validator",
            "SCOPES": {"openid": "Inloggen", "profile": "Naam", "email": "Adres"},
        },
    )
    django.setup()


def prepare(client: str, secret: str, origin: str) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    User.objects.create_user("sanne", "sanne@waterveen.example", "wachtwoord-van-sanne", first_name="Sanne")
    Application.objects.create(
        name="Inzet", client_id=client, client_secret=secret, client_type="confidential",
        authorization_grant_type="authorization-code", algorithm="RS256", skip_authorization=True, hash_client_secret=False,
        redirect_uris=f"{origin}/inloggen/oidc/terug", post_logout_redirect_uris=f"{origin}/")


def make_validator():
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Validator(OAuth2Validator):
        """Puts into the token what a municipality's directory knows."""

        oidc_claim_scope = None

        def get_additional_claims(self, request):
            person = request.user
            return {"name": "Sanne de Wit", "email": person.email, "email_verified": True, **CLAIMS}

    return Validator


# What the tests change: groups and the like.
CLAIMS: dict = {"groups": ["makelaars"], "amr": ["pwd", "mfa"]}


def control(request):
    """`claims` replaces claims, `rotate` makes a new key, `algorithm` is how tokens are signed from now on."""
    from django.http import HttpResponse
    from oauth2_provider.models import Application
    from oauth2_provider.settings import oauth2_settings

    wish = json.loads(request.body)
    CLAIMS.update(wish.get("claims", {}))
    if wish.get("rotate"):
        oauth2_settings.OIDC_RSA_PRIVATE_KEY = key_pem()
    if "algorithm" in wish:
        Application.objects.update(algorithm=wish["algorithm"])
    return HttpResponse("ok")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


def main() -> None:
    global Validator, urlpatterns
    options = argparse.ArgumentParser()
    for name in ("folder", "port", "client", "secret", "origin"):
        options.add_argument(f"--{name}", required=True)
    chosen = options.parse_args()
    configure(Path(chosen.folder), int(chosen.port))
    from django.contrib.auth.views import LoginView
    from django.core.wsgi import get_wsgi_application
    from django.urls import include, path
    from django.views.decorators.csrf import csrf_exempt

    Validator = make_validator()
    urlpatterns = [
        path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")), path("login", LoginView.as_view()),
        path("control", csrf_exempt(control)),
    ]
    prepare(chosen.client, chosen.secret, chosen.origin)
    server = make_server("127.0.0.1", int(chosen.port), get_wsgi_application(), _Server, _Quiet)
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
