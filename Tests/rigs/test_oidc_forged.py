"""What a lying provider, a thief or a broken line may try at the door of the municipality: each refused."""

import threading
import time

import pytest
from oidc import come_back, leave, reason, site, town
from oidc_forger import Forger
from visitor import Visitor
from way_out import way_out


@pytest.fixture(scope="module")
def place():
    forger = Forger("inzet")
    with town() as (folder, database, port):
        try:
            with site(folder, database, forger.issuer, port) as running:
                yield running, forger
        finally:
            forger.stop()


@pytest.fixture
def forger(place):
    place[1].reset()
    yield place[1]
    place[1].reset()


def attempt(place) -> tuple:
    """One walk; the answer, and the reason in the log when it was refused."""
    running, _ = place
    visitor = Visitor(running.port)
    answer = come_back(visitor, leave(visitor))
    return answer, reason(running.log, answer.body), visitor


def test_an_honest_token_comes_in(place, forger):
    answer, found, visitor = attempt(place)
    assert (answer.status, found) == (303, None)
    assert visitor.get("/beheer").status == 200


def change(**values):
    return lambda claims: claims.update(values)


def drop(name):
    return lambda claims: claims.pop(name)


NOW = int(time.time())
SPOILED = {
    "uitgever": change(iss="https://evil.example"),
    "ontvanger": change(aud="een-ander"),
    "azp": change(aud=["inzet", "een-ander"]),
    "nonce": change(nonce="van-een-ander"),
    "nonce ": drop("nonce"),
    "verlopen": change(exp=NOW - 3600),
    "verlopen ": drop("exp"),
    "tijdstip": change(iat=NOW - 7200),
    "nog-niet-geldig": change(nbf=NOW + 7200),
    "at-hash": change(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "sub": drop("sub"),
}


@pytest.mark.parametrize("word", SPOILED)
def test_a_spoiled_claim_is_refused(place, forger, word):
    forger.spoil = SPOILED[word]
    answer, found, visitor = attempt(place)
    assert (answer.status, found) == (400, word.strip())
    assert "Nummer van deze aanvraag" in answer.body
    assert "inzet-sessie" not in visitor.cookies


def test_tokens_that_were_not_signed_by_the_provider_are_refused(place, forger):
    for sign, word in [
        (forger.unsigned, "algoritme"),
        (forger.confused, "algoritme"),
        (lambda claims: forger.signed(claims, forger.new_key("k1")), "handtekening"),
        (lambda claims: forger.signed(claims)[:-8] + "AAAAAAAA", "handtekening"),
        (lambda claims: "geen token", "token-vorm"),
    ]:
        forger.sign = sign
        answer, found, _ = attempt(place)
        assert (answer.status, found) == (400, word)


def test_a_new_key_is_looked_up_once_and_not_for_every_stranger(place, forger):
    forger.published = [forger.key, forger.new_key("k2")]
    forger.sign = lambda claims: forger.signed(claims, forger.published[1])
    before = forger.asked.count("/keys")
    answer, found, _ = attempt(place)
    assert (answer.status, found) == (303, None)
    assert forger.asked.count("/keys") == before + 1
    stranger = forger.new_key("nooit-gezien")
    forger.sign = lambda claims: forger.signed(claims, stranger)
    for _ in range(5):
        assert attempt(place)[1] == "sleutel-onbekend"
    assert forger.asked.count("/keys") == before + 1


def test_a_way_back_works_once_and_in_one_browser(place, forger):
    running, _ = place
    visitor = Visitor(running.port)
    answer = come_back(visitor, leave(visitor))
    assert answer.status == 303
    # The same address again, with all the cookies; and in another browser that is on its way itself.
    assert visitor.get(answer.url).status == 400
    victim, thief = Visitor(running.port), Visitor(running.port)
    way = leave(victim)
    leave(thief)
    stolen = come_back(thief, way)
    assert stolen.status == 400
    assert reason(running.log, stolen.body) == "andere-browser"
    assert "inzet-sessie" not in thief.cookies
    # The victim is not hindered.
    assert come_back(victim, way).status == 303


def test_a_redirect_is_not_followed_and_answers_have_bounds(place, forger):
    running, _ = place

    def redirect(handler):
        handler.send_response(302)
        handler.send_header("Location", f"http://localhost:{running.port}/healthz")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def flood(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" " * 65_536)
        except OSError:
            return

    def trickle(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" ")
                time.sleep(0.2)
        except OSError:
            return

    for behave, word, seconds in [
        (redirect, "antwoord:302", 3), (flood, "antwoord-te-groot", 5), (trickle, "onbereikbaar", 15)]:
        forger.token_answer = behave
        start = time.monotonic()
        answer, found, _ = attempt(place)
        assert (answer.status, found) == (502, word)
        assert time.monotonic() - start < seconds


def test_visitors_notice_nothing_of_a_provider_that_hangs(place, forger):
    running, _ = place
    held = threading.Event()
    forger.token_answer = lambda handler: held.wait(20)
    waiting = [threading.Thread(target=attempt, args=(place,)) for _ in range(8)]
    for one in waiting:
        one.start()
    try:
        time.sleep(0.5)
        start = time.monotonic()
        assert Visitor(running.port).get("/").status == 200
        assert time.monotonic() - start < 2
    finally:
        held.set()
        for one in waiting:
            one.join(30)


def test_a_provider_is_asked_through_the_proxy_of_the_network():
    forger = Forger("inzet")
    with town() as (folder, database, port), way_out() as (proxy, asked):
        try:
            with site(folder, database, forger.issuer, port, environment={"http_proxy": proxy}) as running:
                answer, found, _ = attempt((running, forger))
        finally:
            forger.stop()
    assert (answer.status, found) == (303, None)
    # The browser of the visitor goes its own way.
    straight = [f"{forger.issuer}{path}" for path in forger.asked if path != "/authorize"]
    assert sorted(straight) == sorted(asked) and asked
