"""What the doors take, and what they answer to everything else."""

import json

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.teams.config import Registration, TeamsConfig
from tests.integration.teams.test_messages import HARMLESS
from tests.standins.teams_company import ADA, REPORTS
from tests.standins.teams_people import APP_ID, TENANT
from tests.standins.teams_tokens import authorization


def _activity(office, **changes):
    said = office.world.say(REPORTS, ADA, HARMLESS)
    return office.events.message(said, **changes)


def _signed(office, **changes):
    return authorization("valid", office.teams.service_url, **changes)


async def test_an_activity_is_acknowledged_before_teams_is_asked_anything(office):
    office.world.fail("members.get", status=500, times=99)
    office.world.fail("members.paged", status=500, times=99)

    answer = await office.send.activity(_activity(office))

    assert answer.status == 202
    assert office.counted("events_received", platform="teams", outcome="stored") == 1


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '"text"', "null", "", "[" * 100_000, "{}", '{"type": "message"}', '{"type": 5}'],
    ids=["cut", "list", "text", "null", "empty", "deep", "nothing", "no place", "a number"],
)
async def test_a_body_that_is_no_activity_is_malformed(office, body):
    answer = await office.send.raw(body, header=_signed(office))

    assert answer.status == 400


async def test_an_activity_without_a_tenant_is_another_tenants(office):
    activity = _activity(office)
    del activity["conversation"]["tenantId"]
    del activity["channelData"]["tenant"]

    assert (await office.send.activity(activity)).status == 403


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded"])
async def test_another_media_type_is_refused_with_415(office, kind):
    body = json.dumps(_activity(office))

    answer = await office.send.raw(body, header=_signed(office), kind=kind)

    assert answer.status == 415


async def test_a_media_type_with_its_charset_is_taken(office):
    body = json.dumps(_activity(office))

    answer = await office.send.raw(
        body, header=_signed(office), kind="application/json; charset=utf-8"
    )

    assert answer.status == 202


async def test_a_body_over_the_limit_is_too_large(office):
    answer = await office.send.activity(_activity(office, text="x" * 100_000))

    assert (answer.status, await office.keeping.queue.backlog()) == (413, 0)


async def test_an_unknown_activity_is_acknowledged_and_counted(office):
    answer = await office.send.activity(_activity(office) | {"type": "typing"})

    assert (answer.status, await office.keeping.queue.backlog()) == (202, 0)
    assert office.counted("events_received", platform="teams", outcome="unknown") == 1


async def test_an_unknown_invoke_is_counted_and_not_implemented(office):
    answer = await office.send.activity(
        _activity(office) | {"type": "invoke", "name": "task/fetch"}
    )

    assert answer.status == 501
    assert office.counted("events_received", platform="teams", outcome="unknown") == 1


async def test_an_activity_delivered_again_is_stored_once(office):
    activity = _activity(office)

    answers = [await office.send.activity(activity) for _ in range(2)]

    assert [answer.status for answer in answers] == [202, 202]
    assert office.counted("events_received", platform="teams", outcome="duplicate") == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [("", 202), ("/home", 202), (f"/{TENANT}", 202), ("/nobody", 404)],
    ids=["alone", "by its slug", "by its tenant", "of nobody"],
)
async def test_a_registration_has_its_address(office, address, status):
    activity = json.dumps(_activity(office))
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": _signed(office), "Content-Type": "application/json"}
        url = f"{office.url}/api/messages{address}"
        async with session.post(url, data=activity, headers=headers) as answer:
            assert answer.status == status


def test_without_an_app_id_nothing_is_served_outside_the_playground():
    with pytest.raises(SettingsError):
        TeamsConfig(registrations=(Registration(tenant=TENANT),))


@pytest.mark.parametrize(
    "other",
    [{"tenant": TENANT}, {"tenant": "T2", "slug": "home"}, {"tenant": "T2", "slug": TENANT}],
    ids=["tenant", "slug", "a slug like a tenant"],
)
def test_two_registrations_that_share_an_address_are_refused(registration, other):
    twin = Registration(app_id="another", **other)

    with pytest.raises(SettingsError):
        TeamsConfig(registrations=(registration, twin))


def test_without_a_tenant_nothing_is_served():
    with pytest.raises(SettingsError):
        TeamsConfig(registrations=(Registration(app_id=APP_ID),))
