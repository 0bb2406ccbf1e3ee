"""Who is believed at the door: proven by Microsoft, meant for us, about our own tenant's talk."""

import asyncio
import contextlib
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.teams.config import Registration
from tests.integration.teams.test_messages import HARMLESS
from tests.standins.teams_company import ADA, REPORTS
from tests.standins.teams_people import TENANT
from tests.standins.teams_sender import Sender
from tests.standins.teams_tokens import KINDS, UNSIGNED

BAD_TOKENS = [kind for kind in (*KINDS, *UNSIGNED) if kind != "valid"]


def _activity(office, **changes):
    said = office.world.say(REPORTS, ADA, HARMLESS)
    return office.events.message(said, **changes)


@pytest.mark.parametrize("kind", BAD_TOKENS)
async def test_a_bad_token_is_refused_with_401(office, kind):
    answer = await office.send.activity(_activity(office), signed=kind)

    assert (answer.status, await office.keeping.queue.backlog()) == (401, 0)
    assert office.counted("requests_refused", platform="teams", reason="wrong_token") == 1


@pytest.mark.parametrize(
    "issuer",
    [
        "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
        "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0",
    ],
    ids=["the emulator", "a skill"],
)
async def test_tokens_of_the_emulator_and_of_skills_are_refused_without_asking_for_keys(
    office, issuer, monkeypatch
):
    monkeypatch.setitem(KINDS, "another kind", {"iss": issuer})

    answer = await office.send.activity(_activity(office), signed="another kind")

    assert answer.status == 401
    assert office.world.calls_to("login.openid") == []


async def test_a_token_for_another_address_than_the_activitys_is_refused(office):
    elsewhere = _activity(office, serviceUrl="http://127.0.0.1:9/amer/")

    answer = await office.send.activity(elsewhere)

    assert answer.status == 401


async def test_a_channel_the_key_does_not_vouch_for_is_refused(office):
    assert (await office.send.activity(_activity(office, channelId="skype"))).status == 401


async def test_a_visitor_of_a_web_page_is_nobody_of_the_tenant(office, monkeypatch):
    monkeypatch.setitem(KINDS, "by a key for every channel", {"key": "every"})
    activity = _activity(office, channelId="webchat")

    answer = await office.send.activity(activity, signed="by a key for every channel")

    assert (answer.status, await office.keeping.queue.backlog()) == (403, 0)
    assert office.counted("requests_refused", platform="teams", reason="another_channel") == 1


async def test_another_tenants_talk_is_refused_although_the_token_is_good(office):
    activity = _activity(office)
    activity["conversation"]["tenantId"] = "another tenant"

    answer = await office.send.activity(activity)

    assert (answer.status, await office.keeping.queue.backlog()) == (403, 0)
    assert office.counted("requests_refused", platform="teams", reason="another_tenant") == 1


async def test_the_tenant_is_the_conversations_and_not_the_senders(office):
    activity = _activity(office)
    activity["channelData"]["tenant"]["id"] = "the sender's"

    assert (await office.tell(activity)).status == 202
    kept = await office.keeping.messages.load_message(
        (await office.kept(office.world.told_in(REPORTS)[0])).ref
    )
    assert kept.ref.tenant == TENANT


async def test_keys_are_fetched_once_for_many_activities(office):
    for _ in range(5):
        await office.tell(_activity(office))

    assert len(office.world.calls_to("openid.keys")) == 1


async def test_invented_key_ids_do_not_make_us_ask_for_keys_each_time(office):
    for _ in range(5):
        await office.send.activity(_activity(office), signed="by an unknown key")

    assert len(office.world.calls_to("openid.keys")) <= 2


class TestASlowMicrosoft:
    """Keys and tokens that take their time hold up nobody else."""

    @pytest.fixture
    def config(self, config, teams):
        teams.world.delays |= {"openid": 1.0, "token": 1.0}
        return config

    async def test_the_event_loop_goes_on_meanwhile(self, office):
        beats = asyncio.create_task(_longest_gap())

        answer = await office.tell(_activity(office))

        beats.cancel()
        assert (answer.status, await beats < 0.5) == (202, True)


async def _longest_gap():
    longest, last = 0.0, time.monotonic()
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(0.005)
            now = time.monotonic()
            longest, last = max(longest, now - last), now
    return longest


class TestWithoutKeys:
    """Microsoft's keys cannot be had when the bot starts."""

    @pytest.fixture
    def config(self, config, teams):
        teams.world.fail("openid", status=500, times=2)
        return config

    async def test_nothing_is_refused_for_good_and_keys_are_asked_for_again(self, office):
        before = await office.send.activity(_activity(office))
        office.clock.ahead += timedelta(seconds=6)
        await office.send.activity(_activity(office))
        office.clock.ahead += timedelta(seconds=6)

        after = await office.send.activity(_activity(office))

        assert (before.status, after.status) == (503, 202)


class TestSeveralTenants:
    """Two registrations, each with an address of its own."""

    @pytest.fixture
    def config(self, config, registration):
        other = Registration(app_id="another-app", tenant="T2", slug="other", secret="s")
        return replace(config, registrations=(registration, other))

    async def test_without_a_name_nobody_is_meant(self, office):
        assert (await office.send.activity(_activity(office))).status == 404

    async def test_a_token_for_one_app_is_not_good_at_the_others_address(self, office, teams):
        send = Sender(f"{office.url}/api/messages/other", teams)
        answer = await send.activity(_activity(office))
        await send.close()

        assert answer.status == 401

    async def test_each_is_served_at_its_own(self, office, teams):
        send = Sender(f"{office.url}/api/messages/home", teams)
        answer = await send.activity(_activity(office))
        await send.close()

        assert answer.status == 202


class TestThePlayground:
    """Microsoft's local client, which proves nothing about itself."""

    @pytest.fixture
    def config(self, config):
        return replace(config, registrations=(), playground=True)

    async def test_it_is_believed_without_a_token(self, office):
        assert (await office.tell(_activity(office), signed="nothing")).status == 202

    async def test_a_token_is_not_taken_for_proof(self, office):
        answer = await office.send.activity(_activity(office), signed="for another app")

        assert answer.status == 401

    @pytest.mark.parametrize("address", ["https://elsewhere.example/", "https://[torn"])
    async def test_nothing_is_sent_to_another_machine_on_its_word(self, office, address):
        activity = _activity(office, serviceUrl=address)

        assert (await office.send.activity(activity, signed="nothing")).status == 401
