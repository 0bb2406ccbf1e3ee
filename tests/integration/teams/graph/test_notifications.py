"""What Graph tells is taken if it is Graph's and meant for us, and nothing else is."""

import json

import aiohttp
import pytest

from tests.integration.teams.conftest import ref_of
from tests.integration.teams.test_messages import SECRET_TEXT
from tests.standins.teams_company import (
    ADA,
    BLIND,
    LUNCH,
)
from tests.standins.teams_people import PARTNER_TENANT


async def _post(office, body, *, kind="application/json", query=""):
    url = f"{office.url}/api/graph/notifications{query}"
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=data, headers={"Content-Type": kind}) as got,
    ):
        return got.status, await got.text(), got.content_type


FORGED = {
    "another state": {"state": "guessed"},
    "an empty state": {"state": ""},
    "a token by a stranger": {"token": {"key": "stranger"}},
    "an expired token": {"token": {"exp": 1}},
    "a token for another app": {"token": {"aud": "another"}},
    "a token from another issuer": {"token": {"iss": "https://login.example/v2.0"}},
    "a token of another sender": {"token": {"azp": "another"}},
    "a token of another tenant": {"token": {"tid": PARTNER_TENANT}},
    "a token without an end": {"token": {"exp": None}},
    "no token": {"has_token": False},
    "another tenant": {"tenant": PARTNER_TENANT},
}


@pytest.mark.parametrize("odd", FORGED.values(), ids=FORGED)
async def test_a_notification_is_refused_with(office, odd):
    await office.subscribe()
    message = office.world.say(BLIND, ADA, SECRET_TEXT)

    statuses = await office.notify(message, **odd)

    assert statuses == [401]
    assert await office.keeping.messages.latest_revision(ref_of(message)) is None


async def test_content_with_another_signature_is_not_used_but_read_from_graph(office):
    await office.subscribe()
    message = office.world.say(BLIND, ADA, SECRET_TEXT)

    statuses = await office.notify(message, signature="AAAA")

    assert statuses == [202]
    assert (await office.kept(message)).text == SECRET_TEXT
    assert len(office.world.calls_to("graph.messages.get")) == 1
    assert office.counted("events_received", platform="teams", outcome="not_opened") == 1


async def test_content_sealed_for_a_certificate_we_have_no_more_is_read_from_graph(office):
    await office.subscribe()
    for subscription in office.standing.values():
        subscription.certificate_id = "long-gone"

    message = await office.hear(SECRET_TEXT, conversation=LUNCH)

    assert (await office.kept(message)).text == SECRET_TEXT


async def test_the_same_notification_is_stored_once(office):
    await office.subscribe()
    message = office.world.say(BLIND, ADA, SECRET_TEXT)

    statuses = [await office.notify(message) for _ in range(2)]

    assert statuses == [[202], [202]]
    assert office.counted("events_received", platform="teams", outcome="duplicate") == 1


async def test_one_forged_notification_does_not_hold_up_the_right_ones(office):
    await office.subscribe()
    message = office.world.say(BLIND, ADA, SECRET_TEXT)
    [(url, right)] = office.teams.changed(message)
    forged = right["value"][0] | {"clientState": "guessed"}

    statuses = await office.post([(url, right | {"value": [forged, right["value"][0]]})])

    assert statuses == [202]
    assert (await office.kept(message)).text == SECRET_TEXT
    assert office.counted("requests_refused", platform="teams", reason="wrong_client_state") == 1


async def test_without_keys_to_tell_graph_is_asked_to_come_again(office):
    await office.subscribe()
    office.world.fail("login.openid", times=99, status=503)
    message = office.world.say(BLIND, ADA, SECRET_TEXT)

    assert await office.notify(message) == [503]


async def test_the_handshake_is_answered_in_plain_text_harmless_in_a_browser(office):
    answer = await _post(office, b"", query="?validationToken=Validation%3A%20%3Cb%3E%26")

    assert answer == (200, "Validation: &lt;b&gt;&amp;", "text/plain")


MALFORMED = {
    "no json": (b"{", "application/json", 400),
    "a list": ([], "application/json", 400),
    "no list within": ({"value": 1}, "application/json", 400),
    "another type": (b"{}", "text/plain", 415),
    "too much": (b" " * 300_000, "application/json", 413),
    "an empty list": ({"value": []}, "application/json", 202),
    "more than Graph tells at once": ({"value": [{}] * 2001}, "application/json", 413),
    "something without a place": ({"value": [{}]}, "application/json", 401),
}


@pytest.mark.parametrize(("body", "kind", "status"), MALFORMED.values(), ids=MALFORMED)
async def test_the_door_answers_to(office, body, kind, status):
    answer = await _post(office, body, kind=kind)

    assert answer[0] == status


async def test_graph_is_not_believed_before_anything_was_subscribed_to(office):
    body = {"value": [{"tenantId": office.room.config.tenants[0], "clientState": ""}]}

    assert (await _post(office, body))[0] == 401


async def test_half_a_character_is_no_state(office):
    await office.subscribe()
    one = {"tenantId": office.room.config.tenants[0], "clientState": "\ud800"}

    assert (await _post(office, {"value": [one]}))[0] == 401
