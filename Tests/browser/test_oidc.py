"""Staff sign in with a real provider, in Chromium: every page on the way, with and without script."""

import sqlite3

import pytest
from axe import axe
from browsing import Visit
from oidc import NAME, Provider, reason, site, town


@pytest.fixture(scope="module")
def place():
    with town() as (folder, database, port):
        provider = Provider(folder, f"http://localhost:{port}")
        try:
            with site(folder, database, provider.issuer, port) as running:
                yield running, provider, database
        finally:
            provider.stop()


@pytest.fixture
def walk(browser, place):
    made: list[Visit] = []

    def make(**options) -> Visit:
        made.append(Visit(browser, place[0].origin, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


def sign_in(visit: Visit, path: str = "/inloggen/medewerker") -> None:
    visit.go(path)
    visit.page.get_by_role("button", name=f"Inloggen met {NAME}").click()
    # The page in between goes on by itself.
    visit.page.wait_for_url("**/login?**")
    visit.page.fill("#id_username", "sanne")
    visit.page.fill("#id_password", "wachtwoord-van-sanne")
    visit.page.get_by_role("button", name="Log in").click()
    visit.page.wait_for_url(f"{visit.origin}/**")


def complaints(visit: Visit, provider: Provider) -> list[str]:
    own = f"asks another site: http://localhost:{provider.port}/"
    return [one for one in visit.take_complaints() if not one.startswith(own)]


def roles(database) -> list[str]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute(
            "SELECT r.role FROM municipal_role r JOIN openid_identity i ON i.person_id = r.person_id ORDER BY r.role")]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_button_leads_to_the_provider_and_back(walk, place, javascript):
    visit = walk(javascript=javascript)
    sign_in(visit, "/inloggen/medewerker?terug=/centrale/organisaties")
    assert visit.page.url == f"{visit.origin}/centrale/organisaties"
    assert visit.page.locator("h1").count() == 1
    assert complaints(visit, place[1]) == []
    cookies = {cookie["name"]: cookie for cookie in visit.context.cookies(visit.origin)}
    assert cookies["inzet-sessie"]["httpOnly"] and cookies["inzet-sessie"]["sameSite"] == "Lax"
    assert cookies["inzet-sessie"]["expires"] == -1
    assert "inzet-inlogproef" not in cookies
    assert roles(place[2]) == ["makelaar"]


def test_a_group_that_is_gone_takes_its_role_along(walk, place):
    _, provider, database = place
    provider.control(claims={"groups": ["makelaars", "beheerders"]})
    visit = walk()
    sign_in(visit)
    assert visit.go("/beheer/inloggen-met-gemeente") == 200
    assert axe(visit.page) == []
    provider.control(claims={"groups": ["makelaars"]})
    again = walk()
    sign_in(again)
    assert roles(database) == ["makelaar"]
    # Also in the session that was open.
    assert visit.go("/beheer") == 404


def test_a_new_key_of_the_provider_is_found(walk, place):
    place[1].control(rotate=True)
    visit = walk()
    sign_in(visit)
    assert visit.go("/centrale") == 200


def test_a_provider_that_signs_with_a_shared_secret_is_refused(walk, place):
    # Django OAuth Toolkit offers HS256 beside RS256.
    place[1].control(algorithm="HS256")
    try:
        visit = walk()
        sign_in(visit)
        assert visit.page.get_by_text("Nummer van deze aanvraag").is_visible()
        assert reason(place[0].log, visit.page.content()) == "algoritme"
        assert visit.go("/centrale") == 200
        assert "/inloggen" in visit.page.url
    finally:
        place[1].control(algorithm="RS256")


def test_signing_out_offers_to_sign_out_there_too(walk, place):
    visit = walk()
    sign_in(visit)
    visit.page.get_by_role("button", name="Uitloggen").click()
    assert axe(visit.page) == []
    visit.page.get_by_role("link", name=f"Ook uitloggen bij {NAME}").click()
    visit.page.get_by_role("button", name="Ja, log uit").click()
    visit.page.wait_for_url(f"{visit.origin}/")
    # Signed out there: the next time asks for the password.
    visit.go("/inloggen/medewerker")
    visit.page.get_by_role("button", name=f"Inloggen met {NAME}").click()
    visit.page.wait_for_url("**/login?**")


def test_the_pages_work_on_a_narrow_screen(walk, place):
    visit = walk(size={"width": 320, "height": 640}, javascript=True)
    visit.go("/inloggen/medewerker")
    assert axe(visit.page) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    visit.go("/inloggen/oidc/terug?state=x")
    assert visit.page.get_by_role("heading", name="Inloggen lukte niet").is_visible()
    assert axe(visit.page) == []
